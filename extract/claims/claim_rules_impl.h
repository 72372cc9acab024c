// What compiled claim rules are made of; internal to claim_rules.cc and claim_rule_loader.cc.
#ifndef HESHU_EXTRACT_CLAIMS_CLAIM_RULES_IMPL_H_
#define HESHU_EXTRACT_CLAIMS_CLAIM_RULES_IMPL_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/claims/claim_rules.h"
#include "extract/claims/rule_pattern.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/required_words.h"

namespace heshu::extract {

struct Condition {
  LazyPattern pattern;
  std::map<std::string, std::string> set;
};

struct CompiledRule {
  std::string id;
  std::string metric;
  std::string source;  // the pattern as written
  std::string where;
  int priority = 0;
  int penalty = 0;
  std::vector<std::string> classes;
  std::uint64_t class_bits = 0;  // of ClaimRules::Impl::classes
  LazyPattern pattern;
  std::vector<LazyPattern> vetoes;
  std::vector<Condition> when;
  std::map<std::string, std::string> set;
  std::vector<std::string> units;  // of the figure; empty = any
  std::string unit;
  std::string fixed_subject;
  std::optional<Modality> modality;
  bool is_growth = false;
  bool is_noun = false;           // made from the nouns of its metric
  bool begins_with_word = false;  // of the words that it cannot do without
};

class ClaimRules::Impl {
 public:
  std::vector<MetricReading> metrics;
  std::unordered_map<std::string, std::size_t> metric_index;
  std::vector<LazyPattern> noun_patterns;  // of each metric; empty if it has none
  std::vector<CompiledRule> rules;
  std::map<std::string, std::string> macros;
  std::vector<RuleSample> samples;

  // Figure classes, by bit. A rule is tried on a figure of one of its classes whose line holds one
  // of the words that the rule cannot do without.
  std::vector<std::string> classes;
  WordIndex words;
  std::vector<std::uint32_t> wordless;  // rules that ask for no word
  WordIndex noun_words;                 // of `noun_patterns`
  // Whether the patterns of a file are compiled, and so checked, when they are read.
  std::function<bool(const RuleFile&)> compiles_now;

  Result<LazyPattern> Compile(const RuleFile& file, const RuleNode& node, std::string_view pattern,
                              LazyPattern::Wanted wanted = LazyPattern::Wanted::kFirst) const;
  Result<void> AddRule(const RuleFile& file, const RuleNode& node, CompiledRule rule,
                       std::string_view pattern);
  Result<void> ReadSamples(const RuleFile& file, const RuleNode& node, const std::string& metric);
  Result<void> ReadMetric(const RuleFile& file, const RuleNode& node,
                          const std::function<std::string(std::string_view)>& fold);
  Result<void> ReadRule(const RuleFile& file, const RuleNode& node,
                        const std::function<std::string(std::string_view)>& fold);
  void BuildIndex();
  // The bit of a figure class; 0 if no rule is about it.
  std::uint64_t ClassBit(std::string_view name) const;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_CLAIM_RULES_IMPL_H_
