// Real PDFs, made by PdfWriter, read by poppler: columns, stories, furniture, tables.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extract/article/pdf_writer.h"
#include "tests/extract/article/read_article.h"

namespace heshu::extract {
namespace {

constexpr char kFirst[] =
    "海風電纜公司昨日公布年報，去年營收達128.5億元，按年增長23%"
    "，創下公司成立以來最高紀錄，董事會建議派"
    "發末期股息每股0.35元。";
constexpr char kSecond[] =
    "公司財務長林文表示，今年資本開支將提高到40億元，用於擴建兩座海底電纜工廠，預計明年第三季度投產"
    "，屆時產"
    "能將增加六成。";
constexpr char kThird[] =
    "分析員認為，海風電纜手上訂單達310億元，足以支持未來兩年的增長，但銅價上升可能令毛利率下跌1."
    "5個百分點。";
constexpr char kOther[] =
    "北山茶飲集團同日發布盈利警告，預計去年虧損擴大至5億元，主要由於關閉了1200間門店，以及一次過減"
    "值8000萬"
    "元。";
constexpr char kOtherEnd[] = "北山茶飲主席說，新品牌下半年將帶來收入，虧損有望收窄，門店不再減少。";

Article Read(const std::string& pdf) { return ReadArticle(pdf, "a.pdf"); }

std::size_t PlaceOf(const std::vector<std::string>& blocks, const std::string& want) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i] == want) return i;
  }
  return blocks.size();
}

int SectionOf(const Article& article, const std::string& want) {
  const std::size_t at = PlaceOf(BlockTexts(article), want);
  return at < article.blocks.size() ? article.blocks[at].section : -1;
}

bool IsDropped(const Article& article, const std::string& text, const std::string& reason) {
  for (const auto& dropped : article.dropped) {
    if (dropped.text == text && dropped.reason == reason) return true;
  }
  return false;
}

TEST(ReadPdfArticle, ReadsOneColumnAfterTheOther) {
  PdfWriter pdf;
  pdf.Line(50, 60, 24, "海風電纜營收創新高");
  pdf.Line(50, 90, 10, "2026-03-13 14:05　來源：示例日報");
  double left = pdf.Paragraph(50, 120, 10, 240, kFirst);
  pdf.Paragraph(50, left, 10, 240, kSecond);
  pdf.Paragraph(310, 120, 10, 240, kThird);
  const Article article = Read(pdf.Finish());
  const auto blocks = BlockTexts(article);
  EXPECT_EQ(article.title, "海風電纜營收創新高");
  EXPECT_EQ(article.published, "2026-03-13T14:05");
  EXPECT_EQ(article.publisher, "示例日報");
  EXPECT_LT(PlaceOf(blocks, kFirst), PlaceOf(blocks, kSecond));
  EXPECT_LT(PlaceOf(blocks, kSecond), PlaceOf(blocks, kThird));
  EXPECT_LT(PlaceOf(blocks, kThird), blocks.size()) << article.text;
}

TEST(ReadPdfArticle, JoinsAParagraphAcrossColumns) {
  const std::string text = std::string(kFirst) + kSecond + kThird;
  PdfWriter pdf;
  pdf.Line(50, 60, 24, "海風電纜營收創新高");
  // The column ends in the middle of 128.5億元, where its third line is full; the next one goes on.
  const std::size_t cut = text.find(".5億元");
  ASSERT_NE(cut, std::string::npos);
  pdf.Paragraph(50, 120, 10, 75, text.substr(0, cut));
  pdf.Paragraph(150, 120, 10, 75, text.substr(cut), 0);
  const Article article = Read(pdf.Finish());
  EXPECT_EQ(PlaceOf(BlockTexts(article), text), 1U) << article.text;
}

TEST(ReadPdfArticle, GivesEachHeadlineItsOwnStory) {
  PdfWriter pdf;
  pdf.Line(50, 60, 24, "海風電纜營收創新高");
  double left = pdf.Paragraph(50, 100, 10, 240, kFirst);
  pdf.Paragraph(50, left, 10, 240, kSecond);
  double right = pdf.Paragraph(310, 100, 10, 240, kThird);
  right = std::max(left + 120, right + 40);
  pdf.Line(50, right, 20, "北山茶飲虧損擴大至五億");
  pdf.Paragraph(50, right + 40, 10, 240, kOther);
  pdf.Paragraph(310, right + 40, 10, 240, kOtherEnd);
  const Article article = Read(pdf.Finish());
  EXPECT_EQ(article.title, "海風電纜營收創新高");
  EXPECT_EQ(SectionOf(article, kFirst), 0) << article.text;
  EXPECT_EQ(SectionOf(article, kThird), 0) << article.text;
  EXPECT_EQ(SectionOf(article, kOther), 1) << article.text;
  EXPECT_EQ(SectionOf(article, kOtherEnd), 1) << article.text;
}

