// Companies of no table by how a sentence goes on with them: Han words that open it, and then do
// what only a company does.
#ifndef HESHU_EXTRACT_MENTIONS_OPENING_NAMES_H_
#define HESHU_EXTRACT_MENTIONS_OPENING_NAMES_H_

#include <string_view>
#include <vector>

#include "extract/mentions/entity_table.h"
#include "extract/text/affix.h"

namespace heshu::extract {

// Characters that end the run of a name to its left.
inline constexpr HanCharacters kNameBreaks(
    "的了是在和与及或而但由被把对向从据按将已也都又更则就还其该各这那每个家款由至到为后前并称指说使"
    "即不"
    "让给比较因以于"
    "、");

// 「大家乐截至9月底,中期盈利…」: Han words that open a sentence and go on as only a company does.
// The words alone; no entity of `known` lies in them.
std::vector<ByteSpan> FindOpeningNames(std::string_view folded,
                                       const std::vector<EntityMention>& known);

// Whether what follows the name is told of companies only: 披露一季报, 的毛利率.
bool GoesOnAsCompany(std::string_view folded, ByteSpan name);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_OPENING_NAMES_H_
