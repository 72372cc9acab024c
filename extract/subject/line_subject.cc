#include "extract/subject/line_subject.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/mentions/english_clause.h"
#include "extract/mentions/english_owner.h"
#include "extract/mentions/name_position.h"
#include "extract/pattern/utf8.h"
#include "extract/subject/english_subject.h"
#include "extract/subject/metric_subject.h"
#include "extract/subject/phrase_subject.h"
#include "extract/subject/rank_position.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

// Scores: what the same clause says beats what an earlier one says.
constexpr double kPerClause = 9;
constexpr double kMostClauses = 22;  // however far: the same sentence beats the one before
constexpr double kSemicolon = 8;
constexpr double kAfterFigure = 45;
constexpr double kClauseHead = 8;
constexpr double kBesideBracket = 24;
constexpr double kParent = 36;  // X旗下的Y: Y, more than of X的Y
constexpr double kPeer = 65;
constexpr double kSource = 50;
constexpr double kBuyer = 14;
constexpr double kRater = 70;  // 富瑞目标价172元: of whom the text speaks, not of the house
constexpr double kSpeaker = 10;  // 台积电表示: of itself, unless the words behind it name another
constexpr double kHeadingName = 4;     // of no table, but at the head of its clause
constexpr double kPlaceOfPrices = 50;  // prices in X: no object, and no mere place
constexpr double kOffice = 12;         // a ministry whose country is told of
constexpr double kCategory = 14;  // 中国大模型, 全球智能手机: a class beside the names in it
constexpr double kGeneric = 40;     // 大模型, GPU: a class that every text names
constexpr double kInstrument = 22;  // 凭借X, 通过X

// What is left out of a sum: 撇除全资附属的某公司亏损,经调整溢利….
constexpr std::string_view kLeftOut[] = {"撇除",   "剔除",   "扣除", "若撇除",
                                         "若剔除", "若扣除", "不计", "若不计"};

double PositionPenalty(std::string_view line, std::size_t at, const EntityMention& entity) {
  double penalty = 0;
  if (IsInstrumentPosition(line, at)) penalty += kInstrument;
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  // X的Y, XY: Y is what the figure is of, if Y is a name too.
  static const std::vector<std::string_view> kOf = {"的",     "旗下的", "旗下",   "推出的",
                                                    "发布的", "自研",   "母公司", "子公司"};
  bool possessor = IsPlaceholderAt(rest, 0);
  for (const std::string_view of : kOf) {
    possessor = possessor || (rest.substr(0, of.size()) == of && IsPlaceholderAt(rest, of.size()));
  }
  // Kimi母公司月之暗面: the owner is meant, though it stands behind.
  for (const std::string_view of : {"母公司", "的母公司", "开发商", "的开发商"}) {
    if (rest.starts_with(of) && IsPlaceholderAt(rest, of.size())) return penalty + kPeer;
  }
  // 乐意并入韩国X后营收跳增: whom it has bought.
  std::string_view before = line.substr(0, at);
  if (before.size() > kPlaceholderBytes &&
      IsPlaceholderAt(before, before.size() - kPlaceholderBytes)) {
    before.remove_suffix(kPlaceholderBytes);
  }
  const bool is_bought = EndsWithAny(before, {"并入", "收购", "合并", "并购", "入主", "买下",
                                              "收购了", "并购了", "合并了"}) &&
                         StartsWithAny(rest, {"后", "之后", "以后"});
  if (is_bought) return penalty + kPeer;
  // 标普500指数中表现最好的股票为Y: one of many.
  const bool is_list_of_many = (entity.kind == "index" || entity.kind == "group") &&
                               StartsWithAny(rest, {"中表现", "中涨幅", "中跌幅", "成分股中",
                                                    "成份股中", "成分股表现", "成份股表现"});
  if (is_list_of_many) penalty += kPeer;
  if (possessor) penalty += rest.starts_with("旗下") ? kParent : kPossessor;
  if (IsPeerPosition(line, at) || IsOtherParty(line, at)) penalty += kPeer;
  if (IsSourcePosition(line, at) && !ReportsItself(line, at)) {
    penalty += IsHouse(entity) || IsQuotedPosition(line, at) ? kSource : kSpeaker;
  }
  return penalty;
}

