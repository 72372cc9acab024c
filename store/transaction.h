// All or nothing: what is not committed when the scope ends is rolled back.
#ifndef HESHU_STORE_TRANSACTION_H_
#define HESHU_STORE_TRANSACTION_H_

#include "core/error.h"
#include "store/database.h"

namespace heshu::store {

class Transaction {
 public:
  enum class Kind {
    kRead,   // one unchanging view of the database
    kWrite,  // takes the write lock at once: a later upgrade could fail without waiting
  };

  static Result<Transaction> Begin(Database& database, Kind kind);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Result<void> Commit();

 private:
  explicit Transaction(Database* database) : database_(database) {}
  Database* database_;
};

}  // namespace heshu::store

#endif  // HESHU_STORE_TRANSACTION_H_
