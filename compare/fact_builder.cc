#include "compare/fact_builder.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "compare/independence.h"
#include "core/hash.h"

namespace heshu::compare {
namespace {

using Claims = std::vector<const Claim*>;

constexpr std::size_t kMaxDiagnosed = 256;  // contradicting pairs of one fact looked into

bool EarlierPublished(const Claim* a, const Claim* b) {
  // Undated claims last: who was first must be known to be so.
  return std::tuple(a->published.empty(), std::string_view(a->published), std::string_view(a->id)) <
         std::tuple(b->published.empty(), std::string_view(b->published), std::string_view(b->id));
}

void AddReason(std::vector<std::string>& reasons, const std::string& reason) {
  if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

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

SeverityInput InputOf(const JudgedPair& pair) {
  SeverityInput in;
  in.gap = pair.verdict.gap;
  in.strain = pair.verdict.strain;
  in.inherited_keys = pair.keys.inherited;
  in.unknown_keys = static_cast<int>(pair.keys.unknown.size());
  in.modality_a = pair.claim_a->modality;
  in.modality_b = pair.claim_b->modality;
  return in;
}

bool IsCertainError(const std::vector<std::string>& reasons) {
  return std::any_of(reasons.begin(), reasons.end(), [](const std::string& r) {
    return r == "sign_clash" || StartsWith(r, "suspect:scale_slip");
  });
}

// A cheap stand-in for severity, to choose which pair of a fact to show. Ids break ties.
bool Weightier(const JudgedPair& x, const JudgedPair& y) {
  const auto weight = [](const JudgedPair& p) {
    SeverityInput in = InputOf(p);
    in.is_certain_error = IsCertainError(p.verdict.reasons);
    return SeverityOf(in).value;
  };
  return std::tuple(-weight(x), -x.verdict.gap, std::string_view(x.claim_a->id),
                    std::string_view(x.claim_b->id)) < std::tuple(-weight(y), -y.verdict.gap,
                                                                  std::string_view(y.claim_a->id),
                                                                  std::string_view(y.claim_b->id));
}

void AddDiagnoses(const JudgedPair& pair, const FactContext& context, Fact& fact) {
  for (const std::string& reason :
       Diagnose(*pair.claim_a, *pair.claim_b, *context.figures, *context.links)) {
    AddReason(fact.reasons, reason);
  }
}

void Describe(const JudgedPair& pair, const FactContext& context, Fact& fact) {
  for (const std::string& reason : pair.verdict.reasons) AddReason(fact.reasons, reason);
  if (pair.verdict.verdict == Verdict::kContradict || pair.verdict.verdict == Verdict::kPossible) {
    AddDiagnoses(pair, context, fact);
  }
  // Written the earlier report first, whatever the order of the input.
  const bool swap = EarlierPublished(pair.claim_b, pair.claim_a);
  UnitRelation unit = pair.keys.unit;
  if (swap) std::swap(unit.factor_a, unit.factor_b);
  fact.arithmetic = Arithmetic(swap ? *pair.claim_b : *pair.claim_a,
                               swap ? *pair.claim_a : *pair.claim_b, unit, pair.verdict);
}

std::string PrimaryNeed(const MetricDefinition& metric) {
  return "the primary source of the " + (metric.name.empty() ? metric.id : metric.name);
}

void AppendNodes(const Grouping& g, const std::vector<std::size_t>& nodes, Claims& out) {
  for (const std::size_t n : nodes) {
    out.insert(out.end(), g.nodes[n].claims.begin(), g.nodes[n].claims.end());
  }
}

// The claims of `group` that say what `node` says.
Claims Side(const Grouping& g, const std::vector<std::size_t>& group, std::size_t node) {
  Claims side = g.nodes[node].claims;
  for (const std::size_t other : group) {
    if (other == node) continue;
    const Verdict v = g.Pair(node, other).verdict.verdict;
    if (v == Verdict::kAgree || v == Verdict::kAgreeWithinPrecision) {
      side.insert(side.end(), g.nodes[other].claims.begin(), g.nodes[other].claims.end());
    }
  }
  return side;
}

int Rank(Verdict v) {
  switch (v) {
    case Verdict::kContradict:
      return 3;
    case Verdict::kPossible:
      return 2;
    case Verdict::kAgreeWithinPrecision:
      return 1;
    default:
      return 0;
  }
}

void BuildGroupFact(const Grouping& g, const std::vector<std::size_t>& group,
                    const MetricDefinition& metric, const FactContext& context,
                    std::vector<Fact>& out) {
  Claims claims;
  AppendNodes(g, group, claims);
  if (claims.size() < 2) return;
  Fact fact;
  fact.metric = metric.id;
  const JudgedPair* deciding = nullptr;
  for (std::size_t i = 0; i < group.size(); ++i) {
    for (std::size_t j = i + 1; j < group.size(); ++j) {
      const JudgedPair& pair = g.Pair(group[i], group[j]);
      const int rank = deciding == nullptr ? -1 : Rank(deciding->verdict.verdict);
      const int its = Rank(pair.verdict.verdict);
      if (its > rank || (its == rank && Weightier(pair, *deciding))) deciding = &pair;
    }
  }
  if (deciding == nullptr) {
    const Claim& c = *claims.front();
    fact.arithmetic =
        Arithmetic(c, *claims[1], RelateUnits(c, *claims[1], *context.vocabulary), {});
  } else {
    fact.verdict = deciding->verdict.verdict;
    Describe(*deciding, context, fact);
  }
  const bool is_certain_error = IsCertainError(fact.reasons);
  if (fact.verdict == Verdict::kContradict) {
    // Another pair of the same fact may tell more of what went wrong.
    std::size_t tried = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t j = i + 1; j < group.size() && tried < kMaxDiagnosed; ++j) {
        const JudgedPair& pair = g.Pair(group[i], group[j]);
        if (pair.verdict.verdict != Verdict::kContradict || &pair == deciding) continue;
        AddDiagnoses(pair, context, fact);
        ++tried;
      }
    }
  }
  FinishFact(claims, context, fact);
  if (fact.verdict == Verdict::kContradict) {
    SeverityInput in = InputOf(*deciding);
    in.is_certain_error = is_certain_error;
    Weigh(in, Side(g, group, deciding->a), Side(g, group, deciding->b), fact);
    fact.needs = PrimaryNeed(metric);
  } else if (deciding != nullptr && !deciding->keys.unknown.empty()) {
    fact.needs = NeedOf(deciding->keys.unknown.front());
  }
  out.push_back(std::move(fact));
}

// Pairs of different groups, gathered by subject and the key that stands between them.
struct Gathered {
  std::set<std::size_t> nodes;
  const JudgedPair* best = nullptr;
};
using GatherKey = std::pair<std::string, std::string>;  // subject, key

void Gather(std::map<GatherKey, Gathered>& all, const GatherKey& key, const JudgedPair& pair) {
  Gathered& g = all[key];
  g.nodes.insert(pair.a);
  g.nodes.insert(pair.b);
  if (g.best == nullptr || Weightier(pair, *g.best)) g.best = &pair;
}

void BuildPossible(const Grouping& g, const Gathered& gathered, const std::string& key,
                   const MetricDefinition& metric, const FactContext& context,
                   std::vector<Fact>& out) {
  Claims claims;
  AppendNodes(g, {gathered.nodes.begin(), gathered.nodes.end()}, claims);
  Fact fact;
  fact.metric = metric.id;
  fact.verdict = Verdict::kPossible;
  Describe(*gathered.best, context, fact);
  fact.needs = NeedOf(key);
  FinishFact(claims, context, fact);
  SeverityInput in = InputOf(*gathered.best);
  in.is_certain_error = IsCertainError(fact.reasons);
  Weigh(in, g.nodes[gathered.best->a].claims, g.nodes[gathered.best->b].claims, fact);
  out.push_back(std::move(fact));
}

void BuildNotComparable(const Grouping& g, const Gathered& gathered, const MetricDefinition& metric,
                        const FactContext& context, std::vector<Fact>& out) {
  Claims claims;
  for (const std::size_t n : gathered.nodes) claims.push_back(g.nodes[n].lead());
  std::sort(claims.begin(), claims.end(), EarlierPublished);
  if (claims.size() > kMaxListed) claims.resize(kMaxListed);
  Fact fact;
  fact.metric = metric.id;
  fact.verdict = Verdict::kNotComparable;
  fact.reasons = {gathered.best->verdict.reasons.front()};
  FinishFact(claims, context, fact);
  out.push_back(std::move(fact));
}

void BuildUnitSuspect(const Grouping& g, const JudgedPair& pair, std::vector<std::string> suspects,
                      const MetricDefinition& metric, const FactContext& context,
                      std::vector<Fact>& out) {
  Claims claims;
  AppendNodes(g, {pair.a, pair.b}, claims);
  Fact fact;
  fact.metric = metric.id;
  fact.verdict = Verdict::kPossible;
  fact.reasons = pair.verdict.reasons;
  for (std::string& s : suspects) fact.reasons.push_back(std::move(s));
  fact.arithmetic = pair.claim_a->text + " (" + pair.claim_a->unit + ") against " +
                    pair.claim_b->text + " (" + pair.claim_b->unit + "): one number, two units";
  fact.needs = "a source that says what is counted";
  FinishFact(claims, context, fact);
  SeverityInput in = InputOf(pair);
  in.is_certain_error = true;
  in.unknown_keys = 1;
  Weigh(in, g.nodes[pair.a].claims, g.nodes[pair.b].claims, fact);
  out.push_back(std::move(fact));
}

}  // namespace

