// The inner half of repair.h: what Folder::FoldRepaired runs between normalizing and converting.
#ifndef HESHU_NORMALIZE_JOIN_H_
#define HESHU_NORMALIZE_JOIN_H_

#include <span>
#include <string_view>

#include "normalize/fold.h"

namespace heshu::normalize {

// `pieces` of `original` one after the other, a line break between each two. All of `original` if
// there are none. Pieces that begin before the last one ended are cut there.
MappedText JoinPieces(std::string_view original, std::span<const ByteSpan> pieces);

enum class BlankLine {
  kBreaks,  // stays, as "\n\n"
  kWraps,   // joined like any other line break
};

// Repairs `text` (any width, any script). Marks no damage.
MappedText RepairJoined(std::string_view text, BlankLine blank_line);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_JOIN_H_
