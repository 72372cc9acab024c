// Figures that contradict by their order: a part above its whole, a running total that falls, one
// rank held by two (CLAIMS.md, rule 4).
#ifndef HESHU_COMPARE_ORDER_H_
#define HESHU_COMPARE_ORDER_H_

#include <string>
#include <vector>

#include "compare/fact_record.h"
#include "core/claim.h"
#include "core/fact.h"

namespace heshu::compare {

// Appends facts of kind "order" and "part_whole", all `contradict`; only figures whose keys are
// all written and equal, told as facts or estimates, of times the text states, take part.
// `claims` are ordered by id. Near-linear: past 64 claims with one set of keys the rest is left
// out.
void FindOrderConflicts(const std::vector<const Claim*>& claims, const FactContext& context,
                        std::vector<Fact>& out);

// Claims that share one of these may break an order: ranks of one chart and day, a part and its
// whole, a running total. Mostly none.
std::vector<std::string> OrderKeys(const Claim& claim, const Vocabulary& vocabulary);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_ORDER_H_
