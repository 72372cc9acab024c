#include "compare/order.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "compare/comparability.h"
#include "compare/verdict.h"

namespace heshu::compare {
namespace {

using Claims = std::vector<const Claim*>;

constexpr std::size_t kMaxAlike = 64;
constexpr char kSeparator = '\x1f';

bool IsTold(const Claim& c) {
  const TrueTime t = TrueTimeOf(c);
  return (c.modality == Modality::kReported || c.modality == Modality::kEstimate) && !t.weak &&
         t.IsKnown() && c.subject->id.rfind("x:", 0) != 0;
}

std::string QualifierText(const Claim& c) {
  std::string s;
  for (const auto& [key, value] : c.qualifiers) {
    if (!IsNote(key) || key == "move") s += key + "=" + value + kSeparator;
  }
  return s;
}

std::string TimeText(const Claim& c) {
  const TrueTime t = TrueTimeOf(c);
  return t.start->ToString() + kSeparator + t.end->ToString();
}

bool IsSameSentence(const Claim& a, const Claim& b) {
  return a.doc == b.doc && a.sentence_span == b.sentence_span && !a.sentence_span.empty();
}

// First characters of keys.
constexpr char kRank = 'r';
constexpr char kWhole = 'w';
constexpr char kSeries = 's';

class Finder {
 public:
  Finder(const FactContext& context, std::vector<Fact>& out) : context_(context), out_(out) {}

  void Run(const Claims& claims) {
    std::map<std::string, Claims> alike;
    for (const Claim* c : claims) {
      for (std::string& key : OrderKeys(*c, *context_.vocabulary)) Keep(alike[std::move(key)], c);
    }
    for (const auto& [key, claims_alike] : alike) {
      switch (key.front()) {
        case kRank:
          FindSharedRanks(claims_alike);
          break;
        case kWhole:
          FindPartsAboveWholes(claims_alike);
          break;
        default:
          FindFalls(claims_alike);
          break;
      }
    }
  }

 private:
  static void Keep(Claims& alike, const Claim* c) {
    if (alike.size() < kMaxAlike) alike.push_back(c);
  }

  void FindSharedRanks(const Claims& alike) {
    Claims holders;  // one claim for each subject that holds the rank
    for (const Claim* c : alike) {
      const bool known = std::any_of(holders.begin(), holders.end(), [&](const Claim* h) {
        return context_.links->Between(h->subject->id, c->subject->id) != SubjectLink::kNone ||
               IsSameSentence(*h, *c);
      });
      if (!known) holders.push_back(c);
    }
    if (holders.size() < 2) return;
    Add("order", holders,
        holders[0]->text + " is held by " + holders[0]->subject->id + " and by " +
            holders[1]->subject->id,
        "the chart itself");
  }

  void FindPartsAboveWholes(const Claims& alike) {
    for (const Claim* part : alike) {
      const Interval p = Read(*part).rounded;
      for (const Claim* whole : alike) {
        if (!context_.links->IsPartOf(part->subject->id, whole->subject->id)) continue;
        const Interval w = Read(*whole).rounded;
        if (!p.lo || !w.hi || *p.lo <= *w.hi) continue;
        Add("part_whole", {part, whole},
            part->text + " of " + part->subject->id + " → " + ToString(p) + "; " + whole->text +
                " of " + whole->subject->id + ", its whole → " + ToString(w),
            "what either figure counts");
      }
    }
  }

  void FindFalls(Claims series) {
    std::sort(series.begin(), series.end(), [](const Claim* a, const Claim* b) {
      return std::tuple(*TrueTimeOf(*a).start, *TrueTimeOf(*a).end, std::string_view(a->id)) <
             std::tuple(*TrueTimeOf(*b).start, *TrueTimeOf(*b).end, std::string_view(b->id));
    });
    const Claim* highest = nullptr;  // of those before
    for (const Claim* c : series) {
      const Interval now = Read(*c).rounded;
      if (highest != nullptr) {
        const Interval before = Read(*highest).rounded;
        if (now.hi && before.lo && *now.hi < *before.lo && !IsSameSentence(*c, *highest) &&
            *TrueTimeOf(*highest).end < *TrueTimeOf(*c).start) {
          Add("order", {highest, c},
              highest->text + " by " + TrueTimeOf(*highest).end->ToString() + " → " +
                  ToString(before) + "; " + c->text + " by " + TrueTimeOf(*c).end->ToString() +
                  " → " + ToString(now) + "; a running total cannot fall",
              "what the two totals count");
        }
      }
      const auto floor = [](const Claim* x) { return Read(*x).rounded.lo; };
      if (highest == nullptr || (now.lo && floor(highest) && *now.lo > *floor(highest))) {
        highest = c;
      }
    }
  }

  void Add(std::string kind, const Claims& claims, std::string arithmetic, std::string needs) {
    Fact fact;
    fact.kind = std::move(kind);
    fact.metric = MetricOf(*claims.front(), *context_.vocabulary).id;
    fact.verdict = Verdict::kContradict;
    fact.reasons = {fact.kind};
    fact.arithmetic = std::move(arithmetic);
    fact.needs = std::move(needs);
    FinishFact(claims, context_, fact);
    SeverityInput in;
    in.is_derived = true;
    in.modality_a = claims[0]->modality;
    in.modality_b = claims[1]->modality;
    for (const Claim* c : claims) {
      if (c->subject->how != How::kStated) in.inherited_keys = 1;
    }
    Weigh(in, {claims[0]}, {claims[1]}, fact);
    out_.push_back(std::move(fact));
  }

  const FactContext& context_;
  std::vector<Fact>& out_;
};

}  // namespace

std::vector<std::string> OrderKeys(const Claim& c, const Vocabulary& vocabulary) {
  std::vector<std::string> keys;
  if (!IsTold(c)) return keys;
  // Whose it is, another sentence has told, or it is of a part: no series.
  const bool is_loose = c.subject->how != How::kStated || c.qualifiers.contains("segment");
  const MetricDefinition* found = vocabulary.FindMetric(c.metric);
  const bool is_rank = c.dimension == "rank" && TrueTimeOf(c).Days() == 1 &&
                       c.qualifiers.contains("chart") && c.value.bound == Bound::kExact &&
                       c.value.lo && c.value.lo == c.value.hi;
  if (!is_rank && (found == nullptr || (!found->part_whole && !found->cumulative))) return keys;
  const std::string base = kSeparator + (found != nullptr ? found->id : c.metric) + kSeparator +
                           c.unit + kSeparator + QualifierText(c);
  if (is_rank) keys.push_back(kRank + base + TimeText(c) + kSeparator + c.value.lo->ToString());
  if (found != nullptr && found->part_whole) keys.push_back(kWhole + base + TimeText(c));
  if (found != nullptr && found->cumulative && !is_loose)
    keys.push_back(kSeries + base + c.subject->id);
  return keys;
}

void FindOrderConflicts(const std::vector<const Claim*>& claims, const FactContext& context,
                        std::vector<Fact>& out) {
  Finder(context, out).Run(claims);
}

}  // namespace heshu::compare
