#include <algorithm>
#include <utility>

#include "extract/claims/affix.h"
#include "extract/claims/article_claims.h"
#include "extract/claims/english_clause.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr int kMaxTimeSentencesBack = 2;
constexpr int kMaxPeriodSentencesBack = 5;
constexpr std::size_t kNearTimeBytes = 14;  // "in", "for the", "during the"

// Whether a share can have moved at `time`: not from now on, and not in a quarter that another
// clause speaks of (公布第四季业绩后,股价跌5%), unless that clause says nothing else (在2021年,…).
bool MarketTime(const SentenceLine& line, const LineToken& token, const TimeExpression& time,
                int clause) {
  if (!time.end || time.is_future) return false;
  if (time.granularity < Granularity::kQuarter || token.clause == clause) return true;
  const std::size_t end = line.ClauseEnd(token.at);
  const std::size_t begin = line.ClauseBegin(token.at);
  return end - begin <= 4 * kPlaceholderBytes;
}

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

// 2026年, 今年, 去年 tell the year; 上半年 and 年底 leave it open.
bool NamesYear(std::string_view words) {
  if (words.find("20") != std::string_view::npos) return true;
  static constexpr std::string_view kYear = "年";
  static constexpr std::string_view kHalf = "半";
  static constexpr std::string_view kEnds[] = {"底", "末", "初", "中"};
  for (std::size_t at = words.find(kYear); at != std::string_view::npos;
       at = words.find(kYear, at + kYear.size())) {
    const bool is_half = words.substr(0, at).ends_with(kHalf);
    const bool is_end = at == 0 && StartsWithAny(words.substr(kYear.size()), kEnds);
    if (!is_half && !is_end) return true;
  }
  return false;
}

// 截至目前,…已超: true of the day that the article is of, whatever day it spoke of before.
bool SaysNow(const SentenceLine& line, std::size_t at) {
  const std::string_view before = std::string_view(line.text).substr(0, at);
  for (const std::string_view word : {"目前", "迄今", "至今", "现时", "如今", "currently"}) {
    if (before.find(word) != std::string_view::npos) return true;
  }
  return false;
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
  if (said == std::string_view::npos) return;
  claim.time.start = Date{claim.time.end->year, 1, 1};
  claim.time.end = Date{claim.time.end->year, 12, 31};
  claim.time.granularity = Granularity::kYear;
}

// ARR同期突破5亿美元: of the time that was spoken of before.
bool SaysSamePeriod(const SentenceLine& line, std::size_t at) {
  static constexpr std::string_view kWord = "同期";
  const std::size_t begin = line.ClauseBegin(at);
  const std::string_view before = std::string_view(line.text).substr(begin, at - begin);
  const std::size_t said = before.find(kWord);
  if (said == std::string_view::npos) return false;
  const std::string_view ahead = before.substr(0, said);
  return !ahead.ends_with("年") && !ahead.ends_with(kTimePlaceholder);
}

// 全年目标, full-year guidance, "For the full year, …": of a whole year that has no number.
bool SaysFullYear(const SentenceLine& line, std::size_t at) {
  const std::string_view text = line.text;
  const std::size_t begin = line.ClauseBegin(at);
  if (text.substr(begin, line.ClauseEnd(at) - begin).find("全年") != std::string_view::npos) {
    return true;
  }
  if (!IsEnglishLine(text)) return false;
  const std::string before = AsciiLowerCopy(text.substr(0, at));
  return before.find("full-year") != std::string::npos ||
         before.find("full year") != std::string::npos;
}

// 创近15年最大增速, 今年单日最大量: how long the record has stood.
bool IsReachOfRecord(std::string_view line, std::size_t at) {
  static const std::vector<std::string_view> kRecords = {
      "最大", "最高", "最低", "最多", "最少", "最优", "最佳", "最差",   "最旺",   "最快",  "最慢",
      "最强", "最弱", "最长", "最好", "首见", "新高", "新低", "单日最", "单月最", "单季最"};
  std::string_view rest = line.substr(at + kPlaceholderBytes);
  for (const std::string_view since : {"以来", "来", "的"}) {
    if (rest.starts_with(since)) rest.remove_prefix(since.size());
  }
  return StartsWithAny(rest, kRecords);
}

