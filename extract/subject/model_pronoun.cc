#include "extract/subject/model_pronoun.h"

#include <string>
#include <string_view>

#include "extract/mentions/english_clause.h"
#include "extract/mentions/english_owner.h"
#include "extract/mentions/name_position.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {

ModelPronoun FindModelPronoun(const SubjectQuery& query, const SentenceLine& line) {
  static constexpr std::string_view kPronouns[] = {"该模型",   "该款模型", "该大模型", "该新模型",
                                                   "这款模型", "此模型",   "这一模型"};
  constexpr int kSentencesBack = 3;
  ModelPronoun out;
  if (!KindFits(*query.metric, "model") || !KindFits(*query.metric, "name")) return out;
  const std::string_view before = std::string_view(line.text).substr(0, query.at);
  std::size_t pronoun = std::string_view::npos;
  const bool says_model = before.find("模型") != std::string_view::npos;  // rfind takes its time
  for (const std::string_view word : kPronouns) {
    if (!says_model) break;
    const std::size_t at = before.rfind(word);
    if (at != std::string_view::npos && (pronoun == std::string_view::npos || at > pronoun)) {
      pronoun = at;
    }
  }
  if (IsEnglishLine(line.text)) {
    if (const auto said = FindEnglishModel(line.text, query.at)) pronoun = *said;
  }
  if (pronoun == std::string_view::npos) return out;
  const auto is_model = [](std::string_view kind) {
    return kind == "model" || kind == "product" || kind == "name";
  };
  for (const LineToken& token : line.tokens) {
    if (token.at >= query.at || token.mention.kind != MentionKind::kEntity) continue;
    if (token.at > pronoun) {
      // "The model scored {figure} on X, behind Y": tests and peers are not spoken of.
      const std::string& kind = query.mentions->entities[token.mention.index].kind;
      if (IsEnglishLine(line.text) && !is_model(kind)) continue;
      return out;  // another is spoken of since
    }
    const EntityMention& entity = query.mentions->entities[token.mention.index];
    if (!is_model(entity.kind) || IsPeerPosition(line.text, token.at)) continue;
    out.choice = SubjectChoice::Stated(entity, query.folded, kSameClauseScore);
  }
  out.is_said = true;
  if (out.choice) return out;
  for (const std::size_t i : query.past->InReach(query.sentence - kSentencesBack)) {
    const PastSubject& past = (*query.past)[i];
    if (past.is_heading || !is_model(past.kind)) continue;
    out.choice = SubjectChoice::Inherited(past, i, kSameClauseScore);
    break;
  }
  return out;
}

}  // namespace heshu::extract
