// Reads dates and periods of Chinese and English news text, relative to the article's date.
//
// Input is folded text (normalize/): NFKC, simplified. Rules: NUMBERS.md §10. News prefers the
// past; the future only with 将 预计 目标 到…年 明年. Lunar days through ICU. Pure; safe from any
// thread.
#ifndef HESHU_EXTRACT_CLAIMS_TIME_EXPRESSION_H_
#define HESHU_EXTRACT_CLAIMS_TIME_EXPRESSION_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "core/date.h"

namespace heshu::extract {

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
};

struct TimeContext {
  // The article's date; with none, only absolute expressions resolve. A partial reference stands
  // for its last day.
  std::optional<Date> reference;
  // The last day-sized (or finer) time mentioned before this text, for 当晚, 同日, 24日.
  std::optional<Date> last_day;
  // The last time of any size mentioned before: 同年, 12月 after 2024年5月.
  std::optional<Date> last_date;
};

// All time expressions of `folded`, in order, not overlapping. The context is carried forward from
// one expression to the next. Bare durations (55天) and clock-free ordinals are not times.
std::vector<TimeExpression> FindTimes(std::string_view folded, const TimeContext& context);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_TIME_EXPRESSION_H_
