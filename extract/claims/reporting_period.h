// The period that a text's accounts are of. A report on results names it once (截至6月底全年,
// 第三财季) and tells turnover, profit and margins of it from headline to last line, each with no
// time of its own.
#ifndef HESHU_EXTRACT_CLAIMS_REPORTING_PERIOD_H_
#define HESHU_EXTRACT_CLAIMS_REPORTING_PERIOD_H_

#include <span>

#include "core/claim.h"
#include "extract/matching/claim_rules.h"
#include "extract/mentions/entity_table.h"

namespace heshu::extract {

// Gives the claims of one text (in reading order) the period that an account of the same company,
// or of one of its owner's, was told with: the nearest before, else, for a headline, the one below
// it. Only accounts that would else be dated by the article take it, and figures of nothing known
// right behind them. A period that ended long before the article is history and is not handed on.
// Counts of makers that would be dated by the article take the month that is over, where the text
// tells such counts of one month only. Flows of anybody that would be dated by the article, behind
// the first of it, take the period that most others of the text are of (a holiday, a month, a
// quarter that is just over).
void ShareReportingPeriod(std::span<Claim> claims, const ClaimRules& rules,
                          const EntityTable& entities);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_REPORTING_PERIOD_H_
