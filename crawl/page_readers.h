// Worker threads that read fetched pages, behind a bounded queue.
#ifndef HESHU_CRAWL_PAGE_READERS_H_
#define HESHU_CRAWL_PAGE_READERS_H_

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "crawl/page.h"

namespace heshu::crawl {

class PageReaders {
 public:
  // `read` is called on the worker threads, `wake` after each page that is read.
  PageReaders(std::size_t threads, std::function<PageReading(const PageToRead&)> read,
              std::function<void()> wake);
  ~PageReaders();  // what is queued is dropped
  PageReaders(const PageReaders&) = delete;
  PageReaders& operator=(const PageReaders&) = delete;

  void Push(std::uint64_t id, PageToRead page);
  // What was read since the last call.
  std::vector<std::pair<std::uint64_t, PageReading>> Take();
  // Pushed and not taken yet.
  std::size_t size() const { return size_; }
  // Work is piling up: fetch no more for now.
  bool is_full() const { return size_ >= 4 * threads_.size(); }

 private:
  void Work();

  std::function<PageReading(const PageToRead&)> read_;
  std::function<void()> wake_;
  std::size_t size_ = 0;  // of the calling thread
  std::mutex mutex_;      // guards all below
  std::condition_variable changed_;
  std::deque<std::pair<std::uint64_t, PageToRead>> queue_;
  std::vector<std::pair<std::uint64_t, PageReading>> done_;
  bool is_stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace heshu::crawl

#endif  // HESHU_CRAWL_PAGE_READERS_H_
