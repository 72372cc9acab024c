#include "store/match_query.h"

#include <algorithm>

#include "core/hash.h"
#include "store/search_text.h"

namespace heshu::store {
namespace {

// "a b" *
std::string Expression(const SearchPhrase& phrase) {
  std::string out = "\"";
  for (const auto& word : phrase.words) {
    if (out.size() > 1) out += ' ';
    out += word;
  }
  out += '"';
  if (phrase.prefix) out += " *";
  return out;
}

}  // namespace

std::string KeyWord(KeySlot slot, std::string_view value) {
  // Letters and digits in one word: no text has such a word (search_text.h).
  return "k0" + HexId(StableHash(value, static_cast<std::uint64_t>(slot) + 1));
}

std::string MatchExpression(std::string_view query, const FoldFunction& fold,
                            const std::vector<std::string>& keys) {
  // A text has few words, a query that asks for more than these is found by them as well as by all.
  static constexpr std::size_t kMaxTerms = 64;
  static constexpr std::size_t kMaxWords = 512;
  std::vector<std::string> expressions;
  std::size_t words = 0;
  for (const auto& term : QueryTerms(query)) {
    auto phrase = PhraseOf(fold ? fold(term) : term);
    if (phrase.words.empty()) continue;
    if (words + phrase.words.size() > kMaxWords) {
      phrase.words.resize(kMaxWords - words);
      phrase.prefix = false;
    }
    if (phrase.words.empty() || expressions.size() == kMaxTerms) break;
    words += phrase.words.size();
    auto expression = Expression(phrase);
    if (std::find(expressions.begin(), expressions.end(), expression) == expressions.end()) {
      expressions.push_back(std::move(expression));
    }
  }
  if (expressions.empty()) return {};
  for (const auto& key : keys) expressions.push_back('"' + key + '"');
  std::string all;
  for (const auto& expression : expressions) {
    if (!all.empty()) all += " AND ";
    all += expression;
  }
  return all;
}

}  // namespace heshu::store
