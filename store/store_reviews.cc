// Store: what people said of facts.
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {

Result<void> Store::Review(const FactReview& review) {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  {
    auto known = database.Cached(
        "SELECT 1 FROM facts WHERE id = ?1 UNION ALL SELECT 1 FROM reviews WHERE fact = ?1");
    if (!known) return Forward(known);
    const auto row = (*known)->Bind(std::string_view(review.fact)).Step();
    if (!row) return Forward(row);
    if (!*row) {
      return Fail(ErrorKind::kNotFound, "there is no such fact", review.fact,
                  "ids stand in the output of `heshu conflicts`");
    }
  }
  auto insert = database.Cached(
      "INSERT INTO reviews (fact_key, fact, state, note, at)"
      " VALUES (coalesce((SELECT key FROM facts WHERE id = ?1), ?1), ?1, ?2, ?3, ?4)");
  if (!insert) return Forward(insert);
  (*insert)->Bind(std::string_view(review.fact)).BindOrNull(review.state);
  (*insert)->Bind(std::string_view(review.note)).Bind(std::string_view(review.at));
  if (auto done = (*insert)->Run(); !done) return done;
  return transaction->Commit();
}

Result<std::vector<FactReview>> Store::ReviewsOf(std::string_view fact) {
  auto select = impl_->database->Cached(
      "SELECT fact, state, note, at FROM reviews WHERE fact = ? ORDER BY id");
  if (!select) return Forward(select);
  (*select)->Bind(fact);
  std::vector<FactReview> reviews;
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return reviews;
    reviews.push_back(
        {(*select)->Text(0), (*select)->Text(1), (*select)->Text(2), (*select)->Text(3)});
  }
}

Result<std::int64_t> Store::NewestRun() {
  auto select = impl_->database->Cached("SELECT coalesce(max(id), 0) FROM runs");
  if (!select) return Forward(select);
  const auto row = (*select)->Step();
  if (!row) return Forward(row);
  return *row ? (*select)->Int(0) : 0;
}

}  // namespace heshu::store
