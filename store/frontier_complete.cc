// Frontier::Complete: what came of a request, with the stored page, in one transaction.
#include <algorithm>
#include <map>
#include <set>

#include "store/frontier_row.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

// The host may be asked for something from `due` on.
Result<void> WakeHost(Database& database, const std::string& host, Millis due) {
  auto insert = database.Cached(
      "INSERT INTO crawl_hosts (host, next_at) VALUES (?, ?) ON CONFLICT (host) DO NOTHING");
  if (!insert) return Forward(insert);
  if (auto done = (*insert)->Bind(std::string_view(host)).Bind(due).Run(); !done) return done;
  if (database.Changes() > 0) return {};
  // A leased host finds its pages when it is freed.
  auto update = database.Cached(
      "UPDATE crawl_hosts SET next_at = CASE"
      " WHEN ready_at > ? AND ready_at > backoff_until THEN ready_at"
      " WHEN backoff_until > ? THEN backoff_until ELSE ? END"
      " WHERE host = ? AND owner IS NULL AND next_at > ?");
  if (!update) return Forward(update);
  return (*update)->Bind(due).Bind(due).Bind(due).Bind(std::string_view(host)).Bind(due).Run();
}

Result<void> SavePage(Database& database, const FrontierPage& page,
                      const std::optional<std::int64_t>& content_hash) {
  auto update = database.Cached(
      "UPDATE crawl_urls SET url = ?, is_entry = ?, state = ?, reason = ?, status = ?, next_at = ?,"
      " interval_ms = ?, failures = ?, etag = ?, last_modified = ?, digest = ?, doc = ?, hops = ?,"
      " depth = ?, published = ?, fetched_at = ?, moved_to = ?,"
      " content_hash = coalesce(?, content_hash) WHERE id = ?");
  if (!update) return Forward(update);
  Statement& row = **update;
  row.Bind(std::string_view(page.url)).Bind(std::int64_t{page.is_entry});
  row.Bind(PageStateName(page.state)).Bind(std::string_view(page.reason));
  row.Bind(std::int64_t{page.status}).Bind(page.next_at).Bind(page.interval_ms);
  row.Bind(std::int64_t{page.failures}).Bind(std::string_view(page.etag));
  row.Bind(std::string_view(page.last_modified)).Bind(std::string_view(page.digest));
  row.BindOrNull(page.doc).Bind(std::int64_t{page.hops}).Bind(std::int64_t{page.depth});
  row.Bind(std::string_view(page.published)).Bind(page.fetched_at);
  return row.Bind(std::string_view(page.moved_to)).Bind(content_hash).Bind(page.id).Run();
}

Result<void> SaveRobots(Database& database, const RobotsRecord& robots) {
  auto insert = database.Cached(
      "INSERT INTO crawl_robots (origin, rules, allows, status, reason, fetched_at, expires_at,"
      " good_until, next_url, hops, failures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (origin) DO UPDATE SET rules = excluded.rules, allows = excluded.allows,"
      " status = excluded.status, reason = excluded.reason, fetched_at = excluded.fetched_at,"
      " expires_at = excluded.expires_at, good_until = excluded.good_until,"
      " next_url = excluded.next_url, hops = excluded.hops, failures = excluded.failures");
  if (!insert) return Forward(insert);
  constexpr std::string_view kAllows[] = {"rules", "all", "none"};
  Statement& row = **insert;
  row.Bind(std::string_view(robots.origin)).Bind(std::string_view(robots.rules));
  row.Bind(kAllows[static_cast<int>(robots.allows)]).Bind(std::int64_t{robots.status});
  row.Bind(std::string_view(robots.reason)).Bind(robots.fetched_at).Bind(robots.expires_at);
  row.Bind(robots.good_until).Bind(std::string_view(robots.next_url));
  return row.Bind(std::int64_t{robots.hops}).Bind(std::int64_t{robots.failures}).Run();
}

// The page's other addresses are never asked for.
Result<void> SaveOtherKey(Database& database, const NewPage& other, const FrontierPage& page,
                          Millis now) {
  auto insert = database.Cached(
      "INSERT INTO crawl_urls (key, url, host, rank, next_at, kind, source, state, reason,"
      " found_on, found_at, moved_to) VALUES (?, ?, ?, ?, ?, ?, ?, 'duplicate',"
      " 'stored under another address', ?, ?, ?)"
      " ON CONFLICT (key) DO UPDATE SET state = excluded.state, reason = excluded.reason,"
      " next_at = excluded.next_at, moved_to = excluded.moved_to"
      " WHERE crawl_urls.state = 'queued' AND crawl_urls.rank = 1");
  if (!insert) return Forward(insert);
  Statement& row = **insert;
  row.Bind(std::string_view(other.key)).Bind(std::string_view(other.url));
  row.Bind(std::string_view(other.host)).Bind(std::int64_t{RankOf(other.kind)}).Bind(kNever);
  row.Bind(PageKindName(other.kind)).Bind(std::string_view(other.source));
  return row.Bind(std::string_view(page.url)).Bind(now).Bind(std::string_view(page.url)).Run();
}

