// The units, currencies, classifiers, counted nouns and bound words of rules/units.toml, by their
// spellings.
//
// A unit file is TOML with these tables, all texts folded (NFKC, simplified); its head comment says
// what each key means:
//   [[unit]] [[classifier]] [[noun]]   what may stand behind (a currency also before) a number
//   [[before]] [[after]]               bound words, verbs of movement, fillers around a figure
//   [[per]] [[head]]                   日均, 每秒; words that lend a bare number its unit
//   [[phrase]]                         words that are a figure themselves: 翻倍, 腰斩, 过半
//   [[skip]] [[ordinal]] [[rank]]      what holds no figure; what makes an ordinal a rank
#ifndef HESHU_EXTRACT_QUANTITY_UNIT_TABLE_H_
#define HESHU_EXTRACT_QUANTITY_UNIT_TABLE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/vocabulary.h"
#include "extract/rules/rule_file.h"

namespace heshu::extract {

// Immutable; safe from any thread; cheap to copy.
class UnitTable {
 public:
  // Each file adds to or replaces spellings of the ones before it (ours first, then users').
  // Errors name file, line and column.
  static Result<UnitTable> Create(const std::vector<RuleFile>& files);

  // Unit definitions, for Vocabulary::Add: every unit, and its rates (token/min, CNY/kWh).
  const std::vector<UnitDefinition>& definitions() const;

  // Defined in unit_table_impl.h, for the readers of this folder.
  class Impl;
  const Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_UNIT_TABLE_H_
