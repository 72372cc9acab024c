#include "compare/compare.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "compare/closure.h"
#include "compare/comparability.h"
#include "compare/diagnosis.h"
#include "compare/fact_builder.h"
#include "compare/grouping.h"
#include "compare/order.h"
#include "compare/subject_links.h"

namespace heshu::compare {
namespace {

constexpr std::string_view kNobody = "none";  // a rhetorical count is a figure of nothing

bool TakesPart(const Claim& c) {
  return c.IsClaim() && c.subject->id != kNobody && !c.subject->id.empty() &&
         (c.value.lo || c.value.hi);
}

std::string KeyOf(const Claim& claim, const Vocabulary& vocabulary, const SubjectLinks& links) {
  const MetricDefinition* metric = vocabulary.FindMetric(claim.metric);
  return links.Component(claim.subject->id) + "|" + (metric != nullptr ? metric->id : claim.metric);
}

int VerdictOrder(Verdict v) { return static_cast<int>(v); }

bool ShownBefore(const Fact& a, const Fact& b) {
  return std::tuple(VerdictOrder(a.verdict), -a.severity, std::string_view(a.subject),
                    std::string_view(a.metric), std::string_view(a.id)) <
         std::tuple(VerdictOrder(b.verdict), -b.severity, std::string_view(b.subject),
                    std::string_view(b.metric), std::string_view(b.id));
}

}  // namespace

std::vector<Fact> Compare(const std::vector<Claim>& claims, const Vocabulary& vocabulary,
                          const CompareOptions& options) {
  std::vector<const Claim*> taken;
  for (const Claim& c : claims) {
    if (TakesPart(c)) taken.push_back(&c);
  }
  // By id, so that nothing below depends on the order of the input; a claim given twice is one.
  std::sort(taken.begin(), taken.end(),
            [](const Claim* a, const Claim* b) { return a->id < b->id; });
  taken.erase(std::unique(taken.begin(), taken.end(),
                          [](const Claim* a, const Claim* b) { return a->id == b->id; }),
              taken.end());

  const SubjectLinks links(vocabulary);
  const FigureIndex figures(taken, vocabulary);
  const FactContext context{&vocabulary, &links, &figures, &options.document_clusters};

  std::map<std::string, std::vector<const Claim*>> buckets;
  for (const Claim* c : taken) buckets[KeyOf(*c, vocabulary, links)].push_back(c);

  std::vector<Fact> facts;
  for (const auto& [key, bucket] : buckets) {
    if (bucket.size() < 2) continue;
    const MetricDefinition metric = MetricOf(*bucket.front(), vocabulary);
    for (const Grouping& grouping : GroupClaims(bucket, metric, vocabulary, links)) {
      BuildFacts(grouping, metric, context, facts);
    }
  }
  std::map<std::string_view, std::vector<const Claim*>> documents;
  for (const Claim* c : taken) documents[c->doc].push_back(c);
  for (const auto& [doc, document] : documents) FindClosures(document, context, facts);
  FindOrderConflicts(taken, context, facts);

  std::sort(facts.begin(), facts.end(), ShownBefore);
  // One closure may be found by way of two sets of rules; its id is the same.
  std::set<std::string_view> seen;
  std::erase_if(facts, [&](const Fact& f) { return !seen.insert(f.id).second; });
  return facts;
}

std::string FactKeyer::Key(const Claim& claim) const {
  return TakesPart(claim) ? KeyOf(claim, *vocabulary_, links_) : "";
}

std::string FactKey(const Claim& claim, const Vocabulary& vocabulary) {
  return FactKeyer(vocabulary).Key(claim);
}

}  // namespace heshu::compare
