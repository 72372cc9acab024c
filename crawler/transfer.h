// One HTTP request with libcurl and what it gathers; Fetcher and FetchLoop share it. The only place
// that sets curl's options.
//
// Internal to crawler/.
#ifndef HESHU_CRAWLER_TRANSFER_H_
#define HESHU_CRAWLER_TRANSFER_H_

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "core/error.h"
#include "crawler/address_guard.h"
#include "crawler/fetcher.h"
#include "crawler/http_fields.h"
#include "crawler/url.h"

namespace heshu::crawler {

struct CurlCloser {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct CurlListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlCloser>;
using CurlList = std::unique_ptr<curl_slist, CurlListCloser>;

// Once a process, before anything else of curl's.
Result<void> StartCurl();

// Lives in one place from SetUp() until curl is done with the handle: curl's callbacks write it.
class Transfer {
 public:
  // Both must outlive the transfer.
  Transfer(const FetchOptions& options, const AddressGuard& guard)
      : options_(options), guard_(guard) {}
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  // Makes `curl` ready to ask for `url` within `left_ms`. `headers` are sent as well. kDenied: an
  // address written out that the guard refuses.
  // `wants_beginning`: as in FetchRequest.
  Result<void> SetUp(CURL* curl, const Url& url, const HeaderFields& headers,
                     std::size_t max_body_bytes, long left_ms, bool wants_beginning = false);
  // What came of it, once curl is done. A response with any status is none of the errors.
  Result<void> Finish(CURL* curl, CURLcode code, const Url& url);

  int status = 0;
  bool is_truncated = false;  // fewer bytes than announced
  HeaderFields fields;        // as received
  std::string body;           // content-decoded
  std::string packed_body;    // as it came, if it came packed and FetchOptions::keeps_exchange
  std::string request_head;   // as sent, if FetchOptions::keeps_exchange
  std::string ip;             // of the server

 private:
  static std::size_t OnBody(char* bytes, std::size_t one, std::size_t size, void* user);
  static std::size_t OnHeader(char* bytes, std::size_t one, std::size_t size, void* user);
  static curl_socket_t OnOpenSocket(void* user, curlsocktype purpose, curl_sockaddr* address);
  static int OnDebug(CURL* curl, curl_infotype type, char* bytes, std::size_t size, void* user);
  Result<void> UnpackBody(const Url& url);
  Error Explain(CURLcode code, const Url& url) const;
  Error TooLarge(const Url& url) const;
  Error TimedOut(const Url& url) const;

  const FetchOptions& options_;
  const AddressGuard& guard_;
  CurlList header_list_;
  CurlList resolve_list_;
  std::size_t max_body_bytes_ = 0;
  std::size_t header_bytes_ = 0;
  std::size_t header_lines_ = 0;
  std::optional<IpAddress> refused_;  // the last address the guard refused
  bool was_connected_ = false;
  bool body_is_over_limit_ = false;
  bool headers_are_over_limit_ = false;
};

// A scheme that is refused is a matter of policy.
Error DeniedScheme(Error error);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_TRANSFER_H_
