// The sides of a group of figures that contradicts itself.
#ifndef HESHU_COMPARE_CAMPS_H_
#define HESHU_COMPARE_CAMPS_H_

#include <cstddef>
#include <vector>

#include "compare/grouping.h"

namespace heshu::compare {

// Nodes of a group that agree with each other; the first speaks for all: the figure that is put
// most firmly, and of those the one that was published first.
using Camp = std::vector<std::size_t>;

// `nodes` by camps, each node in the camp that it is the best company for. Pure.
std::vector<Camp> CampsOf(const Grouping& g, std::vector<std::size_t> nodes);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_CAMPS_H_
