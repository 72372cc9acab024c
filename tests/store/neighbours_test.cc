// What a claim is compared with: the nearest of those that its keys find.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "store_fixture.h"

namespace heshu::store {
namespace {

class Neighbours : public testing::Test {
 protected:
  static constexpr int kDocuments = 150;  // of three claims each

  // The claims of few keys, days and signatures, so that many say the same.
  Neighbours() : store_(OpenStore(folder_ / "db")) {
    for (int number = 0; number < kDocuments; ++number) {
      const Bundle bundle = NumberedBundle(number);
      MustSave(store_, bundle);
      std::vector<std::pair<std::string, ClaimKey>> keys;
      for (const Claim& claim : bundle.claims) {
        keys.emplace_back(claim.id,
                          ClaimKey{1 + random_() % 2, static_cast<std::int64_t>(random_() % 12) - 4,
                                   random_() % 3});
        NoteRank(claim.id);
      }
      EXPECT_TRUE(store_.IndexClaims(DocumentId(bundle.document), keys));
      keys_.insert(keys_.end(), keys.begin(), keys.end());
    }
  }

  void NoteRank(const std::string& id) {
    ranks_[id] =
        std::stoll(RunSql(folder_ / "db", "SELECT rank FROM claims WHERE id = '" + id + "'"));
  }

  // The slow twin: of each range the claim with the least rank for each day and signature.
  std::map<std::string, std::int64_t> WithinReach(const std::vector<KeyRange>& ranges) const {
    std::map<std::tuple<std::uint64_t, std::int64_t, std::uint64_t>, std::string> first;
    for (const auto& [id, key] : keys_) {
      const bool is_within = std::any_of(ranges.begin(), ranges.end(), [&](const KeyRange& range) {
        return range.key == key.key && range.first_day <= key.day && key.day <= range.last_day;
      });
      if (!is_within) continue;
      const auto [at, is_new] = first.try_emplace({key.key, key.day, key.signature}, id);
      if (!is_new && ranks_.at(id) < ranks_.at(at->second)) at->second = id;
    }
    std::map<std::string, std::int64_t> days;
    for (const auto& [key, id] : first) days.emplace(id, std::get<1>(key));
    return days;
  }

  TemporaryFolder folder_;
  Store store_;
  std::mt19937 random_{7};
  std::vector<std::pair<std::string, ClaimKey>> keys_;
  std::map<std::string, std::int64_t> ranks_;
};

TEST_F(Neighbours, AreTheNearestOneForEachDayAndSignature) {
  for (int round = 0; round < 60; ++round) {
    const auto day = static_cast<std::int64_t>(random_() % 16) - 6;
    const auto begin = static_cast<std::int64_t>(random_() % 16) - 6;
    const std::vector<KeyRange> ranges = {
        {1, begin, begin + static_cast<std::int64_t>(random_() % 9)}, {2, -100, 100}};
    const auto all = WithinReach(ranges);
    for (const std::size_t limit :
         {std::size_t{1}, std::size_t{5}, std::size_t{17}, all.size() + 9}) {
      const auto found = store_.FindNeighbours(ranges, day, limit);
      ASSERT_TRUE(found) << found.error().ToString();
      ASSERT_EQ(found->size(), std::min(limit, all.size()));
      std::set<std::string> seen;
      std::int64_t distance = 0;
      for (const SharedClaim& claim : *found) {
        ASSERT_TRUE(all.contains(claim->id));
        EXPECT_TRUE(seen.insert(claim->id).second);
        EXPECT_GE(std::abs(all.at(claim->id) - day), distance) << "the nearest first";
        distance = std::abs(all.at(claim->id) - day);
      }
      const auto is_nearer = [&](const auto& one) {
        return !seen.contains(one.first) && std::abs(one.second - day) < distance;
      };
      EXPECT_TRUE(std::none_of(all.begin(), all.end(), is_nearer));
    }
  }
}

TEST_F(Neighbours, AreReadAsFarAsComparingLooksAtThem) {
  const Bundle bundle = NumberedBundle(3);
  std::vector<std::string> ids = {"c_nobody"};
  for (const Claim& claim : bundle.claims) ids.push_back(claim.id);
  const auto found = store_.ReadClaims(ids);
  ASSERT_TRUE(found) << found.error().ToString();
  ASSERT_EQ(found->size(), bundle.claims.size());
  for (std::size_t i = 0; i < found->size(); ++i) {
    Claim want = bundle.claims[i];
    want.context.clear();
    want.context_span = {};
    want.rule.clear();
    want.confidence = 0;
    want.url.clear();
    if (want.subject) {
      want.subject->name.clear();
      want.subject->text.clear();
      want.subject->span.reset();
    }
    if (want.attribution) want.attribution->span.reset();
    EXPECT_TRUE(*(*found)[i] == want) << want.id;
  }
}

}  // namespace
}  // namespace heshu::store
