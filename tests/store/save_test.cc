#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "store/migrate.h"
#include "store_fixture.h"

namespace heshu::store {
namespace {

std::vector<Claim> ById(std::vector<Claim> claims) {
  std::sort(claims.begin(), claims.end(),
            [](const Claim& a, const Claim& b) { return a.id < b.id; });
  return claims;
}

TEST(Save, ReturnsEveryClaimAsItWas) {
  const TemporaryFolder folder;
  std::mt19937 random(20260224);
  Store store = OpenStore(folder / "db");
  std::vector<Claim> all;
  for (int i = 0; i < 200; ++i) {
    const Bundle bundle = RandomBundle(random, i);
    ASSERT_EQ(MustSave(store, bundle), SaveOutcome::kAdded);
    ASSERT_EQ(ById(*store.FindClaims({.doc = DocumentId(bundle.document)})), ById(bundle.claims));
    all.insert(all.end(), bundle.claims.begin(), bundle.claims.end());
  }
  ASSERT_GT(all.size(), 200U);
  for (const char* sort : {"relevance", "-relevance", "published", "value", "-source"}) {
    EXPECT_TRUE(ById(*store.FindClaims({.sort = sort})) == ById(all)) << sort;
  }
  for (const auto& claim : all) EXPECT_EQ(*store.FindClaim(claim.id), claim);
  ExpectSound(store);
}

TEST(Save, ReturnsDocumentAndArticleAsTheyWere) {
  const TemporaryFolder folder;
  Bundle bundle = NumberedBundle(1);
  bundle.document.bytes = std::string("\xff\x00\xfe raw", 7) + std::string(100000, 'x');
  bundle.document.http_charset = "big5";
  bundle.document.published = "2026-02-23";
  for (auto& claim : bundle.claims) claim.doc = DocumentId(bundle.document);
  Article& article = bundle.article;
  article.title_span = ByteSpan{3, 9};
  article.byline = "記者";
  article.publisher = "報";
  article.site = "example.com";
  article.canonical_url = "https://example.com/c";
  article.next_page_url = "https://example.com/2";
  article.charset = "Big5-HKSCS";
  article.charset_rule = "http";
  article.page_class = PageClass::kPaywalled;
  article.confidence = 0.1 + 0.2;
  article.blocks.push_back({BlockKind::kTableRow, {{1, 2}, {5, 9}}, ByteSpan{100, 200}, 2});
  article.dropped.push_back({"相關\"文章\"", "related_links"});
  Store store = OpenStore(folder / "db");
  MustSave(store, bundle);

  const auto id = DocumentId(bundle.document);
  const auto document = *store.ReadDocument(id);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->bytes, bundle.document.bytes);
  EXPECT_EQ(document->url, bundle.document.url);
  EXPECT_EQ(document->source, "daily");
  EXPECT_EQ(document->content_type, "text/html");
  EXPECT_EQ(document->http_charset, "big5");
  EXPECT_EQ(document->published, "2026-02-23");
  EXPECT_EQ(document->fetched_at, bundle.document.fetched_at);

  const auto read = *store.ReadArticle(id);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->title, article.title);
  EXPECT_EQ(read->title_span, article.title_span);
  EXPECT_EQ(read->byline, article.byline);
  EXPECT_EQ(read->published, article.published);
  EXPECT_EQ(read->published_rule, article.published_rule);
  EXPECT_EQ(read->publisher, article.publisher);
  EXPECT_EQ(read->site, article.site);
  EXPECT_EQ(read->url, article.url);
  EXPECT_EQ(read->canonical_url, article.canonical_url);
  EXPECT_EQ(read->next_page_url, article.next_page_url);
  EXPECT_EQ(read->language, "zh");
  EXPECT_EQ(read->script, "Hant");
  EXPECT_EQ(read->charset, article.charset);
  EXPECT_EQ(read->charset_rule, article.charset_rule);
  EXPECT_EQ(read->page_class, article.page_class);
  EXPECT_EQ(read->confidence, article.confidence);
  EXPECT_EQ(read->text, article.text);
  ASSERT_EQ(read->blocks.size(), article.blocks.size());
  EXPECT_EQ(read->blocks.back().kind, BlockKind::kTableRow);
  EXPECT_EQ(read->blocks.back().pieces, article.blocks.back().pieces);
  EXPECT_EQ(read->blocks.back().html_span, article.blocks.back().html_span);
  EXPECT_EQ(read->blocks.back().section, 2);
  EXPECT_FALSE(read->blocks.front().html_span.has_value());
  ASSERT_EQ(read->dropped.size(), 1U);
  EXPECT_EQ(read->dropped[0].text, article.dropped[0].text);
  EXPECT_EQ(read->dropped[0].reason, "related_links");

