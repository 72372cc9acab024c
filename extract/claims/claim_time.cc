#include <algorithm>
#include <tuple>
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

// What holds one thing against another, right before it.
constexpr std::string_view kComparatives[] = {"较", "比", "高于", "低于", "快于", "慢于"};

// 估值从年初的x升至y: the time of x is not that of y.
bool IsStartOfMove(const SentenceLine& line, std::size_t time, std::size_t figure) {
  const std::string_view before = std::string_view(line.text).substr(0, line.tokens[time].at);
  if (!EndsWithAny(before, {"从", "由", "自"})) return false;
  for (std::size_t t = time + 1; t < figure; ++t) {
    if (line.tokens[t].mention.kind == MentionKind::kQuantity) return true;
  }
  return false;
}

// 单日营收, 首日票房: a sum that is of a day.
bool SaysDaily(std::string_view line) {
  for (const std::string_view word :
       {"单日", "当日", "首日", "当天", "每日", "日均", "全天", "一天", "一日", "日营收", "日销",
        "今日", "今天", "daily", "a day", "on the day", "opening day", "first day"}) {
    if (line.find(word) != std::string_view::npos) return true;
  }
  return false;
}

// 去年底人口…,出生人口…: what adds up over time is of the year that has ended.
bool NamesEndOfYear(std::string_view words) { return EndsWithAny(words, {"年底", "年末", "岁末"}); }

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
                                                 "终结",
                                                 "结束",
                                                 "高于",
                                                 "低于",
                                                 "优于",
                                                 "逊于",
                                                 "快于",
                                                 "慢于",
                                                 "多于",
                                                 "少于",
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
  if (before.ends_with("与") && StartsWithAny(rest, {"比较", "相比", "持平", "相若", "相当"})) {
    return true;
  }
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
  const bool is_compared =
      EndsWithAny(std::string_view(line.text).substr(0, time.at), kComparatives);
  if (is_compared && draft.match && draft.match->metric == "growth_multiple") return false;
  return &line == &lines_[draft.line] && form != draft.claim.qualifiers.end() &&
         form->second == "multiple" && IsTimeOfBase(line, time, Token(draft));
}

void ArticleClaims::UseTime(Claim& claim, const TimeExpression& time, How how) {
  claim.time.start = time.start;
  claim.time.end = time.end;
  claim.time.clock = time.clock;
  claim.time.granularity = time.granularity;
  if (time.is_as_of && time.end) claim.time.as_of = time.end;
  claim.time.how = how;
}

// How the company that `claim` is of counts its year: as a table says, else as the text does. What
// no table lists may be a product of the company that the text is about.
std::optional<FiscalYear> ArticleClaims::BooksOf(const Claim& claim) const {
  if (!claim.subject) return std::nullopt;
  if (auto year = FiscalYearOf(claim.subject->id, know_.entities)) return year;
  if (told_year_) return told_year_;
  const std::optional<std::size_t> lead = past_.Lead();
  if (!lead || !claim.subject->id.starts_with("x:")) return std::nullopt;
  return FiscalYearOf(past_[*lead].id, know_.entities);
}

// A quarter or year of the books of the company that `claim` is of.
TimeExpression ArticleClaims::AsItsOwn(const TimeExpression& time, const Claim& claim) const {
  if (!time.accounting || !claim.subject || claim.metric.empty()) return time;
  // 按年升2.4倍: what profit grew by is told of its period.
  const auto of = claim.qualifiers.find("of");
  const MetricReading* metric =
      know_.rules.FindMetric(of != claim.qualifiers.end() ? of->second : claim.metric);
  if (metric == nullptr) metric = know_.rules.FindMetric(claim.metric);
  if (metric == nullptr || metric->is_market) return time;
  if (!metric->is_corporate && !time.accounting->is_fiscal) return time;
  const auto company = BooksOf(claim);
  if (!company) return time;
  const bool looks_ahead =
      claim.modality == Modality::kForecast || claim.modality == Modality::kPlan;
  return InFiscalYear(time, *company, published_, looks_ahead);
}

