#include "extract/quantity/number.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "extract/quantity/ascii_number.h"
#include "extract/quantity/number_body.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {

int HanDigit(char32_t c) {
  switch (c) {
    case U'〇':
    case U'○':  // as Taiwan's papers write it: 一八○○点六九亿
    case U'零':
      return 0;
    case U'一':
    case U'壹':
      return 1;
    case U'二':
    case U'两':
    case U'贰':
      return 2;
    case U'三':
    case U'叁':
    case U'参':
      return 3;
    case U'四':
    case U'肆':
      return 4;
    case U'五':
    case U'伍':
      return 5;
    case U'六':
    case U'陆':
      return 6;
    case U'七':
    case U'柒':
      return 7;
    case U'八':
    case U'捌':
      return 8;
    case U'九':
    case U'玖':
      return 9;
    case U'几':
      return 10;
    default:
      return -1;
  }
}

int HanUnit(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 1;
    case U'百':
    case U'佰':
      return 2;
    case U'千':
    case U'仟':
      return 3;
    case U'万':
      return 4;
    case U'亿':
      return 8;
    case U'兆':
      return 12;
    default:
      return 0;
  }
}

bool IsFormalNumeral(char32_t c) {
  return std::u32string_view(U"壹贰叁参肆伍陆柒捌玖拾佰仟").find(c) != std::u32string_view::npos;
}

bool IsHanNumberStart(char32_t c) {
  return HanDigit(c) >= 0 || HanUnit(c) > 0 || c == U'数' || c == U'廿' || c == U'卅' ||
         c == U'卌' || c == U'半';
}

int DigitsDownTo(const Decimal& value, int step_exponent) {
  if (value.IsZero()) return 1;
  int digits = 0;
  for (std::int64_t c = value.Abs().coefficient; c > 0; c /= 10) ++digits;
  return std::clamp(digits + value.exponent - step_exponent, 1, 40);
}

namespace {

bool IsWhole(const ParsedNumber& n) {
  return n.vagueness == Vagueness::kNone && n.lo == n.hi && n.lo.exponent >= 0 && !n.too_long &&
         !n.is_chain;
}

// numerator / denominator into `number`; the written fraction is kept where it does not end.
bool SetFraction(ParsedNumber& number, const Decimal& numerator, const Decimal& denominator,
                 const Decimal& whole) {
  const auto quotient = Divide(numerator, denominator, 15);
  if (!quotient) return false;
  number.lo = number.hi = Add(whole, *quotient);
  number.is_fraction = true;
  if (Multiply(*quotient, denominator) != numerator || quotient->exponent < -12) {
    number.ratio = numerator.ToString() + "/" + denominator.ToString();
  }
  number.step_exponent = number.lo.exponent;
  return true;
}

std::size_t SkipMinus(std::string_view text, std::size_t at) {
  return StartsAt(text, at, "负") ? at + 3 : at;
}

// 四分之一, 百分之2.4, 负3分之负157. `number` holds the denominator; at its end stands 分之.
std::optional<ParsedNumber> ReadParts(std::string_view text, ParsedNumber number,
                                      const NumberContext& context, const Decimal& whole) {
  const std::size_t from = number.end + std::string_view("分之").size();
  const std::size_t begin = SkipMinus(text, from);
  auto upper = ReadNumberBody(text, begin, context);
  if (!upper || upper->too_long || upper->is_chain || number.lo.IsZero()) return std::nullopt;
  const bool negative = begin != from;
  const Decimal numerator = negative ? upper->lo.Negated() : upper->lo;
  ParsedNumber out = *upper;
  out.begin = number.begin;
  out.is_bare = false;
  out.starts_ascii = number.starts_ascii;
  out.han_characters += number.han_characters + 2;
  // Parts in a hundred, a thousand, ten thousand …: percent.
  const bool power = number.is_bare && number.lo.coefficient == 1;
  if (power && whole.IsZero()) {
    out.parts = number.lo.exponent;
    const int shift = 2 - number.lo.exponent;
    out.lo = numerator.Scaled(shift);
    out.hi = (negative ? upper->hi.Negated() : upper->hi).Scaled(shift);
    out.step_exponent = upper->step_exponent + shift;
    out.magnitude = -1;
    out.big = 0;
    out.has_unit = true;
    out.has_point = out.has_point || shift < 0;
    return out;
  }
  if (upper->lo.exponent < 0 || upper->vagueness != Vagueness::kNone) return std::nullopt;
  out.big = 0;
  out.magnitude = -1;
  out.has_unit = true;
  if (!SetFraction(out, numerator, number.lo, whole)) return std::nullopt;
  return out;
}

// 3/5, 1/20: a plain pair of whole numbers, no link of a date, a list or a name.
std::optional<ParsedNumber> ReadSlash(std::string_view text, const ParsedNumber& number,
                                      const Decimal& whole) {
  std::size_t at = number.end;
  if (StartsAt(text, at, "/")) {
    ++at;
  } else if (StartsAt(text, at, "⁄")) {
    at += std::string_view("⁄").size();
  } else {
    return std::nullopt;
  }
  if (number.ascii_digits > 4 || number.leading_zero || number.has_point || number.is_grouped ||
      number.has_unit || number.lo.IsZero()) {
    return std::nullopt;
  }
  if (number.begin > 0) {
    const char before = text[number.begin - 1];
    if (before == '/' || before == '.') return std::nullopt;
  }
  if (at >= text.size() || text[at] < '1' || text[at] > '9') return std::nullopt;
  const AsciiNumber lower = ReadAsciiNumber(text, at);
  if (lower.too_long || lower.is_chain || lower.has_point || lower.is_grouped || lower.digits > 4 ||
      lower.value == Decimal::Of(1)) {
    return std::nullopt;
  }
  const Glyph next = GlyphAt(text, lower.end);
  if (next.code == '/' || next.code == '%' || next.code == '-' || next.code == ':' ||
      IsAsciiLetter(next.code) || HanUnit(next.code) > 0) {
    return std::nullopt;
  }
  // 3/5元 is a list.
  if (next.code != 0) {
    for (const std::string_view unit : {"元", "美元", "港元", "日", "月", "号", "年"}) {
      if (StartsAt(text, lower.end, unit)) return std::nullopt;
    }
  }
  // 2028/29: a year that spans two
  if (number.ascii_digits == 4 && lower.digits == 2 && number.lo >= Decimal::Of(1900) &&
      number.lo <= Decimal::Of(2100)) {
    return std::nullopt;
  }
  ParsedNumber out = number;
  out.end = lower.end;
  out.magnitude = -1;
  if (!SetFraction(out, number.lo, lower.value, whole)) return std::nullopt;
  return out;
}

// 三分一, 四分三: as Hong Kong writes 三分之一.
bool IsHalfSpelledFraction(std::string_view text, const ParsedNumber& number) {
  static constexpr std::string_view kMark = "分";
  static constexpr std::string_view kUpper[] = {"一", "二", "三"};
  static constexpr std::string_view kOtherWords[] = {"般", "样", "致", "定", "直", "个",
                                                     "种", "位", "十", "百", "千", "万",
                                                     "成", "钟", "秒", "点"};
  const bool is_lower =
      !number.starts_ascii && number.han_characters == 1 &&
      (number.lo == Decimal::Of(3) || number.lo == Decimal::Of(4) || number.lo == Decimal::Of(5));
  if (!is_lower || !StartsAt(text, number.end, kMark)) return false;
  const std::size_t at = number.end + kMark.size();
  for (int upper = 1; upper <= 3; ++upper) {
    const std::string_view word = kUpper[upper - 1];
    if (!StartsAt(text, at, word) || Decimal::Of(upper) >= number.lo) continue;
    return std::none_of(
        std::begin(kOtherWords), std::end(kOtherWords),
        [&](std::string_view other) { return StartsAt(text, at + word.size(), other); });
  }
  return false;
}

}  // namespace

