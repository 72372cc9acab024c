// Of which session a market's figure is, and what a new text forgets of times.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "extract/claims/article_claims.h"
#include "extract/mentions/english_clause.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kNewYork[] = {"纽约", "紐約", "NYMEX", "COMEX",    "收报",
                                         "尾市", "隔夜", "收市",  "New York", "收盘"};

// 周一SpaceX收跌: the text has said the day by its name there.
bool NamesWeekday(const Claim& claim) {
  return claim.time.how == How::kResolved &&
         (claim.time.text.starts_with("周") || claim.time.text.starts_with("週") ||
          claim.time.text.starts_with("星期"));
}

bool IsOfEurope(std::string_view region) {
  static constexpr std::string_view kEurope[] = {"eu", "gb", "de", "fr", "it",
                                                 "es", "nl", "ch", "uk"};
  return std::find(std::begin(kEurope), std::end(kEurope), region) != std::end(kEurope);
}

// 3月3日, 8/11: a day by its number.
bool StartsWithDigit(std::string_view words) {
  return !words.empty() && IsAsciiDigit(words.front());
}

bool SaysClosed(std::string_view words) {
  static constexpr std::string_view kCloses[] = {"收", "结算", "全日", "全天", "clos", "settle"};
  return std::any_of(std::begin(kCloses), std::end(kCloses), [words](std::string_view word) {
    return words.find(word) != std::string_view::npos;
  });
}

}  // namespace

void ArticleClaims::ForgetTimes() {
  distributed_.clear();
  past_time_.reset();
  past_day_.reset();
  past_closed_.reset();
  session_.reset();
  english_session_.reset();
  told_.clear();
}

void ArticleClaims::RememberMetrics(const std::vector<Draft>& drafts) {
  for (const Draft& draft : drafts) {
    if (draft.claim.metric.empty() || draft.claim.time.how == How::kPublished) continue;
    told_[draft.claim.metric] = sentence_;
  }
}

// The day of a session that a paper reports on: the last, at most a weekend ago.
bool ArticleClaims::IsLastSession(const TimeExpression& time) const {
  constexpr long kMostDaysAgo = 4;
  if (!published_ || time.granularity > Granularity::kDay || !time.start || !time.end) return false;
  const long days = published_->ToDays() - time.end->ToDays();
  return days >= 0 && days <= kMostDaysAgo;
}

// When the article was told, by a clock of Asia: the hour, or empty if it does not say. An English
// paper's clock is one of Asia only if its zone says so.
std::optional<int> ArticleClaims::AsianHour(bool is_english) const {
  // 2025-03-14T23:07:00+08:00
  constexpr std::size_t kHourAt = 11;
  constexpr std::size_t kZoneAt = 16;
  const std::string& told = article_.published;
  if (told.size() < kZoneAt || told[kHourAt - 1] != 'T') return {};
  const std::size_t zone = told.find_first_of("+-Z", kZoneAt);
  if (zone != std::string::npos && told.compare(zone, 3, "+08") != 0 &&
      told.compare(zone, 3, "+09") != 0) {
    return {};
  }
  if (zone == std::string::npos && is_english) return {};
  return (told[kHourAt] - '0') * 10 + (told[kHourAt + 1] - '0');
}