ArticleClaims::TimeSought ArticleClaims::SoughtBy(const Draft& draft) const {
  const Claim& claim = draft.claim;
  const bool is_of_share = claim.metric == "price" && claim.rule.starts_with("share.");
  const bool is_reported = claim.modality == Modality::kReported;
  TimeSought sought;
  if (!claim.metric.empty()) sought.metric = know_.rules.FindMetric(claim.metric);
  const MetricReading* metric = sought.metric;
  sought.is_market = is_reported && ((metric != nullptr && metric->is_market) ||
                                     IsOfTurnover(claim) || is_of_share);
  sought.is_account = is_reported && metric != nullptr && metric->is_corporate;
  sought.is_english = IsEnglishLine(lines_[draft.line].text);
  return sought;
}

// 截至三季度末,…;出货量x万片: what flows is of the quarter, and not of its last days.
void ArticleClaims::WidenToItsQuarter(const TimeExpression& time, const TimeSought& sought,
                                      Claim& claim) {
  if (sought.metric == nullptr || sought.metric->is_market) return;
  const bool is_its_end = time.quarter && time.quarter->start && time.quarter->end && time.start &&
                          time.granularity < Granularity::kQuarter &&
                          *time.quarter->end == time.end;
  if (!is_its_end) return;
  const bool adds_up =
      sought.metric->definition.kind == MetricKind::kFlow || claim.qualifiers.contains("baseline");
  if (!adds_up) return;
  claim.time.start = time.quarter->start;
  claim.time.end = time.quarter->end;
  claim.time.granularity = Granularity::kQuarter;
}

// 2023年至2025年…从6.04亿元收窄至2.46亿元: the first is of the first year, the second of the last.
void SetEndOfSpan(const SentenceLine& line, std::size_t time, std::size_t figure, Claim& claim) {
  const auto& [start, end] = std::tie(claim.time.start, claim.time.end);
  const bool is_of_years = start && end && start->month == 1 && start->day == 1 &&
                           end->month == 12 && end->year > start->year;
  if (!is_of_years || time > figure) return;
  const std::string_view words = std::string_view(line.text).substr(time, figure - time);
  static constexpr std::string_view kFrom[] = {"从", "由", "自"};
  static constexpr std::string_view kTo[] = {"至", "到", "为", "至约", "至近", "至超"};
  const std::size_t clause = words.find_last_of(",;");
  const std::string_view own = clause == std::string_view::npos ? words : words.substr(clause + 1);
  if (EndsWithAny(own, {"从", "由", "自", "从约", "由约", "的从"})) {
    SetYear(start->year, claim);
  } else if (EndsWithAny(own, {std::begin(kTo), std::end(kTo)}) &&
             std::any_of(std::begin(kFrom), std::end(kFrom), [own](std::string_view from) {
               return own.find(from) != std::string_view::npos;
             })) {
    SetYear(end->year, claim);
  } else {
    return;
  }
  claim.time.granularity = Granularity::kYear;
}

// 今年累计跌6.5%: from the beginning of the year to the article's day.
void SetMoveOfYear(const SentenceLine& line, std::size_t after, const Date& published,
                   Claim& claim) {
  const bool runs = claim.time.granularity == Granularity::kYear && claim.time.start &&
                    claim.time.start->year == published.year &&
                    claim.modality == Modality::kReported;
  const std::string_view words = std::string_view(line.text).substr(after);
  if (runs && StartsWithAny(words, {"累计跌", "累计升", "累计涨", "累计下跌", "累计上升",
                                    "累计上涨", "累跌", "累升", "累涨", "累挫"})) {
    claim.time.end = published;
    claim.time.granularity = Granularity::kSpan;
  }
}

