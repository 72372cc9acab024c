// English figures that another one is measured by: "compared with $1.8 billion a year earlier",
// "above the $9.1 billion consensus". They are of the metric of the figure before them.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "extract/claims/article_claims.h"
#include "extract/claims/figure_ellipsis.h"
#include "extract/mentions/english_clause.h"
#include "extract/mentions/english_owner.h"
#include "extract/mentions/name_position.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr int kNearNoun = 6;  // characters: a noun this near says itself what the figure is of
constexpr int kMaxSentencesBack = 2;
constexpr double kMostTimes = 40;

bool IsRateOfChange(const MetricDefinition& metric) {
  return std::find(metric.dimensions.begin(), metric.dimensions.end(), "percent_change") !=
         metric.dimensions.end();
}

// "the {figure} growth forecast", "the {figure} gain that was expected"
bool IsExpected(std::string_view line, std::size_t figure) {
  static const LazyPattern pattern(
      "^(?i:(?: [a-z-]+){0,2} (?:forecast|estimate|expected|projected|predicted|consensus)\\b)");
  const std::string_view rest = line.substr(figure + kPlaceholderBytes);
  return pattern.FoundIn(rest);
}

// "saw encouraging growth of {figure}", "secured a {figure} improvement", "grew by {figure} YoY":
// a change of whatever the text is about.
bool MovesByItself(std::string_view line, std::size_t figure) {
  static const LazyPattern noun_before(
      "(?i:\\b(?:saw|sees|posted|recorded|secured|achieved|enjoyed|experienced|registered|marked|"
      "had) (?:[a-z-]+ ){0,3}(?:growth|declines?|increase|drop|rise|fall|gain|decrease|jump) of |"
      "[\\x{E000}-\\x{E01F}]'s (?:[a-z-]+ ){0,3}(?:growth|decline) (?:at|of|was) )$");
  static const LazyPattern verb_before(
      "(?i:\\b(?:saw|posted|recorded|secured|achieved|enjoyed|experienced|registered|had) an? )$");
  static const LazyPattern noun_after(
      "^(?i: (?:[a-z-]+ "
      "){0,2}(?:improvement|increase|rise|growth|decline|drop|fall|decrease|jump|gain)"
      "\\b(?: (?:from|over|compared|year)|[,.;]|$))");
  static const LazyPattern moves(
      "[\\x{E000}-\\x{E01F}],?(?: [a-z]+,)? "
      "(?i:grew|rose|fell|declined|dropped|shrank|slipped|climbed|"
      "jumped)(?: the most)?(?: by)? (?:(?:about|nearly|over|almost|roughly|around|"
      "[\\x{E040}-\\x{E0FF}] and) )*$");
  static const LazyPattern yearly(
      "^ (?i:YoY|year-on-year|year-over-year|year over year|on year|annually)\\b");
  const auto find = [](std::string_view text, const LazyPattern& pattern) {
    return pattern.FoundIn(text);
  };
  const std::string_view before = line.substr(0, figure);
  const std::string_view after = line.substr(figure + kPlaceholderBytes);
  return find(before, noun_before) || (find(before, verb_before) && find(after, noun_after)) ||
         (find(before, moves) &&
          (find(after, yearly) || MonthsEarlier(WordsBehind(line, figure, 1)).has_value()));
}

// "AWS grew {figure}", "Google Cloud climbed {figure}": a part of a company, and nothing of it.
bool GrowsByItself(std::string_view line, std::size_t figure) {
  static const LazyPattern pattern(
      "(?:[\\x{E000}-\\x{E01F}]|\\b(?:unit|division|segment|business|arm|cloud))"
      "(?: [a-z]+ly| also)? (?:grew|rose|climbed|jumped|surged|soared|expanded|increased|fell|"
      "dropped|declined)(?: by| about| nearly| more than)* $");
  return pattern.FoundIn(line.substr(0, figure));
}

// Of so much money for a tonne, a barrel, a square metre: not for a share or a period.
bool IsPerMeasure(std::string_view unit) {
  static constexpr std::string_view kMeasures[] = {"/t",  "/kg", "/g",  "/jin",  "/oz",
                                                   "/lb", "/L",  "/m2", "/sqft", "/barrel"};
  return std::any_of(std::begin(kMeasures), std::end(kMeasures),
                     [&](std::string_view measure) { return unit.ends_with(measure); });
}

