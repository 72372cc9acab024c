// Whether a period without a year is still to come, as a forecast means it, or is just over and not
// reported yet.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "extract/claims/article_claims.h"
#include "extract/claims/time_position.h"
#include "extract/mentions/english_clause.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

// "Dec. 26": a day without a year, which a plan means to come.
bool StartsWithMonth(std::string_view words) {
  static constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string head = AsciiLowerCopy(words.substr(0, 3));
  return std::find(std::begin(kMonths), std::end(kMonths), head) != std::end(kMonths);
}

}  // namespace

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

// 预计上半年净利润70亿元, told in July: what a company foresees of a period that is over and not
// reported yet, and not of the one a year ahead.
bool ArticleClaims::IsJustOver(const Draft& draft, const TimeExpression& time,
                               const std::optional<Date>& end) const {
  constexpr long kMostDays = 62;
  const MetricReading* metric = know_.rules.FindMetric(draft.claim.metric);
  const std::string_view words = Slice(mapped_.text, time.span);
  const bool is_account = metric != nullptr && metric->is_corporate && !metric->is_market &&
                          !IsEnglishLine(lines_[draft.line].text);
  const bool is_nine_months = time.granularity == Granularity::kSpan && time.start && time.end &&
                              time.start->month == 1 && time.end->month == 9;
  const bool is_period = time.granularity == Granularity::kQuarter ||
                         time.granularity == Granularity::kHalf || is_nine_months;
  const bool is_of_books = time.accounting && time.accounting->is_fiscal;
  if (!is_account || !is_period || is_of_books || NamesYear(words) || !published_ || !end ||
      words.find("下半年") != std::string_view::npos) {
    return false;
  }
  // 上半年净利润同比预增82%: a notice of results, however late it is told again.
  constexpr long kMostDaysOfNotice = 200;
  const SentenceLine& line = lines_[draft.line];
  const std::size_t begin = line.ClauseBegin(Token(draft).at);
  const std::string_view clause =
      std::string_view(line.text).substr(begin, Token(draft).at - begin);
  const bool is_notice = EndsWithAny(clause, {"预增", "预减", "预盈", "预亏", "预降", "预升"});
  const long days = published_->ToDays() - end->ToDays();
  return days > 0 && days <= (is_notice ? kMostDaysOfNotice : kMostDays);
}

// 预计第二季…: whether a period without a year may be the next one, as a forecast means it.
bool ArticleClaims::LooksAhead(const Draft& draft, const SentenceLine& line, const LineToken& token,
                               const TimeExpression& time) const {
  const Claim& claim = draft.claim;
  if (claim.modality != Modality::kForecast && claim.modality != Modality::kPlan) return false;
  // 胜过预期的92亿: what was expected of the time of the figure before.
  if (draft.match && draft.match->rule.ends_with(".ellipsis")) return false;
  if (token.clause != line.ClauseAt(Token(draft).at) &&
      !line.text.starts_with("For " + std::string(kTimePlaceholder))) {
    return false;
  }
  const std::string_view words = Slice(mapped_.text, time.span);
  const bool is_of_books = time.accounting && time.accounting->is_fiscal;
  if (NamesYear(words) || is_of_books || IsGoneByItself(words)) return false;
  // "its target for the year to March"
  const bool is_period =
      time.granularity >= Granularity::kMonth && time.granularity <= Granularity::kYear;
  if (IsJustOver(draft, time, time.end)) return false;
  const bool is_day = time.granularity == Granularity::kDay && StartsWithMonth(words);
  if (!is_period && !is_day) return false;
  return !IsEnglishLine(line.text) ||
         (!IsGoneBy(line.text, token.at) && !IsQuarterJustOver(time) &&
          (claim.modality != Modality::kForecast || !IsMonthJustOver(time)));
}

// 第二季DRAM预估季增38%,PC DRAM则季增26%: whether the figure before was foreseen of the same period
// and found it ahead.
bool ArticleClaims::GoesOnAhead(const Claim& claim) const {
  const bool looks_ahead =
      claim.modality == Modality::kForecast || claim.modality == Modality::kPlan;
  return looks_ahead && said_time_ && said_time_->span == claim.time.span && said_time_->start &&
         claim.time.start && *said_time_->start == claim.time.start->PlusMonths(12);
}

}  // namespace heshu::extract
