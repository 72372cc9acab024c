#include "crawler/fetch_loop.h"

#include <unordered_map>
#include <utility>

#include "crawler/transfer.h"
#include "crawler/url.h"

namespace heshu::crawler {
namespace {

struct MultiCloser {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

constexpr long kKeptConnections = 128;

struct Job {
  FetchResult result;
  Url url;
  std::unique_ptr<Transfer> transfer;
  CurlHandle curl;
};

}  // namespace

class FetchLoop::Impl {
 public:
  ~Impl() {
    for (auto& [curl, job] : jobs_) curl_multi_remove_handle(multi_.get(), curl);
  }

  static Result<std::unique_ptr<Impl>> Create(FetchOptions options) {
    if (auto started = StartCurl(); !started) return tl::make_unexpected(started.error());
    auto guard = AddressGuard::Create(options.allow_nets);
    if (!guard) return tl::make_unexpected(guard.error());
    auto impl = std::make_unique<Impl>();
    impl->options_ = std::move(options);
    impl->guard_ = std::move(*guard);
    impl->multi_.reset(curl_multi_init());
    if (!impl->multi_) return Fail(ErrorKind::kNetwork, "libcurl does not start");
    curl_multi_setopt(impl->multi_.get(), CURLMOPT_MAXCONNECTS, kKeptConnections);
    return impl;
  }

  void Start(FetchRequest request) {
    auto job = std::make_unique<Job>();
    job->result.id = request.id;
    job->result.url = request.url;
    auto url = Url::Parse(request.url);
    if (!url) return Finish(std::move(job), DeniedScheme(url.error()));
    job->url = std::move(*url);
    job->url.fragment.reset();
    job->transfer = std::make_unique<Transfer>(options_, guard_);
    if (!spare_.empty()) {
      job->curl = std::move(spare_.back());
      spare_.pop_back();
    } else {
      job->curl.reset(curl_easy_init());
    }
    if (!job->curl) {
      return Finish(std::move(job),
                    Error{ErrorKind::kNetwork, "libcurl does not start", request.url, "", ""});
    }
    const std::size_t max_body_bytes =
        request.max_body_bytes == 0 ? options_.max_body_bytes : request.max_body_bytes;
    const auto ready =
        job->transfer->SetUp(job->curl.get(), job->url, request.headers, max_body_bytes,
                             options_.total_timeout_ms, request.wants_beginning);
    if (!ready) return Finish(std::move(job), ready.error());
    CURL* curl = job->curl.get();
    if (const CURLMcode code = curl_multi_add_handle(multi_.get(), curl); code != CURLM_OK) {
      return Finish(std::move(job),
                    Error{ErrorKind::kNetwork, curl_multi_strerror(code), request.url, "", ""});
    }
    jobs_.emplace(curl, std::move(job));
  }

  std::vector<FetchResult> Wait(int wait_ms) {
    Collect();
    if (done_.empty()) {
      int events = 0;
      curl_multi_poll(multi_.get(), nullptr, 0, wait_ms, &events);
      Collect();
    }
    return std::exchange(done_, {});
  }

  void Wake() { curl_multi_wakeup(multi_.get()); }
  std::size_t active() const { return jobs_.size() + done_.size(); }

 private:
  void Collect() {
    int running = 0;
    curl_multi_perform(multi_.get(), &running);
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      const auto at = jobs_.find(message->easy_handle);
      if (at == jobs_.end()) continue;
      std::unique_ptr<Job> job = std::move(at->second);
      jobs_.erase(at);
      const auto outcome = job->transfer->Finish(job->curl.get(), code, job->url);
      curl_multi_remove_handle(multi_.get(), job->curl.get());
      Finish(std::move(job), outcome ? std::optional<Error>() : outcome.error());
    }
  }

  void Finish(std::unique_ptr<Job> job, std::optional<Error> error) {
    FetchResult& result = job->result;
    result.error = std::move(error);
    if (job->transfer != nullptr) {
      Transfer& transfer = *job->transfer;
      result.status = transfer.status;
      result.is_truncated = transfer.is_truncated;
      result.fields = std::move(transfer.fields);
      auto type = ParseContentType(FieldValue(result.fields, "Content-Type"));
      result.content_type = std::move(type.media);
      result.http_charset = std::move(type.charset);
      result.body = std::move(transfer.body);
      result.packed_body = std::move(transfer.packed_body);
      result.request_head = std::move(transfer.request_head);
      result.ip = std::move(transfer.ip);
    }
    if (job->curl) {
      curl_easy_reset(job->curl.get());  // it points into the transfer
      spare_.push_back(std::move(job->curl));
    }
    done_.push_back(std::move(result));
  }

  FetchOptions options_;
  AddressGuard guard_;
  std::unique_ptr<CURLM, MultiCloser> multi_;
  std::unordered_map<CURL*, std::unique_ptr<Job>> jobs_;
  std::vector<CurlHandle> spare_;
  std::vector<FetchResult> done_;
};

FetchLoop::FetchLoop(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FetchLoop::FetchLoop(FetchLoop&&) noexcept = default;
FetchLoop& FetchLoop::operator=(FetchLoop&&) noexcept = default;
FetchLoop::~FetchLoop() = default;

Result<FetchLoop> FetchLoop::Create(FetchOptions options) {
  auto impl = Impl::Create(std::move(options));
  if (!impl) return tl::make_unexpected(impl.error());
  return FetchLoop(std::move(*impl));
}

void FetchLoop::Start(FetchRequest request) { impl_->Start(std::move(request)); }
std::vector<FetchResult> FetchLoop::Wait(int wait_ms) { return impl_->Wait(wait_ms); }
void FetchLoop::Wake() { impl_->Wake(); }
std::size_t FetchLoop::active() const { return impl_->active(); }

}  // namespace heshu::crawler
