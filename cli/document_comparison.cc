#include "cli/document_comparison.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "cli/fact_lookup.h"
#include "cli/witness_search.h"
#include "compare/near_duplicate.h"

namespace heshu::cli {
namespace {

using store::FactHead;
using store::SharedClaim;
using Ids = std::vector<std::string>;
using Claims = std::map<std::string, SharedClaim>;  // by id

constexpr std::size_t kMaxOfOrder = 64;    // claims of one chart, whole or running total
constexpr std::size_t kMaxOfFigure = 16;   // claims of one figure at later times
constexpr std::size_t kMaxApart = 4;       // neighbours shown as not comparable
constexpr std::size_t kMaxAskedOf = 8;     // neighbours that may clash, asked for older facts
constexpr std::size_t kMaxOfClosure = 32;  // claims of the figures that close with one
constexpr std::size_t kMaxOlder = 24;      // facts of open or differing keys that may be added to
constexpr std::size_t kMaxMerged = 24;     // claims of older facts judged with the new ones

template <typename T>
tl::unexpected<Error> Forward(const Result<T>& failed) {
  return tl::make_unexpected(failed.error());
}

bool IsComparison(const FactHead& fact) { return fact.kind.empty(); }
bool IsOrder(const FactHead& fact) { return fact.kind == "order" || fact.kind == "part_whole"; }

// Of claims that join each other, not of pairs with an open or differing key.
bool IsGroup(Verdict verdict) {
  return verdict != Verdict::kPossible && verdict != Verdict::kNotComparable;
}

// "unknown:time", "mismatch:unit": the key that stands between.
std::string_view DecidingReason(const std::vector<std::string>& reasons) {
  for (const std::string_view reason : reasons) {
    if (reason.starts_with("unknown:") || reason.starts_with("mismatch:")) return reason;
  }
  return {};
}

KeyRange AtAnyTime(const ClaimKey& key) {
  constexpr std::int64_t kDays = 1'000'000;  // longer than any history
  return {key.key, -kDays, kDays};
}

Ids IdsOf(const Claims& claims) {
  Ids ids;
  for (const auto& [id, claim] : claims) ids.push_back(id);
  return ids;
}

std::vector<const Claim*> PointersTo(const Claims& claims) {
  std::vector<const Claim*> out;
  for (const auto& [id, claim] : claims) out.push_back(claim.get());
  return out;
}

std::vector<const Claim*> PointersTo(const std::vector<SharedClaim>& claims) {
  std::vector<const Claim*> out;
  for (const SharedClaim& claim : claims) out.push_back(claim.get());
  return out;
}

class DocumentComparison {
 public:
  DocumentComparison(store::Store& store, const compare::Comparer& comparer, std::string doc,
                     const compare::ExchangeRates* rates)
      : store_(store), comparer_(comparer), doc_(std::move(doc)), facts_(store) {
    options_.rates = rates;
  }

  Result<void> Run(std::int64_t run) {
    auto claims = store_.ClaimsOfDocument(doc_);
    if (!claims) return Forward(claims);
    for (const SharedClaim& claim : *claims) {
      auto keys = comparer_.KeysOf(*claim);
      if (!keys.is_known) continue;
      keys_.emplace(claim->id, std::move(keys));
      own_.emplace(claim->id, claim);
    }
    // Off the index while it is searched: of claims that say the same it shows the first published,
    // which must not be one of these.
    if (auto done = store_.IndexClaims(doc_, {}); !done) return done;
    for (const auto step : {&DocumentComparison::PlaceText, &DocumentComparison::TakeOldFacts,
                            &DocumentComparison::FindRelated, &DocumentComparison::FindOutdated,
                            &DocumentComparison::JudgeRelated, &DocumentComparison::JudgeOrder,
                            &DocumentComparison::JudgeClosures, &DocumentComparison::IndexClaims}) {
      if (auto done = (this->*step)(); !done) return done;
    }
    if (auto done = Exchange(run); !done) return done;
    // By now it is known what the document's figures agree with.
    if (auto done = JudgeClosuresAcross(); !done) return done;
    if (auto done = Exchange(run); !done) return done;
    return store_.MarkCompared(doc_);
  }

