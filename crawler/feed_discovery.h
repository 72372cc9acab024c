// Where a site's feeds and sitemaps are likely to be.
//
// Pure: pages come in, addresses to try go out; fetching them and seeing what they are is the
// caller's (`heshu sources discover`). Safe from any thread.
#ifndef HESHU_CRAWLER_FEED_DISCOVERY_H_
#define HESHU_CRAWLER_FEED_DISCOVERY_H_

#include <string>
#include <string_view>
#include <vector>

#include "crawler/feed.h"
#include "crawler/page_links.h"
#include "crawler/robots.h"
#include "crawler/source_file.h"
#include "crawler/url.h"

namespace heshu::crawler {

enum class FoundBy {
  kLinkElement,  // <link rel="alternate">
  kRobots,       // Sitemap: in robots.txt
  kAnchor,       // <a href> that looks like a feed's address
  kWellKnown,    // a path where many sites have one
};
std::string_view FoundByName(FoundBy how);  // "link", "robots.txt", "anchor", "well-known"

struct FeedCandidate {
  Url url;
  FoundBy how = FoundBy::kWellKnown;
  std::string title;  // of the link; "" if not stated

  friend bool operator==(const FeedCandidate&, const FeedCandidate&) = default;
};

// Addresses to try, each once, those that the site names itself first. `page` and `robots` may be
// null (not had). Sitemaps of other hosts are taken: robots.txt may name them (sitemaps.org,
// "cross submits"). Anchors and well-known paths are of the site's own host; at most 20 anchors.
std::vector<FeedCandidate> FeedCandidates(const Url& site, const PageLinks* page,
                                          const Robots* robots);

// A [[source]] for sources.toml. `name` is made unique by the caller.
std::string SourceSnippet(const Source& source);

// A name for a source at this address: "example", "example-finance"; lower-case ASCII.
std::string SuggestedName(const Url& url);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_FEED_DISCOVERY_H_
