#include "cli/crawl_engine.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "cli/crawl_owner.h"
#include "cli/crawl_readers.h"
#include "cli/crawl_robots.h"
#include "crawler/fetch_loop.h"
#include "crawler/politeness.h"

namespace heshu::cli {
namespace {

using store::kNever;
using store::Millis;
using store::PageKind;
using store::PageState;

constexpr Millis kLeaseMargin = 30'000;  // beyond what a request may take
constexpr Millis kRenewEvery = 10'000;
constexpr Millis kPauseEvery = 600'000;  // facts are compared anew in a long run
constexpr std::size_t kMaxSitemapBytes = 20u << 20;
constexpr std::size_t kMinTextToCompare = 200;  // bytes: short notices are alike and yet others
constexpr std::size_t kMaxRobotsKept = 4096;    // parsed, in memory

template <typename T>
tl::unexpected<Error> Forward(const Result<T>& failed) {
  return tl::make_unexpected(failed.error());
}

class Crawler {
 public:
  Crawler(const crawler::SourceList& sources, store::Store& store,
          const extract::Extractor& extractor, const CrawlOptions& options, crawler::FetchLoop loop)
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
    return frontier_.OpenWarcFiles(
        [this](const std::vector<store::Frontier::WarcFile>& known) -> Result<WarcFile> {
          crawler::WarcWriterOptions warc;
          warc.directory = options_.warc_directory;
          warc.software = options_.program;
          warc.user_agent = options_.fetch.user_agent;
          warc.cuts_to_known = true;
          for (const auto& file : known) warc.known.push_back({file.name, file.bytes});
          auto opened = crawler::WarcWriter::Open(std::move(warc), TimeText(Now()));
          if (!opened) return Forward(opened);
          warc_.emplace(std::move(*opened));
          return WarcFile{warc_->file(), warc_->size()};
        });
  }

