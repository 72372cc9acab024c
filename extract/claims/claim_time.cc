#include <algorithm>
#include <utility>

#include "extract/claims/article_claims.h"
#include "extract/claims/time_position.h"
#include "extract/claims/time_scope.h"
#include "extract/mentions/english_clause.h"
#include "extract/mentions/fiscal_year.h"
#include "extract/pattern/utf8.h"
#include "extract/subject/phrase_subject.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr int kMaxTimeSentencesBack = 2;
constexpr int kMaxPeriodSentencesBack = 5;
constexpr long kMostDaysOfMove = 14;        // a text tells of the market of its own weeks
constexpr std::size_t kNearTimeBytes = 14;  // "in", "for the", "during the"

// 估值从年初的x升至y: the time of x is not that of y.
bool IsStartOfMove(const SentenceLine& line, std::size_t time, std::size_t figure) {
  const std::string_view before = std::string_view(line.text).substr(0, line.tokens[time].at);
  if (!EndsWithAny(before, {"从", "由", "自"})) return false;
  for (std::size_t t = time + 1; t < figure; ++t) {
    if (line.tokens[t].mention.kind == MentionKind::kQuantity) return true;
  }
  return false;
}

// "Dec. 26": a day without a year, which a plan means to come.
bool StartsWithMonth(std::string_view words) {
  static constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string head = AsciiLowerCopy(words.substr(0, 3));
  return std::find(std::begin(kMonths), std::end(kMonths), head) != std::end(kMonths);
}

// 去年底人口…,出生人口…: what adds up over time is of the year that has ended.
bool NamesEndOfYear(std::string_view words) { return EndsWithAny(words, {"年底", "年末", "岁末"}); }

void WidenToYear(Claim& claim) {
  if (!claim.time.end) return;
  claim.time.start = Date{claim.time.end->year, 1, 1};
  claim.time.end = Date{claim.time.end->year, 12, 31};
  claim.time.granularity = Granularity::kYear;
}

// 第四季营收x,全年营收y: y is of the year that the quarter ends.
void WidenToYear(const SentenceLine& line, std::size_t time, std::size_t figure, Claim& claim) {
  static constexpr std::string_view kYear = "全年";
  const bool is_part_of_year = claim.time.granularity == Granularity::kMonth ||
                               claim.time.granularity == Granularity::kQuarter;
  if (!is_part_of_year || !claim.time.end) return;
  const std::size_t from = std::max(time + kPlaceholderBytes, line.ClauseBegin(figure));
  if (from >= figure) return;
  const std::string_view words = std::string_view(line.text).substr(from, figure - from);
  const std::size_t said = words.find(kYear);
  if (said != std::string_view::npos) WidenToYear(claim);
}

// 截至三季度末,…;出货量x万片: what flows is of the quarter, and not of its last days.
bool OfItsQuarter(const TimeExpression& time, const MetricReading& metric, const Claim& claim) {
  return time.quarter && time.quarter->start && time.quarter->end && time.start &&
         time.granularity < Granularity::kQuarter && *time.quarter->end == time.end &&
         !metric.is_market &&
         (metric.definition.kind == MetricKind::kFlow || claim.qualifiers.contains("baseline"));
}

void WidenToQuarter(const TimeExpression& time, Claim& claim) {
  claim.time.start = time.quarter->start;
  claim.time.end = time.quarter->end;
  claim.time.granularity = Granularity::kQuarter;
}

}  // namespace

// supply up to 1,920 megawatts through 2042, 合约直到2042年: how long it will go on.
bool ArticleClaims::IsEndOfContract(const SentenceLine& line, const LineToken& token,
                                    const TimeExpression& time) const {
  return published_ && time.start && time.start->year > published_->year + 1 &&
         EndsWithAny(std::string_view(line.text).substr(0, token.at),
                     {"through ", "until ", "直到", "合约至", "期至", "有效期至", "延续至"});
}

