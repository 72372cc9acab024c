// Two readings of one quantity → verdict, with the gap (CLAIMS.md, rule 3).
#ifndef HESHU_COMPARE_VERDICT_H_
#define HESHU_COMPARE_VERDICT_H_

#include <string>
#include <vector>

#include "compare/comparability.h"
#include "compare/interval.h"
#include "core/fact.h"

namespace heshu::compare {

struct PairVerdict {
  Verdict verdict = Verdict::kAgree;
  std::vector<std::string> reasons;  // rounding, loose_bound, sign_clash, interval_disjoint, …
  double gap = 0;                    // (max lo − min hi) / max |v|, 0 where the intervals meet
  double strain = 0;                 // gap in units of the summed half widths ("z")
};

// One figure told as a rise or a gain, the other as a fall or a loss.
bool IsSignClash(const PairVerdict& verdict);

// Figures that lie nearer than this part of the greater may be one figure, once told wrong.
inline constexpr double kMisprintGap = 0.25;

// By numbers alone: agree, agree_within_precision or contradict.
PairVerdict CompareReadings(const Reading& a, const Reading& b);

// Both claims in one unit, with their signs: what CompareReadings wants. A `move` makes a sign
// where both sides have one; without it on one side magnitudes are compared.
struct ReadPair {
  Reading a;
  Reading b;
};
ReadPair ReadBoth(const Claim& a, const Claim& b, const UnitRelation& unit);

// The whole judgement: keys, then numbers. Disjoint figures are `possible` where a key is unknown,
// and `not_comparable` where a subject link, a many-valued metric or one sentence explains them.
PairVerdict JudgePair(const Claim& a, const Claim& b, const MetricDefinition& metric,
                      const Comparability& keys);

// "5890億 → [588.95e9, 589.05e9]; 5937億 → [593.65e9, 593.75e9]; disjoint by 0.8 %".
std::string Arithmetic(const Claim& a, const Claim& b, const UnitRelation& unit,
                       const PairVerdict& verdict);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_VERDICT_H_
