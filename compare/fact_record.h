// What every fact has, whatever found it: who tells it and when, its severity, its id.
#ifndef HESHU_COMPARE_FACT_RECORD_H_
#define HESHU_COMPARE_FACT_RECORD_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compare/currency.h"
#include "compare/diagnosis.h"
#include "compare/severity.h"
#include "compare/subject_links.h"
#include "core/fact.h"
#include "core/vocabulary.h"

namespace heshu::compare {

struct FactContext {
  const Vocabulary* vocabulary = nullptr;
  const SubjectLinks* links = nullptr;
  const FigureIndex* figures = nullptr;
  const std::map<std::string, std::string>* document_clusters = nullptr;
  const ExchangeRates* rates = nullptr;
  // Ids: a fact without any of these claims is not wanted. Null: all are.
  const std::set<std::string>* focus = nullptr;

  bool Wants(const std::vector<const Claim*>& claims) const;
};

// True if `a` was published before `b`. Undated claims are last: who was first must be known to be
// so. Ids break ties.
bool EarlierPublished(const Claim* a, const Claim* b);

// Fills in what every fact has: claims in order of publication, clusters, subject, unit, time,
// scope, independent_sources, id. `kind`, `metric`, verdict and reasons are the caller's. The id is
// made of the figures of `deciding` claims (none: of all), so that it stays when more claims join.
void FinishFact(std::vector<const Claim*> claims, const FactContext& context, Fact& fact,
                const std::vector<const Claim*>& deciding = {});

// Severity of a contradiction between two sides within `fact`, whose claims and clusters are
// filled in: independent sources are counted per side.
void Weigh(SeverityInput input, const std::vector<const Claim*>& side_a,
           const std::vector<const Claim*>& side_b, Fact& fact);

// Sets the severity and its factors.
void SetSeverity(const SeverityInput& input, Fact& fact);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_FACT_RECORD_H_
