#include "normalize/offset_map.h"

#include <algorithm>
#include <cassert>

namespace heshu::normalize {

void OffsetMap::Append(std::size_t derived_bytes, ByteSpan source, bool is_copy) {
  assert(source.begin <= source.end);
  assert(!is_copy || derived_bytes == source.size());
  if (derived_bytes == 0) return;
  if (!runs_.empty()) {
    Run& last = runs_.back();
    assert(source.begin >= last.source.begin && source.end >= last.source.end);
    const bool continues_copy = last.is_copy && is_copy && last.source.end == source.begin;
    const bool same_block = !last.is_copy && !is_copy && last.source == source;
    if (continues_copy || same_block) {
      last.source.end = source.end;
      derived_size_ += derived_bytes;
      return;
    }
  }
  runs_.push_back({derived_size_, source, is_copy});
  derived_size_ += derived_bytes;
}

void OffsetMap::AppendAll(const OffsetMap& next) {
  for (std::size_t i = 0; i < next.runs_.size(); ++i) {
    const Run& run = next.runs_[i];
    const std::size_t end =
        i + 1 < next.runs_.size() ? next.runs_[i + 1].derived_begin : next.derived_size_;
    Append(end - run.derived_begin, run.source, run.is_copy);
  }
}

std::size_t OffsetMap::RunAt(std::size_t derived_byte) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), derived_byte,
                       [](std::size_t byte, const Run& run) { return byte < run.derived_begin; });
  return static_cast<std::size_t>(after - runs_.begin()) - 1;
}

ByteSpan OffsetMap::ToSource(ByteSpan derived) const {
  assert(derived.begin <= derived.end && derived.end <= derived_size_);
  if (runs_.empty()) return {};
  if (derived.begin == derived_size_) {
    const std::size_t end = runs_.back().source.end;
    return {end, end};
  }
  const Run& first = runs_[RunAt(derived.begin)];
  ByteSpan source;
  source.begin = first.is_copy ? first.source.begin + (derived.begin - first.derived_begin)
                               : first.source.begin;
  if (derived.empty()) return {source.begin, source.begin};
  const Run& last = runs_[RunAt(derived.end - 1)];
  source.end =
      last.is_copy ? last.source.begin + (derived.end - last.derived_begin) : last.source.end;
  return source;
}

ByteSpan OffsetMap::FromSource(ByteSpan source) const {
  // Sources of runs never decrease, neither their begins nor their ends. Inserted text, whose
  // source is empty, came from no byte: it counts only between bytes that did.
  auto first = std::partition_point(runs_.begin(), runs_.end(),
                                    [&](const Run& run) { return run.source.end <= source.begin; });
  const auto stop =
      source.empty() ? first : std::partition_point(first, runs_.end(), [&](const Run& run) {
        return run.source.begin < source.end;
      });
  while (first != stop && first->source.empty()) ++first;
  if (first == runs_.end()) return {derived_size_, derived_size_};
  ByteSpan derived{first->derived_begin, first->derived_begin};
  if (first->is_copy && source.begin > first->source.begin) {
    derived.begin += source.begin - first->source.begin;
    derived.end = derived.begin;
  }
  if (first == stop) return derived;
  auto last = stop - 1;
  while (last->source.empty()) --last;
  if (last->is_copy && source.end < last->source.end) {
    derived.end = last->derived_begin + (source.end - last->source.begin);
  } else {
    derived.end = last + 1 == runs_.end() ? derived_size_ : (last + 1)->derived_begin;
  }
  return derived;
}

OffsetMap OffsetMap::Over(const OffsetMap& earlier) const {
  OffsetMap composed;
  composed.runs_.reserve(runs_.size() + earlier.runs_.size());
  std::size_t cursor = 0;  // the run of `earlier` that holds the byte we are at
  const auto run_end = [&](std::size_t index) {
    return index + 1 < earlier.runs_.size() ? earlier.runs_[index + 1].derived_begin
                                            : earlier.derived_size_;
  };
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const Run& run = runs_[i];
    const std::size_t end = i + 1 < runs_.size() ? runs_[i + 1].derived_begin : derived_size_;
    if (!run.is_copy) {
      ByteSpan source = earlier.ToSource(run.source);
      if (source.empty() && run.source.begin > 0 && run.source.begin < earlier.derived_size_) {
        // Text inserted inside a block came with the whole block.
        const ByteSpan around = earlier.ToSource({run.source.begin - 1, run.source.begin});
        if (around.end > source.end) source = around;
      }
      composed.Append(end - run.derived_begin, source, false);
      continue;
    }
    std::size_t at = run.source.begin;
    while (cursor < earlier.runs_.size() && run_end(cursor) <= at) ++cursor;
    for (std::size_t r = cursor; at < run.source.end; ++r) {
      assert(r < earlier.runs_.size());
      const Run& under = earlier.runs_[r];
      const std::size_t stop = std::min(run.source.end, run_end(r));
      if (under.is_copy) {
        const std::size_t begin = under.source.begin + (at - under.derived_begin);
        composed.Append(stop - at, {begin, begin + (stop - at)}, true);
      } else {
        composed.Append(stop - at, under.source, false);
      }
      at = stop;
    }
  }
  return composed;
}

std::size_t OffsetMap::derived_size() const { return derived_size_; }

}  // namespace heshu::normalize
