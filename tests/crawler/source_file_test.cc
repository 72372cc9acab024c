#include "crawler/source_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace heshu::crawler {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

constexpr char kTwo[] = R"([defaults]
delay = "3s"
language = "zh-Hant"
headers = { Accept-Language = "zh-TW" }
revisit_max = "1d"

[[source]]
name = "經濟報"
publisher = "經濟報有限公司"
kind = "feed"
url = "https://news.example/rss.xml#top"
exclude = '/video/'
max_age = "30d"
revisit_min = "30m"

[[source]]
name = "list"
language = "zh-Hans"
kind = "list"
urls = ["https://www.other.example/c/tech", "https://www.other.example/c/finance"]
include = ['/a/\d+\.html$', '/b/']
next = 'page=\d+'
max_pages = 3
delay = 1.5
charset = "gb18030"
headers = { accept-language = "zh-CN", X-Note = "hello" }
revisit_articles = "12h"
enabled = false

[[site]]
host = "OTHER.example"
keep_params = ["spm"]
drop_params = "from"
delay = "9s"
headers = { X-Note = "site", X-Site = "1" }
)";

TEST(SourceFile, ReadsWhatASourceSays) {
  const SourceList list = ParseSources(kTwo, "sources.toml");
  ASSERT_TRUE(list.problems.empty()) << list.problems[0].ToString();
  ASSERT_EQ(list.sources.size(), 2u);
  const Source& feed = list.sources[0];
  EXPECT_EQ(feed.name, "經濟報");
  EXPECT_EQ(feed.publisher, "經濟報有限公司");
  EXPECT_EQ(feed.language, "zh-Hant");
  EXPECT_EQ(feed.kind, SourceKind::kFeed);
  EXPECT_THAT(feed.urls, ElementsAre("https://news.example/rss.xml"));
  EXPECT_EQ(feed.max_age, seconds(30 * 86400));
  EXPECT_EQ(feed.revisit, (RevisitBounds{seconds(1800), seconds(86400)}));
  EXPECT_EQ(feed.revisit_articles, std::nullopt);
  EXPECT_FALSE(feed.links.Passes("https://news.example/video/1"));
  EXPECT_TRUE(feed.links.Passes("https://news.example/1"));
  EXPECT_EQ(feed.line, 7);

  const Source& pages = list.sources[1];
  EXPECT_EQ(pages.language, "zh-Hans");
  EXPECT_EQ(pages.urls.size(), 2u);
  EXPECT_TRUE(pages.links.Passes("https://www.other.example/a/12.html"));
  EXPECT_FALSE(pages.links.Passes("https://www.other.example/a/12.html?x"));
  EXPECT_TRUE(pages.next_pages.Passes("https://www.other.example/c/tech?page=2"));
  EXPECT_EQ(pages.max_pages, 3u);
  EXPECT_EQ(pages.delay, milliseconds(1500));
  EXPECT_EQ(pages.charset, "gb18030");
  EXPECT_EQ(pages.revisit_articles, seconds(12 * 3600));
  EXPECT_FALSE(pages.is_enabled);
}

TEST(SourceFile, SourceOverSiteOverDefaults) {
  const SourceList list = ParseSources(kTwo, "sources.toml");
  const Url here = Url::Parse("https://www.other.example/a/1.html").value();
  const Url elsewhere = Url::Parse("https://news.example/1").value();
  const Source& feed = list.sources[0];
  const Source& pages = list.sources[1];
  EXPECT_EQ(list.DelayOf(pages, here), milliseconds(1500));
  EXPECT_EQ(list.DelayOf(feed, here), milliseconds(9000));
  EXPECT_EQ(list.DelayOf(feed, elsewhere), milliseconds(3000));
  EXPECT_THAT(
      list.HeadersOf(pages, here),
      ElementsAre(Pair("X-Site", "1"), Pair("accept-language", "zh-CN"), Pair("X-Note", "hello")));
  EXPECT_THAT(list.HeadersOf(feed, elsewhere), ElementsAre(Pair("Accept-Language", "zh-TW")));
  EXPECT_EQ(list.KeyOf(Url::Parse("https://m.other.example/a?from=x&spm=1&id=2").value()),
            "https://m.other.example/a?spm=1&id=2");
  EXPECT_EQ(list.KeyOf(Url::Parse("https://another.example/a?from=x&spm=1").value()),
            "https://another.example/a?from=x");
  EXPECT_EQ(list.SiteOf("notother.example"), nullptr);
}

