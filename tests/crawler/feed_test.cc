// Feeds and sitemaps as sites send them, whole and broken.
#include "crawler/feed.h"

#include <gtest/gtest.h>

namespace heshu::crawler {
namespace {

using Lines = std::vector<std::string>;

// "url|title|published" of each item; one line with the error's kind if it is no feed.
Lines Read(std::string_view text) {
  const Url base = *Url::Parse("https://news.example/feeds/all.xml");
  const auto feed = ParseFeed(text, &base);
  if (!feed) return {"! " + std::string(ErrorKindName(feed.error().kind))};
  Lines out;
  for (const FeedItem& item : feed->items)
    out.push_back(item.url + "|" + item.title + "|" + item.published);
  return out;
}

constexpr std::string_view kRss = R"(<?xml version="1.0" encoding="gb2312"?>
<!DOCTYPE rss [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>财经 &amp; 科技</title>
<ttl>30</ttl><atom:link rel="next" href="?page=2"/>
<item><title><![CDATA[算力 <b>涨价</b> &amp; 降本]]></title><link>/n/1.html</link>
<guid isPermaLink="false">id-1</guid><pubDate>Tue, 24 Feb 2026 14:00:00 +0800</pubDate></item>
<item><title>R&D spending&nbsp;up &b;</title><guid>https://news.example/n/2?a=1&b=2</guid></item>
<item><title>no link</title></item>
<item><title>script</title><link>javascript:alert(1)</link></item>
</channel></rss>)";

TEST(Feed, ReadsRss) {
  EXPECT_EQ(Read(kRss),
            (Lines{"https://news.example/n/1.html|算力 涨价 & 降本|2026-02-24T14:00:00+08:00",
                   "https://news.example/n/2?a=1&b=2|R&D spending\xC2\xA0up &b;|"}));
  const auto feed = ParseFeed(kRss);
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->kind, FeedKind::kRss);
  EXPECT_EQ(feed->title, "财经 & 科技");
  EXPECT_EQ(feed->ttl_minutes, 30);
  EXPECT_FALSE(feed->is_broken);
}

TEST(Feed, KeepsTheItemsBeforeABreak) {
  const auto feed = ParseFeed(
      "<rss><channel><item><link>http://a.example/1</link></item>"
      "<item><link>http://a.example/2</link></item><item><title>half");
  ASSERT_TRUE(feed.has_value());
  EXPECT_TRUE(feed->is_broken);
  ASSERT_EQ(feed->items.size(), 2u);
  EXPECT_EQ(feed->items[1].url, "http://a.example/2");
  EXPECT_EQ(Read("<rss><channel><item><link>http://a.example/1</item></link></channel></rss>"),
            Lines{"http://a.example/1||"});
}

TEST(Feed, AnAddressThatBreaksOffIsNoItem) {
  for (const std::string_view text :
       {"<rss><channel><item><link>https://a.example/1</link></item>"
        "<item><link>https://a.exa",
        "<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.example/12"}) {
    const auto feed = ParseFeed(text);
    ASSERT_TRUE(feed.has_value()) << feed.error().ToString();
    ASSERT_EQ(feed->items.size(), 1U) << text;
    EXPECT_EQ(feed->items[0].url, "https://a.example/1");
  }
}

TEST(Feed, ReadsRdfAndAtom) {
  EXPECT_EQ(Read(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="x"><title>t</title></channel>
  <item rdf:about="http://a.example/1"><title>one</title><link>http://a.example/1</link>
  <dc:date>2026-02-24T06:00Z</dc:date></item></rdf:RDF>)"),
            Lines{"http://a.example/1|one|2026-02-24T06:00+00:00"});
  EXPECT_EQ(Read(R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
  <entry><title type="html">A &amp;lt; B</title><id>tag:1</id><link rel="self" href="/x"/>
  <link href="/1"/><updated>2026-02-24T06:00:00.123Z</updated></entry></feed>)"),
            Lines{"https://news.example/1|A < B|2026-02-24T06:00:00+00:00"});
}

TEST(Feed, ReadsSitemaps) {
  EXPECT_EQ(Read(R"(<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://a.example/1 </loc>
  <lastmod>2026-02-20</lastmod><news:news><news:publication_date>2026-02-24</news:publication_date>
  <news:title>标题</news:title></news:news></url><url><loc>https://a.example/2</loc></url></urlset>)"),
            (Lines{"https://a.example/1|标题|2026-02-24", "https://a.example/2||"}));
  const auto index = ParseFeed(
      "<sitemapindex><sitemap><loc>https://a.example/s.xml.gz</loc></sitemap></sitemapindex>");
  ASSERT_TRUE(index.has_value());
  EXPECT_EQ(index->kind, FeedKind::kSitemapIndex);
  EXPECT_EQ(index->items.at(0).url, "https://a.example/s.xml.gz");
}

TEST(Feed, ReadsJson) {
  EXPECT_EQ(
      Read(R"({"version":"https://jsonfeed.org/version/1.1","title":"t","items":[
  {"id":7,"url":"/1","title":"one","date_published":"2026-02-24T14:00:00+08:00"},
  {"id":"https://a.example/2"},{"id":"x"},5]})"),
      (Lines{"https://news.example/1|one|2026-02-24T14:00:00+08:00", "https://a.example/2||"}));
}

