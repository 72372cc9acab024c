#include "extract/time/time_echo.h"

#include <algorithm>
#include <iterator>

#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr int kFriday = 5;

constexpr Festival kWithDaysOff[] = {Festival::kNewYear,    Festival::kSpring,
                                     Festival::kQingming,   Festival::kLabour,
                                     Festival::kDragonBoat, Festival::kMidAutumn,
                                     Festival::kNational,   Festival::kNationalAndMidAutumn};

bool HasDaysOff(Festival festival) {
  return std::find(std::begin(kWithDaysOff), std::end(kWithDaysOff), festival) !=
         std::end(kWithDaysOff);
}

std::optional<NamedHoliday> HolidayOf(Festival festival, int year) {
  Stated stated;
  stated.sub = Sub::kFestival;
  stated.festival = festival;
  stated.is_festival_period = true;
  const auto days = WithinYear(stated, year, std::nullopt);
  if (!days || !days->start || !days->end) return std::nullopt;
  return NamedHoliday{festival, *days->start, *days->end};
}

// 节后首个交易日 of a text that names no festival: of the one just over.
std::optional<NamedHoliday> HolidayJustOver(const std::optional<Date>& reference) {
  constexpr long kMostDays = 10;
  std::optional<NamedHoliday> best;
  if (!reference) return best;
  for (const Festival festival : kWithDaysOff) {
    const auto holiday = HolidayOf(festival, reference->year);
    if (!holiday || holiday->end >= *reference ||
        reference->ToDays() - holiday->end.ToDays() > kMostDays) {
      continue;
    }
    if (!best || holiday->end > best->end) best = holiday;
  }
  return best;
}

// 首日, 第三天, 前三天, 最后一天 of a holiday.
void AcceptDayOfHoliday(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  next.Accept("的");
  if (next.AcceptAny({"首日", "首天", "第一天", "第一日"}) >= 0) {
    stated->sub = Sub::kDay;
    stated->n = 1;
  } else if (next.AcceptAny({"最后一天", "最后一日", "末日"}) >= 0) {
    stated->sub = Sub::kLastDays;
    stated->n = 1;
  } else {
    const int what = next.AcceptAny({"第", "前", "后"});
    const auto number = what < 0 ? std::nullopt : next.AcceptNumber();
    if (!number || !number->IsPlain() || number->value < 1 || next.AcceptAny({"天", "日"}) < 0) {
      return;
    }
    stated->sub = what == 0 ? Sub::kDay : what == 1 ? Sub::kFirstDays : Sub::kLastDays;
    stated->n = number->value;
  }
  *cursor = next;
}

}  // namespace

bool ParseEcho(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  const std::string_view before = next.text().substr(0, next.at());
  const int first_day =
      next.AcceptAny({"节后首个交易日", "节后第一个交易日", "节后首个工作日", "节后开市首日",
                      "节后开盘首日", "节后首日", "假期后首个交易日", "假期后第一个交易日",
                      "长假后首个交易日", "长假后第一个交易日"});
  if (first_day >= 0) {
    stated->echo = Echo::kAfterHoliday;
    *cursor = next;
    return true;
  }
  if (next.AcceptAny({"节前最后一个交易日", "节前末个交易日", "长假前最后一个交易日"}) >= 0) {
    stated->echo = Echo::kBeforeHoliday;
    *cursor = next;
    return true;
  }
  // 暑假期间, 年假期间, 产假期间: days off that are no holiday's.
  if (EndsWithAny(before, {"暑", "寒", "年", "产", "婚", "病", "事", "休", "春", "秋", "请", "放"}))
    return false;
  if (next.AcceptAny({"假期期间", "假期", "小长假期间", "小长假", "长假期间", "长假", "假日期间",
                      "节日期间", "黄金周期间", "黄金周", "档期"}) < 0) {
    return false;
  }
  if (next.SeesAny({"经济", "综合", "模式", "作业", "制度", "安排", "临近", "将至", "前夕", "未"}))
    return false;
  stated->echo = Echo::kHoliday;
  AcceptDayOfHoliday(&next, stated);
  *cursor = next;
  return true;
}

