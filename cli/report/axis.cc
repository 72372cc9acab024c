#include "cli/report/axis.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "cli/claim_text.h"
#include "cli/display_width.h"
#include "cli/report/html_text.h"
#include "compare/interval.h"
#include "compare/unit_relation.h"

namespace heshu::cli {
namespace {

constexpr double kLogRatio = 30;
constexpr double kPadding = 0.09;  // of the span, at each end
constexpr std::size_t kLabelColumns = 30;
constexpr int kLanePixels = 36;

std::string Number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  std::string out = text;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string Attribute(std::string_view name, double percent) {
  return " " + std::string(name) + "=\"" + Number(percent) + "%\"";
}

std::string Attribute(std::string_view name, int pixels) {
  return " " + std::string(name) + "=\"" + std::to_string(pixels) + "\"";
}

bool IsFall(const Claim& claim) {
  const auto at = claim.qualifiers.find("move");
  return at != claim.qualifiers.end() && at->second == "down";
}

std::optional<double> Scaled(const std::optional<Decimal>& value, double factor) {
  if (!value) return std::nullopt;
  return value->ToDouble() * factor;
}

std::vector<AxisMark> Marks(const Fact& fact, const Vocabulary& vocabulary, std::size_t most) {
  const auto falls = std::count_if(fact.claims.begin(), fact.claims.end(), IsFall);
  const bool mixes_moves = falls > 0 && static_cast<std::size_t>(falls) < fact.claims.size();
  std::vector<AxisMark> marks;
  for (std::size_t i = 0; i < fact.claims.size() && marks.size() < most; ++i) {
    const Claim& claim = fact.claims[i];
    const auto relation = compare::RelateUnits(fact.claims.front(), claim, vocabulary);
    if (!relation.IsConvertible() || relation.factor_a.IsZero()) continue;
    const double factor = relation.factor_b.ToDouble() / relation.factor_a.ToDouble();
    compare::Reading reading = compare::Read(claim);
    if (mixes_moves && IsFall(claim)) reading = compare::Negated(reading);
    AxisMark mark{i, Scaled(reading.stated.lo, factor), Scaled(reading.stated.hi, factor),
                  Scaled(reading.point, factor)};
    if (!mark.lo && !mark.hi) continue;
    if (mark.lo && mark.hi && *mark.lo > *mark.hi) continue;  // an interval that cannot be
    marks.push_back(mark);
  }
  return marks;
}

std::vector<double> LogTicks(double from, double to) {
  std::vector<double> ticks;
  const int first = static_cast<int>(std::ceil(std::log10(from)));
  const int last = static_cast<int>(std::floor(std::log10(to)));
  const int step = std::max(1, (last - first + 4) / 5);
  for (int power = first; power <= last; power += step) ticks.push_back(std::pow(10, power));
  return ticks;
}

// The name under which a claim's colour is known to the style sheet: every side of a contradiction
// has its own, agreements share one.
std::string InkClass(const Fact& fact, std::size_t claim) {
  const bool has_sides = fact.verdict == Verdict::kContradict || fact.verdict == Verdict::kPossible;
  return has_sides ? "k" + std::to_string(claim % 6 + 1) : "k0";
}

// The empty stretches between figures that cannot both be true.
std::string Gaps(const Axis& axis, int height) {
  std::vector<std::pair<double, double>> spans;
  for (const AxisMark& mark : axis.marks) {
    spans.emplace_back(mark.lo.value_or(axis.from), mark.hi.value_or(axis.to));
  }
  std::sort(spans.begin(), spans.end());
  std::string out;
  double reached = spans.front().second;
  for (const auto& [lo, hi] : spans) {
    if (lo > reached) {
      const double x = axis.Percent(reached);
      out += "<rect class=\"gap\"" + Attribute("x", x) + " y=\"2\"" +
             Attribute("width", axis.Percent(lo) - x) + Attribute("height", height - 2) + "/>";
    }
    reached = std::max(reached, hi);
  }
  return out;
}

std::string Lane(const Axis& axis, const AxisMark& mark, const Fact& fact, int top) {
  const Claim& claim = fact.claims[mark.claim];
  const double lo = axis.Percent(mark.lo.value_or(axis.from));
  const double hi = axis.Percent(mark.hi.value_or(axis.to));
  const int y = top + 25;
  std::string out = "<g class=\"" + InkClass(fact, mark.claim) + "\">";
  out += "<line class=\"bar\"" + Attribute("x1", lo) + Attribute("x2", hi) + Attribute("y1", y) +
         Attribute("y2", y) + "/>";
  const auto arrow = [&](double percent, std::string_view path) {
    out += "<svg overflow=\"visible\"" + Attribute("x", percent) + Attribute("y", y) +
           "><path class=\"tip\" d=\"" + std::string(path) + "\"/></svg>";
  };
  if (!mark.hi) arrow(hi, "M-9-5L0 0L-9 5");
  if (!mark.lo) arrow(lo, "M9-5L0 0L9 5");
  const bool is_bound = !mark.lo || !mark.hi;
  const std::optional<double> point = mark.point ? mark.point : is_bound ? std::nullopt : mark.lo;
  double anchor = (lo + hi) / 2;
  if (is_bound) anchor = mark.lo ? lo : hi;
  if (point && (mark.point || lo == hi)) {
    anchor = axis.Percent(*point);
    out += "<circle class=\"" + std::string(is_bound ? "ring" : "dot") + "\"" +
           Attribute("cx", anchor) + Attribute("cy", y) + " r=\"4.5\"/>";
  }
  const char* align = anchor < 24 ? "start" : anchor > 76 ? "end" : "middle";
  const std::string label =
      FitToWidth(Printable(claim.context.empty() ? claim.text : claim.context), kLabelColumns);
  out += "<text" + Attribute("x", anchor) + Attribute("y", top + 13) + " text-anchor=\"" + align +
         "\"><tspan class=\"n\">" + std::to_string(mark.claim + 1) + "</tspan> " +
         EscapeHtml(label) + "</text></g>";
  return out;
}

}  // namespace

double Axis::Percent(double value) const {
  double share = (value - from) / (to - from);
  if (is_log) {
    share = value <= 0 ? 0 : std::log(value / from) / std::log(to / from);
  }
  return std::clamp(share, 0.0, 1.0) * 100;
}

std::vector<double> LinearTicks(double from, double to, int wanted) {
  std::vector<double> ticks;
  if (!(to > from) || wanted < 1) return ticks;
  const double rough = (to - from) / wanted;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (factor * power >= rough) {
      step = factor * power;
      break;
    }
  }
  for (double k = std::ceil(from / step); k * step <= to && ticks.size() < 20; ++k) {
    ticks.push_back(k * step);
  }
  return ticks;
}

