// The forms in which pages of Hong Kong, Taiwan and the mainland write dates, and what a date is
// not.
#include "extract/article/written_date.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "extract/article/article_rules.h"

namespace heshu::extract {
namespace {

const ArticleRules& SharedRules() {
  static const auto rules = [] {
    const auto file = RuleFile::Read(HESHU_SOURCE_DIR "/rules/article.toml");
    EXPECT_TRUE(file.has_value()) << file.error().ToString();
    auto loaded = ArticleRules::Load(*file);
    EXPECT_TRUE(loaded.has_value()) << loaded.error().ToString();
    return *loaded;
  }();
  return *rules;
}

struct DateCase {
  std::string line;
  std::string want;  // "" for no date
};
void PrintTo(const DateCase& row, std::ostream* os) { *os << row.line; }

class FindsDate : public testing::TestWithParam<DateCase> {};

TEST_P(FindsDate, AsWritten) {
  const auto date = SharedRules().FindDate(GetParam().line, Date{2026, 3, 20});
  EXPECT_EQ(date ? date->Iso() : "", GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Mainland, FindsDate,
    testing::Values(DateCase{"2026年03月13日14:05", "2026-03-13T14:05"},
                    DateCase{"2026年03月13日 星期五 14:05", "2026-03-13T14:05"},
                    DateCase{"2026-03-13 14:05:11 来源：示例网", "2026-03-13T14:05:11"},
                    DateCase{"2026.03.13 14:05", "2026-03-13T14:05"},
                    DateCase{"二〇二六年三月十三日", "2026-03-13"},
                    DateCase{"二○二六年十二月三十一日", "2026-12-31"},
                    DateCase{"２０２６年０３月１３日 １４：０５", "2026-03-13T14:05"},
                    DateCase{"03月13日 14:05", "2026-03-13T14:05"},
                    DateCase{"03-13 14:05", "2026-03-13T14:05"},
                    DateCase{"发布于 3月13日", "2026-03-13"},
                    DateCase{"12-31 23:59", "2025-12-31T23:59"}, DateCase{"20260313", "2026-03-13"},
                    DateCase{"2026年3月13日凌晨0:05", "2026-03-13T00:05"}));

INSTANTIATE_TEST_SUITE_P(
    HongKong, FindsDate,
    testing::Values(DateCase{"13/03/2026 14:05", "2026-03-13T14:05"},
                    DateCase{"2026-03-13 HKT 14:05", "2026-03-13T14:05"},
                    DateCase{"14:05 2026-03-13 HKT", "2026-03-13T14:05+08:00"},
                    DateCase{"發佈時間: 2026/03/13 14:05 最後更新: 2026/03/14 15:00",
                             "2026-03-13T14:05"},
                    DateCase{"2026年3月13日 (五) 14:05", "2026-03-13T14:05"},
                    DateCase{"2026年3月13日　下午12時30分", "2026-03-13T12:30"},
                    DateCase{"13 Mar 2026, 14:05 HKT", "2026-03-13T14:05+08:00"},
                    DateCase{"3月13日（五）下午2:05", "2026-03-13T14:05"}));

INSTANTIATE_TEST_SUITE_P(
    Taiwan, FindsDate,
    testing::Values(DateCase{"2026/3/13 14:05（3/13 15:00 更新）", "2026-03-13T14:05"},
                    DateCase{"2026年3月13日 週五 下午2:05 [GMT+8]", "2026-03-13T14:05+08:00"},
                    DateCase{"2026-03-13 上午 9:05", "2026-03-13T09:05"},
                    DateCase{"中華民國115年3月13日", "2026-03-13"},
                    DateCase{"民國 99 年 12 月 31 日", "2010-12-31"},
                    DateCase{"發布日期：115-03-13", "2026-03-13"},
                    DateCase{"115/03/13 14:05", "2026-03-13T14:05"},
                    DateCase{"2026年3月13日 晚上11:30", "2026-03-13T23:30"}));

INSTANTIATE_TEST_SUITE_P(
    English, FindsDate,
    testing::Values(DateCase{"Friday, March 13, 2026 2:05 PM EDT", "2026-03-13T14:05-04:00"},
                    DateCase{"Fri, 13 Mar 2026 06:05:00 GMT", "2026-03-13T06:05:00Z"},
                    DateCase{"March 13, 2026 at 12:05 a.m.", "2026-03-13T00:05"},
                    DateCase{"2026-03-13T06:05:00.123Z", "2026-03-13T06:05:00Z"},
                    DateCase{"2026-03-13T14:05:00+08:00", "2026-03-13T14:05:00+08:00"}));

INSTANTIATE_TEST_SUITE_P(None, FindsDate,
                         testing::Values(DateCase{"比分 3-13 14", ""},
                                         DateCase{"2026年13月1日", ""}, DateCase{"13.5/14.2", ""},
                                         DateCase{"电话 010-12345678", ""},
                                         DateCase{"市盈率 12.30", ""},
                                         DateCase{"3月13日收盘", ""}));

TEST(FindDate, ReadsNoYearlessDateWithoutAKnownDay) {
  EXPECT_FALSE(SharedRules().FindDate("03-13 14:05").has_value());
  EXPECT_FALSE(SharedRules().FindDate("发布于 3月13日").has_value());
}

TEST(FindDate, CountsBytesOfTheLineAsItStands) {
  const std::string line = "示例网 ２０２６年３月１３日 来源";
  const auto date = SharedRules().FindDate(line);
  ASSERT_TRUE(date.has_value());
  EXPECT_EQ(line.substr(date->begin, date->end - date->begin), "２０２６年３月１３日");
}

TEST(DateInUrl, IsFoundInPathsOnly) {
  const auto day = [](std::string_view url) {
    const auto date = DateInUrl(url);
    return date ? date->ToString() : std::string();
  };
  EXPECT_EQ(day("https://a.example/2026/03/13/x.html"), "2026-03-13");
  EXPECT_EQ(day("https://a.example/n1/2026/0313/c1-2.html"), "2026-03-13");
  EXPECT_EQ(day("https://a.example/gn/2026-03/13/content_1.htm"), "2026-03-13");
  EXPECT_EQ(day("https://a.example/202603/t20260313_1.html"), "2026-03-13");
  EXPECT_EQ(day("https://a.example/a/202603131234567890.html"), "2026-03-13");
  EXPECT_EQ(day("https://a.example/201201/20120112708277.html"), "2012-01-12");
  EXPECT_EQ(day("https://a.example/a?day=2026-03-13"), "");
  EXPECT_EQ(day("https://a.example/a/20261313.html"), "");
  EXPECT_EQ(day("https://20260313.example/"), "");
  EXPECT_EQ(day("a/20260313.html"), "");  // a file
}

}  // namespace
}  // namespace heshu::extract
