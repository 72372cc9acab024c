// Is what was read stored already, or does a redirect lead back? The questions about pages that
// only the store can answer.
#ifndef HESHU_CRAWL_TWINS_H_
#define HESHU_CRAWL_TWINS_H_

#include "core/error.h"
#include "crawl/page.h"
#include "crawler/source_file.h"
#include "crawler/url.h"
#include "store/frontier.h"
#include "store/store.h"

namespace heshu::crawl {

// Whether following `target` leads back to `page`.
Result<bool> IsCircle(const crawler::Url& target, const store::FrontierPage& page,
                      const crawler::SourceList& sources, store::Frontier& frontier);

// Whether the article that was read is to be stored. If the same is stored under another address
// (same text, or same canonical address and title), the page becomes a duplicate of it; if it is as
// it was, its document stays.
Result<bool> IsNewArticle(const PageReading& reading, const crawler::SourceList& sources,
                          store::Store& store, store::Frontier& frontier,
                          store::Completion* completion);

}  // namespace heshu::crawl

#endif  // HESHU_CRAWL_TWINS_H_
