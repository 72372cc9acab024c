// Many requests at a time on one thread: curl_multi behind two calls.
//
// One request is one hop: a redirect is an answer like any other, and where it leads is looked at
// by the caller as a page of its own (scheme, robots.txt, politeness; CRAWLER.md 4). Limits,
// address guard and certificates are Fetcher's. Nothing here keeps requests to a host apart: the
// caller does (store/frontier.h).
// Used by one thread; Wake() by any.
#ifndef HESHU_CRAWLER_FETCH_LOOP_H_
#define HESHU_CRAWLER_FETCH_LOOP_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "crawler/fetcher.h"
#include "crawler/http_fields.h"

namespace heshu::crawler {

struct FetchRequest {
  std::uint64_t id = 0;  // the caller's, told with the result
  std::string url;
  HeaderFields headers;            // sent as well: If-None-Match, those of a source
  std::size_t max_body_bytes = 0;  // decoded; 0 = FetchOptions's
  // Of a body that is larger, the first `max_body_bytes` are of use: they come with the kLimit.
  bool wants_beginning = false;
};

struct FetchResult {
  std::uint64_t id = 0;
  std::string url;  // as it was asked for
  // kDenied, kNetwork, kLimit as of Fetcher::Fetch; `status` may be known all the same.
  std::optional<Error> error;
  int status = 0;
  HeaderFields fields;       // as received
  std::string content_type;  // media type alone, lower case
  std::string http_charset;
  std::string body;           // content-decoded
  bool is_truncated = false;  // fewer bytes than announced, or a compression that breaks off
  // If FetchOptions::keeps_exchange:
  std::string packed_body;   // as it came; "" if it came unpacked
  std::string request_head;  // as sent
  std::string ip;            // of the server
};

class FetchLoop {
 public:
  static Result<FetchLoop> Create(FetchOptions options);
  FetchLoop(FetchLoop&&) noexcept;
  FetchLoop& operator=(FetchLoop&&) noexcept;
  ~FetchLoop();  // what is under way is given up

  // Begins a request; what is wrong with it at once comes with its result.
  void Start(FetchRequest request);
  // Works until a result is there, `wait_ms` have passed or Wake() was called. Every Start() gives
  // one result.
  std::vector<FetchResult> Wait(int wait_ms);
  // Ends a Wait() early. Safe from any thread.
  void Wake();
  // Begun and not told yet.
  std::size_t active() const;

 private:
  class Impl;
  explicit FetchLoop(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_FETCH_LOOP_H_