// 累计至今年6月: from the beginning of the year.
void SetSumOfYear(const SentenceLine& line, std::size_t time, Claim& claim) {
  const bool is_month = claim.time.granularity == Granularity::kMonth && claim.time.start;
  if (is_month && EndsWithAny(std::string_view(line.text).substr(0, time),
                              {"累计至", "累计到", "累计截至", "合计至"})) {
    claim.time.start = Date{claim.time.start->year, 1, 1};
    claim.time.granularity = Granularity::kSpan;
  }
}

// The figure is of the time that is token `t` of `line`.
void ArticleClaims::TakeTime(Draft& draft, const TimeSought& sought, const SentenceLine& line,
                             std::size_t t, ClaimTrace& trace) {
  Claim& claim = draft.claim;
  const LineToken& token = line.tokens[t];
  const TimeExpression time = AsItsOwn(mentions_.times[token.mention.index], claim);
  const std::string_view words = Slice(mapped_.text, time.span);
  const bool absolute = time.start && words.substr(0, 4) == std::to_string(time.start->year);
  UseTime(claim, time, absolute ? How::kStated : How::kResolved);
  WidenToItsQuarter(time, sought, claim);
  if (&line == &lines_[draft.line]) SetEndOfSpan(line, token.at, Token(draft).at, claim);
  SetSumOfYear(line, token.at, claim);
  if (published_) SetMoveOfYear(line, token.at + kPlaceholderBytes, *published_, claim);
  const bool is_over =
      published_ && claim.time.start && claim.time.end && *claim.time.end < *published_;
  claim.time.span = mapped_.map.ToSource(time.span);
  if (is_over && (LooksAhead(draft, line, token, time) || GoesOnAhead(claim))) {
    claim.time.start = claim.time.start->PlusMonths(12);
    claim.time.end = claim.time.end->PlusMonths(12);
  }
  const bool looks_ahead =
      claim.modality == Modality::kForecast || claim.modality == Modality::kPlan;
  if (!is_over && looks_ahead && claim.time.start && claim.time.end &&
      IsJustOver(draft, time, claim.time.end->PlusMonths(-12))) {
    claim.time.start = claim.time.start->PlusMonths(-12);
    claim.time.end = claim.time.end->PlusMonths(-12);
  }
  claim.time.text = Original(time.span);
  trace.time_why = "in the sentence";
  if (IsComparisonTime(words)) SetSamePeriod(draft, words);
  const bool is_flow =
      sought.metric != nullptr && sought.metric->definition.kind == MetricKind::kFlow;
  const bool is_here = token.clause == line.ClauseAt(Token(draft).at);
  // 截至去年底的日均调用量: a rate is of its days.
  const bool is_rate = claim.unit.find("/") != std::string::npos;
  if (is_flow && !is_here && !is_rate && NamesEndOfYear(words)) WidenToYear(claim);
  // 第三季度营收…,上一季度为…,上年同期…: of a year before the third.
  const bool is_quarter_before =
      said_time_ && said_time_sentence_ == sentence_ && StartsWithAny(words, {"上一季", "上季"});
  if (!is_quarter_before) said_time_ = claim.time;
  said_time_sentence_ = sentence_;
  if (!sought.is_market || !IsLastSession(time)) return;
  if (IsEnglishLine(line.text)) {
    const std::string_view after = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
    const bool is_aside = after.starts_with("'s") || after.starts_with("’s");
    if (!is_aside && !(draft.match && draft.match->rule.ends_with(".measured"))) {
      english_session_ = time.end;
    }
  } else if (!IsTimeOfYardstick(line, t)) {
    session_ = PastTime{time, claim.time.text, *claim.time.span, sentence_, block_};
  }
}

// 本季营收 in a report on results: of the quarter that is reported, not of the one that runs.
bool ArticleClaims::IsStillOpen(const TimeExpression& time) const {
  return published_ && time.end && *time.end >= *published_ &&
         (time.granularity == Granularity::kQuarter || time.granularity == Granularity::kHalf);
}

