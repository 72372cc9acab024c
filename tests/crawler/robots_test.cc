// robots.txt, section by section of RFC 9309.
#include "crawler/robots.h"

#include <gtest/gtest.h>

#include <ostream>

namespace heshu::crawler {
namespace {

struct Case {
  std::string name;
  std::string robots;
  std::string target;
  bool allow = true;
  int line = 0;
  std::string agent = "heshu";
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.robots; }

class ChecksRobots : public testing::TestWithParam<Case> {};

TEST_P(ChecksRobots, AsTheStandardSays) {
  const Case& c = GetParam();
  const auto verdict = Robots::Parse(c.robots).Check(c.agent, c.target);
  EXPECT_EQ(verdict.allow, c.allow);
  EXPECT_EQ(verdict.line, c.line);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ChecksRobots,
    testing::Values(
        Case{"Empty", "", "/x", true, 0},
        Case{"Everybody", "User-agent: *\nDisallow: /x\n", "/x/y", false, 2},
        Case{"EmptyDisallow", "User-agent: *\nDisallow:\n", "/x", true, 0},
        // 2.2.1
        Case{"NamedBeatsEverybody",
             "User-agent: *\nDisallow: /\n\nUser-agent: HeShu\nDisallow: /z\n", "/x", true, 0},
        Case{"GroupsJoin",
             "User-agent: heshu\nDisallow: /a\n\nUser-agent: b\nDisallow: /\n\nUser-agent: heshu\n"
             "Disallow: /c\n",
             "/c", false, 8},
        Case{"AgentsShareAGroup", "User-agent: a\nUser-agent: heshu\nDisallow: /\n", "/", false, 3},
        Case{"VersionInTheFile", "User-agent: heshu/1.0\nDisallow: /\n", "/", false, 2},
        Case{"PartOfANameIsAnother", "User-agent: heshubot\nDisallow: /\n", "/", true, 0},
        Case{"UnknownLinesEndNoGroup",
             "User-agent: heshu\nCrawl-delay: 5\nUser-agent: b\nDisallow: /\n", "/", false, 4},
        // 2.2.2
        Case{"LongestWins", "User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", true, 3},
        Case{"OrderDoesNotMatter", "User-agent: *\nAllow: /a/b\nDisallow: /a\n", "/a/b/c", true, 2},
        Case{"AllowWinsTies", "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true, 3},
        Case{"CaseMatters", "User-agent: *\nDisallow: /A\n", "/a", true, 0},
        Case{"EscapesAreTheSame", "User-agent: *\nDisallow: /%e8%b4%a2\n", "/财", false, 2},
        Case{"UnreservedEscapes", "User-agent: *\nDisallow: /%61\n", "/a", false, 2},
        Case{"ReservedEscapesDiffer", "User-agent: *\nDisallow: /a%2Fb\n", "/a/b", true, 0},
        Case{"QueryCounts", "User-agent: *\nDisallow: /*?print=\n", "http://a.example/n?print=1",
             false, 2},
        Case{"RobotsItself", "User-agent: *\nDisallow: /\n", "/robots.txt", true, 0},
        // 2.2.3
        Case{"Star", "User-agent: *\nDisallow: /*/private\n", "/x/y/private/z", false, 2},
        Case{"Dollar", "User-agent: *\nDisallow: /*.pdf$\n", "/x.pdf", false, 2},
        Case{"DollarNotAtEnd", "User-agent: *\nDisallow: /*.pdf$\n", "/x.pdf?y", true, 0},
        Case{"DollarBacktracks", "User-agent: *\nDisallow: /*a$\n", "/aba", false, 2},
        Case{"Comment", "User-agent: * # all\nDisallow: /x # no\n", "/x", false, 2},
        Case{"CarriageReturns", "User-agent: *\rDisallow: /x\r", "/x", false, 2},
        Case{"ByteOrderMark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /x\n", "/x", false, 2},
        Case{"NoColon", "User-agent *\nDisallow /x\n", "/x", false, 2},
        Case{"AnHtmlPage", "<!doctype html><p>User-agent: *</p>\n<p>Disallow: /</p>", "/x", true,
             0},
        Case{"WholeUrl", "User-agent: *\nDisallow: /x\n", "https://a.example/x", false, 2},
        Case{"HostAlone", "User-agent: *\nDisallow: /\n", "https://a.example", false, 2}),
    [](const auto& row) { return row.param.name; });

TEST(Robots, TellsDelayAndSitemaps) {
  const auto robots = Robots::Parse(
      "Sitemap: https://a.example/s.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /x\n"
      "User-agent: slow\nCrawl-delay: never\n");
  EXPECT_EQ(robots.CrawlDelay("heshu"), 2.5);
  EXPECT_EQ(robots.CrawlDelay("slow"), std::nullopt);
  EXPECT_EQ(robots.sitemaps(), std::vector<std::string>{"https://a.example/s.xml"});
}

TEST(Robots, ReadsTheFirst500KiBOnly) {
  std::string file = "User-agent: *\nDisallow: /early\n";
  file.resize(512u << 10, '\n');
  file += "Disallow: /late\n";
  const auto robots = Robots::Parse(file);
  EXPECT_FALSE(robots.Check("heshu", "/early").allow);
  EXPECT_TRUE(robots.Check("heshu", "/late").allow);
}

TEST(Robots, ManyStarsTakeNoLongTime) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  const auto robots = Robots::Parse("User-agent: *\nDisallow: /" + pattern + "$\n");
  EXPECT_TRUE(robots.Check("heshu", "/" + std::string(5000, 'a') + "b").allow);
}

}  // namespace
}  // namespace heshu::crawler
