// English dates and periods: Feb 24, 2026; last year; early 2025; five years ago; the dispatch.
#include "extract/time/time_english.h"

#include <array>

namespace heshu::extract {
namespace {

constexpr int kFirstYear = 1800;
constexpr int kLastYear = 2199;
constexpr int kFirstPlainYear = 1990;  // a year that nothing but its noun shows to be one
constexpr int kLastPlainYear = 2049;

}  // namespace

int AcceptMonthName(Cursor* cursor) {
  static constexpr std::array<std::array<std::string_view, 3>, 12> kNames = {{
      {"january", "jan", ""},
      {"february", "feb", ""},
      {"march", "mar", ""},
      {"april", "apr", ""},
      {"may", "", ""},
      {"june", "jun", ""},
      {"july", "jul", ""},
      {"august", "aug", ""},
      {"september", "sept", "sep"},
      {"october", "oct", ""},
      {"november", "nov", ""},
      {"december", "dec", ""},
  }};
  const char first = cursor->Letter();
  if (first == '\0') return 0;
  for (std::size_t month = 0; month < kNames.size(); ++month) {
    if (kNames[month][0].front() != first) continue;
    for (const std::string_view name : kNames[month]) {
      if (name.empty() || !cursor->AcceptWord(name)) continue;
      if (name.size() <= 4) {
        Cursor next = *cursor;
        if (next.Byte() == '.') cursor->MoveTo(next.at() + 1);
      }
      return static_cast<int>(month) + 1;
    }
  }
  return 0;
}

namespace {

int AcceptWeekdayName(Cursor* cursor) {
  const int day =
      cursor->AcceptAnyWord({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
                             "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun"});
  return day < 0 ? 0 : day % 7 + 1;
}

}  // namespace

int AcceptCount(Cursor* cursor) {
  Cursor next = *cursor;
  if (const auto number = next.AcceptNumber();
      number && number->form == SmallNumber::Form::kDigits && number->width <= 3) {
    *cursor = next;
    return number->value;
  }
  next = *cursor;
  const int word = next.AcceptAnyWord({"one", "two", "three", "four", "five", "six", "seven",
                                       "eight", "nine", "ten", "eleven", "twelve", "a", "an"});
  if (word < 0) return 0;
  *cursor = next;
  return word < 12 ? word + 1 : 1;
}

bool AcceptYear(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  const auto year = next.AcceptNumber();
  if (!year || year->form != SmallNumber::Form::kDigits || year->width != 4 ||
      year->value < kFirstYear || year->value > kLastYear) {
    return false;
  }
  if (IsAsciiLetter(next.Byte()) || next.Byte() == '%') return false;
  if ((next.Byte() == '.' || next.Byte() == ',') && next.at() + 1 < next.text().size() &&
      IsDigit(next.text()[next.at() + 1])) {
    return false;
  }
  stated->year = {Base::kAbsolute, year->value};
  *cursor = next;
  return true;
}

bool AcceptYearPhrase(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  next.AcceptWord("the");
  const bool is_fiscal = next.AcceptAnyWord({"fiscal", "calendar"}) == 0;
  if (is_fiscal) next.AcceptWord("year");
  const int which = next.AcceptAnyWord({"last", "this", "next", "previous"});
  if (which >= 0 && next.AcceptWord("year")) {
    stated->year = {Base::kReference, which == 3 ? -1 : which - 1};
    *cursor = next;
    return true;
  }
  if (!is_fiscal) next = *cursor;
  if (AcceptYear(&next, stated)) {
    stated->is_label = is_fiscal;  // whose fiscal year it is, is not said
    *cursor = next;
    return true;
  }
  return false;
}

void AcceptOfYear(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  const bool is_fiscal = next.AcceptAny({"FY"}) >= 0;
  if (!is_fiscal) next.AcceptAnyWord({"of", "in"});
  if (is_fiscal) {
    if (const auto year = next.AcceptNumber()) {
      stated->is_label = true;
      if (year->width == 2 || year->width == 4) stated->year = {Base::kAbsolute, year->value};
      *cursor = next;
    }
    return;
  }
  if (AcceptYearPhrase(&next, stated)) *cursor = next;
}

namespace {

// Units after a count: days … years. Fills unit and halves.
bool AcceptUnit(Cursor* cursor, int count, Stated* stated) {
  const int unit = cursor->AcceptAnyWord(
      {"seconds", "second", "minutes", "minute", "hours", "hour", "days", "day", "weeks", "week",
       "months", "month", "quarters", "quarter", "years", "year", "decades", "decade"});
  if (unit < 0) return false;
  stated->unit = static_cast<DurationUnit>(unit / 2);
  stated->halves = count * 2;
  return true;
}

}  // namespace

// 24th, 24 after a month's name; no other number follows it.
int AcceptDayNumber(Cursor* cursor) {
  Cursor next = *cursor;
  const auto day = next.AcceptNumber();
  if (!day || day->form != SmallNumber::Form::kDigits || day->width > 2 || day->value < 1 ||
      day->value > 31) {
    return 0;
  }
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (next.text().substr(next.at()).starts_with(ending)) {
      next.MoveTo(next.at() + 2);
      break;
    }
  }
  if (IsDigit(next.Byte()) || IsAsciiLetter(next.Byte()) || next.Byte() == '%') return 0;
  if (next.Byte() == '.' && next.at() + 1 < next.text().size() &&
      IsDigit(next.text()[next.at() + 1])) {
    return 0;
  }
  *cursor = next;
  return day->value;
}

