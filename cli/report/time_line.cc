#include "cli/report/time_line.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "cli/claim_text.h"
#include "cli/report/axis.h"
#include "cli/report/fact_card.h"
#include "cli/report/html_text.h"
#include "compare/interval.h"
#include "core/hash.h"

namespace heshu::cli {
namespace {

constexpr std::size_t kMostDots = 120;
constexpr int kTop = 14;
constexpr int kBottom = 112;  // of the plot; the dates stand below
constexpr double kLogRatio = 50;
constexpr double kLeft = 21;  // percent of the width, for the levels

// The middle of the time that the figure is true of, in days.
std::optional<double> DayOf(const Claim& claim) {
  const ClaimTime& time = claim.time;
  if (time.start && time.end) {
    return static_cast<double>(time.start->ToDays() + time.end->ToDays()) / 2;
  }
  if (time.end) return static_cast<double>(time.end->ToDays());
  if (time.start) return static_cast<double>(time.start->ToDays());
  return std::nullopt;
}

std::optional<double> HeightOf(const Claim& claim) {
  const auto& value = claim.value;
  if (value.lo && value.hi) return (value.lo->ToDouble() + value.hi->ToDouble()) / 2;
  if (value.lo) return value.lo->ToDouble();
  if (value.hi) return value.hi->ToDouble();
  return std::nullopt;
}

double SignOf(const Claim& claim) {
  const auto at = claim.qualifiers.find("move");
  return at != claim.qualifiers.end() && at->second == "down" ? -1 : 1;
}

std::string Number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

struct Plot {
  double first_day, last_day, least, greatest;
  bool is_log;

