// What becomes a fact at all, and what one holds.
#include <gtest/gtest.h>

#include "compare/compare.h"
#include "tests/compare/claims.h"

namespace heshu::compare {
namespace {

constexpr Verdict kWithin = Verdict::kAgreeWithinPrecision;
constexpr Verdict kContradict = Verdict::kContradict;

TEST(Compare, LeavesBareFiguresAndRhetoricAlone) {
  Claim bare = Make({});
  bare.metric.clear();
  EXPECT_TRUE(Compare({bare, Make({.doc = "d_b"})}, TestVocabulary()).empty());
  EXPECT_TRUE(
      Compare(MakeAll({{.subject = "none"}, {.doc = "d_b", .subject = "none"}}), TestVocabulary())
          .empty());
}

TEST(Compare, TakesAClaimGivenTwiceAsOne) {
  EXPECT_TRUE(Compare(MakeAll({{}, {}}), TestVocabulary()).empty());
}

TEST(Compare, SurvivesAnImpossibleInterval) {
  const auto facts =
      Compare(MakeAll({{.lo = "9", .hi = "3", .bound = Bound::kRange}, {.doc = "d_b", .lo = "5"}}),
              TestVocabulary());
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts.front().verdict, kWithin);
}

// 374 of three, 437 of one: the contradiction shows either figure once, the agreement is its own.
TEST(Compare, AFigureSpeaksForAllThatAgreeWithIt) {
  const auto facts =
      Compare(MakeAll({{.lo = "3740000", .step = "10000", .published = "2026-03-01"},
                       {.doc = "d_b", .lo = "3740000", .step = "10000", .published = "2026-03-02"},
                       {.doc = "d_c", .lo = "3700000", .bound = Bound::kApprox},
                       {.doc = "d_d", .lo = "4370000", .step = "10000"}}),
              TestVocabulary());
  ASSERT_EQ(facts.size(), 2U) << testing::PrintToString(facts);
  EXPECT_EQ(facts[0].verdict, kContradict);
  ASSERT_EQ(facts[0].claims.size(), 2U);
  EXPECT_EQ(facts[0].claims[0].doc, "d_a");
  EXPECT_EQ(facts[0].claims[1].doc, "d_d");
  EXPECT_EQ(facts[0].support, (std::vector<int>{3, 1}));
  EXPECT_EQ(facts[0].independent_sources, 4);
  EXPECT_TRUE(HasReason(facts[0], "suspect:transposition"));
  EXPECT_EQ(facts[1].verdict, kWithin);
  EXPECT_EQ(facts[1].claims.size(), 3U);
}

// The maker's figure agrees with its product's, and cannot be held against the other.
TEST(Compare, TwoClashThoughAThirdIsToldOfTheMaker) {
  std::vector<Spec> specs = {{.subject = "lantian-cloud", .lo = "3740000"},
                             {.doc = "d_b", .subject = "lantian", .lo = "3740000"},
                             {.doc = "d_c", .subject = "lantian-cloud", .lo = "4370000"}};
  const auto conflicts = WithVerdict(Compare(MakeAll(specs), TestVocabulary()), kContradict);
  ASSERT_EQ(conflicts.size(), 1U);
  ASSERT_EQ(conflicts[0].claims.size(), 2U);
  // A text that tells the other's figure too knows what its own is of.
  specs.push_back({.doc = "d_c", .at = 90, .subject = "lantian", .lo = "3740000"});
  EXPECT_TRUE(WithVerdict(Compare(MakeAll(specs), TestVocabulary()), kContradict).empty());
}

TEST(Compare, ABoundSidesWithTheNearestFigure) {
  const auto facts =
      Compare(MakeAll({{.lo = "83000000"},
                       {.doc = "d_b", .lo = "61000000"},
                       {.doc = "d_c", .lo = "60000000", .hi = "", .bound = Bound::kMoreThan}}),
              TestVocabulary());
  const auto agreements = WithVerdict(facts, kWithin);
  ASSERT_EQ(agreements.size(), 1U) << testing::PrintToString(facts);
  EXPECT_EQ(agreements[0].claims[0].doc, "d_b");
  EXPECT_EQ(agreements[0].claims[1].doc, "d_c");
}

TEST(Compare, ASourceThatCorrectsItselfIsAFindingOfItsOwn) {
  const auto facts = Compare(
      MakeAll({{.lo = "4126000", .source = "早报", .published = "2026-03-01"},
               {.doc = "d_b", .lo = "5000000", .source = "晚报", .published = "2026-02-27"},
               {.doc = "d_c", .lo = "5000000", .source = "早报", .published = "2026-03-02"}}),
      TestVocabulary());
  const auto conflicts = WithVerdict(facts, kContradict);
  ASSERT_EQ(conflicts.size(), 2U) << testing::PrintToString(facts);
  EXPECT_TRUE(HasReason(conflicts[0], "suspect:revision") !=
              HasReason(conflicts[1], "suspect:revision"));
}

TEST(Compare, ShowsContradictionsFirst) {
  const auto facts =
      Compare(MakeAll({{.subject = "baishan"},
                       {.doc = "d_b", .subject = "baishan"},
                       {.at = 50, .subject = "hongtu"},
                       {.doc = "d_b", .at = 50, .subject = "hongtu", .lo = "9000000"}}),
              TestVocabulary());
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0].verdict, kContradict);
  EXPECT_EQ(facts[0].subject, "hongtu");
  EXPECT_FALSE(facts[0].needs.empty());
}

TEST(Compare, WithinOneDocumentIsSaid) {
  const auto facts = Compare(MakeAll({{}, {.at = 70}}), TestVocabulary());
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_TRUE(facts[0].within_one_document);
  EXPECT_EQ(facts[0].independent_sources, 1);
}

}  // namespace
}  // namespace heshu::compare
