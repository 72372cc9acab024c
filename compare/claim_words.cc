#include "compare/claim_words.h"

#include <algorithm>

namespace heshu::compare {
namespace {

bool HasAny(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

std::string_view Told(const Claim& claim, const char* key) {
  const auto at = claim.qualifiers.find(key);
  return at == claim.qualifiers.end() ? std::string_view() : std::string_view(at->second);
}

std::string_view ClauseOf(const Claim& claim) {
  if (claim.span.begin < claim.sentence_span.begin) return {};
  const std::size_t at = claim.span.begin - claim.sentence_span.begin;
  if (at > claim.sentence.size()) return {};
  const std::string_view sentence = claim.sentence;
  std::size_t begin = 0;
  for (const std::string_view stop : {"，", "；", "。", ";"}) {
    const std::size_t found = sentence.substr(0, at).rfind(stop);
    if (found != std::string_view::npos) begin = std::max(begin, found + stop.size());
  }
  return sentence.substr(begin, at - begin + claim.text.size());
}

bool Says(const Claim& claim, std::span<const std::string_view> words) {
  return HasAny(claim.sentence, words);
}

bool ClauseSays(const Claim& claim, std::span<const std::string_view> words) {
  return HasAny(ClauseOf(claim), words);
}

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace heshu::compare
