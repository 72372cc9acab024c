// 前者, 后者: the first or the second of the two that were named together.
#ifndef HESHU_EXTRACT_SUBJECT_FORMER_LATTER_H_
#define HESHU_EXTRACT_SUBJECT_FORMER_LATTER_H_

#include <optional>

#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

struct FormerOrLatter {
  bool is_said = false;                 // the figure's clause opens with 前者 or 后者
  std::optional<SubjectChoice> choice;  // whom it means; empty if no two were named side by side
};

// 国企指数及科技指数跌幅较小,前者跌0.5%,后者跌0.1%: which of the two.
FormerOrLatter FindFormerOrLatter(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_FORMER_LATTER_H_
