// Figures that clash are shown as a contradiction only where their own words hold the key:
// what is traded moves all day, and what another sentence lends may be another's.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/compare/judged_pair.h"

namespace heshu::compare {
namespace {

Spec Quote(std::string value, std::string sentence, How time_how = How::kResolved) {
  Spec spec = Move(std::move(value), "up");
  spec.sentence = std::move(sentence);
  spec.published = "2026-02-10";
  spec.time_how = time_how;
  return spec;
}

Spec At(std::string published, Spec spec) {
  spec.published = std::move(published);
  return spec;
}

Spec Told(std::string value, How subject_how, How time_how) {
  Spec spec = Users(std::move(value), "2026-02-10");
  spec.subject_how = subject_how;
  spec.time_how = time_how;
  return spec;
}

class JudgesFirmness : public testing::TestWithParam<Case> {};
TEST_P(JudgesFirmness, TheSameInEitherOrder) { JudgePairOf(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Quotes, JudgesFirmness,
    testing::Values(Case{"TwoClosesClash", Quote("2.44", "蓝天科技收盘涨2.44%。"),
                         Quote("2.91", "藍天科技收市升2.91%。"), kContradict},
                    Case{"ACloseAndThatDayClash", Quote("2.44", "蓝天科技收盘涨2.44%。"),
                         Quote("2.91", "藍天科技周二上升2.91%。"), kContradict},
                    Case{"WhatIsQuotedNowIsOfAnotherMoment", Quote("2.44", "蓝天科技收盘涨2.44%。"),
                         Quote("2.91", "藍天科技現報升2.91%。"), kPossible, "unknown:session"},
                    Case{"TwoQuotesOfADayAreOfAnyMoment", Quote("2.44", "蓝天科技今天涨2.44%。"),
                         Quote("2.91", "藍天科技今天升2.91%。"), kPossible, "unknown:session"},
                    Case{"ExchangedDigitsAreNoAccident", Quote("2.49", "蓝天科技今天涨2.49%。"),
                         Quote("2.94", "藍天科技今天升2.94%。"), kContradict},
                    Case{"TheMorningsCloseIsNotTheDays", Quote("2.44", "蓝天科技上午收盘涨2.44%。"),
                         Quote("2.91", "藍天科技收市升2.91%。"), kPossible, "unknown:session"},
                    Case{"ACloseToldBeforeTheClose",
                         At("2026-02-10T12:30:00+08:00", Quote("2.44", "蓝天科技收报涨2.44%。")),
                         At("2026-02-10T16:30:00+08:00", Quote("2.91", "藍天科技收市升2.91%。")),
                         kPossible, "unknown:session"},
                    Case{"ADayThatIsNotOver",
                         At("2026-02-10T14:10:00+08:00", Quote("2.44", "蓝天科技周二涨2.44%。")),
                         At("2026-02-10T16:30:00+08:00", Quote("2.91", "藍天科技收市升2.91%。")),
                         kPossible, "unknown:session"},
                    Case{"ADayThatIsOver",
                         At("2026-02-11T09:10:00+08:00", Quote("2.44", "蓝天科技周二涨2.44%。")),
                         At("2026-02-10T16:30:00+08:00", Quote("2.91", "藍天科技收市升2.91%。")),
                         kContradict},
                    Case{"NewYorkIsNotOver",
                         At("2026-02-11T00:19:00+08:00", Quote("2.44", "蓝天科技周二涨2.44%。")),
                         At("2026-02-11T06:30:00+08:00", Quote("2.91", "藍天科技收市升2.91%。")),
                         kPossible, "unknown:session"},
                    Case{"ADayMeasuredAgainst",
                         At("2026-02-13T16:30:00+08:00",
                            Quote("2.44", "蓝天科技收市升2.44%。", How::kInherited)),
                         Quote("2.91", "藍天科技收市升2.91%。"), kPossible, "unknown:session"},
                    Case{"OfSomeNightAtNoKnownHour",
                         At("2026-02-11", Quote("2.44", "蓝天科技收盘涨2.44%。", How::kInherited)),
                         Quote("2.91", "藍天科技收市升2.91%。"), kPossible, "unknown:time"},
                    Case{"OfOneNightAndMisprinted",
                         At("2026-02-11", Quote("2.49", "蓝天科技收盘涨2.49%。", How::kInherited)),
                         At("2026-02-11", Quote("2.94", "藍天科技收市升2.94%。", How::kInherited)),
                         kContradict},
                    Case{"NoWordOfTheDay", Quote("2.44", "蓝天科技收盘涨2.44%。"),
                         Quote("2.91", "藍天科技收市升2.91%。", How::kPublished), kPossible,
                         "unknown:time"}),
    kName);

Spec MonthSoFar(std::string value, std::string published) {
  return {.metric = "revenue",
          .lo = std::move(value),
          .unit = "HKD",
          .start = "2026-02-01",
          .end = "2026-02-28",
          .published = std::move(published)};
}

INSTANTIATE_TEST_SUITE_P(
    Sums, JudgesFirmness,
    testing::Values(Case{"StillAddingUp", MonthSoFar("23186000000", "2026-02-10"),
                         MonthSoFar("26598000000", "2026-02-12"), kPossible, "unknown:time"},
                    Case{"AddedUp", MonthSoFar("23186000000", "2026-03-10"),
                         MonthSoFar("26598000000", "2026-03-12"), kContradict}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Keys, JudgesFirmness,
    testing::Values(Case{"OneKeyMayBeLent", Told("83000000", How::kStated, How::kStated),
                         Told("93000000", How::kInherited, How::kStated), kContradict},
                    Case{"TwoMayNot", Told("83000000", How::kStated, How::kInherited),
                         Told("93000000", How::kInherited, How::kStated), kPossible,
                         "unknown:subject"},
                    Case{"UnlessTheDigitsChangedPlaces",
                         Told("83900000", How::kStated, How::kInherited),
                         Told("89300000", How::kInherited, How::kStated), kContradict}),
    kName);

Spec Rate(std::string value, Keys keys) {
  Spec spec = Users(std::move(value), "2026-02-10");
  spec.metric = "tariff_rate";
  spec.unit = spec.dimension = "percent";
  spec.qualifiers = std::move(keys);
  return spec;
}

INSTANTIATE_TEST_SUITE_P(OneOfMany, JudgesFirmness,
                         testing::Values(Case{"RatesOfOneGoodClash", Rate("25", {{"item", "铝"}}),
                                              Rate("20", {{"item", "铝"}}), kContradict},
                                         Case{"OfWhichGoodNobodySays", Rate("25", {}),
                                              Rate("20", {}), kPossible, "unknown:item"},
                                         Case{"EachSaleOfPaperIsItsOwn",
                                              Rate("25", {{"item", "铝"}, {"auction", "awarded"}}),
                                              Rate("20", {{"item", "铝"}, {"auction", "awarded"}}),
                                              kPossible, "unknown:item"}),
                         kName);

Spec Growth(std::string value, std::string move) {
  Spec spec = Move(std::move(value), std::move(move), {{"baseline", "yoy"}});
  spec.metric = "revenue_growth";
  spec.start = "2026-01-01";
  spec.end = "2026-03-31";
  spec.published = "2026-05-01";
  return spec;
}

INSTANTIATE_TEST_SUITE_P(Signs, JudgesFirmness,
                         testing::Values(Case{"ALostSignLeavesTheDigits", Growth("8.2", "up"),
                                              Growth("8.2", "down"), kContradict},
                                         Case{"OrNearlyAllOfThem", Growth("8.2", "up"),
                                              Growth("8.7", "down"), kContradict},
                                         Case{"OtherDigitsAreOfAnotherPart", Growth("75.7", "up"),
                                              Growth("8.7", "down"), kPossible, "unknown:item"}),
                         kName);

// 35元、30元 under one key: the words that tell them apart were not read.
TEST(Firmness, ASentenceThatTellsTwoKnowsWhichIsWhich) {
  Spec one = Told("83000000", How::kStated, How::kStated);
  one.sentence = "蓝天日活分别为8300万、8500万。";
  one.at = 15;
  Spec other = one;
  other.at = 31;
  other.lo = "85000000";
  Spec third = Told("93000000", How::kStated, How::kStated);
  third.doc = "d_b";
  for (const Fact& fact : Compare(MakeAll({one, other, third}), TestVocabulary())) {
    EXPECT_NE(fact.verdict, Verdict::kContradict) << testing::PrintToString(fact);
  }
}

// What is forecast is forecast anew: of months apart neither is wrong.
TEST(Forecasts, ToldWeeksApart) {
  const auto verdict = [](const std::string& published) {
    Spec one{.metric = "revenue",
             .lo = "2110000",
             .start = "2026-01-01",
             .end = "2026-12-31",
             .modality = Modality::kForecast,
             .attribution = "hongtu",
             .published = "2026-02-10"};
    Spec other = one;
    other.doc = "d_b";
    other.lo = "2030000";
    other.published = published;
    const auto facts = Compare(MakeAll({one, other}), TestVocabulary());
    return facts.size() == 1 ? facts[0].verdict : Verdict::kAgree;
  };
  EXPECT_EQ(verdict("2026-02-12"), Verdict::kContradict);
  EXPECT_EQ(verdict("2026-03-12"), Verdict::kPossible);
}

// What two texts share dates neither of them where they were told weeks apart.
TEST(SharedFigures, SettleNoTimeAcrossWeeks) {
  const auto contradicts = [](const std::string& published) {
    const auto told = [&](std::string doc, std::string metric, std::string value, std::size_t at,
                          const std::string& day) {
      return Spec{.doc = std::move(doc),
                  .at = at,
                  .metric = std::move(metric),
                  .lo = std::move(value),
                  .unit = "percent",
                  .dimension = "ratio",
                  .published = day};
    };
    const auto facts = Compare(MakeAll({told("d_a", "model_share", "27.5", 0, "2026-01-30"),
                                        told("d_a", "power_capacity", "31.15", 400, "2026-01-30"),
                                        told("d_b", "model_share", "25.1", 0, published),
                                        told("d_b", "power_capacity", "31.15", 400, published)}),
                               TestVocabulary());
    return std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
      return fact.metric == "model_share" && fact.verdict == Verdict::kContradict;
    });
  };
  EXPECT_TRUE(contradicts("2026-02-01"));
  EXPECT_FALSE(contradicts("2026-03-06"));
}

// 毛利率跌0.4个百分点, 4个百分点, of texts that tell one report: a slip, though of a single digit.
TEST(Tenfold, OfOneDigitInOneReport) {
  const auto contradicts = [](const std::string& told_too) {
    const auto margin = [](std::string doc, std::string value) {
      return Spec{.doc = std::move(doc),
                  .metric = "gross_margin",
                  .lo = std::move(value),
                  .unit = "pp",
                  .dimension = "points",
                  .qualifiers = {{"move", "down"}},
                  .start = "2025-01-01",
                  .end = "2025-12-31"};
    };
    const auto revenue = [](std::string doc, std::string value) {
      return Spec{.doc = std::move(doc),
                  .at = 400,
                  .metric = "revenue",
                  .lo = std::move(value),
                  .start = "2025-01-01",
                  .end = "2025-12-31"};
    };
    const auto facts = Compare(MakeAll({margin("d_a", "0.4"), margin("d_b", "4"),
                                        revenue("d_a", "29598"), revenue("d_b", told_too)}),
                               TestVocabulary());
    return std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
      return fact.metric == "gross_margin" && fact.verdict == Verdict::kContradict;
    });
  };
  EXPECT_TRUE(contradicts("29598"));
  EXPECT_FALSE(contradicts("12000"));
}

// Both tell where the share closed: it moved by one figure, whatever else they tell.
TEST(SaidOutright, TwoMovesToOneClose) {
  const auto close = [](std::string doc, std::string price) {
    return Spec{.doc = std::move(doc),
                .at = 400,
                .metric = "closing_price",
                .lo = std::move(price),
                .step = "0.1",
                .unit = "HKD",
                .start = "2026-02-10",
                .published = "2026-02-10"};
  };
  const auto contradicts = [&](const std::string& price) {
    Spec a = Quote("1.4", "蓝天科技跌1.4%。", How::kPublished);
    Spec b = Quote("4.1", "藍天科技跌4.1%。", How::kPublished);
    b.doc = "d_b";
    const auto facts =
        Compare(MakeAll({a, b, close("d_a", "128.3"), close("d_b", price)}), TestVocabulary());
    return std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
      return fact.metric == "stock_change" && fact.verdict == Verdict::kContradict;
    });
  };
  EXPECT_TRUE(contradicts("128.3"));
  EXPECT_FALSE(contradicts("124.9"));
}

}  // namespace
}  // namespace heshu::compare
