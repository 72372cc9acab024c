// When a page is asked for next: pure functions of what the last visit brought.
//
// Pages that lead to others (feeds, sitemaps, lists) are visited again and again: sooner if there
// was something new, later if not, never sooner than the server wishes (CRAWLER.md 2). Articles are
// visited once, and again only if the source asks for it or the visit failed. The clock and the
// dice are the caller's; safe from any thread.
#ifndef HESHU_CRAWLER_SCHEDULE_H_
#define HESHU_CRAWLER_SCHEDULE_H_

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "crawler/http_fields.h"

namespace heshu::crawler {

using Milliseconds = std::chrono::milliseconds;
using TimePoint = std::chrono::sys_time<Milliseconds>;  // UTC

// A number in [0, 1) each time.
using Dice = std::function<double()>;

struct SchedulePolicy {
  Milliseconds min = std::chrono::minutes(15);
  Milliseconds max = std::chrono::days(7);
  Milliseconds first = std::chrono::hours(1);  // the interval before anything is known
  // At least this where each visit costs a whole page: the server gives no ETag, no Last-Modified.
  Milliseconds min_without_validator = std::chrono::hours(1);
  Milliseconds max_failed = std::chrono::days(3);
  Milliseconds gone = std::chrono::days(60);
  Milliseconds redirected = std::chrono::days(14);
  double faster = 0.8;  // there were new links
  double slower = 1.5;  // there were none
  double jitter = 0.1;
};

// What an answer's headers say of its life (RFC 9111, RFC 9110 10.2.3).
struct Freshness {
  std::optional<Milliseconds> lifetime;     // max-age (less Age), else Expires less Date
  std::optional<Milliseconds> retry_after;  // whatever the status
  bool has_validator = false;               // ETag or Last-Modified
};
Freshness ReadFreshness(const HeaderFields& fields, TimePoint now);

// "Tue, 24 Feb 2026 14:00:00 GMT" and the two older forms of RFC 9110 5.6.7.
std::optional<TimePoint> ParseHttpDate(std::string_view text);
// Seconds or a date; nothing for what is neither. A date that is over is 0.
std::optional<Milliseconds> ParseRetryAfter(std::string_view text, TimePoint now);

enum class VisitOutcome {
  kNew,         // links, or a body, that were not there before
  kNothingNew,  // 304 as well
  kFailed,      // no answer, or 4xx, 5xx
  kGone,        // 410, or 404 for the fifth time
  kRedirected,  // for good: the target is visited in its place
};

struct Visit {
  VisitOutcome outcome = VisitOutcome::kNothingNew;
  Milliseconds interval{0};  // that led here; 0 = the first visit
  int failures = 0;          // in a row, this one included
  Freshness freshness;
  std::optional<Milliseconds> ttl;  // RSS ttl
  std::vector<int> skip_hours;      // RSS skipHours: 0 to 23, UTC
};

struct NextVisit {
  TimePoint at;
  Milliseconds interval{0};  // for Visit::interval of the next
};
NextVisit PlanVisit(const Visit& visit, const SchedulePolicy& policy, TimePoint now,
                    const Dice& dice);

// An article that could not be had: when to try again after `failures` in a row; nothing after the
// fifth.
std::optional<TimePoint> PlanRetry(int failures, const Freshness& freshness, TimePoint now,
                                   const Dice& dice);

// How long a host is left alone after `failures` answers in a row that say it is in trouble (429,
// 5xx, none at all): Retry-After, or twice as long each time from a minute (of 429 and 503) or from
// the third failure (of others) on, up to a day. 0 = no longer than its delay.
Milliseconds PlanBackoff(int status, int failures, const Freshness& freshness, Milliseconds delay,
                         const Dice& dice);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_SCHEDULE_H_
