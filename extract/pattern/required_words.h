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
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/byte_span.h"
#include "extract/pattern/pattern_tree.h"

namespace heshu::extract {

// Every match of a pattern holds one of these words, ASCII letters compared without case.
struct WordList {
  // Lower-case and sorted; a word may stand twice. Lists of a part that patterns share are one.
  std::shared_ptr<const std::vector<std::string>> words;
  int most_before = kUnlimited;  // characters of a match before its word; kUnlimited if no limit
  // On which side of the figure the word stands, where that is known, and at most how many
  // characters from where the one begins to where the other does.
  enum class Side { kUnknown, kBeforeFigure, kBehindFigure } side = Side::kUnknown;
  int most_to_figure = kUnlimited;
};

// Reads many patterns (RE2 syntax, UTF-8), each group that they share once: the nouns of a metric
// stand in two dozen rules, a macro in hundreds. That took a third of the program's start.
class RequiredWordReader {
 public:
  RequiredWordReader();
  RequiredWordReader(RequiredWordReader&&) noexcept;
  RequiredWordReader& operator=(RequiredWordReader&&) noexcept;
  ~RequiredWordReader();

  // All that is known: every match of `pattern` holds a word of each list. The most telling comes
  // first.
  std::vector<WordList> Lists(std::string_view pattern);

 private:
  struct Memo;
  std::unique_ptr<Memo> memo_;
};

// The words of the most telling list of a pattern; empty if no list is known.
std::vector<std::string> RequiredWords(std::string_view pattern);

// Where a text holds a word of an owner's list.
struct WordHit {
  std::uint32_t owner = 0;
  ByteSpan span;
  friend auto operator<=>(const WordHit&, const WordHit&) = default;
};

// Adds to `windows`, which are in order and apart, the bytes that a match can begin at whose word
// stands at `word`, no later than the word and no earlier than `least`. Words come in order.
void AddWindow(std::string_view text, std::size_t word, int most_before, std::size_t least,
               std::vector<ByteSpan>& windows);

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
    std::vector<std::pair<char, std::uint32_t>> edges;  // in no order
    // Of a node with many edges, the nodes that the continuation bytes of UTF-8 lead to; 0 if none.
    std::vector<std::uint32_t> continuations;
    std::vector<std::uint32_t> owners;

    std::uint32_t Next(char c) const;
    void AddEdge(char c, std::uint32_t next);
  };
  std::vector<Node> nodes_;
  std::array<std::uint32_t, 256> first_{};  // the node of a word's first byte; 0 if none

  static std::size_t SlotOf(std::string_view text, std::size_t at);
  std::bitset<4096> han_;  // slots of the three-byte characters that words begin with: most none
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_PATTERN_REQUIRED_WORDS_H_
