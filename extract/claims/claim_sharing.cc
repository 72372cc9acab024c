// What one figure of an article hands to another once both are read: subject, time, period.
#include <algorithm>

#include "extract/claims/article_claims.h"
#include "extract/claims/english_clause.h"

namespace heshu::extract {

// 苹果走扬,大立光涨逾7%;终场收在3030元: a clause that names nobody goes on with whose share was
// told of last.
void ArticleClaims::GoOnWithMover(const std::vector<Draft>& drafts, Draft& here) const {
  const auto is_market = [&](const Claim& claim) {
    const MetricReading* metric = know_.rules.FindMetric(claim.metric);
    return metric != nullptr && metric->is_market;
  };
  if (&here == drafts.data() || here.claim.subject->how != How::kStated || !is_market(here.claim)) {
    return;
  }
  const Draft& before = *(&here - 1);
  if (before.line != here.line || !before.claim.subject || !is_market(before.claim)) return;
  const SentenceLine& line = lines_[here.line];
  const int clause = line.ClauseAt(Token(here).at);
  const bool names_somebody =
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& token) {
        return token.mention.kind == MentionKind::kEntity && token.clause == clause;
      });
  // Words of its own clause that no table knows are a name too.
  const auto& said = here.claim.subject->span;
  const bool is_own =
      said && said->begin >= mapped_.map
                                 .ToSource({line.source[line.ClauseBegin(Token(here).at)],
                                            line.source[Token(here).at]})
                                 .begin;
  // …跌6.94美元;台积电ADR走弱,收282美元: who was named since is who goes on; "up 30%, outperforming
  // Y, whose shares rose 2%".
  const bool names_next =
      here.claim.subject->id != before.claim.subject->id &&
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& token) {
        return token.mention.kind == MentionKind::kEntity && token.at > Token(before).at &&
               token.at < Token(here).at &&
               (token.at == line.ClauseBegin(token.at) || IsEnglishLine(line.text)) &&
               mentions_.entities[token.mention.index].id == here.claim.subject->id;
      });
  if (names_somebody || is_own || names_next) return;
  here.claim.subject = before.claim.subject;
  here.subject_kind = before.subject_kind;
}

// 普及率升至13%,其中9月为17.3%; 零售20万辆,同比增长23%: what goes on with a figure's noun, or says
// how far it grew, goes on with whose it is.
void ArticleClaims::ShareWithSentence(const std::vector<Draft>& drafts, Draft& here) const {
  Claim& claim = here.claim;
  if (!claim.subject || !here.match) return;
  GoOnWithMover(drafts, here);
  if (claim.subject->how != How::kInherited) return;
  const bool goes_on = here.match->rule.find(".ellipsis") != std::string::npos ||
                       here.match->rule.find(".moved") != std::string::npos ||
                       here.match->is_growth;
  for (const Draft* before = &here; before != drafts.data();) {
    --before;
    if (before->line != here.line || !before->claim.subject || before->claim.metric.empty()) {
      continue;
    }
    const MetricReading* metric = know_.rules.FindMetric(before->claim.metric);
    const bool same = before->claim.metric == claim.metric && goes_on;
    if (!same && (metric == nullptr || metric->definition.growth != claim.metric)) return;
    claim.subject = before->claim.subject;
    here.subject_kind = before->subject_kind;
    return;
  }
}

// X,相当于Y: one fact said twice, with the same subject, time and qualifiers.
void ArticleClaims::ShareAcrossEquivalence(std::vector<Draft>& drafts) const {
  static constexpr std::string_view kSame[] = {"相当于", "折合", "等于", "即每", "合每"};
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    const Claim& before = drafts[i - 1].claim;
    Claim& here = drafts[i].claim;
    if (before.metric.empty() || before.metric != here.metric) continue;
    const ByteSpan between{QuantityOf(drafts[i - 1]).span.end, QuantityOf(drafts[i]).span.begin};
    if (between.begin > between.end) continue;
    const std::string_view words = Slice(mapped_.text, between);
    const bool same = std::any_of(std::begin(kSame), std::end(kSame), [&](std::string_view word) {
      return words.find(word) != std::string_view::npos;
    });
    if (!same || before.dimension != here.dimension) continue;
    for (const auto& [key, value] : before.qualifiers) {
      if (key != "emphasis" && key != "as_written") here.qualifiers.try_emplace(key, value);
    }
    here.subject = before.subject;
    here.time = before.time;
  }
}

// 投资10亿欧元(约新台币355亿元): the brackets say the same sum in another currency.
void ArticleClaims::ShareWithConversions(std::vector<Draft>& drafts) const {
  static constexpr std::size_t kMostBytesBetween = 24;
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    const Claim& before = drafts[i - 1].claim;
    Claim& here = drafts[i].claim;
    if (before.metric.empty() || !here.metric.empty() || lines_[drafts[i].line].parent < 0 ||
        before.dimension != "money" || here.dimension != "money" || before.unit == here.unit) {
      continue;
    }
    const std::size_t end = QuantityOf(drafts[i - 1]).span.end;
    const std::size_t begin = QuantityOf(drafts[i]).span.begin;
    if (begin < end || begin - end > kMostBytesBetween) continue;
    here.metric = before.metric;
    here.rule = before.rule + ".converted";
    here.subject = before.subject;
    here.time = before.time;
    here.modality = before.modality;
    here.attribution = before.attribution;
    here.confidence = before.confidence;
    for (const auto& [key, value] : before.qualifiers) {
      if (key != "emphasis" && key != "as_written") here.qualifiers.try_emplace(key, value);
    }
  }
}

// 吞吐量达到633亿 where the article says 每分钟633亿 too: the same figure, so the same period.
void ArticleClaims::ShareUnits() {
  const auto is_rate = [](const Claim& claim) { return claim.unit.find('/') != std::string::npos; };
  std::map<std::string_view, std::vector<std::size_t>> rates;  // of each metric, in order
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    if (!claims_[i].metric.empty() && is_rate(claims_[i])) rates[claims_[i].metric].push_back(i);
  }
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    Claim& claim = claims_[i];
    if (claim.metric.empty() || is_rate(claim) || claim.value.digits <= 1) continue;
    const MetricReading* metric = know_.rules.FindMetric(claim.metric);
    const auto of = rates.find(claim.metric);
    if (metric == nullptr || !metric->takes_period || of == rates.end()) continue;
    for (const std::size_t r : of->second) {
      const Claim& other = claims_[r];
      const bool same = other.value.lo == claim.value.lo && other.value.hi == claim.value.hi &&
                        other.unit.compare(0, other.unit.find('/'), claim.unit) == 0;
      if (!same) continue;
      claim.unit = other.unit;
      claim.unit_inferred = true;
      claim.dimension = other.dimension;
      if (const auto statistic = other.qualifiers.find("statistic");
          statistic != other.qualifiers.end()) {
        claim.qualifiers.try_emplace("statistic", statistic->second);
      }
      of->second.insert(std::lower_bound(of->second.begin(), of->second.end(), i), i);
      break;
    }
  }
}

}  // namespace heshu::extract
