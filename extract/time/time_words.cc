// Expressions that start with a word: 去年底, 上月, 昨日(24日), 周二, 除夕, 第四季度, 近20天,
// 今年以来.
#include "extract/time/time_echo.h"
#include "extract/time/time_grammar.h"
#include "extract/time/time_word_table.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kBranches = "子丑寅卯辰巳午未申酉戌亥";

// 甲子 … 癸亥, then 年: the lunar year, as an offset in the sixty-year cycle (甲子 = 0).
std::optional<ParsedTime> ParseStemYear(std::string_view text, std::size_t at) {
  static constexpr HanCharacters kStemSet(kStems);
  if (!kStemSet.HasAt(text, at)) return std::nullopt;
  const auto find = [&](std::string_view list, std::size_t p) -> int {
    if (p + 3 > text.size()) return -1;
    const std::size_t found = list.find(text.substr(p, 3));
    return found == std::string_view::npos || found % 3 != 0 ? -1 : static_cast<int>(found / 3);
  };
  const int stem = find(kStems, at);
  const int branch = find(kBranches, at + 3);
  if (stem < 0 || branch < 0 || stem % 2 != branch % 2) return std::nullopt;
  Cursor cursor(text, at + 6);
  // 丙午马年
  for (const std::string_view animal :
       {"鼠", "牛", "虎", "兔", "龙", "蛇", "马", "羊", "猴", "鸡", "狗", "猪"}) {
    if (cursor.Accept(animal)) break;
  }
  if (!cursor.Accept("年")) return std::nullopt;
  ParsedTime out;
  int cycle = 0;
  while (cycle % 10 != stem || cycle % 12 != branch) ++cycle;
  out.first.year = {Base::kTwoDigit, cycle};
  out.first.is_lunar = true;
  std::optional<Stated> last;
  ParseAfterYear(&cursor, &out.first, &last);
  out.first.is_lunar = true;
  out.first.span = {at, cursor.at()};
  return out;
}

// 618大促, the sale of 18 June.
std::optional<ParsedTime> ParseSale(std::string_view text, std::size_t at) {
  ParsedTime out;
  Cursor cursor(text, at);
  if ((at > 0 && (IsDigit(text[at - 1]) || text[at - 1] == '.')) ||
      !ParseFestival(&cursor, &out.first)) {
    return ParseNumericTime(text, at);
  }
  out.first.span = {at, cursor.at()};
  return out;
}

// What a word says and how its expression goes on: each reads behind the word, moves `cursor` past
// what belongs to the time and fills `stated`; false = it is no time.

bool ReadWeek(const TimeWord& word, Cursor& cursor, Stated& stated) {
  stated.week = {word.op == TimeOp::kWeek ? Base::kReference : Base::kAnaphor, word.value};
  Cursor next = cursor;
  const int day = next.AcceptAny({"一", "二", "三", "四", "五", "六", "日", "天", "末"});
  // 上周三大指数: all of last week.
  if (day < 0 || next.SeesAny({"均", "次", "度", "大指", "大股指", "大人民币", "大期指"})) {
    return true;
  }
  if (day == 8) {
    stated.sub = Sub::kWeekend;
  } else {
    stated.weekday = day == 7 ? 7 : day + 1;
  }
  cursor = next;
  if (stated.weekday != 0) ParseAfterDay(&cursor, &stated);
  return true;
}

