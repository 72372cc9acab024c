// Small steps over UTF-8 text, for the hand-written scanners of the folders beside this one.
//
// Positions are byte offsets. Ill-formed bytes count as one character each (U+FFFD), so every step
// makes progress. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_TEXT_TEXT_SCAN_H_
#define HESHU_EXTRACT_TEXT_TEXT_SCAN_H_

#include <cstddef>
#include <string_view>

#include "extract/text/affix.h"

namespace heshu::extract {

struct Glyph {
  char32_t code = 0;     // 0 at the end of the text
  std::size_t size = 0;  // bytes; 0 at the end of the text
};

inline bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The character that begins at `at`.
inline Glyph GlyphAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) -> char32_t {
    return at + i < text.size() && IsContinuation(text[at + i])
               ? static_cast<unsigned char>(text[at + i]) & 0x3Fu
               : 0x80u;
  };
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xE0 && lead < 0xF0) {
    const char32_t b = byte(1);
    const char32_t c = byte(2);
    if ((b | c) < 0x40) return {((lead & 0x0Fu) << 12) | (b << 6) | c, 3};
  } else if (lead >= 0xC2 && lead < 0xE0) {
    const char32_t b = byte(1);
    if (b < 0x40) return {((lead & 0x1Fu) << 6) | b, 2};
  } else if (lead >= 0xF0 && lead < 0xF5) {
    const char32_t b = byte(1);
    const char32_t c = byte(2);
    const char32_t d = byte(3);
    if ((b | c | d) < 0x40) return {((lead & 0x07u) << 18) | (b << 12) | (c << 6) | d, 4};
  }
  return {0xFFFD, 1};
}

// Where the character that ends at `end` begins; 0 at the start of the text.
inline std::size_t StepBack(std::string_view text, std::size_t end) {
  if (end == 0) return 0;
  std::size_t at = end - 1;
  while (at > 0 && end - at < 4 && IsContinuation(text[at])) --at;
  return GlyphAt(text, at).size == end - at ? at : end - 1;
}

// The character that ends at `end`.
inline Glyph GlyphBefore(std::string_view text, std::size_t end) {
  return end == 0 ? Glyph{} : GlyphAt(text, StepBack(text, end));
}

inline bool IsAsciiDigit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool IsAsciiUpper(char32_t c) { return c >= 'A' && c <= 'Z'; }
inline bool IsAsciiAlnum(char32_t c) { return IsAsciiDigit(c) || IsAsciiLetter(c); }

// Han characters, 〇 and kana included: what may stand in a word.
inline bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0xF900 && c <= 0xFAFF);
}

inline bool StartsAt(std::string_view text, std::size_t at, std::string_view word) {
  return at <= text.size() && BeginsWith(text.substr(at), word);
}
inline bool EndsAt(std::string_view text, std::size_t end, std::string_view word) {
  return end >= word.size() && EndsWith(text.substr(0, end), word);
}

inline std::size_t SkipSpaces(std::string_view text, std::size_t at, std::size_t most = 4) {
  while (most-- > 0 && at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}
inline std::size_t SkipSpacesBack(std::string_view text, std::size_t end, std::size_t most = 4) {
  while (most-- > 0 && end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
  return end;
}

// Ends of sentences and clauses, after folding (，：； are ASCII by then).
inline bool IsSentenceEnd(char32_t c) {
  return c == 0x3002 || c == '!' || c == '?' || c == '\n' || c == 0xFF61;
}
inline bool IsClauseEnd(char32_t c) {
  return c == ',' || c == ';' || c == ':' || c == 0xFF0C || c == 0xFF1B || c == 0xFF1A ||
         IsSentenceEnd(c);
}

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TEXT_TEXT_SCAN_H_
