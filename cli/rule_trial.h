// What a rule file would do to stored articles, figure by figure: `heshu rules test FILE`.
#ifndef HESHU_CLI_RULE_TRIAL_H_
#define HESHU_CLI_RULE_TRIAL_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/claim.h"
#include "extract/extractor.h"

namespace heshu::cli {

enum class TrialOutcome {
  kNew,       // a claim where there is none today
  kChanged,   // another claim than today's
  kSame,      // today's claim, by another rule or the same
  kOutranked  // the rule matches, but another one decides, or nobody is there to tell it of
};
std::string_view TrialOutcomeName(TrialOutcome outcome);

// One rule of the file at one figure.
struct TrialMatch {
  std::size_t rule = 0;  // index into RuleTrial::rules()
  TrialOutcome outcome = TrialOutcome::kNew;
  Claim claim;                       // as it would be read with the file
  std::optional<Claim> today;        // as it is read without it; empty: no figure is
  std::vector<std::string> changes;  // "metric", "subject", …: what differs between the two
  std::string won_by;                // of an outranked one: the rule that decides; "" = none does
};

// A figure that the file changes though no rule of it matches: by an entity, a unit, a cue.
struct TrialSideEffect {
  std::optional<Claim> claim;  // empty: no longer a figure
  std::optional<Claim> today;
  std::vector<std::string> changes;
};

class RuleTrial {
 public:
  // Both outlive the trial; `with_files` has the rules of `now` and those of `files`.
  RuleTrial(const extract::Extractor& now, const extract::Extractor& with_files,
            const std::vector<std::string>& files);

  // The claim rules of the files, in their order; those made of one metric's nouns among them.
  const std::vector<extract::ListedRule>& rules() const { return rules_; }

  struct Findings {
    std::vector<TrialMatch> matches;  // in text order
    std::vector<TrialSideEffect> side_effects;
  };
  Findings Read(const Document& document, const Article& article) const;

 private:
  const extract::Extractor& now_;
  const extract::Extractor& with_files_;
  std::vector<extract::ListedRule> rules_;
  std::vector<std::optional<std::size_t>> own_;  // listed rule of `with_files_` → index in rules_
};

// The slots in which two readings of a figure differ.
std::vector<std::string> ChangedSlots(const Claim& before, const Claim& after);

}  // namespace heshu::cli

#endif  // HESHU_CLI_RULE_TRIAL_H_
