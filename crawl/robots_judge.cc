#include "crawl/robots_judge.h"

#include <algorithm>
#include <chrono>

#include "crawler/http_fields.h"

namespace heshu::crawl {
namespace {

using Allows = store::RobotsRecord::Allows;

constexpr store::Millis kHour = 3'600'000;
constexpr store::Millis kDay = 24 * kHour;
constexpr store::Millis kGoodCopy = 30 * kDay;
constexpr int kMaxHops = 5;

// The text of line `number`, from 1, trimmed and not too long.
std::string LineOf(std::string_view text, int number) {
  for (int line = 1; !text.empty(); ++line) {
    const auto end = text.find_first_of("\r\n");
    if (line == number) {
      std::string found(crawler::Trimmed(text.substr(0, end)));
      if (found.size() > 120) found = found.substr(0, 117) + "...";
      return found;
    }
    if (end == std::string_view::npos) break;
    const bool is_pair = text.substr(end).starts_with("\r\n");
    text.remove_prefix(end + (is_pair ? 2 : 1));
  }
  return "";
}

}  // namespace

std::string RobotsUrl(const crawler::Url& url) { return url.Origin() + "/robots.txt"; }

store::RobotsRecord JudgeRobots(const std::string& origin,
                                const std::optional<store::RobotsRecord>& before,
                                const crawler::FetchResult& fetched, store::Millis now) {
  store::RobotsRecord record;
  record.origin = origin;
  record.status = fetched.status;
  record.fetched_at = now;
  const auto settle = [&](Allows allows, std::string reason) {
    record.allows = allows;
    record.reason = std::move(reason);
    record.expires_at = now + kDay;
    const auto freshness =
        crawler::ReadFreshness(fetched.fields, crawler::TimePoint(std::chrono::milliseconds(now)));
    if (freshness.lifetime) {
      record.expires_at = now + std::clamp<store::Millis>(freshness.lifetime->count(), kHour, kDay);
    }
    return record;
  };
  if (crawler::IsRedirect(fetched.status)) {
    const int hops = (before ? before->hops : 0) + 1;
    const auto here = crawler::Url::Parse(fetched.url);
    const auto location = crawler::FieldValue(fetched.fields, "Location");
    const auto next = crawler::Url::Parse(location, here ? &*here : nullptr);
    if (hops > kMaxHops || location.empty() || !next) {
      return settle(Allows::kAll, "robots.txt redirects to nowhere");
    }
    if (before) record = *before;
    record.origin = origin;
    record.next_url = next->Href();
    record.hops = hops;
    record.expires_at = 0;  // not settled
    return record;
  }
  const bool is_cut_at_limit = fetched.error && fetched.error->kind == ErrorKind::kLimit &&
                               fetched.status == 200 && !fetched.body.empty();
  if ((!fetched.error || is_cut_at_limit) && fetched.status >= 200 && fetched.status < 300) {
    record.rules = fetched.body;
    record.good_until = now + kGoodCopy;
    return settle(Allows::kRules, "");
  }
  if (!fetched.error && fetched.status >= 400 && fetched.status < 500 && fetched.status != 429) {
    return settle(Allows::kAll, "there is no robots.txt (" + std::to_string(fetched.status) + ")");
  }
  // No answer that can be relied on.
  const std::string why =
      fetched.error ? fetched.error->what : "the server answered " + std::to_string(fetched.status);
  const bool has_copy = before && before->good_until > now && before->status != 0;
  record.failures = (before ? before->failures : 0) + 1;
  if (has_copy) {
    record.rules = before->rules;
    record.allows = Allows::kRules;
    record.good_until = before->good_until;
    record.reason = "robots.txt cannot be had (" + why + "): the last good copy holds";
  } else {
    record.allows = Allows::kNone;
    record.reason = "robots.txt cannot be had (" + why + "): nothing is asked for";
  }
  const store::Millis wait = (kHour / 4) << std::min(record.failures - 1, 7);
  record.expires_at = now + std::min(wait, kDay);
  return record;
}

RobotsOpinion AskRobots(const store::RobotsRecord& record, const crawler::Robots& rules,
                        const crawler::Url& url) {
  RobotsOpinion opinion;
  if (record.allows == Allows::kNone) return {false, false, record.reason};
  if (record.allows == Allows::kAll) return {true, true, record.reason};
  const auto verdict = rules.Check(kRobotsAgent, url.RequestTarget());
  opinion.allows = verdict.allow;
  opinion.reason = verdict.line == 0 ? "robots.txt: no rule speaks of it"
                                     : "robots.txt line " + std::to_string(verdict.line) + ": " +
                                           LineOf(record.rules, verdict.line);
  if (!record.reason.empty()) opinion.reason += " (" + record.reason + ")";
  return opinion;
}

}  // namespace heshu::crawl
