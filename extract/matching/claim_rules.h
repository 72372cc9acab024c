// Metrics (rules/metrics.toml, rules/metrics/*.toml) and claim rules (rules/claims/*.toml),
// compiled.
//
// A rule is an RE2 pattern over a sentence line (sentence_line.h) about one figure:
//
//   {figure}              the figure asked about            {q} {q:money|percent}   another figure
//   {e} {e:company|model} an entity                         {t}                     a time
//   {subject} {subject:…} an entity that is the subject     {peer} {peer:…}         what it is
//   compared with
//   {~N}  up to N characters inside the clause              {~~N} up to N inside the sentence
//   {name}                a pattern of [macros]
//
// A metric with `nouns` (patterns of the words that name it) needs no rule for its ordinary forms:
// noun … figure, and figure … noun, are made from it, and so is its growth (`growth =
// "revenue_growth"`). Of the rules that match, the one with the highest priority wins, then the one
// whose cue is nearest. Immutable; safe from any thread; cheap to copy.
#ifndef HESHU_EXTRACT_MATCHING_CLAIM_RULES_H_
#define HESHU_EXTRACT_MATCHING_CLAIM_RULES_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "core/error.h"
#include "core/vocabulary.h"
#include "extract/pattern/required_words.h"
#include "extract/quantity/quantity.h"
#include "extract/rules/rule_file.h"

namespace heshu::extract {

// What reading a figure as this metric entails, beside MetricDefinition.
struct MetricReading {
  MetricDefinition definition;
  std::string bare_unit;  // unit of a figure written without one ("user", "token", "CNY")
  std::vector<std::string> subjects;  // entity kinds that can be its subject; empty = any but chips
  std::string default_subject;        // entity id where the text names none
  std::string region_group;   // "ai-industry": a place as subject means china-ai-industry …
  bool takes_period = false;  // 日均 周 单月 make token → token/day …
  // Told of the company as a whole: where its subject is inherited, a subsidiary or a product
  // gives way to an owner that the text names too.
  bool is_corporate = false;
  bool is_rare = false;    // told in passing: needs fewer samples
  bool is_market = false;  // told of a trading day: a quarter named in passing is not its time
};

struct RuleSample {
  std::string text;
  std::string published;  // "" = 2026-03-01
  std::map<std::string, std::string>
      expect;  // subject, metric, unit, lo, hi, text, modality, qualifiers…
  bool is_near_miss = false;
  std::string file;
  int line = 0;
};

// What matched one figure of one line.
struct RuleMatch {
  std::string rule;          // id
  std::uint32_t number = 0;  // index of the rule in ClaimRules::List()
  std::string metric;
  int priority = 0;
  int gap = 0;                      // characters between cue and figure
  ByteSpan extent;                  // of the line's text
  std::optional<ByteSpan> cue;      // of the line's text: the noun, where the rule has one
  std::optional<ByteSpan> subject;  // of the line's text: one placeholder
  std::optional<ByteSpan> peer;
  std::map<std::string, std::string> set;  // qualifiers
  std::string unit;                        // overrides the figure's; "" = keep
  std::string fixed_subject;               // entity id
  std::optional<Modality> modality;
  bool is_growth = false;
  bool is_noun = false;  // made from the nouns of its metric
};

// The rules that the words of one line leave in play, and where those words stand. Where a pattern
// does not reach from the figure to a word that it cannot do without, it is not tried.
struct RulesInPlay {
  // The words of a list that the line holds: a range of `words`.
  struct List {
    std::uint32_t list = 0;
    std::uint32_t first = 0, last = 0;
  };
  struct Rule {
    std::uint32_t rule = 0;  // its index in ClaimRules::List()
    std::uint64_t class_bits = 0;
  };
  std::vector<WordHit> words;             // by list, then by place
  std::vector<List> lists;                // that the line holds words of, ascending
  std::vector<std::uint64_t> has_list;    // the same as bits
  std::vector<Rule> rules;                // in no order
  std::vector<std::uint32_t> characters;  // of the line before each of its bytes

  bool Has(std::uint32_t list) const { return (has_list[list / 64] >> list % 64 & 1) != 0; }
  const List* Find(std::uint32_t list) const;
};

class ClaimRules {
 public:
  // Patterns of the files that `compiles_now` names (all, if it is empty) are compiled here, and an
  // error in one is the result; the others when they are first used.
  static Result<ClaimRules> Create(const std::vector<RuleFile>& metric_files,
                                   const std::vector<RuleFile>& rule_files,
                                   const std::function<std::string(std::string_view)>& fold,
                                   const std::function<bool(const RuleFile&)>& compiles_now = {});

  // All rules that match `targeted` (a line with the target's placeholder), best first.
  std::vector<RuleMatch> Match(std::string_view targeted, const Quantity& quantity) const;

  // The bit of the figure's class; rules are about figures of certain classes.
  std::uint64_t ClassBit(const Quantity& quantity) const;
  static constexpr std::uint64_t kAnyClass = ~std::uint64_t{0};

  // The rules that the words of `line` leave in play, for Match on each of its figures, which are
  // of these classes.
  RulesInPlay MayMatch(std::string_view line, std::uint64_t class_bits = kAnyClass) const;
  std::vector<RuleMatch> Match(std::string_view targeted, const Quantity& quantity,
                               const RulesInPlay& may_match) const;

  const MetricReading* FindMetric(std::string_view id) const;
  // Words in a line that name a metric, in order, not overlapping (the longest of those that begin
  // together); for 分别, which pairs them with figures.
  struct NounMention {
    ByteSpan span;
    std::string metric;
  };
  std::vector<NounMention> FindNouns(std::string_view line) const;

  const std::vector<MetricReading>& metrics() const;
  const std::vector<RuleSample>& samples() const;
  std::size_t rule_count() const;
  // id, metric and pattern of every rule, for `rules list`.
  struct Listing {
    std::string id, metric, pattern, where;
    std::string translated;  // the pattern in RE2 syntax
  };
  std::vector<Listing> List() const;

 private:
  class Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MATCHING_CLAIM_RULES_H_
