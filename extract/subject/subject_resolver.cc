#include "extract/subject/subject_resolver.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "extract/mentions/english_clause.h"
#include "extract/mentions/english_owner.h"
#include "extract/mentions/name_position.h"
#include "extract/pattern/utf8.h"
#include "extract/subject/english_subject.h"
#include "extract/subject/former_latter.h"
#include "extract/subject/market_subject.h"
#include "extract/subject/metric_subject.h"
#include "extract/subject/model_pronoun.h"
#include "extract/subject/phrase_subject.h"
#include "extract/subject/pronoun_subject.h"
#include "extract/subject/title_subject.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

// Scores: what the same clause says beats what an earlier one says, and so on down to the title.
constexpr double kSameClause = kSameClauseScore;
constexpr double kPerClause = 9;
constexpr double kMostClauses = 22;  // however far: the same sentence beats the one before
constexpr double kSemicolon = 8;
constexpr double kAfterFigure = 45;
constexpr double kClauseHead = 8;
constexpr double kBesideBracket = 24;
constexpr double kPossessor = 18;  // X的Y: Y is what the figure is of
constexpr double kParent = 36;     // X旗下的Y: all the more so
constexpr double kPeer = 65;
constexpr double kSource = 50;
constexpr double kBuyer = 14;
constexpr double kRater = 70;  // 富瑞目标价172元: of whom the text speaks, not of the house
constexpr double kSpeaker = 10;  // 台积电表示: of itself, unless the words behind it name another
constexpr double kUnlistedName = 12;
constexpr double kHeadingName = 4;     // of no table, but at the head of its clause
constexpr double kPlace = 25;          // a region is a subject only of what nothing nearer is
constexpr double kPlaceOfPrices = 50;  // prices in X: no object, and no mere place
constexpr double kOffice = 12;         // a ministry whose country is told of
constexpr double kCategory = 14;  // 中国大模型, 全球智能手机: a class beside the names in it
constexpr double kGeneric = 40;     // 大模型, GPU: a class that every text names
constexpr double kInstrument = 22;  // 凭借X, 通过X
constexpr double kEarlierSentence = kEarlierSentenceScore;
constexpr double kPerSentence = 9;
constexpr double kClaimedBonus = 8;
constexpr double kHeading = 34;
constexpr double kAside = 12;
constexpr double kCompanyOfSegment = 44;  // 本土市场游戏收入: a part of the company's accounts
constexpr double kPronoun = 96;
constexpr int kMaxSentencesBack = 3;
constexpr double kFloor = 8;
constexpr double kLastResort = kFloor + 1;  // the maker, where its product is named

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

// 「在…Index上位列第八」, 「OpenRouter榜单」: where it ranks.
bool IsChart(std::string_view line, std::size_t at) {
  return StartsWithAny(line.substr(at + kPlaceholderBytes), {"上", "榜", "的榜", "排行", "的排行"});
}

// 「IDC:今年…」: who is quoted, at the head of a headline.
bool NamesItsSource(const SubjectQuery& query, const SentenceLine& line, const LineToken& token) {
  return IsHouse(query.mentions->entities[token.mention.index]) &&
         line.text.compare(token.at + kPlaceholderBytes, 1, ":") == 0;
}

// 第一名华为,…: the rank opens the clause, whose it is follows.
bool OpensWithRank(const SentenceLine& line, std::size_t at, std::size_t figure) {
  constexpr std::size_t kMostBytes = 9;  // 4、排名第四的
  const std::size_t begin = line.ClauseBegin(figure);
  return at == figure + kPlaceholderBytes && figure - begin <= kMostBytes;
}

