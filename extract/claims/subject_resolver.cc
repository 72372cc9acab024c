#include "extract/claims/subject_resolver.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "extract/claims/affix.h"
#include "extract/claims/english_clause.h"
#include "extract/claims/english_subject.h"
#include "extract/claims/name_position.h"
#include "extract/claims/phrase_subject.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

// Scores: what the same clause says beats what an earlier one says, and so on down to the title.
constexpr double kSameClause = kSameClauseScore;
constexpr double kPerClause = 9;
constexpr double kMostClauses = 22;  // however far: the same sentence beats the one before
constexpr double kSemicolon = 8;
constexpr double kAfterFigure = 45;
constexpr double kClauseHead = 8;
constexpr double kBesideBracket = 14;
constexpr double kPossessor = 18;  // X的Y: Y is what the figure is of
constexpr double kParent = 36;     // X旗下的Y: all the more so
constexpr double kPeer = 65;
constexpr double kSource = 50;
constexpr double kBuyer = 14;
constexpr double kRater = 70;  // 富瑞目标价172元: of whom the text speaks, not of the house
constexpr double kSpeaker = 10;  // 台积电表示: of itself, unless the words behind it name another
constexpr double kUnlistedName = 12;
constexpr double kHeadingName = 4;  // of no table, but at the head of its clause
constexpr double kPlace = 25;       // a region is a subject only of what nothing nearer is
constexpr double kCategory = 14;  // 中国大模型, 全球智能手机: a class beside the names in it
constexpr double kGeneric = 40;     // 大模型, GPU: a class that every text names
constexpr double kInstrument = 22;  // 凭借X, 通过X
constexpr double kEarlierSentence = 52;
constexpr double kPerSentence = 9;
constexpr double kClaimedBonus = 8;
constexpr double kHeading = 34;
constexpr double kCompanyOfSegment = 44;  // 本土市场游戏收入: a part of the company's accounts
constexpr double kPronoun = 96;
constexpr double kPerTopicClause = 7;
constexpr double kDemonstrative = 93;
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
  if (possessor) penalty += rest.starts_with("旗下") ? kParent : kPossessor;
  if (IsPeerPosition(line, at)) penalty += kPeer;
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

std::string CountryOf(std::string_view region) {
  static constexpr std::pair<std::string_view, std::string_view> kCountries[] = {
      {"cn", "china"}, {"us", "us"},    {"hk", "hong-kong"}, {"tw", "taiwan"},
      {"jp", "japan"}, {"kr", "korea"}, {"eu", "eu"},        {"uk", "uk"}};
  for (const auto& [code, id] : kCountries) {
    if (code == region) return std::string(id);
  }
  return {};
}

