// Words at the ends of a text, and at a place in it.
//
// Asked at every character of every text: a word is told apart by one byte of it before all of it
// is compared, and a long list (WordTable) by the character that it begins or ends with.
#ifndef HESHU_EXTRACT_TEXT_AFFIX_H_
#define HESHU_EXTRACT_TEXT_AFFIX_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace heshu::extract {

// The last byte tells Han words apart, the first hardly does.
constexpr bool BeginsWith(std::string_view text, std::string_view word) {
  return word.empty() || (word.size() <= text.size() && text[word.size() - 1] == word.back() &&
                          text.starts_with(word));
}
constexpr bool EndsWith(std::string_view text, std::string_view word) {
  return word.empty() ||
         (word.size() <= text.size() && text.back() == word.back() && text.ends_with(word));
}

// Whether `text` ends, or begins, with one of the words.
constexpr bool EndsWithAny(std::string_view text, std::span<const std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return EndsWith(text, ending); });
}
constexpr bool StartsWithAny(std::string_view text, std::span<const std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return BeginsWith(text, beginning); });
}
constexpr bool EndsWithAny(std::string_view text, std::initializer_list<std::string_view> endings) {
  return EndsWithAny(text, std::span(endings.begin(), endings.size()));
}
constexpr bool StartsWithAny(std::string_view text,
                             std::initializer_list<std::string_view> beginnings) {
  return StartsWithAny(text, std::span(beginnings.begin(), beginnings.size()));
}

// A set of characters of three bytes in UTF-8: Han and its punctuation. Made at compile time.
class HanCharacters {
 public:
  explicit constexpr HanCharacters(std::string_view characters) {
    for (std::size_t at = 0; at + 2 < characters.size(); at += 3) {
      const std::size_t code = CodeOf(characters, at);
      bits_[code / 64] |= std::uint64_t{1} << code % 64;
    }
  }
  // Whether the character that begins at `at` is one of them.
  constexpr bool HasAt(std::string_view text, std::size_t at) const {
    if (at + 2 >= text.size() || (static_cast<unsigned char>(text[at]) & 0xF0) != 0xE0)
      return false;
    const std::size_t code = CodeOf(text, at);
    return (bits_[code / 64] >> code % 64 & 1) != 0;
  }

 private:
  static constexpr std::size_t CodeOf(std::string_view text, std::size_t at) {
    const auto bits = [&](std::size_t i, unsigned mask) {
      return static_cast<std::size_t>(static_cast<unsigned char>(text[at + i]) & mask);
    };
    return bits(0, 0x0F) << 12 | bits(1, 0x3F) << 6 | bits(2, 0x3F);
  }
  std::array<std::uint64_t, 1024> bits_{};
};

enum class WordSide { kBegin, kEnd };

// A list of words, sorted out by the character that they begin (or end) with: what a text does not
// begin with costs one look, however long the list is. Made at compile time; no word is empty.
template <std::size_t N, WordSide kSide>
class WordTable {
 public:
  explicit constexpr WordTable(std::span<const std::string_view, N> words) {
    std::array<std::uint16_t, kSlots + 1> count{};
    for (const std::string_view word : words) ++count[SlotOf(word) + 1];
    for (std::size_t slot = 0; slot < kSlots; ++slot) count[slot + 1] += count[slot];
    begin_ = count;
    for (const std::string_view word : words) words_[count[SlotOf(word)]++] = word;
  }

  // The first of the list that `text` begins (ends) with; "" if there is none.
  constexpr std::string_view Match(std::string_view text) const {
    if (text.empty()) return {};
    const std::size_t slot = SlotOf(text);
    for (std::size_t i = begin_[slot]; i < begin_[slot + 1]; ++i) {
      const bool is_here =
          kSide == WordSide::kBegin ? BeginsWith(text, words_[i]) : EndsWith(text, words_[i]);
      if (is_here) return words_[i];
    }
    return {};
  }
  constexpr bool Matches(std::string_view text) const { return !Match(text).empty(); }

 private:
  static constexpr std::size_t kSlots = 256;

  // Words that begin (end) with the same character have the same slot.
  static constexpr std::size_t SlotOf(std::string_view text) {
    const auto byte = [&](std::size_t i) {
      return static_cast<std::size_t>(static_cast<unsigned char>(text[i]));
    };
    if constexpr (kSide == WordSide::kEnd) {
      const std::size_t last = text.size() - 1;
      return byte(last) < 0x80 || last == 0 ? byte(last) : Mix(byte(last - 1), byte(last));
    } else {
      return byte(0) < 0xE0 || text.size() < 3 ? byte(0) : Mix(byte(1), byte(2));
    }
  }
  static constexpr std::size_t Mix(std::size_t a, std::size_t b) { return (a * 13 + b) % kSlots; }

  std::array<std::uint16_t, kSlots + 1> begin_{};  // of each slot in `words_`
  std::array<std::string_view, N> words_{};
};

template <std::size_t N>
constexpr WordTable<N, WordSide::kBegin> Beginnings(const std::string_view (&words)[N]) {
  return WordTable<N, WordSide::kBegin>(words);
}
template <std::size_t N>
constexpr WordTable<N, WordSide::kBegin> Beginnings(const std::array<std::string_view, N>& words) {
  return WordTable<N, WordSide::kBegin>(words);
}
template <std::size_t N>
constexpr WordTable<N, WordSide::kEnd> Endings(const std::string_view (&words)[N]) {
  return WordTable<N, WordSide::kEnd>(words);
}

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TEXT_AFFIX_H_