// Whether `more` is a version, product or part of `less`: the more specific one is meant.
bool IsMoreSpecific(const EntityMention& more, const EntityMention& less) {
  if (more.entity == nullptr || less.entity == nullptr || more.id == less.id) return false;
  return more.entity->owner == less.id || more.entity->family == less.id ||
         (more.entity->id == less.id && more.id.size() > less.id.size());
}

// Where a name stands that opens its clause but for 其中, 当中, 而.
std::size_t NameHead(const SentenceLine& line, std::size_t at) {
  const std::size_t begin = line.ClauseBegin(at);
  for (const std::string_view opener : {"其中", "当中", "而", "但", "惟", "至于"}) {
    if (std::string_view(line.text).substr(begin).starts_with(opener)) return begin + opener.size();
  }
  return begin;
}

// 「只有X的1/20」: X, right before the figure, is what it is a fraction of.
bool IsRatioBase(const SubjectQuery& query, const SentenceLine& line, std::size_t at) {
  const auto& required = query.metric->definition.required;
  if (std::find(required.begin(), required.end(), "peer") == required.end()) return false;
  if (at > query.at || &line != &(*query.lines)[query.line]) return false;
  const std::string_view between =
      std::string_view(line.text).substr(at + kPlaceholderBytes, query.at - at - kPlaceholderBytes);
  return between.substr(0, 3) == "的" && CountCodePoints(between) <= 5;
}

// 阿里美股, 台积电ADR: where the shares of the name before it trade.
bool IsListingOf(const SubjectQuery& query, const SentenceLine& line, std::size_t token) {
  if (token == 0 || line.tokens[token].at != line.tokens[token - 1].at + kPlaceholderBytes) {
    return false;
  }
  const Mention& before = line.tokens[token - 1].mention;
  if (before.kind != MentionKind::kEntity ||
      line.tokens[token].mention.kind != MentionKind::kEntity) {
    return false;
  }
  const std::string& kind = query.mentions->entities[before.index].kind;
  return query.mentions->entities[line.tokens[token].mention.index].kind == "group" &&
         (kind == "company" || kind == "name");
}

// 「IDC:今年…」: who is quoted, at the head of a headline.
bool NamesItsSource(const SubjectQuery& query, const SentenceLine& line, const LineToken& token) {
  return IsHouse(query.mentions->entities[token.mention.index]) &&
         line.text.compare(token.at + kPlaceholderBytes, 1, ":") == 0;
}

// A name of a line, as it is seen from the figure.
struct NameInLine {
  const SubjectQuery& query;
  const SentenceLine& line;
  bool is_english = false;
  std::size_t from = 0;   // byte of the figure, or of the bracket that holds it
  int own_clause = 0;     // which that byte lies in
  std::size_t index = 0;  // of the name's token
  const EntityMention& entity;
  // Whom it stands for.
  std::string id = entity.id;
  std::string kind = entity.kind;
  bool is_office = false;  // a ministry, for its country
  bool is_owner = false;   // of what is named
  bool is_of_prices = false;

  const LineToken& Token() const { return line.tokens[index]; }
  std::size_t At() const { return Token().at; }
  std::string_view Ahead() const { return std::string_view(line.text).substr(0, At()); }
  std::string_view Behind() const {
    return std::string_view(line.text).substr(At() + kPlaceholderBytes);
  }
  const std::string& Metric() const { return query.metric->definition.id; }
  bool Fits() const { return KindFits(*query.metric, kind); }
  // 油价跌2%: right before the noun or verb of the figure.
  bool IsBesideCue() const {
    return query.match->cue && At() + kPlaceholderBytes == query.match->cue->begin;
  }
};

// Finds whom the name stands for; false if that is nobody.
bool StandForOther(NameInLine& name) {
  const EntityDefinition* entity = name.entity.entity;
  const MetricReading& metric = *name.query.metric;
  if (entity == nullptr) return true;
  // A statistics office or a ministry stands for its country, where only countries have the metric.
  if (name.kind == "body" && !name.Fits() && IsCountedByOffice(metric)) {
    name.id = entity->kind == "region" ? entity->id : CountryOf(entity->region);
    if (name.id.empty()) return false;
    name.kind = "region";
    name.is_office = true;
  }
  name.is_owner =
      !entity->owner.empty() && ((name.is_english && StandsForOwner(name.line.text, name.At())) ||
                                 HasNoShares(metric, name.kind));
  if (name.is_owner) {
    name.id = entity->owner;
    name.kind = "company";
  }
  // 港股低开531点: points are those of its index.
  if (name.kind == "group" && !name.Fits() && KindFits(metric, "index") && !entity->near.empty()) {
    name.id = entity->near;
    name.kind = "index";
  }
  return true;
}

