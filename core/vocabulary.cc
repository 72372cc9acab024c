#include "core/vocabulary.h"

#include <utility>

namespace heshu {
namespace {

// A later definition of the same id replaces the earlier one: users' files are read after ours.
template <typename T>
std::size_t Put(std::vector<T>& all, std::unordered_map<std::string, std::size_t>& index, T value) {
  const auto [at, is_new] = index.try_emplace(value.id, all.size());
  if (is_new) {
    all.push_back(std::move(value));
  } else {
    all[at->second] = std::move(value);
  }
  return at->second;
}

template <typename T>
const T* Find(const std::vector<T>& all, const std::unordered_map<std::string, std::size_t>& index,
              std::string_view id) {
  const auto at = index.find(std::string(id));
  return at == index.end() ? nullptr : &all[at->second];
}

}  // namespace

void Vocabulary::Add(UnitDefinition unit) { Put(units_, unit_index_, std::move(unit)); }

void Vocabulary::Add(MetricDefinition metric) {
  const std::size_t at = Put(metrics_, metric_index_, std::move(metric));
  for (const std::string& alias : metrics_[at].aliases) metric_index_.try_emplace(alias, at);
}

void Vocabulary::Add(EntityDefinition entity) { Put(entities_, entity_index_, std::move(entity)); }

const UnitDefinition* Vocabulary::FindUnit(std::string_view id) const {
  return Find(units_, unit_index_, id);
}
const MetricDefinition* Vocabulary::FindMetric(std::string_view id) const {
  return Find(metrics_, metric_index_, id);
}
const EntityDefinition* Vocabulary::FindEntity(std::string_view id) const {
  return Find(entities_, entity_index_, id);
}

}  // namespace heshu
