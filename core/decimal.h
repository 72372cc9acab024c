// Exact decimal numbers: money, counts and ratios as the text writes them.
//
// coefficient × 10^exponent with a 64-bit coefficient (18 full digits). Canonical: the coefficient
// has no trailing zero (zero is 0 × 10^0), so member-wise equality is numeric equality. Ordering is
// numeric. Arithmetic is exact where 18 digits suffice; where they do not, the last digit is
// rounded in the direction asked for, so that interval ends can be rounded outward. Pure functions;
// safe from any thread.
#ifndef HESHU_CORE_DECIMAL_H_
#define HESHU_CORE_DECIMAL_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace heshu {

enum class Rounding { kHalfEven, kDown, kUp };  // kDown: toward −∞, kUp: toward +∞

struct Decimal {
  std::int64_t coefficient = 0;
  int exponent = 0;

  // coefficient × 10^exponent made canonical.
  static Decimal Of(std::int64_t coefficient, int exponent = 0);

  // "-?digits[.digits]", no grouping, no exponent; empty if anything else, or past 18 significant
  // digits.
  static std::optional<Decimal> Parse(std::string_view text);

  // Plain notation, "63300000000" or "0.0008": never an exponent, no trailing zeros.
  std::string ToString() const;

  // For scores and plots only; comparisons of figures use the exact operators.
  double ToDouble() const;

  bool IsZero() const { return coefficient == 0; }
  int Sign() const { return coefficient == 0 ? 0 : (coefficient < 0 ? -1 : 1); }
  Decimal Negated() const { return {-coefficient, exponent}; }
  Decimal Abs() const { return coefficient < 0 ? Negated() : *this; }
  // × 10^power, exact.
  Decimal Scaled(int power) const {
    return IsZero() ? *this : Decimal{coefficient, exponent + power};
  }

  friend bool operator==(const Decimal&, const Decimal&) = default;
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
};

Decimal Add(const Decimal& a, const Decimal& b, Rounding rounding = Rounding::kHalfEven);
Decimal Subtract(const Decimal& a, const Decimal& b, Rounding rounding = Rounding::kHalfEven);
Decimal Multiply(const Decimal& a, const Decimal& b, Rounding rounding = Rounding::kHalfEven);
// a / b to `digits` (1..18) significant digits. Empty if b is zero.
std::optional<Decimal> Divide(const Decimal& a, const Decimal& b, int digits = 15,
                              Rounding rounding = Rounding::kHalfEven);

}  // namespace heshu

#endif  // HESHU_CORE_DECIMAL_H_
