// Which claims are independent evidence (CLAIMS.md, rule 8). Reprints are one source; so are all
// articles of one outlet, and claims with the same number and 15 identical characters around it, or
// with the same attribution.
#ifndef HESHU_COMPARE_INDEPENDENCE_H_
#define HESHU_COMPARE_INDEPENDENCE_H_

#include <map>
#include <string>
#include <vector>

#include "core/claim.h"

namespace heshu::compare {

// The cluster of each claim, "s_…": equal for claims that depend on one source. A cluster is named
// after its smallest document (or document cluster), so it does not hang on the order of claims.
// Time grows with claims × 64: within a group of equal numbers, later ones are compared with the
// first 64 only.
std::vector<std::string> SourceClusters(
    const std::vector<const Claim*>& claims,
    const std::map<std::string, std::string>& document_clusters);

// Code points that stand alike around the two figures in their sentences, both sides together; the
// figures' own text is not counted. 0 where a figure's span lies outside its sentence.
int SharedContext(const Claim& a, const Claim& b);

// Number of distinct names in `clusters`.
int CountDistinct(std::vector<std::string> clusters);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_INDEPENDENCE_H_
