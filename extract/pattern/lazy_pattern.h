// A regular expression of the rules, made ready when it is first used: most runs of the program
// need few of them, and making all of them takes longer than reading a page.
//
// It runs as a LinePattern; RE2 does what that does not understand or gives up on, and is the
// reference that tests compare it with. Safe from any thread. A pattern that does not compile
// matches nothing; CompileNow says why.
#ifndef HESHU_EXTRACT_PATTERN_LAZY_PATTERN_H_
#define HESHU_EXTRACT_PATTERN_LAZY_PATTERN_H_

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "extract/pattern/line_pattern.h"

namespace heshu::extract {

class LazyPattern {
 public:
  // Which match Find wants. Of kLast, `.` takes newlines too.
  using Wanted = LinePattern::Wanted;

  LazyPattern();
  explicit LazyPattern(std::string source, Wanted wanted = Wanted::kFirst);
  LazyPattern(LazyPattern&&) noexcept;
  LazyPattern& operator=(LazyPattern&&) noexcept;
  ~LazyPattern();

  bool empty() const { return state_ == nullptr; }
  const std::string& source() const;

  // Looks in the bytes `region` of `text`; ^, $ and \b see all of it. `figure` is the byte of the
  // one kTargetPlaceholder in `text`, or kNoFigure.
  bool Find(std::string_view text, ByteSpan region, std::size_t figure,
            PatternGroups& groups) const;
  // The same where every match begins, as who asks knows, in one of `windows`: bytes of characters,
  // both ends included, in order and apart.
  bool FindWithin(std::string_view text, ByteSpan region, std::size_t figure, PatternGroups& groups,
                  std::span<const ByteSpan> windows) const;
  bool FoundIn(std::string_view text, std::size_t figure = kNoFigure) const;
  // The first match in all of `text`; nothing if there is none.
  std::optional<PatternGroups> FirstIn(std::string_view text) const;

  // Number of the group of this name; 0 if there is none.
  int GroupNamed(std::string_view name) const;

  // How far a match reaches from the figure; makes the pattern ready.
  PatternReach Reach() const;
  // Whether a match can hold the figure between these characters: no false "no".
  bool MayStandBetween(const FigureNeighbours& neighbours) const;

  // Compiles with RE2: "" or what is wrong with the pattern.
  const std::string& CompileNow() const;

  // The two ways to run it, for tests. FindFast answers kGaveUp for what it does not understand.
  LinePattern::Outcome FindFast(std::string_view text, ByteSpan region, std::size_t figure,
                                PatternGroups& groups) const;
  bool FindByReference(std::string_view text, ByteSpan region, PatternGroups& groups) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_PATTERN_LAZY_PATTERN_H_
