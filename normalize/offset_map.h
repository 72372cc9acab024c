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
  // Appends the next `derived_bytes` bytes of the derived text, made from `source`. Runs where both
  // have the same length and `is_copy` holds map byte by byte; others map as a block.
  void Append(std::size_t derived_bytes, ByteSpan source, bool is_copy);

  // The smallest source span that `derived` came from. An empty span maps to an empty one at the
  // right place. `derived.end` must not pass derived_size().
  ByteSpan ToSource(ByteSpan derived) const;

  // The derived span that covers `source`: every derived byte that came from any byte of it; empty
  // at the right place if all of it was dropped.
  ByteSpan FromSource(ByteSpan source) const;

  // This map followed by `earlier`: from our derived text to the source of `earlier`.
  OffsetMap Over(const OffsetMap& earlier) const;

  std::size_t derived_size() const;

 private:
  struct Run {
    std::size_t derived_begin = 0;
    ByteSpan source;
    bool is_copy = true;
  };
  std::vector<Run> runs_;
  std::size_t derived_size_ = 0;
};

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_OFFSET_MAP_H_
