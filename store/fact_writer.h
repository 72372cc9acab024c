// A Fact into the tables `facts`, `fact_claims` and `fact_subjects`. Within a transaction of the
// caller's.
#ifndef HESHU_STORE_FACT_WRITER_H_
#define HESHU_STORE_FACT_WRITER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "core/error.h"
#include "core/fact.h"
#include "store/database.h"

namespace heshu::store {

// claims.rank of the claim of an id; empty: it is not stored.
using RankOfClaim = std::function<Result<std::optional<std::int64_t>>(std::string_view id)>;

// `run` 0 = none. kInvalidInput: it names a claim that is not stored.
Result<void> InsertFact(Database& database, const Fact& fact, std::int64_t run,
                        const RankOfClaim& ranks);

// Makes the stored fact of the same id what `fact` is, writing no more than differs: a fact that
// one source more tells is one row in each of a few places, and not all of it anew. False: its
// verdict or what it is of differs, it has to be taken out and put in; nothing is written then.
Result<bool> UpdateFact(Database& database, const Fact& fact, std::int64_t run,
                        const RankOfClaim& ranks);

}  // namespace heshu::store

#endif  // HESHU_STORE_FACT_WRITER_H_
