// Rows of a text and the figures that a careful reader finds in it, for the tables of this folder.
#ifndef HESHU_TESTS_EXTRACT_QUANTITY_QUANTITY_ROWS_H_
#define HESHU_TESTS_EXTRACT_QUANTITY_QUANTITY_ROWS_H_

#include <gtest/gtest.h>

#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "extract/quantity/quantity.h"
#include "extract/quantity/unit_table.h"

namespace heshu::extract {

inline const UnitTable& Shipped() {
  static const UnitTable table = [] {
    auto file = RuleFile::Read(std::string(HESHU_SOURCE_DIR) + "/rules/units.toml");
    if (!file) throw std::runtime_error(file.error().ToString());
    auto units = UnitTable::Create({*file});
    if (!units) throw std::runtime_error(units.error().ToString());
    return *units;
  }();
  return table;
}

// "5600000 USD approx; ..10 percent nearly": every figure, in order; exact is left out.
inline std::string Describe(const std::vector<Quantity>& figures) {
  std::string out;
  for (const Quantity& figure : figures) {
    if (!out.empty()) out += "; ";
    const Value& value = figure.value;
    if (value.lo && value.hi && *value.lo == *value.hi) {
      out += value.lo->ToString();
    } else {
      out += (value.lo ? value.lo->ToString() : "") + ".." + (value.hi ? value.hi->ToString() : "");
    }
    out += " " + figure.unit;
    if (value.bound != Bound::kExact) out += " " + std::string(BoundName(value.bound));
  }
  return out;
}

struct Row {
  std::string name;
  std::string text;
  std::string want;
};
inline void PrintTo(const Row& row, std::ostream* os) { *os << row.text; }
inline std::string Name(const testing::TestParamInfo<Row>& row) { return row.param.name; }

class FindsQuantities : public testing::TestWithParam<Row> {};
}  // namespace heshu::extract

#endif  // HESHU_TESTS_EXTRACT_QUANTITY_QUANTITY_ROWS_H_
