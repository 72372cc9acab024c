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
#include <bit>
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

// How far a match can reach on either side of the figure.
struct PatternReach {
  // So many characters; kUnlimited if there is no such number, or a match need not hold the figure.
  int before = kUnlimited;
  int after = kUnlimited;
  // Past the comma or semicolon that ends the figure's clause.
  bool leaves_clause_before = true;
  bool leaves_clause_after = true;
};

// Which characters can stand at a place, such as the beginning of a match: no false "no".
class FirstCharacters {
 public:
  void Add(char32_t c) { bits_[Slot(c) >> 6] |= std::uint64_t{1} << (Slot(c) & 63); }
  void AddAll() { bits_.fill(~std::uint64_t{0}); }
  bool HasAll() const {
    return bits_[0] == ~std::uint64_t{0} && bits_[1] == bits_[0] && bits_[2] == bits_[0] &&
           bits_[3] == bits_[0];
  }
  void AddBeyondAscii() { bits_[2] = bits_[3] = ~std::uint64_t{0}; }
  void Add(const FirstCharacters& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
  }
  bool May(char32_t c) const { return HasSlot(Slot(c)); }

  // Characters of one slot are not told apart.
  static constexpr std::uint32_t kSlots = 256;
  static std::uint32_t Slot(char32_t c) { return c < 0x80 ? c : 0x80 | ((c ^ (c >> 6)) & 0x7F); }
  bool HasSlot(std::uint32_t slot) const { return (bits_[slot >> 6] >> (slot & 63) & 1) != 0; }
  template <typename Visit>
  void EachSlot(const Visit& visit) const {
    for (std::uint32_t i = 0; i < bits_.size(); ++i) {
      for (std::uint64_t rest = bits_[i]; rest != 0; rest &= rest - 1) {
        visit(i << 6 | static_cast<std::uint32_t>(std::countr_zero(rest)));
      }
    }
  }

 private:
  std::array<std::uint64_t, 4> bits_{};
};

// The characters right before and right behind the figure; kNoCharacter where the text ends.
struct FigureNeighbours {
  static constexpr char32_t kNoCharacter = 0xFFFFFFFF;
  char32_t before = kNoCharacter;
  char32_t after = kNoCharacter;
};
FigureNeighbours NeighboursOf(std::string_view text, std::size_t figure);

class LinePattern {
 public:
  enum class Outcome { kNone, kFound, kGaveUp };
  // Which of the places where the pattern matches: RE2's own choice, or the last one to begin, as
  // `^(.*)(?:pattern)` chooses.
  enum class Wanted { kFirst, kLast };

  // Nothing where the pattern is not understood. `dot_takes_newline` is RE2's flag s.
  static std::optional<LinePattern> Create(std::string_view pattern, bool dot_takes_newline);

  // Looks in bytes [region.begin, region.end) of `text`; ^, $ and \b see all of it. `figure` is the
  // byte of the one kTargetPlaceholder in `text`, or kNoFigure.
  Outcome Find(std::string_view text, ByteSpan region, std::size_t figure, Wanted wanted,
               PatternGroups& groups) const;

  // The same where every match begins, as who asks knows, in one of `windows`: bytes of characters,
  // both ends included, in order and apart.
  Outcome FindWithin(std::string_view text, ByteSpan region, std::size_t figure, Wanted wanted,
                     PatternGroups& groups, std::span<const ByteSpan> windows) const;

  // Number of the group of this name; 0 if there is none.
  int GroupNamed(std::string_view name) const;
  const PatternReach& reach() const { return reach_; }
  // Whether a match can hold the figure between these characters: no false "no".
  bool MayStandBetween(const FigureNeighbours& neighbours) const {
    const auto may = [](const FirstCharacters& characters, char32_t c) {
      return c == FigureNeighbours::kNoCharacter ? characters.HasAll() : characters.May(c);
    };
    return may(before_figure_, neighbours.before) && may(after_figure_, neighbours.after);
  }

 private:
  enum class Op : std::uint8_t {
    kText,        // `text`
    kTextNoCase,  // `text`, which is lower-case
    kSet,         // one character of sets_[index]
    kSetRun,      // least to most characters of sets_[index]
    kFigure,      // the figure's placeholder, as group `index`
    kChoice,      // the branches from `index` on, `most` of them, in order; `other` its table
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
  // Of a choice of many branches, those that can begin with a character of each slot.
  struct ChoiceTable {
    std::array<std::uint16_t, FirstCharacters::kSlots + 1> begins{};  // in choice_branches_
  };
  static constexpr std::uint32_t kNoTable = 0xFFFFFFFF;
  class Builder;
  class Machine;
  // The bytes that a match can begin at, both included, as far as the figure tells; nothing if
  // there are none.
  std::optional<ByteSpan> Beginnings(std::string_view text, ByteSpan region,
                                     std::size_t figure) const;

  std::vector<Instruction> program_;
  std::vector<Branch> branches_;
  std::vector<ChoiceTable> tables_;
  std::vector<std::uint16_t> choice_branches_;  // indices of branches_
  std::vector<CharacterSet> sets_;
  std::vector<std::pair<std::string, int>> names_;
  FirstCharacters first_;
  FirstCharacters before_figure_, after_figure_;  // right before and behind it; all if none need be
  std::size_t groups_ = 1;                        // the whole match counted
  bool is_anchored_ = false;                      // every match begins where the text does
  int most_to_end_ = kUnlimited;  // characters of a match, if each ends where the text does
  bool has_figure_ = false;       // every match holds the figure
  PatternReach reach_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_PATTERN_LINE_PATTERN_H_
