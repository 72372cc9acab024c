// Names of exchange-traded funds (恒生医疗ETF, 沪深300ETF), which no table can hold: what is told
// of one is not told of the index, the place or the trade in its name.
#ifndef HESHU_EXTRACT_MENTIONS_FUND_NAMES_H_
#define HESHU_EXTRACT_MENTIONS_FUND_NAMES_H_

#include <string_view>
#include <vector>

#include "extract/mentions/entity_table.h"

namespace heshu::extract {

// Puts the fund in the place of the names of `entities` (ascending) that it is written with.
void JoinFundNames(std::string_view folded, std::vector<EntityMention>& entities);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_FUND_NAMES_H_