bool ReadDay(const TimeWord& word, Cursor& cursor, Stated& stated) {
  // 台股今涨37点: what a headline of today goes on with.
  if (word.text == "今" &&
      !cursor.SeesAny({"涨",   "跌",   "升",   "收",   "挫",   "弹",   "飙",   "再涨", "再跌",
                       "续",   "大涨", "大跌", "重挫", "暴",   "急",   "反弹", "公布", "宣布",
                       "公告", "开盘", "开高", "开低", "终场", "盘中", "股价", "早盘"})) {
    return false;
  }
  if (word.text.ends_with("(")) {  // Taiwan's 今(24)日
    const auto day = cursor.AcceptNumber();
    if (!day || !day->IsPlain() || day->value > 31 || !cursor.Accept(")") ||
        cursor.AcceptAny({"日", "天", "晚", "晨"}) < 0) {
      return false;
    }
    stated.day = {Base::kAbsolute, day->value};
  } else {
    // 同日本, 今日本田
    if (word.text.ends_with("日") && SeesJapan(cursor)) return false;
    stated.day = {word.op == TimeOp::kDay ? Base::kReference : Base::kAnaphor, word.value};
  }
  ParseAfterDay(&cursor, &stated);
  const bool is_evening = word.text.ends_with("晚") || word.text.ends_with("夜");
  if (is_evening && stated.HasClock() && stated.hour < 12 && stated.hour >= 5) stated.hour += 12;
  return true;
}

bool ReadQuarter(const TimeWord& word, Cursor& cursor, Stated& stated) {
  // 第一季收入…,当季交付…: the one just spoken of.
  stated.quarter = {word.text.starts_with("当") ? Base::kAnaphor : Base::kReference, word.value};
  const int part = cursor.AcceptAny({"末", "初"});
  if (part >= 0) stated.part = part == 0 ? Part::kEnd : Part::kStart;
  return true;
}

// 前两个月, 首三季; `head` is what stands before it.
bool ReadFirst(std::string_view head, Cursor& cursor, Stated& stated) {
  const auto number = cursor.AcceptNumber();
  if (!number || !number->IsPlain() || number->value < 1) return false;
  if (number->value <= 4 && cursor.AcceptAny({"个季度", "季度", "季"}) >= 0) {
    stated.sub = Sub::kFirstQuarters;
  } else if (number->value <= 12 && cursor.AcceptAny({"个月", "月"}) >= 0) {
    stated.sub = Sub::kFirstMonths;
  } else {
    return false;
  }
  stated.n = number->value;
  // the first months of a fiscal year whose beginning is not said
  if (EndsWithAny(head, {"财年", "财年的", "财政年度", "会计年度"})) stated.is_label = true;
  return true;
}

// 近3月, 近6月: months that have passed, where a bare 3月 is March.
bool ReadRecentMonths(Cursor& cursor, Stated& stated) {
  Cursor next = cursor;
  const auto number = next.AcceptNumber();
  if (!number || !number->IsPlain() || number->value == 0 || !next.Accept("月")) return false;
  if (next.SeesAny({"份", "底", "初", "末", "中", "上旬", "下旬"}) || next.AcceptNumber()) {
    return false;
  }
  stated.unit = DurationUnit::kMonth;
  stated.halves = number->value * 2;
  cursor.MoveTo(next.at());
  return true;
}

bool ReadWindow(const TimeWord& word, Cursor& cursor, Stated& stated) {
  if (word.op == TimeOp::kWindowPast) cursor.Accept("近");
  cursor.Accept("的");
  const bool is_recent = word.text == "近" || word.text == "最近";
  if (!ParseDuration(&cursor, &stated) && !(is_recent && ReadRecentMonths(cursor, stated))) {
    return false;
  }
  if (cursor.SeesAny({"期", "级", "均", "线"})) return false;
  stated.direction = word.op == TimeOp::kWindowPast ? Direction::kPast : Direction::kAhead;
  const int tail = cursor.AcceptAny({"以来", "之内", "以内", "内", "里", "间", "来"});
  return tail != 6 || !cursor.SeesAny({"自", "到", "源"});
}

bool ReadMinguoYear(Cursor& cursor, Stated& stated, std::optional<Stated>& last) {
  const auto year = cursor.AcceptNumber();
  if (!year || !year->IsPlain() || year->value < 1 || year->value > 300 || !cursor.Accept("年")) {
    return false;
  }
  stated.year = {Base::kAbsolute, 1911 + year->value};
  ParseAfterYear(&cursor, &stated, &last);
  return true;
}

