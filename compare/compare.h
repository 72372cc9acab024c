// Claims → facts with verdicts: comparability, stated precision, closure, evidence (CLAIMS.md).
//
// Pure functions over values; no I/O; safe from any thread.
#ifndef HESHU_COMPARE_COMPARE_H_
#define HESHU_COMPARE_COMPARE_H_

#include <map>
#include <string>
#include <vector>

#include "compare/subject_links.h"
#include "core/claim.h"
#include "core/fact.h"
#include "core/vocabulary.h"

namespace heshu::compare {

struct CompareOptions {
  // Cluster of near-duplicate documents, doc id → cluster id; a document not named is its own.
  std::map<std::string, std::string> document_clusters;
};

// Groups `claims` (bare figures are skipped) into facts and judges each. Facts come contradictions
// first by falling severity, then possible, agreements, not comparable; ids are stable for the
// same claims, in whatever order they come. Every verdict is returned; hiding is the caller's
// choice.
//
// Figures that agree are one fact, with every claim. Where figures of one key cannot all be true, a
// fact `contradict` shows one claim for each figure told, the firmest and earliest; Fact::support
// counts who sides with it. Claims within a fact come first published first. Quadratic only in the
// distinct claims of one subject and metric, up to kMaxNodes (compare/grouping.h).
std::vector<Fact> Compare(const std::vector<Claim>& claims, const Vocabulary& vocabulary,
                          const CompareOptions& options = {});

// Says which claims may be one fact: those with one key, of linked subjects and one metric. A store
// keeps it in an index, so that a new claim is compared with its own kind only: Compare() over the
// claims of one key gives the facts of that key. (Closures need the claims of one document, ranks
// and parts those of one metric besides.) Keeps a pointer to the vocabulary.
class FactKeyer {
 public:
  explicit FactKeyer(const Vocabulary& vocabulary) : vocabulary_(&vocabulary), links_(vocabulary) {}

  // Empty for what takes no part in any fact.
  std::string Key(const Claim& claim) const;

 private:
  const Vocabulary* vocabulary_;
  SubjectLinks links_;
};

// FactKeyer(vocabulary).Key(claim): for one claim; the index of links is built anew each time.
std::string FactKey(const Claim& claim, const Vocabulary& vocabulary);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_COMPARE_H_
