// Undoes what reprints and PDF pastes do to text before its numbers can be read (NUMBERS.md, last
// section).
//
//   數(shù)百萬          bracketed toned pinyin syllable right after a Han character: removed
//   2024年5⏎月        line breaks inside a paragraph: joined, with a space only between words or
//                     numbers of Latin text
//   2048 顆, 1 月     spaces between Han and digits or Latin, before closing marks, after opening
//                     marks and currency signs: removed; other runs of blanks become one space
//   出??癯, U+FFFD     lost bytes: kept, and marked as damage (damage.h)
//
// Kept: (Nvidia), (09988), (21日), spaces between Latin words, between two Han words of a headline,
// and in "5, 890", which may be one number or two.
#ifndef HESHU_NORMALIZE_REPAIR_H_
#define HESHU_NORMALIZE_REPAIR_H_

#include <span>
#include <string_view>

#include "core/byte_span.h"
#include "normalize/fold.h"

namespace heshu::normalize {

// `pieces` of `original` (all of it if empty) joined and repaired; spans map to bytes of
// `original`. Line breaks in and between pieces are all wraps; without pieces a blank line stays,
// as "\n\n".
MappedText Repair(std::string_view original, std::span<const ByteSpan> pieces);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_REPAIR_H_
