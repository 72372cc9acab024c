#include "extract/quantity/ascii_number.h"

#include <cstdint>
#include <optional>
#include <string>

#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

bool DigitAt(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

bool LetterAt(std::string_view text, std::size_t at) {
  return at < text.size() && IsAsciiLetter(static_cast<unsigned char>(text[at]));
}

// Three digits and no fourth at `at`.
bool GroupAt(std::string_view text, std::size_t at) {
  return DigitAt(text, at) && DigitAt(text, at + 1) && DigitAt(text, at + 2) &&
         !DigitAt(text, at + 3);
}

// The end of 1,64,137 at `at`, its comma: groups of two and a last one of three, as India writes;
// `at` if there is none.
std::size_t IndianGroupsEnd(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostBytes = 24;
  std::size_t end = at;
  while (end - at < kMostBytes && StartsAt(text, end, ",") && DigitAt(text, end + 1) &&
         DigitAt(text, end + 2) && StartsAt(text, end + 3, ",")) {
    end += 3;
  }
  return end > at && GroupAt(text, end + 1) ? end + 4 : at;
}

// A number in raised digits (⁻¹², ⁹) at `at`: its end in `*end`; empty if none.
std::optional<int> RaisedNumberAt(std::string_view text, std::size_t at, std::size_t* end) {
  static constexpr std::string_view kDigits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::size_t p = at;
  const bool minus = StartsAt(text, p, "⁻");
  if (minus) p += std::string_view("⁻").size();
  int value = 0;
  int count = 0;
  for (bool found = true; found && count < 4;) {
    found = false;
    for (int digit = 0; digit < 10 && !found; ++digit) {
      if (!StartsAt(text, p, kDigits[digit])) continue;
      value = value * 10 + digit;
      p += kDigits[digit].size();
      ++count;
      found = true;
    }
  }
  if (count == 0 || count > 2) return std::nullopt;
  *end = p;
  return minus ? -value : value;
}

// "×10^9", "x 10^9", "×10⁹" at `at`: the exponent, and the end in `*end`; 0 if none.
int PowerOfTenAt(std::string_view text, std::size_t at, std::size_t* end) {
  std::size_t p = SkipSpaces(text, at, 1);
  if (StartsAt(text, p, "×")) {
    p += std::string_view("×").size();
  } else if (StartsAt(text, p, "x") || StartsAt(text, p, "*")) {
    ++p;
  } else {
    return 0;
  }
  p = SkipSpaces(text, p, 1);
  if (!StartsAt(text, p, "10")) return 0;
  p += 2;
  if (const auto raised = RaisedNumberAt(text, p, end)) return *raised;
  if (!StartsAt(text, p, "^")) return 0;
  ++p;
  int exponent = 0;
  int digits = 0;
  for (; DigitAt(text, p) && digits < 3; ++p, ++digits) exponent = exponent * 10 + (text[p] - '0');
  if (digits == 0 || digits > 2 || DigitAt(text, p)) return 0;
  *end = p;
  return exponent;
}

// " euros", " new cars": what millions of are counted.
bool CountsBehind(std::string_view text, std::size_t at) {
  static constexpr std::string_view kCounted[] = {
      "euros",    "yuan",       "dollars", "pounds",   "people",    "users",       "cars",
      "vehicles", "units",      "tonnes",  "tons",     "barrels",   "shares",      "customers",
      "jobs",     "households", "homes",   "workers",  "tourists",  "visitors",    "passengers",
      "members",  "downloads",  "phones",  "handsets", "trips",     "subscribers", "ounces",
      "parcels",  "tickets",    "viewers", "students", "graduates", "EVs",         "smartphones"};
  if (!StartsAt(text, at, " ")) return false;
  for (std::size_t from = ++at; at < text.size() && at - from < 40; ++at) {
    if (at != from && text[at - 1] != ' ') continue;
    for (const std::string_view word : kCounted) {
      const std::size_t end = at + word.size();
      if (StartsAt(text, at, word) && !LetterAt(text, end)) return true;
    }
    // One adjective may stand between.
    if (at != from) return false;
  }
  return false;
}

}  // namespace