// Whether the words beside the time, token `t` of `line`, make it no time of the figure.
bool ArticleClaims::StandsApart(const Draft& draft, const SentenceLine& line, std::size_t t,
                                const TimeExpression& time) const {
  const LineToken& token = line.tokens[t];
  const bool is_own_line = &line == &lines_[draft.line];
  if (IsReachOfRecord(line.text, token.at)) return true;
  if (IsReachOfSince(line.text, token.at, is_own_line ? Token(draft).at : 0)) return true;
  if (is_own_line && IsInRelativeClause(line.text, token.at, Token(draft).at)) return true;
  // 去年7月以来首次下跌: how long it had not happened.
  const std::string_view behind = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
  if (Slice(mapped_.text, time.span).ends_with("以来") && StartsWithAny(behind, {"首", "第"})) {
    return true;
  }
  std::string_view next;
  if (t + 1 < line.tokens.size() && line.tokens[t + 1].mention.kind == MentionKind::kEntity &&
      line.tokens[t + 1].at == token.at + kPlaceholderBytes) {
    next = Slice(mapped_.text, mentions_.entities[line.tokens[t + 1].mention.index].span);
  }
  const bool is_same_clause = is_own_line && token.clause == line.ClauseAt(Token(draft).at);
  return IsMonthOfDelivery(line.text, token.at, next) ||
         (!is_same_clause && IsTimeOfFounding(line.text, token.at)) ||
         IsCauseTime(line.text, token.at, time.granularity) ||
         (is_own_line && IsStartOfMove(line, t, draft.token)) ||
         IsTimeOfMultiplied(line, token, draft) || IsEndOfContract(line, token, time);
}

// EPS预估上修至16.1元 2026-08-06 08:10: what adds up in a company's books is of no single day,
// least of all that of the article.
bool ArticleClaims::IsDayOfArticle(const Draft& draft, const TimeSought& sought,
                                   const SentenceLine& line, const TimeExpression& time) const {
  const bool is_account = sought.metric != nullptr && sought.metric->is_corporate &&
                          !sought.is_market && sought.metric->definition.kind == MetricKind::kFlow;
  if (!is_account || !published_ || time.granularity > Granularity::kDay || !time.end) return false;
  const long days = published_->ToDays() - time.end->ToDays();
  const std::string& unit = QuantityOf(draft).unit;
  return time.start == time.end && days >= 0 && days <= 1 && unit.find('/') == std::string::npos &&
         !SaysDaily(line.text);
}

// Whether what the figure is of has no such times.
bool ArticleClaims::IsOfNoSuchTime(const Draft& draft, const TimeSought& sought,
                                   const SentenceLine& line, const LineToken& token,
                                   const TimeExpression& time) const {
  if (sought.is_market) {
    const bool is_level = &line == &lines_[draft.line] && !(draft.match && draft.match->is_growth);
    if (!CanMoveShares(line, token, time, is_level ? &Token(draft) : nullptr)) return true;
  }
  if (sought.is_account && IsStillOpen(time)) return true;
  if (IsDayOfArticle(draft, sought, line, time)) return true;
  if (const MetricReading* metric = sought.metric; metric != nullptr && !sought.is_market) {
    // Nobody's accounts and no statistics are of the day on which they were told.
    // 今日说,全年本地总乘客量…
    const bool is_of_year = &line == &lines_[draft.line] &&
                            metric->definition.kind == MetricKind::kFlow &&
                            SaysFullYear(line, Token(draft).at);
    if ((metric->is_corporate || is_of_year) &&
        IsDayOfTelling(line.text, token.at, time.granularity)) {
      return true;
    }
    const bool is_of_period = metric->definition.kind != MetricKind::kEvent &&
                              (metric->is_corporate || IsToldOfPlaces(*metric));
    if (is_of_period && IsToldOn(line.text, token.at, time.granularity)) return true;
  }
  // 首季同店销售料增四成,目标价上调至…: a target is of the day on which it is set, or the month
  // that is said to be gone (摩通上月把目标价削至…).
  return draft.claim.metric == kTargetPrice && time.granularity >= Granularity::kMonth &&
         !IsGoneByItself(Slice(mapped_.text, time.span));
}

