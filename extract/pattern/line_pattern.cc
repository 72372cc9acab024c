#include "extract/pattern/line_pattern.h"

#include <algorithm>

#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr int kMostDepth = 400;            // choices open at a time
constexpr std::size_t kMostChanges = 100;  // of groups, on the way to a match
constexpr std::size_t kBaseSteps = 4000;
constexpr std::size_t kStepsPerByte = 60;

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

}  // namespace

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

  bool MatchAt(std::size_t at) {
    if (!MayRun(0, at)) return false;
    if (Run(0, at, 0)) return true;
    TakeBack(0);
    return false;
  }
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

  // Groups are set on the way and put back where another way is tried.
  void Set(std::array<std::size_t, kMostGroups>& slots, std::uint32_t group, std::size_t at) {
    if (trail_size_ == trail_.size()) {
      gave_up_ = true;
      return;
    }
    trail_[trail_size_++] = {&slots[group], slots[group]};
    slots[group] = at;
  }
  void TakeBack(std::size_t trail_size) {
    while (trail_size_ > trail_size) {
      const Change& change = trail_[--trail_size_];
      *change.slot = change.old;
    }
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
        case Op::kFigure:
          if (figure_ != kNoFigure ? at != figure_ || at + now.text.size() > end_
                                   : !Rest(at).starts_with(now.text)) {
            return false;
          }
          Set(begins_, now.index, at);
          at += now.text.size();
          Set(ends_, now.index, at);
          break;
        case Op::kChoice:
          return RunChoice(now, at, depth);
        case Op::kSplit: {
          const std::size_t trail_size = trail_size_;
          if (Run(now.index, at, depth + 1)) return true;
          TakeBack(trail_size);
          at_instruction = now.other;
          continue;
        }
        case Op::kJump:
          at_instruction = now.index;
          continue;
        case Op::kGroupBegin:
          Set(begins_, now.index, at);
          break;
        case Op::kGroupEnd:
          Set(ends_, now.index, at);
          break;
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

  bool RunChoice(const Instruction& now, std::size_t at, int depth) {
    const Utf8Character c = Next(at);
    const std::size_t trail_size = trail_size_;
    const auto runs = [&](const Branch& branch) {
      if (!MayRun(branch.begin, at)) return false;
      if (Run(branch.begin, at, depth + 1)) return true;
      TakeBack(trail_size);
      return false;
    };
    if (now.other != kNoTable && c.size > 0) {
      const auto& begins = pattern_.tables_[now.other].begins;
      const std::uint32_t slot = FirstCharacters::Slot(c.code);
      for (std::uint32_t i = begins[slot]; i < begins[slot + 1]; ++i) {
        if (runs(pattern_.branches_[pattern_.choice_branches_[i]])) return true;
        if (gave_up_) return false;
      }
      return false;
    }
    const Branch* branch = &pattern_.branches_[now.index];
    for (const Branch* const last = branch + now.most; branch != last; ++branch) {
      if (c.size > 0 && !branch->first.May(c.code)) continue;
      if (runs(*branch)) return true;
      if (gave_up_) return false;
    }
    return false;
  }

  bool RunSet(const Instruction& now, std::uint32_t at_instruction, std::size_t at, int depth) {
    const CharacterSet& set = pattern_.sets_[now.index];
    const std::uint32_t after = AfterJumps(at_instruction + 1);
    const Instruction& next = pattern_.program_[after];
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
      return count >= now.least && Run(after, at, depth + 1);
    }
    const std::size_t trail_size = trail_size_;
    const auto runs_on = [&] {
      if (Run(after, at, depth + 1)) return true;
      TakeBack(trail_size);
      return false;
    };
    const bool is_before_text = next.op == Op::kText;
    const auto may_go_on = [&] { return !is_before_text || BeginsAt(at, next.text); };
    if (now.is_lazy) {
      for (;;) {
        if (count >= now.least && may_go_on() && runs_on()) return true;
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
      if (may_go_on() && runs_on()) return true;
      if (gave_up_ || count == now.least) return false;
      at = PreviousCodePoint(text_, at);
    }
  }

  std::uint32_t AfterJumps(std::uint32_t at_instruction) const {
    while (pattern_.program_[at_instruction].op == Op::kJump) {
      at_instruction = pattern_.program_[at_instruction].index;
    }
    return at_instruction;
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
  struct Change {
    std::size_t* slot;
    std::size_t old;
  };
  std::array<Change, kMostChanges> trail_;
  std::size_t trail_size_ = 0;
};

FigureNeighbours NeighboursOf(std::string_view text, std::size_t figure) {
  FigureNeighbours out;
  const std::size_t end = figure + kTargetPlaceholder.size();
  if (figure > 0) out.before = CharacterAt(text, PreviousCodePoint(text, figure)).code;
  if (end < text.size()) out.after = CharacterAt(text, end).code;
  return out;
}

std::optional<ByteSpan> LinePattern::Beginnings(std::string_view text, ByteSpan region,
                                                std::size_t figure) const {
  std::size_t first = region.begin;
  std::size_t last = region.end;
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
                                       Wanted wanted, PatternGroups& groups) const {
  const auto beginnings = Beginnings(text, region, figure);
  if (!beginnings) return Outcome::kNone;
  return FindWithin(text, region, figure, wanted, groups, {&*beginnings, 1});
}

LinePattern::Outcome LinePattern::FindWithin(std::string_view text, ByteSpan region,
                                             std::size_t figure, Wanted wanted,
                                             PatternGroups& groups,
                                             std::span<const ByteSpan> windows) const {
  std::size_t earliest = region.begin;
  std::size_t latest = region.end;
  if (is_anchored_) {
    if (region.begin > 0) return Outcome::kNone;
    latest = 0;
  }
  if (most_to_end_ != kUnlimited) {
    if (region.end < text.size()) return Outcome::kNone;
    earliest = text.size();
    for (int i = 0; i < most_to_end_ && earliest > region.begin; ++i) {
      earliest = PreviousCodePoint(text, earliest);
    }
  }
  if (has_figure_ && figure != kNoFigure) latest = std::min(latest, figure);
  Machine machine(*this, text, region.end, figure);
  const auto tries = [&](std::size_t at) {
    const Utf8Character c = at < region.end ? CharacterAt(text, at) : Utf8Character{};
    return c.size == 0 || first_.May(c.code) ? machine.MatchAt(at) : false;
  };
  const auto found = [&](std::size_t at) {
    machine.Fill(at, groups);
    return Outcome::kFound;
  };
  const bool wants_first = wanted == Wanted::kFirst;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const ByteSpan window = windows[wants_first ? i : windows.size() - 1 - i];
    const std::size_t first = std::max(window.begin, earliest);
    const std::size_t last = std::min(window.end, latest);
    if (first > last) continue;
    for (std::size_t at = wants_first ? first : last;;) {
      if (tries(at)) return found(at);
      if (machine.gave_up()) return Outcome::kGaveUp;
      if (at == (wants_first ? last : first)) break;
      if (wants_first) {
        do {
          ++at;
        } while (at < last && IsContinuation(text[at]));  // a text may begin within a character
      } else {
        at = PreviousCodePoint(text, at);
      }
    }
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
