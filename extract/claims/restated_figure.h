// One figure told more than once in a text: in full where the story tells it (豆包除夕每分鐘消耗
// 633億Token), in short in a headline or a list of key points (58.3萬筆VS 633億Token).
#ifndef HESHU_EXTRACT_CLAIMS_RESTATED_FIGURE_H_
#define HESHU_EXTRACT_CLAIMS_RESTATED_FIGURE_H_

#include <span>

#include "core/claim.h"
#include "extract/mentions/entity_table.h"

namespace heshu::extract {

// Figures of one metric and unit that have three or more digits in common are one. Of those of a
// text, the ones that do not say whose they are take the subject of the one that does, and the ones
// that give no time, or a longer one (今年), that of the one that gives the shortest. Percentages
// are left alone: two companies may well grow by the same. So are figures that are told of subjects
// without a link in the entity table.
void ShareRestatedFigures(std::span<Claim> claims, const EntityTable& entities);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_RESTATED_FIGURE_H_
