// Expressions that start with a number: numeric notations, 2026年…, 2月…, 24日, 5年前, 21时46分.
#include "core/date.h"
#include "extract/time/time_grammar.h"
#include "extract/time/time_slash.h"

namespace heshu::extract {
namespace {

bool IsYear(int value) { return value >= 1800 && value <= 2199; }

struct Digits {
  int value = 0;
  std::size_t width = 0;
};

// Digits exactly at `at`; width 0 if none or more than 4.
Digits DigitsAt(std::string_view text, std::size_t at) {
  Digits out;
  while (at + out.width < text.size() && IsDigit(text[at + out.width])) {
    if (out.width == 4) return {};
    out.value = out.value * 10 + (text[at + out.width] - '0');
    ++out.width;
  }
  return out;
}

char At(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

// Whether three digits and no more stand at `at`: the second group of 2,024.
bool IsThousands(std::string_view text, std::size_t at) {
  return IsDigit(At(text, at)) && IsDigit(At(text, at + 1)) && IsDigit(At(text, at + 2)) &&
         !IsDigit(At(text, at + 3));
}

// The end of a notation: no digit, letter or further separator with a digit follows.
bool EndsHere(std::string_view text, std::size_t at) {
  const char c = At(text, at);
  if (IsDigit(c) || c == '%') return false;
  if (IsAsciiLetter(c) && c != 'T') return false;
  if ((c == '.' || c == '/') && IsDigit(At(text, at + 1))) return false;
  return !(c == ',' && IsThousands(text, at + 1));
}

bool IsDate(int year, int month, int day) { return Date{year, month, day}.IsValid(); }

// After a whole date: T14:00, 14:00, -11:23.
void AcceptTimeOfDay(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  if (next.Byte() == 'T' || next.Byte() == '-') next.MoveTo(next.at() + 1);
  Stated read = *stated;
  if (ParseClock(&next, &read, true)) {
    *stated = read;
    cursor->MoveTo(next.at());
    return;
  }
  ParseAfterDay(cursor, stated);
}

std::optional<ParsedTime> FullDate(std::string_view text, std::size_t begin, std::size_t end,
                                   int year, int month, int day) {
  Stated stated;
  stated.year = {Base::kAbsolute, year};
  stated.month = {Base::kAbsolute, month};
  stated.day = {Base::kAbsolute, day};
  Cursor cursor(text, end);
  AcceptTimeOfDay(&cursor, &stated);
  stated.span = {begin, cursor.at()};
  return ParsedTime{stated, std::nullopt};
}

bool IsSeparator(char c) { return c == '-' || c == '/' || c == '.'; }

// Two ASCII dates' worth of text and nothing else: a table cell, a dateline.
bool IsWholeText(std::string_view text, std::size_t begin, std::size_t end) {
  return text.substr(0, begin).find_first_not_of(" \n\t") == std::string_view::npos &&
         text.substr(end).find_first_not_of(" \n\t") == std::string_view::npos;
}

// Whether a range sign and another year follow: 1999.08-2002.02.
bool SeesRangeToYear(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  if (!AcceptRangeSign(&cursor)) return false;
  const auto year = cursor.AcceptNumber();
  return year && year->form == SmallNumber::Form::kDigits && year->width == 4 &&
         IsYear(year->value);
}

// The right end of such a range: 2002.02, 2009.
std::optional<Stated> YearOrYearMonth(Cursor* cursor) {
  const Digits year = DigitsAt(cursor->text(), cursor->at());
  if (year.width != 4 || !IsYear(year.value)) return std::nullopt;
  Stated out;
  out.year = {Base::kAbsolute, year.value};
  std::size_t end = cursor->at() + 4;
  if (IsSeparator(At(cursor->text(), end))) {
    const Digits month = DigitsAt(cursor->text(), end + 1);
    if (month.width >= 1 && month.width <= 2 && month.value >= 1 && month.value <= 12) {
      out.month = {Base::kAbsolute, month.value};
      end += 1 + month.width;
    }
  }
  if (!EndsHere(cursor->text(), end)) return std::nullopt;
  cursor->MoveTo(end);
  return out;
}

// Names what a fiscal or budget year is called; 0 年度, 1 财年 and kin, -1 none.
int AcceptFiscalWord(Cursor* cursor) {
  const int word = cursor->AcceptAny(
      {"财政年度", "财政预算", "年度", "财年", "会计年度", "学年度", "学年", "赛季"});
  if (word < 0) return -1;
  return word <= 2 ? 0 : 1;
}

// 2026-27年度, 2025/26财年, 2024-2026年, 2024、2025年; `cursor` stands after the first year.
std::optional<ParsedTime> YearRange(Cursor cursor, std::size_t begin, const SmallNumber& year) {
  Cursor next = cursor;
  const bool is_slash = next.Accept("/");
  const bool is_list = !is_slash && next.AcceptAny({"、", "和", "及", "与"}) >= 0;
  if (!is_slash && !is_list && !AcceptRangeSign(&next)) return std::nullopt;
  const auto last = next.AcceptNumber();
  if (!last ||
      (last->form != SmallNumber::Form::kDigits && last->form != SmallNumber::Form::kHanDigits)) {
    return std::nullopt;
  }
  const bool follows =
      last->width == 2 ? last->value == (year.value + 1) % 100 : last->value == year.value + 1;
  if (is_list && !follows) return std::nullopt;  // 2024、2025年: neighbours are one period
  ParsedTime out;
  out.first.year = {Base::kAbsolute, year.value};
  Cursor fiscal = next;
  if (follows) {
    const int word = AcceptFiscalWord(&fiscal);
    if (word >= 0) {
      out.first.is_budget_year = word == 0;
      out.first.is_label = word == 1;
      out.first.is_split_year = true;
      out.first.span = {begin, fiscal.at()};
      return out;
    }
  }
  // 2028/29及其后: Hong Kong's budgets
  if (is_slash && follows && last->width == 2 && next.Byte() != '/' && next.Byte() != '%' &&
      next.Byte() != '.' && !IsAsciiLetter(next.Byte()) && !next.SeesNumber()) {
    out.first.is_budget_year = true;
    out.first.span = {begin, next.at()};
    return out;
  }
  if (is_slash || !next.Accept("年") || next.Sees("代")) return std::nullopt;
  const int value = last->width == 2 ? year.value / 100 * 100 + last->value : last->value;
  if (value <= year.value || (last->width != 2 && last->width != 4)) return std::nullopt;
  next.Accept("度");
  out.last = Stated{};
  out.last->year = {Base::kAbsolute, value};
  const std::size_t plain = next.at();
  std::optional<Stated> unused;
  ParseAfterYear(&next, &*out.last, &unused);
  if (unused) {
    next.MoveTo(plain);
    out.last = Stated{};
    out.last->year = {Base::kAbsolute, value};
  }
  out.first.span = {begin, next.at()};
  out.last->span = out.first.span;
  return out;
}

// What makes 15年 a number of years and not 2015: 用了15年, 15年来, 15年期.
bool ReadsAsDuration(std::string_view text, std::size_t begin, const Cursor& after) {
  if (EndsBefore(text, begin,
                 {"近", "过去", "未来", "长达", "用了", "历时", "约", "逾", "超", "第", "每",
                  "达", "了",   "过",   "需",   "要",   "满",   "续", "期", "共", "隔", "经",
                  "花", "距",   "仅",   "只",   "足",   "有",   "前", "后", "这", "那", "几",
                  "的", "间隔", "时",   "拥",   "跌",   "升",   "龄", "创", "最"})) {
    return true;
  }
  return after.SeesAny({"来", "以来", "间", "期", "前",   "后", "之", "多",
                        "半", "的",   "内", "以", "老",   "经", "历", "时间",
                        "国", "租",   "长", "或", "左右", "资", "从"});
}

std::optional<ParsedTime> Finish(std::size_t begin, const Cursor& cursor, ParsedTime parsed) {
  parsed.first.span = {begin, cursor.at()};
  if (parsed.last) parsed.last->span = parsed.first.span;
  return parsed;
}

// 5年前, 20天后, 三个月内, 三年来, 一年半以前.
std::optional<ParsedTime> DurationPhrase(std::string_view text, std::size_t begin) {
  Cursor cursor(text, begin);
  ParsedTime out;
  Stated& stated = out.first;
  if (!ParseDuration(&cursor, &stated)) return std::nullopt;
  if (EndsBefore(text, begin, {"第", "每", "这", "那", "该", "此"})) return std::nullopt;
  const int word = cursor.AcceptAny(
      {"以来", "之前", "以前", "前", "以后", "之后", "后", "以内", "之内", "内", "来"});
  switch (word) {
    case 0:
    case 10:
      // 十年来; but 10天来自
      if (word == 10 && (cursor.SeesAny({"自", "到", "源", "临", "说"}))) return std::nullopt;
      stated.direction = Direction::kPastSince;
      break;
    case 1:
    case 3:
      if (cursor.SeesAny({"夕", "列", "端", "沿", "景"})) return std::nullopt;
      if (cursor.Byte() != ' ' && cursor.SeesNumber() && !cursor.SeesAny({"一度", "一直"}))
        return std::nullopt;
      stated.direction = Direction::kAgo;
      break;
    case 2:
      stated.direction = Direction::kBefore;
      break;
    case 4:
      stated.direction = Direction::kAfter;
      break;
    case 5:
    case 6:
      if (cursor.SeesAny({"卫", "台", "端", "续", "盾", "备"})) return std::nullopt;
      stated.direction = stated.is_open ? Direction::kAfter : Direction::kLater;
      break;
    case 7:
    case 8:
    case 9:
      if (cursor.SeesAny({"存", "部", "地", "容", "置"})) return std::nullopt;
      stated.direction = Direction::kAhead;
      break;
    default:
      return std::nullopt;
  }
  stated.is_vague = true;
  return Finish(begin, cursor, out);
}

// 114年10月, 114年出口: a year of the Republic, which Taiwan's offices count by. One that no month
// or quarter follows is read only where it opens a clause and goes on there.
std::optional<ParsedTime> RepublicYear(std::string_view text, std::size_t begin, Cursor cursor,
                                       const SmallNumber& number) {
  constexpr int kFirst = 100;  // 99年 is two digits, as 2099 or a length would be
  constexpr int kLast = 150;
  constexpr int kYearBefore = 1911;
  const bool is_plausible =
      number.form == SmallNumber::Form::kDigits && number.value >= kFirst && number.value <= kLast;
  if (!is_plausible || !cursor.Accept("年") || cursor.Sees("代")) return std::nullopt;
  ParsedTime out;
  out.first.year = {Base::kAbsolute, kYearBefore + number.value};
  Cursor next = cursor;
  ParseAfterYear(&next, &out.first, &out.last);
  const bool is_detailed = out.first.month || out.first.sub != Sub::kNone;
  const bool opens = begin == 0 || EndsBefore(text, begin, {",", "。", ";", "(", ":", "\n", "、"});
  if (!is_detailed && (!opens || next.SeesBoundary() || ReadsAsDuration(text, begin, cursor))) {
    return std::nullopt;
  }
  return Finish(begin, next, out);
}

std::optional<ParsedTime> YearPhrase(std::string_view text, std::size_t begin, Cursor cursor,
                                     const SmallNumber& number) {
  ParsedTime out;
  Stated& stated = out.first;
  if (number.IsYearLike()) {
    stated.year = {Base::kAbsolute, number.value};
    Cursor next = cursor;
    const int fiscal = next.AcceptAny({"财年", "财政年度", "会计年度"});
    if (fiscal >= 0) {
      stated.is_label = true;
      Stated label = stated;
      std::optional<Stated> last;
      ParseAfterYear(&next, &label, &last);
      if (last) label.sub = Sub::kNone;
      stated.sub = label.sub;
      stated.n = label.n;
      stated.part = label.part;
      return Finish(begin, next, out);
    }
    if (next.Accept("年")) {
      if (next.Sees("代")) return std::nullopt;
      ParseAfterYear(&next, &stated, &out.last);
      return Finish(begin, next, out);
    }
    if (number.form == SmallNumber::Form::kDigits && IsYear(number.value)) {
      Cursor whole = cursor;  // 2025全年
      if (whole.Accept("全年")) return Finish(begin, whole, out);
      Cursor quarter = cursor;
      Stated read = stated;
      std::optional<Stated> last;
      ParseAfterYear(&quarter, &read, &last);
      if ((read.sub == Sub::kQuarter || read.sub == Sub::kHalf) && !last &&
          cursor.SeesAny({"Q", "H", "第", "上半年", "下半年"})) {
        stated = read;
        return Finish(begin, quarter, out);
      }
      const auto range = YearRange(cursor, begin, number);
      if (range) return range;
      if (IsWholeText(text, begin, cursor.at())) return Finish(begin, cursor, out);
    } else if (const auto range = YearRange(cursor, begin, number)) {
      return range;
    }
    return std::nullopt;
  }
  const bool two_digits = number.width == 2 && (number.form == SmallNumber::Form::kDigits ||
                                                number.form == SmallNumber::Form::kHanDigits);
  if (!two_digits || !cursor.Accept("年") || cursor.Sees("代")) return std::nullopt;
  stated.year = {Base::kTwoDigit, number.value};
  Cursor next = cursor;
  ParseAfterYear(&next, &stated, &out.last);
  const bool is_detailed = stated.month || stated.sub != Sub::kNone || stated.part != Part::kNone;
  if (!is_detailed && ReadsAsDuration(text, begin, cursor)) return std::nullopt;
  if (!is_detailed && number.form == SmallNumber::Form::kHanDigits) return std::nullopt;
  if (!is_detailed && !next.SeesBoundary() && begin > 0 &&
      !EndsBefore(text, begin,
                  {"在", "于", "较", "比", "自", "从", "到", "至", "与", "和", "及"})) {
    return std::nullopt;
  }
  return Finish(begin, next, out);
}

// 2月, 1-2月, 2月及3月 is left to the range reader.
std::optional<ParsedTime> MonthPhrase(std::size_t begin, Cursor cursor, const SmallNumber& number) {
  if (number.value < 1 || number.value > 12 || number.width > 2) return std::nullopt;
  ParsedTime out;
  Cursor next = cursor;
  if (next.Accept("月")) {
    if (next.SeesAny({"份额", "龄", "球", "饼", "薪", "费", "租"})) return std::nullopt;
    // WTI 1月原油期货: when the contract is due, not when something was
    if (next.SeesAny({"原油", "合约", "交割", "期金", "期油", "期银", "期铜", "期货", "黄金期货",
                      "白银期货", "铁矿石期货", "到期的"})) {
      return std::nullopt;
    }
    // 3月期, a tenor
    if (next.Sees("期") && !next.SeesAny({"期间", "期货", "期末", "期初"})) return std::nullopt;
    out.first.month = {Base::kAbsolute, number.value};
    ParseAfterMonth(&next, &out.first, &out.last);
    return Finish(begin, next, out);
  }
  next = cursor;
  if (!AcceptRangeSign(&next)) return std::nullopt;
  const auto last = next.AcceptNumber();
  if (!last || !last->IsPlain() || last->value < 1 || last->value > 12 || last->width > 2 ||
      !next.Accept("月")) {
    return std::nullopt;
  }
  next.Accept("份");
  if (next.SeesNumber()) return std::nullopt;
  out.first.month = {Base::kAbsolute, number.value};
  out.last = Stated{};
  out.last->month = {Base::kAbsolute, last->value};
  return Finish(begin, next, out);
}

std::optional<ParsedTime> DayPhrase(std::string_view text, std::size_t begin, Cursor cursor,
                                    const SmallNumber& number) {
  if (number.value < 1 || number.value > 31 || number.width > 3) return std::nullopt;
  if (EndsBefore(text, begin, {"近", "过去", "未来", "连续", "每",   "约",   "逾",   "达", "为期",
                               "第", "首",   "共",   "等",   "仅",   "需",   "持续", "用", "满",
                               "前", "后",   "超",   "长达", "历时", "最后", "头",   "了", "足",
                               "多", "升",   "跌",   "涨",   "挫",   "连",   "阴",   "阳"})) {
    return std::nullopt;
  }
  if (IsCountOfDays(text, begin) || SaysADay(text, begin)) return std::nullopt;
  ParsedTime out;
  Cursor next = cursor;
  if (next.Accept("日")) {
    if (next.SeesAny({"均", "线", "内", "期", "游", "元", "化", "活", "用",  "产",   "经", "韩",
                      "圆", "系", "语", "历", "子", "常", "益", "移", "市,", "市。", "市;"})) {
      return std::nullopt;
    }
    if (SeesJapan(next)) return std::nullopt;
    out.first.day = {Base::kAbsolute, number.value};
    ParseAfterDay(&next, &out.first);
    return Finish(begin, next, out);
  }
  if (next.Accept("号")) {
    if (!next.SeesAny({"上午", "下午", "晚", "早", "凌晨", "中午", "当天", "至", "到"}))
      return std::nullopt;
    out.first.day = {Base::kAbsolute, number.value};
    ParseAfterDay(&next, &out.first);
    return Finish(begin, next, out);
  }
  next = cursor;
  if (!AcceptRangeSign(&next)) return std::nullopt;
  const auto last = next.AcceptNumber();
  if (!last || !last->IsPlain() || last->value <= number.value || last->value > 31 ||
      !next.Accept("日") || next.SeesAny({"内", "均", "线", "游"})) {
    return std::nullopt;
  }
  out.first.day = {Base::kAbsolute, number.value};
  out.last = Stated{};
  out.last->day = {Base::kAbsolute, last->value};
  return Finish(begin, next, out);
}

// 18世纪, 20世纪50年代末, 90年代, 1990年代.
std::optional<ParsedTime> EraPhrase(std::size_t begin, Cursor cursor, const SmallNumber& number) {
  ParsedTime out;
  Stated& stated = out.first;
  Cursor next = cursor;
  if (number.value >= 1 && number.value <= 30 && next.Accept("世纪")) {
    if (next.SeesAny({"经济", "互联", "不动产", "华通", "大道", "城"})) return std::nullopt;
    stated.century_base = Base::kAbsolute;
    stated.century = number.value;
    Cursor decade = next;
    const auto tens = decade.AcceptNumber();
    if (tens && tens->value % 10 == 0 && tens->value < 100 && decade.Accept("年代")) {
      stated.decade = (number.value - 1) * 100 + tens->value;
      next = decade;
    }
  } else if (number.value % 10 == 0 && (number.width == 2 || number.IsYearLike()) &&
             next.Accept("年代")) {
    stated.decade = number.value;
  } else {
    return std::nullopt;
  }
  const int part = next.AcceptAny({"初期", "前期", "早期", "初", "中期", "中叶", "末期", "后期",
                                   "末叶", "末", "中后期", "以来"});
  if (part == 11) {
    next.MoveTo(next.at() - std::string_view("以来").size());
  } else if (part >= 0) {
    stated.part = part < 4 ? Part::kStart : part < 6 ? Part::kMiddle : Part::kEnd;
  }
  stated.is_vague = true;
  return Finish(begin, next, out);
}

// Q4 2025 is in time_english; here 25Q4, 4Q25, 1H25.
std::optional<ParsedTime> ShortQuarter(std::string_view text, std::size_t begin) {
  const Digits first = DigitsAt(text, begin);
  const char letter = At(text, begin + first.width);
  if (letter != 'Q' && letter != 'H') return std::nullopt;
  const std::size_t second_at = begin + first.width + 1;
  const Digits second = DigitsAt(text, second_at);
  const int limit = letter == 'Q' ? 4 : 2;
  ParsedTime out;
  std::size_t end = second_at + second.width;
  if (first.width == 2 && second.width == 1 && second.value >= 1 && second.value <= limit) {
    out.first.year = {Base::kTwoDigit, first.value};
    out.first.n = second.value;
  } else if (first.width == 1 && first.value >= 1 && first.value <= limit &&
             (second.width == 2 || second.width == 4)) {
    out.first.year = {second.width == 2 ? Base::kTwoDigit : Base::kAbsolute, second.value};
    out.first.n = first.value;
  } else {
    return std::nullopt;
  }
  if (!EndsHere(text, end)) return std::nullopt;
  out.first.sub = letter == 'Q' ? Sub::kQuarter : Sub::kHalf;
  return Finish(begin, Cursor(text, end), out);
}

}  // namespace

std::optional<ParsedTime> ParseNotation(std::string_view text, std::size_t at) {
  const Digits a = DigitsAt(text, at);
  if (a.width == 0) return std::nullopt;
  const std::size_t sep1_at = at + a.width;
  const char sep1 = At(text, sep1_at);
  if (sep1 == 'Q' || sep1 == 'H') return ShortQuarter(text, at);
  // 6·30, with a middle dot
  if (a.width <= 2 && text.substr(sep1_at).starts_with("·")) {
    const Digits day = DigitsAt(text, sep1_at + 2);
    if (day.width >= 1 && day.width <= 2 && IsDate(2024, a.value, day.value) &&
        EndsHere(text, sep1_at + 2 + day.width)) {
      ParsedTime out;
      out.first.month = {Base::kAbsolute, a.value};
      out.first.day = {Base::kAbsolute, day.value};
      return Finish(at, Cursor(text, sep1_at + 2 + day.width), out);
    }
    return std::nullopt;
  }
  if (!IsSeparator(sep1)) return std::nullopt;
  const std::size_t b_at = sep1_at + 1;
  const Digits b = DigitsAt(text, b_at);
  if (b.width == 0) return std::nullopt;
  const std::size_t sep2_at = b_at + b.width;
  const char sep2 = At(text, sep2_at);
  const Digits c = IsSeparator(sep2) ? DigitsAt(text, sep2_at + 1) : Digits{};
  const std::size_t end = c.width > 0 ? sep2_at + 1 + c.width : sep2_at;

  if (a.width == 4 && IsYear(a.value)) {
    if (b.width <= 2 && c.width >= 1 && c.width <= 2 && IsDate(a.value, b.value, c.value) &&
        EndsHere(text, end)) {
      return FullDate(text, at, end, a.value, b.value, c.value);
    }
    if (b.width <= 2 && b.value >= 1 && b.value <= 12 && EndsHere(text, sep2_at)) {
      Cursor after(text, sep2_at);
      Cursor fiscal = after;
      if (b.value == (a.value + 1) % 100 && AcceptFiscalWord(&fiscal) >= 0) return std::nullopt;
      if (after.SeesAny({"年", "月", "财"})) return std::nullopt;
      ParsedTime out;
      out.first.year = {Base::kAbsolute, a.value};
      out.first.month = {Base::kAbsolute, b.value};
      if (SeesRangeToYear(text, sep2_at)) {
        AcceptRangeSign(&after);
        while (after.Byte() == ' ') after.MoveTo(after.at() + 1);
        out.last = YearOrYearMonth(&after);
        if (out.last) return Finish(at, after, out);
      }
      if (b.width == 2 && (sep1 != '.' || IsWholeText(text, at, sep2_at)))
        return Finish(at, Cursor(text, sep2_at), out);
    }
    return std::nullopt;
  }
  if (a.width > 2 || a.value == 0) return std::nullopt;
  if (c.width == 4 && sep1 == sep2 && b.width <= 2 && IsYear(c.value) && EndsHere(text, end)) {
    if (IsDate(c.value, b.value, a.value))  // 24/02/2026: the day first, as Hong Kong writes
      return FullDate(text, at, end, c.value, b.value, a.value);
    if (IsDate(c.value, a.value, b.value))
      return FullDate(text, at, end, c.value, a.value, b.value);
    return std::nullopt;
  }
  if (c.width == 2 && sep1 == '-' && sep2 == '-' && a.width == 2 && b.width == 2 &&
      IsDate(2000 + a.value, b.value, c.value) && EndsHere(text, end)) {
    auto out = FullDate(text, at, end, 0, b.value, c.value);
    out->first.year = {Base::kTwoDigit, a.value};
    return out;
  }
  if (c.width > 0 || !EndsHere(text, sep2_at) || b.width > 2) return std::nullopt;
  // 09-01 with a leading zero; 12/1, which cannot be a share.
  const bool is_padded =
      sep1 == '-' && a.width == 2 && b.width == 2 && (text[at] == '0' || text[b_at] == '0');
  const bool is_slashed = sep1 == '/' && IsDayBySlash(text, at, sep2_at, a.value, b.value);
  if ((is_padded || is_slashed) && IsDate(2024, a.value, b.value)) {
    Cursor after(text, sep2_at);
    if (after.SeesAny({"月", "年", "个", "万", "亿", "元", "倍", "美"})) return std::nullopt;
    ParsedTime out;
    out.first.month = {Base::kAbsolute, a.value};
    out.first.day = {Base::kAbsolute, b.value};
    AcceptTimeOfDay(&after, &out.first);
    return Finish(at, after, out);
  }
  return std::nullopt;
}

std::optional<ParsedTime> ParseNumericTime(std::string_view text, std::size_t at) {
  const bool is_digit = IsDigit(text[at]);
  bool after_letter = false;
  if (at > 0) {
    const char before = text[at - 1];
    if (is_digit && IsDigit(before)) return std::nullopt;
    if (is_digit && at > 1 && IsDigit(text[at - 2]) &&
        (before == '.' || (before == ',' && IsThousands(text, at)))) {
      return std::nullopt;
    }
    if (is_digit && (before == '$' || before == '/' || before == '-' || before == '+') && at > 1 &&
        (IsDigit(text[at - 2]) || IsAsciiLetter(text[at - 2]))) {
      return std::nullopt;
    }
    after_letter = is_digit && IsAsciiLetter(before);
    if (!is_digit && NumeralBefore(text, at) && !EndsBefore(text, at, {"多", "余", " "}))
      return std::nullopt;
  }
  if (is_digit && !after_letter) {
    if (const auto notation = ParseNotation(text, at)) return notation;
  }
  if (is_digit && !after_letter) {
    if (const auto english = ParseEnglishNumeric(text, at)) return english;
  }
  Cursor cursor(text, at);
  const auto number = cursor.AcceptNumber();
  if (!number) return std::nullopt;
  // 24.5亿, 1,000: no part of a date
  if (IsDigit(At(text, cursor.at() + 1)) &&
      (cursor.Byte() == '.' || (cursor.Byte() == ',' && IsThousands(text, cursor.at() + 1)))) {
    return std::nullopt;
  }
  if (number->IsYearLike() || (number->width == 2 && number->IsPlain())) {
    if (auto year = YearPhrase(text, at, cursor, *number)) {
      const bool is_strong = number->IsYearLike();
      if (!after_letter || is_strong) return year;
    }
  }
  if (!after_letter) {
    if (auto year = RepublicYear(text, at, cursor, *number)) return year;
  }
  if (number->form == SmallNumber::Form::kHanDigits && !number->IsYearLike()) return std::nullopt;
  if (after_letter) {
    auto month = number->IsPlain() ? MonthPhrase(at, cursor, *number) : std::nullopt;
    return month && month->first.day ? month : std::nullopt;
  }
  if (number->IsPlain()) {
    if (auto era = EraPhrase(at, cursor, *number)) return era;
    ParsedTime out;
    Cursor quarter(text, at);
    if (ParseQuarterOrHalf(&quarter, &out.first, false)) return Finish(at, quarter, out);
    if (auto month = MonthPhrase(at, cursor, *number)) return month;
    if (EndsBefore(text, at, {"近", "最近"})) return std::nullopt;
  }
  if (auto duration = DurationPhrase(text, at)) return duration;
  if (number->IsPlain()) {
    if (auto day = DayPhrase(text, at, cursor, *number)) return day;
  }
  ParsedTime out;
  Cursor clock(text, at);
  if (ParseClock(&clock, &out.first, false)) return Finish(at, clock, out);
  return std::nullopt;
}

}  // namespace heshu::extract
