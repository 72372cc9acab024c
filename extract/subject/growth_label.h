// What grew, where a clause says it in front of the verb and has no noun of a measure.
//
// 汽车产量增长8%,集成电路增长14%: the second clause names the thing alone. Pure functions.
#ifndef HESHU_EXTRACT_SUBJECT_GROWTH_LABEL_H_
#define HESHU_EXTRACT_SUBJECT_GROWTH_LABEL_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/byte_span.h"
#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

// What the clause of the figure at `at` says before its verb of growth, of the line; empty where
// that is only when, against what or by how much.
ByteSpan LabelOfGrowth(const SentenceLine& line, std::size_t at);

// What a clause says before the verb of a growth whose noun an earlier clause said is another
// thing that grew, unless it is a measure.
std::optional<SubjectChoice> FindGrowthLabel(const SubjectQuery& query, const SentenceLine& line);

// 云计算服务收入, 服务费: what somebody has, and nobody.
bool EndsInMeasure(std::string_view words);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_GROWTH_LABEL_H_
