// What the words before a figure say of how long the time of an earlier sentence holds for it.
#ifndef HESHU_EXTRACT_CLAIMS_TIME_SCOPE_H_
#define HESHU_EXTRACT_CLAIMS_TIME_SCOPE_H_

#include <cstddef>
#include <string_view>

#include "core/claim.h"
#include "extract/mentions/sentence_line.h"

namespace heshu::extract {

// 截至目前,…已超: true of the day that the article is of, whatever day it spoke of before.
bool SaysNow(const SentenceLine& line, std::size_t at);

// 成立于2019年,…, founded in 2019: when the company began, and no time of its figures.
bool IsTimeOfFounding(std::string_view line, std::size_t at);

// 而一年前这一指标为…;…: a time that only its own clause is of, for a figure at byte `at` behind
// it.
bool IsYearBefore(const SentenceLine& line, std::size_t time, std::string_view words,
                  std::size_t at);

// 恒指累跌320点, 全周成交…: summed over more days than one.
bool SumsUp(const SentenceLine& line, std::size_t at);

// 6月交付2.5万辆,第二季合共7.2万辆: whether the time that is the line's token says over what the
// figure behind it is summed, and no more; what is told next is of the time before.
bool IsTimeOfSum(const SentenceLine& line, std::size_t token);

// 全日成交x,周一则为y: whether the time that is the line's token says what the figure before it is
// measured by, and no more; what is told next is of the time before.
bool IsTimeOfYardstick(const SentenceLine& line, std::size_t token);

// 8月交付…,上半年累计…;理想交付x: whether the figure at `at` is told of another, behind a
// semicolon, than the time that is the line's token.
bool IsOfAnotherItem(const SentenceLine& line, std::size_t token, std::size_t at);

// ARR同期突破5亿美元: of the time that was spoken of before.
bool SaysSamePeriod(const SentenceLine& line, std::size_t at);

// 全年目标, full-year guidance, "For the full year, …": of a whole year that has no number.
bool SaysFullYear(const SentenceLine& line, std::size_t at);

// Makes the time of the claim that whole year, from its first day to its last.
void SetYear(int year, Claim& claim);

// Makes it the whole year in which it ends; nothing if it has no end.
void WidenToYear(Claim& claim);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_TIME_SCOPE_H_
