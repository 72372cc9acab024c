// Subjects that no table knows: the words before a figure's noun, taken as they stand (`x:…`).
//
// Each looks in the figure's own line and gives its one choice with a score (subject_resolver.h
// says what it is measured against); empty if the words name nothing. Pure functions.
#ifndef HESHU_EXTRACT_CLAIMS_PHRASE_SUBJECT_H_
#define HESHU_EXTRACT_CLAIMS_PHRASE_SUBJECT_H_

#include <optional>

#include "extract/claims/sentence_line.h"
#include "extract/claims/subject_resolver.h"

namespace heshu::extract {

// 「X的{noun}」 with an X that is no name, at the head of its clause.
std::optional<SubjectChoice> FindPhraseSubject(const SubjectQuery& query, const SentenceLine& line);

// 「在中国市场,智能手机出货量」: the goods of a place that the sentence names as a market.
std::optional<SubjectChoice> FindGoodsOfPlace(const SubjectQuery& query, const SentenceLine& line);

// 「台系供应商延续动能,营收季增20%」: a class of makers that heads an earlier clause.
std::optional<SubjectChoice> FindTopicClass(const SubjectQuery& query, const SentenceLine& line);

// 三大油股跌近1%: a sort of shares that no table names, between the names of the clause and the
// move.
std::optional<SubjectChoice> FindShareGroup(const SubjectQuery& query, const SentenceLine& line);

// 电子类股指数涨1.9%,收1539点: an index that no table knows, in the figure's clause or in those
// before it that name nothing else.
std::optional<SubjectChoice> FindUnlistedIndex(const SubjectQuery& query, const SentenceLine& line);

// "PC shipments", "Overall smartphone shipments": the goods before the noun are what is counted, if
// nobody's name owns them.
std::optional<SubjectChoice> FindGoodsSubject(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_PHRASE_SUBJECT_H_
