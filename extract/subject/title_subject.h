// A work as the subject, by its title: 《X》以29.3亿元领跑.
#ifndef HESHU_EXTRACT_SUBJECT_TITLE_SUBJECT_H_
#define HESHU_EXTRACT_SUBJECT_TITLE_SUBJECT_H_

#include <optional>

#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

// The last title before the figure in its sentence, where the metric is one that works have.
std::optional<SubjectChoice> FindTitleSubject(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_TITLE_SUBJECT_H_
