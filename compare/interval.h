// What the words of a figure commit to, as an interval (CLAIMS.md, rule 1; NUMBERS.md §2–5).
//
// Exact decimals; ends of derived intervals are rounded outward. Pure functions.
#ifndef HESHU_COMPARE_INTERVAL_H_
#define HESHU_COMPARE_INTERVAL_H_

#include <optional>
#include <string>

#include "core/claim.h"
#include "core/decimal.h"

namespace heshu::compare {

struct Interval {
  std::optional<Decimal> lo;  // empty = unbounded
  std::optional<Decimal> hi;
  bool lo_open = false;  // the end itself is not in the interval
  bool hi_open = false;

  bool IsPoint() const { return lo && hi && *lo == *hi; }
  // True if the two have a number in common.
  bool Meets(const Interval& other) const;
  bool Contains(const Decimal& value) const;

  friend bool operator==(const Interval&, const Interval&) = default;
};

// One figure, read. All parts are in the figure's own unit until Scaled.
struct Reading {
  Interval stated;   // what the words commit to
  Interval rounded;  // an exact figure taken as rounded at its last nonzero digit; else = stated
  Interval
      truncated;  // an exact figure taken as cut off after its last written digit; else = stated
  std::optional<Decimal> soft_lo;  // a one-sided bound means nothing far beyond these
  std::optional<Decimal> soft_hi;
  std::optional<Decimal> point;  // the number as written, where it is one number
  bool exact = false;            // no bound word

  friend bool operator==(const Reading&, const Reading&) = default;
};

// Reads `claim.value` with what dimension and qualifiers say about it: whole counts are exact,
// `form: growth` is [N, N+1], 128K of context is [128000, 131072].
Reading Read(const Claim& claim);

// × a positive factor.
Reading Scaled(const Reading& reading, const Decimal& factor);
// + a number, of either sign.
Reading Shifted(const Reading& reading, const Decimal& by);
// Its ends moved outward by that fraction of each; no longer exact.
Reading Widened(const Reading& reading, const Decimal& fraction);
// The mirror image: a fall of 3 % is −3 %.
Reading Negated(const Reading& reading);

// Interval arithmetic for figures ≥ 0, rounded outward. Quotient and Power are empty where the
// result is not defined (a divisor that may be zero, an overflow of the exponent).
Interval Sum(const Interval& a, const Interval& b);
Interval Product(const Interval& a, const Interval& b);
std::optional<Interval> Quotient(const Interval& a, const Interval& b);
Interval Power(const Interval& base, int exponent);
Interval ScaledBy(const Interval& interval, const Decimal& factor);
Interval Widest(const Interval& a, const Interval& b);  // the hull of both

// "588.95e9", "0.8", "16.86": engineering notation from a million up, six digits at most.
std::string ShortNumber(const Decimal& value);
// "[588.95e9, 589.05e9]", "(3, ∞)", "2048".
std::string ToString(const Interval& interval);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_INTERVAL_H_
