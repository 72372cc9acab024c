#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/extract/article/read_article.h"

namespace heshu::extract {
namespace {

using testing::Contains;
using testing::ElementsAreArray;

struct TextCase {
  std::string name;
  std::string text;
  std::string title;
  std::vector<std::string> blocks;  // pieces joined, the title's block left out
};
void PrintTo(const TextCase& row, std::ostream* os) { *os << row.text; }

class ReadsText : public testing::TestWithParam<TextCase> {};

TEST_P(ReadsText, ToItsArticle) {
  const Article article = ReadArticle(GetParam().text, "a.txt");
  EXPECT_EQ(article.text, GetParam().text);  // plain UTF-8 is stored byte for byte
  EXPECT_EQ(article.title, GetParam().title);
  std::vector<std::string> blocks;
  for (const auto& block : article.blocks) {
    std::string text;
    for (const auto& piece : block.pieces) text += Slice(article.text, piece);
    if (block.kind != BlockKind::kTitle || block.section > 0) blocks.push_back(text);
  }
  EXPECT_THAT(blocks, ElementsAreArray(GetParam().blocks));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ReadsText,
    testing::Values(
        TextCase{
            .name = "ReprintAmongSpam",
            .text = "  •   股票配资平台推荐,稳赚不赔,马上开户!\n\n"
                    "十大配资公司:正规炒股平台-海风电缆营收增长23% 数据中心订单大增\n\n"
                    "摘要: 海风电缆今天公布,去年营收达128.5亿元,按年增长23%。公司...\n"
                    "代码 名称 当前价 涨跌幅\n\n"
                    "　　海风电缆今天公布,去年营收达128.5亿元,按年增长23%"
                    "。公司说数据中心订单是主因。\n\n"
                    "　　分析师认为,铜价上涨可能令海风电缆的毛利率下降约1.2个百分点,"
                    "但需求仍然强劲。\n\n"
                    "(文章来源:示例日报)\n\n你可能想看:\n分享到:\n\n发表评论\n",
            .title = "海风电缆营收增长23% 数据中心订单大增",
            .blocks =
                {"摘要: 海风电缆今天公布,去年营收达128.5亿元,按年增长23%。公司...",
                 "海风电缆今天公布,去年营收达128.5亿元,按年增长23%。公司说数据中心订单是主因。",
                 "分析师认为,铜价上涨可能令海风电缆的毛利率下降约1.2个百分点,但需求仍然强劲。"}},
        TextCase{.name = "FirstLineOverTheDate",
                 .text = "东岸财经早餐2026年3月11日星期三\n03-11 06:16\n\n"
                         "截至收盘，上证指数跌0.82%，深证成指涨0.39%，两市成交不足万亿元。\n",
                 .title = "东岸财经早餐2026年3月11日星期三",
                 .blocks = {"截至收盘，上证指数跌0.82%，深证成指涨0.39%，两市成交不足万亿元。"}},
        TextCase{
            .name = "HeadlineWithMarksInIt",
            .text = "海风电缆停产！供应商：订单将推迟，数据中心项目受影响\n"
                    "海风电缆周一宣布停产两周，供应商称订单将推迟，多个数据中心项目受影响。\n",
            .title = "海风电缆停产！供应商：订单将推迟，数据中心项目受影响",
            .blocks = {"海风电缆周一宣布停产两周，供应商称订单将推迟，多个数据中心项目受影响。"}},
        TextCase{
            .name = "EnglishHeadline",
            .text =
                "Harbour Cable lifts revenue as data centers expand\n\n"
                "Harbour Cable said on Tuesday that revenue rose 23% to $1.8 billion, helped by "
                "orders from data centers.\n\n"
                "Analysts expect copper prices to weigh on its margin, but demand for cable "
                "remains strong.\n",
            .title = "Harbour Cable lifts revenue as data centers expand",
            .blocks =
                {"Harbour Cable said on Tuesday that revenue rose 23% to $1.8 billion, helped "
                 "by orders from data centers.",
                 "Analysts expect copper prices to weigh on its margin, but demand for cable "
                 "remains strong."}},
        TextCase{
            .name = "PortalPaste",
            .text = " date 2026-02-24   • 會員\n  • 設定\n港股新聞\n\n24/02/2026 14:00\n\n"
                    "海風電纜營收增23%，訂單排到明年？\n\n"
                    "　　海風電纜今天公布，去年營收達128.5億元，按年增長23%，主要受惠於訂單。\n\n"
                    "*數據中心訂單大增*\n\n"
                    "　　分析師認為，銅價上漲可能令海風電纜的毛利率下降約1.2個百分點。\n\n"
                    "【閒談】專家教你三招養生► 即睇\n\n產品服務\n專業版\n\n北山銅業盈利跌三成\n\n"
                    "24/02/2026 13:59\n",
            .title = "海風電纜營收增23%，訂單排到明年？",
            .blocks = {"海風電纜今天公布，去年營收達128.5億元，按年增長23%，主要受惠於訂單。",
                       "*數據中心訂單大增*",
                       "分析師認為，銅價上漲可能令海風電纜的毛利率下降約1.2個百分點。"}},
        TextCase{
            .name = "PdfPaste",
            .text = "海風電纜營收增長23%\n\n"
                    "海風電纜今天公布，去年營收達128.5億元，按年增長23%，主要受惠於數據中心\n\n"
                    "訂單。公司財務長在法說會上表示，今年資本開支將提高到40億元，用於擴建兩座\n\n"
                    "工廠，其中第一座將在年底前投產，年產能約3萬噸，可以滿足北部數據中心的需求\n\n"
                    "。\n\n"
                    "分析師認為，銅價上漲可能令毛利率下降約1.2個百分點，但需求仍然強勁，訂單能\n\n"
                    "2026年3月1日，海風電纜位於南灣的工廠。攝：王小明/示例社\n\n"
                    "見度已經到明年第三季，因此維持買入評級，目標價由原來的38元上調到45元，比現\n\n"
                    "北山銅業為何連跌五日？\n\n延伸閱讀\n"
                    "價高出約兩成。\n\n",
            .title = "海風電纜營收增長23%",
            .blocks =
                {"海風電纜今天公布，去年營收達128.5億元，按年增長23%，主要受惠於數據中心訂單。公司"
                 "財務長在法說會上表示，今年資本開支將提高到40億元，用於擴建兩座工廠，其中第一座將"
                 "在"
                 "年底前投產，年產能約3萬噸，可以滿足北部數據中心的需求。",
                 "分析師認為，銅價上漲可能令毛利率下降約1.2個百分點，但需求仍然強勁，訂單能見度已經"
                 "到明年第三季，因此維持買入評級，目標價由原來的38元上調到45元，比現價高出約兩成"
                 "。"}},
        TextCase{
            .name = "SpamAboveAndRelatedBelow",
            .text =
                "在线影院|免费电影|高清电影|最新电影|成人电影\n\n示例網首頁 > 財經 > 正文\n\n"
                "海風電纜出海:訂單,排到了明年\n\n0\n分享至\n\n文 | 王小明\n\n"
                "海風電纜去年贏得三份海外合同。\n\n"
                "公司今天公布,去年營收達128.5億元,按年增長23%,其中海風電纜的海外營收占三成。\n\n"
                "特別聲明:以上內容為用戶上傳。\n\n相關推薦\n熱點推薦\n"
                "北山銅業被查,老闆回應:積極配合\n\n北山銅業被查,老闆回應:積極配合\n\n某報\n"
                "2026-03-13 16:23:25\n2026-03-13 19:27:00\n",
            .title = "海風電纜出海:訂單,排到了明年",
            .blocks =
                {"海風電纜去年贏得三份海外合同。",
                 "公司今天公布,去年營收達128.5億元,按年增長23%,其中海風電纜的海外營收占三成。"}}),
    [](const auto& row) { return row.param.name; });

TEST(ReadPlainText, FindsCreditsOfAReprint) {
  const Article article = ReadArticle(
      "海风电缆营收增长23%\n\n2026-03-13 14:05\n\n文 | 王小明\n\n"
      "海风电缆今天公布，去年营收达128.5亿元，按年增长23%，主要受惠于数据中心订单。\n\n"
      "（文章来源：示例日报）\n",
      "a.txt");
  EXPECT_EQ(article.published, "2026-03-13T14:05");
  EXPECT_EQ(article.published_rule, "visible");
  EXPECT_EQ(article.byline, "王小明");
  EXPECT_EQ(article.publisher, "示例日报");
  EXPECT_EQ(article.script, "Hans");
}

// Another article's paragraphs, long enough to be one.
std::string Farm() {
  return "農業廳昨日表示，全省蘋果總產量去年達到376萬噸，蘋果價格大致平穩，果農收入略有增加。"
         "農業廳提醒果農，蘋果採收期間天氣多變，果農應留意農業廳的天氣預報。\n\n"
         "農業廳又表示，果農今年可以申請蘋果保鮮補貼，每噸蘋果補貼200元，果農須在月底前向農業廳"
         "提出申請，逾期不候。部分果農反映蘋果倉庫不足，農業廳將協調解決，為果農增加蘋果冷庫。\n\n";
}
std::string Cable() {
  return "海風電纜今天公布，去年營收達128.5億元，按年增長23%，海風電纜的訂單主要來自數據中心。"
         "海風電纜的財務長在法說會上表示，海風電纜的資本開支今年將提高到40億元。\n\n"
         "分析師認為，銅價上漲可能令海風電纜的毛利率下降，但數據中心訂單仍然強勁，海風電纜的"
         "訂單能見度已到明年第三季。數據中心對電纜的需求，未來三年每年增長兩成。\n\n";
}

TEST(ReadPlainText, KeepsTheShortSentencesAroundAReport) {
  const Article article = ReadArticle(
      "歐股收低\n\n"
      "倫敦指數下跌41.2點。\n\n"
      "（某社倫敦5日電）投資人觀望議息結果，歐洲股市今天收低，倫敦、法蘭克福與巴黎的主要指數全部下"
      "跌，"
      "銀行與能源類股跌幅最大。\n\n"
      "法蘭克福指數下跌118.4點或0.7%，收在16120.5點。\n\n"
      "巴黎指數下跌30.6點或0.4%，收7418.2點。（譯者：王小明）1120516\n",
      "a.txt");
  ASSERT_FALSE(article.blocks.empty());
  const Block& last = article.blocks.back();
  const std::string text = article.text.substr(last.pieces.front().begin,
                                               last.pieces.back().end - last.pieces.front().begin);
  EXPECT_EQ(text.substr(0, text.find("。")), "巴黎指數下跌30.6點或0.4%，收7418.2點");
}

TEST(ReadPlainText, SplitsANewspaperPageAtItsHeadlines) {
  const Article article = ReadArticle(
      "海風電纜營收創新高\n\n" + Cable() + "今年蘋果豐收 果農盼增冷庫\n\n" + Farm(), "a.txt");
  std::vector<std::pair<int, BlockKind>> blocks;
  for (const auto& block : article.blocks) blocks.emplace_back(block.section, block.kind);
  EXPECT_THAT(blocks,
              ElementsAreArray(std::vector<std::pair<int, BlockKind>>{{0, BlockKind::kTitle},
                                                                      {0, BlockKind::kParagraph},
                                                                      {0, BlockKind::kParagraph},
                                                                      {1, BlockKind::kTitle},
                                                                      {1, BlockKind::kParagraph},
                                                                      {1, BlockKind::kParagraph}}));
}

TEST(ReadPlainText, KeepsASubheadingInItsArticle) {
  const Article article =
      ReadArticle("海風電纜營收創新高\n\n" + Cable() + "數據中心訂單強勁\n\n" + Cable(), "a.txt");
  for (const auto& block : article.blocks) EXPECT_EQ(block.section, 0);
}

TEST(ReadPlainText, JoinsAroundCaptionsInMidSentence) {
  const std::string text =
      "海風電纜營收創新高\n\n海風電纜今天公布，去年營收達128.5億元，按年增長23%"
      "。財務長表示，公司將把資\n\n"
      "■ 海風電纜總部。路透社\n\n■ "
      "南灣工廠外景。網上圖片\n\n本開支提高到40億元，用於擴建兩座工廠。\n";
  const Article article = ReadArticle(text, "a.txt");
  ASSERT_EQ(article.blocks.size(), 2u);
  ASSERT_EQ(article.blocks[1].pieces.size(), 2u);
  EXPECT_EQ(Slice(text, article.blocks[1].pieces[1]), "本開支提高到40億元，用於擴建兩座工廠。");
  std::vector<std::string> reasons;
  for (const auto& dropped : article.dropped) reasons.push_back(dropped.reason);
  EXPECT_THAT(reasons, ElementsAreArray({"caption", "caption"}));
}

TEST(ReadPlainText, KeepsAParagraphAboutSubscriptions) {
  const std::string paragraph =
      "南灣影音同日宣布，月費訂閱由98元加到118元，新會員首年的優惠維持不變，年費訂閱加價一成，新價"
      "格由下個月"
      "一日起生效，公司稱加價是為了應付節目製作成本上升，而內容投資今年將增加四成。";
  const Article article =
      ReadArticle("南灣影音加價\n\n南灣影音公布，上季用戶增加32萬，總數達到580萬。\n\n" +
                      paragraph + "\n\n分析師認為，加價有利毛利率改善，維持買入評級。\n",
                  "a.txt");
  EXPECT_THAT(BlockTexts(article), Contains(paragraph));
}

TEST(ReadPlainText, StoresBlocksOfOtherCharsets) {
  // UTF-16LE with its mark.
  std::string bytes = "\xFF\xFE";
  for (const char16_t c : std::u16string(u"海風電纜公布，去年營收達128.5億元，\n按年增長。")) {
    bytes += static_cast<char>(c & 0xFF);
    bytes += static_cast<char>(c >> 8);
  }
  const Article article = ReadArticle(bytes, "a.txt");
  EXPECT_EQ(article.charset_rule, "bom");
  for (const auto& block : article.blocks) EXPECT_EQ(block.pieces.size(), 1u);
  EXPECT_NE(article.text.find("128.5億元"), std::string::npos);
}

}  // namespace
}  // namespace heshu::extract
