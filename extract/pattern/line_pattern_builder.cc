// Turns a pattern's tree into the program that LinePattern runs.
#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "extract/pattern/line_pattern.h"
#include "extract/pattern/pattern_reach.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

using Kind = PatternNode::Kind;

constexpr std::size_t kMostInstructions = 20'000;

// Whether a match can only begin where the text does.
bool IsAnchored(const PatternNode& node) {
  switch (node.kind) {
    case Kind::kTextBegin:
      return true;
    case Kind::kSequence:
    case Kind::kCapture:
      return IsAnchored(node.children.front());
    case Kind::kAlternatives:
      return std::all_of(node.children.begin(), node.children.end(), IsAnchored);
    case Kind::kRepeat:
      return node.least > 0 && IsAnchored(node.children.front());
    default:
      return false;
  }
}

// Whether a match can only end where the text does.
bool EndsText(const PatternNode& node) {
  switch (node.kind) {
    case Kind::kTextEnd:
      return true;
    case Kind::kSequence:
    case Kind::kCapture:
      return EndsText(node.children.back());
    case Kind::kAlternatives:
      return std::all_of(node.children.begin(), node.children.end(), EndsText);
    default:
      return false;
  }
}

}  // namespace

class LinePattern::Builder {
 public:
  explicit Builder(PatternTree tree) : tree_(std::move(tree)) {}

  std::optional<LinePattern> Build() {
    Emit(tree_.root, kNoFigureAhead);
    Add({.op = Op::kMatch});
    if (failed_) return std::nullopt;
    out_.has_figure_ = HoldsFigure(tree_.root);
    if (out_.has_figure_) {
      out_.reach_ = {MostBeforeFigure(tree_.root), MostAfterFigure(tree_.root),
                     LeavesClauseBefore(tree_.root, tree_.sets),
                     LeavesClauseAfter(tree_.root, tree_.sets)};
    }
    out_.first_ = EdgeOf(tree_.root, Edge::kFirst, tree_.sets);
    out_.before_figure_ = BesideFigure(tree_.root, Edge::kLast, tree_.sets);
    out_.after_figure_ = BesideFigure(tree_.root, Edge::kFirst, tree_.sets);
    out_.is_anchored_ = IsAnchored(tree_.root);
    if (EndsText(tree_.root)) {
      out_.most_to_end_ = MostCharacters(tree_.root);
      // RE2 runs such a pattern from the end, and soon sees that it is none; here every place would
      // have to be tried.
      const bool begins_anywhere = out_.most_to_end_ == kUnlimited && out_.first_.HasAll();
      if (begins_anywhere && !out_.is_anchored_ && !out_.has_figure_) return std::nullopt;
    }
    out_.groups_ = std::min(static_cast<std::size_t>(tree_.captures) + 1, kMostGroups);
    std::erase_if(tree_.names,
                  [](const auto& name) { return name.second >= static_cast<int>(kMostGroups); });
    out_.sets_ = std::move(tree_.sets);
    out_.names_ = std::move(tree_.names);
    return std::move(out_);
  }

 private:
  // How many characters at most lie between a node and the figure behind it; kUnlimited if there is
  // no such number.
  static constexpr int kNoFigureAhead = -2;

  std::uint32_t Here() const { return static_cast<std::uint32_t>(out_.program_.size()); }
  std::uint32_t Add(Instruction instruction) {
    if (out_.program_.size() >= kMostInstructions) failed_ = true;
    if (!failed_) out_.program_.push_back(std::move(instruction));
    return failed_ ? 0 : Here() - 1;
  }

  void Emit(const PatternNode& node, int to_figure) {
    if (failed_) return;
    switch (node.kind) {
      case Kind::kEmpty:
        return;
      case Kind::kLiteral:
        EmitText(node.literal, node.ignores_case);
        return;
      case Kind::kSet:
        Add({.op = Op::kSet, .index = node.set});
        return;
      case Kind::kSequence:
        EmitSequence(node, to_figure);
        return;
      case Kind::kAlternatives:
        EmitChoice(node, to_figure);
        return;
      case Kind::kRepeat:
        EmitRepeat(node, to_figure);
        return;
      case Kind::kCapture: {
        const auto group = static_cast<std::uint32_t>(node.number);
        const bool is_told = group < kMostGroups;  // of later ones nobody can ask what they hold
        if (IsFigure(node) && is_told) {
          Add({.op = Op::kFigure, .index = group, .text = std::string(kTargetPlaceholder)});
          return;
        }
        if (!is_told) {
          Emit(node.children.front(), to_figure);
          return;
        }
        Add({.op = Op::kGroupBegin, .index = group});
        Emit(node.children.front(), to_figure);
        Add({.op = Op::kGroupEnd, .index = group});
        return;
      }
      case Kind::kTextBegin:
        Add({.op = Op::kTextBegin});
        return;
      case Kind::kTextEnd:
        Add({.op = Op::kTextEnd});
        return;
      case Kind::kWordBoundary:
        Add({.op = Op::kWordBoundary});
        return;
      case Kind::kNoWordBoundary:
        Add({.op = Op::kNoWordBoundary});
        return;
    }
  }

  void EmitText(std::string text, bool ignores_case) {
    Add({.op = ignores_case ? Op::kTextNoCase : Op::kText, .text = std::move(text)});
  }

