// Comparability before numbers: do two claims say a figure of the same thing? Key by key, each a
// match, a mismatch or unknown, with the key named (CLAIMS.md, rule 2; VOCABULARY.md §4).
#ifndef HESHU_COMPARE_COMPARABILITY_H_
#define HESHU_COMPARE_COMPARABILITY_H_

#include <string>
#include <vector>

#include "compare/currency.h"
#include "compare/subject_links.h"
#include "compare/time_relation.h"
#include "compare/unit_relation.h"
#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

struct Comparability {
  // Keys in order of weight: what a reader would name first comes first. Beside qualifier keys:
  // subject, unit, currency, period, modality, attribution, as_of, time.
  std::vector<std::string> mismatched;
  std::vector<std::string> unknown;
  int inherited = 0;  // slots taken from the context on either side
  SubjectLink link = SubjectLink::kSame;
  UnitRelation unit;
  bool hypothetical = false;  // neither is said to be so: never a contradiction
  bool one_voice = false;     // both are what one house, named in both, expects
  bool announced = false;     // what one calls planned the other calls done: it is decided
  bool own_said = false;      // … and both texts say that it does: what was told is a fact
  bool own_outlook = false;   // both are what the subject itself expects or plans

  bool IsComparable() const { return mismatched.empty(); }
  bool IsFull() const { return mismatched.empty() && unknown.empty(); }
};

// The definition of a metric, of a claim's metric; for one that no file defines: a level with one
// value at a time, nothing required, that does not age.
MetricDefinition MetricOf(std::string_view id, const Vocabulary& vocabulary);
MetricDefinition MetricOf(const Claim& claim, const Vocabulary& vocabulary);

// The id of what a claim is compared as: a multiple that something grew by (增長3.3倍) as that
// thing's growth (增330%), any other figure as its own metric.
std::string ComparedMetric(const Claim& claim, const Vocabulary& vocabulary);

// Both claims must be compared as `metric`. Symmetric but for the order of unit factors.
Comparability CompareKeys(const Claim& a, const Claim& b, const MetricDefinition& metric,
                          const Vocabulary& vocabulary, const SubjectLinks& links,
                          const ExchangeRates* rates = nullptr);

// The other side of the deal that the figure is of, as its text names it (`party`); null: none.
const std::string* PartyOf(const Claim& claim);
// Each text names the two sides of one deal, and tells the figure of another of them.
bool AreSidesOfOneDeal(const Claim& a, const Claim& b);
// The same deal of the same two, told of either.
bool AreOfOneDeal(const Claim& a, const Claim& b);

// True if the key says how the figure is written, not what it is of (emphasis, as_written, …).
bool IsNote(std::string_view key);

// What would settle an unknown key, in English: "a source that says whether …".
std::string NeedOf(std::string_view key);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_COMPARABILITY_H_
