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
#include "compare/time_relation.h"
#include "compare/verdict.h"
#include "core/hash.h"

namespace heshu::compare {
namespace {

using Claims = std::vector<const Claim*>;

constexpr long kBeyondDays = 92;              // a figure of another time that is worth a word
constexpr std::int64_t kEver = 1'000'000;     // days: longer than any history
constexpr std::string_view kNobody = "none";  // a rhetorical count is a figure of nothing

bool TakesPart(const Claim& c) {
  return c.IsClaim() && c.subject->id != kNobody && !c.subject->id.empty() &&
         (c.value.lo || c.value.hi);
}

std::string IdOfMetric(const Claim& claim, const Vocabulary& vocabulary) {
  const MetricDefinition* metric = vocabulary.FindMetric(claim.metric);
  return metric != nullptr ? metric->id : claim.metric;
}

std::string KeyOf(const Claim& claim, const Vocabulary& vocabulary, const SubjectLinks& links) {
  return links.Component(claim.subject->id) + "|" + ComparedMetric(claim, vocabulary);
}

// Where what is told of the other side of its deal is; "": the text names none.
std::string PartyKeyOf(const Claim& claim, const Vocabulary& vocabulary,
                       const SubjectLinks& links) {
  const std::string* party = PartyOf(claim);
  return party == nullptr ? "" : links.Component(*party) + "|" + ComparedMetric(claim, vocabulary);
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
Claims Taken(Claims claims) {
  Claims taken = std::move(claims);
  std::erase_if(taken, [](const Claim* c) { return !TakesPart(*c); });
  std::sort(taken.begin(), taken.end(),
            [](const Claim* a, const Claim* b) { return a->id < b->id; });
  taken.erase(std::unique(taken.begin(), taken.end(),
                          [](const Claim* a, const Claim* b) { return a->id == b->id; }),
              taken.end());
  return taken;
}

// The claims of one subject and metric, all pairs of them judged.
struct Bucket {
  MetricDefinition metric;
  std::vector<Grouping> groupings;
};

// What is told of two that a text names as the sides of a deal is judged together.
void JoinSides(const Claims& taken, const Vocabulary& vocabulary, const SubjectLinks& links,
               std::map<std::string, Claims>& by_key) {
  std::map<std::string, std::string> joined;  // key → the key that it went into
  const auto root = [&](std::string key) {
    for (auto at = joined.find(key); at != joined.end(); at = joined.find(key)) key = at->second;
    return key;
  };
  for (const Claim* c : taken) {
    const std::string party = PartyKeyOf(*c, vocabulary, links);
    if (party.empty() || !by_key.contains(root(party))) continue;
    std::string into = root(KeyOf(*c, vocabulary, links));
    std::string from = root(party);
    if (into == from) continue;
    if (from < into) std::swap(into, from);
    Claims& claims = by_key[into];
    claims.insert(claims.end(), by_key[from].begin(), by_key[from].end());
    by_key.erase(from);
    joined[from] = into;
  }
}

std::vector<Bucket> JudgeBuckets(const Claims& taken, const Vocabulary& vocabulary,
                                 const SubjectLinks& links, const ExchangeRates* rates,
                                 const Standing* standing = nullptr) {
  std::map<std::string, Claims> by_key;
  for (const Claim* c : taken) by_key[KeyOf(*c, vocabulary, links)].push_back(c);
  JoinSides(taken, vocabulary, links, by_key);
  std::vector<Bucket> buckets;
  for (const auto& [key, claims] : by_key) {
    if (claims.size() < 2) continue;
    Bucket& bucket = buckets.emplace_back();
    bucket.metric = MetricOf(ComparedMetric(*claims.front(), vocabulary), vocabulary);
    bucket.groupings = JudgeClaims(claims, bucket.metric, vocabulary, links, rates, standing);
  }
  return buckets;
}

// What other figures of the texts tell may change the facts.
bool IsOpen(const Bucket& bucket) {
  return std::any_of(bucket.groupings.begin(), bucket.groupings.end(),
                     [](const Grouping& grouping) { return HasOpenPairs(grouping); });
}

void AddFactsOf(Bucket& bucket, const FactContext& context, std::vector<Fact>& facts) {
  for (Grouping& grouping : bucket.groupings) {
    FormGroups(bucket.metric, *context.vocabulary, *context.links, *context.figures, grouping);
    BuildFacts(grouping, bucket.metric, context, facts);
  }
}

// Sorts, and makes ids unique: one closure may be found by way of two sets of rules; two facts may
// be decided by the same figures of periods that no text names: the one found first has the id.
void Arrange(std::vector<Fact>& facts) {
  std::stable_sort(facts.begin(), facts.end(), ShownBefore);
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

// Claims of one time class are kept apart from the others: they are looked for at other days.
std::uint64_t FactHash(const std::string& key, TimeClass time_class) {
  return Hashed("fact", key + "|" + std::to_string(static_cast<int>(time_class)));
}

// Figures of the same period, and of the same period a year before and after.
std::vector<KeyRange> ClosingRanges(const Claim& claim, TimeClass time_class,
                                    const Vocabulary& vocabulary, const SubjectLinks& links) {
  constexpr long kMonthEnds = 3;  // by which a period may end earlier or later in another year
  std::vector<KeyRange> ranges;
  const TrueTime time = TrueTimeOf(claim);
  if (time.weak || !time.IsKnown() || claim.subject->id.starts_with("x:")) return ranges;
  for (const std::string& metric : MetricsClosingWith(IdOfMetric(claim, vocabulary), vocabulary)) {
    const std::uint64_t key =
        FactHash(links.Component(claim.subject->id) + "|" + metric, time_class);
    const long end = time.end->ToDays();
    ranges.push_back({key, end, end});
    for (const int months : {-12, 12}) {
      const long other = time.end->PlusMonths(months).ToDays();
      ranges.push_back({key, other - kMonthEnds, other + kMonthEnds});
    }
  }
  return ranges;
}

void KeepThoseOf(const std::set<std::string>& focus, std::vector<Fact>& facts) {
  std::erase_if(facts, [&](const Fact& fact) {
    return std::none_of(fact.claims.begin(), fact.claims.end(),
                        [&](const Claim& c) { return focus.contains(c.id); });
  });
}

// Those that nothing contradicts.
std::vector<Agreement> AgreementsAmong(const std::vector<Fact>& facts) {
  std::set<std::string_view> disputed;
  for (const Fact& fact : facts) {
    if (fact.verdict != Verdict::kContradict) continue;
    for (const Claim& c : fact.claims) disputed.insert(c.id);
  }
  std::vector<Agreement> agreements;
  for (const Fact& fact : facts) {
    const bool is_agreement =
        fact.kind.empty() && fact.independent_sources > 1 &&
        (fact.verdict == Verdict::kAgree || fact.verdict == Verdict::kAgreeWithinPrecision);
    if (!is_agreement || std::any_of(fact.claims.begin(), fact.claims.end(),
                                     [&](const Claim& c) { return disputed.contains(c.id); })) {
      continue;
    }
    Agreement& ids = agreements.emplace_back();
    for (const Claim& c : fact.claims) ids.push_back(c.id);
  }
  return agreements;
}

}  // namespace

std::vector<Fact> Compare(const std::vector<Claim>& claims, const Vocabulary& vocabulary,
                          const CompareOptions& options) {
  Claims pointers;
  for (const Claim& c : claims) pointers.push_back(&c);
  const Claims taken = Taken(std::move(pointers));
  const SubjectLinks links(vocabulary);
  const FigureIndex figures(taken, vocabulary);
  const FactContext context{&vocabulary, &links, &figures, &options.document_clusters,
                            options.rates};
  std::vector<Fact> facts;
  for (Bucket& bucket : JudgeBuckets(taken, vocabulary, links, options.rates)) {
    AddFactsOf(bucket, context, facts);
  }
  std::map<std::string_view, Claims> documents;
  for (const Claim* c : taken) documents[c->doc].push_back(c);
  for (const auto& [doc, document] : documents) FindClosures(document, context, facts);
  FindClosuresAcross(taken, AgreementsAmong(facts), context, facts);
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
  const auto key_of = [&](TimeClass its) { return FactHash(key, its); };
  const TimeClass time_class = TimeClassOf(claim, metric);
  keys.fact = {key_of(time_class), time_class == TimeClass::kTimeless ? 0 : day, signature};
  const std::string party = PartyKeyOf(claim, *vocabulary_, links_);
  for (const TimeReach& reach : ReachOf(claim, metric)) {
    auto& ranges = reach.is_loose ? keys.loose : keys.reach;
    ranges.push_back({key_of(reach.time_class), reach.first, reach.last});
    if (party.empty()) continue;
    ranges.push_back({FactHash(party, reach.time_class), reach.first, reach.last});
  }
  const auto published = Date::Parse(claim.published);
  keys.told_day = published ? published->ToDays() : day;
  if (time_class != TimeClass::kTimeless) {
    for (const TimeClass its : {TimeClass::kDay, TimeClass::kMonth, TimeClass::kLong}) {
      keys.beyond.push_back({key_of(its), day - kBeyondDays, day + kBeyondDays});
    }
  }
  keys.closing = ClosingRanges(claim, time_class, *vocabulary_, links_);
  for (const std::string& order : OrderKeys(claim, *vocabulary_)) {
    keys.order.push_back({Hashed("order", order), day, signature});
  }
  const std::string figure = FigureKey(claim, *vocabulary_);
  if (!figure.empty()) {
    keys.figure = {Hashed("figure", claim.subject->id + "|" + figure), day, signature};
    if (!time.weak && time.IsKnown()) {
      keys.earlier = {keys.figure.key, -kEver, time.start->ToDays() - 1};
      keys.later = {keys.figure.key, day + 1, kEver};
    }
  }
  return keys;
}

Comparer::Kinship Comparer::Relate(const Claim& a, const Claim& b) const {
  const MetricDefinition metric = MetricOf(ComparedMetric(a, *vocabulary_), *vocabulary_);
  const Comparability keys = CompareKeys(a, b, metric, *vocabulary_, links_, rates_);
  switch (JudgePair(a, b, metric, keys).verdict) {
    case Verdict::kPossible:
      return Kinship::kMayClash;
    case Verdict::kNotComparable: {
      // One number in two units, or two currencies, may be a slip.
      const std::vector<std::string>& apart = keys.mismatched;
      const bool is_slip =
          apart.size() == 1 && ((apart.front() == "unit" && !DiagnoseUnits(a, b).empty()) ||
                                (apart.front() == "currency" && IsCurrencySlip(a, b, metric)));
      return is_slip ? Kinship::kMayClash : Kinship::kApart;
    }
    default:
      return Kinship::kJoins;
  }
}

struct Comparer::Judgement {
  FigureIndex figures;  // of the claims judged, and of the witnesses heard
  std::set<std::string> focus = {};
  std::vector<Bucket> open = {}, settled = {};
};

std::shared_ptr<Comparer::Judgement> Comparer::JudgeAround(const Surroundings& around,
                                                           const CompareOptions& options) const {
  const Claims taken = Taken(around.claims);
  auto judgement = std::make_shared<Judgement>(FigureIndex(taken, *vocabulary_), around.focus);
  const Standing standing{&around.newcomers, &around.bystanders};
  for (Bucket& bucket : JudgeBuckets(taken, *vocabulary_, links_, options.rates, &standing)) {
    (IsOpen(bucket) ? judgement->open : judgement->settled).push_back(std::move(bucket));
  }
  return judgement;
}

std::vector<Fact> Comparer::OpenFactsOf(Judgement& judgement, const Claims& witnesses,
                                        const CompareOptions& options) const {
  judgement.figures.Add(witnesses);
  const FactContext context{vocabulary_,        &links_,
                            &judgement.figures, &options.document_clusters,
                            options.rates,      &judgement.focus};
  std::vector<Fact> facts;
  for (Bucket& bucket : judgement.open) AddFactsOf(bucket, context, facts);
  std::stable_sort(facts.begin(), facts.end(), ShownBefore);
  return facts;
}

std::vector<Fact> Comparer::FactsOf(Judgement& judgement, std::vector<Fact> open,
                                    const CompareOptions& options) const {
  const FactContext context{vocabulary_,        &links_,
                            &judgement.figures, &options.document_clusters,
                            options.rates,      &judgement.focus};
  std::vector<Fact> facts = std::move(open);
  for (Bucket& bucket : judgement.settled) AddFactsOf(bucket, context, facts);
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

std::vector<Fact> Comparer::ClosuresIn(const Claims& document,
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

std::vector<Fact> Comparer::ClosuresAcross(const Claims& claims,
                                           const std::vector<Agreement>& agreements,
                                           const CompareOptions& options) const {
  const FigureIndex figures({}, *vocabulary_);
  const FactContext context{vocabulary_, &links_, &figures, &options.document_clusters,
                            options.rates};
  std::vector<Fact> facts;
  FindClosuresAcross(Taken(claims), agreements, context, facts);
  Arrange(facts);
  return facts;
}

std::string FactKey(const Claim& claim, const Vocabulary& vocabulary) {
  return Comparer(vocabulary).FactKey(claim);
}

}  // namespace heshu::compare