Result<void> SaveHealth(Database& database, const Completion& completion, std::size_t new_links,
                        bool is_new_article) {
  const std::string& source = completion.page.source;
  const bool is_ok = completion.is_request && !completion.is_failure;
  // An article that fails is counted; the source as a whole is judged by its entry pages.
  const bool is_entry = completion.page.kind != PageKind::kArticle;
  const bool is_entry_failure = completion.is_failure && is_entry;
  const bool says_anew = is_entry && is_ok && !completion.robots && !completion.is_not_modified;
  auto update = database.Cached(
      "INSERT INTO crawl_sources (name, first_at, last_ok_at, last_failed_at, last_error,"
      " last_new_link_at, last_article_at, paused, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (name) DO UPDATE SET"
      " last_ok_at = CASE WHEN excluded.last_ok_at > 0 THEN excluded.last_ok_at ELSE last_ok_at "
      "END,"
      " last_failed_at = CASE WHEN excluded.last_failed_at > 0 THEN excluded.last_failed_at"
      "   ELSE last_failed_at END,"
      " last_error = CASE WHEN excluded.last_failed_at > 0 THEN excluded.last_error"
      "   WHEN ? THEN '' ELSE last_error END,"
      " last_new_link_at = CASE WHEN excluded.last_new_link_at > 0 THEN excluded.last_new_link_at"
      "   ELSE last_new_link_at END,"
      " last_article_at = CASE WHEN excluded.last_article_at > 0 THEN excluded.last_article_at"
      "   ELSE last_article_at END,"
      " paused = CASE WHEN ? THEN excluded.paused ELSE paused END,"
      " note = CASE WHEN ? THEN excluded.note ELSE note END");
  if (!update) return Forward(update);
  const Millis now = completion.now;
  Statement& row = **update;
  row.Bind(std::string_view(source)).Bind(now);
  row.Bind(is_ok ? now : 0).Bind(is_entry_failure ? now : 0);
  row.Bind(std::string_view(completion.error)).Bind(new_links > 0 ? now : 0);
  row.Bind(is_new_article ? now : 0).Bind(std::string_view(completion.paused.value_or("")));
  row.Bind(std::string_view(completion.note));
  row.Bind(std::int64_t{is_ok && is_entry}).Bind(std::int64_t{completion.paused.has_value()});
  row.Bind(std::int64_t{says_anew});
  if (auto done = row.Run(); !done) return done;
  auto count = database.Cached(
      "INSERT INTO crawl_days (source, day, requests, failures, not_modified, new_links, articles,"
      " bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, day) DO UPDATE SET"
      " requests = requests + excluded.requests, failures = failures + excluded.failures,"
      " not_modified = not_modified + excluded.not_modified,"
      " new_links = new_links + excluded.new_links, articles = articles + excluded.articles,"
      " bytes = bytes + excluded.bytes");
  if (!count) return Forward(count);
  Statement& day = **count;
  day.Bind(std::string_view(source)).Bind(std::string_view(DayOf(now)));
  day.Bind(std::int64_t{completion.is_request}).Bind(std::int64_t{completion.is_failure});
  day.Bind(std::int64_t{completion.is_not_modified}).Bind(static_cast<std::int64_t>(new_links));
  return day.Bind(std::int64_t{is_new_article})
      .Bind(static_cast<std::int64_t>(completion.bytes))
      .Run();
}

}  // namespace

Result<void> Frontier::NoteError(std::string_view source, std::string_view error, Millis now) {
  auto update = store_->impl_->database->Cached(
      "UPDATE crawl_sources SET last_failed_at = ?, last_error = ? WHERE name = ?");
  if (!update) return Forward(update);
  return (*update)->Bind(now).Bind(error).Bind(source).Run();
}

Result<void> FreeHost(Database& database, const HostState& host) {
  const auto first = FirstDueOf(database, host.host);
  if (!first) return Forward(first);
  const Millis next = std::min(kNever, std::max({*first, host.ready_at, host.backoff_until}));
  auto update = database.Cached(
      "UPDATE crawl_hosts SET owner = NULL, lease_until = 0, next_at = ?, delay_ms = ?,"
      " ready_at = ?, backoff_until = ?, failures = ?, reason = ? WHERE host = ?");
  if (!update) return Forward(update);
  Statement& row = **update;
  row.Bind(next).Bind(host.delay_ms).Bind(host.ready_at).Bind(host.backoff_until);
  row.Bind(std::int64_t{host.failures}).Bind(std::string_view(host.reason));
  return row.Bind(std::string_view(host.host)).Run();
}

