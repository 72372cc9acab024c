// What `heshu crawl` asks a server for, seen from the server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>

#include "../crawler/loopback_server.h"
#include "nginx_server.h"

namespace heshu::crawl_test {
namespace {

using testing::HasSubstr;

std::vector<std::string> UrisOf(const NginxServer& server, const std::string& host) {
  std::vector<std::string> uris;
  for (const LogLine& line : server.Log()) {
    if (line.host == host) uris.push_back(line.uri);
  }
  return uris;
}

std::string SourceToml(const std::string& name, const std::string& url,
                       const std::string& kind = "feed", const std::string& more = "") {
  return "[[source]]\nname = \"" + name + "\"\nkind = \"" + kind + "\"\nurl = \"" + url + "\"\n" +
         more + "\n";
}

// A feed with `articles` pages at each of `hosts`.
void WriteSite(const Folder& folder, const NginxServer& server, const std::string& host,
               int articles) {
  std::vector<std::string> links;
  for (int i = 1; i <= articles; ++i) {
    const std::string path = "/a/" + std::to_string(i) + ".html";
    links.push_back(server.Url(host, path));
    const int number = std::stoi(host.substr(host.rfind('.') + 1)) * 1000 + i;
    folder.Write("www/" + host + path, ArticleHtml(number));
  }
  folder.Write("www/" + host + "/feed.xml", FeedXml(links));
}

TEST(Crawl, StoresWhatAFeedListsAndKeepsThePause) {
  const Folder folder;
  const NginxServer server(folder, "");
  for (const std::string host : {"127.0.0.2", "127.0.0.3"}) WriteSite(folder, server, host, 4);
  folder.Write("www/127.0.0.2/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n");
  folder.Write("sources.toml", SourceToml("two", server.Url("127.0.0.2", "/feed.xml")) +
                                   SourceToml("three", server.Url("127.0.0.3", "/feed.xml")));
  const Outcome outcome = RunProgram(folder, CrawlArguments("120ms"));
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_EQ(Sql(folder, "SELECT count(*) FROM documents"), "8");
  EXPECT_EQ(Sql(folder, "SELECT count(*) FROM documents WHERE source = 'two'"), "4");
  EXPECT_NE(Sql(folder, "SELECT count(*) FROM claims"), "0");
  const auto uris = UrisOf(server, "127.0.0.2");
  ASSERT_GE(uris.size(), 2U);
  EXPECT_EQ(uris[0], "/robots.txt");
  EXPECT_EQ(uris[1], "/feed.xml");
  auto log = server.Log();
  EXPECT_GE(LeastPause(log), 0.119);
  // The pause that robots.txt asks for holds once it is read.
  std::erase_if(log, [](const LogLine& line) {
    return line.host != "127.0.0.2" || line.uri == "/robots.txt";
  });
  EXPECT_GE(LeastPause(log), 0.299);
  EXPECT_THAT(log.at(0).agent, HasSubstr("heshu/"));
  EXPECT_THAT(log.at(0).agent, HasSubstr("+http"));
}

TEST(Crawl, AsksAgainOnlyForWhatChanged) {
  const Folder folder;
  const NginxServer server(folder, "");
  WriteSite(folder, server, "127.0.0.2", 2);
  folder.Write("sources.toml", SourceToml("one", server.Url("127.0.0.2", "/feed.xml")));
  ASSERT_EQ(RunProgram(folder, CrawlArguments("1ms")).exit, 0);
  const std::size_t before = server.LogLines();
  EXPECT_EQ(RunProgram(folder, CrawlArguments("1ms")).exit, 0);
  EXPECT_EQ(server.LogLines(), before);  // nothing is due: no re-poll on restart
  LetTimePass(folder);
  const Outcome outcome = RunProgram(folder, CrawlArguments("1ms"));
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  const auto log = server.Log();
  ASSERT_EQ(log.size(), before + 1);
  EXPECT_EQ(log.back().status, 304);
  EXPECT_EQ(log.back().if_none_match, Sql(folder, "SELECT etag FROM crawl_urls WHERE rank = 0"));
  EXPECT_EQ(log.back().if_modified_since,
            Sql(folder, "SELECT last_modified FROM crawl_urls WHERE rank = 0"));
  EXPECT_THAT(outcome.err, HasSubstr("\"state\":\"not_modified\""));
  EXPECT_EQ(Sql(folder, "SELECT sum(not_modified) FROM crawl_days"), "1");
  // The archive has it too, as a visit that brought what an earlier record holds.
  EXPECT_EQ(Sql(folder,
                "SELECT group_concat(status || ' ' || is_revisit, ', ') FROM warc_records"
                " WHERE url LIKE '%feed.xml' ORDER BY id"),
            "200 0, 304 1");
  EXPECT_EQ(Sql(folder,
                "SELECT count(DISTINCT digest) FROM warc_records"
                " WHERE url LIKE '%feed.xml'"),
            "1");
}

TEST(Crawl, LeavesAHostAloneForAsLongAsItAsks) {
  const Folder folder;
  const NginxServer server(
      folder, "location = /a/1.html { add_header Retry-After 3600 always; return 429; }");
  WriteSite(folder, server, "127.0.0.2", 3);
  folder.Write("sources.toml", SourceToml("one", server.Url("127.0.0.2", "/feed.xml")));
  RunProgram(folder, CrawlArguments("1ms"));
  const std::vector<std::string> want = {"/robots.txt", "/feed.xml", "/a/1.html"};
  EXPECT_EQ(UrisOf(server, "127.0.0.2"), want);
  RunProgram(folder, CrawlArguments("1ms"));  // another process keeps it too
  EXPECT_EQ(UrisOf(server, "127.0.0.2"), want);
  const Outcome why = RunProgram(folder, {"crawl", "why", server.Url("127.0.0.2", "/a/1.html")});
  EXPECT_EQ(why.exit, 0);
  EXPECT_THAT(why.out, HasSubstr("the server answered 429"));
  EXPECT_THAT(why.out, HasSubstr("left alone until"));
}

struct RobotsCase {
  std::string name;
  std::string locations;
  std::string robots;  // "" = no file
  int exit;
  std::vector<std::string> uris;
  std::string error;  // in stderr
};
void PrintTo(const RobotsCase& c, std::ostream* os) { *os << c.name; }
class ObeysRobots : public testing::TestWithParam<RobotsCase> {};

TEST_P(ObeysRobots, AsTheServerSeesIt) {
  const Folder folder;
  const NginxServer server(folder, GetParam().locations);
  WriteSite(folder, server, "127.0.0.2", 2);
  if (!GetParam().robots.empty()) folder.Write("www/127.0.0.2/robots.txt", GetParam().robots);
  folder.Write("sources.toml", SourceToml("one", server.Url("127.0.0.2", "/feed.xml")));
  const Outcome outcome = RunProgram(folder, CrawlArguments("1ms"));
  EXPECT_EQ(outcome.exit, GetParam().exit) << outcome.err;
  EXPECT_EQ(UrisOf(server, "127.0.0.2"), GetParam().uris);
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().error));
}
INSTANTIATE_TEST_SUITE_P(
    Rfc9309, ObeysRobots,
    testing::Values(RobotsCase{"OnePageIsDenied",
                               "",
                               "User-agent: heshu\nDisallow: /a/1.html\n",
                               0,
                               {"/robots.txt", "/feed.xml", "/a/2.html"},
                               "robots.txt line 2: Disallow: /a/1.html"},
                    RobotsCase{"TheFeedIsDenied",
                               "",
                               "User-agent: *\nDisallow: /\n",
                               3,
                               {"/robots.txt"},
                               "the source `one` failed"},
                    RobotsCase{"NoFileAllowsAll",
                               "",
                               "",
                               0,
                               {"/robots.txt", "/feed.xml", "/a/1.html", "/a/2.html"},
                               ""},
                    RobotsCase{"ServerErrorDeniesAll",
                               "location = /robots.txt { return 500; }",
                               "",
                               3,
                               {"/robots.txt"},
                               "robots.txt cannot be had (the server answered 500)"},
                    RobotsCase{"ForbiddenAllowsAll",
                               "location = /robots.txt { return 403; }",
                               "",
                               0,
                               {"/robots.txt", "/feed.xml", "/a/1.html", "/a/2.html"},
                               ""},
                    RobotsCase{"RedirectIsFollowed",
                               "location = /robots.txt { return 302 /rules; }\n"
                               "location = /rules { return 200 'User-agent: *\nDisallow: /a\n'; }",
                               "",
                               0,
                               {"/robots.txt", "/rules", "/feed.xml"},
                               "robots.txt line 2: Disallow: /a"},
                    RobotsCase{"TooSlowForUsIsPaused",
                               "",
                               "User-agent: *\nCrawl-delay: 3600\n",
                               3,
                               {"/robots.txt"},
                               "crawl-delay of 3600 s, more than the 1 s"}),
    [](const auto& row) { return row.param.name; });

