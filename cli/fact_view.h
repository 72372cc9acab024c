// Facts for people and programs: a block a fact, JSON, CSV.
#ifndef HESHU_CLI_FACT_VIEW_H_
#define HESHU_CLI_FACT_VIEW_H_

#include <string>
#include <vector>

#include "cli/session.h"
#include "core/fact.h"

namespace heshu::cli {

// One fact on one screen: what it is about; per claim its value, sentence, source and place; then
// verdict, arithmetic, reasons, factors, and what would settle it.
std::string FactBlock(const Fact& fact, const Terminal& terminal);

// Writes facts in `format`; kTable is a block each.
void WriteFacts(Session& session, const std::vector<Fact>& facts, Format format);

}  // namespace heshu::cli

#endif  // HESHU_CLI_FACT_VIEW_H_
