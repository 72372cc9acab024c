// Whose a figure is where the clause says 公司, 集团, 该股, 其 in place of a name.
#ifndef HESHU_EXTRACT_SUBJECT_PRONOUN_SUBJECT_H_
#define HESHU_EXTRACT_SUBJECT_PRONOUN_SUBJECT_H_

#include <optional>

#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

// The company that the sentence named, else the one that the article is about; `named` is the best
// that the sentence's names give. Empty where the words hold no pronoun.
std::optional<SubjectChoice> FindPronounSubject(const SubjectQuery& query, const SentenceLine& line,
                                                const std::optional<SubjectChoice>& named);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_PRONOUN_SUBJECT_H_
