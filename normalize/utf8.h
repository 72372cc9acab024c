// Code points in and out of UTF-8, byte by byte and without tables: what charset, fold and repair
// share. Pure; safe from any thread.
#ifndef HESHU_NORMALIZE_UTF8_H_
#define HESHU_NORMALIZE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace heshu::normalize {

struct CodePoint {
  char32_t value = 0;      // U+FFFD if the bytes are ill-formed
  std::uint32_t size = 0;  // bytes taken: at least 1; for ill-formed bytes the maximal subpart
  bool is_valid = true;
};

// The code point at byte `at` of `text`; `at` must be inside it. Ill-formed bytes are cut the way
// WHATWG's decoder does (one U+FFFD for each maximal subpart).
inline CodePoint DecodeAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t left = text.size() - at;
  std::uint32_t size = 0;
  char32_t value = 0;
  unsigned char low = 0x80;  // bounds of the second byte
  unsigned char high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    size = 2;
    value = lead & 0x1Fu;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    size = 3;
    value = lead & 0x0Fu;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    size = 4;
    value = lead & 0x07u;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {0xFFFD, 1, false};
  }
  for (std::uint32_t i = 1; i < size; ++i) {
    if (i >= left || byte(i) < low || byte(i) > high) return {0xFFFD, i, false};
    value = (value << 6) | (byte(i) & 0x3Fu);
    low = 0x80;
    high = 0xBF;
  }
  return {value, size, true};
}

// The last code point of `text[0, end)`, which must be valid UTF-8 there; value 0 if `end` is 0.
inline CodePoint DecodeBefore(std::string_view text, std::size_t end) {
  if (end == 0) return {0, 0, true};
  std::size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 &&
         (static_cast<unsigned char>(text[begin]) & 0xC0u) == 0x80) {
    --begin;
  }
  return DecodeAt(text.substr(0, end), begin);
}

inline std::uint32_t EncodedSize(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

inline void AppendCodePoint(char32_t c, std::string* out) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0u | (c >> 6)));
    out->push_back(static_cast<char>(0x80u | (c & 0x3Fu)));
  } else if (c < 0x10000) {
    const char bytes[3] = {static_cast<char>(0xE0u | (c >> 12)),
                           static_cast<char>(0x80u | ((c >> 6) & 0x3Fu)),
                           static_cast<char>(0x80u | (c & 0x3Fu))};
    out->append(bytes, 3);
  } else {
    const char bytes[4] = {
        static_cast<char>(0xF0u | (c >> 18)), static_cast<char>(0x80u | ((c >> 12) & 0x3Fu)),
        static_cast<char>(0x80u | ((c >> 6) & 0x3Fu)), static_cast<char>(0x80u | (c & 0x3Fu))};
    out->append(bytes, 4);
  }
}

// Han as figures and names are written in it: unified and compatibility ideographs and 〇 々 〆.
inline bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0x3005 && c <= 0x3007);
}

inline bool IsPrivateUse(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) ||
         (c >= 0x100000 && c <= 0x10FFFD);
}

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_UTF8_H_
