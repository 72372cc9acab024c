// The entities of rules/entities/*.toml, and finding their names in folded text.
//
// Names match case-insensitively; a Latin name only at word boundaries; one space or hyphen between
// Latin letters or digits is optional (DeepSeek V3 = DeepSeek-V3 = DeepSeekV3). A model or product
// name followed by a version that no file lists makes the id `family-version` (VOCABULARY.md §1).
// Immutable; safe from any thread; cheap to copy.
#ifndef HESHU_EXTRACT_MENTIONS_ENTITY_TABLE_H_
#define HESHU_EXTRACT_MENTIONS_ENTITY_TABLE_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "core/error.h"
#include "core/vocabulary.h"
#include "extract/rules/rule_file.h"

namespace heshu::extract {

struct EntityMention {
  ByteSpan span;     // of the folded text
  std::string id;    // "deepseek-v3", or "x:" + the words for a name in no table
  std::string kind;  // EntityDefinition::kind; "name" for a name in no table
  const EntityDefinition* entity =
      nullptr;           // the entity or the family of a derived version; may be null
  bool is_weak = false;  // an alias that is also an ordinary word (苹果, 元宝)
};

// Whether it is a bank, a research house or an office, whose figures are as a rule of others: what
// 台积电 expects is its own, what 高盛 and 某证券 expect is not.
bool IsHouse(const EntityMention& entity);

// The end of a version that stands at `at`: "V4", "-5", " 2.5-72B", " 4 Flash"; " Opus 4.6" has its
// words in the table, so only numbered parts count here. Returns `at` if there is none.
// A bare number after a space ends before a stop or a space, or, where a model is known to be
// spoken of, before Han too: Nova 4同步开源.
enum class VersionMayEnd { kAtStop, kBeforeHan };
std::size_t VersionEnd(std::string_view text, std::size_t at,
                       VersionMayEnd may_end = VersionMayEnd::kAtStop);

class EntityTable {
 public:
  // `fold` is the fold that documents get, so that aliases may be written in any script.
  // Errors name file, line and column: a repeated alias, an unknown owner, an unknown key.
  static Result<EntityTable> Create(const std::vector<RuleFile>& files,
                                    const std::function<std::string(std::string_view)>& fold);

  // Leftmost-longest, in order, not overlapping. `home` is the region of the paper ("" = unknown),
  // where 财政部 and 央行 are those of its own government.
  std::vector<EntityMention> Find(std::string_view folded, std::string_view home = {}) const;

  // The region whose papers write as `text` does, by words that only they use (聯準會, 聯儲局);
  // `text` is as it was written. "" where they are fewer than `fewest` or as many of two places.
  std::string HomeOf(std::string_view text, std::size_t fewest = 2) const;

  // The id whose alias, name or id is `folded` as a whole; "" if none.
  std::string Resolve(std::string_view folded) const;

  const std::vector<EntityDefinition>& definitions() const;
  const EntityDefinition* FindById(std::string_view id) const;
  std::size_t alias_count() const;

 private:
  class Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_ENTITY_TABLE_H_
