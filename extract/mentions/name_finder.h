// Names that stand in no table: a new company must be searchable on the day it appears.
//
// Found by form alone: quoted Latin or Han names, Latin names with capitals, and Han names that end
// in an organisation's word (…公司 …集团 …科技 …证券). Their id is "x:" + the words, folded.
#ifndef HESHU_EXTRACT_MENTIONS_NAME_FINDER_H_
#define HESHU_EXTRACT_MENTIONS_NAME_FINDER_H_

#include <string_view>
#include <vector>

#include "extract/mentions/entity_table.h"

namespace heshu::extract {

// Names in `folded` outside `known` (ascending), in order.
std::vector<EntityMention> FindUnknownNames(std::string_view folded,
                                            const std::vector<EntityMention>& known);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_NAME_FINDER_H_