Parsed Done(std::size_t at, const Cursor& cursor, const Stated& stated) {
  ParsedTime out{stated, std::nullopt};
  out.first.span = {at, cursor.at()};
  return out;
}

bool EndsInWord(std::string_view text, std::size_t at,
                std::initializer_list<std::string_view> words) {
  if (at == 0 || (text[at - 1] != ' ' && text[at - 1] != '-')) return false;
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 10 && IsAsciiLetter(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin, at - 1 - begin);
  for (const std::string_view want : words) {
    if (word.size() != want.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < word.size(); ++i) same = same && (word[i] | 0x20) == want[i];
    if (same) return true;
  }
  return false;
}

namespace {

// Whether a word that takes a month ("in March", "since May") stands before `at`.
bool HasPreposition(std::string_view text, std::size_t at) {
  return EndsBefore(
      text, at, {"in ",    "In ",  "since ",   "Since ", "by ",     "By ",      "until ", "from ",
                 "From ",  "to ",  "of ",      "last ",  "Last ",   "this ",    "next ",  "early ",
                 "late ",  "mid-", "Early ",   "Late ",  "during ", "than ",    "for ",   "before ",
                 "after ", "and ", "through ", "end-",   "ended ",  "finished "});
}

}  // namespace

// Feb 24, 2026; February 2026; March (only after a preposition); 9-15 February is in digits.
Parsed MonthDate(std::string_view text, std::size_t at) {
  if (auto quarter = MonthsOfQuarter(text, at)) return quarter;
  Cursor cursor(text, at);
  Stated stated;
  const int month = AcceptMonthName(&cursor);
  if (month == 0) return std::nullopt;
  stated.month = {Base::kAbsolute, month};
  const Cursor after_month = cursor;
  if (month == 5 && text[at] == 'm') return std::nullopt;  // it may 5
  if (const int day = AcceptDayNumber(&cursor); day != 0) {
    stated.day = {Base::kAbsolute, day};
    Cursor next = cursor;
    std::optional<Stated> last;
    if (AcceptRangeSign(&next)) {  // Feb 9-15, 2026
      if (const int end = AcceptDayNumber(&next); end > day) {
        last = stated;
        last->day = {Base::kAbsolute, end};
        cursor = next;
      }
    }
    next = cursor;
    next.Accept(",");
    if (AcceptYear(&next, &stated)) cursor = next;
    if (last) {
      last->year = stated.year;
      ParsedTime out{stated, last};
      out.first.span = out.last->span = {at, cursor.at()};
      return out;
    }
    return Done(at, cursor, stated);
  }
  cursor = after_month;
  cursor.Accept(",");
  if (AcceptYear(&cursor, &stated)) return Done(at, cursor, stated);
  cursor = after_month;
  Cursor next = cursor;
  if (next.AcceptWord("of")) {
    if (AcceptYearPhrase(&next, &stated)) return Done(at, next, stated);
  } else if (AcceptYearPhrase(&next, &stated)) {
    return Done(at, next, stated);
  }
  // "its May forecast": when it was made, and not what it is of
  Cursor view = after_month;
  if (EndsInWord(text, at, {"its", "their", "his", "her", "previous", "earlier", "our"}) &&
      view.AcceptAnyWord({"forecast", "forecasts", "estimate", "estimates", "projection",
                          "projections", "prediction", "outlook", "survey", "poll"}) >= 0) {
    return std::nullopt;
  }
  const bool is_plain_word = month == 5 || month == 3;
  const bool is_read = HasPreposition(text, at) || SeesBusinessNoun(text, after_month.at());
  if (!is_read || (is_plain_word && (text[at] | 0x20) == text[at])) return std::nullopt;
  return Done(at, after_month, stated);
}

