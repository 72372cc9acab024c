// What the time reader promises, one row per behaviour (NUMBERS.md §10).
#include "extract/claims/time_expression.h"

#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <string>
#include <vector>

#include "extract/claims/lunar_calendar.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kArticleDay = "2026-02-24";  // a Tuesday

struct Case {
  std::string name;  // ASCII; becomes the test's name
  std::string text;  // folded
  // One line per expression: "text|start|end", "" for an open or unknown end.
  std::vector<std::string> want;
  std::string_view reference = kArticleDay;
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.text; }
std::string NameOf(const testing::TestParamInfo<Case>& row) { return row.param.name; }

std::vector<std::string> Read(const Case& c) {
  TimeContext context;
  context.reference = Date::Parse(c.reference);
  std::vector<std::string> out;
  for (const TimeExpression& time : FindTimes(c.text, context)) {
    out.push_back(std::string(Slice(c.text, time.span)) + "|" +
                  (time.start ? time.start->ToString() : "") + "|" +
                  (time.end ? time.end->ToString() : ""));
  }
  return out;
}

class FindsTimes : public testing::TestWithParam<Case> {};
TEST_P(FindsTimes, AsWanted) { EXPECT_EQ(Read(GetParam()), GetParam().want); }

INSTANTIATE_TEST_SUITE_P(
    Dates, FindsTimes,
    testing::Values(
        Case{"Whole", "2026年2月24日发布", {"2026年2月24日|2026-02-24|2026-02-24"}},
        Case{"Spaced", "2026 年 2 月 24 日发布", {"2026 年 2 月 24 日|2026-02-24|2026-02-24"}},
        Case{"HanDigits", "二〇二五年十二月三日", {"二〇二五年十二月三日|2025-12-03|2025-12-03"}},
        Case{"Iso", "更新于2026-02-24", {"2026-02-24|2026-02-24|2026-02-24"}},
        Case{"Slashes", "24/02/2026 14:00", {"24/02/2026 14:00|2026-02-24|2026-02-24"}},
        Case{"DotsMixed", "1994.01-19", {"1994.01-19|1994-01-19|1994-01-19"}},
        Case{"Republic", "民国114年5月", {"民国114年5月|2025-05-01|2025-05-31"}},
        Case{"MonthBeforeNow", "12月发布", {"12月|2025-12-01|2025-12-31"}},
        Case{"MonthToCome", "预计6月发布", {"6月|2026-06-01|2026-06-30"}},
        Case{"MonthAfterYear",
             "2024年5月开工,9月投产",
             {"2024年5月|2024-05-01|2024-05-31", "9月|2024-09-01|2024-09-30"}},
        Case{"BareDay", "24日收报", {"24日|2026-02-24|2026-02-24"}},
        Case{"BareDayOfLastMonth", "28日收报", {"28日|2026-01-28|2026-01-28"}},
        Case{"ComparedYear", "将较2025年增长", {"2025年|2025-01-01|2025-12-31"}},
        Case{"MonthTen", "1月上旬", {"1月上旬|2026-01-01|2026-01-10"}}),
    NameOf);

}  // namespace
}  // namespace heshu::extract
