// Words at the ends of a text.
#ifndef HESHU_EXTRACT_CLAIMS_AFFIX_H_
#define HESHU_EXTRACT_CLAIMS_AFFIX_H_

#include <algorithm>
#include <string_view>
#include <vector>

namespace heshu::extract {

// Whether `text` ends, or begins, with one of the words.
inline bool EndsWithAny(std::string_view text, const std::vector<std::string_view>& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}
inline bool StartsWithAny(std::string_view text, const std::vector<std::string_view>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_AFFIX_H_
