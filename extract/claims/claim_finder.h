// An article's figures and claims, by the rules.
//
// Immutable and safe from any thread; it shares what it is made of.
#ifndef HESHU_EXTRACT_CLAIMS_CLAIM_FINDER_H_
#define HESHU_EXTRACT_CLAIMS_CLAIM_FINDER_H_

#include <functional>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/claim.h"
#include "extract/matching/claim_rules.h"
#include "extract/matching/context_cues.h"
#include "extract/mentions/entity_table.h"
#include "extract/quantity/unit_table.h"
#include "normalize/fold.h"

namespace heshu::extract {

struct ClaimKnowledge {
  normalize::Folder folder;
  UnitTable units;
  EntityTable entities;
  ClaimRules rules;
  ContextCues cues;
};

// How one claim came about, for `show --explain`.
struct ClaimTrace {
  std::string folded;                 // the sentence, folded and repaired
  std::string line;                   // with placeholders written out: {company}, {money}, {figure}
  std::vector<RuleMatch> candidates;  // best first
  std::string subject_why;
  std::string time_why;
};
using TraceFunction = std::function<void(const Claim&, const ClaimTrace&)>;

// Claims in text order. `trace`, if given, is called once a claim.
std::vector<Claim> FindClaims(const ClaimKnowledge& knowledge, const Document& document,
                              const Article& article, const TraceFunction& trace = {});

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_CLAIM_FINDER_H_
