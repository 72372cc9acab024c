// Fetches an address the way the crawler would and explains what is there, for `sources check` and
// `sources discover`.
#ifndef HESHU_CLI_SOURCE_PROBE_H_
#define HESHU_CLI_SOURCE_PROBE_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "crawler/feed.h"
#include "crawler/fetch_loop.h"
#include "crawler/page_links.h"
#include "crawler/robots.h"
#include "crawler/source_file.h"

namespace heshu::cli {

// robots.txt of one origin, as RFC 9309 has it: 4xx allows all, 5xx and no answer deny all.
struct RobotsAnswer {
  crawler::Robots rules;
  bool allows_all = false;
  bool denies_all = false;
  std::optional<Error> error;  // it cannot be asked for at all: DNS, TLS, the address guard
  std::string note;  // "no robots.txt (404)", "robots.txt is an HTML page"; "" = rules were read
};

struct Probe {
  std::string url, final_url;
  int status = 0;
  std::optional<Error> error;  // why this is no use as a source; empty = it is
  std::string robots;          // "allowed", "allowed by line 3", "denied by line 7", a note
  std::string found;           // rss, rdf, atom, json, sitemap, sitemap_index, html
  std::size_t items = 0;       // items, or links of a list page
  std::size_t wanted = 0;      // those that the source's patterns let pass
  std::string newest;          // newest date of an item; "" if none is dated
  std::string charset, charset_rule;
  bool has_etag = false, has_last_modified = false;
  std::size_t bytes = 0;  // decoded
  std::string title;
  std::string next_url;                 // the further page, if any
  std::vector<std::string> notes;       // what is odd, and borne
  std::vector<std::string> feeds_here;  // of an HTML page: the feeds it names
};

class Prober {
 public:
  // `pause` stands between two requests to one site.
  static Result<Prober> Create(crawler::FetchOptions options, std::chrono::milliseconds pause);

  // What is at `url` for this source (its headers, charset, patterns).
  Probe Check(const crawler::Source& source, const crawler::SourceList& sources,
              const std::string& url);
  // The same without a source: whatever kind is there.
  Probe Look(const std::string& url);

  // The bytes of an HTML page as links, after Look() found one there.
  struct Page {
    crawler::Url url;
    std::string text;  // UTF-8
  };
  Result<Page> FetchPage(const std::string& url);
  // robots.txt for this URL, fetched once.
  const RobotsAnswer& RobotsOf(const crawler::Url& url);

 private:
  Prober(crawler::FetchLoop loop, std::chrono::milliseconds pause);
  crawler::FetchResult Fetch(const std::string& url, const crawler::HeaderFields& headers,
                             std::size_t max_bytes);
  // Follows redirects, each hop under its robots.txt.
  crawler::FetchResult Follow(const std::string& url, const crawler::HeaderFields& headers,
                              Probe* probe);
  void Pause(const std::string& site);

  crawler::FetchLoop loop_;
  std::chrono::milliseconds pause_;
  std::map<std::string, std::chrono::steady_clock::time_point> asked_at_;  // by politeness key
  std::map<std::string, RobotsAnswer> robots_;                             // by origin
};

}  // namespace heshu::cli

#endif  // HESHU_CLI_SOURCE_PROBE_H_
