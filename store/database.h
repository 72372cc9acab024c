// One SQLite connection with heshu's settings, and its prepared statements.
//
// Not thread-safe. WAL, foreign keys on, 5 s of patience with other writers. A crash of the process
// loses nothing committed; a power cut may take the last transactions, never half of one.
#ifndef HESHU_STORE_DATABASE_H_
#define HESHU_STORE_DATABASE_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/error.h"
#include "store/statement.h"

struct sqlite3;

namespace heshu::store {

// How long an operation waits for another process that writes.
inline constexpr std::chrono::milliseconds kLockPatience{5000};

// Texts of any kind, so that a view finds a string.
struct HashOfText {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

enum class Access { kRead, kWrite, kCreate };

class Database {
 public:
  // Opens the file; looks at nothing in it yet (migrate.h does). With kCreate a missing file is
  // made, with its folders. A WAL database in a folder that cannot be written is read as it stands.
  static Result<std::unique_ptr<Database>> Open(const std::string& path, Access access);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  const std::string& path() const { return path_; }

  // Runs SQL without parameters, one or more statements.
  Result<void> Execute(const std::string& sql);
  // The first column of the first row; kNotFound if there is none.
  Result<std::int64_t> QueryInt(const std::string& sql);
  // A statement kept for the next time; `sql` is its key. Not to be used twice at the same time.
  Result<StatementScope> Cached(std::string_view sql);
  Result<Statement> Prepare(std::string_view sql);

  bool InTransaction() const;
  bool LastFailureWasALock() const;
  std::int64_t Changes() const;  // rows changed by the last statement
  std::int64_t LastRowId() const;

  // SQLite's last error on this connection, or `code` where that is more precise.
  tl::unexpected<Error> Failure(int code, const char* sql) const;

 private:
  Database(std::string path, sqlite3* handle) : path_(std::move(path)), handle_(handle) {}

  std::string path_;
  sqlite3* handle_;
  std::unordered_map<std::string, Statement, HashOfText, std::equal_to<>> cache_;
};

}  // namespace heshu::store

#endif  // HESHU_STORE_DATABASE_H_
