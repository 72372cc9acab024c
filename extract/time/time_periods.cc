#include "extract/time/time_periods.h"

#include "extract/time/lunar_calendar.h"

namespace heshu::extract {
namespace {

// The n-th week that starts (on a Monday) within `period`.
std::optional<Interval> NthWeek(const Interval& period, int n) {
  const int to_monday = (8 - period.start->Weekday()) % 7;
  const Date monday = period.start->PlusDays(to_monday + 7L * (n - 1));
  if (monday > *period.end) return std::nullopt;
  return Interval{monday, monday.PlusDays(6), Granularity::kWeek};
}

std::optional<Date> FestivalDay(const Stated& stated, int year) {
  switch (stated.festival) {
    case Festival::kSpring:
    case Festival::kSpringTravel:
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
    case Festival::kNationalAndMidAutumn:
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

// The days off, as the State Council set them.
struct Holiday {
  Festival festival;
  Date start, end;
};
constexpr Holiday kHolidays[] = {
    {Festival::kSpring, {2024, 2, 10}, {2024, 2, 17}},
    {Festival::kSpring, {2025, 1, 28}, {2025, 2, 4}},
    {Festival::kSpring, {2026, 2, 15}, {2026, 2, 23}},
    {Festival::kDragonBoat, {2024, 6, 8}, {2024, 6, 10}},
    {Festival::kDragonBoat, {2025, 5, 31}, {2025, 6, 2}},
    {Festival::kMidAutumn, {2024, 9, 15}, {2024, 9, 17}},
    {Festival::kMidAutumn, {2025, 10, 1}, {2025, 10, 8}},
    {Festival::kNational, {2023, 9, 29}, {2023, 10, 6}},
    {Festival::kNational, {2025, 10, 1}, {2025, 10, 8}},
    {Festival::kLabour, {2023, 4, 29}, {2023, 5, 3}},
};

std::optional<Interval> FestivalOf(const Stated& stated, int year) {
  // 乙巳年除夕 ends lunar year 2025; 2025年除夕 is the one that falls in 2025.
  const bool ends_lunar_year = stated.is_lunar && stated.festival == Festival::kLunarEve;
  const auto day = FestivalDay(stated, ends_lunar_year ? year + 1 : year);
  if (!day) return std::nullopt;
  if (!stated.is_festival_period) return DayOf(*day);
  if (stated.festival == Festival::kSpringTravel) {
    return Interval{day->PlusDays(-15), day->PlusDays(24), Granularity::kSpan};
  }
  for (const Holiday& holiday : kHolidays) {
    if (holiday.festival == stated.festival && holiday.start.year == year) {
      return Interval{holiday.start, holiday.end, Granularity::kSpan};
    }
  }
  // In other years: from the eve eight days at new year, otherwise three (seven in October).
  if (stated.festival == Festival::kSpring)
    return Interval{day->PlusDays(-1), day->PlusDays(6), Granularity::kSpan};
  const int days = stated.festival == Festival::kNationalAndMidAutumn ? 8
                   : stated.festival == Festival::kNational           ? 7
                   : stated.festival == Festival::kLabour             ? 5
                                                                      : 3;
  return Interval{*day, day->PlusDays(days - 1), Granularity::kSpan};
}

Interval TenDays(int year, int month, int first, int last) {
  return {Date{year, month, first}, Date{year, month, last}, Granularity::kSpan};
}

}  // namespace

Interval DayOf(Date day) { return {day, day, Granularity::kDay}; }

Date MondayOf(Date day) { return day.PlusDays(1 - day.Weekday()); }

Interval MonthsOf(int year, int first, int last) {
  const Granularity granularity = last == first       ? Granularity::kMonth
                                  : last == first + 2 ? Granularity::kQuarter
                                  : last == first + 5 ? Granularity::kHalf
                                                      : Granularity::kSpan;
  return {Date{year, first, 1}, Date{year, last, Date::DaysInMonth(year, last)}, granularity};
}

Interval YearOf(int year) { return {Date{year, 1, 1}, Date{year, 12, 31}, Granularity::kYear}; }

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

}  // namespace heshu::extract
