// Times that a figure's sentence does not tell: of a sentence before, of the session or the period
// that the text is about, of the article.
#include <tuple>

#include "extract/claims/article_claims.h"
#include "extract/claims/time_position.h"
#include "extract/claims/time_scope.h"
#include "extract/mentions/english_clause.h"
#include "extract/subject/phrase_subject.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr int kMaxTimeSentencesBack = 2;
constexpr int kMaxPeriodSentencesBack = 5;
constexpr long kMostDaysOfMove = 14;  // a text tells of the market of its own weeks

bool IsMonthOrLonger(Granularity size) {
  return size >= Granularity::kMonth && size <= Granularity::kYear;
}

}  // namespace

bool ArticleClaims::SetFullYear(Draft& draft, ClaimTrace& trace) {
  if (!published_ || !SaysFullYear(lines_[draft.line], Token(draft).at)) return false;
  Claim& claim = draft.claim;
  const auto company = BooksOf(claim);
  const bool looks_ahead =
      claim.modality == Modality::kForecast || claim.modality == Modality::kPlan;
  const bool is_told = looks_ahead || claim.modality == Modality::kReported;
  if (company && *company != FiscalYear{} && is_told) {
    std::tie(claim.time.start, claim.time.end) =
        FiscalYearAround(*published_, *company, looks_ahead);
    claim.time.granularity = Granularity::kYear;
    claim.time.how = How::kResolved;
    trace.time_why = "the whole year of the company's books";
    RememberSaid(claim);
    return true;
  }
  const std::optional<int> year = FullYear(claim);
  if (!year) return false;
  claim.time.start = Date{*year, 1, 1};
  claim.time.end = Date{*year, 12, 31};
  claim.time.granularity = Granularity::kYear;
  claim.time.how = How::kResolved;
  trace.time_why = "the whole year";
  RememberSaid(claim);
  return true;
}

void ArticleClaims::RememberSaid(const Claim& claim) {
  said_time_ = claim.time;
  said_time_sentence_ = sentence_;
}