// RFC 9309, 2.5: the first 500 KiB hold, whatever the length that is announced.
TEST(Crawl, RobotsBeyondTheLimitHoldsAsFarAsItIsRead) {
  for (const bool is_packed : {false, true}) {
    const Folder folder;
    const NginxServer server(folder, is_packed ? "gzip on; gzip_types text/plain;" : "");
    WriteSite(folder, server, "127.0.0.2", 2);
    std::string robots = "User-agent: *\nDisallow: /a/2.html\n";
    while (robots.size() < 3'000'000) robots += "# a comment that nobody needs\n";
    folder.Write("www/127.0.0.2/robots.txt", robots + "Disallow: /\n");
    folder.Write("sources.toml", SourceToml("one", server.Url("127.0.0.2", "/feed.xml")));
    const Outcome outcome = RunProgram(folder, CrawlArguments("1ms"));
    EXPECT_EQ(outcome.exit, 0) << outcome.err;
    EXPECT_EQ(UrisOf(server, "127.0.0.2"),
              (std::vector<std::string>{"/robots.txt", "/feed.xml", "/a/1.html"}));
  }
}

TEST(Crawl, RobotsThatFailLaterLeaveTheLastGoodCopy) {
  const Folder folder;
  const NginxServer server(
      folder, "location = /robots.txt { if (-f $document_root/fails) { return 500; } }");
  WriteSite(folder, server, "127.0.0.2", 2);
  folder.Write("www/127.0.0.2/robots.txt", "User-agent: *\nDisallow: /a/2.html\n");
  folder.Write("sources.toml", SourceToml("one", server.Url("127.0.0.2", "/feed.xml")));
  ASSERT_EQ(RunProgram(folder, CrawlArguments("1ms")).exit, 0);
  folder.Write("www/127.0.0.2/fails", "");
  LetTimePass(folder);
  Sql(folder, "UPDATE crawl_robots SET expires_at = 0");
  const Outcome outcome = RunProgram(folder, CrawlArguments("1ms"));
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("the last good copy holds"));
  EXPECT_EQ(UrisOf(server, "127.0.0.2"),
            (std::vector<std::string>{"/robots.txt", "/feed.xml", "/a/1.html", "/robots.txt",
                                      "/feed.xml"}));
}

