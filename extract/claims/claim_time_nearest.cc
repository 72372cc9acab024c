// Which of the times of its sentence a figure is of: the nearest that can be.
#include <algorithm>
#include <optional>
#include <string_view>

#include "extract/claims/article_claims.h"
#include "extract/claims/time_position.h"
#include "extract/claims/time_scope.h"
#include "extract/mentions/english_clause.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kNearTimeBytes = 14;  // "in", "for the", "during the"

// 因指数昨日狂飙: whether the clause of `at` has given a reason before it.
bool IsInReason(const SentenceLine& line, std::size_t at) {
  const std::size_t begin = line.ClauseBegin(at);
  const std::string_view words = std::string_view(line.text).substr(begin, at - begin);
  return StartsWithAny(words, {"因", "不过因", "但因", "由于", "不过由于", "但由于", "受"});
}

// 第四季营收x,全年营收y: y is of the year that the quarter ends.
void WidenIfOfYear(const SentenceLine& line, std::size_t time, std::size_t figure, Claim& claim) {
  static constexpr std::string_view kYear = "全年";
  const bool is_part_of_year = claim.time.granularity == Granularity::kMonth ||
                               claim.time.granularity == Granularity::kQuarter;
  if (!is_part_of_year || !claim.time.end) return;
  // 全年总收入x,增长y,净利润z: all that the statement tells.
  const std::size_t semicolon = std::string_view(line.text).substr(0, figure).rfind(';');
  const std::size_t statement = semicolon == std::string_view::npos ? 0 : semicolon + 1;
  const bool is_of_year = std::string_view(line.text).substr(statement).starts_with(kYear);
  const std::size_t from =
      std::max(time + kPlaceholderBytes, is_of_year ? statement : line.ClauseBegin(figure));
  if (from >= figure) return;
  const std::string_view words = std::string_view(line.text).substr(from, figure - from);
  const std::size_t said = words.find(kYear);
  if (said != std::string_view::npos) WidenToYear(claim);
}

}  // namespace

// The token of the time in `line` that is nearest to byte `at`: before it in its clause, then
// after it there, then in an earlier clause.
std::optional<std::size_t> ArticleClaims::NearestTime(const Draft& draft, const TimeSought& sought,
                                                      const SentenceLine& line,
                                                      std::size_t at) const {
  const int clause = line.ClauseAt(at);
  std::optional<std::size_t> before, after, earlier;
  for (std::size_t t = 0; t < line.tokens.size(); ++t) {
    if (!CanBeTimeOf(draft, sought, line, t)) continue;
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
    const bool is_over = IsOfWhatIsSurpassed(line, t) && t + 1 != draft.token;
    // 上月进口…,10月则升1.7%;贸易顺差…: only turned to.
    const bool is_turned_to =
        earlier &&
        std::string_view(line.text).substr(token.at + kPlaceholderBytes).starts_with("则");
    // 纳指涨0.9%,本周累涨1.5%;标普500涨0.7%: nor over what another move was summed.
    const bool is_summed =
        sought.is_market && !SumsUp(line, at) &&
        StartsWithAny(std::string_view(line.text).substr(token.at + kPlaceholderBytes),
                      {"累", "以来累", "迄今累", "共"});
    // A股昨日迎来十月开门红,…,两市成交缩减4718亿: nor does a month take a session from its day.
    const bool is_month_of_day =
        earlier && sought.is_market &&
        mentions_.times[token.mention.index].granularity == Granularity::kMonth &&
        !words.ends_with("以来") &&
        mentions_.times[line.tokens[*earlier].mention.index].granularity == Granularity::kDay;
    // 16日低开后…,不过因昨日狂飙800点,…,终场跌0.3%: nor what gave the reason.
    const bool is_reason = earlier && IsInReason(line, token.at);
    if (token.at < at && token.clause < clause && !is_of_other && !is_over && !is_turned_to &&
        !is_reason && !is_summed && !is_month_of_day) {
      earlier = t;
    }
  }
  if (IsEnglishLine(line.text)) {
    // English puts the time behind: "{figure} in July".
    if (&line == &lines_[draft.line] && draft.token + 1 < line.tokens.size() &&
        CanBeTimeOf(draft, sought, line, draft.token + 1)) {
      const std::size_t from = at + kPlaceholderBytes;
      const std::size_t to = line.tokens[draft.token + 1].at;
      if (to >= from && to - from <= kNearTimeBytes) before = draft.token + 1;
    }
    if (!before) before = after;
  }
  return before ? before : earlier ? earlier : after;
}

