// Pages a second: 100 KB of HTML (decoded) fetched and stored raw on one thread, without delays:
// leased from the frontier, fetched, written to the WARC file, and completed in the database with
// their place in it. usage: fetch_bench [PAGES [LEVEL]]   needs nginx.
//
// Once as news sites answer, packed by the server and stored as they came; once unpacked, so that
// the WARC file packs them at LEVEL (libdeflate, 1).
// Limit: 1,000 packed pages a second of this thread's own processor time, which tells the same on
// a busy machine; exit 1 below it.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "crawler/fetch_loop.h"
#include "crawler/warc_writer.h"
#include "store/frontier.h"
#include "store/store.h"

namespace {

namespace fs = std::filesystem;
using heshu::crawler::FetchLoop;
using heshu::crawler::WarcWriter;

constexpr int kPort = 18931;
constexpr std::size_t kInFlight = 32;
constexpr std::size_t kPageBytes = 100'000;
constexpr double kLimit = 1000;

// HTML that packs as news pages do (to about a quarter): two thirds markup with classes, ids and
// links, one third text of common characters.
std::string Page() {
  std::string out = "<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body>";
  unsigned seed = 1;
  const auto next = [&seed](unsigned below) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
  };
  while (out.size() < kPageBytes - 400) {
    const std::string id = std::to_string(next(1'000'000));
    out += "<div class=\"article-card article-card--compact\" id=\"card-" + id +
           "\"><a class=\"article-card__link\" href=\"/news/2026/02/" + id +
           ".html?ref=list\" target=\"_blank\"><p class=\"article-card__text\">";
    for (int i = 0; i < 30; ++i) {
      const unsigned code = 0x4E00 + next(next(40) + 1) * next(50);  // few of them, very often
      out += static_cast<char>(0xE0 | (code >> 12));
      out += static_cast<char>(0x80 | ((code >> 6) & 63));
      out += static_cast<char>(0x80 | (code & 63));
    }
    out += "</p></a></div>\n";
  }
  return out + "</body></html>";
}

double ThreadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

