#include "crawl/engine.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "crawl/archive.h"
#include "crawl/entry_pages.h"
#include "crawl/judge.h"
#include "crawl/owner.h"
#include "crawl/page_readers.h"
#include "crawl/robots_cache.h"
#include "crawl/robots_judge.h"
#include "crawl/twins.h"
#include "crawler/fetch_loop.h"
#include "crawler/politeness.h"

namespace heshu::crawl {
namespace {

using store::kNever;
using store::Millis;
using store::PageKind;
using store::PageState;

constexpr Millis kLeaseMargin = 30'000;  // beyond what a request may take
constexpr Millis kRenewEvery = 10'000;
constexpr Millis kPauseEvery = 600'000;  // facts are compared anew in a long run
constexpr std::size_t kMaxSitemapBytes = 20u << 20;
constexpr std::size_t kMaxRobotsBytes = 512u << 10;  // RFC 9309, 2.5: at least 500 KiB

template <typename T>
tl::unexpected<Error> Forward(const Result<T>& failed) {
  return tl::make_unexpected(failed.error());
}

class Crawler {
 public:
  Crawler(const crawler::SourceList& sources, store::Store& store,
          const extract::Extractor& extractor, const Options& options, crawler::FetchLoop loop)
      : sources_(sources),
        store_(store),
        extractor_(extractor),
        options_(options),
        frontier_(store),
        loop_(std::move(loop)),
        readers_(
            options.jobs,
            [this](const PageToRead& page) {
              return ReadPage(page, sources_.Find(page.page.source), sources_, extractor_);
            },
            [this] { loop_.Wake(); }) {}

  Result<void> Prepare() {
    // The dead may have asked a host that no answer has told the delay of yet.
    const auto freed = frontier_.ReleaseDead(IsDeadOwner, Now() + options_.delay.count());
    if (!freed) return Forward(freed);
    if (options_.warc_directory.empty()) return {};
    auto archive = Archive::Open(options_.warc_directory, options_.program,
                                 options_.fetch.user_agent, frontier_, Now());
    if (!archive) return Forward(archive);
    archive_.emplace(std::move(*archive));
    return {};
  }

  Tally Run() {
    if (auto prepared = Prepare(); !prepared) {
      tally_.end = prepared.error();
      return std::move(tally_);
    }
    Millis renewed_at = Now();
    Millis paused_at = Now();
    std::size_t articles_at_pause = 0;
    while (true) {
      const bool is_ending = options_.is_stopped() || tally_.end.has_value() || IsEnough();
      if (!is_ending) Fill();
      if (in_hand_.empty() && (is_ending || IsDone())) break;
      const Millis now = Now();
      if (now - renewed_at >= kRenewEvery) {
        renewed_at = now;
        if (auto renewed = frontier_.Renew(Terms()); !renewed) End(renewed.error());
      }
      for (auto& result : loop_.Wait(WaitMs())) OnFetched(std::move(result));
      for (auto& [id, reading] : readers_.Take()) Finish(id, &reading);
      if (options_.is_watch && options_.on_pause && Now() - paused_at >= kPauseEvery) {
        paused_at = Now();
        if (Stored() != articles_at_pause) {
          articles_at_pause = Stored();
          if (auto done = options_.on_pause(); !done) End(done.error());
        }
      }
    }
    CloseUp();
    return std::move(tally_);
  }

 private:
  struct InHand {
    store::Lease lease;
    std::optional<store::Lease> robots_lease;  // robots.txt that stands on another host
    bool is_robots = false;
    std::string origin;
    Millis delay_ms = 0;
    Millis started_at = 0;
    std::shared_ptr<crawler::FetchResult> fetched = std::make_shared<crawler::FetchResult>();
  };

  Millis Now() const { return options_.now(); }
  std::size_t Stored() const { return tally_.articles + tally_.updated; }
  bool IsEnough() const { return options_.max_pages > 0 && tally_.pages >= options_.max_pages; }
  void End(const Error& error) {
    if (!tally_.end) tally_.end = error;
  }

