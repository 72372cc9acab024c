#include "extract/pattern/pattern_reach.h"

#include <algorithm>
#include <iterator>

#include "extract/pattern/utf8.h"

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

bool HoldsClauseBreak(const PatternNode& node, const std::vector<CharacterSet>& sets) {
  if (node.kind == Kind::kLiteral) return node.literal.find_first_of(",;") != std::string::npos;
  if (node.kind == Kind::kSet) return sets[node.set].Has(',') || sets[node.set].Has(';');
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](const PatternNode& child) { return HoldsClauseBreak(child, sets); });
}

bool LeavesClause(const PatternNode& node, const std::vector<CharacterSet>& sets, Side side) {
  if (IsFigure(node)) return false;
  if (node.kind == Kind::kRepeat) return HoldsClauseBreak(node, sets);
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const PatternNode& child =
        node.children[side == Side::kBefore ? i : node.children.size() - 1 - i];
    const bool is_here = HoldsFigure(child);
    if (is_here ? LeavesClause(child, sets, side) : HoldsClauseBreak(child, sets)) return true;
    if (is_here && node.kind != Kind::kAlternatives) break;
  }
  return false;
}

constexpr std::size_t kListedCharacters = 200;  // of a set: more begin with anything

void AddSet(const CharacterSet& set, FirstCharacters& characters) {
  for (char32_t c = 0; c < 0x80; ++c) {
    if (set.ascii[c]) characters.Add(c);
  }
  std::size_t count = 0;
  for (const auto& [low, high] : set.ranges) count += high - low + 1;
  if (count > kListedCharacters) {
    characters.AddBeyondAscii();
    return;
  }
  for (const auto& [low, high] : set.ranges) {
    for (char32_t c = low; c <= high; ++c) characters.Add(c);
  }
}

// Finds characters at an edge of nodes.
struct EdgeFinder {
  Edge edge;
  const std::vector<CharacterSet>& sets;
  FirstCharacters characters = {};

  // Adds those of `node`; true if it can match nothing, so that what lies beyond it counts too.
  bool Add(const PatternNode& node) {
    const auto adds = [&](const PatternNode& child) { return Add(child); };
    switch (node.kind) {
      case Kind::kLiteral: {
        const std::string& text = node.literal;
        const std::size_t at = edge == Edge::kFirst ? 0 : PreviousCodePoint(text, text.size());
        const char32_t c = CharacterAt(text, at).code;
        characters.Add(c);
        if (node.ignores_case) characters.Add(c - ('a' - 'A'));
        return false;
      }
      case Kind::kSet:
        AddSet(sets[node.set], characters);
        return false;
      case Kind::kSequence:
        return edge == Edge::kFirst
                   ? std::all_of(node.children.begin(), node.children.end(), adds)
                   : std::all_of(node.children.rbegin(), node.children.rend(), adds);
      case Kind::kAlternatives: {
        bool may_be_empty = false;
        for (const PatternNode& child : node.children) may_be_empty = adds(child) || may_be_empty;
        return may_be_empty;
      }
      case Kind::kRepeat:
        return adds(node.children.front()) || node.least == 0;
      case Kind::kCapture:
        return adds(node.children.front());
      default:
        return true;
    }
  }

  // Adds what stands beside the figure that `node` holds; true if `node` need not have anything
  // there.
  bool AddBeside(const PatternNode& node) {
    if (IsFigure(node)) return true;
    if (node.kind == Kind::kRepeat) {  // what is beside it may be of another round
      characters.AddAll();
      return false;
    }
    if (node.kind == Kind::kAlternatives) {
      bool may_be_empty = false;
      for (const PatternNode& child : node.children) {
        may_be_empty = AddBeside(child) || may_be_empty;
      }
      return may_be_empty;
    }
    const auto holder = std::find_if(node.children.begin(), node.children.end(), HoldsFigure);
    if (!AddBeside(*holder)) return false;
    const auto adds = [&](const PatternNode& child) { return Add(child); };
    return edge == Edge::kFirst
               ? std::all_of(holder + 1, node.children.end(), adds)
               : std::all_of(std::make_reverse_iterator(holder), node.children.rend(), adds);
  }
};

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

bool LeavesClauseBefore(const PatternNode& node, const std::vector<CharacterSet>& sets) {
  return LeavesClause(node, sets, Side::kBefore);
}

bool LeavesClauseAfter(const PatternNode& node, const std::vector<CharacterSet>& sets) {
  return LeavesClause(node, sets, Side::kAfter);
}

FirstCharacters EdgeOf(const PatternNode& node, Edge edge, const std::vector<CharacterSet>& sets) {
  EdgeFinder finder{edge, sets};
  if (finder.Add(node)) finder.characters.AddAll();
  return finder.characters;
}

FirstCharacters BesideFigure(const PatternNode& node, Edge edge,
                             const std::vector<CharacterSet>& sets) {
  EdgeFinder finder{edge, sets};
  if (!HoldsFigure(node) || finder.AddBeside(node)) finder.characters.AddAll();
  return finder.characters;
}

}  // namespace heshu::extract
