#include "extract/subject/former_latter.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pattern/utf8.h"
#include "extract/subject/figure_lists.h"

namespace heshu::extract {

FormerOrLatter FindFormerOrLatter(const SubjectQuery& query, const SentenceLine& line) {
  FormerOrLatter out;
  static constexpr std::string_view kFormer = "前者";
  static constexpr std::string_view kLatter = "后者";
  std::string_view clause = line.text;
  const std::size_t begin = line.ClauseBegin(query.at);
  clause = clause.substr(begin, query.at - begin);
  for (const std::string_view opener : {"其中", "当中", "而", "惟", "但"}) {
    if (clause.starts_with(opener)) clause.remove_prefix(opener.size());
  }
  const bool is_former = clause.starts_with(kFormer);
  if (!is_former && !clause.starts_with(kLatter)) return out;
  out.is_said = true;
  const EntityMention* best = nullptr;
  for (const TokenList& list :
       FindLists(query.folded, line, *query.mentions, MentionKind::kEntity)) {
    if (list.tokens.size() != 2 || line.tokens[list.tokens.back()].at >= begin) continue;
    const LineToken& token = line.tokens[list.tokens[is_former ? 0 : 1]];
    const EntityMention& entity = query.mentions->entities[token.mention.index];
    if (KindFits(*query.metric, entity.kind)) best = &entity;
  }
  // X在…上得78分,Y有81分;…差距更大,前者…: no list, but two that were told of.
  std::vector<const EntityMention*> told;
  for (const LineToken& token : line.tokens) {
    if (best != nullptr || token.at >= begin || token.mention.kind != MentionKind::kEntity)
      continue;
    const EntityMention& entity = query.mentions->entities[token.mention.index];
    const bool may_be =
        (entity.kind == "model" || entity.kind == "product" || entity.kind == "company" ||
         entity.kind == "chip" || entity.kind == "name") &&
        KindFits(*query.metric, entity.kind);
    const bool is_known = std::any_of(told.begin(), told.end(), [&](const EntityMention* other) {
      return other->id == entity.id;
    });
    if (may_be && !is_known) told.push_back(&entity);
  }
  if (told.size() == 2) best = told[is_former ? 0 : 1];
  if (best == nullptr) return out;
  out.choice = SubjectChoice::Stated(*best, query.folded, kSameClauseScore + 1);
  return out;
}

}  // namespace heshu::extract
