// The crawl frontier: which pages are known, when each is due, and who may ask which host.
//
// One request at a time goes to a host (a registrable domain): a worker leases the host, asks for
// one page, and completes the lease with what came of it. Leasing is one statement; completing is
// one transaction with the stored page, so that after kill -9 each page is stored once or not at
// all, and the host's pause is kept by whoever comes next. A lease that is not completed ends by
// itself. Processes on one store share the work. A Frontier uses its Store's connection and thread.
//
// Times are Millis: milliseconds since 1970-01-01 UTC, told by the caller (this reads no clock).
// What a host is (its politeness key), what is due when and whether robots.txt allows it is
// decided by crawler/; no SQLite type stands here.
#ifndef HESHU_STORE_FRONTIER_H_
#define HESHU_STORE_FRONTIER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/claim.h"
#include "core/error.h"
#include "store/store.h"

namespace heshu::store {

using Millis = std::int64_t;
inline constexpr Millis kNever = 253'402'300'799'000;  // the year 9999

enum class PageKind { kFeed, kSitemap, kList, kArticle };
std::string_view PageKindName(PageKind kind);  // "feed", "sitemap", "list", "article"

enum class PageState {
  kQueued,      // not fetched yet
  kFetched,     // a feed, sitemap or list that was read
  kStored,      // an article that is stored
  kDuplicate,   // the same article is stored under another address
  kNoArticle,   // the page was read and holds no article
  kRedirected,  // moved_to is asked instead
  kDenied,      // robots.txt, the address guard or a limit says no
  kFailed,
  kGone,
};
std::string_view PageStateName(PageState state);  // "queued", …, "no_article", …

// One known page.
struct FrontierPage {
  std::int64_t id = 0;
  std::string key, url, host, source;
  PageKind kind = PageKind::kArticle;
  bool is_entry = false;  // named in sources.toml
  PageState state = PageState::kQueued;
  std::string reason;
  int status = 0;
  Millis next_at = 0;
  Millis interval_ms = 0;
  int failures = 0;
  std::string etag, last_modified, digest, doc;
  int hops = 0, depth = 0;
  std::string published, found_on, moved_to;
  Millis found_at = 0, fetched_at = 0;
};

// A page that another leads to, or that sources.toml names.
struct NewPage {
  std::string key, url, host, source;
  PageKind kind = PageKind::kArticle;
  bool is_entry = false;
  Millis due_at = 0;
  std::string published, found_on;
  int hops = 0, depth = 0;
  // A page that is known already is made due again (pages below a list or an index); kNewer: if
  // `published` is another than it was.
  enum class Again { kNo, kNewer, kYes } again = Again::kNo;
};

struct HostState {
  std::string host;
  Millis next_at = kNever;
  std::string owner;  // "" = not leased
  Millis lease_until = 0;
  Millis delay_ms = 0;
  Millis ready_at = 0;
  Millis backoff_until = 0;
  int failures = 0;
  std::string reason;
};

struct Lease {
  HostState host;
  std::int64_t number = 0;
  FrontierPage page;  // the due one
};

struct LeaseTerms {
  std::string owner;  // of this process, unlike any other's
  Millis now = 0;
  Millis duration_ms = 0;            // longer than a request may take
  std::vector<std::string> sources;  // pages of these alone; empty = of all
};

struct RobotsRecord {
  enum class Allows { kRules, kAll, kNone };
  std::string origin = {};
  std::string rules = {};
  Allows allows = Allows::kRules;
  int status = 0;
  std::string reason = {};
  Millis fetched_at = 0, expires_at = 0, good_until = 0;
  std::string next_url = {};  // a redirect still to be followed; "" = none
  int hops = 0;
  int failures = 0;
};

// Where an exchange stands in the WARC files.
struct WarcPosition {
  std::string file;
  std::uint64_t offset = 0, length = 0;
  std::uint64_t file_bytes = 0;  // the file's size with it
  std::string url, digest;
  int status = 0;
  bool is_revisit = false;
  Millis at = 0;            // when the request was sent
  std::string folder = {};  // the file's; "" = `warc` beside the database
};

// The document to store in the same step. If the completion's WARC record holds its bytes, the
// database keeps no second copy of them.
struct PageToSave {
  const Document* document = nullptr;
  const Article* article = nullptr;
  const std::vector<Claim>* claims = nullptr;
  std::int64_t run = 0;
  std::string_view rule_set_version;
};

// What came of a lease. The page's fields are written as `page` has them (all but id, key, host,
// source, kind, found_on, found_at); likewise the host's delay, ready_at, backoff, failures and
// reason.
struct Completion {
  Millis now = 0;
  FrontierPage page;
  HostState host;
  std::optional<RobotsRecord> robots = {};
  std::vector<NewPage> links = {};
  std::optional<WarcPosition> warc = {};
  std::optional<PageToSave> save = {};
  std::optional<std::int64_t> content_hash = {};  // of the article's text
  // Keys under which the page is known as well (its canonical address): marked as its duplicates,
  // if they are not fetched yet, or kept from being fetched.
  std::vector<NewPage> also_known_as = {};
  // For the source's health.
  bool is_request = true;  // false: robots.txt said no, nothing was sent
  bool is_failure = false;
  bool is_not_modified = false;
  std::string error = {};                  // of a failure
  std::string note = {};                   // what is amiss with an answer that was of use
  std::optional<std::string> paused = {};  // why the source is not fetched; "" = it is again
  std::uint64_t bytes = 0;
};

struct Completed {
  std::size_t new_links = 0;
  std::optional<SaveOutcome> saved = {};
};

struct SourceHealth {
  std::string name;
  Millis first_at = 0, last_ok_at = 0, last_failed_at = 0, last_new_link_at = 0,
         last_article_at = 0;  // 0 = never
  std::string last_error;      // "" = the last answer was fine
  std::string note;            // what is amiss with an answer that was of use all the same
  std::string paused;          // why it is not fetched; "" = it is
  // Of the days since `since_day`.
  std::uint64_t requests = 0, failures = 0, not_modified = 0, new_links = 0, articles = 0,
                bytes = 0;
  std::uint64_t queued = 0;  // pages known and not fetched yet
  Millis next_at = kNever;   // of its entry pages, the first due
};

class Frontier {
 public:
  // `store` must outlive it and be open for writing (or reading, for what only looks).
  explicit Frontier(Store& store) : store_(&store) {}

