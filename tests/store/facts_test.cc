#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store_fixture.h"

namespace heshu::store {
namespace {

Fact MakeFact(const std::string& id, const std::vector<Claim>& claims) {
  Fact fact;
  fact.id = id;
  fact.subject = "doubao";
  fact.metric = "token_calls";
  fact.unit = "token/day";
  fact.time.start = Date{2026, 2, 16};
  fact.time.end = Date{2026, 2, 16};
  fact.time.granularity = Granularity::kDay;
  fact.time.how = How::kStated;
  fact.verdict = Verdict::kContradict;
  fact.reasons = {"interval_disjoint", "suspect:scale_slip_x10"};
  fact.severity = 43;
  fact.factors = {{"gap", 0.1 + 0.2}, {"comparability", 1}};
  fact.arithmetic = "1億 → [0.5e8, 1.5e8]; \"1萬\"";
  fact.needs = "a source";
  fact.independent_sources = 2;
  fact.claims = claims;
  fact.clusters.assign(claims.size(), "s_1");
  return fact;
}

void ExpectSame(const Fact& got, const Fact& want) {
  EXPECT_EQ(got.id, want.id);
  EXPECT_EQ(got.kind, want.kind);
  EXPECT_EQ(got.subject, want.subject);
  EXPECT_EQ(got.metric, want.metric);
  EXPECT_EQ(got.unit, want.unit);
  EXPECT_EQ(got.time, want.time);
  EXPECT_EQ(got.verdict, want.verdict);
  EXPECT_EQ(got.reasons, want.reasons);
  EXPECT_EQ(got.severity, want.severity);
  EXPECT_EQ(got.factors, want.factors);
  EXPECT_EQ(got.arithmetic, want.arithmetic);
  EXPECT_EQ(got.needs, want.needs);
  EXPECT_EQ(got.independent_sources, want.independent_sources);
  EXPECT_EQ(got.within_one_document, want.within_one_document);
  EXPECT_EQ(got.clusters, want.clusters);
  EXPECT_TRUE(got.claims == want.claims);
}

class Facts : public testing::Test {
 protected:
  Facts() : store_(OpenStore(folder_ / "db")) {
    for (const auto* bundle : {&one_, &two_}) MustSave(store_, *bundle);
  }

  TemporaryFolder folder_;
  Store store_;
  Bundle one_ = NumberedBundle(1);
  Bundle two_ = NumberedBundle(2);
};

TEST_F(Facts, ComeBackAsTheyWereInTheirOrder) {
  Fact closure = MakeFact("f_b", {one_.claims[1], one_.claims[0], one_.claims[2]});
  closure.kind = "closure";
  closure.within_one_document = true;
  closure.verdict = Verdict::kAgreeWithinPrecision;
  closure.clusters.clear();
  closure.time = {};
  closure.factors.clear();
  const std::vector<Fact> facts = {MakeFact("f_z", {two_.claims[0], one_.claims[0]}), closure};
  ASSERT_TRUE(store_.ReplaceFacts(facts, 0).has_value());
  const auto listed = *store_.ListFacts();
  ASSERT_EQ(listed.size(), 2U);
  ExpectSame(listed[0], facts[0]);
  ExpectSame(listed[1], facts[1]);
  ExpectSame(**store_.FindFact("f_b"), closure);
  EXPECT_EQ(store_.Info()->facts, 2U);
  ExpectSound(store_);
}

TEST_F(Facts, AreReplacedAsAWhole) {
  ASSERT_TRUE(store_.ReplaceFacts({MakeFact("f_1", {one_.claims[0], two_.claims[0]})}, 0));
  Fact stranger = MakeFact("f_3", {one_.claims[0], two_.claims[0]});
  stranger.claims[1].id = "c_unknown";
  const auto refused = store_.ReplaceFacts({MakeFact("f_2", {one_.claims[0]}), stranger}, 0);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::kInvalidInput);
  EXPECT_THAT(refused.error().what, testing::HasSubstr("c_unknown"));
  ASSERT_EQ(store_.ListFacts()->size(), 1U) << "the old facts stand";
  EXPECT_EQ(store_.ListFacts()->front().id, "f_1");
  ASSERT_TRUE(store_.ReplaceFacts({}, 0).has_value());
  EXPECT_TRUE(store_.ListFacts()->empty());
}

TEST_F(Facts, RememberTheRunThatFoundThemFirst) {
  const auto first = *store_.BeginRun("ingest", "v1", "2026-03-01T00:00:00Z");
  const auto second = *store_.BeginRun("ingest", "v1", "2026-03-02T00:00:00Z");
  const Fact old = MakeFact("f_1", {one_.claims[0], two_.claims[0]});
  const Fact added = MakeFact("f_2", {one_.claims[1], two_.claims[1]});
  ASSERT_TRUE(store_.ReplaceFacts({old}, first).has_value());
  ASSERT_TRUE(store_.ReplaceFacts({old, added}, second).has_value());
  const auto run = [&](const std::string& column, const std::string& id) {
    return RunSql(folder_ / "db", "SELECT " + column + " FROM facts WHERE id = '" + id + "'");
  };
  EXPECT_EQ(run("first_run", "f_1"), std::to_string(first));
  EXPECT_EQ(run("run", "f_1"), std::to_string(second));
  EXPECT_EQ(run("first_run", "f_2"), std::to_string(second));
}

TEST_F(Facts, OutliveReextractionUnlessAClaimIsGone) {
  ASSERT_TRUE(store_.ReplaceFacts({MakeFact("f_1", {one_.claims[0], two_.claims[0]}),
                                   MakeFact("f_2", {one_.claims[2], two_.claims[2]})},
                                  0));
  one_.claims.pop_back();
  one_.claims[0].confidence = 0.5;
  ASSERT_EQ(MustSave(store_, one_, "v2"), SaveOutcome::kUpdated);
  const auto facts = *store_.ListFacts();
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].id, "f_1");
  EXPECT_TRUE(facts[0].claims[0] == one_.claims[0]) << "with the claim as it is now";
  ExpectSound(store_);
}

}  // namespace
}  // namespace heshu::store