  CrawlTally Run() {
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
  using WarcFile = store::Frontier::WarcFile;

  struct InHand {
    store::Lease lease;
    std::optional<store::Lease> robots_lease;  // robots.txt that stands on another host
    bool is_robots = false;
    std::string origin;
    Millis delay_ms = 0;
    Millis started_at = 0;
    crawler::FetchResult fetched;
  };

  struct KnownRobots {
    store::RobotsRecord record;
    crawler::Robots rules;
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
    auto at = robots_.find(origin);
    if (at != robots_.end() && at->second.record.expires_at > Now()) return &at->second;
    auto record = frontier_.FindRobots(origin);
    if (!record) {
      End(record.error());
      return nullptr;
    }
    if (!*record) return nullptr;
    if (robots_.size() >= kMaxRobotsKept) robots_.clear();
    KnownRobots known{std::move(**record), {}};
    known.rules = crawler::Robots::Parse(known.record.rules);
    return &robots_.insert_or_assign(origin, std::move(known)).first->second;
  }

  void Begin(store::Lease lease) {
    const crawler::Source* source = sources_.Find(lease.page.source);
    InHand hand;
    hand.lease = std::move(lease);
    hand.started_at = Now();
    hand.fetched.url = hand.lease.page.url;
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
    hand.fetched.url = request.url;
    Start(std::move(hand), std::move(request));
  }

  void Start(InHand hand, crawler::FetchRequest request) {
    request.id = ++last_id_;
    in_hand_.emplace(request.id, std::move(hand));
    loop_.Start(std::move(request));
  }

  VisitFacts FactsOf(const InHand& hand, const PageReading* reading) const {
    return {hand.lease, hand.fetched, reading,       sources_.Find(hand.lease.page.source),
            sources_,   Now(),        hand.delay_ms, options_.dice};
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
    hand.fetched = std::move(result);
    if (hand.is_robots) return FinishRobots(at->first);
    const crawler::FetchResult& fetched = hand.fetched;
    const bool is_whole =
        !fetched.error && !fetched.is_truncated && fetched.status >= 200 && fetched.status < 300;
    if (!is_whole) return Finish(at->first, nullptr);
    PageToRead page{hand.lease.page, fetched, TimeText(hand.started_at), NotBefore(hand)};
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
    InHand hand = TakeOut(id);
    std::optional<store::RobotsRecord> before;
    if (const KnownRobots* known = RobotsOf(hand.origin)) before = known->record;
    const Millis now = Now();
    store::Completion completion;
    completion.now = now;
    completion.page = hand.lease.page;
    completion.host = hand.lease.host;
    completion.bytes = hand.fetched.body.size();
    completion.robots = JudgeRobots(hand.origin, before, hand.fetched, now);
    if (hand.robots_lease) {
      store::HostState other = hand.robots_lease->host;
      JudgeHost(hand.fetched, now, std::max(hand.delay_ms, other.delay_ms), options_.dice, &other);
      if (auto done = frontier_.Release(*hand.robots_lease, other); !done) End(done.error());
    } else {
      JudgeHost(hand.fetched, now, hand.delay_ms, options_.dice, &completion.host);
    }
    robots_.erase(hand.origin);
    Commit(hand, std::move(completion), nullptr);
  }

  // Whether following `target` leads back to `page`.
  Result<bool> IsCircle(const crawler::Url& target, const store::FrontierPage& page) {
    if (target.Href() == page.url) return true;
    std::string key = sources_.KeyOf(target);
    for (int hop = 0; hop < 10; ++hop) {
      auto next = frontier_.FindPage(key);
      if (!next) return Forward(next);
      if (!*next || (*next)->state != PageState::kRedirected) return false;
      const auto moved_to = crawler::Url::Parse((*next)->moved_to);
      if (!moved_to) return false;
      key = sources_.KeyOf(*moved_to);
      if (key == page.key) return true;
    }
    return false;
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
    if (const auto target = RedirectTarget(hand.fetched); target && *target) {
      const auto circle = IsCircle(**target, page);
      if (!circle) return End(circle.error());
      is_circle = *circle;
    }
    auto completion = JudgeVisit(FactsOf(hand, reading), std::move(links), new_links, is_circle);
    if (reading != nullptr && completion.page.state == PageState::kStored) {
      if (auto done = FindTwins(*reading, &completion); !done) return End(done.error());
    }
    Commit(hand, std::move(completion), reading);
  }

  // Says whether the article is stored already, under another address or as it was; else what is
  // to be stored.
  Result<void> FindTwins(const PageReading& reading, store::Completion* completion) {
    if (!reading.document || !reading.extraction) return {};
    store::FrontierPage& page = completion->page;
    const Article& article = reading.extraction->article;
    completion->content_hash = reading.content_hash;
    const auto twin = [&](const store::FrontierPage& other, const std::string& why) {
      completion->content_hash.reset();
      page.state = PageState::kDuplicate;
      page.moved_to = other.url;
      page.doc = other.doc;
      page.reason = why;
    };
    if (article.text.size() >= kMinTextToCompare) {
      auto same = frontier_.FindContent(page.host, reading.content_hash);
      if (!same) return Forward(same);
      if (*same && (*same)->id == page.id) return {};  // as it was: its document stays
      if (*same) {
        twin(**same, "the same text as " + (*same)->url);
        return {};
      }
    }
    if (auto canonical = crawler::Url::Parse(article.canonical_url);
        !article.canonical_url.empty() && canonical && canonical->path != "/" &&
        crawler::PolitenessKey(*canonical) == page.host) {
      store::NewPage known_as = NewPageOf(*canonical, sources_, page, PageKind::kArticle, kNever);
      if (known_as.key != page.key) {
        auto other = frontier_.FindPage(known_as.key);
        if (!other) return Forward(other);
        // Some sites name one address as the canonical one of all pages: the titles tell.
        if (*other && !(*other)->doc.empty() && (*other)->id != page.id) {
          const auto stored = store_.FindDocument((*other)->doc);
          if (!stored) return Forward(stored);
          if (*stored && (*stored)->title == article.title) {
            twin(**other, "known as " + (*other)->url);
            return {};
          }
        }
        if (!*other || (*other)->state == PageState::kQueued) {
          completion->also_known_as.push_back(std::move(known_as));
        }
      }
    }
    page.doc = DocumentId(*reading.document);
    completion->save =
        store::PageToSave{&*reading.document, &reading.extraction->article,
                          &reading.extraction->claims, options_.run, extractor_.rule_set_version()};
    return {};
  }

  InHand TakeOut(std::uint64_t id) {
    auto at = in_hand_.find(id);
    InHand hand = std::move(at->second);
    in_hand_.erase(at);
    return hand;
  }

  // The exchange goes into the WARC file first; the transaction that follows says how far the file
  // is good.
  Result<void> Archive(const InHand& hand, store::Completion* completion) {
    const crawler::FetchResult& fetched = hand.fetched;
    if (!warc_ || !completion->is_request || fetched.status == 0 || fetched.status == 304 ||
        fetched.error) {
      return {};
    }
    crawler::WarcExchange exchange;
    const std::string date = TimeText(hand.started_at);
    exchange.url = fetched.url;
    exchange.date = date;
    exchange.ip = fetched.ip;
    exchange.request = fetched.request_head;
    exchange.status = fetched.status;
    exchange.fields = &fetched.fields;
    exchange.body = fetched.body;
    exchange.is_truncated = fetched.is_truncated;
    const store::FrontierPage& before = hand.lease.page;
    const std::string before_date = TimeText(before.fetched_at);
    if (!hand.is_robots && fetched.status == 200 && !before.digest.empty() &&
        crawler::PayloadDigest(fetched.body) == before.digest) {
      exchange.refers_to_url = before.url;
      exchange.refers_to_date = before_date;
    }
    auto written = warc_->Write(exchange);
    if (!written) return Forward(written);
    completion->warc = store::WarcPosition{
        written->file, written->offset,         written->length, written->file_bytes,
        fetched.url,   written->payload_digest, fetched.status,  written->is_revisit};
    // A page that broke off is no page to compare others with.
    if (!hand.is_robots && fetched.status == 200 && !fetched.is_truncated) {
      completion->page.digest = written->payload_digest;
    }
    return {};
  }

  void Commit(const InHand& hand, store::Completion completion, const PageReading* reading) {
    if (auto archived = Archive(hand, &completion); !archived) {
      (void)frontier_.Release(hand.lease, completion.host);
      return End(archived.error());
    }
    auto completed = frontier_.Complete(hand.lease, completion);
    if (!completed) {
      // Another process has the page: what was fetched here is its to store.
      if (completed.error().kind == ErrorKind::kNotFound) return;
      (void)frontier_.Release(hand.lease, completion.host);
      return End(completed.error());
    }
    if (completion.host.delay_ms == 0) next_try_ = 0;
    next_try_ = std::min(next_try_, completion.host.ready_at);
    Count(hand, completion, *completed, reading);
  }

  void Count(const InHand& hand, const store::Completion& completion,
             const store::Completed& completed, const PageReading* reading) {
    CrawlEvent event;
    event.source = completion.page.source;
    event.url = hand.fetched.url;
    event.kind = hand.is_robots ? "robots" : store::PageKindName(completion.page.kind);
    event.status = hand.fetched.status;
    event.is_request = completion.is_request;
    event.is_failure = completion.is_failure;
    event.bytes = hand.fetched.body.size();
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
    if (warc_) {
      if (auto closed = warc_->Close(); !closed) End(closed.error());
    }
    if (const auto left = frontier_.CountDue(Now(), Terms().sources)) tally_.left = *left;
    if (const auto next = frontier_.NextDue(Terms().sources)) tally_.next_at = *next;
  }

  const crawler::SourceList& sources_;
  store::Store& store_;
  const extract::Extractor& extractor_;
  const CrawlOptions& options_;
  store::Frontier frontier_;
  crawler::FetchLoop loop_;
  std::optional<crawler::WarcWriter> warc_;
  std::unordered_map<std::string, KnownRobots> robots_;
  std::map<std::uint64_t, InHand> in_hand_;
  std::map<std::string, std::string> failed_;  // source → its last error
  CrawlTally tally_;
  std::uint64_t last_id_ = 0;
  Millis next_due_ = 0;
  Millis next_try_ = 0;
  PageReaders readers_;  // its threads use what stands above
};

}  // namespace

std::string TimeText(Millis time) {
  if (time >= kNever) return "";
  const std::time_t seconds = static_cast<std::time_t>(time / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return std::string(text, size);
}

Result<void> SyncSources(const crawler::SourceList& sources, const std::vector<std::string>& names,
                         store::Frontier& frontier, Millis now) {
  for (const std::string& name : names) {
    const crawler::Source* source = sources.Find(name);
    if (source == nullptr) continue;
    store::FrontierPage none;
    none.source = name;
    const PageKind kind = source->kind == crawler::SourceKind::kFeed      ? PageKind::kFeed
                          : source->kind == crawler::SourceKind::kSitemap ? PageKind::kSitemap
                                                                          : PageKind::kList;
    std::vector<store::NewPage> entries;
    for (const std::string& address : source->urls) {
      const auto url = crawler::Url::Parse(address);
      if (!url) continue;
      auto entry = NewPageOf(*url, sources, none, kind, now);
      entry.is_entry = true;
      entries.push_back(std::move(entry));
    }
    if (auto done = frontier.SyncSource(name, entries, now); !done) return done;
  }
  return {};
}

CrawlTally Crawl(const crawler::SourceList& sources, store::Store& store,
                 const extract::Extractor& extractor, const CrawlOptions& options) {
  crawler::FetchOptions fetch = options.fetch;
  fetch.keeps_requests = !options.warc_directory.empty();
  auto loop = crawler::FetchLoop::Create(std::move(fetch));
  if (!loop) {
    CrawlTally tally;
    tally.end = loop.error();
    return tally;
  }
  return Crawler(sources, store, extractor, options, std::move(*loop)).Run();
}

}  // namespace heshu::cli
