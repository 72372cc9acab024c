// Frontier: rows, and what only looks.
#include <chrono>
#include <map>

#include "store/frontier_row.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

template <typename Enum>
Enum ByName(std::string_view name, std::string_view (*name_of)(Enum), int count) {
  for (int i = 0; i < count; ++i) {
    if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  return Enum{};
}

Result<std::optional<FrontierPage>> OnePage(Result<StatementScope> select) {
  if (!select) return Forward(select);
  const auto row = (*select)->Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<FrontierPage>();
  return std::optional(ReadPage(**select));
}

}  // namespace

const std::string_view kSelectPage =
    "SELECT u.id, u.key, u.url, u.host, u.source, u.kind, u.is_entry, u.state, u.reason, u.status,"
    " u.next_at, u.interval_ms, u.failures, u.etag, u.last_modified, u.digest, coalesce(u.doc, ''),"
    " u.hops, u.depth, u.published, u.found_on, u.moved_to, u.found_at, u.fetched_at"
    " FROM crawl_urls AS u";

const std::string_view kHostColumns =
    "host, next_at, coalesce(owner, ''), lease_until, delay_ms, ready_at, backoff_until, failures,"
    " reason";

FrontierPage ReadPage(const Statement& row) {
  FrontierPage page;
  page.id = row.Int(0);
  page.key = row.Text(1);
  page.url = row.Text(2);
  page.host = row.Text(3);
  page.source = row.Text(4);
  page.kind = ByName<PageKind>(row.View(5), PageKindName, 4);
  page.is_entry = row.Int(6) != 0;
  page.state = ByName<PageState>(row.View(7), PageStateName, 9);
  page.reason = row.Text(8);
  page.status = static_cast<int>(row.Int(9));
  page.next_at = row.Int(10);
  page.interval_ms = row.Int(11);
  page.failures = static_cast<int>(row.Int(12));
  page.etag = row.Text(13);
  page.last_modified = row.Text(14);
  page.digest = row.Text(15);
  page.doc = row.Text(16);
  page.hops = static_cast<int>(row.Int(17));
  page.depth = static_cast<int>(row.Int(18));
  page.published = row.Text(19);
  page.found_on = row.Text(20);
  page.moved_to = row.Text(21);
  page.found_at = row.Int(22);
  page.fetched_at = row.Int(23);
  return page;
}

HostState ReadHost(const Statement& row, int first_column) {
  const auto at = [first_column](int column) { return first_column + column; };
  HostState host;
  host.host = row.Text(at(0));
  host.next_at = row.Int(at(1));
  host.owner = row.Text(at(2));
  host.lease_until = row.Int(at(3));
  host.delay_ms = row.Int(at(4));
  host.ready_at = row.Int(at(5));
  host.backoff_until = row.Int(at(6));
  host.failures = static_cast<int>(row.Int(at(7)));
  host.reason = row.Text(at(8));
  return host;
}

int RankOf(PageKind kind) { return kind == PageKind::kArticle ? 1 : 0; }

std::string SourceCondition(const std::vector<std::string>& sources) {
  if (sources.empty()) return "";
  std::string sql = " AND u.source IN (?";
  for (std::size_t i = 1; i < sources.size(); ++i) sql += ", ?";
  return sql + ")";
}

void BindAll(const std::vector<std::string>& texts, Statement& statement) {
  for (const std::string& text : texts) statement.Bind(std::string_view(text));
}

std::string DayOf(Millis time) {
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(time)));
  const std::chrono::year_month_day date(day);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

Result<Millis> FirstDueOf(Database& database, std::string_view host) {
  Millis first = kNever;
  for (std::int64_t rank = 0; rank <= 1; ++rank) {
    auto select =
        database.Cached("SELECT min(next_at) FROM crawl_urls WHERE host = ? AND rank = ?");
    if (!select) return Forward(select);
    const auto row = (*select)->Bind(host).Bind(rank).Step();
    if (!row) return Forward(row);
    if (*row && !(*select)->IsNull(0)) first = std::min(first, (*select)->Int(0));
  }
  return first;
}

Result<Millis> Frontier::NextDue(const std::vector<std::string>& sources) {
  Database& database = *store_->impl_->database;
  // Of chosen sources: the first of their pages at each host, when the host may be asked again.
  const auto first_of_rank = [](std::string_view rank) {
    return "coalesce((SELECT p.next_at FROM crawl_urls AS p WHERE p.host = h.host AND p.rank = " +
           std::string(rank) + " AND p.source = u.source ORDER BY p.next_at LIMIT 1), " +
           std::to_string(kNever) + ")";
  };
  auto select = database.Cached(
      sources.empty()
          ? std::string("SELECT min(next_at) FROM crawl_hosts")
          : "SELECT min(max(h.next_at, min(" + first_of_rank("0") + ", " + first_of_rank("1") +
                "))) FROM crawl_source_hosts AS u CROSS JOIN crawl_hosts AS h"
                " ON h.host = u.host WHERE TRUE" +
                SourceCondition(sources));
  if (!select) return Forward(select);
  BindAll(sources, **select);
  const auto row = (*select)->Step();
  if (!row) return Forward(row);
  return *row && !(*select)->IsNull(0) ? (*select)->Int(0) : kNever;
}

Result<std::size_t> Frontier::CountDue(Millis now, const std::vector<std::string>& sources) {
  auto select = store_->impl_->database->Cached(
      "SELECT count(*) FROM crawl_urls AS u WHERE u.rank IN (0, 1) AND u.next_at <= ?" +
      (sources.empty() ? " AND u.source IN (SELECT name FROM crawl_sources)"
                       : SourceCondition(sources)));
  if (!select) return Forward(select);
  (*select)->Bind(now);
  BindAll(sources, **select);
  const auto row = (*select)->Step();
  if (!row) return Forward(row);
  return static_cast<std::size_t>((*select)->Int(0));
}

