// A set of spellings with one number each, matched longest first, forwards from a position or
// backwards from one.
//
// Bytes in, bytes out; immutable once built; safe from any thread. A match costs the length of the
// longest spelling that begins there, whatever the number of spellings.
#ifndef HESHU_EXTRACT_QUANTITY_SPELLING_TRIE_H_
#define HESHU_EXTRACT_QUANTITY_SPELLING_TRIE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heshu::extract {

class SpellingTrie {
 public:
  struct Match {
    int value = -1;  // -1: nothing matches
    std::size_t size = 0;
    explicit operator bool() const { return value >= 0; }
  };

  // Adds a spelling, or replaces its value. `value` >= 0. Returns the value it had, or -1.
  int Add(std::string_view spelling, int value);
  // The value of exactly `spelling`, or -1.
  int Find(std::string_view spelling) const;

  // The longest spelling that begins at `at`. A spelling that ends in an ASCII letter or digit
  // does not match inside a longer Latin word.
  Match Longest(std::string_view text, std::size_t at) const;
  // Calls `accept(value, size)` for each spelling that begins at `at`, longest first, until it
  // returns true.
  template <typename Accept>
  bool Each(std::string_view text, std::size_t at, Accept accept) const {
    if (at >= text.size() || roots_[static_cast<unsigned char>(text[at])] < 0) return false;
    std::array<Match, kMostMatches> found;
    const std::size_t count = Collect(text, at, found);
    for (std::size_t i = count; i > 0; --i) {
      if (accept(found[i - 1].value, found[i - 1].size)) return true;
    }
    return false;
  }

  bool empty() const { return nodes_.size() == 1; }

 private:
  static constexpr std::size_t kMostMatches = 12;
  struct Node {
    std::int32_t value = -1;
    std::int32_t first_child = -1;   // index of the first child
    std::int32_t next_sibling = -1;  // children are a list …
    std::int32_t table = -1;         // … and, where many, a table by continuation byte
    std::int32_t children = 0;
    unsigned char byte = 0;
  };
  static constexpr std::int32_t kListed = 4;  // more continuation bytes than these: a table
  void Tabulate(std::int32_t node);
  std::int32_t Child(std::int32_t node, unsigned char byte) const;
  std::size_t Collect(std::string_view text, std::size_t at,
                      std::array<Match, kMostMatches>& found) const;

  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<std::array<std::int32_t, 64>> tables_;
  std::array<std::int32_t, 256> roots_ = MakeRoots();
  static constexpr std::array<std::int32_t, 256> MakeRoots() {
    std::array<std::int32_t, 256> roots{};
    for (auto& root : roots) root = -1;
    return roots;
  }
};

// The same for spellings that end at a position.
class SuffixTrie {
 public:
  int Add(std::string_view spelling, int value);
  int Find(std::string_view spelling) const;
  // The longest spelling that ends at `end`. A spelling that begins with an ASCII letter or digit
  // does not match inside a longer Latin word.
  SpellingTrie::Match LongestBefore(std::string_view text, std::size_t end) const;

 private:
  SpellingTrie reversed_;
  std::size_t longest_ = 0;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_SPELLING_TRIE_H_