  const auto listed = *store.FindDocument(id);
  ASSERT_TRUE(listed.has_value());
  EXPECT_EQ(listed->title, article.title);
  EXPECT_EQ(listed->published, article.published);
  EXPECT_EQ(listed->bytes, bundle.document.bytes.size());
  EXPECT_EQ(listed->claims, 3U);
  EXPECT_EQ(listed->rule_set_version, "v1");
}

TEST(Save, FindsNothingUnderUnknownIds) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  EXPECT_FALSE(store.FindClaim("c_0")->has_value());
  EXPECT_FALSE(store.FindDocument("d_0")->has_value());
  EXPECT_FALSE(store.ReadArticle("d_0")->has_value());
  EXPECT_FALSE(store.ReadDocument("d_0")->has_value());
  EXPECT_FALSE(store.FindFact("f_0")->has_value());
  EXPECT_TRUE(store.ListDocuments()->empty());
}

TEST(Save, WritesNothingForTheSameDocumentAndRules) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  const Bundle bundle = NumberedBundle(1);
  EXPECT_EQ(MustSave(store, bundle), SaveOutcome::kAdded);
  const auto version = RunSql(folder / "db", "PRAGMA data_version");
  const auto bytes = std::filesystem::file_size(folder / "db-wal");
  const auto written = std::filesystem::last_write_time(folder / "db-wal");
  EXPECT_EQ(MustSave(store, bundle), SaveOutcome::kUnchanged);
  EXPECT_EQ(std::filesystem::file_size(folder / "db-wal"), bytes);
  EXPECT_EQ(std::filesystem::last_write_time(folder / "db-wal"), written);
  EXPECT_EQ(store.Info()->documents, 1U);
}

TEST(Save, ReplacesFindingsUnderNewRulesAndKeepsIds) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  Bundle bundle = NumberedBundle(1);
  MustSave(store, bundle);
  MustSave(store, NumberedBundle(2));
  bundle.claims.pop_back();
  bundle.claims[0].metric.clear();
  bundle.claims[1].metric = "orders";
  bundle.article.title = "新題";
  bundle.document.source = "weekly";
  EXPECT_EQ(MustSave(store, bundle, "v2"), SaveOutcome::kUpdated);
  EXPECT_EQ(ById(*store.FindClaims({.doc = DocumentId(bundle.document)})), ById(bundle.claims));
  EXPECT_EQ(store.FindDocument(DocumentId(bundle.document))->value().source, "weekly");
  EXPECT_EQ(store.ReadArticle(DocumentId(bundle.document))->value().title, "新題");
  EXPECT_EQ(store.FindClaims({.text = "新題"})->size(), 2U);
  EXPECT_TRUE(store.FindClaims({.text = "第1篇"})->empty()) << "the old title is still indexed";
  EXPECT_EQ(store.FindClaims({.text = "豆包"})->size(), 5U);
  EXPECT_EQ(store.FindClaims({.text = "orders"})->size(), 1U);
  EXPECT_EQ(store.FindClaims({.text = "豆包", .metric = "token_calls"})->size(), 3U);
  EXPECT_EQ(store.ReadDocument(DocumentId(bundle.document))->value().bytes, bundle.document.bytes);
  ExpectSound(store);
}

TEST(Save, RefusesClaimsThatDoNotBelongTogether) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  Bundle bundle = NumberedBundle(1);
  bundle.claims[1].doc = "d_other";
  auto saved = store.Save(bundle.document, bundle.article, bundle.claims, 0, "v1");
  ASSERT_FALSE(saved.has_value());
  EXPECT_EQ(saved.error().kind, ErrorKind::kInvalidInput);
  bundle = NumberedBundle(1);
  bundle.claims[1].id = bundle.claims[0].id;
  saved = store.Save(bundle.document, bundle.article, bundle.claims, 0, "v1");
  ASSERT_FALSE(saved.has_value());
  EXPECT_THAT(saved.error().what, testing::HasSubstr(bundle.claims[0].id));
  EXPECT_EQ(store.Info()->documents, 0U);
  EXPECT_EQ(MustSave(store, NumberedBundle(1)), SaveOutcome::kAdded);
}

