#include "crawler/schedule.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace heshu::crawler {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int kMaxArticleTries = 5;
constexpr Milliseconds kMaxRetryAfter = days(30);  // a longer one is a mistake
constexpr Milliseconds kMaxBackoff = days(1);
constexpr Milliseconds kFirstBackoff = minutes(1);

std::optional<long long> ParseNumber(std::string_view text) {
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end != text.data() + text.size() || text.empty()) {
    return std::nullopt;
  }
  if (error == std::errc::result_out_of_range) return std::nullopt;
  if (error != std::errc() || number < 0) return std::nullopt;
  return number;
}

Milliseconds SecondsCapped(long long count) {
  return std::min<Milliseconds>(seconds(std::min(count, 10LL * 366 * 86400)), days(3660));
}

Milliseconds Times(Milliseconds interval, double factor) {
  return Milliseconds(
      static_cast<Milliseconds::rep>(static_cast<double>(interval.count()) * factor));
}

// ± the policy's jitter.
Milliseconds Jittered(Milliseconds interval, double jitter, const Dice& dice) {
  return Times(interval, 1 + jitter * (2 * dice() - 1));
}

// 2^(n - 1), without end for no n.
double Doublings(int n) { return static_cast<double>(1LL << std::clamp(n - 1, 0, 30)); }

std::optional<Milliseconds> MaxAge(std::string_view cache_control) {
  std::optional<Milliseconds> age;
  while (!cache_control.empty()) {
    const auto comma = cache_control.find(',');
    const std::string directive = ToLower(Trimmed(cache_control.substr(0, comma)));
    cache_control = comma == std::string_view::npos ? "" : cache_control.substr(comma + 1);
    if (directive == "no-cache" || directive == "no-store") return Milliseconds(0);
    if (!directive.starts_with("max-age")) continue;
    const auto equals = directive.find('=');
    if (equals == std::string::npos) continue;
    std::string_view value = Trimmed(std::string_view(directive).substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    if (const auto number = ParseNumber(value)) age = SecondsCapped(*number);
  }
  return age;
}

// Moves `at` out of the hours that the feed asks to skip.
TimePoint AfterSkippedHours(TimePoint at, const std::vector<int>& skip_hours) {
  for (int i = 0; i < 24; ++i) {
    const auto hour = std::chrono::floor<hours>(at - std::chrono::floor<days>(at)).count();
    if (std::find(skip_hours.begin(), skip_hours.end(), static_cast<int>(hour)) ==
        skip_hours.end()) {
      return at;
    }
    at = std::chrono::floor<hours>(at) + hours(1);
  }
  return at;  // all hours: a feed that asks for that means nothing
}

}  // namespace

std::optional<TimePoint> ParseHttpDate(std::string_view text) {
  // "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994":
  // words and numbers in any of these orders.
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  int day = 0, month = 0, year = -1;
  std::optional<seconds> clock;
  std::string_view rest = text;
  while (true) {
    rest = rest.substr(std::min(rest.size(), rest.find_first_not_of(" ,-\t")));
    if (rest.empty()) break;
    const std::string_view word = rest.substr(0, rest.find_first_of(" ,-\t"));
    rest = rest.substr(word.size());
    if (word.find(':') != std::string_view::npos) {
      std::array<long long, 3> parts{};
      std::string_view left = word;
      for (std::size_t i = 0; i < 3; ++i) {
        const auto colon = left.find(':');
        const auto number = ParseNumber(left.substr(0, colon));
        if (!number || *number > (i == 0 ? 23 : 60)) return std::nullopt;
        parts[i] = *number;
        left = colon == std::string_view::npos ? "" : left.substr(colon + 1);
        if (left.empty() != (i == 2)) return std::nullopt;
      }
      clock = hours(parts[0]) + minutes(parts[1]) + seconds(parts[2]);
    } else if (const auto number = ParseNumber(word)) {
      if (day == 0) {
        if (*number > 31) return std::nullopt;
        day = static_cast<int>(*number);
      } else if (year < 0 && *number < 10000) {
        year = static_cast<int>(*number);
        if (word.size() == 2) year += year < 70 ? 2000 : 1900;
      }
    } else {
      const auto at = std::find(kMonths.begin(), kMonths.end(), ToLower(word.substr(0, 3)));
      if (month == 0 && at != kMonths.end()) month = static_cast<int>(at - kMonths.begin()) + 1;
    }
  }
  if (day == 0 || month == 0 || year < 0 || !clock) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  return TimePoint(std::chrono::sys_days(date)) + *clock;
}

