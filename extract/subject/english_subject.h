// Subjects of English sentences: how well a name fits by grammar, and what "it" and "the company"
// mean. Pure functions, beside subject_resolver.
#ifndef HESHU_EXTRACT_SUBJECT_ENGLISH_SUBJECT_H_
#define HESHU_EXTRACT_SUBJECT_ENGLISH_SUBJECT_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

// What the grammar around the name at `at` adds to its score as the subject of the figure at
// `figure`. An English sentence is about the name at its head, however far the figure is; what
// hangs on a preposition or speaks of others only stands near it.
double EnglishScore(std::string_view line, std::size_t at, std::size_t figure, bool is_market);

// "It", "its", "the chipmaker", "the stock", and accounts that no name owns ("Revenue rose 5 %"):
// the company that heads the sentence so far, else the one that the article speaks of here.
std::optional<SubjectChoice> FindEnglishAntecedent(const SubjectQuery& query,
                                                   const SentenceLine& line);

// Who heads an English text, however far back, where nobody nearer was told of.
std::optional<SubjectChoice> FindLead(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_ENGLISH_SUBJECT_H_
