#include "compare/grouping.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "compare/doubt.h"
#include "compare/shared_report.h"

namespace heshu::compare {
namespace {

constexpr std::size_t kLongSeries = 48;  // distinct claims
constexpr std::size_t kMaxDoubted = 16;  // pairs of claims of two voices looked at
constexpr char kSeparator = '\x1f';

std::string DateText(const std::optional<Date>& date) { return date ? date->ToString() : ""; }

int SlotsFromContext(const Claim& c) {
  const auto is_stated = [](How how) { return how == How::kStated || how == How::kResolved; };
  return (is_stated(c.subject->how) ? 0 : 1) + (c.unit_inferred ? 1 : 0) +
         (is_stated(c.time.how) ? 0 : 1);
}

bool BetterLead(const Claim* x, const Claim* y) {
  const auto rank = [](const Claim& c) {
    return std::tuple(c.published.empty(), std::string_view(c.published).substr(0, 10),
                      SlotsFromContext(c), std::string_view(c.id));
  };
  return rank(*x) < rank(*y);
}

bool IsSameSentence(const Claim& a, const Claim& b) {
  return a.doc == b.doc && a.sentence_span == b.sentence_span;
}

// Two voices are compared where they don't stand in one sentence, if there is such a place.
std::pair<const Claim*, const Claim*> Representatives(const Node& a, const Node& b) {
  for (const Claim* x : a.claims) {
    for (const Claim* y : b.claims) {
      if (!IsSameSentence(*x, *y)) return {x, y};
    }
  }
  return {a.lead(), b.lead()};
}

std::size_t KnownKeys(const Claim& c) {
  const auto known = std::count_if(c.qualifiers.begin(), c.qualifiers.end(),
                                   [](const auto& q) { return !IsNote(q.first); });
  return static_cast<std::size_t>(known) + (TrueTimeOf(c).weak ? 0 : 1);
}

bool IsAgreement(Verdict v) { return v == Verdict::kAgree || v == Verdict::kAgreeWithinPrecision; }

bool MayJoin(const JudgedPair& pair) {
  if (IsAgreement(pair.verdict.verdict)) return true;
  return pair.verdict.verdict == Verdict::kContradict && pair.keys.IsFull();
}

// Others are the same, whatever else is heard.
bool IsOpen(const JudgedPair& pair, const MetricDefinition& metric) {
  return pair.verdict.verdict == Verdict::kPossible ||
         pair.verdict.verdict == Verdict::kContradict || MayBeCurrencySlip(pair, metric);
}

void GatherCliques(Grouping& g) {
  std::vector<std::size_t> order(g.nodes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  // The most specific first: a claim that leaves a key open joins those that name it, not they it.
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    return KnownKeys(*g.nodes[x].lead()) > KnownKeys(*g.nodes[y].lead());
  });
  for (const std::size_t node : order) {
    std::vector<std::size_t>* best = nullptr;
    std::size_t best_full = 0;
    for (auto& group : g.groups) {
      std::size_t full = 0;
      const bool fits = std::all_of(group.begin(), group.end(), [&](std::size_t member) {
        const JudgedPair& pair = g.Pair(node, member);
        full += pair.keys.IsFull() ? 1U : 0U;
        return MayJoin(pair);
      });
      if (fits && (best == nullptr || full > best_full)) {
        best = &group;
        best_full = full;
      }
    }
    if (best != nullptr) {
      best->push_back(node);
    } else {
      g.groups.push_back({node});
    }
  }
  for (auto& group : g.groups) std::sort(group.begin(), group.end());
}

// A long series: most pairs differ in their time, and nothing more need be known of them.
bool AreClearlyApart(const Claim& a, const Claim& b, const MetricDefinition& metric,
                     const SubjectLinks& links, Comparability& keys) {
  keys.link = links.Between(a.subject->id, b.subject->id);
  if (keys.link == SubjectLink::kNone && !AreSidesOfOneDeal(a, b)) {
    keys.mismatched = {"subject"};
  } else if (RelateTimes(a, b, metric) == Relation::kMismatch) {
    keys.mismatched = {"time"};
  }
  return !keys.mismatched.empty();
}

// Doubted, and so far apart that what is doubted will be so: the group's revenue, a segment's. A
// misprint lies nearer.
bool AreHardlyOneThing(const JudgedPair& pair) {
  return pair.verdict.gap > kMisprintGap && !IsSignClash(pair.verdict) &&
         !IsScaleSlip(*pair.claim_a, *pair.claim_b) && !IsMisprint(*pair.claim_a, *pair.claim_b) &&
         TenfoldBounds(*pair.claim_a, *pair.claim_b) == 0 &&
         !MayBePercentForPoints(*pair.claim_a, *pair.claim_b);
}

// Of two voices that contradict, the pair of claims that leaves no doubt; where every pair does,
// they only may contradict.
void Doubt(const Node& a, const Node& b, const MetricDefinition& metric,
           const Vocabulary& vocabulary, const SubjectLinks& links, const FigureIndex& figures,
           JudgedPair& pair) {
  std::string_view doubt;
  std::size_t tried = 0;
  for (const Claim* x : a.claims) {
    for (const Claim* y : b.claims) {
      if (tried == kMaxDoubted) break;
      ++tried;
      const std::string_view its =
          DoubtOf(*x, *y, pair.verdict, metric, vocabulary, links, figures);
      if (its.empty()) {
        pair.claim_a = x;
        pair.claim_b = y;
        return;
      }
      if (doubt.empty()) doubt = its;
    }
  }
  if (metric.kind != MetricKind::kConstant && AreHardlyOneThing(pair)) {
    pair.verdict.verdict = Verdict::kNotComparable;
    pair.verdict.reasons = {"unknown:" + std::string(doubt)};
    return;
  }
  pair.verdict.verdict = Verdict::kPossible;
  pair.verdict.reasons.push_back("unknown:" + std::string(doubt));
  pair.keys.unknown.emplace_back(doubt);
}

Grouping Judge(std::vector<Node> nodes, const MetricDefinition& metric,
               const Vocabulary& vocabulary, const SubjectLinks& links, const ExchangeRates* rates,
               const Standing* standing) {
  Grouping g;
  g.nodes = std::move(nodes);
  std::vector<bool> stands_by(g.nodes.size());
  std::vector<bool> is_new(g.nodes.size());
  for (std::size_t n = 0; n < g.nodes.size() && standing != nullptr; ++n) {
    const auto& claims = g.nodes[n].claims;
    stands_by[n] = std::all_of(claims.begin(), claims.end(), [&](const Claim* c) {
      return standing->bystanders->contains(c->id);
    });
    is_new[n] = std::any_of(claims.begin(), claims.end(),
                            [&](const Claim* c) { return standing->newcomers->contains(c->id); });
  }
  const bool is_long = g.nodes.size() > kLongSeries;
  g.pairs.reserve(g.nodes.size() * (g.nodes.size() - 1) / 2);
  for (std::size_t a = 0; a < g.nodes.size(); ++a) {
    for (std::size_t b = a + 1; b < g.nodes.size(); ++b) {
      JudgedPair& pair = g.pairs.emplace_back();
      pair.a = a;
      pair.b = b;
      if ((stands_by[a] && !is_new[b]) || (stands_by[b] && !is_new[a])) {
        pair.claim_a = g.nodes[a].lead();
        pair.claim_b = g.nodes[b].lead();
        pair.keys.link = SubjectLink::kNone;
        pair.verdict.verdict = Verdict::kNotComparable;
        continue;
      }
      std::tie(pair.claim_a, pair.claim_b) = Representatives(g.nodes[a], g.nodes[b]);
      if (is_long && AreClearlyApart(*pair.claim_a, *pair.claim_b, metric, links, pair.keys)) {
        pair.verdict.verdict = Verdict::kNotComparable;
        pair.verdict.reasons = {"mismatch:" + pair.keys.mismatched.front()};
        continue;
      }
      pair.keys = CompareKeys(*pair.claim_a, *pair.claim_b, metric, vocabulary, links, rates);
      pair.verdict = JudgePair(*pair.claim_a, *pair.claim_b, metric, pair.keys);
      if (IsOpen(pair, metric)) g.open.emplace_back(g.pairs.size() - 1, pair);
    }
  }
  return g;
}

// What the other figures of the two texts say of a pair.
void Reconsider(const MetricDefinition& metric, const Vocabulary& vocabulary,
                const SubjectLinks& links, const FigureIndex& figures, Grouping& g) {
  for (const auto& [at, before] : g.open) {
    JudgedPair& pair = g.pairs[at];
    pair = before;
    if (pair.verdict.verdict == Verdict::kPossible) {
      Comparability settled = pair.keys;
      if (SettleByReport(*pair.claim_a, *pair.claim_b, vocabulary, links, figures, settled) ||
          SettleByMisprint(*pair.claim_a, *pair.claim_b, settled)) {
        pair.keys = std::move(settled);
        ++pair.keys.inherited;  // a key that the words of the two leave open
        pair.verdict = JudgePair(*pair.claim_a, *pair.claim_b, metric, pair.keys);
      }
    }
    if (pair.verdict.verdict == Verdict::kContradict) {
      Doubt(g.nodes[pair.a], g.nodes[pair.b], metric, vocabulary, links, figures, pair);
    }
  }
}

}  // namespace

