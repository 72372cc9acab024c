// The rules that a metric has by its nouns alone: 营收达{figure}, {figure}的营收, 营收增长{figure}.
//
// Internal to the loader of claim rules. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_MATCHING_NOUN_RULES_H_
#define HESHU_EXTRACT_MATCHING_NOUN_RULES_H_

#include <string>
#include <vector>

#include "core/vocabulary.h"
#include "extract/matching/claim_rules_impl.h"
#include "extract/rules/rule_file.h"

namespace heshu::extract {

struct NounRule {
  CompiledRule rule;  // not compiled yet; without classes it takes figures of the metric's own
  std::string pattern;
  std::vector<std::string> vetoes;  // patterns, besides those of the metric
};

// In the order of their places in the list of rules. `nouns` are the alternatives of one pattern.
std::vector<NounRule> RulesOfNouns(const MetricDefinition& metric, const RuleNode& node,
                                   const std::string& nouns);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MATCHING_NOUN_RULES_H_