 private:
  Result<void> PlaceText() {
    const auto article = store_.ReadArticle(doc_);
    if (!article) return Forward(article);
    if (!article->has_value()) return {};
    const TextSketch sketch = compare::SketchOf(store_.Fold((*article)->text));
    const auto first = store_.PlaceText(doc_, sketch, compare::AreNearDuplicates);
    if (!first) return Forward(first);
    return {};
  }

  Result<void> IndexClaims() {
    std::vector<std::pair<std::string, ClaimKey>> rows;
    for (const auto& [id, keys] : keys_) {
      rows.emplace_back(id, keys.fact);
      for (const ClaimKey& key : keys.order) rows.emplace_back(id, key);
      if (keys.figure.key != 0) rows.emplace_back(id, keys.figure);
    }
    return store_.IndexClaims(doc_, rows);
  }

  // What was found before with these claims is found again, or not.
  Result<void> TakeOldFacts() {
    const auto old = facts_.With(IdsOf(own_));
    if (!old) return Forward(old);
    for (const FactHead* fact : *old) {
      gone_.insert(fact->id);
      if (IsComparison(*fact)) news_.insert(fact->claims.begin(), fact->claims.end());
    }
    for (const auto& [id, claim] : own_) {
      around_.emplace(id, claim);
      news_.insert(id);
    }
    focus_ = news_;
    if (auto done = Load({news_.begin(), news_.end()}); !done) return done;
    return {};
  }

  // Reads those claims that are not there yet.
  Result<void> Load(const Ids& ids) {
    Ids missing;
    for (const std::string& id : ids) {
      if (!around_.contains(id)) missing.push_back(id);
    }
    auto claims = store_.ReadClaims(missing);
    if (!claims) return Forward(claims);
    for (const SharedClaim& claim : *claims) around_.emplace(claim->id, claim);
    return {};
  }

  Result<void> FindRelated() {
    for (const auto& [id, claim] : own_) {
      const compare::Comparer::Keys& keys = keys_.at(id);
      std::size_t apart = 0;
      clashing_ = 0;
      auto neighbours = store_.FindNeighbours(keys.reach, keys.fact.day, compare::kMaxNeighbours);
      if (!neighbours) return Forward(neighbours);
      for (const SharedClaim& other : *neighbours) Meet(*claim, other, apart);
      auto loose = store_.FindNeighbours(keys.loose, keys.told_day, compare::kMaxLooseNeighbours);
      if (!loose) return Forward(loose);
      for (const SharedClaim& other : *loose) Meet(*claim, other, apart);
      if (apart >= kMaxApart || keys.beyond.empty()) continue;
      auto others = store_.FindNeighbours(keys.beyond, keys.fact.day, 2 * kMaxApart);
      if (!others) return Forward(others);
      for (const SharedClaim& other : *others) {
        if (!around_.contains(other->id)) Meet(*claim, other, apart);
      }
    }
    return {};
  }

  // `apart` counts the claims that `claim` cannot be compared with.
  void Meet(const Claim& claim, const SharedClaim& other, std::size_t& apart) {
    using Kinship = compare::Comparer::Kinship;
    const std::string& id = other->id;
    switch (comparer_.Relate(claim, *other)) {
      case Kinship::kJoins:
        focus_.insert(id);
        break;
      case Kinship::kMayClash:
        may_clash_.insert(id);
        // Its neighbours tell of most of what was told before.
        if (++clashing_ <= kMaxAskedOf) told_of_.insert(id);
        break;
      case Kinship::kApart:
        if (apart >= kMaxApart || other->subject->id != claim.subject->id) return;
        ++apart;
        apart_.insert(id);
        told_of_.insert(id);
        break;
    }
    around_.emplace(id, other);
  }

