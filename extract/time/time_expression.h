// Reads dates and periods of Chinese and English news text, relative to the article's date.
//
// Input is folded text (normalize/): NFKC, simplified. Rules: NUMBERS.md §10. News prefers the
// past; the future only with 将 预计 目标 到…年 明年. Lunar days through ICU. Pure; safe from any
// thread.
#ifndef HESHU_EXTRACT_TIME_TIME_EXPRESSION_H_
#define HESHU_EXTRACT_TIME_TIME_EXPRESSION_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "core/date.h"

namespace heshu::extract {

// A quarter, half or year as companies count theirs: 2026财年第二季; 第三季 with no year, which may
// be one of a fiscal year. Of what months it is depends on whose it is (fiscal_year.h).
struct AccountingPeriod {
  int year = 0;           // 0: not said
  int first_quarter = 1;  // 0: the one that was over last (上季)
  int quarters = 4;
  bool is_fiscal = false;    // the words say so; else the expression's own days are the calendar's
  bool is_of_start = false;  // 2025/26: `year` is the one that it begins in
  friend bool operator==(const AccountingPeriod&, const AccountingPeriod&) = default;
};

enum class Festival;

// The days off of a festival, and a quarter, that a text has named.
struct NamedHoliday {
  Festival festival;
  Date start;
  Date end;
  friend bool operator==(const NamedHoliday&, const NamedHoliday&) = default;
};
struct NamedQuarter {
  std::optional<Date> start;
  std::optional<Date> end;
  std::optional<AccountingPeriod> accounting;
  friend bool operator==(const NamedQuarter&, const NamedQuarter&) = default;
};

struct TimeExpression {
  ByteSpan span;              // of the folded text
  std::optional<Date> start;  // empty = open
  std::optional<Date> end;
  std::string clock;  // "21:46", "21:46:05" where stated
  Granularity granularity = Granularity::kUnknown;
  bool is_as_of = false;      // 截至X, as of X: the end is a cut-off
  bool is_anaphoric = false;  // 当晚 同日 当周: taken from the last date before it
  bool is_vague = false;      // 日前 近日: no date; 春节期间, N年前: approximate
  bool is_duration = false;   // 近20天, 过去两年: a window that ends at the article's date
  bool is_future = false;
  bool weekday_disagrees = false;  // 周三(24日) though the 24th is a Tuesday; the day wins
  std::optional<AccountingPeriod> accounting;
  // What words behind it may mean: 假期, 当季, 公布当日.
  std::optional<NamedHoliday> holiday;
  std::optional<NamedQuarter> quarter;
  bool is_of_report = false;  // the day on which something was published
};

struct TimeContext {
  // The article's date; with none, only absolute expressions resolve. A partial reference stands
  // for its last day.
  std::optional<Date> reference;
  // The last day-sized (or finer) time mentioned before this text, for 当晚, 同日, 24日.
  std::optional<Date> last_day;
  // The last time of any size mentioned before: 同年, 12月 after 2024年5月.
  std::optional<Date> last_date;
  // The last of its kind: 假期, 当季, 公布当日.
  std::optional<NamedHoliday> holiday = {};
  std::optional<NamedQuarter> quarter = {};
  std::optional<Date> report_day = {};
  // Whether the text tells of a budget whose years, 本年度 and 来年度, begin in April.
  bool has_budget_years = false;
};

// All time expressions of `folded`, in order, not overlapping. The context is carried forward from
// one expression to the next. Bare durations (55天) and clock-free ordinals are not times.
std::vector<TimeExpression> FindTimes(std::string_view folded, const TimeContext& context);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_EXPRESSION_H_
