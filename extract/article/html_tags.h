// What the page reducer has to know about each HTML tag.
#ifndef HESHU_EXTRACT_ARTICLE_HTML_TAGS_H_
#define HESHU_EXTRACT_ARTICLE_HTML_TAGS_H_

#include <cstdint>
#include <string_view>

namespace heshu::extract {

// How the reducer treats a tag.
enum class TagAction : std::uint8_t {
  kKeep,         // written as it is
  kDropTag,      // the tag vanishes, its content stays
  kDropContent,  // the element vanishes with all up to its end tag, if that exists
  kRawText,      // likewise, but nothing inside is markup (script, style)
  kTitle,        // kept; text up to the end tag
  kOnce,         // html, head, body: the first start tag is kept, end tags vanish
};

// What its start tag closes, after HTML's tree construction rules.
enum class TagGroup : std::uint8_t {
  kInline,     // ordinary inline elements; their end tag does not reach through a block
  kBlock,      // closes an open <p>
  kParagraph,  // <p>
  kListItem,   // <li>
  kTerm,       // <dt>, <dd>
  kList,       // <ul>, <ol>, <dl>: a barrier to list items
  kTable,      // <table>: a barrier to everything outside
  kSection,    // <thead>, <tbody>, <tfoot>
  kRow,        // <tr>
  kCell,       // <td>, <th>, <caption>: a barrier to everything outside but table parts
  kVoid,       // has no content
};

struct TagInfo {
  std::string_view written;  // the name in the reduced page
  TagAction action = TagAction::kKeep;
  TagGroup group = TagGroup::kInline;
};

// `name` in lower case. Unknown names are kept as inline elements called "x-i".
const TagInfo& FindTag(std::string_view name);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_HTML_TAGS_H_
