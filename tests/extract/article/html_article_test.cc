#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/extract/article/read_article.h"

namespace heshu::extract {
namespace {

using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::Not;

// Three paragraphs that every page of the table has as its body.
constexpr char kFirst[] =
    "海風電纜今天公布，去年營收達128.5億元，按年增長23%，主要受惠於數據中心訂單。";
constexpr char kSecond[] =
    "公司財務長在法說會上表示，今年資本開支將提高到40億元，用於擴建兩座工廠。";
constexpr char kThird[] = "分析師認為，銅價上漲可能令毛利率下降約1.2個百分點，但需求仍然強勁。";

struct PageCase {
  std::string name;
  std::string html;
  std::vector<std::string> blocks;
};
void PrintTo(const PageCase& row, std::ostream* os) { *os << row.html; }

class ReadsBody : public testing::TestWithParam<PageCase> {};

TEST_P(ReadsBody, AndNoneOfItsSurroundings) {
  const Article article = ReadArticle(GetParam().html, "https://news.example.com/a/1.html");
  EXPECT_THAT(BlockTexts(article), ElementsAreArray(GetParam().blocks));
  std::string lines;
  for (const auto& block : GetParam().blocks) lines += (lines.empty() ? "" : "\n") + block;
  EXPECT_EQ(article.text, lines);
}

std::string Body(const std::string& open, const std::string& close) {
  return open + kFirst + close + open + kSecond + close + open + kThird + close;
}

const std::string kNav =
    "<div class='nav'><ul><li><a href='/'>首頁</a></li><li><a href='/s'>財經</a></li>"
    "<li><a href='/t'>科技新聞</a></li></ul></div>";
const std::string kRelated =
    "<div class='related-news'><h3>相關新聞</h3><ul>"
    "<li><a href='/a/2.html'>北山銅業上季盈利跌三成，股價一度急挫百分之八</a></li>"
    "<li><a href='/a/3.html'>南灣港口吞吐量創新高，全年料達三千萬標箱</a></li></ul></div>";

INSTANTIATE_TEST_SUITE_P(
    Pages, ReadsBody,
    testing::Values(
        PageCase{.name = "NavigationAndRelatedLinks",
                 .html = "<html><head><title>海風電纜營收增23% - 示例網</title></head><body>" +
                         kNav + "<h1>海風電纜營收增23%</h1><div class='article-body'>" +
                         Body("<p>", "</p>") + "</div>" + kRelated + "</body></html>",
                 .blocks = {kFirst, kSecond, kThird}},
        PageCase{.name = "ParagraphsByDoubleBreaks",
                 .html = "<body>" + kNav + "<div id='content'>" + kFirst + "<br><br>" + kSecond +
                         "<br/>\n<br/>" + kThird + "</div>" + kRelated + "</body>",
                 .blocks = {kFirst, kSecond, kThird}},
        PageCase{.name = "SectionsAreTheBody",
                 .html = "<body>" + kNav + "<div class='rich'>" +
                         Body("<section><section><span>", "</span></section></section>") +
                         "</div></body>",
                 .blocks = {kFirst, kSecond, kThird}},
        PageCase{.name = "LayoutTable",
                 .html = "<body><table><tr><td>" + kNav + "</td><td><font size=3>" +
                         Body("<p>", "</p>") + "</font></td></tr></table></body>",
                 .blocks = {kFirst, kSecond, kThird}},
        PageCase{.name = "RowsOfNumbersStayRows",
                 .html = "<body><div class='article'>" + Body("<p>", "</p>") +
                         "<table><tr><th>年份</th><th>營收</th></tr><tr><td>2024</td>"
                         "<td>104.5億元</td></tr></table></div></body>",
                 .blocks = {kFirst, kSecond, kThird, "年份 | 營收", "2024 | 104.5億元"}},
        PageCase{
            .name = "NoBlankAtInlineTagsOrWrappedLines",
            .html = "<body><div><p>海風電<b>纜今天</b>\n  公布，<a href='#'>去年營收</a>達"
                    "<span>128.5</span>億元，按年增長23%，主要受惠於\n    數據中心訂單。</p><p>" +
                    std::string(kSecond) + "</p></div></body>",
            .blocks = {kFirst, kSecond}},
        PageCase{
            .name = "AdvertsAndCaptionsInTheText",
            .html = std::string("<body><div class='story'><p>") + kFirst +
                    "</p><p>請繼續往下閱讀...</p><figure><figcaption>工廠外景。（記者王小明攝）"
                    "</figcaption></figure><p>" +
                    kSecond + "</p><div class='ad-box'><p>廣告</p></div><p>" + kThird +
                    "</p><p>責任編輯：陳大文</p></div></body>",
            .blocks = {kFirst, kSecond, kThird}},
        PageCase{
            .name = "CommentsDoNotOutweighTheArticle",
            .html =
                "<body><div class='post'>" + Body("<p>", "</p>") +
                "</div><div class='comments'><p>這間公司的產品我用過，質量不錯，不過價錢實在"
                "太高，希望可以降價。</p><p>同意樓上！另外它的售後服務也很差，等了三個星期。</p>"
                "<p>我持有這隻股票五年了，每年都有股息收，算是不錯的投資。</p></div></body>",
            .blocks = {kFirst, kSecond, kThird}},
        PageCase{.name = "UnclosedEverything",
                 .html = "<html><body><div class=nav><a href=/>首頁</div><div class=content><p>" +
                         std::string(kFirst) + "<p>" + kSecond + "<p>" + kThird,
                 .blocks = {kFirst, kSecond, kThird}},
        PageCase{
            .name = "AttributionIsKept",
            .html = std::string("<body><div class='content'><p>（中央社記者王小明台北21日電）") +
                    kFirst + "</p><p>" + kSecond + "</p></div></body>",
            .blocks = {std::string("（中央社記者王小明台北21日電）") + kFirst, kSecond}}),
    [](const auto& row) { return row.param.name; });

TEST(ReadHtml, NamesWhereEachBlockStandsInThePage) {
  const std::string html = std::string("<!-- x --><body><script>var a = '<p>';</script><div><p>") +
                           kFirst + "</p><p>" + kSecond + "</p></div></body>";
  const Article article = ReadArticle(html);
  ASSERT_EQ(article.blocks.size(), 2u);
  ASSERT_TRUE(article.blocks[1].html_span.has_value());
  EXPECT_EQ(Slice(html, *article.blocks[1].html_span), kSecond);
}

TEST(ReadHtml, KeepsDroppedLinesWithFigures) {
  const Article article =
      ReadArticle(std::string("<body><div class='article'><p>") + kFirst + "</p><p>" + kSecond +
                  "</p><div class='related'><p>南灣港口全年料達3000萬標箱</p></div></div></body>");
  bool found = false;
  for (const auto& dropped : article.dropped) {
    found = found || dropped.text.find("3000萬標箱") != std::string::npos;
  }
  EXPECT_TRUE(found);
  EXPECT_THAT(article.text, Not(HasSubstr("標箱")));
}

TEST(ReadHtml, TellsKindsOfBlocks) {
  const Article article = ReadArticle(
      std::string("<body><article><h2>資本開支</h2><p>") + kFirst +
      "</p><p><strong>擴建工廠</strong>"
      "</p><p>" +
      kSecond + "</p><ul><li>甲廠：年產能3萬噸，2026年底投產；</li></ul></article></body>");
  std::vector<BlockKind> kinds;
  for (const auto& block : article.blocks) kinds.push_back(block.kind);
  EXPECT_THAT(kinds,
              ElementsAreArray({BlockKind::kHeading, BlockKind::kParagraph, BlockKind::kHeading,
                                BlockKind::kParagraph, BlockKind::kListItem}));
}

TEST(ReadHtml, SaysWhatKindOfPageItIs) {
  EXPECT_EQ(ReadArticle("<body><p>您查詢的新聞已過查詢時效</p></body>").page_class,
            PageClass::kExpired);
  std::string list = "<body><ul>";
  for (int i = 0; i < 30; ++i) list += "<li><a href='/a'>海風電纜去年營收創下歷史新高紀錄</a></li>";
  EXPECT_EQ(ReadArticle(list + "</ul></body>").page_class, PageClass::kList);
  EXPECT_EQ(ReadArticle("<body><div></div></body>").page_class, PageClass::kEmpty);
}

TEST(ReadHtml, TellsTeasersPaywallsAndVideosFromArticles) {
  std::string teasers = "<title>財經新聞</title><body><div class='list'>";
  for (int i = 0; i < 12; ++i) {
    teasers += "<h3><a href='/" + std::to_string(i) + "'>南灣港口第" + std::to_string(i) +
               "季吞吐量創下歷史新高</a></h3><p>南灣港口表示，貨量主要來自出口，第" +
               std::to_string(i) + "季的數字將於下月公布，分析員普遍看好。</p>";
  }
  EXPECT_EQ(ReadArticle(teasers + "</div></body>").page_class, PageClass::kList);
  EXPECT_EQ(ReadArticle(std::string("<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
                                    "\"isAccessibleForFree\":false,\"headline\":\"海風電纜\"}"
                                    "</script><body><h1>海風電纜</h1><p>") +
                        kFirst + "</p></body>")
                .page_class,
            PageClass::kPaywalled);
  EXPECT_EQ(ReadArticle(std::string("<body><h1>海風電纜</h1><p>") + kFirst +
                        "</p><p>登入後閱讀全文</p></body>")
                .page_class,
            PageClass::kPaywalled);
  EXPECT_EQ(
      ReadArticle("<meta property='og:type' content='video.other'><body><h1>海風電纜法說會</h1>"
                  "<p>海風電纜昨日召開法說會，財務長說明今年的展望。</p></body>")
          .page_class,
      PageClass::kVideo);
}

TEST(ReadHtml, IsSurerOfAWholeArticleThanOfAShortNote) {
  const auto confidence = [](const std::string& head, const std::string& body) {
    const Article article =
        ReadArticle("<html><head>" + head + "</head><body>" + body + "</body></html>");
    EXPECT_EQ(article.page_class, PageClass::kArticle);
    return article.confidence;
  };
  const std::string text = "<p>" + std::string(kFirst) + "</p><p>" + kSecond + "</p>";
  const double whole = confidence("<title>" + std::string(kFirst) +
                                      "</title><meta property='og:type' content='article'><meta "
                                      "property='article:published_time' content='2026-03-13'>",
                                  text + text);
  const double plain = confidence("", text);
  const double note = confidence("<title>無關的標題</title>", "<p>海風電纜今天公布營收。</p>");
  EXPECT_GT(whole, .9);
  EXPECT_GT(whole, plain);
  EXPECT_GT(plain, note);
  EXPECT_LT(note, .5);
}

}  // namespace
}  // namespace heshu::extract
