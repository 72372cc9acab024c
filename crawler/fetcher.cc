#include "crawler/fetcher.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>

#include "crawler/address_guard.h"
#include "crawler/http_fields.h"
#include "crawler/url.h"

namespace heshu::crawler {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMaxHeaderBytes = 256u << 10;  // of one hop
constexpr std::size_t kMaxHeaderLines = 1000;

struct CurlCloser {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

struct ListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

bool StartCurl() {
  static const bool is_started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return is_started;
}

// What one request gathers; curl's callbacks write it.
struct Hop {
  const AddressGuard* guard = nullptr;
  bool is_guarded = true;  // off for the one address of a proxy that the user names
  std::size_t max_body_bytes = 0;
  HeaderFields fields;
  std::size_t header_bytes = 0;
  std::size_t header_lines = 0;
  std::string body;
  std::optional<IpAddress> refused;  // the last address the guard refused
  bool was_connected = false;
  bool body_is_over_limit = false;
  bool headers_are_over_limit = false;
};

std::size_t OnBody(char* bytes, std::size_t, std::size_t size, void* user) {
  auto* hop = static_cast<Hop*>(user);
  if (size > hop->max_body_bytes - hop->body.size()) {
    hop->body_is_over_limit = true;
    return 0;
  }
  hop->body.append(bytes, size);
  return size;
}

std::size_t OnHeader(char* bytes, std::size_t, std::size_t size, void* user) {
  auto* hop = static_cast<Hop*>(user);
  hop->header_bytes += size;
  if (hop->header_bytes > kMaxHeaderBytes || ++hop->header_lines > kMaxHeaderLines) {
    hop->headers_are_over_limit = true;
    return 0;
  }
  const std::string_view line(bytes, size);
  if (line.starts_with("HTTP/")) {
    hop->fields.clear();  // an interim response (100, 103) came before
    return size;
  }
  auto field = ParseFieldLine(line);
  if (!field.first.empty()) hop->fields.push_back(std::move(field));
  return size;
}

// Called after DNS, once for each address that is tried.
curl_socket_t OnOpenSocket(void* user, curlsocktype, curl_sockaddr* address) {
  auto* hop = static_cast<Hop*>(user);
  if (hop->is_guarded) {
    const auto ip = IpAddress::FromSocket(&address->addr);
    if (!ip || !hop->guard->Allows(*ip)) {
      hop->refused = ip;
      return CURL_SOCKET_BAD;
    }
  }
  hop->was_connected = true;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool IsRedirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string Seconds(long ms) { return std::to_string(ms / 1000) + " s"; }

}  // namespace

class Fetcher::Impl {
 public:
  static Result<std::unique_ptr<Impl>> Create(FetchOptions options) {
    if (!StartCurl()) return Fail(ErrorKind::kNetwork, "libcurl does not start");
    auto guard = AddressGuard::Create(options.allow_nets);
    if (!guard) return tl::make_unexpected(guard.error());
    auto impl = std::make_unique<Impl>();
    impl->options_ = std::move(options);
    impl->guard_ = std::move(*guard);
    impl->curl_.reset(curl_easy_init());
    if (!impl->curl_) return Fail(ErrorKind::kNetwork, "libcurl does not start");
    return impl;
  }

  Result<FetchedPage> Fetch(const std::string& address) {
    auto url = Url::Parse(address);
    if (!url) return Denied(url.error());
    const auto deadline = Clock::now() + std::chrono::milliseconds(options_.total_timeout_ms);
    FetchedPage page;
    std::set<std::string> seen;
    for (int hops = 0;; ++hops) {
      url->fragment.reset();
      const std::string href = url->Href();
      if (!seen.insert(href).second)
        return Fail(ErrorKind::kLimit, "the redirects go in a circle", href);
      Hop hop;
      if (auto done = Request(*url, deadline, &hop, &page); !done)
        return tl::make_unexpected(done.error());
      page.url = href;
      const std::string_view location = FieldValue(hop.fields, "Location");
      if (!IsRedirect(page.status) || location.empty()) {
        page.headers = std::move(hop.fields);
        const auto type = ParseContentType(FieldValue(page.headers, "Content-Type"));
        page.content_type = type.media;
        page.http_charset = type.charset;
        page.body = std::move(hop.body);
        return page;
      }
      if (hops >= options_.max_redirects) {
        return Fail(ErrorKind::kLimit,
                    "more than " + std::to_string(options_.max_redirects) + " redirects", href);
      }
      auto next = Url::Parse(location, &*url);
      if (!next) {
        auto error = Denied(next.error());
        error.value().where = href + " -> " + std::string(location);
        return error;
      }
      // Credentials are for the host they were given for.
      if (next->Origin() != url->Origin()) {
        next->username.clear();
        next->password.clear();
      }
      page.redirects.push_back(href);
      *url = std::move(*next);
    }
  }

 private:
  // A scheme that is refused is a matter of policy.
  static tl::unexpected<Error> Denied(Error error) {
    if (error.kind == ErrorKind::kUnsupported) error.kind = ErrorKind::kDenied;
    return tl::make_unexpected(std::move(error));
  }

