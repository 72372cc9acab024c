#include "extract/time/time_resolver.h"

#include <cstdio>
#include <cstdlib>

#include "extract/time/time_echo.h"
#include "extract/time/time_from_now.h"

namespace heshu::extract {
namespace {

constexpr int kYearsBack = 12;  // a 29 February may be eight years away

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
  if (stated.wants_nearest) {
    std::optional<Interval> best;
    long best_days = 0;
    for (int year = reference->year - 1; year <= reference->year + 1; ++year) {
      const auto interval = WithinYear(stated, year, reference);
      if (!interval || !interval->start) continue;
      const long days = std::labs(interval->start->ToDays() - reference->ToDays());
      if (best && days >= best_days) continue;
      best = interval;
      best_days = days;
    }
    return best;
  }
  if (stated.wants_future) {
    for (int year = reference->year; year <= reference->year + kYearsBack; ++year) {
      const auto interval = WithinYear(stated, year, reference);
      if (interval && *interval->end >= *reference) return interval;
    }
    return std::nullopt;
  }
  if (memory.near_year && *memory.near_year < reference->year) {
    // 5年前的双11, 2024年的春节
    const auto interval = WithinYear(stated, *memory.near_year, reference);
    if (interval) return interval;
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
      case Sub::kQuarter:  // the one that runs, or the latest that has ended
        fits = *interval->start <= *reference;
        break;
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
  const Date monday = MondayOf(*anchor).PlusDays(7L * stated.week.value);
  if (stated.weekday != 0) return DayOf(monday.PlusDays(stated.weekday - 1));
  if (stated.sub == Sub::kWeekend)
    return Interval{monday.PlusDays(5), monday.PlusDays(6), Granularity::kSpan};
  return Interval{monday, monday.PlusDays(6), Granularity::kWeek};
}

std::optional<Interval> ResolveSamePeriod(const Stated& stated, const TimeMemory& memory) {
  const auto year = StatedYear(stated, memory);
  if (!year) return std::nullopt;
  const auto& last = memory.last_interval;
  if (!last || !last->start || !last->end) return YearOf(*year);
  if (memory.last_festival) {  // a festival is not on the same days each year
    Stated holiday;
    holiday.sub = Sub::kFestival;
    holiday.festival = *memory.last_festival;
    holiday.is_festival_period = true;
    const int of =
        stated.year.base == Base::kAbsolute ? *year : last->end->year + stated.year.value;
    if (const auto days = WithinYear(holiday, of, memory.context.reference)) return days;
  }
  if (stated.year.base != Base::kAbsolute) {
    // 截至去年12月底止第四季…,前年同期…: the year before last is told from now, not from there.
    const bool is_from_now = stated.year.value == -2 && memory.context.reference;
    const int months = (is_from_now ? *year - last->end->year : stated.year.value) * 12;
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

// 本年度, 今个财政年度首三季: of a budget's year, which begins in April.
std::optional<Interval> BudgetYear(const Stated& stated, Date reference) {
  constexpr int kApril = 4;
  const int begun = reference.year - (reference.month < kApril ? 1 : 0) + stated.year.value;
  const Date start{begun, kApril, 1};
  const auto months = [start](int from, int count) {
    return Interval{start.PlusMonths(from), start.PlusMonths(from + count).PlusDays(-1),
                    Granularity::kSpan};
  };
  switch (stated.sub) {
    case Sub::kNone:
      return Interval{start, Date{begun + 1, 3, 31}, Granularity::kYear};
    case Sub::kFirstMonths:
      return months(0, stated.n);
    case Sub::kFirstQuarters:
      return months(0, 3 * stated.n);
    case Sub::kQuarter:
      return months(3 * (stated.n - 1), 3);
    case Sub::kHalf:
      return months(6 * (stated.n - 1), 6);
    default:
      return std::nullopt;
  }
}

std::optional<Interval> ResolveCalendar(Stated stated, const TimeMemory& memory) {
  const auto& reference = memory.context.reference;
  if (stated.is_same_period) return ResolveSamePeriod(stated, memory);
  const auto& told = memory.last_interval;
  if (stated.may_be_told && told && told->end && reference && *told->end < *reference &&
      told->granularity == (stated.month ? Granularity::kMonth : Granularity::kYear)) {
    return told;
  }
  if (stated.echo != Echo::kNone) return ResolveEcho(stated, memory.context);
  if (stated.decade >= 0 || stated.century_base != Base::kNone) return ResolveEra(stated, memory);
  if (stated.quarter) {
    if (!reference) return std::nullopt;
    const auto& spoken = memory.last_interval;
    const bool before_spoken = stated.quarter.base == Base::kAnaphor && spoken && spoken->start &&
                               spoken->granularity == Granularity::kQuarter;
    const Date& from = before_spoken ? *spoken->start : *reference;
    const Date at =
        Date{from.year, (from.month - 1) / 3 * 3 + 1, 1}.PlusMonths(3 * stated.quarter.value);
    stated.sub = Sub::kQuarter;
    stated.n = (at.month + 2) / 3;
    return WithinYear(stated, at.year, reference);
  }
  if (stated.week || (!stated.day && !stated.month && !stated.year &&
                      (stated.weekday != 0 || stated.sub == Sub::kWeekend))) {
    return ResolveWeek(stated, memory);
  }
  if (stated.day.base == Base::kReference || stated.day.base == Base::kAnaphor) {
    const auto& reported = memory.context.report_day;
    const auto& last = stated.is_of_report && reported ? reported : memory.context.last_day;
    // 次日 of nothing is no day; 当日 of nothing is the article's.
    if (stated.day.base == Base::kAnaphor && !last && stated.day.value != 0) return std::nullopt;
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
  if (stated.year && stated.month.base == Base::kAnaphor) {
    const auto year = StatedYear(stated, memory);
    if (!year) return std::nullopt;
    const auto& last = memory.context.last_date;
    return last ? MonthsOf(*year, last->month, last->month) : YearOf(*year);
  }
  if (stated.month.base == Base::kReference || stated.month.base == Base::kAnaphor) {
    // 比上月 needs a month to stand before; 同月 follows any date.
    const auto& spoken = memory.last_interval;
    const bool months = stated.month.value == 0 || stated.month.value == 1 ||
                        (spoken && spoken->granularity == Granularity::kMonth);
    const auto& last = memory.context.last_date;
    const auto& anchor = stated.month.base == Base::kAnaphor && last && months ? last : reference;
    if (!anchor) return std::nullopt;
    const Date at = Date{anchor->year, anchor->month, 1}.PlusMonths(stated.month.value);
    stated.month = {Base::kAbsolute, at.month};
    return WithinYear(stated, at.year, reference);
  }
  if (stated.year && stated.is_of_accounts && memory.context.has_budget_years && reference &&
      stated.part == Part::kNone && !stated.month) {
    return BudgetYear(stated, *reference);
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

std::optional<AccountingPeriod> AccountingPeriodOf(const Stated& stated) {
  constexpr int kThisCentury = 2000;
  AccountingPeriod out;
  out.is_fiscal = stated.is_label || stated.is_fiscal_quarter;
  out.is_of_start = stated.is_split_year;
  if (stated.quarter.base == Base::kReference && stated.quarter.value == -1) {
    return AccountingPeriod{0, 0, 1, false};
  }
  if (stated.part != Part::kNone || stated.month || stated.day) return std::nullopt;
  if (stated.year) {
    if (!stated.is_label || stated.year.base != Base::kAbsolute) return std::nullopt;
    out.year = stated.year.value < 100 ? kThisCentury + stated.year.value : stated.year.value;
  }
  switch (stated.sub) {
    case Sub::kQuarter:
      out.first_quarter = stated.n;
      out.quarters = 1;
      break;
    case Sub::kHalf:
      out.first_quarter = stated.n == 1 ? 1 : 3;
      out.quarters = 2;
      break;
    case Sub::kFirstQuarters:
      out.quarters = stated.n;
      break;
    case Sub::kFirstMonths:
      if (stated.n % 3 != 0) return std::nullopt;
      out.quarters = stated.n / 3;
      break;
    case Sub::kNone:
      if (out.year == 0) return std::nullopt;
      break;
    default:
      return std::nullopt;
  }
  const bool is_bare = (stated.sub == Sub::kQuarter || stated.sub == Sub::kHalf) && !stated.year;
  if (!out.is_fiscal && !is_bare) return std::nullopt;
  return out;
}

}  // namespace

TimeExpression ResolveTime(const Stated& stated, const TimeMemory& memory) {
  TimeExpression out;
  out.is_vague = stated.is_vague;
  out.is_as_of = stated.is_as_of;
  out.is_duration =
      stated.direction == Direction::kPast || stated.direction == Direction::kPastSince;
  if (stated.has_no_date) return out;
  if (stated.is_of_books && !memory.context.has_budget_years) return out;
  out.accounting = AccountingPeriodOf(stated);
  if (stated.is_label) {
    const int quarters = out.accounting ? out.accounting->quarters : 4;
    out.granularity = quarters == 1   ? Granularity::kQuarter
                      : quarters == 2 ? Granularity::kHalf
                                      : Granularity::kYear;
    return out;
  }
  const auto& context = memory.context;
  if (stated.quarter.base == Base::kAnaphor && stated.quarter.value == 0 &&
      stated.part == Part::kNone && context.quarter) {  // 当季
    out.start = context.quarter->start;
    out.end = context.quarter->end;
    out.accounting = context.quarter->accounting;
    out.granularity = Granularity::kQuarter;
    out.is_anaphoric = true;
    return out;
  }
  std::optional<Interval> interval;
  if (stated.direction != Direction::kNone) {
    const bool is_answered = memory.years_ago.contains(stated.halves);
    if (context.reference) interval = FromNow(stated, *context.reference, is_answered);
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
  if (stated.months_ended > 0 && out.end) {
    const Date next_day = out.end->PlusDays(1);
    out.start = next_day.PlusMonths(-stated.months_ended);
    out.granularity = stated.months_ended == 12  ? Granularity::kYear
                      : stated.months_ended == 6 ? Granularity::kHalf
                      : stated.months_ended == 3 ? Granularity::kQuarter
                                                 : Granularity::kSpan;
    out.is_as_of = false;
  }
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
  if (!first.year && !last.year && first.month.base == Base::kAbsolute && right.start &&
      memory.context.reference) {
    if (IsPureMonth(first) && IsPureMonth(last) && first.month.value == 1) {
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
  const auto& now = memory.context.reference;
  out.is_future = now && out.start && *out.start > *now;
  if (left.start != right.start || left.end != right.end) out.granularity = Granularity::kSpan;
  return out;
}

}  // namespace heshu::extract