TEST(Crawl, FollowsRedirectsAsPagesOfTheirOwn) {
  const Folder folder;
  const NginxServer server(
      folder,
      "location = /good { return 301 http://127.0.0.3:$server_port/a/1.html; }\n"
      "location = /denied { return 302 http://127.0.0.3:$server_port/secret; }\n"
      "location = /private { return 302 http://10.255.255.1/; }\n"
      "location = /metadata { return 302 http://169.254.169.254/latest; }\n"
      "location = /mail { return 302 mailto:a@example.com; }\n"
      "location = /circle { return 302 /circle2; }\n"
      "location = /circle2 { return 302 /circle; }\n"
      "location ~ ^/endless(?<n>x*)$ { return 302 /endless${n}x; }");
  WriteSite(folder, server, "127.0.0.3", 1);
  folder.Write("www/127.0.0.3/robots.txt", "User-agent: *\nDisallow: /secret\n");
  std::vector<std::string> links;
  for (const std::string path :
       {"/good", "/denied", "/private", "/metadata", "/mail", "/circle", "/endless"}) {
    links.push_back(server.Url("127.0.0.2", path));
  }
  folder.Write("www/127.0.0.2/feed.xml", FeedXml(links));
  folder.Write("sources.toml", SourceToml("one", server.Url("127.0.0.2", "/feed.xml")));
  const Outcome outcome = RunProgram(folder, CrawlArguments("20ms"));
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_GE(LeastPause(server.Log()), 0.019);  // a redirect is a request like any other
  const auto state = [&](const std::string& url) {
    return Sql(folder, "SELECT state || ': ' || reason FROM crawl_urls WHERE url = '" + url + "'");
  };
  EXPECT_EQ(UrisOf(server, "127.0.0.3"), (std::vector<std::string>{"/robots.txt", "/a/1.html"}));
  EXPECT_EQ(Sql(folder, "SELECT url FROM documents"), server.Url("127.0.0.3", "/a/1.html"));
  EXPECT_THAT(state(server.Url("127.0.0.2", "/good")), HasSubstr("redirected: "));
  EXPECT_THAT(state(server.Url("127.0.0.3", "/secret")), HasSubstr("denied: robots.txt line 2"));
  EXPECT_THAT(state("http://10.255.255.1/"), HasSubstr("no public address"));
  EXPECT_THAT(state("http://169.254.169.254/latest"), HasSubstr("no public address"));
  EXPECT_THAT(state(server.Url("127.0.0.2", "/mail")),
              HasSubstr("a redirect to what cannot be asked for"));
  EXPECT_THAT(state(server.Url("127.0.0.2", "/circle2")), HasSubstr("circle"));
  EXPECT_THAT(state(server.Url("127.0.0.2", "/endlessxxxxxxxxxx")),
              HasSubstr("more than 10 redirects"));
  EXPECT_EQ(state(server.Url("127.0.0.2", "/endlessxxxxxxxxxxx")), "");
}

