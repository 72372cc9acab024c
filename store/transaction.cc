#include "store/transaction.h"

#include <utility>

namespace heshu::store {

Result<Transaction> Transaction::Begin(Database& database, Kind kind) {
  auto begun = database.Execute(kind == Kind::kWrite ? "BEGIN IMMEDIATE" : "BEGIN");
  if (!begun) return tl::make_unexpected(begun.error());
  return Transaction(&database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  // SQLite rolls back by itself on a full disk; then there is nothing left to end.
  if (database_ != nullptr && database_->InTransaction()) (void)database_->Execute("ROLLBACK");
}

Result<void> Transaction::Commit() {
  auto committed = database_->Execute("COMMIT");
  if (committed) database_ = nullptr;
  return committed;
}

}  // namespace heshu::store
