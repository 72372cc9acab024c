// Diagnosis, severity, independence: what surrounds a verdict.
#include <gtest/gtest.h>

#include "compare/compare.h"
#include "compare/diagnosis.h"
#include "compare/independence.h"
#include "compare/severity.h"
#include "compare/subject_links.h"
#include "tests/compare/claims.h"

namespace heshu::compare {
namespace {

struct Slip {
  std::string name;
  Decimal a;
  Decimal b;
  int power = 0;
  bool transposed = false;
};
void PrintTo(const Slip& s, std::ostream* os) { *os << s.a.ToString() << " " << s.b.ToString(); }
class Slips : public testing::TestWithParam<Slip> {};

TEST_P(Slips, AreNamed) {
  const Slip& s = GetParam();
  EXPECT_EQ(ScaleSlip(s.a, s.b), s.power);
  EXPECT_EQ(ScaleSlip(s.b, s.a), s.power);
  EXPECT_EQ(IsTransposition(s.a, s.b), s.transposed);
  EXPECT_EQ(IsTransposition(s.b, s.a), s.transposed);
}

INSTANTIATE_TEST_SUITE_P(
    Digits, Slips,
    testing::Values(Slip{"TenTimes", {412, 3}, {412, 4}, 1, false},
                    Slip{"WanForYi", {63, 8}, {63, 12}, 4, false},
                    Slip{"OneDigitTenTimesIsNoEvidence", {2, 6}, {2, 7}, 0, false},
                    Slip{"OneDigitThousandTimes", {8, -1}, {8, -4}, 3, false},
                    Slip{"TenTimesAndRounded", {23184, 7}, {232, 10}, 1, false},
                    Slip{"TenTimesAndRoundedUp", {29996, 0}, {3, 5}, 0, false},
                    Slip{"TwoDigitsOfARoundedOneAreNoEvidence", {23184, 7}, {23, 11}, 0, false},
                    Slip{"RoundedAtOneScale", {23184, 7}, {232, 9}, 0, false},
                    Slip{"OtherDigits", {412, 3}, {413, 4}, 0, false},
                    Slip{"AdjacentDigits", {249, 3}, {294, 3}, 0, true},
                    Slip{"DigitsThatStandApart", {48135, 0}, {43185, 0}, 0, true},
                    Slip{"TwoOtherDigits", {48135, 0}, {43195, 0}, 0, false},
                    Slip{"ADigitMoved", {374, 9}, {437, 9}, 0, true},
                    Slip{"AZeroMoved", {38, 10}, {308, 9}, 0, true},
                    Slip{"ThreeDigitsShuffled", {1234, 0}, {4321, 0}, 0, false},
                    Slip{"TransposedAtAnotherScale", {249, 3}, {294, 4}, 0, false},
                    Slip{"SameNumber", {249, 3}, {249, 3}, 0, false}),
    [](const auto& row) { return row.param.name; });

struct Suspicion {
  std::string name;
  std::vector<Spec> specs;
  std::string reason;
};
void PrintTo(const Suspicion& s, std::ostream* os) { *os << s.name; }
class Suspects : public testing::TestWithParam<Suspicion> {};

TEST_P(Suspects, AreNamed) {
  const auto facts =
      WithVerdict(Compare(MakeAll(GetParam().specs), TestVocabulary()), Verdict::kContradict);
  ASSERT_FALSE(facts.empty());
  EXPECT_TRUE(HasReason(facts[0], GetParam().reason)) << testing::PrintToString(facts[0]);
}

Spec Fall(std::string doc, std::size_t at, std::string subject, std::string value) {
  return {.doc = std::move(doc),
          .at = at,
          .subject = std::move(subject),
          .metric = "stock_change",
          .lo = std::move(value),
          .unit = "percent",
          .dimension = "percent_change",
          .qualifiers = {{"move", "down"}},
          .start = "2026-02-10"};
}
Spec Users(std::string doc, std::string value, std::string start) {
  return {.doc = std::move(doc),
          .metric = "daily_active_users",
          .lo = std::move(value),
          .unit = "user",
          .dimension = "count",
          .start = std::move(start)};
}

// Growth of revenue on the year: 增長3.3倍 where the unit is a ratio.
Spec Growth(std::string value, std::string unit) {
  const bool is_multiple = unit == "ratio";
  std::map<std::string, std::string> keys = {{"baseline", "yoy"}, {"move", "up"}};
  if (is_multiple) {
    keys["form"] = "growth";
    keys["of"] = "revenue";
  }
  return {.metric = is_multiple ? "growth_multiple" : "revenue_growth",
          .lo = std::move(value),
          .step = is_multiple ? "0.1" : "1",
          .unit = std::move(unit),
          .dimension = is_multiple ? "ratio" : "percent_change",
          .qualifiers = std::move(keys),
          .start = "2025-01-01",
          .end = "2025-12-31"};
}
Spec Other(Spec spec) {
  spec.doc = "d_b";
  return spec;
}

INSTANTIATE_TEST_SUITE_P(
    Reasons, Suspects,
    testing::Values(
        Suspicion{"ScaleSlip",
                  {{.lo = "41260000"}, {.doc = "d_b", .lo = "4126000"}},
                  "suspect:scale_slip_x10"},
        Suspicion{"ScaleSlipOfWan",
                  {{.lo = "63000000"}, {.doc = "d_b", .lo = "630000000000"}},
                  "suspect:scale_slip_x10^4"},
        Suspicion{"Transposition",
                  {{.lo = "2490000"}, {.doc = "d_b", .lo = "2940000"}},
                  "suspect:transposition"},
        // The figure of baishan is told of hongtu.
        Suspicion{"LabelShift",
                  {Fall("d_a", 0, "baishan", "3.07"), Fall("d_a", 20, "hongtu", "1.46"),
                   Fall("d_b", 0, "hongtu", "3.07")},
                  "suspect:label_shift"},
        Suspicion{"Revision",
                  {{.lo = "4000000", .source = "早报", .published = "2026-02-10"},
                   {.doc = "d_b", .lo = "7500000", .source = "早报", .published = "2026-02-12"}},
                  "suspect:revision"},
        Suspicion{
            "RevisionByAttribution",
            {{.lo = "4000000", .attribution = "hongtu", .published = "2026-02-10"},
             {.doc = "d_b", .lo = "7500000", .attribution = "hongtu", .published = "2026-05-12"}},
            "suspect:revision"},
        Suspicion{"Stale",
                  {Users("d_c", "53000000", "2025-12-31"), Users("d_a", "93000000", "2026-02-10"),
                   Users("d_b", "53000000", "2026-02-10")},
                  "suspect:stale"},
        Suspicion{"ScaleSlipOverZhao",
                  {{.lo = "57200000000000", .text = "57.2兆韓元"},
                   {.doc = "d_b", .lo = "5720000000", .text = "57.2亿韩元"}},
                  "suspect:zhao"},
        // 增至4.5倍, told as 增長450%.
        Suspicion{"GrowthThatTakesTheBaseAlong",
                  {Growth("453", "percent"), Other(Growth("353", "percent"))},
                  "suspect:ratio_percent"},
        Suspicion{"GrowthOfAMultipleToldInPercent",
                  {Growth("3.3", "ratio"), Other(Growth("3.3", "percent"))},
                  "suspect:ratio_percent"},
        Suspicion{"RatioForPercent",
                  {{.metric = "model_share",
                    .lo = "3.3",
                    .unit = "ratio",
                    .dimension = "ratio",
                    .start = "2026-02-10"},
                   {.doc = "d_b",
                    .metric = "model_share",
                    .lo = "230",
                    .step = "1",
                    .unit = "percent",
                    .dimension = "ratio",
                    .start = "2026-02-10"}},
                  "suspect:ratio_percent"}),
    [](const auto& row) { return row.param.name; });

TEST(Severity, FactorsMultiply) {
  SeverityInput in;
  in.gap = 1;
  in.strain = 99;
  EXPECT_EQ(SeverityOf(in).value, 100);
  in.inherited_keys = 1;
  EXPECT_EQ(SeverityOf(in).value, 80);
  in.unknown_keys = 1;
  EXPECT_EQ(SeverityOf(in).value, 40);
  in.modality_b = Modality::kEstimate;
  EXPECT_EQ(SeverityOf(in).value, 24);
  in.sources_b = 0;
  EXPECT_EQ(SeverityOf(in).factors.at("independence"), 0.75);
}

TEST(Severity, TheGapCountsInItselfAndAgainstThePrecision) {
  SeverityInput in;
  in.gap = 0.0065;  // 16.86 % against 16.97 %, ± .005 each
  in.strain = 10;
  const auto near = SeverityOf(in);
  EXPECT_NEAR(near.factors.at("gap"), 0.5 * 0.0247 + 0.5 * 0.5207, 0.001);
  in.is_rate = true;
  EXPECT_GT(SeverityOf(in).factors.at("gap"), near.factors.at("gap"));
  in.is_derived = true;
  EXPECT_EQ(SeverityOf(in).factors.at("gap"), 0.7);
  in.is_certain_error = true;
  EXPECT_EQ(SeverityOf(in).factors.at("gap"), 1);
}

TEST(Severity, AModalityWeighsByItsWeakerSide) {
  const std::vector<std::pair<Modality, double>> weights = {{Modality::kReported, 1},
                                                            {Modality::kEstimate, 0.6},
                                                            {Modality::kRumour, 0.4},
                                                            {Modality::kForecast, 0.3},
                                                            {Modality::kPlan, 0.6}};
  for (const auto& [modality, weight] : weights) {
    SeverityInput in;
    in.modality_a = modality;
    EXPECT_EQ(SeverityOf(in).factors.at("modality"), weight) << ModalityName(modality);
  }
}

int Clusters(const std::vector<Spec>& specs,
             const std::map<std::string, std::string>& documents = {}) {
  const std::vector<Claim> claims = MakeAll(specs);
  std::vector<const Claim*> pointers;
  for (const Claim& c : claims) pointers.push_back(&c);
  return CountDistinct(SourceClusters(pointers, documents));
}

TEST(Independence, DocumentsOfOneClusterAreOneSource) {
  EXPECT_EQ(Clusters({{}, {.doc = "d_b"}}), 2);
  EXPECT_EQ(Clusters({{}, {.doc = "d_b"}}, {{"d_a", "k"}, {"d_b", "k"}}), 1);
  EXPECT_EQ(Clusters({{}, {.at = 90}}), 1);
}

TEST(Independence, AnOutletIsOneSourceHoweverOftenItWrites) {
  EXPECT_EQ(Clusters({{.source = "晨讯"}, {.doc = "d_b", .source = "晨讯"}}), 1);
  EXPECT_EQ(Clusters({{.source = "晨讯"}, {.doc = "d_b", .source = "夜讯"}}), 2);
}

TEST(Independence, OneAttributionIsOneSource) {
  EXPECT_EQ(Clusters({{.attribution = "hongtu"}, {.doc = "d_b", .attribution = "hongtu"}}), 1);
  EXPECT_EQ(Clusters({{.attribution = "hongtu"}, {.doc = "d_b", .attribution = "baishan"}}), 2);
}

TEST(Independence, CopiedWordsAroundOneNumberAreOneSource) {
  const std::string before = "青鸟公司周三表示新款应用上线首月";
  const std::string after = "人民币";
  const auto told = [&](std::string doc, std::string lead, std::string lo) {
    const std::string sentence = lead + before + "5000000000" + after;
    Spec s{.doc = std::move(doc), .lo = std::move(lo), .sentence = sentence, .sentence_at = 7};
    s.at = 7 + lead.size() + before.size();
    return s;
  };
  EXPECT_EQ(SharedContext(Make(told("d_a", "据悉，", "5000000000")),
                          Make(told("d_b", "另外，", "5000000000"))),
            16 + 1 + 3);
  EXPECT_EQ(Clusters({told("d_a", "据悉，", "5000000000"), told("d_b", "另有", "5000000000")}), 1);
  EXPECT_EQ(Clusters({told("d_a", "据悉，", "5000000000"), told("d_b", "另有", "6000000000")}), 2);
}

TEST(Independence, NamesDoNotHangOnTheOrder) {
  const std::vector<Claim> claims =
      MakeAll({{.attribution = "hongtu"}, {.doc = "d_b", .attribution = "hongtu"}, {.doc = "d_c"}});
  const auto forth = SourceClusters({&claims[0], &claims[1], &claims[2]}, {});
  const auto back = SourceClusters({&claims[2], &claims[1], &claims[0]}, {});
  EXPECT_EQ(forth[0], back[2]);
  EXPECT_EQ(forth[1], back[1]);
  EXPECT_EQ(forth[2], back[0]);
}

TEST(SubjectLinks, FollowTheTable) {
  const SubjectLinks links(TestVocabulary());
  EXPECT_EQ(links.Between("qingniao", "qingniao"), SubjectLink::kSame);
  EXPECT_EQ(links.Between("qingniao", "lantian-cloud"), SubjectLink::kNear);
  EXPECT_EQ(links.Between("lantian-cloud", "qingniao"), SubjectLink::kNear);
  EXPECT_EQ(links.Between("qingniao-2", "qingniao"), SubjectLink::kFamily);
  EXPECT_EQ(links.Between("lantian", "qingniao"), SubjectLink::kOwner);
  EXPECT_EQ(links.Between("qingniao-2", "lantian"), SubjectLink::kNone);
  EXPECT_TRUE(links.IsPartOf("qingniao-2", "lantian"));
  EXPECT_FALSE(links.IsPartOf("lantian", "qingniao-2"));
  EXPECT_EQ(links.MoreSpecific("lantian", "qingniao-2"), "qingniao-2");
  EXPECT_EQ(links.Component("qingniao-2"), links.Component("lantian-cloud"));
  EXPECT_NE(links.Component("qingniao-2"), links.Component("baishan"));
  EXPECT_EQ(links.Component("nobody"), "nobody");
}

TEST(SubjectLinks, JoinNamesThatMayBeOneCompanys) {
  const SubjectLinks links(TestVocabulary());
  EXPECT_EQ(links.Between("x:澄光科技", "x:澄光"), SubjectLink::kCalled);
  EXPECT_EQ(links.Between("x:Chengguang Technology", "x:澄光科技"), SubjectLink::kCalled);
  EXPECT_EQ(links.Between("x:Chengguang", "x:Chengguang Technology"), SubjectLink::kCalled);
  EXPECT_EQ(links.Between("x:澄光科技", "x:澄光医药"), SubjectLink::kNone);
  EXPECT_EQ(links.Between("x:澄光科技", "x:城光科技"), SubjectLink::kNone);
  EXPECT_EQ(links.Between("x:澄光", "x:Chengguang"), SubjectLink::kNone);
  EXPECT_EQ(links.Between("x:澄光科技", "lantian"), SubjectLink::kNone);
  EXPECT_EQ(links.Component("x:澄光科技"), links.Component("x:Chengguang Technology"));
  EXPECT_EQ(links.Component("x:Kestrel 3 Pro"), "x:Kestrel 3 Pro");
}

TEST(SubjectLinks, EndOnACircleOfOwners) {
  Vocabulary v;
  EntityDefinition a;
  a.id = "a";
  a.owner = "b";
  EntityDefinition b;
  b.id = "b";
  b.owner = "a";
  v.Add(a);
  v.Add(b);
  const SubjectLinks links(v);
  EXPECT_TRUE(links.IsPartOf("a", "b"));
  EXPECT_FALSE(links.IsPartOf("a", "c"));
  EXPECT_EQ(links.Component("a"), links.Component("b"));
}

TEST(Misprint, MayBeALostDigit) {
  const auto told = [](const std::string& lo) { return Make({.lo = lo}); };
  EXPECT_TRUE(IsMisprint(told("1159.46"), told("159.46")));
  EXPECT_TRUE(IsMisprint(told("159.46"), told("1159.46")));
  EXPECT_FALSE(IsMisprint(told("1159"), told("159")));
  EXPECT_FALSE(IsMisprint(told("1159.46"), told("158.46")));
}

TEST(Misprint, TakesEnoughDigits) {
  const auto told = [](const std::string& lo) { return Make({.lo = lo}); };
  EXPECT_TRUE(IsMisprint(told("511"), told("151")));
  EXPECT_FALSE(IsMisprint(told("21"), told("12")));
  EXPECT_TRUE(IsMisprint(told("1411"), told("1141"), 4));
  EXPECT_FALSE(IsMisprint(told("511"), told("151"), 4));
}

}  // namespace
}  // namespace heshu::compare