TEST(Crawl, TrustsNoCertificateThatFails) {
  const Folder folder;
  ASSERT_TRUE(MakeCertificate(folder, "good.test"));
  const NginxServer server(folder, "", true);
  const std::string port = std::to_string(server.tls_port());
  folder.Write("www/127.0.0.1/feed.xml", FeedXml({"https://good.test:" + port + "/1.html"}));
  folder.Write("www/127.0.0.1/1.html", ArticleHtml(1));
  folder.Write("sources.toml", SourceToml("good", "https://good.test:" + port + "/feed.xml") +
                                   SourceToml("bad", "https://bad.test:" + port + "/feed.xml"));
  const std::string hosts = "good.test:" + port + ":127.0.0.1,bad.test:" + port + ":127.0.0.1";
  const Outcome none = RunProgram(folder, CrawlArguments("1ms", {"--resolve", hosts}));
  EXPECT_EQ(none.exit, 3);
  EXPECT_THAT(none.err, HasSubstr("certificate"));
  EXPECT_EQ(Sql(folder, "SELECT count(*) FROM documents"), "0");
  EXPECT_EQ(server.LogLines(), 0U);
  LetTimePass(folder);
  Sql(folder, "DELETE FROM crawl_robots");
  const Outcome some = RunProgram(
      folder, CrawlArguments("1ms", {"--resolve", hosts, "--ca-file", folder / "cert.pem"}));
  EXPECT_EQ(some.exit, 3) << some.err;  // good.test's certificate is not bad.test's
  EXPECT_THAT(some.err, HasSubstr("the source `bad` failed"));
  EXPECT_THAT(some.err, testing::Not(HasSubstr("the source `good` failed")));
  EXPECT_EQ(Sql(folder, "SELECT count(*) FROM documents"), "1");
}

TEST(Crawl, StoresNoPageThatBreaksOff) {
  const Folder folder;
  crawler::LoopbackServer server;
  const std::string page = ArticleHtml(7);
  server.Reply("/feed.xml",
               crawler::Ok(FeedXml({server.Url("/cut.html"), server.Url("/whole.html")})));
  server.Reply("/cut.html",
               "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: \"e\"\r\n"
               "Content-Length: " +
                   std::to_string(page.size()) + "\r\n\r\n" + page.substr(0, page.size() / 2));
  server.Reply("/whole.html", crawler::Ok(ArticleHtml(8), "Content-Type: text/html\r\n"));
  folder.Write("sources.toml", SourceToml("one", server.Url("/feed.xml")));
  const Outcome outcome = RunProgram(folder, CrawlArguments("1ms"));
  EXPECT_EQ(Sql(folder, "SELECT group_concat(url) FROM documents"), server.Url("/whole.html"))
      << outcome.err;
  EXPECT_EQ(Sql(folder, "SELECT state || etag || reason FROM crawl_urls WHERE url LIKE '%cut%'"),
            "queuedthe page broke off before its end");
}

