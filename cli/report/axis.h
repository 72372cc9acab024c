// The figures of one fact on one axis: what each wording allows as an interval, bounds as arrows.
//
// Positions are doubles: they are drawn, never compared. Pure functions.
#ifndef HESHU_CLI_REPORT_AXIS_H_
#define HESHU_CLI_REPORT_AXIS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/fact.h"
#include "core/vocabulary.h"

namespace heshu::cli {

// One figure on the axis, in the axis's unit.
struct AxisMark {
  std::size_t claim = 0;     // index in Fact::claims
  std::optional<double> lo;  // empty = open: an arrow
  std::optional<double> hi;
  std::optional<double> point;  // the number as written, where it is one number
};

struct Axis {
  std::string unit;  // of the first claim
  bool is_log = false;
  double from = 0;  // the axis's ends
  double to = 1;
  std::vector<AxisMark> marks;  // at least two, in the order of the claims
  std::vector<double> ticks;

  // Where a value stands, in percent of the width: 0 at `from`, 100 at `to`, clamped.
  double Percent(double value) const;
};

// Lays out the figures of `fact` that convert to the unit of its first claim, at most `most` of
// them. Falls are negative where the fact mixes falls and rises. Logarithmic where all are positive
// and the largest is 30 times the smallest. Empty if fewer than two can be placed.
std::optional<Axis> LayOutAxis(const Fact& fact, const Vocabulary& vocabulary,
                               std::size_t most = 12);

// A short number for a tick or a range: "588.9B" (English magnitudes) or "5,889亿" (Chinese ones).
enum class Magnitudes { kEnglish, kChinese };
std::string TickText(double value, double step, Magnitudes magnitudes);

// The axis as an inline SVG that is as wide as it may be; positions are in percent, so that text
// keeps its size on a narrow screen. No style attribute and no script.
std::string AxisSvg(const Axis& axis, const Fact& fact);

// Round numbers that cut [from, to] into about `wanted` parts.
std::vector<double> LinearTicks(double from, double to, int wanted);

}  // namespace heshu::cli

#endif  // HESHU_CLI_REPORT_AXIS_H_
