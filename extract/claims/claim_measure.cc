// English figures that another one is measured by: "compared with $1.8 billion a year earlier",
// "above the $9.1 billion consensus". They are of the metric of the figure before them.
#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "extract/claims/article_claims.h"
#include "extract/claims/english_clause.h"
#include "extract/claims/name_position.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr int kNearNoun = 6;  // characters: a noun this near says itself what the figure is of
constexpr int kMaxSentencesBack = 2;
constexpr double kMostTimes = 40;
constexpr std::size_t kMostBytesBesideLone = 3;  // 约, +
constexpr std::size_t kMostBytesToBracket = 24;  // "$4.8B plus or minus 2% (consensus: …)"

// What `match` says of how far its metric moved: "sales of $3 billion, up 5%".
RuleMatch GrowthOf(const RuleMatch& match, const MetricDefinition& metric) {
  RuleMatch growth = match;
  growth.metric = metric.growth;
  growth.is_growth = true;
  growth.unit.clear();  // 49% more users are no 49 users
  growth.rule += ".grown";
  growth.subject.reset();
  if (metric.growth == "growth") growth.set["of"] = metric.id;
  return growth;
}

bool IsRateOfChange(const MetricDefinition& metric) {
  return std::find(metric.dimensions.begin(), metric.dimensions.end(), "percent_change") !=
         metric.dimensions.end();
}

// "the {figure} growth forecast", "the {figure} gain that was expected"
bool IsExpected(std::string_view line, std::size_t figure) {
  static const RE2 pattern(
      "^(?i:(?: [a-z-]+){0,2} (?:forecast|estimate|expected|projected|predicted|consensus)\\b)");
  const std::string_view rest = line.substr(figure + kPlaceholderBytes);
  return RE2::PartialMatch(re2::StringPiece(rest.data(), rest.size()), pattern);
}

// "saw encouraging growth of {figure}", "secured a {figure} improvement", "grew by {figure} YoY":
// a change of whatever the text is about.
bool MovesByItself(std::string_view line, std::size_t figure) {
  static const RE2 noun_before(
      "(?i:\\b(?:saw|sees|posted|recorded|secured|achieved|enjoyed|experienced|registered|marked|"
      "had) "
      "(?:[a-z-]+ ){0,3}(?:growth|declines?|increase|drop|rise|fall|gain|decrease|jump) of )$");
  static const RE2 verb_before(
      "(?i:\\b(?:saw|posted|recorded|secured|achieved|enjoyed|experienced|registered|had) an? )$");
  static const RE2 noun_after(
      "^(?i: (?:[a-z-]+ "
      "){0,2}(?:improvement|increase|rise|growth|decline|drop|fall|decrease|jump|gain)"
      "\\b(?: (?:from|over|compared|year)|[,.;]|$))");
  static const RE2 moves(
      "[\\x{E000}-\\x{E01F}],?(?: [a-z]+,)? "
      "(?i:grew|rose|fell|declined|dropped|shrank|slipped|climbed|"
      "jumped)(?: the most)?(?: by)? (?:(?:about|nearly|over) )?$");
  static const RE2 yearly(
      "^ (?i:YoY|year-on-year|year-over-year|year over year|on year|annually)\\b");
  const auto find = [](std::string_view text, const RE2& pattern) {
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
  };
  const std::string_view before = line.substr(0, figure);
  const std::string_view after = line.substr(figure + kPlaceholderBytes);
  return find(before, noun_before) || (find(before, verb_before) && find(after, noun_after)) ||
         (find(before, moves) && find(after, yearly));
}

// Of so much money for a tonne, a barrel, a square metre: not for a share or a period.
bool IsPerMeasure(std::string_view unit) {
  static constexpr std::string_view kMeasures[] = {"/t",  "/kg", "/g",  "/jin",  "/oz",
                                                   "/lb", "/L",  "/m2", "/sqft", "/barrel"};
  return std::any_of(std::begin(kMeasures), std::end(kMeasures),
                     [&](std::string_view measure) { return unit.ends_with(measure); });
}

// "This marks …, following {figure}": the sentence goes on with what the one before it said.
bool PointsBack(std::string_view line) {
  for (const std::string_view words :
       {"This ", "That ", "The figure", "The total", "It compares", "Combined with", "Analysts ",
        "By comparison", "By that measure", "The reported", "The number", "Compared ",
        "The forecast", "The increase"}) {
    if (line.substr(0, words.size()) == words) return true;
  }
  return false;
}

