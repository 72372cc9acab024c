// Quarters and years as companies count theirs, and what one of them means without a year.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>

#include "extract/extractor.h"

namespace heshu::extract {
namespace {

struct Row {
  std::string name, published, text, figure, start, end;
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.text; }

class ReadsFiscalPeriods : public testing::TestWithParam<Row> {};

TEST_P(ReadsFiscalPeriods, AsTheCompanyCountsThem) {
  static const auto* reader =
      new Result<Extractor>(Extractor::Create({HESHU_SOURCE_DIR "/rules", {}}));
  ASSERT_TRUE(reader->has_value()) << reader->error().ToString();
  const Row& row = GetParam();
  Document document;
  document.content_type = "text/plain";
  document.bytes = row.text;
  document.published = row.published;
  const auto extraction = (*reader)->Extract(document);
  ASSERT_TRUE(extraction.has_value()) << extraction.error().ToString();
  const auto& claims = extraction->claims;
  const auto claim = std::find_if(claims.begin(), claims.end(),
                                  [&](const Claim& c) { return c.text == row.figure; });
  ASSERT_NE(claim, claims.end()) << row.figure << " is not read";
  const auto date = [](const std::optional<Date>& d) { return d ? d->ToString() : ""; };
  EXPECT_EQ(date(claim->time.start) + ".." + date(claim->time.end), row.start + ".." + row.end);
}

INSTANTIATE_TEST_SUITE_P(
    Companies, ReadsFiscalPeriods,
    testing::Values(
        Row{"OfNoTableByItsHalf", "2026-02-12",
            "Larkfield Holding posted Q2 revenue of $395.1 million. Its sales for the six months "
            "ended December 31, 2025, were $622.7 million.",
            "$395.1 million", "2025-10-01", "2025-12-31"},
        Row{"FullYearOfItsBooks", "2026-02-12",
            "Sony raised its full-year operating profit forecast to 1.5 trillion yen.",
            "1.5 trillion yen", "2025-04-01", "2026-03-31"},
        Row{"AnnualProfitIsOfTheYearThatIsOver", "2026-02-12",
            "TSMC's annual profit rose to $52.4 billion.", "$52.4 billion", "2025-01-01",
            "2025-12-31"},
        Row{"OfNoTableAsTheTextTells", "2026-02-12",
            "Larkfield Holding posted Q2 revenue of $395.1 million.\n\nThe company's second "
            "quarter "
            "ended December 31. Larkfield Holding earned 14 cents a share.",
            "$395.1 million", "2025-10-01", "2025-12-31"},
        Row{"QuarterOfANamedYear", "2025-11-20", "英伟达2026财年第三季度营收570亿美元。",
            "570亿美元", "2025-08-01", "2025-10-31"},
        Row{"QuarterThatWasOverLast", "2025-11-20", "輝達第三季營收570億美元。", "570億美元",
            "2025-08-01", "2025-10-31"},
        Row{"QuarterToCome", "2025-11-20", "英伟达预计第四季营收650亿美元。", "650亿美元",
            "2025-11-01", "2026-01-31"},
        Row{"CalendarQuarterWhereItIsTheNewer", "2025-11-26", "阿里巴巴第三季度营收2477亿元。",
            "2477亿元", "2025-07-01", "2025-09-30"},
        Row{"FiscalQuarterWithoutAYear", "2025-11-26", "阿里巴巴第二财季收入2477亿元。", "2477亿元",
            "2025-07-01", "2025-09-30"},
        Row{"CloudOfItsOwner", "2025-11-26", "阿里云2026财年第二季收入398亿元。", "398亿元",
            "2025-07-01", "2025-09-30"},
        Row{"CalendarYearOfMost", "2025-11-11", "亚马逊2025财年第二季净销售额1677亿美元。",
            "1677亿美元", "2025-04-01", "2025-06-30"},
        Row{"WholeYear", "2025-10-31", "苹果2025财年营收4162亿美元。", "4162亿美元", "2024-10-01",
            "2025-09-30"},
        Row{"YearNamedByItsBeginning", "2025-11-11", "软银集团2025财年上半年净利润2.92万亿日元。",
            "2.92万亿日元", "2025-04-01", "2025-09-30"},
        Row{"EnglishQuarterOfAYear", "2025-11-20",
            "Nvidia reported revenue of $57 billion for the third quarter of fiscal 2026.",
            "$57 billion", "2025-08-01", "2025-10-31"},
        Row{"EnglishLabel", "2025-11-20", "Microsoft's FY26 Q1 revenue was $77.7 billion.",
            "$77.7 billion", "2025-07-01", "2025-09-30"},
        Row{"OfNobodyKnown", "2025-11-20", "青谷茶饮第三季度营收57亿元。", "57亿元", "2025-07-01",
            "2025-09-30"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