// 去年同期: whether the time is of another figure, which that of the draft is compared with.
bool ArticleClaims::IsOfCompared(const Draft& draft, const SentenceLine& line, std::size_t t,
                                 const TimeExpression& time) const {
  const LineToken& token = line.tokens[t];
  const bool compares =
      IsComparisonTime(Slice(mapped_.text, time.span)) ||
      std::string_view(line.text).substr(token.at + kPlaceholderBytes, 6) == "同期";
  if (!compares) return false;
  if (&line != &lines_[draft.line]) return true;
  const bool is_own = t + 1 < line.tokens.size() && t + 1 == draft.token;
  // "compared with {figure} a year earlier": the time of what it is compared with.
  const bool is_earlier =
      t == draft.token + 1 && MeasuredBy(line.text, Token(draft).at) == Measure::kEarlier;
  return !is_own && !is_earlier;
}

// The same of "compared with {figure} in {time}", and of what a clause has left behind.
bool ArticleClaims::IsOfComparedInEnglish(const Draft& draft, const SentenceLine& line,
                                          const LineToken& token) const {
  if (!IsEnglishLine(line.text)) return false;
  const std::optional<std::size_t> than = FindComparator(line.text, token.at);
  if (&line != &lines_[draft.line]) return than.has_value();
  const std::size_t figure = Token(draft).at;
  // "compared to $12 billion in Q2 2024, a 51% decrease": what fell is of the time before.
  const bool has_grown =
      draft.match && (draft.match->is_growth || draft.match->rule.ends_with(".grown"));
  if (than && (figure < *than || (has_grown && figure > token.at))) return true;
  if (IsLeftBehind(line.text, token.at, figure)) return true;
  // "up from 94 cents a day ago, while its bond rallied {figure}": over with its clause.
  return than && figure > token.at && StatementsBetween(line.text, token.at, figure) > 0;
}

// Whether the figure holds the time as its own, or the time is nothing to compare with.
bool ArticleClaims::IsNoBaseline(const Draft& draft, const SentenceLine& line,
                                 const LineToken& token, const TimeExpression& time) const {
  // 高于去年的18%: the 18% is of last year; 是去年的3倍 is not, 增速较去年的3倍快 is.
  const bool is_level =
      QuantityOf(draft).unit != "ratio" ||
      (draft.match && draft.match->metric == "growth_multiple" &&
       EndsWithAny(std::string_view(line.text).substr(0, token.at), kComparatives));
  if (is_level && &line == &lines_[draft.line] && IsTimeOfBase(line, token, Token(draft))) {
    return true;
  }
  // "grew from 2019 to 2023" is a period and no baseline.
  const bool is_span = Slice(mapped_.text, time.span).find(" to ") != std::string_view::npos;
  return is_span || !IsBaseline(line, token);
}

// Whether token `t` of `line` is a time that the figure can be of.
bool ArticleClaims::CanBeTimeOf(const Draft& draft, const TimeSought& sought,
                                const SentenceLine& line, std::size_t t) const {
  const LineToken& token = line.tokens[t];
  if (token.mention.kind != MentionKind::kTime) return false;
  const TimeExpression time = AsItsOwn(mentions_.times[token.mention.index], draft.claim);
  if (!time.start && !time.end) return false;
  return !StandsApart(draft, line, t, time) && !IsOfNoSuchTime(draft, sought, line, token, time) &&
         !IsOfCompared(draft, line, t, time) && !IsOfComparedInEnglish(draft, line, token) &&
         IsNoBaseline(draft, line, token, time);
}

}  // namespace heshu::extract
