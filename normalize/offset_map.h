// Maps bytes of a derived text (decoded, repaired, folded) back to the text it was derived from.
//
// Total: every byte of the derived text has a source span. Monotone: later bytes never point before
// earlier ones. A byte that stands for several source bytes (a composed ligature, a converted
// phrase) maps to all of them.
#ifndef HESHU_NORMALIZE_OFFSET_MAP_H_
#define HESHU_NORMALIZE_OFFSET_MAP_H_

#include <cstddef>
#include <vector>

#include "core/byte_span.h"

namespace heshu::normalize {

class OffsetMap {
 public:
  // Appends the next `derived_bytes` bytes of the derived text, made from `source`. With `is_copy`
  // (both have the same length) they map byte by byte: unchanged text, or characters replaced one
  // for one by others of the same encoded length. Otherwise they map as a block. `source` must not
  // begin or end before the source appended last; it may be the same (two parts of one block) and
  // it may leave out bytes (dropped text) or be empty (inserted text).
  void Append(std::size_t derived_bytes, ByteSpan source, bool is_copy);

  // Appends all of `next`, whose source spans follow ours.
  void AppendAll(const OffsetMap& next);

  // The smallest source span that `derived` came from. An empty span maps to an empty one at the
  // right place. `derived.end` must not pass derived_size().
  ByteSpan ToSource(ByteSpan derived) const;

  // The derived span that covers `source`: every derived byte that came from any byte of it; empty
  // at the right place if all of it was dropped.
  ByteSpan FromSource(ByteSpan source) const;

  // This map followed by `earlier`: from our derived text to the source of `earlier`.
  OffsetMap Over(const OffsetMap& earlier) const;

  std::size_t derived_size() const;

  // How many runs the map is stored in; for tests and for judging memory (32 bytes a run).
  std::size_t run_count() const { return runs_.size(); }

 private:
  struct Run {
    std::size_t derived_begin = 0;
    ByteSpan source;
    bool is_copy = true;
  };
  // The run that holds `derived_byte`, which must be less than derived_size().
  std::size_t RunAt(std::size_t derived_byte) const;

  std::vector<Run> runs_;
  std::size_t derived_size_ = 0;
};

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_OFFSET_MAP_H_
