// Small UTF-8 helpers over folded text (always well-formed).
#ifndef HESHU_EXTRACT_CLAIMS_UTF8_H_
#define HESHU_EXTRACT_CLAIMS_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace heshu::extract {

constexpr bool IsAsciiAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiAlnum(char c) { return IsAsciiAlpha(c) || IsAsciiDigit(c); }
constexpr char AsciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Bytes of the character that `lead` begins.
constexpr std::size_t Utf8Length(char lead) {
  const auto b = static_cast<unsigned char>(lead);
  return b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
}

constexpr bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// Characters of `text`.
constexpr std::size_t CountCodePoints(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += IsContinuation(c) ? 0 : 1;
  return n;
}

// Whether the character at `text[at]` is a Han ideograph (BMP).
constexpr bool IsHanAt(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return false;
  const auto a = static_cast<unsigned char>(text[at]);
  const auto b = static_cast<unsigned char>(text[at + 1]);
  if (a < 0xe3 || a > 0xe9) return false;
  if (a == 0xe3) return b >= 0x90;  // U+3400…
  return true;                      // U+4000–U+9FFF
}

// The byte where the character before `at` begins; `at` must not be 0.
constexpr std::size_t PreviousCodePoint(std::string_view text, std::size_t at) {
  --at;
  while (at > 0 && IsContinuation(text[at])) --at;
  return at;
}

inline std::string AsciiLowerCopy(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = AsciiLower(c);
  return out;
}

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_UTF8_H_
