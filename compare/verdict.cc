#include "compare/verdict.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "compare/claim_words.h"
#include "compare/diagnosis.h"
#include "compare/time_relation.h"

namespace heshu::compare {
namespace {

// A version's and its family's figures that lie nearer than this may be one figure misquoted;
// farther apart they are two figures.
constexpr double kFamilyGap = 0.25;
// Figures with more keys open than these have too little in common to be held against each other.
constexpr std::size_t kMaxOpenKeys = 2;
constexpr double kMinRelativeWidth = 1e-9;  // of exact counts, so that strain stays finite

std::optional<double> HalfWidth(const Interval& i) {
  if (!i.lo || !i.hi) return std::nullopt;
  return (i.hi->ToDouble() - i.lo->ToDouble()) / 2;
}

double Magnitude(const Interval& i) {
  double m = 0;
  if (i.lo) m = std::max(m, std::fabs(i.lo->ToDouble()));
  if (i.hi) m = std::max(m, std::fabs(i.hi->ToDouble()));
  return m;
}

void MeasureGap(const Interval& a, const Interval& b, PairVerdict& out) {
  const bool a_below = a.hi && b.lo && *a.hi <= *b.lo;
  const Decimal& top = a_below ? *a.hi : *b.hi;
  const Decimal& bottom = a_below ? *b.lo : *a.lo;
  const double distance = Subtract(bottom, top).ToDouble();
  const double magnitude = std::max(Magnitude(a), Magnitude(b));
  if (magnitude <= 0) return;
  out.gap = std::max(0.0, distance / magnitude);
  // A bound's own interval is endless; the written number is as sure as the other side's.
  const double widths = HalfWidth(a).value_or(0) + HalfWidth(b).value_or(0);
  out.strain = distance / std::max(widths, magnitude * kMinRelativeWidth);
}

int SignOf(const Interval& i) {
  if (i.lo && i.lo->Sign() > 0) return 1;
  if (i.hi && i.hi->Sign() < 0) return -1;
  return 0;
}

bool IsPast(const Reading& bound, const Reading& other) {
  if (!bound.stated.hi && bound.soft_hi && other.stated.lo && *other.stated.lo > *bound.soft_hi) {
    return true;
  }
  return !bound.stated.lo && bound.soft_lo && other.stated.hi && *other.stated.hi < *bound.soft_lo;
}

int MoveOf(const Claim& claim) {
  const auto at = claim.qualifiers.find("move");
  if (at == claim.qualifiers.end()) return 0;
  return at->second == "down" ? -1 : (at->second == "up" ? 1 : 0);
}

// One figure written twice, once wrong.
bool MayBeMisprint(const Claim& a, const Claim& b, const PairVerdict& verdict) {
  return IsScaleSlip(a, b) || (!IsSignClash(verdict) && verdict.gap <= kMisprintGap);
}

// A growth told as a multiple (增長3.3倍, 是去年的3.3倍) beside one told as a percentage (增330%).
bool IsMultipleOfGrowth(const Claim& claim, const Claim& other) {
  return claim.unit == "ratio" && other.unit == "percent" && claim.qualifiers.contains("form") &&
         (other.dimension == "percent_change" || MoveOf(other) > 0);
}

// In one text, or word for word in a copy of it.
bool IsSameSentence(const Claim& a, const Claim& b) {
  if (a.doc != b.doc) return !a.sentence.empty() && a.sentence == b.sentence;
  return a.sentence_span == b.sentence_span && !a.sentence_span.empty();
}

// 3.5% to 3.75% and 3.75% to 4%: two ranges, told as such, that share no more than an end.
bool AreNeighbours(const Claim& a, const Claim& b, const ReadPair& pair) {
  if (a.value.bound != Bound::kRange || b.value.bound != Bound::kRange) return false;
  const Interval& x = pair.a.stated;
  const Interval& y = pair.b.stated;
  if (!x.lo || !x.hi || !y.lo || !y.hi || x.IsPoint() || y.IsPoint()) return false;
  return *x.hi == *y.lo || *y.hi == *x.lo;
}

// 突破2万 and 突破20万 of one thing, which no interval forbids.
void SetTenfold(int n, PairVerdict& out) {
  out.verdict = Verdict::kContradict;
  out.reasons = {"suspect:power_of_ten"};
  out.gap = 1 - std::pow(10.0, -n);
  out.strain = out.gap / kMinRelativeWidth;
}

// Both tell of the same few days, and by words of one strength; of a longer period where the number
// has digits enough that it is no accident.
bool AreOfOneEvent(const Claim& a, const Claim& b, const MetricDefinition& metric) {
  constexpr long kFewDays = 3;
  const TrueTime x = TrueTimeOf(a);
  const TrueTime y = TrueTimeOf(b);
  if (metric.kind == MetricKind::kConstant || x.weak || y.weak || !x.IsKnown() || !y.IsKnown() ||
      x.start != y.start || x.end != y.end || a.value.bound != b.value.bound ||
      a.subject->id != b.subject->id) {
    return false;
  }
  const Decimal& number = a.value.lo ? *a.value.lo : *a.value.hi;
  return x.Days() <= kFewDays || number.coefficient >= 10;
}

// As far apart as their middles are.
void SetApart(const ReadPair& pair, PairVerdict& out) {
  const auto middle = [](const Interval& i) { return (i.lo->ToDouble() + i.hi->ToDouble()) / 2; };
  const Interval& x = pair.a.stated;
  const Interval& y = pair.b.stated;
  const double distance = std::fabs(middle(x) - middle(y));
  const double magnitude = std::max(Magnitude(x), Magnitude(y));
  if (magnitude <= 0) return;
  out.verdict = Verdict::kContradict;
  out.reasons = {"interval_disjoint"};
  out.gap = distance / magnitude;
  out.strain = distance / std::max(HalfWidth(x).value_or(0) + HalfWidth(y).value_or(0),
                                   magnitude * kMinRelativeWidth);
}

// An agreement that says nothing: intervals that merely meet while much is left open.
bool IsIdle(const PairVerdict& verdict, const Comparability& keys) {
  if (verdict.verdict != Verdict::kAgreeWithinPrecision) return false;
  const bool loose = std::find(verdict.reasons.begin(), verdict.reasons.end(), "loose_bound") !=
                     verdict.reasons.end();
  return keys.unknown.size() >= (loose ? 2U : 3U);
}

// Where the only open key is one that a single side narrows by (external use, one segment, one
// platform), and that side has the smaller figure: a part beside its whole, as parts are.
const std::string* PartKey(const Claim& a, const Claim& b, const ReadPair& pair,
                           const Comparability& keys) {
  if (keys.unknown.size() != 1) return nullptr;
  const std::string& key = keys.unknown.front();
  if (key != "scope" && key != "item" && key != "platform" && key != "region") return nullptr;
  if (a.dimension == "percent_change" || a.dimension == "ratio" || a.dimension == "rank") {
    return nullptr;
  }
  const bool a_is_part = a.qualifiers.contains(key);
  if (a_is_part == b.qualifiers.contains(key)) return nullptr;
  const Interval& part = a_is_part ? pair.a.stated : pair.b.stated;
  const Interval& whole = a_is_part ? pair.b.stated : pair.a.stated;
  return part.hi && whole.lo && *part.hi <= *whole.lo ? &key : nullptr;
}

std::string Percent(double fraction) {
  char text[32];
  const double percent = fraction * 100;
  std::snprintf(text, sizeof text, percent >= 99.5 ? "%.0f %%" : "%.2g %%", percent);
  return text;
}

}  // namespace

bool IsSignClash(const PairVerdict& verdict) {
  return std::find(verdict.reasons.begin(), verdict.reasons.end(), "sign_clash") !=
         verdict.reasons.end();
}

PairVerdict CompareReadings(const Reading& a, const Reading& b) {
  PairVerdict out;
  if (a.point && b.point && *a.point == *b.point) return out;
  if (!a.point && !b.point && a.stated == b.stated) return out;
  out.verdict = Verdict::kAgreeWithinPrecision;
  if (a.stated.Meets(b.stated)) {
    if (IsPast(a, b) || IsPast(b, a)) out.reasons.emplace_back("loose_bound");
    return out;
  }
  const int sign_a = SignOf(a.stated);
  const int sign_b = SignOf(b.stated);
  if (sign_a * sign_b >= 0 && a.exact && b.exact &&
      (a.rounded.Meets(b.rounded) || a.truncated.Meets(b.stated) || b.truncated.Meets(a.stated))) {
    out.reasons.emplace_back("rounding");
    return out;
  }
  out.verdict = Verdict::kContradict;
  MeasureGap(a.stated, b.stated, out);
  out.reasons.emplace_back(sign_a * sign_b < 0 ? "sign_clash" : "interval_disjoint");
  return out;
}

ReadPair ReadBoth(const Claim& a, const Claim& b, const UnitRelation& unit) {
  ReadPair pair{Scaled(Read(a), unit.factor_a), Scaled(Read(b), unit.factor_b)};
  if (!unit.slack.IsZero()) pair.b = Widened(pair.b, unit.slack);
  // 3.3 times the base is 2.3 more than the base.
  if (IsMultipleOfGrowth(a, b)) pair.a = Shifted(pair.a, Decimal::Of(-1));
  if (IsMultipleOfGrowth(b, a)) pair.b = Shifted(pair.b, Decimal::Of(-1));
  const int move_a = MoveOf(a);
  const int move_b = MoveOf(b);
  const auto is_below = [](const Claim& c) { return c.value.hi && c.value.hi->coefficient < 0; };
  if (move_a * move_b < 0) {
    if (move_a < 0 && !is_below(a)) pair.a = Negated(pair.a);
    if (move_b < 0 && !is_below(b)) pair.b = Negated(pair.b);
  }
  // 重挫628点(-4.98%), 重挫4.98%: one tells the fall by a sign as well.
  if (move_a < 0 && move_b < 0 && is_below(a) != is_below(b)) {
    (is_below(a) ? pair.a : pair.b) = Negated(is_below(a) ? pair.a : pair.b);
  }
  // 净利润-46.2亿, 亏损46.2亿: one tells the loss by a sign.
  if (IsLoss(a) && IsLoss(b) && IsToldAsLoss(a) != IsToldAsLoss(b)) {
    (IsToldAsLoss(a) ? pair.a : pair.b) = Negated(IsToldAsLoss(a) ? pair.a : pair.b);
  } else if (IsSignSlip(a, b)) {
    (IsLoss(a) ? pair.a : pair.b) = Negated(IsLoss(a) ? pair.a : pair.b);
  }
  return pair;
}

PairVerdict JudgePair(const Claim& a, const Claim& b, const MetricDefinition& metric,
                      const Comparability& keys) {
  PairVerdict out;
  if (!keys.IsComparable()) {
    out.verdict = Verdict::kNotComparable;
    for (const std::string& key : keys.mismatched) out.reasons.push_back("mismatch:" + key);
    return out;
  }
  const ReadPair pair = ReadBoth(a, b, keys.unit);
  out = CompareReadings(pair.a, pair.b);
  if (AreNeighbours(a, b, pair)) SetApart(pair, out);
  const int tenfold = keys.IsFull() && a.doc != b.doc ? TenfoldBounds(a, b) : 0;
  if (tenfold > 0 && out.verdict != Verdict::kContradict) SetTenfold(tenfold, out);
  for (const std::string& key : keys.unknown) out.reasons.push_back("unknown:" + key);
  const auto explain = [&](std::string reason) {
    out.verdict = Verdict::kNotComparable;
    out.reasons = {std::move(reason)};
  };
  if (out.verdict != Verdict::kContradict) {
    if (IsIdle(out, keys)) explain("unknown:" + keys.unknown.front());
    return out;
  }

  const std::string open = keys.unknown.empty() ? "item" : keys.unknown.front();
  const bool is_linked = keys.link == SubjectLink::kFamily || keys.link == SubjectLink::kOwner;
  // Many values hold at once, but of one deal of two that is told on one day.
  // And there is one fixing of a day.
  const bool is_fixing = Told(a, "item") == "fixing" && Told(b, "item") == "fixing";
  const bool is_functional =
      metric.functional || is_fixing || (AreOfOneDeal(a, b) && AreOneNews(a, b, metric));
  if (!is_functional && (!keys.IsFull() || a.doc == b.doc || out.gap > kMisprintGap)) {
    explain("mismatch:item");
  } else if (is_linked && (keys.link == SubjectLink::kOwner || out.gap > kFamilyGap)) {
    explain("mismatch:subject");
  } else if (const std::string* key = PartKey(a, b, pair, keys)) {
    explain("mismatch:" + *key);  // the use outside, below all use
  } else if (std::find(keys.unknown.begin(), keys.unknown.end(), "modality") !=
             keys.unknown.end()) {
    explain("mismatch:modality");  // announced one thing, and it is another
  } else if (IsSameSentence(a, b)) {
    explain("unknown:time");  // a sentence lists or compares; it seldom denies itself
  } else if (keys.unit.kind == UnitRelation::Kind::kPeriodUnknown && a.doc == b.doc) {
    explain("unknown:per");  // 633億 in a heading, 10.55億 a second in the text
  } else if (a.doc == b.doc && !(keys.IsFull() && MayBeMisprint(a, b, out))) {
    explain("unknown:" + open);  // who tells two figures knows which is which
  } else if (keys.unknown.size() > kMaxOpenKeys) {
    explain("unknown:" + open);
  } else if (!keys.unknown.empty() || keys.hypothetical || !is_functional) {
    out.verdict = Verdict::kPossible;
    if (!is_functional) out.reasons.emplace_back("unknown:item");
  } else if (tenfold > 0 && !AreOfOneEvent(a, b, metric)) {
    out.verdict = Verdict::kPossible;
    out.reasons.emplace_back("unknown:item");
  }
  return out;
}

std::string Arithmetic(const Claim& a, const Claim& b, const UnitRelation& unit,
                       const PairVerdict& verdict) {
  const ReadPair pair = ReadBoth(a, b, unit);
  const auto side = [](const Claim& claim, const Reading& reading) {
    return claim.text + " → " + ToString(reading.stated);
  };
  std::string out = side(a, pair.a) + "; " + side(b, pair.b);
  if (unit.factor_a != unit.factor_b && !unit.unit.empty()) out += " " + unit.unit;
  const auto has = [&](std::string_view reason) {
    return std::find(verdict.reasons.begin(), verdict.reasons.end(), reason) !=
           verdict.reasons.end();
  };
  if (has("suspect:power_of_ten")) return out + "; bounds of one number, tens of times apart";
  if (has("sign_clash")) return out + "; opposite signs";
  if (has("interval_disjoint")) return out + "; disjoint by " + Percent(verdict.gap);
  if (has("rounding")) return out + "; meet when rounded";
  if (has("loose_bound")) return out + "; meet, but far from the bound";
  if (verdict.verdict == Verdict::kAgree) return out + "; equal";
  if (verdict.verdict == Verdict::kAgreeWithinPrecision) return out + "; meet";
  return out;
}

}  // namespace heshu::compare