  // Makes the entry pages of a source known; those of it that are no longer named are not fetched
  // again. Pages known already keep their schedule.
  Result<void> SyncSource(std::string_view source, const std::vector<NewPage>& entries, Millis now);
  // How many of `keys` no page has yet.
  Result<std::size_t> CountUnknown(const std::vector<std::string>& keys);
  // Makes pages known without a lease; returns how many were new.
  Result<std::size_t> AddPages(const std::vector<NewPage>& pages, Millis now);

  // A host that is due and its most urgent page; empty if none is due. Entry pages come before
  // articles. A host found without a due page is put off and the next one tried.
  Result<std::optional<Lease>> LeaseDue(const LeaseTerms& terms);
  // This host, if nobody holds it and it does not rest; known or not. The lease has no page.
  Result<std::optional<Lease>> LeaseHost(std::string_view host, const LeaseTerms& terms);
  // Puts the end of all leases of this owner off; returns how many it has.
  Result<std::size_t> Renew(const LeaseTerms& terms);
  // Ends the lease. kNotFound: it was lost meanwhile (it ended, another took it); then nothing is
  // stored. Fails as Store::Save does, and then the lease goes on.
  Result<Completed> Complete(const Lease& lease, const Completion& completion);
  // Ends the lease with nothing done but the host's state.
  Result<void> Release(const Lease& lease, const HostState& host);
  // Leases of owners that `is_dead` says are no more: the hosts are free after their delay, counted
  // from `now`. Returns how many.
  Result<std::size_t> ReleaseDead(const std::function<bool(std::string_view owner)>& is_dead,
                                  Millis now);

  // The sources that were ever crawled, by name.
  Result<std::vector<std::string>> SourceNames();
  // When the first host is due (leased ones at the end of their lease); kNever if none ever is.
  Result<Millis> NextDue(const std::vector<std::string>& sources = {});
  Result<std::size_t> CountDue(Millis now, const std::vector<std::string>& sources = {});

  Result<std::optional<FrontierPage>> FindPage(std::string_view key);
  Result<std::optional<HostState>> FindHost(std::string_view host);
  Result<std::optional<RobotsRecord>> FindRobots(std::string_view origin);
  // A stored page of this host with this content; empty if there is none.
  Result<std::optional<FrontierPage>> FindContent(std::string_view host, std::int64_t content_hash);
  // The pages due until `until`, in the order they would be asked; `limit` 0 = all.
  Result<std::vector<FrontierPage>> ListDue(Millis until, const std::vector<std::string>& sources,
                                            std::size_t limit);

  // What kept an answer from being stored (a full disk), for the source's health.
  Result<void> NoteError(std::string_view source, std::string_view error, Millis now);
  Result<std::vector<SourceHealth>> ListHealth(std::string_view since_day);

  // The newest record that holds this payload of `url` itself; empty if there is none.
  Result<std::optional<WarcPosition>> FindPayload(std::string_view url, std::string_view digest);

  struct WarcFile {
    std::string name;
    std::uint64_t bytes = 0;
    std::string folder = {};  // "": `warc` beside the database
  };
  // The files with the size that committed exchanges give them.
  Result<std::vector<WarcFile>> ListWarcFiles();
  // Calls `open` with those of `folder` while nobody can commit an exchange, and notes the file
  // that it returns: what is behind the noted size of a file that nobody has open was never
  // committed.
  Result<void> OpenWarcFiles(
      const std::string& folder,
      const std::function<Result<WarcFile>(const std::vector<WarcFile>&)>& open);
  // The file ends before what was committed (a power cut): its records from `bytes` on are
  // forgotten, and their pages are due again. Returns how many pages.
  Result<std::size_t> ForgetWarcTail(const WarcFile& file, Millis now);

 private:
  Store* store_;
};

}  // namespace heshu::store

#endif  // HESHU_STORE_FRONTIER_H_
