#include "compare/fact_record.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "compare/independence.h"
#include "compare/time_relation.h"
#include "core/hash.h"

namespace heshu::compare {
namespace {

using Claims = std::vector<const Claim*>;

std::string SubjectOf(const Claims& claims, const SubjectLinks& links) {
  std::set<std::string> ids;
  for (const Claim* c : claims) ids.insert(c->subject->id);
  std::string best = *ids.begin();
  for (const std::string& id : ids) best = links.MoreSpecific(best, id);
  return best;
}

// The unit that most claims are in; the smaller name where two are level.
std::string UnitOf(const Claims& claims) {
  std::map<std::string, int> votes;
  for (const Claim* c : claims) ++votes[c->unit];
  return std::max_element(votes.begin(), votes.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

// The narrowest time that the text itself gives; else the first claim's.
ClaimTime TimeOf(const Claims& claims) {
  const Claim* best = nullptr;
  long best_days = 0;
  for (const Claim* c : claims) {
    const TrueTime t = TrueTimeOf(*c);
    if (t.weak || !t.IsKnown()) continue;
    if (best == nullptr || t.Days() < best_days) {
      best = c;
      best_days = t.Days();
    }
  }
  return (best != nullptr ? best : claims.front())->time;
}

std::string_view VerdictClass(Verdict v) {
  switch (v) {
    case Verdict::kContradict:
      return "contradict";
    case Verdict::kPossible:
      return "possible";
    case Verdict::kNotComparable:
      return "apart";
    default:
      return "agree";
  }
}

// The narrowest time that a text itself gives.
std::optional<TrueTime> StrongTimeOf(const Claims& claims) {
  std::optional<TrueTime> best;
  for (const Claim* c : claims) {
    const TrueTime t = TrueTimeOf(*c);
    if (t.weak || !t.IsKnown()) continue;
    if (!best ||
        std::tuple(t.Days(), t.end->ToDays()) < std::tuple(best->Days(), best->end->ToDays())) {
      best = t;
    }
  }
  return best;
}

// What the fact is about and which figures decide it, whoever tells them.
std::string FactId(const Fact& fact, const Claims& deciding) {
  std::vector<std::string> figures;
  for (const Claim* c : deciding) {
    std::string figure = c->unit + '\x1f' + std::string(BoundName(c->value.bound));
    for (const auto& end : {c->value.lo, c->value.hi}) {
      figure += '\x1f' + (end ? end->ToString() : std::string());
    }
    const auto move = c->qualifiers.find("move");
    if (move != c->qualifiers.end()) figure += '\x1f' + move->second;
    if (c->subject->id.starts_with("x:")) figure += '\x1f' + c->doc;
    figures.push_back(std::move(figure));
  }
  std::sort(figures.begin(), figures.end());
  figures.erase(std::unique(figures.begin(), figures.end()), figures.end());
  std::string key = fact.kind + '\0' + fact.subject + '\0' + fact.metric + '\0';
  key += VerdictClass(fact.verdict);
  if (fact.verdict == Verdict::kNotComparable) key += '\0' + fact.reasons.front();
  if (std::find(fact.reasons.begin(), fact.reasons.end(), "suspect:revision") != fact.reasons.end())
    key += "\x1frevision";
  const auto narrowest = StrongTimeOf(deciding);
  if (narrowest) key += '\0' + narrowest->start->ToString() + '\0' + narrowest->end->ToString();
  for (const std::string& figure : figures) key += '\0' + figure;
  return "f_" + HexId(StableHash(key));
}

}  // namespace

bool FactContext::Wants(const Claims& claims) const {
  return focus == nullptr || std::any_of(claims.begin(), claims.end(),
                                         [&](const Claim* c) { return focus->contains(c->id); });
}

bool EarlierPublished(const Claim* a, const Claim* b) {
  // Undated claims last: who was first must be known to be so.
  return std::tuple(a->published.empty(), std::string_view(a->published), std::string_view(a->id)) <
         std::tuple(b->published.empty(), std::string_view(b->published), std::string_view(b->id));
}

void FinishFact(std::vector<const Claim*> claims, const FactContext& context, Fact& fact,
                const std::vector<const Claim*>& deciding) {
  std::sort(claims.begin(), claims.end(), EarlierPublished);
  claims.erase(std::unique(claims.begin(), claims.end()), claims.end());
  fact.subject = SubjectOf(claims, *context.links);
  if (fact.unit.empty()) fact.unit = UnitOf(claims);
  fact.time = TimeOf(claims);
  fact.clusters = SourceClusters(claims, *context.document_clusters);
  fact.independent_sources = CountDistinct(fact.clusters);
  fact.within_one_document = std::all_of(
      claims.begin(), claims.end(), [&](const Claim* c) { return c->doc == claims.front()->doc; });
  fact.id = FactId(fact, deciding.empty() ? claims : deciding);
  fact.claims.clear();
  for (const Claim* c : claims) fact.claims.push_back(*c);
}

void Weigh(SeverityInput input, const Claims& side_a, const Claims& side_b, Fact& fact) {
  std::map<std::string_view, std::string_view> cluster_of;
  for (std::size_t i = 0; i < fact.claims.size(); ++i) {
    cluster_of[fact.claims[i].id] = fact.clusters[i];
  }
  std::set<std::string_view> a;
  std::set<std::string_view> b;
  for (const Claim* c : side_a) a.insert(cluster_of[c->id]);
  for (const Claim* c : side_b) b.insert(cluster_of[c->id]);
  for (const std::string_view both : a) b.erase(both);
  input.sources_a = static_cast<int>(a.size());
  input.sources_b = static_cast<int>(b.size());
  SetSeverity(input, fact);
}

void SetSeverity(const SeverityInput& input, Fact& fact) {
  Severity severity = SeverityOf(input);
  fact.severity = severity.value;
  fact.factors = std::move(severity.factors);
}

}  // namespace heshu::compare
