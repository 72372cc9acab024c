// A file of an older heshu is brought up to date when it is opened, with all that is in it.
#include "store/migrate.h"

#include <gtest/gtest.h>

#include "store/database.h"
#include "store/frontier.h"
#include "store/migrations.h"
#include "store_fixture.h"

namespace heshu::store {
namespace {

// A file as the heshu that knew schemas up to `version` made it.
void MakeOlder(const std::string& path, int version, const std::string& rows) {
  auto database = *Database::Open(path, Access::kCreate);
  for (const Migration& migration : Migrations()) {
    if (migration.version > version) break;
    ASSERT_TRUE(database->Execute(std::string(migration.sql))) << migration.name;
  }
  ASSERT_TRUE(database->Execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                                "; PRAGMA user_version = " + std::to_string(version)));
  const auto filled = database->Execute(rows);
  ASSERT_TRUE(filled) << filled.error().ToString();
}

// Two documents of two sources that contradict each other, the second still to be compared; a
// source with one page fetched, one waiting and one that is never due.
constexpr char kRowsOfSchema5[] = R"(
INSERT INTO documents VALUES
  (7, 'd_1', 'https://a.example/', 'paper a', '', '', '', '', 'v1', NULL, 1, 1, x'00'),
  (9, 'd_2', 'https://b.example/', 'paper b', '', '', '', '', 'v1', NULL, 1, 1, x'00');
INSERT INTO claims (rank, id, doc, is_claim, text, context, sentence, span_begin, span_end,
    context_begin, context_end, sentence_begin, sentence_end, lo, hi, lo_real, hi_real, bound, digits, step, unit,
    unit_how, qualifiers, time_how, modality, confidence, source, published, subject, subject_name,
    subject_text, subject_begin, subject_end, subject_how, metric) VALUES
  (1, 'c_1', 'd_1', 1, '500', '500', '500', 0, 3, 0, 3, 0, 3, '500', '500', 500.0, 500.0, 'exact', 3, '1', 'USD',
   'stated', '{}', 'published', 'reported', 1, 'paper a', '2026-02-01', 's', 's', 's', 0, 1, 'stated',
   'm'),
  (2, 'c_2', 'd_2', 1, '600', '600', '600', 0, 3, 0, 3, 0, 3, '600', '600', 600.0, 600.0, 'exact', 3, '1', 'USD',
   'stated', '{}', 'published', 'reported', 1, 'paper b', '2026-02-01', 's', 's', 's', 0, 1, 'stated',
   'm');
INSERT INTO facts (id, key, kind, subject, metric, unit, time_how, verdict, severity, reasons,
    factors, arithmetic, needs, independent_sources, scope, verdict_rank, first_day, last_day)
  VALUES ('f_1', 's|m', '', 's', 'm', 'USD', 'published', 'contradict', 60, '["interval_disjoint"]',
    '{}', '', '', 2, 'cross', 0, '2026-02-01', '2026-02-01');
INSERT INTO fact_claims VALUES ('f_1', 0, 'c_1', NULL), ('f_1', 1, 'c_2', NULL);
INSERT INTO pending_comparisons VALUES ('d_2'), ('d_1');
INSERT INTO crawl_sources (name, first_at) VALUES ('paper a', 1);
INSERT INTO crawl_urls (key, url, host, rank, next_at, kind, source, state, found_at) VALUES
  ('1', '1', 'h', 1, 5, 'article', 'paper a', 'queued', 1),
  ('2', '2', 'h', 1, 253402300799000, 'article', 'paper a', 'stored', 1),
  ('3', '3', 'h', 1, 253402300799000, 'article', 'paper a', 'queued', 1);
)";

