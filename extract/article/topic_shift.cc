#include "extract/article/topic_shift.h"

#include <unordered_map>

#include "extract/article/text_measure.h"

namespace heshu::extract {
namespace {

constexpr double kMinArticleMass = 100;  // an article under a headline has at least this
constexpr double kSharedTerms =
    .12;                             // of the repeated terms: fewer known ones make another article
constexpr double kMinRepeated = 15;  // occurrences of repeated terms needed to judge

// Calls `take(term)` for every term of `key`, repetitions included.
template <typename Take>
void ForEachTerm(std::string_view key, Take take) {
  std::string_view last_han;
  std::size_t word = std::string_view::npos;
  std::size_t at = 0;
  while (at <= key.size()) {
    const std::size_t begin = at;
    const char32_t c = at < key.size() ? NextCodePoint(key, &at) : (++at, char32_t{0});
    const bool han = IsHan(c);
    if (c != 0 && !han) {
      if (word == std::string_view::npos) word = begin;
      last_han = {};
      continue;
    }
    if (word != std::string_view::npos) {
      if (begin - word >= 2) take(key.substr(word, begin - word));
      word = std::string_view::npos;
    }
    if (!han) continue;
    const std::string_view here = key.substr(begin, at - begin);
    if (!last_han.empty()) take(key.substr(begin - last_han.size(), last_han.size() + here.size()));
    last_han = here;
  }
}

}  // namespace

std::unordered_set<std::string> HanPairs(std::string_view key) {
  std::unordered_set<std::string> terms;
  ForEachTerm(key, [&terms](std::string_view term) { terms.emplace(term); });
  return terms;
}

std::vector<std::size_t> FindTopicStarts(const std::vector<TopicUnit>& units) {
  std::vector<std::size_t> starts;
  std::unordered_set<std::string> known;  // terms of the article so far
  double known_mass = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool heads = units[i].is_heading && (i == 0 || !units[i - 1].is_heading);
    if (heads && known_mass >= kMinArticleMass) {
      // The terms that come back in the text under this heading, up to the next heading behind
      // enough of it.
      std::unordered_map<std::string, int> counts;
      double mass = 0;
      for (std::size_t k = i; k < units.size(); ++k) {
        if (k > i && units[k].is_heading && mass >= kMinArticleMass) break;
        if (!units[k].is_heading) mass += units[k].mass;
        ForEachTerm(units[k].text,
                    [&counts](std::string_view term) { ++counts[std::string(term)]; });
      }
      double repeated = 0, shared = 0;
      for (const auto& [term, count] : counts) {
        if (count < 3) continue;
        repeated += count;
        if (known.contains(term)) shared += count;
      }
      if (mass >= kMinArticleMass && repeated >= kMinRepeated && shared < kSharedTerms * repeated) {
        starts.push_back(units[i].id);
        known.clear();
        known_mass = 0;
      }
    }
    if (!units[i].is_heading) known_mass += units[i].mass;
    ForEachTerm(units[i].text, [&known](std::string_view term) { known.emplace(term); });
  }
  return starts;
}

}  // namespace heshu::extract
