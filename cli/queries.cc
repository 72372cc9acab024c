#include "cli/queries.h"

#include <algorithm>
#include <memory>
#include <tuple>

#include "compare/compare.h"

namespace heshu::cli {

Result<store::ClaimQuery> QueryFromOptions(Session& session) {
  const Arguments& arguments = session.arguments();
  store::ClaimQuery query;
  query.metric = arguments.Get("metric");
  query.unit = arguments.Get("unit");
  query.source = arguments.Get("source");
  query.since = arguments.Get("since");
  query.until = arguments.Get("until");
  query.min = arguments.GetNumber("min");
  query.max = arguments.GetNumber("max");
  query.modality = arguments.Get("modality");
  query.claims_only = arguments.Has("claims");
  query.sort = arguments.Get("sort", query.sort);
  query.limit = arguments.GetCount("limit", 0);
  query.subject = arguments.Get("subject");
  if (query.subject.empty() && query.metric.empty()) return query;
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  if (!query.subject.empty()) {
    const std::string id = (*extractor)->ResolveSubject(query.subject);
    if (!id.empty()) query.subject = id;
  }
  if (const auto* metric = (*extractor)->vocabulary().FindMetric(query.metric)) {
    query.metric = metric->id;  // an alias means its metric
  }
  return query;
}

bool Selects(const store::ClaimQuery& query, const Fact& fact) {
  const auto any_claim = [&](auto&& holds) {
    return std::any_of(fact.claims.begin(), fact.claims.end(), holds);
  };
  if (!query.subject.empty() && fact.subject != query.subject &&
      !any_claim([&](const Claim& claim) {
        return claim.subject.has_value() && claim.subject->id == query.subject;
      })) {
    return false;
  }
  if (!query.metric.empty() && fact.metric != query.metric) return false;
  if (!query.unit.empty() && fact.unit != query.unit) return false;
  return any_claim([&](const Claim& claim) {
    const std::string day = claim.published.substr(0, 10);
    const auto& [lo, hi] = std::tie(claim.value.lo, claim.value.hi);  // empty = without end
    return (query.source.empty() || claim.source == query.source) &&
           (query.since.empty() || day >= query.since) &&
           (query.until.empty() || (!day.empty() && day <= query.until)) &&
           (query.modality.empty() || ModalityName(claim.modality) == query.modality) &&
           (!query.min.has_value() || !hi.has_value() || *hi >= *query.min) &&
           (!query.max.has_value() || !lo.has_value() || *lo <= *query.max);
  });
}

store::Annotators AnnotatorsOf(const extract::Extractor& extractor) {
  const Vocabulary* vocabulary = &extractor.vocabulary();
  store::Annotators annotators;
  annotators.search_words = [vocabulary](const Claim& claim) {
    std::vector<std::string> words;
    if (claim.subject.has_value()) {
      if (const auto* entity = vocabulary->FindEntity(claim.subject->id)) {
        words = entity->aliases;
        words.push_back(entity->name);
      }
    }
    if (const auto* metric = vocabulary->FindMetric(claim.metric)) {
      words.push_back(metric->name);
      words.push_back(metric->name_zh);
      words.insert(words.end(), metric->aliases.begin(), metric->aliases.end());
    }
    std::erase(words, "");
    return words;
  };
  const auto keyer = std::make_shared<const compare::FactKeyer>(*vocabulary);
  annotators.fact_key = [keyer](const Claim& claim) { return keyer->Key(claim); };
  annotators.entity_kind = [vocabulary](std::string_view id) {
    const auto* entity = vocabulary->FindEntity(id);
    return entity == nullptr ? std::string() : entity->kind;
  };
  return annotators;
}

}  // namespace heshu::cli