  store::LeaseTerms Terms() const {
    store::LeaseTerms terms;
    terms.owner = options_.owner;
    terms.now = Now();
    terms.duration_ms = options_.fetch.total_timeout_ms + kLeaseMargin;
    if (!options_.all_sources_of_store) terms.sources = options_.sources;
    return terms;
  }

  // Takes as many hosts as there is room for.
  void Fill() {
    while (!IsEnough() && !tally_.end && in_hand_.size() < options_.max_hosts &&
           !readers_.is_full() && Now() >= next_try_) {
      auto lease = frontier_.LeaseDue(Terms());
      if (!lease) return End(lease.error());
      if (!*lease) {
        const auto next = frontier_.NextDue(Terms().sources);
        if (!next) return End(next.error());
        next_due_ = *next;
        next_try_ = std::clamp(next_due_, Now() + 1, Now() + 1000);
        if (in_hand_.empty() && options_.on_idle) options_.on_idle(next_due_);
        return;
      }
      Begin(std::move(**lease));
    }
  }

  int WaitMs() const {
    const Millis until_try = std::max<Millis>(next_try_ - Now(), 0);
    const bool is_busy = in_hand_.size() >= options_.max_hosts || readers_.is_full();
    return static_cast<int>(is_busy ? 250 : std::clamp<Millis>(until_try, 0, 250));
  }

  // Nothing is due but what a later run will do: hosts that merely rest are waited for.
  bool IsDone() {
    if (options_.is_watch) return false;
    const auto next = frontier_.NextDue(Terms().sources);
    if (!next) {
      End(next.error());
      return true;
    }
    const Millis patience = std::max(options_.delay, options_.max_crawl_delay).count() + 1000;
    return *next > Now() + patience;
  }

  const KnownRobots* RobotsOf(const std::string& origin) {
    const auto known = robots_.Find(origin, Now());
    if (!known) End(known.error());
    return known ? *known : nullptr;
  }

  void Begin(store::Lease lease) {
    const crawler::Source* source = sources_.Find(lease.page.source);
    InHand hand;
    hand.lease = std::move(lease);
    hand.started_at = Now();
    hand.fetched->url = hand.lease.page.url;
    const auto url = crawler::Url::Parse(hand.lease.page.url);
    if (!url) return Refuse(hand, url.error().what, true, kNever, false);
    hand.origin = url->Origin();
    const auto told = source == nullptr ? std::nullopt : sources_.DelayOf(*source, *url);
    hand.delay_ms = told.value_or(options_.delay).count();
    const KnownRobots* robots = RobotsOf(hand.origin);
    if (robots == nullptr || robots->record.expires_at <= Now()) {
      return BeginRobots(std::move(hand), robots, *url);
    }
    const auto opinion = AskRobots(robots->record, robots->rules, *url);
    if (!opinion.allows) {
      return Refuse(hand, opinion.reason, opinion.is_lasting, robots->record.expires_at, false);
    }
    if (const auto wish = robots->rules.CrawlDelay(kRobotsAgent);
        wish && robots->record.allows == store::RobotsRecord::Allows::kRules) {
      const auto wish_ms = static_cast<Millis>(std::min(*wish, 1e9) * 1000);
      if (wish_ms > options_.max_crawl_delay.count()) {
        return Refuse(hand,
                      "robots.txt asks for a crawl-delay of " + std::to_string(wish_ms / 1000) +
                          " s, more than the " +
                          std::to_string(options_.max_crawl_delay.count() / 1000) +
                          " s that are kept",
                      false, robots->record.expires_at, true);
      }
      hand.delay_ms = std::max(hand.delay_ms, wish_ms);
    }
    crawler::FetchRequest request;
    request.url = hand.lease.page.url;
    request.headers = ConditionalHeaders(hand.lease.page);
    if (source != nullptr) {
      for (auto& header : sources_.HeadersOf(*source, *url)) {
        request.headers.push_back(std::move(header));
      }
    }
    if (hand.lease.page.kind == PageKind::kSitemap) request.max_body_bytes = kMaxSitemapBytes;
    ++tally_.pages;
    Start(std::move(hand), std::move(request));
  }

