// Who a figure is of among the names of its own line: each is scored by where it stands, by the
// words beside it and by what it is.
//
// Pure functions.
#ifndef HESHU_EXTRACT_SUBJECT_LINE_SUBJECT_H_
#define HESHU_EXTRACT_SUBJECT_LINE_SUBJECT_H_

#include <cstddef>
#include <optional>

#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_choice.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

// Takes the best of the names of `line`, seen from byte `from` of it, if it beats `best`; `base` is
// the score of a name in the clause of that byte.
void ConsiderLine(const SubjectQuery& query, const SentenceLine& line, std::size_t from,
                  double base, std::optional<SubjectChoice>& best);

// V4共用21.6万亿,较V3的14.8万亿增加…: whose the figure is that another is held against.
std::optional<SubjectChoice> FindOwnerOfBase(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_LINE_SUBJECT_H_