bool IsBaseline(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kBefore[] = {"较",
                                                 "比",
                                                 "相比",
                                                 "相比于",
                                                 "对比",
                                                 "相较",
                                                 "相较于",
                                                 "扭转",
                                                 "逆转",
                                                 "than ",
                                                 "than in ",
                                                 "than for ",
                                                 "than in the ",
                                                 "than the ",
                                                 "from ",
                                                 "from the ",
                                                 "from a ",
                                                 "compared to ",
                                                 "compared with ",
                                                 "compared to the ",
                                                 "compared with the ",
                                                 "versus ",
                                                 "against ",
                                                 "over the ",
                                                 "the figure at the ",
                                                 "the figure at ",
                                                 "the figure in ",
                                                 "the level in ",
                                                 "the level at ",
                                                 "the amount in ",
                                                 "the number in ",
                                                 "what it was in ",
                                                 "what it was at "};
  const std::string_view before = std::string_view(line.text).substr(0, token.at);
  for (const std::string_view word : kBefore) {
    if (before.size() >= word.size() && before.substr(before.size() - word.size()) == word) {
      return true;
    }
  }
  // "an increase of {figure} over the third quarter of 2017"
  static constexpr std::string_view kChanges[] = {
      "increase of", "rise of", "gain of",        "growth of", "decline of", "drop of",
      "decrease of", "jump of", "improvement of", "up ",       "down "};
  constexpr std::string_view kOver = " over ";
  if (before.ends_with(kOver) || before.ends_with(" over the ")) {
    const std::size_t end = before.rfind(kOver);
    const bool is_behind_figure =
        std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& other) {
          return other.mention.kind == MentionKind::kQuantity &&
                 other.at + kPlaceholderBytes == end;
        });
    // "to invest {figure} over the next three years" is no rise over anything.
    constexpr std::size_t kNearBytes = 40;
    const std::string_view near = before.substr(end - std::min(end, kNearBytes), kNearBytes);
    const bool says_change = std::any_of(
        std::begin(kChanges), std::end(kChanges),
        [&](std::string_view word) { return near.find(word) != std::string_view::npos; });
    if (is_behind_figure && says_change) return true;
  }
  const std::string_view rest = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
  // "Compared with the second quarter, …", "from the prior quarter's {figure}"
  if (rest.starts_with(",") &&
      (before.starts_with("Compared with ") || before.starts_with("Compared to ")) &&
      before.size() <= std::string_view("Compared with the ").size()) {
    return true;
  }
  if (before.ends_with("与") && StartsWithAny(rest, {"比较", "相比"})) return true;
  // 是2024年的4.4倍
  static constexpr std::string_view kIs[] = {"是", "为", "相当于", "约为", "达", "达到"};
  if (rest.starts_with("的") && EndsWithAny(before, kIs)) {
    const std::size_t next = token.at + kPlaceholderBytes + std::string_view("的").size();
    return std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& other) {
      return other.at == next && other.mention.kind == MentionKind::kQuantity;
    });
  }
  // 与去年同月相比
  const std::size_t compared = rest.find("相比");
  return compared != std::string_view::npos && compared <= 12;
}

bool IsTimeOfBase(const SentenceLine& line, const LineToken& time, const LineToken& figure) {
  const std::size_t from = time.at + kPlaceholderBytes;
  if (figure.at < from) return false;
  const std::string_view between = std::string_view(line.text).substr(from, figure.at - from);
  return between.empty() || between == "的" || between == "为" || between == "是";
}

bool IsComparisonTime(std::string_view words) {
  return words.find("同期") != std::string_view::npos ||
         words.find("同月") != std::string_view::npos ||
         words.find("year ago") != std::string_view::npos ||
         words.find("year-ago") != std::string_view::npos ||
         words.find("year earlier") != std::string_view::npos ||
         words.find("year-earlier") != std::string_view::npos ||
         words.find("same period") != std::string_view::npos ||
         words.find("same quarter") != std::string_view::npos ||
         words.find("prior year") != std::string_view::npos ||
         words.find("prior-year") != std::string_view::npos ||
         words.find("previous year") != std::string_view::npos ||
         words.find("同季") != std::string_view::npos;
}

// 为去年同期的3倍: the time of what is multiplied.
bool ArticleClaims::IsTimeOfMultiplied(const SentenceLine& line, const LineToken& time,
                                       const Draft& draft) const {
  const auto form = draft.claim.qualifiers.find("form");
  // 增速较上半年的2.04倍快: how many times it grew then.
  const bool is_compared = EndsWithAny(std::string_view(line.text).substr(0, time.at),
                                       {"较", "比", "高于", "低于", "快于", "慢于"});
  if (is_compared && draft.match && draft.match->metric == "growth_multiple") return false;
  return &line == &lines_[draft.line] && form != draft.claim.qualifiers.end() &&
         form->second == "multiple" && IsTimeOfBase(line, time, Token(draft));
}