namespace {

// today; last year, this month, next quarter, last Tuesday; the past two years; last three months.
Parsed RelativePhrase(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  Stated stated;
  const int day = cursor.AcceptAnyWord({"yesterday", "today", "tomorrow"});
  if (day >= 0) {
    stated.day = {Base::kReference, day - 1};
    return Done(at, cursor, stated);
  }
  if (cursor.AcceptWord("so")) {  // so far this year
    if (!cursor.AcceptWord("far") || !cursor.AcceptWord("this")) return std::nullopt;
    const int unit = cursor.AcceptAnyWord({"year", "month", "week", "quarter"});
    if (unit < 0) return std::nullopt;
    if (unit == 0) stated.year = {Base::kReference, 0};
    if (unit == 1) stated.month = {Base::kReference, 0};
    if (unit == 2) stated.week = {Base::kReference, 0};
    if (unit == 3) stated.quarter = {Base::kReference, 0};
    if (unit < 2) stated.part = Part::kSoFar;
    return Done(at, cursor, stated);
  }
  if (cursor.AcceptWord("the")) {
    if (!cursor.SeesAny({"past", "last", "next", "coming", "first", "second", "third", "fourth",
                         "end", "year", "start", "beginning", "current", "final", "latest"})) {
      return std::nullopt;
    }
  }
  const bool has_article = cursor.at() > at;
  const Cursor after_article = cursor;
  if (cursor.AcceptWord("final")) return ClosingPeriod(text, at, cursor);
  const int which = cursor.AcceptAnyWord(
      {"last", "this", "next", "past", "previous", "coming", "current", "latest"});
  if (which >= 0) {
    const int offset = which == 1 || which == 6 ? 0 : which == 2 || which == 5 ? 1 : -1;
    // "in the latest quarter": the last that is over
    Cursor latest = cursor;
    if (which == 7) {
      if (!latest.AcceptWord("quarter")) return std::nullopt;
      stated.quarter = {Base::kReference, -1};
      return Done(at, latest, stated);
    }
    if (!has_article || offset >= 0 || which == 4) {
      const int unit = cursor.AcceptAnyWord({"year", "month", "week", "quarter"});
      if (unit == 0) stated.year = {Base::kReference, offset};
      if (unit == 1) stated.month = {Base::kReference, offset};
      if (unit == 2) stated.week = {Base::kReference, offset};
      if (unit == 3) stated.quarter = {Base::kReference, offset};
      if (unit >= 0) {
        Cursor far = cursor;
        if (offset == 0 && unit < 2 && far.AcceptWord("so") && far.AcceptWord("far")) {
          stated.part = Part::kSoFar;
          cursor = far;
        }
        return Done(at, cursor, stated);
      }
      if (const int weekday = AcceptWeekdayName(&cursor); weekday != 0) {
        stated.weekday = weekday;
        if (offset == 1) stated.wants_future = true;
        return Done(at, cursor, stated);
      }
      Cursor month_cursor = cursor;
      if (const int month = AcceptMonthName(&month_cursor); month != 0) {
        stated.month = {Base::kAbsolute, month};
        return Done(at, month_cursor, stated);
      }
    }
    // the last quarter of 2024, the last three months of 2024
    if (which == 0 && has_article) {
      if (auto closing = ClosingPeriod(text, at, cursor)) return closing;
    }
    Cursor next = cursor;
    int count = AcceptCount(&next);
    if (count == 0 && has_article) count = 1;  // the past year
    if (which == 4) return std::nullopt;       // the previous three months: before those reported
    if (count == 0 || offset == 0 || !AcceptUnit(&next, count, &stated)) return std::nullopt;
    stated.direction = offset > 0 ? Direction::kAhead : Direction::kPast;
    return Done(at, next, stated);
  }
  cursor = after_article;
  const int nth = cursor.AcceptAnyWord({"first", "second", "third", "fourth"});
  if (nth >= 0) {
    if (cursor.Byte() == '-') cursor.MoveTo(cursor.at() + 1);  // first-quarter revenue
    if (cursor.AcceptWord("fiscal")) stated.is_label = true;
    if (cursor.AcceptWord("quarter")) {
      stated.sub = Sub::kQuarter;
      stated.n = nth + 1;
    } else if (nth < 2 && cursor.AcceptWord("half")) {
      stated.sub = Sub::kHalf;
      stated.n = nth + 1;
    } else {
      const int count = nth == 0 ? AcceptCount(&cursor) : 0;
      if (count < 1 || count > 12) return std::nullopt;
      if (cursor.AcceptWord("months")) {
        stated.sub = Sub::kFirstMonths;
      } else if (count <= 4 && cursor.AcceptWord("quarters")) {
        stated.sub = Sub::kFirstQuarters;
      } else {
        return std::nullopt;
      }
      stated.n = count;
    }
    AcceptOfYear(&cursor, &stated);
    if (stated.sub == Sub::kHalf && !stated.year && !has_article) return std::nullopt;
    return Done(at, cursor, stated);
  }
  const int edge = cursor.AcceptAnyWord({"end", "start", "beginning"});
  if (edge >= 0) {
    if (!cursor.AcceptWord("of") && !cursor.Accept("-")) return std::nullopt;
    Cursor the = cursor;
    if (the.AcceptWord("the") && the.AcceptAnyWord({"year", "calendar year"}) >= 0) {
      cursor = the;  // by the end of the year
      stated.year = {Base::kReference, 0};
    } else if (!AcceptYearPhrase(&cursor, &stated)) {
      Cursor month_cursor = cursor;
      const int month = AcceptMonthName(&month_cursor);
      if (month == 0) return std::nullopt;
      stated.month = {Base::kAbsolute, month};
      cursor = month_cursor;
      AcceptYear(&cursor, &stated);
    }
    stated.part = edge == 0 ? Part::kEnd : Part::kStart;
    return Done(at, cursor, stated);
  }
  if (cursor.AcceptWord("year")) {
    if (cursor.AcceptAny({"to date", "-to-date", "to-date"}) >= 0) {
      stated.year = {Base::kReference, 0};
      stated.part = Part::kSoFar;
      return Done(at, cursor, stated);
    }
    if (!has_article && (cursor.Accept("-end") || cursor.AcceptWord("end"))) {
      stated.part = Part::kEnd;
      if (EndsInWord(text, at, {"by", "before", "until"})) stated.year = {Base::kReference, 0};
      AcceptOfYear(&cursor, &stated);
      return Done(at, cursor, stated);
    }
    return std::nullopt;
  }
  return std::nullopt;
}

// five years ago, a week ago; 5 years ago comes in with its digit.
Parsed AgoPhrase(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  Stated stated;
  const int count = AcceptCount(&cursor);
  if (count == 0 || !AcceptUnit(&cursor, count, &stated)) return std::nullopt;
  const int tail = cursor.AcceptAnyWord({"ago", "later", "earlier"});
  if (tail != 0) return std::nullopt;
  stated.direction = Direction::kAgo;
  stated.is_vague = true;
  return Done(at, cursor, stated);
}

Parsed WeekdayName(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  const std::size_t before = cursor.at();
  Stated stated;
  const int weekday = AcceptWeekdayName(&cursor);
  if (weekday == 0 || text[before] > 'Z') return std::nullopt;
  if (cursor.at() - before == 3 && cursor.Byte() != ',' && cursor.Byte() != '.')
    return std::nullopt;  // Sun the company, Sat the verb
  stated.weekday = weekday;
  Cursor next = cursor;
  next.Accept(".");
  next.Accept(",");
  while (next.Byte() == ' ') next.MoveTo(next.at() + 1);
  if (!next.AtEnd()) {  // Tuesday, Feb 24, 2026
    if (auto date = MonthDate(text, next.at()); date && date->first.day && !date->last) {
      date->first.weekday = weekday;
      date->first.span.begin = at;
      return date;
    }
    if (auto date = IsDigit(next.Byte()) ? ParseEnglishNumeric(text, next.at()) : std::nullopt;
        date && date->first.day && date->first.month && !date->last) {
      date->first.weekday = weekday;
      date->first.span.begin = at;
      return date;
    }
  }
  return cursor.at() - before > 3 ? Done(at, cursor, stated) : std::nullopt;
}

}  // namespace