// "+37%", "; -6% Y/Y", "up 9%", 同比+9%: a change, where nothing else is said of a percentage.
bool IsSignedChange(std::string_view before, const Value& value) {
  static const RE2 sign("(?i:(?:^|[;,/(] ?|同比|环比|按年|按季)(?:\\+|up |down )$)");
  static const RE2 opens("(?:^|[;,/] ?|同比|环比)[-−]?$");
  const re2::StringPiece text(before.data(), before.size());
  return RE2::PartialMatch(text, sign) ||
         (value.lo && value.lo->Sign() < 0 && RE2::PartialMatch(text, opens));
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

// "earnings of $5.88", "slid 3% to $4 billion": no company earns so little, and no share costs so
// much.
bool IsAbsurdSize(std::string_view metric, const Quantity& quantity) {
  constexpr double kLeastOfCompany = 1000;
  constexpr double kMostOfShare = 1e7;
  static constexpr std::string_view kOfCompany[] = {"revenue",
                                                    "net_profit",
                                                    "operating_profit",
                                                    "gross_profit",
                                                    "ebitda",
                                                    "capex",
                                                    "investment",
                                                    "funding",
                                                    "valuation",
                                                    "market_cap",
                                                    "market_cap_change",
                                                    "debt",
                                                    "cash",
                                                    "rd_spend",
                                                    "arr",
                                                    "orders_backlog",
                                                    "deal_value",
                                                    "turnover",
                                                    "opex"};
  static constexpr std::string_view kOfShare[] = {"closing_price", "opening_price", "target_price",
                                                  "eps", "share_price_change"};
  if (quantity.dimension != "money") return false;
  const auto& amount = quantity.value.lo ? quantity.value.lo : quantity.value.hi;
  if (!amount) return false;
  const double size = std::abs(amount->ToDouble());
  if (size < kLeastOfCompany) {
    return std::find(std::begin(kOfCompany), std::end(kOfCompany), metric) != std::end(kOfCompany);
  }
  return size > kMostOfShare &&
         std::find(std::begin(kOfShare), std::end(kOfShare), metric) != std::end(kOfShare);
}

// "650 million monthly active users", "has 12,500 employees": the counted noun is part of the
// figure, so that no rule sees it; with the words before it, it says the metric.
std::string_view MetricOfNoun(std::string_view unit, std::string_view words,
                              std::string_view before) {
  struct Frame {
    std::string_view unit, word, metric;
    bool is_owned;  // only where somebody has them
  };
  static constexpr Frame kFrames[] = {{"user", "monthly", "monthly_active_users", false},
                                      {"token", " context", "context_window", false},
                                      {"user", "weekly", "weekly_active_users", false},
                                      {"user", "daily", "daily_active_users", false},
                                      {"user", "paying", "paying_users", false},
                                      {"user", "paid", "paying_users", false},
                                      {"user", "subscribers", "paying_users", false},
                                      {"user", "registered", "registered_users", false},
                                      {"download", "download", "downloads", false},
                                      {"person", "employee", "headcount", true},
                                      {"person", "workers", "headcount", true},
                                      {"person", "staff", "headcount", true},
                                      {"store", "stores", "stores", true},
                                      {"patent", "patents", "patents", true}};
  static const RE2 owned(
      "(?i:(?:'s|\\b(?:its|their|has|had|have|with|employs?|employed|employing|operates?|operated|"
      "runs|"
      "owns|of|to|comprising|holds?|total(?:s|ed|ing)?|reached|reaching|now)) "
      "(?:about |around |roughly |nearly |almost |more than |over |some |approximately |just |only "
      "|"
      "at least |up to |a total of |roughly )*)$");
  // "employs more than 900,000 people"
  static const RE2 employs(
      "(?i:\\b(?:employs?|employed|employing|workforce of|staff of|headcount of)(?: [a-z]+){0,3} "
      ")$");
  if (unit == "person" &&
      RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), employs)) {
    return "headcount";
  }
  for (const Frame& frame : kFrames) {
    if (frame.unit != unit || words.find(frame.word) == std::string_view::npos) continue;
    if (frame.is_owned &&
        !RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), owned)) {
      continue;
    }
    return frame.metric;
  }
  return {};
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
    if (here.line != l || here.match) continue;
    const std::string& metric = said->match->metric;
    const MetricReading* of = know_.rules.FindMetric(metric);
    const std::size_t at = Token(here).at;
    const Quantity& quantity = QuantityOf(here);
    if (quantity.unit == "percent" && is_lone &&
        (metric == "index_change" || metric == "share_price_change")) {
      here.match = said->match;
      here.match->metric = "stock_change";
      here.match->rule += ".bracket";
    } else if (quantity.unit == "percent" && of != nullptr && !of->definition.growth.empty() &&
               IsSignedChange(std::string_view(line.text).substr(0, at), quantity.value)) {
      here.match = GrowthOf(*said->match, of->definition);
      if (const auto months = MonthsEarlier(WordsBehind(line.text, at, 0))) {
        here.match->set["baseline"] = *months == 12 ? "yoy" : *months == 3 ? "qoq" : "mom";
      }
    } else if (quantity.unit == QuantityOf(*said).unit && IsOfEarlierYear(line, Token(here))) {
      here.match = said->match;
      here.match->subject.reset();
      here.match->rule += ".bracket";
    } else if (quantity.unit == QuantityOf(*said).unit &&
               MeasuredBy(line.text, at) == Measure::kExpected) {
      here.match = said->match;
      here.match->subject.reset();
      here.match->rule += ".measured";
      here.match->modality = Modality::kForecast;
    }
  }
}

