// English sentences that tell how far something went and where to, with one noun for both: "profit
// climbed 39% from a year earlier to $8.5 billion". Of which metric the one is says the other.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "extract/claims/article_claims.h"
#include "extract/mentions/english_clause.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kGrowth = "growth";
constexpr int kNearNoun = 6;  // characters: a noun this near says itself what the figure is of

bool Find(std::string_view text, const LazyPattern& pattern) { return pattern.FoundIn(text); }

// "{percent} from a year earlier to {level}": the words between the two.
bool GoesTo(std::string_view between) {
  static const LazyPattern pattern(
      "^,?(?:[ ,]*(?i:from|on|over|versus|compared|with|in|for|during|the|a|an|same|"
      "corresponding|"
      "comparable|period|quarter|half|year|month|earlier|ago|before|last|previous|prior|annually|"
      "on-year|year-on-year|year-over-year|yoy|month-on-month|quarter-on-quarter|sequentially|"
      "annualised|annualized|on-quarter|on-month|[\\x{E030}-\\x{E03F}]|first|second|third|fourth|"
      "three|six|nine|months)\\b|[ ,]*[\\x{E030}-\\x{E03F}]){0,9},? (?i:to|reaching|to reach|to "
      "hit|hitting|totalling|totaling)(?: (?i:a|an|the|about|around|roughly|nearly|almost|over|"
      "just|only|more than|less than|record|total|of|some|close to|approximately|close|end|finish|"
      "settle|at|high|low|new|fresh))* $");
  return Find(between, pattern);
}

// "…, while that of exchange-traded funds surged {figure}": the noun of the clause before.
bool GoesOnWithNoun(std::string_view before) {
  static const LazyPattern pattern(
      "(?:^|, |; |\\b(?:while|whereas|and|but|with) )(?i:that|those) (?:of|for|from|in|at) "
      "[^,;\\x{E040}-\\x{E0FF}]{1,60} [a-z]+(?: by| to| about| nearly| almost| more than| just| "
      "over)* $");
  static const LazyPattern second(
      "(?:^|, |; |\\b(?:while|whereas|and|but|with) )(?i:that|those) (?:of|for|from|in|at) "
      "[^,;\\x{E040}-\\x{E0FF}]{1,60} [a-z]+[^,;]{0,20}[\\x{E040}-\\x{E0FF}][^,;]{0,40} to $");
  return Find(before, pattern) || Find(before, second);
}

// What a share can cost.
bool IsPriceOfShare(const Quantity& quantity) {
  constexpr double kMost = 1e5;
  const auto& amount = quantity.value.lo;
  return quantity.dimension == "money" && amount && amount->ToDouble() < kMost &&
         quantity.unit.find('/') == std::string::npos;
}

bool IsGrowth(const RuleMatch& match) { return match.is_growth || match.metric.ends_with(kGrowth); }

// "…, while X's rose by {figure}": the noun of the clause before, and whose it is.
std::optional<std::size_t> FindOwnerOfElided(std::string_view before) {
  static const LazyPattern pattern(
      "([\\x{E000}-\\x{E01F}])(?:'s|’s) (?i:rose|fell|grew|climbed|jumped|dropped|declined|surged|"
      "soared|plunged|slid|slipped|increased|decreased|narrowed|widened|was|were|came to|stood at|"
      "reached|hit|totalled|totaled)(?: [a-z]+ly)?(?: "
      "(?:by|to|at|about|nearly|almost|just|over|more "
      "than|around|[\\x{E040}-\\x{E0FF}]))* $");
  const auto groups = pattern.FirstIn(before);
  if (!groups) return std::nullopt;
  return groups->spans[1]->begin;
}

// "…, followed by X with {figure} and Y with {figure}": whose it is; the metric is that of the
// first.
std::optional<std::size_t> FindFollower(std::string_view before) {
  static const LazyPattern pattern(
      "(?i:\\b(?:followed by|trailed by|ahead of|then came|while|and)|,) (?:the )?"
      "(?:[a-z][a-z'’-]* ){0,6}([\\x{E000}-\\x{E01F}])(?: [A-Z][A-Za-z]*){0,2},? (?:with|at|on) "
      "(?:(?:about|nearly|almost|just|over|more than|around|some|roughly) )*$");
  static const LazyPattern list("(?i:\\b(?:followed by|trailed by|ahead of|then came)\\b)");
  if (!Find(before, list)) return std::nullopt;
  const auto groups = pattern.FirstIn(before);
  if (!groups) return std::nullopt;
  return groups->spans[1]->begin;
}