TEST(ReadPdfArticle, KeepsNeighboursInColumnsApart) {
  PdfWriter pdf;
  pdf.Line(50, 60, 22, "海風電纜營收創新");
  pdf.Paragraph(50, pdf.Paragraph(50, 100, 10, 240, kFirst), 10, 240, kSecond);
  pdf.Line(310, 60, 22, "北山茶飲虧損擴大");
  pdf.Paragraph(310, pdf.Paragraph(310, 100, 10, 240, kOther), 10, 240, kOtherEnd);
  const Article article = Read(pdf.Finish());
  EXPECT_EQ(SectionOf(article, kFirst), 0) << article.text;
  EXPECT_EQ(SectionOf(article, kSecond), 0) << article.text;
  EXPECT_EQ(SectionOf(article, kOther), 1) << article.text;
  EXPECT_EQ(SectionOf(article, kOtherEnd), 1) << article.text;
}

TEST(ReadPdfArticle, PartsAPageAtARowOfHeadlines) {
  PdfWriter pdf;
  pdf.Line(50, 30, 8, "示例日報");
  pdf.Line(500, 30, 8, "A05 財經");
  pdf.Line(50, 70, 30, "海風電纜營收創新高　資本開支加碼");
  for (int column = 0; column < 3; ++column) {
    const char* text = column == 0 ? kFirst : column == 1 ? kSecond : kThird;
    pdf.Paragraph(50 + 175 * column, 110, 10, 150, text);
  }
  pdf.Line(50, 330, 20, "北山茶飲虧損擴大至五億");
  pdf.Line(330, 330, 20, "南灣港口吞吐量跌一成");
  pdf.Paragraph(50, 370, 10, 110, kOther);
  pdf.Paragraph(180, 370, 10, 110, kOtherEnd);
  const std::string port = "南灣港口管理局公布，二月吞吐量為118萬個標準箱，按年下跌10.2%。";
  const std::string port_end =
      "管理局發言人說，全年目標1600萬箱不變，第二季將恢復增長，航線會再增加。";
  pdf.Paragraph(330, 370, 10, 110, port);
  pdf.Paragraph(460, 370, 10, 110, port_end);
  const Article article = Read(pdf.Finish());
  for (const auto* text : {kFirst, kSecond, kThird}) {
    EXPECT_EQ(SectionOf(article, text), SectionOf(article, kFirst)) << article.text;
  }
  EXPECT_EQ(SectionOf(article, kOther), SectionOf(article, kFirst) + 1) << article.text;
  EXPECT_EQ(SectionOf(article, kOtherEnd), SectionOf(article, kFirst) + 1) << article.text;
  EXPECT_EQ(SectionOf(article, port), SectionOf(article, kFirst) + 2) << article.text;
  EXPECT_EQ(SectionOf(article, port_end), SectionOf(article, kFirst) + 2) << article.text;
}

TEST(ReadPdfArticle, DropsRunningHeadsAndPageNumbers) {
  PdfWriter pdf;
  for (int page = 1; page <= 3; ++page) {
    pdf.AddPage();
    pdf.Line(50, 30, 8, "示例證券研究部");
    if (page == 1) pdf.Line(50, 80, 20, "海風電纜首次覆蓋報告");
    pdf.Paragraph(50, 120, 10, 480, page == 1 ? kFirst : page == 2 ? kSecond : kThird);
    pdf.Line(290, 780, 8, "第 " + std::to_string(page) + " 頁");
  }
  const Article article = Read(pdf.Finish());
  const auto blocks = BlockTexts(article);
  EXPECT_TRUE(IsDropped(article, "示例證券研究部", "running_head"));
  EXPECT_EQ(article.text.find("示例證券研究部"), std::string::npos);
  EXPECT_EQ(article.text.find("頁"), std::string::npos) << article.text;
  EXPECT_LT(PlaceOf(blocks, kThird), blocks.size()) << article.text;
}

TEST(ReadPdfArticle, KeepsRowsOfATable) {
  PdfWriter pdf;
  pdf.Line(50, 60, 20, "海風電纜三年業績一覽");
  double top = pdf.Paragraph(50, 100, 10, 480, kFirst) + 20;
  for (const auto& [year, sales, profit] :
       {std::tuple{"年份", "營收", "淨利"}, std::tuple{"2024", "104.5億元", "9.1億元"},
        std::tuple{"2025", "128.5億元", "12.3億元"}}) {
    pdf.Line(60, top, 10, year);
    pdf.Line(200, top, 10, sales);
    pdf.Line(340, top, 10, profit);
    top += 15;
  }
  pdf.Paragraph(50, top + 20, 10, 480, kSecond);
  const Article article = Read(pdf.Finish());
  const std::size_t row = PlaceOf(BlockTexts(article), "2025 | 128.5億元 | 12.3億元");
  ASSERT_LT(row, article.blocks.size()) << article.text;
  EXPECT_EQ(article.blocks[row].kind, BlockKind::kTableRow);
}

TEST(ReadPdfArticle, ReadsPagesOfAnyShape) {
  // A page of 20,000 single characters, on a grid and in disorder.
  PdfWriter pdf;
  pdf.Paragraph(50, 50, 10, 480, kFirst);
  for (int i = 0; i < 20000; ++i) {
    pdf.Line((i * 7919) % 600, 100 + (i * 104729) % 690, 4 + i % 9, i % 3 == 0 ? "5" : "億");
  }
  EXPECT_FALSE(Read(pdf.Finish()).text.empty());
}

}  // namespace
}  // namespace heshu::extract
