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

// 三大油股跌近1%: a sort of shares that no table names, between the names of the clause and the
// move.
std::optional<SubjectChoice> FindShareGroup(const SubjectQuery& query, const SentenceLine& line);

// 电子类股指数涨1.9%,收1539点: an index that no table knows, in the figure's clause or in those
// before it that name nothing else.
std::optional<SubjectChoice> FindUnlistedIndex(const SubjectQuery& query, const SentenceLine& line);

// 汽车产量增长8%,集成电路增长14%: what a clause says before the verb of a growth whose noun an
// earlier clause said is another thing that grew, unless it is a measure.
std::optional<SubjectChoice> FindGrowthLabel(const SubjectQuery& query, const SentenceLine& line);

// What the clause of the figure at `at` says before its verb of growth, of the line; empty where
// that is only when, against what or by how much.
ByteSpan LabelOfGrowth(const SentenceLine& line, std::size_t at);

// 蔚来ES6交付x辆, 小鹏P7售价y元: whether the name that is the line's token is letters and digits
// right behind a company, and so one of its products.
bool IsModelOfMaker(const SubjectQuery& query, const SentenceLine& line, std::size_t token);

// 市场成交额x亿: whether the clause speaks of all shares, whichever index was told of before.
bool SpeaksOfAllShares(const SubjectQuery& query, const SentenceLine& line);

// 国家电网…固定资产投资4万亿元 is not the country's.
bool NamesNoCompany(const SubjectQuery& query, const SentenceLine& line);

// CPI, retail sales: told of places, and of no company or product.
bool IsToldOfPlaces(const MetricReading& metric);

// 云计算服务收入, 服务费: what somebody has, and nobody.
bool EndsInMeasure(std::string_view words);

// "PC shipments", "Overall smartphone shipments": the goods before the noun are what is counted, if
// nobody's name owns them.
std::optional<SubjectChoice> FindGoodsSubject(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_PHRASE_SUBJECT_H_
