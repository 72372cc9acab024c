// The writers of reference_number.h.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "tests/extract/quantity/reference_number.h"

namespace heshu::extract::reference {
namespace {

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
  static constexpr const char* kBig[] = {"", "万", "亿"};
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

std::string Grouped(std::string digits, const char* mark) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3;) {
    at -= 3;
    digits.insert(at, mark);
  }
  return digits;
}

std::string WriteWords(std::int64_t n) {
  static constexpr const char* kSmall[] = {
      "zero",     "one",     "two",     "three",     "four",     "five",    "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static constexpr const char* kTens[] = {"",      "",      "twenty",  "thirty", "forty",
                                          "fifty", "sixty", "seventy", "eighty", "ninety"};
  static constexpr std::pair<const char*, std::int64_t> kMagnitudes[] = {
      {"trillion", 1'000'000'000'000},
      {"billion", 1'000'000'000},
      {"million", 1'000'000},
      {"thousand", 1'000}};
  std::string out;
  const auto append = [&](const std::string& word) { out += (out.empty() ? "" : " ") + word; };
  for (const auto& [word, value] : kMagnitudes) {
    if (n < value) continue;
    append(WriteWords(n / value) + " " + word);
    n %= value;
  }
  if (n >= 100) {
    append(std::string(kSmall[n / 100]) + " hundred");
    n %= 100;
    if (n > 0) append("and");
  }
  if (n >= 20) {
    append(std::string(kTens[n / 10]) + (n % 10 > 0 ? std::string("-") + kSmall[n % 10] : ""));
  } else if (n > 0) {
    append(kSmall[n]);
  }
  return out;
}

std::string Raised(int n) {
  static constexpr const char* kRaised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out;
  for (const char c : std::to_string(n)) out += kRaised[c - '0'];
  return out;
}

int DigitCount(const Decimal& value) {
  return static_cast<int>(std::to_string(value.coefficient).size());
}

}  // namespace

Decimal RandomValue(std::mt19937_64& random) {
  const auto below = [&](std::int64_t n) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
  };
  std::int64_t limit = 10;
  for (std::int64_t i = below(9); i > 0; --i) limit *= 10;
  return Decimal::Of(1 + below(limit), static_cast<int>(below(16)) - 4);
}

std::vector<Written> WriteExact(const Decimal& value) {
  std::vector<Written> out;
  const auto add = [&](std::string notation, std::string text) {
    out.push_back({std::move(notation), std::move(text), Reading::Exactly(value)});
  };
  const std::string digits = value.ToString();
  const bool whole = value.exponent >= 0;
  const bool fits = DigitCount(value) + std::max(value.exponent, 0) <= 15;
  std::int64_t n = 0;
  if (whole && fits) {
    n = value.coefficient;
    for (int i = 0; i < value.exponent; ++i) n *= 10;
  }
  add("digits", digits);
  if (value >= Decimal::Of(1000)) add("grouped", Grouped(digits, ","));
  if (value >= Decimal::Of(1, 6) && whole) add("spaced", Grouped(digits, " "));

  static constexpr std::pair<const char*, int> kMagnitudes[] = {
      {"百", 2}, {"千", 3},    {"万", 4},    {"十万", 5},  {"百万", 6},    {"千万", 7},
      {"亿", 8}, {"百亿", 10}, {"千亿", 11}, {"万亿", 12}, {"千万亿", 15}, {"亿亿", 16}};
  for (const auto& [magnitude, exponent] : kMagnitudes) {
    const Decimal front = value.Scaled(-exponent);
    if (front.exponent < -4 || front >= Decimal::Of(10000) || front < Decimal::Of(1, -2)) continue;
    add(std::string("with ") + magnitude, front.ToString() + magnitude);
  }
  static constexpr std::pair<const char*, int> kLatin[] = {{"K", 3},
                                                           {"M", 6},
                                                           {"B", 9},
                                                           {"T", 12},
                                                           {"bn", 9},
                                                           {"mn", 6},
                                                           {" thousand", 3},
                                                           {" million", 6},
                                                           {" billion", 9},
                                                           {" trillion", 12},
                                                           {" quadrillion", 15}};
  for (const auto& [tail, exponent] : kLatin) {
    const Decimal front = value.Scaled(-exponent);
    if (front.exponent < -3 || front >= Decimal::Of(10000) || front < Decimal::Of(1, -1)) continue;
    add(std::string("latin ") + tail, front.ToString() + tail);
  }
  const int power = DigitCount(value) - 1 + value.exponent;
  if (power > 0 && DigitCount(value) <= 8) {
    const std::string mantissa = value.Scaled(-power).ToString();
    add("exponent", mantissa + "e" + std::to_string(power));
    add("power", mantissa + "×10^" + std::to_string(power));
    add("raised", mantissa + "×10" + Raised(power));
    if (value.coefficient == 1) add("raised alone", "10" + Raised(power));
  }
  if (n > 0 && n < 1'000'000'000'000) {
    add("Han", WriteHan(n, false));
    // 叁 alone is no number, and 万 has no formal spelling.
    if (n >= 10) add("formal", WriteHan(n, true));
    if (n > 1) add("words", WriteWords(n));
    if (n > 1 && n < 1000) {
      add("words and a half million", WriteWords(n) + " and a half million");
      out.back().reading = Reading::Exactly(Add(value, Decimal::Of(5, -1)).Scaled(6));
      // twenty-five and a half million is not how it is said
      if (n >= 13) out.pop_back();
    }
  }
  if (n >= 100 && DigitCount(value) >= 3 && n < 1'000'000'000'000'000) {
    std::string text;
    bool zero = false;
    for (const char c : digits) {
      zero = zero || c == '0';
      text += c == '0' ? "〇" : kPlainDigits[c - '0'];
    }
    add("positional", text);
  }
  if (value.exponent < 0 && value.exponent >= -6) {
    const std::size_t point = digits.find('.');
    const std::int64_t front = std::stoll(digits.substr(0, point));
    if (front < 1'000'000'000'000) {
      std::string text = front == 0 ? "零" : WriteHan(front, false);
      text += "点";
      for (const char c : digits.substr(point + 1)) text += kPlainDigits[c - '0'];
      add("Han decimal", text);
    }
  }
  if (n >= 10'000) {  // 8亿5000万, 3亿2000万1500
    const std::int64_t yi = n / 100'000'000;
    const std::int64_t wan = n / 10'000 % 10'000;
    const std::int64_t rest = n % 10'000;
    std::string text;
    if (yi > 0) text += std::to_string(yi) + "亿";
    if (wan > 0) text += std::to_string(wan) + "万";
    if (rest > 0) text += std::to_string(rest);
    if (yi < 10'000) add("stacked", text);
  }
  if (n >= 1'100'000'000'000 && n % 100'000'000'000 == 0 && n / 100'000'000'000 % 10 > 0 &&
      n < 1'000'000'000'000'000) {  // 1万5千亿
    const std::int64_t thousands = n / 100'000'000'000;
    add("stacked 万千亿",
        std::to_string(thousands / 10) + "万" + std::to_string(thousands % 10) + "千亿");
  }
  // 三万五
  if (whole && value.coefficient >= 11 && value.coefficient <= 99) {
    static constexpr std::pair<const char*, int> kPlaces[] = {
        {"百", 2}, {"千", 3}, {"万", 4}, {"亿", 8}};
    for (const auto& [unit, place] : kPlaces) {
      if (place != value.exponent + 1) continue;
      add("omitted unit", std::string(kPlainDigits[value.coefficient / 10]) + unit +
                              kPlainDigits[value.coefficient % 10]);
    }
  }
  if (n >= 20 && n < 50) {
    static constexpr const char* kTens[] = {"", "", "廿", "卅", "卌"};
    add("廿", std::string(kTens[n / 10]) + (n % 10 > 0 ? kPlainDigits[n % 10] : ""));
  }
  if (value < Decimal::Of(10000) && value.exponent >= -3) {
    for (const auto& [parts, places] :
         {std::pair{"百分之", 0}, std::pair{"千分之", 1}, std::pair{"万分之", 2}}) {
      const Decimal percent = value.Scaled(-places);
      out.push_back({parts, parts + digits, {percent, percent, false, true}});
      if (whole) {
        out.push_back({std::string(parts) + " in Han",
                       parts + WriteHan(n, false),
                       {percent, percent, false, true}});
      }
    }
  }
  return out;
}

std::vector<Written> WriteOthers(std::mt19937_64& random) {
  const auto below = [&](std::int64_t n) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
  };
  std::vector<Written> out;
  // Fractions.
  const std::int64_t denominator = 2 + below(998);
  const std::int64_t numerator = 1 + below(1800);
  const std::int64_t whole = 1 + below(20);
  const auto quotient = Divide(Decimal::Of(numerator), Decimal::Of(denominator), 15);
  const auto fraction = [&](std::string notation, std::string text, const Decimal& value) {
    out.push_back({std::move(notation), std::move(text), Reading::Exactly(value)});
  };
  if (quotient) {
    const Decimal mixed = Add(Decimal::Of(whole), *quotient);
    fraction("slash", std::to_string(numerator) + "/" + std::to_string(denominator), *quotient);
    fraction(
        "mixed slash",
        std::to_string(whole) + " " + std::to_string(numerator) + "/" + std::to_string(denominator),
        mixed);
    // 百分之五 and 千分之五 are percents, 一百分之五 is not written.
    if (denominator != 100) {
      fraction("分之", WriteHan(denominator, false) + "分之" + WriteHan(numerator, false),
               *quotient);
      fraction("digits 分之", std::to_string(denominator) + "分之" + std::to_string(numerator),
               *quotient);
      fraction("又",
               WriteHan(whole, false) + "又" + WriteHan(denominator, false) + "分之" +
                   WriteHan(numerator, false),
               mixed);
    }
  }
  // Vague numbers.
  static constexpr std::pair<const char*, int> kUnits[] = {
      {"十", 1},   {"百", 2}, {"千", 3},   {"万", 4},    {"十万", 5},  {"百万", 6},
      {"千万", 7}, {"亿", 8}, {"十亿", 9}, {"百亿", 10}, {"千亿", 11}, {"万亿", 12}};
  const auto& [unit, exponent] = kUnits[below(std::size(kUnits))];
  const Reading several{Decimal::Of(2, exponent), Decimal::Of(1, exponent + 1)};
  out.push_back({"数", std::string("数") + unit, several});
  out.push_back({"几", std::string("几") + unit, several});
  static constexpr std::pair<const char*, int> kBig[] = {
      {"", 0}, {"万", 4}, {"亿", 8}, {"万亿", 12}};
  const auto& [big, shift] = kBig[below(std::size(kBig))];
  const std::int64_t tens = 1 + below(9);
  const std::string ten = (tens == 1 ? "" : std::string(kPlainDigits[tens])) + "十";
  out.push_back({"十几",
                 ten + "几" + big,
                 {Decimal::Of(tens * 10, shift), Decimal::Of(tens * 10 + 10, shift)}});
  const std::int64_t digit = 1 + below(8);
  const std::string pair = std::string(kPlainDigits[digit]) + kPlainDigits[digit + 1];
  if (*big != '\0') {
    out.push_back({"pair", pair + big, {Decimal::Of(digit, shift), Decimal::Of(digit + 1, shift)}});
    out.push_back(
        {"pair behind tens",
         ten + pair + big,
         {Decimal::Of(tens * 10 + digit, shift), Decimal::Of(tens * 10 + digit + 1, shift)}});
    const Decimal over = Decimal::Of(1 + below(999), shift);
    const std::string front = over.Scaled(-shift).ToString();
    out.push_back({"余 inside", front + "余" + big, {over, over, true, false}});
    out.push_back({"多 behind", front + big + "多", {over, over, true, false}});
  }
  return out;
}

}  // namespace heshu::extract::reference