// 20日公布,收入…: the day on which it was told. Nobody's accounts are of a day.
bool IsDayOfTelling(const SentenceLine& line, const LineToken& token, const TimeExpression& time) {
  constexpr std::size_t kNearBytes = 30;
  if (time.granularity > Granularity::kDay) return false;
  const std::string_view rest = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
  const std::string_view near = rest.substr(0, std::min(rest.find(','), kNearBytes));
  for (const std::string_view verb :
       {"公布", "发布", "披露", "宣布", "发表", "公告", "召开", "announced", "reported"}) {
    if (near.find(verb) != std::string_view::npos) return true;
  }
  return false;
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
                                                 "对比",
                                                 "相较",
                                                 "相较于",
                                                 "than ",
                                                 "than in ",
                                                 "from ",
                                                 "from the ",
                                                 "from a ",
                                                 "compared to ",
                                                 "compared with ",
                                                 "compared to the ",
                                                 "compared with the ",
                                                 "versus ",
                                                 "against ",
                                                 "over the "};
  const std::string_view before = std::string_view(line.text).substr(0, token.at);
  for (const std::string_view word : kBefore) {
    if (before.size() >= word.size() && before.substr(before.size() - word.size()) == word) {
      return true;
    }
  }
  const std::string_view rest = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
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

