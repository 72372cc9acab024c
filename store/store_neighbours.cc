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

// Walks one range away from a day, forward or backward: the rows of one day and signature are
// passed over with one look-up, however many claims say the same.
class Walk {
 public:
  struct Row {
    std::int64_t key = 0;
    std::int64_t day = 0;
    std::int64_t signature = 0;
    std::int64_t claim = 0;  // the first published of those that say the same
  };

  // Forward from `day` on; backward from the day before.
  Walk(const KeyRange& range, std::int64_t day, bool is_forward)
      : is_forward_(is_forward), end_(is_forward ? range.last_day : range.first_day) {
    row_.key = Signed(range.key);
    row_.day = is_forward ? std::max(day, range.first_day) : std::min(day, range.last_day + 1);
    row_.signature = std::numeric_limits<std::int64_t>::min();
  }

  bool is_forward() const { return is_forward_; }
  // Null where the range has ended.
  const Row* row() const { return has_row_ ? &row_ : nullptr; }

  Result<void> Advance(Database& database) {
    auto select = database.Cached(is_forward_ ? kForward : kBackward);
    if (!select) return Forward(select);
    (*select)->Bind(row_.key).Bind(row_.day).Bind(row_.signature).Bind(end_);
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    has_row_ = *row;
    if (!has_row_) return {};
    row_.day = (*select)->Int(0);
    row_.signature = (*select)->Int(1);
    row_.claim = (*select)->Int(2);
    return {};
  }

 private:
  static constexpr std::string_view kForward =
      "SELECT day, signature, claim FROM claim_keys WHERE key = ? AND (day, signature) > (?, ?)"
      " AND day <= ? ORDER BY day, signature, claim LIMIT 1";
  static constexpr std::string_view kBackward =
      "SELECT day, signature, claim FROM claim_keys WHERE key = ? AND (day, signature) < (?, ?)"
      " AND day >= ? ORDER BY day DESC, signature DESC, claim DESC LIMIT 1";

  bool is_forward_ = true;
  bool has_row_ = false;
  std::int64_t end_ = 0;
  Row row_;
};

// The claim that was published first of those that say the same as the one that the walk stands at:
// forward it is that one, backward the last is met first.
Result<std::int64_t> FirstOfSame(Database& database, const Walk& walk) {
  const Walk::Row& row = *walk.row();
  if (walk.is_forward()) return row.claim;
  auto first = database.Cached(
      "SELECT claim FROM claim_keys WHERE key = ? AND day = ? AND signature = ?"
      " ORDER BY claim LIMIT 1");
  if (!first) return Forward(first);
  const auto there = (*first)->Bind(row.key).Bind(row.day).Bind(row.signature).Step();
  if (!there) return Forward(there);
  return *there ? (*first)->Int(0) : row.claim;
}

constexpr std::string_view kFromClaims =
    " FROM claims AS c JOIN documents AS d ON d.id = c.doc WHERE ";

}  // namespace

Result<void> Store::Impl::Refresh() {
  auto select = database->Cached("PRAGMA data_version");
  if (!select) return Forward(select);
  const auto row = (*select)->Step();
  if (!row) return Forward(row);
  const std::int64_t now = *row ? (*select)->Int(0) : -1;
  if (now != data_version) ForgetAll();
  data_version = now;
  return {};
}

Result<const Claim*> Store::Impl::ReadClaimOnce(std::string_view id) {
  if (!keeps_claims) claim_cache.Clear();
  if (const Claim* known = claim_cache.FindById(id)) return known;
  static const std::string sql = "SELECT " + ClaimColumns() + std::string(kFromClaims) + "c.id = ?";
  auto select = database->Cached(sql);
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(id).Step();
  if (!row) return Forward(row);
  if (!*row) return nullptr;
  auto claim = ReadClaim(**select);
  if (!claim) return Forward(claim);
  return claim_cache.Put((*select)->Int(kRankColumn), std::move(*claim));
}

Result<const Claim*> Store::Impl::ReadClaimOnce(std::int64_t rank) {
  if (!keeps_claims) claim_cache.Clear();
  if (const Claim* known = claim_cache.FindByRank(rank)) return known;
  static const std::string sql =
      "SELECT " + ClaimColumns() + std::string(kFromClaims) + "c.rank = ?";
  auto select = database->Cached(sql);
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(rank).Step();
  if (!row) return Forward(row);
  if (!*row) return nullptr;
  auto claim = ReadClaim(**select);
  if (!claim) return Forward(claim);
  return claim_cache.Put(rank, std::move(*claim));
}

Result<void> Store::InOneTransaction(const std::function<Result<void>()>& work) {
  auto transaction = Transaction::Begin(*impl_->database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  if (auto done = impl_->Refresh(); !done) return done;
  impl_->keeps_claims = true;
  auto done = work();
  impl_->keeps_claims = false;
  if (!done) {
    impl_->ForgetAll();
    return done;
  }
  return transaction->Commit();
}

Result<std::vector<std::string>> Store::PendingDocuments(std::size_t limit) {
  auto select = impl_->database->Cached(
      "SELECT d.id FROM pending_comparisons AS p CROSS JOIN documents AS d ON d.number = p.number"
      " ORDER BY p.number LIMIT ?");
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
  auto remove = impl_->database->Cached(
      "DELETE FROM pending_comparisons WHERE number = (SELECT number FROM documents WHERE id = ?)");
  if (!remove) return Forward(remove);
  return (*remove)->Bind(doc).Run();
}

Result<void> Store::MarkAllPending() {
  return InOneTransaction([this] {
    return impl_->database->Execute(
        "DELETE FROM fact_claims; DELETE FROM facts; DELETE FROM claim_keys;"
        "DELETE FROM sketch_bands; DELETE FROM document_sketches;"
        "INSERT OR IGNORE INTO pending_comparisons SELECT number FROM documents");
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

Result<std::vector<Claim>> Store::FindNeighbours(const std::vector<KeyRange>& ranges,
                                                 std::int64_t day, std::size_t limit) {
  Database& database = *impl_->database;
  std::vector<Walk> walks;
  for (const KeyRange& range : ranges) {
    for (const bool is_forward : {true, false}) {
      walks.emplace_back(range, day, is_forward);
      if (auto done = walks.back().Advance(database); !done) return Forward(done);
    }
  }
  std::vector<Claim> claims;
  while (claims.size() < limit) {
    Walk* nearest = nullptr;
    for (Walk& walk : walks) {
      if (walk.row() != nullptr &&
          (nearest == nullptr ||
           std::abs(walk.row()->day - day) < std::abs(nearest->row()->day - day))) {
        nearest = &walk;
      }
    }
    if (nearest == nullptr) break;
    const auto rank = FirstOfSame(database, *nearest);
    if (!rank) return Forward(rank);
    const auto claim = impl_->ReadClaimOnce(*rank);
    if (!claim) return Forward(claim);
    if (*claim != nullptr) claims.push_back(**claim);
    if (auto done = nearest->Advance(database); !done) return Forward(done);
  }
  return claims;
}

Result<std::vector<Claim>> Store::ReadClaims(const std::vector<std::string>& ids) {
  std::vector<Claim> claims;
  for (const auto& id : ids) {
    const auto claim = impl_->ReadClaimOnce(id);
    if (!claim) return Forward(claim);
    if (*claim != nullptr) claims.push_back(**claim);
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
