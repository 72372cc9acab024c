#include "tests/extract/quantity/reference_number.h"

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
    } else if (lead < 0xE0) {
      out.push_back(static_cast<char32_t>((lead & 0x1F) << 6 |
                                          (static_cast<unsigned char>(bytes[i + 1]) & 0x3F)));
      i += 2;
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
  if (c == U'〇' || c == U'○') return 0;
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
  for (const char32_t c : text) {
    if (c == U',' || c == U' ') continue;
    if (c < 0x80) {
      ascii.push_back(static_cast<char>(c));
    } else if (c == U'点') {
      ascii.push_back('.');
    } else if (Digit(c) >= 0) {
      ascii.push_back(static_cast<char>('0' + Digit(c)));
    } else {
      return std::nullopt;
    }
  }
  return Decimal::Parse(ascii);
}

std::optional<Decimal> ReadText(Text text);

// left UNIT right, `unit` a power of ten.
std::optional<Decimal> ReadSplit(const Text& left, int unit, Text right) {
  std::optional<Decimal> high = Decimal::Of(1);
  if (!left.empty()) high = ReadText(left);
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
  const auto low = ReadText(right);
  if (!low) return std::nullopt;
  return Add(top, *low);
}

std::optional<Decimal> ReadText(Text text) {
  if (text.empty()) return std::nullopt;
  for (const auto& [letters, exponent] : Units()) {
    const auto at = text.find_last_of(letters);
    if (at == Text::npos) continue;
    return ReadSplit(text.substr(0, at), exponent, text.substr(at + 1));
  }
  return ReadPlain(text);
}

Text ReplaceAll(Text text, const Text& from, const Text& to) {
  for (std::size_t at = text.find(from); at != Text::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// ---- English -----------------------------------------------------------------------------------

const std::vector<std::string>& SmallWords() {
  static const std::vector<std::string> kWords = {
      "zero",     "one",     "two",     "three",     "four",     "five",    "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  return kWords;
}
const std::vector<std::string>& TensWords() {
  static const std::vector<std::string> kWords = {"",      "",      "twenty",  "thirty", "forty",
                                                  "fifty", "sixty", "seventy", "eighty", "ninety"};
  return kWords;
}
const std::vector<std::pair<std::string, int>>& MagnitudeWords() {
  static const std::vector<std::pair<std::string, int>> kWords = {
      {"quadrillion", 15}, {"trillion", 12}, {"billion", 9},
      {"million", 6},      {"thousand", 3},  {"hundred", 2}};
  return kWords;
}

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == ' ' || c == '-') {
      words.emplace_back();
    } else {
      words.back().push_back(c);
    }
  }
  return words;
}

std::optional<Decimal> ReadWords(std::vector<std::string> words) {
  if (words.empty()) return Decimal::Of(0);
  // half a million
  if (words.size() == 3 && words[0] == "half") {
    const auto whole = ReadWords({"one", words[2]});
    return whole ? std::optional(Multiply(*whole, Decimal::Of(5, -1))) : std::nullopt;
  }
  for (const auto& [word, exponent] : MagnitudeWords()) {
    const auto at = std::find(words.begin(), words.end(), word);
    if (at == words.end()) continue;
    const auto left = ReadWords({words.begin(), at});
    std::vector<std::string> tail(at + 1, words.end());
    if (!tail.empty() && tail.front() == "and") tail.erase(tail.begin());
    const auto right = ReadWords(tail);
    if (!left || !right) return std::nullopt;
    return Add(left->Scaled(exponent), *right);
  }
  // two and a half
  if (words.size() > 3 && words.back() == "half") {
    const auto whole = ReadWords({words.begin(), words.end() - 3});
    return whole ? std::optional(Add(*whole, Decimal::Of(5, -1))) : std::nullopt;
  }
  Decimal sum = Decimal::Of(0);
  for (const std::string& word : words) {
    int value = word == "a" ? 1 : -1;
    for (std::size_t i = 0; i < SmallWords().size(); ++i) {
      if (SmallWords()[i] == word) value = static_cast<int>(i);
    }
    for (std::size_t i = 2; i < TensWords().size(); ++i) {
      if (TensWords()[i] == word) value = static_cast<int>(i) * 10;
    }
    if (word == "dozen") {
      sum = Multiply(sum, Decimal::Of(12));
      continue;
    }
    if (value < 0) return std::nullopt;
    sum = Add(sum, Decimal::Of(value));
  }
  return sum;
}

