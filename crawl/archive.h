// The WARC files of a crawl: every exchange is written there first; the transaction that follows
// says how far the file is good.
#ifndef HESHU_CRAWL_ARCHIVE_H_
#define HESHU_CRAWL_ARCHIVE_H_

#include <optional>
#include <string>

#include "core/error.h"
#include "crawler/fetch_loop.h"
#include "crawler/warc_writer.h"
#include "store/frontier.h"

namespace heshu::crawl {

class Archive {
 public:
  // Mends what an earlier process left behind and opens the file to go on with. Pages whose records
  // a power cut took are due again. `frontier` must outlive it.
  static Result<Archive> Open(const std::string& directory, const std::string& software,
                              const std::string& user_agent, store::Frontier& frontier,
                              store::Millis now);

  // Writes the exchange that answered for `before`, the page as it was known (null: robots.txt, no
  // page). A 304, or a payload that the page had before, becomes a revisit of the earlier record.
  Result<store::WarcPosition> Write(const crawler::FetchResult& fetched,
                                    const store::FrontierPage* before, store::Millis asked_at);
  Result<void> Close() { return writer_.Close(); }

 private:
  Archive(crawler::WarcWriter writer, std::string directory, store::Frontier& frontier)
      : writer_(std::move(writer)), directory_(std::move(directory)), frontier_(&frontier) {}

  crawler::WarcWriter writer_;
  std::string directory_;
  store::Frontier* frontier_;
};

}  // namespace heshu::crawl

#endif  // HESHU_CRAWL_ARCHIVE_H_
