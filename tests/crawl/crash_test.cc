// kill -9 again and again, and two processes on one store: every page is stored once, no host is
// asked faster than its delay, database and WARC are sound.
//
// HESHU_CRAWL_PAGES=2000 makes the crawl that large; the default keeps the suite short.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

#include "crawler/warc_reader.h"
#include "nginx_server.h"

namespace heshu::crawl_test {
namespace {

constexpr int kHosts = 20;
constexpr double kDelay = 0.04;  // seconds

int Pages() {
  const char* text = getenv("HESHU_CRAWL_PAGES");
  return text == nullptr ? 160 : std::max(kHosts, std::atoi(text));
}

class Crash : public testing::Test {
 protected:
  Crash() {
    std::string toml;
    for (int host = 0; host < kHosts; ++host) {
      const std::string address = "127.0.1." + std::to_string(host + 1);
      std::vector<std::string> links;
      for (int i = host; i < Pages(); i += kHosts) {
        const std::string path = "/" + std::to_string(i) + ".html";
        links.push_back(server_.Url(address, path));
        folder_.Write("www/" + address + path, ArticleHtml(i + 1));
      }
      folder_.Write("www/" + address + "/feed.xml", FeedXml(links));
      toml += "[[source]]\nname = \"s" + std::to_string(host) + "\"\nkind = \"feed\"\nurl = \"" +
              server_.Url(address, "/feed.xml") + "\"\n";
    }
    folder_.Write("sources.toml", toml);
  }

  // What must hold at the end, whatever happened before.
  void ExpectWhole() {
    EXPECT_EQ(Sql(folder_, "SELECT count(*) FROM documents"), std::to_string(Pages()));
    EXPECT_EQ(Sql(folder_, "SELECT count(DISTINCT url) FROM documents"), std::to_string(Pages()));
    EXPECT_EQ(Sql(folder_, "SELECT count(*) FROM crawl_urls WHERE state = 'stored'"),
              std::to_string(Pages()));
    EXPECT_EQ(Sql(folder_, "SELECT count(*) FROM crawl_hosts WHERE owner IS NOT NULL"), "0");
    // A millisecond for nginx's clock, which is read once an event.
    EXPECT_GE(LeastPause(server_.Log()), kDelay - 0.0015);
    const Outcome check = RunProgram(folder_, {"db", "check"});
    EXPECT_EQ(check.exit, 0) << check.out << check.err;
    std::map<std::string, int> archived;
    std::size_t broken = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "db/warc")) {
      auto reader = crawler::WarcReader::OpenFile(entry.path().string());
      ASSERT_TRUE(reader.has_value());
      while (auto page = reader->Next()) {
        if (!*page) {
          ++broken;
        } else if ((*page)->url.ends_with(".html")) {
          ++archived[(*page)->url];
        }
      }
    }
    EXPECT_EQ(broken, 0U);
    EXPECT_EQ(archived.size(), static_cast<std::size_t>(Pages()));
    for (const auto& [url, count] : archived) EXPECT_EQ(count, 1) << url;
  }

  const Folder folder_;
  const NginxServer server_{folder_, ""};
};

TEST_F(Crash, KillingLosesAndDoublesNothing) {
  std::mt19937 random(4);
  int kills = 0;
  const std::size_t step = static_cast<std::size_t>(Pages()) / 3;
  for (; kills < 60; ++kills) {
    Program program(folder_, CrawlArguments("40ms"));
    // It dies in the middle of its work, at a moment that the server has seen come.
    const std::size_t wanted = server_.LogLines() + 1 + random() % step;
    while (program.IsRunning() && server_.LogLines() < wanted) usleep(500);
    if (!program.IsRunning()) break;
    usleep(static_cast<useconds_t>(random() % 3000));
    program.Kill(SIGKILL);
    EXPECT_EQ(program.Wait().exit, 128 + SIGKILL);
  }
  const Outcome last = RunProgram(folder_, CrawlArguments("40ms"));
  EXPECT_EQ(last.exit, 0) << last.err;
  EXPECT_GE(kills, 3);
  RecordProperty("kills", kills);
  RecordProperty("requests", static_cast<int>(server_.LogLines()));
  ExpectWhole();
}

TEST_F(Crash, TwoProcessesShareTheWork) {
  Program first(folder_, CrawlArguments("40ms", {"--jobs", "1"}), 1);
  Program second(folder_, CrawlArguments("40ms", {"--jobs", "1"}), 2);
  const Outcome one = first.Wait();
  const Outcome two = second.Wait();
  EXPECT_EQ(one.exit, 0) << one.err;
  EXPECT_EQ(two.exit, 0) << two.err;
  std::map<std::string, int> asked;
  for (const LogLine& line : server_.Log()) ++asked[line.host + line.uri];
  for (const auto& [page, count] : asked) EXPECT_EQ(count, 1) << page;
  const auto articles_of = [](const Outcome& outcome) {
    std::size_t count = 0;
    for (std::size_t at = 0;
         (at = outcome.err.find("\"state\":\"stored\"", at)) != std::string::npos; ++at) {
      ++count;
    }
    return count;
  };
  EXPECT_EQ(articles_of(one) + articles_of(two), static_cast<std::size_t>(Pages()));
  ExpectWhole();
}

}  // namespace
}  // namespace heshu::crawl_test
