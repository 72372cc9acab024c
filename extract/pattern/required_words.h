// Words without which a regular expression cannot match, read off its text.
//
// Claim rules are many, and a sentence holds the words of few of them: finding those words in one
// pass over the sentence leaves a handful of rules to try, however many there are. The reading errs
// on the safe side only: a pattern that it does not understand requires nothing.
#ifndef HESHU_EXTRACT_PATTERN_REQUIRED_WORDS_H_
#define HESHU_EXTRACT_PATTERN_REQUIRED_WORDS_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/byte_span.h"

namespace heshu::extract {

// Every text that `pattern` (RE2 syntax, UTF-8) matches holds one of these words, ASCII letters
// compared without case. Empty: no such list is known. Words are lower-case.
std::vector<std::string> RequiredWords(std::string_view pattern);

// The same, and whether every match begins with the word of it that it holds.
struct WordList {
  std::vector<std::string> words;
  bool are_first = false;
};
WordList RequiredWordList(std::string_view pattern);

// Where a text holds a word of an owner's list.
struct WordHit {
  std::uint32_t owner = 0;
  ByteSpan span;
  friend auto operator<=>(const WordHit&, const WordHit&) = default;
};

// Which of many word lists a text holds a word of: one walk over the text, whatever their number.
class WordIndex {
 public:
  WordIndex() : nodes_(1) {}

  // `owner` requires one of `words`.
  void Add(const std::vector<std::string>& words, std::uint32_t owner);

  // Owners with a word in `text`, ascending, each once.
  std::vector<std::uint32_t> Find(std::string_view text) const;
  // The words themselves, by owner and then by place.
  std::vector<WordHit> Hits(std::string_view text) const;

 private:
  // Calls `visit` with the owners of each word that stands in `text`, and where.
  template <typename Visit>
  void Walk(std::string_view text, const Visit& visit) const;

  struct Node {
    std::vector<std::pair<char, std::uint32_t>> edges;  // sorted
    std::vector<std::uint32_t> owners;
  };
  std::vector<Node> nodes_;
  std::array<std::uint32_t, 256> first_{};  // the node of a word's first byte; 0 if none

  // Whether a word can begin with the character at `at`: most begin none.
  bool MayBegin(std::string_view text, std::size_t at) const;
  static std::size_t SlotOf(std::string_view text, std::size_t at);
  std::bitset<4096> han_;  // slots of the three-byte characters that words begin with
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_PATTERN_REQUIRED_WORDS_H_