  // A figure that our own shows to be of an earlier time is found to be so where it is disputed.
  Result<void> FindOutdated() {
    for (const auto& [id, keys] : keys_) {
      if (keys.later.key == 0) continue;
      auto repeated = store_.FindNeighbours({keys.later}, keys.figure.day, kMaxOfFigure);
      if (!repeated) return Forward(repeated);
      for (const SharedClaim& claim : *repeated) {
        const std::string& its = claim->id;
        const auto is_disputed = IsDisputed(its);
        if (!is_disputed) return Forward(is_disputed);
        if (!*is_disputed) continue;
        focus_.insert(its);
        around_.emplace(its, claim);
      }
    }
    return {};
  }

  // True if a contradiction tells of the claim, or of one that it agrees with.
  Result<bool> IsDisputed(const std::string& claim) {
    const auto is_conflict = [](const FactHead* fact) {
      return IsComparison(*fact) && fact->verdict == Verdict::kContradict;
    };
    const auto facts = facts_.With({claim});
    if (!facts) return Forward(facts);
    Ids company;
    for (const FactHead* fact : *facts) {
      if (is_conflict(fact)) return true;
      if (!IsComparison(*fact) || !IsGroup(fact->verdict)) continue;
      company.insert(company.end(), fact->claims.begin(), fact->claims.end());
    }
    const auto others = facts_.With(company);
    if (!others) return Forward(others);
    return std::any_of(others->begin(), others->end(), is_conflict);
  }

  Result<void> JudgeRelated() {
    auto older = TakeGroups();
    if (!older) return Forward(older);
    if (auto done = FindClusters(); !done) return done;
    compare::Comparer::Surroundings surroundings;
    surroundings.claims = PointersTo(around_);
    surroundings.focus = focus_;
    surroundings.focus.insert(camps_.begin(), camps_.end());
    surroundings.newcomers = news_;
    surroundings.bystanders = Bystanders(*older);
    const auto judgement = comparer_.JudgeAround(surroundings, options_);
    std::vector<Fact> open = comparer_.OpenFactsOf(*judgement, {}, options_);
    const WitnessSearch search(store_, comparer_, news_);
    auto witnesses = search.For(NewsAmong(open));
    if (!witnesses) return Forward(witnesses);
    std::erase_if(*witnesses, [&](const SharedClaim& c) { return around_.contains(c->id); });
    if (!witnesses->empty()) {
      open = comparer_.OpenFactsOf(*judgement, PointersTo(*witnesses), options_);
    }
    std::vector<Fact> facts = comparer_.FactsOf(*judgement, std::move(open), options_);
    std::erase_if(facts, [&](const Fact& fact) { return !IsOfFocus(fact) || !IsNews(fact); });
    for (Fact& fact : facts) {
      if (!IsGroup(fact.verdict) && !gone_.contains(fact.id)) {
        const auto is_told = store_.HasFact(fact.id);
        if (!is_told) return Forward(is_told);
        if (*is_told && !HasOwn(fact)) continue;
        if (!TakesPlace(fact, *older)) continue;
      }
      fresh_.push_back(std::move(fact));
    }
    return {};
  }

  std::vector<const Fact*> NewsAmong(const std::vector<Fact>& facts) const {
    std::vector<const Fact*> news;
    for (const Fact& fact : facts) {
      if (IsOfFocus(fact) && IsNews(fact)) news.push_back(&fact);
    }
    return news;
  }

  // Of one open key, or one that differs, the worst pair is told: a milder one adds nothing to an
  // older fact that is near, a worse one takes its place, with what was judged together with it.
  bool TakesPlace(const Fact& fact, const std::vector<const FactHead*>& older) {
    Ids replaced;
    for (const FactHead* old : older) {
      if (old->verdict != fact.verdict || old->subject != fact.subject ||
          old->metric != fact.metric ||
          DecidingReason(old->reasons) != DecidingReason(fact.reasons)) {
        continue;
      }
      if (old->severity > fact.severity && !merged_.contains(old->id)) return false;
      replaced.push_back(old->id);
    }
    gone_.insert(replaced.begin(), replaced.end());
    return true;
  }