  void SetUp(const Url& url, long left_ms, Hop* hop) {
    CURL* curl = curl_.get();
    curl_easy_reset(curl);  // keeps connections and the DNS cache
    const auto set = [curl](CURLoption option, auto value) {
      curl_easy_setopt(curl, option, value);
    };
    // The parsed URL, so that what was checked is what is asked for.
    set(CURLOPT_URL, url.Href().c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, options_.proxy.c_str());  // "" also overrules the environment
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERAGENT, options_.user_agent.c_str());
    set(CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can undo
    set(CURLOPT_HTTPHEADER, headers_.get());
    set(CURLOPT_CONNECTTIMEOUT_MS, std::min(options_.connect_timeout_ms, left_ms));
    set(CURLOPT_TIMEOUT_MS, left_ms);
    set(CURLOPT_LOW_SPEED_LIMIT, options_.low_speed_bytes_per_s);
    set(CURLOPT_LOW_SPEED_TIME, options_.low_speed_seconds);
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(options_.max_body_bytes));
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_WRITEFUNCTION, OnBody);
    set(CURLOPT_WRITEDATA, hop);
    set(CURLOPT_HEADERFUNCTION, OnHeader);
    set(CURLOPT_HEADERDATA, hop);
    set(CURLOPT_OPENSOCKETFUNCTION, OnOpenSocket);
    set(CURLOPT_OPENSOCKETDATA, hop);
    hop->guard = &guard_;
    hop->is_guarded = options_.proxy.empty();
    hop->max_body_bytes = options_.max_body_bytes;
  }

  // One request and its answer into `hop` and `page` (status, truncated).
  Result<bool> Request(const Url& url, Clock::time_point deadline, Hop* hop, FetchedPage* page) {
    const long left_ms = static_cast<long>(
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count());
    if (left_ms <= 0) return TimedOut(url);
    // Behind a proxy the socket is the proxy's: addresses written out are still looked at here.
    std::string_view host = url.host;
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    const auto literal = IpAddress::Parse(host);
    if (literal && !guard_.Allows(*literal)) return Refused(url, *literal);
    SetUp(url, left_ms, hop);
    const CURLcode code = curl_easy_perform(curl_.get());
    long status = 0;
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
    page->status = static_cast<int>(status);
    page->truncated = false;
    if (code == CURLE_OK) return true;
    const bool broke_off = code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR ||
                           code == CURLE_HTTP2_STREAM || code == CURLE_HTTP2;
    if (broke_off && status != 0 && !hop->body.empty()) {
      page->truncated = true;
      return true;
    }
    return tl::make_unexpected(Explain(code, url, *hop));
  }

  tl::unexpected<Error> TimedOut(const Url& url) const {
    return Fail(ErrorKind::kLimit, "no whole answer within " + Seconds(options_.total_timeout_ms),
                url.Href());
  }

  static tl::unexpected<Error> Refused(const Url& url, const IpAddress& address) {
    return Fail(ErrorKind::kDenied, url.host + " is no public address (" + address.ToString() + ")",
                url.Href(), "if this is meant, let it through with --allow-net");
  }

  Error Explain(CURLcode code, const Url& url, const Hop& hop) const {
    const std::string where = url.Href();
    if (hop.body_is_over_limit || code == CURLE_FILESIZE_EXCEEDED) {
      return {ErrorKind::kLimit,
              "the page is larger than " + std::to_string(options_.max_body_bytes) + " bytes",
              where,
              {},
              {}};
    }
    if (hop.headers_are_over_limit)
      return {ErrorKind::kLimit, "the answer's headers do not end", where, {}, {}};
    if (hop.refused && !hop.was_connected) return Refused(url, *hop.refused).value();
    switch (code) {
      case CURLE_OPERATION_TIMEDOUT:
        return TimedOut(url).value();
      case CURLE_COULDNT_RESOLVE_HOST:
        return {ErrorKind::kNetwork, "no such host: " + url.host, where, "check the spelling", {}};
      case CURLE_COULDNT_CONNECT:
        return {ErrorKind::kNetwork, url.host + " does not answer", where, {}, {}};
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CONNECT_ERROR:
      case CURLE_SSL_CACERT_BADFILE:
      case CURLE_SSL_ISSUER_ERROR:
        return {ErrorKind::kNetwork,
                "the site's certificate or TLS fails",
                where,
                curl_easy_strerror(code),
                {}};
      case CURLE_BAD_CONTENT_ENCODING:
        return {ErrorKind::kNetwork, "the page's compression is broken", where, {}, {}};
      case CURLE_OUT_OF_MEMORY:
        return {ErrorKind::kLimit, "the answer is too large", where, {}, {}};
      default:
        return {ErrorKind::kNetwork,
                std::string("the page cannot be fetched: ") + curl_easy_strerror(code),
                where,
                {},
                {}};
    }
  }

  FetchOptions options_;
  AddressGuard guard_;
  std::unique_ptr<curl_slist, ListCloser> headers_{curl_slist_append(
      nullptr, "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")};
  std::unique_ptr<CURL, CurlCloser> curl_;
};

Fetcher::Fetcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Fetcher::Fetcher(Fetcher&&) noexcept = default;
Fetcher& Fetcher::operator=(Fetcher&&) noexcept = default;
Fetcher::~Fetcher() = default;

Result<Fetcher> Fetcher::Create(FetchOptions options) {
  auto impl = Impl::Create(std::move(options));
  if (!impl) return tl::make_unexpected(impl.error());
  return Fetcher(std::move(*impl));
}

Result<FetchedPage> Fetcher::Fetch(const std::string& url) { return impl_->Fetch(url); }

}  // namespace heshu::crawler
