// Groups → Fact records: verdict of the worst pair, its arithmetic, reasons, severity, evidence.
//
// A contradiction shows one claim for each figure told, not each time it was told: what agrees is
// one fact, and only what cannot both be true is another.
#ifndef HESHU_COMPARE_FACT_BUILDER_H_
#define HESHU_COMPARE_FACT_BUILDER_H_

#include <vector>

#include "compare/fact_record.h"
#include "compare/grouping.h"
#include "core/fact.h"

namespace heshu::compare {

// Claims listed in one fact of figures that cannot be compared, or only may clash; the rest of a
// long series is evidence of nothing more.
inline constexpr std::size_t kMaxListed = 12;
// Claims listed in one agreement, the first published; who repeats it after them is not counted.
inline constexpr std::size_t kMaxAgreeing = 40;

// Facts of one grouping. A group falls into camps of figures that agree: one agreement for each
// camp of two claims or more, and, where there are several camps, one contradiction in which the
// firmest and earliest claim of each speaks for its camp. Besides: one `possible` for each subject
// and unknown key; one `not_comparable` for each subject and differing key; one `possible` for each
// pair whose units alone differ while the number is one (suspect:counted_noun, percent_points).
void BuildFacts(const Grouping& grouping, const MetricDefinition& metric,
                const FactContext& context, std::vector<Fact>& out);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_FACT_BUILDER_H_
