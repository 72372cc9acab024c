// A Claim as a row of the table `claims`, there and back without loss.
#ifndef HESHU_STORE_CLAIM_ROW_H_
#define HESHU_STORE_CLAIM_ROW_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "core/error.h"
#include "store/statement.h"

namespace heshu::store {

// What the row holds beside the claim.
struct ClaimRowExtras {
  std::int64_t rank = 0;
  std::string fact_key;           // "" = not told
  std::string_view document_url;  // claims with this URL do not repeat it
};

// INSERT INTO claims (…) VALUES (?, …), for BindClaim().
std::string InsertClaimSql();
void BindClaim(const Claim& claim, const ClaimRowExtras& extras, Statement& statement);

// The columns that ReadClaim() reads, with `c` for claims and `d` for the joined documents.
const std::string& ClaimColumns();
inline constexpr int kRankColumn = 0;
inline constexpr int kClaimColumnCount = 54;
// Reads ClaimColumns() from column 0 on. Fails with kDatabase if a column holds what heshu never
// writes there.
Result<Claim> ReadClaim(const Statement& statement);

// The columns of a claim that comparing looks at, of `c` for claims alone; kRankColumn is one.
const std::string& ComparedColumns();
// Reads ComparedColumns() from column 0 on, or what ClaimColumns() begins with.
Result<Claim> ReadComparedClaim(const Statement& statement);

// claims.rank; see migrations/0001_foundation.sql. `number` < 2^40.
std::int64_t ClaimRank(bool is_claim, std::string_view published, std::int64_t number);
// The first and last rank of the days from `since` to `until` (YYYY-MM-DD; "" = open), claims or
// bare figures. With `since` open, those of unknown day are in.
struct RankRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
};
RankRange RanksOf(bool is_claim, std::string_view since, std::string_view until);

// ClaimTime, in facts and claims alike: nine columns from time_start to time_how.
void BindTime(const ClaimTime& time, Statement& statement);
Result<ClaimTime> ReadTime(const Statement& statement, int first_column);

// A string, and a map of strings as an object, as JSON.
std::string ToJson(std::string_view text);
std::string ToJson(const std::map<std::string, std::string>& map);

// An error for a stored value that cannot be read.
tl::unexpected<Error> DamagedRow(std::string_view table, std::string_view id,
                                 std::string_view column);

}  // namespace heshu::store

#endif  // HESHU_STORE_CLAIM_ROW_H_
