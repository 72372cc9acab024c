// What the frontier promises a crawler: one worker a host, pauses kept, nothing done half.
#include "store/frontier.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <random>

#include "store_fixture.h"

namespace heshu::store {
namespace {

constexpr Millis kNow = 1'770'000'000'000;  // 2026-02-02
constexpr Millis kDelay = 5'000;

NewPage Article(const std::string& host, int number) {
  NewPage page;
  page.url = "https://" + host + "/" + std::to_string(number);
  page.key = page.url;
  page.host = host;
  page.source = "daily";
  page.due_at = kNow;
  return page;
}

NewPage Feed(const std::string& host, const std::string& source = "daily") {
  NewPage page;
  page.url = "https://" + host + "/feed";
  page.key = page.url;
  page.host = host;
  page.source = source;
  page.kind = PageKind::kFeed;
  page.is_entry = true;
  page.due_at = kNow;
  return page;
}

LeaseTerms Terms(Millis now, std::string owner = "a") {
  return {.owner = std::move(owner), .now = now, .duration_ms = 60'000, .sources = {}};
}

// The page is done for good and the host rests.
Completion Done(const Lease& lease, Millis now) {
  Completion completion{.now = now, .page = lease.page, .host = lease.host};
  completion.page.state = PageState::kStored;
  completion.page.next_at = kNever;
  completion.page.fetched_at = now;
  completion.host.delay_ms = kDelay;
  completion.host.ready_at = now + kDelay;
  return completion;
}

class FrontierTest : public testing::Test {
 protected:
  std::optional<Lease> Take(Millis now, const std::string& owner = "a") {
    auto lease = frontier_.LeaseDue(Terms(now, owner));
    EXPECT_TRUE(lease.has_value()) << lease.error().ToString();
    return lease ? *lease : std::nullopt;
  }
  Completed MustComplete(const Lease& lease, const Completion& completion) {
    auto done = frontier_.Complete(lease, completion);
    EXPECT_TRUE(done.has_value()) << done.error().ToString();
    return done.value_or(Completed{});
  }

  TemporaryFolder folder_;
  Store store_ = OpenStore(folder_ / "db");
  Frontier frontier_{store_};
};

TEST_F(FrontierTest, ACrawlOfSomeSourcesFindsTheirHostsAmongAll) {
  NewPage other = Article("a.com", 1);
  other.source = "weekly";
  NewPage shared = Article("shared.com", 1);
  shared.source = "weekly";
  ASSERT_EQ(
      *frontier_.AddPages({other, shared, Article("shared.com", 2), Article("b.com", 1)}, kNow),
      4U);
  LeaseTerms terms = Terms(kNow);
  terms.sources = {"daily"};
  std::map<std::string, std::string> leased;
  while (const auto lease = *frontier_.LeaseDue(terms)) {
    leased[lease->host.host] = lease->page.source;
  }
  EXPECT_EQ(leased,
            (std::map<std::string, std::string>{{"b.com", "daily"}, {"shared.com", "daily"}}));
  EXPECT_EQ(*frontier_.CountDue(kNow, terms.sources), 2U);
  terms.sources = {"weekly"};
  EXPECT_EQ((*frontier_.LeaseDue(terms))->host.host, "a.com");
  terms.sources = {"unknown"};
  EXPECT_FALSE(*frontier_.LeaseDue(terms));
  EXPECT_EQ(*frontier_.NextDue(terms.sources), kNever);
}

TEST_F(FrontierTest, ALostWarcTailMakesItsPagesDueAgain) {
  ASSERT_EQ(*frontier_.AddPages({Article("a.com", 1), Article("b.com", 1)}, kNow), 2U);
  for (std::uint64_t number = 1; number <= 2; ++number) {
    const auto lease = Take(kNow);
    ASSERT_TRUE(lease);
    Completion completion = Done(*lease, kNow);
    completion.page.doc = "d_" + std::to_string(number);
    completion.warc = WarcPosition{
        "x.warc.gz", number * 1000, 500, number * 1000 + 500, lease->page.url, "sha1:A",
        200,         false,         kNow};
    MustComplete(*lease, completion);
  }
  EXPECT_EQ(*frontier_.NextDue(), kNever);
  EXPECT_EQ(*frontier_.ForgetWarcTail({"x.warc.gz", 1700}, kNow + 60'000), 1U);
  const auto again = Take(kNow + 60'000);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->page.doc, "d_2");
  EXPECT_EQ(frontier_.ListWarcFiles()->at(0).bytes, 1700U);
}

TEST_F(FrontierTest, LeasesAHostToOneWorkerAtATime) {
  EXPECT_EQ(
      *frontier_.AddPages({Article("a.com", 1), Article("a.com", 2), Article("b.com", 1)}, kNow),
      3U);
  const auto first = Take(kNow, "a");
  const auto second = Take(kNow, "b");
  ASSERT_TRUE(first && second);
  EXPECT_NE(first->host.host, second->host.host);
  EXPECT_FALSE(Take(kNow, "c").has_value());
}

TEST_F(FrontierTest, KeepsTheHostsPause) {
  ASSERT_TRUE(frontier_.AddPages({Article("a.com", 1), Article("a.com", 2)}, kNow).has_value());
  const auto first = Take(kNow);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->page.url, "https://a.com/1");
  MustComplete(*first, Done(*first, kNow + 200));
  EXPECT_FALSE(Take(kNow + 200 + kDelay - 1).has_value());
  EXPECT_EQ(*frontier_.NextDue(), kNow + 200 + kDelay);
  const auto second = Take(kNow + 200 + kDelay);
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(second->page.url, "https://a.com/2");
  MustComplete(*second, Done(*second, kNow + 6000));
  EXPECT_EQ(*frontier_.NextDue(), kNever);
}

TEST_F(FrontierTest, ABackoffOutlivesTheProcessAndNewPages) {
  ASSERT_TRUE(frontier_.AddPages({Article("a.com", 1)}, kNow).has_value());
  const auto lease = Take(kNow);
  Completion busy = Done(*lease, kNow);
  busy.page.next_at = kNow;
  busy.host.backoff_until = kNow + 3'600'000;
  busy.host.failures = 1;
  busy.host.reason = "429, Retry-After 3600";
  MustComplete(*lease, busy);
  Store again = OpenStore(folder_ / "db");
  Frontier frontier(again);
  ASSERT_TRUE(frontier.AddPages({Article("a.com", 2)}, kNow + 10).has_value());
  EXPECT_EQ(*frontier.NextDue(), kNow + 3'600'000);
  EXPECT_FALSE((*frontier.LeaseDue(Terms(kNow + 3'599'999))).has_value());
  EXPECT_TRUE((*frontier.LeaseDue(Terms(kNow + 3'600'000))).has_value());
  EXPECT_EQ((*frontier.FindHost("a.com"))->reason, "429, Retry-After 3600");
}

TEST_F(FrontierTest, ALeaseEndsByItselfAndItsLateAnswerIsRefused) {
  ASSERT_TRUE(frontier_.AddPages({Article("a.com", 1)}, kNow).has_value());
  const auto lost = Take(kNow, "a");
  EXPECT_FALSE(Take(kNow + 59'999, "b").has_value());
  const auto taken = Take(kNow + 60'000, "b");
  ASSERT_TRUE(taken.has_value());
  const Bundle bundle = NumberedBundle(1);
  Completion late = Done(*lost, kNow + 60'001);
  late.save = PageToSave{&bundle.document, &bundle.article, &bundle.claims, 0, "v1"};
  EXPECT_EQ(frontier_.Complete(*lost, late).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(store_.ListDocuments()->size(), 0U);
  MustComplete(*taken, Done(*taken, kNow + 60'001));
}

TEST_F(FrontierTest, RenewingKeepsALease) {
  ASSERT_TRUE(frontier_.AddPages({Article("a.com", 1)}, kNow).has_value());
  const auto lease = Take(kNow, "a");
  EXPECT_EQ(*frontier_.Renew(Terms(kNow + 30'000, "a")), 1U);
  EXPECT_EQ(*frontier_.Renew(Terms(kNow + 30'000, "b")), 0U);
  EXPECT_FALSE(Take(kNow + 60'000, "b").has_value());
  MustComplete(*lease, Done(*lease, kNow + 60'000));
}

TEST_F(FrontierTest, LeasesOfTheDeadAreFreeAfterTheDelay) {
  ASSERT_TRUE(frontier_.AddPages({Article("a.com", 1), Article("a.com", 2)}, kNow).has_value());
  const auto first = Take(kNow, "dead");
  MustComplete(*first, Done(*first, kNow));
  ASSERT_TRUE(Take(kNow + kDelay, "dead").has_value());
  const auto is_dead = [](std::string_view owner) { return owner == "dead"; };
  EXPECT_EQ(*frontier_.ReleaseDead(is_dead, kNow + 7'000), 1U);
  EXPECT_FALSE(Take(kNow + 7'000 + kDelay - 1).has_value());
  EXPECT_TRUE(Take(kNow + 7'000 + kDelay).has_value());
}

TEST_F(FrontierTest, StoresThePageAndItsLinksInTheSameStep) {
  ASSERT_TRUE(frontier_.AddPages({Feed("a.com")}, kNow).has_value());
  const auto lease = Take(kNow);
  const Bundle bundle = NumberedBundle(1);
  Completion completion = Done(*lease, kNow);
  completion.save = PageToSave{&bundle.document, &bundle.article, &bundle.claims, 0, "v1"};
  completion.page.doc = DocumentId(bundle.document);
  completion.content_hash = -7;
  completion.links = {Article("a.com", 1), Article("b.com", 1), Article("a.com", 1)};
  completion.warc = WarcPosition{"x.warc.gz", 100, 50, 150, lease->page.url, "sha1:X", 200, false};
  const auto read_back = [&](const ArchivedBytes& at) -> Result<Document> {
    EXPECT_EQ(at.path, folder_ / "warc/x.warc.gz");
    EXPECT_EQ(at.offset, 100U);
    EXPECT_EQ(at.length, 50U);
    return bundle.document;
  };
  store_.ReadArchiveBy(read_back);
  const Completed done = MustComplete(*lease, completion);
  EXPECT_EQ(done.new_links, 2U);
  EXPECT_EQ(done.saved, SaveOutcome::kAdded);
  EXPECT_EQ(store_.ListDocuments()->size(), 1U);
  EXPECT_EQ((*frontier_.FindContent("a.com", -7))->doc, DocumentId(bundle.document));
  EXPECT_FALSE((*frontier_.FindContent("b.com", -7)).has_value());
  EXPECT_EQ(frontier_.ListWarcFiles()->at(0).bytes, 150U);
  EXPECT_EQ(*frontier_.CountDue(kNow, {}), 2U);
  EXPECT_EQ(Take(kNow)->host.host, "b.com");
  ExpectSound(store_);
  // The bytes stand in the WARC record alone.
  EXPECT_EQ(RunSql(folder_ / "db", "SELECT zstd_bytes FROM documents"), "0");
  EXPECT_EQ(store_.ReadDocument(completion.page.doc)->value().bytes, bundle.document.bytes);
  store_.ReadArchiveBy([](const ArchivedBytes&) { return Result<Document>(Document{}); });
  EXPECT_EQ(store_.ReadDocument(completion.page.doc).error().kind, ErrorKind::kInvalidInput);
}

TEST_F(FrontierTest, EntryPagesComeBeforeArticles) {
  ASSERT_TRUE(frontier_.AddPages({Article("a.com", 1), Feed("a.com")}, kNow).has_value());
  EXPECT_EQ(Take(kNow)->page.kind, PageKind::kFeed);
}

TEST_F(FrontierTest, LeasesPagesOfTheNamedSourcesAlone) {
  ASSERT_TRUE(frontier_.AddPages({Feed("a.com", "one"), Feed("b.com", "two")}, kNow).has_value());
  LeaseTerms terms = Terms(kNow);
  terms.sources = {"two"};
  const auto lease = frontier_.LeaseDue(terms);
  ASSERT_TRUE(lease.has_value() && lease->has_value());
  EXPECT_EQ((*lease)->page.source, "two");
  EXPECT_FALSE((*frontier_.LeaseDue(terms)).has_value());
  EXPECT_EQ(*frontier_.NextDue({"one"}), kNow);
  EXPECT_EQ(*frontier_.NextDue({"three"}), kNever);
}

TEST_F(FrontierTest, ASourceIsNextDueByItsOwnPageWhereAnotherSourceSharesTheHost) {
  NewPage later = Feed("a.com", "later");
  later.key = later.url += "later";
  later.due_at = kNow + 50'000;
  ASSERT_EQ(*frontier_.AddPages({Feed("a.com", "sooner"), later}, kNow), 2U);
  EXPECT_EQ(*frontier_.NextDue({"sooner"}), kNow);
  EXPECT_EQ(*frontier_.NextDue({"later"}), kNow + 50'000);
  EXPECT_EQ(*frontier_.NextDue({"later", "sooner"}), kNow);
}

TEST_F(FrontierTest, ListedPagesAreRenewedByWhatLeadsToThem) {
  NewPage child = Feed("a.com");
  child.is_entry = false;
  child.kind = PageKind::kSitemap;
  child.published = "2026-02-01";
  ASSERT_TRUE(frontier_.AddPages({child}, kNow).has_value());
  const auto lease = Take(kNow);
  MustComplete(*lease, Done(*lease, kNow));
  child.due_at = kNow + 100'000;
  ASSERT_TRUE(frontier_.AddPages({child}, kNow).has_value());
  EXPECT_EQ(*frontier_.NextDue(), kNever);
  child.again = NewPage::Again::kNewer;
  ASSERT_TRUE(frontier_.AddPages({child}, kNow).has_value());
  EXPECT_EQ(*frontier_.NextDue(), kNever);
  child.published = "2026-02-02";
  ASSERT_TRUE(frontier_.AddPages({child}, kNow).has_value());
  EXPECT_EQ(*frontier_.NextDue(), kNow + 100'000);
}

TEST_F(FrontierTest, OtherAddressesOfAPageAreNotAskedFor) {
  ASSERT_TRUE(frontier_.AddPages({Article("a.com", 1), Article("a.com", 2)}, kNow).has_value());
  const auto lease = Take(kNow);
  Completion completion = Done(*lease, kNow);
  completion.also_known_as = {Article("a.com", 2), Article("a.com", 3)};
  MustComplete(*lease, completion);
  EXPECT_EQ(*frontier_.NextDue(), kNever);
  EXPECT_EQ((*frontier_.FindPage("https://a.com/3"))->state, PageState::kDuplicate);
  EXPECT_EQ((*frontier_.FindPage("https://a.com/2"))->moved_to, "https://a.com/1");
  EXPECT_EQ(*frontier_.CountUnknown({"https://a.com/3", "https://a.com/4"}), 1U);
}

TEST_F(FrontierTest, EntryPagesFollowTheSourcesFile) {
  ASSERT_TRUE(frontier_.AddPages({Article("b.com", 9)}, kNow).has_value());
  NewPage once_an_article = Article("b.com", 9);
  once_an_article.kind = PageKind::kList;
  once_an_article.is_entry = true;
  ASSERT_TRUE(frontier_.SyncSource("daily", {Feed("a.com"), once_an_article}, kNow).has_value());
  EXPECT_EQ((*frontier_.FindPage("https://b.com/9"))->kind, PageKind::kList);
  const auto lease = Take(kNow);
  Completion read = Done(*lease, kNow);
  read.page.next_at = kNow + 900'000;
  MustComplete(*lease, read);
  const std::string key = lease->page.key;
  ASSERT_TRUE(frontier_.SyncSource("daily", {Feed("a.com"), once_an_article}, kNow).has_value());
  EXPECT_EQ((*frontier_.FindPage(key))->next_at, kNow + 900'000);  // not asked again on restart
  ASSERT_TRUE(frontier_.SyncSource("daily", {once_an_article}, kNow).has_value());
  EXPECT_EQ((*frontier_.FindPage("https://a.com/feed"))->next_at, kNever);
}

TEST_F(FrontierTest, TellsTheHealthOfASource) {
  ASSERT_TRUE(frontier_.SyncSource("daily", {Feed("a.com")}, kNow).has_value());
  const auto lease = Take(kNow);
  Completion fine = Done(*lease, kNow);
  fine.page.next_at = kNow + kDelay;
  fine.links = {Article("b.com", 1), Article("b.com", 2)};
  fine.bytes = 1000;
  MustComplete(*lease, fine);
  const auto again = Take(kNow + kDelay);
  (void)again;
  const auto feed = Take(kNow + kDelay, "b");
  ASSERT_TRUE(feed.has_value());
  const Lease& entry = feed->page.kind == PageKind::kFeed ? *feed : *again;
  Completion broken = Done(entry, kNow + kDelay);
  broken.is_failure = true;
  broken.error = "the server answered 500";
  broken.page.next_at = kNow + 900'000;
  MustComplete(entry, broken);
  const auto health = *frontier_.ListHealth("2026-01-01");
  ASSERT_EQ(health.size(), 1U);
  EXPECT_EQ(health[0].requests, 2U);
  EXPECT_EQ(health[0].failures, 1U);
  EXPECT_EQ(health[0].new_links, 2U);
  EXPECT_EQ(health[0].bytes, 1000U);
  EXPECT_EQ(health[0].queued, 2U);
  EXPECT_EQ(health[0].last_ok_at, kNow);
  EXPECT_EQ(health[0].last_error, "the server answered 500");
  EXPECT_EQ(health[0].next_at, kNow + 900'000);
}

TEST_F(FrontierTest, KeepsRobotsByteForByte) {
  ASSERT_TRUE(frontier_.AddPages({Article("a.com", 1)}, kNow).has_value());
  const auto lease = Take(kNow);
  Completion completion = Done(*lease, kNow);
  completion.page = lease->page;
  completion.robots = RobotsRecord{.origin = "https://a.com",
                                   .rules = std::string("User-agent: *\0\xff\n", 16),
                                   .status = 200,
                                   .fetched_at = kNow,
                                   .expires_at = kNow + 1};
  MustComplete(*lease, completion);
  const auto robots = *frontier_.FindRobots("https://a.com");
  ASSERT_TRUE(robots.has_value());
  EXPECT_EQ(robots->rules, completion.robots->rules);
  EXPECT_EQ(robots->allows, RobotsRecord::Allows::kRules);
  EXPECT_FALSE((*frontier_.FindRobots("http://a.com")).has_value());
}

// Random work of several owners against what must hold: no host is leased twice, none before its
// pause is over, each page is done once.
TEST_F(FrontierTest, KeepsItsPromisesUnderRandomWork) {
  std::mt19937 random(6);
  std::vector<NewPage> pages;
  for (int i = 0; i < 300; ++i) {
    pages.push_back(Article("h" + std::to_string(i % 12) + ".com", i / 12));
  }
  ASSERT_EQ(*frontier_.AddPages(pages, kNow), pages.size());
  std::map<std::string, Lease> held;
  std::map<std::string, Millis> ready;
  std::map<std::string, int> done;
  Millis now = kNow;
  while (done.size() < pages.size()) {
    now += random() % 700;
    const auto lease = Take(now, "owner" + std::to_string(random() % 3));
    if (lease) {
      const std::string& host = lease->host.host;
      EXPECT_GE(now, ready[host]);
      const auto other = held.find(host);
      if (other != held.end()) {
        EXPECT_GE(now, other->second.host.lease_until);
      }
      held.insert_or_assign(host, *lease);
      ready[host] = now;
    }
    if (held.empty() || random() % 3 == 0) continue;
    auto at = std::next(held.begin(), static_cast<long>(random() % held.size()));
    if (random() % 20 != 0) {  // else it is forgotten, as by a crash
      MustComplete(at->second, Done(at->second, now));
      ++done[at->second.page.key];
      ready[at->first] = now + kDelay;
      held.erase(at);
    } else {
      now = std::max(now, at->second.host.lease_until);
    }
  }
  for (const auto& [key, count] : done) EXPECT_EQ(count, 1) << key;
  ExpectSound(store_);
}

// What waits is counted as pages come, change and go, not when somebody asks.
TEST_F(FrontierTest, CountsWhatWaits) {
  const auto queued = [&](std::string_view source) {
    return RunSql(folder_ / "db",
                  "SELECT pages FROM crawl_queues WHERE source = '" + std::string(source) + "'");
  };
  std::vector<NewPage> pages;
  for (int i = 0; i < 4; ++i) pages.push_back(Article("a.com", i));
  pages[3].due_at = kNever;
  ASSERT_TRUE(frontier_.AddPages(pages, kNow));
  ASSERT_TRUE(frontier_.AddPages(pages, kNow));
  EXPECT_EQ(queued("daily"), "3");
  const auto lease = Take(kNow);
  ASSERT_TRUE(lease);
  EXPECT_EQ(queued("daily"), "3") << "it waits until it is fetched";
  MustComplete(*lease, Done(*lease, kNow));
  EXPECT_EQ(queued("daily"), "2");
  ASSERT_TRUE(frontier_.SyncSource("other", {Feed("a.com", "other")}, kNow));
  EXPECT_EQ(queued("daily"), "2") << "an entry page is none of them";
  RunSql(folder_ / "db", "UPDATE crawl_urls SET source = 'other' WHERE source = 'daily'");
  EXPECT_EQ(queued("daily"), "0");
  EXPECT_EQ(queued("other"), "2");
  RunSql(folder_ / "db", "DELETE FROM crawl_urls WHERE source = 'other'");
  EXPECT_EQ(queued("other"), "0");
}

// A worker that is killed at any moment: its page is stored with its mark, or neither is.
TEST_F(FrontierTest, KillingLeavesNoPageHalfDone) {
  std::vector<NewPage> pages;
  for (int i = 0; i < 400; ++i) pages.push_back(Article("h" + std::to_string(i) + ".com", i));
  ASSERT_TRUE(frontier_.AddPages(pages, kNow).has_value());
  std::mt19937 random(8);
  for (int round = 0; round < 12; ++round) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    const pid_t child = fork();
    if (child == 0) {
      auto store = Store::Open(folder_ / "db", OpenMode::kReadWrite, TestFold);
      if (!store) _exit(2);
      Frontier frontier(*store);
      while (auto lease = *frontier.LeaseDue(Terms(kNow + round * 60'000))) {
        const Bundle bundle = NumberedBundle(static_cast<int>(lease->page.id));
        Completion completion = Done(*lease, kNow + round * 60'000);
        completion.page.doc = DocumentId(bundle.document);
        completion.save = PageToSave{&bundle.document, &bundle.article, &bundle.claims, 0, "v1"};
        if (!frontier.Complete(*lease, completion)) _exit(3);
        if (write(pipe_ends[1], "x", 1) != 1) _exit(4);
      }
      _exit(0);
    }
    close(pipe_ends[1]);
    char byte = 0;
    for (auto wanted = random() % 20; wanted > 0 && read(pipe_ends[0], &byte, 1) == 1;) --wanted;
    volatile unsigned long spin = 0;
    for (const auto end = random() % 300'000; spin < end;) spin = spin + 1;
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(pipe_ends[0]);
    const auto count = [&](const std::string& sql) { return RunSql(folder_ / "db", sql); };
    const std::string stored = count("SELECT count(*) FROM crawl_urls WHERE state = 'stored'");
    EXPECT_EQ(stored, count("SELECT count(*) FROM documents"));
    EXPECT_EQ(stored,
              count("SELECT count(*) FROM crawl_urls JOIN documents ON documents.id = doc"));
  }
  ExpectSound(store_);
}

}  // namespace
}  // namespace heshu::store
