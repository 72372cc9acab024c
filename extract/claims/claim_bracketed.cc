// What stands in brackets: how far the figure before them has moved, what it was a year before, and
// lone counts beside a name.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "extract/claims/article_claims.h"
#include "extract/claims/figure_ellipsis.h"
#include "extract/mentions/english_clause.h"
#include "extract/mentions/name_position.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kMostBytesBesideLone = 3;  // 约, +
constexpr std::size_t kMostBytesToBracket = 24;  // "$4.8B plus or minus 2% (consensus: …)"

// "+37%", "; -6% Y/Y", "up 9%", 同比+9%: a change, where nothing else is said of a percentage.
bool IsSignedChange(std::string_view before, const Value& value) {
  static const LazyPattern sign(
      "(?i:(?:^|[;,/(、] ?|同比|环比|按年|按季|年|月|季|[MQY]o[MQY] ?)(?:\\+|up |down )$)");
  static const LazyPattern opens("(?:^|[;,/、] ?|同比|环比|(?i:[MQY]o[MQY]) ?)[-−]?$");
  return sign.FoundIn(before) || (value.lo && value.lo->Sign() < 0 && opens.FoundIn(before));
}

// "MoM +30.7%", 年+5%: against what, as the letters before the sign say; empty if they do not.
std::string_view BaselineBefore(std::string_view before) {
  struct Letters {
    std::string_view text, baseline;
  };
  static constexpr Letters kLetters[] = {{"MoM", "mom"},  {"QoQ", "qoq"},  {"YoY", "yoy"},
                                         {"M/M", "mom"},  {"Q/Q", "qoq"},  {"Y/Y", "yoy"},
                                         {"月增", "mom"}, {"季增", "qoq"}, {"年增", "yoy"},
                                         {"月减", "mom"}, {"季减", "qoq"}, {"年减", "yoy"}};
  while (!before.empty() &&
         (before.back() == '+' || before.back() == ' ' || before.back() == '-')) {
    before.remove_suffix(1);
  }
  for (const Letters& letters : kLetters) {
    if (before.ends_with(letters.text)) return letters.baseline;
  }
  return {};
}

// 收2055元(+65元,+3.27%): written with its sign.
bool HasSign(std::string_view before, const Value& value) {
  return before.ends_with("+") || (value.lo && value.lo->Sign() < 0);
}

// By how much a share or an index that closed at `level` has moved; empty if that is not told.
std::string_view MoveOfLevel(std::string_view level, const Quantity& quantity) {
  const bool is_share = level == "closing_price" || level == "opening_price";
  const bool is_index = level == "index_level";
  if (!is_share && !is_index) return {};
  if (quantity.unit == "percent") return "stock_change";
  if (is_index && (quantity.unit == "point" || quantity.unit == "count")) return "index_change";
  return is_share && quantity.dimension == "money" ? "share_price_change" : "";
}

// 298亿元(较8月下跌14.7%,与去年9月比较,亦下跌14.4%): by how much what stands before the bracket has
// moved, against another time.
bool IsMoveOfBracketed(const SentenceLine& line, std::size_t at, const Quantity& quantity) {
  if (!quantity.marks.contains("move")) return false;
  const std::string_view before = std::string_view(line.text).substr(0, at);
  for (const std::string_view word : {"较", "比", "按年", "按月", "按季", "同比", "环比"}) {
    if (before.find(word) != std::string_view::npos) return true;
  }
  return false;
}

// 每股盈利0.63元(2024年:1.12元): nothing but a time and what the same was then.
bool IsOfEarlierYear(const SentenceLine& line, const LineToken& figure) {
  const std::string_view text = line.text;
  if (line.tokens.size() != 2 || line.tokens[0].mention.kind != MentionKind::kTime) return false;
  if (line.tokens[0].at != 0 || figure.at != line.tokens[1].at) return false;
  const std::string_view between = text.substr(kPlaceholderBytes, figure.at - kPlaceholderBytes);
  const bool goes_on = text.size() > figure.at + kPlaceholderBytes + 3;
  return !goes_on && (between.empty() || between == ":" || between == "为" || between == ": " ||
                      between == "则为" || between == "的");
}

}  // namespace

