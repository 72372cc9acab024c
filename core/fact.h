// Facts: claims about one thing, and what comparing them found (CONTRACT.md, "A fact").
#ifndef HESHU_CORE_FACT_H_
#define HESHU_CORE_FACT_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"

namespace heshu {

enum class Verdict { kContradict, kPossible, kAgree, kAgreeWithinPrecision, kNotComparable };
std::string_view VerdictName(Verdict verdict);  // "contradict", "possible", "agree", …
std::optional<Verdict> VerdictFromName(std::string_view name);

struct Fact {
  // `f_` and 16 hexadecimal digits of kind, subject, metric, verdict and the figures that decide
  // it: it stays as more sources tell the same figures.
  std::string id;
  std::string kind;  // "" for a comparison of claims; "closure", "order", "part_whole"
  std::string subject;
  std::string metric;
  std::string unit;
  ClaimTime time;
  Verdict verdict = Verdict::kAgree;
  // VOCABULARY.md §5: "interval_disjoint", "mismatch:io", "suspect:scale_slip_x10", …
  std::vector<std::string> reasons;
  int severity = 0;                       // 0..100; see compare/severity.h
  std::map<std::string, double> factors;  // gap, comparability, independence, modality: each 0..1
  std::string arithmetic;                 // one line a person can check with a pencil
  std::string needs;                      // what would settle it, in English; may be empty
  int independent_sources = 0;
  bool within_one_document = false;   // scope: within, else cross
  std::vector<Claim> claims;          // at least two (a closure: all figures used)
  std::vector<std::string> clusters;  // claims[i]'s cluster of dependent sources, "s_…"
  // Contradictions: how many independent sources side with claims[i], itself included; a claim
  // stands for all that say the same, which are one agreement fact of their own. Else empty.
  std::vector<int> support;
  // Filled in by the store:
  std::string review;          // "accepted", "rejected" or ""
  std::string review_note;     // what the reviewer wrote last
  std::int64_t first_run = 0;  // the run that found it first; 0 = not told
};

}  // namespace heshu

#endif  // HESHU_CORE_FACT_H_
