#include "cli/queries.h"

#include <algorithm>
#include <memory>

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

store::FactQuery FactQueryOf(const store::ClaimQuery& query) {
  store::FactQuery out;
  out.subject = query.subject;
  out.metric = query.metric;
  out.unit = query.unit;
  out.source = query.source;
  out.since = query.since;
  out.until = query.until;
  out.min = query.min;
  out.max = query.max;
  out.modality = query.modality;
  out.limit = query.limit;
  return out;
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