const JudgedPair& Grouping::Pair(std::size_t a, std::size_t b) const {
  if (b < a) std::swap(a, b);
  // Rows before a hold (n-1) + (n-2) + … pairs.
  return pairs[a * (2 * nodes.size() - a - 1) / 2 + (b - a - 1)];
}

std::string Signature(const Claim& c, const MetricDefinition& metric) {
  std::string s = c.subject->id + kSeparator + c.unit + kSeparator + c.dimension + kSeparator;
  s += (c.value.lo ? c.value.lo->ToString() : "") + kSeparator;
  s += (c.value.hi ? c.value.hi->ToString() : "") + kSeparator;
  s += std::string(BoundName(c.value.bound)) + kSeparator + c.value.step.ToString() + kSeparator;
  s += c.value.bound_word + kSeparator;
  for (const auto& [key, value] : c.qualifiers) {
    if (!IsNote(key) || key == "move" || key == "also_bound" || key == "party")
      s += key + "=" + value + kSeparator;
  }
  s += std::string(ModalityName(c.modality)) + kSeparator;
  s += (c.attribution ? c.attribution->id : "") + kSeparator;
  if (metric.kind != MetricKind::kConstant) {
    const TrueTime time = TrueTimeOf(c);
    s += DateText(time.start) + kSeparator + DateText(time.end) + kSeparator;
    s += DateText(c.time.as_of) + (time.weak ? "w" : "s");
  }
  if (c.subject->id.rfind("x:", 0) == 0) s += kSeparator + c.doc;
  if (c.dimension == "context_length") s += kSeparator + c.text;
  return s;
}

