// What a sentence tells of the parts of a sum, and of how far a figure has moved, without saying
// again what it is a figure of: 总营收1929亿元…国际游戏208亿元,增长43%; and what figures take from
// those around them.
#include <algorithm>
#include <iterator>
#include <string_view>

#include "extract/claims/article_claims.h"
#include "extract/claims/figure_ellipsis.h"
#include "extract/mentions/english_clause.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kRevenue = "revenue";
constexpr std::string_view kRevenueShare = "revenue_share";
constexpr int kMostSentencesBack = 1;
constexpr int kMaxSentencesBack = 2;

// 储能业务624亿元,占比14.7%: nothing stands between the two but of what the second is a share.
bool IsShareBehind(const SentenceLine& line, const LineToken& sum, const LineToken& share) {
  constexpr std::size_t kMostBytes = 36;
  const std::size_t from = sum.at + kPlaceholderBytes;
  if (share.at < from) return false;
  std::string_view words = std::string_view(line.text).substr(from, share.at - from);
  for (const std::string_view tail : {"元", ",", "、"}) {
    if (words.starts_with(tail)) words.remove_prefix(tail.size());
  }
  return words.starts_with("占") && words.size() <= kMostBytes &&
         words.find_first_of(",;") == std::string_view::npos;
}

bool IsShareOf(const SentenceLine& line, const LineToken& token) {
  const std::string_view before = std::string_view(line.text).substr(0, token.at);
  for (const std::string_view words :
       {"占", "占比", "占比为", "占比达", "占约", "占了", "占比约"}) {
    if (before.ends_with(words)) return true;
  }
  return false;
}

// 手机业务, 手机产品: the segment, without what sort of thing it is.
std::string_view WithoutKind(std::string_view name) {
  for (const std::string_view kind :
       {"业务", "产品", "服务", "板块", "部门", "分部", "事业群", "渠道"}) {
    if (name.size() > kind.size() && name.ends_with(kind)) name.remove_suffix(kind.size());
  }
  return name;
}

// 分业务看, 拆开看: the figures of the sentence are of parts of what was told.
bool SaysByParts(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kByParts[] = {
      "分业务", "分板块", "分产品", "分部门", "按应用", "分应用", "按地区", "分地区",
      "分渠道", "按渠道", "分区域", "按区域", "分部看", "分开看", "拆开",   "拆分来看",
      "按业务", "按板块", "按产品", "按部门", "按分部", "细分",   "其中",   "当中",
  };
  const std::string_view before = std::string_view(line.text).substr(0, token.at);
  return std::any_of(std::begin(kByParts), std::end(kByParts), [&](std::string_view words) {
    return before.find(words) != std::string_view::npos;
  });
}

// 增长, 涨, 升: how far something moved, and no share of it.
bool SaysMove(std::string_view words) {
  static constexpr std::string_view kMoves[] = {"增", "升", "涨",   "跌",   "降",   "减",
                                                "多", "少", "同比", "环比", "按年", "率"};
  return std::any_of(std::begin(kMoves), std::end(kMoves), [&](std::string_view move) {
    return words.find(move) != std::string_view::npos;
  });
}

// 客运服务带来724亿元: the part of the sum before, in the words of a rule that knows no segments.
bool IsPartOfSum(const RuleMatch& match) {
  return match.set.contains("part") || match.rule.starts_with("revenue.of_part") ||
         match.rule == "revenue.contributed_by_part";
}

}  // namespace

// 汽车业务收入290亿元;该分部毛利率25.5%: the part that was told of last.
void ArticleClaims::TakeSegmentBefore(Claim& claim) const {
  const auto segment = claim.qualifiers.find("segment");
  if (segment == claim.qualifiers.end() || !claim.subject) return;
  if (!StartsWithAny(segment->second, {"该", "此", "这一", "这个", "上述"})) return;
  for (std::size_t i = claims_.size(); i-- > 0;) {
    const Claim& before = claims_[i];
    if (!before.subject || before.subject->id != claim.subject->id) continue;
    const auto said = before.qualifiers.find("segment");
    if (said != before.qualifiers.end()) segment->second = said->second;
    return;
  }
}

// The words of the figure's clause before it; 国内 and 数据中心, which name places and things, as
// they stand in the text, other names as the placeholders that they are.
std::string ArticleClaims::WordsBefore(const SentenceLine& line, const LineToken& figure) const {
  const std::string_view text = line.text;
  std::string words;
  std::size_t at = line.ClauseBegin(figure.at);
  for (const LineToken& token : line.tokens) {
    if (token.at < at || token.at >= figure.at) continue;
    if (token.mention.kind != MentionKind::kEntity) continue;
    const EntityMention& entity = mentions_.entities[token.mention.index];
    if (entity.kind != "region" && entity.kind != "generic" && entity.kind != "class") continue;
    words += text.substr(at, token.at - at);
    words += Slice(mapped_.text, entity.span);
    at = token.at + kPlaceholderBytes;
  }
  return words += text.substr(at, figure.at - at);
}

