// The units, currencies, classifiers and counted nouns of rules/units.toml, by their spellings.
#ifndef HESHU_EXTRACT_CLAIMS_UNIT_TABLE_H_
#define HESHU_EXTRACT_CLAIMS_UNIT_TABLE_H_

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

  // Unit definitions, for Vocabulary::Add.
  const std::vector<UnitDefinition>& definitions() const;

  class Impl;
  const Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_UNIT_TABLE_H_
