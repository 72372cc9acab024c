
#include <algorithm>
#include <iterator>
#include <utility>

#include "extract/claims/article_claims.h"
#include "extract/mentions/name_position.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"
#include "extract/subject/metric_subject.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

bool Holds(const std::vector<std::string>& dimensions, std::string_view dimension) {
  return std::find(dimensions.begin(), dimensions.end(), dimension) != dimensions.end();
}

// What one place has with another.
bool IsTrade(const MetricReading& metric) {
  const std::string& id = metric.definition.id;
  return id == "exports" || id == "imports" || id == "trade";
}

}  // namespace

// 布伦特结算报72美元: a barrel, as ever.
void ArticleClaims::SetQuotedPer(Claim& claim) const {
  if (claim.unit != "USD" || !claim.subject) return;
  if (claim.metric != "price" && claim.metric != "closing_price" &&
      claim.metric != "target_price") {
    return;
  }
  const EntityDefinition* known = know_.entities.FindById(claim.subject->id);
  if (known != nullptr && !known->quoted_per.empty()) claim.unit += "/" + known->quoted_per;
}

void ArticleClaims::SetUnit(Draft& draft, const MetricReading* metric,
                            const FigureContext& figure) {
  Claim& claim = draft.claim;
  if (!draft.match->unit.empty()) {
    claim.unit = draft.match->unit;
  } else if (claim.unit == "count" && !metric->bare_unit.empty()) {
    claim.unit = metric->bare_unit;
    claim.unit_inferred = true;
  } else if (claim.unit == "percent" && metric->bare_unit == "point") {
    claim.unit = metric->bare_unit;  // 采购经理指数为50.4%: an index, however it is written
    claim.dimension = metric->definition.dimensions.front();
  }
  if (claim.unit_inferred && claim.dimension == "money") {
    // 以人民币计,…1537亿元: the clause before names the currency.
    struct Name {
      std::string_view words, code;
    };
    static constexpr Name kNames[] = {{"人民币计", "CNY"},
                                      {"美元计", "USD"},
                                      {"港元计", "HKD"},
                                      {"港币计", "HKD"},
                                      {"新台币计", "TWD"}};
    const std::string_view before =
        std::string_view(lines_[draft.line].text).substr(0, Token(draft).at);
    for (const Name& name : kNames) {
      if (before.find(name.words) == std::string_view::npos || claim.unit.size() < 3) continue;
      claim.unit.replace(0, 3, name.code);
      claim.unit_inferred = false;
    }
  }
  // 每周活跃用户8亿: the metric's own name says the period of a count; 日均184兆: the period of
  // what the metric counts stays.
  if (claim.unit.starts_with("count/")) {
    const auto& of = metric->definition.dimensions;
    const bool rates =
        metric->takes_period || std::find(of.begin(), of.end(), "count_rate") != of.end();
    if (!rates) {
      claim.unit = metric->bare_unit.empty() ? "count" : metric->bare_unit;
    } else if (!metric->bare_unit.empty()) {
      claim.unit.replace(0, std::string_view("count").size(), metric->bare_unit);
    }
  } else if (const std::size_t per = claim.unit.find('/');
             per != std::string::npos && !metric->bare_unit.empty() &&
             claim.unit.compare(0, per, metric->bare_unit) == 0 &&
             metric->definition.dimensions.front() == "count") {
    claim.unit.erase(per);
  }
  // 单季交车11.26万辆: the quarter that a count is of, and no rate.
  if (const std::size_t per = claim.unit.find('/');
      per != std::string::npos && !metric->takes_period &&
      metric->definition.kind == MetricKind::kFlow &&
      metric->definition.dimensions.front() == "count") {
    const std::string_view line = lines_[draft.line].text;
    const std::string_view before = line.substr(0, Token(draft).at);
    const std::size_t clause = before.find_last_of(",;");
    const std::string_view words =
        clause == std::string_view::npos ? before : before.substr(clause + 1);
    if (StartsWithAny(words, {"单季", "单月", "单周"})) claim.unit.erase(per);
  }
  // 单月营收: the period of a sum of money is when it was made, no rate; a price of 20元/月 is one.
  if (const std::size_t slash = claim.unit.find('/');
      slash != std::string::npos && claim.metric != "price" &&
      std::find(metric->definition.dimensions.begin(), metric->definition.dimensions.end(),
                "money") != metric->definition.dimensions.end()) {
    static constexpr std::string_view kPeriods[] = {"day", "week", "month", "quarter", "year"};
    const std::string per = claim.unit.substr(slash + 1);
    if (std::find(std::begin(kPeriods), std::end(kPeriods), per) != std::end(kPeriods)) {
      claim.unit.erase(slash);
      if (metric->definition.kind == MetricKind::kFlow && per != "day") {
        claim.qualifiers.try_emplace("period", per);
      }
      claim.dimension = "money";
    }
  }
  if (metric->takes_period && claim.unit.find('/') == std::string::npos) {
    std::string period = know_.cues.FindPeriod(figure);
    if (period.empty() && !draft.match->rule.empty() &&
        (draft.match->rule.ends_with(".list") || draft.match->rule.ends_with(".ellipsis"))) {
      for (std::size_t i = claims_.size(); i-- > 0 && period.empty();) {
        if (claims_[i].metric != claim.metric) break;
        const std::size_t slash = claims_[i].unit.find('/');
        if (slash != std::string::npos) period = claims_[i].unit.substr(slash + 1);
      }
    }
    if (!period.empty()) {
      claim.unit += "/" + period;
      claim.unit_inferred = true;
    }
  }
  const auto& dimensions = metric->definition.dimensions;
  if (!dimensions.empty() && !Holds(dimensions, claim.dimension)) {
    const bool is_move = claim.unit == "percent" && Holds(dimensions, "percent_change");
    claim.dimension = is_move ? "percent_change" : dimensions.front();
  }
  if (const auto slash = claim.unit.find('/');
      slash != std::string::npos && claim.dimension == "token_volume") {
    claim.dimension = "token_rate";
  }
}

