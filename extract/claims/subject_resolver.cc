#include "extract/claims/subject_resolver.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "extract/claims/affix.h"
#include "extract/claims/english_clause.h"
#include "extract/claims/phrase_subject.h"
#include "extract/claims/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kPlaceholderBytes = 3;

// Scores: what the same clause says beats what an earlier one says, and so on down to the title.
constexpr double kSameClause = kSameClauseScore;
constexpr double kPerClause = 9;
constexpr double kMostClauses = 22;  // however far: the same sentence beats the one before
constexpr double kSemicolon = 8;
constexpr double kAfterFigure = 45;
constexpr double kClauseHead = 8;
constexpr double kPossessor = 18;  // X的Y: Y is what the figure is of
constexpr double kPeer = 65;
constexpr double kSource = 50;
constexpr double kUnlistedName = 12;
constexpr double kPlace = 25;  // a region is a subject only of what nothing nearer is
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
constexpr double kEnglishPronoun = 72;    // it, the company
constexpr double kEnglishObject = 40;     // by X, with X, ahead of X
constexpr double kEnglishSubject = 10;    // X shipped …, X's revenue …
constexpr double kEnglishStatement = 16;  // each "while", "but", ";" between
constexpr double kRelative = 24;          // X, which …
constexpr double kApposition = 30;        // X's backer, the X-based firm

bool IsPlaceholderAt(std::string_view line, std::size_t at) {
  return at + 2 < line.size() && static_cast<unsigned char>(line[at]) == 0xEE &&
         static_cast<unsigned char>(line[at + 1]) == 0x80 &&
         static_cast<unsigned char>(line[at + 2]) < 0xB0;
}

// The first member of the 、-list that the placeholder at `at` stands in.
std::size_t ListBegin(std::string_view line, std::size_t at) {
  static constexpr std::string_view kJoints[] = {"、", "和", "及", "与"};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view joint : kJoints) {
      const std::size_t back = joint.size() + kPlaceholderBytes;
      if (at >= back && line.substr(at - joint.size(), joint.size()) == joint &&
          IsPlaceholderAt(line, at - back)) {
        at -= back;
        more = true;
        break;
      }
    }
  }
  return at;
}

// An English sentence is about the name at its head, however far the figure is; what hangs on a
// preposition or speaks of others only stands near it.
double EnglishScore(std::string_view line, std::size_t at, std::size_t figure, bool is_market) {
  double score = 0;
  if (OpensRelativeClause(line, at, figure)) {
    score += kRelative;
  } else if (HangsOnPreposition(line, at)) {
    score -= kEnglishObject;
  }
  if (IsApposition(line, at)) score -= kApposition;
  if (IsEnglishSource(line, at) && !SaysItself(line, at, figure)) score -= kSource;
  if (IsGrammaticalSubject(line, at)) score += kEnglishSubject;
  // "lifting X shares {figure}"
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  if (is_market && at < figure &&
      StartsWithAny(rest, {" shares", "'s shares", " stock", "'s stock", " gained", " added",
                           " rose", " fell"})) {
    score += kRelative;
  }
  score -= kEnglishStatement * StatementsBetween(line, at, figure);
  return score;
}

// 大家乐集团公布中期业绩,…; 据蔚来披露的交付数据,…: a company is the source of its own accounts.
bool ReportsItself(std::string_view line, std::size_t at) {
  static constexpr std::string_view kAccounts[] = {"业绩",   "财报",     "季报", "年报", "中报",
                                                   "招股书", "交付数据", "销量", "营收", "盈利",
                                                   "溢利",   "公告",     "自结", "财务"};
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  const std::string_view clause = rest.substr(0, rest.find_first_of(",;:"));
  return std::any_of(std::begin(kAccounts), std::end(kAccounts), [&](std::string_view word) {
    return clause.find(word) != std::string_view::npos;
  });
}

