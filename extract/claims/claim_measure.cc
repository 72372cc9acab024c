// English figures that another one is measured by: "compared with $1.8 billion a year earlier",
// "above the $9.1 billion consensus". They are of the metric of the figure before them.
#include <cmath>
#include <utility>

#include "extract/claims/article_claims.h"
#include "extract/claims/english_clause.h"

namespace heshu::extract {
namespace {

constexpr int kNearNoun = 6;  // characters: a noun this near says itself what the figure is of
constexpr int kMaxSentencesBack = 2;
constexpr double kMostTimes = 40;

// "This marks …, following {figure}": the sentence goes on with what the one before it said.
bool PointsBack(std::string_view line) {
  for (const std::string_view words :
       {"This ", "That ", "The figure", "The total", "It compares", "Combined with", "Analysts ",
        "By comparison", "By that measure", "The forecast", "The increase"}) {
    if (line.substr(0, words.size()) == words) return true;
  }
  return false;
}

// $3.38 billion and 64 cents are not of one metric, whatever the words.
bool SameSize(const Value& a, const Value& b) {
  const auto& x = a.lo ? a.lo : a.hi;
  const auto& y = b.lo ? b.lo : b.hi;
  if (!x || !y) return true;
  const double p = std::abs(x->ToDouble());
  const double q = std::abs(y->ToDouble());
  return p <= kMostTimes * q && q <= kMostTimes * p;
}

// "650 million monthly active users": the unit's own words say the metric.
std::string_view MetricOfUsers(std::string_view words) {
  static constexpr std::pair<std::string_view, std::string_view> kMetrics[] = {
      {"monthly", "monthly_active_users"},
      {"weekly", "weekly_active_users"},
      {"daily", "daily_active_users"},
      {"paying", "paying_users"},
      {"paid", "paying_users"},
      {"registered", "registered_users"}};
  for (const auto& [word, metric] : kMetrics) {
    if (words.find(word) != std::string_view::npos) return metric;
  }
  return {};
}

}  // namespace

// 升469点(1.78%), "rose 35.8 points (0.08%)": the same move as the one before the bracket.
void ArticleClaims::InheritBracketed(std::vector<Draft>& drafts, std::size_t l) {
  const SentenceLine& line = lines_[l];
  if (line.parent < 0 || line.tokens.size() != 1) return;
  if (line.text.size() > kPlaceholderBytes + 3) return;
  for (Draft& here : drafts) {
    if (here.line != l || here.match || QuantityOf(here).unit != "percent") continue;
    for (const Draft& before : drafts) {
      if (before.line != static_cast<std::size_t>(line.parent) || !before.match) continue;
      if (Token(before).at + kPlaceholderBytes + 3 < line.parent_at) continue;
      if (Token(before).at >= line.parent_at) continue;
      const std::string& metric = before.match->metric;
      if (metric != "index_change" && metric != "share_price_change") continue;
      here.match = before.match;
      here.match->metric = "stock_change";
      here.match->rule += ".bracket";
    }
  }
}

void ArticleClaims::InheritMeasured(std::vector<Draft>& drafts, std::size_t l) {
  const SentenceLine& line = lines_[l];
  if (!IsEnglishLine(line.text)) return;
  const bool points_back = PointsBack(line.text);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Draft& here = drafts[i];
    if (here.line != l) continue;
    const std::string unit = QuantityOf(here).unit;
    if (!here.match && unit == "user") {
      const std::string_view users = MetricOfUsers(Slice(mapped_.text, QuantityOf(here).span));
      if (!users.empty()) {
        RuleMatch match;
        match.rule = std::string(users) + ".unit";
        match.metric = users;
        match.extent = {Token(here).at, Token(here).at + kPlaceholderBytes};
        here.match = match;
      }
    }
    const bool is_said = here.match && here.match->priority >= 0 && here.match->gap <= kNearNoun;
    const Measure measure = MeasuredBy(line.text, Token(here).at);
    if (measure == Measure::kGrowth && unit == "percent") {
      const bool is_loose = !here.match || here.match->rule == "stock.move" || !is_said;
      for (std::size_t j = i; is_loose && j-- > 0;) {
        if (drafts[j].line != l || !drafts[j].match) continue;
        const MetricReading* of = know_.rules.FindMetric(drafts[j].match->metric);
        if (of == nullptr || of->definition.growth.empty()) {
          if (drafts[j].match->is_growth) here.match = drafts[j].match;
          break;
        }
        here.match = drafts[j].match;
        here.match->metric = of->definition.growth;
        here.match->is_growth = true;
        here.match->rule += ".grown";
        here.match->subject.reset();
        break;
      }
      continue;
    }
    if (!is_said && measure != Measure::kNone) {
      for (std::size_t j = i; j-- > 0;) {
        if (drafts[j].line != l || !drafts[j].match || QuantityOf(drafts[j]).unit != unit) continue;
        if (!SameSize(QuantityOf(drafts[j]).value, QuantityOf(here).value)) continue;
        here.match = drafts[j].match;
        here.match->rule += ".measured";
        here.match->subject.reset();
        break;
      }
    }
    const bool may_go_on = measure == Measure::kExpected || points_back;
    if (!here.match && may_go_on && measured_ && measured_unit_ == unit &&
        sentence_ - measured_sentence_ <= kMaxSentencesBack) {
      here.match = measured_;
      here.match->rule += ".measured";
      here.match->cue.reset();
      here.match->subject.reset();
    }
    if (here.match && measure == Measure::kExpected) here.match->modality = Modality::kForecast;
    if (here.match) {
      measured_ = here.match;
      measured_unit_ = unit;
      measured_sentence_ = sentence_;
    }
  }
}

}  // namespace heshu::extract
