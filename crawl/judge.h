// What an answer means for its page, its host and the pages it leads to: pure, told the time and
// the dice, so that a day of crawling can be played through in a test.
#ifndef HESHU_CRAWL_JUDGE_H_
#define HESHU_CRAWL_JUDGE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "crawl/page.h"
#include "crawler/fetch_loop.h"
#include "crawler/schedule.h"
#include "crawler/source_file.h"
#include "store/frontier.h"

namespace heshu::crawl {

struct VisitFacts {
  const store::Lease& lease;
  const crawler::FetchResult& fetched;
  const PageReading* reading = nullptr;  // of a 2xx answer; of an article's, if it is whole
  const crawler::Source* source = nullptr;
  const crawler::SourceList& sources;
  store::Millis now = 0;
  store::Millis delay_ms = 0;  // of the host, as it is now
  const crawler::Dice& dice;
};

// Whether a page has a schedule of its own: those that sources.toml names, and what they moved to.
bool HasSchedule(const store::FrontierPage& page);

// The headers that make a request conditional: what the last answer gave, byte for byte.
crawler::HeaderFields ConditionalHeaders(const store::FrontierPage& page);

// The pages that `reading` leads to, with their keys; `fresh` of them, as the store says, are new.
std::vector<store::NewPage> LinksOf(const PageReading& reading, const store::FrontierPage& page,
                                    const crawler::Source* source,
                                    const crawler::SourceList& sources, store::Millis now);

// Where a redirect leads; nothing for what is none. An error: to nowhere that may be asked for.
std::optional<Result<crawler::Url>> RedirectTarget(const crawler::FetchResult& fetched);

// Everything but WARC position, document and other keys. `links` are LinksOf(); `new_links` how
// many of them are articles that no page knew. `is_circle`: the redirect leads back here.
store::Completion JudgeVisit(const VisitFacts& facts, std::vector<store::NewPage> links,
                             std::size_t new_links, bool is_circle);

// robots.txt forbids the page (for now, if not `is_lasting`), or asks for a longer pause than the
// crawler keeps (`paused`): nothing was sent.
store::Completion JudgeDenied(const VisitFacts& facts, const std::string& reason, bool is_lasting,
                              store::Millis ask_again_at, bool is_paused);

// The host's part after a request: the pause, and a backoff where the answer asks for one.
void JudgeHost(const crawler::FetchResult& fetched, store::Millis now, store::Millis delay_ms,
               const crawler::Dice& dice, store::HostState* host);

}  // namespace heshu::crawl

#endif  // HESHU_CRAWL_JUDGE_H_