void ArticleClaims::ReadAsSegment(std::string_view metric, std::string_view key,
                                  std::string_view name, Draft& here) const {
  RuleMatch match;
  match.metric = metric;
  match.rule = match.metric + ".segment";
  match.extent = {Token(here).at, Token(here).at + kPlaceholderBytes};
  match.set[std::string(key)] = WithoutKind(name);
  // 数据中心512亿美元 is 数据中心业务营收 in other words: by the id of what is known.
  const SentenceLine& line = lines_[here.line];
  for (const LineToken& token : line.tokens) {
    if (token.mention.kind != MentionKind::kEntity || token.at > Token(here).at) continue;
    const EntityMention& entity = mentions_.entities[token.mention.index];
    const bool is_thing = entity.kind == "generic" || entity.kind == "class";
    const bool is_here = token.clause == line.ClauseAt(Token(here).at);
    if (is_thing && is_here && Slice(mapped_.text, entity.span) == WithoutKind(name)) {
      match.set[std::string(key)] = entity.id;
    }
  }
  here.match = match;
}

// 云业务398亿元 where sales are told of is what the segment sold; 手机占41% its part of them.
void ArticleClaims::ReadSegments(std::vector<Draft>& drafts, std::size_t l) {
  const SentenceLine& line = lines_[l];
  if (IsEnglishLine(line.text)) return;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Draft& here = drafts[i];
    if (here.line != l) continue;
    const Quantity& quantity = QuantityOf(here);
    const bool follows_sales = i > 0 && drafts[i - 1].line == l && drafts[i - 1].match &&
                               drafts[i - 1].match->metric == kRevenue;
    if (follows_sales && quantity.unit == "percent" &&
        IsShareBehind(line, Token(drafts[i - 1]), Token(here))) {
      const std::string words = WordsBefore(line, Token(drafts[i - 1]));
      const std::string_view name = NameOfSegment(words);
      if (!name.empty() && (!here.match || here.match->metric == kRevenueShare)) {
        ReadAsSegment(kRevenueShare, "item", name, here);
        continue;
      }
    }
    const bool is_near = sales_told_ && sentence_ - sales_told_->sentence <= kMostSentencesBack;
    if (is_near && !here.match) {
      const std::string words = WordsBefore(line, Token(here));
      const bool is_sum = quantity.unit == sales_told_->unit;
      const bool is_listed_share =
          quantity.unit == "percent" && SaysByParts(line, Token(here)) && !SaysMove(words);
      const bool is_share =
          quantity.unit == "percent" && (IsShareOf(line, Token(here)) || is_listed_share);
      std::string_view name = NameOfSegment(words);
      const bool is_listed = i > 0 && drafts[i - 1].line == l && drafts[i - 1].match &&
                             drafts[i - 1].match->rule.starts_with("revenue.segment");
      if (name.empty() &&
          (is_listed_share || (is_sum && (is_listed || SaysByParts(line, Token(here)))))) {
        name = NameOfListedSegment(words);
      }
      if (!name.empty() && (is_sum || is_share)) {
        ReadAsSegment(is_sum ? kRevenue : kRevenueShare, is_sum ? "segment" : "item", name, here);
        if (is_sum) sales_told_->sentence = sentence_;
      }
    } else if (here.match && here.match->metric == kRevenue && quantity.dimension == "money") {
      // 其中手机业务460亿元, 网络产品82亿元: a part with the name of a segment is that segment.
      const std::string words = WordsBefore(line, Token(here));
      const std::string_view name =
          IsPartOfSum(*here.match) ? NameOfSegment(words) : std::string_view();
      if (!name.empty()) ReadAsSegment(kRevenue, "segment", name, here);
      sales_told_ = SalesTold{quantity.unit, sentence_};
    }
  }
}

// 同比下降4.5%,降幅收窄0.3个百分点: the step is of what has grown so.
void ArticleClaims::FollowWithSteps(std::vector<Draft>& drafts, std::size_t l) const {
  const SentenceLine& line = lines_[l];
  if (IsEnglishLine(line.text)) return;
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    Draft& here = drafts[i];
    if (here.line != l || here.match || QuantityOf(here).unit != "pp") continue;
    if (!IsStepOfGrowth(line, Token(here))) continue;
    const Draft& before = drafts[i - 1];
    if (before.line != l || !before.match || QuantityOf(before).unit != "percent") continue;
    here.match = before.match;
    here.match->rule += ".points";
    here.match->cue.reset();
    here.match->subject.reset();
    here.match->set.erase("move");
    here.match->set.erase("baseline");
  }
}

