// One line on a terminal's stderr that says how far a long command is; nothing in a pipe, and
// nothing for what ends within two seconds.
#ifndef HESHU_CLI_PROGRESS_H_
#define HESHU_CLI_PROGRESS_H_

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace heshu::cli {

class Progress {
 public:
  // `total` 0 = unknown. Draws nothing if not `is_shown`.
  Progress(std::string label, std::size_t total, bool is_shown, std::size_t columns);
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `done` of the total are; `item` is the one in hand.
  void Update(std::size_t done, std::string_view item);
  // Takes the line away, so that a message can be printed; the next Update draws it again.
  void Clear();

 private:
  using Clock = std::chrono::steady_clock;
  std::string label_;
  std::size_t total_;
  bool is_shown_;
  std::size_t columns_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point drawn_;
  bool is_drawn_ = false;
};

// "[=====>    ] 12/40 name" for `columns` columns; exposed for tests.
std::string ProgressLine(std::string_view label, std::size_t done, std::size_t total,
                         double elapsed_seconds, std::string_view item, std::size_t columns);

}  // namespace heshu::cli

#endif  // HESHU_CLI_PROGRESS_H_