void ArticleClaims::DropMisfits(Draft& draft) const {
  const Quantity& quantity = QuantityOf(draft);
  // ±2% is how far another figure may be off, and a figure of nothing itself.
  const auto form = quantity.marks.find("form");
  if (form != quantity.marks.end() && form->second == "tolerance") {
    draft.match.reset();
    draft.candidates.clear();
    return;
  }
  // 119,000 jobs are no points of an index, whatever rises; 10095美元/吨 is no share's price.
  const std::string& counted = quantity.counted_noun;
  const bool counts_others = !counted.empty() && counted != "share" && counted != "lot";
  const bool is_per_other = quantity.dimension == "money" && IsPerMeasure(quantity.unit);
  const bool is_english = IsEnglishLine(lines_[draft.line].text);
  if (!counts_others && !is_per_other && !is_english) return;
  const bool counts_places = counted == "country" || counted == "city";
  const auto misfits = [&](const RuleMatch& match) {
    const MetricReading* metric = know_.rules.FindMetric(match.metric);
    if (is_english && IsAbsurdSize(match.metric, quantity)) return true;
    // "will cut 2,500 jobs across five countries"
    if (is_english && counts_places && (match.metric == "layoffs" || match.metric == "headcount")) {
      return true;
    }
    return (counts_others || is_per_other) && metric != nullptr && metric->is_market &&
           (counts_others || metric->is_corporate);
  };
  std::erase_if(draft.candidates, misfits);
  if (draft.match && misfits(*draft.match)) draft.match.reset();
}

const ArticleClaims::MeasuredMatch* ArticleClaims::MeasuredBefore(const std::string& unit) const {
  const auto found = measured_.find(unit);
  const bool is_near =
      found != measured_.end() && sentence_ - found->second.sentence <= kMaxSentencesBack;
  return is_near ? &found->second : nullptr;
}

// What the sentences before counted of goods, sold or shipped.
const ArticleClaims::MeasuredMatch* ArticleClaims::GoodsBefore() const {
  for (const auto& [unit, measured] : measured_) {
    const std::string& metric = measured.match.metric;
    if ((metric == "units_sold" || metric == "shipments") &&
        sentence_ - measured.sentence <= kMaxSentencesBack) {
      return &measured;
    }
  }
  return nullptr;
}

// Whether the sentences before count goods and name no sum of money.
bool ArticleClaims::TellsOfGoods() const {
  const auto is_near = [&](const MeasuredMatch& measured) {
    return sentence_ - measured.sentence <= kMaxSentencesBack;
  };
  return std::any_of(measured_.begin(), measured_.end(),
                     [&](const auto& one) {
                       return one.second.match.metric == "units_sold" && is_near(one.second);
                     }) &&
         std::none_of(measured_.begin(), measured_.end(), [&](const auto& one) {
           return one.second.match.metric == "revenue" && is_near(one.second);
         });
}