// Prices in a place, and what is counted in places, in an English line.
bool IsPlaceOfFigure(const NameInLine& name) {
  const std::string_view text = name.line.text;
  return name.is_english && name.kind == "region" && name.At() < name.from &&
         IsToldWherePaid(name.Metric()) &&
         (IsPlaceOfPrices(text, name.At()) ||
          (IsCountedInPlaces(name.Metric()) && OpensWithPlace(text, name.At())) ||
          name.Behind().starts_with("'s "));
}

// Whether an English line says that the figure is of another.
bool IsOfAnotherInEnglish(const NameInLine& name) {
  if (!name.is_english) return false;
  const std::string_view text = name.line.text;
  // "its A-shares": which of its shares, and no group of them.
  if (name.kind == "group" && IsOwned(text, name.At())) return true;
  if (name.kind == "region" && IsCompanyAdjective(text, name.At())) return true;
  // "China accounted for {figure} of its revenue": of whose revenue.
  if (name.kind == "region" && name.Metric() == "revenue_share" && name.query.past->Lead()) {
    return true;
  }
  // "S&P expects primary sales to drop {figure}": whoever's they are, not its own.
  return IsHouse(name.entity) &&
         (ForecastsOthers(text, name.At(), name.from) || MovesItsTarget(text, name.At()));
}

// 在全球大模型榜单上位列中国第二: the field that the rank is of.
bool IsFieldOfRank(const NameInLine& name) {
  return name.Metric() == "rank" &&
         (name.kind == "class" || name.kind == "region" || name.kind == "generic");
}

// 英伟达GB200: the maker of a chip is not who has it.
bool IsMakerOfChip(const NameInLine& name) {
  const std::size_t next = name.index + 1;
  if (next >= name.line.tokens.size()) return false;
  const LineToken& token = name.line.tokens[next];
  return token.at == name.At() + kPlaceholderBytes && token.mention.kind == MentionKind::kEntity &&
         name.query.mentions->entities[token.mention.index].kind == "chip" &&
         !KindFits(*name.query.metric, "chip");
}

// 谷歌、微软和Meta等巨头已发行数千亿美元债券: what they have together is of none of them.
bool IsSumOfMany(const NameInLine& name) {
  const MetricDefinition& metric = name.query.metric->definition;
  const bool is_amount =
      metric.dimensions.front() == "money" || metric.dimensions.front() == "count";
  if (name.is_english || !is_amount || name.query.match->is_growth || name.At() > name.from ||
      name.query.metric->is_market || !IsAmongOthers(name.line.text, name.At())) {
    return false;
  }
  const std::string_view between = name.Behind().substr(0, name.from - name.At());
  for (const std::string_view each : {"均", "各", "分别", "都"}) {
    if (between.find(each) != std::string_view::npos) return false;
  }
  return true;
}

// Whether the figure cannot be of such a name.
bool CannotHaveFigure(const NameInLine& name) {
  const SubjectQuery& query = name.query;
  const SentenceLine& line = name.line;
  if (IsOfAnotherInEnglish(name) || IsSumOfMany(name)) return true;
  if (!name.is_office && !name.is_of_prices && !name.Fits()) return true;
  if (name.kind == "name" &&
      IsNoAccountHolder(name.Metric(), Slice(query.folded, name.entity.span))) {
    return true;
  }
  const bool is_round = name.Metric() == "funding" || name.Metric() == "valuation";
  if (is_round && IsInvestorPosition(line.text, name.At())) return true;
  if (name.Token().clause != name.own_clause &&
      StartsWithAny(std::string_view(line.text).substr(line.ClauseBegin(name.At())), kLeftOut)) {
    return true;
  }
  return name.kind == "exchange" && !query.metric->is_market &&
         IsBoardOfListing(line.text, name.At());
}

