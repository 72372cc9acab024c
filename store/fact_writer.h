// A Fact into the tables `facts`, `fact_claims` and `fact_subjects`. Within a transaction of the
// caller's.
#ifndef HESHU_STORE_FACT_WRITER_H_
#define HESHU_STORE_FACT_WRITER_H_

#include <cstdint>

#include "core/error.h"
#include "core/fact.h"
#include "store/database.h"

namespace heshu::store {

// `run` 0 = none. kInvalidInput: it names a claim that is not stored.
Result<void> InsertFact(Database& database, const Fact& fact, std::int64_t run);

// Makes the stored fact of the same id what `fact` is, writing no more than differs: a fact that
// one source more tells is one row in each of a few places, and not all of it anew. False: verdict,
// severity or what it is of differ, it has to be taken out and put in; nothing is written then.
Result<bool> UpdateFact(Database& database, const Fact& fact, std::int64_t run);

}  // namespace heshu::store

#endif  // HESHU_STORE_FACT_WRITER_H_
