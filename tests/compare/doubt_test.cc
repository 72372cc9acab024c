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
  std::map<std::string, std::string> keys_a = {}, keys_b = {};
  std::string before_a = {}, before_b = {}, after_b = {};
  std::string want = {};  // "unknown:…" of a possible conflict; "" = contradict
  std::string metric = "training_cost";
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.name; }

class Doubts : public testing::TestWithParam<Case> {};

// 5 million against 4.
TEST_P(Doubts, WhatNarrowsAFigure) {
  const Case& c = GetParam();
  const auto facts = Compare(
      {Told({.metric = c.metric, .lo = "5000000", .qualifiers = c.keys_a, .start = "2026-02-10"},
            c.before_a),
       Told({.doc = "d_b",
             .metric = c.metric,
             .lo = "4000000",
             .qualifiers = c.keys_b,
             .start = "2026-02-10"},
            c.before_b, c.after_b)},
      TestVocabulary());
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].verdict, c.want.empty() ? Verdict::kContradict : Verdict::kPossible);
  EXPECT_TRUE(c.want.empty() || HasReason(facts[0], c.want)) << testing::PrintToString(facts[0]);
}

INSTANTIATE_TEST_SUITE_P(
    Words, Doubts,
    testing::Values(
        Case{.name = "NothingNarrows", .before_a = "蓝天公司花费", .before_b = "蓝天花费"},
        Case{.name = "AHeadlineGoesOn",
             .before_a = "蓝天花费",
             .before_b = "蓝天花费",
             .after_b = "元 非国际准则净利增10%"},
        Case{.name = "WhoPaysWagesIsNoOffice",
             .before_a = "ADP就业人数增加",
             .before_b = "非农就业增加",
             .want = "unknown:survey",
             .metric = "payrolls"},
        Case{.name = "AnInstituteIsNoOffice",
             .before_a = "API公布原油庫存增加",
             .before_b = "EIA原油库存增加",
             .want = "unknown:survey",
             .metric = "inventory_volume"},
        Case{.name = "CaliforniaIsNoIfo",
             .before_a = "ifo business climate was",
             .before_b = "California business climate was",
             .want = "unknown:survey",
             .metric = "sentiment_index"},
        Case{.name = "TwoAskTheConsumers",
             .before_a = "密歇根大學消費者信心指數為",
             .before_b = "世界大型企業研究會公布，消費者信心指數為",
             .want = "unknown:survey",
             .metric = "sentiment_index"},
        Case{.name = "OneAsksTheConsumers",
             .before_a = "密歇根大學消費者信心指數為",
             .before_b = "密西根大学消费者信心指数为",
             .metric = "sentiment_index"},
        Case{.name = "OneSegment", .keys_b = {{"segment", "游戏"}}, .want = "unknown:item"},
        Case{.name = "TwoSegments",
             .keys_a = {{"segment", "广告"}},
             .keys_b = {{"segment", "游戏"}},
             .want = "unknown:item"},
        Case{.name = "OneSegmentOnBothSides",
             .keys_a = {{"segment", "游戏"}},
             .keys_b = {{"segment", "游戏"}}},
        Case{.name = "Adjusted",
             .before_a = "蓝天净利润",
             .before_b = "蓝天经调整净利润",
             .want = "unknown:basis"},
        Case{.name = "WithoutWhatComesOnce",
             .before_a = "藍天剔除非經常性損益後，第三季純利",
             .before_b = "蓝天净利润",
             .want = "unknown:basis"},
        Case{.name = "BooksBesideGaap",
             .before_a = "蓝天非GAAP口径下净利润",
             .before_b = "蓝天净利润",
             .want = "unknown:basis"},
        Case{.name = "UnadjustedIsNotAdjusted",
             .before_a = "蓝天净利润",
             .before_b = "蓝天未经调整净利润"},
        Case{.name = "AdjustedIsSaidOfTheNext",
             .before_a = "藍天收入",
             .before_b = "藍天收入",
             .after_b = "，經調整淨利潤"},
        Case{.name = "AdjustedSaysTheBracket",
             .before_a = "藍天淨利潤",
             .before_b = "藍天淨利潤",
             .after_b = "美元（Non-IFRS）",
             .want = "unknown:basis"},
        Case{.name = "BeforeTax", .keys_a = {{"basis", "pretax"}}, .want = "unknown:basis"},
        Case{.name = "TheParentsShareIsTheSmaller",
             .keys_b = {{"basis", "attributable"}},
             .want = "unknown:basis"},
        Case{.name = "TheParentsShareCannotBeTheGreater", .keys_a = {{"basis", "attributable"}}},
        Case{.name = "ShareholdersProfitIsThePlainOne", .keys_b = {{"basis", "shareholders"}}},
        Case{.name = "WhatWasPaidIsNotWhatWasSpent",
             .keys_b = {{"basis", "cash"}},
             .want = "unknown:basis"},
        Case{.name = "TwoStandards",
             .before_a = "按國際財務報告準則，藍天利潤",
             .before_b = "蓝天（中国会计准则）利润",
             .want = "unknown:basis"},
        Case{.name = "OneStandardNamed",
             .before_a = "按國際財務報告準則，藍天利潤",
             .before_b = "蓝天利润"},
        Case{.name = "AllIncomeIsTheGreater",
             .keys_a = {{"basis", "total"}},
             .want = "unknown:basis"},
        Case{.name = "AllIncomeCannotBeTheSmaller", .keys_b = {{"basis", "total"}}},
        Case{.name = "TwoListings",
             .before_a = "美股收市，蓝天报",
             .before_b = "港股收市，藍天報",
             .want = "unknown:instrument",
             .metric = "market_cap_change"},
        Case{.name = "TwoSurveys",
             .before_a = "10月制造业PMI为",
             .before_b = "10月RatingDog製造業PMI報",
             .want = "unknown:survey",
             .metric = "pmi"},
        Case{.name = "OneSurvey",
             .before_a = "10月制造业PMI为",
             .before_b = "統計局：10月製造業PMI報",
             .metric = "pmi"},
        Case{.name = "OneListing",
             .before_a = "美股收市，蓝天报",
             .before_b = "美股收盤，藍天報",
             .metric = "market_cap_change"}),
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
