// What robots.txt says, kept in the store by scheme, host and port (RFC 9309).
#ifndef HESHU_CRAWL_ROBOTS_JUDGE_H_
#define HESHU_CRAWL_ROBOTS_JUDGE_H_

#include <optional>
#include <string>

#include "crawler/fetch_loop.h"
#include "crawler/robots.h"
#include "crawler/schedule.h"
#include "crawler/url.h"
#include "store/frontier.h"

namespace heshu::crawl {

// The product token that robots.txt files name us by.
inline constexpr std::string_view kRobotsAgent = "heshu";

// "https://example.com:8443/robots.txt".
std::string RobotsUrl(const crawler::Url& url);

// What an answer to a request for robots.txt means: 2xx: its rules, 24 h or max-age; other 4xx:
// everything is allowed; 429, 5xx and no answer: nothing is, but the last good copy stands in for
// 30 days; a redirect is followed five times (RFC 9309 2.3.1). `before` is what was known.
store::RobotsRecord JudgeRobots(const std::string& origin,
                                const std::optional<store::RobotsRecord>& before,
                                const crawler::FetchResult& fetched, store::Millis now);

struct RobotsOpinion {
  bool allows = true;
  bool is_lasting = true;  // false: it is refused for want of an answer, which may come
  std::string reason;      // "line 3: Disallow: /x", "no rule speaks of it", "robots.txt: 500"
};
RobotsOpinion AskRobots(const store::RobotsRecord& record, const crawler::Robots& rules,
                        const crawler::Url& url);

}  // namespace heshu::crawl

#endif  // HESHU_CRAWL_ROBOTS_JUDGE_H_
