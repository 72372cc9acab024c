#include "crawler/transfer.h"

#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "crawler/content_coding.h"

namespace heshu::crawler {
namespace {

constexpr std::size_t kMaxHeaderBytes = 256u << 10;  // of one answer
constexpr std::size_t kMaxHeaderLines = 1000;
constexpr const char* kAccept =
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

std::string Seconds(long ms) { return std::to_string(ms / 1000) + " s"; }

Error Refused(const Url& url, const IpAddress& address) {
  return {ErrorKind::kDenied, url.host + " is no public address (" + address.ToString() + ")",
          url.Href(), "if this is meant, let it through with --allow-net", ""};
}

void Append(CurlList& list, const std::string& line) {
  if (curl_slist* longer = curl_slist_append(list.get(), line.c_str())) {
    (void)list.release();
    list.reset(longer);
  }
}

}  // namespace

Result<void> StartCurl() {
  static const bool is_started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!is_started) return Fail(ErrorKind::kNetwork, "libcurl does not start");
  return {};
}

Error DeniedScheme(Error error) {
  if (error.kind == ErrorKind::kUnsupported) error.kind = ErrorKind::kDenied;
  return error;
}

std::size_t Transfer::OnBody(char* bytes, std::size_t, std::size_t size, void* user) {
  auto* transfer = static_cast<Transfer*>(user);
  const std::size_t room = transfer->max_body_bytes_ - transfer->body.size();
  if (size > room) {
    transfer->body.append(bytes, room);
    transfer->body_is_over_limit_ = true;
    return 0;
  }
  transfer->body.append(bytes, size);
  return size;
}

std::size_t Transfer::OnHeader(char* bytes, std::size_t, std::size_t size, void* user) {
  auto* transfer = static_cast<Transfer*>(user);
  transfer->header_bytes_ += size;
  if (transfer->header_bytes_ > kMaxHeaderBytes || ++transfer->header_lines_ > kMaxHeaderLines) {
    transfer->headers_are_over_limit_ = true;
    return 0;
  }
  const std::string_view line(bytes, size);
  if (line.starts_with("HTTP/")) {
    transfer->fields.clear();  // an interim response (100, 103) came before
    return size;
  }
  auto field = ParseFieldLine(line);
  if (!field.first.empty()) transfer->fields.push_back(std::move(field));
  return size;
}

// Called after DNS, once for each address that is tried.
curl_socket_t Transfer::OnOpenSocket(void* user, curlsocktype, curl_sockaddr* address) {
  auto* transfer = static_cast<Transfer*>(user);
  // Not for the one address of a proxy that the user names.
  if (transfer->options_.proxy.empty()) {
    const auto ip = IpAddress::FromSocket(&address->addr);
    if (!ip || !transfer->guard_.Allows(*ip)) {
      transfer->refused_ = ip;
      return CURL_SOCKET_BAD;
    }
  }
  transfer->was_connected_ = true;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int Transfer::OnDebug(CURL*, curl_infotype type, char* bytes, std::size_t size, void* user) {
  auto* transfer = static_cast<Transfer*>(user);
  if (type == CURLINFO_HEADER_OUT) transfer->request_head.append(bytes, size);
  return 0;
}

Result<void> Transfer::SetUp(CURL* curl, const Url& url, const HeaderFields& headers,
                             std::size_t max_body_bytes, long left_ms, bool wants_beginning) {
  if (left_ms <= 0) return tl::make_unexpected(TimedOut(url));
  // Behind a proxy the socket is the proxy's: addresses written out are still looked at here.
  std::string_view host = url.host;
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  const auto literal = IpAddress::Parse(host);
  if (literal && !guard_.Allows(*literal)) return tl::make_unexpected(Refused(url, *literal));
  max_body_bytes_ = max_body_bytes;
  const bool has_accept = !FieldValue(headers, "Accept").empty();
  if (!has_accept) Append(header_list_, kAccept);
  // Unpacked here, not by libcurl: several times as fast, and what came can be kept as it came.
  Append(header_list_, "Accept-Encoding: " + std::string(kAcceptEncoding));
  for (const auto& [name, value] : headers) {
    Append(header_list_, value.empty() ? name + ";" : name + ": " + value);
  }
  for (const std::string& entry : options_.resolve) Append(resolve_list_, entry);

  curl_easy_reset(curl);  // keeps connections and the DNS cache
  const auto set = [curl](CURLoption option, auto value) { curl_easy_setopt(curl, option, value); };
  // The parsed URL, so that what was checked is what is asked for.
  set(CURLOPT_URL, url.Href().c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROXY, options_.proxy.c_str());  // "" also overrules the environment
  set(CURLOPT_NOPROXY, "");                    // likewise: past the proxy is past the guard
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_USERAGENT, options_.user_agent.c_str());
  set(CURLOPT_HTTPHEADER, header_list_.get());
  if (resolve_list_) set(CURLOPT_RESOLVE, resolve_list_.get());
  if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
  set(CURLOPT_CONNECTTIMEOUT_MS, std::min(options_.connect_timeout_ms, left_ms));
  set(CURLOPT_TIMEOUT_MS, left_ms);
  set(CURLOPT_LOW_SPEED_LIMIT, options_.low_speed_bytes_per_s);
  set(CURLOPT_LOW_SPEED_TIME, options_.low_speed_seconds);
  if (!wants_beginning) {
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(max_body_bytes));
  }
  set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(CURLOPT_WRITEFUNCTION, OnBody);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_HEADERFUNCTION, OnHeader);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_OPENSOCKETFUNCTION, OnOpenSocket);
  set(CURLOPT_OPENSOCKETDATA, this);
  if (options_.keeps_exchange) {
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_DEBUGFUNCTION, OnDebug);
    set(CURLOPT_DEBUGDATA, this);
  }
  return {};
}

