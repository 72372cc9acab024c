#include "cli/source_probe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/source_status.h"
#include "tests/crawler/loopback_server.h"

namespace heshu::cli {
namespace {

using crawler::Gzip;
using crawler::LoopbackServer;
using testing::ElementsAre;
using testing::HasSubstr;

std::string Ok(std::string body, const std::string& type = "application/rss+xml",
               const std::string& more = "") {
  return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + more +
         "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

std::string Rss(const std::string& items) {
  return "<?xml version='1.0'?><rss><channel><title>站</title>" + items + "</channel></rss>";
}
const std::string kItem =
    "<item><link>/a/1.html</link><pubDate>Tue, 24 Feb 2026 14:00:00 +0800</pubDate></item>";

class ProberTest : public testing::Test {
 protected:
  ProberTest() { server_.Reply("/robots.txt", Ok("User-agent: *\nDisallow: /no\n", "text/plain")); }

  Prober Make() {
    crawler::FetchOptions options;
    options.user_agent = "heshu/test";
    options.allow_nets = {"127.0.0.0/8"};
    options.total_timeout_ms = 3000;
    return std::move(*Prober::Create(std::move(options), std::chrono::milliseconds(0)));
  }

  Probe Check(const std::string& path, const std::string& kind = "feed",
              const std::string& more = "") {
    const auto list = crawler::ParseSources("[[source]]\nname = \"s\"\nkind = \"" + kind +
                                                "\"\nurl = \"" + server_.Url(path) + "\"\n" + more,
                                            "s.toml");
    if (list.sources.empty()) return {};
    Prober prober = Make();
    return prober.Check(list.sources[0], list, list.sources[0].urls[0]);
  }

  LoopbackServer server_;
};

TEST_F(ProberTest, ExplainsAFeed) {
  server_.Reply("/rss", Ok(Rss(kItem + kItem), "application/rss+xml",
                           "ETag: \"1\"\r\nLast-Modified: Tue, 24 Feb 2026 06:00:00 GMT\r\n"));
  const Probe probe = Check("/rss");
  ASSERT_FALSE(probe.error.has_value()) << probe.error->ToString();
  EXPECT_EQ(probe.found, "rss");
  EXPECT_EQ(probe.items, 2u);
  EXPECT_EQ(probe.newest, "2026-02-24T14:00:00+08:00");
  EXPECT_EQ(probe.title, "站");
  EXPECT_TRUE(probe.has_etag && probe.has_last_modified);
  EXPECT_EQ(probe.robots, "allowed");
  EXPECT_TRUE(probe.notes.empty()) << probe.notes[0];
}

TEST_F(ProberTest, ExplainsAListPage) {
  server_.Reply("/list", Ok("<html><a href='/a/1.html'>一</a><a href='/about'>x</a>"
                            "<a href='?p=2'>下一頁</a>",
                            "text/html"));
  const Probe probe = Check("/list", "list", "include = '/a/'\n");
  ASSERT_FALSE(probe.error.has_value()) << probe.error->ToString();
  EXPECT_EQ(probe.wanted, 1u);
  EXPECT_EQ(probe.items, 3u);
  EXPECT_EQ(probe.next_url, server_.Url("/list?p=2"));
}

TEST_F(ProberTest, SendsTheSourcesHeadersAndObeysItsCharset) {
  server_.Reply("/rss", Ok(Rss("<item><link>/1</link><title>\xB0\xD1</title></item>")));
  const Probe probe = Check("/rss", "feed", "charset = \"gb18030\"\nheaders = { X-Key = \"k\" }\n");
  EXPECT_EQ(probe.charset, "gb18030");
  EXPECT_THAT(server_.requests().back(), HasSubstr("X-Key: k"));
}

TEST_F(ProberTest, AsksRobotsOnceAndObeysIt) {
  const Probe probe = Check("/no/rss");
  ASSERT_TRUE(probe.error.has_value());
  EXPECT_EQ(probe.error->kind, ErrorKind::kDenied);
  EXPECT_EQ(probe.robots, "denied by line 2");
  EXPECT_EQ(server_.requests().size(), 1u);
}

TEST_F(ProberTest, ObeysRobotsBehindARedirect) {
  server_.Reply("/old", "HTTP/1.1 301 M\r\nLocation: /no/new\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(Check("/old").error->kind, ErrorKind::kDenied);
}

TEST_F(ProberTest, ARobotsThatIsAnHtmlPageHasNoRules) {
  server_.Reply("/robots.txt", Ok("<!DOCTYPE html><html>Disallow: /</html>", "text/html"));
  server_.Reply("/rss", Ok(Rss(kItem)));
  const Probe probe = Check("/rss");
  EXPECT_FALSE(probe.error.has_value());
  EXPECT_THAT(probe.robots, HasSubstr("HTML page"));
}

struct Trouble {
  std::string name;
  std::string reply;
  std::string what;  // part of the error
  std::string kind = "feed";
};
void PrintTo(const Trouble& row, std::ostream* os) { *os << row.name; }
class NamesTrouble : public ProberTest, public testing::WithParamInterface<Trouble> {};

TEST_P(NamesTrouble, OfASource) {
  server_.Reply("/x", GetParam().reply);
  const Probe probe = Check("/x", GetParam().kind);
  ASSERT_TRUE(probe.error.has_value());
  EXPECT_THAT(probe.error->what, HasSubstr(GetParam().what));
  EXPECT_THAT(probe.error->where, HasSubstr("/x"));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, NamesTrouble,
    testing::Values(
        Trouble{"HtmlPage", Ok("<!DOCTYPE html><html><p>Not here", "text/html"), "HTML page"},
        Trouble{"Gone", "HTTP/1.1 410 G\r\nContent-Length: 0\r\n\r\n", "nothing is there (410)"},
        Trouble{"Forbidden", "HTTP/1.1 403 F\r\nContent-Length: 0\r\n\r\n", "refuses (403)"},
        Trouble{"Busy", "HTTP/1.1 503 B\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n",
                "asked later (503)"},
        Trouble{"Truncated",
                "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n<rss>",
                "broke off"},
        Trouble{"Empty", Ok(""), "empty"}, Trouble{"NoItems", Ok(Rss("")), "no items"},
        Trouble{"Binary", Ok(std::string("\x89PNG\r\n\x1a\n\0\0\0", 11)), "image"},
        Trouble{"OtherXml", Ok("<svg/>"), "no feed"},
        Trouble{"Circle", "HTTP/1.1 302 F\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", "circle"},
        Trouble{"OtherScheme", "HTTP/1.1 302 F\r\nLocation: file:///x\r\nContent-Length: 0\r\n\r\n",
                "no address"},
        // 60 MB of nothing in 60 KB: over sitemaps.org's 50 MB.
        Trouble{"XmlGzBomb", Ok(Gzip(std::string(60u << 20, ' ')), "application/gzip"),
                "unpacks to more", "sitemap"},
        Trouble{"EncodedBomb",
                Ok(Gzip(std::string(60u << 20, ' ')), "text/xml", "Content-Encoding: gzip\r\n"),
                "larger than", "sitemap"}),
    [](const auto& row) { return row.param.name; });

TEST_F(ProberTest, ReadsAPackedSitemap) {
  server_.Reply(
      "/map.xml.gz",
      Ok(Gzip("<urlset><url><loc>https://a.example/1</loc></url></urlset>"), "application/gzip"));
  const Probe probe = Check("/map.xml.gz", "sitemap");
  ASSERT_FALSE(probe.error.has_value()) << probe.error->ToString();
  EXPECT_EQ(probe.found, "sitemap");
}

TEST_F(ProberTest, KeepsTheItemsBeforeABreakInEveryCharset) {
  const std::string head = "<rss><channel>" + kItem + "<item><link>/2</link><title>";
  for (const auto& [charset, title] :
       {std::pair("utf-8", "\xE8\xB2\xA1"), std::pair("gb18030", "\xB2\xC6\xBE\xAD"),
        std::pair("big5", "\xB0\x5D\xB8\x67"), std::pair("utf-8", "\xFF\xFE broken")}) {
    SCOPED_TRACE(charset);
    server_.Reply("/rss", Ok(head + title + "</ti", std::string("text/xml; charset=") + charset));
    const Probe probe = Check("/rss");
    ASSERT_FALSE(probe.error.has_value()) << probe.error->ToString();
    EXPECT_GE(probe.items, 1u);
    EXPECT_THAT(probe.notes, testing::Contains(HasSubstr("malformed")));
  }
}

TEST_F(ProberTest, RefusesPrivateAddresses) {
  crawler::FetchOptions options;
  options.user_agent = "heshu/test";
  Prober prober = std::move(*Prober::Create(options, std::chrono::milliseconds(0)));
  const Probe probe = prober.Look(server_.Url("/rss"));
  EXPECT_EQ(probe.error->kind, ErrorKind::kDenied);
  EXPECT_THAT(probe.error->hint, HasSubstr("--allow-net"));
}

TEST_F(ProberTest, LooksForWhatIsThere) {
  server_.Reply("/",
                Ok("<html><link rel=alternate type=application/rss+xml href=/rss>", "text/html"));
  Prober prober = Make();
  const Probe probe = prober.Look(server_.Url("/"));
  EXPECT_EQ(probe.found, "html");
  EXPECT_THAT(probe.feeds_here, ElementsAre(server_.Url("/rss")));
}

TEST(SourceState, IsOneWord) {
  constexpr store::Millis kDay = 86'400'000;
  const store::Millis now = 100 * kDay;
  store::SourceHealth health;
  health.first_at = 99 * kDay;
  EXPECT_EQ(SourceState(health, now, 3), "new");
  health.last_ok_at = now;
  EXPECT_EQ(SourceState(health, now, 3), "good");
  health.first_at = 50 * kDay;
  health.last_article_at = 96 * kDay;
  EXPECT_EQ(SourceState(health, now, 3), "quiet");
  health.last_error = "x";
  EXPECT_EQ(SourceState(health, now, 3), "failing");
  health.paused = "x";
  EXPECT_EQ(SourceState(health, now, 3), "paused");
}

}  // namespace
}  // namespace heshu::cli
