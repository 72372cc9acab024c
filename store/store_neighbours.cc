// Store: what one document has to be compared with.
#include <algorithm>
#include <cstdlib>
#include <limits>

#include "store/claim_row.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

// The keys are hashes of 64 bits; SQLite's integers have a sign.
std::int64_t Signed(std::uint64_t hash) { return static_cast<std::int64_t>(hash); }

struct KeyRow {
  std::int64_t day = 0;
  std::int64_t signature = 0;
  std::int64_t claim = 0;
};

// The next row of `key` after (before) that day and signature, any row of the same passed over: one
// look-up each, however many claims say the same.
constexpr std::string_view kNextRow =
    "SELECT day, signature, claim FROM claim_keys WHERE key = ? AND (day, signature) > (?, ?)"
    " AND day <= ? ORDER BY day, signature, claim LIMIT 1";
constexpr std::string_view kRowBefore =
    "SELECT day, signature, claim FROM claim_keys WHERE key = ? AND (day, signature) < (?, ?)"
    " AND day >= ? ORDER BY day DESC, signature DESC, claim DESC LIMIT 1";
// Of those that say the same, the first published.
constexpr std::string_view kFirstOfSame =
    "SELECT min(claim) FROM claim_keys WHERE key = ? AND day = ? AND signature = ?";

Result<std::vector<KeyRow>> Walk(Database& database, std::string_view sql, std::int64_t key,
                                 std::int64_t day, std::int64_t signature, std::int64_t last_day,
                                 std::size_t limit) {
  std::vector<KeyRow> rows;
  auto select = database.Cached(sql);
  if (!select) return Forward(select);
  while (rows.size() < limit) {
    (*select)->Bind(key).Bind(day).Bind(signature).Bind(last_day);
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) break;
    rows.push_back({(*select)->Int(0), (*select)->Int(1), (*select)->Int(2)});
    (*select)->Reset();
    day = rows.back().day;
    signature = rows.back().signature;
  }
  return rows;
}

Result<std::optional<Claim>> ReadByRank(Database& database, std::int64_t rank) {
  auto select = database.Cached("SELECT " + ClaimColumns() +
                                " FROM claims AS c JOIN documents AS d ON d.id = c.doc"
                                " WHERE c.rank = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(rank).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<Claim>();
  auto claim = ReadClaim(**select);
  if (!claim) return Forward(claim);
  return std::optional(std::move(*claim));
}

}  // namespace

Result<void> Store::InOneTransaction(const std::function<Result<void>()>& work) {
  auto transaction = Transaction::Begin(*impl_->database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  if (auto done = work(); !done) return done;
  return transaction->Commit();
}

Result<std::vector<std::string>> Store::PendingDocuments(std::size_t limit) {
  auto select = impl_->database->Cached(
      "SELECT p.doc FROM pending_comparisons AS p JOIN documents AS d ON d.id = p.doc"
      " ORDER BY d.number LIMIT ?");
  if (!select) return Forward(select);
  (*select)->Bind(static_cast<std::int64_t>(limit));
  std::vector<std::string> docs;
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return docs;
    docs.push_back((*select)->Text(0));
  }
}

Result<std::size_t> Store::CountPending() {
  const auto count = impl_->database->QueryInt("SELECT count(*) FROM pending_comparisons");
  if (!count) return Forward(count);
  return static_cast<std::size_t>(*count);
}

Result<void> Store::MarkCompared(std::string_view doc) {
  auto remove = impl_->database->Cached("DELETE FROM pending_comparisons WHERE doc = ?");
  if (!remove) return Forward(remove);
  return (*remove)->Bind(doc).Run();
}

Result<void> Store::MarkAllPending() {
  return InOneTransaction([this] {
    return impl_->database->Execute(
        "DELETE FROM fact_claims; DELETE FROM facts; DELETE FROM claim_keys;"
        "DELETE FROM sketch_bands; DELETE FROM document_sketches;"
        "INSERT OR IGNORE INTO pending_comparisons SELECT id FROM documents");
  });
}

Result<void> Store::IndexClaims(std::string_view doc,
                                const std::vector<std::pair<std::string, ClaimKey>>& keys) {
  Database& database = *impl_->database;
  auto remove = database.Cached(
      "DELETE FROM claim_keys WHERE claim IN (SELECT rank FROM claims WHERE doc = ?)");
  if (!remove) return Forward(remove);
  if (auto done = (*remove)->Bind(doc).Run(); !done) return done;
  auto insert = database.Cached(
      "INSERT OR IGNORE INTO claim_keys (key, day, signature, claim)"
      " SELECT ?, ?, ?, rank FROM claims WHERE id = ?");
  if (!insert) return Forward(insert);
  for (const auto& [claim, key] : keys) {
    (*insert)->Bind(Signed(key.key)).Bind(key.day).Bind(Signed(key.signature));
    if (auto done = (*insert)->Bind(std::string_view(claim)).Run(); !done) return done;
  }
  return {};
}

Result<std::vector<Claim>> Store::FindNeighbours(const ClaimKey& key, std::int64_t days,
                                                 std::size_t limit) {
  Database& database = *impl_->database;
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  const std::int64_t hash = Signed(key.key);
  // Those of the day itself are ahead; each half may fill what the other leaves.
  auto ahead = Walk(database, kNextRow, hash, key.day, kLeast, key.day + days, limit);
  if (!ahead) return Forward(ahead);
  auto behind = Walk(database, kRowBefore, hash, key.day, kLeast, key.day - days, limit);
  if (!behind) return Forward(behind);
  std::vector<KeyRow> rows = std::move(*ahead);
  rows.insert(rows.end(), behind->begin(), behind->end());
  std::stable_sort(rows.begin(), rows.end(), [&](const KeyRow& a, const KeyRow& b) {
    return std::abs(a.day - key.day) < std::abs(b.day - key.day);
  });
  if (rows.size() > limit) rows.resize(limit);
  std::vector<Claim> claims;
  for (KeyRow& row : rows) {
    auto first = database.Cached(kFirstOfSame);
    if (!first) return Forward(first);
    const auto there = (*first)->Bind(hash).Bind(row.day).Bind(row.signature).Step();
    if (!there) return Forward(there);
    if (*there) row.claim = (*first)->Int(0);
    auto claim = ReadByRank(database, row.claim);
    if (!claim) return Forward(claim);
    if (*claim) claims.push_back(std::move(**claim));
  }
  return claims;
}

Result<std::vector<Claim>> Store::ReadClaims(const std::vector<std::string>& ids) {
  std::vector<Claim> claims;
  for (const auto& id : ids) {
    auto claim = FindClaim(id);
    if (!claim) return Forward(claim);
    if (*claim) claims.push_back(std::move(**claim));
  }
  return claims;
}

Result<std::vector<Claim>> Store::ClaimsOfDocument(std::string_view doc) {
  auto select = impl_->database->Cached("SELECT " + ClaimColumns() +
                                        " FROM claims AS c JOIN documents AS d ON d.id = c.doc"
                                        " WHERE c.doc = ? AND c.is_claim = 1");
  if (!select) return Forward(select);
  (*select)->Bind(doc);
  std::vector<Claim> claims;
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return claims;
    auto claim = ReadClaim(**select);
    if (!claim) return Forward(claim);
    claims.push_back(std::move(*claim));
  }
}

std::string Store::Fold(std::string_view text) const { return impl_->Fold(text); }

}  // namespace heshu::store
