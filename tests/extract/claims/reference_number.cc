#include "tests/extract/claims/reference_number.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace heshu::extract::reference {
namespace {

using Text = std::u32string;

Text Decode(std::string_view bytes) {
  Text out;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      out.push_back(lead);
      i += 1;
    } else {
      // All Han numerals are three bytes.
      out.push_back(static_cast<char32_t>((lead & 0x0F) << 12 |
                                          (static_cast<unsigned char>(bytes[i + 1]) & 0x3F) << 6 |
                                          (static_cast<unsigned char>(bytes[i + 2]) & 0x3F)));
      i += 3;
    }
  }
  return out;
}

int Digit(char32_t c) {
  static const Text kPlain = U"零一二三四五六七八九";
  static const Text kFormal = U"零壹贰叁肆伍陆柒捌玖";
  if (c == U'〇') return 0;
  if (c == U'两') return 2;
  for (const Text& digits : {kPlain, kFormal}) {
    if (const auto at = digits.find(c); at != Text::npos) return static_cast<int>(at);
  }
  return -1;
}

// Biggest first.
const std::vector<std::pair<Text, int>>& Units() {
  static const std::vector<std::pair<Text, int>> kUnits = {
      {U"兆", 12}, {U"亿", 8}, {U"万", 4}, {U"千仟", 3}, {U"百佰", 2}, {U"十拾", 1}};
  return kUnits;
}

std::optional<Decimal> ReadPlain(const Text& text) {
  std::string ascii;
  bool han = false;
  for (const char32_t c : text) {
    if (c == U',') continue;
    if (c < 0x80) {
      ascii.push_back(static_cast<char>(c));
    } else if (c == U'点') {
      ascii.push_back('.');
    } else if (Digit(c) >= 0) {
      ascii.push_back(static_cast<char>('0' + Digit(c)));
      han = true;
    } else {
      return std::nullopt;
    }
  }
  (void)han;
  return Decimal::Parse(ascii);
}

std::optional<Decimal> ReadText(Text text, bool leading);

// left UNIT right, `unit` a power of ten.
std::optional<Decimal> ReadSplit(const Text& left, int unit, Text right, bool leading) {
  std::optional<Decimal> high = Decimal::Of(1);
  if (!left.empty()) high = ReadText(left, leading);
  if (!high) return std::nullopt;
  const Decimal top = high->Scaled(unit);
  if (right.empty()) return top;
  if (right.size() == 1 && Digit(right[0]) > 0 && unit >= 2) {
    return Add(top, Decimal::Of(Digit(right[0]), unit - 1));  // 三万五
  }
  if (right[0] == U'点') {
    const auto fraction = ReadPlain(U"0" + right);
    if (!fraction) return std::nullopt;
    return Add(top, *fraction);
  }
  while (!right.empty() && (right[0] == U'零' || right[0] == U'〇')) right.erase(0, 1);
  const auto low = ReadText(right, false);
  if (!low) return std::nullopt;
  return Add(top, *low);
}

std::optional<Decimal> ReadText(Text text, bool leading) {
  if (text.empty()) return std::nullopt;
  for (const auto& [letters, exponent] : Units()) {
    const auto at = text.find_last_of(letters);
    if (at == Text::npos) continue;
    return ReadSplit(text.substr(0, at), exponent, text.substr(at + 1), leading);
  }
  return ReadPlain(text);
}

// ---- writing -----------------------------------------------------------------------------------

constexpr const char* kPlainDigits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr const char* kFormalDigits[] = {"零", "壹", "贰", "叁", "肆",
                                         "伍", "陆", "柒", "捌", "玖"};
constexpr const char* kPlainUnits[] = {"", "十", "百", "千"};
constexpr const char* kFormalUnits[] = {"", "拾", "佰", "仟"};

// 1..9999
std::string WriteGroup(int n, bool formal) {
  std::string out;
  bool zero = false;
  for (int place = 3; place >= 0; --place) {
    int power = 1;
    for (int i = 0; i < place; ++i) power *= 10;
    const int digit = n / power % 10;
    if (digit == 0) {
      zero = !out.empty();
      continue;
    }
    if (zero) out += "零";
    zero = false;
    out += (formal ? kFormalDigits : kPlainDigits)[digit];
    out += (formal ? kFormalUnits : kPlainUnits)[place];
  }
  return out;
}