// 超市、便利店和专卖店分别…: the one of them that the figure is paired with.
std::optional<SubjectChoice> ArticleClaims::PhraseOfList(const Draft& draft, ByteSpan phrase,
                                                         const MetricReading& metric) const {
  const SentenceLine& line = lines_[draft.line];
  // 美国区和欧亚区分别占11%和3%: parts of somebody's revenue.
  const bool is_of_revenue = metric.definition.id == "revenue_share";
  for (const LineToken& token : line.tokens) {
    if (token.at != phrase.begin || phrase.size() != kPlaceholderBytes) continue;
    const EntityMention& entity = mentions_.entities[token.mention.index];
    const bool is_part = is_of_revenue && entity.kind == "region";
    if (is_part || !KindFits(metric, entity.kind)) return {};
    return SubjectChoice::Stated(entity, mapped_.text, kSameClauseScore);
  }
  // 器件制造、电路制造行业利润分别增长…: trades have profits too.
  const bool is_trade =
      EndsWithAny(Slice(line.text, phrase),
                  {"制造", "加工", "冶炼", "开采", "采选", "生产", "供应", "行业", "制造业"});
  if ((metric.is_corporate && !is_trade) || is_of_revenue) return {};
  if (!KindFits(metric, "name")) return {};
  const std::size_t end =
      phrase.end < line.text.size() ? line.source[phrase.end] : line.source[phrase.end - 1] + 1;
  const ByteSpan folded{line.source[phrase.begin], end};
  return SubjectChoice::Unlisted(Slice(mapped_.text, folded), folded, kSameClauseScore);
}

