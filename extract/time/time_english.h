// Parts of the English time grammar that its files share; internal to them.
//
// Each Accept moves `cursor` past what it read; 0 or false = nothing read, the cursor stays.
#ifndef HESHU_EXTRACT_TIME_TIME_ENGLISH_H_
#define HESHU_EXTRACT_TIME_TIME_ENGLISH_H_

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "extract/time/time_grammar.h"

namespace heshu::extract {

using Parsed = std::optional<ParsedTime>;

// 1..12 for a month's name or abbreviation (with its point).
int AcceptMonthName(Cursor* cursor);
// 1..99 in digits or words up to twelve; "a" and "an" are 1.
int AcceptCount(Cursor* cursor);
bool AcceptYear(Cursor* cursor, Stated* stated);
// "2025", "last year", "this year" after "of" and kin.
bool AcceptYearPhrase(Cursor* cursor, Stated* stated);
// "of 2025", "in fiscal 2025", "FY25".
void AcceptOfYear(Cursor* cursor, Stated* stated);
// 1..31, with or without its "th".
int AcceptDayNumber(Cursor* cursor);

// Whether one of `words` (lower case) and a space or hyphen stand before `at`.
bool EndsInWord(std::string_view text, std::size_t at,
                std::initializer_list<std::string_view> words);
// Whether what is counted in money or goods follows: " sales", "'s revenue", "'s".
bool SeesBusinessNoun(std::string_view text, std::size_t at);

Parsed Done(std::size_t at, const Cursor& cursor, const Stated& stated);
Parsed MonthDate(std::string_view text, std::size_t at);

// time_english_periods.cc: what companies report of.
Parsed QuarterLabel(std::string_view text, std::size_t at);
Parsed FiscalYear(std::string_view text, std::size_t at);
Parsed EndedPeriod(std::string_view text, std::size_t at);
Parsed MonthsOfQuarter(std::string_view text, std::size_t at);
// … quarter of 2024, … three months of last year, from behind "final" or "the last".
Parsed ClosingPeriod(std::string_view text, std::size_t at, Cursor cursor);
Parsed PartPhrase(std::string_view text, std::size_t at);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_ENGLISH_H_
