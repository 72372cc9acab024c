// The links of an HTML page, for list pages and for finding feeds: what leads to articles, to the
// next page, to feeds.
//
// Input is UTF-8 (decode before); the parser is libxml2's for HTML, which no tag soup stops. Pure;
// safe from any thread.
#ifndef HESHU_CRAWLER_PAGE_LINKS_H_
#define HESHU_CRAWLER_PAGE_LINKS_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "crawler/link_filter.h"
#include "crawler/url.h"

namespace heshu::crawler {

struct PageLink {
  Url url;           // absolute, without fragment; http or https
  std::string text;  // plain, white space collapsed; at most 300 bytes

  friend bool operator==(const PageLink&, const PageLink&) = default;
};

struct AlternateLink {  // <link rel="alternate" type="application/rss+xml" …>
  Url url;
  std::string type;   // media type, lower case
  std::string title;  // "" if not stated

  friend bool operator==(const AlternateLink&, const AlternateLink&) = default;
};

struct PageLinks {
  std::string title;
  std::vector<PageLink> links;            // <a href>, in the page's order, repeats left in
  std::vector<Url> next;                  // <link rel=next>, <a rel=next>
  std::vector<AlternateLink> alternates;  // feeds alone: RSS, Atom, RDF, JSON Feed
};

// `base` is the page's own address; <base href> is obeyed. kInvalidInput: no HTML at all; kLimit:
// more than 20 MB or 50,000 links.
Result<PageLinks> ReadPageLinks(std::string_view html, const Url& base);

// What a list page leads to: the links that pass `articles`, each DedupKey once, first text kept;
// the page itself and links of other sites (registrable domain) only if an include pattern names
// them. Then its further pages: rel=next, links that pass `next_pages` (which then must have a
// pattern), and links whose text is that of a next link (下一頁, 下一页, 下页, 次頁, Next, ›, »).
struct ListPage {
  std::vector<PageLink> articles;
  std::vector<Url> next;  // at most one rel=next or text; several by pattern; never the page itself
};
ListPage ReadListPage(const PageLinks& page, const Url& base, const LinkFilter& articles,
                      const LinkFilter& next_pages);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_PAGE_LINKS_H_