void ArticleClaims::SetSubject(Draft& draft, const Pairing& pair, const MetricReading& metric,
                               ClaimTrace& trace) {
  Claim& claim = draft.claim;
  std::optional<SubjectChoice> choice;
  // A country's AI, shares or power, where the metric is one of those: the group, not the place.
  const MetricReading* base = &metric;
  if (const auto of = draft.match->set.find("of"); of != draft.match->set.end()) {
    if (const MetricReading* reading = know_.rules.FindMetric(of->second)) base = reading;
  }
  const auto names_company = [&] {
    const auto& tokens = lines_[draft.line].tokens;
    return std::any_of(tokens.begin(), tokens.end(), [&](const LineToken& token) {
      return token.mention.kind == MentionKind::kEntity &&
             mentions_.entities[token.mention.index].kind == "company";
    });
  };
  if (pair.entity_token) {
    const EntityMention& entity =
        mentions_.entities[lines_[draft.line].tokens[*pair.entity_token].mention.index];
    const std::size_t at = lines_[draft.line].tokens[*pair.entity_token].at;
    if (IsTrade(metric) && IsPartnerPosition(lines_[draft.line].text, at)) {
      claim.qualifiers["peer"] = entity.id;
    } else if (metric.definition.id == "revenue_share" && entity.kind == "region" &&
               (past_.MainCompany() || names_company())) {
      claim.qualifiers["region"] = entity.id;  // 美国和欧亚地区分别占11%和3%: of whose revenue
    } else if (KindFits(metric, entity.kind)) {
      choice = SubjectChoice::Stated(entity, mapped_.text, kSameClauseScore);
      trace.subject_why = "paired in order with the list before 分别";
    }
  }
  if (!choice && !pair.phrase.empty()) choice = PhraseOfList(draft, pair.phrase, metric);
  draft.is_paired = choice.has_value();
  if (!choice) {
    choice = ResolveSubject(
        {mapped_.text, &mentions_, &lines_, draft.line, Token(draft).at, &*draft.match, &metric,
         &past_, home_, sentence_, past_.MainCompany(),
         [&](std::string_view place) { return !RegionGroup(place, *base).empty(); }});
  }
  SetMover(draft, metric, choice);
  // 社融增速为8.5%: whose the level is where nobody is named, its growth is too.
  if (!choice && base != &metric && !base->default_subject.empty()) {
    choice = SubjectChoice::Inferred(base->default_subject, "class", 0);
  }
  if (!choice) return;
  // 特朗普对进口钢铁征收25%的关税: whoever orders a tariff, it is the country's.
  if (choice->kind == "person" && metric.definition.id == "tariff_rate") {
    const EntityDefinition* person = know_.entities.FindById(choice->id);
    std::string country = person == nullptr ? std::string() : CountryOf(person->region);
    if (!country.empty()) {
      choice->id = std::move(country);
      choice->kind = "region";
    }
  }
  Subject subject;
  subject.id = choice->id;
  subject.name = choice->name;
  subject.how = choice->how;
  if (choice->folded_span) {
    subject.span = mapped_.map.ToSource(*choice->folded_span);
    subject.text = Original(*choice->folded_span);
  } else if (choice->past) {
    subject.span = past_[*choice->past].span;
    subject.text = past_[*choice->past].text;
  }
  if (choice->kind == "region") {
    // 劳工部公布,3月失业率…: the words name its office of statistics.
    if (const EntityDefinition* place = know_.entities.FindById(subject.id)) {
      subject.name = place->name;
    }
    if (std::string group = RegionGroup(subject.id, *base); !group.empty()) {
      subject.id = std::move(group);
      subject.name.clear();
    }
  }
  // Words that a table would not believe on their own, but that are a name in this place.
  if (subject.id.substr(0, 2) == "x:") {
    const std::string words = subject.id.substr(2);
    std::string known = know_.entities.Resolve(words);
    // "PC shipments" without a region are the world's.
    if (known.empty() && !words.empty() && IsAsciiAlpha(words[0]))
      known = know_.entities.Resolve("global " + words);
    if (!known.empty()) {
      subject.id = std::move(known);
      subject.name.clear();
    }
  }
  if (const EntityDefinition* entity = know_.entities.FindById(subject.id)) {
    if (subject.name.empty() || subject.name == subject.id) subject.name = entity->name;
  }
  if (trace.subject_why.empty()) {
    trace.subject_why = std::string(HowName(subject.how)) + ", score " +
                        std::to_string(static_cast<int>(choice->score));
  }
  claim.confidence = 0.9;
  if (subject.how == How::kInherited) claim.confidence -= 0.15;
  if (subject.how == How::kInferred) claim.confidence -= 0.25;
  draft.subject_kind = choice->kind;
  claim.subject = std::move(subject);
}

// "china" and a metric of "stocks" → "china-stocks", if there is such an entity.
std::string ArticleClaims::RegionGroup(std::string_view place, const MetricReading& metric) const {
  if (metric.region_group.empty()) return {};
  std::string id = (place == "world" ? "global" : std::string(place)) + "-" + metric.region_group;
  return know_.entities.FindById(id) != nullptr ? id : std::string();
}

void ArticleClaims::SetChip(Draft& draft, const MetricReading* metric) {
  Claim& claim = draft.claim;
  if (claim.qualifiers.contains("chip")) return;
  if (claim.subject && draft.subject_kind == "chip") return;  // H20的租金…,H200为…: its own
  const Quantity& quantity = QuantityOf(draft);
  const bool about_chips = claim.dimension == "chip_count" || claim.dimension == "rental_price" ||
                           (metric != nullptr && claim.metric.find("gpu") != std::string::npos);
  if (!about_chips) return;
  // The chip named inside the figure (2048块英伟达H800型GPU), else the first one within a few
  // characters after it, else the nearest before it in the sentence.
  const EntityMention* best = nullptr;
  std::size_t best_distance = 1 << 20;
  for (const EntityMention& entity : mentions_.entities) {
    if (entity.kind != "chip") continue;
    std::size_t distance = 0;
    if (entity.span.begin >= quantity.span.end) {
      distance = entity.span.begin - quantity.span.end;
      if (distance > 36) continue;
    } else if (!quantity.span.Contains(entity.span)) {
      distance = quantity.span.begin - std::min(quantity.span.begin, entity.span.end) + 20;
      if (distance > 120) continue;
    }
    if (distance < best_distance) {
      best_distance = distance;
      best = &entity;
    }
  }
  if (best != nullptr)
    claim.qualifiers["chip"] = best->entity != nullptr ? best->entity->name : best->id;
}

