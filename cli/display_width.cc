#include "cli/display_width.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace heshu::cli {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Character {
  UChar32 code = 0;  // negative: an ill-formed byte
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The character at byte `at` of `text`, which must not be its end.
Character Next(std::string_view text, std::size_t at) {
  std::int32_t index = 0;
  // A character has at most four bytes, so a window keeps the 32-bit index safe for any text.
  const auto window = static_cast<std::int32_t>(std::min<std::size_t>(4, text.size() - at));
  const char* bytes = text.data() + at;
  UChar32 code = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
  U8_NEXT(bytes, index, window, code);
#pragma GCC diagnostic pop
  return {code, at, at + static_cast<std::size_t>(index)};
}

std::size_t ColumnsOf(UChar32 code) {
  if (code < 0) return 1;
  if (code < 0x300) return code == 0xAD ? 0 : 1;
  switch (u_charType(code)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  if (code >= 0x1160 && code <= 0x11FF) return 0;  // medial and final jamo join the initial
  const auto width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool IsHan(UChar32 code) { return code >= 0x2E80 && ColumnsOf(code) == 2; }

bool IsSpace(UChar32 code) {
  return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
         code == 0x2028 || code == 0x2029;
}

// What must not reach a terminal: C0, DEL, C1, and marks that reorder what stands around them.
bool IsUnsafe(UChar32 code) {
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F || code == 0x061C;
}

bool IsClosing(UChar32 code) {
  const auto type = u_charType(code);
  return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || code == 0x3001 ||
         code == 0x3002 || code == 0xFF0C || code == 0xFF1A || code == 0xFF1B || code == 0xFF01 ||
         code == 0xFF1F || code == ',' || code == '.' || code == ';' || code == ':' || code == '%';
}

}  // namespace

std::size_t DisplayWidth(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = Next(text, at);
    columns += ColumnsOf(c.code);
    at = c.end;
  }
  return columns;
}

std::string FitToWidth(std::string_view text, std::size_t columns) {
  if (text.size() <= columns || DisplayWidth(text) <= columns) return std::string(text);
  if (columns == 0) return {};
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const Character c = Next(text, at);
    if (used + ColumnsOf(c.code) > columns - 1) break;
    used += ColumnsOf(c.code);
    at = c.end;
  }
  return std::string(text.substr(0, at)) + std::string(kEllipsis);
}

std::string PadToWidth(std::string_view text, std::size_t columns, Align align) {
  const std::size_t width = DisplayWidth(text);
  const std::string spaces(width < columns ? columns - width : 0, ' ');
  return align == Align::kRight ? spaces + std::string(text) : std::string(text) + spaces;
}

std::vector<std::string> WrapToWidth(std::string_view text, std::size_t columns) {
  columns = std::max<std::size_t>(columns, 2);
  std::vector<std::string> lines;
  std::size_t line_begin = 0;
  std::size_t line_columns = 0;
  std::size_t break_at = 0;  // the last place where this line may end; line_begin = none
  UChar32 before = 0;
  const auto end_line = [&](std::size_t end) {
    std::string_view line = text.substr(line_begin, end - line_begin);
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    lines.emplace_back(line);
    while (end < text.size() && text[end] == ' ') ++end;
    line_begin = break_at = end;
    line_columns = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const Character c = Next(text, at);
    const bool may_break =
        before == ' ' || ((IsHan(before) || IsHan(c.code)) && !IsClosing(c.code) && before != 0);
    if (may_break && at > line_begin) break_at = at;
    const bool is_overflow = line_columns + ColumnsOf(c.code) > columns;
    if (is_overflow && c.code != ' ' && at > line_begin) {
      end_line(break_at > line_begin ? break_at : at);
      at = line_begin;  // what stood behind the break opens the next line
      before = 0;
      continue;
    }
    line_columns += ColumnsOf(c.code);
    before = c.code;
    at = c.end;
  }
  if (line_begin < text.size()) end_line(text.size());
  if (lines.empty()) lines.emplace_back();
  return lines;
}

std::string Printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  UChar32 before = 0;
  bool is_space_pending = false;
  bool is_break_pending = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = Next(text, at);
    at = c.end;
    if (c.code >= 0 && IsSpace(c.code)) {
      is_space_pending = true;
      is_break_pending |= c.code != ' ';
      continue;
    }
    if (is_space_pending && !out.empty() && !(is_break_pending && IsHan(before) && IsHan(c.code))) {
      out += ' ';
    }
    is_space_pending = is_break_pending = false;
    if (c.code < 0 || IsUnsafe(c.code)) {
      out += kReplacement;
    } else {
      out.append(text.substr(c.begin, c.end - c.begin));
    }
    before = c.code;
  }
  return out;
}

std::size_t CodePointCounter::Before(std::size_t byte) {
  if (byte < byte_) byte_ = code_points_ = 0;
  for (; byte_ < byte && byte_ < text_.size(); ++byte_) {
    code_points_ += (static_cast<unsigned char>(text_[byte_]) & 0xC0U) != 0x80U ? 1 : 0;
  }
  return code_points_;
}

}  // namespace heshu::cli
