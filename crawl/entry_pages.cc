#include "crawl/entry_pages.h"

#include <ctime>

#include "crawl/page.h"

namespace heshu::crawl {

store::PageKind EntryKind(const crawler::Source& source) {
  switch (source.kind) {
    case crawler::SourceKind::kFeed:
      return store::PageKind::kFeed;
    case crawler::SourceKind::kSitemap:
      return store::PageKind::kSitemap;
    default:
      return store::PageKind::kList;
  }
}

Result<void> SyncSources(const crawler::SourceList& sources, const std::vector<std::string>& names,
                         store::Frontier& frontier, store::Millis now) {
  for (const std::string& name : names) {
    const crawler::Source* source = sources.Find(name);
    if (source == nullptr) continue;
    store::FrontierPage none;
    none.source = name;
    std::vector<store::NewPage> entries;
    for (const std::string& address : source->urls) {
      const auto url = crawler::Url::Parse(address);
      if (!url) continue;
      auto entry = NewPageOf(*url, sources, none, EntryKind(*source), now);
      entry.is_entry = true;
      entries.push_back(std::move(entry));
    }
    if (auto done = frontier.SyncSource(name, entries, now); !done) return done;
  }
  return {};
}

std::string TimeText(store::Millis time) {
  if (time >= store::kNever) return "";
  const auto seconds = static_cast<std::time_t>(time / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return std::string(text, size);
}

}  // namespace heshu::crawl
