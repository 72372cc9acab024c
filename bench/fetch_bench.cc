// Pages a second: 100 KB of HTML (decoded; nginx packs them) fetched and stored raw (WARC) on one
// thread, without delays. usage: fetch_bench [PAGES [LEVEL]]   needs nginx.
//
// Limit: 1,000 pages a second of this thread's own processor time, which tells the same on a busy
// machine; exit 1 below it.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "crawler/fetch_loop.h"
#include "crawler/warc_writer.h"

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

pid_t StartNginx(const std::string& folder) {
  std::ofstream(folder + "/page.html") << Page();
  std::ofstream(folder + "/nginx.conf")
      << "daemon off; error_log " << folder << "/error.log; pid " << folder
      << "/pid; worker_processes 1; events {}\nhttp { access_log off; gzip on; gzip_comp_level 1; "
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

int Run(std::size_t pages, int level) {
  std::string folder = (fs::temp_directory_path() / "heshu-fetch-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 2;
  fs::permissions(folder, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
  const pid_t nginx = StartNginx(folder);

  heshu::crawler::FetchOptions options;
  options.user_agent = "heshu-bench";
  options.allow_nets = {"127.0.0.0/8"};
  options.keeps_requests = true;
  auto loop = FetchLoop::Create(options);
  heshu::crawler::WarcWriterOptions warc;
  warc.directory = folder + "/warc";
  warc.compression_level = level;
  auto writer = WarcWriter::Open(warc, "2026-02-24T14:00:00Z");
  if (!loop || !writer) return 2;

  std::size_t started = 0;
  std::size_t done = 0;
  std::size_t failed = 0;
  std::size_t bytes = 0;
  std::uint64_t packed = 0;
  double warc_seconds = 0;
  const auto start = [&] {
    heshu::crawler::FetchRequest request;
    request.id = ++started;
    request.url = "http://127.0.0.1:" + std::to_string(kPort) + "/" + std::to_string(started);
    loop->Start(std::move(request));
  };
  const auto began = std::chrono::steady_clock::now();
  const double cpu_began = ThreadSeconds();
  while (started < pages && loop->active() < kInFlight) start();
  while (done < pages) {
    for (const auto& page : loop->Wait(1000)) {
      ++done;
      bytes += page.body.size();
      if (page.error || page.status != 200) ++failed;
      const double before = ThreadSeconds();
      heshu::crawler::WarcExchange exchange;
      exchange.url = page.url;
      exchange.date = "2026-02-24T14:00:00Z";
      exchange.ip = page.ip;
      exchange.request = page.request_head;
      exchange.status = page.status;
      exchange.fields = &page.fields;
      exchange.body = page.body;
      const auto location = writer->Write(exchange);
      if (!location) ++failed;
      if (location) packed += location->length;
      warc_seconds += ThreadSeconds() - before;
      if (started < pages) start();
    }
  }
  const double cpu = ThreadSeconds() - cpu_began;
  const double wall =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  kill(nginx, SIGTERM);
  waitpid(nginx, nullptr, 0);
  fs::remove_all(folder);
  const auto count = static_cast<double>(pages);
  std::printf("%zu pages of %zu bytes, %zu failed; WARC: libdeflate level %d, %.0f bytes a page\n",
              pages, bytes / pages, failed, level, static_cast<double>(packed) / count);
  std::printf("wall: %.0f pages/s; this thread's processor: %.0f pages/s (%.0f %% of it WARC)\n",
              count / wall, count / cpu, 100 * warc_seconds / cpu);
  return failed == 0 && count / cpu >= kLimit ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t pages = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 5000;
  return Run(pages == 0 ? 1 : pages, argc > 2 ? std::atoi(argv[2]) : 1);
}