// 矿产铜109万吨,同比增长6%: a move told right behind a level is the level's, whatever noun stood
// before that one.
void ArticleClaims::FollowWithGrowth(std::vector<Draft>& drafts, std::size_t l) const {
  const SentenceLine& line = lines_[l];
  if (IsEnglishLine(line.text)) return;
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    const Draft& before = drafts[i - 1];
    Draft& here = drafts[i];
    if (here.line != l || before.line != l || !before.match) continue;
    const std::size_t level = Token(before).at;
    const bool is_noun_behind = before.match->cue && before.match->cue->begin > level;
    const std::size_t behind = is_noun_behind ? before.match->cue->end : 0;
    if (QuantityOf(here).unit != "percent" ||
        !SaysGrowthOf(line, Token(before), Token(here), behind)) {
      continue;
    }
    const bool is_of_other =
        here.match && here.match->is_growth && here.match->cue && here.match->cue->end <= level;
    // 网络产品82亿美元,同比升162%: of the sales, where no noun says of what.
    const bool names_no_noun =
        before.match->rule.starts_with("revenue.segment") || before.match->rule.ends_with(".topic");
    const bool is_of_anything =
        here.match && names_no_noun &&
        (here.match->rule == "growth.any" || here.match->rule.starts_with("stock.move"));
    if (here.match && !is_of_other && !is_of_anything) continue;
    // 同比增长6%,环比增长2%
    if (before.match->is_growth) {
      if (here.match && !is_of_anything) continue;
      here.match = before.match;
      here.match->subject.reset();
      continue;
    }
    const MetricReading* of = know_.rules.FindMetric(before.match->metric);
    if (of == nullptr || of->definition.growth.empty()) continue;
    here.match = GrowthOf(*before.match, of->definition);
  }
}

// 第四季营收x。分析师此前预期为y: what was expected of what the sentence before told; and 前值,
// which is of the time before.
void ArticleClaims::GoOnFromSentenceBefore(std::vector<Draft>& drafts, std::size_t l) {
  const SentenceLine& line = lines_[l];
  if (IsEnglishLine(line.text)) return;
  for (Draft& here : drafts) {
    if (here.line != l) continue;
    const std::string unit = QuantityOf(here).unit;
    const bool is_expected = IsExpectation(line, Token(here));
    const bool is_prior = !is_expected && IsPriorValue(line, Token(here));
    if (!here.match && (is_expected || is_prior)) {
      const bool is_told_here = std::any_of(drafts.begin(), drafts.end(), [&](const Draft& other) {
        return other.line == l && Token(other).at < Token(here).at &&
               QuantityOf(other).unit == unit;
      });
      const MeasuredMatch* before = is_told_here ? nullptr : MeasuredBefore(unit);
      if (before != nullptr && sentence_ - before->sentence <= kMostSentencesBack) {
        here.match = before->match;
        here.match->rule += ".measured";
        here.match->cue.reset();
        here.match->subject.reset();
        if (is_expected) here.match->modality = Modality::kForecast;
      }
    }
    if (here.match && is_prior) {
      here.match->modality.reset();
      here.match->set["statistic"] = "previous";
    }
    if (here.match && !is_expected && !is_prior && line.parent < 0) {
      measured_[unit] = {*here.match, sentence_};
    }
  }
}

// 13亿月活用户: the noun that is counted names the metric itself.
std::optional<RuleMatch> ArticleClaims::MatchCountedNoun(const Draft& draft) const {
  const Quantity& quantity = QuantityOf(draft);
  if (quantity.unit != "user" || quantity.number_span.end >= quantity.span.end) return {};
  const std::string_view line = lines_[draft.line].text;
  if (IsEnglishLine(line)) return {};
  const std::string_view ahead = line.substr(0, Token(draft).at);
  // 新增1亿月活用户, 流失…, 其中1亿月活用户来自…: a part or a change.
  if (EndsWithAny(ahead, {"新增", "增加", "净增", "增长", "流失", "其中", "减少", "多了"}))
    return {};
  const std::string_view words = Slice(mapped_.text, {quantity.number_span.end, quantity.span.end});
  const auto nouns = know_.rules.FindNouns(words);
  if (nouns.size() != 1) return {};
  RuleMatch match;
  match.rule = nouns[0].metric + ".counted";
  match.metric = nouns[0].metric;
  match.extent = {Token(draft).at, Token(draft).at + kPlaceholderBytes};
  return match;
}

const ArticleClaims::MeasuredMatch* ArticleClaims::MeasuredBefore(const std::string& unit) const {
  const auto found = measured_.find(unit);
  const bool is_near =
      found != measured_.end() && sentence_ - found->second.sentence <= kMaxSentencesBack;
  return is_near ? &found->second : nullptr;
}