// 理想(36674辆)、小鹏(33205辆)的交付量…: a lone count in brackets beside a name is of what its
// sentence counts; vehicles beside a maker are those that it sold.
void ArticleClaims::MatchBesideName(std::vector<Draft>& drafts, std::size_t l) const {
  const SentenceLine& line = lines_[l];
  if (line.parent < 0 || line.tokens.size() != 1 ||
      line.text.size() > kPlaceholderBytes + kMostBytesBesideLone) {
    return;
  }
  const SentenceLine& parent = lines_[static_cast<std::size_t>(line.parent)];
  const bool is_beside =
      std::any_of(parent.tokens.begin(), parent.tokens.end(), [&](const LineToken& token) {
        return token.mention.kind == MentionKind::kEntity &&
               IsRightBefore(parent.text, token.at + kPlaceholderBytes, line.parent_at);
      });
  if (!is_beside) return;
  for (Draft& here : drafts) {
    if (here.line != l || here.match) continue;
    const Quantity& quantity = QuantityOf(here);
    const bool is_vehicle = quantity.unit == "vehicle";
    if (quantity.dimension != "count" || quantity.unit == "count") continue;
    RuleMatch match;
    if (is_vehicle) match.metric = "units_sold";
    for (const ClaimRules::NounMention& noun : know_.rules.FindNouns(parent.text)) {
      const MetricReading* metric = know_.rules.FindMetric(noun.metric);
      const bool counts = metric != nullptr && metric->definition.dimensions.front() == "count" &&
                          metric->bare_unit.empty();
      if (counts) match.metric = noun.metric;
    }
    if (match.metric.empty()) continue;
    match.rule = match.metric + ".beside_name";
    match.extent = {Token(here).at, Token(here).at + kPlaceholderBytes};
    here.match = match;
  }
}

// 升469点(1.78%), "rose 35.8 points (0.08%)": the same move as the one before the bracket.
// "revenue of $2.27B (+37% Y/Y; consensus: $2.06B)": how far it has grown, and what was expected.
void ArticleClaims::InheritBracketed(std::vector<Draft>& drafts, std::size_t l) {
  const SentenceLine& line = lines_[l];
  if (line.parent < 0) return;
  const Draft* said = nullptr;
  for (const Draft& before : drafts) {
    if (before.line == static_cast<std::size_t>(line.parent) && before.match &&
        Token(before).at < line.parent_at &&
        Token(before).at + kPlaceholderBytes + kMostBytesToBracket >= line.parent_at) {
      said = &before;
    }
  }
  if (said == nullptr) return;
  const bool is_lone = line.tokens.size() == 1 && line.text.size() <= kPlaceholderBytes + 3 &&
                       Token(*said).at + kPlaceholderBytes + 3 >= line.parent_at;
  for (Draft& here : drafts) {
    if (here.line != l) continue;
    const std::string& metric = said->match->metric;
    const MetricReading* of = know_.rules.FindMetric(metric);
    const std::size_t at = Token(here).at;
    const Quantity& quantity = QuantityOf(here);
    const bool has_growth = of != nullptr && !of->definition.growth.empty();
    // No share has moved where what stands before the bracket has.
    const bool is_move = has_growth && quantity.unit == "percent" && !said->match->is_growth &&
                         IsMoveOfBracketed(line, at, quantity) &&
                         (!here.match || here.match->metric == "stock_change");
    if (is_move) {
      here.match = GrowthOf(*said->match, of->definition);
      here.candidates.clear();
      continue;
    }
    const std::string_view ahead = std::string_view(line.text).substr(0, at);
    const std::string_view moved = MoveOfLevel(metric, quantity);
    if (!moved.empty() && HasSign(ahead, quantity.value)) {
      here.match = said->match;
      here.match->metric = moved;
      here.match->rule += ".bracket";
      here.match->set.clear();
      here.candidates.clear();
      if (!quantity.marks.contains("move")) {
        here.match->set["move"] = ahead.ends_with("+") ? "up" : "down";
      }
      continue;
    }
    if (here.match) continue;
    if (quantity.unit == "percent" && is_lone &&
        (metric == "index_change" || metric == "share_price_change")) {
      here.match = said->match;
      here.match->metric = "stock_change";
      here.match->rule += ".bracket";
    } else if (quantity.unit == "percent" && has_growth &&
               IsSignedChange(std::string_view(line.text).substr(0, at), quantity.value)) {
      here.match = GrowthOf(*said->match, of->definition);
      if (const std::string_view base = BaselineBefore(ahead); !base.empty()) {
        here.match->set["baseline"] = base;
      } else if (const auto months = MonthsEarlier(WordsBehind(line.text, at, 0))) {
        here.match->set["baseline"] = *months == 12 ? "yoy" : *months == 3 ? "qoq" : "mom";
      }
    } else if (quantity.unit == QuantityOf(*said).unit && IsOfEarlierYear(line, Token(here))) {
      here.match = said->match;
      here.match->subject.reset();
      here.match->rule += ".bracket";
    } else if (quantity.unit == QuantityOf(*said).unit &&
               (MeasuredBy(line.text, at) == Measure::kExpected ||
                IsExpectation(line, Token(here)))) {
      here.match = said->match;
      here.match->subject.reset();
      here.match->rule += ".measured";
      here.match->modality = Modality::kForecast;
    }
  }
}

}  // namespace heshu::extract
