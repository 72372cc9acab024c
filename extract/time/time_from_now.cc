#include "extract/time/time_from_now.h"

namespace heshu::extract {
namespace {

// `from` moved by the stated duration; hours below a day stay within the day.
Date Shift(const Stated& stated, const Date& from, int sign) {
  const int halves = stated.halves;
  const auto days_up = [](long half_units, long per_day) {
    const long whole = half_units / 2;
    return whole < per_day ? 0 : (half_units + 2 * per_day - 1) / (2 * per_day);
  };
  switch (stated.unit) {
    case DurationUnit::kSecond:
      return from.PlusDays(sign * days_up(halves, 86'400));
    case DurationUnit::kMinute:
      return from.PlusDays(sign * days_up(halves, 1'440));
    case DurationUnit::kHour:
      return from.PlusDays(sign * days_up(halves, 24));
    case DurationUnit::kDay:
      return from.PlusDays(sign * ((halves + 1) / 2));
    case DurationUnit::kWeek:
      return from.PlusDays(sign * (halves * 7L + 1) / 2);
    case DurationUnit::kMonth:
      return from.PlusMonths(sign * (halves / 2)).PlusDays(sign * (halves % 2) * 15);
    case DurationUnit::kQuarter:
      return from.PlusMonths(sign * (halves * 3 / 2));
    case DurationUnit::kYear:
      return from.PlusMonths(sign * halves * 6);
    case DurationUnit::kDecade:
      return from.PlusMonths(sign * halves * 60);
  }
  return from;
}

// The calendar unit around a day counted N units away: 3年前 that year, 20天后 that day.
Interval AroundOf(const Stated& stated, const Date& at) {
  const bool has_half = stated.halves % 2 != 0;
  switch (stated.unit) {
    case DurationUnit::kWeek:
      return {MondayOf(at), MondayOf(at).PlusDays(6), Granularity::kWeek};
    case DurationUnit::kMonth:
      if (has_half) return DayOf(at);
      return MonthsOf(at.year, at.month, at.month);
    case DurationUnit::kQuarter:
      return MonthsOf(at.year, at.month, at.month);
    case DurationUnit::kYear:
    case DurationUnit::kDecade:
      if (has_half) return MonthsOf(at.year, at.month, at.month);
      return YearOf(at.year);
    default:
      return DayOf(at);
  }
}

}  // namespace

std::optional<Interval> FromNow(const Stated& stated, Date now, bool answers_ago) {
  const bool is_long = stated.unit == DurationUnit::kMonth ||
                       stated.unit == DurationUnit::kQuarter || stated.unit == DurationUnit::kYear;
  const bool has_half = stated.halves % 2 != 0;
  switch (stated.direction) {
    case Direction::kAgo:
      return AroundOf(stated, Shift(stated, now, -1));
    case Direction::kLater:
      if (stated.unit == DurationUnit::kYear && answers_ago) return YearOf(now.year);
      return AroundOf(stated, Shift(stated, now, 1));
    case Direction::kBefore: {
      const Date at = Shift(stated, now, -1);
      const Interval around = AroundOf(stated, at);
      return Interval{std::nullopt,
                      stated.unit == DurationUnit::kYear && has_half ? around.end : at,
                      Granularity::kSpan};
    }
    case Direction::kAfter: {
      const Date at = Shift(stated, now, 1);
      return Interval{is_long ? Date{at.year, at.month, 1} : at, std::nullopt, Granularity::kSpan};
    }
    case Direction::kPast: {
      Date start = Shift(stated, now, -1);
      if (stated.unit == DurationUnit::kDay && stated.halves >= 2) start = start.PlusDays(1);
      return Interval{start, now, Granularity::kSpan};
    }
    case Direction::kPastSince: {
      Date start = Shift(stated, now, -1);
      if (stated.unit == DurationUnit::kMonth || (stated.unit == DurationUnit::kYear && has_half))
        start.day = 1;
      return Interval{start, now, Granularity::kSpan};
    }
    case Direction::kAhead:
      return Interval{now, Shift(stated, now, 1), Granularity::kSpan};
    case Direction::kNone:
      break;
  }
  return std::nullopt;
}

}  // namespace heshu::extract