bool ReadDecade(const TimeWord& word, Cursor& cursor, Stated& stated) {
  stated.century_base = Base::kReference;
  stated.century = word.value;
  Cursor next = cursor;
  const auto decade = next.AcceptNumber();
  if (decade && decade->IsPlain() && decade->value % 10 == 0 && next.Accept("年代")) {
    stated.decade = decade->value;
    cursor = next;
  }
  const int part = cursor.AcceptAny({"初期", "初", "早期", "中期", "中叶", "末期", "后期", "末"});
  if (part >= 0) stated.part = part < 3 ? Part::kStart : part < 5 ? Part::kMiddle : Part::kEnd;
  stated.is_vague = true;
  return true;
}

bool ReadLunarMonth(Cursor& cursor, Stated& stated, std::optional<Stated>& last) {
  const auto month = cursor.AcceptNumber();
  if (!month || !month->IsPlain() || month->value < 1 || month->value > 12 ||
      !cursor.Accept("月")) {
    return false;
  }
  stated.is_lunar = true;
  stated.month = {Base::kAbsolute, month->value};
  ParseAfterMonth(&cursor, &stated, &last);
  return static_cast<bool>(stated.day);
}

// 年内, 月底: a part of the year or month that runs, or of one that was spoken of; not of 三年底.
bool ReadPart(const TimeWord& word, std::string_view text, std::size_t at, Stated& stated) {
  if (NumeralBefore(text, at) || EndsBefore(text, at, {"全", "每", "历", "个"})) return false;
  switch (word.op) {
    case TimeOp::kYearSoFar:
      stated.year = {Base::kReference, 0};
      stated.part = Part::kSoFar;
      return true;
    case TimeOp::kMonthSoFar:
      stated.month = {Base::kReference, 0};
      stated.part = Part::kSoFar;
      return true;
    default:
      if (EndsBefore(text, at, {"周"})) return false;
      stated.part = static_cast<Part>(word.value);
      stated.is_part_of_month = word.op == TimeOp::kMonthPart;
      return true;
  }
}

// Words that are a part of what they begin: 第四季度, 周五, 下午3点.
bool ReadFromWord(const TimeWord& word, std::string_view text, std::size_t at, Cursor& cursor,
                  Stated& stated) {
  cursor = Cursor(text, at);
  switch (word.op) {
    case TimeOp::kNth:
      return !EndsBefore(text, at, {"》", "》 "}) && ParseQuarterOrHalf(&cursor, &stated, false);
    case TimeOp::kWeekday:
      if (NumeralBefore(text, at) || !ParseWeekday(&cursor, &stated)) return false;
      if (stated.weekday != 0) ParseAfterDay(&cursor, &stated);
      return true;
    default:
      return ParseClock(&cursor, &stated, false);
  }
}

