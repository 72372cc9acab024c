// How long a lease takes in a large frontier: LeaseDue and Complete, one after the other, as a
// worker calls them, with the store on the disk. usage: frontier_bench [URLS [SOURCES [CYCLES]]]
//
// Each source has a host with a feed and its share of the URLs; nine of ten of those are done, the
// others wait. Each completed feed brings five links that are new and fifteen that are known.
// Limit: the 99th percentile of a lease below 20 ms; exit 1 above it. With the defaults (10 M,
// 2,000) it takes some minutes and 5 GB of disk.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "store/frontier.h"
#include "store/store.h"

namespace {

namespace fs = std::filesystem;
namespace store = heshu::store;

constexpr double kLimitMs = 20;
constexpr std::size_t kBatch = 1'000'000;
constexpr store::Millis kStart = 1'770'000'000'000;

std::string HostOf(std::size_t source) { return "site" + std::to_string(source) + ".example"; }
std::string SourceOf(std::size_t source) { return "source" + std::to_string(source); }

store::NewPage Article(std::size_t source, std::size_t number, store::Millis due_at) {
  store::NewPage page;
  page.host = HostOf(source);
  page.source = SourceOf(source);
  // Article numbers look random to the index, as those of real sites do from one host to the next.
  page.url = "https://www." + page.host + "/news/2026/02/" +
             std::to_string(number * 2'654'435'761u % 4'294'967'291u) + ".html";
  page.key = page.url;
  page.due_at = due_at;
  page.found_on = "https://www." + page.host + "/feed.xml";
  return page;
}

class Times {
 public:
  template <typename Work>
  auto Add(const Work& work) {
    const auto began = std::chrono::steady_clock::now();
    auto result = work();
    const auto took = std::chrono::steady_clock::now() - began;
    ms_.push_back(std::chrono::duration<double, std::milli>(took).count());
    return result;
  }
  double At(double quantile) {
    if (ms_.empty()) return 0;
    std::sort(ms_.begin(), ms_.end());
    return ms_[std::min(ms_.size() - 1,
                        static_cast<std::size_t>(quantile * static_cast<double>(ms_.size())))];
  }
  void Print(const char* name) {
    std::printf("%-28s %6zu  p50 %8.3f  p99 %8.3f  max %8.3f ms\n", name, ms_.size(), At(.5),
                At(.99), At(1));
  }

 private:
  std::vector<double> ms_;
};

bool Fill(store::Frontier& frontier, std::size_t urls, std::size_t sources) {
  std::vector<store::NewPage> batch;
  for (std::size_t i = 0; i < sources; ++i) {
    store::NewPage feed = Article(i, 0, kStart + static_cast<store::Millis>(i));
    feed.url = feed.key = "https://www." + feed.host + "/feed.xml";
    feed.kind = store::PageKind::kFeed;
    feed.is_entry = true;
    if (!frontier.SyncSource(feed.source, {feed}, kStart)) return false;
  }
  for (std::size_t i = 0; i < urls; ++i) {
    const bool waits = i / sources % 10 == 0;
    batch.push_back(Article(i % sources, 1 + i / sources, waits ? kStart : store::kNever));
    if (batch.size() < kBatch && i + 1 < urls) continue;
    // In the index's order: millions of single insertions here and there would take hours.
    std::sort(batch.begin(), batch.end(),
              [](const auto& a, const auto& b) { return a.key < b.key; });
    if (!frontier.AddPages(batch, kStart)) return false;
    batch.clear();
    std::fprintf(stderr, "%zu URLs\n", i + 1);
  }
  return true;
}

store::Completion CompletionOf(const store::Lease& lease, std::size_t cycle, store::Millis now) {
  store::Completion completion;
  completion.now = now;
  completion.page = lease.page;
  completion.host = lease.host;
  completion.host.delay_ms = 5000;
  completion.host.ready_at = now + 5000;
  if (lease.page.kind == store::PageKind::kArticle) {
    completion.page.state = store::PageState::kStored;
    completion.page.next_at = store::kNever;
    return completion;
  }
  completion.page.state = store::PageState::kFetched;
  completion.page.next_at = now + 900'000;
  const std::size_t source = std::strtoul(lease.page.source.c_str() + 6, nullptr, 10);
  for (std::size_t i = 0; i < 20; ++i) {
    const std::size_t number = i < 5 ? 1'000'000'000 + cycle * 5 + i : 1 + i;
    completion.links.push_back(Article(source, number, now));
  }
  return completion;
}

// Leases and completes; false if the store fails.
bool Work(store::Frontier& frontier, std::size_t cycles, store::LeaseTerms terms, Times* leases,
          Times* completions) {
  for (std::size_t cycle = 0; cycle < cycles; ++cycle) {
    terms.now += 3;  // 333 requests a second
    auto lease = leases->Add([&] { return frontier.LeaseDue(terms); });
    if (!lease) return false;
    if (!*lease) continue;
    const auto completion = CompletionOf(**lease, cycle, terms.now);
    const auto done = completions->Add([&] { return frontier.Complete(**lease, completion); });
    if (!done) return false;
  }
  return true;
}

int Run(const std::string& folder, std::size_t urls, std::size_t sources, std::size_t cycles) {
  auto opened = store::Store::Open(folder + "/heshu.db", store::OpenMode::kCreate,
                                   [](std::string_view text) { return std::string(text); });
  if (!opened) return 2;
  store::Frontier frontier(*opened);
  if (!Fill(frontier, urls, sources)) return 2;
  std::printf("%zu URLs, %zu sources, %.1f GB\n", urls, sources,
              static_cast<double>(fs::file_size(folder + "/heshu.db")) / 1e9);
  store::LeaseTerms terms;
  terms.owner = "bench";
  terms.now = kStart + 10'000;
  terms.duration_ms = 90'000;
  Times all_leases, all_done, some_leases, some_done, looks, counts, health;
  if (!Work(frontier, cycles, terms, &all_leases, &all_done)) return 2;
  // A process that crawls some of the sources: every other one.
  for (std::size_t i = 0; i < sources; i += 2) terms.sources.push_back(SourceOf(i));
  terms.now += 10'000'000;
  if (!Work(frontier, cycles, terms, &some_leases, &some_done)) return 2;
  for (std::size_t i = 0; i < 1000; ++i) {
    looks.Add([&] { return frontier.FindPage(Article(i % sources, 1 + i, 0).key).has_value(); });
  }
  counts.Add([&] { return frontier.CountDue(terms.now).has_value(); });
  counts.Add([&] { return frontier.CountDue(terms.now, terms.sources).has_value(); });
  health.Add([&] { return frontier.ListHealth("2026-02-01").has_value(); });
  all_leases.Print("lease, all sources");
  all_done.Print("complete");
  some_leases.Print("lease, half the sources");
  some_done.Print("complete");
  looks.Print("look a URL up");
  counts.Print("count what is due");
  health.Print("health of all sources");
  return std::max(all_leases.At(.99), some_leases.At(.99)) < kLimitMs ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int at, std::size_t otherwise) {
    return argc > at ? std::max<std::size_t>(std::strtoul(argv[at], nullptr, 10), 1) : otherwise;
  };
  std::string folder = (fs::temp_directory_path() / "heshu-frontier-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 2;
  const int code = Run(folder, number(1, 10'000'000), number(2, 2000), number(3, 20'000));
  fs::remove_all(folder);
  return code;
}