Result<std::vector<std::string>> Frontier::SourceNames() {
  auto select = store_->impl_->database->Cached("SELECT name FROM crawl_sources ORDER BY name");
  if (!select) return Forward(select);
  std::vector<std::string> names;
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return names;
    names.push_back((*select)->Text(0));
  }
}

Result<std::size_t> Frontier::CountUnknown(const std::vector<std::string>& keys) {
  std::size_t unknown = 0;
  auto select = store_->impl_->database->Cached("SELECT 1 FROM crawl_urls WHERE key = ?");
  if (!select) return Forward(select);
  for (const std::string& key : keys) {
    (*select)->Reset();
    const auto row = (*select)->Bind(std::string_view(key)).Step();
    if (!row) return Forward(row);
    unknown += *row ? 0 : 1;
  }
  return unknown;
}

Result<std::optional<FrontierPage>> Frontier::FindPage(std::string_view key) {
  auto select = store_->impl_->database->Cached(std::string(kSelectPage) + " WHERE u.key = ?");
  if (select) (*select)->Bind(key);
  return OnePage(std::move(select));
}

Result<std::optional<FrontierPage>> Frontier::FindContent(std::string_view host,
                                                          std::int64_t content_hash) {
  auto select = store_->impl_->database->Cached(
      std::string(kSelectPage) +
      " WHERE u.content_hash = ? AND u.host = ? AND u.state = 'stored' ORDER BY u.id LIMIT 1");
  if (select) (*select)->Bind(content_hash).Bind(host);
  return OnePage(std::move(select));
}

Result<std::optional<HostState>> Frontier::FindHost(std::string_view host) {
  auto select = store_->impl_->database->Cached("SELECT " + std::string(kHostColumns) +
                                                " FROM crawl_hosts WHERE host = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(host).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<HostState>();
  return std::optional(ReadHost(**select));
}

Result<std::optional<RobotsRecord>> Frontier::FindRobots(std::string_view origin) {
  auto select = store_->impl_->database->Cached(
      "SELECT origin, rules, allows, status, reason, fetched_at, expires_at, good_until, next_url,"
      " hops, failures FROM crawl_robots WHERE origin = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(origin).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<RobotsRecord>();
  const Statement& columns = **select;
  RobotsRecord robots;
  robots.origin = columns.Text(0);
  robots.rules = columns.Text(1);
  robots.allows = columns.View(2) == "all"    ? RobotsRecord::Allows::kAll
                  : columns.View(2) == "none" ? RobotsRecord::Allows::kNone
                                              : RobotsRecord::Allows::kRules;
  robots.status = static_cast<int>(columns.Int(3));
  robots.reason = columns.Text(4);
  robots.fetched_at = columns.Int(5);
  robots.expires_at = columns.Int(6);
  robots.good_until = columns.Int(7);
  robots.next_url = columns.Text(8);
  robots.hops = static_cast<int>(columns.Int(9));
  robots.failures = static_cast<int>(columns.Int(10));
  return std::optional(std::move(robots));
}

Result<std::vector<FrontierPage>> Frontier::ListDue(Millis until,
                                                    const std::vector<std::string>& sources,
                                                    std::size_t limit) {
  auto select = store_->impl_->database->Cached(
      std::string(kSelectPage) + " WHERE u.rank IN (0, 1) AND u.next_at <= ?" +
      SourceCondition(sources) + " ORDER BY u.rank, u.next_at, u.id LIMIT ?");
  if (!select) return Forward(select);
  (*select)->Bind(until);
  BindAll(sources, **select);
  (*select)->Bind(limit == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(limit));
  std::vector<FrontierPage> pages;
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return pages;
    pages.push_back(ReadPage(**select));
  }
}

Result<std::vector<SourceHealth>> Frontier::ListHealth(std::string_view since_day) {
  Database& database = *store_->impl_->database;
  std::vector<SourceHealth> all;
  auto select = database.Cached(
      "SELECT s.name, s.first_at, s.last_ok_at, s.last_failed_at, s.last_new_link_at,"
      " s.last_article_at, s.last_error, s.note, s.paused, sum(d.requests), sum(d.failures),"
      " sum(d.not_modified), sum(d.new_links), sum(d.articles), sum(d.bytes), q.pages,"
      " (SELECT min(u.next_at) FROM crawl_urls AS u WHERE u.source = s.name AND u.rank = 0)"
      " FROM crawl_sources AS s LEFT JOIN crawl_queues AS q ON q.source = s.name"
      " LEFT JOIN crawl_days AS d ON d.source = s.name AND d.day >= ?"
      " GROUP BY s.name ORDER BY s.name");
  if (!select) return Forward(select);
  (*select)->Bind(since_day);
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return all;
    const Statement& columns = **select;
    SourceHealth health;
    health.name = columns.Text(0);
    int column = 1;
    for (Millis* time : {&health.first_at, &health.last_ok_at, &health.last_failed_at,
                         &health.last_new_link_at, &health.last_article_at}) {
      *time = columns.Int(column++);
    }
    health.last_error = columns.Text(column++);
    health.note = columns.Text(column++);
    health.paused = columns.Text(column++);
    for (std::uint64_t* count :
         {&health.requests, &health.failures, &health.not_modified, &health.new_links,
          &health.articles, &health.bytes, &health.queued}) {
      *count = static_cast<std::uint64_t>(columns.Int(column++));
    }
    if (!columns.IsNull(column)) health.next_at = columns.Int(column);
    all.push_back(std::move(health));
  }
}

}  // namespace heshu::store