void FinishFact(std::vector<const Claim*> claims, const FactContext& context, Fact& fact) {
  std::sort(claims.begin(), claims.end(), EarlierPublished);
  claims.erase(std::unique(claims.begin(), claims.end()), claims.end());
  fact.subject = SubjectOf(claims, *context.links);
  if (fact.unit.empty()) fact.unit = UnitOf(claims);
  fact.time = TimeOf(claims);
  fact.clusters = SourceClusters(claims, *context.document_clusters);
  fact.independent_sources = CountDistinct(fact.clusters);
  fact.within_one_document = std::all_of(
      claims.begin(), claims.end(), [&](const Claim* c) { return c->doc == claims.front()->doc; });
  std::vector<std::string_view> ids;
  for (const Claim* c : claims) ids.emplace_back(c->id);
  std::sort(ids.begin(), ids.end());
  std::string key = fact.kind + '\0' + fact.subject + '\0' + fact.metric + '\0' +
                    (fact.verdict == Verdict::kNotComparable ? fact.reasons.front() : "");
  for (const std::string_view id : ids) key.append(1, '\0').append(id);
  fact.id = "f_" + HexId(StableHash(key));
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
  Severity severity = SeverityOf(input);
  fact.severity = severity.value;
  fact.factors = std::move(severity.factors);
}