void ArticleClaims::SetTime(Draft& draft, const Pairing& pair, ClaimTrace& trace) {
  Claim& claim = draft.claim;
  const auto use = [&](const SentenceLine& line, std::size_t t) {
    const TimeExpression& time = mentions_.times[line.tokens[t].mention.index];
    // 预计第二季…: of a period without a year a forecast means the next one.
    const std::string_view words = Slice(mapped_.text, time.span);
    const bool has_year = NamesYear(words);
    // 胜过预期的92亿: what was expected of the time of the figure before.
    const bool is_yardstick = draft.match && draft.match->rule.ends_with(".ellipsis");
    const bool looks_ahead =
        (claim.modality == Modality::kForecast || claim.modality == Modality::kPlan) &&
        line.tokens[t].clause == line.ClauseAt(Token(draft).at) && !is_yardstick &&
        !(IsEnglishLine(line.text) && IsGoneBy(line.text, line.tokens[t].at));
    const bool absolute = time.start && Slice(mapped_.text, time.span).substr(0, 4) ==
                                            std::to_string(time.start->year);
    UseTime(claim, time, absolute ? How::kStated : How::kResolved);
    const bool may_be_next =
        (time.granularity >= Granularity::kMonth && time.granularity <= Granularity::kHalf) ||
        (time.granularity == Granularity::kDay && StartsWithMonth(words));
    if (looks_ahead && !has_year && published_ && claim.time.start && claim.time.end &&
        *claim.time.end < *published_ && may_be_next) {
      claim.time.start = claim.time.start->PlusMonths(12);
      claim.time.end = claim.time.end->PlusMonths(12);
    }
    claim.time.span = mapped_.map.ToSource(time.span);
    claim.time.text = Original(time.span);
    trace.time_why = "in the sentence";
    said_time_ = claim.time;
    said_time_sentence_ = sentence_;
  };
  const MetricReading* reading =
      claim.metric.empty() ? nullptr : know_.rules.FindMetric(claim.metric);
  const bool market =
      reading != nullptr && reading->is_market && claim.modality == Modality::kReported;
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
    const TimeExpression& time = mentions_.times[token.mention.index];
    if (time.is_vague && !time.start && !time.end) return false;
    if (IsReachOfRecord(line.text, token.at)) return false;
    if (&line == &lines_[draft.line] && IsStartOfMove(line, t, draft.token)) return false;
    if (IsTimeOfMultiplied(line, token, draft)) return false;
    if (IsEndOfContract(line, token, time)) return false;
    if (market && !MarketTime(line, token, time, line.ClauseAt(Token(draft).at))) return false;
    if (is_account && is_still_open(time)) return false;
    const bool is_corporate = reading != nullptr && reading->is_corporate && !market;
    if (is_corporate && IsDayOfTelling(line, token, time)) return false;
    // 首季同店销售料增四成,目标价上调至…: a target is of the day on which it is set.
    if (claim.metric == kTargetPrice && time.granularity >= Granularity::kMonth) return false;
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
      // "founded in 2021 and has {figure} employees"
      static constexpr std::string_view kBirth[] = {"founded in ", "established in ",
                                                    "launched in ", "set up in ", "started in "};
      const std::string_view before = std::string_view(line.text).substr(0, token.at);
      if (std::any_of(std::begin(kBirth), std::end(kBirth),
                      [&](std::string_view birth) { return before.ends_with(birth); })) {
        return false;
      }
      const std::optional<std::size_t> than = FindComparator(line.text, token.at);
      const bool is_here = &line == &lines_[draft.line];
      // "compared to $12 billion in Q2 2024, a 51% decrease": what fell is of the time before.
      const bool has_grown =
          draft.match && (draft.match->is_growth || draft.match->rule.ends_with(".grown"));
      if (than && (!is_here || Token(draft).at < *than || has_grown)) return false;
    }
    // 高于去年的18%: the 18% is of last year; 是去年的3倍 is not.
    const bool is_its_own = &line == &lines_[draft.line] && QuantityOf(draft).unit != "ratio" &&
                            IsTimeOfBase(line, token, Token(draft));
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
      if (token.at < at && token.clause < clause) earlier = t;
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
  const auto reach = [&]() -> int {
    if (past_time_->block == block_ || is_event) return kMaxTimeSentencesBack;
    // The quarter or year that a report is about holds for its accounts from paragraph to
    // paragraph.
    const Granularity size = past_time_->time.granularity;
    const bool is_period =
        size == Granularity::kQuarter || size == Granularity::kHalf || size == Granularity::kYear;
    if (SaysSamePeriod(lines_[draft.line], Token(draft).at)) return kMaxTimeSentencesBack;
    if (reading == nullptr) return 0;
    const bool is_told = reading->is_corporate || reading->definition.dimensions[0] == "count";
    return is_flow && is_told && is_period && !past_time_->time.is_future ? kMaxPeriodSentencesBack
                                                                          : 0;
  };
  const bool fits = past_time_ && !SaysNow(lines_[draft.line], Token(draft).at) &&
                    (!market || (past_time_->time.end && !past_time_->time.is_future &&
                                 past_time_->time.granularity < Granularity::kMonth));
  // What a company has reported is of no quarter that still runs, which only its forecast was of.
  const bool runs_on = past_time_ && published_ && past_time_->time.end && is_flow &&
                       *past_time_->time.end > *published_ &&
                       claim.modality == Modality::kReported &&
                       IsEnglishLine(lines_[draft.line].text);
  // What is told as done is of no time that has not begun (到2030年…。…已达9.1亿).
  const bool is_ahead = past_time_ && published_ && past_time_->time.start &&
                        *past_time_->time.start > *published_ &&
                        claim.modality == Modality::kReported;
  // Nor of the day on which its shares closed.
  const bool of_a_day = past_time_ && reading != nullptr && reading->is_corporate &&
                        !reading->is_market && past_time_->time.granularity < Granularity::kMonth &&
                        IsEnglishLine(lines_[draft.line].text);
  if (fits && !runs_on && !is_ahead && !of_a_day && !is_constant &&
      sentence_ - past_time_->sentence <= reach()) {
    UseTime(claim, past_time_->time, How::kInherited);
    claim.time.span = past_time_->span;
    claim.time.text = past_time_->text;
    trace.time_why = "inherited from the sentence before";
    said_time_ = claim.time;
    said_time_sentence_ = sentence_;
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

// "revenue of $5 billion in the third quarter, beating the $4.8 billion expected": of the time of
// what was expected, which is over.
bool ArticleClaims::SetYardstickTime(Draft& draft, ClaimTrace& trace) {
  const SentenceLine& line = lines_[draft.line];
  if (!said_time_ || said_time_sentence_ != sentence_ || !IsEnglishLine(line.text) ||
      MeasuredBy(line.text, Token(draft).at) != Measure::kExpected) {
    return false;
  }
  // A time right behind is its own: "the $62 billion expected for the fourth quarter".
  for (std::size_t t = draft.token + 1; t < line.tokens.size(); ++t) {
    if (line.tokens[t].mention.kind == MentionKind::kTime) return false;
    if (line.tokens[t].mention.kind == MentionKind::kQuantity) break;
  }
  draft.claim.time = *said_time_;
  draft.claim.time.how = How::kInherited;
  trace.time_why = "the time of the figure that it is compared with";
  return true;
}

// "up from {figure} a year earlier": as long before the figure that it is compared with.
bool ArticleClaims::SetEarlierTime(Draft& draft, ClaimTrace& trace) {
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  if (!IsEnglishLine(line.text) || MeasuredBy(line.text, at) != Measure::kEarlier) return false;
  std::optional<int> months = MonthsEarlier(WordsBehind(line.text, at, 1));
  const bool in_words = months.has_value();
  for (std::size_t t = draft.token + 1; !months && t < line.tokens.size(); ++t) {
    if (line.tokens[t].mention.kind != MentionKind::kTime) break;
    months =
        MonthsEarlier(Slice(mapped_.text, line.tokens[t].mention.span));  // {figure} a year ago
  }
  if (!months) return false;
  Claim& claim = draft.claim;
  const bool said = said_time_ && said_time_sentence_ == sentence_;
  if (said && said_time_->start && said_time_->end) {
    claim.time.start = said_time_->start->PlusMonths(-*months);
    claim.time.end = said_time_->end->PlusDays(1).PlusMonths(-*months).PlusDays(-1);
    claim.time.granularity = said_time_->granularity;
    claim.time.span = said_time_->span;
    claim.time.text = said_time_->text;
  } else if (!in_words) {
    return false;
  }
  claim.time.how = How::kResolved;
  trace.time_why = "before the time of the figure that it is compared with";
  return true;
}

// 按年及按季升15%和19%: the first figure has the first baseline, the second the second.
bool ArticleClaims::PairBaselines(Draft& draft) {
  struct Word {
    std::string_view text, baseline;
  };
  static constexpr Word kWords[] = {{"按年", "yoy"}, {"同比", "yoy"}, {"年增", "yoy"},
                                    {"年减", "yoy"}, {"按季", "qoq"}, {"环比", "qoq"},
                                    {"季增", "qoq"}, {"季减", "qoq"}, {"按月", "mom"},
                                    {"月增", "mom"}, {"月减", "mom"}};
  static constexpr std::string_view kJoints[] = {"和", "及", "与", "、"};
  const SentenceLine& line = lines_[draft.line];
  const std::string_view text = line.text;
  std::string_view first, second;
  const std::size_t begin = line.ClauseBegin(Token(draft).at);
  const std::string_view clause = text.substr(begin, Token(draft).at - begin);
  for (const Word& a : kWords) {
    for (std::size_t at = clause.find(a.text); at != std::string_view::npos;
         at = clause.find(a.text, at + 1)) {
      for (const std::string_view joint : kJoints) {
        const std::string_view rest = clause.substr(at + a.text.size());
        if (!rest.starts_with(joint)) continue;
        for (const Word& b : kWords) {
          if (a.baseline == b.baseline || !rest.substr(joint.size()).starts_with(b.text)) continue;
          first = a.baseline;
          second = b.baseline;
        }
      }
    }
  }
  if (first.empty()) return false;
  for (const TokenList& list : FindLists(mapped_.text, line, mentions_, MentionKind::kQuantity)) {
    if (list.tokens.size() != 2) continue;
    for (std::size_t i = 0; i < 2; ++i) {
      if (list.tokens[i] != draft.token) continue;
      draft.claim.qualifiers["baseline"] = i == 0 ? first : second;
      return true;
    }
  }
  return false;
}

void ArticleClaims::SetBaseline(Draft& draft) {
  Claim& claim = draft.claim;
  const bool grows = claim.dimension == "percent_change" || claim.metric == "growth_multiple";
  if (!grows) return;
  if (PairBaselines(draft)) return;
  if (const auto said = claim.qualifiers.find("baseline");
      said != claim.qualifiers.end() && !IsAsciiDigit(said->second.front())) {
    return;
  }
  const SentenceLine& line = lines_[draft.line];
  const int clause = line.ClauseAt(Token(draft).at);
  if (IsEnglishLine(line.text)) {
    const std::size_t at = Token(draft).at;
    std::optional<int> months = MonthsEarlier(WordsBehind(line.text, at, 0));
    if (!months) {
      // "a year-over-year increase of {figure}"
      const std::size_t begin = line.ClauseBegin(at);
      months = MonthsEarlier(std::string_view(line.text).substr(begin, at - begin));
    }
    if (months) {
      claim.qualifiers["baseline"] = *months == 12 ? "yoy" : *months == 3 ? "qoq" : "mom";
      return;
    }
  }
  for (const LineToken& token : line.tokens) {
    if (token.mention.kind != MentionKind::kTime || token.clause != clause) continue;
    if (!IsBaseline(line, token) && !IsTimeOfMultiplied(line, token, draft)) continue;
    const TimeExpression& time = mentions_.times[token.mention.index];
    const std::string_view words = Slice(mapped_.text, time.span);
    const std::string_view rest =
        std::string_view(line.text).substr(token.at + kPlaceholderBytes, 6);
    const auto says = [&](std::string_view word) {
      return words.find(word) != std::string_view::npos ||
             rest.find(word) != std::string_view::npos;
    };
    if (says("同期") || says("同月") || says("同季") || says("year ago") || says("year earlier") ||
        says("year before")) {
      claim.qualifiers["baseline"] = "yoy";
      return;
    }
    if (says("上年") || says("去年")) {
      claim.qualifiers["baseline"] = "yoy";
    } else if (says("上季")) {
      claim.qualifiers["baseline"] = "qoq";
    } else if (says("上月")) {
      claim.qualifiers["baseline"] = "mom";
    } else if (time.start && time.granularity == Granularity::kYear) {
      claim.qualifiers["baseline"] = std::to_string(time.start->year);
    }
  }
}

}  // namespace heshu::extract