struct Mistake {
  std::string name;
  std::string text;   // one bad table, the first of the file
  std::string where;  // "line:column"
  std::string what;
};
void PrintTo(const Mistake& row, std::ostream* os) { *os << row.text; }
class TellsMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(TellsMistakes, WithPlaceAndKeepsTheOthers) {
  const std::string good =
      "\n[[source]]\nname = \"good\"\nkind = \"feed\"\nurl = \"https://good.example/\"\n";
  const SourceList list = ParseSources(GetParam().text + good, "s.toml");
  ASSERT_EQ(list.problems.size(), 1u) << (list.problems.empty() ? "" : list.problems[1].ToString());
  EXPECT_EQ(list.problems[0].where, "s.toml:" + GetParam().where);
  EXPECT_THAT(list.problems[0].what, HasSubstr(GetParam().what));
  EXPECT_THAT(list.problems[0].snippet, HasSubstr("^"));
  ASSERT_EQ(list.sources.size(), 1u);
  EXPECT_EQ(list.sources[0].name, "good");
}

Mistake Row(std::string name, std::string line, std::string where, std::string what,
            std::string kind = "feed") {
  return {std::move(name),
          "[[source]]\nname = \"x\"\nkind = \"" + kind + "\"\nurl = \"https://x.example/\"\n" +
              line + "\n",
          std::move(where), std::move(what)};
}

INSTANTIATE_TEST_SUITE_P(
    Rows, TellsMistakes,
    testing::Values(
        Row("UnknownKey", "exclud = 'x'", "5:10", "unknown key `exclud`"),
        Row("BadPattern", "include = ['ok', '(']", "5:18", "no regular expression"),
        Row("PatternOfNoText", "include = [3]", "5:12", "should hold texts"),
        Row("DelayOfNoTime", "delay = \"soon\"", "5:9", "no length of time"),
        Row("DelayBelowZero", "delay = -1", "5:9", "no length of time"),
        Row("EnabledAsText", "enabled = \"yes\"", "5:11", "should be true or false"),
        Row("OwnHeader", "headers = { Host = \"a\" }", "5:20", "heshu's own"),
        Row("HeaderWithLineBreak", "headers = { X = \"a\\r\\nY: b\" }", "5:17", "line break"),
        Row("HeaderNoToken", "headers = { \"a b\" = \"x\" }", "5:21", "no name of a header"),
        Row("RevisitTooShort", "revisit_min = \"5s\"", "5:15", "less than a minute"),
        Row("RevisitBackwards", "revisit_min = \"2h\"\nrevisit_max = \"1h\"", "6:15",
            "less than `revisit_min`"),
        Row("TooManyPages", "include = 'a'\nmax_pages = 1000", "6:13", "out of range", "list"),
        Row("NextOfFeed", "next = 'x'", "5:8", "for sources of kind \"list\""),
        Row("ListWithoutPattern", "", "1:1", "needs `include`", "list"),
        Row("UnknownKind", "", "3:8", "no source of kind \"blog\"", "blog"),
        Row("AddressTwice", "urls = [\"https://x.example/#a\"]", "5:9", "listed already"),
        Row("OtherScheme", "urls = [\"ftp://x.example/\"]", "5:9", "only http and https"),
        Mistake{"NoName", "[[source]]\nkind = \"feed\"\nurl = \"https://x.example/\"\n", "1:1",
                "no name"},
        Mistake{"NoKind", "[[source]]\nname = \"x\"\nurl = \"https://x.example/\"\n", "1:1",
                "no kind"},
        Mistake{"NoAddress", "[[source]]\nname = \"x\"\nkind = \"feed\"\n", "1:1", "no address"},
        Mistake{"NotToml", "[[source]]\nname = \"x\nkind = \"feed\"\n", "2:10", "not valid TOML"},
        Mistake{"SiteOfNoHost", "[[site]]\nhost = \"https://x.example/a\"\n", "2:8",
                "no name of a host"},
        Mistake{"UnknownTable", "[sauce]\nname = \"x\"\n", "1:1", "unknown key `sauce`"}),
    [](const auto& row) { return row.param.name; });

