// A regular expression of RE2 syntax as a tree, for line_pattern.h.
//
// Only what rules are written in is understood: literals, classes, groups, alternatives, counted
// and lazy repeats, ^ $ \b, and the flags i and s. Anything else (\p, \Q, a group that repeats what
// can be empty, …) parses to nothing, and RE2 must do.
#ifndef HESHU_EXTRACT_PATTERN_PATTERN_TREE_H_
#define HESHU_EXTRACT_PATTERN_PATTERN_TREE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heshu::extract {

// A set of code points.
struct CharacterSet {
  std::array<bool, 128> ascii{};
  std::vector<std::pair<char32_t, char32_t>> ranges;  // beyond ASCII, sorted, both ends included

  bool Has(char32_t c) const;
};

inline constexpr int kUnlimited = -1;

struct PatternNode {
  enum class Kind {
    kEmpty,
    kLiteral,        // these characters
    kSet,            // one character of `set`
    kSequence,       // all children
    kAlternatives,   // the first child that lets the rest match
    kRepeat,         // children[0], least to most times
    kCapture,        // children[0], as group `number`
    kTextBegin,      // ^
    kTextEnd,        // $
    kWordBoundary,   // \b of ASCII words
    kNoWordBoundary  // \B
  };
  Kind kind = Kind::kEmpty;
  std::string literal = {};   // UTF-8; of letters without case: lower
  bool ignores_case = false;  // of a literal
  std::uint32_t set = 0;      // index into PatternTree::sets
  int least = 0;              // of a repeat
  int most = 0;               // kUnlimited
  bool is_lazy = false;       // takes as few as the rest lets it
  int number = 0;             // of a capture, from 1
  std::vector<PatternNode> children = {};
};

struct PatternTree {
  PatternNode root;
  std::vector<CharacterSet> sets;
  std::vector<std::pair<std::string, int>> names;  // of captures, with their numbers
  int captures = 0;
};

// `dot_takes_newline` is the flag s for the whole pattern.
std::optional<PatternTree> ParsePattern(std::string_view pattern, bool dot_takes_newline);

// Where the characters at `at` end that stand for themselves, each once: without the last of them
// if a repeat follows it. Most of a pattern is such.
std::size_t PlainEnd(std::string_view pattern, std::size_t at);

// Whether the node can match nothing at all.
bool CanBeEmpty(const PatternNode& node);

// The most characters that the node matches; kUnlimited if there is no such number.
int MostCharacters(const PatternNode& node);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_PATTERN_PATTERN_TREE_H_
