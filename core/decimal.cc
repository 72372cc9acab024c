#include "core/decimal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace heshu {
namespace {

__extension__ using Wide = __int128;

constexpr int kMaxDigits = 18;

constexpr std::array<Wide, 38> kPowers = [] {
  std::array<Wide, 38> powers{};
  Wide p = 1;
  for (Wide& power : powers) {
    power = p;
    p *= 10;
  }
  return powers;
}();

// 10^n, n ≤ 37.
constexpr Wide Power10(int n) { return n <= 0 ? 1 : kPowers[static_cast<std::size_t>(n)]; }

int DigitCount(Wide v) {
  if (v < 0) v = -v;
  int n = 1;
  for (; v > std::numeric_limits<std::int64_t>::max(); ++n) v /= 10;
  // Comparing costs less than dividing, and most figures have few digits.
  constexpr std::uint64_t kTen18 = 1'000'000'000'000'000'000;
  const auto low = static_cast<std::uint64_t>(v);
  for (std::uint64_t power = 10; low >= power; power *= 10) {
    ++n;
    if (power == kTen18) break;
  }
  return n;
}

// v / 10^places, rounded; `sticky` says that v had a lost tail below its last digit, in the
// direction of its sign.
Wide DropDigits(Wide v, int places, bool sticky, Rounding rounding) {
  if (places <= 0) {
    if (!sticky) return v;
    if (rounding == Rounding::kUp && v >= 0) return v + 1;
    if (rounding == Rounding::kDown && v < 0) return v - 1;
    return v;
  }
  if (places > 37) {
    const bool nonzero = v != 0 || sticky;
    if (rounding == Rounding::kUp && nonzero && v >= 0) return 1;
    if (rounding == Rounding::kDown && nonzero && v < 0) return -1;
    return 0;
  }
  const Wide p = Power10(places);
  Wide q = v / p;
  Wide r = v % p;
  const bool negative = v < 0;
  if (r < 0) r = -r;
  const bool inexact = r != 0 || sticky;
  switch (rounding) {
    case Rounding::kUp:
      if (inexact && !negative) ++q;
      break;
    case Rounding::kDown:
      if (inexact && negative) --q;
      break;
    case Rounding::kHalfEven: {
      const Wide twice = r * 2;
      if (twice > p || (twice == p && (sticky || q % 2 != 0))) q += negative ? -1 : 1;
      break;
    }
  }
  return q;
}

// v × 10^exponent without the zeros at the end of v. Wide arithmetic is slow.
template <typename Integer>
Decimal WithoutZeros(Integer v, int exponent) {
  if (v == 0) return {};
  auto coefficient = static_cast<std::int64_t>(v);  // of 18 digits at most
  while (coefficient % 10 == 0) {
    coefficient /= 10;
    ++exponent;
  }
  return {coefficient, exponent};
}

Decimal Canonical(Wide v, int exponent, bool sticky, Rounding rounding) {
  constexpr Wide kBeyond = Power10(kMaxDigits);
  if (!sticky && -kBeyond < v && v < kBeyond) {
    return WithoutZeros(static_cast<std::int64_t>(v), exponent);
  }
  const int over = DigitCount(v) - kMaxDigits;
  if (over > 0 || sticky) {
    v = DropDigits(v, std::max(over, 0), sticky, rounding);
    exponent += std::max(over, 0);
  }
  return WithoutZeros(v, exponent);
}

}  // namespace

Decimal Decimal::Of(std::int64_t coefficient, int exponent) {
  return Canonical(coefficient, exponent, false, Rounding::kHalfEven);
}

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  Wide v = 0;
  int exponent = 0;
  int zeros = 0;  // trailing zeros not yet multiplied in: 1e30 written out is one digit
  bool seen_digit = false;
  bool seen_point = false;
  for (const char c : text) {
    if (c == '.') {
      if (seen_point) return std::nullopt;
      seen_point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    seen_digit = true;
    if (seen_point) --exponent;
    if (c == '0') {
      if (v != 0) ++zeros;
      continue;
    }
    if (v != 0 && DigitCount(v) + zeros + 1 > kMaxDigits) return std::nullopt;
    v = v * Power10(zeros + 1) + (c - '0');
    zeros = 0;
  }
  if (!seen_digit) return std::nullopt;
  return Canonical(negative ? -v : v, exponent + zeros, false, Rounding::kHalfEven);
}

std::string Decimal::ToString() const {
  if (coefficient == 0) return "0";
  const auto magnitude = coefficient < 0
                             ? std::uint64_t{0} - static_cast<std::uint64_t>(coefficient)
                             : static_cast<std::uint64_t>(coefficient);
  std::string digits = std::to_string(magnitude);
  if (exponent >= 0) {
    digits.append(static_cast<std::size_t>(exponent), '0');
  } else {
    const auto places = static_cast<std::size_t>(-exponent);
    if (digits.size() <= places) digits.insert(0, places - digits.size() + 1, '0');
    digits.insert(digits.size() - places, 1, '.');
  }
  return coefficient < 0 ? "-" + digits : digits;
}

