#include "extract/quantity/unit_samples.h"

#include <string_view>

#include "extract/quantity/quantity.h"
#include "extract/quantity/unit_table_impl.h"

namespace heshu::extract {
namespace {

// "5600000 USD", "..10 percent nearly", "0.2..0.3 CNY range".
std::string Describe(const Quantity& quantity, bool with_bound) {
  const Value& value = quantity.value;
  std::string out;
  if (value.lo && value.hi && *value.lo == *value.hi) {
    out = value.lo->ToString();
  } else {
    out = (value.lo ? value.lo->ToString() : "") + ".." + (value.hi ? value.hi->ToString() : "");
  }
  out += " " + quantity.unit;
  if (with_bound) out += " " + std::string(BoundName(value.bound));
  return out;
}

}  // namespace

std::vector<SampleProblem> CheckUnitSamples(const UnitTable& units) {
  std::vector<SampleProblem> problems;
  for (const UnitSample& sample : units.impl().samples) {
    const auto figures = FindQuantities(sample.text, {}, units);
    std::string found;
    bool holds = sample.expected.empty();
    for (const Quantity& figure : figures) {
      found += (found.empty() ? "" : "; ") + Describe(figure, true);
      if (!sample.expected.empty()) {
        holds = holds || Describe(figure, false) == sample.expected ||
                Describe(figure, true) == sample.expected;
      } else if (sample.unit.empty() || figure.unit == sample.unit) {
        holds = false;
      }
    }
    if (holds) continue;
    problems.push_back({sample.where, sample.text,
                        !sample.expected.empty() ? sample.expected
                        : sample.unit.empty()    ? "no figure"
                                                 : "no figure of " + sample.unit,
                        found.empty() ? "no figure" : found});
  }
  return problems;
}

std::size_t CountUnitSamples(const UnitTable& units) { return units.impl().samples.size(); }

}  // namespace heshu::extract
