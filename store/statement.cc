#include "store/statement.h"

#include <sqlite3.h>

#include <cerrno>
#include <utility>

#include "store/database.h"

namespace heshu::store {

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      handle_(std::exchange(other.handle_, nullptr)),
      next_parameter_(other.next_parameter_),
      bind_error_(other.bind_error_) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(handle_, other.handle_);
  std::swap(next_parameter_, other.next_parameter_);
  std::swap(bind_error_, other.bind_error_);
  return *this;
}

Statement::~Statement() { sqlite3_finalize(handle_); }

void Statement::Note(int code) {
  if (bind_error_ == SQLITE_OK) bind_error_ = code;
}

Statement& Statement::Bind(std::int64_t value) {
  Note(sqlite3_bind_int64(handle_, next_parameter_++, value));
  return *this;
}

Statement& Statement::Bind(double value) {
  Note(sqlite3_bind_double(handle_, next_parameter_++, value));
  return *this;
}

Statement& Statement::Bind(std::string_view text) {
  // A null pointer would bind NULL; an empty view may hold one.
  const char* bytes = text.empty() ? "" : text.data();
  Note(sqlite3_bind_text64(handle_, next_parameter_++, bytes, text.size(), SQLITE_TRANSIENT,
                           SQLITE_UTF8));
  return *this;
}

Statement& Statement::BindBlob(std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  Note(sqlite3_bind_blob64(handle_, next_parameter_++, data, bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::BindNull() {
  Note(sqlite3_bind_null(handle_, next_parameter_++));
  return *this;
}

Statement& Statement::BindOrNull(std::string_view text) {
  return text.empty() ? BindNull() : Bind(text);
}

Statement& Statement::Bind(const std::optional<std::int64_t>& value) {
  return value ? Bind(*value) : BindNull();
}

Result<bool> Statement::Step() {
  if (bind_error_ != SQLITE_OK) return database_->Failure(bind_error_, sqlite3_sql(handle_));
  errno = 0;
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  auto failure = database_->Failure(code, sqlite3_sql(handle_));
  sqlite3_reset(handle_);
  return failure;
}

Result<void> Statement::Run() {
  for (;;) {
    const auto row = Step();
    if (!row) {
      Reset();
      return tl::make_unexpected(row.error());
    }
    if (!*row) break;
  }
  Reset();
  return {};
}

void Statement::Reset() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
  next_parameter_ = 1;
  bind_error_ = SQLITE_OK;
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}
std::int64_t Statement::Int(int column) const { return sqlite3_column_int64(handle_, column); }
double Statement::Double(int column) const { return sqlite3_column_double(handle_, column); }

std::string_view Statement::View(int column) const {
  // Of a text its bytes, in UTF-8 as all that is stored; asked for before their number: SQLite may
  // convert in place.
  const void* bytes = sqlite3_column_blob(handle_, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

}  // namespace heshu::store
