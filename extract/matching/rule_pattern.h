// Translates the pattern language of claim rules (claim_rules.h) to RE2 syntax.
#ifndef HESHU_EXTRACT_MATCHING_RULE_PATTERN_H_
#define HESHU_EXTRACT_MATCHING_RULE_PATTERN_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/error.h"

namespace heshu::extract {

// Translates patterns of files that share macros. Each placeholder, which may be a macro of many
// words, is translated once.
class PatternTranslator {
 public:
  explicit PatternTranslator(std::map<std::string, std::string> macros = {});

  // Fails with kInvalidInput, naming the placeholder that is unknown or open.
  Result<std::string> Translate(std::string_view pattern);

 private:
  Result<std::string> Translate(std::string_view pattern, int depth);
  // Of what stands in a placeholder's braces.
  Result<std::string> Meaning(std::string_view inside, int depth);

  std::map<std::string, std::string> macros_;
  std::map<std::string, std::string, std::less<>> meanings_;  // of placeholders that were met
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MATCHING_RULE_PATTERN_H_
