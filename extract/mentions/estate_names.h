// Names of estates and buildings (康山花园3座高层A室, 屯门凯和山), which no table can hold: Hong
// Kong's papers tell prices and rents of one flat of them.
#ifndef HESHU_EXTRACT_MENTIONS_ESTATE_NAMES_H_
#define HESHU_EXTRACT_MENTIONS_ESTATE_NAMES_H_

#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "extract/mentions/entity_table.h"

namespace heshu::extract {

// Those of `folded` that stand before a flat's place in them, or behind the district or the sort of
// building where flats are sold; ascending. None overlaps `known` (ascending).
std::vector<ByteSpan> FindEstateNames(std::string_view folded,
                                      const std::vector<EntityMention>& known);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_ESTATE_NAMES_H_
