// What sources.toml names, made known to the frontier.
#ifndef HESHU_CRAWL_ENTRY_PAGES_H_
#define HESHU_CRAWL_ENTRY_PAGES_H_

#include <string>
#include <vector>

#include "core/error.h"
#include "crawler/source_file.h"
#include "store/frontier.h"

namespace heshu::crawl {

// The kind of a source's own pages.
store::PageKind EntryKind(const crawler::Source& source);

// The entry pages of `names` become known; those that the file no longer names are not asked again.
Result<void> SyncSources(const crawler::SourceList& sources, const std::vector<std::string>& names,
                         store::Frontier& frontier, store::Millis now);

// UTC, ISO 8601 to the second; "" for never.
std::string TimeText(store::Millis time);

}  // namespace heshu::crawl

#endif  // HESHU_CRAWL_ENTRY_PAGES_H_
