#include "crawl/judge.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace heshu::crawl {
namespace {

using crawler::Freshness;
using crawler::Milliseconds;
using crawler::TimePoint;
using crawler::VisitOutcome;
using store::kNever;
using store::Millis;
using store::PageKind;
using store::PageState;

constexpr int kMaxHops = 10;
constexpr int kFailuresUntilGone = 5;  // of 404 in a row

TimePoint At(Millis time) { return TimePoint(Milliseconds(time)); }
Millis From(TimePoint time) { return time.time_since_epoch().count(); }

bool IsPermanent(int status) { return status == 301 || status == 308; }

std::string Answered(int status) { return "the server answered " + std::to_string(status); }

class Judge {
 public:
  explicit Judge(const VisitFacts& facts)
      : facts_(facts),
        fetched_(facts.fetched),
        freshness_(crawler::ReadFreshness(fetched_.fields, At(facts.now))),
        is_entry_(facts.lease.page.kind != PageKind::kArticle) {
    result_.now = facts.now;
    result_.page = facts.lease.page;
    result_.host = facts.lease.host;
    result_.bytes = fetched_.body.size();
    result_.page.fetched_at = facts.now;
    result_.page.status = fetched_.status;
    result_.page.reason.clear();
    if (is_entry_) result_.paused = "";
    JudgeHost(fetched_, facts.now, facts.delay_ms, facts.dice, &result_.host);
  }

  store::Completion Decide(std::vector<store::NewPage> links, std::size_t new_links,
                           bool is_circle) {
    const int status = fetched_.status;
    if (fetched_.error) {
      Fail(fetched_.error->what, IsTheAnswers(*fetched_.error));
    } else if (const auto target = RedirectTarget(fetched_)) {
      Redirect(*target, is_circle);
    } else if (status == 304) {
      NotModified();
    } else if (fetched_.is_truncated) {
      // What stood before the break of a feed is not lost.
      if (facts_.reading != nullptr && !facts_.reading->error) result_.links = std::move(links);
      Fail("the page broke off before its end", Whose::kNetwork);
    } else if (status >= 200 && status < 300) {
      Good(std::move(links), new_links);
    } else if (status == 429 || status == 503) {
      // Not the page's fault: it waits for its host.
      page().next_at = result_.host.backoff_until;
      if (is_entry_) ++page().failures;
      Note(Answered(status));
    } else if (status == 404 || status == 410) {
      Missing();
    } else {
      Fail(Answered(status), Whose::kNetwork);
    }
    return std::move(result_);
  }

 private:
  enum class Whose { kNetwork, kPages };  // whose fault: trying again may help, or will not

  store::FrontierPage& page() { return result_.page; }

  Whose IsTheAnswers(const Error& error) const {
    if (error.kind == ErrorKind::kDenied) return Whose::kPages;
    // Too large is too large tomorrow; too slow may be faster then.
    return error.kind == ErrorKind::kLimit && fetched_.status == 200 &&
                   error.what.find("larger than") != std::string::npos
               ? Whose::kPages
               : Whose::kNetwork;
  }

  void Note(std::string reason) {
    result_.is_failure = true;
    result_.error = reason;
    page().reason = std::move(reason);
  }

  // The schedule of a page that leads to others.
  void Plan(VisitOutcome outcome) {
    if (!HasSchedule(page())) {
      // What led here leads here again; a failure is tried again before.
      const auto retry =
          outcome == VisitOutcome::kFailed
              ? crawler::PlanRetry(page().failures, freshness_, At(facts_.now), facts_.dice)
              : std::nullopt;
      page().next_at = retry ? From(*retry) : kNever;
      return;
    }
    crawler::SchedulePolicy policy;
    crawler::Visit visit;
    visit.outcome = outcome;
    visit.interval = Milliseconds(page().interval_ms);
    visit.failures = page().failures;
    visit.freshness = freshness_;
    if (fetched_.status == 304) visit.freshness.has_validator = true;
    if (facts_.source != nullptr) {
      policy.min = facts_.source->revisit.min;
      policy.max = std::max(facts_.source->revisit.max, facts_.source->revisit.min);
      policy.first = std::clamp(policy.first, policy.min, policy.max);
    }
    if (facts_.reading != nullptr) {
      if (facts_.reading->ttl_minutes) {
        visit.ttl = std::chrono::minutes(*facts_.reading->ttl_minutes);
      }
      visit.skip_hours = facts_.reading->skip_hours;
    }
    const auto next = crawler::PlanVisit(visit, policy, At(facts_.now), facts_.dice);
    page().next_at = From(next.at);
    page().interval_ms = next.interval.count();
  }