  void BeginRobots(InHand hand, const KnownRobots* known, const crawler::Url& page_url) {
    hand.is_robots = true;
    crawler::FetchRequest request;
    request.url = RobotsUrl(page_url);
    request.headers = {{"Accept", "text/plain,*/*;q=0.5"}};
    request.max_body_bytes = kMaxRobotsBytes;
    request.wants_beginning = true;
    if (known != nullptr && !known->record.next_url.empty()) {
      request.url = known->record.next_url;
      const auto target = crawler::Url::Parse(request.url);
      const std::string host = target ? crawler::PolitenessKey(*target) : "";
      if (target && host != hand.lease.host.host) {
        auto other = frontier_.LeaseHost(host, Terms());
        if (!other) return End(other.error());
        if (!*other) {  // it is busy: a little later
          store::HostState state = hand.lease.host;
          state.ready_at = std::max(state.ready_at, Now() + 500);
          if (auto done = frontier_.Release(hand.lease, state); !done) End(done.error());
          return;
        }
        hand.robots_lease = std::move(**other);
      }
    }
    hand.fetched->url = request.url;
    Start(std::move(hand), std::move(request));
  }

  void Start(InHand hand, crawler::FetchRequest request) {
    request.id = ++last_id_;
    in_hand_.emplace(request.id, std::move(hand));
    loop_.Start(std::move(request));
  }

  VisitFacts FactsOf(const InHand& hand, const PageReading* reading) const {
    return {hand.lease, *hand.fetched, reading,       sources_.Find(hand.lease.page.source),
            sources_,   Now(),         hand.delay_ms, options_.dice};
  }

  void Refuse(const InHand& hand, const std::string& reason, bool is_lasting, Millis again_at,
              bool is_paused) {
    auto completion = JudgeDenied(FactsOf(hand, nullptr), reason, is_lasting, again_at, is_paused);
    Commit(hand, std::move(completion), nullptr);
  }

  void OnFetched(crawler::FetchResult result) {
    const auto at = in_hand_.find(result.id);
    if (at == in_hand_.end()) return;
    InHand& hand = at->second;
    hand.fetched = std::make_shared<crawler::FetchResult>(std::move(result));
    if (hand.is_robots) return FinishRobots(at->first);
    const crawler::FetchResult& fetched = *hand.fetched;
    // A feed that breaks off has items before the break; half an article is none.
    const bool is_of_use = !fetched.is_truncated || hand.lease.page.kind != PageKind::kArticle;
    const bool is_good = !fetched.error && fetched.status >= 200 && fetched.status < 300;
    if (!is_good || !is_of_use) return Finish(at->first, nullptr);
    PageToRead page{hand.lease.page, hand.fetched, TimeText(hand.started_at), NotBefore(hand)};
    readers_.Push(at->first, std::move(page));
  }

  std::string NotBefore(const InHand& hand) const {
    const crawler::Source* source = sources_.Find(hand.lease.page.source);
    std::string day = options_.since;
    if (source != nullptr && source->max_age) {
      const Millis oldest = Now() - std::chrono::milliseconds(*source->max_age).count();
      day = std::max(day, TimeText(oldest).substr(0, 10));
    }
    return day;
  }

