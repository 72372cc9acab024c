// 旗舰版Pro, Mini输出: which model of a family a text goes on with, once it has named the family.
//
// All texts are folded. Pure functions; safe from any thread.
#ifndef HESHU_EXTRACT_MENTIONS_MODEL_TIERS_H_
#define HESHU_EXTRACT_MENTIONS_MODEL_TIERS_H_

#include <string>
#include <string_view>
#include <vector>

#include "extract/mentions/entity_table.h"

namespace heshu::extract {

// The family that a model of no table is of: Atlas 3 Pro → Atlas 3; "" if its name has no number.
std::string FamilyOfModel(std::string_view name);

// The tiers that stand alone in `folded`, as models of `family`. Those of `known` (ascending, "x:…"
// of a tier's word alone) that are such a tier are left out of it.
std::vector<EntityMention> FindModelTiers(std::string_view folded, std::string_view family,
                                          std::vector<EntityMention>* known);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_MODEL_TIERS_H_
