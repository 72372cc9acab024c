// 大市, 两市, 指数: whose turnover or move it is where the market goes without a name.
#ifndef HESHU_EXTRACT_SUBJECT_MARKET_SUBJECT_H_
#define HESHU_EXTRACT_SUBJECT_MARKET_SUBJECT_H_

#include <optional>

#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

// 指数最终大涨…, 大市成交…: the market that the article's title names; of turnover the shares and
// no index, and those of Hong Kong in one of its papers.
std::optional<SubjectChoice> FindMarketSubject(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_MARKET_SUBJECT_H_
