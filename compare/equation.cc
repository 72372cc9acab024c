#include "compare/equation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "compare/claim_words.h"
#include "compare/verdict.h"

namespace heshu::compare {
namespace {

constexpr double kPowerPlay = 0.01;    // of a decimal logarithm
constexpr std::size_t kMaxDigits = 9;  // of a figure, compared digit by digit

std::optional<double> MiddleOf(const Interval& interval) {
  if (interval.lo && interval.hi) return (interval.lo->ToDouble() + interval.hi->ToDouble()) / 2;
  if (interval.lo) return interval.lo->ToDouble();
  if (interval.hi) return interval.hi->ToDouble();
  return std::nullopt;
}

// The first `count` digits of a number > 0, rounded.
std::vector<int> DigitsOf(double value, std::size_t count) {
  const auto places = static_cast<int>(count) - 1;
  const double scale = std::pow(10.0, places - std::floor(std::log10(value)));
  auto rest = static_cast<long long>(std::llround(value * scale));
  std::vector<int> digits;
  for (; rest > 0; rest /= 10) digits.push_back(static_cast<int>(rest % 10));
  std::reverse(digits.begin(), digits.end());
  return digits;
}

bool HasDigitsExchanged(double x, double y, std::size_t count) {
  if (count < 2 || count > kMaxDigits) return false;
  std::vector<int> a = DigitsOf(x, count);
  const std::vector<int> b = DigitsOf(y, count);
  for (std::size_t at = 0; at + 1 < a.size(); ++at) {
    std::swap(a[at], a[at + 1]);
    if (a == b) return true;
    std::swap(a[at], a[at + 1]);
  }
  return false;
}

}  // namespace

Interval Loose(const Reading& reading) {
  return Widest(Widest(reading.stated, reading.rounded), reading.truncated);
}

Sides SidesOf(const Reading& reading) { return {reading.stated, Loose(reading)}; }

std::optional<Sides> MultipleOf(const Claim& growth) {
  const Reading reading = Read(growth);
  if (growth.unit == "ratio") {
    if (Told(growth, "move") == "down" || Told(growth, "form") == "cagr") return std::nullopt;
    return SidesOf(reading);
  }
  if (growth.unit != "percent") return std::nullopt;
  Reading scaled = Scaled(reading, Decimal::Of(1, -2));
  if (Told(growth, "move") == "down") scaled = Negated(scaled);
  const Interval one{Decimal::Of(1), Decimal::Of(1), false, false};
  return Sides{Sum(scaled.stated, one), Sum(Loose(scaled), one)};
}

double Distance(const Interval& a, const Interval& b) {
  const auto x = MiddleOf(a);
  const auto y = MiddleOf(b);
  return x && y ? std::abs(*x - *y) : std::numeric_limits<double>::infinity();
}

bool MayBeToldWrong(const Interval& computed, const Interval& told, double base,
                    std::size_t digits) {
  const auto c = MiddleOf(computed);
  const auto t = MiddleOf(told);
  if (!c || !t) return false;
  const double x = std::abs(*c - base);
  const double y = std::abs(*t - base);
  if (std::abs(x - y) <= kMisprintGap * std::max(x, y)) return true;
  if (x == 0 || y == 0) return false;
  const double power = std::log10(x / y);
  if (std::round(power) != 0 && std::abs(power - std::round(power)) < kPowerPlay) return true;
  return HasDigitsExchanged(x, y, digits);
}

}  // namespace heshu::compare
