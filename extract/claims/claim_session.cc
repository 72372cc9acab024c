// Of which session a market's figure is, and what a new text forgets of times.
#include "extract/claims/article_claims.h"
#include "extract/mentions/english_clause.h"

namespace heshu::extract {

void ArticleClaims::ForgetTimes() {
  past_time_.reset();
  past_day_.reset();
  past_closed_.reset();
  session_.reset();
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

// What New York closed at, told in Asia with no day or with that of the report: the night before.
void ArticleClaims::TakeNightBefore(Draft& draft, const MetricReading* metric) const {
  constexpr int kFriday = 5;
  Claim& claim = draft.claim;
  if (metric == nullptr || !metric->is_market || claim.modality != Modality::kReported ||
      !published_ || claim.time.start != published_ || claim.time.end != published_ ||
      IsEnglishLine(lines_[draft.line].text)) {
    return;
  }
  const SentenceLine& line = lines_[draft.line];
  const std::size_t clause = line.ClauseBegin(Token(draft).at);
  const std::string_view here =
      std::string_view(line.text).substr(clause, line.ClauseEnd(Token(draft).at) - clause);
  for (const std::string_view now : {"今早", "最新", "目前", "现报", "期货", "期指"}) {
    if (here.find(now) != std::string_view::npos) return;
  }
  const auto session = claim.qualifiers.find("session");
  if (session != claim.qualifiers.end() && session->second != "close") return;
  const EntityDefinition* entity = know_.entities.FindById(claim.subject->id);
  if (entity == nullptr || entity->region != "us" || claim.qualifiers.contains("instrument"))
    return;
  Date night = published_->PlusDays(-1);
  while (night.Weekday() > kFriday) night = night.PlusDays(-1);
  claim.time.start = claim.time.end = night;
  if (claim.time.how == How::kPublished) claim.time.how = How::kInherited;
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
