// How far a pattern reaches from the figure that it holds.
#ifndef HESHU_EXTRACT_PATTERN_PATTERN_REACH_H_
#define HESHU_EXTRACT_PATTERN_PATTERN_REACH_H_

#include "extract/pattern/pattern_tree.h"

namespace heshu::extract {

// The group around the placeholder of the figure that a rule is asked about.
bool IsFigure(const PatternNode& node);

// True if every match of `node` holds the figure.
bool HoldsFigure(const PatternNode& node);

// The most characters of a match on one side of the figure, which `node` holds; kUnlimited if there
// is no such number.
int MostBeforeFigure(const PatternNode& node);
int MostAfterFigure(const PatternNode& node);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_PATTERN_PATTERN_REACH_H_
