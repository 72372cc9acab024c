// Store: facts, the results of comparing.
#include <algorithm>
#include <set>

#include "core/hash.h"
#include "store/claim_row.h"
#include "store/fact_row.h"
#include "store/fact_writer.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {

Result<void> Store::ReplaceFacts(const std::vector<Fact>& facts, std::int64_t run) {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  auto cleared = database.Execute("DELETE FROM fact_claims; DELETE FROM facts");
  if (!cleared) return cleared;
  const RankOfClaim ranks = [this](std::string_view id) { return impl_->RankOf(id); };
  for (const auto& fact : facts) {
    if (auto saved = InsertFact(database, fact, run, ranks); !saved) return saved;
  }
  return transaction->Commit();
}

Result<std::set<std::string>> Store::FactsWith(const std::vector<std::string>& claims) {
  std::set<std::string> facts;
  auto with = impl_->database->Cached("SELECT fact FROM fact_claims WHERE rank = ?");
  if (!with) return Forward(with);
  for (const auto& claim : claims) {
    const auto rank = impl_->RankOf(claim);
    if (!rank) return Forward(rank);
    if (!*rank) continue;
    (*with)->Bind(**rank);
    for (;;) {
      const auto there = (*with)->Step();
      if (!there) return Forward(there);
      if (!*there) break;
      facts.insert((*with)->Text(0));
    }
    (*with)->Reset();
  }
  return facts;
}

Result<std::optional<FactHead>> Store::ReadFactHead(std::string_view id) {
  Database& database = *impl_->database;
  auto select = database.Cached(
      "SELECT id, kind, subject, metric, verdict_rank, independent_sources, severity, reasons"
      " FROM facts WHERE id = ?");
  if (!select) return Forward(select);
  const auto there = (*select)->Bind(id).Step();
  if (!there) return Forward(there);
  if (!*there) return std::optional<FactHead>();
  const Statement& row = **select;
  FactHead head{row.Text(0), row.Text(1), row.Text(2), row.Text(3), {}, {}, {}, {}, {}};
  head.verdict = static_cast<Verdict>(std::clamp<std::int64_t>(row.Int(4), 0, 4));
  head.independent_sources = static_cast<int>(row.Int(5));
  head.severity = static_cast<int>(row.Int(6));
  if (!ReadReasons(row.View(7), head.reasons)) return DamagedRow("facts", head.id, "reasons");
  auto of = database.Cached("SELECT claim FROM fact_claims WHERE fact = ? ORDER BY position");
  if (!of) return Forward(of);
  (*of)->Bind(id);
  for (;;) {
    const auto claim = (*of)->Step();
    if (!claim) return Forward(claim);
    if (!*claim) return std::optional(std::move(head));
    head.claims.push_back((*of)->Text(0));
  }
}

Result<bool> Store::HasFact(std::string_view id) {
  auto select = impl_->database->Cached("SELECT 1 FROM facts WHERE id = ?");
  if (!select) return Forward(select);
  return (*select)->Bind(id).Step();
}

Result<void> Store::ExchangeFacts(const std::vector<std::string>& gone, std::vector<Fact> facts,
                                  std::int64_t run) {
  Database& database = *impl_->database;
  const RankOfClaim ranks = [this](std::string_view id) { return impl_->RankOf(id); };
  std::set<std::string_view> leaving(gone.begin(), gone.end());
  std::set<std::string_view> named;
  const auto is_taken = [&](const std::string& id) -> Result<bool> {
    if (named.contains(id)) return true;
    if (leaving.contains(id)) return false;
    return HasFact(id);
  };
  std::vector<const Fact*> fresh;
  for (Fact& fact : facts) {
    // Two facts may be decided by the same figures (of two periods that no text names).
    while (true) {
      const auto taken = is_taken(fact.id);
      if (!taken) return Forward(taken);
      if (!*taken) break;
      const std::string founder = fact.claims.empty() ? "" : fact.claims.front().id;
      fact.id = "f_" + HexId(StableHash(fact.id + founder));
    }
    named.insert(fact.id);
    bool stays = false;
    if (leaving.contains(fact.id)) {
      const auto updated = UpdateFact(database, fact, run, ranks);
      if (!updated) return Forward(updated);
      stays = *updated;
    }
    if (stays) {
      leaving.erase(fact.id);
    } else {
      fresh.push_back(&fact);
    }
  }
  for (const std::string_view id : leaving) {
    for (const char* sql :
         {"DELETE FROM fact_claims WHERE fact = ?", "DELETE FROM facts WHERE id = ?"}) {
      auto remove = database.Cached(sql);
      if (!remove) return Forward(remove);
      if (auto done = (*remove)->Bind(id).Run(); !done) return done;
    }
  }
  for (const Fact* fact : fresh) {
    if (auto saved = InsertFact(database, *fact, run, ranks); !saved) return saved;
  }
  return {};
}

Result<std::optional<Fact>> Store::FindFact(std::string_view id) {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kRead);
  if (!transaction) return Forward(transaction);
  auto select = database.Cached(std::string(kFactColumns) + " FROM facts AS f WHERE f.id = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(id).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<Fact>();
  auto fact = ReadFact(**select);
  if (!fact) return Forward(fact);
  if (auto read = ReadFactClaims(database, *fact); !read) return Forward(read);
  return std::optional(std::move(*fact));
}

}  // namespace heshu::store
