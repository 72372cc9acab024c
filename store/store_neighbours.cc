// Store: what one document has to be compared with.
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <limits>

#include "store/claim_row.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

// The keys are hashes of 64 bits; SQLite's integers have a sign.
std::int64_t Signed(std::uint64_t hash) { return static_cast<std::int64_t>(hash); }

constexpr std::int64_t kFirstRows = 4;  // of a range: often the first is all that is wanted
constexpr std::int64_t kMoreRows = 16;

// Walks one range away from a day, forward or backward: of the rows of one day and signature, which
// say the same, it stands at that of the claim published first, and passes over the rest with one
// look-up, however many there are. Rows are read some at a time.
class Walk {
 public:
  struct Row {
    std::int64_t day = 0;
    std::int64_t signature = 0;
    std::int64_t claim = 0;

    bool SaysTheSame(const Row& other) const {
      return day == other.day && signature == other.signature;
    }
  };

  // Forward from `day` on; backward from the day before.
  Walk(const KeyRange& range, std::int64_t day, bool is_forward)
      : is_forward_(is_forward),
        key_(Signed(range.key)),
        end_(is_forward ? range.last_day : range.first_day) {
    row_.day = is_forward ? std::max(day, range.first_day) : std::min(day, range.last_day + 1);
    row_.signature = std::numeric_limits<std::int64_t>::min();
    is_read_ = is_forward ? row_.day > end_ : row_.day <= end_;
  }

  // Null where the range has ended.
  const Row* row() const { return has_row_ ? &row_ : nullptr; }

  Result<void> Advance(Database& database) {
    while (at_ < rows_.size() && rows_[at_].SaysTheSame(row_)) ++at_;
    if (at_ == rows_.size()) {
      if (auto done = ReadOn(database); !done) return done;
    }
    has_row_ = at_ < rows_.size();
    if (!has_row_) return {};
    row_ = rows_[at_];
    return is_forward_ ? Result<void>() : GoToFirstOfSame(database);
  }

 private:
  static constexpr std::string_view kForward =
      "SELECT day, signature, claim FROM claim_keys WHERE key = ? AND (day, signature) > (?, ?)"
      " AND day <= ? ORDER BY day, signature, claim LIMIT ?";
  static constexpr std::string_view kBackward =
      "SELECT day, signature, claim FROM claim_keys WHERE key = ? AND (day, signature) < (?, ?)"
      " AND day >= ? ORDER BY day DESC, signature DESC, claim DESC LIMIT ?";

  // Those that come after all that say the same as `row_`.
  Result<void> ReadOn(Database& database) {
    rows_.clear();
    at_ = 0;
    if (is_read_) return {};
    auto select = database.Cached(is_forward_ ? kForward : kBackward);
    if (!select) return Forward(select);
    const std::int64_t wanted = has_row_ ? kMoreRows : kFirstRows;
    (*select)->Bind(key_).Bind(row_.day).Bind(row_.signature).Bind(end_).Bind(wanted);
    for (;;) {
      const auto row = (*select)->Step();
      if (!row) return Forward(row);
      if (!*row) break;
      rows_.push_back({(*select)->Int(0), (*select)->Int(1), (*select)->Int(2)});
    }
    is_read_ = rows_.size() < static_cast<std::size_t>(wanted);
    return {};
  }

  // Backward the last of those that say the same is met first.
  Result<void> GoToFirstOfSame(Database& database) {
    while (at_ + 1 < rows_.size() && rows_[at_ + 1].SaysTheSame(row_)) ++at_;
    row_ = rows_[at_];
    if (at_ + 1 < rows_.size() || is_read_) return {};
    auto first = database.Cached(
        "SELECT claim FROM claim_keys WHERE key = ? AND day = ? AND signature = ?"
        " ORDER BY claim LIMIT 1");
    if (!first) return Forward(first);
    const auto there = (*first)->Bind(key_).Bind(row_.day).Bind(row_.signature).Step();
    if (!there) return Forward(there);
    if (*there) row_.claim = (*first)->Int(0);
    return {};
  }

  bool is_forward_ = true;
  bool has_row_ = false;
  bool is_read_ = false;  // to its end
  std::int64_t key_ = 0;
  std::int64_t end_ = 0;
  Row row_;
  std::vector<Row> rows_;  // read, from `at_` on not yet walked
  std::size_t at_ = 0;
};

// The nearest of the walks' rows to `day`; null: all have ended.
Walk* NearestOf(std::vector<Walk>& walks, std::int64_t day) {
  Walk* nearest = nullptr;
  for (Walk& walk : walks) {
    if (walk.row() != nullptr && (nearest == nullptr || std::abs(walk.row()->day - day) <
                                                            std::abs(nearest->row()->day - day))) {
      nearest = &walk;
    }
  }
  return nearest;
}

constexpr std::size_t kReadAtOnce = 16;  // claims

// `count` claims by rank, in the order in which the ranks are bound.
std::string SelectCompared(std::size_t count) {
  std::string ranks;
  for (std::size_t i = 0; i < count; ++i) ranks += i == 0 ? "(?)" : ", (?)";
  return "SELECT " + ComparedColumns() + " FROM (VALUES " + ranks +
         ") AS r CROSS JOIN claims AS c ON c.rank = r.column1";
}

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