// "Economists had forecast a rise of 3% in November", told in December: of the data just out.
bool ArticleClaims::IsMonthJustOver(const TimeExpression& time) const {
  constexpr long kMostDays = 75;
  return published_ && time.granularity == Granularity::kMonth && time.end &&
         *time.end < *published_ && published_->ToDays() - time.end->ToDays() <= kMostDays;
}

// "It expects fourth-quarter revenue of …", told in early January: of the quarter not reported yet.
bool ArticleClaims::IsQuarterJustOver(const TimeExpression& time) const {
  constexpr long kMostDays = 21;
  return published_ && time.granularity == Granularity::kQuarter && time.end &&
         *time.end < *published_ && published_->ToDays() - time.end->ToDays() <= kMostDays;
}

void ArticleClaims::UseTime(Claim& claim, const TimeExpression& time, How how) {
  claim.time.start = time.start;
  claim.time.end = time.end;
  claim.time.clock = time.clock;
  claim.time.granularity = time.granularity;
  if (time.is_as_of && time.end) claim.time.as_of = time.end;
  claim.time.how = how;
}

// A quarter or year of the books of the company that `claim` is of.
TimeExpression ArticleClaims::AsItsOwn(const TimeExpression& time, const Claim& claim) const {
  if (!time.accounting || !claim.subject || claim.metric.empty()) return time;
  const MetricReading* metric = know_.rules.FindMetric(claim.metric);
  if (metric == nullptr || metric->is_market) return time;
  if (!metric->is_corporate && !time.accounting->is_fiscal) return time;
  const auto company = FiscalYearOf(claim.subject->id, know_.entities);
  if (!company) return time;
  const bool looks_ahead =
      claim.modality == Modality::kForecast || claim.modality == Modality::kPlan;
  return InFiscalYear(time, *company, published_, looks_ahead);
}

