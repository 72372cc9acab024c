// Aliases that are also ordinary words, names or short codes (苹果, 元宝): `weak` in the rules.
#ifndef HESHU_EXTRACT_MENTIONS_WEAK_ALIAS_H_
#define HESHU_EXTRACT_MENTIONS_WEAK_ALIAS_H_

#include <string_view>

#include "extract/mentions/mention.h"

namespace heshu::extract {

// Whether such a mention is meant as the name that it is: in quotation marks, before a word that
// only organisations and products have, at the head of a clause that goes on as one does, in a list
// with `before` (the mention before it, or null), or where the article names its kin. `text` is
// folded. Pure; safe from any thread.
bool IsBelieved(std::string_view text, const EntityMention& mention, const NamingContext& naming,
                const EntityMention* before);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_WEAK_ALIAS_H_