// 全年营收265亿美元,创新高,较去年同期上升3%: what grew is of the time of what the sentence has
// told.
bool ArticleClaims::FollowSaidTime(Draft& draft, ClaimTrace& trace) const {
  if (!said_time_ || said_time_sentence_ != sentence_ || !draft.match || !draft.match->is_growth ||
      said_time_->how == How::kInherited || said_time_->how == How::kPublished) {
    return false;
  }
  const MetricReading* metric = know_.rules.FindMetric(draft.claim.metric);
  if (metric == nullptr || !metric->is_corporate || metric->is_market) return false;
  draft.claim.time = *said_time_;
  draft.claim.time.how = How::kInherited;
  trace.time_why = "of the time that the sentence has told";
  return true;
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

// What adds up over time; what accounts grew by is of their period, as they are.
bool ArticleClaims::AddsUp(const Draft& draft, const TimeSought& sought) {
  return sought.metric != nullptr && (sought.metric->definition.kind == MetricKind::kFlow ||
                                      (draft.match && draft.match->is_growth && sought.is_english));
}

// What happened goes on from one paragraph to the next; a level or a flow says its own time.
bool ArticleClaims::Happens(const TimeSought& sought) {
  return sought.metric != nullptr &&
         (sought.metric->definition.kind == MetricKind::kEvent || sought.metric->is_market);
}

// The time told before that the figure may be of; null if there is none.
const ArticleClaims::PastTime* ArticleClaims::ToldBefore(const Draft& draft,
                                                         const TimeSought& sought) const {
  if (!past_time_) return nullptr;
  // A market's move is of the last day spoken of, whatever year or quarter was.
  const bool skips_period =
      sought.is_market && past_day_ && past_time_->time.granularity >= Granularity::kMonth;
  const PastTime& last = skips_period ? *past_day_ : *past_time_;
  // "Stocks tumbled on Wednesday, after a news conference on Tuesday… The index closed at": of the
  // day that the text appeared on, unless it has told of another day's session.
  const bool is_of_today = sought.is_market && sought.is_english && told_today_ &&
                           last.time.granularity == Granularity::kDay &&
                           last.time.end != published_ && last.time.end != english_session_;
  if (is_of_today) return &*told_today_;
  if (skips_period) return &last;
  // 今年首季已对冲三成。业绩计入收益x: what is reported is of the period before, which is over.
  const bool is_of_closed = sought.is_account && AddsUp(draft, sought) && past_closed_ &&
                            !sought.is_english &&
                            IsStillOpen(AsItsOwn(past_time_->time, draft.claim));
  return is_of_closed ? &*past_closed_ : &*past_time_;
}

// Over how many sentences the time told before, `time`, holds for the figure.
int ArticleClaims::SentencesOf(const PastTime& told, const TimeExpression& time, const Draft& draft,
                               const TimeSought& sought) const {
  const Granularity size = time.granularity;
  const bool is_flow = AddsUp(draft, sought);
  const bool goes_on = (is_flow || (draft.match && draft.match->is_growth)) &&
                       IsMonthOrLonger(size) && !time.is_future && !sought.is_english;
  if (told.block == block_ && goes_on) return kMaxPeriodSentencesBack;
  if (told.block == block_ || Happens(sought)) return kMaxTimeSentencesBack;
  if (SaysSamePeriod(lines_[draft.line], Token(draft).at)) return kMaxTimeSentencesBack;
  if (sought.metric == nullptr) return 0;
  const MetricReading& metric = *sought.metric;
  // Who travelled, and what was spent, in the holiday that the text is about.
  if (is_flow && time.holiday && size == Granularity::kSpan) return kMaxTimeSentencesBack;
  if (goes_on && IsToldOfPlaces(metric)) return kMaxPeriodSentencesBack;  // CPI of the month
  // 8月领牌数x辆。…其中进口车领牌数y辆: the month that the same was told of.
  const auto same = told_.find(draft.claim.metric);
  if (goes_on && size == Granularity::kMonth && same != told_.end() &&
      same->second >= told.sentence) {
    return kMaxPeriodSentencesBack;
  }
  // The quarter or year that a report is about holds for its accounts from paragraph to paragraph.
  const bool is_period =
      size == Granularity::kQuarter || size == Granularity::kHalf || size == Granularity::kYear;
  const bool is_told = metric.is_corporate || metric.definition.dimensions[0] == "count";
  return is_flow && is_told && is_period && !time.is_future ? kMaxPeriodSentencesBack : 0;
}

// Whether a share's move can be of the time told before.
bool ArticleClaims::CanBeOfMove(const PastTime& told, const TimeExpression& time,
                                const Draft& draft) const {
  // …本周累跌6.5%。X升2%: a day's move is not of the week that another was summed over.
  const bool sums_up = SumsUp(lines_[draft.line], Token(draft).at);
  const Granularity longest = sums_up ? Granularity::kMonth : Granularity::kWeek;
  // 截至9月28日门店…。股价跌4.6%: nor of a day weeks ago that other paragraphs counted up to.
  const bool is_stale = time.end && published_ && told.block != block_ &&
                        published_->ToDays() - time.end->ToDays() > kMostDaysOfMove;
  return !is_stale && time.end && !time.is_future && time.granularity < longest;
}

// Whether the figure is of no such time as the one told before.
bool ArticleClaims::IsOfOtherTime(const PastTime& told, const TimeExpression& time,
                                  const Draft& draft, const TimeSought& sought) const {
  const bool is_reported = draft.claim.modality == Modality::kReported;
  // What a company has reported is of no quarter that still runs, which only its forecast was of.
  const bool runs_on = published_ && time.end && AddsUp(draft, sought) && *time.end > *published_ &&
                       is_reported && sought.is_english;
  // What is told as done is of no time that has not begun (到2030年…。…已达9.1亿).
  const bool is_ahead = published_ && time.start && *time.start > *published_ && is_reported;
  if (runs_on || is_ahead) return true;
  // 今年累计跌7.4%。大型单位指数按周跌0.69%: nor is a week's move of the year told before.
  const auto baseline = draft.claim.qualifiers.find("baseline");
  const bool is_of_week = baseline != draft.claim.qualifiers.end() && baseline->second == "wow";
  if (is_of_week && time.granularity >= Granularity::kMonth) return true;
  // A target is of the day on which it is set, not of the month that sales were told of.
  if (draft.claim.metric == kTargetPrice && time.granularity >= Granularity::kMonth) return true;
  if (sought.metric == nullptr) return false;
  const MetricReading& metric = *sought.metric;
  if (metric.definition.kind == MetricKind::kConstant) return true;
  // Nor of the day on which its shares closed.
  const bool of_a_day = (metric.is_corporate || IsToldOfPlaces(metric)) && !metric.is_market &&
                        time.granularity < Granularity::kMonth && sought.is_english;
  // "In January, …" of one paragraph is no time of what another tells.
  const bool of_aside = Happens(sought) && !sought.is_market && told.block != block_ &&
                        time.granularity <= Granularity::kMonth && sought.is_english;
  return of_a_day || of_aside;
}

bool ArticleClaims::InheritTime(Draft& draft, const TimeSought& sought, ClaimTrace& trace) {
  Claim& claim = draft.claim;
  const PastTime* told = ToldBefore(draft, sought);
  if (told == nullptr) return false;
  const TimeExpression time = AsItsOwn(told->time, claim);
  if (!time.start && !time.end) return false;
  if (SaysNow(lines_[draft.line], Token(draft).at)) return false;
  if (sought.is_market && !CanBeOfMove(*told, time, draft)) return false;
  if (IsOfOtherTime(*told, time, draft, sought) ||
      sentence_ - told->sentence > SentencesOf(*told, time, draft, sought)) {
    return false;
  }
  UseTime(claim, time, How::kInherited);
  WidenToItsQuarter(time, sought, claim);
  claim.time.span = told->span;
  claim.time.text = told->text;
  trace.time_why = "inherited from the sentence before";
  RememberSaid(claim);
  return true;
}

// 一季度营收…。截至季末门店33596家: of the last day of the period that was told of.
void ArticleClaims::SetEndOfPeriod(Draft& draft, const MetricReading* metric) const {
  static constexpr std::string_view kEnds[] = {"季末", "期末", "季底", "期底", "quarter-end"};
  Claim& claim = draft.claim;
  const bool is_level = metric != nullptr && metric->definition.kind == MetricKind::kLevel;
  const SentenceLine& line = lines_[draft.line];
  const std::string_view ahead = std::string_view(line.text).substr(0, Token(draft).at);
  // 过去一年年度经常性收入自零成长到1.5亿: what it has come to by now.
  const bool is_reached = EndsWithAny(ahead, {"到", "至", "达", "达到", "到了", "至约", "到约"});
  if (is_level && claim.time.end == published_ && claim.time.granularity == Granularity::kSpan &&
      is_reached && !claim.qualifiers.contains("statistic")) {
    claim.time.start = claim.time.end;
    claim.time.granularity = Granularity::kDay;
    return;
  }
  const bool is_of_period = is_level && claim.time.how != How::kPublished && claim.time.end &&
                            IsMonthOrLonger(claim.time.granularity);
  if (!is_of_period || claim.modality != Modality::kReported) return;
  const std::size_t begin = line.ClauseBegin(Token(draft).at);
  for (const std::string_view end : kEnds) {
    const std::size_t at = ahead.rfind(end);
    // 截至季末,门店总数…: a clause that says nothing else.
    if (at == std::string_view::npos || (at < begin && at + end.size() + 1 != begin)) continue;
    claim.time.start = claim.time.as_of = claim.time.end;
    claim.time.how = How::kResolved;
    claim.time.granularity = Granularity::kDay;
    return;
  }
}

bool ArticleClaims::SetTimeOfSession(Draft& draft, const TimeSought& sought, ClaimTrace& trace) {
  Claim& claim = draft.claim;
  if (!sought.is_market && !IsDaily(claim)) return false;
  // 港股昨日…。腾讯跌0.8%: a paper's report of a session stays with it.
  const bool is_of_session = session_ && session_->time.end != published_ && !sought.is_english &&
                             !SaysNow(lines_[draft.line], Token(draft).at);
  // 3月10日,港股…。…。腾讯跌3.2%: the day that the text has named, though paragraphs ago.
  const std::optional<PastTime>& day = is_of_session ? session_ : told_today_;
  if (!day) return false;
  UseTime(claim, day->time, How::kInherited);
  claim.time.span = day->span;
  claim.time.text = day->text;
  trace.time_why = is_of_session ? "the session that the text is about"
                                 : "the day of the article, which it names";
  return true;
}

void ArticleClaims::SetTimeOfArticle(Claim& claim, const SentenceLine& line,
                                     ClaimTrace& trace) const {
  if (!published_) return;
  if (IsMonthlyBulletin(line.text, claim.metric)) {
    claim.time = MonthBefore(*published_);
    trace.time_why = "the month that the bulletin is of";
    return;
  }
  claim.time.start = claim.time.end = published_;
  claim.time.granularity = Granularity::kDay;
  // 单日净投放x, told in the morning: of that very day.
  const auto says = [&](std::string_view word) {
    return line.text.find(word) != std::string_view::npos;
  };
  const bool is_of_today =
      claim.metric == "net_inflow" && (says("单日") || says("今日") || says("当日"));
  claim.time.how = is_of_today ? How::kResolved : How::kPublished;
  trace.time_why = "the article's date";
}

}  // namespace heshu::extract