TEST(Crawl, KeepsOnePageForManyAddresses) {
  const Folder folder;
  const NginxServer server(folder, "");
  const auto page = [&](int number, const std::string& canonical) {
    std::string html = ArticleHtml(number);
    html.insert(html.find("<title>"), "<link rel=canonical href=\"" + canonical + "\">");
    return html;
  };
  const auto url = [&](const std::string& path) { return server.Url("127.0.0.2", path); };
  folder.Write("www/127.0.0.2/1.html", ArticleHtml(1));
  folder.Write("www/127.0.0.2/copy.html", ArticleHtml(1));
  folder.Write("www/127.0.0.2/m/2.html", page(2, url("/2.html")));
  folder.Write("www/127.0.0.2/2.html", page(2, url("/2.html")));
  folder.Write("www/127.0.0.2/3.html", page(3, url("/always.html")));
  folder.Write("www/127.0.0.2/4.html", page(4, url("/always.html")));
  folder.Write(
      "www/127.0.0.2/feed.xml",
      FeedXml({url("/1.html"), url("/1.html?utm_source=rss"), url("/1.html#top"), url("/copy.html"),
               url("/m/2.html"), url("/2.html"), url("/3.html"), url("/4.html")}));
  folder.Write("sources.toml", SourceToml("one", url("/feed.xml")));
  const Outcome outcome = RunProgram(folder, CrawlArguments("1ms"));
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_EQ(UrisOf(server, "127.0.0.2"),
            (std::vector<std::string>{"/robots.txt", "/feed.xml", "/1.html", "/copy.html",
                                      "/m/2.html", "/3.html", "/4.html"}));
  EXPECT_EQ(Sql(folder, "SELECT count(*) FROM documents"), "4");
  EXPECT_EQ(Sql(folder, "SELECT state FROM crawl_urls WHERE url LIKE '%copy%'"), "duplicate");
}

TEST(Crawl, ReadsSitemapsAndLists) {
  const Folder folder;
  const NginxServer server(folder, "default_type text/html;");
  const auto url = [&](const std::string& path) { return server.Url("127.0.0.2", path); };
  for (int i = 1; i <= 4; ++i) {
    folder.Write("www/127.0.0.2/n/" + std::to_string(i) + ".html", ArticleHtml(i));
  }
  folder.Write("www/127.0.0.2/index.xml",
               "<?xml version=\"1.0\"?><sitemapindex xmlns=\""
               "http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap>"
               "<loc>" +
                   url("/map.xml.gz") + "</loc></sitemap></sitemapindex>");
  folder.Write(
      "www/127.0.0.2/map.xml.gz",
      crawler::Gzip("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url>"
                    "<loc>" +
                    url("/n/1.html") + "</loc><lastmod>2026-02-01</lastmod></url><url><loc>" +
                    url("/n/2.html") + "</loc><lastmod>2020-01-01</lastmod></url></urlset>"));
  folder.Write("www/127.0.0.2/list.html",
               "<html><body><a href=/n/3.html>三</a><a href=/about>關於</a>"
               "<a rel=next href=/list2.html>下一頁</a></body></html>");
  folder.Write("www/127.0.0.2/list2.html",
               "<html><body><a href=/n/4.html>四</a><a rel=next href=/list3.html>下一頁</a>"
               "</body></html>");
  folder.Write("sources.toml", SourceToml("map", url("/index.xml"), "sitemap") +
                                   SourceToml("list", url("/list.html"), "list",
                                              "include = ['/n/\\d+\\.html$']\nmax_pages = 2\n"));
  const Outcome outcome = RunProgram(folder, CrawlArguments("1ms", {"--since", "2026-01-01"}));
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  auto uris = UrisOf(server, "127.0.0.2");
  std::sort(uris.begin(), uris.end());
  EXPECT_EQ(uris,
            (std::vector<std::string>{"/index.xml", "/list.html", "/list2.html", "/map.xml.gz",
                                      "/n/1.html", "/n/3.html", "/n/4.html", "/robots.txt"}));
  EXPECT_EQ(Sql(folder, "SELECT count(*) FROM documents"), "3");
}

