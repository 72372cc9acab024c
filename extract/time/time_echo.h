// Words that mean a time which the text has named before: 假期, 节后首个交易日, 公布当日, 当季.
//
// Internal to the time reader. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_TIME_TIME_ECHO_H_
#define HESHU_EXTRACT_TIME_TIME_ECHO_H_

#include <optional>
#include <string_view>

#include "extract/time/time_expression.h"
#include "extract/time/time_periods.h"
#include "extract/time/time_scanner.h"
#include "extract/time/time_stated.h"

namespace heshu::extract {

// 假期, 长假期间, 假期首日, 节后首个交易日. Moves `cursor` past what it read; false = nothing read.
bool ParseEcho(Cursor* cursor, Stated* stated);

// The days that an echo means; empty if the text has named nothing that it could mean.
std::optional<Interval> ResolveEcho(const Stated& stated, const TimeContext& context);

// Sets what `time`, read from `stated` in `text`, is to the echoes behind it.
void MarkForEchoes(std::string_view text, const Stated& stated, TimeExpression* time);

// What `time` leaves to the echoes behind it.
void CarryToEchoes(const TimeExpression& time, TimeContext* context);

// Whether the day that starts at `at` is the one of a report spoken of before (财报公布当日).
bool IsDayOfReport(std::string_view text, std::size_t at);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_ECHO_H_
