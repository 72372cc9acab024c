// Sorts of shares and indices that no table knows: whose move it is where only their name is said.
//
// Each gives its one choice with a score (subject_choice.h says what it is measured against); empty
// if the words name nothing. Pure functions.
#ifndef HESHU_EXTRACT_SUBJECT_UNLISTED_SHARES_H_
#define HESHU_EXTRACT_SUBJECT_UNLISTED_SHARES_H_

#include <optional>

#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

// 三大油股跌近1%: a sort of shares that no table names, between the names of the clause and the
// move.
std::optional<SubjectChoice> FindShareGroup(const SubjectQuery& query, const SentenceLine& line);

// 电子类股指数涨1.9%,收1539点: an index that no table knows, in the figure's clause or in those
// before it that name nothing else.
std::optional<SubjectChoice> FindUnlistedIndex(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_UNLISTED_SHARES_H_
