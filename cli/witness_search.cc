#include "cli/witness_search.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "compare/diagnosis.h"

namespace heshu::cli {
namespace {

using store::SharedClaim;

constexpr std::size_t kMaxOfFigure = 16;   // claims of one figure at earlier times
constexpr std::size_t kFirstOfFigure = 2;  // of these read first: one may say enough
constexpr std::size_t kMaxFigures = 64;    // disputed figures that are looked for at earlier times
constexpr std::size_t kMaxDocuments = 6;   // that a wrong figure may come from

// Of 跌0.68點 the other text may tell that it is the percentage.
bool MayBePercent(const Fact& fact) {
  return fact.verdict == Verdict::kPossible &&
         std::any_of(fact.claims.begin(), fact.claims.end(), [&](const Claim& c) {
           return compare::MayBePercentForPoints(fact.claims.front(), c);
         });
}

// Claims of a fact that agree with one of a contradiction.
bool IsSide(const Fact& fact, const std::set<std::string_view>& disputed) {
  const bool is_agreement = fact.verdict != Verdict::kContradict &&
                            fact.verdict != Verdict::kPossible &&
                            fact.verdict != Verdict::kNotComparable;
  return is_agreement && std::any_of(fact.claims.begin(), fact.claims.end(),
                                     [&](const Claim& c) { return disputed.contains(c.id); });
}

}  // namespace

Result<std::vector<SharedClaim>> WitnessSearch::For(const std::vector<const Fact*>& facts) const {
  Witnesses witnesses;
  if (auto done = AddDocuments(facts, witnesses); !done) {
    return tl::make_unexpected(done.error());
  }
  if (auto done = AddEarlierFigures(facts, witnesses); !done) {
    return tl::make_unexpected(done.error());
  }
  std::erase_if(witnesses, [](const SharedClaim& c) { return !c->IsClaim(); });
  return witnesses;
}

Result<void> WitnessSearch::AddDocuments(const std::vector<const Fact*>& facts,
                                         Witnesses& witnesses) const {
  std::set<std::string> docs;
  for (const Fact* fact : facts) {
    const bool is_conflict = fact->verdict == Verdict::kContradict || MayBePercent(*fact);
    if (!is_conflict && fact->verdict != Verdict::kPossible) continue;
    for (const Claim& c : fact->claims) {
      if (!is_conflict && !news_.contains(c.id)) continue;
      if (docs.size() == kMaxDocuments || !docs.insert(c.doc).second) continue;
      auto claims = store_.ClaimsOfDocument(c.doc);
      if (!claims) return tl::make_unexpected(claims.error());
      std::move(claims->begin(), claims->end(), std::back_inserter(witnesses));
    }
  }
  return {};
}

Result<void> WitnessSearch::AddEarlierFigures(const std::vector<const Fact*>& facts,
                                              Witnesses& witnesses) const {
  std::set<std::pair<std::uint64_t, std::int64_t>> asked;  // figure and day
  std::set<std::string_view> suspected;                    // many are of several facts
  for (const Claim* c : Suspects(facts)) {
    if (asked.size() == kMaxFigures) break;
    if (!suspected.insert(c->id).second) continue;
    const compare::Comparer::Keys keys = comparer_.KeysOf(*c);
    if (keys.earlier.key == 0) continue;
    if (!asked.emplace(keys.earlier.key, keys.earlier.last_day).second) continue;
    if (auto done = AddEarlier(*c, keys, witnesses); !done) return done;
  }
  return {};
}

// The same figure at earlier times, the nearest first. One that is sure to be of such a time shows
// that `claim` may be out of date; the more an old store has besides, the further apart they
// stand, and are not read.
Result<void> WitnessSearch::AddEarlier(const Claim& claim, const compare::Comparer::Keys& keys,
                                       Witnesses& witnesses) const {
  for (const std::size_t most : {kFirstOfFigure, kMaxOfFigure}) {
    auto same = store_.FindNeighbours({keys.earlier}, keys.figure.day, most);
    if (!same) return tl::make_unexpected(same.error());
    const bool is_sure = std::any_of(same->begin(), same->end(), [&](const SharedClaim& c) {
      return compare::IsEarlier(*c, claim);
    });
    if (!is_sure && same->size() == kFirstOfFigure && most < kMaxOfFigure) continue;
    std::move(same->begin(), same->end(), std::back_inserter(witnesses));
    break;
  }
  return {};
}

// Claims of contradictions with all who side with them; of the news, where they only may clash.
std::vector<const Claim*> WitnessSearch::Suspects(const std::vector<const Fact*>& facts) const {
  std::set<std::string_view> disputed;
  std::vector<const Claim*> suspects;
  for (const Fact* fact : facts) {
    for (const Claim& c : fact->claims) {
      if (fact->verdict == Verdict::kContradict) disputed.insert(c.id);
      if (fact->verdict == Verdict::kContradict ||
          (fact->verdict == Verdict::kPossible && news_.contains(c.id))) {
        suspects.push_back(&c);
      }
    }
  }
  for (const Fact* fact : facts) {
    if (!IsSide(*fact, disputed)) continue;
    for (const Claim& c : fact->claims) suspects.push_back(&c);
  }
  return suspects;
}

}  // namespace heshu::cli
