// Reading pieces of folded text: a cursor that forgives spaces, and small numbers in digits or Han.
//
// Internal to the time reader. Positions are bytes of folded UTF-8 text.
#ifndef HESHU_EXTRACT_TIME_TIME_SCANNER_H_
#define HESHU_EXTRACT_TIME_TIME_SCANNER_H_

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "extract/text/affix.h"

namespace heshu::extract {

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// The letter in lower case; 0 of any other byte.
inline char LowerLetter(char c) {
  return c >= 'a' && c <= 'z' ? c : c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : '\0';
}

// A number as dates are written with: 24, 09, 二十四, 二〇二六, 廿九, 两, 半.
struct SmallNumber {
  enum class Form { kDigits, kHanDigits, kHan, kHalf, kTwenties /* 廿九, 卅 */, kPair /* 七八 */ };
  int value = 0;
  int width = 0;  // digits or characters written
  Form form = Form::kDigits;
  bool has_leading_zero = false;

  bool IsHan() const { return form != Form::kDigits; }
  // Four digits or four Han digits: 2026, 二〇二六.
  bool IsYearLike() const;
  // 07, 二十四, 15: not a fraction, a pair or a year.
  bool IsPlain() const { return form != Form::kHalf && form != Form::kPair; }
};

// A read position in a text. Every Accept… skips up to two spaces before what it accepts and moves
// only when it accepts. The text must outlive the cursor.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  void MoveTo(std::size_t at) { at_ = at; }
  bool AtEnd() const { return at_ >= text_.size(); }
  std::string_view text() const { return text_; }

  bool Accept(std::string_view word) { return AcceptAt(AfterSpaces(), word); }
  // The first of `words` that stands here; list the longer ones first. Returns its index or -1.
  int AcceptAny(std::initializer_list<std::string_view> words);
  // As Accept, ignoring ASCII case, and only where no letter follows. Words begin with a small
  // letter, and most are told apart by it.
  bool AcceptWord(std::string_view word) {
    return Letter() == word.front() && AcceptWordAt(AfterSpaces(), word);
  }
  int AcceptAnyWord(std::initializer_list<std::string_view> words);
  std::optional<SmallNumber> AcceptNumber();

  // Whether `word` comes next (after optional spaces) / directly here.
  bool Sees(std::string_view word) const { return BeginsWith(text_.substr(AfterSpaces()), word); }
  // The same for the words of a table: the one that comes next, or "".
  template <std::size_t N>
  std::string_view Sees(const WordTable<N, WordSide::kBegin>& words) const {
    return words.Match(text_.substr(AfterSpaces()));
  }
  bool SeesAny(std::initializer_list<std::string_view> words) const;
  bool SeesNumber() const;
  // The letter that comes next (after optional spaces), in lower case; 0 if it is none.
  char Letter() const {
    const std::size_t p = AfterSpaces();
    return p < text_.size() ? LowerLetter(text_[p]) : '\0';
  }
  // The next byte, 0 at the end; no spaces skipped.
  char Byte() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  // Whether the text directly here is its end, a space or punctuation.
  bool SeesBoundary() const;

 private:
  std::size_t AfterSpaces() const {
    std::size_t p = at_;
    while (p < text_.size() && p < at_ + 2 && text_[p] == ' ') ++p;
    return p;
  }
  bool AcceptAt(std::size_t at, std::string_view word) {
    if (!BeginsWith(text_.substr(at), word)) return false;
    at_ = at + word.size();
    return true;
  }
  bool AcceptWordAt(std::size_t at, std::string_view word);
  std::string_view text_;
  std::size_t at_;
};

// The number that starts exactly at `at`; `*end` is where it ends. Digits: at most 8 of them.
std::optional<SmallNumber> ReadSmallNumber(std::string_view text, std::size_t at, std::size_t* end);

// The byte length of the UTF-8 character at `at` (1 for ill-formed bytes).
inline std::size_t CharLength(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t want = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::size_t length = 1;
  while (length < want && at + length < text.size() &&
         (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80) {
    ++length;
  }
  return length;
}

// Whether `text` before `at` ends in one of `words`; spaces before `at` are not skipped.
bool EndsBefore(std::string_view text, std::size_t at,
                std::initializer_list<std::string_view> words);

// The code point of a three-byte character at `at`, else 0. Han and CJK punctuation have three.
inline char32_t HanAt(std::string_view text, std::size_t at) {
  if (at + 3 > text.size()) return 0;
  const auto a = static_cast<unsigned char>(text[at]);
  const auto b = static_cast<unsigned char>(text[at + 1]);
  const auto c = static_cast<unsigned char>(text[at + 2]);
  if ((a & 0xF0) != 0xE0 || (b & 0xC0) != 0x80 || (c & 0xC0) != 0x80) return 0;
  return static_cast<char32_t>(((a & 0x0Fu) << 12) | ((b & 0x3Fu) << 6) | (c & 0x3Fu));
}

// 0..9 for 〇零一…九 at `at`, else -1.
int HanDigitAt(std::string_view text, std::size_t at);
// Whether `head` ends in a noun whose last character is a numeral in other places: 恒生指数周三.
bool EndsInNumberNoun(std::string_view head);
// Whether the character that ends before `at` is a numeral: digit, 一…九, 十 百 千 万 亿 半 两 几
// 数.
bool NumeralBefore(std::string_view text, std::size_t at);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_SCANNER_H_
