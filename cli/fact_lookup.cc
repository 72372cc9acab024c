#include "cli/fact_lookup.h"

#include <utility>

namespace heshu::cli {

using store::FactHead;

Result<std::vector<FactHead>> FactLookup::With(const std::vector<std::string>& claims) {
  std::vector<std::string> unknown;
  for (const std::string& id : claims) {
    if (asked_.insert(id).second) unknown.push_back(id);
  }
  auto read = store_.FactsWith(unknown);
  if (!read) return tl::make_unexpected(read.error());
  for (FactHead& fact : *read) {
    const std::string id = fact.id;
    const auto [at, is_new] = heads_.try_emplace(id, std::move(fact));
    if (!is_new) continue;
    for (const std::string& claim : at->second.claims) facts_of_[claim].insert(at->first);
  }
  std::set<std::string_view> found;
  for (const std::string& id : claims) {
    const auto at = facts_of_.find(id);
    if (at != facts_of_.end()) found.insert(at->second.begin(), at->second.end());
  }
  std::vector<FactHead> facts;
  facts.reserve(found.size());
  for (const std::string_view id : found) facts.push_back(heads_.at(std::string(id)));
  return facts;
}

void FactLookup::Forget() {
  facts_of_.clear();
  heads_.clear();
  asked_.clear();
}

}  // namespace heshu::cli
