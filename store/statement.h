// One prepared statement. Indexes of parameters count from 1, of columns from 0, as SQLite does.
//
// A bound string is copied. Column views die with the next Step(), Reset() or the statement.
#ifndef HESHU_STORE_STATEMENT_H_
#define HESHU_STORE_STATEMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/decimal.h"
#include "core/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace heshu::store {

class Database;

class Statement {
 public:
  Statement(Database* database, sqlite3_stmt* handle) : database_(database), handle_(handle) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  // Each binds the next parameter and returns the statement, so that calls chain in the order of
  // the question marks. A failure to bind (out of memory, too long) is reported by Step().
  Statement& Bind(std::int64_t value);
  Statement& Bind(double value);
  Statement& Bind(std::string_view text);
  Statement& BindBlob(std::string_view bytes);
  Statement& BindNull();
  Statement& BindOrNull(std::string_view text);  // "" as NULL
  Statement& Bind(const std::optional<std::int64_t>& value);

  // True: a row stands ready. False: done.
  Result<bool> Step();
  // Step() to the end and Reset(), for statements without rows.
  Result<void> Run();
  // Ready for another round; all parameters unbound.
  void Reset();

  bool IsNull(int column) const;
  std::int64_t Int(int column) const;
  double Double(int column) const;
  std::string_view View(int column) const;  // text or blob; "" for NULL
  std::string Text(int column) const { return std::string(View(column)); }

 private:
  void Note(int code);

  Database* database_;
  sqlite3_stmt* handle_;
  int next_parameter_ = 1;
  int bind_error_ = 0;
};

// Resets a cached statement when the scope ends, so that it holds no lock and no row.
class StatementScope {
 public:
  explicit StatementScope(Statement* statement) : statement_(statement) {}
  StatementScope(const StatementScope&) = delete;
  StatementScope& operator=(const StatementScope&) = delete;
  StatementScope(StatementScope&& other) noexcept : statement_(other.statement_) {
    other.statement_ = nullptr;
  }
  StatementScope& operator=(StatementScope&&) = delete;
  ~StatementScope() {
    if (statement_ != nullptr) statement_->Reset();
  }
  Statement* operator->() const { return statement_; }
  Statement& operator*() const { return *statement_; }

 private:
  Statement* statement_;
};

}  // namespace heshu::store

#endif  // HESHU_STORE_STATEMENT_H_