// X入股的Y, X支持的Y: who stands behind Y, whose the figure is.
bool IsBehindOther(const NameInLine& name) {
  constexpr std::size_t kMostBytes = 24;
  constexpr std::string_view kOf = "的";
  if (name.is_english || name.index + 1 >= name.line.tokens.size()) return false;
  const LineToken& next = name.line.tokens[name.index + 1];
  const std::size_t from = name.At() + kPlaceholderBytes;
  if (next.mention.kind != MentionKind::kEntity || next.at <= from || next.at > name.from) {
    return false;
  }
  const std::string_view words = std::string_view(name.line.text).substr(from, next.at - from);
  return words.size() <= kMostBytes && words.ends_with(kOf) &&
         StartsWithAny(words, {"入股", "投资", "参投", "支持", "控股", "参股", "持股", "收购",
                               "孵化", "注资", "加持", "扶持", "背书", "旗下", "创办", "创立"});
}

// 受AI服务器带动, 受惠AI服务器: what moved the figures of somebody.
bool IsCauseOfFigure(const NameInLine& name) {
  if (name.is_english || (name.kind != "generic" && name.kind != "class" && name.kind != "chip")) {
    return false;
  }
  return EndsWithAny(name.Ahead(), {"受", "受惠", "受惠于", "受益", "受益于", "得益于", "受到",
                                    "因", "由于", "随着", "搭上", "抢搭"});
}

// 中国IC设计业者X, 美国车企Y: the place and the trade say what X is.
bool DescribesNext(const NameInLine& name) {
  constexpr std::size_t kMostBytes = 30;
  if (name.is_english || name.kind != "region" || !name.query.metric->is_corporate) return false;
  if (name.index + 1 >= name.line.tokens.size()) return false;
  const LineToken& next = name.line.tokens[name.index + 1];
  const std::size_t from = name.At() + kPlaceholderBytes;
  if (next.mention.kind != MentionKind::kEntity || next.at < from || next.at > name.from) {
    return false;
  }
  const std::string_view words = std::string_view(name.line.text).substr(from, next.at - from);
  return !words.empty() && words.size() <= kMostBytes &&
         words.find_first_of(",;:") == std::string_view::npos &&
         EndsWithAny(words, {"业者", "大厂", "厂商", "厂", "巨头", "龙头", "公司", "企业", "新创",
                             "初创", "集团", "品牌", "独角兽", "车企", "券商", "银行", "商"});
}

// 数据中心业务营收, in a report on a company: a part of that, and no subject of its own.
bool IsBusinessOfReport(const NameInLine& name) {
  return !name.is_english && name.kind == "generic" &&
         StartsWithAny(name.Behind(), {"业务", "部门", "分部", "板块", "事业"}) &&
         IsReportOnCompany(name.query);
}

// Whether the line names it for something else than to tell the figure of it.
bool IsOnlyMentioned(const NameInLine& name) {
  const SubjectQuery& query = name.query;
  const SentenceLine& line = name.line;
  if (name.entity.kind == "region" && !query.metric->region_group.empty() &&
      !query.has_region_group(name.entity.id)) {
    return true;
  }
  if (IsRatioBase(query, line, name.At()) || IsDateline(line.text, name.At())) return true;
  if (IsListingOf(query, line, name.index) || IsBehindOther(name)) return true;
  if (IsCauseOfFigure(name) || DescribesNext(name) || IsBusinessOfReport(name)) return true;
  if (IsFieldOfRank(name) && name.At() + kPlaceholderBytes == name.from) return true;
  return IsMakerOfChip(name);
}

