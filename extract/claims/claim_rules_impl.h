// What compiled claim rules are made of; internal to claim_rules.cc and claim_rule_loader.cc.
#ifndef HESHU_EXTRACT_CLAIMS_CLAIM_RULES_IMPL_H_
#define HESHU_EXTRACT_CLAIMS_CLAIM_RULES_IMPL_H_

#include <re2/re2.h>
#include <re2/set.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/claims/claim_rules.h"
#include "extract/claims/rule_pattern.h"

namespace heshu::extract {

inline constexpr std::int64_t kSetMemory = 256 << 20;

inline RE2::Options RuleOptions() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kSetMemory);
  return options;
}

struct Condition {
  std::unique_ptr<RE2> pattern;
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
  std::unique_ptr<RE2> pattern;
  std::vector<std::unique_ptr<RE2>> vetoes;
  std::vector<Condition> when;
  std::map<std::string, std::string> set;
  std::vector<std::string> units;  // of the figure; empty = any
  std::string unit;
  std::string fixed_subject;
  std::optional<Modality> modality;
  bool is_growth = false;
  bool is_noun = false;  // made from the nouns of its metric
  int figure_group = 0, cue_group = 0, subject_group = 0, peer_group = 0;
};

class ClaimRules::Impl {
 public:
  std::vector<MetricReading> metrics;
  std::unordered_map<std::string, std::size_t> metric_index;
  std::vector<std::unique_ptr<RE2>> noun_patterns;  // of each metric; null if it has none
  std::vector<CompiledRule> rules;
  std::map<std::string, std::string> macros;
  std::vector<RuleSample> samples;

  // The rules for one class of figure. Compiling a set takes longer than reading all rules, and
  // most documents hold few classes: it is done when a figure of the class is first seen.
  struct ClassSet {
    std::vector<std::size_t> rules;
    mutable std::once_flag once;
    mutable std::unique_ptr<RE2::Set> set;  // null: too large to compile; every rule is tried
  };
  std::unordered_map<std::string, ClassSet> sets;

  Result<std::unique_ptr<RE2>> Compile(const RuleFile& file, const RuleNode& node,
                                       std::string_view pattern, bool anchored) const {
    auto translated = TranslatePattern(pattern, macros);
    if (!translated) {
      return tl::make_unexpected(
          file.ErrorAt(node, translated.error().what, translated.error().hint));
    }
    const std::string source = anchored ? "(?s)^(.*)(?:" + *translated + ")" : *translated;
    auto compiled = std::make_unique<RE2>(source, RuleOptions());
    if (!compiled->ok()) {
      return tl::make_unexpected(
          file.ErrorAt(node, "the pattern does not compile: " + compiled->error(),
                       "patterns are RE2 syntax; `{` of a count follows a digit"));
    }
    return compiled;
  }

  Result<void> AddRule(const RuleFile& file, const RuleNode& node, CompiledRule rule,
                       std::string_view pattern) {
    auto compiled = Compile(file, node, pattern, true);
    if (!compiled) return tl::make_unexpected(compiled.error());
    rule.pattern = std::move(*compiled);
    rule.source = pattern;
    rule.where = file.name() + ":" + std::to_string(node.line);
    const auto& groups = rule.pattern->NamedCapturingGroups();
    const auto group = [&](const char* name) {
      const auto at = groups.find(name);
      return at == groups.end() ? 0 : at->second;
    };
    rule.figure_group = group("figure");
    rule.cue_group = group("cue");
    rule.subject_group = group("subject");
    rule.peer_group = group("peer");
    if (rule.figure_group == 0) {
      return tl::make_unexpected(file.ErrorAt(node,
                                              "the pattern of `" + rule.id + "` names no {figure}",
                                              "say which figure the rule is about"));
    }
    rules.push_back(std::move(rule));
    return {};
  }

  Result<void> ReadSamples(const RuleFile& file, const RuleNode& node, const std::string& metric);
  Result<void> ReadMetric(const RuleFile& file, const RuleNode& node,
                          const std::function<std::string(std::string_view)>& fold);
  Result<void> ReadRule(const RuleFile& file, const RuleNode& node,
                        const std::function<std::string(std::string_view)>& fold);
  void BuildSets();
  std::vector<int> Candidates(const ClassSet& of_class, re2::StringPiece text) const;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_CLAIM_RULES_IMPL_H_