// ---- digits with a Latin tail ------------------------------------------------------------------

std::optional<Decimal> ReadDigits(std::string text) {
  for (std::size_t at = text.find(','); at != std::string::npos; at = text.find(',')) {
    text.erase(at, 1);
  }
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ')) {
    text.erase(at, 1);
  }
  return Decimal::Parse(text);
}

std::optional<Decimal> ReadLatin(const std::string& text) {
  static const std::vector<std::pair<std::string, int>> kTails = {{"quadrillion", 15},
                                                                  {"trillion", 12},
                                                                  {"billion", 9},
                                                                  {"million", 6},
                                                                  {"thousand", 3},
                                                                  {"bn", 9},
                                                                  {"mn", 6},
                                                                  {"K", 3},
                                                                  {"M", 6},
                                                                  {"B", 9},
                                                                  {"T", 12}};
  for (const auto& [tail, exponent] : kTails) {
    if (!text.ends_with(tail)) continue;
    const auto value = ReadDigits(text.substr(0, text.size() - tail.size()));
    return value ? std::optional(value->Scaled(exponent)) : std::nullopt;
  }
  static const std::string kRaised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  if (text.size() > 2 && text.starts_with("10") && static_cast<unsigned char>(text[2]) >= 0x80) {
    return ReadLatin("1×" + text);  // 10²³
  }
  for (const std::string power : {"e", "×10^", "×10"}) {
    const std::size_t at = text.find(power);
    if (at == std::string::npos) continue;
    std::string exponent = text.substr(at + power.size());
    for (int digit = 0; digit < 10; ++digit) {
      for (std::size_t p = exponent.find(kRaised[digit]); p != std::string::npos;
           p = exponent.find(kRaised[digit])) {
        exponent.replace(p, kRaised[digit].size(), std::to_string(digit));
      }
    }
    const auto mantissa = ReadDigits(text.substr(0, at));
    return mantissa ? std::optional(mantissa->Scaled(std::stoi(exponent))) : std::nullopt;
  }
  return ReadDigits(text);
}

std::optional<Decimal> ReadExact(const Text& text, std::string_view bytes) {
  if (text.empty()) return std::nullopt;
  if (text[0] >= U'a' && text[0] <= U'z') return ReadWords(Words(bytes));
  const bool han = std::any_of(text.begin(), text.end(), [](char32_t c) { return c >= 0x3000; });
  if (!han) return ReadLatin(std::string(bytes));
  Text plain = ReplaceAll(text, U"廿", U"二十");
  plain = ReplaceAll(plain, U"卅", U"三十");
  plain = ReplaceAll(plain, U"卌", U"四十");
  return ReadText(plain);
}

std::string Encode(const Text& text) {
  std::string out;
  for (const char32_t c : text) {
    if (c < 0x80) {
      out.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
      out.push_back(static_cast<char>(0xC0 | (c >> 6)));
      out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
      out.push_back(static_cast<char>(0xE0 | (c >> 12)));
      out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
      out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
  }
  return out;
}

std::optional<Decimal> Exact(const Text& text) { return ReadExact(text, Encode(text)); }

std::optional<Reading> Between(const std::optional<Decimal>& lo, const std::optional<Decimal>& hi) {
  if (!lo || !hi) return std::nullopt;
  return Reading{*lo, *hi};
}

}  // namespace

std::string Describe(const Reading& reading) {
  std::string out = reading.lo.ToString();
  if (reading.more) {
    out += "+";
  } else if (reading.lo != reading.hi) {
    out += ".." + reading.hi.ToString();
  }
  if (reading.percent) out += " percent";
  return out;
}

