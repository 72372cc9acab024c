// Frontier: leases, and how pages become known.
#include "store/frontier.h"

#include <algorithm>
#include <map>

#include "store/frontier_row.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

// Hosts that look due and have no due page, put off in one call of LeaseDue.
constexpr int kMaxIdleHosts = 10'000;

// The host row's `next_at` is the lease's end while it is leased: one range of one index finds both
// the hosts that are due and the leases that ended.
std::string LeaseSql(const LeaseTerms& terms) {
  std::string sql =
      "UPDATE crawl_hosts SET owner = ?, lease = lease + 1, lease_until = ?, next_at = ?"
      " WHERE host = (SELECT h.host FROM ";
  if (terms.sources.empty()) {
    sql += "crawl_hosts AS h WHERE h.next_at <= ?";
  } else {
    // From the sources to their hosts: others that are due may be many. A host that is due for
    // another source's page alone is passed over, not put off.
    sql +=
        "crawl_source_hosts AS u CROSS JOIN crawl_hosts AS h ON h.host = u.host WHERE h.next_at <= "
        "?" +
        SourceCondition(terms.sources) +
        " AND EXISTS (SELECT 1 FROM crawl_urls AS p WHERE p.host = h.host AND p.rank IN (0, 1)"
        " AND p.next_at <= ? AND p.source = u.source)";
  }
  return sql + " ORDER BY h.next_at LIMIT 1) RETURNING " + std::string(kHostColumns) + ", lease";
}

Result<std::optional<Lease>> ReadLease(Statement& update) {
  const auto row = update.Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<Lease>();
  Lease lease;
  lease.host = ReadHost(update);
  lease.number = update.Int(9);
  const auto end = update.Step();  // to its end, so that the update is done
  if (!end) return Forward(end);
  return std::optional(std::move(lease));
}

// Pages that lead to others come first: news is worth more than what is left of yesterday.
Result<bool> FindDuePage(Database& database, const LeaseTerms& terms, Lease* lease) {
  for (int rank = 0; rank <= 1; ++rank) {
    auto select = database.Cached(
        std::string(kSelectPage) + " WHERE u.host = ? AND u.rank = ? AND u.next_at <= ?" +
        SourceCondition(terms.sources) + " ORDER BY u.next_at, u.id LIMIT 1");
    if (!select) return Forward(select);
    (*select)->Bind(std::string_view(lease->host.host)).Bind(std::int64_t{rank}).Bind(terms.now);
    BindAll(terms.sources, **select);
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (*row) {
      lease->page = ReadPage(**select);
      return true;
    }
  }
  return false;
}

}  // namespace

std::string_view PageKindName(PageKind kind) {
  constexpr std::string_view kNames[] = {"feed", "sitemap", "list", "article"};
  return kNames[static_cast<int>(kind)];
}

std::string_view PageStateName(PageState state) {
  constexpr std::string_view kNames[] = {"queued",    "fetched",    "stored",
                                         "duplicate", "no_article", "redirected",
                                         "denied",    "failed",     "gone"};
  return kNames[static_cast<int>(state)];
}

Result<std::optional<Lease>> Frontier::LeaseDue(const LeaseTerms& terms) {
  Database& database = *store_->impl_->database;
  for (int idle = 0; idle < kMaxIdleHosts; ++idle) {
    std::optional<Lease> lease;
    {
      auto update = database.Cached(LeaseSql(terms));
      if (!update) return Forward(update);
      const Millis until = terms.now + terms.duration_ms;
      (*update)->Bind(std::string_view(terms.owner)).Bind(until).Bind(until).Bind(terms.now);
      if (!terms.sources.empty()) {
        BindAll(terms.sources, **update);
        (*update)->Bind(terms.now);
      }
      auto taken = ReadLease(**update);
      if (!taken) return taken;
      lease = std::move(*taken);
    }
    if (!lease) return lease;
    const auto found = FindDuePage(database, terms, &*lease);
    if (!found) return Forward(found);
    if (*found) return lease;
    if (auto released = Release(*lease, lease->host); !released) {
      return Forward(released);
    }
  }
  return std::optional<Lease>();
}

Result<std::optional<Lease>> Frontier::LeaseHost(std::string_view host, const LeaseTerms& terms) {
  auto insert = store_->impl_->database->Cached(
      "INSERT INTO crawl_hosts (host, next_at) VALUES (?, ?) ON CONFLICT (host) DO NOTHING");
  if (!insert) return Forward(insert);
  if (auto done = (*insert)->Bind(host).Bind(kNever).Run(); !done) return Forward(done);
  auto update = store_->impl_->database->Cached(
      "UPDATE crawl_hosts SET owner = ?, lease = lease + 1, lease_until = ?, next_at = ?"
      " WHERE host = ? AND ready_at <= ? AND backoff_until <= ? AND (owner IS NULL OR lease_until"
      " <= ?) RETURNING " +
      std::string(kHostColumns) + ", lease");
  if (!update) return Forward(update);
  const Millis until = terms.now + terms.duration_ms;
  (*update)->Bind(std::string_view(terms.owner)).Bind(until).Bind(until).Bind(host);
  (*update)->Bind(terms.now).Bind(terms.now).Bind(terms.now);
  return ReadLease(**update);
}

