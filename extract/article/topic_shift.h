// Tells the headline of another article from a sub-heading, by what the text under it is about.
//
// A newspaper page pasted as text has several articles one behind another. Under a sub-heading the
// words of the article come back; under another article's headline they do not. Pure.
#ifndef HESHU_EXTRACT_ARTICLE_TOPIC_SHIFT_H_
#define HESHU_EXTRACT_ARTICLE_TOPIC_SHIFT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace heshu::extract {

struct TopicUnit {
  std::size_t id = 0;  // the caller's
  bool is_heading = false;
  std::string text;  // a HeadlineKey
  double mass = 0;   // in Han characters
};

// The ids of the headings at which another article begins, ascending.
std::vector<std::size_t> FindTopicStarts(const std::vector<TopicUnit>& units);

// The terms of a HeadlineKey: each two neighbouring Han characters, each run of letters or digits.
std::unordered_set<std::string> HanPairs(std::string_view key);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_TOPIC_SHIFT_H_
