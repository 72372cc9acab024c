// Times that are counted from the article's day: 3年前, 近20天, 未来两年, 半年后.
//
// Internal to the time reader. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_TIME_TIME_FROM_NOW_H_
#define HESHU_EXTRACT_TIME_TIME_FROM_NOW_H_

#include <optional>

#include "core/date.h"
#include "extract/time/time_periods.h"
#include "extract/time/time_stated.h"

namespace heshu::extract {

// The days that lie the stated duration from `now`, or between the two; open where the expression
// is, empty if it states no direction. A 5年后 that answers a 5年前 is now.
std::optional<Interval> FromNow(const Stated& stated, Date now, bool answers_ago);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_FROM_NOW_H_
