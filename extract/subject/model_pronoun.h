// 该模型, 这款模型: whose size is told after the model's name.
#ifndef HESHU_EXTRACT_SUBJECT_MODEL_PRONOUN_H_
#define HESHU_EXTRACT_SUBJECT_MODEL_PRONOUN_H_

#include <optional>

#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

struct ModelPronoun {
  bool is_said = false;                 // the figure is of a model that the words point back to
  std::optional<SubjectChoice> choice;  // that model; empty if none was named
};

// 开源Ling-3,该模型总参数量…: the model named last, of the table or not, and never its maker.
ModelPronoun FindModelPronoun(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_MODEL_PRONOUN_H_