TEST(Crawl, NamesEachSourceThatFailsAndStoresTheOthers) {
  const Folder folder;
  const NginxServer server(folder,
                           "location = /broken { return 500; }\n"
                           "location = /page { default_type text/html; return 200 "
                           "'<html><body>no feed</body></html>'; }");
  WriteSite(folder, server, "127.0.0.2", 1);
  folder.Write("sources.toml", SourceToml("good", server.Url("127.0.0.2", "/feed.xml")) +
                                   SourceToml("broken", server.Url("127.0.0.3", "/broken")) +
                                   SourceToml("page", server.Url("127.0.0.4", "/page")) +
                                   SourceToml("nowhere", "http://127.0.0.5:1/feed") +
                                   "[[source]]\nnme = 1\n");
  const Outcome outcome = RunProgram(folder, CrawlArguments("1ms"));
  EXPECT_EQ(outcome.exit, 3);
  EXPECT_THAT(outcome.err, HasSubstr("the source `broken` failed"));
  EXPECT_THAT(outcome.err, HasSubstr("the source `page` failed"));
  EXPECT_THAT(outcome.err, HasSubstr("the source `nowhere` failed"));
  EXPECT_THAT(outcome.err, testing::Not(HasSubstr("the source `good` failed")));
  EXPECT_EQ(Sql(folder, "SELECT count(*) FROM documents"), "1");
}

TEST(Crawl, DryRunAsksForNothing) {
  const Folder folder;
  const NginxServer server(folder, "");
  WriteSite(folder, server, "127.0.0.2", 2);
  folder.Write("www/127.0.0.2/robots.txt", "User-agent: *\nDisallow: /a/2.html\n");
  folder.Write("sources.toml", SourceToml("one", server.Url("127.0.0.2", "/feed.xml")));
  const Outcome before = RunProgram(folder, CrawlArguments("1ms", {"--dry-run"}));
  EXPECT_EQ(before.exit, 0) << before.err;
  EXPECT_THAT(before.out, HasSubstr(server.Url("127.0.0.2", "/feed.xml")));
  EXPECT_THAT(before.out, HasSubstr("robots.txt is fetched first"));
  EXPECT_EQ(server.LogLines(), 0U);
  EXPECT_EQ(RunProgram(folder, CrawlArguments("1ms", {"--max-pages", "1"})).exit, 0);
  EXPECT_EQ(UrisOf(server, "127.0.0.2"), (std::vector<std::string>{"/robots.txt", "/feed.xml"}));
  const Outcome after = RunProgram(folder, CrawlArguments("1ms", {"--dry-run", "--jsonl"}));
  EXPECT_THAT(after.out, HasSubstr("allowed: robots.txt: no rule speaks of it"));
  EXPECT_THAT(after.out, HasSubstr("denied: robots.txt line 2: Disallow: /a/2.html"));
  EXPECT_EQ(server.LogLines(), 2U);
  EXPECT_EQ(RunProgram(folder, {"crawl", "why", "http://127.0.0.2/unknown"}).exit, 1);
}

TEST(Crawl, WatchEndsWithThePageInHand) {
  const Folder folder;
  crawler::LoopbackServer server;
  const std::string page = ArticleHtml(3);
  server.Reply("/feed.xml", crawler::Ok(FeedXml({server.Url("/slow.html")})));
  // The second half comes once the crawler was told to stop.
  server.On("/slow.html", [&](const crawler::Connection& connection, const std::string&) {
    const std::string whole = crawler::Ok(page, "Content-Type: text/html\r\n");
    if (!connection.Send(whole.substr(0, whole.size() / 2))) return;
    folder.Write("begun", "x");
    while (access((folder / "told").c_str(), F_OK) != 0 && connection.Wait(5)) {
    }
    connection.Wait(300);
    (void)connection.Send(whole.substr(whole.size() / 2));
  });
  folder.Write("sources.toml", SourceToml("one", server.Url("/feed.xml")));
  Program program(folder, CrawlArguments("1ms", {"--watch"}));
  while (program.IsRunning() && access((folder / "begun").c_str(), F_OK) != 0) usleep(2000);
  program.Kill(SIGTERM);
  folder.Write("told", "x");
  const Outcome outcome = program.Wait();
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_EQ(Sql(folder, "SELECT url FROM documents"), server.Url("/slow.html"));
  EXPECT_EQ(Sql(folder, "SELECT count(*) FROM crawl_hosts WHERE owner IS NOT NULL"), "0");
}

}  // namespace
}  // namespace heshu::crawl_test