Result<std::size_t> Frontier::Renew(const LeaseTerms& terms) {
  Database& database = *store_->impl_->database;
  auto update = database.Cached(
      "UPDATE crawl_hosts SET lease_until = ?, next_at = ? WHERE owner = ? AND lease_until > ?");
  if (!update) return Forward(update);
  const Millis until = terms.now + terms.duration_ms;
  (*update)->Bind(until).Bind(until).Bind(std::string_view(terms.owner)).Bind(terms.now);
  if (auto done = (*update)->Run(); !done) return Forward(done);
  return static_cast<std::size_t>(database.Changes());
}

Result<void> Frontier::Release(const Lease& lease, const HostState& host) {
  Database& database = *store_->impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  auto select = database.Cached("SELECT lease, owner FROM crawl_hosts WHERE host = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(std::string_view(host.host)).Step();
  if (!row) return Forward(row);
  // A lease that was lost is another's to end.
  if (!*row || (*select)->Int(0) != lease.number || (*select)->IsNull(1)) return {};
  if (auto freed = FreeHost(database, host); !freed) return freed;
  return transaction->Commit();
}

Result<std::size_t> Frontier::ReleaseDead(
    const std::function<bool(std::string_view owner)>& is_dead, Millis now) {
  Database& database = *store_->impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  std::vector<HostState> dead;
  {
    auto select = database.Cached("SELECT " + std::string(kHostColumns) +
                                  " FROM crawl_hosts WHERE owner IS NOT NULL");
    if (!select) return Forward(select);
    for (;;) {
      const auto row = (*select)->Step();
      if (!row) return Forward(row);
      if (!*row) break;
      HostState host = ReadHost(**select);
      if (is_dead(host.owner)) dead.push_back(std::move(host));
    }
  }
  for (HostState& host : dead) {
    // It may have asked the moment before it died.
    host.ready_at = std::max(host.ready_at, now + host.delay_ms);
    if (auto freed = FreeHost(database, host); !freed) return Forward(freed);
  }
  if (auto committed = transaction->Commit(); !committed) return Forward(committed);
  return dead.size();
}

Result<std::size_t> Frontier::AddPages(const std::vector<NewPage>& pages, Millis now) {
  if (pages.empty()) return std::size_t{0};
  Database& database = *store_->impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  auto added = InsertPages(database, pages, now, "");
  if (!added) return added;
  if (auto committed = transaction->Commit(); !committed) return Forward(committed);
  return added;
}

Result<void> Frontier::SyncSource(std::string_view source, const std::vector<NewPage>& entries,
                                  Millis now) {
  Database& database = *store_->impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  auto note = database.Cached(
      "INSERT INTO crawl_sources (name, first_at) VALUES (?, ?) ON CONFLICT (name) DO NOTHING");
  if (!note) return Forward(note);
  if (auto done = (*note)->Bind(source).Bind(now).Run(); !done) return done;

  std::map<std::string, std::int64_t> known;  // entry pages by key
  {
    auto select = database.Cached(
        "SELECT key, id FROM crawl_urls WHERE source = ? AND rank = 0 AND is_entry = 1");
    if (!select) return Forward(select);
    (*select)->Bind(source);
    for (;;) {
      const auto row = (*select)->Step();
      if (!row) return Forward(row);
      if (!*row) break;
      known.emplace((*select)->Text(0), (*select)->Int(1));
    }
  }
  std::vector<NewPage> added;
  for (const NewPage& entry : entries) {
    if (known.erase(entry.key) == 0) added.push_back(entry);
  }
  if (!added.empty()) {
    if (auto done = InsertPages(database, added, now, ""); !done) return Forward(done);
    // What was found before, as an article or under another source, is an entry page from now on.
    auto own = database.Cached(
        "INSERT OR IGNORE INTO crawl_source_hosts (source, host) SELECT ?, host FROM crawl_urls"
        " WHERE key = ?");
    if (!own) return Forward(own);
    auto adopt = database.Cached(
        "UPDATE crawl_urls SET source = ?, kind = ?, rank = 0, is_entry = 1, next_at = ?,"
        " state = 'queued', reason = '' WHERE key = ? AND is_entry = 0");
    if (!adopt) return Forward(adopt);
    for (const NewPage& entry : added) {
      (*adopt)->Bind(source).Bind(PageKindName(entry.kind)).Bind(entry.due_at);
      if (auto done = (*adopt)->Bind(std::string_view(entry.key)).Run(); !done) return done;
      (*adopt)->Reset();
      (*own)->Bind(source).Bind(std::string_view(entry.key));
      if (auto done = (*own)->Run(); !done) return done;
      (*own)->Reset();
    }
  }
  auto drop = database.Cached(
      "UPDATE crawl_urls SET is_entry = 0, next_at = ?, reason = 'no longer in the sources file'"
      " WHERE id = ?");
  if (!drop) return Forward(drop);
  for (const auto& [key, id] : known) {
    if (auto done = (*drop)->Bind(kNever).Bind(id).Run(); !done) return done;
    (*drop)->Reset();
  }
  return transaction->Commit();
}

}  // namespace heshu::store
