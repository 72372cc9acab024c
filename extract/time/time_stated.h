// What a time expression says, before the article's date makes days of it.
//
// Internal to the time reader: time_grammar and time_english write it, time_resolver reads it.
#ifndef HESHU_EXTRACT_TIME_TIME_STATED_H_
#define HESHU_EXTRACT_TIME_TIME_STATED_H_

#include <string>

#include "core/byte_span.h"

namespace heshu::extract {

// What a year, month, week or day is counted from.
enum class Base {
  kNone,
  kAbsolute,   // the number itself: 2026年, 2月, 24日
  kTwoDigit,   // 15年: the century is to be found
  kReference,  // offset from the article's date: 去年 -1, 上月 -1, 昨日 -1
  kAnaphor,    // offset from the last date of the text: 同年 0, 次年 +1, 当晚 0
};

struct StatedUnit {
  Base base = Base::kNone;
  int value = 0;
  explicit operator bool() const { return base != Base::kNone; }
  friend bool operator==(const StatedUnit&, const StatedUnit&) = default;
};

// A part of the year or month already named.
enum class Part {
  kNone,
  kStart,     // 年初 月初 伊始
  kMiddle,    // 年中 月中
  kEnd,       // 年底 月末
  kFirstTen,  // 上旬
  kMidTen,    // 中旬
  kLastTen,   // 下旬
  kEarly,     // 前期, early 2025: first third
  kLate,      // 后期, late 2025: last third
  kSoFar,     // 年内 年初至今 今年以来: from its start to the article's date
};

enum class Festival {
  kNone,
  kSpring,
  kSpringTravel,  // 春运: the forty days around it
  kLunarEve,      // 除夕
  kLunarStart,    // 年初N: festival_day N of the first lunar month
  kLantern,
  kQingming,
  kLabour,
  kChildren,
  kDragonBoat,
  kQixi,
  kMidAutumn,
  kDoubleNinth,
  kLaba,
  kNational,
  kNationalAndMidAutumn,
  kNewYear,
  kChristmas,
  kChristmasEve,
  kDouble11,
  kDouble12,
  kMidYearSale,  // 618
};

// What of a longer period is meant.
enum class Sub {
  kNone,
  kQuarter,        // n
  kHalf,           // n
  kFirstMonths,    // 前n个月
  kFirstQuarters,  // 前n季度
  kFirstDays,      // 前n天
  kLastDays,       // 最后n天
  kWeek,           // 第n周: the n-th that starts (on a Monday) within
  kDay,            // 第n天
  kSeason,         // 1 spring 3-5 … 4 winter 12-2, 5 summer holidays 7-8
  kFestival,
  kWeekend,
};

// A time by what the text has named before.
enum class Echo {
  kNone,
  kHoliday,        // 假期; a part of it with `sub` kDay, kFirstDays, kLastDays
  kAfterHoliday,   // 节后首个交易日
  kBeforeHoliday,  // 节前最后一个交易日
};

enum class DurationUnit { kSecond, kMinute, kHour, kDay, kWeek, kMonth, kQuarter, kYear, kDecade };

enum class Direction {
  kNone,
  kAgo,        // N年前: that year
  kLater,      // N年后
  kBefore,     // N年以前: until then
  kAfter,      // N年以后: from then on
  kPast,       // 近N天, 过去N年: up to the article's date
  kPastSince,  // N年来, N个月以来
  kAhead,      // 未来N年, N天内: from the article's date
};

struct Stated {
  ByteSpan span;
  StatedUnit year;
  StatedUnit month;
  StatedUnit week;
  StatedUnit day;
  int weekday = 0;     // 1 = Monday … 7 = Sunday; 0 = none
  StatedUnit quarter;  // 本季度, 上季度: offset in quarters (kReference)
  Sub sub = Sub::kNone;
  int n = 0;
  Festival festival = Festival::kNone;
  bool is_festival_period = false;  // 春节期间, 国庆假期
  Echo echo = Echo::kNone;
  bool is_of_report = false;  // 公布当日: counted from the day of that
  bool is_lunar = false;      // month and day, or the year (乙巳年), count the lunar calendar
  Part part = Part::kNone;
  bool is_part_of_month = false;  // 月底 with no month named
  int decade = -1;                // first year of it: 1950; two digits below 100 (90年代)
  int century = 0;                // 20世纪 = 20; offset base for 上世纪 in `century_base`
  Base century_base = Base::kNone;
  bool is_budget_year = false;     // 2026-27年度: April to March
  bool is_of_books = false;        // 本财政年度: of nobody's, but where a budget is told of
  bool is_of_accounts = false;     // 本年度, 上年度: from April where a budget is told of
  bool is_label = false;           // a fiscal year of an unnamed company: no days
  bool is_split_year = false;      // 2025/26财年: `year` is the one that it begins in
  bool is_fiscal_quarter = false;  // 第二财季, with no year

  Direction direction = Direction::kNone;
  DurationUnit unit = DurationUnit::kDay;
  int halves = 0;        // the duration's length in half units: 一年半 = 3
  bool is_open = false;  // 三个多月: longer than that

  int hour = -1;
  int minute = -1;
  int second = -1;
  int day_shift = 0;  // 夜里12点 is the next day's first minute

  int months_ended = 0;  // 截至6月30日止六个月: the six months to that day

  bool is_vague = false;
  bool has_no_date = false;     // 日前 近日
  bool is_same_period = false;  // 去年同期
  bool may_be_told = false;     // 月内载客: of the month that the text told of, if it did
  bool wants_future = false;    // 将于…, 预计…, 到…年底
  bool is_ending = false;       // the year ending March 31: still to come, unlike one that ended
  bool wants_nearest = false;   // 自7月1日起施行: the nearest one, past or to come
  bool is_since = false;        // 以来, 起: from its start on
  bool is_before = false;       // 前
  bool is_after = false;        // 后
  bool is_as_of = false;

  // Whether it names a day, month, year or part of one.
  bool HasCalendar() const {
    return year || month || week || day || quarter || sub != Sub::kNone || weekday != 0 ||
           part != Part::kNone || echo != Echo::kNone || decade >= 0 || century_base != Base::kNone;
  }
  bool HasClock() const { return hour >= 0; }
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_STATED_H_
