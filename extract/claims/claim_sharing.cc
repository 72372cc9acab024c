// What one figure of an article hands to another once both are read: subject, time, period.
#include <algorithm>

#include "extract/claims/article_claims.h"
#include "extract/claims/figure_ellipsis.h"
#include "extract/claims/time_position.h"
#include "extract/mentions/english_clause.h"
#include "extract/subject/growth_label.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

bool IsPeriod(const ClaimTime& time) {
  return time.start && time.end && time.granularity >= Granularity::kMonth &&
         time.granularity <= Granularity::kYear;
}

}  // namespace

// 苹果走扬,大立光涨逾7%;终场收在3030元: a clause that names nobody goes on with whose share was
// told of last.
void ArticleClaims::GoOnWithMover(const std::vector<Draft>& drafts, Draft& here) const {
  const auto is_market = [&](const Claim& claim) {
    const MetricReading* metric = know_.rules.FindMetric(claim.metric);
    return metric != nullptr && metric->is_market;
  };
  if (here.is_paired) return;  // 国指及科指走低,分别跌x和y: each is of its own
  const bool is_inherited = here.claim.subject->how == How::kInherited;
  if (&here == drafts.data() || !is_market(here.claim) ||
      (!is_inherited && here.claim.subject->how != How::kStated)) {
    return;
  }
  const Draft& before = *(&here - 1);
  if (before.line != here.line || !before.claim.subject || !is_market(before.claim)) return;
  // 大立光下跌70元,以2540元收盘,跌幅2.7%: of whose the figure right before is stated to be.
  if (is_inherited && before.claim.subject->how != How::kStated) return;
  const SentenceLine& line = lines_[here.line];
  const int clause = line.ClauseAt(Token(here).at);
  const std::string_view words =
      std::string_view(line.text).substr(line.ClauseBegin(Token(here).at));
  if (StartsWithAny(words, {"前者", "后者", "而前者", "而后者"})) return;
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
  // "Shipments reached 285 million. That's an increase of {figure}": of whose the last figure was.
  if (IsEnglishLine(lines_[here.line].text) && PointsBack(lines_[here.line].text) &&
      !claims_.empty() && claims_.back().subject) {
    const Claim& last = claims_.back();
    const MetricReading* metric = know_.rules.FindMetric(last.metric);
    if (last.metric == claim.metric ||
        (metric != nullptr && metric->definition.growth == claim.metric)) {
      claim.subject = last.subject;
      claim.subject->how = How::kInherited;
      const EntityDefinition* known = know_.entities.FindById(last.subject->id);
      here.subject_kind = known != nullptr ? known->kind : "name";
      return;
    }
  }
  // 2025年中国授权交易共157起,…,首付款合计70亿美元: of the place that the sentence tells of.
  if (&here != drafts.data() && here.subject_kind != "region") {
    const Draft& last = *(&here - 1);
    const MetricReading* metric = know_.rules.FindMetric(claim.metric);
    const bool is_of_place =
        last.line == here.line && last.claim.subject && last.subject_kind == "region" &&
        last.claim.subject->how == How::kStated && metric != nullptr && !metric->is_corporate &&
        !metric->is_market && KindFits(*metric, "region") && !IsEnglishLine(lines_[here.line].text);
    if (is_of_place) {
      claim.subject = last.claim.subject;
      here.subject_kind = last.subject_kind;
      return;
    }
  }
  // 装备制造业利润增长20%,拉动全部工业利润增长5个百分点: of the part that has grown.
  if (&here != drafts.data() && claim.metric == "growth_contribution") {
    const Draft& last = *(&here - 1);
    if (last.line == here.line && last.claim.subject && last.claim.metric != claim.metric) {
      claim.subject = last.claim.subject;
      here.subject_kind = last.subject_kind;
      return;
    }
  }
  // 外资买超162亿、连二买,累计买超298亿: the sum so far of the same.
  const SentenceLine& line = lines_[here.line];
  const bool sums_up = StartsWithAny(
      std::string_view(line.text).substr(line.ClauseBegin(Token(here).at)), {"累计", "累积"});
  const bool goes_on = here.match->rule.find(".ellipsis") != std::string::npos ||
                       here.match->rule.find(".moved") != std::string::npos ||
                       here.match->is_growth || sums_up;
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

// 全年出货12.6亿部,同比增长1.9%,份额…: neither growth nor share says when, and neither is of the
// day on which the article appeared.
void ArticleClaims::SharePeriod(const std::vector<Draft>& drafts, Draft& here) const {
  Claim& claim = here.claim;
  const MetricReading* metric = know_.rules.FindMetric(claim.metric);
  if (metric == nullptr || !claim.subject || !here.match || claim.time.how != How::kPublished)
    return;
  if (metric->is_market || metric->definition.kind == MetricKind::kConstant ||
      claim.modality != Modality::kReported || IsEnglishLine(lines_[here.line].text)) {
    return;
  }
  const std::string_view before =
      std::string_view(lines_[here.line].text).substr(0, Token(here).at);
  for (const std::string_view now : {"目前", "迄今", "至今", "如今", "截至"}) {
    if (before.find(now) != std::string_view::npos) return;
  }
  for (const Draft* other = &here; other != drafts.data();) {
    --other;
    const MetricReading* said = know_.rules.FindMetric(other->claim.metric);
    if (said == nullptr || said->is_market || !other->claim.subject) continue;
    // 运载率由前年的x升至y: y is of what was told before, which x is held against.
    if (other->line == here.line && IsMoveFrom(lines_[other->line], other->token)) continue;
    // 估值从2024年的x升至y: y of the same is of its own time, and growth of what it grew from.
    const bool is_same = other->claim.subject->id == claim.subject->id &&
                         (other->claim.metric != claim.metric || here.match->is_growth);
    if (!is_same || !IsPeriod(other->claim.time) || other->claim.time.how == How::kPublished) {
      return;
    }
    claim.time = other->claim.time;
    claim.time.how = How::kInherited;
    return;
  }
}

// 第二财季营收238亿美元,上年同期80亿,预估197亿: what was expected of what has come out.
void ArticleClaims::ShareWithOutcome(const std::vector<Draft>& drafts, Draft& here) const {
  Claim& claim = here.claim;
  const SentenceLine& line = lines_[here.line];
  if (claim.modality != Modality::kForecast || claim.metric.empty() || !claim.subject) return;
  if (IsEnglishLine(line.text) || !IsExpectation(line, Token(here))) return;
  const int clause = line.ClauseAt(Token(here).at);
  for (const LineToken& token : line.tokens) {
    if (token.clause == clause && token.mention.kind == MentionKind::kTime) return;
  }
  const Draft* outcome = nullptr;
  for (const Draft* other = &here; other != drafts.data();) {
    --other;
    const Claim& said = other->claim;
    const bool is_same = other->line == here.line && said.metric == claim.metric &&
                         said.unit == claim.unit && said.subject &&
                         said.subject->id == claim.subject->id;
    if (!is_same || said.modality != Modality::kReported || !IsPeriod(said.time)) continue;
    if (outcome == nullptr || *outcome->claim.time.end < *said.time.end) outcome = other;
  }
  if (outcome == nullptr) return;
  claim.time = outcome->claim.time;
  claim.time.how = How::kInherited;
}

// 对欧盟进出口1.3万亿元,增长1.4%: of the same subject, and of the same partner, part or goods.
void ArticleClaims::ShareNarrowing(const std::vector<Draft>& drafts, Draft& here) const {
  static constexpr std::string_view kNarrow[] = {"peer",  "segment", "item", "region", "platform",
                                                 "scope", "part",    "kind", "basis"};
  Claim& claim = here.claim;
  if (!here.match || !here.match->cue || !claim.subject || here.is_paired) return;
  if (!here.match->is_growth && !here.match->set.contains("of")) return;
  if (&here == drafts.data() || IsEnglishLine(lines_[here.line].text)) return;
  const SentenceLine& line = lines_[here.line];
  for (const Draft* level = &here; level != drafts.data();) {
    --level;
    if (level->line != here.line) return;
    if (level->claim.metric.empty() || !level->claim.subject || !level->match) return;
    if (level->match->is_growth) continue;
    const MetricReading* metric = know_.rules.FindMetric(level->claim.metric);
    const auto of = claim.qualifiers.find("of");
    const bool is_its_growth =
        metric != nullptr && (metric->definition.growth == claim.metric ||
                              (of != claim.qualifiers.end() && of->second == level->claim.metric));
    if (!is_its_growth || here.match->cue->begin > Token(*level).at ||
        !LabelOfGrowth(line, Token(here).at).empty()) {
      return;
    }
    claim.subject = level->claim.subject;
    here.subject_kind = level->subject_kind;
    for (const std::string_view key : kNarrow) {
      const auto said = level->claim.qualifiers.find(std::string(key));
      if (said != level->claim.qualifiers.end()) claim.qualifiers.insert(*said);
    }
    return;
  }
}

void ArticleClaims::SetStepOfTime(Claim& claim) {
  const auto baseline = claim.qualifiers.find("baseline");
  if (baseline == claim.qualifiers.end() || baseline->second != "qoq") return;
  if (claim.time.how == How::kPublished || !claim.time.start || !claim.time.end) return;
  if (claim.context.find("季") != std::string::npos) return;  // 第4季末x亿,按季减少y%
  constexpr long kMostDaysOfMonth = 31;
  const bool is_month =
      claim.time.granularity == Granularity::kMonth ||
      (claim.time.start->month == claim.time.end->month &&
       claim.time.start->year == claim.time.end->year &&
       claim.time.end->ToDays() - claim.time.start->ToDays() + 4 > kMostDaysOfMonth - 1);
  if (is_month) baseline->second = "mom";
}

void ArticleClaims::SetSamePeriod(Draft& draft, std::string_view words) {
  Claim& claim = draft.claim;
  const bool says_year = words.find("20") != std::string_view::npos;
  const bool is_year_ago =
      StartsWithAny(words, {"上年", "去年"}) && words.find("同期") != std::string_view::npos;
  if (says_year || !is_year_ago) return;
  if (published_ && claim.time.end && *claim.time.end < *published_) {
    claim.modality = Modality::kReported;  // 预计亏损x,上年同期盈利y
  }
  if (!said_time_ || said_time_sentence_ != sentence_ || !IsPeriod(*said_time_)) return;
  constexpr int kMonthsOfYear = 12;
  claim.time.start = said_time_->start->PlusMonths(-kMonthsOfYear);
  claim.time.end = said_time_->end->PlusDays(1).PlusMonths(-kMonthsOfYear).PlusDays(-1);
  claim.time.granularity = said_time_->granularity;
}

void ArticleClaims::FitGrowth(std::vector<Draft>& drafts, std::size_t l) const {
  const SentenceLine& line = lines_[l];
  if (IsEnglishLine(line.text)) return;
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    Draft& here = drafts[i];
    if (here.line != l || !here.match || !here.match->is_growth || !here.match->cue) continue;
    const std::size_t at = Token(here).at;
    if (here.match->cue->begin >= line.ClauseBegin(at)) continue;
    const ByteSpan label = LabelOfGrowth(line, at);
    if (!label.empty()) {
      if (EndsInMeasure(Slice(line.text, label))) {
        here.match.reset();
        here.candidates.clear();
      }
      continue;
    }
    // 汽车出口7万辆,增长20%: vehicles sold abroad, and no sum of exports.
    const Draft& level = drafts[i - 1];
    if (level.line != l || !level.match || level.match->is_growth ||
        Token(level).at < here.match->cue->begin) {
      continue;
    }
    const MetricReading* metric = know_.rules.FindMetric(level.match->metric);
    if (metric == nullptr || QuantityOf(here).unit != "percent") continue;
    const std::string& growth = metric->definition.growth;
    if (growth.empty() || growth == here.match->metric || growth == "growth") continue;
    here.match->metric = growth;
    here.match->set.erase("of");
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
    if (before.metric.empty() || !here.metric.empty() || before.dimension != "money" ||
        here.dimension != "money" || before.unit == here.unit) {
      continue;
    }
    const std::size_t end = QuantityOf(drafts[i - 1]).span.end;
    const std::size_t begin = QuantityOf(drafts[i]).span.begin;
    if (begin < end || begin - end > kMostBytesBetween) continue;
    // 215亿美元,折合人民币约1537亿元; in brackets no word says so.
    static constexpr std::string_view kWords[] = {"折合", "约合", "折算", "约折"};
    const std::string_view between = Slice(mapped_.text, {end, begin});
    const bool is_told = std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view w) {
      return between.find(w) != std::string_view::npos;
    });
    // "10 trillion won, or roughly $7 billion"
    const bool is_restated = StartsWithAny(
        between, {", or ", " or about ", " or roughly ", " or around ", ", equivalent to ",
                  " equivalent to ", ", equal to ", ", about ", ", roughly "});
    if (lines_[drafts[i].line].parent < 0 && !is_told && !is_restated) continue;
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
