#include "extract/subject/joint_subject.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "extract/mentions/english_clause.h"
#include "extract/pattern/utf8.h"
#include "extract/subject/figure_lists.h"

namespace heshu::extract {

std::optional<SubjectChoice> FindJointSubject(const SubjectQuery& query, const SentenceLine& line) {
  static constexpr std::string_view kSums[] = {"合共",   "合计", "共计",  "总共",
                                               "加起来", "加总", "合起来"};
  constexpr std::size_t kMostBytes = 75;  // of the names
  const std::string_view text = line.text;
  if (IsEnglishLine(text)) return {};
  const TokenList* joint = nullptr;
  const auto lists = FindLists(query.folded, line, *query.mentions, MentionKind::kEntity);
  for (const TokenList& list : lists) {
    if (line.tokens[list.tokens.back()].at < query.at) joint = &list;
  }
  if (joint == nullptr) return {};
  const auto fits = [&](std::size_t i) {
    return KindFits(*query.metric, query.mentions->entities[line.tokens[i].mention.index].kind);
  };
  if (!std::all_of(joint->tokens.begin(), joint->tokens.end(), fits)) return {};
  const std::size_t from = line.tokens[joint->tokens.back()].at + kPlaceholderBytes;
  const std::string_view between = text.substr(from, query.at - from);
  const auto says = [between](std::string_view word) {
    return between.find(word) != std::string_view::npos;
  };
  if (std::none_of(std::begin(kSums), std::end(kSums), says) || says("分别") || says(";"))
    return {};
  const bool names_another =
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& token) {
        return token.mention.kind == MentionKind::kEntity && token.at >= from &&
               token.at < query.at;
      });
  if (names_another) return {};
  const auto& entities = query.mentions->entities;
  const ByteSpan names{entities[line.tokens[joint->tokens.front()].mention.index].span.begin,
                       entities[line.tokens[joint->tokens.back()].mention.index].span.end};
  if (names.end <= names.begin || names.end - names.begin > kMostBytes) return {};
  return SubjectChoice::Unlisted(Slice(query.folded, names), names, kSameClauseScore + kPossessor);
}

}  // namespace heshu::extract
