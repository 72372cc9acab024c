#include "crawler/page_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/feed_discovery.h"

namespace heshu::crawler {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Url kBase = Url::Parse("https://www.news.example/c/finance/").value();

std::vector<std::string> Hrefs(const std::vector<PageLink>& links) {
  std::vector<std::string> out;
  for (const PageLink& link : links) out.push_back(link.url.Href());
  return out;
}
std::vector<std::string> Hrefs(const std::vector<Url>& urls) {
  std::vector<std::string> out;
  for (const Url& url : urls) out.push_back(url.Href());
  return out;
}

TEST(PageLinks, ReadsAnchorsWithTheirText) {
  const auto page = ReadPageLinks(
      "<title> 財經\n新聞 </title><a href='1.html#x'>第一<b>條</b>\n 新聞</a><a>no</a>"
      "<a href='mailto:a@b'>m</a><a href=\"//other.example/2\">二</a><script><a href=3></script>"
      "<a href='#top'>top</a><a href='?page=2'>x</a>",
      kBase);
  ASSERT_TRUE(page.has_value()) << page.error().ToString();
  EXPECT_EQ(page->title, "財經 新聞");
  EXPECT_THAT(Hrefs(page->links),
              ElementsAre("https://www.news.example/c/finance/1.html", "https://other.example/2",
                          "https://www.news.example/c/finance/?page=2"));
  EXPECT_EQ(page->links[0].text, "第一條 新聞");
}

TEST(PageLinks, ObeysBaseWhereverItStands) {
  const auto page = ReadPageLinks(
      "<a href=1>a</a><base href='/else/'><base href='/later/'><a href=2>b</a>", kBase);
  EXPECT_THAT(Hrefs(page->links),
              ElementsAre("https://www.news.example/else/1", "https://www.news.example/else/2"));
}

TEST(PageLinks, AMetaCharsetDoesNotDecodeTwice) {
  const auto page = ReadPageLinks("<meta charset=gbk><a href=1>經濟</a>", kBase);
  ASSERT_EQ(page->links.size(), 1u);
  EXPECT_EQ(page->links[0].text, "經濟");
}

TEST(PageLinks, FindsFeedsAndNextPages) {
  const auto page = ReadPageLinks(
      "<link rel='alternate' type='application/rss+xml' title='財經' href='/rss.xml'>"
      "<link rel='alternate' hreflang='en' href='/en'>"
      "<link rel='Alternate Feed' type='application/atom+xml; charset=utf-8' href='/atom'>"
      "<link rel='next' href='?p=2'>",
      kBase);
  ASSERT_EQ(page->alternates.size(), 2u);
  EXPECT_EQ(page->alternates[0].title, "財經");
  EXPECT_EQ(page->alternates[1].url.Href(), "https://www.news.example/atom");
  EXPECT_THAT(Hrefs(page->next), ElementsAre("https://www.news.example/c/finance/?p=2"));
}

TEST(PageLinks, BearsTagSoupAndDepth) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  const auto page = ReadPageLinks(deep + "<a href=1>x</a>", kBase);
  ASSERT_TRUE(page.has_value()) << page.error().ToString();
  EXPECT_EQ(page->links.size(), 1u);
  EXPECT_EQ(ReadPageLinks("<a href=1>x<a href=2>y</b></i><<a href=3", kBase)->links.size(), 3u);
}

