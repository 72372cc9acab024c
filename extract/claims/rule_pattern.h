// Translates the pattern language of claim rules (claim_rules.h) to RE2 syntax.
#ifndef HESHU_EXTRACT_CLAIMS_RULE_PATTERN_H_
#define HESHU_EXTRACT_CLAIMS_RULE_PATTERN_H_

#include <map>
#include <string>
#include <string_view>

#include "core/error.h"

namespace heshu::extract {

// Fails with kInvalidInput, naming the placeholder that is unknown or open.
Result<std::string> TranslatePattern(std::string_view pattern,
                                     const std::map<std::string, std::string>& macros);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_RULE_PATTERN_H_
