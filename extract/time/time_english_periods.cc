// English periods that companies report of: Q4 2025; FY2026; the three months to June; the March
// quarter.
#include "extract/time/time_english.h"

namespace heshu::extract {
namespace {

// June, after words that already said that a month follows.
Parsed MonthAlone(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  Stated stated;
  const int month = AcceptMonthName(&cursor);
  if (month == 0) return std::nullopt;
  stated.month = {Base::kAbsolute, month};
  return Done(at, cursor, stated);
}

}  // namespace

bool SeesBusinessNoun(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  cursor.Accept("'s");
  if (cursor.at() > at && cursor.Byte() == ' ') return true;
  cursor.AcceptAnyWord({"full-year", "annual", "total", "net", "operating", "capital", "adjusted",
                        "consolidated", "gross", "core", "global", "retail", "group"});
  return cursor.AcceptAnyWord({"revenue",  "revenues",    "sales",     "profit",     "profits",
                               "earnings", "income",      "expenses",  "expense",    "costs",
                               "capex",    "expenditure", "spending",  "guidance",   "forecast",
                               "outlook",  "budget",      "results",   "shipments",  "deliveries",
                               "exports",  "imports",     "output",    "production", "growth",
                               "target",   "estimate",    "estimates", "EBITDA",     "ebitda",
                               "turnover", "dividend",    "consensus", "total",      "expenditures",
                               "margin",   "bookings",    "demand",    "inflation"}) >= 0;
}

// Q4, Q4 2025, Q4 FY2025, H1 2025.
Parsed QuarterLabel(std::string_view text, std::size_t at) {
  const char letter = text[at];
  if ((letter != 'Q' && letter != 'H') || at + 1 >= text.size()) return std::nullopt;
  const int n = text[at + 1] - '0';
  if (n < 1 || n > (letter == 'Q' ? 4 : 2)) return std::nullopt;
  Cursor cursor(text, at + 2);
  if (IsDigit(cursor.Byte()) || IsAsciiLetter(cursor.Byte())) return std::nullopt;
  if (cursor.Byte() == '.' && at + 3 < text.size() && IsDigit(text[at + 3])) return std::nullopt;
  Stated stated;
  stated.sub = letter == 'Q' ? Sub::kQuarter : Sub::kHalf;
  stated.n = n;
  AcceptOfYear(&cursor, &stated);
  if (letter == 'H' && !stated.year && !stated.is_label) return std::nullopt;
  return Done(at, cursor, stated);
}

// FY2026, FY26, fiscal 2026, fiscal year 2026: whose year it is, is not said.
Parsed FiscalYear(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  if (!cursor.Accept("FY")) {
    if (!cursor.AcceptWord("fiscal")) return std::nullopt;
    // fiscal second quarter, fiscal Q2 2026
    Cursor next = cursor;
    const int nth = next.AcceptAnyWord({"first", "second", "third", "fourth"});
    if (nth >= 0) next.Accept("-");
    const int length = nth >= 0 ? next.AcceptAnyWord({"quarter", "half"})
                                : next.AcceptAnyWord({"q1", "q2", "q3", "q4", "h1", "h2"});
    if (length >= 0) {
      Stated stated;
      const bool is_half = nth >= 0 ? length == 1 : length >= 4;
      stated.sub = is_half ? Sub::kHalf : Sub::kQuarter;
      stated.n = (nth >= 0 ? nth : length % 4) + 1;
      AcceptOfYear(&next, &stated);
      if (!stated.year) AcceptYear(&next, &stated);
      stated.is_label = true;
      return Done(at, next, stated);
    }
    cursor.AcceptWord("year");
  }
  const auto year = cursor.AcceptNumber();
  if (!year || (year->width != 2 && year->width != 4)) return std::nullopt;
  if (IsAsciiLetter(cursor.Byte()) && cursor.Byte() != 'Q') return std::nullopt;  // FY26Q1
  Stated stated;
  stated.year = {Base::kAbsolute, year->value};
  stated.is_label = true;
  // fiscal 2026 third quarter, FY26 Q3, FY2026Q3
  Cursor next = cursor;
  next.Accept("'s");
  const int nth = next.AcceptAnyWord({"first", "second", "third", "fourth"});
  if (nth >= 0) next.Accept("-");
  const int n =
      nth >= 0 && next.AcceptWord("quarter") ? nth : next.AcceptAnyWord({"q1", "q2", "q3", "q4"});
  if (n >= 0) {
    stated.sub = Sub::kQuarter;
    stated.n = n + 1;
    cursor = next;
  }
  return Done(at, cursor, stated);
}

// three months ended March 31, 2025; the quarter to Jan. 26; the second quarter that ended in June
Parsed EndedPeriod(std::string_view text, std::size_t at) {
  if (std::string_view("tfqyhsneTFQYHSNE0123456789").find(text[at]) == std::string_view::npos) {
    return std::nullopt;  // the, fiscal, quarter, year, half, six, nine, eight …
  }
  Cursor cursor(text, at);
  Stated stated;
  cursor.AcceptWord("the");
  cursor.AcceptAnyWord({"fiscal", "financial"});
  Cursor nth = cursor;
  if (nth.AcceptAnyWord({"first", "second", "third", "fourth"}) >= 0) {
    if (nth.Byte() == '-') nth.MoveTo(nth.at() + 1);
    nth.AcceptWord("fiscal");
    if (nth.SeesAny({"quarter", "half"})) cursor = nth;
  }
  int months = 0;
  if (cursor.AcceptWord("quarter")) {
    months = 3;
  } else if (cursor.AcceptWord("year")) {
    months = 12;
  } else if (cursor.AcceptWord("half") || cursor.AcceptWord("half-year")) {
    months = 6;
  } else {
    const int count = AcceptCount(&cursor);
    if (cursor.Byte() == '-') cursor.MoveTo(cursor.at() + 1);
    const int unit = cursor.AcceptAnyWord({"months", "month"});
    if (count < 1 || count > 12 || unit < 0) return std::nullopt;
    if (unit == 1 && !cursor.AcceptWord("period")) return std::nullopt;
    months = count;
  }
  cursor.AcceptAnyWord({"that", "which"});
  const int until = cursor.AcceptAnyWord({"ended", "ending", "to", "through"});
  if (until < 0) return std::nullopt;
  cursor.AcceptAnyWord({"on", "in"});
  Cursor end = cursor;
  end.AcceptWord("the");
  if (end.AcceptWord("end") && (end.AcceptWord("of") || end.Accept("-"))) {
    cursor = end;
  }
  while (cursor.Byte() == ' ') cursor.MoveTo(cursor.at() + 1);
  if (cursor.AtEnd()) return std::nullopt;
  Parsed date = MonthDate(text, cursor.at());
  if (!date) date = MonthAlone(text, cursor.at());
  if (!date) date = ParseEnglishNumeric(text, cursor.at());
  if (!date || date->last || !date->first.month) return std::nullopt;
  date->first.months_ended = months;
  // "the year ending March 31" is not over; "the quarter ending in June" is, as the press has it
  date->first.is_ending = until == 1 && months == 12 && !date->first.year;
  date->first.span.begin = at;
  return date;
}

// the March quarter, June-quarter 2025; the July-September quarter, the April to June period; in
// January-March
Parsed MonthsOfQuarter(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  Stated stated;
  int first = AcceptMonthName(&cursor);
  if (first == 0) return std::nullopt;
  int last = first;
  Cursor next = cursor;
  bool linked = next.Accept("-to-") || next.Accept("-through-");  // before the sign alone
  const bool by_sign = !linked && AcceptRangeSign(&next);         // January-April, Jan-Feb
  if (!linked) linked = by_sign || next.AcceptAnyWord({"to", "through"}) >= 0;
  if (!linked) {  // between July and September
    linked = EndsBefore(text, at, {"between ", "Between "}) && next.AcceptWord("and");
  }
  // in January and February: two months, one after the other, told as one
  if (!linked && EndsBefore(text, at, {"in ", "In ", "for ", "For ", "during ", "over "})) {
    Cursor pair = next;
    if (pair.AcceptWord("and")) {
      while (pair.Byte() == ' ') pair.MoveTo(pair.at() + 1);
      const Cursor month = pair;
      linked = AcceptMonthName(&pair) == first % 12 + 1;
      if (linked) next = month;
    }
  }
  if (linked) {
    while (next.Byte() == ' ') next.MoveTo(next.at() + 1);
    if (const int month = AcceptMonthName(&next); month != 0) {
      last = month;
      cursor = next;
    } else {
      return std::nullopt;
    }
  }
  AcceptYear(&cursor, &stated);
  const bool of_year = static_cast<bool>(stated.year);
  if (cursor.Byte() == '-') cursor.MoveTo(cursor.at() + 1);
  // shrank in January-March
  const bool is_bare_quarter =
      linked && (by_sign || EndsBefore(text, at,
                                       {"in ", "In ", "for ", "For ", "during ", "During ",
                                        "between ", "Between ", "over ", "Over "}));
  if (cursor.AcceptAnyWord({"quarter", "period", "half"}) < 0 && !(linked && of_year) &&
      !is_bare_quarter) {
    return std::nullopt;
  }
  if (!linked && text.substr(0, cursor.at()).ends_with("period")) return std::nullopt;
  if (!of_year) AcceptOfYear(&cursor, &stated);
  stated.month = {Base::kAbsolute, last};
  stated.months_ended = linked ? (last - first + 12) % 12 + 1 : 3;
  return Done(at, cursor, stated);
}

Parsed ClosingPeriod(std::string_view text, std::size_t at, Cursor cursor) {
  Stated stated;
  stated.sub = Sub::kQuarter;
  stated.n = 4;
  const Cursor begin = cursor;
  if (cursor.AcceptWord("half")) {
    stated.sub = Sub::kHalf;
    stated.n = 2;
  } else if (!cursor.AcceptWord("quarter")) {
    const int count = AcceptCount(&cursor);
    if ((count != 3 && count != 6) || !cursor.AcceptWord("months")) return std::nullopt;
    if (count == 6) {
      stated.sub = Sub::kHalf;
      stated.n = 2;
    }
  }
  const Cursor bare = cursor;
  AcceptOfYear(&cursor, &stated);
  if (stated.year || stated.is_label) return Done(at, cursor, stated);
  // "its final quarter" is one of some year only where the word itself says so
  const bool is_final = text.substr(0, begin.at()).ends_with("final");
  return is_final && stated.sub == Sub::kQuarter ? Done(at, bare, stated) : std::nullopt;
}

// early 2025, late last year, mid-2025; early March.
Parsed PartPhrase(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  const int part = cursor.AcceptAnyWord({"early", "late", "mid"});
  if (part < 0) return std::nullopt;
  cursor.Accept("-");
  cursor.AcceptWord("in");
  Stated stated;
  stated.part = part == 0 ? Part::kEarly : part == 1 ? Part::kLate : Part::kMiddle;
  stated.is_vague = true;
  if (AcceptYearPhrase(&cursor, &stated)) return Done(at, cursor, stated);
  const int month = AcceptMonthName(&cursor);
  if (month == 0) return std::nullopt;
  stated.month = {Base::kAbsolute, month};
  AcceptYear(&cursor, &stated);
  return Done(at, cursor, stated);
}

}  // namespace heshu::extract
