// The period that a text's accounts are of. A report on results names it once (截至6月底全年,
// 第三财季) and tells turnover, profit and margins of it from headline to last line, each with no
// time of its own.
#ifndef HESHU_EXTRACT_CLAIMS_REPORTING_PERIOD_H_
#define HESHU_EXTRACT_CLAIMS_REPORTING_PERIOD_H_

#include <span>

#include "core/claim.h"
#include "extract/claims/claim_rules.h"
#include "extract/claims/entity_table.h"

namespace heshu::extract {

// Gives the claims of one text (in reading order) the period that an account of the same company,
// or of one of its owner's, was told with: the nearest before, else, for a headline, the one below
// it. Only accounts that would else be dated by the article take it, and figures of nothing known
// right behind them. A period that ended long before the article is history and is not handed on.
void ShareReportingPeriod(std::span<Claim> claims, const ClaimRules& rules,
                          const EntityTable& entities);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_REPORTING_PERIOD_H_
