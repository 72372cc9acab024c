#include "cli/pipeline.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "cli/interrupt.h"

namespace heshu::cli {
namespace {

class Pipeline {
 public:
  Pipeline(const NextInput& next, const extract::Extractor& extractor, std::size_t jobs)
      : next_(next), extractor_(extractor), window_(2 * jobs) {
    for (std::size_t i = 0; i < jobs; ++i) threads_.emplace_back([this] { Work(); });
  }

  ~Pipeline() {
    {
      const std::lock_guard lock(mutex_);
      is_stopped_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // The next result in order; empty at the end.
  std::optional<Extracted> Next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      return results_.contains(delivered_) || (is_exhausted_ && delivered_ == taken_);
    });
    const auto at = results_.find(delivered_);
    if (at == results_.end()) return std::nullopt;
    Extracted result = std::move(at->second);
    results_.erase(at);
    ++delivered_;
    lock.unlock();
    changed_.notify_all();
    return result;
  }

 private:
  void Work() {
    while (true) {
      {
        std::unique_lock lock(mutex_);
        changed_.wait(
            lock, [&] { return is_stopped_ || is_exhausted_ || taken_ - delivered_ < window_; });
        if (is_stopped_ || is_exhausted_) return;
      }
      std::size_t turn = 0;
      std::optional<Input> input = Take(turn);
      if (!input.has_value()) return;
      Extracted result = Extract(std::move(*input));
      {
        const std::lock_guard lock(mutex_);
        results_.emplace(turn, std::move(result));
      }
      changed_.notify_all();
    }
  }

  // The next input and its place in the order. Reading may take long (a silent pipe): results are
  // handed on meanwhile, since that needs `mutex_` alone.
  std::optional<Input> Take(std::size_t& turn) {
    const std::lock_guard reading(input_mutex_);
    std::optional<Input> input;
    if (!IsInterrupted()) input = next_();
    {
      const std::lock_guard lock(mutex_);
      if (input.has_value()) {
        turn = taken_++;
      } else {
        is_exhausted_ = true;
      }
    }
    changed_.notify_all();
    return input;
  }

  Extracted Extract(Input input) const {
    if (!input.document.has_value()) {
      return {std::move(input.name), {}, tl::make_unexpected(input.document.error())};
    }
    auto extraction = extractor_.Extract(*input.document);
    if (!extraction.has_value() && extraction.error().where.empty()) {
      extraction.error().where = input.name == "-" ? "standard input" : input.name;
    }
    return {std::move(input.name), std::move(*input.document), std::move(extraction)};
  }

  const NextInput& next_;
  const extract::Extractor& extractor_;
  std::size_t window_;
  std::mutex input_mutex_;  // guards next_; taken before mutex_
  std::mutex mutex_;        // guards all below
  std::condition_variable changed_;
  std::map<std::size_t, Extracted> results_;
  std::size_t taken_ = 0;      // inputs handed to a thread
  std::size_t delivered_ = 0;  // results handed on
  bool is_exhausted_ = false;
  bool is_stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace

void RunPipeline(const NextInput& next, const extract::Extractor& extractor, std::size_t jobs,
                 const std::function<bool(Extracted)>& sink) {
  Pipeline pipeline(next, extractor, std::clamp<std::size_t>(jobs, 1, 64));
  while (auto result = pipeline.Next()) {
    if (!sink(std::move(*result))) return;
  }
}

void RunPipeline(Inputs& inputs, const extract::Extractor& extractor, std::size_t jobs,
                 const std::function<bool(Extracted)>& sink) {
  RunPipeline([&inputs] { return inputs.Next(); }, extractor, jobs, sink);
}

std::size_t DefaultJobs() { return std::max(1u, std::thread::hardware_concurrency()); }

}  // namespace heshu::cli
