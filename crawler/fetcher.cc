#include "crawler/fetcher.h"

#include <chrono>
#include <optional>
#include <set>

#include "crawler/transfer.h"

namespace heshu::crawler {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

class Fetcher::Impl {
 public:
  static Result<std::unique_ptr<Impl>> Create(FetchOptions options) {
    if (auto started = StartCurl(); !started) return tl::make_unexpected(started.error());
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
    if (!url) return tl::make_unexpected(DeniedScheme(url.error()));
    const auto deadline = Clock::now() + std::chrono::milliseconds(options_.total_timeout_ms);
    FetchedPage page;
    std::set<std::string> seen;
    for (int hops = 0;; ++hops) {
      url->fragment.reset();
      const std::string href = url->Href();
      if (!seen.insert(href).second)
        return Fail(ErrorKind::kLimit, "the redirects go in a circle", href);
      Transfer transfer(options_, guard_);
      const long left_ms = static_cast<long>(
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count());
      auto ready = transfer.SetUp(curl_.get(), *url, {}, options_.max_body_bytes, left_ms);
      if (!ready) return tl::make_unexpected(ready.error());
      const auto done = transfer.Finish(curl_.get(), curl_easy_perform(curl_.get()), *url);
      if (!done) return tl::make_unexpected(done.error());
      page.url = href;
      page.status = transfer.status;
      page.truncated = transfer.is_truncated;
      const std::string_view location = FieldValue(transfer.fields, "Location");
      if (!IsRedirect(page.status) || location.empty()) {
        page.headers = std::move(transfer.fields);
        const auto type = ParseContentType(FieldValue(page.headers, "Content-Type"));
        page.content_type = type.media;
        page.http_charset = type.charset;
        page.body = std::move(transfer.body);
        return page;
      }
      if (hops >= options_.max_redirects) {
        return Fail(ErrorKind::kLimit,
                    "more than " + std::to_string(options_.max_redirects) + " redirects", href);
      }
      auto next = Url::Parse(location, &*url);
      if (!next) {
        Error error = DeniedScheme(next.error());
        error.where = href + " -> " + std::string(location);
        return tl::make_unexpected(std::move(error));
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
  FetchOptions options_;
  AddressGuard guard_;
  CurlHandle curl_;
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
