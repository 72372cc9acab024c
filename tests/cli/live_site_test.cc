#include "cli/serve/live_site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/serve/live_pages.h"
#include "tests/store/store_fixture.h"

namespace heshu::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

struct HostCase {
  std::string name, host;
  int port;
  bool want;
};
void PrintTo(const HostCase& c, std::ostream* os) { *os << c.host; }
class KnowsItsOwnName : public testing::TestWithParam<HostCase> {};
TEST_P(KnowsItsOwnName, AndNoOther) {
  EXPECT_EQ(IsOwnHost(GetParam().host, GetParam().port), GetParam().want);
}
INSTANTIATE_TEST_SUITE_P(Hosts, KnowsItsOwnName,
                         testing::Values(HostCase{"Address", "127.0.0.1:8321", 8321, true},
                                         HostCase{"Name", "LocalHost:8321", 8321, true},
                                         HostCase{"Six", "[::1]:8321", 8321, true},
                                         HostCase{"PortEighty", "localhost", 80, true},
                                         HostCase{"OtherPort", "127.0.0.1:8322", 8321, false},
                                         HostCase{"NoPort", "127.0.0.1", 8321, false},
                                         HostCase{"Rebound", "evil.example:8321", 8321, false},
                                         HostCase{"Prefix", "localhost.evil.example:8321", 8321,
                                                  false},
                                         HostCase{"OtherLoopback", "127.0.0.2:8321", 8321, false},
                                         HostCase{"Empty", "", 8321, false}),
                         [](const auto& row) { return row.param.name; });

// A store with thirty claims in fifteen facts that contradict, and the site over it.
class LiveSiteTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string path = folder_ / "a.db";
    {
      store::Store store = OpenStore(path);
      std::vector<Fact> facts;
      for (int i = 0; i < 15; ++i) facts.push_back(StoreFact(store, i));
      ASSERT_TRUE(store.ReplaceFacts(facts, 0));
    }
    auto folder = normalize::Folder::Create();
    ASSERT_TRUE(folder);
    fold_ = std::make_unique<normalize::Folder>(std::move(*folder));
    auto store = store::Store::Open(path, store::OpenMode::kReadOnly,
                                    [this](std::string_view t) { return fold_->FoldKey(t); });
    ASSERT_TRUE(store) << store.error().ToString();
    site_ = std::make_unique<LiveSite>(LiveSite::Parts{.store = std::move(*store),
                                                       .vocabulary = &vocabulary_,
                                                       .folder = fold_.get(),
                                                       .resolve_subject = {},
                                                       .stamp = {}});
  }

  static store::Store OpenStore(const std::string& path) {
    auto store = store::Store::Open(path, store::OpenMode::kCreate, [](std::string_view text) {
      static const normalize::Folder folder = *normalize::Folder::Create();
      return folder.FoldKey(text);
    });
    EXPECT_TRUE(store);
    return std::move(*store);
  }

  static Fact StoreFact(store::Store& store, int number) {
    Fact fact;
    fact.id = "f_" + std::to_string(number);
    fact.subject = "acme";
    fact.metric = "revenue";
    fact.unit = "USD";
    fact.verdict = number % 5 == 4 ? Verdict::kAgree : Verdict::kContradict;
    fact.severity = 90 - number;
    for (const char side : {'a', 'b'}) {
      store::Bundle bundle =
          store::MakeBundle({.url = "https://w.example/" + std::to_string(number) + side,
                             .title = number == 3 ? "<script>x</script>" : "標題",
                             .source = std::string("Source ") + side,
                             .published = "2026-06-0" + std::to_string(number % 9 + 1)});
      Claim& claim = store::AddClaim(
          bundle, number == 3 ? "輝達市值蒸發5890億美元。" : "收入5890億美元。", "5890億美元");
      claim.subject = Subject{"acme", "ACME", "ACME", {}, How::kStated};
      claim.metric = "revenue";
      store::MustSave(store, bundle);
      fact.claims.push_back(claim);
    }
    return fact;
  }

  SiteAnswer Get(const std::string& path, std::multimap<std::string, std::string> fields = {}) {
    return site_->Answer({path, std::move(fields)});
  }
  nlohmann::json Json(const std::string& path,
                      std::multimap<std::string, std::string> fields = {}) {
    return nlohmann::json::parse(Get(path, std::move(fields)).body);
  }

  store::TemporaryFolder folder_;
  Vocabulary vocabulary_;
  std::unique_ptr<normalize::Folder> fold_;
  std::unique_ptr<LiveSite> site_;
};

TEST_F(LiveSiteTest, AnswersConflictsWithPagingAndAllWhenAsked) {
  const auto first = Json("/api/conflicts", {{"limit", "5"}});
  EXPECT_EQ(first["total"], 12);
  EXPECT_EQ(first["next"], 5);
  EXPECT_EQ(first["records"].size(), 5U);
  EXPECT_EQ(first["records"][0]["id"], "f_0");
  const auto last = Json("/api/conflicts", {{"limit", "5"}, {"offset", "10"}});
  EXPECT_EQ(last["records"].size(), 2U);
  EXPECT_EQ(last["next"], nullptr);
  EXPECT_EQ(Json("/api/conflicts", {{"all", "1"}})["total"], 15);
  EXPECT_EQ(Json("/api/conflicts", {{"verdict", "agree"}})["total"], 3);
  EXPECT_EQ(Json("/api/conflicts", {{"severity", "88"}})["total"], 3);
  EXPECT_EQ(Json("/api/conflicts", {{"source", "Source a"}, {"since", "2026-06-09"}})["total"], 1);
}

