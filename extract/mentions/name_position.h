// What the words beside a name make of it, in a Chinese line: a peer, a source, or neither.
//
// `at` is the byte of the name's placeholder in its line (sentence_line.h). Pure functions.
#ifndef HESHU_EXTRACT_MENTIONS_NAME_POSITION_H_
#define HESHU_EXTRACT_MENTIONS_NAME_POSITION_H_

#include <cstddef>
#include <string_view>

#include "extract/mentions/sentence_line.h"

namespace heshu::extract {

// Whether an entity's placeholder stands at byte `at`.
bool IsPlaceholderAt(std::string_view line, std::size_t at);

// The first member of the list (、和及与) that the placeholder at `at` stands in.
std::size_t ListBegin(std::string_view line, std::size_t at);

// 凭借X, 通过X, 搭载X: what something is done with.
bool IsInstrumentPosition(std::string_view line, std::size_t at);

// 维持对X的「买入」评级: whom a house speaks of.
bool IsRatedPosition(std::string_view line, std::size_t at);

// 阿里、腾讯及五源续有参与: who puts money in, which another raises.
bool IsInvestorPosition(std::string_view line, std::size_t at);

// 科创板IPO, 登陆纳斯达克: where a share is to trade.
bool IsBoardOfListing(std::string_view line, std::size_t at);

// 对越南、泰国出口, 自日本进口: with whom a place trades.
bool IsPartnerPosition(std::string_view line, std::size_t at);

// Whether what begins at `at`, the end of a name, stands right before byte `bracket`: 极氪(,
// 极氪品牌(.
bool IsRightBefore(std::string_view line, std::size_t at, std::size_t bracket);

// 上调X目标价, 对X评级, X(0005)获…上调: a bank that is rated, and does not rate.
bool IsRatedHouse(std::string_view line, std::size_t at);

// 台北22日电: where a report was written.
bool IsDateline(std::string_view line, std::size_t at);

// Whether the name is what something is compared with (比X, 较X, 仅为X的), or who says it (据X,
// X预计), rather than what it is of.
bool IsPeerPosition(std::string_view line, std::size_t at);
bool IsSourcePosition(std::string_view line, std::size_t at);

// 相比之下,X输入5美元: the sentence turns to X only to hold it against what the text is about.
bool OpensContrast(std::string_view line, std::size_t at);

// 收到X支付的首付款, 从X处获得, 授予X: the other side of a deal, from whom or to whom something
// goes.
bool IsOtherParty(std::string_view line, std::size_t at);

// Whether the words quote the name: 据X数据, X的报告显示. What X预计 or X表示 may be of X itself;
// what is quoted never is.
bool IsQuotedPosition(std::string_view line, std::size_t at);

// 纬创集团旗下纬颖: the parent of the name behind it.
bool IsParentPosition(std::string_view line, std::size_t at);

// DeepSeek概念股, 接入DeepSeek: what stands before and behind a name says that shares are bought
// for it or that somebody uses it, and not that the text tells of it.
bool IsTheme(std::string_view before, std::string_view behind);

// Whether the source speaks of its own accounts: 大家乐集团公布中期业绩,…; 据蔚来披露的交付数据,…
bool ReportsItself(std::string_view line, std::size_t at);

// 甲、乙和丙等巨头: whether the name at `at` of the line is one of several that end in 等.
bool IsAmongOthers(std::string_view line, std::size_t at);

// 收1280元、鸿海跌5%: whether token `t` opens the next item of a list, behind a figure.
bool OpensItem(const SentenceLine& line, std::size_t t);

// Whether such an item begins between token `t` and byte `at` of the line.
bool HasItemBetween(const SentenceLine& line, std::size_t t, std::size_t at);

// 欧股走低 油价跌逾1%: whether the words hold the space that parts a headline.
bool SplitsHeadline(std::string_view between);

// 小米发布了新款平板X: whether the words between a maker and a name say that it brought it out.
bool IsLaunch(std::string_view between);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_NAME_POSITION_H_