// Which level it is that has grown.
std::string LevelOf(const RuleMatch& change, const Quantity& level) {
  struct Pair {
    std::string_view growth, level, dimension;
  };
  static constexpr Pair kPairs[] = {{"profit_growth", "net_profit", "money"},
                                    {"revenue_growth", "revenue", "money"},
                                    {"sales_growth", "units_sold", "count"},
                                    {"capex_growth", "capex", "money"},
                                    {"user_growth", "monthly_active_users", "user"}};
  if (change.metric == kGrowth) {
    const auto of = change.set.find("of");
    return of == change.set.end() ? std::string() : of->second;
  }
  for (const Pair& pair : kPairs) {
    const bool fits = pair.dimension == level.dimension || pair.dimension == level.unit;
    if (pair.growth == change.metric && fits) return std::string(pair.level);
  }
  return {};
}

}  // namespace

void ArticleClaims::LinkMoves(std::vector<Draft>& drafts, std::size_t l) {
  const SentenceLine& line = lines_[l];
  const std::string_view text = line.text;
  if (!IsEnglishLine(text)) return;
  const auto is_loose = [](const Draft& draft) {
    return !draft.match || draft.match->rule == "stock.move" || draft.match->priority < 0 ||
           draft.match->gap > kNearNoun;
  };
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    Draft& here = drafts[i];
    if (here.line != l || drafts[i - 1].line != l) continue;
    const Quantity& quantity = QuantityOf(here);
    const std::size_t at = Token(here).at;
    const bool is_percent = quantity.unit == "percent";
    auto elided = FindOwnerOfElided(text.substr(0, at));
    if (!elided) elided = FindFollower(text.substr(0, at));
    if (elided || (is_loose(here) && GoesOnWithNoun(text.substr(0, at)))) {
      for (std::size_t j = i; j-- > 0;) {
        if (drafts[j].line != l || !drafts[j].match ||
            QuantityOf(drafts[j]).dimension != quantity.dimension ||
            (is_percent && !IsGrowth(*drafts[j].match))) {
          continue;
        }
        here.match = drafts[j].match;
        here.match->rule += ".that_of";
        here.match->subject.reset();
        if (elided) here.match->subject = ByteSpan{*elided, *elided + kPlaceholderBytes};
        here.match->cue.reset();
        break;
      }
    }
    Draft& change = drafts[i - 1];
    const std::size_t from = Token(change).at + kPlaceholderBytes;
    // "its margin widened by 5 percentage points to 79%"
    if (is_percent && QuantityOf(change).dimension == "points" && at >= from && !change.match &&
        here.match && GoesTo(text.substr(from, at - from))) {
      change.match = here.match;
      change.match->rule += ".points";
      change.match->set["statistic"] = "change";
    }
    if (is_percent) continue;
    if (QuantityOf(change).unit != "percent" || at < from ||
        !GoesTo(text.substr(from, at - from))) {
      continue;
    }
    const MetricReading* level = here.match ? know_.rules.FindMetric(here.match->metric) : nullptr;
    // A share's price says nothing of what "rose" before it.
    const bool may_give = level != nullptr && !level->definition.growth.empty() &&
                          !IsGrowth(*here.match) && here.match->metric != "closing_price";
    if (may_give && is_loose(change)) {
      change.match = GrowthOf(*here.match, level->definition);
      change.candidates.clear();
    } else if (!here.match && change.match && change.match->metric == "stock_change" &&
               IsPriceOfShare(quantity)) {
      here.match = change.match;
      here.match->metric = "closing_price";
      here.match->rule = "closing_price.level";
      here.match->set.erase("move");
    } else if (!here.match && change.match && IsGrowth(*change.match)) {
      const std::string metric = LevelOf(*change.match, quantity);
      const MetricReading* of = metric.empty() ? nullptr : know_.rules.FindMetric(metric);
      const bool fits =
          of != nullptr &&
          std::find(of->definition.dimensions.begin(), of->definition.dimensions.end(),
                    quantity.dimension) != of->definition.dimensions.end();
      if (!fits) continue;
      here.match = change.match;
      here.match->metric = metric;
      here.match->is_growth = false;
      here.match->rule += ".level";
      here.match->set.erase("of");
      here.match->set.erase("move");
      here.match->subject.reset();
      measured_[quantity.unit] = {*here.match, sentence_};
    }
  }
}

}  // namespace heshu::extract
