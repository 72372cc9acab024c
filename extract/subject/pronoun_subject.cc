#include "extract/subject/pronoun_subject.h"

#include <algorithm>
#include <iterator>

#include "extract/mentions/english_clause.h"
#include "extract/mentions/name_position.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr double kPronoun = 96;
constexpr double kPerTopicClause = 7;
constexpr double kDemonstrative = 93;
constexpr double kClaimedBonus = 8;

// 其…, 其2025年…; not 其中, 其他.
bool SaysIts(std::string_view clause) {
  return clause.starts_with("其") &&
         !StartsWithAny(clause, {"其中", "其他", "其它", "其余", "其实", "其次", "其后", "其间"});
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
    // 作为国家电网下属…平台,公司…: whose part it is.
    const bool is_parent =
        StartsWithAny(std::string_view(line.text).substr(token.at + kPlaceholderBytes),
                      {"下属", "旗下", "控股的", "控股子公司", "全资子公司", "子公司"});
    if (!is_name || is_source || is_parent || IsPeerPosition(line.text, token.at)) continue;
    // GSK将向恒瑞支付…,公司…: the one that the article is about.
    const bool is_main =
        query.main_company && (*query.past)[*query.main_company].id ==
                                  query.mentions->entities[line.tokens[t].mention.index].id;
    if (is_main && !IsEnglishLine(line.text)) return t;
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

}  // namespace

// 公司, 集团, 该股, 这家…巨头 without a name before them: the company that the sentence named, else
// the one that the article is about.
std::optional<SubjectChoice> FindPronounSubject(const SubjectQuery& query, const SentenceLine& line,
                                                const std::optional<SubjectChoice>& named) {
  std::optional<SubjectChoice> best;
  if (IsEnglishLine(line.text)) return best;  // english_subject.h
  static constexpr std::string_view kPronouns[] = {"该公司",   "该集团", "公司",  "集团",
                                                   "该股",     "该司",   "股价",  "其股价",
                                                   "集团整体", "董事会", "本公司"};
  const auto consider = [&](std::size_t before, double score) {
    if (const auto company = NamedCompany(query, line, before)) {
      const EntityMention& entity = query.mentions->entities[line.tokens[*company].mention.index];
      if (!KindFits(*query.metric, entity.kind)) return;
      Consider(best, SubjectChoice::Stated(entity, query.folded, score));
      return;
    }
    if (!query.main_company) return;
    const PastSubject& company = (*query.past)[*query.main_company];
    if (!KindFits(*query.metric, company.kind)) return;
    Consider(best, SubjectChoice::Inherited(company, *query.main_company, score));
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
      return token.mention.kind == MentionKind::kEntity && token.at >= head &&
             token.at < query.at && !IsOtherParty(line.text, token.at);
    });
    if (names_other || score < kEarlierSentenceScore + kClaimedBonus) break;
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
  // 公司公告显示,其人形机器人订单达…: the class of goods is not who has them.
  static constexpr std::string_view kClasses[] = {"class", "generic", "region"};
  const bool is_class = named && std::find(std::begin(kClasses), std::end(kClasses), named->kind) !=
                                     std::end(kClasses);
  if ((!named || is_class) && SaysIts(clause) && KindFits(*query.metric, "company"))
    consider(begin, kPronoun);
  return best;
}

}  // namespace heshu::extract
