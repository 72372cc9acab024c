#include <gtest/gtest.h>

#include "cli/claim_view.h"
#include "cli/fact_view.h"

namespace heshu::cli {
namespace {

struct ValueCase {
  std::string name;
  std::optional<Decimal> lo, hi;
  Bound bound;
  std::string want;
};
void PrintTo(const ValueCase& c, std::ostream* os) { *os << c.want; }
class ShowsValues : public testing::TestWithParam<ValueCase> {};

TEST_P(ShowsValues, AsTheWordsSay) {
  Value value;
  value.lo = GetParam().lo;
  value.hi = GetParam().hi;
  value.bound = GetParam().bound;
  EXPECT_EQ(ValueText(value), GetParam().want);
}
INSTANTIATE_TEST_SUITE_P(
    Bounds, ShowsValues,
    testing::Values(
        ValueCase{"Exact", Decimal::Of(633, 8), Decimal::Of(633, 8), Bound::kExact,
                  "63,300,000,000"},
        ValueCase{"FourDigits", Decimal::Of(2048), Decimal::Of(2048), Bound::kExact, "2048"},
        ValueCase{"Negative", Decimal::Of(-12345), Decimal::Of(-12345), Bound::kExact, "-12,345"},
        ValueCase{"Fraction", Decimal::Parse("12345.5"), Decimal::Parse("12345.5"), Bound::kExact,
                  "12,345.5"},
        ValueCase{"MoreThan", Decimal::Of(5, 10), std::nullopt, Bound::kMoreThan,
                  "> 50,000,000,000"},
        ValueCase{"Nearly", std::nullopt, Decimal::Of(3), Bound::kNearly, "≲ 3"},
        ValueCase{"Range", Decimal::Of(15), Decimal::Of(20), Bound::kRange, "15 – 20"},
        ValueCase{"Approximate", Decimal::Of(2), Decimal::Of(10), Bound::kApprox, "~ 2 – 10"}),
    [](const auto& row) { return row.param.name; });

ClaimTime Time(Date start, Date end) {
  ClaimTime time;
  time.start = start;
  time.end = end;
  return time;
}

TEST(PeriodText, NamesWholeMonthsQuartersAndYears) {
  EXPECT_EQ(PeriodText({}), "");
  EXPECT_EQ(PeriodText(Time({2026, 2, 16}, {2026, 2, 16})), "2026-02-16");
  EXPECT_EQ(PeriodText(Time({2026, 2, 1}, {2026, 2, 28})), "2026-02");
  EXPECT_EQ(PeriodText(Time({2025, 10, 1}, {2025, 12, 31})), "2025-Q4");
  EXPECT_EQ(PeriodText(Time({2025, 1, 1}, {2025, 12, 31})), "2025");
  EXPECT_EQ(PeriodText(Time({2026, 2, 9}, {2026, 2, 15})), "2026-02-09..2026-02-15");
}

Claim Quoted(std::string sentence, std::string text, ByteSpan span, ByteSpan sentence_span) {
  Claim claim;
  claim.sentence = std::move(sentence);
  claim.text = std::move(text);
  claim.span = span;
  claim.sentence_span = sentence_span;
  return claim;
}

TEST(MarkedQuote, MarksTheFigureItMeansNotTheFirstThatLooksAlike) {
  EXPECT_EQ(MarkedQuote(Quoted("由5元升至5元。", "5元", {113, 117}, {100, 120})),
            "由5元升至⟦5元⟧。");
}

TEST(MarkedQuote, FindsTheFigureInASentencePutTogetherFromLines) {
  EXPECT_EQ(MarkedQuote(Quoted("日均\n達5億次。", "5億次", {205, 212}, {190, 215})),
            "日均達⟦5億次⟧。");
  EXPECT_EQ(MarkedQuote(Quoted("沒有", "5億", {5, 9}, {90, 99})), "沒有");
}

TEST(FactBlock, ShowsEveryClaimAndTheArithmetic) {
  Fact fact;
  fact.id = "f_1";
  fact.subject = "doubao";
  fact.metric = "token_calls";
  fact.unit = "token/day";
  fact.verdict = Verdict::kContradict;
  fact.severity = 55;
  fact.reasons = {"interval_disjoint"};
  fact.arithmetic = "5 → 6";
  fact.independent_sources = 2;
  fact.claims = {Quoted("日均5億。", "5億", {6, 10}, {0, 13}),
                 Quoted("日均6億。", "6億", {6, 10}, {0, 13})};
  const std::string block = FactBlock(fact, Terminal{});
  for (const char* part : {"CONTRADICTION  severity 55", "日均⟦5億⟧。", "日均⟦6億⟧。", "5 → 6",
                           "interval_disjoint", "2 independent"}) {
    EXPECT_NE(block.find(part), std::string::npos) << part << "\n" << block;
  }
  EXPECT_EQ(block.find('\033'), std::string::npos);
}

}  // namespace
}  // namespace heshu::cli