AsciiNumber ReadAsciiNumber(std::string_view text, std::size_t at) {
  AsciiNumber out;
  std::string digits;
  std::size_t p = at;
  while (DigitAt(text, p)) {
    if (digits.size() < 64) digits.push_back(text[p]);
    ++p;
  }
  const std::size_t whole = p - at;
  out.digits = static_cast<int>(whole < 1000 ? whole : 1000);
  out.leading_zero = whole > 1 && text[at] == '0';
  if (whole >= 1 && whole <= 3 && !out.leading_zero && StartsAt(text, p, ",") &&
      GroupAt(text, p + 1)) {
    while (StartsAt(text, p, ",") && GroupAt(text, p + 1)) {
      if (digits.size() < 64) digits.append(text.substr(p + 1, 3));
      p += 4;
      out.digits += 3;
    }
    out.is_grouped = true;
  } else if (const std::size_t end = IndianGroupsEnd(text, p);
             end > p && whole >= 1 && whole <= 2 && !out.leading_zero) {
    for (; p < end; ++p) {
      if (!DigitAt(text, p)) continue;
      if (digits.size() < 64) digits.push_back(text[p]);
      ++out.digits;
    }
    out.is_grouped = true;
  } else if (whole >= 1 && whole <= 3 && !out.leading_zero && StartsAt(text, p, " ") &&
             GroupAt(text, p + 1) && StartsAt(text, p + 4, " ") && GroupAt(text, p + 5)) {
    while (StartsAt(text, p, " ") && GroupAt(text, p + 1)) {
      if (digits.size() < 64) digits.append(text.substr(p + 1, 3));
      p += 4;
      out.digits += 3;
    }
    out.is_grouped = true;
  }
  int places = 0;
  if (StartsAt(text, p, ".") && DigitAt(text, p + 1)) {
    out.has_point = true;
    ++p;
    digits.push_back('.');
    for (; DigitAt(text, p); ++p, ++places) {
      if (places < 40) digits.push_back(text[p]);
    }
    if (StartsAt(text, p, ".") && DigitAt(text, p + 1)) {
      while (DigitAt(text, p) || (StartsAt(text, p, ".") && DigitAt(text, p + 1))) ++p;
      out.is_chain = true;
      out.end = p;
      return out;
    }
  }
  out.end = p;
  const auto value = Decimal::Parse(digits);
  if (!value || digits.size() >= 64 || places > 30) {
    out.too_long = true;
    return out;
  }
  out.value = *value;
  out.step_exponent = -places;
  // 1.5e12
  if (p + 1 < text.size() && (text[p] == 'e' || text[p] == 'E')) {
    std::size_t q = p + 1;
    const bool minus = text[q] == '-';
    if (minus || text[q] == '+') ++q;
    int exponent = 0;
    std::size_t count = 0;
    for (; DigitAt(text, q + count) && count < 3; ++count) {
      exponent = exponent * 10 + (text[q + count] - '0');
    }
    q += count;
    if (count > 0 && count < 3 && !DigitAt(text, q) && !LetterAt(text, q)) {
      out.value = out.value.Scaled(minus ? -exponent : exponent);
      out.step_exponent += minus ? -exponent : exponent;
      out.has_point = true;
      out.end = q;
      return out;
    }
  }
  std::size_t end = p;
  // 10²³
  if (out.value == Decimal::Of(10) && places == 0) {
    if (const auto raised = RaisedNumberAt(text, p, &end)) {
      out.value = Decimal::Of(1, *raised);
      out.step_exponent = *raised;
      out.has_point = true;
      out.end = end;
      return out;
    }
  }
  if (const int exponent = PowerOfTenAt(text, p, &end); exponent != 0) {
    out.value = out.value.Scaled(exponent);
    out.step_exponent += exponent;
    out.has_point = true;
    out.end = end;
  }
  return out;
}

LatinMagnitude ReadLatinMagnitude(std::string_view text, std::size_t at,
                                  const SpellingTrie* units) {
  struct Word {
    std::string_view spelling;
    int exponent;
    char letter;
  };
  static constexpr Word kWords[] = {
      {"thousand", 3, 'w'},
      {"million", 6, 'w'},
      {"billion", 9, 'w'},
      {"trillion", 12, 'w'},
      {"quadrillion", 15, 'w'},
      {"Million", 6, 'w'},
      {"Billion", 9, 'w'},
      {"Trillion", 12, 'w'},
      {"lakh crores", 12, 'w'},
      {"lakh crore", 12, 'w'},
      {"lakh cr", 12, 'w'},
      {"crores", 7, 'w'},
      {"crore", 7, 'w'},
      {"Crore", 7, 'w'},
      {"cr", 7, 'w'},
      {"lakhs", 5, 'w'},
      {"lakh", 5, 'w'},
      {"MILLION", 6, 'w'},
      {"BILLION", 9, 'w'},
      {"mln", 6, 'w'},
      {"bln", 9, 'w'},
      {"bn", 9, 'w'},
      {"mn", 6, 'w'},
      {"tn", 12, 'w'},
      {"trn", 12, 'w'},
      {"K", 3, 'K'},
      {"k", 3, 'K'},
      {"M", 6, 'M'},
      {"m", 6, 'm'},
      {"B", 9, 'B'},
      {"T", 12, 'T'},
  };
  std::size_t p = at;
  if (p < text.size() && (text[p] == ' ' || (text[p] == '-' && LetterAt(text, p + 1)))) ++p;
  if (!LetterAt(text, p)) return {};
  for (const Word& word : kWords) {
    if (!StartsAt(text, p, word.spelling)) continue;
    const std::size_t end = p + word.spelling.size();
    if (end < text.size() && IsAsciiAlnum(static_cast<unsigned char>(text[end]))) continue;
    if (p > at && text[at] == '-' && word.spelling.size() < 3) continue;
    const bool letter = word.spelling.size() == 1;
    if (letter && units && word.spelling != "m") {
      const auto unit = units->Longest(text, p);
      if (unit && unit.size > 1) return {};
    }
    // 5m euros, 3.2m cars: millions where what is counted stands behind; else metres.
    if (word.spelling == "m" && !CountsBehind(text, end)) continue;
    // 72B-Instruct is a name, a 512K-token window none.
    const bool goes_on = end + 1 < text.size() && text[end] == '-' && LetterAt(text, end + 1);
    const bool is_measured =
        goes_on && (StartsAt(text, end + 1, "token") || StartsAt(text, end + 1, "parameter"));
    if (letter && goes_on && !is_measured) return {};
    return {word.exponent, end - at, word.letter};
  }
  return {};
}

}  // namespace heshu::extract
