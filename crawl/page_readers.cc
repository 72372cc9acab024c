#include "crawl/page_readers.h"

#include <algorithm>

namespace heshu::crawl {

PageReaders::PageReaders(std::size_t threads, std::function<PageReading(const PageToRead&)> read,
                         std::function<void()> wake)
    : read_(std::move(read)), wake_(std::move(wake)) {
  for (std::size_t i = 0; i < std::clamp<std::size_t>(threads, 1, 64); ++i) {
    threads_.emplace_back([this] { Work(); });
  }
}

PageReaders::~PageReaders() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void PageReaders::Push(std::uint64_t id, PageToRead page) {
  ++size_;
  {
    const std::lock_guard lock(mutex_);
    queue_.emplace_back(id, std::move(page));
  }
  changed_.notify_one();
}

std::vector<std::pair<std::uint64_t, PageReading>> PageReaders::Take() {
  const std::lock_guard lock(mutex_);
  size_ -= done_.size();
  return std::exchange(done_, {});
}

void PageReaders::Work() {
  while (true) {
    std::pair<std::uint64_t, PageToRead> job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return is_stopped_ || !queue_.empty(); });
      if (is_stopped_) return;
      job = std::move(queue_.front());
      queue_.pop_front();
    }
    PageReading reading = read_(job.second);
    {
      const std::lock_guard lock(mutex_);
      done_.emplace_back(job.first, std::move(reading));
    }
    wake_();
  }
}

}  // namespace heshu::crawl
