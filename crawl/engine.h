// The crawler at work: leases hosts, fetches, reads and stores, until nothing is due or it is told
// to stop.
//
// The calling thread leases, fetches (curl_multi) and stores; worker threads read pages and
// extract. A page that is fetched is finished: stopping waits for what is in hand. Every step is
// committed with the frontier's, so that a kill at any moment costs the pages in hand alone, which
// are fetched again by whoever comes next.
#ifndef HESHU_CRAWL_ENGINE_H_
#define HESHU_CRAWL_ENGINE_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "crawl/judge.h"
#include "crawler/fetcher.h"
#include "crawler/source_file.h"
#include "crawler/warc_writer.h"
#include "extract/extractor.h"
#include "store/frontier.h"
#include "store/store.h"

namespace heshu::crawl {

// What became of one page, for the log.
struct Event {
  std::string source, url;
  std::string kind;  // feed, sitemap, list, article, robots
  int status = 0;
  std::string state, reason;
  std::size_t bytes = 0, new_links = 0, figures = 0;
  store::Millis ms = 0;  // the request took
  std::string doc;
  store::Millis next_at = store::kNever;
  bool is_failure = false;
  bool is_request = true;
};

struct Options {
  std::string owner;                  // OwnerName()
  std::vector<std::string> sources;   // names; those that are fetched
  bool all_sources_of_store = false;  // no other source is in the store: pages need no filter
  bool is_watch = false;
  std::size_t max_pages = 0;  // 0 = no bound; robots.txt does not count
  std::string since;          // YYYY-MM-DD; items dated earlier are passed over
  std::size_t jobs = 1;
  std::size_t max_hosts = 64;  // asked at a time
  std::chrono::milliseconds delay{5000};
  std::chrono::milliseconds max_crawl_delay{60'000};
  crawler::FetchOptions fetch;
  std::string warc_directory;  // "" = no WARC files
  std::string program;         // "heshu/0.1.0"
  std::int64_t run = 0;

  std::function<store::Millis()> now;
  crawler::Dice dice;
  std::function<bool()> is_stopped;  // looked at a few times a second
  std::function<void(const Event&)> log;
  // About once a second while nothing can be asked for before `next_at`.
  std::function<void(store::Millis next_at)> on_idle;
  // Now and then in a long run, when articles were stored since: facts are compared anew.
  std::function<Result<void>()> on_pause;
};

struct Tally {
  std::size_t pages = 0;  // requests but for robots.txt
  std::size_t articles = 0, updated = 0, not_modified = 0, failures = 0;
  std::size_t figures = 0, claims = 0;
  std::uint64_t bytes = 0;
  std::vector<std::pair<std::string, std::string>> failed_sources;  // name, last error
  std::size_t left = 0;  // pages that are due and were not fetched
  store::Millis next_at = store::kNever;
  std::optional<Error> end;  // what ended the run early: the database, the disk
};

Tally Run(const crawler::SourceList& sources, store::Store& store,
          const extract::Extractor& extractor, const Options& options);

}  // namespace heshu::crawl

#endif  // HESHU_CRAWL_ENGINE_H_
