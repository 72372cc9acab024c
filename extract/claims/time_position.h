// What the words beside a time make of it: no time of the figure, or one that goes without saying.
//
// A line is folded text with placeholders (sentence_line.h). Pure functions.
#ifndef HESHU_EXTRACT_CLAIMS_TIME_POSITION_H_
#define HESHU_EXTRACT_CLAIMS_TIME_POSITION_H_

#include <cstddef>
#include <string_view>

#include "core/claim.h"
#include "core/date.h"
#include "extract/mentions/sentence_line.h"

namespace heshu::extract {

// 2月因农历春节工作天数减少: the day is why something came about, not when; 用药60周后: how long
// somebody was treated. `at` is the byte of the time's placeholder.
bool IsCauseTime(std::string_view line, std::size_t at, Granularity granularity);

// 单日最高峰出现在10月5日,达x: the day of a peak, which nothing behind goes on with.
bool IsDayOfPeak(std::string_view line, std::size_t at);

// 创近15年最大增速, 今年单日最大量: how long the record has stood; 年内第三次: over what it counts.
bool IsReachOfRecord(std::string_view line, std::size_t at);

// 是2月7日44857点后最高: a time and its figure, with which another is compared: the time of nothing
// that follows.
bool IsRecordWithFigure(std::string_view line, std::size_t at);

// "The index, which closed above 20,000 on {time}, dropped {figure}": a time of the aside alone.
bool IsInRelativeClause(std::string_view line, std::size_t at, std::size_t figure);

// 20日公布,收入…; "{t} reported": the day on which it was told.
bool IsDayOfTelling(std::string_view line, std::size_t at, Granularity granularity);

// "the bureau said on {t}", "data released {t}".
bool IsToldOn(std::string_view line, std::size_t at, Granularity granularity);

// 成为2021年X集资483亿元以来最大: how far back the record reaches, told of the one that held it; of
// the figure at byte `figure` only if that stands between.
bool IsReachOfSince(std::string_view line, std::size_t at, std::size_t figure);

// 由前年的83.2%升至85.2%: token `time` of `line` is that of what was left behind.
bool IsTimeLeftBehind(const SentenceLine& line, std::size_t time);

// The same of a figure: 83.2%.
bool IsMoveFrom(const SentenceLine& line, std::size_t figure);

// 上月, 上周, 前日: never to come, whatever a forecast says of it.
bool IsGoneByItself(std::string_view words);

// "gold for April delivery", COMEX 4月黄金期货: the month that the contract ends; `next` are the
// words of the name right behind it.
bool IsMonthOfDelivery(std::string_view line, std::size_t time, std::string_view next);

// Whether a share can have moved at `time`: not from now on, and not in a quarter that another
// clause speaks of (公布第四季业绩后,股价跌5%), unless that clause says nothing else (在2021年,…).
// `figure` is what moved, if it stands in the line.
bool CanMoveShares(const SentenceLine& line, const LineToken& token, const TimeExpression& time,
                   const LineToken* figure);

// 2026年, 今年, 去年 tell the year; 上半年 and 年底 leave it open.
bool NamesYear(std::string_view words);

// 成交额比上日多2.4倍: how far what was dealt in on a day grew.
bool IsOfTurnover(const Claim& claim);

// HIBOR is fixed, money flows and a share has its high on every day that shares trade.
bool IsDaily(const Claim& claim);

// 产销快报 of a maker, told without a month: that of the month that is over.
bool IsMonthlyBulletin(std::string_view line, std::string_view metric);

// The month before that of `day`.
ClaimTime MonthBefore(Date day);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_TIME_POSITION_H_