// 排名第三的美光: the rank stands before whom it is told of.
bool IsRankOf(std::string_view line, std::size_t at, std::size_t figure) {
  constexpr std::size_t kMostBytes = 24;
  const std::string_view between =
      line.substr(figure + kPlaceholderBytes, at - figure - kPlaceholderBytes);
  // 第4名为一银iLEO, 第3名由纯网银LINE Bank卡位.
  const bool names_it = between.size() <= kMostBytes &&
                        between.find_first_of(",;:") == std::string_view::npos &&
                        StartsWithAny(between, {"为", "由", "是", "则为", "则由", "则是", "的是"});
  if (names_it) return true;
  return between == "的" || between == "名的" || between == "位的";
}

// V4共用21.6万亿,较V3的14.8万亿增加…: whose the figure is that another is held against.
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
    return SubjectChoice::Stated(entity, query.folded, kSameClause);
  }
  return {};
}

void Consider(std::optional<SubjectChoice>& best, SubjectChoice choice) {
  if (choice.score > kFloor && (!best || choice.score > best->score)) best = std::move(choice);
}

// 欧股走低 油价跌逾1%: the parts of a headline have a space between them.
bool SplitsHeadline(std::string_view between) {
  const auto is_word = [between](std::size_t at) {
    return IsHanAt(between, at) || IsPlaceholderAt(between, at);
  };
  for (std::size_t at = between.find(' '); at != std::string_view::npos;
       at = between.find(' ', at + 1)) {
    const bool opens = at + 1 == between.size() || is_word(at + 1);
    if (opens && at > 0 && is_word(PreviousCodePoint(between, at))) return true;
  }
  return false;
}

