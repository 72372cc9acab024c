#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/json_object.h"
#include "cli/json_writer.h"

namespace heshu::cli {
namespace {

Claim SampleClaim() {
  Claim claim;
  claim.id = "c_1";
  claim.doc = "d_1";
  claim.span = {9, 21};
  claim.text = "633億Tokens";
  claim.context = "每分鐘633億Tokens";
  claim.context_span = {0, 21};
  claim.sentence = "每分鐘633億Tokens。";
  claim.sentence_span = {0, 24};
  claim.value.lo = claim.value.hi = Decimal::Of(633, 8);
  claim.value.digits = 3;
  claim.value.step = Decimal::Of(1, 8);
  claim.unit = "token/min";
  claim.dimension = "token_rate";
  claim.subject = Subject{"doubao", "豆包", "豆包", ByteSpan{30, 36}, How::kInherited};
  claim.metric = "token_calls";
  claim.qualifiers["statistic"] = "peak";
  claim.time.start = claim.time.end = Date{2026, 2, 16};
  claim.time.granularity = Granularity::kMinute;
  claim.time.text = "當晚21時46分";
  claim.time.how = How::kResolved;
  claim.rule = "token.calls_peak";
  claim.confidence = 0.9;
  claim.source = "sample";
  claim.url = "a.txt";
  return claim;
}

TEST(ClaimJson, WritesTheContractsRecordInItsOrder) {
  EXPECT_EQ(
      ClaimJson(SampleClaim(), {}),
      R"({"id":"c_1","doc":"d_1","span":[9,21],"text":"633億Tokens","context":"每分鐘633億Tokens",)"
      R"("context_span":[0,21],"sentence":"每分鐘633億Tokens。","sentence_span":[0,24],)"
      R"("value":{"lo":"63300000000","hi":"63300000000","bound":"exact","bound_word":null,)"
      R"("digits":3,"step":"100000000"},"unit":"token/min","unit_how":"stated",)"
      R"("dimension":"token_rate","subject":{"id":"doubao","name":"豆包","text":"豆包",)"
      R"("span":[30,36],"how":"inherited"},"metric":"token_calls",)"
      R"("qualifiers":{"statistic":"peak"},"time":{"start":"2026-02-16","end":"2026-02-16",)"
      R"("granularity":"minute","as_of":null,"text":"當晚21時46分","span":null,"how":"resolved"},)"
      R"("modality":"reported","attribution":null,"rule":"token.calls_peak","confidence":0.9,)"
      R"("source":"sample","url":"a.txt","published":null})");
}

TEST(ClaimJson, WritesNullForOpenEndsAndUnknownSlots) {
  Claim claim = SampleClaim();
  claim.value.hi.reset();
  claim.value.bound = Bound::kMoreThan;
  claim.value.bound_word = "逾";
  claim.subject.reset();
  claim.metric.clear();
  claim.time = {};
  const auto json = nlohmann::json::parse(ClaimJson(claim, {}));
  EXPECT_EQ(json["value"]["lo"], "63300000000");
  EXPECT_TRUE(json["value"]["hi"].is_null());
  EXPECT_EQ(json["value"]["bound"], "more_than");
  EXPECT_TRUE(json["subject"].is_null());
  EXPECT_TRUE(json["metric"].is_null());
  EXPECT_TRUE(json["time"].is_null());
}

TEST(ClaimJson, EscapesHanOnlyWhenAsked) {
  const std::string ascii = ClaimJson(SampleClaim(), {.is_ascii = true});
  for (const char c : ascii) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
  EXPECT_EQ(nlohmann::json::parse(ascii), nlohmann::json::parse(ClaimJson(SampleClaim(), {})));
}

TEST(ClaimJson, SurvivesIllFormedText) {
  Claim claim = SampleClaim();
  claim.sentence = "bad \xFF byte";
  EXPECT_EQ(nlohmann::json::parse(ClaimJson(claim, {}))["sentence"], "bad \xEF\xBF\xBD byte");
}

TEST(FactJson, WritesTheContractsRecord) {
  Fact fact;
  fact.id = "f_1";
  fact.subject = "nvidia";
  fact.metric = "market_cap_change";
  fact.unit = "USD";
  fact.verdict = Verdict::kContradict;
  fact.reasons = {"interval_disjoint"};
  fact.severity = 43;
  fact.factors = {{"gap", 0.4300001}};
  fact.arithmetic = "1 → 2";
  fact.independent_sources = 2;
  fact.claims = {SampleClaim()};
  fact.clusters = {"s_1"};
  const auto json = nlohmann::ordered_json::parse(FactJson(fact, {}));
  EXPECT_EQ(json["verdict"], "contradict");
  EXPECT_EQ(json["scope"], "cross");
  EXPECT_EQ(json["factors"].dump(), R"({"gap":0.43})");
  EXPECT_EQ(json["claims"][0]["cluster"], "s_1");
  EXPECT_EQ(json["claims"][0]["url"], "a.txt");
  EXPECT_TRUE(json["needs"].is_null());
  EXPECT_FALSE(json.contains("kind"));
}

TEST(ReadTextMembers, TakesTextsAndNumbersAndPassesOverTheRest) {
  const auto read = ReadTextMembers(R"({"input":"約5萬","ref":null,"n":3,"list":[1]})", "line 1");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, (std::map<std::string, std::string>{{"input", "約5萬"}, {"n", "3"}}));
}

TEST(ReadTextMembers, PointsAtTheSpotThatIsWrong) {
  const auto read = ReadTextMembers("{\n  \"a\": x\n}", "side.meta.json");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().where, "side.meta.json:2:8");
  EXPECT_EQ(read.error().snippet, "  \"a\": x\n       ^");
  EXPECT_FALSE(ReadTextMembers("[1]", "line 1").has_value());
  EXPECT_FALSE(ReadTextMembers("{\"a\":\"\xFF\"}", "line 1").has_value());
  EXPECT_FALSE(ReadTextMembers("", "line 1").has_value());
}

}  // namespace
}  // namespace heshu::cli