void ArticleClaims::SetTime(Draft& draft, const Pairing& pair, ClaimTrace& trace) {
  Claim& claim = draft.claim;
  const MetricReading* reading =
      claim.metric.empty() ? nullptr : know_.rules.FindMetric(claim.metric);
  const bool is_of_share = claim.metric == "price" && claim.rule.starts_with("share.");
  const bool market =
      ((reading != nullptr && reading->is_market) || IsOfTurnover(claim) || is_of_share) &&
      claim.modality == Modality::kReported;
  const auto use = [&](const SentenceLine& line, std::size_t t) {
    const TimeExpression time = AsItsOwn(mentions_.times[line.tokens[t].mention.index], claim);
    // 预计第二季…: of a period without a year a forecast means the next one.
    const std::string_view words = Slice(mapped_.text, time.span);
    const bool has_year = NamesYear(words);
    // 胜过预期的92亿: what was expected of the time of the figure before.
    const bool is_yardstick = draft.match && draft.match->rule.ends_with(".ellipsis");
    const bool looks_ahead =
        (claim.modality == Modality::kForecast || claim.modality == Modality::kPlan) &&
        (line.tokens[t].clause == line.ClauseAt(Token(draft).at) ||
         line.text.starts_with("For " + std::string(kTimePlaceholder))) &&
        !is_yardstick &&
        !(IsEnglishLine(line.text) &&
          (IsGoneBy(line.text, line.tokens[t].at) || IsQuarterJustOver(time) ||
           (claim.modality == Modality::kForecast && IsMonthJustOver(time))));
    const bool is_of_quarter = reading != nullptr && OfItsQuarter(time, *reading, claim);
    const bool absolute = time.start && Slice(mapped_.text, time.span).substr(0, 4) ==
                                            std::to_string(time.start->year);
    UseTime(claim, time, absolute ? How::kStated : How::kResolved);
    if (is_of_quarter) WidenToQuarter(time, claim);
    const bool is_of_books = time.accounting && time.accounting->is_fiscal;
    const bool may_be_next =
        !is_of_books && !IsGoneByItself(words) &&
        ((time.granularity >= Granularity::kMonth && time.granularity <= Granularity::kHalf) ||
         (time.granularity == Granularity::kDay && StartsWithMonth(words)));
    if (looks_ahead && !has_year && published_ && claim.time.start && claim.time.end &&
        *claim.time.end < *published_ && may_be_next) {
      claim.time.start = claim.time.start->PlusMonths(12);
      claim.time.end = claim.time.end->PlusMonths(12);
    }
    claim.time.span = mapped_.map.ToSource(time.span);
    claim.time.text = Original(time.span);
    trace.time_why = "in the sentence";
    if (IsComparisonTime(words)) SetSamePeriod(draft, words);
    const bool is_flow = !claim.metric.empty() && know_.rules.FindMetric(claim.metric) != nullptr &&
                         know_.rules.FindMetric(claim.metric)->definition.kind == MetricKind::kFlow;
    const bool is_here = line.tokens[t].clause == line.ClauseAt(Token(draft).at);
    // 截至去年底的日均调用量: a rate is of its days.
    const bool is_rate = claim.unit.find("/") != std::string::npos;
    if (is_flow && !is_here && !is_rate && NamesEndOfYear(words)) WidenToYear(claim);
    said_time_ = claim.time;
    said_time_sentence_ = sentence_;
    // …,周一则为2,431亿元: what follows is of today again.
    const bool is_held_up =
        std::string_view(line.text).substr(line.tokens[t].at + kPlaceholderBytes).starts_with("则");
    if (market && !is_held_up && IsLastSession(time) && !IsEnglishLine(line.text)) {
      session_ = PastTime{time, claim.time.text, *claim.time.span, sentence_, block_};
    }
  };
  const bool is_account =
      reading != nullptr && reading->is_corporate && claim.modality == Modality::kReported;
  // 本季营收 in a report on results: of the quarter that is reported, not of the one that runs.
  const auto is_still_open = [&](const TimeExpression& time) {
    return published_ && time.end && *time.end >= *published_ &&
           (time.granularity == Granularity::kQuarter || time.granularity == Granularity::kHalf);
  };
  const auto usable = [&](const SentenceLine& line, std::size_t t) {
    const LineToken& token = line.tokens[t];
    if (token.mention.kind != MentionKind::kTime) return false;
    const TimeExpression time = AsItsOwn(mentions_.times[token.mention.index], claim);
    if (time.is_vague && !time.start && !time.end) return false;
    if (IsReachOfRecord(line.text, token.at)) return false;
    const bool is_own_line = &line == &lines_[draft.line];
    if (IsReachOfSince(line.text, token.at, is_own_line ? Token(draft).at : 0)) return false;
    std::string_view next;
    if (t + 1 < line.tokens.size() && line.tokens[t + 1].mention.kind == MentionKind::kEntity &&
        line.tokens[t + 1].at == token.at + kPlaceholderBytes) {
      next = Slice(mapped_.text, mentions_.entities[line.tokens[t + 1].mention.index].span);
    }
    if (IsMonthOfDelivery(line.text, token.at, next)) return false;
    const bool is_same_clause = is_own_line && token.clause == line.ClauseAt(Token(draft).at);
    if (!is_same_clause && IsTimeOfFounding(line.text, token.at)) return false;
    if (IsCauseTime(line.text, token.at, time.granularity)) return false;
    if (&line == &lines_[draft.line] && IsStartOfMove(line, t, draft.token)) return false;
    if (IsTimeOfMultiplied(line, token, draft)) return false;
    if (IsEndOfContract(line, token, time)) return false;
    if (market &&
        !CanMoveShares(
            line, token, time,
            is_own_line && !(draft.match && draft.match->is_growth) ? &Token(draft) : nullptr))
      return false;
    if (is_account && is_still_open(time)) return false;
    // Nobody's accounts and no statistics are of the day on which they were told.
    const bool is_corporate = reading != nullptr && reading->is_corporate && !market;
    if (is_corporate && IsDayOfTelling(line.text, token.at, time.granularity)) return false;
    const bool is_of_period = reading != nullptr && !market &&
                              reading->definition.kind != MetricKind::kEvent &&
                              (is_corporate || IsToldOfPlaces(*reading));
    if (is_of_period && IsToldOn(line.text, token.at, time.granularity)) return false;
    // 首季同店销售料增四成,目标价上调至…: a target is of the day on which it is set, or the month
    // that is said to be gone (摩通上月把目标价削至…).
    if (claim.metric == kTargetPrice && time.granularity >= Granularity::kMonth &&
        !IsGoneByItself(Slice(mapped_.text, time.span))) {
      return false;
    }
    if (IsComparisonTime(Slice(mapped_.text, time.span)) ||
        std::string_view(line.text).substr(token.at + kPlaceholderBytes, 6) == "同期") {
      const bool is_here = &line == &lines_[draft.line];
      const bool is_own = t + 1 < line.tokens.size() && is_here && t + 1 == draft.token;
      // "compared with {figure} a year earlier": the time of what it is compared with.
      const bool is_earlier = is_here && t == draft.token + 1 &&
                              MeasuredBy(line.text, Token(draft).at) == Measure::kEarlier;
      if (!is_own && !is_earlier) return false;
    }
    if (IsEnglishLine(line.text)) {
      const std::optional<std::size_t> than = FindComparator(line.text, token.at);
      const bool is_here = &line == &lines_[draft.line];
      // "compared to $12 billion in Q2 2024, a 51% decrease": what fell is of the time before.
      const bool has_grown =
          draft.match && (draft.match->is_growth || draft.match->rule.ends_with(".grown"));
      if (than &&
          (!is_here || Token(draft).at < *than || (has_grown && Token(draft).at > token.at))) {
        return false;
      }
      if (is_here && IsLeftBehind(line.text, token.at, Token(draft).at)) return false;
      // "up from 94 cents a day ago, while its bond rallied {figure}": over with its clause.
      if (than && is_here && Token(draft).at > token.at &&
          StatementsBetween(line.text, token.at, Token(draft).at) > 0) {
        return false;
      }
    }
    // 高于去年的18%: the 18% is of last year; 是去年的3倍 is not, 增速较去年的3倍快 is.
    const bool is_level = QuantityOf(draft).unit != "ratio" ||
                          (draft.match && draft.match->metric == "growth_multiple" &&
                           EndsWithAny(std::string_view(line.text).substr(0, token.at),
                                       {"较", "比", "高于", "低于", "快于", "慢于"}));
    const bool is_its_own =
        &line == &lines_[draft.line] && is_level && IsTimeOfBase(line, token, Token(draft));
    // "grew from 2019 to 2023" is a period and no baseline.
    const bool is_span = Slice(mapped_.text, time.span).find(" to ") != std::string_view::npos;
    return (time.start || time.end) && (is_its_own || is_span || !IsBaseline(line, token));
  };
  if (pair.time_token) {
    use(lines_[draft.line], *pair.time_token);
    if (pair.year && claim.time.start) {
      const int year = claim.time.start->year + *pair.year;
      claim.time.start = Date{year, 1, 1};
      claim.time.end = Date{year, 12, 31};
    }
    return;
  }
  if (SetEarlierTime(draft, trace) || SetYardstickTime(draft, trace)) return;
  // The nearest one before the figure in its clause, then one after it there, then earlier clauses;
  // from a bracket on to the line it hangs in.
  std::size_t l = draft.line;
  std::size_t at = Token(draft).at;
  for (;;) {
    const SentenceLine& line = lines_[l];
    const int clause = line.ClauseAt(at);
    std::optional<std::size_t> before, after, earlier;
    for (std::size_t t = 0; t < line.tokens.size(); ++t) {
      if (!usable(line, t)) continue;
      const LineToken& token = line.tokens[t];
      // X said this week that …: when it was said.
      if (token.at < at &&
          line.text.substr(token.at, at - token.at).find(" that ") != std::string::npos) {
        continue;
      }
      if (token.at < at && token.clause == clause) before = t;
      if (token.at > at && token.clause == clause && !after) after = t;
      const std::string_view words = Slice(mapped_.text, mentions_.times[token.mention.index].span);
      const bool is_of_other = (IsTimeOfSum(line, t) && IsOfAnotherItem(line, t, at)) ||
                               IsYearBefore(line, token.at, words, at);
      if (token.at < at && token.clause < clause && !is_of_other) earlier = t;
    }
    // English puts the time behind: "{figure} in July".
    if (&line == &lines_[draft.line] && IsEnglishLine(line.text) &&
        draft.token + 1 < line.tokens.size() && usable(line, draft.token + 1)) {
      const std::size_t from = at + kPlaceholderBytes;
      const std::size_t to = line.tokens[draft.token + 1].at;
      if (to >= from && to - from <= kNearTimeBytes) before = draft.token + 1;
    }
    if (IsEnglishLine(line.text) && !before && after) before = after;
    const auto best = before ? before : earlier ? earlier : after;
    if (best) {
      use(line, *best);
      if (line.tokens[*best].at < at) WidenToYear(line, line.tokens[*best].at, at, claim);
      return;
    }
    if (line.parent < 0) break;
    at = line.parent_at;
    l = static_cast<std::size_t>(line.parent);
  }
  if (published_ && SaysFullYear(lines_[draft.line], Token(draft).at)) {
    if (const std::optional<int> year = FullYear(claim)) {
      claim.time.start = Date{*year, 1, 1};
      claim.time.end = Date{*year, 12, 31};
      claim.time.granularity = Granularity::kYear;
      claim.time.how = How::kResolved;
      trace.time_why = "the whole year";
      return;
    }
  }
  const bool is_constant = reading != nullptr && reading->definition.kind == MetricKind::kConstant;
  // What happened goes on from one paragraph to the next; a level or a flow says its own time.
  const bool is_event =
      reading != nullptr && (reading->definition.kind == MetricKind::kEvent || reading->is_market);
  // What accounts grew by is of their period, as they are.
  const bool has_grown =
      draft.match && draft.match->is_growth && IsEnglishLine(lines_[draft.line].text);
  const bool is_flow =
      reading != nullptr && (reading->definition.kind == MetricKind::kFlow || has_grown);
  // A market's move is of the last day spoken of, whatever year or quarter was.
  const std::optional<PastTime>* past_time =
      market && past_day_ && past_time_ && past_time_->time.granularity >= Granularity::kMonth
          ? &past_day_
          : &past_time_;
  std::optional<TimeExpression> past;
  if (*past_time) past = AsItsOwn((*past_time)->time, claim);
  // 今年首季已对冲三成。业绩计入收益x: what is reported is of the period before, which is over.
  if (past && is_account && is_flow && is_still_open(*past) && past_closed_ &&
      !IsEnglishLine(lines_[draft.line].text)) {
    past_time = &past_closed_;
    past = AsItsOwn(past_closed_->time, claim);
  }
  if (past && !past->start && !past->end) past.reset();
  const auto reach = [&]() -> int {
    const Granularity length = past->granularity;
    const bool goes_on = (is_flow || (draft.match && draft.match->is_growth)) &&
                         length >= Granularity::kMonth && length <= Granularity::kYear &&
                         !past->is_future && !IsEnglishLine(lines_[draft.line].text);
    if ((*past_time)->block == block_ && goes_on) return kMaxPeriodSentencesBack;
    if ((*past_time)->block == block_ || is_event) return kMaxTimeSentencesBack;
    // The quarter or year that a report is about holds for its accounts from paragraph to
    // paragraph.
    const Granularity size = past->granularity;
    const bool is_period =
        size == Granularity::kQuarter || size == Granularity::kHalf || size == Granularity::kYear;
    if (SaysSamePeriod(lines_[draft.line], Token(draft).at)) return kMaxTimeSentencesBack;
    if (reading == nullptr) return 0;
    // Who travelled, and what was spent, in the holiday that the text is about.
    if (is_flow && past->holiday && length == Granularity::kSpan) return kMaxTimeSentencesBack;
    const bool is_told = reading->is_corporate || reading->definition.dimensions[0] == "count";
    if (goes_on && IsToldOfPlaces(*reading)) return kMaxPeriodSentencesBack;  // CPI of the month
    // 8月领牌数x辆。…其中进口车领牌数y辆: the month that the same was told of.
    const auto told = told_.find(claim.metric);
    if (goes_on && length == Granularity::kMonth && told != told_.end() &&
        told->second >= (*past_time)->sentence) {
      return kMaxPeriodSentencesBack;
    }
    return is_flow && is_told && is_period && !past->is_future ? kMaxPeriodSentencesBack : 0;
  };
  // …本周累跌6.5%。X升2%: a day's move is not of the week that another was summed over.
  const bool sums_up = SumsUp(lines_[draft.line], Token(draft).at);
  const Granularity longest = sums_up ? Granularity::kMonth : Granularity::kWeek;
  // 截至9月28日门店…。股价跌4.6%: nor of a day weeks ago that other paragraphs counted up to.
  const bool is_stale = market && past && past->end && published_ &&
                        (*past_time)->block != block_ &&
                        published_->ToDays() - past->end->ToDays() > kMostDaysOfMove;
  const bool fits = past && !is_stale && !SaysNow(lines_[draft.line], Token(draft).at) &&
                    (!market || (past->end && !past->is_future && past->granularity < longest));
  // What a company has reported is of no quarter that still runs, which only its forecast was of.
  const bool runs_on = past && published_ && past->end && is_flow && *past->end > *published_ &&
                       claim.modality == Modality::kReported &&
                       IsEnglishLine(lines_[draft.line].text);
  // What is told as done is of no time that has not begun (到2030年…。…已达9.1亿).
  const bool is_ahead = past && published_ && past->start && *past->start > *published_ &&
                        claim.modality == Modality::kReported;
  // Nor of the day on which its shares closed.
  const bool of_a_day = past && reading != nullptr &&
                        (reading->is_corporate || IsToldOfPlaces(*reading)) &&
                        !reading->is_market && past->granularity < Granularity::kMonth &&
                        IsEnglishLine(lines_[draft.line].text);
  // A target is of the day on which it is set, not of the month that sales were told of.
  const bool of_target =
      past && claim.metric == kTargetPrice && past->granularity >= Granularity::kMonth;
  // "In January, …" of one paragraph is no time of what another tells.
  const bool of_aside = past && is_event && !market && (*past_time)->block != block_ &&
                        past->granularity <= Granularity::kMonth &&
                        IsEnglishLine(lines_[draft.line].text);
  if (fits && !runs_on && !is_ahead && !of_a_day && !is_constant && !of_target && !of_aside &&
      sentence_ - (*past_time)->sentence <= reach()) {
    UseTime(claim, *past, How::kInherited);
    if (reading != nullptr && OfItsQuarter(*past, *reading, claim)) WidenToQuarter(*past, claim);
    claim.time.span = (*past_time)->span;
    claim.time.text = (*past_time)->text;
    trace.time_why = "inherited from the sentence before";
    said_time_ = claim.time;
    said_time_sentence_ = sentence_;
    return;
  }
  // 港股昨日…。腾讯跌0.8%: a paper's report of a session stays with it.
  if ((market || IsDaily(claim)) && session_ && session_->time.end != published_ &&
      !SaysNow(lines_[draft.line], Token(draft).at) && !IsEnglishLine(lines_[draft.line].text)) {
    UseTime(claim, session_->time, How::kInherited);
    claim.time.span = session_->span;
    claim.time.text = session_->text;
    trace.time_why = "the session that the text is about";
    return;
  }
  if (published_ && IsMonthlyBulletin(lines_[draft.line].text, claim.metric)) {
    claim.time = MonthBefore(*published_);
    trace.time_why = "the month that the bulletin is of";
    return;
  }
  if (published_) {
    claim.time.start = claim.time.end = published_;
    claim.time.granularity = Granularity::kDay;
    claim.time.how = How::kPublished;
    trace.time_why = "the article's date";
  }
}

// Which year 全年 or "the full year" is: of what is to come the one that runs, of what has been
// reported the one whose last quarter was spoken of, or, early in a year, the one before.
std::optional<int> ArticleClaims::FullYear(const Claim& claim) const {
  constexpr int kLastMonthOfReports = 6;
  if (claim.modality == Modality::kForecast || claim.modality == Modality::kPlan) {
    return published_->year;
  }
  if (claim.modality != Modality::kReported) return {};
  if (past_time_ && past_time_->time.end && !past_time_->time.is_future &&
      sentence_ - past_time_->sentence <= kMaxPeriodSentencesBack &&
      past_time_->time.granularity == Granularity::kQuarter && past_time_->time.end->month == 12) {
    return past_time_->time.end->year;
  }
  if (published_->month <= kLastMonthOfReports) return published_->year - 1;
  return {};
}

}  // namespace heshu::extract
