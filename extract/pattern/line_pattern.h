// A rule's regular expression, run over one sentence line by backtracking from where it can begin.
//
// A line is short, a rule's pattern begins with few characters, and all of them are asked about one
// figure in it. So trying the places where a pattern can begin costs less than RE2's automata,
// which have to be built anew for each of the many hundred patterns, and a pattern is ready to run
// in a hundredth of the time that RE2 takes to compile it. What matches and what the groups hold is
// what RE2 says; where that would take too many steps, the pattern gives up and RE2 must do
// (lazy_pattern.h is both). Text is well-formed UTF-8. Immutable; safe from any thread.
#ifndef HESHU_EXTRACT_PATTERN_LINE_PATTERN_H_
#define HESHU_EXTRACT_PATTERN_LINE_PATTERN_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/byte_span.h"
#include "extract/pattern/pattern_tree.h"

namespace heshu::extract {

// What stands in the place of the figure that a rule is asked about: U+E0FF.
inline constexpr std::string_view kTargetPlaceholder = "\xEE\x83\xBF";
inline constexpr std::size_t kNoFigure = std::string_view::npos;
inline constexpr std::size_t kMostGroups = 10;  // group 0 is the whole match

// What the groups of a match hold; a group that took no part is empty (std::optional).
struct PatternGroups {
  std::array<std::optional<ByteSpan>, kMostGroups> spans;
  ByteSpan whole() const { return *spans[0]; }
};

// How many characters a match can take on either side of the figure; kUnlimited if there is no such
// number, or a match need not hold the figure.
struct PatternReach {
  int before = kUnlimited;
  int after = kUnlimited;
};

// Which characters a match can begin with: no false "no".
class FirstCharacters {
 public:
  void Add(char32_t c) { bits_[Slot(c) >> 6] |= std::uint64_t{1} << (Slot(c) & 63); }
  void AddAll() { bits_.fill(~std::uint64_t{0}); }
  void AddBeyondAscii() { bits_[2] = bits_[3] = ~std::uint64_t{0}; }
  void Add(const FirstCharacters& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
  }
  bool May(char32_t c) const { return (bits_[Slot(c) >> 6] >> (Slot(c) & 63) & 1) != 0; }

 private:
  static std::uint32_t Slot(char32_t c) { return c < 0x80 ? c : 0x80 | ((c ^ (c >> 6)) & 0x7F); }
  std::array<std::uint64_t, 4> bits_{};
};

class LinePattern {
 public:
  enum class Outcome { kNone, kFound, kGaveUp };
  // Which of the places where the pattern matches: RE2's own choice, or the last one to begin, as
  // `^(.*)(?:pattern)` chooses.
  enum class Wanted { kFirst, kLast };

  // Nothing where the pattern is not understood. `dot_takes_newline` is RE2's flag s.
  static std::optional<LinePattern> Create(std::string_view pattern, bool dot_takes_newline);

  // Looks in bytes [region.begin, region.end) of `text`; ^, $ and \b see all of it. `figure` is the
  // byte of the one kTargetPlaceholder in `text`, or kNoFigure. No match begins after
  // `latest_begin`, as who asks knows.
  Outcome Find(std::string_view text, ByteSpan region, std::size_t figure, Wanted wanted,
               PatternGroups& groups, std::size_t latest_begin = std::string_view::npos) const;

  // The same, where every match begins at one of the bytes `begins`, which are in order.
  Outcome FindAmong(std::string_view text, ByteSpan region, std::size_t figure, Wanted wanted,
                    PatternGroups& groups, std::span<const std::size_t> begins) const;

  // Number of the group of this name; 0 if there is none.
  int GroupNamed(std::string_view name) const;
  const PatternReach& reach() const { return reach_; }

 private:
  enum class Op : std::uint8_t {
    kText,        // `text`
    kTextNoCase,  // `text`, which is lower-case
    kSet,         // one character of sets_[index]
    kSetRun,      // least to most characters of sets_[index]
    kFigure,      // the figure's placeholder, as group `index`
    kChoice,      // the branches from `index` on, `most` of them, in order
    kSplit,       // goes on at `index`, or else at `other`
    kJump,        // goes on at `index`
    kGroupBegin,  // of group `index`
    kGroupEnd,
    kTextBegin,
    kTextEnd,
    kWordBoundary,
    kNoWordBoundary,
    kMatch
  };
  struct Instruction {
    Op op = Op::kMatch;
    bool is_lazy = false;
    std::uint32_t index = 0, other = 0;
    std::int32_t least = 0, most = 0;
    std::int32_t to_figure = 0;  // of kSetRun: see Builder
    std::string text = {};
  };
  struct Branch {
    std::uint32_t begin = 0;  // instruction
    FirstCharacters first;
  };
  class Builder;
  class Machine;
  // The bytes that a match can begin at, both included; nothing if there are none.
  std::optional<ByteSpan> Beginnings(std::string_view text, ByteSpan region, std::size_t figure,
                                     std::size_t latest_begin) const;

  std::vector<Instruction> program_;
  std::vector<Branch> branches_;
  std::vector<CharacterSet> sets_;
  std::vector<std::pair<std::string, int>> names_;
  FirstCharacters first_;
  std::size_t groups_ = 1;    // the whole match counted
  bool is_anchored_ = false;  // every match begins where the text does
  bool has_figure_ = false;   // every match holds the figure
  PatternReach reach_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_PATTERN_LINE_PATTERN_H_
