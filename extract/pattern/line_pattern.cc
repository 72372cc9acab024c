#include "extract/pattern/line_pattern.h"

#include <algorithm>

#include "extract/pattern/pattern_reach.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

using Kind = PatternNode::Kind;

constexpr std::size_t kMostInstructions = 20'000;
constexpr int kMostDepth = 400;  // choices open at a time
constexpr std::size_t kBaseSteps = 4000;
constexpr std::size_t kStepsPerByte = 60;
constexpr std::size_t kListedCharacters = 200;  // of a set: more begin with anything

bool IsWordByte(std::string_view text, std::size_t at) {
  return at < text.size() && (IsAsciiAlnum(text[at]) || text[at] == '_');
}
bool IsAtWordBoundary(std::string_view text, std::size_t at) {
  return (at > 0 && IsWordByte(text, at - 1)) != IsWordByte(text, at);
}

bool StartsWithNoCase(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (AsciiLower(text[i]) != lower[i]) return false;
  }
  return true;
}

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

}  // namespace

// Turns a tree into a program.
class LinePattern::Builder {
 public:
  explicit Builder(PatternTree tree) : tree_(std::move(tree)) {}

  std::optional<LinePattern> Build() {
    if (tree_.captures >= static_cast<int>(kMostGroups)) return std::nullopt;
    Emit(tree_.root, kNoFigureAhead);
    Add({.op = Op::kMatch});
    if (failed_) return std::nullopt;
    out_.has_figure_ = HoldsFigure(tree_.root);
    if (out_.has_figure_) {
      out_.reach_ = {MostBeforeFigure(tree_.root), MostAfterFigure(tree_.root)};
    }
    if (AddFirst(tree_.root, out_.first_)) out_.first_.AddAll();
    out_.is_anchored_ = IsAnchored(tree_.root);
    out_.groups_ = static_cast<std::size_t>(tree_.captures) + 1;
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

  // Adds what `node` can begin with to `first`; true if it can match nothing, so that what follows
  // it counts too.
  bool AddFirst(const PatternNode& node, FirstCharacters& first) const {
    switch (node.kind) {
      case Kind::kLiteral: {
        const char32_t c = CharacterAt(node.literal, 0).code;
        first.Add(c);
        if (node.ignores_case) first.Add(c - ('a' - 'A'));
        return false;
      }
      case Kind::kSet: {
        const CharacterSet& set = tree_.sets[node.set];
        for (char32_t c = 0; c < 0x80; ++c) {
          if (set.ascii[c]) first.Add(c);
        }
        std::size_t count = 0;
        for (const auto& [low, high] : set.ranges) count += high - low + 1;
        if (count > kListedCharacters) {
          first.AddBeyondAscii();
          return false;
        }
        for (const auto& [low, high] : set.ranges) {
          for (char32_t c = low; c <= high; ++c) first.Add(c);
        }
        return false;
      }
      case Kind::kSequence:
        return std::all_of(node.children.begin(), node.children.end(),
                           [&](const PatternNode& child) { return AddFirst(child, first); });
      case Kind::kAlternatives: {
        bool may_be_empty = false;
        for (const PatternNode& child : node.children) {
          may_be_empty = AddFirst(child, first) || may_be_empty;
        }
        return may_be_empty;
      }
      case Kind::kRepeat:
        return AddFirst(node.children.front(), first) || node.least == 0;
      case Kind::kCapture:
        return AddFirst(node.children.front(), first);
      default:
        return true;
    }
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
        if (IsFigure(node)) {
          Add({.op = Op::kFigure, .index = group, .text = std::string(kTargetPlaceholder)});
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
      Branch branch{Here(), {}};
      if (AddFirst(node.children[i], branch.first)) branch.first.AddAll();
      out_.branches_[first_branch + i] = branch;
      Emit(node.children[i], to_figure);
      ends.push_back(Add({.op = Op::kJump}));
    }
    if (failed_) return;
    out_.program_[choice].index = static_cast<std::uint32_t>(first_branch);
    for (const std::uint32_t end : ends) out_.program_[end].index = Here();
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

// One search: what has been matched so far, and how many steps are left.
class LinePattern::Machine {
 public:
  Machine(const LinePattern& pattern, std::string_view text, std::size_t end, std::size_t figure)
      : pattern_(pattern),
        text_(text),
        end_(end),
        figure_(figure),
        steps_left_(kBaseSteps + kStepsPerByte * text.size()) {
    std::fill_n(begins_.begin(), pattern.groups_, kNone);
    std::fill_n(ends_.begin(), pattern.groups_, kNone);
  }

  bool MatchAt(std::size_t at) { return MayRun(0, at) && Run(0, at, 0); }
  bool gave_up() const { return gave_up_; }

  void Fill(std::size_t begin, PatternGroups& groups) const {
    for (std::size_t i = 1; i < kMostGroups; ++i) groups.spans[i].reset();
    for (std::size_t i = 1; i < pattern_.groups_; ++i) {
      if (begins_[i] != kNone && ends_[i] != kNone)
        groups.spans[i] = ByteSpan{begins_[i], ends_[i]};
    }
    groups.spans[0] = ByteSpan{begin, match_end_};
  }

 private:
  static constexpr std::size_t kNone = std::string_view::npos;

  bool GiveUp() {
    gave_up_ = true;
    return false;
  }

  // Whether the text that comes first is there: most of what is tried ends with that.
  bool MayRun(std::uint32_t at_instruction, std::size_t at) const {
    const Instruction* now = &pattern_.program_[at_instruction];
    if (now->op == Op::kGroupBegin) ++now;
    return now->op != Op::kText || BeginsAt(at, now->text);
  }

  bool Run(std::uint32_t at_instruction, std::size_t at, int depth) {
    if (depth > kMostDepth) return GiveUp();
    for (;;) {
      if (gave_up_ || steps_left_-- == 0) return GiveUp();
      const Instruction& now = pattern_.program_[at_instruction];
      switch (now.op) {
        case Op::kText:
          if (!BeginsAt(at, now.text)) return false;
          at += now.text.size();
          break;
        case Op::kTextNoCase:
          if (!StartsWithNoCase(Rest(at), now.text)) return false;
          at += now.text.size();
          break;
        case Op::kSet: {
          const Utf8Character c = Next(at);
          if (c.size == 0 || !pattern_.sets_[now.index].Has(c.code)) return false;
          at += c.size;
          break;
        }
        case Op::kSetRun:
          return RunSet(now, at_instruction, at, depth);
        case Op::kFigure: {
          if (figure_ != kNoFigure ? at != figure_ || at + now.text.size() > end_
                                   : !Rest(at).starts_with(now.text)) {
            return false;
          }
          const std::size_t old_begin = std::exchange(begins_[now.index], at);
          at += now.text.size();
          const std::size_t old_end = std::exchange(ends_[now.index], at);
          if (Run(at_instruction + 1, at, depth + 1)) return true;
          begins_[now.index] = old_begin;
          ends_[now.index] = old_end;
          return false;
        }
        case Op::kChoice: {
          const Utf8Character c = Next(at);
          const Branch* branch = &pattern_.branches_[now.index];
          const Branch* const last = branch + now.most;
          for (; branch != last; ++branch) {
            if (c.size > 0 && !branch->first.May(c.code)) continue;
            if (!MayRun(branch->begin, at)) continue;
            if (Run(branch->begin, at, depth + 1)) return true;
            if (gave_up_) return false;
          }
          return false;
        }
        case Op::kSplit:
          if (Run(now.index, at, depth + 1)) return true;
          at_instruction = now.other;
          continue;
        case Op::kJump:
          at_instruction = now.index;
          continue;
        case Op::kGroupBegin:
        case Op::kGroupEnd: {
          auto& slot = (now.op == Op::kGroupBegin ? begins_ : ends_)[now.index];
          const std::size_t old = std::exchange(slot, at);
          if (Run(at_instruction + 1, at, depth + 1)) return true;
          slot = old;
          return false;
        }
        case Op::kTextBegin:
          if (at != 0) return false;
          break;
        case Op::kTextEnd:
          if (at != text_.size()) return false;
          break;
        case Op::kWordBoundary:
          if (!IsAtWordBoundary(text_, at)) return false;
          break;
        case Op::kNoWordBoundary:
          if (IsAtWordBoundary(text_, at)) return false;
          break;
        case Op::kMatch:
          match_end_ = at;
          return true;
      }
      ++at_instruction;
    }
  }

  bool RunSet(const Instruction& now, std::uint32_t at_instruction, std::size_t at, int depth) {
    const CharacterSet& set = pattern_.sets_[now.index];
    const Instruction& next = pattern_.program_[at_instruction + 1];
    const int most = now.most == kUnlimited ? static_cast<int>(text_.size()) + 1 : now.most;
    int count = 0;
    if (next.op == Op::kFigure && figure_ != kNoFigure) {
      // The one place where it can go on.
      if (at > figure_) return false;
      while (at < figure_) {
        const Utf8Character c = Next(at);
        if (count == most || c.size == 0 || !set.Has(c.code)) return false;
        at += c.size;
        ++count;
      }
      return count >= now.least && Run(at_instruction + 1, at, depth + 1);
    }
    const bool is_before_text = next.op == Op::kText;
    const auto may_go_on = [&] { return !is_before_text || BeginsAt(at, next.text); };
    if (now.is_lazy) {
      for (;;) {
        if (count >= now.least && may_go_on() && Run(at_instruction + 1, at, depth + 1))
          return true;
        const Utf8Character c = Next(at);
        if (gave_up_ || count == most || c.size == 0 || !set.Has(c.code)) return false;
        at += c.size;
        ++count;
      }
    }
    const bool leads_to_figure = figure_ != kNoFigure && now.to_figure >= kUnlimited;
    if (leads_to_figure && at > figure_) return false;
    while (count < most && !(leads_to_figure && at == figure_)) {
      const Utf8Character c = Next(at);
      if (c.size == 0 || !set.Has(c.code)) break;
      at += c.size;
      ++count;
    }
    // From too far away the rest does not reach the figure.
    int left = leads_to_figure && now.to_figure >= 0 ? now.to_figure - CountCharacters(at, figure_)
                                                     : static_cast<int>(text_.size());
    for (;; --count, --left) {
      if (count < now.least || left < 0) return false;
      if (may_go_on() && Run(at_instruction + 1, at, depth + 1)) return true;
      if (gave_up_ || count == now.least) return false;
      at = PreviousCodePoint(text_, at);
    }
  }

  int CountCharacters(std::size_t from, std::size_t to) const {
    return static_cast<int>(CountCodePoints(text_.substr(from, to - from)));
  }
  // Han words differ in their last byte sooner than in their first.
  bool BeginsAt(std::size_t at, const std::string& word) const {
    const std::size_t size = word.size();
    return at + size <= end_ && text_[at + size - 1] == word[size - 1] &&
           text_.compare(at, size, word) == 0;
  }
  std::string_view Rest(std::size_t at) const { return text_.substr(at, end_ - at); }
  Utf8Character Next(std::size_t at) const {
    return at < end_ ? CharacterAt(text_, at) : Utf8Character{};
  }

  const LinePattern& pattern_;
  std::string_view text_;
  std::size_t end_;
  std::size_t figure_;
  std::size_t steps_left_;
  bool gave_up_ = false;
  std::size_t match_end_ = 0;
  std::array<std::size_t, kMostGroups> begins_, ends_;
};

std::optional<LinePattern> LinePattern::Create(std::string_view pattern, bool dot_takes_newline) {
  auto tree = ParsePattern(pattern, dot_takes_newline);
  if (!tree) return std::nullopt;
  return Builder(std::move(*tree)).Build();
}

std::optional<ByteSpan> LinePattern::Beginnings(std::string_view text, ByteSpan region,
                                                std::size_t figure,
                                                std::size_t latest_begin) const {
  std::size_t first = region.begin;
  std::size_t last = std::min(region.end, latest_begin);
  if (is_anchored_) {
    if (first > 0) return std::nullopt;
    last = 0;
  }
  if (has_figure_ && figure != kNoFigure) {
    last = std::min(last, figure);
    if (reach_.before != kUnlimited) {
      std::size_t begin = figure;
      for (int i = 0; i < reach_.before && begin > first; ++i) {
        begin = PreviousCodePoint(text, begin);
      }
      first = std::max(first, begin);
    }
  }
  if (first > last) return std::nullopt;
  return ByteSpan{first, last};
}

LinePattern::Outcome LinePattern::Find(std::string_view text, ByteSpan region, std::size_t figure,
                                       Wanted wanted, PatternGroups& groups,
                                       std::size_t latest_begin) const {
  const auto beginnings = Beginnings(text, region, figure, latest_begin);
  if (!beginnings) return Outcome::kNone;
  const auto [first, last] = *beginnings;
  Machine machine(*this, text, region.end, figure);
  const auto tries = [&](std::size_t at) {
    const Utf8Character c = at < region.end ? CharacterAt(text, at) : Utf8Character{};
    return c.size == 0 || first_.May(c.code) ? machine.MatchAt(at) : false;
  };
  const auto found = [&](std::size_t at) {
    machine.Fill(at, groups);
    return Outcome::kFound;
  };
  if (wanted == Wanted::kFirst) {
    for (std::size_t at = first; at <= last;) {
      if (tries(at)) return found(at);
      if (machine.gave_up()) return Outcome::kGaveUp;
      if (at == last) break;
      at += Utf8Length(text[at]);
    }
    return Outcome::kNone;
  }
  for (std::size_t at = last;; at = PreviousCodePoint(text, at)) {
    if (tries(at)) return found(at);
    if (machine.gave_up()) return Outcome::kGaveUp;
    if (at <= first) return Outcome::kNone;
  }
}

LinePattern::Outcome LinePattern::FindAmong(std::string_view text, ByteSpan region,
                                            std::size_t figure, Wanted wanted,
                                            PatternGroups& groups,
                                            std::span<const std::size_t> begins) const {
  if (begins.empty()) return Outcome::kNone;
  const auto beginnings = Beginnings(text, region, figure, begins.back());
  if (!beginnings) return Outcome::kNone;
  Machine machine(*this, text, region.end, figure);
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::size_t at = begins[wanted == Wanted::kFirst ? i : begins.size() - 1 - i];
    if (at < beginnings->begin || at > beginnings->end) continue;
    if (machine.MatchAt(at)) {
      machine.Fill(at, groups);
      return Outcome::kFound;
    }
    if (machine.gave_up()) return Outcome::kGaveUp;
  }
  return Outcome::kNone;
}

int LinePattern::GroupNamed(std::string_view name) const {
  for (const auto& [known, number] : names_) {
    if (known == name) return number;
  }
  return 0;
}

}  // namespace heshu::extract
