#include "compare/interval.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace heshu::compare {
namespace {

const Decimal kHalf = Decimal::Of(5, -1);
const Decimal kTenth = Decimal::Of(1, -1);
const Decimal kHundredth = Decimal::Of(1, -2);
const Decimal kSoftAbove = Decimal::Of(125, -2);
const Decimal kSoftBelow = Decimal::Of(75, -2);
// Digits may be cut off down to a place this small beside the figure: 557.6 → 550, not 128 → 120.
const Decimal kFinePlace = Decimal::Of(2, -2);
const Decimal kKibi = Decimal::Of(1024, -3);
const Decimal kMebi = Decimal::Of(1048576, -6);

Decimal Plus(const Decimal& a, const Decimal& b) { return Add(a, b, Rounding::kUp); }
Decimal Minus(const Decimal& a, const Decimal& b) { return Subtract(a, b, Rounding::kDown); }

// The place of the last nonzero digit: a canonical Decimal's exponent.
Decimal SignificantPlace(const Decimal& value) {
  return value.IsZero() ? Decimal::Of(1) : Decimal::Of(1, value.exponent);
}

Decimal TenthOf(const Decimal& value) { return Multiply(value.Abs(), kTenth); }

Interval Around(const Decimal& value, const Decimal& half_width) {
  return {Minus(value, half_width), Plus(value, half_width), false, false};
}

// 5.0% and $8.0 billion: a zero behind the point is written for its own sake.
bool IsPreciselyWritten(const Claim& claim, const Decimal& value) {
  const std::size_t point = claim.text.find('.');
  if (point == std::string::npos || point + 1 >= claim.text.size()) return false;
  const char next = claim.text[point + 1];
  return next >= '0' && next <= '9' && !claim.value.step.IsZero() &&
         claim.value.step < SignificantPlace(value);
}

// Counts with no magnitude word are counted, not rounded: 2048 cards, rank 9, 128 flights. The
// points of an index are none, though they may stand bare: 25,412 is 25412.36.
bool IsCounted(const Claim& claim, const Decimal& value) {
  if (claim.metric == "index_level" || claim.metric == "index_change") return false;
  const std::string& d = claim.dimension;
  // 收报25,412: an index is counted in points, and has more of them.
  if (claim.unit == "point") return false;
  if ((d != "count" && d != "chip_count" && d != "rank") || value.exponent < 0) return false;
  return d == "rank" || claim.value.step.IsZero() || claim.value.step == Decimal::Of(1);
}

Decimal HalfStep(const Claim& claim, const Decimal& value) {
  // 超购17倍, 获18倍认购: one offer, of which the first leaves out what was offered.
  if (claim.metric == "oversubscription") return Decimal::Of(1);
  if (IsCounted(claim, value)) return {};
  if (!claim.value.ratio.empty()) {
    // 1/20 is exact; 1/9 is kept to 15 digits, so its last digit is in doubt.
    return std::llabs(value.coefficient) >= 100'000'000'000 ? SignificantPlace(value) : Decimal{};
  }
  const Decimal half = Multiply(claim.value.step, kHalf);
  // 0.2 percent, for 0.16: a part of a percent is told to a tenth, however small it is.
  const bool is_part_of_percent = claim.unit == "percent" && claim.value.step < Decimal::Of(1);
  return is_part_of_percent ? half : std::min(half, TenthOf(value));
}

// 'k' for 128K, 'm' for 1M, 0 for 12.8万.
char PrefixAfterDigits(std::string_view text) {
  std::size_t at = text.find_last_of("0123456789");
  if (at == std::string_view::npos) return 0;
  do {
    ++at;
  } while (at < text.size() && text[at] == ' ');
  if (at >= text.size()) return 0;
  const char c = text[at];
  return c == 'K' || c == 'k' ? 'k' : (c == 'M' || c == 'm' ? 'm' : '\0');
}

Reading ReadExact(const Claim& claim, const Decimal& value) {
  Reading r;
  r.exact = true;
  r.point = value;
  r.stated = r.rounded = r.truncated = Around(value, HalfStep(claim, value));
  const bool counted = IsCounted(claim, value);
  if (!value.IsZero() && claim.value.ratio.empty() &&
      (!counted || (value.exponent >= 2 && claim.dimension != "rank")) &&
      !IsPreciselyWritten(claim, value)) {
    const Decimal half = std::min(Multiply(SignificantPlace(value), kHalf), TenthOf(value));
    r.rounded = Widest(Around(value, half), r.stated);
  }
  if (!counted && !claim.value.step.IsZero() && claim.value.ratio.empty()) {
    const Decimal place = SignificantPlace(value);
    const bool is_fine = place <= Multiply(value.Abs(), kFinePlace);
    const Decimal cut = is_fine ? std::max(claim.value.step, place) : claim.value.step;
    r.truncated = {value, Plus(value, std::min(cut, TenthOf(value))), false, true};
  }
  if (claim.dimension == "context_length" && claim.unit != "character") {
    const char prefix = PrefixAfterDigits(claim.text);
    const bool kilo = prefix == 'k';
    const bool mega = prefix == 'm';
    if (kilo || mega) {
      const Decimal binary = Multiply(value, kilo ? kKibi : kMebi, Rounding::kUp);
      r.stated = r.rounded = r.truncated = {value, binary, false, false};
    }
  }
  return r;
}

Reading ReadApprox(const Decimal& value) {
  Reading r;
  r.point = value;
  const Decimal place = Multiply(SignificantPlace(value), kHalf);
  const Decimal percent = Multiply(value.Abs(), kHundredth);
  r.stated = Around(value, std::min(TenthOf(value), std::max(place, percent)));
  return r;
}

// 500多億, 300餘家: above X, but not as far as the next step.
bool IsFuzzyExcess(const std::string& word) { return word == "余" || word == "多" || word == "餘"; }

Reading ReadAbove(const Claim& claim, const Decimal& value, bool open) {
  Reading r;
  r.stated.lo = value;
  r.stated.lo_open = open;
  const Decimal next = Plus(value, SignificantPlace(value));
  r.soft_hi = std::max(Multiply(value, kSoftAbove, Rounding::kUp), next);
  if (IsFuzzyExcess(claim.value.bound_word)) {
    r.stated.hi = claim.value.hi ? *claim.value.hi : next;
    r.stated.hi_open = true;
  }
  return r;
}

Reading ReadBelow(const Decimal& value, bool open) {
  Reading r;
  r.stated.hi = value;
  r.stated.hi_open = open;
  r.soft_lo = Multiply(value, kSoftBelow, Rounding::kDown);
  return r;
}

Reading ReadNearly(const Decimal& value) {
  Reading r;
  r.stated = {Minus(value, std::min(SignificantPlace(value), TenthOf(value))), value, false, true};
  return r;
}

Reading ReadRange(const Claim& claim, const Decimal& lo, const Decimal& hi) {
  Reading r;
  r.stated = {lo, hi, false, claim.value.bound == Bound::kApprox};
  const auto also = claim.qualifiers.find("also_bound");
  if (also == claim.qualifiers.end()) return r;
  if (also->second == "at_least") {
    r.stated.hi.reset();
    r.soft_hi = Multiply(hi, kSoftAbove, Rounding::kUp);
  } else if (also->second == "at_most") {
    r.stated.lo.reset();
    r.soft_lo = Multiply(lo, kSoftBelow, Rounding::kDown);
  }
  return r;
}

Reading ReadWords(const Claim& claim) {
  const auto& lo = claim.value.lo;
  const auto& hi = claim.value.hi;
  if (lo && hi && *lo != *hi) return ReadRange(claim, std::min(*lo, *hi), std::max(*lo, *hi));
  const std::optional<Decimal>& value = lo ? lo : hi;
  if (!value) return {};  // says nothing: meets everything
  switch (claim.value.bound) {
    case Bound::kApprox:
      return ReadApprox(*value);
    case Bound::kMoreThan:
      return ReadAbove(claim, *value, true);
    case Bound::kAtLeast:
      return ReadAbove(claim, *value, false);
    case Bound::kNearly:
      return ReadNearly(*value);
    case Bound::kLessThan:
      return ReadBelow(*value, true);
    case Bound::kAtMost:
      return ReadBelow(*value, false);
    case Bound::kExact:
    case Bound::kRange:
      break;
  }
  return ReadExact(claim, *value);
}

template <typename F>
Reading Mapped(const Reading& r, F&& map) {
  Reading out = r;
  out.stated = map(r.stated);
  out.rounded = map(r.rounded);
  out.truncated = map(r.truncated);
  return out;
}

Interval Mirrored(const Interval& i) {
  const auto negated = [](const std::optional<Decimal>& d) {
    return d ? std::optional(d->Negated()) : std::nullopt;
  };
  return {negated(i.hi), negated(i.lo), i.hi_open, i.lo_open};
}

}  // namespace

