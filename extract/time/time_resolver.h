// From what an expression states to days, by the article's date and the dates before it.
//
// Internal to the time reader. Rules: NUMBERS.md §10.
#ifndef HESHU_EXTRACT_TIME_TIME_RESOLVER_H_
#define HESHU_EXTRACT_TIME_TIME_RESOLVER_H_

#include <map>
#include <optional>

#include "core/date.h"
#include "extract/time/time_expression.h"
#include "extract/time/time_periods.h"
#include "extract/time/time_stated.h"

namespace heshu::extract {

// What is carried from one expression of a text to the next.
struct TimeMemory {
  TimeContext context;
  std::optional<Interval> last_interval;  // for 去年同期
  std::optional<Festival> last_festival;  // whose days that interval is
  // The last expression of the same sentence that names year and month: 12月 after 2024年5月.
  std::optional<Date> sentence_date;
  // The year of the expression a few characters before: 5年前,全民双11.
  std::optional<int> near_year;
  // Lengths N of the N年前 seen: the 5年后 that answers it is now.
  std::map<int, bool> years_ago;
};

// The days that `stated` means; empty ends where open, both empty where unknown. Span, and what
// belongs to more than one expression, are left to the caller.
TimeExpression ResolveTime(const Stated& stated, const TimeMemory& memory);

// The same for a range; empty if the ends are in the wrong order and cannot be mended.
std::optional<TimeExpression> ResolveRange(Stated first, Stated last, const TimeMemory& memory);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_RESOLVER_H_