  void Fail(std::string why, Whose whose) {
    Note(std::move(why));
    ++page().failures;
    page().state = PageState::kFailed;
    if (is_entry_) {
      Plan(VisitOutcome::kFailed);
      return;
    }
    const bool is_denied = fetched_.error && fetched_.error->kind == ErrorKind::kDenied;
    if (is_denied) page().state = PageState::kDenied;
    const auto retry = whose == Whose::kPages ? std::nullopt
                                              : crawler::PlanRetry(page().failures, freshness_,
                                                                   At(facts_.now), facts_.dice);
    if (retry) {
      page().state = PageState::kQueued;
      page().next_at = From(*retry);
    } else {
      page().next_at = kNever;
    }
  }

  void Missing() {
    Note(Answered(fetched_.status));
    ++page().failures;
    const bool is_gone =
        !is_entry_ || fetched_.status == 410 || page().failures >= kFailuresUntilGone;
    page().state = is_gone ? PageState::kGone : PageState::kFailed;
    if (is_entry_) {
      Plan(is_gone ? VisitOutcome::kGone : VisitOutcome::kFailed);
    } else {
      page().next_at = kNever;
    }
  }

  void Redirect(const Result<crawler::Url>& target, bool is_circle) {
    if (!target)
      return Fail("a redirect to what cannot be asked for: " + target.error().what, Whose::kPages);
    if (is_circle) return Fail("the redirects go in a circle", Whose::kPages);
    if (page().hops >= kMaxHops) {
      return Fail("more than " + std::to_string(kMaxHops) + " redirects", Whose::kPages);
    }
    store::NewPage next = NewPageOf(*target, facts_.sources, page(), page().kind, facts_.now);
    next.published = page().published;
    next.hops = page().hops + 1;
    if (next.key == page().key) {  // the same page, written otherwise
      page().url = next.url;
      page().hops = next.hops;
      page().next_at = facts_.now;
      page().reason = "redirected to " + next.url;
      return;
    }
    page().state = PageState::kRedirected;
    page().moved_to = next.url;
    page().reason = Answered(fetched_.status);
    page().failures = 0;
    const bool is_for_good = IsPermanent(fetched_.status);
    if (!is_entry_) {
      page().next_at = kNever;
    } else {
      // For good: the target takes the schedule over. For now: it is asked each time anew.
      next.depth = is_for_good && HasSchedule(page()) ? 0 : 1;
      if (next.depth > 0) next.again = store::NewPage::Again::kYes;
      Plan(is_for_good ? VisitOutcome::kRedirected : VisitOutcome::kNothingNew);
    }
    result_.links.push_back(std::move(next));
  }

  void KeepValidators() {
    page().etag = crawler::FieldValue(fetched_.fields, "ETag");
    page().last_modified = crawler::FieldValue(fetched_.fields, "Last-Modified");
  }

  void NotModified() {
    result_.is_not_modified = true;
    // A 304 may name newer ones (RFC 9110 15.4.5).
    const auto renew = [&](std::string_view name, std::string& kept) {
      const auto value = crawler::FieldValue(fetched_.fields, name);
      if (!value.empty()) kept = value;
    };
    renew("ETag", page().etag);
    renew("Last-Modified", page().last_modified);
    page().failures = 0;
    page().hops = std::min(page().hops, 1);
    page().reason = "not modified";
    if (is_entry_) {
      page().state = PageState::kFetched;
      Plan(VisitOutcome::kNothingNew);
    } else {
      PlanArticle();
    }
  }

  void PlanArticle() {
    page().next_at = kNever;
    if (facts_.source == nullptr || !facts_.source->revisit_articles) return;
    const Milliseconds interval(*facts_.source->revisit_articles);
    page().interval_ms = interval.count();
    page().next_at = facts_.now + interval.count();
  }

  void Good(std::vector<store::NewPage> links, std::size_t new_links) {
    if (facts_.reading == nullptr) return Fail("the page was not read", Whose::kNetwork);
    if (facts_.reading->error) {
      // A feed that is an HTML page today may be one again tomorrow: its ETag is not kept.
      page().etag.clear();
      page().last_modified.clear();
      return Fail(facts_.reading->error->what, Whose::kPages);
    }
    KeepValidators();
    page().failures = 0;
    if (is_entry_) {
      page().state = PageState::kFetched;
      // One that took a schedule over is known by its hops.
      if (HasSchedule(page())) page().hops = page().is_entry ? 0 : 1;
      page().reason = std::to_string(new_links) + " new links of " +
                      std::to_string(facts_.reading->articles.size());
      result_.note = facts_.reading->note;
      if (!result_.note.empty()) page().reason += "; " + result_.note;
      Plan(new_links > 0 ? VisitOutcome::kNew : VisitOutcome::kNothingNew);
    } else if (!facts_.reading->no_article.empty()) {
      page().state = PageState::kNoArticle;
      page().reason = facts_.reading->no_article;
      page().next_at = kNever;
    } else {
      page().state = PageState::kStored;
      PlanArticle();
    }
    result_.links = std::move(links);
  }

  const VisitFacts& facts_;
  const crawler::FetchResult& fetched_;
  const Freshness freshness_;
  const bool is_entry_;
  store::Completion result_;
};

}  // namespace

