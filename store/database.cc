#include "store/database.h"

#include <sqlite3.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>

#include "store/database_error.h"

namespace heshu::store {
namespace {

// SQLite reads names that begin with "file:" or ":" in ways of its own; a path is a path.
std::string LiteralName(const std::string& path) {
  return path.starts_with("file:") || path.starts_with(":") ? "./" + path : path;
}

std::string ImmutableUri(const std::string& path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '?' || c == '#' || c == '%') {
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += kHex[byte >> 4];
      uri += kHex[byte & 15];
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

Result<sqlite3*> OpenHandle(const std::string& name, int flags, const std::string& path) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code == SQLITE_OK) return handle;
  Error error =
      DatabaseError(handle == nullptr ? code : sqlite3_extended_errcode(handle),
                    handle == nullptr ? 0 : sqlite3_system_errno(handle),
                    handle == nullptr ? "out of memory" : sqlite3_errmsg(handle), path, {});
  sqlite3_close(handle);
  return tl::make_unexpected(std::move(error));
}

Result<void> CheckPath(const std::string& path, Access access) {
  namespace fs = std::filesystem;
  if (path.empty()) {
    return Fail(ErrorKind::kInvalidInput, "no database is named", {}, "give one with --db FILE");
  }
  std::error_code ec;
  const auto status = fs::status(path, ec);
  if (fs::is_directory(status)) {
    return Fail(ErrorKind::kInvalidInput, "the database is a folder", path,
                "name a file in it with --db");
  }
  if (fs::exists(status)) {
    if (!fs::is_regular_file(status)) {
      return Fail(ErrorKind::kInvalidInput, "the database is not a regular file", path,
                  "choose another file with --db");
    }
    return {};
  }
  if (status.type() != fs::file_type::not_found) {
    return Fail(ErrorKind::kIo, "the database cannot be reached: " + ec.message(), path,
                "check the permissions of its folders");
  }
  if (access != Access::kCreate) {
    return Fail(ErrorKind::kNotFound, "no such database", path,
                "`heshu ingest` makes one; or choose another with --db");
  }
  const auto folder = fs::path(path).parent_path();
  if (folder.empty()) return {};
  fs::create_directories(folder, ec);
  if (ec && !fs::is_directory(folder)) {
    return Fail(ErrorKind::kIo, "the database's folder cannot be made: " + ec.message(),
                folder.string(), "check the permissions, or choose another file with --db");
  }
  return {};
}

// SQLite's own handler comes to look every 100 ms, and misses the moments that a writer with much
// to write leaves between two transactions.
int WaitForLock(void*, int times_asked) {
  constexpr auto kLook = std::chrono::milliseconds(2);
  if (times_asked >= kLockPatience / kLook) return 0;
  std::this_thread::sleep_for(kLook);
  return 1;
}

// Nobody asks how much memory SQLite has in use, and counting it takes a lock for each block.
void DoWithoutMemoryStatistics() {
  static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)done;
}

// Blocks that a connection keeps for the values of a row, so that reading one allocates nothing.
constexpr int kSmallBytes = 1200;
constexpr int kSmallBlocks = 512;

}  // namespace

Result<std::unique_ptr<Database>> Database::Open(const std::string& path, Access access) {
  DoWithoutMemoryStatistics();
  if (auto checked = CheckPath(path, access); !checked) {
    return tl::make_unexpected(checked.error());
  }
  const int flags = access == Access::kRead    ? SQLITE_OPEN_READONLY
                    : access == Access::kWrite ? SQLITE_OPEN_READWRITE
                                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  auto handle = OpenHandle(LiteralName(path), flags, path);
  if (!handle) return tl::make_unexpected(handle.error());
  if (access == Access::kRead) {
    // The file opens lazily: read its header. A WAL database needs a -shm file beside it; where
    // none can be made and no -wal is left, nobody writes and the file can be read as it stands.
    const int code = sqlite3_exec(*handle, "PRAGMA schema_version", nullptr, nullptr, nullptr);
    const bool no_shared_memory =
        (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
    std::error_code ec;
    if (no_shared_memory && !std::filesystem::exists(path + "-wal", ec)) {
      sqlite3_close(*handle);
      handle = OpenHandle(ImmutableUri(path), flags | SQLITE_OPEN_URI, path);
      if (!handle) return tl::make_unexpected(handle.error());
    }
  }
  std::unique_ptr<Database> database(new Database(path, *handle));
  sqlite3_db_config(*handle, SQLITE_DBCONFIG_LOOKASIDE, nullptr, kSmallBytes, kSmallBlocks);
  sqlite3_extended_result_codes(*handle, 1);
  sqlite3_busy_handler(*handle, WaitForLock, nullptr);
  sqlite3_db_config(*handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(*handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  if (access != Access::kRead && sqlite3_db_readonly(*handle, "main") == 1) {
    // SQLite falls back to reading without a word.
    return tl::make_unexpected(DatabaseError(SQLITE_READONLY, EACCES, "", path, {}));
  }
  auto set = database->Execute(
      "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA secure_delete = OFF;"
      "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144; PRAGMA temp_store = MEMORY;"
      "PRAGMA wal_autocheckpoint = 16000;");
  if (!set) return tl::make_unexpected(set.error());
  return database;
}

Database::~Database() {
  cache_.clear();
  sqlite3_close(handle_);
}

Result<void> Database::Execute(const std::string& sql) {
  errno = 0;
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return Failure(code, sql.c_str());
  return {};
}

Result<std::int64_t> Database::QueryInt(const std::string& sql) {
  auto statement = Prepare(sql);
  if (!statement) return tl::make_unexpected(statement.error());
  const auto row = statement->Step();
  if (!row) return tl::make_unexpected(row.error());
  if (!*row) return Fail(ErrorKind::kNotFound, "no row", sql);
  return statement->Int(0);
}

Result<Statement> Database::Prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK) return Failure(code, std::string(sql).c_str());
  return Statement(this, handle);
}

Result<StatementScope> Database::Cached(std::string_view sql) {
  auto at = cache_.find(sql);
  if (at == cache_.end()) {
    auto statement = Prepare(sql);
    if (!statement) return tl::make_unexpected(statement.error());
    at = cache_.emplace(std::string(sql), std::move(*statement)).first;
  }
  return StatementScope(&at->second);
}

bool Database::InTransaction() const { return sqlite3_get_autocommit(handle_) == 0; }
bool Database::LastFailureWasALock() const {
  const int code = sqlite3_errcode(handle_);
  return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
}
std::int64_t Database::Changes() const { return sqlite3_changes64(handle_); }
std::int64_t Database::LastRowId() const { return sqlite3_last_insert_rowid(handle_); }

tl::unexpected<Error> Database::Failure(int code, const char* sql) const {
  // SQLite does not keep the system's error for each failed write; then errno still has it.
  const int last_errno = errno;
  const int kept_errno = sqlite3_system_errno(handle_);
  const int extended = sqlite3_extended_errcode(handle_);
  const bool same = (extended & 0xff) == (code & 0xff);
  return tl::make_unexpected(DatabaseError(
      same ? extended : code, kept_errno != 0 ? kept_errno : last_errno,
      same ? sqlite3_errmsg(handle_) : sqlite3_errstr(code), path_, sql == nullptr ? "" : sql));
}

}  // namespace heshu::store
