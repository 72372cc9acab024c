#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "extract/article/html_metadata.h"
#include "tests/extract/article/read_article.h"

namespace heshu::extract {
namespace {

constexpr char kBody[] =
    "<div class='article'><p>海风电缆今天公布，去年营收达128.5亿元，按年增长23%，创下历史新高。</p>"
    "<p>公司财务总监表示，今年资本开支将提高到40亿元，用于扩建两座工厂。</p></div>";

struct MetadataCase {
  std::string name;
  std::string page;
  std::string field;
  std::string want;
};
void PrintTo(const MetadataCase& row, std::ostream* os) { *os << row.page; }

class ReadsMetadata : public testing::TestWithParam<MetadataCase> {};

TEST_P(ReadsMetadata, OfAPage) {
  const Article article =
      ReadArticle(GetParam().page, "https://www.news.example.com/finance/2026/a_1.html");
  const std::string& field = GetParam().field;
  const std::string got = field == "title"       ? article.title
                          : field == "published" ? article.published
                          : field == "rule"      ? article.published_rule
                          : field == "byline"    ? article.byline
                          : field == "publisher" ? article.publisher
                          : field == "site"      ? article.site
                          : field == "canonical" ? article.canonical_url
                          : field == "amp"       ? article.amp_url
                          : field == "next"      ? article.next_page_url
                          : field == "script"    ? article.script
                                                 : article.language;
  EXPECT_EQ(got, GetParam().want);
}

std::string Page(const std::string& head, const std::string& top = {},
                 const std::string& bottom = {}) {
  return "<html><head>" + head + "</head><body>" + top + kBody + bottom + "</body></html>";
}

INSTANTIATE_TEST_SUITE_P(
    Fields, ReadsMetadata,
    testing::Values(
        MetadataCase{"TitleFromHeading",
                     Page("<title>海风电缆营收增长23%_财经频道_示例网</title>",
                          "<h1>海风电缆营收增长23%</h1>"),
                     "title", "海风电缆营收增长23%"},
        MetadataCase{"AmpVersion", Page("<link rel=amphtml href='/amp/finance/2026/a_1.html'>"),
                     "amp", "https://www.news.example.com/amp/finance/2026/a_1.html"},
        MetadataCase{
            "DateOfTheArticleNotOfAList",
            Page("<script type='application/ld+json'>[{\"@type\":\"ItemList\",\"headline\":"
                 "\"热门\",\"datePublished\":\"2020-01-01\"},{\"@type\":\"NewsArticle\","
                 "\"headline\":\"海风电缆营收增长\",\"datePublished\":\"2026-03-13\"}]"
                 "</script>"),
            "published", "2026-03-13"},
        MetadataCase{"PublisherBeforeItsAuthor",
                     Page("", "<div>2026-03-13 14:05 来源：示例时报网作者：张三</div>"),
                     "publisher", "示例时报网"},
        MetadataCase{"TitleWithoutSite", Page("<title>海风电缆营收增长23%_财经_示例网</title>"),
                     "title", "海风电缆营收增长23%"},
        MetadataCase{"TitleKeepsItsOwnHyphen",
                     Page("<title>海风H-3电缆营收增长23% | 示例网</title>"), "title",
                     "海风H-3电缆营收增长23%"},
        MetadataCase{
            "TitleFromOpenGraph",
            Page("<meta property='og:title' content='海风电缆营收增长23%'><title>示例网</title>"),
            "title", "海风电缆营收增长23%"},
        MetadataCase{
            "DateFromJsonLd",
            Page("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\","
                 "\"datePublished\":\"2026-03-13T14:05:00+08:00\",\"headline\":\"a\nb\"}]}"
                 "</script><meta property='article:published_time' content='2025-01-01'>"),
            "published", "2026-03-13T14:05:00+08:00"},
        MetadataCase{"DateFromBrokenJsonLd",
                     Page("<script type='application/ld+json'>{\"datePublished\":\"2026-03-13\",,"
                          "</script>"),
                     "published", "2026-03-13"},
        MetadataCase{
            "DateFromMeta",
            Page("<meta property='article:published_time' content='2026-03-13T06:05:00Z'>"),
            "published", "2026-03-13T06:05:00Z"},
        MetadataCase{"DateRule", Page("<meta name='pubdate' content='2026-03-13'>"), "rule",
                     "meta:pubdate"},
        MetadataCase{
            "VisibleDateChinese",
            Page("<title>海风电缆营收增长</title>",
                 "<p>2019年1月1日 星期二</p><h1>海风电缆营收增长</h1><div>2026年3月13日 14:05 "
                 "来源：示例日报</div>"),
            "published", "2026-03-13T14:05"},
        MetadataCase{"VisibleDateDayFirst",
                     Page("", "<h1>海风电缆营收增长</h1><span>24/02/2026 14:00</span>"),
                     "published", "2026-02-24T14:00"},
        MetadataCase{"TitleWithoutKeywords",
                     Page("<title>海风电缆营收增长23%-海风电缆,营收,电缆,铜价</title>"), "title",
                     "海风电缆营收增长23%"},
        MetadataCase{
            "VisibleDateInWideDigits",
            Page("", "<h1>海风电缆营收增长</h1><p>２０２６年０３月１３日 １４:０５:１１</p>"),
            "published", "2026-03-13T14:05:11"},
        MetadataCase{"SourceOfDataIsNoPublisher",
                     Page("<meta property='og:site_name' content='示例网'>", "",
                          "<p>資料來源：王小明醫師</p>"),
                     "publisher", "示例网"},
        MetadataCase{"NoDateFromTheText", Page("<title>x</title>"), "published", ""},
        MetadataCase{"CreditedSource",
                     Page("<meta property='og:site_name' content='示例网'>", "",
                          "<p>（文章来源：示例日报）</p>"),
                     "publisher", "示例日报"},
        MetadataCase{"SourceByItsClass",
                     Page("",
                          "<h1>海风电缆营收增长</h1><p><span>2026-03-13</span></p>"
                          "<div><a class='source ent-source'>示例日报</a></div>"),
                     "publisher", "示例日报"},
        MetadataCase{"PlaceholderIsNoByline", Page("<meta name='author' content='104363'>"),
                     "byline", ""},
        MetadataCase{"OwnSite", Page(""), "publisher", "news.example.com"},
        MetadataCase{"Byline",
                     Page("", "<h1>海风电缆营收增长</h1><p>作者：张三 来源：示例日报</p>"),
                     "byline", "张三"},
        MetadataCase{"Canonical", Page("<link rel='canonical' href='/finance/a.html#x'>"),
                     "canonical", "https://www.news.example.com/finance/a.html"},
        MetadataCase{"NextPage", Page("", "", "<a href='a_2.html'>下一页</a>"), "next",
                     "https://www.news.example.com/finance/2026/a_2.html"},
        MetadataCase{"NextArticleIsNoNextPage", Page("", "", "<a href='b.html'>下一页</a>"), "next",
                     ""},
        MetadataCase{"Script", Page(""), "script", "Hans"},
        MetadataCase{"Language", Page(""), "language", "zh"}),
    [](const auto& row) { return row.param.name; });

struct KnownDayCase {
  std::string name;
  std::string url;      // of the page
  std::string fetched;  // when
  std::string shown;    // above the text
  std::string want;
};
void PrintTo(const KnownDayCase& row, std::ostream* os) { *os << row.url << " " << row.shown; }

class ReadsDateByKnownDay : public testing::TestWithParam<KnownDayCase> {};

TEST_P(ReadsDateByKnownDay, Rightly) {
  const auto& row = GetParam();
  Document document;
  document.url = row.url;
  document.fetched_at = row.fetched;
  document.bytes = Page("<title>海风电缆营收增长</title>", "<h1>海风电缆营收增长</h1>" + row.shown);
  const auto article = SharedReader().Read(document);
  ASSERT_TRUE(article.has_value());
  EXPECT_EQ(article->published, row.want);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, ReadsDateByKnownDay,
    testing::Values(
        KnownDayCase{"YearOfTheUrl", "https://a.example/2026/03/13/1.html", "",
                     "<p>03-13 14:05</p>", "2026-03-13T14:05"},
        KnownDayCase{"YearOfTheFetching", "https://a.example/1.html", "2026-01-02T03:04:05Z",
                     "<p>12月31日 14:05</p>", "2025-12-31T14:05"},
        KnownDayCase{"NoYearAnywhere", "https://a.example/1.html", "", "<p>03-13 14:05</p>", ""},
        KnownDayCase{"DayOfTheUrlAlone", "https://a.example/20260313/c1.shtml", "", "",
                     "2026-03-13"},
        KnownDayCase{"EventsOfOtherDaysArePassedOver", "https://a.example/t20260313_17.htm", "",
                     "<p>活动时间：2026年5月1日</p><p>2026-03-13 14:05</p>", "2026-03-13T14:05"},
        KnownDayCase{"NumbersOfAnArticleAreNoDay", "https://a.example/a/20269913.html", "", "",
                     ""}),
    [](const auto& row) { return row.param.name; });

TEST(ReadMetadata, PrefersTheDateThatIsGiven) {
  Document document;
  document.bytes = Page("<meta name='pubdate' content='2026-03-13'>");
  document.published = "2026-03-14";
  const auto article = SharedReader().Read(document);
  ASSERT_TRUE(article.has_value());
  EXPECT_EQ(article->published, "2026-03-14");
  EXPECT_EQ(article->published_rule, "given");
}

TEST(ReadMetadata, ReadsTranscodedPagesAlike) {
  // "营收" in GBK, declared wrongly as UTF-8 is not valid UTF-8 and goes by the meta tag.
  const std::string gbk =
      "<meta charset='gb2312'><body><p>\xBA\xA3\xB7\xE7\xB5\xE7\xC0\xC2\xC8\xA5\xC4\xEA\xD3\xAA\xCA"
      "\xD5\xB4\xEF"
      "128.5\xD2\xDA\xD4\xAA\xA1\xA3</p></body>";
  const Article article = ReadArticle(gbk, "https://example.com/a.html");
  EXPECT_EQ(article.text, "海风电缆去年营收达128.5亿元。");
  EXPECT_EQ(article.charset_rule, "meta");
}

// A PDF of one page with the given lines, written by hand.
std::string PdfOf(const std::vector<std::string>& lines) {
  std::string stream = "BT /F1 12 Tf 72 720 Td 14 TL\n";
  for (const auto& line : lines) stream += "(" + line + ") Tj T*\n";
  stream += "ET";
  const std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
      "/Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length " + std::to_string(stream.size()) + " >>\nstream\n" + stream + "\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string pdf = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    offsets.push_back(pdf.size());
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t table = pdf.size();
  pdf += "xref\n0 6\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    std::string digits = std::to_string(offset);
    pdf += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  return pdf + "trailer << /Size 6 /Root 1 0 R >>\nstartxref\n" + std::to_string(table) +
         "\n%%EOF\n";
}

TEST(ReadPdf, GivesItsTextAsTheArticle) {
  const Article article = ReadArticle(PdfOf(
      {"Example Cable raises revenue by 23 percent",
       "Example Cable said on Monday that its revenue rose to $12.5m last year, driven by orders",
       "from data centres. The company will spend $40m on two new plants, the first of which will",
       "start before the end of the year. Analysts expect margins to fall by 1.2 points."}));
  EXPECT_EQ(article.charset_rule, "pdf");
  EXPECT_NE(article.text.find("$12.5m"), std::string::npos);
  ASSERT_FALSE(article.blocks.empty());
  for (const auto& block : article.blocks) {
    EXPECT_LE(block.span().end, article.text.size());
  }
}

TEST(ResolveUrl, StaysOnHttp) {
  EXPECT_EQ(ResolveUrl("//b.org/c", "https://a.org/x"), "https://b.org/c");
  EXPECT_EQ(ResolveUrl("y?z", "https://a.org/b/x"), "https://a.org/b/y?z");
  EXPECT_EQ(ResolveUrl("/y", "https://a.org"), "https://a.org/y");
  EXPECT_EQ(ResolveUrl("javascript:void(0)", "https://a.org"), "");
  EXPECT_EQ(ResolveUrl("y", "/tmp/file.html"), "");
}

}  // namespace
}  // namespace heshu::extract