double PositionPenalty(std::string_view line, std::size_t at) {
  static const std::vector<std::string_view> kInstruments = {
      "凭借", "依托", "通过", "借助", "依靠", "靠着", "围绕", "针对", "面对",
      "除了", "包括", "覆盖", "适配", "支持", "接入", "采用", "基于", "搭载",
      "携手", "联手", "联合", "依赖", "例如", "比如", "如",   "以"};
  double penalty = 0;
  if (EndsWithAny(line.substr(0, ListBegin(line, at)), kInstruments)) penalty += kInstrument;
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  // X的Y, XY: Y is what the figure is of, if Y is a name too.
  static const std::vector<std::string_view> kOf = {"的",     "旗下的", "旗下",
                                                    "推出的", "发布的", "自研"};
  bool possessor = IsPlaceholderAt(rest, 0);
  for (const std::string_view of : kOf) {
    possessor = possessor || (rest.substr(0, of.size()) == of && IsPlaceholderAt(rest, of.size()));
  }
  if (possessor) penalty += kPossessor;
  if (IsPeerPosition(line, at)) penalty += kPeer;
  if (IsSourcePosition(line, at) && !ReportsItself(line, at)) penalty += kSource;
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

// 维持对小米的买入评级,目标价…: 对 says here whom the house speaks of.
bool IsRated(const SubjectQuery& query, std::string_view line, std::size_t at) {
  if (query.metric->definition.id != "target_price") return false;
  return EndsWithAny(line.substr(0, at), {"对", "予"}) && IsPeerPosition(line, at);
}

// 「在…Index上位列第八」, 「OpenRouter榜单」: where it ranks.
bool IsChart(std::string_view line, std::size_t at) {
  return StartsWithAny(line.substr(at + kPlaceholderBytes),
                       {"上", "榜", "的榜", "排行", "的排行", "排名"});
}

// 「IDC:今年…」: who is quoted, at the head of a headline.
bool NamesItsSource(const SubjectQuery& query, const SentenceLine& line, const LineToken& token) {
  const std::string& kind = query.mentions->entities[token.mention.index].kind;
  return (kind == "outlet" || kind == "body") &&
         line.text.compare(token.at + kPlaceholderBytes, 1, ":") == 0;
}

void Consider(std::optional<SubjectChoice>& best, SubjectChoice choice) {
  if (choice.score > kFloor && (!best || choice.score > best->score)) best = std::move(choice);
}

// Entities of one line, seen from byte `from` of it; `base` is the score of its own clause.
void ConsiderLine(const SubjectQuery& query, const SentenceLine& line, std::size_t from,
                  double base, How how, std::optional<SubjectChoice>& best) {
  const int own_clause = line.ClauseAt(from);
  const bool is_english = IsEnglishLine(line.text);
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const LineToken& token = line.tokens[i];
    if (token.mention.kind != MentionKind::kEntity) continue;
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
    // 港股低开531点: points are those of its index.
    if (kind == "group" && !KindFits(*query.metric, kind) && KindFits(*query.metric, "index") &&
        entity.entity != nullptr && !entity.entity->near.empty()) {
      id = entity.entity->near;
      kind = "index";
    }
    if (!KindFits(*query.metric, kind)) continue;
    double score = base;
    if (token.at > from) {
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
    if (is_english) {
      score += EnglishScore(line.text, token.at, from, query.metric->is_market);
    } else {
      if (token.at == line.ClauseBegin(token.at)) score += kClauseHead;
      score -= PositionPenalty(line.text, token.at);
    }
    if (entity.kind == "name") score -= kUnlistedName;
    if (entity.kind == "region") score -= entity.id == "world" ? 2 * kPlace : kPlace;
    const bool is_trade =
        entity.kind == "generic" &&
        StartsWithAny(std::string_view(line.text).substr(token.at + kPlaceholderBytes),
                      {"市场", "行业", "产业", "赛道"});
    if (entity.kind == "generic") score -= is_trade ? kCategory : kGeneric;
    if (entity.kind == "class") score -= kCategory;
    if (entity.kind == "region" && !query.metric->region_group.empty() &&
        !query.has_region_group(entity.id)) {
      continue;
    }
    if (IsRatioBase(query, line, token.at)) continue;
    if (IsListingOf(query, line, i)) continue;
    if (NamesItsSource(query, line, token)) score -= kSource;
    if (IsRated(query, line.text, token.at)) score += kPeer;
    // 在全球大模型榜单上位列中国第二: the field that the rank is of.
    const bool is_ranked = query.metric->definition.id == "rank" &&
                           (kind == "class" || kind == "region" || kind == "generic");
    if (is_ranked && token.at + kPlaceholderBytes == from) continue;
    if (query.metric->definition.id == "rank" && IsChart(line.text, token.at)) score -= kPeer;
    const bool is_where = kind == "platform" || kind == "group" || kind == "exchange" || is_ranked;
    if (is_where && EndsWithAny(std::string_view(line.text).substr(0, token.at), {"在", "于"})) {
      score -= kInstrument;
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
      if (other.clause != token.clause || other.at > from) continue;
      const EntityMention& rival = query.mentions->entities[other.mention.index];
      if (IsMoreSpecific(rival, entity) && KindFits(*query.metric, rival.kind) &&
          !IsPeerPosition(line.text, other.at)) {
        score -= kPossessor;
        break;
      }
    }
    Consider(best, {id, kind,
                    entity.entity != nullptr && entity.entity->id == id
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
    if (past.kind == "region") score -= kPlace;
    if (past.kind == "generic") continue;
    // The text names its owner as well.
    if (query.metric->is_corporate && !past.owner.empty() && query.past->Names(past.owner))
      continue;
    if (past.kind == "name") score -= kUnlistedName;
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
    if ((kind == "index" || kind == "group") && KindFits(*query.metric, kind)) market = i;
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
    if (!is_name || IsPeerPosition(line.text, token.at) || IsSourcePosition(line.text, token.at)) {
      continue;
    }
    if (!first) first = t;
    if (heads) head = t;
  }
  return head ? head : first;
}

// 公司, 集团, 该股, 这家…巨头 without a name before them: the company that the sentence named, else
// the one that the article is about.
void ConsiderPronoun(const SubjectQuery& query, const SentenceLine& line,
                     std::optional<SubjectChoice>& best) {
  static constexpr std::string_view kPronouns[] = {
      "该公司", "该集团",   "公司",     "集团",        "该股",        "该司", "股价",
      "其股价", "集团整体", "董事会",   "the company", "The company", "Its ", "its ",
      "It ",    "The firm", "the firm", "The group",   "本公司"};
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
    if (StartsWithAny(words, {"公司", "该公司", "集团", "该集团", "本公司", "该行", "该股"})) {
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

bool KindFits(const MetricReading& metric, std::string_view kind) {
  if (metric.subjects.empty()) return kind != "chip" && kind != "person" && kind != "outlet";
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

bool IsPeerPosition(std::string_view line, std::size_t at) {
  static const std::vector<std::string_view> kBefore = {
      "比",   "较",     "比起",     "相比", "相较", "超过",  "超越",   "高于",
      "低于", "远低于", "远高于",   "不及", "优于", "仅为",  "相当于", "等同",
      "仅是", "仅仅是", "竞争对手", "对标", "赶超", "压过",  "匹敌",   "媲美",
      "抗衡", "挑战",   "向",       "跟",   "到了", "than ", "vs ",    "对"};
  // Of 「仅为XY的」 both are: a company and its model stand side by side.
  std::size_t after = at + kPlaceholderBytes;
  for (;;) {
    const std::size_t gap = at > 0 && line[at - 1] == ' ' ? 1 : 0;
    if (at < kPlaceholderBytes + gap || !IsPlaceholderAt(line, at - gap - kPlaceholderBytes)) break;
    at -= gap + kPlaceholderBytes;
  }
  for (;;) {
    const std::size_t gap = after < line.size() && line[after] == ' ' ? 1 : 0;
    if (!IsPlaceholderAt(line, after + gap)) break;
    after += gap + kPlaceholderBytes;
  }
  const std::string_view rest = line.substr(after);
  static const std::vector<std::string_view> kAfter = {"等海外", "等竞争", "等同级", "同级"};
  const std::string_view before = line.substr(0, at);
  // 是X的1/20: a copula before it and 的 after it.
  const bool copula = EndsWithAny(before, {"是", "为"}) && rest.find("的") < 30;
  return EndsWithAny(before, kBefore) || StartsWithAny(rest, kAfter) || copula ||
         StartsWithAny(rest, {"相比", "之比"});
}

bool IsSourcePosition(std::string_view line, std::size_t at) {
  const std::string_view before = line.substr(0, at);
  std::string_view rest = line.substr(at + kPlaceholderBytes);
  // 摩根士丹利证券认为, 凯基投顾报告指出: what kind of house it is comes between.
  for (const std::string_view house : {"集团", "公司", "证券", "投顾", "资本", "国际", "研究", "则",
                                       "也", "并", "纷纷", "分别", "最新", "日前"}) {
    if (rest.substr(0, house.size()) == house) rest.remove_prefix(house.size());
  }
  // 凯基将2025年EPS上调至…
  const bool revises = StartsWithAny(rest, {"将", "把"}) && [&] {
    for (const std::string_view word :
         {"上调", "上修", "下修", "调升", "调降", "下调", "调高", "调低"}) {
      const std::size_t at_word = rest.substr(0, 90).find(word);
      if (at_word == std::string_view::npos) continue;
      const std::string_view what = rest.substr(0, at_word);
      for (const std::string_view thing : {"EPS", "目标价", "评级", "评等", "获利", "每股"}) {
        if (what.find(thing) != std::string_view::npos) return true;
      }
    }
    return false;
  }();
  // 「高盛将腾讯的…」: who does it to somebody else says it.
  const bool acts_on = StartsWithAny(rest, {"将", "把", "对", "予"}) && IsPlaceholderAt(rest, 3);
  // 高盛上调…目标价 rates it; 特斯拉下调售价 does not.
  const bool rates = StartsWithAny(rest, {"调高", "调低", "上调", "下调"}) &&
                     (rest.substr(0, 60).find("目标价") != std::string_view::npos ||
                      rest.substr(0, 60).find("评级") != std::string_view::npos ||
                      rest.substr(0, 60).find("预测") != std::string_view::npos ||
                      rest.substr(0, 60).find("预期") != std::string_view::npos);
  // 高盛在3月19日发布的研究报告中指出,…
  const std::string_view clause = rest.substr(0, rest.find_first_of(",;:"));
  const bool reports = (clause.find("研究报告") != std::string_view::npos ||
                        clause.find("研报") != std::string_view::npos) &&
                       EndsWithAny(clause, {"指出", "指", "称", "表示", "认为", "显示", "预计",
                                            "预测", "预料", "写道"});
  return acts_on || rates || revises || reports ||
         EndsWithAny(before, {"据", "根据", "按照", "援引", "引述", "引用", "来源:", "来自"}) ||
         (EndsWithAny(before, {"按"}) &&
          StartsWithAny(
              rest, {"数据", "的数据", "统计", "的统计", "口径", "的口径", "预测", "的预测"})) ||
         StartsWithAny(
             rest,
             {"指出",     "表示",       "预测", "预计",     "预期",      "认为",     "报道",
              "报导",     "测算",       "估算", "估计",     "分析师",    "的预测",   "的报告",
              "研报",     "称,",        "称:",  "指,",      "引述",      "发文",     "撰文",
              "援引",     "引用",       "said", "reported", "estimates", "的数据",   "数据显示",
              "给予",     "维持",       "重申", "看好",     "予",        "发布报告", "发表报告",
              "研究报告", "料",         "估",   "公布",     "周三公布",  "周四公布", "数据",
              "最新数据", "的最新数据", "统计", "分析,",    "报告指",    "报告显示", "报告称",
              "出具",     "指称",       "汇整", "汇编",     "汇总",      "的调查",   "看",
              "上看",     "给出"});
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
  for (const auto find : {FindPhraseSubject, FindGoodsSubject, FindShareGroup}) {
    if (auto choice = find(query, line)) Consider(best, std::move(*choice));
  }
  ConsiderPast(query, best);
  ConsiderPronoun(query, line, best);
  ConsiderMarket(query, line, best);
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