// Whether what is traded is traded in New York: its shares and indices; its goods and currencies
// where the words name the place or the end of the day there.
bool ArticleClaims::IsTradedInNewYork(const Draft& draft, const MetricReading& metric,
                                      std::optional<int> hour) const {
  const EntityDefinition* entity = know_.entities.FindById(draft.claim.subject->id);
  if (entity == nullptr) return false;
  const SentenceLine& line = lines_[draft.line];
  // 台积电ADR漲0.9%: what of it trades there.
  const std::size_t clause = line.ClauseBegin(Token(draft).at);
  const bool is_receipt =
      std::string_view(line.text).substr(clause, Token(draft).at - clause).find("ADR") !=
      std::string_view::npos;
  if (is_receipt && metric.is_market && !IsEnglishLine(line.text)) return true;
  if (draft.claim.qualifiers.contains("instrument")) return false;
  if (entity->region == "us") return metric.is_market;
  static constexpr std::string_view kQuoted[] = {"price", "price_change", "share_price_change",
                                                 "exchange_rate"};
  const bool is_quoted = metric.is_market || std::find(std::begin(kQuoted), std::end(kQuoted),
                                                       metric.definition.id) != std::end(kQuoted);
  // 现货黄金收盘跌2.8%, WTI原油结算价80.75美元, 德国DAX收涨1.5%, told at no known hour: New York
  // and Europe close in Asia's night.
  if (!hour) {
    const bool closes_by_night = (!entity->quoted_per.empty() && is_quoted) ||
                                 (IsOfEurope(entity->region) && metric.is_market);
    return closes_by_night && SaysClosed(Slice(mapped_.text, line.span));
  }
  constexpr int kCloses = 4;
  constexpr int kLastHour = 8;  // of the reports on how New York closed
  if (*hour < kCloses || *hour > kLastHour || !entity->region.empty()) return false;
  if (!is_quoted || (entity->kind != "class" && entity->kind != "currency" &&
                     entity->kind != "index" && entity->kind != "rate")) {
    return false;
  }
  const std::string sentence = draft.claim.sentence;
  return std::any_of(std::begin(kNewYork), std::end(kNewYork), [&](std::string_view word) {
    return line.text.find(word) != std::string::npos || sentence.find(word) != std::string::npos;
  });
}

// 欧股: while Europe trades, and what trades all day long, nothing that is told without a word of
// the close is of one.
void ArticleClaims::SetSessionByClock(Draft& draft, const MetricReading* metric) const {
  constexpr int kEuropeOpens = 15;  // hours of Asia's clock
  Claim& claim = draft.claim;
  if (metric == nullptr || !metric->is_market || claim.modality != Modality::kReported ||
      !published_ || claim.time.end != published_ || claim.qualifiers.contains("session")) {
    return;
  }
  const SentenceLine& line = lines_[draft.line];
  const std::optional<int> hour = AsianHour(IsEnglishLine(line.text));
  const EntityDefinition* entity = know_.entities.FindById(claim.subject->id);
  if ((!hour && IsEnglishLine(line.text)) || entity == nullptr) return;
  const bool is_of_europe = IsOfEurope(entity->region);
  const bool is_never_over = entity->region.empty() && entity->kind == "class";
  // At no known hour it may trade as well.
  if (!is_never_over && (!is_of_europe || (hour && *hour < kEuropeOpens))) return;
  if (!SaysClosed(Slice(mapped_.text, line.span))) claim.qualifiers["session"] = "intraday";
}