std::optional<ParsedTime> ParseEnglishTime(std::string_view text, std::size_t at) {
  if (auto ended = EndedPeriod(text, at)) return ended;
  // The first letter decides which of these can match.
  switch (text[at] | 0x20) {
    case 'q':
    case 'h':
      return QuarterLabel(text, at);
    case 'j':
    case 'd':
      return MonthDate(text, at);
    case 'f':
      if (auto fiscal = FiscalYear(text, at)) return fiscal;
      if (auto month = MonthDate(text, at)) return month;
      if (auto relative = RelativePhrase(text, at)) return relative;
      if (auto weekday = WeekdayName(text, at)) return weekday;
      return AgoPhrase(text, at);
    case 'm':
      if (auto month = MonthDate(text, at)) return month;
      if (auto part = PartPhrase(text, at)) return part;
      return WeekdayName(text, at);
    case 'a':
      if (auto month = MonthDate(text, at)) return month;
      return AgoPhrase(text, at);
    case 's':
      if (auto month = MonthDate(text, at)) return month;
      if (auto relative = RelativePhrase(text, at)) return relative;
      if (auto weekday = WeekdayName(text, at)) return weekday;
      return AgoPhrase(text, at);
    case 'o':
      if (auto month = MonthDate(text, at)) return month;
      return AgoPhrase(text, at);
    case 'n':
      if (auto month = MonthDate(text, at)) return month;
      if (auto relative = RelativePhrase(text, at)) return relative;
      return AgoPhrase(text, at);
    case 't':
    case 'w':
      if (auto relative = RelativePhrase(text, at)) return relative;
      if (auto weekday = WeekdayName(text, at)) return weekday;
      return AgoPhrase(text, at);
    case 'e':
      if (auto relative = RelativePhrase(text, at)) return relative;
      if (auto part = PartPhrase(text, at)) return part;
      return AgoPhrase(text, at);
    case 'l':
      if (auto relative = RelativePhrase(text, at)) return relative;
      return PartPhrase(text, at);
    case 'p':
    case 'y':
    case 'c':
    case 'b':
      return RelativePhrase(text, at);
    default:
      return std::nullopt;
  }
}

