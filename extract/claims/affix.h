// Words at the ends of a text.
#ifndef HESHU_EXTRACT_CLAIMS_AFFIX_H_
#define HESHU_EXTRACT_CLAIMS_AFFIX_H_

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string_view>

namespace heshu::extract {

// Whether `text` ends, or begins, with one of the words.
inline bool EndsWithAny(std::string_view text, std::span<const std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}
inline bool StartsWithAny(std::string_view text, std::span<const std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}
inline bool EndsWithAny(std::string_view text, std::initializer_list<std::string_view> endings) {
  return EndsWithAny(text, std::span(endings.begin(), endings.size()));
}
inline bool StartsWithAny(std::string_view text,
                          std::initializer_list<std::string_view> beginnings) {
  return StartsWithAny(text, std::span(beginnings.begin(), beginnings.size()));
}

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_AFFIX_H_
