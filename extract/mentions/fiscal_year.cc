#include "extract/mentions/fiscal_year.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr int kMonths = 12;
constexpr int kQuarters = 4;
constexpr int kQuarterMonths = kMonths / kQuarters;
// Results are told some days before a quarter is over by the months that stand for it here: a year
// may end on the last Sunday of its month.
constexpr long kEarlyDays = 10;

struct Days {
  Date start, end;
};

// The quarters [first, first + count) of the fiscal year that ends in `year`.
Days QuartersOf(int year, int first, int count, const FiscalYear& company) {
  const Date year_end{year, company.last_month, 1};
  const int last = first + count - 1;
  Date end = year_end.PlusMonths(-(kQuarters - last) * kQuarterMonths);
  end.day = Date::DaysInMonth(end.year, end.month);
  return {year_end.PlusMonths(-(kQuarters - first + 1) * kQuarterMonths + 1), end};
}

// The newest one that was over when the text was published, or the oldest that was not.
std::optional<Days> Nearest(const AccountingPeriod& period, const FiscalYear& company,
                            const Date& published, bool looks_ahead) {
  std::optional<Days> best;
  for (int year = published.year - 1; year <= published.year + 2; ++year) {
    const int from = period.first_quarter > 0 ? period.first_quarter : 1;
    const int to = period.first_quarter > 0 ? period.first_quarter : kQuarters;
    for (int quarter = from; quarter <= to; ++quarter) {
      const Days days = QuartersOf(year, quarter, period.quarters, company);
      const bool is_over = days.end.ToDays() <= published.ToDays() + (looks_ahead ? 0 : kEarlyDays);
      if (looks_ahead && !is_over) return best ? best : days;
      if (!looks_ahead && is_over && (!best || best->end < days.end)) best = days;
    }
  }
  return best;
}

TimeExpression With(TimeExpression time, const Days& days) {
  time.start = days.start;
  time.end = days.end;
  return time;
}

// The last month of a year that so many quarters of it end with `month`.
int LastMonthOf(int month, int quarters) {
  return (month + (kQuarters - quarters) * kQuarterMonths - 1) % kMonths + 1;
}

}  // namespace

std::optional<FiscalYear> FiscalYearOf(std::string id, const EntityTable& entities) {
  constexpr int kMostOwners = 4;
  constexpr std::array<std::string_view, 5> kCalendarYear = {"cn", "tw", "kr", "us", "eu"};
  const EntityDefinition* entity = nullptr;
  for (int i = 0; i < kMostOwners && !id.empty(); ++i) {
    entity = entities.FindById(id);
    if (entity == nullptr) return std::nullopt;
    if (entity->fiscal_year_end > 0) {
      return FiscalYear{entity->fiscal_year_end, entity->is_fiscal_year_of_start};
    }
    id = entity->owner;
  }
  const bool is_usual =
      entity != nullptr && entity->kind == "company" &&
      std::find(kCalendarYear.begin(), kCalendarYear.end(), entity->region) != kCalendarYear.end();
  return is_usual ? std::optional(FiscalYear{}) : std::nullopt;
}