  // `to_figure` of each child of a sequence.
  static std::vector<int> Distances(const PatternNode& sequence, int to_figure) {
    std::vector<int> out(sequence.children.size(), kNoFigureAhead);
    int distance = to_figure;
    for (std::size_t i = sequence.children.size(); i-- > 0;) {
      const PatternNode& child = sequence.children[i];
      out[i] = distance;
      const int most = HoldsFigure(child) ? MostBeforeFigure(child) : MostCharacters(child);
      if (HoldsFigure(child)) {
        distance = most;
      } else if (distance != kNoFigureAhead) {
        distance = most == kUnlimited || distance == kUnlimited ? kUnlimited : distance + most;
      }
    }
    return out;
  }

  // Literals side by side are one text.
  void EmitSequence(const PatternNode& node, int to_figure) {
    std::string text;
    bool ignores_case = false;
    bool has_letters = false;  // with case
    const auto flush = [&] {
      if (!text.empty()) EmitText(text, ignores_case);
      text.clear();
      ignores_case = has_letters = false;
    };
    const std::vector<int> distances = Distances(node, to_figure);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const PatternNode& child = node.children[i];
      if (child.kind != Kind::kLiteral) {
        flush();
        Emit(child, distances[i]);
        continue;
      }
      const bool is_letter = !child.ignores_case &&
                             std::any_of(child.literal.begin(), child.literal.end(), IsAsciiAlpha);
      if ((child.ignores_case && has_letters) || (is_letter && ignores_case)) flush();
      text += child.literal;
      ignores_case = ignores_case || child.ignores_case;
      has_letters = has_letters || is_letter;
    }
    flush();
  }

  void EmitChoice(const PatternNode& node, int to_figure) {
    const std::uint32_t choice =
        Add({.op = Op::kChoice, .most = static_cast<std::int32_t>(node.children.size())});
    const std::size_t first_branch = out_.branches_.size();
    out_.branches_.resize(first_branch + node.children.size());
    std::vector<std::uint32_t> ends;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      out_.branches_[first_branch + i] = {Here(),
                                          EdgeOf(node.children[i], Edge::kFirst, tree_.sets)};
      Emit(node.children[i], to_figure);
      ends.push_back(Add({.op = Op::kJump}));
    }
    if (failed_) return;
    out_.program_[choice].index = static_cast<std::uint32_t>(first_branch);
    out_.program_[choice].other = TableOf(first_branch, node.children.size());
    for (const std::uint32_t end : ends) out_.program_[end].index = Here();
  }

  // The table of these branches, if it is worth one.
  std::uint32_t TableOf(std::size_t first_branch, std::size_t count) {
    constexpr std::size_t kFewBranches = 6;
    constexpr std::size_t kMostEntries = 0xFFFF;
    if (count <= kFewBranches || first_branch + count > kMostEntries) return kNoTable;
    // Counted first and filled then, each branch once: pattern by pattern this is most of the work.
    const std::span<const Branch> branches = std::span(out_.branches_).subspan(first_branch, count);
    std::array<std::size_t, FirstCharacters::kSlots + 1> begins{};
    for (const Branch& branch : branches) {
      branch.first.EachSlot([&](std::uint32_t slot) { ++begins[slot + 1]; });
    }
    begins[0] = out_.choice_branches_.size();
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    if (begins.back() > kMostEntries) return kNoTable;
    ChoiceTable table;
    std::transform(begins.begin(), begins.end(), table.begins.begin(),
                   [](std::size_t begin) { return static_cast<std::uint16_t>(begin); });
    out_.choice_branches_.resize(begins.back());
    for (std::size_t i = 0; i < count; ++i) {
      branches[i].first.EachSlot([&](std::uint32_t slot) {
        out_.choice_branches_[begins[slot]++] = static_cast<std::uint16_t>(first_branch + i);
      });
    }
    out_.tables_.push_back(table);
    return static_cast<std::uint32_t>(out_.tables_.size() - 1);
  }

  void EmitRepeat(const PatternNode& node, int to_figure) {
    const PatternNode& item = node.children.front();
    // Another round may come between.
    const int of_item = node.most == 1 || to_figure == kNoFigureAhead ? to_figure : kUnlimited;
    if (item.kind == Kind::kSet) {
      Add({.op = Op::kSetRun,
           .is_lazy = node.is_lazy,
           .index = item.set,
           .least = node.least,
           .most = node.most,
           .to_figure = to_figure});
      return;
    }
    for (int i = 0; i < node.least; ++i) Emit(item, of_item);
    const auto split = [&] { return Add({.op = Op::kSplit}); };
    const auto join = [&](std::uint32_t at, std::uint32_t body, std::uint32_t rest) {
      out_.program_[at].index = node.is_lazy ? rest : body;
      out_.program_[at].other = node.is_lazy ? body : rest;
    };
    if (node.most == kUnlimited) {
      const std::uint32_t loop = split();
      Emit(item, of_item);
      Add({.op = Op::kJump, .index = loop});
      if (!failed_) join(loop, loop + 1, Here());
      return;
    }
    std::vector<std::uint32_t> splits;
    for (int i = node.least; i < node.most && !failed_; ++i) {
      splits.push_back(split());
      Emit(item, of_item);
    }
    if (failed_) return;
    for (const std::uint32_t at : splits) join(at, at + 1, Here());
  }

  PatternTree tree_;
  LinePattern out_;
  bool failed_ = false;
};

std::optional<LinePattern> LinePattern::Create(std::string_view pattern, bool dot_takes_newline) {
  auto tree = ParsePattern(pattern, dot_takes_newline);
  if (!tree) return std::nullopt;
  return Builder(std::move(*tree)).Build();
}

}  // namespace heshu::extract
