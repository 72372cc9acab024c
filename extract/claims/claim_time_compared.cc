// When figures are of that others are compared with: what was expected, what it was a year earlier.
#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "extract/claims/article_claims.h"
#include "extract/mentions/english_clause.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {

bool IsOfWhatIsSurpassed(const SentenceLine& line, std::size_t t) {
  static constexpr std::string_view kSurpass[] = {
      "高于", "低于", "高过", "低过", "快于", "慢于", "快过", "慢过", "强于", "弱于", "好于",
      "差于", "好过", "差过", "优于", "逊于", "多过", "少过", "大过", "超过", "不及"};
  static constexpr std::string_view kFrom[] = {"较", "比", "从", "由", "自"};
  static constexpr std::string_view kJoints[] = {"及", "和", "与", "以及", "、"};
  const LineToken& time = line.tokens[t];
  if (t + 1 >= line.tokens.size() || line.tokens[t + 1].mention.kind != MentionKind::kQuantity ||
      !IsTimeOfBase(line, time, line.tokens[t + 1])) {
    return false;
  }
  const std::string_view ahead = std::string_view(line.text).substr(0, time.at);
  if (EndsWithAny(ahead, kSurpass) || EndsWithAny(ahead, kFrom)) return true;
  // 高于市场预期的2.8%及去年12月的2.5%: one of several that are surpassed.
  const std::string_view clause = ahead.substr(line.ClauseBegin(time.at));
  return EndsWithAny(ahead, kJoints) && t > 0 &&
         line.tokens[t - 1].mention.kind == MentionKind::kQuantity &&
         std::any_of(std::begin(kSurpass), std::end(kSurpass), [&](std::string_view word) {
           return clause.find(word) != std::string_view::npos;
         });
}

// "revenue of $5 billion in the third quarter, beating the $4.8 billion expected": of the time of
// what was expected, which is over.
bool ArticleClaims::SetYardstickTime(Draft& draft, ClaimTrace& trace) {
  const SentenceLine& line = lines_[draft.line];
  // "Economists had expected growth of {figure}.": of the time of what the sentences before told.
  const bool has_time = std::any_of(line.tokens.begin(), line.tokens.end(), [](const auto& token) {
    return token.mention.kind == MentionKind::kTime;
  });
  if (IsEnglishLine(line.text) && PointsBack(line.text) && !has_time &&
      !draft.claim.metric.empty()) {
    constexpr std::size_t kMostBack = 6;
    for (std::size_t i = claims_.size(); i-- > 0 && claims_.size() - i <= kMostBack;) {
      if (claims_[i].metric != draft.claim.metric || !claims_[i].time.start) continue;
      draft.claim.time = claims_[i].time;
      draft.claim.time.how = How::kInherited;
      trace.time_why = "the time of the figure that it was expected to be";
      return true;
    }
  }
  if (!said_time_ || said_time_sentence_ != sentence_ || !IsEnglishLine(line.text) ||
      MeasuredBy(line.text, Token(draft).at) != Measure::kExpected) {
    return false;
  }
  // A time right behind is its own: "the $62 billion expected for the fourth quarter".
  const std::size_t from = Token(draft).at + kPlaceholderBytes;
  for (std::size_t t = draft.token + 1; t < line.tokens.size(); ++t) {
    // "the forecast {figure} rise and compared with an unchanged outcome in December"
    const std::string_view between =
        std::string_view(line.text).substr(from, line.tokens[t].at - from);
    const bool goes_on = between.find(" and ") != std::string_view::npos ||
                         between.find(", ") != std::string_view::npos ||
                         between.find(" compared ") != std::string_view::npos ||
                         between.find(" from ") != std::string_view::npos;
    if (goes_on) break;
    if (line.tokens[t].mention.kind == MentionKind::kTime) return false;
    if (line.tokens[t].mention.kind == MentionKind::kQuantity) break;
  }
  draft.claim.time = *said_time_;
  draft.claim.time.how = How::kInherited;
  trace.time_why = "the time of the figure that it is compared with";
  return true;
}

// Whether the line's token is last year, whose the figure at `at` is.
bool ArticleClaims::IsOwnedByLastYear(const SentenceLine& line, std::size_t token,
                                      std::size_t at) const {
  const LineToken& time = line.tokens[token];
  if (time.mention.kind != MentionKind::kTime) return false;
  const std::size_t from = time.at + kPlaceholderBytes;
  const std::string_view between = std::string_view(line.text).substr(from, at - from);
  return (between == "'s " || between == "’s ") &&
         AsciiLowerCopy(Slice(mapped_.text, mentions_.times[time.mention.index].span)) ==
             "last year";
}