void ArticleClaims::SetPeer(Draft& draft, const MetricReading& metric) {
  Claim& claim = draft.claim;
  if (claim.qualifiers.contains("peer")) return;
  const auto& required = metric.definition.required;
  const bool is_measured = claim.dimension == "ratio" &&
                           std::find(required.begin(), required.end(), "peer") != required.end();
  if (!is_measured && !draft.match->peer) return;
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  std::string peer;
  if (draft.match->peer) {
    for (const LineToken& token : line.tokens) {
      if (token.at == draft.match->peer->begin) peer = mentions_.entities[token.mention.index].id;
    }
  }
  if (peer.empty() && is_measured) {
    for (const LineToken& token : line.tokens) {
      if (token.mention.kind != MentionKind::kEntity || token.at > at ||
          token.clause != line.ClauseAt(at)) {
        continue;
      }
      const EntityMention& entity = mentions_.entities[token.mention.index];
      if (claim.subject && entity.id == claim.subject->id) continue;
      peer = entity.id;
    }
  }
  if (!peer.empty()) claim.qualifiers["peer"] = peer;
}

// 输入输出价格分别为0.75美元和4.5美元, "$3/$15 per million input/output tokens": of two prices side
// by side the first is of what goes in, the second of what comes out.
bool ArticleClaims::PairDirections(Draft& draft) const {
  static const LazyPattern both(
      "(?i:(?:输入|input)(?:价格?|token)?s?(?:和|与|及|、|/| / | and | 和 )?(?:输出|output))");
  static constexpr std::size_t kNearBytes = 48;
  const SentenceLine& line = lines_[draft.line];
  const std::string_view text = line.text;
  const auto is_price = [&](std::size_t t) {
    return t < line.tokens.size() && line.tokens[t].mention.kind == MentionKind::kQuantity &&
           mentions_.quantities[line.tokens[t].mention.index].dimension == "token_price";
  };
  const auto are_beside = [&](std::size_t a, std::size_t b) {
    if (!is_price(a) || !is_price(b)) return false;
    const std::size_t from = line.tokens[a].at + kPlaceholderBytes;
    std::string_view between = text.substr(from, line.tokens[b].at - from);
    while (!between.empty() && between.front() == ' ') between.remove_prefix(1);
    while (!between.empty() && between.back() == ' ') between.remove_suffix(1);
    static constexpr std::string_view kJoints[] = {"和", "与", "及", "、", "/", "and", ","};
    return std::find(std::begin(kJoints), std::end(kJoints), between) != std::end(kJoints);
  };
  const std::size_t here = draft.token;
  const bool is_first = are_beside(here, here + 1);
  const bool is_second = here > 0 && are_beside(here - 1, here);
  if (is_first == is_second) return false;
  const std::size_t begin = line.tokens[is_first ? here : here - 1].at;
  const std::size_t end = line.tokens[is_first ? here + 1 : here].at + kPlaceholderBytes;
  const std::size_t from = begin - std::min(begin, kNearBytes);
  const std::string_view before = text.substr(from, begin - from);
  const std::string_view behind = text.substr(end, kNearBytes);
  const auto says_both = [&](std::string_view words) { return both.FoundIn(words); };
  if (!says_both(before) && !says_both(behind)) return false;
  draft.claim.qualifiers["io"] = is_first ? "input" : "output";
  return true;
}

bool ArticleClaims::OpensExpectedList(std::string_view folded) const {
  if (folded.ends_with(":")) {
    constexpr std::size_t kHeadBytes = 90;
    const std::string_view head =
        folded.substr(folded.size() - std::min(folded.size(), kHeadBytes));
    const std::size_t stop = head.rfind("。");
    const std::string_view words = stop == std::string_view::npos ? head : head.substr(stop);
    static constexpr std::string_view kExpects[] = {"预计", "预期", "预测", "预估", "预料"};
    return std::any_of(std::begin(kExpects), std::end(kExpects), [&](std::string_view word) {
      return words.find(word) != std::string_view::npos;
    });
  }
  return is_list_expected_ && StartsWithAny(folded, {"*", ">", "-", "•", "·", "●", "■", "◆"});
}