// Entities of one line, seen from byte `from` of it; `base` is the score of its own clause.
void ConsiderLine(const SubjectQuery& query, const SentenceLine& line, std::size_t from,
                  double base, How how, std::optional<SubjectChoice>& best) {
  const int own_clause = line.ClauseAt(from);
  const bool is_english = IsEnglishLine(line.text);
  const std::string& metric = query.metric->definition.id;
  const bool is_round = metric == "funding" || metric == "valuation";
  const bool is_of_version = IsOfVersion(*query.metric);
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const LineToken& token = line.tokens[i];
    if (token.mention.kind != MentionKind::kEntity) continue;
    // What the rule itself holds the figure against.
    if (query.match->peer && query.match->peer->begin == token.at && from == query.at) continue;
    const EntityMention& entity = query.mentions->entities[token.mention.index];
    // A statistics office or a ministry stands for its country, where only countries have the
    // metric.
    std::string id = entity.id;
    std::string kind = entity.kind;
    bool is_office = false;
    if (kind == "body" && !KindFits(*query.metric, kind) && IsCountedByOffice(*query.metric) &&
        entity.entity != nullptr) {
      id = entity.entity->kind == "region" ? entity.entity->id : CountryOf(entity.entity->region);
      if (id.empty()) continue;
      kind = "region";
      is_office = true;
    }
    const bool has_owner = entity.entity != nullptr && !entity.entity->owner.empty();
    const bool is_owner = has_owner && ((is_english && StandsForOwner(line.text, token.at)) ||
                                        HasNoShares(*query.metric, kind));
    if (is_owner) {
      id = entity.entity->owner;
      kind = "company";
    }
    // 港股低开531点: points are those of its index.
    if (kind == "group" && !KindFits(*query.metric, kind) && KindFits(*query.metric, "index") &&
        entity.entity != nullptr && !entity.entity->near.empty()) {
      id = entity.entity->near;
      kind = "index";
    }
    // "its A-shares": which of its shares, and no group of them.
    if (is_english && kind == "group" && IsOwned(line.text, token.at)) continue;
    if (is_english && kind == "region" && IsCompanyAdjective(line.text, token.at)) continue;
    // "China accounted for {figure} of its revenue": of whose revenue.
    if (is_english && kind == "region" && metric == "revenue_share" && query.past->Lead()) continue;
    const bool is_of_prices = is_english && kind == "region" && token.at < from &&
                              IsToldWherePaid(metric) &&
                              (IsPlaceOfPrices(line.text, token.at) ||
                               (IsCountedInPlaces(metric) && OpensWithPlace(line.text, token.at)) ||
                               line.text.compare(token.at + kPlaceholderBytes, 3, "'s ") == 0);
    if (!is_office && !is_of_prices && !KindFits(*query.metric, kind)) continue;
    // "S&P expects primary sales to drop {figure}": whoever's they are, not its own.
    if (is_english && IsHouse(entity) &&
        (ForecastsOthers(line.text, token.at, from) || MovesItsTarget(line.text, token.at))) {
      continue;
    }
    if (kind == "name" && IsNoAccountHolder(metric, Slice(query.folded, entity.span))) continue;
    if (is_round && IsInvestorPosition(line.text, token.at)) continue;
    // 撇除全资附属的某公司亏损,经调整溢利…: what is left out.
    if (token.clause != own_clause &&
        StartsWithAny(std::string_view(line.text).substr(line.ClauseBegin(token.at)),
                      {"撇除", "剔除", "扣除", "若撇除", "若剔除", "若扣除", "不计", "若不计"})) {
      continue;
    }
    if (kind == "exchange" && !query.metric->is_market && IsBoardOfListing(line.text, token.at)) {
      continue;
    }
    double score = base;
    const bool is_ranked_one =
        token.at > from && query.metric->definition.id == "rank" &&
        (IsRankOf(line.text, token.at, from) || OpensWithRank(line, token.at, from));
    if (token.at > from && !is_ranked_one) {
      // 13家金控赚5863亿 富邦金…: the next part of a headline.
      const std::size_t gap = is_english ? std::string::npos : line.text.find(' ', from);
      if (gap < token.at) continue;
      // "After shipping {figure}, X kept its place": English may name it behind.
      if (token.clause != own_clause && !(is_english && token.clause == own_clause + 1)) continue;
      score -= kAfterFigure;
    }
    if (!is_english) {
      score -= std::min(kMostClauses, kPerClause * std::abs(own_clause - token.clause));
    }
    const std::string_view between = std::string_view(line.text).substr(
        std::min(token.at, from), token.at > from ? token.at - from : from - token.at);
    if (between.find(';') != std::string_view::npos) score -= kSemicolon;
    if (!is_english && SplitsHeadline(between)) score -= kSemicolon;
    const double characters =
        static_cast<double>(token.at > from ? token.at - from : from - token.at) / 3.0;
    score -= std::min(8.0, (is_english ? 0.05 : 0.2) * characters);
    // "Wells Fargo raised its price target to {figure}": the house says it of another.
    if (is_english && query.metric->definition.id == "target_price" && query.match->cue &&
        token.at < query.match->cue->begin && SetsTarget(line.text, token.at)) {
      score -= kSource;
    }
    if (is_office && is_english) {
      score -= kOffice;  // "data from the Labor Department showed": who counts it is of the country
    } else if (is_office) {
      score -=
          kPlace;  // 国家药监局数据显示,…: of the country, where the sentence names nobody else
    } else if (is_english) {
      score += EnglishScore(line.text, token.at, from, query.metric->is_market);
      if (is_of_prices) score += kPlaceOfPrices;
    } else {
      if (token.at == NameHead(line, token.at)) score += kClauseHead;
      score -= PositionPenalty(line.text, token.at, entity);
    }
    // 理想(36674辆)、小鹏(33205辆): what stands in the brackets right behind a name is its own.
    const bool is_bracket = &line != &(*query.lines)[query.line];
    if (is_bracket && IsRightBefore(line.text, token.at + kPlaceholderBytes, from)) {
      score += kBesideBracket;
    }
    if (entity.kind == "name") {
      const bool is_named = token.at == NameHead(line, token.at) || IsModelOfMaker(query, line, i);
      score -= is_named ? kHeadingName : kUnlistedName;
    }
    // 来自中国的占比, 300亿元来自软银: where somebody has it from.
    if (EndsWithAny(std::string_view(line.text).substr(0, token.at), {"来自"})) score -= kPeer;
    // 外资卖超120亿、投信买超42亿: who buys stands right before it.
    const bool is_buyer = query.metric->definition.id == "net_inflow" && query.match->cue &&
                          token.at + kPlaceholderBytes == query.match->cue->begin;
    if (is_buyer) score += kBuyer;
    if (entity.kind == "region") {
      const bool is_part = entity.id == "world" || IsReportOnCompany(query);
      score -= is_part ? 2 * kPlace : kPlace;
    }
    const bool is_trade =
        entity.kind == "generic" &&
        StartsWithAny(std::string_view(line.text).substr(token.at + kPlaceholderBytes),
                      {"市场", "行业", "产业", "赛道"});
    // 我国新能源汽车: the goods of a place are what is told of.
    const bool is_of_place =
        i > 0 && line.tokens[i - 1].at + kPlaceholderBytes == token.at &&
        line.tokens[i - 1].mention.kind == MentionKind::kEntity &&
        query.mentions->entities[line.tokens[i - 1].mention.index].kind == "region";
    if (entity.kind == "generic") score -= is_trade || is_of_place ? kCategory : kGeneric;
    // 油价跌2%: what moves stands right before.
    const bool is_mover = query.metric->is_market && query.match->cue &&
                          token.at + kPlaceholderBytes == query.match->cue->begin;
    if (entity.kind == "class" && !is_mover) score -= kCategory;
    if (entity.kind == "region" && !query.metric->region_group.empty() &&
        !query.has_region_group(entity.id)) {
      continue;
    }
    if (IsRatioBase(query, line, token.at) || IsDateline(line.text, token.at)) continue;
    if (IsListingOf(query, line, i)) continue;
    // 中芯国际港股低开: the company, by where its shares trade.
    const bool is_listed = i + 1 < line.tokens.size() && IsListingOf(query, line, i + 1);
    if (is_listed && !is_english) score += kPossessor;
    if (!is_office && NamesItsSource(query, line, token)) score -= kSource;
    // 富瑞目标价172元, 汇丰将目标价由156元升至185元
    const bool sets_target = StartsWithAny(
        std::string_view(line.text).substr(token.at + kPlaceholderBytes), {"将目标价", "把目标价"});
    // 凯基投顾将2025年EPS上调至14.68元
    const bool moves_forecast =
        metric == "eps" &&
        StartsWithAny(std::string_view(line.text).substr(token.at + kPlaceholderBytes),
                      {"将", "把", "投顾将", "证券将"});
    const bool is_rater = (IsHouseView(metric) || moves_forecast) &&
                          (IsHouse(entity) || sets_target) && !query.past->IsAloneInHeadings(id) &&
                          !IsRatedHouse(line.text, token.at);
    if (is_rater) score -= kRater;
    // 在全球大模型榜单上位列中国第二: the field that the rank is of.
    const bool is_ranked = query.metric->definition.id == "rank" &&
                           (kind == "class" || kind == "region" || kind == "generic");
    if (is_ranked && token.at + kPlaceholderBytes == from) continue;
    if (query.metric->definition.id == "rank" && IsChart(line.text, token.at)) score -= kPeer;
    const bool is_where = kind == "platform" || kind == "group" || kind == "exchange" || is_ranked;
    if (is_where && EndsWithAny(std::string_view(line.text).substr(0, token.at), {"在", "于"})) {
      score -= is_ranked ? kPeer : kInstrument;
    }
    // 英伟达GB200: the maker of a chip is not who has it.
    if (i + 1 < line.tokens.size() && line.tokens[i + 1].at == token.at + kPlaceholderBytes &&
        line.tokens[i + 1].mention.kind == MentionKind::kEntity &&
        query.mentions->entities[line.tokens[i + 1].mention.index].kind == "chip" &&
        !KindFits(*query.metric, "chip")) {
      continue;
    }
    // A company right before its own product or version is its owner only.
    for (std::size_t j = 0; j < line.tokens.size(); ++j) {
      const LineToken& other = line.tokens[j];
      if (j == i || other.mention.kind != MentionKind::kEntity) continue;
      if ((other.clause != token.clause && !is_of_version) || other.at > from) continue;
      const EntityMention& rival = query.mentions->entities[other.mention.index];
      if (IsMoreSpecific(rival, entity) && KindFits(*query.metric, rival.kind) &&
          !IsPeerPosition(line.text, other.at) && !IsInstrumentPosition(line.text, other.at) &&
          PositionPenalty(line.text, other.at, rival) < kPeer) {
        score = is_of_version ? std::min(score, kLastResort) : score - kPossessor;
        break;
      }
    }
    // 某云宣布X模型降至…, "Y's X costs": what a model costs or holds is told of it.
    const bool has_model =
        is_of_version && (kind == "company" || kind == "name") &&
        std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& other) {
          if (other.mention.kind != MentionKind::kEntity || other.at > from) return false;
          const EntityMention& model = query.mentions->entities[other.mention.index];
          return model.kind == "model" && KindFits(*query.metric, model.kind) &&
                 !IsPeerPosition(line.text, other.at) &&
                 !IsInstrumentPosition(line.text, other.at) &&
                 line.ClauseAt(from) - other.clause <= 1;
        });
    if (has_model) score = std::min(score, kLastResort);
    Consider(best, {id, kind,
                    is_owner ? std::string()
                    : entity.entity != nullptr && entity.entity->id == id
                        ? entity.entity->name
                        : std::string(Slice(query.folded, entity.span)),
                    entity.span, std::nullopt, how, score});
  }
}

