// What a fetched page holds: the links of a feed, sitemap or list page, or an article with its
// claims. Pure; runs on worker threads.
#ifndef HESHU_CRAWL_PAGE_H_
#define HESHU_CRAWL_PAGE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/error.h"
#include "crawler/fetch_loop.h"
#include "crawler/source_file.h"
#include "extract/extractor.h"
#include "store/frontier.h"

namespace heshu::crawl {

struct FoundLink {
  crawler::Url url;
  std::string published;  // of a sitemap: its lastmod

  friend bool operator==(const FoundLink&, const FoundLink&) = default;
};

struct PageReading {
  std::optional<Error> error;  // the page is not what its source says, or cannot be read
  std::string note;            // what is amiss, though it was of use
  std::vector<FoundLink> articles;
  std::vector<FoundLink> more;  // further pages of the list or feed, sitemaps of an index
  bool more_are_sitemaps = false;
  std::optional<int> ttl_minutes;
  std::vector<int> skip_hours;
  // An article.
  std::optional<Document> document;
  std::optional<extract::Extraction> extraction;
  std::int64_t content_hash = 0;  // of its text
  std::string no_article;         // why it is not stored; "" = it is
};

struct PageToRead {
  store::FrontierPage page;
  std::shared_ptr<const crawler::FetchResult> fetched;
  std::string fetched_at;  // UTC, ISO 8601
  std::string not_before;  // YYYY-MM-DD: items dated earlier are passed over; "" = none
};

// `source` may be null: it is no longer in the file. Links that its filters refuse are left out.
PageReading ReadPage(const PageToRead& page, const crawler::Source* source,
                     const crawler::SourceList& sources, const extract::Extractor& extractor);

// A page that a link of `from` leads to.
store::NewPage NewPageOf(const crawler::Url& url, const crawler::SourceList& sources,
                         const store::FrontierPage& from, store::PageKind kind,
                         store::Millis due_at);

}  // namespace heshu::crawl

#endif  // HESHU_CRAWL_PAGE_H_
