// Rates of exchange from a file, and sums compared by them.
#include "compare/currency.h"

#include <gtest/gtest.h>

#include "compare/compare.h"
#include "tests/compare/claims.h"

namespace heshu::compare {
namespace {

constexpr char kRates[] =
    "Date,USD,JPY,CNY,HKD,\n"
    "2026-03-02,1.0800,162.5,7.8000,8.4000,\n"
    "2026-02-27,1.0500,N/A,7.5600,8.1900,\n";

ExchangeRates Rates() {
  auto rates = ExchangeRates::Parse(kRates, "rates.csv");
  EXPECT_TRUE(rates.has_value()) << rates.error().ToString();
  return *rates;
}

struct RateCase {
  std::string name;
  std::string from, to, day;
  std::string want;  // "" = none
};
void PrintTo(const RateCase& c, std::ostream* os) { *os << c.from << c.to << " " << c.day; }

class FindsRate : public testing::TestWithParam<RateCase> {};

TEST_P(FindsRate, OfTheDayOrTheLastBefore) {
  const RateCase& c = GetParam();
  const auto rate = Rates().Rate(c.from, c.to, *Date::Parse(c.day));
  EXPECT_EQ(rate ? rate->ToString() : "", c.want);
}

INSTANTIATE_TEST_SUITE_P(
    Days, FindsRate,
    testing::Values(RateCase{"SameDay", "EUR", "USD", "2026-03-02", "1.08"},
                    RateCase{"ToEuro", "CNY", "EUR", "2026-03-02", "0.128205128205"},
                    RateCase{"Across", "USD", "CNY", "2026-02-27", "7.2"},
                    RateCase{"OverTheWeekend", "USD", "CNY", "2026-03-01", "7.2"},
                    RateCase{"AGapInOneCurrency", "USD", "JPY", "2026-02-28", ""},
                    RateCase{"TooLongAgo", "USD", "CNY", "2026-03-20", ""},
                    RateCase{"BeforeTheFile", "USD", "CNY", "2026-02-26", ""},
                    RateCase{"UnknownCurrency", "USD", "XAU", "2026-03-02", ""},
                    RateCase{"ItselfAlways", "TWD", "TWD", "2020-01-01", "1"}),
    [](const auto& row) { return row.param.name; });

TEST(ExchangeRates, NamesTheLineThatIsWrong) {
  const auto error = [](const std::string& text) {
    const auto rates = ExchangeRates::Parse(text, "r.csv");
    return rates.has_value() ? std::string() : rates.error().ToString();
  };
  EXPECT_NE(error("").find("empty"), std::string::npos);
  EXPECT_NE(error("USD,JPY\n").find("r.csv:1"), std::string::npos);
  EXPECT_NE(error("Date,USD\n2026-13-01,1\n").find("r.csv:2"), std::string::npos);
  EXPECT_NE(error("Date,USD\n\n2026-03-01,abc\n").find("r.csv:3"), std::string::npos);
  EXPECT_NE(error("Date,USD\n2026-03-01,0\n").find("no rate"), std::string::npos);
  EXPECT_NE(error("Date,USD,USD\n").find("two columns"), std::string::npos);
  EXPECT_EQ(error("\xEF\xBB\xBF\"Date\",\"USD\"\r\n2026-03-01,1.1\r\n"), "");
}

Fact CompareSums(const std::string& dollars, const std::string& yuan, const ExchangeRates* rates) {
  CompareOptions options;
  options.rates = rates;
  const auto facts =
      Compare(MakeAll({{.metric = "subsidy", .lo = dollars, .step = "10000", .start = "2026-03-02"},
                       {.doc = "d_b",
                        .metric = "subsidy",
                        .lo = yuan,
                        .step = "10000",
                        .unit = "CNY",
                        .start = "2026-03-02"}}),
              TestVocabulary(), options);
  EXPECT_EQ(facts.size(), 1U);
  return facts.empty() ? Fact() : facts.front();
}

TEST(Currencies, AreNotComparedWithoutRates) {
  const Fact fact = CompareSums("1000000", "7200000", nullptr);
  EXPECT_EQ(fact.verdict, Verdict::kNotComparable);
  EXPECT_TRUE(HasReason(fact, "mismatch:currency"));
  EXPECT_NE(fact.needs.find("rates"), std::string::npos);
}

TEST(Currencies, AgreeAtTheRateOfTheDayGiveOrTake) {
  const ExchangeRates rates = Rates();  // 7.8 / 1.08 = 7.2222
  EXPECT_EQ(CompareSums("1000000", "7220000", &rates).verdict, Verdict::kAgreeWithinPrecision);
  EXPECT_EQ(CompareSums("1000000", "7120000", &rates).verdict, Verdict::kAgreeWithinPrecision);
}

TEST(Currencies, ContradictWhereNoRateOfTheDayExplainsThem) {
  const ExchangeRates rates = Rates();
  EXPECT_EQ(CompareSums("1000000", "9000000", &rates).verdict, Verdict::kContradict);
}

TEST(Currencies, AreLeftApartWhereTheFileHasAGap) {
  const auto rates = ExchangeRates::Parse(
      "Date,USD,CNY\n2026-03-02,1.08,N/A\n2026-03-01,,7.8\n2026-02-02,1.05,7.56\n", "r.csv");
  ASSERT_TRUE(rates.has_value());
  const Fact fact = CompareSums("1000000", "9000000", &*rates);
  EXPECT_EQ(fact.verdict, Verdict::kNotComparable);
  EXPECT_TRUE(HasReason(fact, "mismatch:currency"));
}

}  // namespace
}  // namespace heshu::compare
