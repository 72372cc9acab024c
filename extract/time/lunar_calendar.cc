#include "extract/time/lunar_calendar.h"

#include <unicode/ucal.h>

#include <array>
#include <map>
#include <memory>
#include <mutex>

namespace heshu::extract {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;
constexpr double kMsPerDay = 86'400'000.0;

struct LunarYear {
  std::array<long, 13> month_start{};  // [1..12], days since 1970-01-01; 0 = unknown
  std::array<int, 13> month_days{};
};

// Month starts of 1950 to 2060 that ICU 72 puts a day off: its new moon falls on the wrong side of
// midnight in China by some minutes. Found by comparison with Meeus, Astronomical Algorithms, ch.
// 49 (good to seconds), and as the Hong Kong Observatory's tables have them.
struct Correction {
  Date icu;
  Date right;
};
constexpr std::array<Correction, 7> kCorrections = {{
    {{1954, 2, 4}, {1954, 2, 3}},
    {{1955, 2, 23}, {1955, 2, 22}},
    {{1999, 1, 18}, {1999, 1, 17}},
    {{2012, 8, 18}, {2012, 8, 17}},
    {{2018, 11, 7}, {2018, 11, 8}},
    {{2027, 2, 7}, {2027, 2, 6}},
    {{2030, 2, 2}, {2030, 2, 3}},
}};

long Corrected(long month_start) {
  for (const Correction& row : kCorrections) {
    if (row.icu.ToDays() == month_start) return row.right.ToDays();
  }
  return month_start;
}

struct CalendarCloser {
  void operator()(void** calendar) const { ucal_close(calendar); }
};
using Calendar = std::unique_ptr<void*, CalendarCloser>;

struct LunarDay {
  int month = 0;  // 1..12
  int day = 0;
  bool is_leap_month = false;
};

std::optional<LunarDay> ToLunar(const Calendar& calendar, long days) {
  UErrorCode status = U_ZERO_ERROR;
  // Noon in China, so that no zone rule moves the day.
  ucal_setMillis(calendar.get(), static_cast<double>(days) * kMsPerDay + 4 * 3'600'000.0, &status);
  LunarDay out;
  out.month = ucal_get(calendar.get(), UCAL_MONTH, &status) + 1;
  out.day = ucal_get(calendar.get(), UCAL_DATE, &status);
  out.is_leap_month = ucal_get(calendar.get(), UCAL_IS_LEAP_MONTH, &status) != 0;
  if (U_FAILURE(status)) return std::nullopt;
  return out;
}

// Walks from month to month: each starts 29 or 30 days after the one before.
LunarYear Compute(int year) {
  LunarYear out;
  UErrorCode status = U_ZERO_ERROR;
  static constexpr std::array<UChar, 14> kZone = {'A', 's', 'i', 'a', '/', 'S', 'h',
                                                  'a', 'n', 'g', 'h', 'a', 'i', 0};
  const Calendar calendar(
      ucal_open(kZone.data(), -1, "zh@calendar=chinese", UCAL_DEFAULT, &status));
  if (U_FAILURE(status)) return out;
  // New year falls between 20 January and 21 February.
  long at = Date{year, 2, 21}.ToDays();
  auto lunar = ToLunar(calendar, at);
  if (!lunar) return out;
  at -= lunar->day - 1;
  for (int guard = 0; lunar && guard < 3; ++guard) {
    lunar = ToLunar(calendar, at);
    if (lunar && lunar->month == 1 && !lunar->is_leap_month) break;
    lunar = ToLunar(calendar, at - 1);
    if (lunar) at -= lunar->day;
  }
  for (int count = 0; lunar && count < 14; ++count) {
    lunar = ToLunar(calendar, at);
    if (!lunar || lunar->day != 1) return {};
    if (count > 0 && lunar->month == 1 && !lunar->is_leap_month) break;
    const auto after = ToLunar(calendar, at + 29);
    const int length = after && after->day == 1 ? 29 : 30;
    if (!lunar->is_leap_month) {
      const auto month = static_cast<std::size_t>(lunar->month);
      out.month_start[month] = Corrected(at);
      out.month_days[month] = static_cast<int>(Corrected(at + length) - Corrected(at));
    }
    at += length;
  }
  return out;
}

LunarYear YearOf(int year) {
  static std::mutex mutex;
  static auto* const cache = new std::map<int, LunarYear>();
  const std::scoped_lock lock(mutex);
  const auto found = cache->find(year);
  if (found != cache->end()) return found->second;
  return cache->emplace(year, Compute(year)).first->second;
}

}  // namespace

std::optional<Date> FromLunar(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1)
    return std::nullopt;
  const LunarYear lunar = YearOf(year);
  const auto at = static_cast<std::size_t>(month);
  if (day > lunar.month_days[at]) return std::nullopt;
  return Date::FromDays(lunar.month_start[at] + day - 1);
}

std::optional<Date> LunarNewYear(int year) { return FromLunar(year, 1, 1); }

// Mean solar longitude, good for 1900..2100 (Shou Xing formula: [Y × 0.2422 + C] − [Y / 4]).
Date QingmingOf(int year) {
  const int y = year % 100;
  const double c = year < 2000 ? 5.59 : 4.81;
  return {year, 4, static_cast<int>(y * 0.2422 + c) - y / 4};
}

}  // namespace heshu::extract
