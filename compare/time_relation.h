// Whether two claims speak of the same time (CLAIMS.md, rule 2; VOCABULARY.md's metric kinds).
#ifndef HESHU_COMPARE_TIME_RELATION_H_
#define HESHU_COMPARE_TIME_RELATION_H_

#include <optional>

#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

enum class Relation { kMatch, kUnknown, kMismatch };

// The days a claim is true of, as far as it says. `weak`: only the publication date speaks for it.
struct TrueTime {
  std::optional<Date> start;
  std::optional<Date> end;
  bool weak = true;

  bool IsKnown() const { return start && end; }
  long Days() const { return end->ToDays() - start->ToDays() + 1; }
};
TrueTime TrueTimeOf(const Claim& claim);

// Symmetric. kMismatch is a series or another period, never a conflict; kUnknown lets figures agree
// but not contradict. Constants ignore all dates.
Relation RelateTimes(const Claim& a, const Claim& b, const MetricDefinition& metric);

// A growth figure (倍, 同比, CAGR): its time runs from the base to the end, and the end says when.
bool IsGrowth(const Claim& claim, const MetricDefinition& metric);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_TIME_RELATION_H_