Result<std::vector<SharedClaim>> Store::Impl::ReadCompared(const std::vector<std::int64_t>& ranks) {
  if (!keeps_claims) claim_cache.Clear();
  std::vector<SharedClaim> claims;
  claims.reserve(ranks.size());
  std::vector<std::size_t> missing;
  for (const std::int64_t rank : ranks) {
    claims.push_back(claim_cache.Find(rank));
    if (claims.back() == nullptr) missing.push_back(claims.size() - 1);
  }
  static const std::string one = SelectCompared(1);
  static const std::string several = SelectCompared(kReadAtOnce);
  for (std::size_t at = 0; at < missing.size(); at += kReadAtOnce) {
    const std::size_t end = std::min(missing.size(), at + kReadAtOnce);
    auto select = database->Cached(end - at == 1 ? one : several);
    if (!select) return Forward(select);
    for (std::size_t i = at; i < end; ++i) (*select)->Bind(ranks[missing[i]]);
    std::size_t next = at;
    for (;;) {
      const auto row = (*select)->Step();
      if (!row) return Forward(row);
      if (!*row) break;
      const std::int64_t rank = (*select)->Int(kRankColumn);
      while (next < end && ranks[missing[next]] != rank) ++next;
      auto claim = ReadComparedClaim(**select);
      if (!claim) return Forward(claim);
      if (next < end) claims[missing[next++]] = claim_cache.Put(rank, std::move(*claim));
    }
  }
  return claims;
}

Result<std::optional<std::int64_t>> Store::Impl::RankOf(std::string_view id) {
  if (keeps_claims) {
    if (const auto known = claim_cache.RankOf(id)) return known;
  }
  auto select = database->Cached("SELECT rank FROM claims WHERE id = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(id).Step();
  if (!row) return Forward(row);
  return *row ? std::optional((*select)->Int(0)) : std::nullopt;
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
      "INSERT OR IGNORE INTO claim_keys (key, day, signature, claim) VALUES (?, ?, ?, ?)");
  if (!insert) return Forward(insert);
  for (const auto& [claim, key] : keys) {
    const auto rank = impl_->RankOf(claim);
    if (!rank) return Forward(rank);
    if (!*rank) continue;
    (*insert)->Bind(Signed(key.key)).Bind(key.day).Bind(Signed(key.signature)).Bind(**rank);
    if (auto done = (*insert)->Run(); !done) return done;
  }
  return {};
}

Result<std::vector<SharedClaim>> Store::FindNeighbours(const std::vector<KeyRange>& ranges,
                                                       std::int64_t day, std::size_t limit) {
  Database& database = *impl_->database;
  std::vector<Walk> walks;
  walks.reserve(2 * ranges.size());
  for (const KeyRange& range : ranges) {
    for (const bool is_forward : {true, false}) {
      walks.emplace_back(range, day, is_forward);
      if (auto done = walks.back().Advance(database); !done) return Forward(done);
    }
  }
  std::vector<SharedClaim> claims;
  std::vector<std::int64_t> ranks;
  do {
    ranks.clear();
    while (claims.size() + ranks.size() < limit) {
      Walk* nearest = NearestOf(walks, day);
      if (nearest == nullptr) break;
      ranks.push_back(nearest->row()->claim);
      if (auto done = nearest->Advance(database); !done) return Forward(done);
    }
    auto read = impl_->ReadCompared(ranks);
    if (!read) return Forward(read);
    std::erase(*read, nullptr);
    std::move(read->begin(), read->end(), std::back_inserter(claims));
  } while (!ranks.empty() && claims.size() < limit);
  return claims;
}

Result<std::vector<SharedClaim>> Store::ReadClaims(const std::vector<std::string>& ids) {
  std::vector<std::int64_t> ranks;
  ranks.reserve(ids.size());
  for (const auto& id : ids) {
    const auto rank = impl_->RankOf(id);
    if (!rank) return Forward(rank);
    if (*rank) ranks.push_back(**rank);
  }
  auto claims = impl_->ReadCompared(ranks);
  if (claims) std::erase(*claims, nullptr);
  return claims;
}

Result<std::vector<SharedClaim>> Store::ClaimsOfDocument(std::string_view doc) {
  static const std::int64_t first = RanksOf(true, {}, {}).first;
  std::vector<std::int64_t> ranks;
  {
    auto select = impl_->database->Cached(
        "SELECT rank FROM claims WHERE doc = ? AND rank >= ? ORDER BY rank");
    if (!select) return Forward(select);
    (*select)->Bind(doc).Bind(first);
    for (;;) {
      const auto row = (*select)->Step();
      if (!row) return Forward(row);
      if (!*row) break;
      ranks.push_back((*select)->Int(0));
    }
  }
  return impl_->ReadCompared(ranks);
}

std::string Store::Fold(std::string_view text) const { return impl_->Fold(text); }

}  // namespace heshu::store