// What a growth is the growth of, else the metric itself.
std::string_view OfWhat(const SubjectQuery& query) {
  const auto of = query.match->set.find("of");
  return of != query.match->set.end() ? std::string_view(of->second)
                                      : std::string_view(query.metric->definition.id);
}

// The last sentence in which a place or a company was named, in reach of the figure's.
int LastNamed(const SubjectQuery& query) {
  int last = 0;
  for (const std::size_t i : query.past->InReach(query.sentence - kMaxSentencesBack)) {
    const PastSubject& past = (*query.past)[i];
    const bool names = past.kind == "region" || past.kind == "company" || past.kind == "body";
    if (names && !past.is_heading) last = std::max(last, past.sentence);
  }
  return last;
}

void ConsiderPast(const SubjectQuery& query, std::optional<SubjectChoice>& best) {
  const int last_named = LastNamed(query);
  const std::string_view line = (*query.lines)[query.line].text;
  const bool is_english = IsEnglishLine(line);
  for (const std::size_t i : query.past->InReach(query.sentence - kMaxSentencesBack)) {
    PastSubject past = (*query.past)[i];
    // 国家统计局:…: its office of statistics goes on as the country, as in the same sentence.
    if (past.kind == "body" && !KindFits(*query.metric, past.kind)) {
      past.id = CountryOf(past.region);
      past.kind = "region";
      if (past.id.empty()) continue;
      past.is_of_office = true;
    }
    if (HasNoShares(*query.metric, past.kind)) past.StandForOwner();
    // 音数协发布报告…。销售收入…: an association tells of its trade, and not its own accounts.
    const bool is_teller =
        past.kind == "body" && query.metric->is_corporate && !past.was_claimed && !past.is_heading;
    if (is_teller) continue;
    const bool is_counted = past.is_of_office && IsCountedByOffice(*query.metric);
    if (!is_counted && !KindFits(*query.metric, past.kind)) continue;
    double score = 0;
    if (past.is_heading) {
      score = kHeading;
    } else {
      const int back = query.sentence - past.sentence;
      if (back < 1 || back > kMaxSentencesBack) continue;
      score = kEarlierSentence - kPerSentence * (back - 1);
    }
    if (past.was_claimed) score += kClaimedBonus;
    // GLM-5.2总参数…。训练数据…: of the version that was spoken of, not of its maker.
    const bool is_maker = IsOfVersion(*query.metric) && past.kind == "company" &&
                          query.past->NamesModelOf(past.id, query.sentence - kMaxSentencesBack);
    if (is_maker) score -= kPossessor;
    if (is_english && past.kind != "region" && IsAside(past)) score -= kAside;
    // CPI, retail sales: told of places first, and of anything else only where it is named.
    const bool is_of_places = IsToldOfPlaces(*query.metric) ||
                              (is_english && (IsNationalAccount(query.metric->definition.id) ||
                                              query.metric->definition.id == "vacancy_rate" ||
                                              OfWhat(query) == "visitors"));
    if (is_of_places && past.kind != "region") score -= kPlace;
    // 交通运输部:…。日均…: the country that an office told of before goes on.
    const bool is_of_office =
        past.is_of_office && !query.metric->is_corporate && past.sentence == last_named;
    if (past.kind == "region" && !is_of_places && !is_of_office)
      score -= past.id == "world" ? 2 * kPlace : kPlace;
    // A place moves no shares of its own: 香港…。电器跌27.9%.
    const bool trades = query.has_region_group(past.id) && (!is_english || SpeaksOfStocks(line));
    if (past.kind == "region" && query.metric->is_market && !trades) continue;
    if (past.kind == "generic") continue;
    // "Analysts at X said …. Sales …": a house that only spoke has no sales here.
    if (is_english && past.is_house && !past.was_claimed && !past.is_heading) continue;
    if (past.kind == "name" && IsNoAccountHolder(query.metric->definition.id, past.name)) continue;
    if (past.is_house && IsHouseView(query.metric->definition.id) && !past.was_claimed &&
        !query.past->IsAloneInHeadings(past.id)) {
      continue;
    }
    // The text names its owner as well.
    if (query.metric->is_corporate && !past.owner.empty() && query.past->Names(past.owner))
      continue;
    // 某银行…亿元。净利润…: a name of no table that says what it is, and was told of, goes on.
    // 某电子香港公开发售…。国际配售…: so does one that the sentence before told of.
    const bool was_told_last =
        past.sentence + 1 == query.sentence && !past.is_heading && IsHanAt(past.text, 0);
    const bool goes_on = past.was_claimed && (IsCompany(past) || was_told_last);
    if (past.kind == "name" && !goes_on) score -= kUnlistedName;
    Consider(best, SubjectChoice::Inherited(past, i, score));
  }
  // 销量同比增长26%: far behind its name, of the company whose report the text is.
  constexpr int kFewestMentions = 3;
  if (!best && !query.metric->is_corporate && !query.metric->is_market && query.main_company &&
      !is_english &&
      query.past->MentionsOf((*query.past)[*query.main_company].id) >= kFewestMentions) {
    const PastSubject& company = (*query.past)[*query.main_company];
    const auto& kinds = query.metric->subjects;
    const bool is_told_of_companies =
        std::find(kinds.begin(), kinds.end(), "company") != kinds.end() &&
        !IsToldOfPlaces(*query.metric);
    if (is_told_of_companies && company.was_claimed) {
      Consider(best, SubjectChoice::Inherited(company, *query.main_company, kLastResort));
    }
  }
  if (query.metric->is_corporate && !query.metric->is_market && query.main_company) {
    const PastSubject& company = (*query.past)[*query.main_company];
    if (!KindFits(*query.metric, company.kind)) return;
    Consider(best, SubjectChoice::Inherited(company, *query.main_company, kCompanyOfSegment));
  }
}

}  // namespace

