// Subjects that no table knows: the words before a figure's noun, taken as they stand (`x:…`).
//
// Each looks in the figure's own line and gives its one choice with a score (subject_resolver.h
// says what it is measured against); empty if the words name nothing. Pure functions.
#ifndef HESHU_EXTRACT_SUBJECT_PHRASE_SUBJECT_H_
#define HESHU_EXTRACT_SUBJECT_PHRASE_SUBJECT_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

// 「X的{noun}」 with an X that is no name, at the head of its clause.
std::optional<SubjectChoice> FindPhraseSubject(const SubjectQuery& query, const SentenceLine& line);

// 「在中国市场,智能手机出货量」: the goods of a place that the sentence names as a market.
std::optional<SubjectChoice> FindGoodsOfPlace(const SubjectQuery& query, const SentenceLine& line);

// 「台系供应商延续动能,营收季增20%」: a class of makers that heads an earlier clause.
std::optional<SubjectChoice> FindTopicClass(const SubjectQuery& query, const SentenceLine& line);

// 蔚来ES6交付x辆, 小鹏P7售价y元: whether the name that is the line's token is letters and digits
// right behind a company, and so one of its products.
bool IsModelOfMaker(const SubjectQuery& query, const SentenceLine& line, std::size_t token);

// 市场成交额x亿: whether the clause speaks of all shares, whichever index was told of before.
bool SpeaksOfAllShares(const SubjectQuery& query, const SentenceLine& line);

// 国家电网…固定资产投资4万亿元 is not the country's.
bool NamesNoCompany(const SubjectQuery& query, const SentenceLine& line);

// CPI, retail sales: told of places, and of no company or product.
bool IsToldOfPlaces(const MetricReading& metric);

// "PC shipments", "Overall smartphone shipments": the goods before the noun are what is counted, if
// nobody's name owns them.
std::optional<SubjectChoice> FindGoodsSubject(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_PHRASE_SUBJECT_H_