Result<void> Transfer::Finish(CURL* curl, CURLcode code, const Url& url) {
  long answered = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answered);
  status = static_cast<int>(answered);
  const char* address = nullptr;
  if (curl_easy_getinfo(curl, CURLINFO_PRIMARY_IP, &address) == CURLE_OK && address != nullptr) {
    ip = address;
  }
  if (code == CURLE_OK) return UnpackBody(url);
  const bool broke_off = code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR ||
                         code == CURLE_HTTP2_STREAM || code == CURLE_HTTP2;
  if (broke_off && status != 0 && !body.empty()) {
    is_truncated = true;
    return UnpackBody(url);
  }
  // What there is of a page that is too large may still be of use (robots.txt).
  if (body_is_over_limit_) (void)UnpackBody(url);
  return tl::make_unexpected(Explain(code, url));
}

Result<void> Transfer::UnpackBody(const Url& url) {
  const std::string coding(FieldValue(fields, "Content-Encoding"));
  // Some servers name a charset there: what is in no known coding is taken as it is.
  if (coding.empty() || body.empty() || !CanUnpack(coding)) return {};
  std::string packed = std::move(body);
  body.clear();
  auto unpacked = Unpack(packed, coding, max_body_bytes_);
  if (!unpacked) {
    return Fail(ErrorKind::kNetwork, "the page's compression is broken", url.Href());
  }
  body = std::move(unpacked->bytes);
  if (unpacked->is_over_limit) return tl::make_unexpected(TooLarge(url));
  is_truncated = is_truncated || !unpacked->is_whole;
  if (options_.keeps_exchange) packed_body = std::move(packed);
  return {};
}

Error Transfer::TooLarge(const Url& url) const {
  return {ErrorKind::kLimit,
          "the page is larger than " + std::to_string(max_body_bytes_) + " bytes",
          url.Href(),
          {},
          {}};
}

Error Transfer::TimedOut(const Url& url) const {
  return {ErrorKind::kLimit, "no whole answer within " + Seconds(options_.total_timeout_ms),
          url.Href(), "", ""};
}

Error Transfer::Explain(CURLcode code, const Url& url) const {
  const std::string where = url.Href();
  if (body_is_over_limit_ || code == CURLE_FILESIZE_EXCEEDED) return TooLarge(url);
  if (headers_are_over_limit_) {
    return {ErrorKind::kLimit, "the answer's headers do not end", where, {}, {}};
  }
  if (refused_ && !was_connected_) return Refused(url, *refused_);
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return TimedOut(url);
    case CURLE_COULDNT_RESOLVE_HOST:
      return {ErrorKind::kNetwork, "no such host: " + url.host, where, "check the spelling", {}};
    case CURLE_COULDNT_CONNECT:
      if (!options_.proxy.empty()) {
        return {ErrorKind::kNetwork, "the proxy does not answer", options_.proxy, {}, {}};
      }
      return {ErrorKind::kNetwork, url.host + " does not answer", where, {}, {}};
    case CURLE_COULDNT_RESOLVE_PROXY:
      return {ErrorKind::kNetwork, "the proxy's name does not resolve", options_.proxy, {}, {}};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return {ErrorKind::kNetwork,
              "the site's certificate or TLS fails",
              where,
              curl_easy_strerror(code),
              {}};
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

}  // namespace heshu::crawler