std::optional<Reading> Read(std::string_view bytes) {
  const Text text = Decode(bytes);
  const auto has = [&](char32_t c) { return text.find(c) != Text::npos; };
  if (const auto at = text.find(U"分之"); at != Text::npos) {
    Text lower = text.substr(0, at);
    const Text upper = text.substr(at + 2);
    Decimal whole = Decimal::Of(0);
    if (const auto and_at = lower.find(U'又'); and_at != Text::npos) {
      const auto left = Exact(lower.substr(0, and_at));
      if (!left) return std::nullopt;
      whole = *left;
      lower = lower.substr(and_at + 1);
    }
    const auto numerator = Exact(upper);
    if (!numerator) return std::nullopt;
    if (lower == U"百" || lower == U"千" || lower == U"万") {
      const int places = lower == U"百" ? 0 : lower == U"千" ? 1 : 2;
      const Decimal value = numerator->Scaled(-places);
      return Reading{value, value, false, true};
    }
    const auto denominator = Exact(lower);
    if (!denominator) return std::nullopt;
    const auto quotient = Divide(*numerator, *denominator, 15);
    if (!quotient) return std::nullopt;
    return Reading::Exactly(Add(whole, *quotient));
  }
  if (const auto at = text.find(U'/'); at != Text::npos) {
    Text upper = text.substr(0, at);
    Decimal whole = Decimal::Of(0);
    if (const auto gap = upper.find(U' '); gap != Text::npos) {
      const auto left = Exact(upper.substr(0, gap));
      if (!left) return std::nullopt;
      whole = *left;
      upper = upper.substr(gap + 1);
    }
    const auto numerator = Exact(upper);
    const auto denominator = Exact(text.substr(at + 1));
    if (!numerator || !denominator) return std::nullopt;
    const auto quotient = Divide(*numerator, *denominator, 15);
    if (!quotient) return std::nullopt;
    return Reading::Exactly(Add(whole, *quotient));
  }
  if (has(U'余') || has(U'多')) {
    const auto value = Exact(ReplaceAll(ReplaceAll(text, U"余", U""), U"多", U""));
    if (!value) return std::nullopt;
    return Reading{*value, *value, true, false};
  }
  if (text[0] == U'数' || (text[0] == U'几')) {
    return Between(Exact(U"二" + text.substr(1)), Exact(U"十" + text.substr(1)));
  }
  if (const auto at = text.find(U'几'); at != Text::npos) {  // 二十几万
    const Text tens = text.substr(0, at);
    const Text unit = text.substr(at + 1);
    const auto from = Exact(tens);
    const auto scale = unit.empty() ? std::optional(Decimal::Of(1)) : Exact(U"一" + unit);
    if (!from || !scale) return std::nullopt;
    return Reading{Multiply(*from, *scale), Multiply(Add(*from, Decimal::Of(10)), *scale)};
  }
  // 六七万: two digits side by side, one more than the other. Three or more are positions.
  std::size_t digits = 0;
  std::size_t first = Text::npos;
  for (std::size_t i = 0; i < text.size() && !has(U'点'); ++i) {
    if (text[i] < 0x80 || Digit(text[i]) < 0 || text[i] == U'零' || text[i] == U'〇') continue;
    if (i + 1 < text.size() && text[i + 1] >= 0x80 && Digit(text[i + 1]) == Digit(text[i]) + 1) {
      first = i;
    }
  }
  for (const char32_t c : text) digits += c >= 0x80 && Digit(c) >= 0 ? 1 : 0;
  const bool units = text.find_first_of(U"十百千万亿") != Text::npos;
  if (first != Text::npos && (units || digits == 2)) {
    Text low = text;
    Text high = text;
    low.erase(first + 1, 1);
    high.erase(first, 1);
    return Between(Exact(low), Exact(high));
  }
  const auto value = ReadExact(text, bytes);
  if (!value) return std::nullopt;
  return Reading::Exactly(*value);
}

}  // namespace heshu::extract::reference
