#include "store/newest_matches.h"

#include <algorithm>
#include <utility>

#include "store/store_impl.h"

namespace heshu::store {
namespace {

constexpr std::size_t kMost = 4096;   // of a stretch; a shorter one is asked for if there are more
constexpr std::size_t kWanted = 512;  // of the next one, if they lie as close as in this
constexpr std::int64_t kLonger = 64;  // it is no more than so many times as long
constexpr std::int64_t kShorter = 4;

std::int64_t LengthOfTwoDays() {
  const RankRange days = RanksOf(true, "2000-01-01", "2000-01-02");
  return days.last - days.first + 1;
}

}  // namespace

NewestMatches::NewestMatches(Database& database, std::string_view index, std::string match,
                             RankRange region)
    : database_(database),
      sql_("SELECT rowid FROM " + std::string(index) + " WHERE " + std::string(index) +
           " MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?"),
      match_(std::move(match)),
      left_(region),
      length_(LengthOfTwoDays()) {}

Result<std::optional<std::int64_t>> NewestMatches::Next() {
  while (ranks_.empty() && left_.first <= left_.last) {
    if (auto done = ReadStretch(); !done) return Forward(done);
  }
  if (ranks_.empty()) return std::optional<std::int64_t>();
  const std::int64_t rank = ranks_.back();
  ranks_.pop_back();
  return std::optional(rank);
}

Result<void> NewestMatches::ReadStretch() {
  {
    // Days without claims are passed over.
    auto newest = database_.Cached("SELECT max(rank) FROM claims WHERE rank BETWEEN ? AND ?");
    if (!newest) return Forward(newest);
    const auto row = (*newest)->Bind(left_.first).Bind(left_.last).Step();
    if (!row) return Forward(row);
    left_.last = *row && !(*newest)->IsNull(0) ? (*newest)->Int(0) : left_.first - 1;
    if (left_.last < left_.first) return {};
  }
  std::int64_t begin = left_.last - std::min(length_ - 1, left_.last - left_.first);
  if (auto done = ReadFrom(begin); !done) return done;
  while (ranks_.size() > kMost && begin < left_.last) {
    begin = left_.last - (left_.last - begin) / kShorter;
    length_ = left_.last - begin + 1;
    if (auto done = ReadFrom(begin); !done) return done;
  }
  const auto times = std::min(kLonger, static_cast<std::int64_t>(kWanted / (ranks_.size() + 1)));
  if (times > 1 && length_ < left_.last) {
    length_ = length_ < left_.last / times ? length_ * times : left_.last;
  }
  left_.last = begin - 1;
  return {};
}

Result<void> NewestMatches::ReadFrom(std::int64_t begin) {
  ranks_.clear();
  auto select = database_.Cached(sql_);
  if (!select) return Forward(select);
  (*select)->Bind(std::string_view(match_)).Bind(begin).Bind(left_.last);
  (*select)->Bind(static_cast<std::int64_t>(kMost + 1));
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return {};
    ranks_.push_back((*select)->Int(0));
  }
}

}  // namespace heshu::store
