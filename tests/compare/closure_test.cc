// Figures that follow from one another, and figures that contradict by their order.
#include <gtest/gtest.h>

#include "compare/compare.h"
#include "compare/equation.h"
#include "tests/compare/claims.h"

namespace heshu::compare {
namespace {

using Keys = std::map<std::string, std::string>;
constexpr Verdict kContradict = Verdict::kContradict;
constexpr Verdict kPossible = Verdict::kPossible;
constexpr Verdict kWithin = Verdict::kAgreeWithinPrecision;

std::vector<Fact> OfKind(const std::vector<Spec>& specs, const std::string& kind) {
  std::vector<Fact> out;
  for (Fact& f : Compare(MakeAll(specs), TestVocabulary())) {
    if (f.kind == kind) out.push_back(std::move(f));
  }
  return out;
}

Spec Level(std::size_t at, std::string value, std::string start, std::string end,
           Bound bound = Bound::kExact) {
  return {.at = at,
          .metric = "token_calls",
          .lo = std::move(value),
          .bound = bound,
          .unit = "token/day",
          .dimension = "token_rate",
          .start = std::move(start),
          .end = std::move(end)};
}

Spec Growth(std::size_t at, std::string value, Keys keys, std::string unit = "ratio",
            std::string metric = "growth_multiple") {
  return {.at = at,
          .metric = std::move(metric),
          .lo = std::move(value),
          .unit = std::move(unit),
          .dimension = "ratio",
          .qualifiers = std::move(keys),
          .start = "2025-01-01",
          .end = "2030-12-31"};
}

Spec Loss(Spec spec) {
  spec.qualifiers["result"] = "loss";
  return spec;
}

Spec OfRevenue(std::size_t at, std::string metric, std::string value, std::string start,
               std::string end) {
  const bool is_growth = metric == "revenue_growth";
  return {.at = at,
          .metric = std::move(metric),
          .lo = std::move(value),
          .unit = is_growth ? "percent" : "CNY",
          .dimension = is_growth ? "percent_change" : "money",
          .qualifiers = is_growth ? Keys{{"baseline", "yoy"}} : Keys{},
          .start = std::move(start),
          .end = std::move(end)};
}

struct Case {
  std::string name;
  std::vector<Spec> specs;
  bool found = true;
  Verdict want = kWithin;
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.name; }

class Closes : public testing::TestWithParam<Case> {};

TEST_P(Closes, OrNot) {
  const Case& c = GetParam();
  const auto facts = OfKind(c.specs, "closure");
  ASSERT_EQ(facts.size(), c.found ? 1U : 0U) << testing::PrintToString(facts);
  if (!c.found) return;
  EXPECT_EQ(facts[0].verdict, c.want) << testing::PrintToString(facts[0]);
  EXPECT_TRUE(HasReason(facts[0], "closure"));
  EXPECT_EQ(facts[0].factors.empty(), c.want == kWithin);
}

const Spec kFrom = Level(0, "8000000000000", "2025-01-01", "2025-12-31", Bound::kApprox);
const Spec kTo = Level(50, "1900000000000000", "2030-01-01", "2030-12-31", Bound::kApprox);

std::vector<Spec> InOneSentence(std::vector<Spec> specs) {
  for (Spec& s : specs) {
    s.sentence = "从若干增长到若干，即若干倍";
    s.sentence_at = 0;
  }
  return specs;
}

Spec Account(std::size_t at, std::string metric, std::string value, std::string unit = "CNY") {
  return {.at = at,
          .metric = std::move(metric),
          .lo = std::move(value),
          .unit = unit,
          .dimension = unit == "percent" ? "ratio" : "money",
          .start = "2026-01-01",
          .end = "2026-03-31"};
}

Spec Untimed(std::size_t at, std::string value) { return Level(at, std::move(value), "", "="); }

INSTANTIATE_TEST_SUITE_P(
    Patterns, Closes,
    testing::Values(
        // 1900 / [7.2, 8.8] is [216, 264]: 240 closes though 1900 / 8 is 237.5.
        Case{"GrowthFromTo", InOneSentence({kFrom, kTo, Growth(80, "240", {{"form", "growth"}})})},
        Case{"GrowthByItsDates", {kFrom, kTo, Growth(80, "240", {{"form", "growth"}})}},
        Case{"GrowthByItsBaseYear",
             {kFrom, kTo, Growth(80, "240", {{"form", "growth"}, {"baseline", "2025"}})}},
        Case{"GrowthThatDoesNotClose",
             InOneSentence({kFrom, kTo, Growth(80, "24", {{"form", "growth"}})}), true,
             kContradict},
        Case{"HalfAYearHasNotGrownFromAYear",
             InOneSentence({OfRevenue(0, "revenue", "1120000000", "2024-01-01", "2024-12-31"),
                            OfRevenue(20, "revenue", "678000000", "2025-01-01", "2025-06-30"),
                            OfRevenue(40, "revenue_growth", "21.8", "2025-01-01", "2025-06-30")}),
             false},
        Case{"GrowthOfAnotherMetric",
             InOneSentence({kFrom, kTo, Growth(80, "24", {{"form", "growth"}, {"of", "revenue"}})}),
             false},
        Case{"GrowthOnTheQuarterAgainstAYearAway",
             InOneSentence({kFrom, kTo,
                            Growth(80, "24", {{"form", "growth"}, {"baseline", "qoq"}})}),
             false},
        Case{"GrowthFromAnotherBase",
             {kFrom, kTo, Growth(80, "24", {{"form", "growth"}, {"baseline", "2024"}})},
             false},
        Case{"UndatedPairInOneSentence",
             InOneSentence({Untimed(0, "50000000"), Untimed(20, "75000000"),
                            Growth(80, "1.5", {{"form", "multiple"}})})},
        Case{"UndatedPairNeverContradicts",
             InOneSentence({Untimed(0, "50000000"), Untimed(20, "75000000"),
                            Growth(80, "7", {{"form", "multiple"}})}),
             false},
        Case{"PercentGrowth",
             {{.at = 0,
               .metric = "revenue",
               .lo = "12500000000",
               .step = "100000000",
               .start = "2025-01-01",
               .end = "2025-03-31"},
              {.at = 20,
               .metric = "revenue",
               .lo = "15000000000",
               .step = "100000000",
               .start = "2026-01-01",
               .end = "2026-03-31"},
              {.at = 40,
               .metric = "revenue_growth",
               .lo = "20.2",
               .unit = "percent",
               .dimension = "percent_change",
               .qualifiers = {{"baseline", "yoy"}, {"move", "up"}},
               .start = "2026-01-01",
               .end = "2026-03-31"}}},
        Case{"PercentFallTakenForARise",
             {{.at = 0,
               .metric = "revenue",
               .lo = "12500000000",
               .step = "100000000",
               .start = "2025-01-01",
               .end = "2025-03-31"},
              {.at = 20,
               .metric = "revenue",
               .lo = "15000000000",
               .step = "100000000",
               .start = "2026-01-01",
               .end = "2026-03-31"},
              {.at = 40,
               .metric = "revenue_growth",
               .lo = "20.2",
               .unit = "percent",
               .dimension = "percent_change",
               .qualifiers = {{"baseline", "yoy"}, {"move", "down"}},
               .start = "2026-01-01",
               .end = "2026-03-31"}},
             true,
             kContradict},
        Case{"CompoundGrowth",
             {Growth(0, "200", {{"form", "cagr"}}, "percent", "cagr"),
              Growth(20, "243", {{"form", "multiple"}})}},
        Case{"CompoundGrowthTakenForARatio",
             {Growth(0, "300", {{"form", "cagr"}}, "percent", "cagr"),
              Growth(20, "243", {{"form", "multiple"}})},
             true,
             kContradict},
        Case{"Margin",
             {Account(0, "gross_profit", "4210000000"), Account(20, "revenue", "9350000000"),
              Account(40, "gross_margin", "45", "percent")}},
        Case{"MarginThatDoesNotClose",
             {Account(0, "gross_profit", "4210000000"), Account(20, "revenue", "9350000000"),
              Account(40, "gross_margin", "54.2", "percent")},
             true,
             kContradict},
        Case{"MarginOfALoss",
             {Loss(Account(0, "operating_profit", "1410000000")),
              Account(20, "revenue", "6740000000"),
              Account(40, "operating_margin", "-20.9", "percent")}},
        Case{"GrowthOfAQuarterBesideTheYears",
             {OfRevenue(0, "revenue", "6860000000", "2024-01-01", "2024-12-31"),
              OfRevenue(300, "revenue", "8099800000", "2025-01-01", "2025-12-31"),
              OfRevenue(280, "revenue_growth", "32", "2025-10-01", "2025-12-31")},
             false},
        Case{"GrowthOfTheYearBesideTheYears",
             {OfRevenue(0, "revenue", "6860000000", "2024-01-01", "2024-12-31"),
              OfRevenue(300, "revenue", "8099800000", "2025-01-01", "2025-12-31"),
              OfRevenue(320, "revenue_growth", "21", "2025-01-01", "2025-12-31")},
             true,
             kContradict},
        // 18.1 % computed: 32 % is no figure told wrong, but an operand of something else …
        Case{"GrowthThatLiesAnywhere",
             {OfRevenue(0, "revenue", "6860000000", "2024-01-01", "2024-12-31"),
              OfRevenue(300, "revenue", "8099800000", "2025-01-01", "2025-12-31"),
              OfRevenue(320, "revenue_growth", "32", "2025-01-01", "2025-12-31")},
             true,
             kPossible},
        // … unless one clause tells all three.
        Case{"GrowthThatLiesAnywhereInOneClause",
             InOneSentence({OfRevenue(0, "revenue", "6860000000", "2024-01-01", "2024-12-31"),
                            OfRevenue(3, "revenue", "8099800000", "2025-01-01", "2025-12-31"),
                            OfRevenue(6, "revenue_growth", "32", "2025-01-01", "2025-12-31")}),
             true, kContradict},
        // 32 % beside 18.1 %, which the levels give: the 32 % is of something else.
        Case{"TheNearerOfTwoGrowths",
             InOneSentence({OfRevenue(0, "revenue", "6860000000", "2024-01-01", "2024-12-31"),
                            OfRevenue(3, "revenue", "8099800000", "2025-01-01", "2025-12-31"),
                            OfRevenue(6, "revenue_growth", "18.1", "2025-01-01", "2025-12-31"),
                            OfRevenue(9, "revenue_growth", "32", "2025-01-01", "2025-12-31")})},
        Case{"MarginOfAnotherDocument",
             {Account(0, "gross_profit", "4210000000"),
              {.doc = "d_b",
               .metric = "revenue",
               .lo = "9350000000",
               .unit = "CNY",
               .start = "2026-01-01",
               .end = "2026-03-31"},
              Account(40, "gross_margin", "54.2", "percent")},
             false},
        Case{"PriceRatio",
             {{.at = 0,
               .metric = "token_price",
               .lo = "0.3",
               .unit = "USD/1e6 token",
               .dimension = "token_price",
               .qualifiers = {{"io", "input"}},
               .start = "2026-02-01"},
              {.at = 20,
               .subject = "baishan",
               .metric = "token_price",
               .lo = "6",
               .unit = "USD/1e6 token",
               .dimension = "token_price",
               .qualifiers = {{"io", "input"}},
               .start = "2026-02-01"},
              {.at = 40,
               .metric = "price_ratio",
               .lo = "0.05",
               .ratio = "1/20",
               .unit = "ratio",
               .dimension = "ratio",
               .qualifiers = {{"io", "input"}, {"peer", "baishan"}},
               .start = "2026-02-01"}}},
        Case{"PriceRatioOfAnotherSide",
             {{.at = 0,
               .metric = "token_price",
               .lo = "0.3",
               .unit = "USD/1e6 token",
               .dimension = "token_price",
               .qualifiers = {{"io", "input"}},
               .start = "2026-02-01"},
              {.at = 20,
               .subject = "baishan",
               .metric = "token_price",
               .lo = "25",
               .unit = "USD/1e6 token",
               .dimension = "token_price",
               .qualifiers = {{"io", "output"}},
               .start = "2026-02-01"},
              {.at = 40,
               .metric = "price_ratio",
               .lo = "0.05",
               .ratio = "1/20",
               .unit = "ratio",
               .dimension = "ratio",
               .qualifiers = {{"io", "input"}, {"peer", "baishan"}},
               .start = "2026-02-01"}},
             false}),
    [](const auto& row) { return row.param.name; });

struct Slip {
  std::string name;
  std::string computed, told;
  double base = 0;
  std::size_t digits = 3;
  bool want = true;
};
void PrintTo(const Slip& slip, std::ostream* os) { *os << slip.name; }

Interval Point(const std::string& text) {
  const auto value = Decimal::Parse(text);
  return {value, value, false, false};
}

class MayBeASlip : public testing::TestWithParam<Slip> {};
TEST_P(MayBeASlip, OrAnotherOperand) {
  const Slip& slip = GetParam();
  EXPECT_EQ(MayBeToldWrong(Point(slip.computed), Point(slip.told), slip.base, slip.digits),
            slip.want);
}
INSTANTIATE_TEST_SUITE_P(Sides, MayBeASlip,
                         testing::Values(Slip{"Near", "1.181", "1.21", 1},
                                         Slip{"AFallForARise", "1.2", "0.8", 1},
                                         Slip{"TenTimes", "0.45", "4.5"},
                                         Slip{"DigitsExchanged", "0.183", "0.813"},
                                         Slip{"DigitsExchangedInAGrowth", "1.18", "1.81", 1, 2},
                                         Slip{"Anywhere", "1.181", "1.32", 1, 2, false},
                                         Slip{"Nothing", "0", "0.3", 0, 2, false}),
                         [](const auto& row) { return row.param.name; });

TEST(Closure, NamesTheMisreadRate) {
  const auto facts = OfKind({Growth(0, "300", {{"form", "cagr"}}, "percent", "cagr"),
                             Growth(20, "243", {{"form", "multiple"}})},
                            "closure");
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_TRUE(HasReason(facts[0], "suspect:ratio_percent"));
  EXPECT_EQ(facts[0].factors.at("gap"), 0.7);
  EXPECT_EQ(facts[0].metric, "cagr");
  EXPECT_EQ(facts[0].claims.size(), 2U);
}

Spec Downloads(std::string doc, std::string value, std::string day) {
  return {.doc = std::move(doc),
          .metric = "downloads",
          .lo = std::move(value),
          .unit = "download",
          .dimension = "count",
          .start = std::move(day)};
}

TEST(Order, ARunningTotalDoesNotFall) {
  EXPECT_EQ(OfKind({Downloads("d_a", "30000000", "2026-01-31"),
                    Downloads("d_b", "26000000", "2026-02-28")},
                   "order")
                .size(),
            1U);
  EXPECT_TRUE(OfKind({Downloads("d_a", "30000000", "2026-01-31"),
                      Downloads("d_b", "36000000", "2026-02-28")},
                     "order")
                  .empty());
  // Whose total it is, another sentence has told.
  Spec lent = Downloads("d_b", "26000000", "2026-02-28");
  lent.subject_how = How::kInherited;
  EXPECT_TRUE(OfKind({Downloads("d_a", "30000000", "2026-01-31"), lent}, "order").empty());
}

Spec Rank(std::string doc, std::string subject, std::string day, std::string chart = "free apps") {
  return {.doc = std::move(doc),
          .subject = std::move(subject),
          .metric = "rank",
          .lo = "1",
          .unit = "rank",
          .dimension = "rank",
          .qualifiers = {{"chart", std::move(chart)}},
          .start = std::move(day)};
}

TEST(Order, OneRankHasOneHolder) {
  const auto shared =
      OfKind({Rank("d_a", "baishan", "2026-02-10"), Rank("d_b", "hongtu", "2026-02-10")}, "order");
  ASSERT_EQ(shared.size(), 1U);
  EXPECT_EQ(shared[0].verdict, kContradict);
  EXPECT_TRUE(HasReason(shared[0], "order"));
  EXPECT_TRUE(
      OfKind({Rank("d_a", "baishan", "2026-02-10"), Rank("d_b", "hongtu", "2026-02-11")}, "order")
          .empty());
  EXPECT_TRUE(OfKind({Rank("d_a", "baishan", "2026-02-10"),
                      Rank("d_b", "hongtu", "2026-02-10", "paid apps")},
                     "order")
                  .empty());
  EXPECT_TRUE(
      OfKind({Rank("d_a", "qingniao", "2026-02-10"), Rank("d_b", "lantian", "2026-02-10")}, "order")
          .empty());
}

TEST(Order, APartIsNotAboveItsWhole) {
  const Spec whole{.subject = "lantian",
                   .metric = "orders",
                   .lo = "50000000",
                   .unit = "order",
                   .dimension = "count",
                   .start = "2026-02-10"};
  Spec part = whole;
  part.doc = "d_b";
  part.subject = "qingniao-2";
  part.lo = "90000000";
  const auto above = OfKind({whole, part}, "part_whole");
  ASSERT_EQ(above.size(), 1U);
  EXPECT_EQ(above[0].verdict, kContradict);
  part.lo = "20000000";
  EXPECT_TRUE(OfKind({whole, part}, "part_whole").empty());
}

// A year's accounts, each figure in a document of its own.
struct AcrossCase {
  std::string name;
  std::vector<std::pair<std::string, std::string>> figures;  // metric, value
  std::string want;                                          // verdict; "" = no closure
  Spec more = {};                                            // what all of them are besides
};
void PrintTo(const AcrossCase& c, std::ostream* os) { *os << c.name; }

class ClosesAcross : public testing::TestWithParam<AcrossCase> {};

TEST_P(ClosesAcross, AgreedFiguresAlone) {
  std::vector<Spec> specs;
  for (const auto& [metric, value] : GetParam().figures) {
    Spec spec = GetParam().more;
    spec.doc = "d_" + std::to_string(specs.size());
    spec.source = spec.doc;
    spec.metric = metric;
    spec.lo = value;
    const bool is_share = metric == "gross_margin" || metric == "revenue_growth";
    spec.unit = is_share ? "percent" : "USD";
    spec.dimension = is_share ? "ratio" : "money";
    const bool is_before = specs.size() < 2 && GetParam().name.starts_with("Growth");
    spec.start = is_before ? "2024-01-01" : "2025-01-01";
    spec.end = is_before ? "2024-12-31" : "2025-12-31";
    if (metric == "revenue_growth") spec.qualifiers["baseline"] = "yoy";
    specs.push_back(std::move(spec));
  }
  const auto facts = OfKind(specs, "closure");
  ASSERT_EQ(facts.size(), GetParam().want.empty() ? 0U : 1U) << testing::PrintToString(facts);
  if (!facts.empty()) {
    EXPECT_EQ(VerdictName(facts[0].verdict), GetParam().want);
    EXPECT_FALSE(facts[0].within_one_document);
  }
}

INSTANTIATE_TEST_SUITE_P(Documents, ClosesAcross,
                         testing::Values(AcrossCase{"Closes",
                                                    {{"revenue", "1000000000"},
                                                     {"revenue", "1000000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_margin", "40"}},
                                                    "agree_within_precision"},
                                         AcrossCase{"AgreedOnDoNotClose",
                                                    {{"revenue", "1000000000"},
                                                     {"revenue", "1000000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_margin", "25"},
                                                     {"gross_margin", "25"}},
                                                    "contradict"},
                                         AcrossCase{"ToldByOneOnlyMayNotClose",
                                                    {{"revenue", "1000000000"},
                                                     {"revenue", "1000000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_margin", "25"}},
                                                    "possible"},
                                         AcrossCase{"AnOperandOfOneSourceIsNoGround",
                                                    {{"revenue", "1000000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_margin", "25"},
                                                     {"gross_margin", "25"}},
                                                    ""},
                                         AcrossCase{"ADisputedOperandIsNoGround",
                                                    {{"revenue", "1000000000"},
                                                     {"revenue", "1000000000"},
                                                     {"revenue", "1300000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_margin", "25"},
                                                     {"gross_margin", "25"}},
                                                    ""},
                                         AcrossCase{"ForecastsAreOfOneHouse",
                                                    {{"revenue", "1000000000"},
                                                     {"revenue", "1000000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_margin", "25"},
                                                     {"gross_margin", "25"}},
                                                    "",
                                                    {.modality = Modality::kForecast}},
                                         AcrossCase{"AnInheritedSubjectMayBeAnother",
                                                    {{"revenue", "1000000000"},
                                                     {"revenue", "1000000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_profit", "400000000"},
                                                     {"gross_margin", "25"},
                                                     {"gross_margin", "25"}},
                                                    "",
                                                    {.subject_how = How::kInherited}},
                                         AcrossCase{"GrowthOverTheYearBefore",
                                                    {{"revenue", "1000000000"},
                                                     {"revenue", "1000000000"},
                                                     {"revenue", "1200000000"},
                                                     {"revenue", "1200000000"},
                                                     {"revenue_growth", "90"},
                                                     {"revenue_growth", "90"}},
                                                    "contradict"},
                                         AcrossCase{"GrowthThatCloses",
                                                    {{"revenue", "1000000000"},
                                                     {"revenue", "1000000000"},
                                                     {"revenue", "1200000000"},
                                                     {"revenue", "1200000000"},
                                                     {"revenue_growth", "20"}},
                                                    "agree_within_precision"}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::compare
