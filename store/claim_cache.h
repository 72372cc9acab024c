// Claims that were read not long ago: of a subject that is much told of, each article more meets
// the same neighbours.
#ifndef HESHU_STORE_CLAIM_CACHE_H_
#define HESHU_STORE_CLAIM_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/claim.h"

namespace heshu::store {

// Knows nothing of the database: who changes claims there has to Clear() it.
class ClaimCache {
 public:
  // Holds between `capacity` and twice as many, those asked for last.
  explicit ClaimCache(std::size_t capacity) : capacity_(capacity) {}

  // Null: not here. A claim lives until the next call of any of these.
  const Claim* FindByRank(std::int64_t rank);
  const Claim* FindById(std::string_view id);
  const Claim* Put(std::int64_t rank, Claim claim);
  void Clear();

 private:
  struct Entry {
    std::int64_t rank = 0;
    Claim claim;
  };
  // Entries by rank, and by id; the keys by id are views of the entries.
  struct Generation {
    std::unordered_map<std::int64_t, std::shared_ptr<const Entry>> by_rank;
    std::unordered_map<std::string_view, std::shared_ptr<const Entry>> by_id;
  };

  const Claim* Keep(std::shared_ptr<const Entry> entry);

  std::size_t capacity_;
  Generation young_;
  Generation old_;
};

}  // namespace heshu::store

#endif  // HESHU_STORE_CLAIM_CACHE_H_
