// An equation whose sides do not meet: whether a figure of it was told wrong, or an operand is of
// something else.
#ifndef HESHU_COMPARE_EQUATION_H_
#define HESHU_COMPARE_EQUATION_H_

#include <cstddef>
#include <optional>

#include "compare/interval.h"
#include "core/claim.h"

namespace heshu::compare {

// What an equation says on either side.
struct Sides {
  Interval stated;
  Interval loose;  // every figure taken as rounded at its last nonzero digit
};

Interval Loose(const Reading& reading);
Sides SidesOf(const Reading& reading);
// A growth as to / from.
std::optional<Sides> MultipleOf(const Claim& growth);

// How far apart the middles of two intervals lie; infinite where one has no ends.
double Distance(const Interval& a, const Interval& b);

// What a slip makes of a figure lies near it (or as near on the other side of zero), is a power of
// ten away, or has two neighbouring digits exchanged; an operand of something else makes it lie
// anywhere. `base` is taken off both sides first: 1 where a growth is told as to / from. `digits`:
// how many the figure is told with.
bool MayBeToldWrong(const Interval& computed, const Interval& told, double base,
                    std::size_t digits);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_EQUATION_H_
