// How much a contradiction matters, 0–100, and why (CLAIMS.md, rule 7).
//
//   severity = 100 · gap · comparability · independence · modality
//
// The factors are printed with it; nobody has to trust the product alone.
#ifndef HESHU_COMPARE_SEVERITY_H_
#define HESHU_COMPARE_SEVERITY_H_

#include <map>
#include <string>

#include "core/claim.h"

namespace heshu::compare {

struct SeverityInput {
  double gap = 0;                 // (max lo − min hi) / max |v|
  double strain = 0;              // gap / sum of half widths
  bool is_certain_error = false;  // a sign clash or a power of ten: gap factor 1
  bool is_rate = false;           // percents: told to a tenth, and a tenth matters
  bool is_derived = false;        // order, part–whole or closure: gap factor .7
  int inherited_keys = 0;
  int unknown_keys = 0;
  int sources_a = 1;  // independent sources on either side; a source on both sides counts once
  int sources_b = 1;
  Modality modality_a = Modality::kReported;
  Modality modality_b = Modality::kReported;
};

struct Severity {
  int value = 0;
  std::map<std::string, double> factors;  // gap, comparability, independence, modality
};

Severity SeverityOf(const SeverityInput& input);

// The product, unrounded and without `independence`, 0–1: to rank pairs by.
double SeverityScore(const SeverityInput& input);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_SEVERITY_H_
