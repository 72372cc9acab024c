#include "store/claim_cache.h"

#include <utility>

namespace heshu::store {

const Claim* ClaimCache::FindByRank(std::int64_t rank) {
  if (const auto at = young_.by_rank.find(rank); at != young_.by_rank.end()) {
    return &at->second->claim;
  }
  const auto at = old_.by_rank.find(rank);
  return at == old_.by_rank.end() ? nullptr : Keep(at->second);
}

const Claim* ClaimCache::FindById(std::string_view id) {
  if (const auto at = young_.by_id.find(id); at != young_.by_id.end()) return &at->second->claim;
  const auto at = old_.by_id.find(id);
  return at == old_.by_id.end() ? nullptr : Keep(at->second);
}

const Claim* ClaimCache::Put(std::int64_t rank, Claim claim) {
  return Keep(std::make_shared<const Entry>(Entry{rank, std::move(claim)}));
}

const Claim* ClaimCache::Keep(std::shared_ptr<const Entry> entry) {
  if (young_.by_rank.size() >= capacity_) {
    old_ = std::move(young_);
    young_ = {};
  }
  const auto [at, is_new] = young_.by_rank.try_emplace(entry->rank, entry);
  if (is_new) young_.by_id.emplace(entry->claim.id, entry);
  return &at->second->claim;
}

void ClaimCache::Clear() {
  young_ = {};
  old_ = {};
}

}  // namespace heshu::store