std::optional<Milliseconds> ParseRetryAfter(std::string_view text, TimePoint now) {
  text = Trimmed(text);
  if (const auto count = ParseNumber(text)) return std::min(SecondsCapped(*count), kMaxRetryAfter);
  const auto date = ParseHttpDate(text);
  if (!date) return std::nullopt;
  return std::clamp<Milliseconds>(*date - now, Milliseconds(0), kMaxRetryAfter);
}

Freshness ReadFreshness(const HeaderFields& fields, TimePoint now) {
  Freshness freshness;
  freshness.has_validator =
      !FieldValue(fields, "ETag").empty() || !FieldValue(fields, "Last-Modified").empty();
  freshness.retry_after = ParseRetryAfter(FieldValue(fields, "Retry-After"), now);
  freshness.lifetime = MaxAge(FieldValue(fields, "Cache-Control"));
  if (freshness.lifetime) {
    const auto age = ParseNumber(Trimmed(FieldValue(fields, "Age")));
    if (age) {
      *freshness.lifetime = std::max(Milliseconds(0), *freshness.lifetime - SecondsCapped(*age));
    }
  } else if (const auto expires = ParseHttpDate(FieldValue(fields, "Expires"))) {
    const TimePoint date = ParseHttpDate(FieldValue(fields, "Date")).value_or(now);
    freshness.lifetime = std::clamp<Milliseconds>(*expires - date, Milliseconds(0), days(3660));
  }
  return freshness;
}

NextVisit PlanVisit(const Visit& visit, const SchedulePolicy& policy, TimePoint now,
                    const Dice& dice) {
  if (visit.outcome == VisitOutcome::kGone || visit.outcome == VisitOutcome::kRedirected) {
    const Milliseconds wait =
        visit.outcome == VisitOutcome::kGone ? policy.gone : policy.redirected;
    return {now + Jittered(wait, policy.jitter, dice), visit.interval};
  }
  const Milliseconds retry_after = visit.freshness.retry_after.value_or(Milliseconds(0));
  if (visit.outcome == VisitOutcome::kFailed) {
    // What it was before stays, for when the page answers again.
    const Milliseconds before = std::max(visit.interval, policy.min);
    const Milliseconds most = std::max(policy.max_failed, before);
    const Milliseconds wait = std::min(Times(before, Doublings(visit.failures)), most);
    return {now + std::max(Jittered(wait, policy.jitter, dice), retry_after), visit.interval};
  }
  // A first visit says nothing of how fast the page changes.
  Milliseconds interval = visit.interval.count() == 0 ? policy.first
                          : visit.outcome == VisitOutcome::kNew
                              ? Times(visit.interval, policy.faster)
                              : Times(visit.interval, policy.slower);
  Milliseconds least = policy.min;
  if (!visit.freshness.has_validator) least = std::max(least, policy.min_without_validator);
  const Milliseconds most = std::max(policy.max, least);
  interval = std::clamp(interval, least, most);
  // What the server wishes: not kept as the interval, since it is said anew each time. More than
  // the longest interval would be a page that is never looked at.
  Milliseconds wish = std::max(visit.freshness.lifetime.value_or(Milliseconds(0)),
                               visit.ttl.value_or(Milliseconds(0)));
  wish = std::max(std::min(wish, most), retry_after);
  const Milliseconds wait = std::max(
      {Jittered(interval, policy.jitter, dice), least, wish + Times(wish, policy.jitter * dice())});
  return {AfterSkippedHours(now + wait, visit.skip_hours), interval};
}

std::optional<TimePoint> PlanRetry(int failures, const Freshness& freshness, TimePoint now,
                                   const Dice& dice) {
  if (failures >= kMaxArticleTries) return std::nullopt;
  const Milliseconds wait = Times(minutes(15), Doublings(failures));
  return now + std::max(Jittered(wait, 0.1, dice), freshness.retry_after.value_or(Milliseconds(0)));
}

Milliseconds PlanBackoff(int status, int failures, const Freshness& freshness, Milliseconds delay,
                         const Dice& dice) {
  const bool is_asked = status == 429 || status == 503;
  if (is_asked && freshness.retry_after) {
    return *freshness.retry_after + Times(*freshness.retry_after, 0.1 * dice());
  }
  const int steps = is_asked ? failures : failures - 2;
  if (steps <= 0) return Milliseconds(0);
  const Milliseconds wait =
      std::min(Times(std::max(delay, kFirstBackoff), Doublings(steps)), kMaxBackoff);
  return wait + Times(wait, 0.1 * dice());
}

}  // namespace heshu::crawler