void BuildFacts(const Grouping& g, const MetricDefinition& metric, const FactContext& context,
                std::vector<Fact>& out) {
  for (const auto& group : g.groups) BuildGroupFact(g, group, metric, context, out);

  std::map<GatherKey, Gathered> possible;
  std::map<GatherKey, Gathered> apart;
  for (const JudgedPair& pair : g.pairs) {
    if (pair.keys.link == SubjectLink::kNone) continue;
    const std::string subject =
        context.links->MoreSpecific(pair.claim_a->subject->id, pair.claim_b->subject->id);
    if (pair.verdict.verdict == Verdict::kPossible) {
      const std::string key = pair.keys.unknown.empty() ? "modality" : pair.keys.unknown.front();
      Gather(possible, {subject, key}, pair);
    } else if (pair.verdict.verdict == Verdict::kNotComparable) {
      if (pair.keys.mismatched == std::vector<std::string>{"unit"}) {
        auto suspects = DiagnoseUnits(*pair.claim_a, *pair.claim_b);
        if (!suspects.empty()) {
          BuildUnitSuspect(g, pair, std::move(suspects), metric, context, out);
          continue;
        }
      }
      Gather(apart, {subject, pair.verdict.reasons.front()}, pair);
    }
  }
  for (const auto& [key, gathered] : possible) {
    BuildPossible(g, gathered, key.second, metric, context, out);
  }
  for (const auto& [key, gathered] : apart) BuildNotComparable(g, gathered, metric, context, out);
}

}  // namespace heshu::compare
