// Pages on which the densest element is not the article, or holds more than it: endless pages,
// rules for commenting, leads in a wrapper of their own, texts that only JSON-LD or noscript have.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "tests/extract/article/read_article.h"

namespace heshu::extract {
namespace {

using testing::ElementsAreArray;

constexpr char kLead[] =
    "【記者王小明／台北報導】海風電纜今天公布，去年營收達128.5億元，按年增長23%。";
constexpr char kFirst[] = "海風電纜表示，營收增長主要受惠於數據中心訂單，海風電纜去年交付320公里。";
constexpr char kSecond[] =
    "公司財務長在法說會上表示，今年資本開支將提高到40億元，用於擴建兩座工廠。";
constexpr char kOther[] =
    "北山銅業上週宣布關閉南灣礦場，北山銅業指礦場去年虧損三億元，工會批評北山銅業沒有諮詢員工。";
constexpr char kOther2[] =
    "北山銅業的礦場有四百名員工，工會計劃罷工，礦場所在的南灣鎮要求北山銅業賠償，銅業公會未有回應"
    "。";

std::string Page(const std::string& head, const std::string& body) {
  return "<html><head><title>海風電纜去年營收增23% - 示例網</title>" + head + "</head><body>" +
         body + "</body></html>";
}

std::string P(const std::string& text) { return "<p>" + text + "</p>"; }

const std::string kTitle = "<h1>海風電纜去年營收增23%</h1>";

struct PageCase {
  std::string name;
  std::string html;
  std::vector<std::string> blocks;
};
void PrintTo(const PageCase& row, std::ostream* os) { *os << row.html; }

class ReadsUnusualPage : public testing::TestWithParam<PageCase> {};

TEST_P(ReadsUnusualPage, WithItsOwnArticleOnly) {
  const Article article = ReadArticle(GetParam().html, "https://news.example.com/a/1.html");
  EXPECT_THAT(BlockTexts(article), ElementsAreArray(GetParam().blocks));
}

constexpr char kThird[] =
    "分析師認為，海風電纜的訂單能見度達三年，銅價上漲可能令海風電纜的毛利率下降約1."
    "2個百分點，但數據中心"
    "需求仍然強勁，訂單不減。";
constexpr char kMore[] =
    "海風電纜營收來自數據中心，海風電纜的訂單去年增加，海風電纜說數據中心訂單今年不減，訂單遍及亞洲"
    "。";
constexpr char kMore2[] =
    "海風電纜的工廠將於六月動工，海風電纜去年已買地，營收與訂單足以支付資本開支，數據中心訂單先行"
    "。";

// In wrappers, as sites have them.
std::string Wrapped(const std::string& text) {
  return "<div><div><div>" + text + "</div></div></div>";
}

const std::string kRules =
    P("本報對留言系統使用者發布的文字、圖片或檔案保有修改或移除的權利，使用者必須遵守下述規定。") +
    P("請勿重複刊登一樣的內容，或大意相同、類似的內容，請不要刊登與主題無關的內容或商業訊息。") +
    P("請確認發表的內容未侵害他人的著作權、商標或專利，若因此產生責任，將由使用者自行承擔。") +
    P("違反上述規定者，本報有權刪除留言，或者直接封鎖帳號，請使用者務必先閱讀留言板規則。");

// Text of a body that other things stand beside or inside of.
const std::string kSummary =
    "摘要：海風電纜去年營收增23%，董事會把今年的資本開支提高到40億元，並派特別股息。";

std::string Link(const std::string& text) { return "<li><a href='/b.html'>" + text + "</a></li>"; }

INSTANTIATE_TEST_SUITE_P(
    Pages, ReadsUnusualPage,
    testing::Values(
        PageCase{"SummaryInAWrapper",
                 Page("", kTitle + "<div class='daodu'>" + kSummary + "</div><div class='text'>" +
                              P(kFirst) + P(kSecond) + P(kThird) + "</div>"),
                 {kSummary, kFirst, kSecond, kThird}},
        PageCase{"SummaryThatOnlyRepeats",
                 Page("", kTitle + "<div class='summary'>" + kFirst + "</div><div class='text'>" +
                              P(kFirst) + P(kSecond) + P(kThird) + "</div>"),
                 {kFirst, kSecond, kThird}},
        PageCase{"BoxOfLinksInTheMiddle",
                 Page("", kTitle + "<div class='text'>" + P(kFirst) + "<div><ul>" +
                              Link("北山銅業庫存超過5萬噸") + Link("南灣港口全年虧損三億元") +
                              Link("央行意外降準的三大原因") + "</ul></div>" + P(kSecond) +
                              P(kThird) + "</div>"),
                 {kFirst, kSecond, kThird}},
        PageCase{"CaptionWithoutAMark",
                 Page("", kTitle + "<div class='text'>" + P(kFirst) +
                              "<p align=center><img src='a.jpg'></p><p align=center>"
                              "海風電纜的南灣工廠</p>" +
                              P(kSecond) + "<p><img src='b.jpg'></p><p>一、資本開支</p>" +
                              P(kThird) + "</div>"),
                 {kFirst, kSecond, "一、資本開支", kThird}},
        PageCase{
            "LinkAroundTheWholeText",
            Page("", kTitle + "<div class='intro'><dl><a href='/self.html'>" + kFirst + "<br><br>" +
                         kSecond + "<br><br>" + kThird + "<br><br>" + kMore + "<br><br>" + kMore2 +
                         "<br><br>" + kThird + kMore + kSecond + "</a></dl></div><div>" +
                         "Copyright © 2026 Example News Company All Rights Reserved</div>"),
            {kFirst, kSecond, kThird, kMore, kMore2}},
        PageCase{"PollBehindTheText",
                 Page("", kTitle + "<div class='text'>" + P(kFirst) + P(kSecond) + P(kThird) +
                              "<div><h3>調查</h3><p>你如何看待海風電纜提高資本開支？</p>"
                              "<p>海風電纜太進取，銅價會跌</p><p>無所謂</p></div></div>"),
                 {kFirst, kSecond, kThird}},
        PageCase{.name = "LongerRulesForCommenting",
                 .html = Page("", Wrapped(kTitle + P(kFirst) + P(kSecond)) + Wrapped(kRules)),
                 .blocks = {kFirst, kSecond}},
        PageCase{.name = "LongerStoryOfAnotherTopic",
                 .html = Page("", Wrapped(kTitle + P(kFirst) + P(kSecond)) +
                                      Wrapped("<h2>北山銅業關礦場</h2>" + P(kOther) + P(kOther2) +
                                              P("工會的礦場罷工預計為期四天，銅業股份昨日下跌一成，"
                                                "礦場的產量佔北山銅業三成。"))),
                 .blocks = {kFirst, kSecond}},
        PageCase{.name = "NextStoryOfAnEndlessPage",
                 .html = Page("", "<div class='article'>" + kTitle + P(kFirst) + P(kSecond) +
                                      P(kThird) + "<h1>北山銅業宣布關閉南灣礦場</h1>" +
                                      P("北山銅業的礦場工會說，礦場的員工要求北山銅業與工會談判，銅"
                                        "業與礦場各佔一半。") +
                                      P(kOther) + P(kOther2) + "</div>"),
                 .blocks = {kFirst, kSecond, kThird}},
        PageCase{.name = "SubheadsOfTheFirstLevelAreNoStories",
                 .html = Page("", "<div class='article'>" + P(kFirst) + P(kSecond) + P(kThird) +
                                      "<h1>海風電纜今年再擴建工廠</h1>" + P(kMore) + P(kMore2) +
                                      "</div>"),
                 .blocks = {kFirst, kSecond, kThird, "海風電纜今年再擴建工廠", kMore, kMore2}},
        PageCase{
            .name = "LeadInItsOwnWrapper",
            .html = Page("", kTitle + "<div class='intro'><blockquote><div>" + kLead +
                                 "</div></blockquote></div><div class='post-content'>" + P(kFirst) +
                                 P(kSecond) + P(std::string(kSecond) + "全文。") + "</div>"),
            .blocks = {kLead, kFirst, kSecond}},
        PageCase{.name = "OtherPostsInsideThePost",
                 .html = Page("", "<article id='post-1' class='post-1'>" + kTitle + P(kFirst) +
                                      P(kSecond) + "<article class='post-7'>" + P(kOther) +
                                      "</article><article class='post-8'>" + P(kOther2) +
                                      "</article></article>"),
                 .blocks = {kFirst, kSecond}},
        PageCase{.name = "EntriesOfALiveBlogStay",
                 .html = Page("", "<article class='live'>" + kTitle + "<article class='entry'>" +
                                      P(kFirst) + "</article><article class='entry'>" + P(kSecond) +
                                      "</article></article>"),
                 .blocks = {kFirst, kSecond}},
        PageCase{.name = "BodyInJsonLdOnly",
                 .html = Page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
                              "\"headline\":\"海風電纜去年營收增23%\",\"articleBody\":\"" +
                                  std::string(kFirst) + "\\n" + kSecond + "\"}</script>",
                              kTitle + "<div id='app'></div>"),
                 .blocks = {kFirst, kSecond}},
        PageCase{.name = "BodyInNoscriptOnly",
                 .html = Page("", kTitle + "<div id='app'></div><noscript><div>" + P(kFirst) +
                                      P(kSecond) + "</div></noscript>"),
                 .blocks = {kFirst, kSecond}},
        PageCase{.name = "TemplatesAreNotShown",
                 .html = Page("", kTitle + "<div class='article'>" + P(kFirst) + P(kSecond) +
                                      "</div><template>" + P(kOther) + P(kOther2) + P(kOther2) +
                                      "</template>"),
                 .blocks = {kFirst, kSecond}},
        PageCase{.name = "WhatIsGluedToTheEnd",
                 .html = Page("", kTitle + "<div class='article'>" + P(kFirst) +
                                      P(std::string(kSecond) + "返回搜狐，查看更多") + "</div>"),
                 .blocks = {kFirst, kSecond}},
        PageCase{.name = "EditorGluedToTheEnd",
                 .html = Page("", kTitle + "<div class='article'>" + P(kFirst) +
                                      P(std::string(kSecond) + "（責任編輯：王小明）") + "</div>"),
                 .blocks = {kFirst, kSecond}},
        PageCase{.name = "LinksWithExclamationsBehindTheText",
                 .html = Page("", kTitle + "<div class='article'>" + P(kFirst) + P(kSecond) +
                                      "<div><a href='/2'>礦場爆關閉潮！工會揭內幕</a></div><div>"
                                      "<a href='/3'>散戶每年賠多少？老手這樣說</a></div></div>"),
                 .blocks = {kFirst, kSecond}},
        PageCase{.name = "LoginFormBehindTheText",
                 .html = Page("", kTitle + "<div class='article'>" + P(kFirst) + P(kSecond) +
                                      "<div><h3>會員登入</h3><div>電子郵件</div><div>密碼"
                                      "</div><div>若您是第一次使用，請先點選</div></div></div>"),
                 .blocks = {kFirst, kSecond}},
        PageCase{
            .name = "ArticleAboutWhatSpamSells",
            .html = Page("", kTitle + "<div class='article'>" +
                                 P("“我们只是过桥者。”一家配资公司的主管说，去年配资公司平仓"
                                   "四成，剩下的三家股票配资平台也已停业，客户损失约八千万元。") +
                                 P(kFirst) + P(kSecond) + "</div>"),
            .blocks = {"“我们只是过桥者。”一家配资公司的主管说，去年配资公司平仓四成，剩下的三家"
                       "股票配资平台也已停业，客户损失约八千万元。",
                       kFirst, kSecond}},
        PageCase{
            .name = "ShortFlash",
            .html = Page("", kTitle + "<div class='text'><p>【快訊】海風電纜公告，去年營收128.5億"
                                      "元，按年增長23%。</p></div><div class='list'><ul><li><a "
                                      "href='/2'>北山銅業上季盈利跌三成</a></li><li><a href='/3'>"
                                      "南灣港口吞吐量創新高</a></li></ul></div>"),
            .blocks = {"【快訊】海風電纜公告，去年營收128.5億元，按年增長23%。"}},
        PageCase{.name = "BrokenLinesInADiv",
                 .html = Page("", kTitle + "<div class='text'>　　" + kFirst + "<br>　　" +
                                      kSecond + "<br><br></div>"),
                 .blocks = {kFirst, kSecond}}),
    [](const auto& row) { return row.param.name; });

TEST(ReadArticleTrace, NamesTheElectedElementAndItsRivals) {
  Document document;
  document.bytes = Page("", kTitle + "<div><div id='artibody' class='text main'>" + P(kFirst) +
                                P(kSecond) + "</div></div>" + Wrapped(P(kOther)));
  document.url = "https://news.example.com/a/1.html";
  ArticleTrace trace;
  ASSERT_TRUE(SharedReader().Read(document, &trace).has_value());
  EXPECT_EQ(trace.form, "html");
  EXPECT_EQ(trace.elected, "body > div > div#artibody.text.main");
  ASSERT_GE(trace.candidates.size(), 2u);
  EXPECT_EQ(trace.candidates[0].element, "div#artibody.text.main");
  EXPECT_GT(trace.candidates[0].score, trace.candidates[1].score);
  EXPECT_GT(trace.candidates[0].bonus, 1);
  EXPECT_LE(trace.elected_mass, trace.page_mass);
  ASSERT_FALSE(trace.titles.empty());
  EXPECT_EQ(trace.titles.back().first, "heading");
}

TEST(ReadArticleTrace, SaysWhereTheTextComesFrom) {
  Document document;
  document.bytes = Page("", kTitle + "<noscript>" + P(kFirst) + P(kSecond) + "</noscript>");
  ArticleTrace trace;
  ASSERT_TRUE(SharedReader().Read(document, &trace).has_value());
  EXPECT_EQ(trace.form, "noscript");
}

struct LimitCase {
  std::string name;
  std::string page;
  std::string reason;  // among what was dropped; "" for none
};
void PrintTo(const LimitCase& row, std::ostream* os) { *os << row.name; }

class TellsLimits : public testing::TestWithParam<LimitCase> {};

TEST_P(TellsLimits, InTheRecord) {
  const Article article = ReadArticle(GetParam().page, "https://news.example.com/a/1.html");
  std::vector<std::string> reasons;
  for (const auto& dropped : article.dropped) {
    if (dropped.reason.starts_with("limit_")) reasons.push_back(dropped.reason);
  }
  if (GetParam().reason.empty()) {
    EXPECT_TRUE(reasons.empty());
  } else {
    EXPECT_EQ(reasons, std::vector<std::string>{GetParam().reason});
  }
}

std::string Repeat(std::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

INSTANTIATE_TEST_SUITE_P(
    Pages, TellsLimits,
    testing::Values(
        LimitCase{"None", Page("", kTitle + P(kFirst) + P(kSecond)), ""},
        LimitCase{"Depth", Page("", Repeat("<div>", 600) + P(kFirst) + P(kSecond)), "limit_depth"},
        LimitCase{"Elements", Page("", P(kFirst) + P(kSecond) + Repeat("<i-x></i-x>", 300001)),
                  "limit_elements"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