std::string WriteHan(std::int64_t n, bool formal) {
  static constexpr const char* kBig[] = {"", "万", "亿", "万亿"};
  std::string out;
  bool gap = false;
  for (int group = 2; group >= 0; --group) {
    std::int64_t power = 1;
    for (int i = 0; i < group; ++i) power *= 10000;
    const int part = static_cast<int>(n / power % 10000);
    if (part == 0) {
      gap = !out.empty();
      continue;
    }
    if (!out.empty() && (gap || part < 1000)) out += "零";
    gap = false;
    out += WriteGroup(part, formal);
    out += kBig[group];
  }
  return out;
}

std::string Grouped(std::int64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace

std::optional<Decimal> Read(std::string_view text) { return ReadText(Decode(text), true); }

Written Generate(std::mt19937_64& random) {
  const auto below = [&](std::int64_t n) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
  };
  // Numbers of every size, small ones as often as big ones.
  std::int64_t limit = 10;
  for (std::int64_t i = below(11); i > 0; --i) limit *= 10;
  const std::int64_t n = 1 + below(limit);
  static constexpr std::pair<const char*, int> kMagnitudes[] = {
      {"万", 4},   {"亿", 8},    {"万亿", 12},   {"千万", 7},
      {"百万", 6}, {"千亿", 11}, {"千万亿", 15}, {"亿亿", 16}};
  const auto& [magnitude, exponent] = kMagnitudes[below(std::size(kMagnitudes))];
  switch (below(9)) {
    case 0:
      return {std::to_string(n), Decimal::Of(n)};
    case 1:
      return {Grouped(n), Decimal::Of(n)};
    case 2:
      return {WriteHan(n, false), Decimal::Of(n)};
    case 3: {
      if (n == 1) return {"壹拾", Decimal::Of(10)};
      return {WriteHan(n, true), Decimal::Of(n)};
    }
    case 4: {  // 557.6万
      const std::int64_t whole = below(10000);
      const std::int64_t tenth = 1 + below(99);
      const Decimal value = Decimal::Of(whole * 100 + tenth, exponent - 2);
      const std::string digits = std::to_string(tenth);
      return {std::to_string(whole) + "." + (digits.size() == 1 ? "0" : "") + digits + magnitude,
              value};
    }
    case 5: {  // 8亿5000万
      const std::int64_t high = 1 + below(9999);
      const std::int64_t low = 1 + below(9999);
      return {std::to_string(high) + "亿" + std::to_string(low) + "万",
              Decimal::Of(high * 10000 + low, 4)};
    }
    case 6: {  // 三万五
      const std::int64_t high = 1 + below(9);
      const std::int64_t low = 1 + below(9);
      static constexpr std::pair<const char*, int> kPlaces[] = {
          {"百", 2}, {"千", 3}, {"万", 4}, {"亿", 8}};
      const auto& [unit, power] = kPlaces[below(4)];
      return {std::string(kPlainDigits[high]) + unit + kPlainDigits[low],
              Decimal::Of(high * 10 + low, power - 1)};
    }
    case 7: {  // 十五点七, 三点零五
      const std::int64_t whole = 1 + below(9999);
      std::string text = WriteHan(whole, false) + "点";
      Decimal value = Decimal::Of(whole);
      const int places = 1 + static_cast<int>(below(4));
      for (int i = 1; i <= places; ++i) {
        const std::int64_t digit = i == places ? 1 + below(9) : below(10);
        text += kPlainDigits[digit];
        value = Add(value, Decimal::Of(digit, -i));
      }
      return {text, value};
    }
    default: {  // 1万5千亿
      const std::int64_t wan = 1 + below(99);
      const std::int64_t qian = 1 + below(9);
      return {std::to_string(wan) + "万" + std::to_string(qian) + "千亿",
              Decimal::Of(wan * 10 + qian, 11)};
    }
  }
}

}  // namespace heshu::extract::reference
