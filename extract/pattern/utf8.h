// Small UTF-8 helpers over well-formed text.
#ifndef HESHU_EXTRACT_PATTERN_UTF8_H_
#define HESHU_EXTRACT_PATTERN_UTF8_H_

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

struct Utf8Character {
  char32_t code = 0;
  std::size_t size = 0;  // bytes; 0 at the end of the text
};

// The character that begins at `at`.
constexpr Utf8Character CharacterAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]) & 0x3Fu; };
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = Utf8Length(text[at]);
  if (at + size > text.size()) return {0xFFFD, 1};
  if (size == 3) return {((lead & 0x0Fu) << 12) | (byte(1) << 6) | byte(2), 3};
  if (size == 2) return {((lead & 0x1Fu) << 6) | byte(1), 2};
  return {((lead & 0x07u) << 18) | (byte(1) << 12) | (byte(2) << 6) | byte(3), 4};
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

#endif  // HESHU_EXTRACT_PATTERN_UTF8_H_
