// Figures that follow from one another: do they close? (CLAIMS.md, rule 5)
//
// By interval propagation, never from points: 10 → 3900 and 約370倍 close only because 10 is
// rounded. Three trusted patterns, of one subject:
//   growth   level(to) / level(from) = multiple, or 1 ± percent
//   cagr     (1 + yearly rate)^years = multiple
//   ratio    gross profit / revenue = gross margin, own price / peer's price = price ratio, …
// A pattern is trusted where its figures stand in one sentence or their periods name each other.
#ifndef HESHU_COMPARE_CLOSURE_H_
#define HESHU_COMPARE_CLOSURE_H_

#include <string>
#include <string_view>
#include <vector>

#include "compare/fact_record.h"
#include "core/claim.h"
#include "core/fact.h"
#include "core/vocabulary.h"

namespace heshu::compare {

// Appends one fact of kind "closure" for each trusted set of figures: `agree_within_precision`, or
// `contradict` where the intervals are disjoint even when every figure is taken as rounded.
// `document` holds the claims of one document, ordered by id.
void FindClosures(const std::vector<const Claim*>& document, const FactContext& context,
                  std::vector<Fact>& out);

// Ids of claims that agree with each other, told by two independent sources at least.
using Agreement = std::vector<std::string>;

// The same across documents, growth and ratio alone. What a figure is computed from must be agreed
// on; for each agreement its firmest claim speaks. Nothing may be inferred: subject, time and unit
// are written, all is reported. Figures that do not close are `contradict` where the derived one is
// agreed on too, else `possible`. Claims of an agreement are not looked at alone; `claims` are
// ordered by id.
void FindClosuresAcross(const std::vector<const Claim*>& claims,
                        const std::vector<Agreement>& agreements, const FactContext& context,
                        std::vector<Fact>& out);

// The metrics that stand in one equation with this one, itself among them; none for most.
std::vector<std::string> MetricsClosingWith(std::string_view metric, const Vocabulary& vocabulary);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_CLOSURE_H_