TEST(Feed, SaysWhatIsNoFeed) {
  for (const char* text : {"", "  ", "plain", "<html><body>moved</body></html>", "<svg/>", "{}",
                           "{\"items\":", "[1,2]", "<"}) {
    EXPECT_EQ(Read(text), Lines{"! invalid_input"}) << text;
  }
}

TEST(Feed, SurvivesDepthAndNoise) {
  std::string deep = "<rss><channel><item><link>http://a.example/1</link></item>";
  for (int i = 0; i < 100'000; ++i) deep += "<x>";
  EXPECT_EQ(Read(deep), Lines{"http://a.example/1||"});
  EXPECT_EQ(Read("\xEF\xBB\xBF Notice: undefined index\n<rss><channel><item>"
                 "<link>http://a.example/1</link><title>\x01\x02x</title></item></channel></rss>"),
            Lines{"http://a.example/1|x|"});
  Read("{\"items\":" + std::string(100'000, '['));
}

TEST(Feed, AnElementOfManyAttributesCostsLittle) {
  std::string feed = "<rss";
  for (int i = 0; i < 300'000; ++i) feed += " a" + std::to_string(i) + "='>'";
  feed += "><channel><!-- <item> & --><item><link>http://a.example/1</link></item></channel></rss>";
  EXPECT_EQ(Read(feed).back(), "http://a.example/1||");
}

TEST(FeedDate, ReadsWhatFeedsWrite) {
  EXPECT_EQ(ParseFeedDate("Tue, 24 Feb 2026 14:00:00 +0800"), "2026-02-24T14:00:00+08:00");
  EXPECT_EQ(ParseFeedDate("24 Feb 26 14:00 GMT"), "2026-02-24T14:00+00:00");
  EXPECT_EQ(ParseFeedDate("Tue, 24 Feb 2026 14:00:00 CST"), "2026-02-24T14:00:00");
  EXPECT_EQ(ParseFeedDate("2026-02-24"), "2026-02-24");
  EXPECT_EQ(ParseFeedDate("2026-02-24 14:00:00"), "2026-02-24T14:00:00");
  EXPECT_EQ(ParseFeedDate("2026/2/4 9:05"), "2026-02-04T09:05");
  EXPECT_EQ(ParseFeedDate("2026-02-24T14:00:00-0530"), "2026-02-24T14:00:00-05:30");
  for (const char* text :
       {"", "today", "2026-02-30", "2026-13-01", "32 Feb 2026", "2026", "0000-00-00"})
    EXPECT_EQ(ParseFeedDate(text), "") << text;
}

}  // namespace
}  // namespace heshu::crawler
