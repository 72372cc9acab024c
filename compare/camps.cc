#include "compare/camps.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "compare/time_relation.h"

namespace heshu::compare {
namespace {

// How firmly a figure is put: exact before 約, a range before a bound.
int Firmness(const Claim& c) {
  switch (c.value.bound) {
    case Bound::kExact:
      return 0;
    case Bound::kApprox:
      return 1;
    case Bound::kRange:
      return 2;
    default:
      return 3;
  }
}

}  // namespace

std::vector<Camp> CampsOf(const Grouping& g, std::vector<std::size_t> nodes) {
  const auto rank = [&](std::size_t n) {
    const Claim& c = *g.nodes[n].lead();
    return std::tuple(Firmness(c), TrueTimeOf(c).weak, c.published.empty(),
                      std::string_view(c.published), std::string_view(c.id));
  };
  std::sort(nodes.begin(), nodes.end(),
            [&](std::size_t x, std::size_t y) { return rank(x) < rank(y); });
  std::vector<Camp> camps;
  for (const std::size_t n : nodes) {
    Camp* best = nullptr;
    std::size_t best_loose = 0;
    for (Camp& camp : camps) {
      std::size_t loose = 0;  // 逾6000萬 is better company for 6100萬 than for 8300萬
      const bool fits = std::all_of(camp.begin(), camp.end(), [&](std::size_t member) {
        const PairVerdict& verdict = g.Pair(n, member).verdict;
        loose += std::find(verdict.reasons.begin(), verdict.reasons.end(), "loose_bound") !=
                         verdict.reasons.end()
                     ? 1U
                     : 0U;
        return verdict.verdict != Verdict::kContradict;
      });
      if (fits && (best == nullptr || loose < best_loose)) {
        best = &camp;
        best_loose = loose;
      }
    }
    if (best != nullptr) {
      best->push_back(n);
    } else {
      camps.push_back({n});
    }
  }
  return camps;
}

}  // namespace heshu::compare
