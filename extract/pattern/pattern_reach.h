// How far a pattern reaches from the figure that it holds, and what can stand beside it.
#ifndef HESHU_EXTRACT_PATTERN_PATTERN_REACH_H_
#define HESHU_EXTRACT_PATTERN_PATTERN_REACH_H_

#include <vector>

#include "extract/pattern/line_pattern.h"
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

// Whether a match of `node`, which holds the figure, can hold a comma or semicolon before, or
// behind, it. `sets` are the tree's.
bool LeavesClauseBefore(const PatternNode& node, const std::vector<CharacterSet>& sets);
bool LeavesClauseAfter(const PatternNode& node, const std::vector<CharacterSet>& sets);

enum class Edge { kFirst, kLast };

// The characters that a match of `node` can begin, or end, with; all if it can match nothing.
FirstCharacters EdgeOf(const PatternNode& node, Edge edge, const std::vector<CharacterSet>& sets);

// The characters that can stand right behind the figure in a match of `node` (the first of what
// follows it), or right before it (the last of what leads to it); all if there need be none.
FirstCharacters BesideFigure(const PatternNode& node, Edge edge,
                             const std::vector<CharacterSet>& sets);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_PATTERN_PATTERN_REACH_H_
