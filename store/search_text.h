// Cuts folded text (UTF-8) into the words of the full-text index.
//
// A Han character (kana and hangul too) becomes one word with the character that follows it at
// once, if that is one as well, and stands alone otherwise: 豆包，日均 → 豆包 包 日均 均. So two
// characters are found as one word, n as a phrase of n − 1, and one character as the beginning of a
// word: each exactly where it stands. A run of letters is a word, lower-case; so is a run of digits
// (qwen3.5 → qwen 3 5; 5,890 → 5890). All else only separates. Words hold no ASCII but letters and
// digits, so that no text can be read as syntax of a query. A line break between Han characters is
// none (pages wrap lines there). Ill-formed UTF-8 separates. Pure functions.
#ifndef HESHU_STORE_SEARCH_TEXT_H_
#define HESHU_STORE_SEARCH_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

namespace heshu::store {

// The words of a text, in order.
std::vector<std::string> IndexWords(std::string_view folded);
// The same, with blanks between; where the text has kPartEnd, no phrase reaches across.
std::string IndexText(std::string_view folded);

// Put between texts that are indexed as one: ASCII's unit separator.
inline constexpr char kPartEnd = '\x1f';

// What one term of a query asks the index for: the words in a row, the last of them only as the
// beginning of a word if `prefix`. Empty if the term has no word.
struct SearchPhrase {
  std::vector<std::string> words;
  bool prefix = false;

  friend bool operator==(const SearchPhrase&, const SearchPhrase&) = default;
};
SearchPhrase PhraseOf(std::string_view folded_term);

// A query's terms: parted by white space (the ideographic too); what stands between straight quotes
// is one term, an unmatched quote separates. Not folded yet.
std::vector<std::string> QueryTerms(std::string_view query);

}  // namespace heshu::store

#endif  // HESHU_STORE_SEARCH_TEXT_H_