// Reads on behind `word`, which stands at `at`.
bool ReadOn(const TimeWord& word, std::string_view text, std::size_t at, Cursor& cursor,
            ParsedTime& out) {
  Stated& stated = out.first;
  switch (word.op) {
    case TimeOp::kYear:
    case TimeOp::kYearAnaphor:
      stated.year = {word.op == TimeOp::kYear ? Base::kReference : Base::kAnaphor, word.value};
      ParseAfterYear(&cursor, &stated, &out.last);
      return true;
    case TimeOp::kBudgetYear:
      stated.year = {Base::kReference, word.value};
      ParseAfterYear(&cursor, &stated, &out.last);
      stated.is_of_accounts = stated.is_of_books = true;
      return true;
    case TimeOp::kMonth:
    case TimeOp::kMonthAnaphor:
      stated.month = {word.op == TimeOp::kMonth ? Base::kReference : Base::kAnaphor, word.value};
      ParseAfterMonth(&cursor, &stated, &out.last);
      return true;
    case TimeOp::kWeek:
    case TimeOp::kWeekAnaphor:
      return ReadWeek(word, cursor, stated);
    case TimeOp::kDay:
    case TimeOp::kDayAnaphor:
      return ReadDay(word, cursor, stated);
    case TimeOp::kQuarter:
      return ReadQuarter(word, cursor, stated);
    case TimeOp::kNthQuarter:
      stated.sub = Sub::kQuarter;
      stated.n = word.value;
      return !NumeralBefore(text, at);
    case TimeOp::kHalf:
      stated.sub = Sub::kHalf;
      stated.n = word.value;
      cursor.Accept("度");
      return true;
    case TimeOp::kYearSoFar:
    case TimeOp::kMonthSoFar:
    case TimeOp::kPart:
    case TimeOp::kMonthPart:
      return ReadPart(word, text, at, stated);
    case TimeOp::kNth:
    case TimeOp::kWeekday:
    case TimeOp::kClock:
      return ReadFromWord(word, text, at, cursor, stated);
    case TimeOp::kFirst:
      return ReadFirst(text.substr(0, at), cursor, stated);
    case TimeOp::kWindowPast:
    case TimeOp::kWindowAhead:
      return ReadWindow(word, cursor, stated);
    case TimeOp::kVague:
      stated.has_no_date = true;
      stated.is_vague = true;
      return !NumeralBefore(text, at);
    case TimeOp::kMinguo:
      return ReadMinguoYear(cursor, stated, out.last);
    case TimeOp::kYearPair:
      stated.year = {Base::kReference, word.value};
      out.last = stated;
      out.last->year.value = word.value + 1;
      return true;
    case TimeOp::kDecade:
      return ReadDecade(word, cursor, stated);
    case TimeOp::kMonthNamed:
      stated.is_lunar = true;
      stated.month = {Base::kAbsolute, word.value};
      ParseAfterMonth(&cursor, &stated, &out.last);
      return true;
    case TimeOp::kLunar:
      return ReadLunarMonth(cursor, stated, out.last);
    case TimeOp::kFestival:
      return false;
  }
  return false;
}

std::optional<ParsedTime> Apply(const TimeWord& word, std::string_view text, std::size_t at) {
  Cursor cursor(text, at + word.text.size());
  ParsedTime out;
  if (!ReadOn(word, text, at, cursor, out)) return std::nullopt;
  out.first.span = {at, cursor.at()};
  if (out.last) out.last->span = out.first.span;
  return out;
}

}  // namespace

std::optional<ParsedTime> ParseWordTime(std::string_view text, std::size_t at) {
  const char32_t lead = HanAt(text, at);
  if (lead == 0 || !IsTimeLead(lead)) return std::nullopt;
  if (auto stem = ParseStemYear(text, at)) return stem;
  if (Cursor cursor(text, at); MayStartFestival(cursor) && !NumeralBefore(text, at)) {
    ParsedTime out;
    if (ParseFestival(&cursor, &out.first)) {
      out.first.span = {at, cursor.at()};
      return out;
    }
  }
  static constexpr HanCharacters kEchoes(kEchoLeads);
  if (Cursor cursor(text, at); kEchoes.HasAt(text, at)) {
    ParsedTime out;
    if (ParseEcho(&cursor, &out.first)) {
      out.first.span = {at, cursor.at()};
      return out;
    }
  }
  for (const TimeWord* word : TimeWordsWith(lead)) {
    if (!BeginsWith(text.substr(at), word->text)) continue;
    if (IsCutOff(*word, text.substr(0, at), text.substr(at + word->text.size()))) continue;
    if (auto parsed = Apply(*word, text, at)) return parsed;
  }
  return std::nullopt;
}

std::optional<ParsedTime> ParseTimeAt(std::string_view text, std::size_t at) {
  if (IsDigit(text[at])) {
    return text.substr(at).starts_with("618") ? ParseSale(text, at) : ParseNumericTime(text, at);
  }
  if (IsAsciiLetter(text[at])) return ParseEnglishTime(text, at);
  if (auto parsed = ParseWordTime(text, at)) return parsed;
  std::size_t end = 0;
  if (ReadSmallNumber(text, at, &end)) return ParseNumericTime(text, at);
  return std::nullopt;
}

}  // namespace heshu::extract
