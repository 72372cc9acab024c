// What compiled claim rules are made of; internal to claim_rules.cc and claim_rule_loader.cc.
#ifndef HESHU_EXTRACT_MATCHING_CLAIM_RULES_IMPL_H_
#define HESHU_EXTRACT_MATCHING_CLAIM_RULES_IMPL_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/matching/claim_rules.h"
#include "extract/matching/rule_pattern.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/required_words.h"

namespace heshu::extract {

// A word list that a match holds a word of, and where.
struct RequiredList {
  std::uint32_t number = 0;  // of ClaimRules::Impl
  WordList::Side side = WordList::Side::kUnknown;
  int most_to_figure = kUnlimited;
};

// A pattern that many rules may ask for, and the lists of each of which a match of it holds a word.
struct SharedPattern {
  LazyPattern pattern;
  std::vector<RequiredList> lists;
  int most_before_word = kUnlimited;  // characters of a match before its word of the first list
};

struct Condition {
  std::uint32_t pattern = 0;  // of ClaimRules::Impl::conditions
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
  std::vector<std::uint32_t> vetoes;  // of ClaimRules::Impl::conditions
  std::vector<Condition> when;
  std::map<std::string, std::string> set;
  std::vector<std::string> units;  // of the figure; empty = any
  std::string unit;
  std::string fixed_subject;
  std::optional<Modality> modality;
  bool is_growth = false;
  bool is_noun = false;    // made from the nouns of its metric
  bool is_signed = false;  // takes figures alone that are written with a sign: +0.9%, -0.3%
  // The word lists of each of which a match holds a word; the first tells most.
  std::vector<RequiredList> lists;
  int most_before_word = kUnlimited;  // characters of a match before its word of the first
};

class ClaimRules::Impl {
 public:
  std::vector<MetricReading> metrics;
  struct IdHash {  // takes views without a copy
    using is_transparent = void;
    std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>()(id); }
  };
  std::unordered_map<std::string, std::size_t, IdHash, std::equal_to<>> metric_index;
  std::vector<LazyPattern> noun_patterns;  // of each metric; empty if it has none
  std::vector<CompiledRule> rules;
  PatternTranslator translator;
  std::vector<RuleSample> samples;

  // Patterns of `not` and `when`, each once.
  std::vector<SharedPattern> conditions;
  std::unordered_map<std::string, std::uint32_t> condition_index;  // by the pattern's source

  // Figure classes, by bit. A rule is tried on a figure of one of its classes whose line holds a
  // word of each list that the rule cannot do without. Rules share lists: all that are made of the
  // nouns of a metric have the same.
  std::vector<std::string> classes;
  WordIndex words;                                            // by list
  std::vector<std::vector<std::uint32_t>> list_rules;         // whose first list it is
  std::unordered_map<std::string, std::uint32_t> list_index;  // by the words, a line each
  // The same by the lists themselves, most of which many rules share.
  std::unordered_map<std::shared_ptr<const std::vector<std::string>>, std::uint32_t> list_numbers;
  std::vector<std::uint32_t> wordless;  // rules that ask for no word
  WordIndex noun_words;                 // of `noun_patterns`
  // Whether the patterns of a file are compiled, and so checked, when they are read.
  std::function<bool(const RuleFile&)> compiles_now;

  Result<LazyPattern> Compile(const RuleFile& file, const RuleNode& node, std::string_view pattern,
                              LazyPattern::Wanted wanted = LazyPattern::Wanted::kFirst);
  Result<void> AddRule(const RuleFile& file, const RuleNode& node, CompiledRule rule,
                       std::string_view pattern);
  Result<void> ReadSamples(const RuleFile& file, const RuleNode& node, const std::string& metric);
  Result<void> ReadMetric(const RuleFile& file, const RuleNode& node,
                          const std::function<std::string(std::string_view)>& fold);
  Result<void> ReadRule(const RuleFile& file, const RuleNode& node,
                        const std::function<std::string(std::string_view)>& fold);
  // The rules of `nouns`, the alternatives of one pattern; `vetoes` are those of the metric.
  Result<void> AddNounRules(const RuleFile& file, const RuleNode& node, const MetricReading& metric,
                            const std::string& nouns, const std::vector<std::uint32_t>& vetoes);
  // In the place of one with its id, if there is one.
  void Keep(MetricReading metric, LazyPattern noun_pattern);
  void BuildIndex();
  // The number of a pattern in `conditions`, which gets it if it is new.
  std::uint32_t AddCondition(LazyPattern pattern);
  // The lists that the pattern cannot do without.
  std::vector<RequiredList> ListsOf(const std::vector<WordList>& required);
  // The number of a list, which gets it if it is new.
  std::uint32_t NumberOf(const WordList& list);
  // The bit of a figure class; 0 if no rule is about it.
  std::uint64_t ClassBit(std::string_view name) const;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MATCHING_CLAIM_RULES_IMPL_H_
