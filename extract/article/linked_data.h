// What the JSON-LD of a page says about its article.
//
// Read leniently (control characters, comments, HTML comment marks); what the parser refuses is
// searched by pattern. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_ARTICLE_LINKED_DATA_H_
#define HESHU_EXTRACT_ARTICLE_LINKED_DATA_H_

#include <string>
#include <string_view>
#include <vector>

namespace heshu::extract {

// "" where nothing is said.
struct LinkedData {
  std::string headline;
  std::string published;  // as written
  std::string author;
  std::string publisher;
  std::string description;
  std::string body;              // articleBody: plain text or HTML, line breaks kept
  bool is_article = false;       // some object is a kind of article
  bool is_video = false;         // … a video, and none an article
  bool for_subscribers = false;  // isAccessibleForFree: false
};

// `scripts` are the contents of the page's JSON-LD scripts, in order; the first that says something
// counts.
LinkedData ReadLinkedData(const std::vector<std::string_view>& scripts);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_LINKED_DATA_H_