  // A contradiction shows one claim of each camp, whichever was published first.
  bool IsOfFocus(const Fact& fact) const {
    return fact.verdict == Verdict::kContradict ||
           std::any_of(fact.claims.begin(), fact.claims.end(),
                       [&](const Claim& c) { return focus_.contains(c.id); });
  }

  bool HasOwn(const Fact& fact) const {
    return std::any_of(fact.claims.begin(), fact.claims.end(),
                       [&](const Claim& c) { return news_.contains(c.id); });
  }

  // Not so where old claims may clash, or are apart, and not all of them were judged.
  bool IsNews(const Fact& fact) const {
    return IsGroup(fact.verdict) || HasOwn(fact) ||
           std::all_of(fact.claims.begin(), fact.claims.end(), [&](const Claim& c) {
             return focus_.contains(c.id) || grouped_.contains(c.id);
           });
  }

  // Takes out the agreements and contradictions of the focus, which change with it, and reads their
  // claims. Returns what else there is of open and differing keys, which may be added to.
  Result<std::vector<const FactHead*>> TakeGroups() {
    const auto touched = facts_.With({focus_.begin(), focus_.end()});
    if (!touched) return Forward(touched);
    Ids members;
    Ids speakers;
    for (const FactHead* fact : *touched) {
      if (!IsComparison(*fact) || !IsGroup(fact->verdict)) continue;
      gone_.insert(fact->id);
      taken_.emplace(fact->id, *fact);
      members.insert(members.end(), fact->claims.begin(), fact->claims.end());
      if (fact->verdict != Verdict::kContradict) continue;
      speakers.insert(speakers.end(), fact->claims.begin(), fact->claims.end());
    }
    // A camp that one of the focus joins may be told of in a contradiction by others of it.
    const auto clashes = facts_.With(members);
    if (!clashes) return Forward(clashes);
    for (const FactHead* fact : *clashes) {
      if (!IsComparison(*fact) || fact->verdict != Verdict::kContradict) continue;
      if (!gone_.insert(fact->id).second) continue;
      taken_.emplace(fact->id, *fact);
      members.insert(members.end(), fact->claims.begin(), fact->claims.end());
      speakers.insert(speakers.end(), fact->claims.begin(), fact->claims.end());
    }
    // Who sides with the figures of a contradiction.
    const auto camps = facts_.With(speakers);
    if (!camps) return Forward(camps);
    for (const FactHead* fact : *camps) {
      if (!IsComparison(*fact) || !IsGroup(fact->verdict)) continue;
      members.insert(members.end(), fact->claims.begin(), fact->claims.end());
    }
    auto older = facts_.With({told_of_.begin(), told_of_.end()});
    if (!older) return Forward(older);
    std::erase_if(*older, [&](const FactHead* fact) {
      return !IsComparison(*fact) || IsGroup(fact->verdict);
    });
    if (older->size() > kMaxOlder) older->resize(kMaxOlder);
    grouped_.insert(members.begin(), members.end());
    camps_ = grouped_;
    // What is among these alone is found again as a whole.
    for (const FactHead* fact : *touched) {
      if (!IsComparison(*fact) || IsGroup(fact->verdict)) continue;
      const bool is_whole = std::all_of(
          fact->claims.begin(), fact->claims.end(),
          [&](const std::string& id) { return focus_.contains(id) || grouped_.contains(id); });
      if (is_whole) gone_.insert(fact->id);
    }
    std::size_t merged = 0;
    for (const FactHead* fact : *older) {
      if (fact->verdict == Verdict::kPossible) {
        if (merged + fact->claims.size() > kMaxMerged) continue;
        merged += fact->claims.size();
        merged_.insert(fact->id);
        grouped_.insert(fact->claims.begin(), fact->claims.end());
      }
      members.insert(members.end(), fact->claims.begin(), fact->claims.end());
    }
    if (auto done = Load(members); !done) return Forward(done);
    return older;
  }

