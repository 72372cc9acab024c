// The days that a part of a year is: months, quarters, weeks, festivals.
//
// Internal to the time reader. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_TIME_TIME_PERIODS_H_
#define HESHU_EXTRACT_TIME_TIME_PERIODS_H_

#include <optional>

#include "core/date.h"
#include "extract/time/time_stated.h"

namespace heshu::extract {

struct Interval {
  std::optional<Date> start;
  std::optional<Date> end;
  Granularity granularity = Granularity::kUnknown;
};

Interval DayOf(Date day);
// The Monday of its week.
Date MondayOf(Date day);
// Months `first` to `last` of one year; the granularity follows from their number.
Interval MonthsOf(int year, int first, int last);
Interval YearOf(int year);
// 上旬, 月底 … of a month; the whole month for kNone.
Interval MonthPart(Part part, int year, int month);

// What `stated` means within `year` (its own year is not looked at); empty if that year has no such
// day. `reference` ends what is "so far".
std::optional<Interval> WithinYear(const Stated& stated, int year,
                                   const std::optional<Date>& reference);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_PERIODS_H_
