// English periods that companies report of: Q4 2025; FY2026; the three months to June; the March
// quarter.
#include "extract/claims/time_english.h"

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
    const bool nth = next.AcceptAnyWord({"first", "second", "third", "fourth"}) >= 0;
    if (nth) next.Accept("-");
    if ((nth && next.AcceptAnyWord({"quarter", "half"}) >= 0) ||
        next.AcceptAnyWord({"q1", "q2", "q3", "q4", "h1", "h2"}) >= 0) {
      Stated stated;
      stated.sub = Sub::kQuarter;
      stated.is_label = true;
      Stated year;
      AcceptOfYear(&next, &year);
      return Done(at, next, stated);
    }
    cursor.AcceptWord("year");
  }
  const auto year = cursor.AcceptNumber();
  if (!year || (year->width != 2 && year->width != 4) || IsAsciiLetter(cursor.Byte()))
    return std::nullopt;
  Stated stated;
  stated.year = {Base::kAbsolute, year->value};
  stated.is_label = true;
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
  if (cursor.AcceptAnyWord({"ended", "ending", "to", "through"}) < 0) return std::nullopt;
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
  if (!linked) linked = AcceptRangeSign(&next) || next.AcceptAnyWord({"to", "through"}) >= 0;
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
  const bool is_bare_quarter = linked && ((last - first + 12) % 12 + 1) % 3 == 0 &&
                               EndsBefore(text, at, {"in ", "In ", "for ", "during "});
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

}  // namespace heshu::extract
