// The parts of a claim as short texts: what tables, blocks and pages have in common.
#ifndef HESHU_CLI_CLAIM_TEXT_H_
#define HESHU_CLI_CLAIM_TEXT_H_

#include <string>

#include "core/claim.h"

namespace heshu::cli {

// "63,300,000,000", "≥ 10,000", "~ 560", "15 – 20": the interval of the words.
std::string ValueText(const Value& value);
// "2026-02-16", "2026-02", "2025-Q4", "2025", "2026-02-09..2026-02-15"; "" if unknown.
std::string PeriodText(const ClaimTime& time);
// "英偉達 (nvidia)", "nvidia", or "" if there is no subject.
std::string SubjectText(const Claim& claim);
// The sentence with the figure marked: "…蒸發⟦5890億美元⟧…"; safe for a terminal.
std::string MarkedQuote(const Claim& claim);

}  // namespace heshu::cli

#endif  // HESHU_CLI_CLAIM_TEXT_H_