double Decimal::ToDouble() const {
  // Both numbers are exact, so that one operation rounds as strtod does.
  static constexpr std::array<double, 23> kExact = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  constexpr std::int64_t kExactIntegers = std::int64_t{1} << 53;
  const auto places = static_cast<std::size_t>(std::abs(exponent));
  if (std::llabs(coefficient) <= kExactIntegers && places < kExact.size()) {
    const auto value = static_cast<double>(coefficient);
    return exponent < 0 ? value / kExact[places] : value * kExact[places];
  }
  return std::strtod((std::to_string(coefficient) + "e" + std::to_string(exponent)).c_str(),
                     nullptr);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.Sign() != b.Sign()) return a.Sign() <=> b.Sign();
  if (a.Sign() == 0) return std::strong_ordering::equal;
  if (a.exponent == b.exponent) return a.coefficient <=> b.coefficient;
  const int magnitude_a = DigitCount(a.coefficient) + a.exponent;
  const int magnitude_b = DigitCount(b.coefficient) + b.exponent;
  if (magnitude_a != magnitude_b) {
    const auto order = magnitude_a <=> magnitude_b;
    return a.Sign() > 0 ? order : 0 <=> order;
  }
  // Same magnitude: the exponents differ by at most 18, so the aligned coefficients fit.
  const int low = std::min(a.exponent, b.exponent);
  const Wide wide_a = static_cast<Wide>(a.coefficient) * Power10(a.exponent - low);
  const Wide wide_b = static_cast<Wide>(b.coefficient) * Power10(b.exponent - low);
  return wide_a < wide_b   ? std::strong_ordering::less
         : wide_a > wide_b ? std::strong_ordering::greater
                           : std::strong_ordering::equal;
}

Decimal Add(const Decimal& a, const Decimal& b, Rounding rounding) {
  if (a.IsZero()) return b;
  if (b.IsZero()) return a;
  const Decimal& high = a.exponent >= b.exponent ? a : b;
  const Decimal& low = a.exponent >= b.exponent ? b : a;
  const int shift = high.exponent - low.exponent;
  if (shift <= 18) {
    return Canonical(static_cast<Wide>(high.coefficient) * Power10(shift) + low.coefficient,
                     low.exponent, false, rounding);
  }
  // `low` lies below the 18 digits kept beyond `high`: it only decides the rounding.
  const Wide base = static_cast<Wide>(high.coefficient) * Power10(18);
  const Wide dropped = DropDigits(low.coefficient, shift - 18, false, Rounding::kDown);
  const bool exact =
      shift - 18 <= 37 && dropped * Power10(std::min(shift - 18, 19)) == low.coefficient;
  Wide sum = base + dropped;  // floor, so any lost tail is upward
  if (!exact && rounding == Rounding::kUp) sum += 1;
  return Canonical(sum, high.exponent - 18, false, rounding);
}

Decimal Subtract(const Decimal& a, const Decimal& b, Rounding rounding) {
  return Add(a, b.Negated(), rounding);
}

Decimal Multiply(const Decimal& a, const Decimal& b, Rounding rounding) {
  return Canonical(static_cast<Wide>(a.coefficient) * b.coefficient, a.exponent + b.exponent, false,
                   rounding);
}

std::optional<Decimal> Divide(const Decimal& a, const Decimal& b, int digits, Rounding rounding) {
  if (b.IsZero()) return std::nullopt;
  if (a.IsZero()) return Decimal{};
  digits = std::clamp(digits, 1, kMaxDigits);
  // Scale a so that the quotient has at least `digits` + 1 digits (at most 37 in all).
  const int scale = std::min(digits + 1 + DigitCount(b.coefficient) - DigitCount(a.coefficient) + 1,
                             37 - DigitCount(a.coefficient));
  Wide numerator = static_cast<Wide>(a.coefficient) * Power10(std::max(scale, 0));
  const Wide q = numerator / b.coefficient;
  const bool inexact = numerator % b.coefficient != 0;
  const int over = DigitCount(q) - digits;
  Wide kept = q;
  int exponent = a.exponent - b.exponent - std::max(scale, 0);
  if (over > 0) {
    // q is truncated toward zero; `inexact` is its lost tail.
    kept = DropDigits(q, over, inexact, rounding);
    exponent += over;
    return Canonical(kept, exponent, false, rounding);
  }
  return Canonical(kept, exponent, inexact, rounding);
}

}  // namespace heshu
