// One figure, of which a word went wrong: its sign, its currency, its unit, its side of a deal.
#include "tests/compare/judged_pair.h"

namespace heshu::compare {
namespace {

Spec Profit(std::string value, Keys keys = {}, std::string sentence = {},
            std::string unit = "JPY") {
  return {.metric = "net_profit",
          .lo = std::move(value),
          .unit = std::move(unit),
          .dimension = "money",
          .qualifiers = std::move(keys),
          .start = "2026-01-01",
          .end = "2026-03-31",
          .sentence = std::move(sentence)};
}

Spec AtLeast(std::string value, std::string start, std::string end = "=") {
  return {.metric = "revenue",
          .lo = std::move(value),
          .hi = "",
          .bound = Bound::kMoreThan,
          .unit = "CNY",
          .dimension = "money",
          .start = std::move(start),
          .end = std::move(end)};
}

Spec Deal(std::string subject, std::string party, std::string value,
          How time_how = How::kPublished) {
  Keys keys;
  if (!party.empty()) keys["party"] = std::move(party);
  return {.subject = std::move(subject),
          .metric = "subsidy",
          .lo = std::move(value),
          .qualifiers = std::move(keys),
          .start = "2026-03-01",
          .time_how = time_how};
}

class JudgesSlips : public testing::TestWithParam<Case> {};

TEST_P(JudgesSlips, TheSameInEitherOrder) { JudgePairOf(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Signs, JudgesSlips,
    testing::Values(
        Case{"LossByWordAndBySign", Profit("-46.2"), Profit("46.2", {{"result", "loss"}}), kAgree},
        Case{"FallByWordAndBySign", Move("-4.98", "down"), Move("4.98", "down"), kAgree},
        Case{"FallBySignBesideARise", Move("-4.98", "down", {{"session", "close"}}),
             Move("4.98", "up", {{"session", "close"}}), kContradict, "sign_clash"},
        Case{"TwoLossesThatDiffer", Profit("-46.2"), Profit("64.2", {{"result", "loss"}}),
             kContradict, "interval_disjoint"},
        Case{"LossIsNoOtherProfit", Profit("384", {{"result", "loss"}}),
             Profit("391", {}, "公司盈利391亿"), kApart, "mismatch:result"},
        Case{"OneNumberLostAndEarned", Profit("384", {{"result", "loss"}}),
             Profit("384", {}, "公司盈利384亿"), kContradict, "sign_clash"},
        Case{"NoWordSaysThatItWasEarned", Profit("384", {{"result", "loss"}}), Profit("384"),
             kApart, "mismatch:result"},
        Case{"AnEarlierLossLeavesDoubt", Profit("384", {{"result", "loss"}}),
             Profit("384", {}, "公司扭亏为盈，盈利384亿"), kApart, "mismatch:result"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Bounds, JudgesSlips,
    testing::Values(Case{"TenTimesOnOneDay", AtLeast("20000", "2026-02-10"),
                         AtLeast("200000", "2026-02-10"), kContradict, "suspect:power_of_ten"},
                    Case{"OneDigitOfAYear", AtLeast("3000000000", "2025-01-01", "2025-12-31"),
                         AtLeast("30000000000", "2025-01-01", "2025-12-31"), kPossible,
                         "suspect:power_of_ten"},
                    Case{"TwoDigitsOfAYear", AtLeast("3200000000", "2025-01-01", "2025-12-31"),
                         AtLeast("32000000000", "2025-01-01", "2025-12-31"), kContradict,
                         "suspect:power_of_ten"},
                    Case{"OtherDigitsAreBothTrue", AtLeast("20000", "2026-02-10"),
                         AtLeast("300000", "2026-02-10"), kWithin, "loose_bound"},
                    Case{"OnTwoDaysItIsASeries", AtLeast("20000", "2026-02-10"),
                         AtLeast("200000", "2026-02-12"), kApart, "mismatch:time"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Currencies, JudgesSlips,
    testing::Values(Case{"OneNumberTwoCurrencies", Profit("28.5"), Profit("28.5", {}, {}, "USD"),
                         kContradict, "suspect:currency"},
                    Case{"OtherNumberIsConverted", Profit("28.5"), Profit("4.1", {}, {}, "USD"),
                         kApart, "mismatch:currency"},
                    Case{"RoundedNumberTwoCurrencies", Profit("1763.2"),
                         Profit("1763", {}, {}, "HKD"), kContradict, "suspect:currency"},
                    Case{"FewDigitsRoundedAreNoEvidence", Profit("28.5"),
                         Profit("29", {}, {}, "HKD"), kApart, "mismatch:currency"},
                    Case{"OneDigitIsNoEvidence", Profit("8"), Profit("8", {}, {}, "USD"), kApart,
                         "mismatch:currency"},
                    Case{"OneDigitOfOneEvent", Deal("lantian", "", "8"),
                         [] {
                           Spec b = Deal("lantian", "", "8");
                           b.unit = "CNY";
                           return b;
                         }(),
                         kContradict, "suspect:currency"}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Deals, JudgesSlips,
    testing::Values(Case{"ToldOfEitherSide", Deal("baishan", "hongtu", "65"),
                         Deal("hongtu", "baishan", "65"), kAgree},
                    Case{"ToldOfEitherSideAndDiffering", Deal("baishan", "hongtu", "65"),
                         Deal("hongtu", "baishan", "56"), kContradict, "interval_disjoint"}),
    kName);

TEST(Deals, OfTwoThatATextDoesNotNameTogetherAreTwo) {
  const auto facts = Compare(MakeAll({Deal("baishan", "hongtu", "65"),
                                      [] {
                                        Spec b = Deal("hongtu", "", "56");
                                        b.doc = "d_b";
                                        return b;
                                      }()}),
                             TestVocabulary());
  EXPECT_TRUE(WithVerdict(facts, Verdict::kContradict).empty()) << testing::PrintToString(facts);
  EXPECT_TRUE(WithVerdict(facts, Verdict::kPossible).empty()) << testing::PrintToString(facts);
}

// A store finds what is told of the other side: its keys reach there.
TEST(Deals, ReachWhatIsToldOfTheOtherSide) {
  const Comparer comparer(TestVocabulary());
  const auto a = comparer.KeysOf(Make(Deal("baishan", "hongtu", "65")));
  const auto b = comparer.KeysOf(Make(Deal("hongtu", "baishan", "56")));
  const auto reaches = [](const Comparer::Keys& from, const Comparer::Keys& to) {
    return std::any_of(from.reach.begin(), from.reach.end(), [&](const KeyRange& range) {
      return range.key == to.fact.key && range.first_day <= to.fact.day &&
             to.fact.day <= range.last_day;
    });
  };
  EXPECT_TRUE(reaches(a, b));
  EXPECT_TRUE(reaches(b, a));
}

Spec Growth(std::string value, std::string start, std::string end, std::string doc,
            std::string baseline = "mom") {
  return {.doc = std::move(doc),
          .metric = "revenue_growth",
          .lo = std::move(value),
          .step = "0.1",
          .unit = "percent",
          .dimension = "percent_change",
          .qualifiers = {{"baseline", std::move(baseline)}, {"move", "up"}},
          .start = std::move(start),
          .end = std::move(end)};
}

TEST(Growth, OfAMonthIsNotThatOfTheNext) {
  const auto facts = Compare(MakeAll({Growth("8.4", "2026-07-01", "2026-07-31", "d_a"),
                                      Growth("5", "2026-08-01", "2026-08-31", "d_b")}),
                             TestVocabulary());
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].verdict, Verdict::kNotComparable) << testing::PrintToString(facts[0]);
}

// 同比增8.4%、環比增17.7% against the two the other way about.
TEST(Growth, HeldAgainstTheOtherBaseIsALabelShift) {
  std::vector<Spec> specs = {Growth("8.4", "2026-07-01", "2026-07-31", "d_a", "yoy"),
                             Growth("17.7", "2026-07-01", "2026-07-31", "d_a", "mom"),
                             Growth("17.7", "2026-07-01", "2026-07-31", "d_b", "yoy"),
                             Growth("8.4", "2026-07-01", "2026-07-31", "d_b", "mom")};
  for (std::size_t i = 0; i < specs.size(); ++i) specs[i].at = i * 100;
  const auto found = WithVerdict(Compare(MakeAll(specs), TestVocabulary()), Verdict::kContradict);
  ASSERT_EQ(found.size(), 2U);
  for (const Fact& fact : found) EXPECT_TRUE(HasReason(fact, "suspect:label_shift"));
}

// 跌0.68點 of an index of which the other text tells that it fell by 27.30 points, or 0.68%.
TEST(Points, ThatTheOtherTextTellsInPercent) {
  const auto fell = [](std::string value, std::string unit, std::string doc, std::size_t at) {
    return Spec{.doc = std::move(doc),
                .at = at,
                .metric = unit == "point" ? "index_change" : "stock_change",
                .lo = std::move(value),
                .step = "0.01",
                .unit = unit,
                .dimension = unit == "point" ? "points" : "percent_change",
                .qualifiers = {{"move", "down"}, {"session", "close"}},
                .start = "2026-02-10"};
  };
  const auto found = WithVerdict(
      Compare(MakeAll({fell("0.68", "point", "d_a", 0), fell("27.30", "point", "d_b", 0),
                       fell("0.68", "percent", "d_b", 100)}),
              TestVocabulary()),
      Verdict::kContradict);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(HasReason(found[0], "suspect:percent_points")) << testing::PrintToString(found[0]);
}

// 應佔溢利5.62億, 經調整4.71億; the other text calls the second the shareholders'.
TEST(Labels, OfAnAdjustedProfitThatIsCalledTheShareholders) {
  const auto told = [](std::string value, std::string doc, std::size_t at, Keys keys,
                       std::string before) {
    Spec spec{.doc = std::move(doc),
              .metric = "net_profit",
              .lo = std::move(value),
              .qualifiers = std::move(keys),
              .start = "2026-01-01",
              .end = "2026-03-31"};
    Claim claim = Make(spec);
    claim.sentence = before + claim.text;
    claim.sentence_span = {at, at + claim.sentence.size()};
    claim.span = {at + before.size(), at + claim.sentence.size()};
    claim.id = ClaimId(claim.doc, claim.span);
    return claim;
  };
  const std::vector<Claim> claims = {
      told("562", "d_a", 0, {{"basis", "attributable"}}, "应占溢利"),
      told("471", "d_a", 200, {}, "经调整净利"),
      told("471", "d_b", 0, {{"basis", "attributable"}}, "归母净利润"),
  };
  EXPECT_EQ(WithVerdict(Compare(claims, TestVocabulary()), Verdict::kContradict).size(), 1U);
  std::vector<Claim> plain = claims;
  plain[2].qualifiers.clear();  // 净利471: of which it speaks it does not say
  EXPECT_TRUE(WithVerdict(Compare(plain, TestVocabulary()), Verdict::kContradict).empty());
}

}  // namespace
}  // namespace heshu::compare