std::optional<ParsedNumber> ParseNumber(std::string_view text, std::size_t at,
                                        const NumberContext& context) {
  auto number = ReadNumberBody(text, at, context);
  if (!number || number->too_long || number->is_chain) return number;
  if (!IsWhole(*number) || number->lo.IsZero()) return number;
  const std::size_t end = number->end;
  if (StartsAt(text, end, "分之")) {
    if (auto parts = ReadParts(text, *number, context, {})) return parts;
    // 五百分之2.2 is no number at all.
    number->is_chain = true;
    number->end = end + std::string_view("分之").size();
    while (
        number->end < text.size() &&
        (IsAsciiDigit(static_cast<unsigned char>(text[number->end])) || text[number->end] == '.')) {
      ++number->end;
    }
    return number;
  }
  if (IsHalfSpelledFraction(text, *number)) {
    ParsedNumber shorter = *number;
    shorter.end -= std::string_view("之").size();
    if (auto parts = ReadParts(text, shorter, context, {})) return parts;
  }
  if (StartsAt(text, end, "又")) {
    auto lower = ReadNumberBody(text, end + 3, context);
    if (lower && IsWhole(*lower) && !lower->lo.IsZero()) {
      std::optional<ParsedNumber> mixed;
      if (StartsAt(text, lower->end, "分之")) {
        mixed = ReadParts(text, *lower, context, number->lo);
      } else if (StartsAt(text, lower->end, "分")) {
        ParsedNumber shorter = *lower;
        shorter.end -= 3;  // 十分一: as if 之 were written
        mixed = ReadParts(text, shorter, context, number->lo);
      }
      if (mixed) {
        mixed->begin = number->begin;
        return mixed;
      }
    }
    return number;
  }
  if (!number->starts_ascii) return number;
  if (auto fraction = ReadSlash(text, *number, {})) return fraction;
  // 4 6/3
  if (end + 1 < text.size() && text[end] == ' ' && !number->has_point && !number->has_unit &&
      IsAsciiDigit(static_cast<unsigned char>(text[end + 1]))) {
    const auto upper = ReadNumberBody(text, end + 1, context);
    if (upper && IsWhole(*upper)) {
      if (auto mixed = ReadSlash(text, *upper, number->lo)) {
        mixed->begin = number->begin;
        return mixed;
      }
    }
  }
  return number;
}

}  // namespace heshu::extract
