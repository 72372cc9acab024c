// Tells a heshu database from others, and brings an older one up to date.
#ifndef HESHU_STORE_MIGRATE_H_
#define HESHU_STORE_MIGRATE_H_

#include <cstdint>

#include "core/error.h"
#include "store/database.h"

namespace heshu::store {

// PRAGMA application_id of every heshu database: "HSHU".
inline constexpr std::int64_t kApplicationId = 0x48534855;

// The newest schema this program knows.
int NewestSchema();

// Fails with kDatabase on another program's database, a newer schema or, with kRead, an older or
// empty one. Otherwise runs the missing migrations, each in one transaction, and turns WAL on.
Result<void> Migrate(Database& database, Access access);

}  // namespace heshu::store

#endif  // HESHU_STORE_MIGRATE_H_
