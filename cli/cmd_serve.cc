// heshu serve: the report over the live store, to this machine alone.
#include <httplib.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <thread>
#include <utility>

#include "cli/commands.h"
#include "cli/serve/live_site.h"

namespace heshu::cli {
namespace {

constexpr int kDefaultPort = 8321;
constexpr std::size_t kMaxHeaders = 64 * 1024;

// SIGINT and SIGTERM, kept from every thread from here on and waited for by one.
sigset_t HoldSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// Changes when the database or its log was written.
std::string FileStamp(const std::string& path) {
  std::string stamp;
  for (const char* suffix : {"", "-wal"}) {
    struct stat info {};
    if (stat((path + suffix).c_str(), &info) != 0) continue;
    stamp += std::to_string(info.st_ino) + "/" + std::to_string(info.st_size) + "/" +
             std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec) + " ";
  }
  return stamp;
}

// What the filters offer may lag behind a store that is being filled by so much.
constexpr auto kLag = std::chrono::seconds(10);

// FileStamp(), looked at again every kLag.
std::function<std::string()> LaggingStamp(std::string path) {
  return [path = std::move(path), stamp = std::string(),
          next = std::chrono::steady_clock::time_point()]() mutable {
    const auto now = std::chrono::steady_clock::now();
    if (now >= next) {
      stamp = FileStamp(path);
      next = now + kLag;
    }
    return stamp;
  };
}

void Protect(httplib::Response& response) {
  response.set_header("Content-Security-Policy",
                      ContentSecurityPolicy(PageMode::kLive) + "; frame-ancestors 'none'");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("X-Frame-Options", "DENY");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
  response.set_header("Cross-Origin-Opener-Policy", "same-origin");
  response.set_header("Cache-Control", "no-store");
}

void Refuse(httplib::Response& response, int status, const std::string& why) {
  response.status = status;
  response.set_content(why + "\n", "text/plain; charset=utf-8");
  Protect(response);
}

void Connect(httplib::Server& server, LiveSite& site, const int& port) {
  using Handled = httplib::Server::HandlerResponse;
  server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& response) {
    if (!IsOwnHost(request.get_header_value("Host"), port)) {
      Refuse(response, 421, "heshu serve answers to localhost and 127.0.0.1 only");
      return Handled::Handled;
    }
    if (request.method != "GET" && request.method != "HEAD") {
      response.set_header("Allow", "GET, HEAD");
      Refuse(response, 405, "heshu serve only reads");
      return Handled::Handled;
    }
    // Answered here and not by a route: routes are regular expressions over the whole path.
    SiteRequest asked;
    asked.path = request.path;
    for (const auto& [name, value] : request.params) asked.fields.emplace(name, value);
    SiteAnswer answer = site.Answer(asked);
    response.status = answer.status;
    response.set_content(std::move(answer.body), answer.content_type.c_str());
    Protect(response);
    return Handled::Handled;
  });
  server.set_exception_handler(
      [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
        Refuse(response, 500, "the request could not be answered");
      });
  server.set_error_handler([](const httplib::Request&, httplib::Response& response) {
    if (response.body.empty()) Refuse(response, response.status, "the request cannot be read");
  });
}

}  // namespace

Result<int> RunServe(Session& session) {
  const Arguments& arguments = session.arguments();
  const std::string asked_host = arguments.Get("host", "127.0.0.1");
  const std::string host = asked_host == "localhost" ? "127.0.0.1" : asked_host;
  if (host != "127.0.0.1" && host != "::1") {
    return Fail(ErrorKind::kInvalidInput, "`" + asked_host + "` is not this machine alone",
                "--host",
                "127.0.0.1, ::1 or localhost; to show it elsewhere, send a report: heshu report -o "
                "report.html");
  }
  const std::size_t asked_port = arguments.GetCount("port", kDefaultPort);
  if (asked_port > 65535) {
    return Fail(ErrorKind::kInvalidInput, "`" + std::to_string(asked_port) + "` is no port",
                "--port", "0 (any free one) to 65535");
  }
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (!store) return tl::make_unexpected(store.error());
  const std::string path = session.settings().database;
  LiveSite site(
      {.store = std::move(*store),
       .vocabulary = &(*extractor)->vocabulary(),
       .folder = &(*extractor)->folder(),
       .resolve_subject =
           [engine = *extractor](std::string_view name) { return engine->ResolveSubject(name); },
       .stamp = LaggingStamp(path)});

  const sigset_t signals = HoldSignals();
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(4); };
  server.set_payload_max_length(kMaxHeaders);
  server.set_keep_alive_max_count(100);
  server.set_keep_alive_timeout(1);  // an idle connection must not hold up the end
  server.set_read_timeout(10);
  int port = static_cast<int>(asked_port);
  Connect(server, site, port);
  bool is_bound = true;
  if (port == 0) {
    port = server.bind_to_any_port(host);
    is_bound = port > 0;
  } else {
    is_bound = server.bind_to_port(host, port);
  }
  if (!is_bound) {
    return Fail(ErrorKind::kIo, "cannot listen on port " + std::to_string(asked_port), host,
                "another program may have it; --port 0 takes a free one");
  }
  std::atomic<bool> has_ended{false};
  std::thread listener([&] {
    server.listen_after_bind();
    has_ended = true;
  });
  // stop() is heard only once the listener runs.
  while (!server.is_running() && !has_ended) std::this_thread::yield();
  const std::string shown = host == "::1" ? "[::1]" : host;
  session.output().Write("http://" + shown + ":" + std::to_string(port) + "/\n");
  std::fflush(stdout);
  session.Note("serving " + path + ", read-only; Ctrl-C ends it");
  const timespec half_second{0, 500'000'000};
  int caught = -1;
  while (!has_ended && caught < 0) caught = sigtimedwait(&signals, nullptr, &half_second);
  const bool has_failed = has_ended;
  server.stop();
  listener.join();
  if (has_failed) {
    return Fail(ErrorKind::kIo, "the server stopped listening", host, "start it again");
  }
  return kDone;
}

}  // namespace heshu::cli