TEST(SourceFile, TellsEveryMistakeOfAFileInItsOrder) {
  const SourceList list = ParseSources(
      "[[source]]\nname = \"a\"\nkind = \"feed\"\nurl = \"https://a.example/\"\nfoo = 1\nbar = 2\n"
      "[[site]]\nhost = \"a b\"\n"
      "[[source]]\nname = \"a\"\nkind = \"feed\"\nurl = \"https://b.example/\"\n",
      "s.toml");
  ASSERT_EQ(list.problems.size(), 4u);
  EXPECT_THAT(list.problems[0].what, HasSubstr("foo"));
  EXPECT_THAT(list.problems[1].what, HasSubstr("bar"));
  EXPECT_THAT(list.problems[2].what, HasSubstr("host"));
  EXPECT_THAT(list.problems[3].what, HasSubstr("another source has this name"));
  EXPECT_TRUE(list.sources.empty());
}

TEST(SourceFile, KeepsTheTablesBesideABrokenOne) {
  const SourceList list = ParseSources(
      "[defaults]\ndelay = \"7s\"\n"
      "[[source]]\nname = \"a\"\nkind = \"feed\"\nurl = \"https://a.example/\"\n"
      "[[source]]\nname = b\nkind = \"feed\"\n"
      "[[source]]\nname = \"c\"\nkind = \"feed\"\nurl = \"https://c.example/\"\n",
      "s.toml");
  ASSERT_EQ(list.problems.size(), 1u);
  EXPECT_THAT(list.problems[0].where, testing::StartsWith("s.toml:8:"));
  ASSERT_EQ(list.sources.size(), 2u);
  EXPECT_EQ(list.sources[1].line, 10);
  EXPECT_EQ(list.default_delay, milliseconds(7000));
}

TEST(SourceFile, TheShippedExampleIsWithoutMistakes) {
  const auto list = ReadSources(HESHU_SOURCE_DIR "/docs/sources.example.toml");
  ASSERT_TRUE(list.has_value()) << list.error().ToString();
  for (const Error& problem : list->problems) ADD_FAILURE() << problem.ToString();
  EXPECT_GE(list->sources.size(), 20u);
}

TEST(SourceFile, NamesAFileThatCannotBeRead) {
  EXPECT_EQ(ReadSources("/nowhere/sources.toml").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(ReadSources("/").error().kind, ErrorKind::kIo);
}

struct Length {
  std::string name;
  std::string text;
  long long ms;  // -1 = none
};
void PrintTo(const Length& row, std::ostream* os) { *os << row.text; }
class ParsesDuration : public testing::TestWithParam<Length> {};
TEST_P(ParsesDuration, Exactly) {
  const auto got = ParseDuration(GetParam().text);
  EXPECT_EQ(got ? got->count() : -1, GetParam().ms);
}
INSTANTIATE_TEST_SUITE_P(Rows, ParsesDuration,
                         testing::Values(Length{"Bare", "5", 5000}, Length{"Seconds", "90s", 90000},
                                         Length{"Ms", "250 ms", 250},
                                         Length{"HoursAndAHalf", "1.5h", 5400000},
                                         Length{"Days", "7d", 604800000}, Length{"Zero", "0", 0},
                                         Length{"Negative", "-1s", -1}, Length{"Weeks", "2w", -1},
                                         Length{"Empty", "", -1}, Length{"Huge", "1e9d", -1},
                                         Length{"Years", "4000d", -1}, Length{"Nan", "nan", -1}),
                         [](const auto& row) { return row.param.name; });

TEST(LinkFilter, SaysWhyALinkDoesNotPass) {
  const auto filter = LinkFilter::Create({"/news/"}, {"/news/ad"});
  ASSERT_TRUE(filter.has_value());
  EXPECT_EQ(filter->WhyNot("https://a.example/news/1"), "");
  EXPECT_EQ(filter->WhyNot("https://a.example/news/ad/1"), "excluded by `/news/ad`");
  EXPECT_EQ(filter->WhyNot("https://a.example/"), "no include pattern matches");
  EXPECT_TRUE(LinkFilter().Passes("https://a.example/"));
}

TEST(LinkFilter, NamesThePatternThatIsNone) {
  const auto filter = LinkFilter::Create({}, {"ok", "a{2,1}"});
  ASSERT_FALSE(filter.has_value());
  EXPECT_EQ(filter.error().where, "a{2,1}");
}

}  // namespace
}  // namespace heshu::crawler
