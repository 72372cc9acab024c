// What real servers send and should not: each is named with its source, retried by the rule, and
// nothing that was good is lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iconv.h>

#include <filesystem>
#include <map>
#include <random>

#include "../crawler/loopback_server.h"
#include "crawler/warc_reader.h"
#include "nginx_server.h"

namespace heshu::crawl_test {
namespace {

using testing::HasSubstr;

std::string Feed(const std::string& name, const std::string& url) {
  return "[[source]]\nname = \"" + name + "\"\nkind = \"feed\"\nurl = \"" + url + "\"\n";
}

std::string Encoded(const std::string& text, const char* charset) {
  const iconv_t converter = iconv_open(charset, "UTF-8");
  std::string out(text.size() * 4 + 16, '\0');
  char* in = const_cast<char*>(text.data());
  char* to = out.data();
  std::size_t left_in = text.size(), left_out = out.size();
  EXPECT_NE(iconv(converter, &in, &left_in, &to, &left_out), static_cast<std::size_t>(-1));
  iconv_close(converter);
  out.resize(out.size() - left_out);
  return out;
}

// Two good items, numbered from `first`, and then what is not well-formed; by the kind of break.
std::map<std::string, std::string> MalformedFeeds(const std::string& site, int first,
                                                  const char* charset) {
  const auto link = [&](int i) { return site + "/" + std::to_string(first + i) + ".html"; };
  const std::string head = std::string("<?xml version=\"1.0\" encoding=\"") + charset + "\"?>";
  std::string rss, entries;
  for (int i = 0; i < 2; ++i) {
    rss += "<item><title>雲端業務</title><link>" + link(i) + "</link></item>";
    entries += "<entry><title>雲端業務</title><link href=\"" + link(i) + "\"/></entry>";
  }
  const std::string channel = head + "<rss version=\"2.0\"><channel><title>新聞</title>" + rss;
  return {
      {"cut", channel + "<item><title>半"},
      {"unclosed", channel + "<item><title>三</item></channel></rss>"},
      {"entity", channel + "<item><title>&nosuch; &&&</title></channel>"},
      {"control", channel + "<item><title>\x01\x02</title></item></channel></rss>"},
      {"atom", head + "<feed xmlns=\"http://www.w3.org/2005/Atom\">" + entries + "<entry><title"},
      {"sitemap", head +
                      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>" +
                      link(0) + "</loc></url><url><loc>" + link(1) + "</loc></url><url><loc>"},
  };
}

TEST(BadInput, ItemsBeforeTheBreakAreKeptInEveryCharset) {
  const Folder folder;
  const NginxServer server(folder, "");
  std::string toml;
  int pages = 0;
  int host = 0;
  for (const char* charset : {"UTF-8", "GBK", "GB18030", "BIG5", "UTF-16"}) {
    const std::string address = "127.0.1." + std::to_string(++host);
    for (const char* kind : {"cut", "unclosed", "entity", "control", "atom", "sitemap"}) {
      const std::string path = std::string("/") + kind + ".xml";
      const auto feeds = MalformedFeeds(server.Url(address, ""), pages + 1, charset);
      folder.Write("www/" + address + path, Encoded(feeds.at(kind), charset));
      for (int i = 0; i < 2; ++i) {
        const std::string number = std::to_string(++pages);
        folder.Write("www/" + address + "/" + number + ".html", ArticleHtml(pages));
      }
      std::string source = Feed("s" + std::to_string(pages), server.Url(address, path));
      if (kind == std::string("sitemap")) source.replace(source.find("feed"), 4, "sitemap");
      toml += source;
    }
  }
  folder.Write("sources.toml", toml);
  const Outcome outcome = RunProgram(folder, CrawlArguments("1ms"));
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_EQ(Sql(folder, "SELECT count(*) FROM documents"), std::to_string(pages));
  EXPECT_EQ(
      Sql(folder,
          "SELECT group_concat(u.url) FROM crawl_urls AS u JOIN crawl_sources AS s ON"
          " s.name = u.source WHERE u.rank = 0 AND s.note = '' AND u.url NOT LIKE '%control.xml'"),
      "NULL");  // control characters can be mended without a loss
  const Outcome status = RunProgram(folder, {"sources", "status"});
  EXPECT_THAT(status.out, HasSubstr("malformed"));
}

TEST(BadInput, AFeedThatBreaksOffKeepsItsItemsAndNotItsValidators) {
  const Folder folder;
  crawler::LoopbackServer server;
  const std::string feed = FeedXml({server.Url("/1.html"), server.Url("/2.html")});
  server.Reply("/feed.xml",
               "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nETag: \"e\"\r\n"
               "Content-Length: " +
                   std::to_string(feed.size()) + "\r\n\r\n" +
                   feed.substr(0, feed.rfind("<item>") + 20));
  for (int i = 1; i <= 2; ++i) {
    server.Reply("/" + std::to_string(i) + ".html",
                 crawler::Ok(ArticleHtml(i), "Content-Type: text/html\r\n"));
  }
  folder.Write("sources.toml", Feed("one", server.Url("/feed.xml")));
  const Outcome outcome = RunProgram(folder, CrawlArguments("1ms"));
  EXPECT_EQ(outcome.exit, 3) << outcome.err;
  EXPECT_EQ(Sql(folder, "SELECT group_concat(url) FROM documents"), server.Url("/1.html"));
  EXPECT_EQ(Sql(folder, "SELECT etag FROM crawl_urls WHERE rank = 0"), "");
  EXPECT_EQ(Sql(folder, "SELECT last_error FROM crawl_sources"),
            "the page broke off before its end");
}

TEST(BadInput, WrongContentTypesAndWrongPagesAreSeenThrough) {
  const Folder folder;
  const NginxServer server(
      folder,
      "location = /image.xml { default_type image/png; types { } }\n"
      "location = /bytes.html { default_type application/octet-stream; types { } }\n"
      "location = /login { default_type application/rss+xml; return 200"
      " '<!doctype html><html><head><title>Log in</title></head><body>x</body></html>'; }\n"
      "location = /empty { return 200 ''; }\n"
      "location = /robots.txt { default_type text/html; return 200"
      " '<!doctype html><html><body>Disallow: / is what we would say</body></html>'; }\n");
  const auto url = [&](const std::string& path) { return server.Url("127.0.0.2", path); };
  folder.Write("www/127.0.0.2/bytes.html", ArticleHtml(1));
  folder.Write("www/127.0.0.2/image.xml", FeedXml({url("/bytes.html")}));
  folder.Write("sources.toml", Feed("typed", url("/image.xml")) + Feed("login", url("/login")) +
                                   Feed("empty", url("/empty")));
  const Outcome outcome = RunProgram(folder, CrawlArguments("1ms"));
  EXPECT_EQ(outcome.exit, 3);
  EXPECT_EQ(Sql(folder, "SELECT group_concat(url) FROM documents"), url("/bytes.html"))
      << outcome.err;
  const auto error = [&](const std::string& source) {
    return Sql(folder, "SELECT last_error FROM crawl_sources WHERE name = '" + source + "'");
  };
  EXPECT_EQ(error("typed"), "");
  EXPECT_THAT(error("login"), HasSubstr("HTML page"));
  EXPECT_NE(error("empty"), "");
  // A page that failed is due again by its own schedule, not at once and not never.
  EXPECT_EQ(Sql(folder,
                "SELECT count(*) FROM crawl_urls WHERE rank = 0 AND state = 'failed' AND"
                " next_at BETWEEN fetched_at + 600000 AND fetched_at + 86400000"),
            "2");
}

TEST(BadInput, AFullDiskInMidRecordLosesNothing) {
  const Folder folder;
  const NginxServer server(folder, "");
  std::mt19937 random(9);
  std::vector<std::string> links;
  for (int i = 1; i <= 4; ++i) {
    std::string noise;
    while (noise.size() < 1'500'000) noise += "0123456789abcdefghijklmnopqrstuv"[random() % 32];
    std::string html = ArticleHtml(i);
    html.insert(html.find("</body>"), "<!--" + noise + "-->");
    const std::string path = "/" + std::to_string(i) + ".html";
    links.push_back(server.Url("127.0.0.2", path));
    folder.Write("www/127.0.0.2" + path, html);
  }
  folder.Write("www/127.0.0.2/feed.xml", FeedXml(links));
  folder.Write("sources.toml", Feed("one", server.Url("127.0.0.2", "/feed.xml")));
  Program full(folder, CrawlArguments("1ms"), 0, 2'500'000);
  const Outcome stopped = full.Wait();
  EXPECT_THAT(stopped.err, HasSubstr("cannot write the WARC record"));
  EXPECT_TRUE(stopped.exit == 2 || stopped.exit == 3) << stopped.exit;
  EXPECT_THAT(Sql(folder, "SELECT last_error FROM crawl_sources"), HasSubstr("cannot write"));
  const Outcome sound = RunProgram(folder, {"db", "check"});
  EXPECT_EQ(sound.exit, 0) << sound.err;
  EXPECT_LT(std::stoi(Sql(folder, "SELECT count(*) FROM documents")), 4);
  const Outcome again = RunProgram(folder, CrawlArguments("1ms"));
  EXPECT_EQ(again.exit, 0) << again.err;
  EXPECT_EQ(Sql(folder, "SELECT count(*) FROM documents"), "4");
  EXPECT_EQ(RunProgram(folder, {"db", "check"}).exit, 0);
  int pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "db/warc")) {
    auto reader = crawler::WarcReader::OpenFile(entry.path().string());
    ASSERT_TRUE(reader.has_value());
    while (auto page = reader->Next()) {
      ASSERT_TRUE(page->has_value()) << page->error().ToString();
      pages += (*page)->url.ends_with(".html") ? 1 : 0;
    }
  }
  EXPECT_EQ(pages, 4);
}

}  // namespace
}  // namespace heshu::crawl_test