std::optional<Axis> LayOutAxis(const Fact& fact, const Vocabulary& vocabulary, std::size_t most) {
  if (fact.claims.size() < 2) return std::nullopt;
  Axis axis;
  axis.unit = fact.claims.front().unit;
  axis.marks = Marks(fact, vocabulary, most);
  if (axis.marks.size() < 2) return std::nullopt;
  std::vector<double> ends;
  bool has_open_low = false;
  bool has_open_high = false;
  for (const AxisMark& mark : axis.marks) {
    for (const auto& end : {mark.lo, mark.hi, mark.point}) {
      if (end && std::isfinite(*end)) ends.push_back(*end);
    }
    has_open_low |= !mark.lo;
    has_open_high |= !mark.hi;
  }
  if (ends.empty()) return std::nullopt;
  const auto [least, greatest] = std::minmax_element(ends.begin(), ends.end());
  double from = *least;
  double to = *greatest;
  axis.is_log = from > 0 && to > from * kLogRatio;
  if (axis.is_log) {
    const double pad = std::pow(to / from, kPadding);
    axis.from = from / pad;
    axis.to = to * pad;
    axis.ticks = LogTicks(axis.from, axis.to);
    if (axis.ticks.size() >= 2) return axis;
    axis.ticks = {from, to};
    return axis;
  }
  double span = to - from;
  if (span <= 0) span = from == 0 ? 1 : std::fabs(from) * 0.1;
  axis.from = from - span * (has_open_low ? 2 : 1) * kPadding;
  axis.to = to + span * (has_open_high ? 2 : 1) * kPadding;
  if (from == to) {
    axis.from = from - span;
    axis.to = to + span;
  }
  axis.ticks = LinearTicks(axis.from, axis.to, 4);
  return axis;
}