// "above February's revised {figure}": of the time that holds it, whatever it is compared with.
bool ArticleClaims::SetTimeOfOwner(Draft& draft, const TimeSought& sought, ClaimTrace& trace) {
  const SentenceLine& line = lines_[draft.line];
  if (draft.token == 0 || !IsEnglishLine(line.text)) return false;
  const LineToken& owner = line.tokens[draft.token - 1];
  if (owner.mention.kind != MentionKind::kTime) return false;
  const std::size_t from = owner.at + kPlaceholderBytes;
  std::string_view between = std::string_view(line.text).substr(from, Token(draft).at - from);
  if (!between.starts_with("'s ") && !between.starts_with("’s ")) return false;
  between.remove_prefix(between.find(' ') + 1);
  static constexpr std::array<std::string_view, 7> kWords = {
      "",       "revised ", "upwardly revised ", "downwardly revised ",
      "final ", "record ",  "reading of "};
  if (std::find(kWords.begin(), kWords.end(), between) == kWords.end()) return false;
  const TimeExpression& time = mentions_.times[owner.mention.index];
  if (!time.start || !time.end || IsOwnedByLastYear(line, draft.token - 1, Token(draft).at)) {
    return false;
  }
  TakeTime(draft, sought, line, draft.token - 1, trace);
  return true;
}

// "up from {figure} a year earlier": as long before the figure that it is compared with.
bool ArticleClaims::SetEarlierTime(Draft& draft, ClaimTrace& trace) {
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  if (!IsEnglishLine(line.text) || MeasuredBy(line.text, at) != Measure::kEarlier) return false;
  if (IsSecondChange(line.text, at)) return false;
  // "{figure}, nearly double the year-ago level": the earlier one is not told.
  static const LazyPattern multiplied(
      "^,? ?(?:nearly |almost |about |roughly |more than )?"
      "(?:doubl|tripl|quadrupl|twice|half |[a-z]+ times |(?:well )?(?:above|below) )");
  if (multiplied.FoundIn(std::string_view(line.text).substr(at + kPlaceholderBytes))) return false;
  // "2.13 trillion yuan the previous month but more than {figure} a year earlier": its own words.
  std::optional<int> months = MonthsEarlier(WordsBehind(line.text, at, 0));
  // "53 billion, or {figure} of revenue, from 13% a year earlier": the later figure's words.
  const std::string_view ahead = WordsAhead(line.text, at);
  if (!months && (ahead.ends_with(" or ") || ahead.ends_with(" and "))) return false;
  // "from {figure} in the previous three months"
  const std::string_view behind = WordsBehind(line.text, at, 0);
  const bool is_span_before =
      draft.token + 1 < line.tokens.size() &&
      line.tokens[draft.token + 1].mention.kind == MentionKind::kQuantity &&
      EndsWithAny(behind, {"the previous ", "the prior ", "the preceding "});
  if (!months && is_span_before) {
    const Quantity& span = mentions_.quantities[line.tokens[draft.token + 1].mention.index];
    if (span.unit == "month" && span.value.lo && *span.value.lo == Decimal{3, 0}) months = 3;
  }
  if (!months) months = MonthsEarlier(ahead);  // the previous quarter's {figure}
  if (!months) months = MonthsEarlier(WordsBehind(line.text, at, 1));
  // "down from last year's {figure}": a year before the quarter that it is compared with.
  if (!months && draft.token > 0 && IsOwnedByLastYear(line, draft.token - 1, at)) months = 12;
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

// 1月CPI环比涨幅从上月的0.4%扩大至0.5%: the month before the one that was told, and not before the
// article's own.
bool ArticleClaims::SetTimeBeforeTold(Draft& draft, ClaimTrace& trace) {
  const SentenceLine& line = lines_[draft.line];
  if (IsEnglishLine(line.text) || draft.token == 0) return false;
  const LineToken& own = line.tokens[draft.token - 1];
  if (own.mention.kind != MentionKind::kTime || !IsTimeOfBase(line, own, Token(draft)))
    return false;
  const TimeExpression& time = mentions_.times[own.mention.index];
  static constexpr std::string_view kBefore[] = {"上月", "上个月", "前月", "前一月",  "前一个月",
                                                 "上季", "上季度", "前季", "前一季度"};
  const std::string_view words = Slice(mapped_.text, time.span);
  if (std::find(std::begin(kBefore), std::end(kBefore), words) == std::end(kBefore)) return false;
  const TimeExpression* told = nullptr;
  for (std::size_t t = 0; t + 1 < draft.token; ++t) {
    if (line.tokens[t].mention.kind != MentionKind::kTime) continue;
    const TimeExpression& other = mentions_.times[line.tokens[t].mention.index];
    if (other.start && other.granularity == time.granularity) told = &other;
  }
  constexpr int kMostSentencesBack = 5;
  const bool goes_on = past_time_ && past_time_->time.granularity == time.granularity &&
                       sentence_ - past_time_->sentence <= kMostSentencesBack &&
                       IsOfWhatIsSurpassed(line, draft.token - 1);
  if (told == nullptr && goes_on) told = &past_time_->time;
  // 12月…,上月…: they are two already.
  if (told == nullptr || told->start != time.start || !told->end) return false;
  const int months = time.granularity == Granularity::kQuarter ? 3 : 1;
  UseTime(draft.claim, time, How::kResolved);
  draft.claim.time.start = told->start->PlusMonths(-months);
  draft.claim.time.end = told->end->PlusDays(1).PlusMonths(-months).PlusDays(-1);
  draft.claim.time.span = mapped_.map.ToSource(time.span);
  draft.claim.time.text = Original(time.span);
  trace.time_why = "before the time that was told";
  return true;
}

}  // namespace heshu::extract
