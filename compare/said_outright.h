// What the words of two texts say outright, so that no doubt of a contradiction is left.
//
// Pure functions.
#ifndef HESHU_COMPARE_SAID_OUTRIGHT_H_
#define HESHU_COMPARE_SAID_OUTRIGHT_H_

#include "compare/diagnosis.h"
#include "core/claim.h"

namespace heshu::compare {

// Two moves of one share or index, where both texts tell alike at what it closed: then it moved by
// one figure, whatever moves of others they tell.
bool AreOfOneClose(const Claim& a, const Claim& b, const FigureIndex& figures);

// Of a whole, as the words of one of them say (整體毛利率13%), and neither of a part: the figure of
// a part, which a text tells beside, is no other reading of it.
bool AreOfOneWhole(const Claim& a, const Claim& b);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_SAID_OUTRIGHT_H_
