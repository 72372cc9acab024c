// Undoes what reprints and PDF pastes do to text before its numbers can be read (NUMBERS.md, last
// section).
//
//   數(shù)百萬        bracketed toned pinyin after a Han character that can be read so: removed
//   2024年5⏎⏎月      line breaks inside a sentence: joined (no space between Han; one between
//   Latin) 2048 顆, 1 月    spaces between Han and digits or Latin, and before punctuation: removed
//   出??癯, U+FFFD   lost bytes: kept, and marked as damage
//
// Kept: (Nvidia), (09988), (21日), spaces between Latin words.
#ifndef HESHU_NORMALIZE_REPAIR_H_
#define HESHU_NORMALIZE_REPAIR_H_

#include <span>
#include <string_view>

#include "core/byte_span.h"
#include "normalize/fold.h"

namespace heshu::normalize {

// `pieces` of `original` joined and repaired; spans map to bytes of `original`.
MappedText Repair(std::string_view original, std::span<const ByteSpan> pieces);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_REPAIR_H_