// "It rose {figure} from a year ago", "The headline measure was up {figure}".
bool GoesOnWithRate(std::string_view line, std::size_t figure) {
  static const LazyPattern pattern(
      "^(?:It|The (?:headline |core |annual |monthly |overall "
      ")?(?:measure|gauge|reading|rate|index|"
      "figure|number))(?: [a-z]+ly| also| then)? "
      "(?:rose|fell|increased|decreased|climbed|dropped|eased|slowed|accelerated|was|edged|ticked|"
      "gained|advanced|slipped|jumped)\\b[^;]*$");
  return pattern.FoundIn(line.substr(0, figure));
}

// Told of places and of no company: prices, output, trade.
bool IsNational(const MetricReading& metric) {
  const auto& kinds = metric.subjects;
  const auto has = [&](std::string_view kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  return has("region") && !has("company") && !metric.is_market;
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
bool IsAbsurdSize(std::string_view metric, const Quantity& quantity, bool is_english) {
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
  // 营收12元 leaves out what the sentence said before.
  if (size < kLeastOfCompany) {
    return is_english &&
           std::find(std::begin(kOfCompany), std::end(kOfCompany), metric) != std::end(kOfCompany);
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
                                      {"store", "", "stores", true},
                                      {"patent", "patents", "patents", true}};
  static const LazyPattern owned(
      "(?i:(?:'s|\\b(?:its|their|has|had|have|with|employs?|employed|employing|operates?|operated|"
      "runs|"
      "owns|of|to|comprising|holds?|total(?:s|ed|ing)?|reached|reaching|now)) "
      "(?:about |around |roughly |nearly |almost |more than |over |some |approximately |just |only "
      "|"
      "at least |up to |a total of |roughly )*)$");
  // "employs more than 900,000 people"
  static const LazyPattern employs(
      "(?i:\\b(?:employs?|employed|employing|workforce of|staff of|headcount of)(?: [a-z]+){0,3} "
      ")$");
  if (unit == "person" && employs.FoundIn(before)) {
    return "headcount";
  }
  for (const Frame& frame : kFrames) {
    if (frame.unit != unit || words.find(frame.word) == std::string_view::npos) continue;
    if (frame.is_owned && !owned.FoundIn(before)) {
      continue;
    }
    return frame.metric;
  }
  return {};
}

}  // namespace

RuleMatch GrowthOf(const RuleMatch& match, const MetricDefinition& metric) {
  RuleMatch growth = match;
  growth.metric = metric.growth;
  growth.is_growth = true;
  growth.unit.clear();  // 49% more users are no 49 users
  growth.rule += ".grown";
  growth.subject.reset();
  // 盘中高点一度至28.8元,涨幅6%: of a share, and no list price.
  if (metric.id == "price" && match.rule.starts_with("share.")) growth.metric = "stock_change";
  if (metric.growth == "growth") growth.set["of"] = metric.id;
  return growth;
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
  // 连续三个季度, 连续8年: how long it has gone on, and no count of what is told of.
  const std::string_view ahead =
      std::string_view(lines_[draft.line].text).substr(0, Token(draft).at);
  const bool is_run = quantity.dimension == "count" && quantity.counted_noun.empty() &&
                      EndsWithAny(ahead, {"连续", "连续第"});
  if (is_run) {
    draft.match.reset();
    draft.candidates.clear();
    return;
  }
  // 119,000 jobs are no points of an index, whatever rises; 10095美元/吨 is no share's price.
  const std::string& counted = quantity.counted_noun;
  const bool counts_others = !counted.empty() && counted != "share" && counted != "lot";
  const bool is_per_other = quantity.dimension == "money" && IsPerMeasure(quantity.unit);
  const bool is_english = IsEnglishLine(lines_[draft.line].text);
  if (!counts_others && !is_per_other && !is_english && quantity.dimension != "money") return;
  const bool counts_places = counted == "country" || counted == "city";
  const auto misfits = [&](const RuleMatch& match) {
    const MetricReading* metric = know_.rules.FindMetric(match.metric);
    if (IsAbsurdSize(match.metric, quantity, is_english)) return true;
    // "will cut 2,500 jobs across five countries"
    if (is_english && counts_places && (match.metric == "layoffs" || match.metric == "headcount")) {
      return true;
    }
    // 前五大厂商出货…: five makers, and nothing that they ship.
    const bool counts_makers = counted == "company" || counted == "household";
    if (counts_makers && (match.metric == "shipments" || match.metric == "units_sold" ||
                          match.metric == "production")) {
      return true;
    }
    if (match.metric == "stocks_moving") return false;                      // 上涨股4108家
    if (match.metric == "shares_dealt" && counted != "share") return true;  // 482万户参与申购
    return (counts_others || is_per_other) && metric != nullptr && metric->is_market &&
           (counts_others || metric->is_corporate);
  };
  std::erase_if(draft.candidates, misfits);
  if (draft.match && misfits(*draft.match)) draft.match.reset();
}

void ArticleClaims::InheritFromPeer(std::vector<Draft>& drafts, std::size_t i,
                                    std::size_t peer) const {
  Draft& here = drafts[i];
  for (std::size_t j = i; j-- > 0;) {
    const Draft& said = drafts[j];
    if (said.line != here.line || !said.match) continue;
    const Quantity& of = QuantityOf(said);
    const bool is_alike = of.dimension == QuantityOf(here).dimension &&
                          (of.unit == QuantityOf(here).unit || of.dimension == "count");
    if (!is_alike) continue;
    const bool is_own = here.match && here.match->metric != said.match->metric &&
                        here.match->priority >= 0 && here.match->gap <= kNearNoun;
    if (is_own) return;
    here.match = said.match;
    here.match->rule += ".peer";
    here.match->cue.reset();
    here.match->set.clear();
    here.match->subject = ByteSpan{peer, peer + kPlaceholderBytes};
    return;
  }
}

void ArticleClaims::ReadGrownSum(Draft& change, Draft& sum) const {
  constexpr std::string_view kTo = " to ";
  if (QuantityOf(change).unit != "percent" || QuantityOf(sum).dimension != "money") return;
  const std::string_view line = lines_[sum.line].text;
  const std::size_t from = Token(change).at + kPlaceholderBytes;
  const bool is_stock = change.match && change.match->metric == "stock_change";
  if (sum.match || (change.match && !is_stock) || Token(sum).at != from + kTo.size() ||
      line.substr(from, kTo.size()) != kTo ||
      !IsAbsurdSize("closing_price", QuantityOf(sum), false) ||
      !GrowsByItself(line, Token(change).at)) {
    return;
  }
  sum.match = RuleMatch();
  sum.match->metric = "revenue";
  sum.match->rule = "revenue.grown_to";
  sum.match->extent = {Token(sum).at, Token(sum).at + kPlaceholderBytes};
  change.match = sum.match;
  change.match->metric = "revenue_growth";
  change.match->is_growth = true;
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
    // "Consumer prices rose 0.2% in May. It was up {figure} from a year ago."
    if (unit == "percent" && GoesOnWithRate(line.text, Token(here).at)) {
      const MeasuredMatch* rate = MeasuredBefore(unit);
      const MetricReading* of =
          rate == nullptr ? nullptr : know_.rules.FindMetric(rate->match.metric);
      if (of != nullptr && IsNational(*of) && IsRateOfChange(of->definition)) {
        here.match = rate->match;
        here.match->rule += ".measured";
        here.match->cue.reset();
        here.match->subject.reset();
      }
    }
    // "hit $5 billion, topping X's {figure}", "while that of X fell to {figure}"
    const auto peer = FindPeerOwner(line.text, Token(here).at);
    if (peer && MeasuredBy(line.text, Token(here).at) != Measure::kExpected) {
      InheritFromPeer(drafts, i, *peer);
    }
    // "the cloud arm grew 20% to {figure}": no share costs so much, and its change is none.
    if (i > 0 && drafts[i - 1].line == l) ReadGrownSum(drafts[i - 1], here);
    const Measure measure = MeasuredBy(line.text, Token(here).at);
    // "41% of tokens, up from {figure}": no growth of tokens.
    const bool is_base = measure == Measure::kEarlier && here.match && here.match->is_growth &&
                         i > 0 && drafts[i - 1].line == l && drafts[i - 1].match &&
                         !drafts[i - 1].match->is_growth && QuantityOf(drafts[i - 1]).unit == unit;
    const bool is_said =
        !is_base && here.match && here.match->priority >= 0 && here.match->gap <= kNearNoun;
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
          // "have raised $2 billion, down 8%": no share's.
          if (of != nullptr && !of->is_market && here.match && here.match->rule == "stock.move") {
            here.match.reset();
          }
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

// 占收入的18.9%,而去年同期这一比例只有9.1%: the second is of what the first is of, read or not.
void ArticleClaims::PointAtMeasure(std::vector<Draft>& drafts, std::size_t i) const {
  Draft& here = drafts[i];
  for (std::size_t j = i; j-- > 0;) {
    if (drafts[j].line != here.line) break;
    if (QuantityOf(drafts[j]).unit != QuantityOf(here).unit) continue;
    here.match = drafts[j].match;
    here.candidates.clear();
    if (!here.match) return;
    here.match->rule += ".pointed";
    here.match->subject.reset();
    here.match->cue.reset();
    return;
  }
}

}  // namespace heshu::extract
