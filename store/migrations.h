// The schema's steps, compiled in from store/migrations/*.sql.
#ifndef HESHU_STORE_MIGRATIONS_H_
#define HESHU_STORE_MIGRATIONS_H_

#include <span>
#include <string_view>

namespace heshu::store {

struct Migration {
  int version;            // PRAGMA user_version once it is done
  std::string_view name;  // "0001_foundation"
  std::string_view sql;
};

// By rising version, without gaps, from 1.
std::span<const Migration> Migrations();

}  // namespace heshu::store

#endif  // HESHU_STORE_MIGRATIONS_H_