  void FinishRobots(std::uint64_t id) {
    // An inside address, found out by way of robots.txt: the page is refused, not put off.
    InHand& asking = in_hand_.at(id);
    const auto asked = crawler::Url::Parse(asking.fetched->url);
    if (asking.fetched->error && asking.fetched->error->kind == ErrorKind::kDenied && asked &&
        asked->Origin() == asking.origin) {
      asking.is_robots = false;
      asking.fetched->url = asking.lease.page.url;
      return Finish(id, nullptr);
    }
    InHand hand = TakeOut(id);
    std::optional<store::RobotsRecord> before;
    if (const KnownRobots* known = RobotsOf(hand.origin)) before = known->record;
    const Millis now = Now();
    store::Completion completion;
    completion.now = now;
    completion.page = hand.lease.page;
    completion.host = hand.lease.host;
    completion.bytes = hand.fetched->body.size();
    completion.robots = JudgeRobots(hand.origin, before, *hand.fetched, now);
    if (hand.robots_lease) {
      store::HostState other = hand.robots_lease->host;
      JudgeHost(*hand.fetched, now, std::max(hand.delay_ms, other.delay_ms), options_.dice, &other);
      if (auto done = frontier_.Release(*hand.robots_lease, other); !done) End(done.error());
    } else {
      JudgeHost(*hand.fetched, now, hand.delay_ms, options_.dice, &completion.host);
    }
    robots_.Forget(hand.origin);
    Commit(hand, std::move(completion), nullptr);
  }

  void Finish(std::uint64_t id, PageReading* reading) {
    InHand hand = TakeOut(id);
    const store::FrontierPage& page = hand.lease.page;
    const crawler::Source* source = sources_.Find(page.source);
    std::vector<store::NewPage> links;
    std::size_t new_links = 0;
    if (reading != nullptr) {
      links = LinksOf(*reading, page, source, sources_, Now());
      std::vector<std::string> keys;
      for (const auto& link : links) {
        if (link.kind == PageKind::kArticle) keys.push_back(link.key);
      }
      const auto unknown = frontier_.CountUnknown(keys);
      if (!unknown) return End(unknown.error());
      new_links = *unknown;
      // What lies behind a page without news was read before.
      if (new_links == 0 && page.kind != PageKind::kArticle && !reading->more_are_sitemaps) {
        std::erase_if(links, [](const auto& link) { return link.kind != PageKind::kArticle; });
      }
    }
    bool is_circle = false;
    if (const auto target = RedirectTarget(*hand.fetched); target && *target) {
      const auto circle = IsCircle(**target, page, sources_, frontier_);
      if (!circle) return End(circle.error());
      is_circle = *circle;
    }
    auto completion = JudgeVisit(FactsOf(hand, reading), std::move(links), new_links, is_circle);
    if (reading != nullptr && completion.page.state == PageState::kStored) {
      const auto is_new = IsNewArticle(*reading, sources_, store_, frontier_, &completion);
      if (!is_new) return End(is_new.error());
      if (*is_new) {
        completion.page.doc = DocumentId(*reading->document);
        completion.save = store::PageToSave{&*reading->document, &reading->extraction->article,
                                            &reading->extraction->claims, options_.run,
                                            extractor_.rule_set_version()};
      }
    }
    Commit(hand, std::move(completion), reading);
  }

  InHand TakeOut(std::uint64_t id) {
    auto at = in_hand_.find(id);
    InHand hand = std::move(at->second);
    in_hand_.erase(at);
    return hand;
  }

  Result<void> ToArchive(const InHand& hand, store::Completion* completion) {
    const crawler::FetchResult& fetched = *hand.fetched;
    if (!archive_ || !completion->is_request || fetched.status == 0 || fetched.error) return {};
    auto written =
        archive_->Write(fetched, hand.is_robots ? nullptr : &hand.lease.page, hand.started_at);
    if (!written) return Forward(written);
    // A page that broke off is no page to compare others with.
    if (!hand.is_robots && fetched.status == 200 && !fetched.is_truncated) {
      completion->page.digest = written->digest;
    }
    completion->warc = std::move(*written);
    return {};
  }

  // What was fetched cannot be stored: a full disk, a database that fails. The page stays due, the
  // host keeps its pause, and the run ends.
  void GiveUp(const InHand& hand, const store::Completion& completion, const Error& error) {
    (void)frontier_.Release(hand.lease, completion.host);
    (void)frontier_.NoteError(hand.lease.page.source, error.what + ": " + error.hint, Now());
    End(error);
  }

