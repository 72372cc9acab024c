// Whole comparisons of two claims: which verdict, for which reason, in either order.
#include "compare/compare.h"

#include <gtest/gtest.h>

#include "tests/compare/claims.h"

namespace heshu::compare {
namespace {

using Keys = std::map<std::string, std::string>;

struct Case {
  std::string name;
  Spec a;
  Spec b;  // of another document, unless it says which
  Verdict want = Verdict::kAgree;
  std::string reason = {};  // "": any
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.name; }

class JudgesPair : public testing::TestWithParam<Case> {};

TEST_P(JudgesPair, TheSameInEitherOrder) {
  const Case& c = GetParam();
  Spec b = c.b;
  if (b.doc == "d_a" && b.at == 0) b.doc = "d_b";
  const std::vector<Claim> claims = MakeAll({c.a, b});
  const auto facts = Compare(claims, TestVocabulary());
  ASSERT_EQ(facts.size(), 1U) << testing::PrintToString(facts);
  const Fact& fact = facts.front();
  EXPECT_EQ(fact.verdict, c.want) << testing::PrintToString(fact);
  EXPECT_TRUE(c.reason.empty() || HasReason(fact, c.reason)) << testing::PrintToString(fact);
  EXPECT_EQ(fact.claims.size(), 2U);
  EXPECT_EQ(fact.clusters.size(), 2U);
  const auto swapped = Compare({claims[1], claims[0]}, TestVocabulary());
  ASSERT_EQ(swapped.size(), 1U);
  EXPECT_EQ(swapped.front().id, fact.id);
  EXPECT_EQ(swapped.front().arithmetic, fact.arithmetic);
  EXPECT_EQ(swapped.front().severity, fact.severity);
  EXPECT_EQ(swapped.front().reasons, fact.reasons);
}

const auto kName = [](const auto& row) { return row.param.name; };
constexpr Verdict kAgree = Verdict::kAgree;
constexpr Verdict kWithin = Verdict::kAgreeWithinPrecision;
constexpr Verdict kContradict = Verdict::kContradict;
constexpr Verdict kPossible = Verdict::kPossible;
constexpr Verdict kApart = Verdict::kNotComparable;

INSTANTIATE_TEST_SUITE_P(
    Numbers, JudgesPair,
    testing::Values(
        Case{"Equal", {.lo = "4213000"}, {.lo = "4213000"}, kAgree},
        Case{"RoundedWithAbout",
             {.lo = "4213000"},
             {.lo = "4200000", .bound = Bound::kApprox},
             kWithin},
        Case{"RoundedSilently",
             {.lo = "5576000"},
             {.lo = "5600000", .step = "10000"},
             kWithin,
             "rounding"},
        Case{"CutOff", {.lo = "173865000000"}, {.lo = "173000000000"}, kWithin, "rounding"},
        Case{"CutOffAtTheSignificantPlace",
             {.lo = "5576000"},
             {.lo = "5500000", .step = "10000"},
             kWithin,
             "rounding"},
        Case{"TooFarForACut",
             {.lo = "1280000", .step = "10000"},
             {.lo = "1200000", .step = "10000"},
             kContradict},
        Case{"Nearly",
             {.lo = "5890000000", .step = "10000000"},
             {.lo = "", .hi = "5900000000", .bound = Bound::kNearly},
             kWithin},
        Case{"PastTheSoftEnd",
             {.lo = "13790000"},
             {.lo = "8000000", .hi = "", .bound = Bound::kMoreThan},
             kWithin,
             "loose_bound"},
        Case{"Disjoint",
             {.lo = "589000000", .step = "100000"},
             {.lo = "593700000", .step = "100000"},
             kContradict,
             "interval_disjoint"},
        Case{"BelowALowerBound",
             {.lo = "3000000"},
             {.lo = "5000000", .hi = "", .bound = Bound::kMoreThan},
             kContradict},
        Case{"InARange",
             {.lo = "3000000"},
             {.lo = "2000000", .hi = "4000000", .bound = Bound::kRange},
             kWithin}),
    kName);

Spec Move(std::string value, std::string move, Keys more = {}) {
  Keys keys = std::move(more);
  if (!move.empty()) keys["move"] = std::move(move);
  return {.metric = "stock_change",
          .lo = std::move(value),
          .step = "0.01",
          .unit = "percent",
          .dimension = "percent_change",
          .qualifiers = std::move(keys),
          .start = "2026-02-10"};
}

INSTANTIATE_TEST_SUITE_P(
    Moves, JudgesPair,
    testing::Values(
        Case{"SameFall", Move("3.25", "down"), Move("3.25", "down"), kAgree},
        Case{"OtherFall", Move("3.25", "down"), Move("3.52", "down"), kContradict,
             "suspect:transposition"},
        Case{"SignClash", Move("3.25", "down"), Move("3.25", "up"), kContradict, "sign_clash"},
        Case{"DirectionOpen", Move("3.25", "down"), Move("4.25", ""), kPossible, "unknown:move"},
        Case{"CloseIsThePlainPrice", Move("3.25", "down", {{"session", "close"}}),
             Move("3.85", "down"), kContradict},
        Case{"CloseAgainstOvernight", Move("3.25", "down", {{"session", "close"}}),
             Move("3.25", "down", {{"session", "overnight"}}), kApart, "mismatch:session"},
        Case{"IndexAgainstFutures", Move("3.25", "down"),
             Move("3.25", "down", {{"instrument", "futures"}}), kApart, "mismatch:instrument"},
        Case{"LowAgainstClose", Move("3.25", "down", {{"statistic", "low"}}),
             Move("2.10", "down", {{"statistic", "close"}}), kApart, "mismatch:statistic"},
        Case{"ChangeOfALevelIsNoLevel",
             {.metric = "power_capacity",
              .lo = "120",
              .unit = "MW",
              .dimension = "power",
              .qualifiers = {{"move", "down"}},
              .start = "2026-02-10"},
             {.metric = "power_capacity",
              .lo = "900",
              .unit = "MW",
              .dimension = "power",
              .start = "2026-02-10"},
             kApart,
             "mismatch:move"}),
    kName);

Spec Price(std::string value, Keys keys = {}, std::string unit = "CNY/1e6 token") {
  return {.metric = "token_price",
          .lo = std::move(value),
          .unit = std::move(unit),
          .dimension = "token_price",
          .qualifiers = std::move(keys),
          .start = "2026-02-10"};
}

INSTANTIATE_TEST_SUITE_P(
    Keys, JudgesPair,
    testing::Values(
        Case{"SameSide", Price("8", {{"io", "output"}}), Price("12", {{"io", "output"}}),
             kContradict},
        Case{"InputAgainstOutput", Price("2", {{"io", "input"}}), Price("8", {{"io", "output"}}),
             kApart, "mismatch:io"},
        Case{"EqualButOtherSide", Price("8", {{"io", "input"}}), Price("8", {{"io", "output"}}),
             kApart, "mismatch:io"},
        Case{"SideOpenOnOneSideAgrees", Price("8", {{"io", "output"}}), Price("8"), kAgree,
             "unknown:io"},
        Case{"SideOpenOnOneSideDisjoint", Price("8", {{"io", "output"}}), Price("2"), kPossible,
             "unknown:io"},
        Case{"RequiredKeyOpenOnBothSides", Price("8"), Price("2"), kPossible, "unknown:io"},
        Case{"Tier", Price("8", {{"io", "output"}, {"tier", "batch"}}),
             Price("4", {{"io", "output"}, {"tier", "standard"}}), kApart, "mismatch:tier"},
        Case{"Currency", Price("8", {{"io", "output"}}),
             Price("1.2", {{"io", "output"}}, "USD/1e6 token"), kApart, "mismatch:currency"},
        Case{"NotesAreIgnored", Price("8", {{"io", "output"}, {"emphasis", "low"}}),
             Price("12", {{"io", "output"}, {"as_written", "0.012 CNY/1e3 token"}}), kContradict},
        Case{"Chip",
             {.metric = "gpu_holdings",
              .lo = "10000",
              .unit = "GPU",
              .dimension = "chip_count",
              .qualifiers = {{"chip", "A100"}},
              .start = "2026-02-10"},
             {.metric = "gpu_holdings",
              .lo = "50000",
              .unit = "chip",
              .dimension = "chip_count",
              .qualifiers = {{"chip", "H100"}},
              .start = "2026-02-10"},
             kApart,
             "mismatch:chip"},
        Case{"ChipOpen",
             {.metric = "gpu_holdings",
              .lo = "10000",
              .unit = "GPU",
              .dimension = "chip_count",
              .qualifiers = {{"chip", "A100"}},
              .start = "2026-02-10"},
             {.metric = "gpu_holdings",
              .lo = "50000",
              .unit = "GPU",
              .dimension = "chip_count",
              .start = "2026-02-10"},
             kPossible,
             "unknown:chip"},
        Case{"Scope",
             {.metric = "token_calls",
              .lo = "5000000000000",
              .unit = "token/day",
              .dimension = "token_rate",
              .qualifiers = {{"scope", "external"}},
              .start = "2026-02-10"},
             {.metric = "token_calls",
              .lo = "16000000000000",
              .unit = "token/day",
              .dimension = "token_rate",
              .qualifiers = {{"scope", "internal"}},
              .start = "2026-02-10"},
             kApart,
             "mismatch:scope"},
        Case{"PartOfAnUnmarkedWhole",
             {.metric = "token_calls",
              .lo = "5000000000000",
              .unit = "token/day",
              .dimension = "token_rate",
              .qualifiers = {{"scope", "external"}},
              .start = "2026-02-10"},
             {.metric = "token_calls",
              .lo = "16000000000000",
              .unit = "token/day",
              .dimension = "token_rate",
              .start = "2026-02-10"},
             kApart,
             "mismatch:scope"},
        Case{"PartAboveAnUnmarkedWhole",
             {.metric = "token_calls",
              .lo = "25000000000000",
              .unit = "token/day",
              .dimension = "token_rate",
              .qualifiers = {{"scope", "external"}},
              .start = "2026-02-10"},
             {.metric = "token_calls",
              .lo = "16000000000000",
              .unit = "token/day",
              .dimension = "token_rate",
              .start = "2026-02-10"},
             kPossible,
             "unknown:scope"},
        Case{"Platform",
             {.metric = "model_share",
              .lo = "61",
              .unit = "percent",
              .dimension = "ratio",
              .qualifiers = {{"platform", "openrouter"}},
              .start = "2026-02-10"},
             {.metric = "model_share",
              .lo = "35",
              .unit = "percent",
              .dimension = "ratio",
              .qualifiers = {{"platform", "lantian-cloud"}},
              .start = "2026-02-10"},
             kApart,
             "mismatch:platform"},
        Case{"AverageAgainstPeak",
             {.metric = "token_calls",
              .lo = "63000000000",
              .unit = "token/min",
              .dimension = "token_rate",
              .qualifiers = {{"statistic", "peak"}},
              .start = "2026-02-10"},
             {.metric = "token_calls",
              .lo = "40000000000",
              .unit = "token/min",
              .dimension = "token_rate",
              .qualifiers = {{"statistic", "average"}},
              .start = "2026-02-10"},
             kApart,
             "mismatch:statistic"},
        Case{"Peer",
             {.metric = "price_ratio",
              .lo = "0.01",
              .unit = "ratio",
              .dimension = "ratio",
              .qualifiers = {{"peer", "baishan"}},
              .start = "2026-02-10"},
             {.metric = "price_ratio",
              .lo = "0.01",
              .unit = "ratio",
              .dimension = "ratio",
              .qualifiers = {{"peer", "hongtu"}},
              .start = "2026-02-10"},
             kApart,
             "mismatch:peer"},
        Case{"PeerByItsFamily",
             {.metric = "price_ratio",
              .lo = "0.05",
              .unit = "ratio",
              .dimension = "ratio",
              .qualifiers = {{"peer", "qingniao"}},
              .start = "2026-02-10"},
             {.metric = "price_ratio",
              .lo = "0.2",
              .unit = "ratio",
              .dimension = "ratio",
              .qualifiers = {{"peer", "qingniao-2"}},
              .start = "2026-02-10"},
             kPossible,
             "unknown:peer"},
        Case{"DurationOfOutput",
             {.metric = "tokens_per_output",
              .lo = "350000",
              .unit = "token",
              .dimension = "token_volume",
              .qualifiers = {{"per", "video"}, {"duration", "10 s"}, {"resolution", "1080p"}}},
             {.metric = "tokens_per_output",
              .lo = "310000",
              .unit = "token",
              .dimension = "token_volume",
              .qualifiers = {{"per", "video"}, {"duration", "15 s"}, {"resolution", "1080p"}}},
             kApart,
             "mismatch:duration"},
        Case{"ResolutionOfOutput",
             {.metric = "tokens_per_output",
              .lo = "350000",
              .unit = "token",
              .dimension = "token_volume",
              .qualifiers = {{"per", "video"}, {"duration", "10 s"}, {"resolution", "1080p"}}},
             {.metric = "tokens_per_output",
              .lo = "310000",
              .unit = "token",
              .dimension = "token_volume",
              .qualifiers = {{"per", "video"}, {"duration", "10 s"}, {"resolution", "720p"}}},
             kApart,
             "mismatch:resolution"},
        Case{"PerOutput",
             {.metric = "tokens_per_output",
              .lo = "350000",
              .unit = "token",
              .dimension = "token_volume",
              .qualifiers = {{"per", "video"}}},
             {.metric = "tokens_per_output",
              .lo = "1000",
              .unit = "token",
              .dimension = "token_volume",
              .qualifiers = {{"per", "image"}}},
             kApart,
             "mismatch:per"},
        Case{"BaselineOfGrowth",
             {.metric = "revenue_growth",
              .lo = "157.7",
              .unit = "percent",
              .dimension = "percent_change",
              .qualifiers = {{"baseline", "yoy"}, {"move", "up"}},
              .start = "2026-01-01",
              .end = "2026-03-31"},
             {.metric = "revenue_growth",
              .lo = "51.2",
              .unit = "percent",
              .dimension = "percent_change",
              .qualifiers = {{"baseline", "qoq"}, {"move", "up"}},
              .start = "2026-01-01",
              .end = "2026-03-31"},
             kApart,
             "mismatch:baseline"},
        Case{"YearlyRateIsNoMultiple",
             {.metric = "growth_multiple",
              .lo = "3",
              .unit = "ratio",
              .dimension = "ratio",
              .qualifiers = {{"form", "cagr"}},
              .start = "2025-01-01",
              .end = "2030-12-31"},
             {.metric = "growth_multiple",
              .lo = "240",
              .unit = "ratio",
              .dimension = "ratio",
              .qualifiers = {{"form", "growth"}},
              .start = "2025-01-01",
              .end = "2030-12-31"},
             kApart,
             "mismatch:form"},
        Case{"ChartOfRank",
             {.metric = "rank",
              .lo = "1",
              .unit = "rank",
              .dimension = "rank",
              .qualifiers = {{"chart", "free apps"}},
              .start = "2026-02-10"},
             {.metric = "rank",
              .lo = "3",
              .unit = "rank",
              .dimension = "rank",
              .qualifiers = {{"chart", "paid apps"}},
              .start = "2026-02-10"},
             kApart,
             "mismatch:chart"},
        Case{"RegionOfRank",
             {.metric = "rank",
              .lo = "1",
              .unit = "rank",
              .dimension = "rank",
              .qualifiers = {{"chart", "free apps"}, {"region", "us"}},
              .start = "2026-02-10"},
             {.metric = "rank",
              .lo = "3",
              .unit = "rank",
              .dimension = "rank",
              .qualifiers = {{"chart", "free apps"}, {"region", "cn"}},
              .start = "2026-02-10"},
             kApart,
             "mismatch:region"}),
    kName);

Spec Rate(std::string value, std::string unit, Keys keys = {}) {
  return {.metric = "token_calls",
          .lo = std::move(value),
          .unit = std::move(unit),
          .dimension = "token_rate",
          .qualifiers = std::move(keys),
          .start = "2026-02-10"};
}

INSTANTIATE_TEST_SUITE_P(
    Units, JudgesPair,
    testing::Values(Case{"PerMinuteIsPerSecond",
                         Rate("72600000000", "token/min", {{"statistic", "peak"}}),
                         Rate("1210000000", "token/s", {{"statistic", "peak"}}), kAgree},
                    Case{"PerMinuteIsNotThatPerSecond",
                         Rate("72600000000", "token/min", {{"statistic", "peak"}}),
                         Rate("2210000000", "token/s", {{"statistic", "peak"}}), kContradict},
                    Case{"DayAgainstWeek", Rate("4120000000000", "token/week"),
                         Rate("180000000000000", "token/day"), kApart, "mismatch:period"},
                    Case{"PeriodLeftOutAgrees", Rate("72600000000", "token/min"),
                         Rate("72600000000", "token"), kAgree, "unknown:per"},
                    Case{"PeriodLeftOutDisjoint", Rate("72600000000", "token/min"),
                         Rate("1210000000", "token"), kPossible, "unknown:per"},
                    Case{"PrefixesConvert",
                         {.metric = "power_capacity",
                          .lo = "1.2",
                          .step = "0.1",
                          .unit = "GW",
                          .dimension = "power",
                          .start = "2026-02-10"},
                         {.metric = "power_capacity",
                          .lo = "1200",
                          .step = "100",
                          .unit = "MW",
                          .dimension = "power",
                          .start = "2026-02-10"},
                         kAgree},
                    Case{"RoundTripsAreTwoFlights",
                         {.metric = "flights_cancelled",
                          .lo = "48",
                          .step = "1",
                          .unit = "round_trip",
                          .dimension = "count",
                          .start = "2026-02-10"},
                         {.metric = "flights_cancelled",
                          .lo = "96",
                          .step = "1",
                          .unit = "flight",
                          .dimension = "count",
                          .start = "2026-02-10"},
                         kAgree},
                    Case{"PercentIsARatio",
                         {.metric = "model_share",
                          .lo = "61",
                          .unit = "percent",
                          .dimension = "ratio",
                          .start = "2026-02-10"},
                         {.metric = "model_share",
                          .lo = "0.61",
                          .step = "0.01",
                          .unit = "ratio",
                          .dimension = "ratio",
                          .start = "2026-02-10"},
                         kAgree},
                    Case{"MoneyOfTwoCurrencies",
                         {.lo = "5576000"},
                         {.lo = "40000000", .unit = "CNY"},
                         kApart,
                         "mismatch:currency"},
                    Case{"OneNumberTwoNouns",
                         Rate("120000000000", "token/day"),
                         {.metric = "token_calls",
                          .lo = "120000000000",
                          .unit = "call/day",
                          .dimension = "count_rate",
                          .start = "2026-02-10"},
                         kPossible,
                         "suspect:counted_noun"},
                    Case{"PercentAgainstPoints",
                         Move("2.5", "up"),
                         {.metric = "stock_change",
                          .lo = "2.5",
                          .unit = "pp",
                          .dimension = "points",
                          .qualifiers = {{"move", "up"}},
                          .start = "2026-02-10"},
                         kPossible,
                         "suspect:percent_points"}),
    kName);

Spec Users(std::string value, std::string start, std::string end = "=",
           std::string published = "2026-03-01") {
  return {.subject = "qingniao",
          .metric = "daily_active_users",
          .lo = std::move(value),
          .unit = "user",
          .dimension = "count",
          .start = std::move(start),
          .end = std::move(end),
          .published = std::move(published)};
}

INSTANTIATE_TEST_SUITE_P(
    Times, JudgesPair,
    testing::Values(Case{"SameDay", Users("83000000", "2026-02-10"),
                         Users("93000000", "2026-02-10"), kContradict},
                    Case{"ASeries", Users("53000000", "2025-02-10"),
                         Users("93000000", "2026-02-10"), kApart, "mismatch:time"},
                    Case{"DayWithinItsMonthIsOpen", Users("83000000", "2026-02-10"),
                         Users("93000000", "2026-02-01", "2026-02-28"), kPossible, "unknown:time"},
                    Case{"LastDayStandsForTheMonth", Users("83000000", "2026-02-28"),
                         Users("93000000", "2026-02-01", "2026-02-28"), kContradict},
                    Case{"DayWithinAYear", Users("83000000", "2026-02-10"),
                         Users("83000000", "2026-01-01", "2026-12-31"), kApart, "mismatch:time"},
                    Case{"UndatedAgainstDatedNeverContradicts", Users("83000000", "2026-02-28"),
                         Users("93000000", ""), kPossible, "unknown:time"},
                    Case{"UndatedOfOneWeek", Users("83000000", "", "=", "2026-03-01"),
                         Users("93000000", "", "=", "2026-03-03"), kContradict},
                    Case{"UndatedOfOneMonth", Users("83000000", "", "=", "2026-03-01"),
                         Users("93000000", "", "=", "2026-03-21"), kPossible, "unknown:time"},
                    Case{"UndatedPastTheHalfLife", Users("83000000", "", "=", "2026-03-01"),
                         Users("83000000", "", "=", "2026-06-21"), kApart, "mismatch:time"},
                    Case{"ConstantsIgnoreDates",
                         {.lo = "4000000", .published = "2024-01-05"},
                         {.lo = "9000000", .published = "2026-03-01"},
                         kContradict},
                    Case{"HalfYearAgainstYear",
                         {.metric = "revenue", .start = "2025-01-01", .end = "2025-06-30"},
                         {.metric = "revenue", .start = "2025-01-01", .end = "2025-12-31"},
                         kApart,
                         "mismatch:time"},
                    Case{"CutOffWithinAMonth",
                         {.metric = "token_calls",
                          .lo = "4550000000000",
                          .unit = "token/month",
                          .dimension = "token_rate",
                          .start = "2026-02-01",
                          .end = "2026-02-26"},
                         {.metric = "token_calls",
                          .lo = "5440000000000",
                          .unit = "token/month",
                          .dimension = "token_rate",
                          .start = "2026-02-01",
                          .end = "2026-02-28"},
                         kApart,
                         "mismatch:time"},
                    Case{"TheNightBefore",
                         Move("3.25", "down"),
                         {.metric = "stock_change",
                          .lo = "3.25",
                          .unit = "percent",
                          .dimension = "percent_change",
                          .qualifiers = {{"move", "down"}},
                          .start = "2026-02-11"},
                         kAgree,
                         "unknown:time"}),
    kName);

INSTANTIATE_TEST_SUITE_P(Subjects, JudgesPair,
                         testing::Values(Case{"NearIsAsGoodAsTheSame",
                                              {.subject = "qingniao", .lo = "4000000"},
                                              {.subject = "lantian-cloud", .lo = "9000000"},
                                              kContradict},
                                         Case{"VersionAgreesWithItsFamily",
                                              {.subject = "qingniao", .lo = "4000000"},
                                              {.subject = "qingniao-2", .lo = "4000000"},
                                              kAgree,
                                              "unknown:subject"},
                                         Case{"VersionFarFromItsFamily",
                                              {.subject = "qingniao", .lo = "4000000"},
                                              {.subject = "qingniao-2", .lo = "9000000"},
                                              kApart,
                                              "mismatch:subject"},
                                         Case{"VersionNearItsFamily",
                                              {.subject = "qingniao", .lo = "4230000"},
                                              {.subject = "qingniao-2", .lo = "4320000"},
                                              kPossible,
                                              "unknown:subject"},
                                         Case{"ProductAgreesWithItsOwner",
                                              {.subject = "qingniao", .lo = "4000000"},
                                              {.subject = "lantian", .lo = "4000000"},
                                              kAgree,
                                              "unknown:subject"},
                                         Case{"ProductIsNotItsOwner",
                                              {.subject = "qingniao", .lo = "4000000"},
                                              {.subject = "lantian", .lo = "9000000"},
                                              kApart,
                                              "mismatch:subject"},
                                         Case{"WhichVersionIsOpen",
                                              {.subject = "qingniao", .lo = "4000000"},
                                              {.subject = "qingniao", .lo = "9000000"},
                                              kPossible,
                                              "unknown:subject"},
                                         Case{"APhraseOfTwoTexts",
                                              {.subject = "x:该项目", .lo = "4000000"},
                                              {.subject = "x:该项目", .lo = "9000000"},
                                              kPossible,
                                              "unknown:subject"},
                                         Case{"APhraseOfOneText",
                                              {.subject = "x:该项目", .lo = "4000000"},
                                              {.at = 900, .subject = "x:该项目", .lo = "9000000"},
                                              kContradict}),
                         kName);

INSTANTIATE_TEST_SUITE_P(
    Modalities, JudgesPair,
    testing::Values(
        Case{"ForecastAgainstReport",
             {.lo = "4000000", .modality = Modality::kForecast},
             {.lo = "9000000"},
             kApart,
             "mismatch:modality"},
        Case{"PlanAgainstReport",
             {.lo = "4000000", .modality = Modality::kPlan},
             {.lo = "9000000"},
             kApart,
             "mismatch:modality"},
        Case{"HypotheticalAgainstReport",
             {.lo = "4000000", .modality = Modality::kHypothetical},
             {.lo = "4000000"},
             kApart,
             "mismatch:modality"},
        Case{"EstimateAgainstReport",
             {.lo = "4000000", .modality = Modality::kEstimate},
             {.lo = "9000000"},
             kContradict},
        Case{"OneHouseForecastsTwice",
             {.lo = "4000000", .modality = Modality::kForecast, .attribution = "hongtu"},
             {.lo = "9000000", .modality = Modality::kForecast, .attribution = "hongtu"},
             kContradict},
        Case{"TwoHousesMayDiffer",
             {.lo = "4000000", .modality = Modality::kForecast, .attribution = "hongtu"},
             {.lo = "9000000", .modality = Modality::kForecast, .attribution = "baishan"},
             kApart,
             "mismatch:attribution"},
        Case{"WhoseForecastIsOpen",
             {.lo = "4000000", .modality = Modality::kForecast, .attribution = "hongtu"},
             {.lo = "9000000", .modality = Modality::kForecast},
             kPossible,
             "unknown:attribution"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Others, JudgesPair,
    testing::Values(Case{"ManyValuesHoldAtOnce",
                         {.metric = "investment", .start = "2026-02-10"},
                         {.metric = "investment", .lo = "9000000", .start = "2026-02-10"},
                         kApart,
                         "mismatch:item"},
                    Case{"OneSentenceLists",
                         {.lo = "4000000", .sentence = "各为若干", .sentence_at = 0},
                         {.at = 5, .lo = "9000000", .sentence = "各为若干", .sentence_at = 0},
                         kApart,
                         "unknown:time"},
                    Case{"OneDocumentMayDenyItself",
                         {.lo = "4000000"},
                         {.at = 900, .lo = "9000000"},
                         kContradict},
                    Case{"MetricByItsAlias",
                         {.metric = "downloads",
                          .lo = "4000000",
                          .unit = "download",
                          .dimension = "count",
                          .start = "2026-02-10"},
                         {.metric = "installs",
                          .lo = "9000000",
                          .unit = "download",
                          .dimension = "count",
                          .start = "2026-02-10"},
                         kContradict},
                    Case{"MetricThatNoFileDefines",
                         {.metric = "moonbeams", .start = "2026-02-10"},
                         {.metric = "moonbeams", .lo = "9000000", .start = "2026-02-10"},
                         kContradict}),
    kName);

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