  double X(double day) const {
    return last_day > first_day ? kLeft + (97 - kLeft) * (day - first_day) / (last_day - first_day)
                                : 50;
  }
  double Y(double value) const {
    double share = greatest > least ? (value - least) / (greatest - least) : 0.5;
    if (is_log) share = std::log(value / least) / std::log(greatest / least);
    return kBottom - std::clamp(share, 0.0, 1.0) * (kBottom - kTop);
  }
};

Plot PlotOf(const TimeLine& line) {
  Plot plot{1e300, -1e300, 1e300, -1e300, false};
  for (const Claim& claim : line.claims) {
    const double day = DayOf(claim).value_or(0);
    plot.first_day = std::min(plot.first_day, day);
    plot.last_day = std::max(plot.last_day, day);
    for (const auto& end : {claim.value.lo, claim.value.hi}) {
      if (!end) continue;
      const double value = end->ToDouble() * SignOf(claim);
      plot.least = std::min(plot.least, value);
      plot.greatest = std::max(plot.greatest, value);
    }
  }
  plot.is_log = plot.least > 0 && plot.greatest > plot.least * kLogRatio;
  return plot;
}

// A claim's time in ten characters or less: its period, or the day it begins.
std::string ShortPeriod(const Claim& claim) {
  std::string text = PeriodText(claim.time);
  return text.size() <= 10 ? text : text.substr(text.starts_with("..") ? 2 : 0, 10);
}

}  // namespace

std::string TimeLineId(const std::string& subject, const std::string& metric,
                       const std::string& unit) {
  return "t-" + HexId(StableHash(subject + "|" + metric + "|" + unit));
}

std::vector<TimeLine> TimeLines(std::vector<Claim> claims) {
  std::map<std::string, TimeLine> by_unit;
  std::set<std::string> seen;
  std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
    return DayOf(a).value_or(0) < DayOf(b).value_or(0);
  });
  for (Claim& claim : claims) {
    if (!claim.subject || !DayOf(claim) || !HeightOf(claim)) continue;
    const std::string key = claim.unit + "|" + std::to_string(*DayOf(claim)) + "|" +
                            ValueText(claim.value) + "|" +
                            std::string(ModalityName(claim.modality));
    if (!seen.insert(key).second) continue;
    TimeLine& line = by_unit[claim.unit];
    line.subject = claim.subject->id;
    line.metric = claim.metric;
    line.unit = claim.unit;
    line.claims.push_back(std::move(claim));
  }
  std::vector<TimeLine> lines;
  for (auto& [unit, line] : by_unit) {
    if (line.claims.size() > kMostDots) {
      line.claims.erase(line.claims.begin(),
                        line.claims.end() - static_cast<std::ptrdiff_t>(kMostDots));
    }
    if (*DayOf(line.claims.front()) == *DayOf(line.claims.back())) continue;
    line.id = TimeLineId(line.subject, line.metric, line.unit);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string TimeLineHtml(const TimeLine& line, const std::string& subject_name,
                         const Vocabulary& vocabulary,
                         const std::vector<std::string>& contradicted_claims) {
  const Plot plot = PlotOf(line);
  const std::set<std::string> red(contradicted_claims.begin(), contradicted_claims.end());
  std::string dots;
  for (const Claim& claim : line.claims) {
    const double x = plot.X(*DayOf(claim));
    const double y = plot.Y(*HeightOf(claim) * SignOf(claim));
    std::string css = claim.modality == Modality::kReported ? "dot" : "ring";
    if (red.contains(claim.id)) css += " bad";
    dots += "<g class=\"" + css + "\">";
    if (claim.value.lo && claim.value.hi && !(*claim.value.lo == *claim.value.hi)) {
      dots += "<line x1=\"" + Number(x) + "%\" x2=\"" + Number(x) + "%\" y1=\"" +
              Number(plot.Y(claim.value.lo->ToDouble() * SignOf(claim))) + "\" y2=\"" +
              Number(plot.Y(claim.value.hi->ToDouble() * SignOf(claim))) + "\"/>";
    }
    dots +=
        "<circle cx=\"" + Number(x) + "%\" cy=\"" + Number(y) + "\" r=\"4\"><title>" +
        EscapeHtml(PeriodText(claim.time) + " · " +
                   (claim.context.empty() ? claim.text : claim.context) + " · " + claim.source) +
        "</title></circle></g>";
  }
  const double step = (plot.greatest - plot.least) / 4;
  const auto level = [&](double value) {
    // Two or three digits are enough to read a small picture by.
    const double place = std::pow(10, std::floor(std::log10(std::max(std::fabs(value), 1e-9))) - 2);
    const double rounded = std::round(value / place) * place;
    const std::string en = TickText(rounded, rounded, Magnitudes::kEnglish);
    const std::string zh = TickText(rounded, rounded, Magnitudes::kChinese);
    return "<text class=\"t\" x=\"0\" y=\"" + Number(plot.Y(value) + 4) + "\"" +
           (en == zh ? "" : " data-zh=\"" + zh + "\"") + ">" + en +
           "</text><line class=\"grid\" x1=\"" + Number(kLeft - 3) + "%\" x2=\"100%\" y1=\"" +
           Number(plot.Y(value)) + "\" y2=\"" + Number(plot.Y(value)) + "\"/>";
  };
  const std::string first = EscapeHtml(ShortPeriod(line.claims.front()));
  const std::string last = EscapeHtml(ShortPeriod(line.claims.back()));
  std::string svg = "<svg class=\"line\" role=\"img\" width=\"100%\" height=\"136\" aria-label=\"" +
                    std::to_string(line.claims.size()) + " figures from " + first + " to " + last +
                    "\">";
  svg += level(plot.least);
  if (step > 0) svg += level(plot.greatest);
  svg += dots;
  svg += "<text class=\"t\" x=\"" + Number(kLeft - 3) + "%\" y=\"131\">" + first +
         "</text><text class=\"t\" x=\"100%\" y=\"131\" text-anchor=\"end\">" + last +
         "</text></svg>";
  return "<figure class=\"line\" id=\"" + line.id + "\" data-subject=\"" +
         EscapeHtml(line.subject) + "\" data-metric=\"" + EscapeHtml(line.metric) +
         "\" tabindex=\"-1\"><figcaption><b><bdi>" + EscapeHtml(subject_name) + "</bdi></b> " +
         InBoth(MetricWords(line.metric, vocabulary), "metric") + " <span class=\"val\">" +
         EscapeHtml(line.unit) + "</span></figcaption>" + svg + "</figure>";
}

}  // namespace heshu::cli
