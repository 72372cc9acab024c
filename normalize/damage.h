// Where a text has lost bytes: no figure is read from there.
#ifndef HESHU_NORMALIZE_DAMAGE_H_
#define HESHU_NORMALIZE_DAMAGE_H_

#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "normalize/offset_map.h"

namespace heshu::normalize {

// Ill-formed bytes, U+FFFD and private-use characters in `text`, in order.
std::vector<ByteSpan> FindLostCharacters(std::string_view text);

// ASCII question marks that stand for lost characters: two or more with Han on one side and Han or
// a digit on the other (出??癯, 达??5亿), or one or more between Han and Chinese punctuation
// (癯?，). A full-width ？ is never one, so this reads the text before width is folded.
std::vector<ByteSpan> FindLostQuestionMarks(std::string_view text);

// Sorts `spans` and joins those that touch.
void MergeSpans(std::vector<ByteSpan>* spans);

// The spans of `spans`, which are of the source of `map`, in its derived text; those with no byte
// left are dropped.
std::vector<ByteSpan> Forward(const std::vector<ByteSpan>& spans, const OffsetMap& map);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_DAMAGE_H_
