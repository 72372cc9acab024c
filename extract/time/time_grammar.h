// The grammar of Chinese time expressions: text to what it states.
//
// Internal to the time reader. Each function reads at one position and looks a bounded distance
// ahead and back, so that the whole finder is linear.
#ifndef HESHU_EXTRACT_TIME_TIME_GRAMMAR_H_
#define HESHU_EXTRACT_TIME_TIME_GRAMMAR_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "extract/time/time_scanner.h"
#include "extract/time/time_stated.h"

namespace heshu::extract {

// One expression, or the two ends of a range written with one unit (1-2月, 2024-2026年).
struct ParsedTime {
  Stated first;
  std::optional<Stated> last;
};

// The expression that starts exactly at `at`, its span set; empty if none does.
std::optional<ParsedTime> ParseTimeAt(std::string_view text, std::size_t at);

// Whether an expression could start with the character at `at`; cheap, never a false no.
bool MayStartTime(std::string_view text, std::size_t at);

// 至 到 - ~ — and their kind between the ends of a range; not 至少, 到底.
bool AcceptRangeSign(Cursor* cursor);

// Whether 日 just read is the first half of 日本: 本 follows, and not 本报, 本周 or their kind.
bool SeesJapan(const Cursor& after);

// 两日 counts days; 上一日, 某一日 are one, and not the first of a month.
bool IsCountOfDays(std::string_view text, std::size_t at);

// Parts of the grammar, shared between its files. Each moves `cursor` past what it read and fills
// `stated`; false = nothing read.
std::optional<ParsedTime> ParseNumericTime(std::string_view text, std::size_t at);
std::optional<ParsedTime> ParseNotation(std::string_view text, std::size_t at);
std::optional<ParsedTime> ParseWordTime(std::string_view text, std::size_t at);
std::optional<ParsedTime> ParseEnglishTime(std::string_view text, std::size_t at);
// 24 Feb 2026, 5 years ago, in 2025, the 1990s: at their digits.
std::optional<ParsedTime> ParseEnglishNumeric(std::string_view text, std::size_t at);
// After 2025年 / 去年: month, quarter, half, part, festival, n-th week … Returns the right end of
// 2025年1-2月 through `last`.
void ParseAfterYear(Cursor* cursor, Stated* stated, std::optional<Stated>* last);
void ParseAfterMonth(Cursor* cursor, Stated* stated, std::optional<Stated>* last);
void ParseAfterDay(Cursor* cursor, Stated* stated);
bool ParseClock(Cursor* cursor, Stated* stated, bool has_date);
bool ParseWeekday(Cursor* cursor, Stated* stated);
// Whether a word that a festival begins with comes next.
bool MayStartFestival(const Cursor& cursor);
bool ParseFestival(Cursor* cursor, Stated* stated);
bool ParseQuarterOrHalf(Cursor* cursor, Stated* stated, bool has_year);
bool ParseDuration(Cursor* cursor, Stated* stated);

// 一日大约烧…: a day, and not the first of a month.
bool SaysADay(std::string_view text, std::size_t begin);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_GRAMMAR_H_
