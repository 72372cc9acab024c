// One row for each way of writing a figure (CLAIMS.md, rule 1).
#include "compare/interval.h"

#include <gtest/gtest.h>

#include "tests/compare/claims.h"

namespace heshu::compare {
namespace {

struct Case {
  std::string name;
  Spec spec;
  std::string stated;
  std::string rounded = {};    // "": as stated
  std::string truncated = {};  // "": as stated
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.name << " → " << c.stated; }

class ReadsWords : public testing::TestWithParam<Case> {};

TEST_P(ReadsWords, AsAnInterval) {
  const Case& c = GetParam();
  const Reading r = Read(Make(c.spec));
  EXPECT_EQ(ToString(r.stated), c.stated);
  EXPECT_EQ(ToString(r.rounded), c.rounded.empty() ? c.stated : c.rounded);
  EXPECT_EQ(ToString(r.truncated), c.truncated.empty() ? c.stated : c.truncated);
}

INSTANTIATE_TEST_SUITE_P(
    Bounds, ReadsWords,
    testing::Values(
        Case{"ExactDecimal",
             {.lo = "4213000", .step = "1000"},
             "[4.2125e6, 4.2135e6]",
             {},
             "[4.213e6, 4.214e6)"},
        Case{"ExactTrailingZerosRoundLater",
             {.lo = "5600000", .step = "10000"},
             "[5.595e6, 5.605e6]",
             "[5.55e6, 5.65e6]",
             "[5.6e6, 5.7e6)"},
        Case{"ExactOneDigitAtMostTenPercent",
             {.lo = "2000000"},
             "[1.8e6, 2.2e6]",
             "[1.8e6, 2.2e6]",
             "[2e6, 2.2e6)"},
        Case{"ExactPercent",
             {.lo = "12.34", .unit = "percent", .dimension = "percent_change"},
             "[12.335, 12.345]",
             {},
             "[12.34, 12.35)"},
        Case{"CountedIsExact",
             {.lo = "2048", .step = "1", .unit = "GPU", .dimension = "chip_count"},
             "2048"},
        Case{"CountedInHundredsMayBeRounded",
             {.lo = "5200", .step = "1", .unit = "company", .dimension = "count"},
             "5200",
             "[5150, 5250]",
             "5200"},
        Case{"CountWithMagnitudeIsRounded",
             {.lo = "50000", .step = "10000", .unit = "GPU", .dimension = "chip_count"},
             "[45000, 55000]",
             "[45000, 55000]",
             "[50000, 55000)"},
        Case{"RankIsExact", {.lo = "10", .unit = "rank", .dimension = "rank"}, "10"},
        Case{"Zero", {.lo = "0", .unit = "percent", .dimension = "percent_change"}, "0"},
        Case{"ApproxOnePercentAtLeast",
             {.lo = "5600000", .bound = Bound::kApprox},
             "[5.544e6, 5.656e6]"},
        Case{"ApproxHalfASignificantPlace",
             {.lo = "35000", .bound = Bound::kApprox},
             "[34500, 35500]"},
        Case{"ApproxTenPercentAtMost", {.lo = "50000", .bound = Bound::kApprox}, "[45000, 55000]"},
        Case{"ApproxSpan",
             {.lo = "200000", .hi = "1000000", .bound = Bound::kApprox},
             "[200000, 1e6)"},
        Case{"Nearly",
             {.lo = "", .hi = "17", .bound = Bound::kNearly, .unit = "percent"},
             "[16, 17)"},
        Case{"NearlyAtMostTenPercentBelow",
             {.lo = "", .hi = "600000000000", .bound = Bound::kNearly},
             "[540e9, 600e9)"},
        Case{"MoreThan", {.lo = "50000000", .hi = "", .bound = Bound::kMoreThan}, "(50e6, ∞)"},
        Case{"FuzzyExcess",
             {.lo = "5000000", .hi = "", .bound = Bound::kMoreThan, .bound_word = "余"},
             "(5e6, 6e6)"},
        Case{"AtLeast",
             {.lo = "70", .hi = "", .bound = Bound::kAtLeast, .unit = "percent"},
             "[70, ∞)"},
        Case{"LessThan", {.lo = "", .hi = "6000000", .bound = Bound::kLessThan}, "(−∞, 6e6)"},
        Case{"AtMost", {.lo = "", .hi = "10", .bound = Bound::kAtMost, .unit = "rank"}, "(−∞, 10]"},
        Case{"Range",
             {.lo = "0.2", .hi = "0.3", .bound = Bound::kRange, .unit = "CNY/kWh"},
             "[0.2, 0.3]"},
        Case{"AtLeastARange",
             {.lo = "100000",
              .hi = "300000",
              .bound = Bound::kRange,
              .unit = "GPU",
              .dimension = "chip_count",
              .qualifiers = {{"also_bound", "at_least"}}},
             "[100000, ∞)"},
        Case{"AtMostARange",
             {.lo = "3",
              .hi = "5",
              .bound = Bound::kRange,
              .unit = "ratio",
              .dimension = "ratio",
              .qualifiers = {{"also_bound", "at_most"}}},
             "(−∞, 5]"},
        Case{"GrowthIsNOrNPlusOne",
             {.lo = "240",
              .step = "1",
              .unit = "ratio",
              .dimension = "ratio",
              .qualifiers = {{"form", "growth"}}},
             "[239.5, 241.5]",
             "[235, 246]",
             "[240, 242)"},
        Case{"MoreThanGrowth",
             {.lo = "50",
              .hi = "",
              .bound = Bound::kMoreThan,
              .unit = "ratio",
              .dimension = "ratio",
              .qualifiers = {{"form", "growth"}}},
             "(50, ∞)"},
        Case{"TerminatingFraction",
             {.lo = "0.05", .ratio = "1/20", .unit = "ratio", .dimension = "ratio"},
             "0.05"},
        Case{"RepeatingFraction",
             {.lo = "0.111111111111111", .ratio = "1/9", .unit = "ratio", .dimension = "ratio"},
             "[0.111111, 0.111111]"},
        Case{"KiloContextIsDecimalOrBinary",
             {.lo = "128000", .unit = "token", .dimension = "context_length", .text = "128K"},
             "[128000, 131072]"},
        Case{"MegaContextIsDecimalOrBinary",
             {.lo = "1000000", .unit = "token", .dimension = "context_length", .text = "1M"},
             "[1e6, 1.04858e6]"},
        Case{
            "HanContextIsDecimal",
            {.lo = "128000", .unit = "token", .dimension = "context_length", .text = "12.8万token"},
            "[127500, 128500]",
            {},
            "[128000, 129000)"}),
    [](const auto& row) { return row.param.name; });

TEST(Interval, SoftEndsLieBeyondTheBound) {
  const Reading above =
      Read(Make({.lo = "8", .hi = "", .bound = Bound::kMoreThan, .unit = "percent"}));
  EXPECT_EQ(above.soft_hi, Decimal::Of(10));
  const Reading below =
      Read(Make({.lo = "", .hi = "600", .bound = Bound::kLessThan, .unit = "percent"}));
  EXPECT_EQ(below.soft_lo, Decimal::Of(450));
}

TEST(Interval, OpenEndsDoNotTouch) {
  const Decimal five = Decimal::Of(5);
  const Interval below{std::nullopt, five, false, true};
  const Interval from{five, std::nullopt, false, false};
  EXPECT_FALSE(below.Meets(from));
  EXPECT_FALSE(from.Meets(below));
  EXPECT_TRUE((Interval{std::nullopt, five, false, false}).Meets(from));
}

TEST(Interval, ArithmeticRoundsOutward) {
  const Interval one{Decimal::Of(1), Decimal::Of(1), false, false};
  const Interval three{Decimal::Of(3), Decimal::Of(3), false, false};
  const auto third = Quotient(one, three);
  ASSERT_TRUE(third.has_value());
  EXPECT_LT(*third->lo, *third->hi);
  EXPECT_TRUE(Product(*third, three).Contains(Decimal::Of(1)));
  EXPECT_FALSE(Quotient(one, {Decimal{}, Decimal::Of(1), false, false}).has_value());
  EXPECT_EQ(ToString(Power(three, 4)), "81");
  EXPECT_EQ(ToString(Sum(one, three)), "4");
}

TEST(Interval, AFallIsTheMirrorImage) {
  const Reading r =
      Negated(Read(Make({.lo = "3", .hi = "", .bound = Bound::kMoreThan, .unit = "percent"})));
  EXPECT_EQ(ToString(r.stated), "(−∞, -3)");
  EXPECT_EQ(r.soft_lo, Decimal::Of(-4));
}

}  // namespace
}  // namespace heshu::compare
