// Runs the samples and near misses of the unit tables (rules/units.toml and users' files).
#ifndef HESHU_EXTRACT_QUANTITY_UNIT_SAMPLES_H_
#define HESHU_EXTRACT_QUANTITY_UNIT_SAMPLES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "extract/quantity/unit_table.h"

namespace heshu::extract {

struct SampleProblem {
  std::string where;     // "units.toml:12:1"
  std::string text;      // the sample as written
  std::string expected;  // "560000 USD approx", or "no figure of USD"
  std::string found;     // what was read instead, in the same form
};

// Reads every sample of `units`; those that do not read as they say. A sample `text → value unit
// [bound]` holds if some figure of the text is that; a near miss if none has the entry's unit.
std::vector<SampleProblem> CheckUnitSamples(const UnitTable& units);

// The number of samples and near misses that CheckUnitSamples runs.
std::size_t CountUnitSamples(const UnitTable& units);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_UNIT_SAMPLES_H_