TEST(Migrate, BringsAStoreOfSchema5UpToDate) {
  const TemporaryFolder folder;
  MakeOlder(folder / "db", 5, kRowsOfSchema5);
  Store store = OpenStore(folder / "db", OpenMode::kReadWrite);
  EXPECT_EQ(store.Info()->schema_version, NewestSchema());
  for (const char* source : {"paper a", "paper b"}) {
    const auto facts = store.FindFacts({.source = source});
    ASSERT_TRUE(facts) << facts.error().ToString();
    ASSERT_EQ(facts->size(), 1U) << source;
    EXPECT_EQ(facts->front().claims.size(), 2U);
  }
  EXPECT_TRUE(store.FindFacts({.source = "paper c"})->empty());
  EXPECT_EQ(store.FindFacts({.unit = "USD"})->size(), 1U);
  EXPECT_TRUE(store.FindFacts({.unit = "CNY"})->empty());
  EXPECT_EQ(store.FindFacts({.min = Decimal::Of(550)})->size(), 1U);
  EXPECT_TRUE(store.FindFacts({.min = Decimal::Of(601)})->empty());
  EXPECT_TRUE(store.FindFacts({.max = Decimal::Of(499)})->empty());
  const FactChoices choices = *store.FindChoices(9);
  EXPECT_EQ(choices.subjects, (FactChoices::Counts{{"s", 1}}));
  EXPECT_EQ(choices.metrics, (FactChoices::Counts{{"m", 1}}));
  EXPECT_EQ(choices.sources, (FactChoices::Counts{{"paper a", 1}, {"paper b", 1}}));
  EXPECT_EQ(*store.PendingDocuments(9), (std::vector<std::string>{"d_1", "d_2"}));
  ASSERT_TRUE(store.MarkCompared("d_1"));
  EXPECT_EQ(*store.PendingDocuments(9), (std::vector<std::string>{"d_2"}));
  Frontier frontier(store);
  EXPECT_EQ(frontier.ListHealth("2026-01-01")->front().queued, 1U);
}

TEST(Migrate, TellsWhatKeptFiguresApart) {
  const TemporaryFolder folder;
  MakeOlder(folder / "db", 6,
            "INSERT INTO facts (id, key, kind, subject, metric, unit, time_how, verdict, severity,"
            " reasons, factors, arithmetic, needs, independent_sources, scope, verdict_rank)"
            " VALUES ('f_1', 'k', '', 's', 'm', 'USD', 'published', 'not_comparable', 0,"
            " '[\"mismatch:time\"]', '{}', '', '', 2, 'cross', 4)");
  Store store = OpenStore(folder / "db", OpenMode::kReadWrite);
  EXPECT_EQ(store.FindFacts({.not_apart_by = {"mismatch:unit"}})->size(), 1U);
  EXPECT_TRUE(store.FindFacts({.not_apart_by = {"mismatch:unit", "mismatch:time"}})->empty());
}

TEST(Migrate, KeepsWhichRunFoundAFactFirst) {
  const TemporaryFolder folder;
  MakeOlder(folder / "db", 9,
            "INSERT INTO runs VALUES (1, 'ingest', 'v1', '2026-01-01T00:00:00Z', NULL, NULL);"
            "INSERT INTO facts (id, key, kind, subject, metric, unit, time_how, verdict, severity,"
            " reasons, factors, arithmetic, needs, independent_sources, scope, verdict_rank,"
            " first_run) VALUES ('f_1', 'k', '', 's', 'm', 'USD', 'published', 'not_comparable',"
            " 0, '[]', '{}', '', '', 2, 'cross', 4, 1);"
            "INSERT INTO fact_origins VALUES ('f_1', 1), ('f_2', 1)");
  Store store = OpenStore(folder / "db", OpenMode::kReadWrite);
  EXPECT_EQ(RunSql(folder / "db", "SELECT group_concat(fact) FROM fact_origins"), "f_2");
  Fact there = *store.FindFact("f_1").value();
  Fact gone = there;
  gone.id = "f_2";
  ASSERT_TRUE(store.ExchangeFacts({"f_1"}, {}, 0));
  const auto run = *store.BeginRun("ingest", "v1", "2026-03-01T00:00:00Z");
  ASSERT_TRUE(store.ExchangeFacts({}, {there, gone}, run));
  for (const char* id : {"f_1", "f_2"}) EXPECT_EQ((*store.FindFact(id))->first_run, 1) << id;
}

TEST(Migrate, BringsAnEmptyStoreOfAnySchemaUpToDate) {
  for (int version = 1; version < NewestSchema(); ++version) {
    const TemporaryFolder folder;
    MakeOlder(folder / "db", version, "");
    Store store = OpenStore(folder / "db", OpenMode::kReadWrite);
    EXPECT_EQ(store.Info()->schema_version, NewestSchema());
    MustSave(store, NumberedBundle(1));
    ExpectSound(store);
  }
}

}  // namespace
}  // namespace heshu::store
