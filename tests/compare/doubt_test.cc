// A contradiction that may be the reader's own mistake is only possible.
#include "compare/doubt.h"

#include <gtest/gtest.h>

#include "compare/compare.h"
#include "tests/compare/claims.h"

namespace heshu::compare {
namespace {

// A claim whose figure stands in `before` + text + `after`.
Claim Told(Spec spec, const std::string& before, const std::string& after = {}) {
  spec.text = spec.lo;
  Claim c = Make(spec);
  c.sentence = before + c.text + after;
  c.sentence_span = {spec.at, spec.at + c.sentence.size()};
  c.span = {spec.at + before.size(), spec.at + before.size() + c.text.size()};
  c.id = ClaimId(c.doc, c.span);
  return c;
}

struct Case {
  std::string name;
  std::string before_a, before_b;
  std::string after_b = {};
  std::string want = {};  // "unknown:…" of a possible conflict; "" = contradict
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.before_a << " / " << c.before_b; }

class Doubts : public testing::TestWithParam<Case> {};

TEST_P(Doubts, WhatTheWordsBesideAFigureNarrow) {
  const Case& c = GetParam();
  const auto facts = Compare({Told({.lo = "5000000"}, c.before_a),
                              Told({.doc = "d_b", .lo = "4000000"}, c.before_b, c.after_b)},
                             TestVocabulary());
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].verdict, c.want.empty() ? Verdict::kContradict : Verdict::kPossible);
  EXPECT_TRUE(c.want.empty() || HasReason(facts[0], c.want)) << testing::PrintToString(facts[0]);
}

INSTANTIATE_TEST_SUITE_P(Words, Doubts,
                         testing::Values(Case{.name = "NothingNarrows",
                                              .before_a = "蓝天公司花费",
                                              .before_b = "蓝天花费"},
                                         Case{.name = "OneSegment",
                                              .before_a = "蓝天营收",
                                              .before_b = "蓝天游戏业务营收",
                                              .want = "unknown:item"},
                                         Case{.name = "TwoSegments",
                                              .before_a = "蓝天广告业务营收",
                                              .before_b = "藍天遊戲業務營收",
                                              .want = "unknown:item"},
                                         Case{.name = "OneSegmentOnBothSides",
                                              .before_a = "其中，游戏业务营收",
                                              .before_b = "蓝天的游戏业务营收"},
                                         Case{.name = "AbroadOnly",
                                              .before_a = "蓝天售出",
                                              .before_b = "蓝天海外售出",
                                              .want = "unknown:item"},
                                         Case{.name = "Adjusted",
                                              .before_a = "蓝天净利润",
                                              .before_b = "蓝天经调整净利润",
                                              .want = "unknown:basis"},
                                         Case{.name = "AdjustedSaysTheBracket",
                                              .before_a = "藍天淨利潤",
                                              .before_b = "藍天淨利潤",
                                              .after_b = "美元（Non-IFRS）",
                                              .want = "unknown:basis"},
                                         Case{.name = "AnotherSentenceIsNoMatter",
                                              .before_a = "蓝天营收",
                                              .before_b = "游戏业务向好。蓝天营收"}),
                         [](const auto& row) { return row.param.name; });

TEST(Doubt, ATextThatTellsBothFigures) {
  const auto facts = Compare(MakeAll({{.lo = "5000000"},
                                      {.doc = "d_b", .lo = "4000000"},
                                      {.doc = "d_b", .at = 500, .lo = "5000000"}}),
                             TestVocabulary());
  EXPECT_TRUE(WithVerdict(facts, Verdict::kContradict).empty()) << testing::PrintToString(facts);
}

TEST(Doubt, AFigureThatItsOwnTextTellsOfAnotherSubject) {
  const auto facts =
      Compare(MakeAll({{.lo = "4213000"},
                       {.doc = "d_b", .lo = "5137000"},
                       {.doc = "d_b", .at = 500, .subject = "baishan", .lo = "5137000"}}),
              TestVocabulary());
  EXPECT_TRUE(WithVerdict(facts, Verdict::kContradict).empty()) << testing::PrintToString(facts);
}

TEST(Doubt, FiguresSoFarApartThatTheyWillBeTwoThings) {
  const auto far =
      Compare(MakeAll({{.lo = "5700000"}, {.doc = "d_b", .lo = "430000"}}), TestVocabulary());
  ASSERT_EQ(far.size(), 1U);
  EXPECT_EQ(far[0].verdict, Verdict::kPossible);
  const auto slip =
      Compare(MakeAll({{.lo = "5700000"}, {.doc = "d_b", .lo = "570000"}}), TestVocabulary());
  ASSERT_EQ(slip.size(), 1U);
  EXPECT_EQ(slip[0].verdict, Verdict::kContradict) << "a slip of a power of ten is one error";
}

}  // namespace
}  // namespace heshu::compare
