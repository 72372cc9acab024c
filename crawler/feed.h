// Feeds and sitemaps: RSS 0.9x to 2.0, RDF, Atom, JSON Feed, sitemap, news sitemap, sitemap index.
//
// Bytes in, items out. Decoding to UTF-8 comes before (normalize/charset); entities and DTDs are
// not followed and nothing is fetched. Malformed feeds are the rule: bare ampersands are mended,
// and the items before a break are kept. Pure; safe from any thread.
#ifndef HESHU_CRAWLER_FEED_H_
#define HESHU_CRAWLER_FEED_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "crawler/url.h"

namespace heshu::crawler {

enum class FeedKind { kRss, kRdf, kAtom, kJson, kSitemap, kSitemapIndex };
std::string_view FeedKindName(FeedKind kind);  // "rss", "rdf", …, "sitemap_index"

struct FeedItem {
  std::string url;        // absolute
  std::string title;      // plain text
  std::string published;  // YYYY-MM-DD[THH:MM[:SS][±HH:MM]]; "" if not stated or not a date
  std::string id;         // guid, atom:id, JSON id; else the URL
};

struct Feed {
  FeedKind kind = FeedKind::kRss;
  std::string title;
  std::vector<FeedItem> items;     // of a sitemap index: the sitemaps
  std::optional<int> ttl_minutes;  // RSS ttl
  std::vector<int> skip_hours;     // RSS skipHours: 0 to 23, UTC
  std::string next_url;            // rel=next, JSON next_url
  bool is_broken = false;          // malformed somewhere; what could be read is there
};

// `text` is UTF-8 (an encoding declaration in it is ignored). `base` resolves relative links; items
// without an http(s) link are dropped. Fails with kInvalidInput for what is no feed, saying what it
// looks like, and with kLimit past 100,000 items.
Result<Feed> ParseFeed(std::string_view text, const Url* base = nullptr);

// "Tue, 24 Feb 2026 14:00:00 +0800" (RFC 822), RFC 3339, "2026-02-24 14:00:00" and the kin that
// feeds have, as FeedItem::published; "" if it is no date. Zones by name only where they are
// unambiguous (not CST).
std::string ParseFeedDate(std::string_view text);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_FEED_H_