bool IsReportOnCompany(const SubjectQuery& query) {
  // 收益增长2.4倍,欧洲升7.3倍: how many times its accounts grew.
  const auto of = query.match->set.find("of");
  const bool is_account =
      query.metric->is_corporate || query.metric->definition.id == "revenue_share" ||
      (of != query.match->set.end() && (of->second == "revenue" || of->second == "net_profit"));
  if (!is_account || query.metric->is_market || !query.main_company) return false;
  const PastSubject& company = (*query.past)[*query.main_company];
  return company.was_claimed || query.past->InHeading(company.id);
}

bool KindFits(const MetricReading& metric, std::string_view kind) {
  if (metric.subjects.empty()) {
    const bool is_priced_chip = kind == "chip" && metric.definition.id == "price_change";
    return (kind != "chip" || is_priced_chip) && kind != "person" && kind != "outlet" &&
           kind != "body";
  }
  const auto listed = [&](std::string_view wanted) {
    return std::find(metric.subjects.begin(), metric.subjects.end(), wanted) !=
           metric.subjects.end();
  };
  // An app and the models behind it share a name.
  if (kind == "model" || kind == "product") return listed("model") || listed("product");
  // 港交所 is a listed company too.
  if (kind == "exchange" && (metric.is_market || metric.is_corporate)) {
    return listed("exchange") || listed("company");
  }
  if (kind == "generic" || kind == "rate") return listed("class") || listed("model");
  return listed(kind);
}