std::optional<Interval> ResolveEcho(const Stated& stated, const TimeContext& context) {
  std::optional<NamedHoliday> holiday = context.holiday;
  const bool is_open_day = stated.echo != Echo::kHoliday;
  if (is_open_day && (!holiday || (context.reference && holiday->end >= *context.reference)))
    holiday = HolidayJustOver(context.reference);
  if (!holiday) return std::nullopt;
  if (stated.echo == Echo::kAfterHoliday) {
    Date day = holiday->end.PlusDays(1);
    while (day.Weekday() > kFriday) day = day.PlusDays(1);
    return DayOf(day);
  }
  if (stated.echo == Echo::kBeforeHoliday) {
    Date day = holiday->start.PlusDays(-1);
    while (day.Weekday() > kFriday) day = day.PlusDays(-1);
    return DayOf(day);
  }
  const auto within = [&](const Date& day) {
    return std::clamp(day, holiday->start, holiday->end);
  };
  switch (stated.sub) {
    case Sub::kDay:
      return DayOf(within(holiday->start.PlusDays(stated.n - 1)));
    case Sub::kFirstDays:
      return Interval{holiday->start, within(holiday->start.PlusDays(stated.n - 1)),
                      Granularity::kSpan};
    case Sub::kLastDays: {
      const Date from = within(holiday->end.PlusDays(1 - stated.n));
      return stated.n == 1 ? DayOf(from) : Interval{from, holiday->end, Granularity::kSpan};
    }
    default:
      return Interval{holiday->start, holiday->end, Granularity::kSpan};
  }
}

void MarkForEchoes(std::string_view text, const Stated& stated, TimeExpression* time) {
  const std::size_t begin = time->span.begin;
  const bool is_compared = EndsBefore(text, begin,
                                      {"较", "比", "优于", "高于", "低于", "多于", "少于", "超过",
                                       "超", "不及", "同", "与", "跟", "对比", "相比"});
  if (stated.sub == Sub::kFestival && HasDaysOff(stated.festival) && time->end && !is_compared)
    time->holiday = HolidayOf(stated.festival, time->end->year);
  const bool is_quarter =
      stated.sub == Sub::kQuarter && (stated.part == Part::kNone || stated.part == Part::kEnd);
  if (is_quarter && !is_compared && !time->is_future && !stated.is_same_period) {
    NamedQuarter quarter;
    quarter.accounting = time->accounting;
    if (time->end) {
      const int first = (time->end->month - 1) / 3 * 3 + 1;
      const Interval months = MonthsOf(time->end->year, first, first + 2);
      quarter.start = months.start;
      quarter.end = months.end;
    }
    time->quarter = quarter;
  }
  if (time->granularity != Granularity::kUnknown && time->granularity <= Granularity::kDay &&
      time->end) {
    constexpr std::size_t kNearBytes = 36;
    static constexpr std::string_view kTelling[] = {"公布", "发布", "披露", "公告", "发表"};
    std::string_view rest = text.substr(time->span.end);
    if (rest.starts_with(",")) rest.remove_prefix(1);  // 11月17日,X发布财报
    std::string_view near =
        rest.substr(0, std::min({rest.find(','), rest.find("。"), kNearBytes, rest.size()}));
    time->is_of_report = std::any_of(
        std::begin(kTelling), std::end(kTelling),
        [&](std::string_view verb) { return near.find(verb) != std::string_view::npos; });
  }
}

void CarryToEchoes(const TimeExpression& time, TimeContext* context) {
  if (time.holiday) context->holiday = time.holiday;
  if (time.quarter) context->quarter = time.quarter;
  if (time.is_of_report) context->report_day = time.end;
}

bool IsDayOfReport(std::string_view text, std::size_t at) {
  return EndsBefore(
      text, at,
      {"公布", "发布", "披露", "公告", "财报", "业绩", "年报", "季报", "公布的", "发布的"});
}

}  // namespace heshu::extract