// `base`, less what lies between the name and the figure; empty if the name is too far behind it.
std::optional<double> ScoreByDistance(const NameInLine& name, double base) {
  const SentenceLine& line = name.line;
  const std::size_t at = name.At();
  const std::size_t from = name.from;
  const int clause = name.Token().clause;
  const int own_clause = name.own_clause;
  double score = base;
  const bool is_ranked_one = at > from && name.Metric() == "rank" &&
                             (IsRankOf(line.text, at, from) || OpensWithRank(line, at, from));
  if (at > from && !is_ranked_one) {
    // 13家金控赚5863亿 富邦金…: the next part of a headline.
    const std::size_t gap = name.is_english ? std::string::npos : line.text.find(' ', from);
    if (gap < at) return {};
    // "After shipping {figure}, X kept its place": English may name it behind.
    if (clause != own_clause && !(name.is_english && clause == own_clause + 1)) return {};
    score -= kAfterFigure;
  }
  if (!name.is_english) score -= std::min(kMostClauses, kPerClause * std::abs(own_clause - clause));
  const std::string_view between = std::string_view(line.text).substr(
      std::min(at, from), std::max(at, from) - std::min(at, from));
  if (between.find(';') != std::string_view::npos) score -= kSemicolon;
  if (!name.is_english && SplitsHeadline(between)) score -= kSemicolon;
  const double characters = static_cast<double>(between.size()) / 3.0;
  return score - std::min(8.0, (name.is_english ? 0.05 : 0.2) * characters);
}

// The score with what the words beside the name make of it.
double ScoreByPosition(const NameInLine& name, double score) {
  const SentenceLine& line = name.line;
  const std::size_t at = name.At();
  // "Wells Fargo raised its price target to {figure}": the house says it of another.
  if (name.is_english && name.Metric() == "target_price" && name.query.match->cue &&
      at < name.query.match->cue->begin && SetsTarget(line.text, at)) {
    score -= kSource;
  }
  if (name.is_office) {
    // "data from the Labor Department showed": who counts it is of the country.
    // 国家药监局数据显示,…: of the country, where the sentence names nobody else.
    score -= name.is_english ? kOffice : kPlace;
  } else if (name.is_english) {
    score += EnglishScore(line.text, at, name.from, name.query.metric->is_market);
    if (name.is_of_prices) score += kPlaceOfPrices;
  } else {
    // 台积电跌1%收1280元、鸿海跌5%: an item of the list is as good as a clause.
    // 美股收盘:道琼跌184点: nor less is what follows a colon.
    const bool is_head =
        at == NameHead(line, at) || OpensItem(line, name.index) || name.Ahead().ends_with(":");
    if (is_head && !HasItemBetween(line, name.index, name.from)) score += kClauseHead;
    score -= PositionPenalty(line.text, at, name.entity);
  }
  // 理想(36674辆)、小鹏(33205辆): what stands in the brackets right behind a name is its own.
  const bool is_bracket = &line != &(*name.query.lines)[name.query.line];
  if (is_bracket && IsRightBefore(line.text, at + kPlaceholderBytes, name.from)) {
    score += kBesideBracket;
  }
  if (name.entity.kind == "name") {
    const bool is_named = at == NameHead(line, at) || IsModelOfMaker(name.query, line, name.index);
    score -= is_named ? kHeadingName : kUnlistedName;
  }
  // 来自中国的占比, 300亿元来自软银: where somebody has it from.
  if (EndsWith(name.Ahead(), "来自")) score -= kPeer;
  // 外资卖超120亿、投信买超42亿: who buys stands right before it.
  if (name.Metric() == "net_inflow" && name.IsBesideCue()) score += kBuyer;
  return score;
}

// The score with what a place or a class is, beside the names in it.
double ScoreByKind(const NameInLine& name, double score) {
  const std::string& kind = name.entity.kind;
  if (kind == "region") {
    const bool is_part = name.entity.id == "world" || IsReportOnCompany(name.query);
    score -= is_part ? 2 * kPlace : kPlace;
    // 泰国工厂投产: where somebody's stands.
    static constexpr std::string_view kSites[] = {"工厂",   "厂房",   "厂",   "基地",
                                                  "园区",   "门店",   "项目", "分店",
                                                  "子公司", "分公司", "总部", "合资厂"};
    if (!name.is_english && StartsWithAny(name.Behind(), kSites)) score -= kPeer;
  }
  if (kind == "generic") {
    const bool is_trade = StartsWithAny(name.Behind(), {"市场", "行业", "产业", "赛道"});
    // 我国新能源汽车: the goods of a place are what is told of.
    const LineToken* before = name.index > 0 ? &name.line.tokens[name.index - 1] : nullptr;
    const bool is_of_place = before != nullptr && before->at + kPlaceholderBytes == name.At() &&
                             before->mention.kind == MentionKind::kEntity &&
                             name.query.mentions->entities[before->mention.index].kind == "region";
    score -= is_trade || is_of_place ? kCategory : kGeneric;
  }
  const bool is_mover = name.query.metric->is_market && name.IsBesideCue();
  if (kind == "class" && !is_mover) score -= kCategory;
  return score;
}

