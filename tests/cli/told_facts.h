// Claims and facts to make cards of.
#ifndef HESHU_TESTS_CLI_TOLD_FACTS_H_
#define HESHU_TESTS_CLI_TOLD_FACTS_H_

#include <string>
#include <vector>

#include "cli/report/fact_card.h"
#include "core/fact.h"

namespace heshu::cli {

// A claim whose figure `text` stands in `sentence`; an exact value in USD.
Claim Told(const std::string& sentence, const std::string& text, Decimal value);
Fact FactOf(Verdict verdict, std::vector<Claim> claims);
// One folder and an empty vocabulary, shared.
CardContext TestContext();
const normalize::Folder& TestFolder();

}  // namespace heshu::cli

#endif  // HESHU_TESTS_CLI_TOLD_FACTS_H_