TEST(PageLinks, NamesWhatIsNoPage) {
  EXPECT_EQ(ReadPageLinks("", kBase).error().kind, ErrorKind::kInvalidInput);
  EXPECT_EQ(ReadPageLinks("just text", kBase).error().kind, ErrorKind::kInvalidInput);
  std::string many;
  for (int i = 0; i < 50'001; ++i) many += "<a href=1>";
  EXPECT_EQ(ReadPageLinks(many, kBase).error().kind, ErrorKind::kLimit);
}

ListPage Read(std::string_view html, std::vector<std::string> include,
              std::vector<std::string> next = {}) {
  const auto page = ReadPageLinks(html, kBase);
  return ReadListPage(
      *page, kBase, LinkFilter::Create(std::move(include), {"/video/"}).value(),
      next.empty() ? LinkFilter() : LinkFilter::Create(std::move(next), {}).value());
}

TEST(ListPage, KeepsEachArticleOnce) {
  const ListPage list = Read(
      "<a href='/a/1.html?utm_source=x'>picture</a><a href='/a/1.html'>title</a>"
      "<a href='/a/2.html'>b</a><a href='/video/3.html'>v</a><a href='/about'>c</a>"
      "<a href='https://m.news.example/a/4.html'>d</a><a href='https://ads.example/5.html'>e</a>",
      {R"(/\d+\.html)"});
  EXPECT_THAT(Hrefs(list.articles),
              ElementsAre("https://www.news.example/a/1.html?utm_source=x",
                          "https://www.news.example/a/2.html", "https://m.news.example/a/4.html"));
  EXPECT_THAT(list.next, IsEmpty());
}

TEST(ListPage, OtherSitesOnlyIfAPatternNamesThem) {
  const ListPage list = Read(
      "<a href='https://partner.example/1.html'>a</a><a href='https://ads.example/2.html'>b</a>",
      {R"(//partner\.example/)", R"(/\d+\.html)"});
  EXPECT_THAT(Hrefs(list.articles), ElementsAre("https://partner.example/1.html"));
}

struct Next {
  std::string name, html, want;
};
void PrintTo(const Next& row, std::ostream* os) { *os << row.html; }
class FindsNext : public testing::TestWithParam<Next> {};
TEST_P(FindsNext, Page) {
  const ListPage list = Read(GetParam().html, {"/a/"});
  std::string got = list.next.empty() ? "" : list.next[0].RequestTarget();
  EXPECT_EQ(got, GetParam().want);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, FindsNext,
    testing::Values(Next{"Rel", "<a rel='nofollow next' href='?p=2'>2</a>", "/c/finance/?p=2"},
                    Next{"Traditional", "<a href='?p=2'>下一頁</a>", "/c/finance/?p=2"},
                    Next{"SimplifiedWithArrow", "<a href='?p=2'>下一页 ›</a>", "/c/finance/?p=2"},
                    Next{"English", "<a href='p2'>Next &raquo;</a>", "/c/finance/p2"},
                    Next{"ArrowAlone", "<a href='?p=2'>&gt;</a>", "/c/finance/?p=2"},
                    Next{"NotATitle", "<a href='?p=2'>下一頁的故事</a>", ""},
                    Next{"NotItself", "<a href='/c/finance/#n'>下一頁</a>", ""},
                    Next{"NotAnotherSite", "<a href='https://x.example/'>下一頁</a>", ""}),
    [](const auto& row) { return row.param.name; });

TEST(ListPage, FollowsThePatternForPages) {
  const ListPage list = Read(
      "<a href='index_2.html'>2</a><a href='index_3.html'>3</a><a href='index_2.html'>下一頁</a>",
      {"/a/"}, {R"(index_\d+\.html$)"});
  EXPECT_THAT(Hrefs(list.next), ElementsAre("https://www.news.example/c/finance/index_2.html",
                                            "https://www.news.example/c/finance/index_3.html"));
}

TEST(FeedDiscovery, TriesWhatTheSiteNamesFirst) {
  const auto page = ReadPageLinks(
      "<link rel=alternate type='application/rss+xml' href='/a.rss' title=A>"
      "<a href='/rss/finance.xml'>RSS</a><a href='/about.html'>x</a>"
      "<a href='https://else.example/feed'>x</a>",
      kBase);
  const Robots robots =
      Robots::Parse("Sitemap: https://cdn.example/map.xml\nSitemap: /sitemap.xml\n");
  const auto found = FeedCandidates(kBase, &*page, &robots);
  ASSERT_GE(found.size(), 5u);
  EXPECT_EQ(found[0].url.Href(), "https://www.news.example/a.rss");
  EXPECT_EQ(found[0].title, "A");
  EXPECT_EQ(found[1].url.Href(), "https://cdn.example/map.xml");
  EXPECT_EQ(found[2].url.Href(), "https://www.news.example/sitemap.xml");
  EXPECT_EQ(found[2].how, FoundBy::kRobots);
  EXPECT_EQ(found[3].url.Href(), "https://www.news.example/rss/finance.xml");
  std::size_t sitemaps = 0;
  for (const auto& candidate : found) sitemaps += candidate.url.path == "/sitemap.xml" ? 1 : 0;
  EXPECT_EQ(sitemaps, 1u);
  EXPECT_EQ(FeedCandidates(kBase, nullptr, nullptr)[0].how, FoundBy::kWellKnown);
}

TEST(FeedDiscovery, ASnippetReadsBackAsItWas) {
  Source source;
  source.name = "a";
  source.publisher = "引\"號\\";
  source.kind = SourceKind::kList;
  source.urls = {"https://a.example/1", "https://a.example/2"};
  source.links = LinkFilter::Create({R"(/\d+\.html$)"}, {"/x/"}).value();
  source.line = 1;
  const SourceList list = ParseSources(SourceSnippet(source), "snippet");
  ASSERT_TRUE(list.problems.empty()) << list.problems[0].ToString();
  ASSERT_EQ(list.sources.size(), 1u);
  EXPECT_EQ(list.sources[0], source);
}

TEST(FeedDiscovery, SuggestsTellingNames) {
  const auto name = [](const char* url) { return SuggestedName(Url::Parse(url).value()); };
  EXPECT_EQ(name("https://www.news.example/rss/finance.xml"), "news-finance");
  EXPECT_EQ(name("https://technews.tw/feed/"), "technews");
  EXPECT_EQ(name("http://127.0.0.1:80/rss.xml"), "127");
}

}  // namespace
}  // namespace heshu::crawler
