// Fetches one URL politely and safely: the only user of libcurl.
//
// http and https only; certificates verified; redirects followed by hand, each hop checked (scheme,
// address); no cookies, no Referer, no proxy from the environment. Limits are counted on decoded
// bytes as they arrive. The address guard looks at the resolved socket address, after DNS, so that
// redirects and rebinding are covered (CRAWLER.md 5, 6).
// One Fetcher per thread.
#ifndef HESHU_CRAWLER_FETCHER_H_
#define HESHU_CRAWLER_FETCHER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"

namespace heshu::crawler {

struct FetchOptions {
  std::string user_agent;                 // name, version and contact address
  std::size_t max_body_bytes = 5u << 20;  // decoded
  long connect_timeout_ms = 10'000;
  long total_timeout_ms = 60'000;
  long low_speed_bytes_per_s = 1000;  // for low_speed_seconds
  long low_speed_seconds = 20;
  int max_redirects = 10;
  std::vector<std::string>
      allow_nets;                    // CIDR blocks exempt from the address guard (tests, intranets)
  std::string proxy;                 // "" = none; never taken from the environment
  std::string ca_file;               // PEM; "" = the system's certificates
  std::vector<std::string> resolve;  // "host:port:address", instead of DNS (as curl's --resolve)
  bool keeps_exchange = false;       // FetchLoop: keep request and body as they were sent (WARC)
};

struct FetchedPage {
  std::string url;                     // after redirects
  std::vector<std::string> redirects;  // the URLs before it, in order
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // as received, of the last hop
  std::string content_type;                                  // media type alone, lower case
  std::string http_charset;                                  // its charset parameter, or ""
  std::string body;                                          // content-decoded
  bool truncated = false;                                    // fewer bytes than announced
};

class Fetcher {
 public:
  static Result<Fetcher> Create(FetchOptions options);
  Fetcher(Fetcher&&) noexcept;
  Fetcher& operator=(Fetcher&&) noexcept;
  ~Fetcher();

  // kDenied: scheme, address guard; kNetwork: DNS, TLS, connection; kLimit: size, time, redirects.
  // A response with any status is a page; the caller judges it.
  Result<FetchedPage> Fetch(const std::string& url);

 private:
  class Impl;
  explicit Fetcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_FETCHER_H_