std::optional<ParsedTime> ParseEnglishNumeric(std::string_view text, std::size_t at) {
  if (auto ago = AgoPhrase(text, at)) return ago;
  if (auto ended = EndedPeriod(text, at)) return ended;
  Cursor cursor(text, at);
  Stated stated;
  if (const int day = AcceptDayNumber(&cursor); day != 0) {  // 24 Feb 2026, 9-15 February
    std::optional<int> last_day;
    Cursor next = cursor;
    if (AcceptRangeSign(&next)) {
      const int end = AcceptDayNumber(&next);
      if (end > day) {
        last_day = end;
        cursor = next;
      }
    }
    cursor.AcceptWord("of");
    if (const int month = AcceptMonthName(&cursor); month != 0) {
      stated.month = {Base::kAbsolute, month};
      stated.day = {Base::kAbsolute, day};
      Cursor year = cursor;
      year.Accept(",");
      if (AcceptYear(&year, &stated)) cursor = year;
      auto out = Done(at, cursor, stated);
      if (last_day) {
        out->last = out->first;
        out->last->day = {Base::kAbsolute, *last_day};
      }
      return out;
    }
  }
  cursor = Cursor(text, at);
  if (!AcceptYear(&cursor, &stated)) {
    // 1990s
    Cursor decade(text, at);
    const auto number = decade.AcceptNumber();
    if (number && number->form == SmallNumber::Form::kDigits && number->width == 4 &&
        number->value % 10 == 0 && decade.AcceptWord("s")) {
      stated.decade = number->value;
      return Done(at, decade, stated);
    }
    return std::nullopt;
  }
  // from 2019 to 2023, between 2019 and 2023
  if (EndsInWord(text, at, {"from", "between"})) {
    Cursor next = cursor;
    Stated last;
    const bool from = EndsInWord(text, at, {"from"});
    if (next.AcceptWord(from ? "to" : "and") && AcceptYear(&next, &last) &&
        last.year.value > stated.year.value) {
      ParsedTime out{stated, last};
      out.first.span = out.last->span = {at, next.at()};
      return out;
    }
  }
  // 2025 revenue, 2024's total
  if (stated.year.value >= kFirstPlainYear && stated.year.value <= kLastPlainYear && at > 0 &&
      (text[at - 1] == ' ' || text[at - 1] == '-') && SeesBusinessNoun(text, cursor.at())) {
    return Done(at, cursor, stated);
  }
  if (!EndsInWord(text, at, {"in",     "by",      "since",   "from",  "until",     "till",
                             "during", "than",    "versus",  "vs",    "calendar",  "full-year",
                             "over",   "through", "before",  "after", "end",       "of",
                             "and",    "to",      "between", "for",   "throughout"})) {
    return std::nullopt;
  }
  // "of 2000 chips" is a count.
  const char32_t next_char = HanAt(text, cursor.at());
  if (next_char != 0 && !cursor.SeesBoundary()) return std::nullopt;
  const bool may_be_count = EndsBefore(text, at,
                                       {" of ", " and ", " to ", " from ", " than ", " over ",
                                        " by ", " vs ", " versus ", "for ", "For "});
  Cursor after = cursor;
  if (may_be_count && after.Byte() == ' ') {
    after.MoveTo(after.at() + 1);
    if (IsAsciiLetter(after.Byte()) &&
        after.AcceptAnyWord({"to",      "and",       "as",       "when",     "the",      "compared",
                             "but",     "with",      "from",     "on",       "in",       "at",
                             "is",      "was",       "after",    "amid",     "because",  "it",
                             "climbed", "rose",      "fell",     "grew",     "jumped",   "surged",
                             "soared",  "dropped",   "declined", "slid",     "slumped",  "tumbled",
                             "plunged", "increased", "reached",  "totaled",  "totalled", "came",
                             "hit",     "stood",     "were",     "will",     "would",    "has",
                             "had",     "by",        "more",     "nearly",   "almost",   "doubled",
                             "tripled", "shrank",    "swung",    "narrowed", "widened",  "beat",
                             "missed",  "topped",    "exceeded", "amounted", "edged"}) < 0) {
      return std::nullopt;
    }
  }
  return Done(at, cursor, stated);
}

}  // namespace heshu::extract
