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

// Names in `folded` outside `known` (ascending), in order. In a text that tells of models a number
// behind a name is its version.
std::vector<EntityMention> FindUnknownNames(std::string_view folded,
                                            const std::vector<EntityMention>& known,
                                            bool tells_of_models);

// Whether words of the trade of AI models stand in `folded`.
bool TellsOfModels(std::string_view folded);

// Whether words that may stand right before 公司 or 科技 name nobody: 人工智慧, 该, 旗下.
bool IsCommonHead(std::string_view head);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_NAME_FINDER_H_
