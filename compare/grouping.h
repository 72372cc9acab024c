// Claims of one subject and metric → groups that speak of one fact.
//
// A group is a clique: every claim in it is comparable with every other, and where a key is
// unknown their figures meet. So a group can contradict itself only where all keys match.
#ifndef HESHU_COMPARE_GROUPING_H_
#define HESHU_COMPARE_GROUPING_H_

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compare/comparability.h"
#include "compare/diagnosis.h"
#include "compare/subject_links.h"
#include "compare/verdict.h"
#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

// Claims that say the same of the same with equal keys: one voice, however often it is heard.
struct Node {
  std::vector<const Claim*> claims;  // the first published first
  const Claim* lead() const { return claims.front(); }
};

struct JudgedPair {
  std::size_t a = 0;  // indices of nodes, a < b
  std::size_t b = 0;
  const Claim* claim_a = nullptr;  // the claims that were compared
  const Claim* claim_b = nullptr;
  Comparability keys;
  PairVerdict verdict;
};

struct Grouping {
  std::vector<Node> nodes;
  std::vector<JudgedPair> pairs;                 // all pairs of nodes, ordered by (a, b)
  std::vector<std::vector<std::size_t>> groups;  // of nodes, ascending; every node is in one
  // Indices of those pairs that other figures may change, and the pairs as they were before.
  std::vector<std::pair<std::size_t, JudgedPair>> open;

  const JudgedPair& Pair(std::size_t a, std::size_t b) const;
};

// Two texts tell one number of one thing in two currencies, and nothing else keeps them apart.
bool MayBeCurrencySlip(const JudgedPair& pair, const MetricDefinition& metric);

// Comparing is quadratic in distinct claims; past this many, they are split by time into runs of
// this many that are compared among themselves only.
inline constexpr std::size_t kMaxNodes = 300;

// Of bystanders it is only asked how they stand to newcomers; by claim ids.
struct Standing {
  const std::set<std::string>* newcomers = nullptr;
  const std::set<std::string>* bystanders = nullptr;
};

// All pairs judged by their own words; no groups yet. `claims` share component and metric. The
// result does not depend on the order of the claims.
std::vector<Grouping> JudgeClaims(const std::vector<const Claim*>& claims,
                                  const MetricDefinition& metric, const Vocabulary& vocabulary,
                                  const SubjectLinks& links, const ExchangeRates* rates = nullptr,
                                  const Standing* standing = nullptr);

// True if a pair of it clashes or may clash: then other figures of the texts may change what
// FormGroups() makes of it.
bool HasOpenPairs(const Grouping& grouping);

// Forms the groups, once the other figures of the texts were heard: they may settle a key that a
// pair leaves open (compare/shared_report.h), and make a contradiction that may be a misreading
// only possible (compare/doubt.h). Called again with more figures, it forms them anew.
void FormGroups(const MetricDefinition& metric, const Vocabulary& vocabulary,
                const SubjectLinks& links, const FigureIndex& figures, Grouping& grouping);

// What the keys of a claim are, written out: equal for claims that differ at most in how they are
// phrased. Value, unit, subject, modality and, but for a constant, time included.
std::string Signature(const Claim& claim, const MetricDefinition& metric);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_GROUPING_H_