bool Interval::Meets(const Interval& other) const {
  if (hi && other.lo) {
    if (*hi < *other.lo) return false;
    if (*hi == *other.lo && (hi_open || other.lo_open)) return false;
  }
  if (lo && other.hi) {
    if (*other.hi < *lo) return false;
    if (*other.hi == *lo && (lo_open || other.hi_open)) return false;
  }
  return true;
}

bool Interval::Contains(const Decimal& value) const { return Meets({value, value, false, false}); }

Reading Read(const Claim& claim) {
  Reading r = ReadWords(claim);
  if (!r.exact) r.rounded = r.truncated = r.stated;
  const auto form = claim.qualifiers.find("form");
  if (form != claim.qualifiers.end() && form->second == "growth" && claim.unit == "ratio") {
    // 增長N倍 is N+1 times the base, but the press often means N (NUMBERS.md §5).
    const auto raise = [](Interval i) {
      if (i.hi) i.hi = Plus(*i.hi, Decimal::Of(1));
      return i;
    };
    r = Mapped(r, raise);
    if (r.soft_hi) r.soft_hi = Plus(*r.soft_hi, Decimal::Of(1));
  }
  return r;
}

Interval ScaledBy(const Interval& i, const Decimal& factor) {
  Interval out = i;
  if (i.lo) out.lo = Multiply(*i.lo, factor, Rounding::kDown);
  if (i.hi) out.hi = Multiply(*i.hi, factor, Rounding::kUp);
  return out;
}

