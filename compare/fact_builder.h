// Groups → Fact records: verdict of the worst pair, its arithmetic, reasons, severity, evidence.
//
// A contradiction shows one claim for each figure told, not each time it was told: what agrees is
// one fact, and only what cannot both be true is another.
#ifndef HESHU_COMPARE_FACT_BUILDER_H_
#define HESHU_COMPARE_FACT_BUILDER_H_

#include <map>
#include <string>
#include <vector>

#include "compare/diagnosis.h"
#include "compare/grouping.h"
#include "compare/severity.h"
#include "core/fact.h"

namespace heshu::compare {

// Claims listed in one fact of figures that cannot be compared, or only may clash; the rest of a
// long series is evidence of nothing more.
inline constexpr std::size_t kMaxListed = 12;
// Claims listed in one agreement, the first published; who repeats it after them is not counted.
inline constexpr std::size_t kMaxAgreeing = 40;

struct FactContext {
  const Vocabulary* vocabulary = nullptr;
  const SubjectLinks* links = nullptr;
  const FigureIndex* figures = nullptr;
  const std::map<std::string, std::string>* document_clusters = nullptr;
  const ExchangeRates* rates = nullptr;
};

// Facts of one grouping. A group falls into camps of figures that agree: one agreement for each
// camp of two claims or more, and, where there are several camps, one contradiction in which the
// firmest and earliest claim of each speaks for its camp. Besides: one `possible` for each subject
// and unknown key; one `not_comparable` for each subject and differing key; one `possible` for each
// pair whose units alone differ while the number is one (suspect:counted_noun, percent_points).
void BuildFacts(const Grouping& grouping, const MetricDefinition& metric,
                const FactContext& context, std::vector<Fact>& out);

// Fills in what every fact has: claims in order of publication, clusters, subject, unit, time,
// scope, independent_sources, id. `kind`, `metric`, verdict and reasons are the caller's. The id is
// made of the figures of `deciding` claims (none: of all), so that it stays when more claims join.
void FinishFact(std::vector<const Claim*> claims, const FactContext& context, Fact& fact,
                const std::vector<const Claim*>& deciding = {});

// Severity of a contradiction between two sides within `fact`, whose claims and clusters are
// filled in: independent sources are counted per side.
void Weigh(SeverityInput input, const std::vector<const Claim*>& side_a,
           const std::vector<const Claim*>& side_b, Fact& fact);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_FACT_BUILDER_H_
