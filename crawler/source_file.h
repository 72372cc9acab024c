// sources.toml: what is crawled, and how. docs/sources.example.toml shows and explains every key.
//
// One [[source]] a feed, sitemap or list page (or several of them under one name); one [[site]] for
// what holds on a host whichever source leads there; [defaults] for sources that do not say
// otherwise. Every mistake is told with line, column and caret; a source with a mistake is left
// out, and the others are kept, also where the file is no TOML in one place. toml++ and RE2 stay
// behind this header. All texts are UTF-8. Values are immutable after reading; safe from any
// thread.
#ifndef HESHU_CRAWLER_SOURCE_FILE_H_
#define HESHU_CRAWLER_SOURCE_FILE_H_

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "crawler/link_filter.h"
#include "crawler/url.h"

namespace heshu::crawler {

enum class SourceKind { kFeed, kSitemap, kList };
std::string_view SourceKindName(SourceKind kind);  // "feed", "sitemap", "list"

// How often the pages of a source that change (feeds, sitemaps, lists) are asked for: the interval
// moves between these two with what was new (CRAWLER.md 2).
struct RevisitBounds {
  std::chrono::seconds min{15 * 60};
  std::chrono::seconds max{7 * 24 * 3600};

  friend bool operator==(const RevisitBounds&, const RevisitBounds&) = default;
};

struct Source {
  std::string name;       // unique in the file; what documents are stored under
  std::string publisher;  // as people know it; "" = name
  std::string language;   // BCP 47, "zh-Hans-CN"; "" = not stated
  SourceKind kind = SourceKind::kFeed;
  std::vector<std::string> urls;  // Url::Href() of each; one at least
  bool is_enabled = true;         // false: kept and listed, never fetched

  LinkFilter links;           // which links are articles; empty = all that the page or feed lists
  LinkFilter next_pages;      // of a list: links to its further pages, beside rel=next
  std::size_t max_pages = 1;  // of a list or paged feed: how many pages a visit reads
  // Sitemap files a visit reads below an index, newest lastmod first.
  std::size_t max_sitemaps = 20;
  // Items dated longer ago are passed over (undated ones are not); empty = no bound.
  std::optional<std::chrono::seconds> max_age;

  RevisitBounds revisit;
  // Articles are fetched once, unless this says after how long they are looked at again.
  std::optional<std::chrono::seconds> revisit_articles;

  // Empty = of the site, else of [defaults], else the crawler's own. Never below what robots.txt
  // asks for.
  std::optional<std::chrono::milliseconds> delay;
  std::vector<std::pair<std::string, std::string>>
      headers;          // sent with every request of the source
  std::string charset;  // WHATWG label that overrules what pages say; "" = as they say
  int line = 0;         // where the source begins in its file

  friend bool operator==(const Source&, const Source&) = default;
};

// What holds for a host and the hosts below it, whichever source leads there.
struct SiteRule {
  std::string host;  // "example.com" is for www.example.com too; punycode, lower case
  QueryRules query;  // which parameters are part of a page's identity
  std::optional<std::chrono::milliseconds> delay;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string charset;
  int line = 0;

  friend bool operator==(const SiteRule&, const SiteRule&) = default;
};

struct SourceList {
  std::vector<Source> sources;  // in the file's order
  std::vector<SiteRule> sites;
  std::optional<std::chrono::milliseconds> default_delay;  // [defaults]
  std::vector<std::pair<std::string, std::string>> default_headers;
  std::vector<Error> problems;  // one each mistake, in the file's order

  // By exact name; nullptr if there is none. Dies with this list.
  const Source* Find(std::string_view name) const;
  // The site rule with the longest host that `host` is, or is below; nullptr if none.
  const SiteRule* SiteOf(std::string_view host) const;
  // DedupKey() under the rules of the URL's site.
  std::string KeyOf(const Url& url) const;
  // What the source says, else the site of `url`, else [defaults]; nothing for none of them.
  std::optional<std::chrono::milliseconds> DelayOf(const Source& source, const Url& url) const;
  // Those of [defaults], the site and the source; a later one replaces one of the same name.
  std::vector<std::pair<std::string, std::string>> HeadersOf(const Source& source,
                                                             const Url& url) const;
  // The source's charset, else the site's, else "".
  std::string CharsetOf(const Source& source, const Url& url) const;
};

// Fails with kNotFound or kIo if the file cannot be read. A file with mistakes is a list with
// problems.
Result<SourceList> ReadSources(const std::string& path);
// `name` is for messages.
SourceList ParseSources(std::string text, const std::string& name);

// "90s", "15m", "2h", "7d", "1.5h", "500ms", or a bare number of seconds; kInvalidInput for others,
// negative ones and those beyond ten years.
Result<std::chrono::milliseconds> ParseDuration(std::string_view text);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_SOURCE_FILE_H_