void ArticleClaims::InheritMeasured(std::vector<Draft>& drafts, std::size_t l) {
  const SentenceLine& line = lines_[l];
  if (!IsEnglishLine(line.text)) return;
  const bool points_back = PointsBack(line.text);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Draft& here = drafts[i];
    if (here.line != l) continue;
    const std::string unit = QuantityOf(here).unit;
    // "128K context": the figure says itself that it is no amount of tokens used.
    const std::string_view written = Slice(mapped_.text, QuantityOf(here).span);
    const bool is_context = unit == "token" && written.find(" context") != std::string_view::npos;
    if (is_context) here.match.reset();
    if (!here.match) {
      const std::string_view counted =
          MetricOfNoun(unit, Slice(mapped_.text, QuantityOf(here).span),
                       std::string_view(line.text).substr(0, Token(here).at));
      if (!counted.empty()) {
        RuleMatch match;
        match.rule = std::string(counted) + ".unit";
        match.metric = counted;
        match.extent = {Token(here).at, Token(here).at + kPlaceholderBytes};
        here.match = match;
      }
    }
    // "sales rose 31%" of who is told of by the cars he sold.
    if (here.match && here.match->metric == "revenue_growth" && here.match->cue &&
        AsciiLowerCopy(Slice(line.text, *here.match->cue)) == "sales" && TellsOfGoods()) {
      here.match->metric = "sales_growth";
      here.match->rule += ".goods";
    }
    const bool is_said = here.match && here.match->priority >= 0 && here.match->gap <= kNearNoun;
    const Measure measure = MeasuredBy(line.text, Token(here).at);
    if (measure == Measure::kGrowth && unit == "percent") {
      const bool is_loose = !here.match || here.match->rule == "stock.move" || !is_said;
      for (std::size_t j = i; is_loose && j-- > 0;) {
        if (drafts[j].line != l) continue;
        if (!drafts[j].match) {
          const std::string& of_what = QuantityOf(drafts[j]).dimension;
          if (j + 1 != i || (of_what != "money" && of_what != "count")) continue;
          here.match.reset();  // 销售72.13万辆车,同比增长82.8%: of what nobody has read
          break;
        }
        const MetricReading* of = know_.rules.FindMetric(drafts[j].match->metric);
        if (of == nullptr || of->definition.growth.empty()) {
          // "GDP grew 5.2 %, above the 5.1 % growth forecast": both are growth of one thing.
          const bool is_rate = of != nullptr && QuantityOf(drafts[j]).unit == "percent" &&
                               !of->is_market && IsRateOfChange(of->definition);
          if (drafts[j].match->is_growth || is_rate) here.match = drafts[j].match;
          if (is_rate) here.match->rule += ".measured";
          if (is_rate && IsExpected(line.text, Token(here).at)) {
            here.match->modality = Modality::kForecast;
          }
          // "rose 5.9% to $330 billion, reversing a 1.1% decline": past the sum to the change.
          const bool may_go_on = of != nullptr && IsRateOfChange(of->definition) &&
                                 QuantityOf(drafts[j]).unit != "percent";
          if (may_go_on && !here.match) continue;
          break;
        }
        here.match = GrowthOf(*drafts[j].match, of->definition);
        break;
      }
      // "This marks an {figure} increase": of what the sentence before it told.
      for (const auto& [of_unit, before] : measured_) {
        const MetricReading* of = know_.rules.FindMetric(before.match.metric);
        if (here.match || !points_back || of == nullptr || of->definition.growth.empty() ||
            sentence_ - before.sentence > kMaxSentencesBack) {
          continue;
        }
        here.match = GrowthOf(before.match, of->definition);
        here.match->cue.reset();
      }
      continue;
    }
    // "cars were up 128% from {figure}": what the growth before it began at.
    if (!here.match && measure == Measure::kEarlier && i > 0 && drafts[i - 1].line == l &&
        drafts[i - 1].match && drafts[i - 1].match->metric == "sales_growth" &&
        QuantityOf(here).dimension == "count") {
      here.match = drafts[i - 1].match;
      here.match->metric = "units_sold";
      here.match->is_growth = false;
      here.match->rule += ".base";
      here.match->subject.reset();
      here.match->set.clear();
    }
    // "Lenovo saw growth of {figure}", in a text of what was shipped.
    if (unit == "percent" && (!here.match || here.match->rule == "stock.move") &&
        MovesByItself(line.text, Token(here).at)) {
      if (const MeasuredMatch* goods = GoodsBefore()) {
        const MetricReading* of = know_.rules.FindMetric(goods->match.metric);
        here.match = GrowthOf(goods->match, of->definition);
        here.match->cue.reset();
      }
    }
    if (!is_said && measure != Measure::kNone) {
      for (std::size_t j = i; j-- > 0;) {
        if (drafts[j].line != l || !drafts[j].match || QuantityOf(drafts[j]).unit != unit) continue;
        if (!SameSize(QuantityOf(drafts[j]).value, QuantityOf(here).value)) continue;
        // "…, with its margin dropping from {figure}": a noun since then says what it is of.
        const bool has_noun = here.match && here.match->cue && here.match->priority >= 0 &&
                              here.match->cue->begin > Token(drafts[j]).at &&
                              here.match->cue->end <= Token(here).at;
        if (has_noun && here.match->metric != drafts[j].match->metric) break;
        here.match = drafts[j].match;
        here.match->rule += ".measured";
        here.match->subject.reset();
        // "$4.8 billion, up $500 million": how far it went, no level.
        if (measure == Measure::kGrowth) here.match->set["statistic"] = "change";
        break;
      }
    }
    const bool may_go_on = measure == Measure::kExpected || points_back;
    const MeasuredMatch* before = may_go_on ? MeasuredBefore(unit) : nullptr;
    if (!here.match && before != nullptr) {
      here.match = before->match;
      here.match->rule += ".measured";
      here.match->cue.reset();
      here.match->subject.reset();
    }
    if (here.match && measure == Measure::kExpected) here.match->modality = Modality::kForecast;
    if (here.match) {
      measured_[unit] = {*here.match, sentence_};
    }
  }
}

}  // namespace heshu::extract
