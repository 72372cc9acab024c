#include "cli/fact_lookup.h"

#include <algorithm>
#include <utility>

namespace heshu::cli {

using store::FactHead;

Result<std::vector<const FactHead*>> FactLookup::With(const std::vector<std::string>& claims) {
  std::vector<std::string> unknown;
  for (const std::string& id : claims) {
    if (asked_.insert(id).second) unknown.push_back(id);
  }
  const auto facts = store_.FactsWith(unknown);
  if (!facts) return tl::make_unexpected(facts.error());
  for (const std::string& id : *facts) {
    if (heads_.contains(id)) continue;
    auto head = store_.ReadFactHead(id);
    if (!head) return tl::make_unexpected(head.error());
    if (!*head) continue;
    const auto at = heads_.emplace(id, std::move(**head)).first;
    for (const std::string& claim : at->second.claims) facts_of_[claim].push_back(&at->second);
  }
  std::vector<const FactHead*> found;
  std::unordered_set<const FactHead*> seen;
  for (const std::string& id : claims) {
    const auto at = facts_of_.find(id);
    if (at == facts_of_.end()) continue;
    for (const FactHead* fact : at->second) {
      if (seen.insert(fact).second) found.push_back(fact);
    }
  }
  std::sort(found.begin(), found.end(),
            [](const FactHead* a, const FactHead* b) { return a->id < b->id; });
  return found;
}

void FactLookup::Forget() {
  facts_of_.clear();
  heads_.clear();
  asked_.clear();
}

}  // namespace heshu::cli