Reading Scaled(const Reading& reading, const Decimal& factor) {
  if (factor == Decimal::Of(1)) return reading;
  Reading out = Mapped(reading, [&](const Interval& i) { return ScaledBy(i, factor); });
  if (reading.soft_lo) out.soft_lo = Multiply(*reading.soft_lo, factor);
  if (reading.soft_hi) out.soft_hi = Multiply(*reading.soft_hi, factor);
  if (reading.point) out.point = Multiply(*reading.point, factor);
  return out;
}

Reading Shifted(const Reading& reading, const Decimal& by) {
  const auto shift = [&](const Interval& i) {
    Interval out = i;
    if (i.lo) out.lo = Minus(*i.lo, by.Negated());
    if (i.hi) out.hi = Plus(*i.hi, by);
    return out;
  };
  Reading out = Mapped(reading, shift);
  if (reading.soft_lo) out.soft_lo = Minus(*reading.soft_lo, by.Negated());
  if (reading.soft_hi) out.soft_hi = Plus(*reading.soft_hi, by);
  if (reading.point) out.point = Add(*reading.point, by);
  return out;
}

Reading Widened(const Reading& reading, const Decimal& fraction) {
  const auto widen = [&](Interval i) {
    if (i.lo) i.lo = Minus(*i.lo, Multiply(i.lo->Abs(), fraction, Rounding::kUp));
    if (i.hi) i.hi = Plus(*i.hi, Multiply(i.hi->Abs(), fraction, Rounding::kUp));
    return i;
  };
  Reading out = Mapped(reading, widen);
  out.exact = false;
  out.point.reset();
  return out;
}

