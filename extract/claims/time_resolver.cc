#include "extract/claims/time_resolver.h"

#include <cstdio>

#include "extract/claims/lunar_calendar.h"

namespace heshu::extract {
namespace {

constexpr int kYearsBack = 12;  // a 29 February may be eight years away

Interval DayOf(Date day) { return {day, day, Granularity::kDay}; }

Interval MonthsOf(int year, int first, int last) {
  const Granularity granularity = last == first       ? Granularity::kMonth
                                  : last == first + 2 ? Granularity::kQuarter
                                  : last == first + 5 ? Granularity::kHalf
                                                      : Granularity::kSpan;
  return {Date{year, first, 1}, Date{year, last, Date::DaysInMonth(year, last)}, granularity};
}

Interval YearOf(int year) { return {Date{year, 1, 1}, Date{year, 12, 31}, Granularity::kYear}; }

// The n-th week that starts (on a Monday) within `period`.
std::optional<Interval> NthWeek(const Interval& period, int n) {
  const int to_monday = (8 - period.start->Weekday()) % 7;
  const Date monday = period.start->PlusDays(to_monday + 7L * (n - 1));
  if (monday > *period.end) return std::nullopt;
  return Interval{monday, monday.PlusDays(6), Granularity::kWeek};
}

Interval TenDays(int year, int month, int first, int last) {
  return {Date{year, month, first}, Date{year, month, last}, Granularity::kSpan};
}

Interval MonthPart(Part part, int year, int month) {
  switch (part) {
    case Part::kStart:
    case Part::kFirstTen:
    case Part::kEarly:
      return TenDays(year, month, 1, 10);
    case Part::kMiddle:
    case Part::kMidTen:
      return TenDays(year, month, 11, 20);
    case Part::kEnd:
    case Part::kLastTen:
    case Part::kLate:
      return TenDays(year, month, 21, Date::DaysInMonth(year, month));
    case Part::kNone:
    case Part::kSoFar:
      break;
  }
  return MonthsOf(year, month, month);
}

std::optional<Date> FestivalDay(const Stated& stated, int year) {
  switch (stated.festival) {
    case Festival::kSpring:
      return LunarNewYear(year);
    case Festival::kLunarEve: {
      const auto new_year = LunarNewYear(year);
      return new_year ? std::optional(new_year->PlusDays(-1)) : std::nullopt;
    }
    case Festival::kLunarStart:
      return FromLunar(year, 1, stated.n);
    case Festival::kLantern:
      return FromLunar(year, 1, 15);
    case Festival::kQingming:
      return QingmingOf(year);
    case Festival::kLabour:
      return Date{year, 5, 1};
    case Festival::kChildren:
      return Date{year, 6, 1};
    case Festival::kDragonBoat:
      return FromLunar(year, 5, 5);
    case Festival::kQixi:
      return FromLunar(year, 7, 7);
    case Festival::kMidAutumn:
      return FromLunar(year, 8, 15);
    case Festival::kDoubleNinth:
      return FromLunar(year, 9, 9);
    case Festival::kLaba:  // the eighth of the twelfth month, in January by our count
      return FromLunar(year - 1, 12, 8);
    case Festival::kNational:
      return Date{year, 10, 1};
    case Festival::kNewYear:
      return Date{year, 1, 1};
    case Festival::kChristmas:
      return Date{year, 12, 25};
    case Festival::kChristmasEve:
      return Date{year, 12, 24};
    case Festival::kDouble11:
      return Date{year, 11, 11};
    case Festival::kDouble12:
      return Date{year, 12, 12};
    case Festival::kMidYearSale:
      return Date{year, 6, 18};
    case Festival::kNone:
      break;
  }
  return std::nullopt;
}

std::optional<Interval> FestivalOf(const Stated& stated, int year) {
  // 乙巳年除夕 ends lunar year 2025; 2025年除夕 is the one that falls in 2025.
  const bool ends_lunar_year = stated.is_lunar && stated.festival == Festival::kLunarEve;
  const auto day = FestivalDay(stated, ends_lunar_year ? year + 1 : year);
  if (!day) return std::nullopt;
  if (!stated.is_festival_period) return DayOf(*day);
  // The public holiday: from the eve eight days at new year, otherwise three (seven in October).
  if (stated.festival == Festival::kSpring)
    return Interval{day->PlusDays(-1), day->PlusDays(6), Granularity::kSpan};
  const int days = stated.festival == Festival::kNational ? 7
                   : stated.festival == Festival::kLabour ? 5
                                                          : 3;
  return Interval{*day, day->PlusDays(days - 1), Granularity::kSpan};
}

// What `stated` means within `year`; its own year is not looked at.
std::optional<Interval> WithinYear(const Stated& stated, int year,
                                   const std::optional<Date>& reference) {
  if (stated.month) {
    const int month = stated.month.value;
    if (stated.is_lunar) {
      const auto start = FromLunar(year, month, stated.day ? stated.day.value : 1);
      if (!start) return std::nullopt;
      if (stated.day) return DayOf(*start);
      auto end = FromLunar(year, month, 30);
      if (!end) end = FromLunar(year, month, 29);
      return Interval{start, end, Granularity::kMonth};
    }
    const Interval whole = MonthsOf(year, month, month);
    if (stated.day) {
      const Date day{year, month, stated.day.value};
      return day.IsValid() ? std::optional(DayOf(day)) : std::nullopt;
    }
    switch (stated.sub) {
      case Sub::kFirstDays:
        if (stated.n > whole.end->day) return std::nullopt;
        return TenDays(year, month, 1, stated.n);
      case Sub::kLastDays:
        if (stated.n > whole.end->day) return std::nullopt;
        return TenDays(year, month, whole.end->day - stated.n + 1, whole.end->day);
      case Sub::kDay:
        if (stated.n > whole.end->day) return std::nullopt;
        return DayOf({year, month, stated.n});
      case Sub::kWeek:
        return NthWeek(whole, stated.n);
      default:
        break;
    }
    if (stated.part == Part::kSoFar) return Interval{whole.start, reference, Granularity::kSpan};
    return MonthPart(stated.part, year, month);
  }
  const Interval whole = YearOf(year);
  switch (stated.sub) {
    case Sub::kQuarter: {
      const int first = stated.n * 3 - 2;
      if (stated.part == Part::kStart) return MonthsOf(year, first, first);
      if (stated.part == Part::kMiddle) return MonthsOf(year, first + 1, first + 1);
      if (stated.part == Part::kEnd) return MonthsOf(year, first + 2, first + 2);
      return MonthsOf(year, first, first + 2);
    }
    case Sub::kHalf:
      return MonthsOf(year, stated.n * 6 - 5, stated.n * 6);
    case Sub::kFirstMonths:
      return MonthsOf(year, 1, stated.n);
    case Sub::kFirstQuarters:
      return MonthsOf(year, 1, stated.n * 3);
    case Sub::kFirstDays:
      return Interval{whole.start, whole.start->PlusDays(stated.n - 1), Granularity::kSpan};
    case Sub::kLastDays:
      return Interval{whole.end->PlusDays(1 - stated.n), whole.end, Granularity::kSpan};
    case Sub::kWeek:
      return NthWeek(whole, stated.n);
    case Sub::kDay: {
      const Date day = whole.start->PlusDays(stated.n - 1);
      return day.year == year ? std::optional(DayOf(day)) : std::nullopt;
    }
    case Sub::kSeason:
      if (stated.n == 5) return MonthsOf(year, 7, 8);
      if (stated.n == 6) return MonthsOf(year, 1, 2);
      if (stated.n == 4)
        return Interval{Date{year, 12, 1}, Date{year + 1, 3, 1}.PlusDays(-1), Granularity::kSpan};
      return Interval{Date{year, stated.n * 3, 1},
                      MonthsOf(year, stated.n * 3 + 2, stated.n * 3 + 2).end, Granularity::kSpan};
    case Sub::kFestival:
      return FestivalOf(stated, year);
    case Sub::kWeekend:
    case Sub::kNone:
      break;
  }
  switch (stated.part) {
    case Part::kStart:
      return MonthsOf(year, 1, 1);
    case Part::kMiddle:
      return MonthsOf(year, 6, 7);
    case Part::kEnd:
      return MonthsOf(year, 12, 12);
    case Part::kEarly:
      return MonthsOf(year, 1, 3);
    case Part::kLate:
      return MonthsOf(year, 10, 12);
    case Part::kSoFar:
      return Interval{whole.start, reference && reference->year == year ? reference : whole.end,
                      Granularity::kSpan};
    default:
      break;
  }
  if (stated.is_lunar) {
    const auto start = LunarNewYear(year);
    const auto next = LunarNewYear(year + 1);
    if (!start || !next) return std::nullopt;
    return Interval{start, next->PlusDays(-1), Granularity::kYear};
  }
  return whole;
}

std::optional<int> StatedYear(const Stated& stated, const TimeMemory& memory) {
  const auto& reference = memory.context.reference;
  switch (stated.year.base) {
    case Base::kAbsolute:
      return stated.year.value;
    case Base::kTwoDigit: {
      if (!reference) {
        if (stated.is_lunar) return std::nullopt;
        return stated.year.value + (stated.year.value < 50 ? 2000 : 1900);
      }
      const int period = stated.is_lunar ? 60 : 100;
      const int zero = stated.is_lunar ? 4 : 0;  // year 4 was 甲子
      // The latest that is not far ahead.
      const int limit = reference->year + (stated.is_lunar ? 1 : 20);
      const int behind = ((limit - zero - stated.year.value) % period + period) % period;
      return limit - behind;
    }
    case Base::kReference:
      return reference ? std::optional(reference->year + stated.year.value) : std::nullopt;
    case Base::kAnaphor: {
      const auto& last = memory.context.last_date ? memory.context.last_date : reference;
      return last ? std::optional(last->year + stated.year.value) : std::nullopt;
    }
    case Base::kNone:
      break;
  }
  return std::nullopt;
}

bool IsPureMonth(const Stated& stated) {
  return stated.month.base == Base::kAbsolute && !stated.day && stated.sub == Sub::kNone &&
         stated.part == Part::kNone;
}

// The year of an expression that names none.
std::optional<Interval> ChooseYear(const Stated& stated, const TimeMemory& memory) {
  const auto& reference = memory.context.reference;
  if (!reference) return std::nullopt;
  if (stated.wants_future) {
    for (int year = reference->year; year <= reference->year + kYearsBack; ++year) {
      const auto interval = WithinYear(stated, year, reference);
      if (interval && *interval->end >= *reference) return interval;
    }
    return std::nullopt;
  }
  if (memory.sentence_date && (IsPureMonth(stated) || (stated.month && stated.day))) {
    const auto interval = WithinYear(stated, memory.sentence_date->year, reference);
    if (interval && *interval->start >= *memory.sentence_date && *interval->start <= *reference)
      return interval;
  }
  for (int year = reference->year + 1; year >= reference->year - kYearsBack; --year) {
    const auto interval = WithinYear(stated, year, reference);
    if (!interval) continue;
    bool fits = false;
    switch (stated.sub) {
      case Sub::kQuarter:
      case Sub::kHalf:
      case Sub::kFirstQuarters:
      case Sub::kSeason:
        fits = *interval->end <= *reference;  // the latest that has ended
        break;
      case Sub::kFirstMonths:  // its last month has begun
        fits = Date{interval->end->year, interval->end->month, 1} <= *reference;
        break;
      case Sub::kFestival:  // the nearest, past ones first
        fits = *interval->start <= reference->PlusDays(30);
        break;
      default:
        fits = *interval->start <= reference->PlusDays(7);
    }
    if (fits) return interval;
  }
  return std::nullopt;
}

std::optional<Interval> DayOfNoMonth(const Stated& stated, const TimeMemory& memory) {
  const auto& reference = memory.context.reference;
  const int day = stated.day.value;
  if (memory.sentence_date && memory.context.last_day && !stated.wants_future) {
    const Date& last = *memory.context.last_day;
    const Date same_month{last.year, last.month, day};
    if (same_month.IsValid() && same_month >= last) return DayOf(same_month);
  }
  const auto& near = reference ? reference : memory.context.last_day;
  if (!near) return std::nullopt;
  Date month{near->year, near->month, 1};
  for (int i = 0; i < 3; ++i) {
    const Date candidate{month.year, month.month, day};
    const bool fits = stated.wants_future ? candidate >= *near : candidate <= *near;
    if (candidate.IsValid() && fits) return DayOf(candidate);
    month = month.PlusMonths(stated.wants_future ? 1 : -1);
  }
  return std::nullopt;
}

std::optional<Interval> ResolveEra(const Stated& stated, const TimeMemory& memory) {
  int first = stated.decade;
  int years = 10;
  int edge = 3;
  const auto& reference = memory.context.reference;
  if (stated.century_base != Base::kNone) {
    int century = stated.century;
    if (stated.century_base == Base::kReference) {
      if (!reference) return std::nullopt;
      century += (reference->year - 1) / 100 + 1;
    }
    if (stated.decade < 0) {
      first = (century - 1) * 100;
      years = 100;
      edge = 20;
    } else {
      first = (century - 1) * 100 + stated.decade % 100;
    }
  } else if (first < 100) {
    const int limit = reference ? reference->year : 2000 + first % 30;
    while (first + 100 <= limit) first += 100;
  }
  const Granularity granularity =
      years == 10 && stated.part == Part::kNone ? Granularity::kDecade : Granularity::kSpan;
  int last = first + years - 1;
  if (stated.part == Part::kStart) last = first + edge - 1;
  if (stated.part == Part::kEnd) first = last - edge + 1;
  if (stated.part == Part::kMiddle) {
    first += edge;
    last -= edge;
  }
  return Interval{Date{first, 1, 1}, Date{last, 12, 31}, granularity};
}

Date Monday(const Date& day) { return day.PlusDays(1 - day.Weekday()); }

std::optional<Interval> ResolveWeek(const Stated& stated, const TimeMemory& memory) {
  const auto& reference = memory.context.reference;
  const auto& last = memory.context.last_day;
  if (!stated.week) {  // a bare weekday or weekend: the last one, or the next with 将
    if (!reference) return std::nullopt;
    const int weekday = stated.weekday != 0 ? stated.weekday : 6;
    int back = (reference->Weekday() - weekday + 7) % 7;
    if (stated.wants_future && back > 0) back -= 7;
    const Date day = reference->PlusDays(-back);
    if (stated.weekday != 0) return DayOf(day);
    return Interval{day, day.PlusDays(1), Granularity::kSpan};
  }
  const auto& anchor = stated.week.base == Base::kAnaphor && last ? last : reference;
  if (!anchor) return std::nullopt;
  const Date monday = Monday(*anchor).PlusDays(7L * stated.week.value);
  if (stated.weekday != 0) return DayOf(monday.PlusDays(stated.weekday - 1));
  if (stated.sub == Sub::kWeekend)
    return Interval{monday.PlusDays(5), monday.PlusDays(6), Granularity::kSpan};
  return Interval{monday, monday.PlusDays(6), Granularity::kWeek};
}

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
      return {Monday(at), Monday(at).PlusDays(6), Granularity::kWeek};
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

std::optional<Interval> ResolveDuration(const Stated& stated, const TimeMemory& memory) {
  if (!memory.context.reference) return std::nullopt;
  const Date& now = *memory.context.reference;
  const bool is_long = stated.unit == DurationUnit::kMonth ||
                       stated.unit == DurationUnit::kQuarter || stated.unit == DurationUnit::kYear;
  const bool has_half = stated.halves % 2 != 0;
  switch (stated.direction) {
    case Direction::kAgo:
      return AroundOf(stated, Shift(stated, now, -1));
    case Direction::kLater:
      if (stated.unit == DurationUnit::kYear && memory.years_ago.contains(stated.halves))
        return YearOf(now.year);
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

std::optional<Interval> ResolveSamePeriod(const Stated& stated, const TimeMemory& memory) {
  const auto year = StatedYear(stated, memory);
  if (!year) return std::nullopt;
  const auto& last = memory.last_interval;
  if (!last || !last->start || !last->end) return YearOf(*year);
  if (stated.year.base != Base::kAbsolute) {
    const int months = stated.year.value * 12;
    Interval out = *last;
    out.start = out.start->PlusMonths(months);
    const bool to_month_end = out.end->day == Date::DaysInMonth(out.end->year, out.end->month);
    out.end = out.end->PlusMonths(months);
    if (to_month_end) out.end->day = Date::DaysInMonth(out.end->year, out.end->month);
    return out;
  }
  const int months = (*year - last->end->year) * 12;
  return Interval{last->start->PlusMonths(months), last->end->PlusMonths(months),
                  last->granularity};
}

std::optional<Interval> ResolveCalendar(Stated stated, const TimeMemory& memory) {
  const auto& reference = memory.context.reference;
  if (stated.is_same_period) return ResolveSamePeriod(stated, memory);
  if (stated.decade >= 0 || stated.century_base != Base::kNone) return ResolveEra(stated, memory);
  if (stated.quarter) {
    if (!reference) return std::nullopt;
    const Date at = Date{reference->year, (reference->month - 1) / 3 * 3 + 1, 1}.PlusMonths(
        3 * stated.quarter.value);
    stated.sub = Sub::kQuarter;
    stated.n = (at.month + 2) / 3;
    return WithinYear(stated, at.year, reference);
  }
  if (stated.week || (!stated.day && !stated.month && !stated.year &&
                      (stated.weekday != 0 || stated.sub == Sub::kWeekend))) {
    return ResolveWeek(stated, memory);
  }
  if (stated.day.base == Base::kReference || stated.day.base == Base::kAnaphor) {
    const auto& last = memory.context.last_day;
    const auto& anchor = stated.day.base == Base::kAnaphor && last ? last : reference;
    return anchor ? std::optional(DayOf(anchor->PlusDays(stated.day.value))) : std::nullopt;
  }
  if (stated.is_part_of_month && !stated.month) {
    if (!reference) return std::nullopt;
    Date month{reference->year, reference->month, 1};
    if (!stated.wants_future &&
        *MonthPart(stated.part, month.year, month.month).start > reference->PlusDays(7)) {
      month = month.PlusMonths(-1);
    }
    return MonthPart(stated.part, month.year, month.month);
  }
  if (stated.month.base == Base::kReference || stated.month.base == Base::kAnaphor) {
    const auto& last = memory.context.last_date;
    const auto& anchor = stated.month.base == Base::kAnaphor && last ? last : reference;
    if (!anchor) return std::nullopt;
    const Date at = Date{anchor->year, anchor->month, 1}.PlusMonths(stated.month.value);
    stated.month = {Base::kAbsolute, at.month};
    return WithinYear(stated, at.year, reference);
  }
  if (stated.year) {
    const auto year = StatedYear(stated, memory);
    if (!year || *year < 1 || *year > 9000) return std::nullopt;
    if (stated.is_budget_year)
      return Interval{Date{*year, 4, 1}, Date{*year + 1, 3, 31}, Granularity::kYear};
    return WithinYear(stated, *year, reference);
  }
  if (stated.day && !stated.month) return DayOfNoMonth(stated, memory);
  if (stated.part == Part::kStart && stated.sub == Sub::kNone && !stated.month) {
    // 年初 is this year's, once January has begun
    return reference ? WithinYear(stated, reference->year, reference) : std::nullopt;
  }
  return ChooseYear(stated, memory);
}

void SetClock(const Stated& stated, TimeExpression* out) {
  if (!stated.HasClock()) return;
  char buffer[48];
  if (stated.second >= 0) {
    std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", stated.hour, stated.minute,
                  stated.second);
  } else {
    std::snprintf(buffer, sizeof buffer, "%02d:%02d", stated.hour, stated.minute);
  }
  out->clock = buffer;
  if (out->granularity == Granularity::kDay) out->granularity = Granularity::kMinute;
}

}  // namespace

TimeExpression ResolveTime(const Stated& stated, const TimeMemory& memory) {
  TimeExpression out;
  out.is_vague = stated.is_vague;
  out.is_as_of = stated.is_as_of;
  out.is_duration =
      stated.direction == Direction::kPast || stated.direction == Direction::kPastSince;
  if (stated.has_no_date) return out;
  if (stated.is_label) {
    out.granularity = Granularity::kYear;
    return out;
  }
  const auto& context = memory.context;
  std::optional<Interval> interval;
  if (stated.direction != Direction::kNone) {
    interval = ResolveDuration(stated, memory);
  } else if (stated.HasCalendar()) {
    interval = ResolveCalendar(stated, memory);
  } else if (stated.HasClock()) {
    const auto& day = context.last_day ? context.last_day : context.reference;
    if (day) interval = DayOf(*day);
    out.is_anaphoric = context.last_day.has_value();
  }
  out.is_anaphoric = out.is_anaphoric || stated.year.base == Base::kAnaphor ||
                     stated.month.base == Base::kAnaphor || stated.week.base == Base::kAnaphor ||
                     stated.day.base == Base::kAnaphor;
  if (!interval) return out;
  out.start = interval->start;
  out.end = interval->end;
  out.granularity = interval->granularity;
  SetClock(stated, &out);
  if (stated.day_shift != 0 && out.start && out.end) {
    out.start = out.start->PlusDays(stated.day_shift);
    out.end = out.end->PlusDays(stated.day_shift);
  }
  out.weekday_disagrees = stated.weekday != 0 && stated.day && out.start && out.start == out.end &&
                          out.start->Weekday() != stated.weekday;
  if (stated.is_before && out.start && out.end) {
    // 2030年前 ends before the year; 2030年底前 ends with it.
    if (stated.part == Part::kNone) out.end = out.start->PlusDays(-1);
    out.start.reset();
    out.granularity = Granularity::kSpan;
  } else if (stated.is_after && out.end) {
    out.start = out.end->PlusDays(1);
    out.end.reset();
    out.granularity = Granularity::kSpan;
  } else if (stated.is_since && out.start) {
    if (context.reference && *out.start <= *context.reference) {
      out.end = context.reference;
    } else {
      out.end.reset();
    }
    out.granularity = Granularity::kSpan;
  }
  if (context.reference) {
    const auto& latest = out.end ? out.end : out.start;
    out.is_future = latest && *latest > *context.reference &&
                    (!out.start || *out.start > *context.reference || stated.is_before ||
                     stated.direction == Direction::kAhead);
  }
  return out;
}

std::optional<TimeExpression> ResolveRange(Stated first, Stated last, const TimeMemory& memory) {
  bool year_was_shared = false;
  if (!last.HasCalendar() && last.HasClock()) {
    // 13:10 to 15:00 of one day; past midnight is the next.
    Stated at_last = first;
    at_last.hour = last.hour;
    at_last.day_shift = last.day_shift;
    last = at_last;
  }
  const bool last_is_relative = last.week || last.quarter || last.day.base == Base::kReference ||
                                last.day.base == Base::kAnaphor ||
                                last.month.base == Base::kReference ||
                                last.direction != Direction::kNone;
  if (!last_is_relative && !last.year) {
    if (last.weekday != 0 && !last.day && !last.month) {
      last.week = first.week;
    } else {
      if (last.day && !last.month && first.month) last.month = first.month;
      if (first.year && (last.month.base == Base::kAbsolute || last.sub != Sub::kNone ||
                         last.part != Part::kNone)) {
        last.year = first.year;
        year_was_shared = true;
      }
      if (first.is_lunar && !first.year) last.is_lunar = true;
    }
  }
  if (last.year && !first.year && first.month.base == Base::kAbsolute) first.year = last.year;

  TimeExpression left = ResolveTime(first, memory);
  TimeExpression right = ResolveTime(last, memory);
  if (!first.year && !last.year && first.month.base == Base::kAbsolute && right.start) {
    if (IsPureMonth(first) && IsPureMonth(last)) {
      // 1-11月 in February is last year's: its last month must have begun.
      TimeMemory at_last = memory;
      at_last.context.reference = right.start;
      at_last.sentence_date.reset();
      first.wants_future = false;
      left = ResolveTime(first, at_last);
    } else if (left.start && !last_is_relative && last.month) {
      TimeMemory at_first = memory;
      at_first.context.reference = left.start;
      last.wants_future = true;
      right = ResolveTime(last, at_first);
    }
  }
  if (left.start && right.start && *right.start < *left.start) {
    if (year_was_shared && right.end) {
      right.start = right.start->PlusMonths(12);
      right.end = right.end->PlusMonths(12);
    } else if (first.day && last.day && !last.month && !first.month) {
      right.start = right.start->PlusMonths(1);
      right.end = right.start;
    } else if (last.year && first.year == last.year && right.end) {
      left.start = left.start->PlusMonths(-12);
    }
  }
  TimeExpression out = left;
  out.end = right.end;
  if (left.start && right.end && *right.end < *left.start) return std::nullopt;
  if (!left.start && !right.end && (left.end || right.start)) return std::nullopt;
  out.is_as_of = first.is_as_of;
  out.is_vague = left.is_vague || right.is_vague;
  out.is_future = left.is_future || right.is_future;
  if (left.start != right.start || left.end != right.end) out.granularity = Granularity::kSpan;
  return out;
}

}  // namespace heshu::extract