// 隔夜美股(美东8/20)收黑:道琼…, 上一交易日(8/10周一)收…: the line of the bracket that says which
// day is meant, right behind the time `best` of line `l` or where the line tells no time before the
// figure.
std::optional<std::size_t> ArticleClaims::DayInBracket(std::size_t l, std::size_t at,
                                                       std::optional<std::size_t> best) const {
  constexpr std::size_t kNearBytes = 24;
  constexpr std::size_t kMostBytes = 9;  // 美东8/20、CPI公布日: before the day
  const SentenceLine& line = lines_[l];
  for (std::size_t child = l + 1; child < lines_.size() && lines_[child].sentence == line.sentence;
       ++child) {
    const SentenceLine& bracket = lines_[child];
    const bool is_day =
        bracket.parent == static_cast<int>(l) && !bracket.tokens.empty() &&
        bracket.tokens[0].mention.kind == MentionKind::kTime &&
        bracket.tokens[0].at <= kMostBytes && bracket.parent_at <= at &&
        std::none_of(bracket.tokens.begin(), bracket.tokens.end(), [](const LineToken& token) {
          return token.mention.kind == MentionKind::kQuantity;
        });
    if (!is_day) continue;
    const TimeExpression& time = mentions_.times[bracket.tokens[0].mention.index];
    if (time.granularity != Granularity::kDay || !time.start) continue;
    const std::size_t from = best ? line.tokens[*best].at : line.ClauseBegin(bracket.parent_at);
    const bool is_behind = bracket.parent_at >= from && bracket.parent_at - from <= kNearBytes;
    const bool is_of_day =
        !best || mentions_.times[line.tokens[*best].mention.index].granularity == Granularity::kDay;
    if (is_behind && is_of_day) return child;
  }
  return {};
}

// The nearest time of the figure's sentence; from a bracket on to the line it hangs in.
bool ArticleClaims::SetTimeOfSentence(Draft& draft, const TimeSought& sought, ClaimTrace& trace) {
  std::size_t l = draft.line;
  std::size_t at = Token(draft).at;
  for (;;) {
    const SentenceLine& line = lines_[l];
    const auto best = NearestTime(draft, sought, line, at);
    if (const auto bracket = DayInBracket(l, at, best)) {
      TakeTime(draft, sought, lines_[*bracket], 0, trace);
      return true;
    }
    if (best) {
      TakeTime(draft, sought, line, *best, trace);
      if (line.tokens[*best].at < at) WidenIfOfYear(line, line.tokens[*best].at, at, draft.claim);
      return true;
    }
    if (line.parent < 0) return false;
    at = line.parent_at;
    l = static_cast<std::size_t>(line.parent);
  }
}

void ArticleClaims::SetTime(Draft& draft, const Pairing& pair, ClaimTrace& trace) {
  Claim& claim = draft.claim;
  const TimeSought sought = SoughtBy(draft);
  if (pair.time_token) {
    TakeTime(draft, sought, lines_[draft.line], *pair.time_token, trace);
    if (pair.year && claim.time.start) SetYear(claim.time.start->year + *pair.year, claim);
    RememberDistribution(claim);
    return;
  }
  if (const auto place = PlaceInDistribution(draft, pair)) {
    claim.time = distributed_[*place];
    claim.time.how = How::kResolved;
    trace.time_why = "of the times of the list before";
    return;
  }
  if (SetTimeOfOwner(draft, sought, trace) || SetEarlierTime(draft, trace) ||
      SetYardstickTime(draft, trace) || SetTimeBeforeTold(draft, trace) ||
      SetTimeOfSentence(draft, sought, trace) || SetFullYear(draft, trace) ||
      FollowSaidTime(draft, trace) || InheritTime(draft, sought, trace) ||
      SetTimeOfSession(draft, sought, trace)) {
    return;
  }
  SetTimeOfArticle(claim, lines_[draft.line], trace);
}

}  // namespace heshu::extract
