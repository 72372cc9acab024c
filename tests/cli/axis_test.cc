#include "cli/report/axis.h"

#include <gtest/gtest.h>

#include <regex>

#include "tests/cli/told_facts.h"

namespace heshu::cli {
namespace {

Axis MustLayOut(const Fact& fact) {
  const auto axis = LayOutAxis(fact, *TestContext().vocabulary);
  EXPECT_TRUE(axis.has_value());
  return axis.value_or(Axis{});
}

TEST(LayOutAxis, PutsWhatTheDigitsAllowWhereItBelongs) {
  const Axis axis =
      MustLayOut(FactOf(Verdict::kContradict, {Told("5.1", "5.1", Decimal::Of(51, -1)),
                                               Told("6.3", "6.3", Decimal::Of(63, -1))}));
  ASSERT_EQ(axis.marks.size(), 2U);
  EXPECT_NEAR(*axis.marks[0].lo, 5.05, 1e-9);
  EXPECT_NEAR(*axis.marks[0].hi, 5.15, 1e-9);
  EXPECT_FALSE(axis.is_log);
  EXPECT_LT(axis.from, 5.05);
  EXPECT_GT(axis.to, 6.35);
  EXPECT_LT(axis.Percent(5.1), axis.Percent(6.3));
  EXPECT_EQ(axis.Percent(-100), 0);
  EXPECT_EQ(axis.Percent(100), 100);
}

TEST(LayOutAxis, LeavesAnOpenEndOpen) {
  Claim bound = Told("逾6千", "逾6千", Decimal::Of(6, 3));
  bound.value.hi = std::nullopt;
  bound.value.bound = Bound::kMoreThan;
  const Fact fact = FactOf(Verdict::kContradict, {Told("3000", "3000", Decimal::Of(3, 3)), bound});
  const Axis axis = MustLayOut(fact);
  EXPECT_TRUE(axis.marks[1].lo.has_value());
  EXPECT_FALSE(axis.marks[1].hi.has_value());
  const std::string svg = AxisSvg(axis, fact);
  EXPECT_EQ(std::count(svg.begin(), svg.end(), 'M'), 1) << "one arrow: " << svg;
}

TEST(LayOutAxis, IsLogarithmicForPowersOfTen) {
  EXPECT_TRUE(MustLayOut(FactOf(Verdict::kContradict, {Told("5", "5", Decimal::Of(5)),
                                                       Told("5e4", "5e4", Decimal::Of(5, 4))}))
                  .is_log);
}

TEST(LayOutAxis, MirrorsAFallWhereOthersRise) {
  Claim fall = Told("跌4.26%", "4.26%", Decimal::Of(426, -2));
  fall.qualifiers["move"] = "down";
  const Claim rise = Told("涨4.26%", "4.26%", Decimal::Of(426, -2));
  EXPECT_LT(*MustLayOut(FactOf(Verdict::kContradict, {rise, fall})).marks[1].hi, 0);
  EXPECT_GT(*MustLayOut(FactOf(Verdict::kAgree, {fall, fall})).marks[1].hi, 0);
}

TEST(LayOutAxis, HasNoAxisForWhatCannotShareOne) {
  Claim yuan = Told("5", "5", Decimal::Of(5));
  yuan.unit = "CNY";
  EXPECT_FALSE(LayOutAxis(FactOf(Verdict::kNotComparable, {Told("5", "5", Decimal::Of(5)), yuan}),
                          *TestContext().vocabulary));
  EXPECT_FALSE(LayOutAxis(FactOf(Verdict::kAgree, {}), *TestContext().vocabulary));
}

TEST(LayOutAxis, DrawsNoBarBackwardsForAnIntervalThatCannotBe) {
  Claim inverted = Told("5", "5", Decimal::Of(5));
  inverted.value.lo = Decimal::Of(9);
  inverted.value.hi = Decimal::Of(1);
  inverted.value.bound = Bound::kRange;
  const auto axis =
      LayOutAxis(FactOf(Verdict::kPossible, {Told("5", "5", Decimal::Of(5)), inverted}),
                 *TestContext().vocabulary);
  if (!axis) return;
  for (const AxisMark& mark : axis->marks) {
    EXPECT_LE(mark.lo.value_or(axis->from), mark.hi.value_or(axis->to));
  }
}

TEST(AxisSvg, KeepsEveryPositionWithinThePicture) {
  for (const auto& [a, b] :
       {std::pair{Decimal::Of(0), Decimal::Of(0)}, std::pair{Decimal::Of(-5), Decimal::Of(5)},
        std::pair{Decimal::Of(1, -9), Decimal::Of(1, 17)},
        std::pair{Decimal::Of(224186, -1), Decimal::Of(224816, -1)}}) {
    const Fact fact = FactOf(Verdict::kContradict, {Told("a", "a", a), Told("b", "b", b)});
    const std::string svg = AxisSvg(MustLayOut(fact), fact);
    const std::regex percent("\"(-?[0-9.]+|-?nan|-?inf)%\"");
    for (std::sregex_iterator at(svg.begin(), svg.end(), percent), end; at != end; ++at) {
      const double value = std::stod((*at)[1]);
      EXPECT_TRUE(value >= 0 && value <= 100) << svg;
    }
  }
}

struct TickCase {
  std::string name;
  double value, step;
  std::string english, chinese;
};
void PrintTo(const TickCase& c, std::ostream* os) { *os << c.value; }
class NamesTicks : public testing::TestWithParam<TickCase> {};
TEST_P(NamesTicks, InBothLanguages) {
  const TickCase& c = GetParam();
  EXPECT_EQ(TickText(c.value, c.step, Magnitudes::kEnglish), c.english);
  EXPECT_EQ(TickText(c.value, c.step, Magnitudes::kChinese), c.chinese);
}
INSTANTIATE_TEST_SUITE_P(
    Ticks, NamesTicks,
    testing::Values(TickCase{"Billions", 589e9, 1e9, "589B", "5,890亿"},
                    TickCase{"HalfBillions", 588.5e9, 5e8, "588.5B", "5,885亿"},
                    TickCase{"Trillions", 1.5e12, 5e11, "1.5T", "1.5万亿"},
                    TickCase{"TenThousands", 2e5, 1e5, "200K", "20万"},
                    TickCase{"Index", 22420, 20, "22.42K", "2.242万"},
                    TickCase{"Small", 0.35, 0.05, "0.35", "0.35"},
                    TickCase{"Fall", -5, 5, "-5", "-5"}, TickCase{"Zero", 0, 5, "0", "0"}),
    [](const auto& row) { return row.param.name; });

TEST(LinearTicks, AreRoundNumbersWithinTheAxis) {
  EXPECT_EQ(LinearTicks(0.3, 9.7, 4), (std::vector<double>{2.5, 5, 7.5}));
  EXPECT_TRUE(LinearTicks(5, 5, 4).empty());
}

}  // namespace
}  // namespace heshu::cli