  // Claims that are here for the sake of our own alone: whether they clash with each other was
  // told before. Those of a fact that is added to stay together.
  std::set<std::string> Bystanders(const std::vector<const FactHead*>& older) const {
    std::set<std::string> bystanders = apart_;
    bystanders.insert(may_clash_.begin(), may_clash_.end());
    for (const FactHead* fact : older) {
      if (!merged_.contains(fact->id)) bystanders.insert(fact->claims.begin(), fact->claims.end());
    }
    for (const std::string& id : focus_) bystanders.erase(id);
    for (const std::string& id : grouped_) bystanders.erase(id);
    return bystanders;
  }

  Result<void> FindClusters() {
    std::set<std::string> docs;
    for (const auto& [id, claim] : around_) docs.insert(claim->doc);
    auto clusters = store_.ClustersOf({docs.begin(), docs.end()});
    if (!clusters) return Forward(clusters);
    options_.document_clusters = std::move(*clusters);
    return {};
  }

  Result<void> JudgeOrder() {
    compare::Comparer::Surroundings surroundings;
    Claims around;
    for (const auto& [id, keys] : keys_) {
      if (keys.order.empty()) continue;
      around.emplace(id, own_.at(id));
      surroundings.focus.insert(id);
      for (const ClaimKey& key : keys.order) {
        auto neighbours = store_.FindNeighbours({AtAnyTime(key)}, key.day, kMaxOfOrder);
        if (!neighbours) return Forward(neighbours);
        for (const SharedClaim& c : *neighbours) around.emplace(c->id, c);
      }
    }
    if (around.size() < 2) return {};
    surroundings.claims = PointersTo(around);
    std::vector<Fact> facts = comparer_.OrderAround(surroundings, options_);
    if (facts.empty()) return {};
    // A rank that a third one holds too is told once.
    const auto before = facts_.With(IdsOf(around));
    if (!before) return Forward(before);
    for (const FactHead* old : *before) {
      if (!IsOrder(*old)) continue;
      const bool is_part = std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
        return fact.kind == old->kind &&
               std::all_of(old->claims.begin(), old->claims.end(), [&](const std::string& id) {
                 return std::any_of(fact.claims.begin(), fact.claims.end(),
                                    [&](const Claim& d) { return d.id == id; });
               });
      });
      if (is_part) gone_.insert(old->id);
    }
    std::move(facts.begin(), facts.end(), std::back_inserter(fresh_));
    return {};
  }

  Result<void> JudgeClosures() {
    std::vector<Fact> facts = comparer_.ClosuresIn(PointersTo(own_), options_);
    std::move(facts.begin(), facts.end(), std::back_inserter(fresh_));
    return {};
  }

  Result<void> JudgeClosuresAcross() {
    Claims claims;
    for (const auto& [id, keys] : keys_) {
      if (keys.closing.empty()) continue;
      auto others = store_.FindNeighbours(keys.closing, keys.fact.day, kMaxOfClosure);
      if (!others) return Forward(others);
      for (const SharedClaim& other : *others) claims.emplace(other->id, other);
      claims.emplace(id, own_.at(id));
    }
    if (claims.size() < 2) return {};
    const auto facts = facts_.With(IdsOf(claims));
    if (!facts) return Forward(facts);
    std::set<std::string> disputed;
    for (const FactHead* fact : *facts) {
      if (fact->verdict != Verdict::kContradict) continue;
      disputed.insert(fact->claims.begin(), fact->claims.end());
    }
    std::vector<std::vector<std::string>> agreements;
    for (const FactHead* fact : *facts) {
      const bool is_agreed =
          IsComparison(*fact) && IsGroup(fact->verdict) && fact->independent_sources > 1 &&
          std::none_of(fact->claims.begin(), fact->claims.end(),
                       [&](const std::string& id) { return disputed.contains(id); });
      if (is_agreed) agreements.push_back(fact->claims);
    }
    if (agreements.size() < 2) return {};
    std::set<std::string> known;
    for (const FactHead* fact : *facts) {
      if (fact->kind == "closure") known.insert(fact->id);
    }
    for (Fact& fact : comparer_.ClosuresAcross(PointersTo(claims), agreements, options_)) {
      if (known.contains(fact.id)) {
        gone_.insert(fact.id);  // and comes back as it is now
      } else if (const auto is_told = store_.HasFact(fact.id); !is_told) {
        return Forward(is_told);
      } else if (*is_told) {
        continue;  // by other claims with the same figures
      }
      fresh_.push_back(std::move(fact));
    }
    return {};
  }