// What a paper tells of its own country without naming it: 12月出口624亿美元.
bool IsNationalAccount(std::string_view metric) {
  static constexpr std::string_view kAccounts[] = {
      "exports", "imports", "trade_surplus", "foreign_reserves",
      "cpi",     "ppi",     "gdp_growth",    "unemployment_rate"};
  return std::find(std::begin(kAccounts), std::end(kAccounts), metric) != std::end(kAccounts);
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
  if (before.kind != MentionKind::kEntity) return false;
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

void Consider(std::optional<SubjectChoice>& best, SubjectChoice choice) {
  if (choice.score > kFloor && (!best || choice.score > best->score)) best = std::move(choice);
}

// Entities of one line, seen from byte `from` of it; `base` is the score of its own clause.
void ConsiderLine(const SubjectQuery& query, const SentenceLine& line, std::size_t from,
                  double base, How how, std::optional<SubjectChoice>& best) {
  const int own_clause = line.ClauseAt(from);
  const bool is_english = IsEnglishLine(line.text);
  const std::string& metric = query.metric->definition.id;
  const bool is_round = metric == "funding" || metric == "valuation";
  // Told of a version, wherever in the sentence its maker stands.
  const bool is_of_version =
      query.metric->definition.kind == MetricKind::kConstant || metric == "token_price";
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
    if (kind == "body" && !KindFits(*query.metric, kind) && KindFits(*query.metric, "region") &&
        entity.entity != nullptr) {
      id = CountryOf(entity.entity->region);
      if (id.empty()) continue;
      kind = "region";
    }
    const bool is_owner = is_english && entity.entity != nullptr && !entity.entity->owner.empty() &&
                          StandsForOwner(line.text, token.at);
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
    if (!KindFits(*query.metric, kind)) continue;
    if (is_round && IsInvestorPosition(line.text, token.at)) continue;
    if (kind == "exchange" && !query.metric->is_market && IsBoardOfListing(line.text, token.at)) {
      continue;
    }
    double score = base;
    const bool is_ranked_one =
        token.at > from && query.metric->definition.id == "rank" &&
        (IsRankOf(line.text, token.at, from) || OpensWithRank(line, token.at, from));
    if (token.at > from && !is_ranked_one) {
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
    const double characters =
        static_cast<double>(token.at > from ? token.at - from : from - token.at) / 3.0;
    score -= std::min(8.0, (is_english ? 0.05 : 0.2) * characters);
    // "Wells Fargo raised its price target to {figure}": the house says it of another.
    if (is_english && query.metric->definition.id == "target_price" && query.match->cue &&
        token.at < query.match->cue->begin && SetsTarget(line.text, token.at)) {
      score -= kSource;
    }
    if (is_english) {
      score += EnglishScore(line.text, token.at, from, query.metric->is_market);
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
      score -= token.at == NameHead(line, token.at) ? kHeadingName : kUnlistedName;
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
    if (entity.kind == "class") score -= kCategory;
    if (entity.kind == "region" && !query.metric->region_group.empty() &&
        !query.has_region_group(entity.id)) {
      continue;
    }
    if (IsRatioBase(query, line, token.at) || IsDateline(line.text, token.at)) continue;
    if (IsListingOf(query, line, i)) continue;
    if (NamesItsSource(query, line, token)) score -= kSource;
    // 富瑞目标价172元, 汇丰将目标价由156元升至185元
    const bool sets_target = StartsWithAny(
        std::string_view(line.text).substr(token.at + kPlaceholderBytes), {"将目标价", "把目标价"});
    const bool is_rater = query.metric->definition.id == "target_price" &&
                          (IsHouse(entity) || sets_target) && !query.past->InHeading(id) &&
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
    Consider(best, {id, kind,
                    is_owner ? std::string()
                    : entity.entity != nullptr && entity.entity->id == id
                        ? entity.entity->name
                        : std::string(Slice(query.folded, entity.span)),
                    entity.span, std::nullopt, how, score});
  }
}

void ConsiderPast(const SubjectQuery& query, std::optional<SubjectChoice>& best) {
  for (const std::size_t i : query.past->InReach(query.sentence - kMaxSentencesBack)) {
    const PastSubject& past = (*query.past)[i];
    if (!KindFits(*query.metric, past.kind)) continue;
    double score = 0;
    if (past.is_heading) {
      score = kHeading;
    } else {
      const int back = query.sentence - past.sentence;
      if (back < 1 || back > kMaxSentencesBack) continue;
      score = kEarlierSentence - kPerSentence * (back - 1);
    }
    if (past.was_claimed) score += kClaimedBonus;
    if (past.kind == "region") score -= past.id == "world" ? 2 * kPlace : kPlace;
    if (past.kind == "generic") continue;
    // The text names its owner as well.
    if (query.metric->is_corporate && !past.owner.empty() && query.past->Names(past.owner))
      continue;
    // 某银行…亿元。净利润…: a name of no table that says what it is, and was told of, goes on.
    if (past.kind == "name" && !(past.was_claimed && IsCompany(past))) score -= kUnlistedName;
    Consider(best, {past.id, past.kind, past.name, std::nullopt, i, How::kInherited, score});
  }
  if (query.metric->is_corporate && !query.metric->is_market && query.main_company) {
    const PastSubject& company = (*query.past)[*query.main_company];
    if (!KindFits(*query.metric, company.kind)) return;
    Consider(best, {company.id, company.kind, company.name, std::nullopt, query.main_company,
                    How::kInherited, kCompanyOfSegment});
  }
}

// 指数最终大涨…, 大市成交…: the market that the article's title names.
void ConsiderMarket(const SubjectQuery& query, const SentenceLine& line,
                    std::optional<SubjectChoice>& best) {
  if (!query.metric->is_market) return;
  static constexpr std::string_view kMarkets[] = {"指数", "大盘", "大市", "主板", "两市"};
  const std::string_view text = line.text;
  const std::size_t begin = line.ClauseBegin(query.at);
  const bool says_market = std::any_of(std::begin(kMarkets), std::end(kMarkets), [&](auto word) {
    const std::size_t at = text.substr(0, query.at).find(word, begin);
    return at == begin || (at != std::string_view::npos && at >= 6 && at <= begin + 9 &&
                           (text.substr(at - 3, 3) == kTimePlaceholder ||
                            text.substr(at - 6, 6) == "当日" || text.substr(at - 6, 6) == "全日"));
  });
  if (!says_market) return;
  // The title stands first in `past`, its first name last.
  std::optional<std::size_t> market;
  for (std::size_t i = 0; i < query.past->size() && (*query.past)[i].is_heading; ++i) {
    const std::string& kind = (*query.past)[i].kind;
    // 北水 is who buys, and no market.
    const bool is_market = kind == "index" || (*query.past)[i].id.ends_with("stocks");
    if (is_market && KindFits(*query.metric, kind)) market = i;
  }
  // 大市成交: else the market that the article named first.
  if (!market && KindFits(*query.metric, "group")) market = query.past->FirstOfKind("group");
  if (!market) return;
  const PastSubject& past = (*query.past)[*market];
  Consider(best, {past.id, past.kind, past.name, std::nullopt, market, How::kInherited, kPronoun});
}

// The company that the line named before its byte `at`: the last that heads a clause
// (领展忧…,股价挫), else the first.
std::optional<std::size_t> NamedCompany(const SubjectQuery& query, const SentenceLine& line,
                                        std::size_t at) {
  std::optional<std::size_t> first, head;
  for (std::size_t t = 0; t < line.tokens.size(); ++t) {
    const LineToken& token = line.tokens[t];
    if (token.at >= at || token.mention.kind != MentionKind::kEntity) continue;
    const std::string& kind = query.mentions->entities[token.mention.index].kind;
    const bool heads = token.at == line.ClauseBegin(token.at);
    const bool is_name = kind == "company" || (kind == "name" && heads);
    const bool is_source = IsSourcePosition(line.text, token.at) &&
                           (IsQuotedPosition(line.text, token.at) ||
                            IsHouse(query.mentions->entities[token.mention.index]));
    if (!is_name || is_source || IsPeerPosition(line.text, token.at)) continue;
    if (!first) first = t;
    if (heads) head = t;
  }
  return head ? head : first;
}

// 该行料…, 该行上调…: what a house thinks of others.
bool IsOpinion(std::string_view clause) {
  static constexpr std::string_view kVerbs[] = {"料",   "估",   "预",   "认为", "指",   "表示",
                                                "相信", "又",   "亦",   "将",   "上调", "下调",
                                                "调",   "维持", "重申", "给予", "看好", "的目标"};
  return StartsWithAny(clause.substr(std::string_view("该行").size()), kVerbs);
}

// 公司, 集团, 该股, 这家…巨头 without a name before them: the company that the sentence named, else
// the one that the article is about.
void ConsiderPronoun(const SubjectQuery& query, const SentenceLine& line,
                     std::optional<SubjectChoice>& best) {
  if (IsEnglishLine(line.text)) return;  // english_subject.h
  static constexpr std::string_view kPronouns[] = {"该公司",   "该集团", "公司",  "集团",
                                                   "该股",     "该司",   "股价",  "其股价",
                                                   "集团整体", "董事会", "本公司"};
  const auto consider = [&](std::size_t before, double score) {
    if (const auto named = NamedCompany(query, line, before)) {
      const EntityMention& entity = query.mentions->entities[line.tokens[*named].mention.index];
      if (!KindFits(*query.metric, entity.kind)) return;
      Consider(best, {entity.id, entity.kind,
                      entity.entity != nullptr ? entity.entity->name
                                               : std::string(Slice(query.folded, entity.span)),
                      entity.span, std::nullopt, How::kStated, score});
      return;
    }
    if (!query.main_company) return;
    const PastSubject& company = (*query.past)[*query.main_company];
    if (!KindFits(*query.metric, company.kind)) return;
    Consider(best, {company.id, company.kind, company.name, std::nullopt, query.main_company,
                    How::kInherited, score});
  };
  const std::size_t begin = line.ClauseBegin(query.at);
  const std::string_view clause = std::string_view(line.text).substr(begin, query.at - begin);
  for (const std::string_view pronoun : kPronouns) {
    const std::size_t at = clause.find(pronoun);
    if (at == std::string_view::npos) continue;
    // At the head of its clause, or after 该 or a time.
    const bool heads = at == 0 || (at >= 3 && (clause.substr(at - 3, 3) == "该" ||
                                               clause.substr(at - 3, 3) == kTimePlaceholder));
    if (heads) consider(begin + at, kPronoun);
  }
  // 公司拟发行x股,募集资金y: the topic of a clause holds for those behind it that name nobody.
  double score = kPronoun;
  for (std::size_t head = begin; head > 0;) {
    const std::size_t end = head;
    head = line.ClauseBegin(head - 1);
    score -= kPerTopicClause;
    const bool names_other = std::any_of(line.tokens.begin(), line.tokens.end(), [&](auto& token) {
      return token.mention.kind == MentionKind::kEntity && token.at >= head && token.at < query.at;
    });
    if (names_other || score < kEarlierSentence + kClaimedBonus) break;
    const std::string_view words = std::string_view(line.text).substr(head, end - head);
    const bool speaks_for_itself = words.starts_with("该行") && !IsOpinion(words);
    if (speaks_for_itself ||
        StartsWithAny(words, {"公司", "该公司", "集团", "该集团", "本公司", "该股"})) {
      consider(head, score);
      break;
    }
  }
  // 这家韩国科技巨头周二公布,…: told of all clauses of the sentence.
  static constexpr std::string_view kDemonstratives[] = {"这家", "这间", "该公司", "该集团"};
  const std::string_view text = line.text;
  for (const std::string_view pronoun : kDemonstratives) {
    if (text.substr(0, pronoun.size()) == pronoun) consider(0, kDemonstrative);
  }
}

}  // namespace

bool IsReportOnCompany(const SubjectQuery& query) {
  return query.metric->is_corporate && !query.metric->is_market && query.main_company &&
         query.past->InHeading((*query.past)[*query.main_company].id);
}

bool KindFits(const MetricReading& metric, std::string_view kind) {
  if (metric.subjects.empty()) {
    return kind != "chip" && kind != "person" && kind != "outlet" && kind != "body";
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
      return SubjectChoice{entity.id,
                           entity.kind,
                           entity.entity != nullptr ? entity.entity->name
                                                    : std::string(Slice(query.folded, entity.span)),
                           entity.span,
                           std::nullopt,
                           How::kStated,
                           kSameClause};
    }
  }
  if (!query.match->fixed_subject.empty()) {
    return SubjectChoice{query.match->fixed_subject,
                         "class",
                         query.match->fixed_subject,
                         std::nullopt,
                         std::nullopt,
                         How::kInferred,
                         kSameClause};
  }
  double base = kSameClause;
  std::size_t at = query.at;
  for (const SentenceLine* here = &line;;) {
    ConsiderLine(query, *here, at, base, How::kStated, best);
    if (here->parent < 0) break;
    at = here->parent_at;
    here = &(*query.lines)[static_cast<std::size_t>(here->parent)];
    base -= 5;
  }
  for (const auto find : {FindPhraseSubject, FindGoodsSubject, FindShareGroup, FindGoodsOfPlace,
                          FindTopicClass, FindUnlistedIndex}) {
    if (auto choice = find(query, line)) Consider(best, std::move(*choice));
  }
  // Nobody does it: nobody said before did it either.
  if (IsEnglishLine(line.text) &&
      (IsAgentlessPassive(line.text, query.at) || HasOwnSubject(line.text, query.at))) {
    return best;
  }
  ConsiderPast(query, best);
  ConsiderPronoun(query, line, best);
  if (auto choice = FindEnglishAntecedent(query, line)) Consider(best, std::move(*choice));
  ConsiderMarket(query, line, best);
  if (!best && IsNationalAccount(query.metric->definition.id)) {
    if (const std::string country = CountryOf(query.home); !country.empty()) {
      best = SubjectChoice{country,      "region",       country, std::nullopt,
                           std::nullopt, How::kInferred, kFloor};
    }
  }
  if (!best && !query.metric->default_subject.empty()) {
    best = SubjectChoice{query.metric->default_subject,
                         "class",
                         query.metric->default_subject,
                         std::nullopt,
                         std::nullopt,
                         How::kInferred,
                         kFloor};
  }
  return best;
}

}  // namespace heshu::extract
