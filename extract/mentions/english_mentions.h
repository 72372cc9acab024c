// Names of English prose that only their neighbours make out: a full name with the short one behind
// it, a company called after its town, a capital that stands for its government.
//
// Internal to the finding of names (mention).
#ifndef HESHU_EXTRACT_MENTIONS_ENGLISH_MENTIONS_H_
#define HESHU_EXTRACT_MENTIONS_ENGLISH_MENTIONS_H_

#include <string_view>
#include <vector>

#include "extract/mentions/entity_table.h"
#include "extract/mentions/mention.h"

namespace heshu::extract {

// Mends `entities`, which are in order: "Contemporary Amperex Technology Co (CATL)" is the company
// that the brackets name, here and below; "Xiamen Tungsten" is one name; "Beijing has earmarked" is
// the country.
void JoinEnglishMentions(std::string_view folded, const EntityTable& table, NamingContext* naming,
                         std::vector<EntityMention>* entities);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_ENGLISH_MENTIONS_H_