std::string TickText(double value, double step, Magnitudes magnitudes) {
  struct Scale {
    double size;
    const char* name;
  };
  constexpr Scale kEnglish[] = {{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e4, "K"}};
  constexpr Scale kChinese[] = {{1e12, "万亿"}, {1e8, "亿"}, {1e4, "万"}};
  Scale chosen{1, ""};
  const auto choose = [&](const auto& scales) {
    for (const Scale& scale : scales) {
      if (std::fabs(value) >= scale.size) {
        chosen = scale;
        if (scale.size == 1e4 && scale.name[0] == 'K') chosen.size = 1e3;
        return;
      }
    }
  };
  if (magnitudes == Magnitudes::kEnglish) {
    choose(kEnglish);
  } else {
    choose(kChinese);
  }
  const double shown = value / chosen.size;
  int places = 0;
  for (double rest = std::fabs(step / chosen.size); places < 6; ++places) {
    const double scaled = rest * std::pow(10, places);
    if (std::fabs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, scaled)) break;
  }
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", places, shown);
  std::string out = text;
  if (out == "-0") out = "0";
  std::size_t point = std::min(out.find('.'), out.size());
  const std::size_t first = out.starts_with("-") ? 1 : 0;
  for (std::size_t at = point; at > first + 3;) {
    at -= 3;
    out.insert(at, ",");
  }
  return out + chosen.name;
}

std::string AxisSvg(const Axis& axis, const Fact& fact) {
  const int lanes = static_cast<int>(axis.marks.size());
  const int base = lanes * kLanePixels + 4;
  std::string label;
  for (const AxisMark& mark : axis.marks) {
    const Claim& claim = fact.claims[mark.claim];
    if (!label.empty()) label += "; ";
    label += std::to_string(mark.claim + 1) + ": " + ValueText(claim.value) + " " + claim.unit;
  }
  std::string out = "<svg class=\"axis\" role=\"img\" width=\"100%\"" +
                    Attribute("height", base + 20) + " aria-label=\"" + EscapeHtml(label) + "\">";
  if (fact.verdict == Verdict::kContradict || fact.verdict == Verdict::kPossible) {
    out += Gaps(axis, base);
  }
  out += "<line class=\"base\" x1=\"0\" x2=\"100%\"" + Attribute("y1", base) +
         Attribute("y2", base) + "/>";
  const double step = axis.ticks.size() > 1 ? axis.ticks[1] - axis.ticks[0] : 0;
  for (const double tick : axis.ticks) {
    const double x = axis.Percent(tick);
    const char* align = x < 6 ? "start" : x > 94 ? "end" : "middle";
    const double places = axis.is_log ? tick : step;
    const std::string en = TickText(tick, places, Magnitudes::kEnglish);
    const std::string zh = TickText(tick, places, Magnitudes::kChinese);
    out += "<line class=\"tick\"" + Attribute("x1", x) + Attribute("x2", x) +
           Attribute("y1", base) + Attribute("y2", base + 4) + "/><text class=\"t\"" +
           Attribute("x", x) + Attribute("y", base + 17) + " text-anchor=\"" + align + "\"" +
           (en == zh ? "" : " data-zh=\"" + zh + "\"") + ">" + en + "</text>";
  }
  // Bars after the axis, so that nothing strikes them through.
  for (int i = 0; i < lanes; ++i) {
    out += Lane(axis, axis.marks[static_cast<std::size_t>(i)], fact, i * kLanePixels);
  }
  return out + "</svg>";
}

}  // namespace heshu::cli