// 富瑞目标价172元, 汇丰将目标价由156元升至185元, 凯基投顾将2025年EPS上调至14.68元: a house that
// speaks of another.
bool IsRater(const NameInLine& name) {
  const bool sets_target = StartsWithAny(name.Behind(), {"将目标价", "把目标价"});
  const bool moves_forecast =
      name.Metric() == "eps" && StartsWithAny(name.Behind(), {"将", "把", "投顾将", "证券将"});
  return (IsHouseView(name.Metric()) || moves_forecast) && (IsHouse(name.entity) || sets_target) &&
         !name.query.past->IsAloneInHeadings(name.id) && !IsRatedHouse(name.line.text, name.At());
}

// 台积电ADR跌1%收426美元、应用材料重挫5%: whether another company stands between the name and the
// figure, in its clause.
bool HasNameBetween(const NameInLine& name) {
  return std::any_of(name.line.tokens.begin(), name.line.tokens.end(), [&](const LineToken& other) {
    return other.mention.kind == MentionKind::kEntity && other.clause == name.Token().clause &&
           other.at > name.At() + kPlaceholderBytes && other.at < name.from &&
           name.query.mentions->entities[other.mention.index].kind == "company";
  });
}

// The score with what the name does in the sentence: it is listed, says, rates, holds the chart.
double ScoreByPart(const NameInLine& name, double score) {
  const SentenceLine& line = name.line;
  // 中芯国际港股低开: the company, by where its shares trade.
  const bool is_listed =
      name.index + 1 < line.tokens.size() && IsListingOf(name.query, line, name.index + 1);
  if (is_listed && !name.is_english && !HasNameBetween(name)) score += kPossessor;
  if (!name.is_office && NamesItsSource(name.query, line, name.Token())) score -= kSource;
  if (IsRater(name)) score -= kRater;
  if (name.Metric() == "rank" && IsChart(line.text, name.At())) score -= kPeer;
  const bool is_ranked = IsFieldOfRank(name);
  const bool is_where =
      name.kind == "platform" || name.kind == "group" || name.kind == "exchange" || is_ranked;
  if (is_where && EndsWithAny(name.Ahead(), {"在", "于"})) {
    score -= is_ranked ? kPeer : kInstrument;
  }
  return score;
}

// Whether another name of the line, of those before the figure, may have it.
bool MayHaveFigure(const NameInLine& name, const LineToken& other) {
  const EntityMention& rival = name.query.mentions->entities[other.mention.index];
  return KindFits(*name.query.metric, rival.kind) && !IsPeerPosition(name.line.text, other.at) &&
         !IsInstrumentPosition(name.line.text, other.at);
}

// 小米发布Nova Pad X9平板,定价5999元: what a maker has brought out is what is priced.
bool IsBroughtOut(const NameInLine& name, const LineToken& other, const EntityMention& rival) {
  const std::size_t from = name.At() + kPlaceholderBytes;
  const bool is_price = !name.is_english && name.Metric() == "price" && name.kind == "company";
  return is_price && rival.kind == "name" && other.at > from &&
         IsAsciiAlnum(Slice(name.query.folded, rival.span).front()) &&
         IsLaunch(std::string_view(name.line.text).substr(from, other.at - from));
}

