// Grammar of English lines: who the subject of a clause is, and what only stands near it.
//
// A line is folded text with placeholders (sentence_line.h); `at` is the byte of a placeholder in
// it. Pure functions.
#ifndef HESHU_EXTRACT_CLAIMS_ENGLISH_CLAUSE_H_
#define HESHU_EXTRACT_CLAIMS_ENGLISH_CLAUSE_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/byte_span.h"

namespace heshu::extract {

// Whether the line is English prose: Latin words and no Han.
bool IsEnglishLine(std::string_view line);

// "by X", "with participation from X, Y and Z", "ahead of X": the name hangs on a preposition, so
// that the sentence is not about it. "of X" and "at X" do not count: a figure of X is X's.
bool HangsOnPreposition(std::string_view line, std::size_t at);

// "X said", "according to X", "analysts polled by X": who says the figure.
bool IsEnglishSource(std::string_view line, std::size_t at);

// "Y, X's largest backer, put in {figure}", "the X-based firm": X only says who Y is.
bool IsApposition(std::string_view line, std::size_t at);

// "X said it expects {figure}": who says it and whose it is are one.
bool SaysItself(std::string_view line, std::size_t at, std::size_t figure);

// "X, which put in {figure}": nothing but its own clause lies between the name and the figure.
bool OpensRelativeClause(std::string_view line, std::size_t at, std::size_t figure);

// "X shipped …", "X's revenue …", "X, an investor, …" at the head of a clause or after a time.
bool IsGrammaticalSubject(std::string_view line, std::size_t at);

// How many statements begin between the two bytes: "…; …", "…, while …", "…, but …".
int StatementsBetween(std::string_view line, std::size_t from, std::size_t to);

// "compared to {figure} in {time}", "the same quarter {time}": where the words that make the time
// one to compare with begin. Figures after them are of that time, those before are not.
std::optional<std::size_t> FindComparator(std::string_view line, std::size_t time);

// The goods that a noun at `noun` counts ("PC" of "global PC shipments"), in a noun phrase that
// opens its clause; empty where the phrase is somebody's ("its", "Samsung's").
std::optional<ByteSpan> FindGoods(std::string_view line, std::size_t noun);

// The last "it", "the company", "the Shenzhen-based firm" before `figure` that heads a clause or
// owns a noun; its byte in the line.
std::optional<std::size_t> FindEnglishPronoun(std::string_view line, std::size_t figure);

// "compared with {figure}", "above the {figure} consensus": the figure that the one before it is
// measured by, so that both are of one metric.
// "up {figure}", "a {figure} rise from": how much the one before it has grown.
enum class Measure { kNone, kEarlier, kExpected, kGrowth };
Measure MeasuredBy(std::string_view line, std::size_t figure);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_ENGLISH_CLAUSE_H_
