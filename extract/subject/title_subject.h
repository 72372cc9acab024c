// Subjects of no table that stand at a fixed place: a work by its title (《X》以29.3亿元领跑), who
// holds a share before 持股 (鼎晖源霖持股7.9%).
#ifndef HESHU_EXTRACT_SUBJECT_TITLE_SUBJECT_H_
#define HESHU_EXTRACT_SUBJECT_TITLE_SUBJECT_H_

#include <optional>

#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

// The last title before the figure in its sentence, where the metric is one that works have.
std::optional<SubjectChoice> FindTitleSubject(const SubjectQuery& query, const SentenceLine& line);

// The words right before 持股, between marks, that no entity is.
std::optional<SubjectChoice> FindHolder(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_TITLE_SUBJECT_H_
