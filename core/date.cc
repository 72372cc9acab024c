#include "core/date.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace heshu {
namespace {

constexpr std::array<std::string_view, 11> kGranularityNames = {
    "", "minute", "hour", "day", "week", "month", "quarter", "half", "year", "decade", "span"};

bool IsLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// Of digits alone, −1 for anything else: no part of a date is negative.
int ParseDigits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

int Date::DaysInMonth(int year, int month) {
  static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool Date::IsValid() const {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= DaysInMonth(year, month);
}

std::optional<Date> Date::Parse(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  const Date date{ParseDigits(text.substr(0, 4)), ParseDigits(text.substr(5, 2)),
                  ParseDigits(text.substr(8, 2))};
  return date.IsValid() ? std::optional(date) : std::nullopt;
}

// Howard Hinnant's civil-from-days; https://howardhinnant.github.io/date_algorithms.html
Date Date::FromDays(long z) {
  z += 719468;
  const long era = (z >= 0 ? z : z - 146096) / 146097;
  const auto doe = static_cast<unsigned long>(z - era * 146097);
  const unsigned long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const unsigned long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const unsigned long mp = (5 * doy + 2) / 153;
  const auto day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  const auto month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  const auto year = static_cast<int>(static_cast<long>(yoe) + era * 400) + (month <= 2 ? 1 : 0);
  return {year, month, day};
}

long Date::ToDays() const {
  const long y = month <= 2 ? year - 1 : year;
  const long era = (y >= 0 ? y : y - 399) / 400;
  const long yoe = y - era * 400;
  const long doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const long doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

int Date::Weekday() const {
  const long w = (ToDays() + 3) % 7;  // 1970-01-01 was a Thursday
  return static_cast<int>(w < 0 ? w + 7 : w) + 1;
}

Date Date::PlusDays(long days) const { return FromDays(ToDays() + days); }

Date Date::PlusMonths(int months) const {
  const int index = year * 12 + (month - 1) + months;
  const int y = index >= 0 ? index / 12 : (index - 11) / 12;
  const int m = index - y * 12 + 1;
  return {y, m, std::min(day, DaysInMonth(y, m))};
}

std::string Date::ToString() const {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, month, day);
  return buffer.data();
}

std::string_view GranularityName(Granularity granularity) {
  return kGranularityNames[static_cast<std::size_t>(granularity)];
}

Granularity GranularityFromName(std::string_view name) {
  const auto* at = std::find(kGranularityNames.begin(), kGranularityNames.end(), name);
  return at == kGranularityNames.end() ? Granularity::kUnknown
                                       : static_cast<Granularity>(at - kGranularityNames.begin());
}

}  // namespace heshu
