// Civil dates and the time intervals that figures are true of.
//
// Dates are proleptic Gregorian, without a zone: news of this field dates by the reader's day. An
// instant within a day (21時46分) is kept as minutes since midnight where the text states it.
#ifndef HESHU_CORE_DATE_H_
#define HESHU_CORE_DATE_H_

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace heshu {

struct Date {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31

  // "2026-02-24"; also the date part of an ISO 8601 date-time. Empty if not a real day.
  static std::optional<Date> Parse(std::string_view text);
  static Date FromDays(long days_since_1970);
  static int DaysInMonth(int year, int month);

  bool IsValid() const;
  long ToDays() const;  // days since 1970-01-01
  int Weekday() const;  // 1 = Monday … 7 = Sunday (ISO 8601)
  Date PlusDays(long days) const;
  Date PlusMonths(int months) const;  // clamps to the month's last day
  std::string ToString() const;       // "2026-02-24"

  friend auto operator<=>(const Date&, const Date&) = default;
};

enum class Granularity {
  kUnknown,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kMonth,
  kQuarter,
  kHalf,
  kYear,
  kDecade,
  kSpan
};
std::string_view GranularityName(Granularity granularity);  // "minute", …; "" for kUnknown
Granularity GranularityFromName(std::string_view name);

}  // namespace heshu

#endif  // HESHU_CORE_DATE_H_