std::optional<FiscalYear> FiscalYearToldIn(std::string_view text) {
  // "six months ended December 31": two quarters from the beginning of a year, as a fourth is four.
  static const LazyPattern told(
      "(?i:\\b(?:(first|second|third|fourth)[- ](?:fiscal[- ])?quarter\\b[^.;]{0,50}?|(six|nine) "
      "months) end(?:ed|ing) (?:on )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\b)");
  static constexpr std::array<std::string_view, 4> kOrdinals = {"first", "second", "third",
                                                                "fourth"};
  static constexpr std::array<std::string_view, 3> kMonthsOver = {"", "six", "nine"};
  static constexpr std::array<std::string_view, 12> kMonthNames = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  const auto number_of = [](const auto& names, std::string_view word) {
    const std::string lower = AsciiLowerCopy(word);
    return static_cast<int>(std::find(names.begin(), names.end(), lower) - names.begin()) + 1;
  };
  std::optional<FiscalYear> year;
  std::string_view rest = text;
  while (const auto groups = told.FirstIn(rest)) {
    const int quarters = groups->spans[1] ? number_of(kOrdinals, Slice(rest, *groups->spans[1]))
                                          : number_of(kMonthsOver, Slice(rest, *groups->spans[2]));
    const int last = LastMonthOf(number_of(kMonthNames, Slice(rest, *groups->spans[3])), quarters);
    rest.remove_prefix(groups->whole().end);
    if (year && year->last_month != last) return std::nullopt;
    year = FiscalYear{last, false};
  }
  // 截至9月底止,上半年度; 至去年底止,第3季: two quarters from the beginning, or three.
  static const LazyPattern told_in_chinese(
      "至(?:今年|去年|本年|上年|20[0-9]{2}年)?(?:([0-9]{1,2})月(?:底|末|[0-9]{1,2}日)?|(年底|底))"
      "(?:止|為止|为止)?[，,]?(?:的|之)?(?:第?([一二三四1-4])(?:財|财)?季|(首|次)(?:財|财)?季|"
      "(上半(?:財|财)?年|中期|首六個月|首6個月|半年度))");
  rest = text;
  while (const auto groups = told_in_chinese.FirstIn(rest)) {
    const auto word = [&groups, told_here = rest](std::size_t i) {
      return groups->spans[i] ? Slice(told_here, *groups->spans[i]) : std::string_view();
    };
    rest.remove_prefix(groups->whole().end);
    const int month = word(1).empty() ? kMonths : std::atoi(std::string(word(1)).c_str());
    int quarters = 2;
    if (word(4) == "首") quarters = 1;
    for (const auto& [digits, value] :
         {std::pair<std::string_view, int>{"一1", 1}, {"二2", 2}, {"三3", 3}, {"四4", 4}}) {
      if (!word(3).empty() && digits.find(word(3)) != std::string_view::npos) quarters = value;
    }
    if (month < 1 || month > kMonths) continue;
    const int last = LastMonthOf(month, quarters);
    if (last % kQuarterMonths != 0) continue;  // months that end no quarter are no books
    if (year && year->last_month != last) return std::nullopt;
    year = FiscalYear{last, false};
  }
  return year;
}

std::pair<Date, Date> FiscalYearAround(const Date& day, const FiscalYear& company,
                                       bool looks_ahead) {
  const int year = day.year + (day.month > company.last_month ? 1 : 0) - (looks_ahead ? 0 : 1);
  const Days days = QuartersOf(year, 1, kQuarters, company);
  return {days.start, days.end};
}

TimeExpression InFiscalYear(const TimeExpression& time, const FiscalYear& company,
                            const std::optional<Date>& published, bool looks_ahead) {
  if (!time.accounting) return time;
  const AccountingPeriod& period = *time.accounting;
  if (period.year > 0) {
    const bool is_next = period.is_of_start || company.is_of_start;
    const int year = period.year + (is_next && company.last_month < kMonths ? 1 : 0);
    return With(time, QuartersOf(year, period.first_quarter, period.quarters, company));
  }
  if (company.last_month == kMonths && time.start) return time;  // read by the calendar already
  if (!published) return time;
  const auto own = Nearest(period, company, *published, looks_ahead);
  if (!own) return time;
  if (period.is_fiscal || !time.end || period.first_quarter == 0) return With(time, *own);
  // 第三季 by the calendar or by its own count: what is newer has just been reported.
  const auto calendar = Nearest(period, FiscalYear{}, *published, looks_ahead);
  const bool is_own =
      !calendar || (looks_ahead ? own->end < calendar->end || own->start <= *published
                                : calendar->end <= own->end);
  return is_own ? With(time, *own) : time;
}

}  // namespace heshu::extract
