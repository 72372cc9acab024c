#include "cli/progress.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "cli/display_width.h"

namespace heshu::cli {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};
constexpr std::chrono::milliseconds kRedraw{100};
constexpr std::size_t kBarColumns = 24;

std::string Seconds(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  char text[32];
  std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  return text;
}

}  // namespace

std::string ProgressLine(std::string_view label, std::size_t done, std::size_t total,
                         double elapsed_seconds, std::string_view item, std::size_t columns) {
  std::string line(label);
  if (total > 0) {
    const std::size_t filled = kBarColumns * std::min(done, total) / total;
    line += " [" + std::string(filled, '=') + (filled < kBarColumns ? ">" : "") +
            std::string(kBarColumns - std::min(kBarColumns, filled + 1), ' ') + "] " +
            std::to_string(done) + "/" + std::to_string(total);
    if (done > 0 && done < total) {
      const double left =
          elapsed_seconds / static_cast<double>(done) * static_cast<double>(total - done);
      line += " " + Seconds(left) + " left";
    }
  } else {
    line += " " + std::to_string(done) + " in " + Seconds(elapsed_seconds);
  }
  if (!item.empty()) line += "  " + Printable(item);
  return FitToWidth(line, columns > 1 ? columns - 1 : 1);
}

Progress::Progress(std::string label, std::size_t total, bool is_shown, std::size_t columns)
    : label_(std::move(label)), total_(total), is_shown_(is_shown), columns_(columns) {}

void Progress::Update(std::size_t done, std::string_view item) {
  const auto now = Clock::now();
  if (!is_shown_ || now - started_ < kPatience || (is_drawn_ && now - drawn_ < kRedraw)) return;
  const double elapsed = std::chrono::duration<double>(now - started_).count();
  const std::string line =
      "\r" + ProgressLine(label_, done, total_, elapsed, item, columns_) + "\033[K";
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  drawn_ = now;
  is_drawn_ = true;
}

void Progress::Clear() {
  if (!is_drawn_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  is_drawn_ = false;
}

}  // namespace heshu::cli
