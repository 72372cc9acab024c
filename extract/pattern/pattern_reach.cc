#include "extract/pattern/pattern_reach.h"

#include <algorithm>

#include "extract/pattern/line_pattern.h"

namespace heshu::extract {
namespace {

using Kind = PatternNode::Kind;

enum class Side { kBefore, kAfter };

int MostBesideFigure(const PatternNode& node, Side side) {
  if (IsFigure(node)) return 0;
  if (node.kind == Kind::kRepeat) return kUnlimited;
  int sum = 0;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const PatternNode& child =
        node.children[side == Side::kBefore ? i : node.children.size() - 1 - i];
    const bool is_here = HoldsFigure(child);
    const int most = is_here ? MostBesideFigure(child, side) : MostCharacters(child);
    if (most == kUnlimited) return kUnlimited;
    if (node.kind == Kind::kAlternatives) {
      sum = std::max(sum, most);
      continue;
    }
    sum += most;
    if (is_here) break;
  }
  return sum;
}

}  // namespace

bool IsFigure(const PatternNode& node) {
  return node.kind == Kind::kCapture && node.children.front().kind == Kind::kLiteral &&
         node.children.front().literal == kTargetPlaceholder;
}

bool HoldsFigure(const PatternNode& node) {
  if (IsFigure(node)) return true;
  const auto holds = [](const PatternNode& child) { return HoldsFigure(child); };
  if (node.kind == Kind::kAlternatives) {
    return std::all_of(node.children.begin(), node.children.end(), holds);
  }
  if (node.kind == Kind::kRepeat && node.least == 0) return false;
  return std::any_of(node.children.begin(), node.children.end(), holds);
}

int MostBeforeFigure(const PatternNode& node) { return MostBesideFigure(node, Side::kBefore); }

int MostAfterFigure(const PatternNode& node) { return MostBesideFigure(node, Side::kAfter); }

}  // namespace heshu::extract