Modality ArticleClaims::ModalityOf(const MetricReading* metric, const FigureContext& figure) const {
  if (metric == nullptr || !metric->is_market) {
    const Modality unmarked = is_list_expected_ ? Modality::kForecast : Modality::kReported;
    return know_.cues.FindModality(figure).value_or(unmarked);
  }
  // 美光预测…,南亚科下跌5元: a market has moved, whatever the clauses before expect.
  const std::size_t begin = figure.line->ClauseBegin(figure.at);
  SentenceLine clause;
  clause.text = figure.line->text.substr(begin, figure.line->ClauseEnd(figure.at) - begin);
  const FigureContext near{&clause, figure.text.substr(begin, clause.text.size()),
                           figure.at - begin, figure.cues, begin};
  return know_.cues.FindModality(near).value_or(Modality::kReported);
}

// 发盈喜,预期上半年溢利…; 管理层料…: what it expects of itself, unless others are spoken of.
bool SpeaksOfItsOwnOutlook(std::string_view line) {
  static constexpr std::string_view kOwn[] = {
      "业绩预告", "预告",   "盈喜",       "盈警",   "预喜",       "预增",
      "预亏",     "财测",   "指引",       "展望",   "管理层",     "管理阶层",
      "法说会",   "公司预", "公司料",     "集团预", "集团料",     "董事长",
      "财务长",   "执行长", "总经理",     "业绩会", "it expects", "company expects",
      "guidance", "guided", "its outlook"};
  static constexpr std::string_view kOthers[] = {
      "分析师", "分析员", "分析人士",  "市场预", "市场料",  "机构",   "法人", "券商",
      "华尔街", "大行",   "外资",      "投行",   "该行",    "一致预", "研报", "研究报告",
      "nalyst", "Street", "consensus", "LSEG",   "FactSet", "broker"};
  const auto says = [&](std::string_view word) {
    return line.find(word) != std::string_view::npos;
  };
  return std::any_of(std::begin(kOwn), std::end(kOwn), says) &&
         std::none_of(std::begin(kOthers), std::end(kOthers), says);
}

void ArticleClaims::SetAttribution(Draft& draft, const FigureContext& figure) {
  Claim& claim = draft.claim;
  const SentenceLine& line = lines_[draft.line];
  for (const AttributionCue& cue : know_.cues.FindAttributions(figure)) {
    Attribution attribution;
    ByteSpan words = cue.words;
    if (cue.entity) {
      words = *cue.entity;
      for (const LineToken& token : line.tokens) {
        if (token.at != cue.entity->begin) continue;
        attribution.id = mentions_.entities[token.mention.index].id;
        words = {token.at, token.at + kPlaceholderBytes};
        attribution.span = mapped_.map.ToSource(token.mention.span);
      }
    }
    if (!attribution.span) {
      const std::size_t last = line.source[words.end - 1];
      attribution.span =
          mapped_.map.ToSource({line.source[words.begin], last + Utf8Length(mapped_.text[last])});
    }
    // A company speaking of itself is still who says it; a country is none (中国GDP预计…).
    if (claim.subject && attribution.id == claim.subject->id && draft.subject_kind == "region") {
      continue;
    }
    attribution.text = std::string(Slice(article_.text, *attribution.span));
    claim.attribution = attribution;
    past_attribution_ = attribution;
    past_attribution_sentence_ = sentence_;
    return;
  }
  // 其预测 / 报告还称: the sentence before said whose.
  static constexpr std::string_view kGoesOn[] = {"其预测", "其预计", "报告还", "该机构",
                                                 "该行",   "他还",   "报告称", "报告指",
                                                 "其指出", "其认为", "该报告"};
  if (past_attribution_ && sentence_ - past_attribution_sentence_ <= 2) {
    for (const std::string_view words : kGoesOn) {
      if (line.text.find(words) != std::string::npos) {
        claim.attribution = past_attribution_;
        past_attribution_sentence_ = sentence_;
        return;
      }
    }
  }
  const MetricReading* reading = know_.rules.FindMetric(claim.metric);
  if (reading != nullptr && reading->is_corporate && !reading->is_market && claim.subject &&
      claim.metric != kTargetPrice && claim.modality == Modality::kForecast &&
      SpeaksOfItsOwnOutlook(line.text)) {
    claim.qualifiers["outlook"] = "own";
  }
}

}  // namespace heshu::extract