TEST_F(LiveSiteTest, SearchesFactsAndClaimsInEitherScript) {
  for (const char* words : {"蒸發", "蒸发"}) {
    EXPECT_EQ(Json("/api/conflicts", {{"q", words}})["total"], 1) << words;
    EXPECT_EQ(Json("/api/claims", {{"query", words}})["records"].size(), 2U) << words;
    EXPECT_THAT(Get("/", {{"q", words}}).body, HasSubstr("id=\"f_3\"")) << words;
  }
  EXPECT_THAT(Get("/", {{"q", "no such words"}}).body, HasSubstr("Nothing matches."));
}

TEST_F(LiveSiteTest, PagesThroughAllFactsInEachOrder) {
  for (const char* sort : {"", "worst", "newest", "subject"}) {
    std::set<std::string> ids;
    for (int offset = 0; offset < 15; offset += 4) {
      const auto page =
          Json("/api/conflicts",
               {{"all", "1"}, {"limit", "4"}, {"offset", std::to_string(offset)}, {"sort", sort}});
      for (const auto& record : page["records"]) {
        ids.insert(record["id"].get<std::string>());
      }
    }
    EXPECT_EQ(ids.size(), 15U) << sort;
  }
  EXPECT_THAT(Get("/", {{"from", "14"}}).body, HasSubstr("15–15 of 15"));
  EXPECT_EQ(Get("/", {{"sort", "random"}}).status, 400);
  EXPECT_EQ(Get("/api/conflicts", {{"verdict", "perhaps"}}).status, 400);
}

TEST_F(LiveSiteTest, ShowsWhatWasStoredSinceThePageBefore) {
  EXPECT_EQ(Json("/api/conflicts")["total"], 12);
  store::Store store = OpenStore(folder_ / "a.db");
  ASSERT_TRUE(store.ExchangeFacts({"f_0"}, {}, 0));
  EXPECT_EQ(Json("/api/conflicts")["total"], 11);
}

TEST_F(LiveSiteTest, GivesRecordsAndSaysWhatIsMissing) {
  const auto fact = Json("/api/fact/f_3");
  EXPECT_EQ(fact["id"], "f_3");
  const std::string claim = fact["claims"][0]["id"];
  const std::string doc = fact["claims"][0]["doc"];
  EXPECT_EQ(Json("/api/claim/" + claim)["doc"], doc);
  EXPECT_EQ(Json("/api/doc/" + doc)["title"], "<script>x</script>");
  for (const char* path : {"/api/fact/f_x", "/api/claim/c_x", "/api/doc/d_x", "/api/x"}) {
    const SiteAnswer answer = Get(path);
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_EQ(nlohmann::json::parse(answer.body)["error"]["kind"], "not_found") << path;
  }
  for (const std::string& path : {std::string("/show/f_3"), "/show/" + claim, "/show/" + doc}) {
    const SiteAnswer answer = Get(path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_THAT(answer.body, Not(HasSubstr("<script>x"))) << path;
  }
  EXPECT_EQ(Get("/show/f_x").status, 404);
  EXPECT_EQ(Get("/nowhere").status, 404);
  EXPECT_EQ(Get("/api/claims", {{"min", "many"}}).status, 400);
  EXPECT_EQ(Get("/api/claims", {{"since", "yesterday"}}).status, 400);
}

TEST_F(LiveSiteTest, EscapesWhatTheRequestSays) {
  const std::string evil = "\"><script>x</script>";
  for (const char* path : {"/", "/claims", "/lines"}) {
    for (const char* field : {"q", "subject", "metric", "source", "severity", "verdict", "since"}) {
      EXPECT_THAT(Get(path, {{field, evil}}).body, Not(HasSubstr("<script>x"))) << path << field;
    }
  }
  EXPECT_THAT(Get("/" + evil).body, Not(HasSubstr("<script>x")));
}

TEST(PageLink, KeepsTheFieldsButTheOffset) {
  const SiteRequest request{"/claims", {{"from", "30"}, {"q", "a&b=豆"}, {"subject", ""}}};
  EXPECT_EQ(PageLink(request, 60), "/claims?q=a%26b%3D%E8%B1%86&from=60");
  EXPECT_EQ(PageLink({"/", {}}, 0), "/");
}

TEST(SiteRequest, ReadsNumbersWithinTheirRange) {
  const SiteRequest request{"/", {{"a", "7"}, {"b", "-7"}, {"c", "7x"}, {"d", "999"}}};
  EXPECT_EQ(request.Number("a", 1, 100), 7U);
  EXPECT_EQ(request.Number("b", 1, 100), 1U);
  EXPECT_EQ(request.Number("c", 1, 100), 1U);
  EXPECT_EQ(request.Number("d", 1, 100), 100U);
  EXPECT_EQ(request.Number("e", 1, 100), 1U);
}

}  // namespace
}  // namespace heshu::cli
