// What a user relies on from run to run: ids and verdicts that do not hang on the order of the
// input, and facts that unrelated claims leave alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "compare/compare.h"
#include "tests/compare/claims.h"

namespace heshu::compare {
namespace {

// `n` claims of a few subjects, metrics, days and values, from a fixed seed.
std::vector<Claim> RandomClaims(std::mt19937& random, int n) {
  const auto pick = [&](auto... options) {
    const std::vector<std::string> all = {options...};
    return all[random() % all.size()];
  };
  std::vector<Claim> claims;
  for (int i = 0; i < n; ++i) {
    Spec s;
    s.doc = "d_" + std::to_string(random() % 9);
    s.at = static_cast<std::size_t>(i) * 20;
    s.subject = pick("lantian", "lantian-cloud", "qingniao", "qingniao-2", "baishan");
    s.metric = pick("training_cost", "revenue", "subsidy", "market_cap_change");
    s.lo = pick("4200000", "4230000", "4320000", "42300000", "9000000");
    const std::string bound = pick("exact", "exact", "approx", "more_than", "nearly");
    s.bound = *BoundFromName(bound);
    if (bound == "more_than") s.hi = "";
    if (bound == "nearly") {
      s.hi = s.lo;
      s.lo = "";
    }
    s.start = pick("2026-02-10", "2026-02-10", "2026-02-28", "");
    s.modality = *ModalityFromName(pick("reported", "reported", "estimate", "plan"));
    if (random() % 4 == 0) s.qualifiers["scope"] = pick("external", "internal");
    s.source = pick("早报", "晚报", "周刊");
    s.published = pick("2026-03-01", "2026-03-02", "2026-03-09");
    claims.push_back(Make(s));
  }
  return claims;
}

std::string Line(const Fact& f) {
  std::string line = f.id + " " + std::string(VerdictName(f.verdict)) + " " +
                     std::to_string(f.severity) + " " + f.arithmetic + " " + f.needs;
  for (const auto& r : f.reasons) line += " " + r;
  for (const auto& c : f.claims) line += " " + c.id;
  for (const auto& c : f.clusters) line += " " + c;
  for (const int n : f.support) line += " " + std::to_string(n);
  return line;
}

std::vector<std::string> Lines(const std::vector<Claim>& claims) {
  std::vector<std::string> lines;
  for (const Fact& f : Compare(claims, TestVocabulary())) lines.push_back(Line(f));
  return lines;
}

TEST(Stability, FactsDoNotHangOnTheOrderOfClaims) {
  std::mt19937 random(20260301);
  for (int round = 0; round < 40; ++round) {
    std::vector<Claim> claims = RandomClaims(random, 24);
    const auto want = Lines(claims);
    EXPECT_FALSE(want.empty());
    for (int turn = 0; turn < 3; ++turn) {
      std::shuffle(claims.begin(), claims.end(), random);
      ASSERT_EQ(Lines(claims), want);
    }
  }
}

TEST(Stability, IdsAreUnique) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    auto facts = Compare(RandomClaims(random, 40), TestVocabulary());
    std::vector<std::string> ids;
    for (const Fact& f : facts) ids.push_back(f.id);
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
  }
}

TEST(Stability, AnUnrelatedClaimLeavesEveryFactAlone) {
  std::mt19937 random(11);
  for (int round = 0; round < 20; ++round) {
    std::vector<Claim> claims = RandomClaims(random, 24);
    const auto before = Lines(claims);
    claims.push_back(Make({.doc = "d_z", .subject = "hongtu", .metric = "model_share"}));
    EXPECT_EQ(Lines(claims), before);
  }
}

TEST(Stability, EveryFactHasWhatTheContractPromises) {
  std::mt19937 random(13);
  for (int round = 0; round < 20; ++round) {
    for (const Fact& f : Compare(RandomClaims(random, 40), TestVocabulary())) {
      EXPECT_EQ(f.id.substr(0, 2), "f_");
      EXPECT_GE(f.claims.size(), 2U) << testing::PrintToString(f);
      EXPECT_EQ(f.clusters.size(), f.claims.size());
      EXPECT_GE(f.independent_sources, 1);
      EXPECT_FALSE(f.subject.empty());
      EXPECT_FALSE(f.unit.empty());
      const bool conflict = f.verdict == Verdict::kContradict;
      EXPECT_TRUE(f.support.empty() || f.support.size() == f.claims.size());
      if (conflict || f.verdict == Verdict::kPossible) {
        EXPECT_EQ(f.factors.size(), 4U) << testing::PrintToString(f);
        EXPECT_FALSE(f.arithmetic.empty());
        EXPECT_FALSE(f.needs.empty());
      }
      EXPECT_FALSE(conflict && f.reasons.empty());
    }
  }
}

TEST(FactKey, JoinsWhatMayBeOneFact) {
  const auto key = [](const std::string& subject, const std::string& metric) {
    return FactKey(Make({.subject = subject, .metric = metric}), TestVocabulary());
  };
  EXPECT_EQ(key("qingniao", "downloads"), key("lantian-cloud", "installs"));
  EXPECT_NE(key("qingniao", "downloads"), key("baishan", "downloads"));
  EXPECT_NE(key("qingniao", "downloads"), key("qingniao", "revenue"));
  EXPECT_EQ(key("none", "downloads"), "");
}

}  // namespace
}  // namespace heshu::compare