  // Other camps of a contradiction agree as they did.
  bool IsAsBefore(const Fact& fact) const {
    const auto at = taken_.find(fact.id);
    if (at == taken_.end() || fact.verdict == Verdict::kContradict) return false;
    const FactHead& old = at->second;
    return old.verdict == fact.verdict && old.severity == fact.severity &&
           old.independent_sources == fact.independent_sources && old.reasons == fact.reasons &&
           std::equal(old.claims.begin(), old.claims.end(), fact.claims.begin(), fact.claims.end(),
                      [](const std::string& id, const Claim& c) { return id == c.id; });
  }

  // A contradiction is told once: an older one of the same figures, to which its camps gave another
  // id, goes.
  Result<void> DropTwins() {
    for (const Fact& fact : fresh_) {
      if (!fact.kind.empty() || fact.verdict != Verdict::kContradict) continue;
      std::vector<std::string> ids;
      for (const Claim& claim : fact.claims) ids.push_back(claim.id);
      const auto told = facts_.With(ids);
      if (!told) return Forward(told);
      std::sort(ids.begin(), ids.end());
      for (const FactHead* old : *told) {
        if (!IsComparison(*old) || old->verdict != fact.verdict || old->id == fact.id) continue;
        std::vector<std::string> claims = old->claims;
        std::sort(claims.begin(), claims.end());
        if (claims == ids) gone_.insert(old->id);
      }
    }
    return {};
  }

  Result<void> Exchange(std::int64_t run) {
    if (auto done = DropTwins(); !done) return done;
    std::erase_if(fresh_,
                  [&](const Fact& fact) { return IsAsBefore(fact) && gone_.erase(fact.id) > 0; });
    auto done = store_.ExchangeFacts({gone_.begin(), gone_.end()}, std::move(fresh_), run);
    gone_.clear();
    fresh_.clear();
    facts_.Forget();
    return done;
  }

  store::Store& store_;
  const compare::Comparer& comparer_;
  std::string doc_;
  compare::CompareOptions options_;
  Claims own_;
  std::map<std::string, compare::Comparer::Keys> keys_;
  Claims around_;                          // all that is compared
  std::set<std::string> news_;             // of it: our own, and what shared facts with them before
  std::set<std::string> focus_;            // of it: facts with one of these are made anew
  std::set<std::string> may_clash_;        // of it: they would contradict if an open key were known
  std::set<std::string> grouped_;          // of it: they share a fact with the focus
  std::set<std::string> camps_;            // of these, those of agreements and contradictions
  std::set<std::string> merged_;           // older facts whose claims are among them
  std::set<std::string> told_of_;          // of these two the nearest: older facts may be added to
  std::size_t clashing_ = 0;               // with the claim in hand
  std::set<std::string> apart_;            // of it: they cannot be compared with our own
  std::map<std::string, FactHead> taken_;  // groups of the focus as they were
  std::set<std::string> gone_;
  std::vector<Fact> fresh_;
  FactLookup facts_;  // as they are stored
};

}  // namespace

Result<void> CompareDocument(store::Store& store, const compare::Comparer& comparer,
                             const std::string& doc, const compare::ExchangeRates* rates,
                             std::int64_t run) {
  return DocumentComparison(store, comparer, doc, rates).Run(run);
}

}  // namespace heshu::cli