std::vector<Grouping> JudgeClaims(const std::vector<const Claim*>& claims,
                                  const MetricDefinition& metric, const Vocabulary& vocabulary,
                                  const SubjectLinks& links, const ExchangeRates* rates,
                                  const Standing* standing) {
  std::map<std::string, Node> by_signature;
  for (const Claim* c : claims) by_signature[Signature(*c, metric)].claims.push_back(c);
  std::vector<Node> nodes;
  nodes.reserve(by_signature.size());
  for (auto& [signature, node] : by_signature) {
    std::sort(node.claims.begin(), node.claims.end(), BetterLead);
    nodes.push_back(std::move(node));
  }
  if (nodes.size() > kMaxNodes) {
    std::stable_sort(nodes.begin(), nodes.end(), [](const Node& x, const Node& y) {
      return TrueTimeOf(*x.lead()).start < TrueTimeOf(*y.lead()).start;
    });
  }
  std::vector<Grouping> out;
  for (std::size_t at = 0; at < nodes.size(); at += kMaxNodes) {
    const std::size_t end = std::min(nodes.size(), at + kMaxNodes);
    std::vector<Node> run(
        std::make_move_iterator(nodes.begin() + static_cast<std::ptrdiff_t>(at)),
        std::make_move_iterator(nodes.begin() + static_cast<std::ptrdiff_t>(end)));
    out.push_back(Judge(std::move(run), metric, vocabulary, links, rates, standing));
  }
  return out;
}

bool MayBeCurrencySlip(const JudgedPair& pair, const MetricDefinition& metric) {
  return pair.keys.mismatched == std::vector<std::string>{"currency"} &&
         pair.claim_a->doc != pair.claim_b->doc &&
         IsCurrencySlip(*pair.claim_a, *pair.claim_b, metric);
}

bool HasOpenPairs(const Grouping& grouping) { return !grouping.open.empty(); }

void FormGroups(const MetricDefinition& metric, const Vocabulary& vocabulary,
                const SubjectLinks& links, const FigureIndex& figures, Grouping& grouping) {
  Reconsider(metric, vocabulary, links, figures, grouping);
  grouping.groups.clear();
  GatherCliques(grouping);
}

}  // namespace heshu::compare
