// Counts what a piece of text is made of, and small helpers for UTF-8 lines.
//
// Article finding counts in Han characters (ARTICLE.md 2): a Han, kana or hangul character weighs
// 1, a letter or digit of another script .35. All text is UTF-8; ill-formed bytes count as nothing.
// Pure; safe from any thread.
#ifndef HESHU_EXTRACT_ARTICLE_TEXT_MEASURE_H_
#define HESHU_EXTRACT_ARTICLE_TEXT_MEASURE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace heshu::extract {

struct TextMeasure {
  std::size_t han = 0;      // ideographs, kana, hangul
  std::size_t letters = 0;  // of alphabets
  std::size_t digits = 0;
  std::size_t stops = 0;   // 。！？；… and . ! ? after a word at its end
  std::size_t commas = 0;  // ，、 and , after a word
  std::size_t points = 0;  // code points other than white space

  double mass() const {
    return static_cast<double>(han) + .35 * static_cast<double>(letters + digits);
  }
};

TextMeasure Measure(std::string_view text);

// The code point at byte `*at`, which moves behind it; U+FFFD for an ill-formed byte.
char32_t NextCodePoint(std::string_view text, std::size_t* at);
// The last code point of `text`; 0 if empty.
char32_t LastCodePoint(std::string_view text);
char32_t FirstCodePoint(std::string_view text);

bool IsHan(char32_t c);              // ideographs, kana, hangul
bool IsWidePunctuation(char32_t c);  // CJK and full-width marks
bool IsBlank(char32_t c);            // white space of any width, zero-width marks, BOM
void AppendUtf8(char32_t c, std::string* out);

// `text` without blanks (IsBlank) at its ends.
std::string_view TrimBlanks(std::string_view text);

// `text` with every run of blanks as one space and none at its ends.
std::string TidyBlanks(std::string_view text);

// Letters and digits only, lower case, full-width Latin made narrow: what two writings of a
// headline have in common.
std::string HeadlineKey(std::string_view text);

// The sentences of `text`, split behind 。！？ and . ! ? before a blank; views into it.
std::vector<std::string_view> Sentences(std::string_view text);

// Whether a line break between these texts stood for a blank: not beside a Han character or mark.
bool NeedsBlankBetween(std::string_view before, std::string_view after);

// Whether a sentence ends with `text`: 。！？… . ! ? and what closes quotes and brackets after
// them.
bool EndsSentence(std::string_view text);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_TEXT_MEASURE_H_
