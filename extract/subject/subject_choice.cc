#include "extract/subject/subject_choice.h"

#include <utility>

namespace heshu::extract {

SubjectChoice SubjectChoice::Stated(const EntityMention& entity, std::string_view folded,
                                    double score) {
  // A version or an owner of what a table lists goes by the words of the text.
  const bool is_listed = entity.entity != nullptr && entity.entity->id == entity.id;
  const std::string name =
      is_listed ? entity.entity->name : std::string(Slice(folded, entity.span));
  return {entity.id, entity.kind, name, entity.span, std::nullopt, How::kStated, score};
}

SubjectChoice SubjectChoice::Unlisted(std::string_view words, ByteSpan folded_span, double score,
                                      std::string_view kind) {
  const std::string name(words);
  return {"x:" + name, std::string(kind), name, folded_span, std::nullopt, How::kStated, score};
}

SubjectChoice SubjectChoice::Inherited(const PastSubject& one, std::size_t index, double score) {
  return {one.id, one.kind, one.name, std::nullopt, index, How::kInherited, score};
}

SubjectChoice SubjectChoice::Inferred(std::string_view id, std::string_view kind, double score) {
  return {std::string(id),
          std::string(kind),
          std::string(id),
          std::nullopt,
          std::nullopt,
          How::kInferred,
          score};
}

void Consider(std::optional<SubjectChoice>& best, SubjectChoice choice) {
  // 跌15%至3250亿: nobody's name holds a rate or the end of a sentence.
  const bool is_no_name =
      choice.id.starts_with("x:") &&
      (choice.id.find('%') != std::string::npos || choice.id.find("。") != std::string::npos);
  if (is_no_name) return;
  if (choice.score > kFloor && (!best || choice.score > best->score)) best = std::move(choice);
}

}  // namespace heshu::extract