bool HasSchedule(const store::FrontierPage& page) {
  return page.is_entry || (page.kind != PageKind::kArticle && page.hops > 0 && page.depth == 0);
}

crawler::HeaderFields ConditionalHeaders(const store::FrontierPage& page) {
  crawler::HeaderFields fields;
  if (!page.etag.empty()) fields.emplace_back("If-None-Match", page.etag);
  if (!page.last_modified.empty()) fields.emplace_back("If-Modified-Since", page.last_modified);
  return fields;
}

std::vector<store::NewPage> LinksOf(const PageReading& reading, const store::FrontierPage& page,
                                    const crawler::Source* source,
                                    const crawler::SourceList& sources, Millis now) {
  std::vector<store::NewPage> links;
  std::set<std::string> keys;
  for (const FoundLink& found : reading.articles) {
    auto link = NewPageOf(found.url, sources, page, PageKind::kArticle, now);
    if (!keys.insert(link.key).second) continue;
    link.published = found.published;
    links.push_back(std::move(link));
  }
  const bool is_article = page.kind == PageKind::kArticle;
  const std::size_t most_pages = source == nullptr ? 1 : source->max_pages;
  for (const FoundLink& found : reading.more) {
    // Pages below this one: their number is bounded by the source, their depth by each step.
    const bool is_bounded = reading.more_are_sitemaps ? page.depth < 3
                            : is_article              ? true
                                         : static_cast<std::size_t>(page.depth) + 1 < most_pages;
    if (!is_bounded) continue;
    auto link = NewPageOf(found.url, sources, page,
                          reading.more_are_sitemaps ? PageKind::kSitemap : page.kind, now);
    if (!keys.insert(link.key).second) continue;
    link.published = found.published;
    link.depth = page.depth + 1;
    if (!is_article) {
      link.again =
          found.published.empty() ? store::NewPage::Again::kYes : store::NewPage::Again::kNewer;
    }
    links.push_back(std::move(link));
  }
  return links;
}

std::optional<Result<crawler::Url>> RedirectTarget(const crawler::FetchResult& fetched) {
  if (fetched.error || !crawler::IsRedirect(fetched.status)) return std::nullopt;
  const auto location = crawler::FieldValue(fetched.fields, "Location");
  if (location.empty()) return std::nullopt;
  const auto base = crawler::Url::Parse(fetched.url);
  if (!base) return Result<crawler::Url>(tl::make_unexpected(base.error()));
  auto target = crawler::Url::Parse(location, &*base);
  if (target) {
    // Credentials are for the host they were given for.
    if (target->Origin() != base->Origin()) {
      target->username.clear();
      target->password.clear();
    }
    target->fragment.reset();
  }
  return target;
}

void JudgeHost(const crawler::FetchResult& fetched, Millis now, Millis delay_ms,
               const crawler::Dice& dice, store::HostState* host) {
  host->delay_ms = delay_ms;
  host->ready_at = now + delay_ms;
  const bool is_denied = fetched.error && fetched.error->kind == ErrorKind::kDenied;
  // A page that is too large is an answer of a host in good health.
  const bool is_trouble = (fetched.error && !is_denied && fetched.status != 200) ||
                          fetched.status == 429 || fetched.status >= 500;
  if (is_denied) return;
  if (!is_trouble) {
    host->failures = 0;
    host->backoff_until = 0;
    host->reason.clear();
    return;
  }
  ++host->failures;
  const auto freshness = crawler::ReadFreshness(fetched.fields, At(now));
  const auto wait =
      crawler::PlanBackoff(fetched.status, host->failures, freshness, Milliseconds(delay_ms), dice);
  if (wait.count() == 0) return;
  host->backoff_until = now + std::max<Millis>(wait.count(), delay_ms);
  host->reason = fetched.error ? fetched.error->what : Answered(fetched.status);
}

store::Completion JudgeVisit(const VisitFacts& facts, std::vector<store::NewPage> links,
                             std::size_t new_links, bool is_circle) {
  return Judge(facts).Decide(std::move(links), new_links, is_circle);
}

store::Completion JudgeDenied(const VisitFacts& facts, const std::string& reason, bool is_lasting,
                              Millis ask_again_at, bool is_paused) {
  store::Completion result;
  result.now = facts.now;
  result.page = facts.lease.page;
  result.host = facts.lease.host;
  result.is_request = false;
  result.page.reason = reason;
  const bool is_entry = facts.lease.page.kind != PageKind::kArticle;
  if (is_lasting) result.page.state = PageState::kDenied;
  result.page.next_at = is_lasting && !is_entry ? kNever : std::max(ask_again_at, facts.now + 1);
  if (is_entry) {
    result.is_failure = true;
    result.error = reason;
  }
  if (is_paused) result.paused = reason;
  return result;
}

}  // namespace heshu::crawl