// What New York trades at, told in Asia with no day or with that of the report. There the day
// begins in the evening of Asia's: what is told before is of the night before, and what is told in
// the night or at the hours of its early trading is of no close.
void ArticleClaims::TakeNightBefore(Draft& draft, const MetricReading* metric) const {
  constexpr int kFriday = 5;
  constexpr int kEarlyTrading = 16;  // hours of Asia's clock
  constexpr int kOpening = 21;
  constexpr int kClosing = 4;
  Claim& claim = draft.claim;
  if (metric == nullptr || claim.modality != Modality::kReported || !published_ ||
      claim.time.start != published_ || claim.time.end != published_ || NamesWeekday(claim)) {
    return;
  }
  const SentenceLine& line = lines_[draft.line];
  const bool is_english = IsEnglishLine(line.text);
  const std::optional<int> hour = AsianHour(is_english);
  if (!hour && is_english) return;
  // Wind财经早餐…沪指跌0.2%: a brief of the morning tells how the day before ended at home, too.
  const bool is_of_brief =
      !hour && (metric->is_market || metric->definition.id == "turnover") && IsMorningBrief();
  const bool is_dated = claim.time.how == How::kStated || claim.time.how == How::kResolved;
  // (8/10周一)收…, 美股8/11收盘: no dateline is written so.
  const bool is_slashed = claim.time.text.find('/') != std::string::npos;
  if (is_dated && StartsWithDigit(claim.time.text) && (is_of_brief || (!hour && is_slashed)))
    return;
  if (!is_of_brief && !IsTradedInNewYork(draft, *metric, hour)) return;
  // 现货黄金3月3日收报5086美元: the clause names the day.
  const bool names_day =
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const auto& token) {
        return token.mention.kind == MentionKind::kTime && token.at < Token(draft).at &&
               token.clause == line.ClauseAt(Token(draft).at) &&
               mentions_.times[token.mention.index].granularity == Granularity::kDay &&
               StartsWithDigit(Slice(mapped_.text, token.mention.span));
      });
  if (!hour && names_day && !metric->is_market) return;
  const std::size_t clause = line.ClauseBegin(Token(draft).at);
  const std::string_view here =
      std::string_view(line.text).substr(clause, line.ClauseEnd(Token(draft).at) - clause);
  for (const std::string_view now : {"今早", "最新", "目前", "现报", "期货", "期指", "futures"}) {
    if (here.find(now) != std::string_view::npos && (!hour || *hour >= kClosing)) return;
  }
  const auto session = claim.qualifiers.find("session");
  const std::string of = session == claim.qualifiers.end() ? std::string() : session->second;
  // 纳指曾升1%,最终收市跌0.1%: a high of a session whose close the sentence tells.
  const bool is_of_closed = of == "intraday" && SaysClosed(Slice(mapped_.text, line.span));
  if (!hour && !of.empty() && of != "close" && !is_of_closed) return;
  if (hour && of != "close") {
    const bool is_open = *hour >= kOpening || *hour < kClosing;
    if (is_open && of.empty()) claim.qualifiers["session"] = "intraday";
    if (*hour >= kOpening) return;
    if (*hour >= kEarlyTrading && (of == "pre_market" || SaysEarlyTrading(line))) {
      claim.qualifiers["session"] = "pre_market";
      return;
    }
  }
  Date night = published_->PlusDays(-1);
  while (night.Weekday() > kFriday) night = night.PlusDays(-1);
  claim.time.start = claim.time.end = night;
  claim.time.span.reset();  // the words, if any, named the day of the report
  claim.time.text.clear();
  // 标普500指数报6074点,升22点, told at no known hour: of how the night closed, or of how the next
  // one opened.
  const bool may_be_open = !hour && of.empty() && !SaysLastNight();
  if (may_be_open) {
    claim.time.how = How::kPublished;
    return;
  }
  if (claim.time.how == How::kPublished) claim.time.how = How::kInherited;
}

// 早餐, 晨报: whether the title says that the text is of the morning.
bool ArticleClaims::IsMorningBrief() const {
  for (const std::string_view word :
       {"早餐", "晨报", "早报", "早知道", "晨讯", "早间", "隔夜要闻", "隔夜全球", "开盘前",
        "盘前必", "盘前提", "盘前分析", "晨会"}) {
    if (folded_title_.find(word) != std::string::npos) return true;
    if (opening_.find(word) != std::string::npos) return true;
  }
  return false;
}

// 收涨, 隔夜: whether the text, anywhere in the block or in its title, tells how a session ended.
bool ArticleClaims::SaysLastNight() const {
  for (const std::string_view text :
       {std::string_view(mapped_.text), std::string_view(folded_title_)}) {
    for (const std::string_view word : {"收", "隔夜", "昨夜", "终场", "周五", "上周"}) {
      if (text.find(word) != std::string_view::npos) return true;
    }
  }
  return false;
}

// 盘前: in the sentence or the one before.
bool ArticleClaims::SaysEarlyTrading(const SentenceLine& line) const {
  constexpr std::string_view kEarly = "盘前";
  if (line.text.find(kEarly) != std::string::npos) return true;
  const std::size_t at = static_cast<std::size_t>(&line - lines_.data());
  return at > 0 && lines_[at - 1].text.find(kEarly) != std::string::npos;
}

std::string ArticleClaims::SiteRegion(std::string_view url) {
  const std::size_t host = url.find("://");
  if (host == std::string_view::npos) return {};
  std::string_view name = url.substr(host + 3);
  name = name.substr(0, name.find_first_of("/:?#"));
  if (name.size() > 3 && name.substr(name.size() - 3) == ".tw") return "tw";
  if (name.size() > 3 && name.substr(name.size() - 3) == ".hk") return "hk";
  return {};
}

}  // namespace heshu::extract
