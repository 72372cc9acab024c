// What the rule files define and later stages need to know: units, metrics, entities.
//
// extract/rules loads them from rules/*.toml; compare/ and cli/ read them. Ids are those of
// VOCABULARY.md: lower-case ASCII, subjects with `-` and `.`, metrics and qualifier keys with `_`.
#ifndef HESHU_CORE_VOCABULARY_H_
#define HESHU_CORE_VOCABULARY_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/decimal.h"

namespace heshu {

// A unit id and how it converts: value in `base` = value × `factor`. Units of one base compare.
struct UnitDefinition {
  std::string id;         // "CNY/1e6 token", "MW", "token/min"
  std::string dimension;  // "money", "power", "token_rate"
  std::string base;       // "W"; itself if it converts to nothing
  Decimal factor{1, 0};
};

enum class MetricKind { kLevel, kConstant, kFlow, kEvent };  // CLAIMS.md, "Metric record"

struct MetricDefinition {
  std::string id;
  std::string name;  // English, for tables
  std::string name_zh;
  std::vector<std::string> dimensions;
  MetricKind kind = MetricKind::kLevel;
  bool functional = true;             // one value at a time; false: many may hold at once
  bool part_whole = false;            // a part may not exceed its whole
  bool cumulative = false;            // may not fall
  std::vector<std::string> required;  // qualifiers that must be known to compare at all
  std::vector<std::string> aliases;   // spellings that mean this id
  int half_life_days = 0;             // 0 = does not age
  std::string growth;                 // the metric of its growth ("revenue_growth") or ""
  bool own_outlook = false;           // what is expected of it, its subject says: capex, guidance
};

struct EntityDefinition {
  std::string id;
  std::string kind;    // company product model chip index exchange region person body group outlet
  std::string name;    // display name, simplified Chinese or Latin
  std::string owner;   // entity id or ""
  std::string family;  // entity id or "": version ⊂ family
  std::string near;    // entity id or "": the same figure may be told of either
  std::string region;  // "cn", "hk", "tw", "us", …: decides a bare 元
  std::string quoted_per;  // unit that its price in dollars is of, said or not (barrel, oz), or ""
  std::vector<std::string> aliases;      // folded text
  bool is_house = false;                 // a bank or research house: it mostly speaks of others
  int fiscal_year_end = 0;               // the month that its fiscal year ends with; 0 = not told
  bool is_fiscal_year_of_start = false;  // 2025财年 begins in 2025 and does not end in it (Japan)
};

// Lookup by id. Pointers live as long as the Vocabulary; nullptr = unknown.
class Vocabulary {
 public:
  void Add(UnitDefinition unit);
  void Add(MetricDefinition metric);
  void Add(EntityDefinition entity);

  const UnitDefinition* FindUnit(std::string_view id) const;
  const MetricDefinition* FindMetric(std::string_view id) const;  // aliases too
  const EntityDefinition* FindEntity(std::string_view id) const;

  const std::vector<UnitDefinition>& units() const { return units_; }
  const std::vector<MetricDefinition>& metrics() const { return metrics_; }
  const std::vector<EntityDefinition>& entities() const { return entities_; }

 private:
  std::vector<UnitDefinition> units_;
  std::vector<MetricDefinition> metrics_;
  std::vector<EntityDefinition> entities_;
  std::unordered_map<std::string, std::size_t> unit_index_;
  std::unordered_map<std::string, std::size_t> metric_index_;
  std::unordered_map<std::string, std::size_t> entity_index_;
};

}  // namespace heshu

#endif  // HESHU_CORE_VOCABULARY_H_
