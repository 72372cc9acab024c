#include "store/claim_cache.h"

#include <utility>

namespace heshu::store {

std::shared_ptr<const Claim> ClaimCache::Find(std::int64_t rank) {
  if (const auto at = young_.claims.find(rank); at != young_.claims.end()) return at->second;
  const auto at = old_.claims.find(rank);
  if (at == old_.claims.end()) return nullptr;
  const std::shared_ptr<const Claim> claim = at->second;
  Keep(rank, claim);
  return claim;
}

std::optional<std::int64_t> ClaimCache::RankOf(std::string_view id) const {
  for (const Generation* one : {&young_, &old_}) {
    if (const auto at = one->ranks.find(id); at != one->ranks.end()) return at->second;
  }
  return std::nullopt;
}

std::shared_ptr<const Claim> ClaimCache::Put(std::int64_t rank, Claim claim) {
  auto kept = std::make_shared<const Claim>(std::move(claim));
  Keep(rank, kept);
  return kept;
}

void ClaimCache::Keep(std::int64_t rank, const std::shared_ptr<const Claim>& claim) {
  if (young_.claims.size() >= capacity_) {
    old_ = std::move(young_);
    young_ = {};
  }
  if (young_.claims.try_emplace(rank, claim).second) young_.ranks.emplace(claim->id, rank);
}

void ClaimCache::Clear() {
  young_ = {};
  old_ = {};
}

}  // namespace heshu::store