Result<std::size_t> InsertPages(Database& database, const std::vector<NewPage>& pages, Millis now,
                                std::string_view leased) {
  std::size_t added = 0;
  std::map<std::string, Millis> due_hosts;
  std::set<std::pair<std::string_view, std::string_view>> pairs;  // source and host of new pages
  const auto note_due = [&](const NewPage& page) {
    if (page.host == leased) return;
    const auto [at, is_new] = due_hosts.try_emplace(page.host, page.due_at);
    if (!is_new) at->second = std::min(at->second, page.due_at);
  };
  auto insert = database.Cached(
      "INSERT INTO crawl_urls (key, url, host, rank, next_at, kind, source, is_entry, state, hops,"
      " depth, published, found_on, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?,"
      " ?) ON CONFLICT (key) DO NOTHING");
  if (!insert) return Forward(insert);
  for (const NewPage& page : pages) {
    Statement& row = **insert;
    row.Reset();
    row.Bind(std::string_view(page.key)).Bind(std::string_view(page.url));
    row.Bind(std::string_view(page.host)).Bind(std::int64_t{RankOf(page.kind)}).Bind(page.due_at);
    row.Bind(PageKindName(page.kind)).Bind(std::string_view(page.source));
    row.Bind(std::int64_t{page.is_entry}).Bind(std::int64_t{page.hops});
    row.Bind(std::int64_t{page.depth}).Bind(std::string_view(page.published));
    if (auto done = row.Bind(std::string_view(page.found_on)).Bind(now).Run(); !done) {
      return Forward(done);
    }
    if (database.Changes() > 0) {
      ++added;
      pairs.emplace(page.source, page.host);
      note_due(page);
      continue;
    }
    if (page.again == NewPage::Again::kNo) continue;
    auto again = database.Cached(
        "UPDATE crawl_urls SET next_at = ?, published = ?, depth = ? WHERE key = ?"
        " AND next_at > ? AND rank = 0 AND (? OR published <> ?)");
    if (!again) return Forward(again);
    (*again)
        ->Bind(page.due_at)
        .Bind(std::string_view(page.published))
        .Bind(std::int64_t{page.depth});
    (*again)->Bind(std::string_view(page.key)).Bind(page.due_at);
    (*again)->Bind(std::int64_t{page.again == NewPage::Again::kYes});
    if (auto done = (*again)->Bind(std::string_view(page.published)).Run(); !done) {
      return Forward(done);
    }
    if (database.Changes() > 0) note_due(page);
  }
  auto pair = database.Cached(
      "INSERT INTO crawl_source_hosts (source, host) VALUES (?, ?) ON CONFLICT DO NOTHING");
  if (!pair) return Forward(pair);
  for (const auto& [source, host] : pairs) {
    (*pair)->Reset();
    if (auto done = (*pair)->Bind(source).Bind(host).Run(); !done) return Forward(done);
  }
  for (const auto& [host, due] : due_hosts) {
    if (auto woken = WakeHost(database, host, due); !woken) return Forward(woken);
  }
  return added;
}

Result<Completed> Frontier::Complete(const Lease& lease, const Completion& completion) {
  Store::Impl& store = *store_->impl_;
  Database& database = *store.database;
  std::shared_ptr<PreparedSave> prepared;
  if (completion.save) {
    auto made = store.PrepareSave(*completion.save->document, *completion.save->article,
                                  *completion.save->claims, completion.save->run,
                                  completion.save->rule_set_version, SaveAgain::kIfOtherRules,
                                  HoldsPage(completion.warc));
    if (!made) return Forward(made);
    prepared = std::move(*made);
  }
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  {
    auto select = database.Cached("SELECT lease, owner FROM crawl_hosts WHERE host = ?");
    if (!select) return Forward(select);
    const auto row = (*select)->Bind(std::string_view(lease.host.host)).Step();
    if (!row) return Forward(row);
    if (!*row || (*select)->Int(0) != lease.number || (*select)->View(1) != lease.host.owner) {
      return Fail(ErrorKind::kNotFound, "another process took the host over", lease.host.host);
    }
  }
  Completed result;
  if (completion.save) {
    result.saved = SaveOutcome::kUnchanged;
    if (prepared != nullptr) {
      const auto saved = store.WriteSave(*prepared);
      if (!saved) return Forward(saved);
      result.saved = *saved;
    }
  }
  if (completion.page.id != 0) {
    auto done = SavePage(database, completion.page, completion.content_hash);
    if (!done) return Forward(done);
  }
  if (completion.robots) {
    if (auto done = SaveRobots(database, *completion.robots); !done) return Forward(done);
  }
  const auto added = InsertPages(database, completion.links, completion.now, lease.host.host);
  if (!added) return Forward(added);
  result.new_links = *added;
  for (const NewPage& other : completion.also_known_as) {
    auto done = SaveOtherKey(database, other, completion.page, completion.now);
    if (!done) return Forward(done);
  }
  if (completion.warc) {
    auto done = SaveWarc(database, *completion.warc, completion.page.doc);
    if (!done) return Forward(done);
  }
  if (!completion.page.source.empty()) {
    const bool is_new_article = result.saved && *result.saved != SaveOutcome::kUnchanged;
    auto done = SaveHealth(database, completion, result.new_links, is_new_article);
    if (!done) return Forward(done);
  }
  if (auto freed = FreeHost(database, completion.host); !freed) return Forward(freed);
  if (auto committed = transaction->Commit(); !committed) return Forward(committed);
  return result;
}

}  // namespace heshu::store