// What the sentences before counted of goods, sold or shipped.
const ArticleClaims::MeasuredMatch* ArticleClaims::GoodsBefore() const {
  for (const auto& [unit, measured] : measured_) {
    const std::string& metric = measured.match.metric;
    if ((metric == "units_sold" || metric == "shipments") &&
        sentence_ - measured.sentence <= kMaxSentencesBack) {
      return &measured;
    }
  }
  return nullptr;
}

// Whether the sentences before count goods and name no sum of money.
bool ArticleClaims::TellsOfGoods() const {
  const auto is_near = [&](const MeasuredMatch& measured) {
    return sentence_ - measured.sentence <= kMaxSentencesBack;
  };
  return std::any_of(measured_.begin(), measured_.end(),
                     [&](const auto& one) {
                       return one.second.match.metric == "units_sold" && is_near(one.second);
                     }) &&
         std::none_of(measured_.begin(), measured_.end(), [&](const auto& one) {
           return one.second.match.metric == "revenue" && is_near(one.second);
         });
}

// A video's length, the process of a share of sales: of the figure nearest before, else of the
// first behind.
void ArticleClaims::TakeFromFigures(Draft& draft) const {
  Claim& claim = draft.claim;
  const std::size_t at = Token(draft).at;
  for (const auto& [key, wanted] : know_.cues.TakenFromFigures(claim.metric)) {
    if (claim.qualifiers.contains(key)) continue;
    const Quantity* best = nullptr;
    bool is_before = false;
    for (const LineToken& other : lines_[draft.line].tokens) {
      if (other.mention.kind != MentionKind::kQuantity || other.at == at) continue;
      const Quantity& of = mentions_.quantities[other.mention.index];
      if ((of.unit != wanted && of.dimension != wanted) || !of.value.lo) continue;
      if (other.at > at && best != nullptr) break;
      best = &of;
      is_before = other.at < at;
    }
    if (best == nullptr) continue;
    if (key == "item" && !is_before) continue;
    // 7纳米占12%,三者合计75%: of none of them.
    const std::string_view ahead = std::string_view(lines_[draft.line].text).substr(0, at);
    if (EndsWithAny(ahead, {"合计", "合计达", "合计占", "合计约"})) continue;
    claim.qualifiers[key] = best->value.lo->ToString() + " " + best->unit;
  }
}

// "The next biggest layoff occurred at X": of the one company that it names, wherever it stands.
bool ArticleClaims::NamesOneCompany(std::size_t first, std::size_t last) const {
  std::string_view id;
  for (std::size_t l = first; l < last; ++l) {
    const std::string_view line = lines_[l].text;
    if (!IsEnglishLine(line) || FindEnglishPronoun(line, line.size())) return false;
    for (const LineToken& token : lines_[l].tokens) {
      if (token.mention.kind != MentionKind::kEntity) continue;
      const EntityMention& entity = mentions_.entities[token.mention.index];
      if (entity.kind != "company" && entity.kind != "name") continue;
      if (IsEnglishSource(line, token.at) || IsHouse(entity) || (!id.empty() && id != entity.id)) {
        return false;
      }
      id = entity.id;
    }
  }
  return !id.empty();
}

bool ArticleClaims::IsBareSum(const Quantity& quantity) const {
  static constexpr std::string_view kEnds[] = {"亿", "兆"};
  static constexpr std::string_view kGoesOn[] = {"创", "新", "胜", "逊", "按", "年",
                                                 "升", "跌", "增", "减", "超", "破",
                                                 "多", "少", "优", "低", "高", "史"};
  if (quantity.dimension != "count" || !quantity.unit.starts_with("count") ||
      quantity.span.end != quantity.number_span.end) {
    return false;
  }
  const std::string_view text = mapped_.text;
  const std::string_view number = Slice(text, quantity.number_span);
  const std::string_view rest = text.substr(quantity.span.end);
  return std::any_of(std::begin(kEnds), std::end(kEnds),
                     [&](std::string_view end) { return number.ends_with(end); }) &&
         (rest.empty() || !IsHanAt(rest, 0) ||
          std::any_of(std::begin(kGoesOn), std::end(kGoesOn),
                      [&](std::string_view word) { return rest.starts_with(word); })) &&
         (rest.empty() || !IsAsciiAlnum(rest[0]));
}

Quantity ArticleClaims::AsSum(Quantity quantity) {
  quantity.unit = "CNY";  // until the subject's home is known
  quantity.unit_inferred = true;
  quantity.dimension = "money";
  return quantity;
}

void ArticleClaims::MatchAsSum(Draft& draft, const LineReading& reading) {
  const Quantity said = QuantityOf(draft);
  if (!IsBareSum(said)) return;
  Quantity& quantity = mentions_.quantities[Token(draft).mention.index];
  quantity = AsSum(said);
  MatchRules(draft, reading);
  if (!draft.match) quantity = said;
}

}  // namespace heshu::extract