  void Commit(const InHand& hand, store::Completion completion, const PageReading* reading) {
    if (auto archived = ToArchive(hand, &completion); !archived) {
      GiveUp(hand, completion, archived.error());
      return;
    }
    auto completed = frontier_.Complete(hand.lease, completion);
    if (!completed) {
      // Another process has the page: what was fetched here is its to store.
      if (completed.error().kind == ErrorKind::kNotFound) return;
      GiveUp(hand, completion, completed.error());
      return;
    }
    if (completion.host.delay_ms == 0) next_try_ = 0;
    next_try_ = std::min(next_try_, completion.host.ready_at);
    Count(hand, completion, *completed, reading);
  }

  void Count(const InHand& hand, const store::Completion& completion,
             const store::Completed& completed, const PageReading* reading) {
    Event event;
    event.source = completion.page.source;
    event.url = hand.fetched->url;
    event.kind = hand.is_robots ? "robots" : store::PageKindName(completion.page.kind);
    event.status = hand.fetched->status;
    event.is_request = completion.is_request;
    event.is_failure = completion.is_failure;
    event.bytes = hand.fetched->body.size();
    event.ms = Now() - hand.started_at;
    if (hand.is_robots) {
      event.reason = completion.robots->reason;
    } else {
      event.state =
          completion.is_not_modified ? "not_modified" : store::PageStateName(completion.page.state);
      event.reason = completion.page.reason;
      event.next_at = completion.page.next_at;
      event.new_links = completed.new_links;
      event.doc = completion.page.doc;
      tally_.bytes += event.bytes;
      tally_.not_modified += completion.is_not_modified ? 1 : 0;
      tally_.failures += completion.is_failure ? 1 : 0;
      if (completed.saved) {
        tally_.articles += *completed.saved == store::SaveOutcome::kAdded ? 1 : 0;
        tally_.updated += *completed.saved == store::SaveOutcome::kUpdated ? 1 : 0;
      }
      if (reading != nullptr && completion.save) {
        event.figures = reading->extraction->claims.size();
        tally_.figures += event.figures;
        for (const Claim& claim : reading->extraction->claims) tally_.claims += claim.IsClaim();
      }
      // A source has failed if its entry pages did, or it is paused.
      if (completion.page.kind != PageKind::kArticle) {
        if (completion.is_failure) {
          failed_[completion.page.source] = completion.page.url + ": " + completion.error;
        } else {
          failed_.erase(completion.page.source);
        }
      }
    }
    if (options_.log) options_.log(event);
  }

  void CloseUp() {
    for (auto& [name, error] : failed_) tally_.failed_sources.emplace_back(name, error);
    if (archive_) {
      if (auto closed = archive_->Close(); !closed) End(closed.error());
    }
    if (const auto left = frontier_.CountDue(Now(), Terms().sources)) tally_.left = *left;
    if (const auto next = frontier_.NextDue(Terms().sources)) tally_.next_at = *next;
  }

  const crawler::SourceList& sources_;
  store::Store& store_;
  const extract::Extractor& extractor_;
  const Options& options_;
  store::Frontier frontier_;
  crawler::FetchLoop loop_;
  RobotsCache robots_{frontier_};
  std::optional<Archive> archive_;
  std::map<std::uint64_t, InHand> in_hand_;
  std::map<std::string, std::string> failed_;  // source → its last error
  Tally tally_;
  std::uint64_t last_id_ = 0;
  Millis next_due_ = 0;
  Millis next_try_ = 0;
  PageReaders readers_;  // its threads use what stands above
};

}  // namespace

Tally Run(const crawler::SourceList& sources, store::Store& store,
          const extract::Extractor& extractor, const Options& options) {
  crawler::FetchOptions fetch = options.fetch;
  fetch.keeps_exchange = !options.warc_directory.empty();
  auto loop = crawler::FetchLoop::Create(std::move(fetch));
  if (!loop) {
    Tally tally;
    tally.end = loop.error();
    return tally;
  }
  return Crawler(sources, store, extractor, options, std::move(*loop)).Run();
}

}  // namespace heshu::crawl
