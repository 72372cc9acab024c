#include "compare/fact_builder.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "compare/camps.h"
#include "compare/doubt.h"
#include "compare/independence.h"

namespace heshu::compare {
namespace {

using Claims = std::vector<const Claim*>;

constexpr std::size_t kMaxDiagnosed = 256;  // contradicting pairs of one fact looked into

bool Holds(const std::vector<std::string>& reasons, std::string_view reason) {
  return std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
}

void AddReason(std::vector<std::string>& reasons, const std::string& reason) {
  if (!Holds(reasons, reason)) reasons.push_back(reason);
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

SeverityInput InputOf(const JudgedPair& pair) {
  SeverityInput in;
  in.gap = pair.verdict.gap;
  in.strain = pair.verdict.strain;
  in.is_rate = pair.claim_a->unit == "percent" && pair.claim_b->unit == "percent";
  in.inherited_keys = pair.keys.inherited;
  in.unknown_keys = static_cast<int>(pair.keys.unknown.size());
  in.modality_a = pair.claim_a->modality;
  in.modality_b = pair.claim_b->modality;
  // What a company expects of itself it has said: that is reported, as a plan of its own is.
  if (pair.keys.announced) in.modality_a = in.modality_b = Modality::kReported;
  // So is what one house expects: the note says one thing.
  if (pair.keys.own_outlook || pair.keys.one_voice) in.modality_a = in.modality_b = Modality::kPlan;
  if (pair.keys.own_said) in.modality_a = in.modality_b = Modality::kReported;
  return in;
}

bool IsCertainError(const std::vector<std::string>& reasons) {
  return std::any_of(reasons.begin(), reasons.end(), [](const std::string& r) {
    return r == "sign_clash" || r == "suspect:power_of_ten" || StartsWith(r, "suspect:scale_slip");
  });
}

// A cheap stand-in for severity, to choose which pair of a fact to show. Ids break ties.
bool Weightier(const JudgedPair& x, const JudgedPair& y) {
  const auto weight = [](const JudgedPair& p) {
    SeverityInput in = InputOf(p);
    in.is_certain_error = IsCertainError(p.verdict.reasons);
    return SeverityScore(in);
  };
  if (x.verdict.verdict == Verdict::kNotComparable) return false;  // the first will do
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

std::vector<std::string_view> SourceNames(const Claim& c) {
  if (c.attribution && !c.attribution->id.empty()) return {c.attribution->id};
  if (!c.source.empty()) return {c.source};
  return {};
}

void AppendNodes(const Grouping& g, const std::vector<std::size_t>& nodes, Claims& out) {
  for (const std::size_t n : nodes) {
    out.insert(out.end(), g.nodes[n].claims.begin(), g.nodes[n].claims.end());
  }
}

bool IsAgreement(Verdict v) { return v == Verdict::kAgree || v == Verdict::kAgreeWithinPrecision; }

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

// What decides a fact: its worst pair, and of equals the weightiest.
const JudgedPair* WorstPair(const Grouping& g, const std::vector<std::size_t>& nodes) {
  const JudgedPair* worst = nullptr;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (std::size_t j = i + 1; j < nodes.size(); ++j) {
      const JudgedPair& pair = g.Pair(nodes[i], nodes[j]);
      const int rank = worst == nullptr ? -1 : Rank(worst->verdict.verdict);
      const int its = Rank(pair.verdict.verdict);
      if (its > rank || (its == rank && Weightier(pair, *worst))) worst = &pair;
    }
  }
  return worst;
}

void BuildAgreement(const Grouping& g, const std::vector<std::size_t>& nodes,
                    const MetricDefinition& metric, const FactContext& context,
                    std::vector<Fact>& out) {
  Claims claims;
  AppendNodes(g, nodes, claims);
  if (claims.size() < 2) return;
  const Claim& a = *claims[0];
  const Claim& b = *claims[1];
  if (claims.size() > kMaxAgreeing) {
    std::sort(claims.begin(), claims.end(), EarlierPublished);
    claims.resize(kMaxAgreeing);
  }
  if (!context.Wants(claims)) return;
  Fact fact;
  fact.metric = metric.id;
  if (const JudgedPair* worst = WorstPair(g, nodes)) {
    fact.verdict = worst->verdict.verdict;
    Describe(*worst, context, fact);
    if (!worst->keys.unknown.empty()) fact.needs = NeedOf(worst->keys.unknown.front());
  } else {
    fact.arithmetic = Arithmetic(a, b, RelateUnits(a, b, *context.vocabulary, context.rates), {});
  }
  FinishFact(claims, context, fact, {g.nodes[nodes.front()].lead()});
  out.push_back(std::move(fact));
}

void BuildContradiction(const Grouping& g, const std::vector<std::size_t>& group,
                        const std::vector<Camp>& camps, const MetricDefinition& metric,
                        const FactContext& context, std::vector<Fact>& out) {
  std::vector<std::size_t> speakers;
  for (const Camp& camp : camps) speakers.push_back(camp.front());
  const JudgedPair* deciding = WorstPair(g, speakers);
  if (deciding->verdict.verdict != Verdict::kContradict) {
    deciding = WorstPair(g, group);  // bounds that clash with followers of a camp alone
    speakers = {deciding->a, deciding->b};
  }
  Claims spoken;
  for (const std::size_t n : speakers) {
    spoken.push_back(n == deciding->a   ? deciding->claim_a
                     : n == deciding->b ? deciding->claim_b
                                        : g.nodes[n].lead());
  }
  if (!context.Wants(spoken)) return;
  Fact fact;
  fact.metric = metric.id;
  fact.verdict = Verdict::kContradict;
  fact.needs = PrimaryNeed(metric);
  Describe(*deciding, context, fact);
  const bool is_certain_error = IsCertainError(fact.reasons);
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
  if (!IsRevision(*deciding->claim_a, *deciding->claim_b)) {
    std::erase(fact.reasons, "suspect:revision");  // told by BuildRevisions, of those it is true of
  }
  FinishFact(spoken, context, fact, {deciding->claim_a, deciding->claim_b});

  // Sources are counted over all that side with a speaker, not over the speakers alone.
  Claims everyone;
  AppendNodes(g, group, everyone);
  const std::vector<std::string> clusters = SourceClusters(everyone, *context.document_clusters);
  std::map<const Claim*, std::string_view> cluster_of;
  for (std::size_t i = 0; i < everyone.size(); ++i) cluster_of[everyone[i]] = clusters[i];
  fact.independent_sources = CountDistinct(clusters);
  std::map<std::string_view, std::set<std::string_view>> sides;  // speaking claim's id → clusters
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    auto& side = sides[spoken[i]->id];
    for (const std::size_t n : group) {
      const bool agrees = n == speakers[i] ||
                          Rank(g.Pair(n, speakers[i]).verdict.verdict) < Rank(Verdict::kPossible);
      if (!agrees) continue;
      for (const Claim* c : g.nodes[n].claims) side.insert(cluster_of[c]);
    }
  }
  for (const Claim& c : fact.claims) fact.support.push_back(static_cast<int>(sides[c.id].size()));

  SeverityInput in = InputOf(*deciding);
  in.is_certain_error = is_certain_error;
  const auto& side_a = sides[deciding->claim_a->id];
  auto side_b = sides[deciding->claim_b->id];
  for (const std::string_view both : side_a) side_b.erase(both);
  in.sources_a = static_cast<int>(side_a.size());
  in.sources_b = static_cast<int>(side_b.size());
  SetSeverity(in, fact);
  out.push_back(std::move(fact));
}

// The two claims of different camps in which one source corrects itself; none: null pointers.
std::pair<const Claim*, const Claim*> FindRevision(const Grouping& g, const Camp& a,
                                                   const Camp& b) {
  Claims first;
  Claims second;
  AppendNodes(g, a, first);
  AppendNodes(g, b, second);
  // By source, so that two large camps meet in linear time.
  std::map<std::string_view, const Claim*> by_source;
  for (const Claim* c : first) {
    for (const std::string_view name : SourceNames(*c)) by_source.try_emplace(name, c);
  }
  for (const Claim* c : second) {
    for (const std::string_view name : SourceNames(*c)) {
      const auto at = by_source.find(name);
      if (at != by_source.end() && IsRevision(*at->second, *c)) return {at->second, c};
    }
  }
  return {nullptr, nullptr};
}

bool IsDoubted(const JudgedPair& p, const MetricDefinition& metric, const FactContext& context) {
  return !DoubtOf(*p.claim_a, *p.claim_b, p.verdict, metric, *context.vocabulary, *context.links,
                  *context.figures)
              .empty();
}

// A source that told another figure before is a finding of its own, whoever spoke first.
void BuildRevisions(const Grouping& g, const std::vector<Camp>& camps,
                    const MetricDefinition& metric, const FactContext& context,
                    std::vector<Fact>& out) {
  for (std::size_t i = 0; i < camps.size(); ++i) {
    for (std::size_t j = i + 1; j < camps.size(); ++j) {
      const auto [a, b] = FindRevision(g, camps[i], camps[j]);
      if (a == nullptr || !context.Wants({a, b})) continue;
      JudgedPair pair;
      pair.claim_a = a;
      pair.claim_b = b;
      pair.keys = CompareKeys(*a, *b, metric, *context.vocabulary, *context.links, context.rates);
      pair.verdict = JudgePair(*a, *b, metric, pair.keys);
      if (pair.verdict.verdict != Verdict::kContradict || IsDoubted(pair, metric, context))
        continue;
      Fact fact;
      fact.metric = metric.id;
      fact.verdict = Verdict::kContradict;
      fact.needs = PrimaryNeed(metric);
      Describe(pair, context, fact);
      FinishFact({a, b}, context, fact);
      fact.support = {1, 1};
      SeverityInput in = InputOf(pair);
      in.is_certain_error = IsCertainError(fact.reasons);
      Weigh(in, {a}, {b}, fact);
      out.push_back(std::move(fact));
    }
  }
}

void BuildGroupFacts(const Grouping& g, const std::vector<std::size_t>& group,
                     const MetricDefinition& metric, const FactContext& context,
                     std::vector<Fact>& out) {
  Claims everyone;
  AppendNodes(g, group, everyone);
  if (!context.Wants(everyone)) return;
  const std::vector<Camp> camps = CampsOf(g, group);
  if (camps.size() > 1) {
    BuildContradiction(g, group, camps, metric, context, out);
    BuildRevisions(g, camps, metric, context, out);
  }
  for (const Camp& camp : camps) BuildAgreement(g, camp, metric, context, out);
}

// A figure that leaves a key open stands alone where the group it may belong to is at odds: it
// agrees with one camp, and with the other it only may clash. It still says the same as that camp.
void BuildAgreementsOfLoners(const Grouping& g, const MetricDefinition& metric,
                             const FactContext& context, std::vector<Fact>& out) {
  for (const auto& loner : g.groups) {
    if (loner.size() != 1) continue;
    const std::size_t n = loner.front();
    const std::vector<std::size_t>* best = nullptr;
    std::size_t friend_of = 0;
    std::size_t open = 0;
    for (const auto& group : g.groups) {
      for (const std::size_t m : group) {
        if (m == n || !IsAgreement(g.Pair(n, m).verdict.verdict)) continue;
        const std::size_t its = g.Pair(n, m).keys.unknown.size();
        if (best != nullptr && its >= open) continue;
        best = &group;
        friend_of = m;
        open = its;
      }
    }
    if (best == nullptr) continue;
    std::vector<std::size_t> nodes = {n, friend_of};
    for (const std::size_t m : *best) {
      const bool fits = std::all_of(nodes.begin(), nodes.end(), [&](std::size_t k) {
        return k != m && IsAgreement(g.Pair(m, k).verdict.verdict);
      });
      if (fits) nodes.push_back(m);
    }
    BuildAgreement(g, nodes, metric, context, out);
  }
}

// Two that contradict each other stand in different groups where one agrees with a third (the same
// figure, told of the maker) that the other cannot be held against. It is a contradiction still.
void BuildContradictionsAcross(const Grouping& g, const MetricDefinition& metric,
                               const FactContext& context, std::vector<Fact>& out) {
  const auto clashes = [](const JudgedPair& pair) {
    return pair.verdict.verdict == Verdict::kContradict && pair.keys.IsFull();
  };
  std::vector<std::size_t> group_of(g.nodes.size());
  for (std::size_t i = 0; i < g.groups.size(); ++i) {
    for (const std::size_t n : g.groups[i]) group_of[n] = i;
  }
  // A text that tells the other's figure as well knows that its own is of another thing.
  const auto tells_both = [&](const Claim& teller, std::size_t other, const Claim& figure) {
    const auto is_of_teller = [&](const Claim* c) { return c->doc == teller.doc; };
    for (std::size_t m = 0; m < g.nodes.size(); ++m) {
      if (m != other && !IsAgreement(g.Pair(m, other).verdict.verdict)) continue;
      const auto& claims = g.nodes[m].claims;
      const bool tells = std::any_of(claims.begin(), claims.end(), [&](const Claim* c) {
        return is_of_teller(c) && !IsUnderAnotherLabel(*c, figure, *context.figures);
      });
      if (tells) return true;
    }
    return false;
  };
  std::set<std::pair<std::size_t, std::size_t>> told;
  for (const JudgedPair& pair : g.pairs) {
    if (!clashes(pair) || group_of[pair.a] == group_of[pair.b] || told.contains({pair.a, pair.b}) ||
        tells_both(*pair.claim_a, pair.b, *pair.claim_b) ||
        tells_both(*pair.claim_b, pair.a, *pair.claim_a)) {
      continue;
    }
    std::vector<std::size_t> nodes = {pair.a, pair.b};
    for (const std::size_t group : {group_of[pair.a], group_of[pair.b]}) {
      for (const std::size_t m : g.groups[group]) {
        const bool fits = std::all_of(nodes.begin(), nodes.end(), [&](std::size_t k) {
          return k != m && (IsAgreement(g.Pair(m, k).verdict.verdict) || clashes(g.Pair(m, k)));
        });
        if (fits) nodes.push_back(m);
      }
    }
    std::sort(nodes.begin(), nodes.end());
    for (const std::size_t x : nodes) {
      for (const std::size_t y : nodes) told.insert({x, y});
    }
    const std::vector<Camp> camps = CampsOf(g, nodes);
    if (camps.size() > 1) BuildContradiction(g, nodes, camps, metric, context, out);
  }
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

// At most kMaxListed claims: those that decide, then the first published.
void KeepListed(const Claims& deciding, Claims& claims) {
  if (claims.size() <= kMaxListed) return;
  std::sort(claims.begin(), claims.end(), EarlierPublished);
  std::stable_partition(claims.begin(), claims.end(), [&](const Claim* c) {
    return std::find(deciding.begin(), deciding.end(), c) != deciding.end();
  });
  claims.resize(kMaxListed);
}

// The first key that a verdict leaves open; figures that are only supposed leave their modality so.
std::string OpenKey(const PairVerdict& verdict) {
  static constexpr std::string_view kUnknown = "unknown:";
  for (const std::string& reason : verdict.reasons) {
    if (StartsWith(reason, kUnknown)) return reason.substr(kUnknown.size());
  }
  return "modality";
}

void BuildPossible(const Grouping& g, const Gathered& gathered, const std::string& key,
                   const MetricDefinition& metric, const FactContext& context,
                   std::vector<Fact>& out) {
  Claims claims;
  AppendNodes(g, {gathered.nodes.begin(), gathered.nodes.end()}, claims);
  KeepListed({gathered.best->claim_a, gathered.best->claim_b}, claims);
  if (!context.Wants(claims)) return;
  Fact fact;
  fact.metric = metric.id;
  fact.verdict = Verdict::kPossible;
  Describe(*gathered.best, context, fact);
  fact.needs = NeedOf(key);
  FinishFact(claims, context, fact, {gathered.best->claim_a, gathered.best->claim_b});
  SeverityInput in = InputOf(*gathered.best);
  in.is_certain_error = IsCertainError(fact.reasons);
  Weigh(in, g.nodes[gathered.best->a].claims, g.nodes[gathered.best->b].claims, fact);
  out.push_back(std::move(fact));
}

void BuildNotComparable(const Grouping& g, const Gathered& gathered, const MetricDefinition& metric,
                        const FactContext& context, std::vector<Fact>& out) {
  Claims claims;
  for (const std::size_t n : gathered.nodes) claims.push_back(g.nodes[n].lead());
  KeepListed({gathered.best->claim_a, gathered.best->claim_b}, claims);
  if (!context.Wants(claims)) return;
  Fact fact;
  fact.metric = metric.id;
  fact.verdict = Verdict::kNotComparable;
  fact.reasons = {gathered.best->verdict.reasons.front()};
  if (const std::string& reason = fact.reasons.front(); reason.starts_with("mismatch:")) {
    fact.needs = NeedOf(std::string_view(reason).substr(reason.find(':') + 1));
  }
  FinishFact(claims, context, fact, {gathered.best->claim_a, gathered.best->claim_b});
  out.push_back(std::move(fact));
}

void BuildUnitSuspect(const Grouping& g, const JudgedPair& pair, std::vector<std::string> suspects,
                      const MetricDefinition& metric, const FactContext& context,
                      std::vector<Fact>& out) {
  Claims claims;
  AppendNodes(g, {pair.a, pair.b}, claims);
  if (!context.Wants(claims)) return;
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

// 28.5億美元 and 28.5億元人民幣 of one thing: a word was exchanged.
void BuildCurrencySlip(const Grouping& g, const Gathered& gathered, const MetricDefinition& metric,
                       const FactContext& context, std::vector<Fact>& out) {
  const JudgedPair& pair = *gathered.best;
  const bool swap = EarlierPublished(pair.claim_b, pair.claim_a);
  const Claim* first = swap ? pair.claim_b : pair.claim_a;
  const Claim* second = swap ? pair.claim_a : pair.claim_b;
  Claims everyone;
  AppendNodes(g, {gathered.nodes.begin(), gathered.nodes.end()}, everyone);
  if (!context.Wants(everyone)) return;
  const std::string_view doubt = DoubtOf(*first, *second, pair.verdict, metric, *context.vocabulary,
                                         *context.links, *context.figures);
  // Where a text speaks of dollars too, its bare 元 may be some.
  const auto is_named = [&](const Claim& c, const Claim& other) {
    return !c.unit_inferred ||
           !context.figures->TellsInCurrency(c, std::string_view(other.unit).substr(0, 3));
  };
  const bool is_sure = doubt.empty() && pair.keys.unknown.empty() && metric.functional &&
                       pair.keys.link == SubjectLink::kSame && is_named(*first, *second) &&
                       is_named(*second, *first);
  Fact fact;
  fact.metric = metric.id;
  fact.verdict = is_sure ? Verdict::kContradict : Verdict::kPossible;
  fact.reasons = {"mismatch:currency", "suspect:currency"};
  for (const std::string& key : pair.keys.unknown) fact.reasons.push_back("unknown:" + key);
  if (!doubt.empty()) AddReason(fact.reasons, "unknown:" + std::string(doubt));
  fact.arithmetic = first->text + " (" + first->unit + ") against " + second->text + " (" +
                    second->unit + "): one number, two currencies";
  fact.needs = "a source that names the currency";
  FinishFact({first, second}, context, fact);
  SeverityInput in = InputOf(pair);
  in.is_certain_error = true;
  in.unknown_keys = is_sure ? 0 : std::max<int>(1, in.unknown_keys);
  for (const Claim* speaker : {first, second}) {
    Claims side = everyone;
    std::erase_if(side, [&](const Claim* c) { return c->unit != speaker->unit; });
    const int sources = CountDistinct(SourceClusters(side, *context.document_clusters));
    (speaker == first ? in.sources_a : in.sources_b) = sources;
    if (is_sure) fact.support.push_back(sources);
  }
  SetSeverity(in, fact);
  out.push_back(std::move(fact));
}

}  // namespace

void BuildFacts(const Grouping& g, const MetricDefinition& metric, const FactContext& context,
                std::vector<Fact>& out) {
  for (const auto& group : g.groups) BuildGroupFacts(g, group, metric, context, out);
  BuildAgreementsOfLoners(g, metric, context, out);
  BuildContradictionsAcross(g, metric, context, out);

  std::map<GatherKey, Gathered> possible;
  std::map<GatherKey, Gathered> apart;
  std::map<GatherKey, Gathered> slips;  // by subject and figure
  for (const JudgedPair& pair : g.pairs) {
    if (pair.keys.link == SubjectLink::kNone) continue;
    const std::string subject =
        context.links->MoreSpecific(pair.claim_a->subject->id, pair.claim_b->subject->id);
    if (pair.verdict.verdict == Verdict::kPossible) {
      const std::string key = OpenKey(pair.verdict);
      Gather(possible, {subject, key}, pair);
    } else if (pair.verdict.verdict == Verdict::kNotComparable) {
      if (MayBeCurrencySlip(pair, metric)) {
        // Each figure once, however many tell it.
        Gather(slips, {subject, FigureKey(*pair.claim_a, *context.vocabulary)}, pair);
        continue;
      }
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
  for (const auto& [key, gathered] : slips) BuildCurrencySlip(g, gathered, metric, context, out);
  for (const auto& [key, gathered] : apart) BuildNotComparable(g, gathered, metric, context, out);
}

}  // namespace heshu::compare
