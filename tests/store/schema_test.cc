// What a person sees who opens the file with sqlite3 or Datasette.
#include <gtest/gtest.h>

#include "store_fixture.h"

namespace heshu::store {
namespace {

class Schema : public testing::Test {
 protected:
  Schema() {
    Store store = OpenStore(path_);
    Bundle bundle = NumberedBundle(1);
    bundle.claims[0].qualifiers = {{"statistic", "peak"}};
    bundle.claims[0].time.start = bundle.claims[0].time.end = Date{2026, 2, 16};
    bundle.claims[0].attribution = Attribution{"", "知情人士", ByteSpan{1, 2}};
    bundle.claims[1].source = "";
    MustSave(store, bundle);
    Fact fact;
    fact.id = "f_1";
    fact.subject = "doubao";
    fact.metric = "token_calls";
    fact.verdict = Verdict::kContradict;
    fact.severity = 40;
    fact.claims = {bundle.claims[0], bundle.claims[1]};
    EXPECT_TRUE(store.ReplaceFacts({fact}, 0).has_value());
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "db";
};

TEST_F(Schema, ShowsOneReadableRowAClaim) {
  EXPECT_EQ(RunSql(path_, "SELECT count(*) FROM claims_v"), "3");
  EXPECT_EQ(RunSql(path_,
                   "SELECT title || '|' || source || '|' || url || '|' || subject || '|' || metric"
                   " || '|' || lo || '|' || unit || '|' || text || '|' || published FROM claims_v"
                   " WHERE text = '1億'"),
            "第1篇|daily|https://example.com/1|doubao|token_calls|63300000000|token/day|1億|"
            "2026-02-24");
}

TEST_F(Schema, ShowsTheValuesOfAFactSideBySide) {
  EXPECT_EQ(
      RunSql(path_, "SELECT verdict || ' ' || severity || ' ' || \"values\" FROM conflicts_v"),
      "contradict 40 1億 (daily 2026-02-24) | 1萬 (https://example.com/1 2026-02-24)");
}

TEST_F(Schema, ShowsReviewsByTheFactsKey) {
  EXPECT_EQ(RunSql(path_, "SELECT review IS NULL FROM conflicts_v"), "1");
  RunSql(path_,
         "INSERT INTO reviews (fact_key, fact, state, note, at) SELECT key, id, 'rejected', 'x',"
         " '2026-03-01T00:00:00Z' FROM facts");
  EXPECT_EQ(RunSql(path_, "SELECT review FROM conflicts_v"), "rejected");
}

TEST_F(Schema, ListsSlots) {
  EXPECT_EQ(
      RunSql(path_,
             "SELECT group_concat(slot || '=' || coalesce(value, text), ' ') FROM (SELECT * FROM"
             " slots JOIN claims ON claims.id = slots.claim WHERE claims.text = '1億'"
             " ORDER BY slot)"),
      "attribution=知情人士 statistic=peak subject=doubao time=2026-02-16/2026-02-16");
}

TEST_F(Schema, SortsValuesAsNumbers) {
  EXPECT_EQ(RunSql(path_, "SELECT typeof(value_real) || value_real FROM claims"),
            "real63300000000.0");
}

TEST_F(Schema, AnswersWithIndexes) {
  for (const char* condition :
       {"subject = 'a' AND metric = 'b'", "metric = 'b'", "doc = 'd'", "source = 's'",
        "published > '2026'", "fact_key = 'k'", "value_real > 3", "id = 'c'", "unit = 'u'"}) {
    const auto plan =
        RunSql(path_, std::string("EXPLAIN QUERY PLAN SELECT text FROM claims WHERE ") + condition);
    EXPECT_NE(plan.find("SEARCH claims USING INDEX"), std::string::npos)
        << condition << ": " << plan;
  }
}

}  // namespace
}  // namespace heshu::store
