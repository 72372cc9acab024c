// Names of companies that stand in no table, known by what stands beside them: a stock code in
// brackets (華潤萬象生活（01209）, 晶技(3042-TW)), or a list with a company that is certain
// (申洲國際、裕元及騰訊分別升…).
//
// All texts are folded. Pure functions; safe from any thread.
#ifndef HESHU_EXTRACT_MENTIONS_LISTED_NAMES_H_
#define HESHU_EXTRACT_MENTIONS_LISTED_NAMES_H_

#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "extract/mentions/entity_table.h"

namespace heshu::extract {

// The byte of `words` at which the name begins: 封测厂京元电 is told by what kind of company it is.
std::size_t NameAfterKind(std::string_view words);

// Where a stock with such a code trades, "hk" or "tw", if the code says it: five digits or a
// leading zero are Hong Kong's; empty if unknown.
std::string_view MarketOfCode(std::string_view inside);

// Whether `inside`, the text after a bracket's opening, begins with a stock code: 0700, 09660.HK,
// 2330-TW, 002594, HK:0700, NASDAQ:NVDA. Four digits that may be a year are none.
bool BeginsWithStockCode(std::string_view inside);

// 「兆甲机电-003021-领域龙头」: the company that the title of a broker's report begins with; empty
// if it begins with none.
ByteSpan SubjectOfReport(std::string_view folded);

// The words before each bracket that opens with a stock code, in order. None overlaps an entity of
// `known` (ascending).
std::vector<ByteSpan> FindCodedNames(std::string_view folded,
                                     const std::vector<EntityMention>& known);

// 「北京岚策投资有限公司(以下简称北京岚策)」: what the text will call a company. The words alone.
std::vector<ByteSpan> FindAbbreviatedNames(std::string_view folded,
                                           const std::vector<EntityMention>& known);

// 逐际动力(LimX Dynamics)宣布: Han words that open a clause, with their Latin name in brackets and
// a company's verb behind; and 威宏-KY, with the mark of a foreign company's share. None overlaps
// an entity of `known`.
std::vector<ByteSpan> FindGlossedNames(std::string_view folded,
                                       const std::vector<EntityMention>& known);

// 具身智能公司「灵犀动力」完成…: what is quoted behind the sort of company that it is, and goes on
// as one does.
std::vector<ByteSpan> FindQuotedNames(std::string_view folded,
                                      const std::vector<EntityMention>& known);

// The members without an entity of 、-lists that hold one of `known` (ascending) or that open a
// clause and go on as shares do (分别升…), in order.
std::vector<ByteSpan> FindNamesInLists(std::string_view folded,
                                       const std::vector<EntityMention>& known);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_LISTED_NAMES_H_