Reading Negated(const Reading& reading) {
  Reading out = Mapped(reading, Mirrored);
  out.soft_lo = reading.soft_hi ? std::optional(reading.soft_hi->Negated()) : std::nullopt;
  out.soft_hi = reading.soft_lo ? std::optional(reading.soft_lo->Negated()) : std::nullopt;
  if (reading.point) out.point = reading.point->Negated();
  return out;
}

Interval Sum(const Interval& a, const Interval& b) {
  Interval out{std::nullopt, std::nullopt, a.lo_open || b.lo_open, a.hi_open || b.hi_open};
  if (a.lo && b.lo) out.lo = Minus(*a.lo, b.lo->Negated());
  if (a.hi && b.hi) out.hi = Plus(*a.hi, *b.hi);
  return out;
}

Interval Product(const Interval& a, const Interval& b) {
  Interval out{std::nullopt, std::nullopt, a.lo_open || b.lo_open, a.hi_open || b.hi_open};
  if (a.lo && b.lo) out.lo = Multiply(*a.lo, *b.lo, Rounding::kDown);
  if (a.hi && b.hi) out.hi = Multiply(*a.hi, *b.hi, Rounding::kUp);
  return out;
}

std::optional<Interval> Quotient(const Interval& a, const Interval& b) {
  if (!b.lo || b.lo->Sign() <= 0) return std::nullopt;
  Interval out{std::nullopt, std::nullopt, a.lo_open || b.hi_open, a.hi_open || b.lo_open};
  if (a.lo && b.hi) out.lo = Divide(*a.lo, *b.hi, 15, Rounding::kDown);
  if (a.hi) out.hi = Divide(*a.hi, *b.lo, 15, Rounding::kUp);
  return out;
}

Interval Power(const Interval& base, int exponent) {
  Interval out{Decimal::Of(1), Decimal::Of(1), false, false};
  for (int i = 0; i < exponent; ++i) out = Product(out, base);
  return out;
}

Interval Widest(const Interval& a, const Interval& b) {
  Interval out;
  if (a.lo && b.lo) {
    out.lo = std::min(*a.lo, *b.lo);
    out.lo_open = (*a.lo > *out.lo || a.lo_open) && (*b.lo > *out.lo || b.lo_open);
  }
  if (a.hi && b.hi) {
    out.hi = std::max(*a.hi, *b.hi);
    out.hi_open = (*a.hi < *out.hi || a.hi_open) && (*b.hi < *out.hi || b.hi_open);
  }
  return out;
}

std::string ShortNumber(const Decimal& value) {
  const Decimal one = Decimal::Of(1);
  const Decimal shown = Divide(value, one, 6).value_or(value);
  if (shown.Abs() < Decimal::Of(1, 6)) return shown.ToString();
  int power = 0;
  while (shown.Abs() >= Decimal::Of(1, power + 3)) power += 3;
  return shown.Scaled(-power).ToString() + "e" + std::to_string(power);
}

std::string ToString(const Interval& interval) {
  if (interval.IsPoint()) return ShortNumber(*interval.lo);
  std::string out;
  out += interval.lo && !interval.lo_open ? "[" : "(";
  out += interval.lo ? ShortNumber(*interval.lo) : "−∞";
  out += ", ";
  out += interval.hi ? ShortNumber(*interval.hi) : "∞";
  out += interval.hi && !interval.hi_open ? "]" : ")";
  return out;
}

}  // namespace heshu::compare
