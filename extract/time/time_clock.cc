// Clock times and durations: 下午3点半, 21时46分05秒, 14:00; 一年半, 三个多月, 10秒.
#include "extract/time/time_grammar.h"

namespace heshu::extract {
namespace {

enum class DayTime { kNone, kMorning, kNoon, kAfternoon, kEvening, kNight, kSmallHours };

DayTime AcceptDayTime(Cursor* cursor, bool has_date) {
  Cursor next = *cursor;
  const int word = next.AcceptAny({"上午", "早上", "早晨", "早间", "清晨", "今晨", "中午",
                                   "午间", "正午", "下午", "午后", "傍晚", "晚上", "晚间",
                                   "夜晚", "夜里", "夜间", "深夜", "午夜", "半夜", "凌晨"});
  DayTime out = DayTime::kNone;
  if (word >= 0) {
    out = word < 6    ? DayTime::kMorning
          : word < 9  ? DayTime::kNoon
          : word < 12 ? DayTime::kAfternoon
          : word < 15 ? DayTime::kEvening
          : word < 20 ? DayTime::kNight
                      : DayTime::kSmallHours;
  } else if (has_date && next.Accept("晚")) {
    if (!next.SeesAny({"期", "于", "些", "点", "会", "年", "报"})) out = DayTime::kEvening;
  } else if (has_date && next.Accept("早")) {
    if (!next.SeesAny({"些", "已", "期", "前", "在", "就", "于", "早", "报"}))
      out = DayTime::kMorning;
  }
  if (out != DayTime::kNone) cursor->MoveTo(next.at());
  return out;
}

void SetHour(DayTime when, int hour, Stated* stated) {
  if ((when == DayTime::kAfternoon || when == DayTime::kEvening || when == DayTime::kNight) &&
      hour < 12 && !(when == DayTime::kNight && hour < 6)) {
    hour += 12;
  } else if ((when == DayTime::kEvening || when == DayTime::kNight) && hour == 12) {
    hour = 24;
  } else if (when == DayTime::kNoon && hour < 4) {
    hour += 12;
  }
  if (hour == 24) {
    hour = 0;
    stated->day_shift = 1;
  }
  stated->hour = hour;
}

// 46分, 46分05秒, 半, 一刻, 20 (after 点).
void AcceptMinutes(Cursor* cursor, bool bare_allowed, Stated* stated) {
  Cursor next = *cursor;
  if (next.Accept("半")) {
    stated->minute = 30;
    cursor->MoveTo(next.at());
    return;
  }
  const auto minute = next.AcceptNumber();
  if (!minute || !minute->IsPlain() || minute->value > 59) return;
  if (next.Accept("刻") && minute->value <= 3) {
    stated->minute = minute->value * 15;
  } else if (next.Accept("分")) {
    if (next.SeesAny({"钟", "之"})) return;
    stated->minute = minute->value;
    Cursor after = next;
    const auto second = after.AcceptNumber();
    if (second && second->IsPlain() && second->value <= 60 && after.Accept("秒")) {
      stated->second = second->value;
      next = after;
    }
  } else if (bare_allowed && minute->width == 2 && next.SeesBoundary()) {
    stated->minute = minute->value;
  } else {
    return;
  }
  cursor->MoveTo(next.at());
}

}  // namespace

bool ParseClock(Cursor* cursor, Stated* stated, bool has_date) {
  Cursor next = *cursor;
  const DayTime when = AcceptDayTime(&next, has_date);
  const std::size_t after_daytime = next.at();
  const bool is_anchored = has_date || when != DayTime::kNone;
  const auto hour = next.AcceptNumber();
  bool has_clock = false;
  Stated read = *stated;
  if (hour && hour->form != SmallNumber::Form::kHalf && hour->width <= 2 && hour->value <= 24) {
    const bool is_digits = hour->form == SmallNumber::Form::kDigits;
    if (is_digits && next.AcceptAny({":", "："}) >= 0) {
      const auto minute = next.AcceptNumber();
      if (minute && minute->form == SmallNumber::Form::kDigits && minute->width == 2 &&
          minute->value < 60 && (is_anchored || hour->width == 2)) {
        SetHour(when, hour->value, &read);
        read.minute = minute->value;
        has_clock = true;
        Cursor after = next;
        if (after.AcceptAny({":", "："}) >= 0) {
          const auto second = after.AcceptNumber();
          if (second && second->width == 2 && second->value <= 60) {
            read.second = second->value;
            next = after;
          }
        }
        next.AcceptAny({"时", "分"});
        if (!next.AtEnd() && IsDigit(next.Byte())) has_clock = false;
      }
    } else if (next.Accept("时")) {
      if (!next.SeesAny({"代", "段", "间", "期", "尚", "装", "光", "空", "速", "差", "刻", "评",
                         "报", "区"})) {
        SetHour(when, hour->value, &read);
        AcceptMinutes(&next, false, &read);
        next.AcceptAny({"左右", "许", "整"});
        has_clock = is_anchored || read.minute >= 0 || is_digits;
      }
    } else if (next.Accept("点")) {
      if (!next.SeesAny({"位", "数", "评", "击", "赞", "名", "子", "几"})) {
        SetHour(when, hour->value, &read);
        AcceptMinutes(&next, true, &read);
        const bool has_suffix =
            next.AcceptAny({"多钟", "钟", "整", "许", "左右", "前后", "多"}) >= 0;
        has_clock = is_anchored || (read.minute >= 0 && hour->value >= 1) || has_suffix;
      }
    } else if (is_anchored && AcceptRangeSign(&next)) {
      // 晚上9~11点: the left end shares the right one's unit, and the day is what counts.
      const auto last = next.AcceptNumber();
      if (last && last->IsPlain() && last->value <= 24 && next.AcceptAny({"点", "时"}) >= 0) {
        SetHour(when, hour->value, &read);
        AcceptMinutes(&next, true, &read);
        read.minute = -1;
        has_clock = true;
      }
    }
  }
  if (has_clock) {
    if (read.minute < 0) read.minute = 0;
    *stated = read;
    cursor->MoveTo(next.at());
    return true;
  }
  if (has_date && when != DayTime::kNone) cursor->MoveTo(after_daytime);
  return false;
}

bool ParseDuration(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  const auto number = next.AcceptNumber();
  if (!number || number->form == SmallNumber::Form::kPair ||
      number->form == SmallNumber::Form::kHanDigits || number->value > 9999) {
    return false;
  }
  const bool starts_half = number->form == SmallNumber::Form::kHalf;
  if (!starts_half && number->value == 0) return false;
  int halves = starts_half ? 1 : number->value * 2;
  if (!starts_half && next.AcceptAny({"多", "余", "来"}) >= 0) stated->is_open = true;
  const bool has_ge = next.Accept("个");
  if (has_ge && next.AcceptAny({"多", "余"}) >= 0) stated->is_open = true;
  if (!starts_half && next.Accept("半")) ++halves;  // 两个半月
  const int word = next.AcceptAny({"秒钟", "秒", "分钟", "分半钟", "小时", "钟头", "天", "日", "周",
                                   "星期", "礼拜", "季度", "月", "年", "载"});
  switch (word) {
    case 0:
    case 1:
      stated->unit = DurationUnit::kSecond;
      break;
    case 3:
      ++halves;
      [[fallthrough]];
    case 2:
      stated->unit = DurationUnit::kMinute;
      break;
    case 4:
    case 5:
      stated->unit = DurationUnit::kHour;
      break;
    case 6:
    case 7:
      stated->unit = DurationUnit::kDay;
      break;
    case 8:
    case 9:
    case 10:
      stated->unit = DurationUnit::kWeek;
      break;
    case 11:
      stated->unit = DurationUnit::kQuarter;
      break;
    case 12:
      // 仨月, 两月, 三个月; a bare 3月 is March.
      if (!has_ge && !(number->IsHan() && !starts_half && number->width == 0)) return false;
      stated->unit = DurationUnit::kMonth;
      break;
    case 13:
    case 14:
      stated->unit = DurationUnit::kYear;
      break;
    default:
      return false;
  }
  if (!starts_half && word != 3 && next.Accept("半")) ++halves;   // 一年半, 一天半
  if (next.AcceptAny({"多", "余"}) >= 0) stated->is_open = true;  // 一年多
  stated->halves = halves;
  cursor->MoveTo(next.at());
  return true;
}

}  // namespace heshu::extract
