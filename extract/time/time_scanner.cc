#include "extract/time/time_scanner.h"

#include <array>

namespace heshu::extract {
namespace {

constexpr std::size_t kHanBytes = 3;
constexpr int kMaxDigits = 8;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::optional<SmallNumber> ReadDigits(std::string_view text, std::size_t at, std::size_t* end) {
  SmallNumber out;
  std::size_t p = at;
  for (; p < text.size() && IsDigit(text[p]); ++p) {
    if (out.width == kMaxDigits) return std::nullopt;
    out.value = out.value * 10 + (text[p] - '0');
    ++out.width;
  }
  out.has_leading_zero = out.width > 1 && text[at] == '0';
  *end = p;
  return out;
}

// 十, 二十四, 廿九, 三十; 二〇二六, 零七; 七八 (a pair: seven or eight).
std::optional<SmallNumber> ReadHan(std::string_view text, std::size_t at, std::size_t* end) {
  SmallNumber out;
  out.form = SmallNumber::Form::kHan;
  std::size_t p = at;
  const char32_t first = HanAt(text, p);
  if (first == U'廿' || first == U'卅') {
    out.form = SmallNumber::Form::kTwenties;
    out.value = first == U'廿' ? 20 : 30;
    p += kHanBytes;
    if (const int digit = HanDigitAt(text, p); digit > 0) {
      out.value += digit;
      p += kHanBytes;
    }
    *end = p;
    return out;
  }
  if (first == U'两' || first == U'仨') {
    out.value = first == U'两' ? 2 : 3;
    *end = p + kHanBytes;
    return out;
  }
  if (first == U'半') {
    out.form = SmallNumber::Form::kHalf;
    *end = p + kHanBytes;
    return out;
  }
  std::array<int, kMaxDigits> digits{};
  int count = 0;
  for (; count < kMaxDigits; ++count, p += kHanBytes) {
    const int digit = HanDigitAt(text, p);
    if (digit < 0) break;
    digits[static_cast<std::size_t>(count)] = digit;
  }
  if (HanDigitAt(text, p) >= 0) return std::nullopt;
  if (HanAt(text, p) == U'十' && count <= 1) {
    out.value = (count == 0 ? 1 : digits[0]) * 10;
    p += kHanBytes;
    out.width = count + 1;
    if (const int digit = HanDigitAt(text, p); digit > 0) {
      out.value += digit;
      p += kHanBytes;
      ++out.width;
      if (HanDigitAt(text, p) >= 0) return std::nullopt;
    }
    *end = p;
    return out;
  }
  if (count == 0) return std::nullopt;
  for (int i = 0; i < count; ++i) out.value = out.value * 10 + digits[static_cast<std::size_t>(i)];
  out.width = count;
  out.has_leading_zero = count > 1 && digits[0] == 0;
  if (count > 1) out.form = SmallNumber::Form::kHanDigits;
  if (count == 2 && digits[0] > 0 && digits[1] == digits[0] + 1) {
    out.form = SmallNumber::Form::kPair;
    out.value = digits[0];
  }
  *end = p;
  return out;
}

}  // namespace

bool SmallNumber::IsYearLike() const {
  return width == 4 && (form == Form::kDigits || form == Form::kHanDigits) && value >= 1000 &&
         value <= 2999;
}

int HanDigitAt(std::string_view text, std::size_t at) {
  switch (HanAt(text, at)) {
    case U'〇':
    case U'零':
    case U'○':
      return 0;
    case U'一':
      return 1;
    case U'二':
      return 2;
    case U'三':
      return 3;
    case U'四':
      return 4;
    case U'五':
      return 5;
    case U'六':
      return 6;
    case U'七':
      return 7;
    case U'八':
      return 8;
    case U'九':
      return 9;
    default:
      return -1;
  }
}

bool EndsBefore(std::string_view text, std::size_t at,
                std::initializer_list<std::string_view> words) {
  return EndsWithAny(text.substr(0, at), words);
}

bool EndsInNumberNoun(std::string_view head) {
  return EndsBefore(head, head.size(), {"指数", "系数", "基数", "总数", "人数"});
}

bool NumeralBefore(std::string_view text, std::size_t at) {
  std::size_t digits = at;
  while (digits > 0 && at - digits < 2 && text[digits - 1] == ' ') --digits;
  if (digits > 0 && IsDigit(text[digits - 1])) return true;
  if (at < kHanBytes) return false;
  // 十多, 3余; 拼多多首季 begins with a name.
  if (EndsBefore(text, at, {"多", "余"})) return NumeralBefore(text, at - kHanBytes);
  static constexpr HanCharacters kNumerals("〇零○一二三四五六七八九十百千万亿半两几数");
  return kNumerals.HasAt(text, at - kHanBytes) && !EndsInNumberNoun(text.substr(0, at));
}

std::optional<SmallNumber> ReadSmallNumber(std::string_view text, std::size_t at,
                                           std::size_t* end) {
  if (at >= text.size()) return std::nullopt;
  return IsDigit(text[at]) ? ReadDigits(text, at, end) : ReadHan(text, at, end);
}

int Cursor::AcceptAny(std::initializer_list<std::string_view> words) {
  const std::size_t p = AfterSpaces();
  int index = 0;
  for (const std::string_view word : words) {
    if (AcceptAt(p, word)) return index;
    ++index;
  }
  return -1;
}

bool Cursor::AcceptWordAt(std::size_t at, std::string_view word) {
  if (at + word.size() > text_.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (Lower(text_[at + i]) != word[i]) return false;
  }
  const std::size_t end = at + word.size();
  if (end < text_.size() && (IsAsciiLetter(text_[end]))) return false;
  at_ = end;
  return true;
}

int Cursor::AcceptAnyWord(std::initializer_list<std::string_view> words) {
  const std::size_t p = AfterSpaces();
  const char first = Letter();
  if (first == '\0') return -1;
  int index = 0;
  for (const std::string_view word : words) {
    if (word.front() == first && AcceptWordAt(p, word)) return index;
    ++index;
  }
  return -1;
}

std::optional<SmallNumber> Cursor::AcceptNumber() {
  std::size_t end = 0;
  const auto number = ReadSmallNumber(text_, AfterSpaces(), &end);
  if (number) at_ = end;
  return number;
}

bool Cursor::SeesAny(std::initializer_list<std::string_view> words) const {
  return StartsWithAny(text_.substr(AfterSpaces()), words);
}

bool Cursor::SeesNumber() const {
  std::size_t end = 0;
  return ReadSmallNumber(text_, AfterSpaces(), &end).has_value();
}

bool Cursor::SeesBoundary() const {
  if (AtEnd()) return true;
  const char c = text_[at_];
  if (static_cast<unsigned char>(c) < 0x80) return !IsDigit(c) && !IsAsciiLetter(c) && c != '%';
  const char32_t han = HanAt(text_, at_);
  return (han >= 0x3000 && han <= 0x303F && han != U'〇') || (han >= 0x2010 && han <= 0x2027) ||
         (han >= 0xFF00 && han <= 0xFF0F);
}

}  // namespace heshu::extract
