// The Chinese lunisolar calendar, through ICU with its known slips mended, cached per year.
//
// A lunar year is named by the Gregorian year its new year falls in: 2026 is 丙午, from 2026-02-17.
// ICU's conversions take tens of microseconds; each year is converted once per process. Safe from
// any thread. Years 1900 to 2100 are known; others are empty.
#ifndef HESHU_EXTRACT_TIME_LUNAR_CALENDAR_H_
#define HESHU_EXTRACT_TIME_LUNAR_CALENDAR_H_

#include <optional>

#include "core/date.h"

namespace heshu::extract {

// The first day of the first lunar month of `year`: 2026 -> 2026-02-17.
std::optional<Date> LunarNewYear(int year);

// The day of `month` (1..12, not the leap month of that number) and `day` (1..30) of lunar `year`.
// Empty if the month has no such day.
std::optional<Date> FromLunar(int year, int month, int day);

// 清明, the solar term on 4 or 5 April.
Date QingmingOf(int year);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_LUNAR_CALENDAR_H_