// The score with what else the line names: a company's own product or version, and its model.
double ScoreByOthers(const NameInLine& name, double score) {
  const SentenceLine& line = name.line;
  const bool is_of_version = IsOfVersion(*name.query.metric);
  const bool has_models = is_of_version && (name.kind == "company" || name.kind == "name");
  bool has_product = false;
  bool has_model = false;
  bool has_launch = false;
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const LineToken& other = line.tokens[i];
    if (other.mention.kind != MentionKind::kEntity || other.at > name.from) continue;
    const EntityMention& rival = name.query.mentions->entities[other.mention.index];
    // A company right before its own product or version is its owner only.
    has_product =
        has_product || (i != name.index && (other.clause == name.Token().clause || is_of_version) &&
                        IsMoreSpecific(rival, name.entity) && MayHaveFigure(name, other) &&
                        PositionPenalty(line.text, other.at, rival) < kPeer);
    has_launch = has_launch || (i != name.index && IsBroughtOut(name, other, rival));
    // 某云宣布X模型降至…, "Y's X costs": what a model costs or holds is told of it.
    has_model = has_model || (has_models && rival.kind == "model" && MayHaveFigure(name, other) &&
                              name.own_clause - other.clause <= 1);
  }
  if (has_product) score = is_of_version ? std::min(score, kLastResort) : score - kPossessor;
  return has_model || has_launch ? std::min(score, kLastResort) : score;
}

// 数据中心512亿美元, 国内游戏428亿元, where parts of the sales are told: what the part is called.
bool IsNameOfSegment(const NameInLine& name) {
  if (name.kind != "generic" && name.kind != "class" && name.kind != "region") return false;
  if (!name.query.match->rule.ends_with(".segment")) return false;
  const std::string_view text = Slice(name.query.folded, name.entity.span);
  return std::any_of(
      name.query.match->set.begin(), name.query.match->set.end(),
      [&](const auto& pair) { return pair.second.starts_with(text) || pair.second == name.id; });
}

}  // namespace

void ConsiderLine(const SubjectQuery& query, const SentenceLine& line, std::size_t from,
                  double base, std::optional<SubjectChoice>& best) {
  const bool is_english = IsEnglishLine(line.text);
  const int own_clause = line.ClauseAt(from);
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const LineToken& token = line.tokens[i];
    if (token.mention.kind != MentionKind::kEntity) continue;
    // What the rule itself holds the figure against.
    if (query.match->peer && query.match->peer->begin == token.at && from == query.at) continue;
    const EntityMention& entity = query.mentions->entities[token.mention.index];
    NameInLine name{.query = query,
                    .line = line,
                    .is_english = is_english,
                    .from = from,
                    .own_clause = own_clause,
                    .index = i,
                    .entity = entity};
    if (!StandForOther(name)) continue;
    name.is_of_prices = IsPlaceOfFigure(name);
    if (CannotHaveFigure(name) || IsNameOfSegment(name)) continue;
    const std::optional<double> near = ScoreByDistance(name, base);
    if (!near || IsOnlyMentioned(name)) continue;
    if (is_english && IsRater(name)) continue;  // "X kept its target at {figure}": of another
    const double score =
        ScoreByOthers(name, ScoreByPart(name, ScoreByKind(name, ScoreByPosition(name, *near))));
    const bool is_itself = entity.entity != nullptr && entity.entity->id == name.id;
    std::string shown = name.is_owner ? std::string()
                        : is_itself   ? entity.entity->name
                                      : std::string(Slice(query.folded, entity.span));
    Consider(best, {std::move(name.id), std::move(name.kind), std::move(shown), entity.span,
                    std::nullopt, How::kStated, score});
  }
}

std::optional<SubjectChoice> FindOwnerOfBase(const SubjectQuery& query, const SentenceLine& line) {
  static constexpr std::string_view kOf = "的";
  const std::string_view before = std::string_view(line.text).substr(0, query.at);
  if (IsEnglishLine(line.text) || !before.ends_with(kOf)) return {};
  for (const LineToken& token : line.tokens) {
    if (token.mention.kind != MentionKind::kEntity) continue;
    if (token.at + kPlaceholderBytes + kOf.size() != query.at) continue;
    const bool is_base =
        EndsWithAny(before.substr(0, token.at), {"较", "比", "高于", "低于", "多于", "少于", "超过",
                                                 "优于", "不及", "不如", "逊于", "领先"}) ||
        query.metric->definition.id == "benchmark_score";
    const EntityMention& entity = query.mentions->entities[token.mention.index];
    if (!is_base || !KindFits(*query.metric, entity.kind) || IsRatioBase(query, line, token.at)) {
      return {};
    }
    return SubjectChoice::Stated(entity, query.folded, kSameClauseScore);
  }
  return {};
}

}  // namespace heshu::extract