std::optional<SubjectChoice> ResolveSubject(const SubjectQuery& query) {
  std::optional<SubjectChoice> best;
  const SentenceLine& line = (*query.lines)[query.line];
  if (query.match->subject) {
    for (const LineToken& token : line.tokens) {
      if (token.at != query.match->subject->begin) continue;
      const EntityMention& entity = query.mentions->entities[token.mention.index];
      return SubjectChoice::Stated(entity, query.folded, kSameClause);
    }
  }
  if (auto owner = FindOwnerOfBase(query, line)) return owner;
  if (!query.match->fixed_subject.empty()) {
    return SubjectChoice::Inferred(query.match->fixed_subject, "class", kSameClause);
  }
  if (FormerOrLatter of_two = FindFormerOrLatter(query, line); of_two.is_said) return of_two.choice;
  if (ModelPronoun model = FindModelPronoun(query, line); model.is_said) return model.choice;
  double base = kSameClause;
  std::size_t at = query.at;
  for (const SentenceLine* here = &line;;) {
    ConsiderLine(query, *here, at, base, How::kStated, best);
    if (here->parent < 0) break;
    at = here->parent_at;
    here = &(*query.lines)[static_cast<std::size_t>(here->parent)];
    base -= 5;
  }
  for (const auto find : {FindPhraseSubject, FindGrowthLabel, FindGoodsSubject, FindShareGroup,
                          FindGoodsOfPlace, FindTopicClass, FindUnlistedIndex, FindTitleSubject}) {
    if (auto choice = find(query, line)) Consider(best, std::move(*choice));
  }
  // Nobody does it: nobody said before did it either.
  if (IsEnglishLine(line.text) &&
      (IsAgentlessPassive(line.text, query.at) || HasOwnSubject(line.text, query.at) ||
       IsOfUnnamedPeer(line.text, query.at))) {
    return best;
  }
  ConsiderPast(query, best);
  if (auto choice = FindPronounSubject(query, line, best)) Consider(best, std::move(*choice));
  for (const auto find : {FindEnglishAntecedent, FindLead, FindHolder}) {
    if (auto choice = find(query, line)) Consider(best, std::move(*choice));
  }
  if (auto choice = FindMarketSubject(query, line)) Consider(best, std::move(*choice));
  if (!best && (IsNationalAccount(query.metric->definition.id) ||
                (IsOfPlacesOnly(*query.metric) && NamesNoCompany(query, line)))) {
    if (const std::string country = CountryOf(query.home); !country.empty()) {
      best = SubjectChoice::Inferred(country, "region", kFloor);
    }
  }
  if (!best && !query.metric->default_subject.empty()) {
    best = SubjectChoice::Inferred(query.metric->default_subject, "class", kFloor);
  }
  return best;
}

}  // namespace heshu::extract
