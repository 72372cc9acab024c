// Claims → facts with verdicts: comparability, stated precision, closure, evidence (CLAIMS.md).
//
// Pure functions over values; no I/O; safe from any thread.
#ifndef HESHU_COMPARE_COMPARE_H_
#define HESHU_COMPARE_COMPARE_H_

#include <map>
#include <string>
#include <vector>

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
// same claims. Every verdict is returned; hiding is the caller's choice.
std::vector<Fact> Compare(const std::vector<Claim>& claims, const Vocabulary& vocabulary,
                          const CompareOptions& options = {});

// The facts that `added` takes part in, compared with those of `stored` that share its key.
// `FactKey` says which those are, so that a store can select them by index.
std::string FactKey(const Claim& claim, const Vocabulary& vocabulary);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_COMPARE_H_
