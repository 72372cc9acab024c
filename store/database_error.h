// SQLite's result codes as errors a user can act on.
#ifndef HESHU_STORE_DATABASE_ERROR_H_
#define HESHU_STORE_DATABASE_ERROR_H_

#include <string>
#include <string_view>

#include "core/error.h"

namespace heshu::store {

// `code` is an extended result code, `message` SQLite's own words, `system_errno` that of the
// failed call (0 = none), `statement` the SQL (may be empty; only shown where nothing better is
// known).
Error DatabaseError(int code, int system_errno, std::string_view message, const std::string& path,
                    std::string_view statement);

// "process 4711 (heshu)" for the process that holds a lock on the database, as far as /proc tells;
// "another process" otherwise. Opens no file of the database: closing it would drop our own locks.
std::string LockHolder(const std::string& path);

// What the file's first bytes look like: "a PDF file", "a gzip archive", "text", …
std::string DescribeFile(const std::string& path);

}  // namespace heshu::store

#endif  // HESHU_STORE_DATABASE_ERROR_H_