pid_t StartNginx(const std::string& folder, bool is_packed) {
  std::ofstream(folder + "/page.html") << Page();
  std::ofstream(folder + "/nginx.conf")
      << "daemon off; error_log " << folder << "/error.log; pid " << folder
      << "/pid; worker_processes 1; events {}\nhttp { access_log off; gzip "
      << (is_packed ? "on" : "off") << "; gzip_comp_level 1; "
      << "types { text/html html; } keepalive_requests 1000000; client_body_temp_path " << folder
      << "/t; proxy_temp_path " << folder << "/t; fastcgi_temp_path " << folder
      << "/t; uwsgi_temp_path " << folder << "/t; scgi_temp_path " << folder
      << "/t;\nserver { listen 127.0.0.1:" << kPort << "; root " << folder
      << "; location / { try_files /page.html =404; } } }\n";
  const pid_t child = fork();
  if (child == 0) {
    execlp("nginx", "nginx", "-p", folder.c_str(), "-c", (folder + "/nginx.conf").c_str(), nullptr);
    execl("/usr/sbin/nginx", "nginx", "-p", folder.c_str(), "-c", (folder + "/nginx.conf").c_str(),
          nullptr);
    _exit(127);
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  return child;
}

struct Site {
  std::string folder;
  pid_t nginx = -1;

  explicit Site(bool is_packed) {
    folder = (fs::temp_directory_path() / "heshu-fetch-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) std::abort();
    fs::permissions(folder, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
    nginx = StartNginx(folder, is_packed);
  }
  ~Site() {
    kill(nginx, SIGTERM);
    waitpid(nginx, nullptr, 0);
    fs::remove_all(folder);
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
};

// As many hosts as are asked at a time, each with its share of the pages.
std::vector<heshu::store::NewPage> Pages(std::size_t count) {
  std::vector<heshu::store::NewPage> pages(count);
  for (std::size_t i = 0; i < count; ++i) {
    pages[i].url = "http://127.0.0.1:" + std::to_string(kPort) + "/" + std::to_string(i);
    pages[i].key = pages[i].url;
    pages[i].host = "host" + std::to_string(i % kInFlight);
    pages[i].source = "bench";
  }
  return pages;
}

struct Seconds {
  double wall = 0, all = 0, warc = 0, store = 0;
};

// True if every page was stored.
bool Run(std::size_t pages, int level, bool is_packed, Seconds* seconds, double* warc_bytes) {
  const Site site(is_packed);
  heshu::crawler::FetchOptions options;
  options.user_agent = "heshu-bench";
  options.allow_nets = {"127.0.0.0/8"};
  options.keeps_exchange = true;
  auto loop = FetchLoop::Create(options);
  heshu::crawler::WarcWriterOptions warc;
  warc.directory = site.folder + "/warc";
  warc.compression_level = level;
  auto writer = WarcWriter::Open(warc, "2026-02-24T14:00:00Z");
  auto store = heshu::store::Store::Open(site.folder + "/heshu.db", heshu::store::OpenMode::kCreate,
                                         [](std::string_view text) { return std::string(text); });
  if (!loop || !writer || !store) return false;
  heshu::store::Frontier frontier(*store);
  if (!frontier.AddPages(Pages(pages), 1)) return false;

  std::unordered_map<std::uint64_t, heshu::store::Lease> leases;
  std::uint64_t last_id = 0;
  std::size_t stored = 0;
  bool is_good = true;
  const auto timed = [](double* sum, const auto& work) {
    const double before = ThreadSeconds();
    work();
    *sum += ThreadSeconds() - before;
  };
  const auto start = [&] {
    auto lease = frontier.LeaseDue({.owner = "bench", .now = 1, .duration_ms = 100, .sources = {}});
    if (!lease || !*lease) return;
    heshu::crawler::FetchRequest request;
    request.id = ++last_id;
    request.url = (*lease)->page.url;
    leases.emplace(request.id, std::move(**lease));
    loop->Start(std::move(request));
  };
  const auto began = std::chrono::steady_clock::now();
  const double cpu_began = ThreadSeconds();
  timed(&seconds->store, [&] {
    while (leases.size() < kInFlight && last_id < pages) start();
  });
  while (!leases.empty() && is_good) {
    for (const auto& page : loop->Wait(1000)) {
      const auto lease = leases.extract(page.id);
      is_good = is_good && !page.error && page.status == 200 && page.body.size() > 90'000;
      heshu::store::Completion completion;
      timed(&seconds->warc, [&] {
        heshu::crawler::WarcExchange exchange;
        exchange.url = page.url;
        exchange.date = "2026-02-24T14:00:00Z";
        exchange.ip = page.ip;
        exchange.request = page.request_head;
        exchange.status = page.status;
        exchange.fields = &page.fields;
        exchange.body = page.packed_body.empty() ? page.body : page.packed_body;
        const auto at = writer->Write(exchange);
        is_good = is_good && at.has_value();
        if (!at) return;
        *warc_bytes += static_cast<double>(at->length);
        completion.warc = heshu::store::WarcPosition{
            at->file,    at->offset,     at->length, at->file_bytes, page.url, at->payload_digest,
            page.status, at->is_revisit, 1};
      });
      timed(&seconds->store, [&] {
        completion.now = 1;
        completion.page = lease.mapped().page;
        completion.page.state = heshu::store::PageState::kStored;
        completion.page.next_at = heshu::store::kNever;
        completion.host = lease.mapped().host;
        is_good = is_good && frontier.Complete(lease.mapped(), completion).has_value();
        ++stored;
        start();
      });
    }
  }
  seconds->all = ThreadSeconds() - cpu_began;
  seconds->wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return is_good && stored == pages;
}

bool Report(std::size_t pages, int level, bool is_packed) {
  Seconds seconds;
  double warc_bytes = 0;
  const bool is_good = Run(pages, level, is_packed, &seconds, &warc_bytes);
  const auto count = static_cast<double>(pages);
  const auto share = [&](double part) { return 100 * part / seconds.all; };
  std::printf("%s: %zu pages%s, %.0f bytes of WARC each\n",
              is_packed ? "packed by the server (gzip level 1), stored as they came"
                        : ("unpacked, WARC at libdeflate level " + std::to_string(level)).c_str(),
              pages, is_good ? "" : ", NOT ALL STORED", warc_bytes / count);
  std::printf(
      "  wall: %.0f pages/s; this thread's processor: %.0f pages/s"
      " (WARC %.0f %%, database %.0f %%)\n",
      count / seconds.wall, count / seconds.all, share(seconds.warc), share(seconds.store));
  return is_good && (!is_packed || count / seconds.all >= kLimit);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t pages =
      argc > 1 ? std::max<std::size_t>(std::strtoul(argv[1], nullptr, 10), 1) : 5000;
  const int level = argc > 2 ? std::atoi(argv[2]) : 1;
  const bool is_fast = Report(pages, level, true);
  (void)Report(pages, level, false);
  return is_fast ? 0 : 1;
}
