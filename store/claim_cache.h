// Claims that were read not long ago: of a subject that is much told of, each article more meets
// the same neighbours.
#ifndef HESHU_STORE_CLAIM_CACHE_H_
#define HESHU_STORE_CLAIM_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "core/claim.h"

namespace heshu::store {

// Knows nothing of the database: who changes claims there has to Clear() it.
class ClaimCache {
 public:
  // Holds between `capacity` and twice as many, those asked for last.
  explicit ClaimCache(std::size_t capacity) : capacity_(capacity) {}

  std::shared_ptr<const Claim> Find(std::int64_t rank);  // null: not here
  std::optional<std::int64_t> RankOf(std::string_view id) const;
  std::shared_ptr<const Claim> Put(std::int64_t rank, Claim claim);
  void Clear();

 private:
  // Claims by rank; ranks by id, which is a view of the claim's.
  struct Generation {
    std::unordered_map<std::int64_t, std::shared_ptr<const Claim>> claims;
    std::unordered_map<std::string_view, std::int64_t> ranks;
  };

  void Keep(std::int64_t rank, const std::shared_ptr<const Claim>& claim);

  std::size_t capacity_;
  Generation young_;
  Generation old_;
};

}  // namespace heshu::store

#endif  // HESHU_STORE_CLAIM_CACHE_H_