TEST(Save, LeavesNothingHalfAfterAConflictInTheMiddle) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  MustSave(store, NumberedBundle(1));
  Bundle second = NumberedBundle(2);
  second.claims.back().id = NumberedBundle(1).claims.front().id;  // as if two hashes collided
  const auto saved = store.Save(second.document, second.article, second.claims, 0, "v1");
  ASSERT_FALSE(saved.has_value());
  EXPECT_EQ(saved.error().kind, ErrorKind::kInvalidInput);
  EXPECT_EQ(store.Info()->documents, 1U);
  EXPECT_EQ(store.FindClaims({.text = "豆包"})->size(), 3U);
  ExpectSound(store);
  EXPECT_EQ(MustSave(store, NumberedBundle(2)), SaveOutcome::kAdded);
  ExpectSound(store);
}

TEST(Save, TellsRunsAndCounts) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  const auto run = store.BeginRun("ingest", "rules-7", "2026-03-01T00:00:00Z");
  ASSERT_TRUE(run.has_value());
  Bundle bundle = NumberedBundle(1);
  bundle.claims[2].subject.reset();
  ASSERT_TRUE(store.Save(bundle.document, bundle.article, bundle.claims, *run, "rules-7"));
  ASSERT_TRUE(store.EndRun(*run, "2026-03-01T00:00:01Z", R"({"stored":1})").has_value());
  EXPECT_EQ(store.EndRun(99, "", "").error().kind, ErrorKind::kNotFound);
  const auto info = *store.Info();
  EXPECT_EQ(info.path, folder / "db");
  EXPECT_EQ(info.schema_version, NewestSchema());
  EXPECT_EQ(info.documents, 1U);
  EXPECT_EQ(info.articles, 1U);
  EXPECT_EQ(info.figures, 3U);
  EXPECT_EQ(info.claims, 2U);
  EXPECT_EQ(info.runs, 1U);
  EXPECT_EQ(info.rule_set_version, "rules-7");
  EXPECT_GT(info.file_bytes, 4096U);
  EXPECT_EQ(RunSql(folder / "db", "SELECT run FROM documents"), std::to_string(*run));
  bundle.claims.pop_back();  // other findings: the run is noted with them
  const auto unknown = store.Save(bundle.document, bundle.article, bundle.claims, 4711, "other");
  ASSERT_FALSE(unknown.has_value()) << "a run that was never begun";
}

TEST(Save, IndexesWhatTheAnnotatorsTell) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  store.Annotate(
      {.search_words =
           [](const Claim& claim) {
             return claim.metric == "token_calls"
                        ? std::vector<std::string>{"詞元調用量", "Token calls"}
                        : std::vector<std::string>{};
           },
       .fact_key = [](const Claim& claim) { return claim.subject->id + "/" + claim.text; },
       .entity_kind = [](std::string_view) { return std::string("product"); }});
  MustSave(store, NumberedBundle(1));
  EXPECT_EQ(store.FindClaims({.text = "元调用"})->size(), 3U);
  EXPECT_EQ(store.FindClaims({.text = "\"token calls\""})->size(), 3U);
  const auto same = *store.ClaimsWithFactKey("doubao/1億");
  ASSERT_EQ(same.size(), 1U);
  EXPECT_EQ(same[0].text, "1億");
  EXPECT_TRUE(store.ClaimsWithFactKey("doubao/9億")->empty());
  EXPECT_EQ(RunSql(folder / "db", "SELECT kind || name FROM entities"), "product豆包");
  ExpectSound(store);
}

TEST(Export, WritesACompleteCopyAndOverwritesNothing) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  for (int i = 0; i < 10; ++i) MustSave(store, NumberedBundle(i));
  ASSERT_TRUE(store.Optimize().has_value());
  ASSERT_TRUE(store.ExportTo(folder / "copy").has_value());
  Store copy = OpenStore(folder / "copy", OpenMode::kReadWrite);
  EXPECT_EQ(*copy.FindClaims({}), *store.FindClaims({}));
  EXPECT_EQ(copy.FindClaims({.text = "豆包"})->size(), 30U);
  ExpectSound(copy);
  EXPECT_EQ(store.ExportTo(folder / "copy").error().kind, ErrorKind::kInvalidInput);
  EXPECT_FALSE(store.ExportTo(folder / "no/such/folder").has_value());
}

}  // namespace
}  // namespace heshu::store
