// Claims that a full-text expression finds, the newest first.
#ifndef HESHU_STORE_NEWEST_MATCHES_H_
#define HESHU_STORE_NEWEST_MATCHES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "store/claim_row.h"
#include "store/database.h"

namespace heshu::store {

// Asks the index for one stretch of ranks after another, each in rising order: in falling order
// FTS5 (SQLite 3.40, of Debian 12) loses rows where several words have to be found together and are
// told of often. Time grows with what is taken, not with what matches.
class NewestMatches {
 public:
  // `index` is claims_fts or claims_head_fts.
  NewestMatches(Database& database, std::string_view index, std::string match, RankRange region);

  // The next rank; nullopt: there is none.
  Result<std::optional<std::int64_t>> Next();

 private:
  Result<void> ReadStretch();
  // Those from `begin` to the end of what is left, no more than kMost + 1.
  Result<void> ReadFrom(std::int64_t begin);

  Database& database_;
  std::string sql_;
  std::string match_;
  RankRange left_;                   // not yet asked for
  std::int64_t length_;              // of the next stretch
  std::vector<std::int64_t> ranks_;  // of this one, the newest last
};

}  // namespace heshu::store

#endif  // HESHU_STORE_NEWEST_MATCHES_H_
