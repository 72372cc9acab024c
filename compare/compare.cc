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
#include "compare/verdict.h"
#include "core/hash.h"

namespace heshu::compare {
namespace {

using Claims = std::vector<const Claim*>;

constexpr std::string_view kNobody = "none";  // a rhetorical count is a figure of nothing

bool TakesPart(const Claim& c) {
  return c.IsClaim() && c.subject->id != kNobody && !c.subject->id.empty() &&
         (c.value.lo || c.value.hi);
}

std::string KeyOf(const Claim& claim, const Vocabulary& vocabulary, const SubjectLinks& links) {
  return links.Component(claim.subject->id) + "|" + ComparedMetric(claim, vocabulary);
}

int VerdictOrder(Verdict v) { return static_cast<int>(v); }

bool ShownBefore(const Fact& a, const Fact& b) {
  return std::tuple(VerdictOrder(a.verdict), -a.severity, std::string_view(a.subject),
                    std::string_view(a.metric), std::string_view(a.id)) <
         std::tuple(VerdictOrder(b.verdict), -b.severity, std::string_view(b.subject),
                    std::string_view(b.metric), std::string_view(b.id));
}

// What is compared, by id: nothing below depends on the order of the input; a claim given twice is
// one.
Claims Taken(const std::vector<Claim>& claims) {
  Claims taken;
  for (const Claim& c : claims) {
    if (TakesPart(c)) taken.push_back(&c);
  }
  std::sort(taken.begin(), taken.end(),
            [](const Claim* a, const Claim* b) { return a->id < b->id; });
  taken.erase(std::unique(taken.begin(), taken.end(),
                          [](const Claim* a, const Claim* b) { return a->id == b->id; }),
              taken.end());
  return taken;
}

void CompareBuckets(const Claims& taken, const FactContext& context, std::vector<Fact>& facts) {
  std::map<std::string, Claims> buckets;
  for (const Claim* c : taken) buckets[KeyOf(*c, *context.vocabulary, *context.links)].push_back(c);
  for (const auto& [key, bucket] : buckets) {
    if (bucket.size() < 2) continue;
    const MetricDefinition metric =
        MetricOf(ComparedMetric(*bucket.front(), *context.vocabulary), *context.vocabulary);
    for (const Grouping& grouping : GroupClaims(bucket, metric, *context.vocabulary, *context.links,
                                                context.rates, context.figures)) {
      BuildFacts(grouping, metric, context, facts);
    }
  }
}

// Sorts, and makes ids unique: one closure may be found by way of two sets of rules; two facts may
// be decided by the same figures of periods that no text names.
void Arrange(std::vector<Fact>& facts) {
  std::sort(facts.begin(), facts.end(), ShownBefore);
  std::map<std::string, std::vector<std::string>> seen;  // id → its claims
  std::erase_if(facts, [&](Fact& fact) {
    std::vector<std::string> claims;
    for (const Claim& c : fact.claims) claims.push_back(c.id);
    while (true) {
      const auto [at, is_new] = seen.try_emplace(fact.id, claims);
      if (is_new) return false;
      if (at->second == claims) return true;
      fact.id = "f_" + HexId(StableHash(fact.id + claims.front()));
    }
  });
}

std::uint64_t Hashed(std::string_view kind, std::string_view text) {
  return StableHash(text, StableHash(kind));
}

void KeepThoseOf(const std::set<std::string>& focus, std::vector<Fact>& facts) {
  std::erase_if(facts, [&](const Fact& fact) {
    return std::none_of(fact.claims.begin(), fact.claims.end(),
                        [&](const Claim& c) { return focus.contains(c.id); });
  });
}

}  // namespace

std::vector<Fact> Compare(const std::vector<Claim>& claims, const Vocabulary& vocabulary,
                          const CompareOptions& options) {
  const Claims taken = Taken(claims);
  const SubjectLinks links(vocabulary);
  const FigureIndex figures(taken, vocabulary);
  const FactContext context{&vocabulary, &links, &figures, &options.document_clusters,
                            options.rates};
  std::vector<Fact> facts;
  CompareBuckets(taken, context, facts);
  std::map<std::string_view, Claims> documents;
  for (const Claim* c : taken) documents[c->doc].push_back(c);
  for (const auto& [doc, document] : documents) FindClosures(document, context, facts);
  FindOrderConflicts(taken, context, facts);
  Arrange(facts);
  return facts;
}

std::string Comparer::FactKey(const Claim& claim) const {
  return TakesPart(claim) ? KeyOf(claim, *vocabulary_, links_) : "";
}

Comparer::Keys Comparer::KeysOf(const Claim& claim) const {
  Keys keys;
  if (!TakesPart(claim)) return keys;
  keys.is_known = true;
  const MetricDefinition metric = MetricOf(ComparedMetric(claim, *vocabulary_), *vocabulary_);
  const TrueTime time = TrueTimeOf(claim);
  const std::int64_t day = time.IsKnown() ? time.end->ToDays() : 0;
  const std::uint64_t signature = StableHash(Signature(claim, metric));
  const std::string key = KeyOf(claim, *vocabulary_, links_);
  keys.is_timeless = metric.kind == MetricKind::kConstant;
  keys.fact = {Hashed("fact", key), keys.is_timeless ? 0 : day, signature};
  for (const std::string& order : OrderKeys(claim, *vocabulary_)) {
    keys.order.push_back({Hashed("order", order), day, signature});
  }
  const std::string figure = FigureKey(claim, *vocabulary_);
  if (!figure.empty()) {
    keys.figure = {Hashed("figure", claim.subject->id + "|" + figure), day, signature};
  }
  return keys;
}

bool Comparer::AreRelated(const Claim& a, const Claim& b) const {
  const MetricDefinition metric = MetricOf(ComparedMetric(a, *vocabulary_), *vocabulary_);
  const Comparability keys = CompareKeys(a, b, metric, *vocabulary_, links_, rates_);
  if (JudgePair(a, b, metric, keys).verdict != Verdict::kNotComparable) return true;
  // One number in two units may be a slip.
  return keys.mismatched == std::vector<std::string>{"unit"} && !DiagnoseUnits(a, b).empty();
}

std::vector<Fact> Comparer::Around(const Surroundings& around,
                                   const CompareOptions& options) const {
  const Claims taken = Taken(around.claims);
  Claims known = taken;
  for (const Claim& c : around.witnesses) known.push_back(&c);
  const FigureIndex figures(known, *vocabulary_);
  const FactContext context{vocabulary_, &links_, &figures, &options.document_clusters,
                            options.rates};
  std::vector<Fact> facts;
  CompareBuckets(taken, context, facts);
  KeepThoseOf(around.focus, facts);
  Arrange(facts);
  return facts;
}

std::vector<Fact> Comparer::OrderAround(const Surroundings& around,
                                        const CompareOptions& options) const {
  const Claims taken = Taken(around.claims);
  const FigureIndex figures({}, *vocabulary_);
  const FactContext context{vocabulary_, &links_, &figures, &options.document_clusters,
                            options.rates};
  std::vector<Fact> facts;
  FindOrderConflicts(taken, context, facts);
  KeepThoseOf(around.focus, facts);
  Arrange(facts);
  return facts;
}

std::vector<Fact> Comparer::ClosuresIn(const std::vector<Claim>& document,
                                       const CompareOptions& options) const {
  const Claims taken = Taken(document);
  const FigureIndex figures({}, *vocabulary_);
  const FactContext context{vocabulary_, &links_, &figures, &options.document_clusters,
                            options.rates};
  std::vector<Fact> facts;
  FindClosures(taken, context, facts);
  Arrange(facts);
  return facts;
}

std::string FactKey(const Claim& claim, const Vocabulary& vocabulary) {
  return Comparer(vocabulary).FactKey(claim);
}

}  // namespace heshu::compare
