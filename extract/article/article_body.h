// Picks the lines of the article from the elected element of a parsed page: what stands in it, less
// what names, line rules and the shape of head and tail say is furniture. Pure; safe from any
// thread.
#ifndef HESHU_EXTRACT_ARTICLE_ARTICLE_BODY_H_
#define HESHU_EXTRACT_ARTICLE_ARTICLE_BODY_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "extract/article/article_rules.h"
#include "extract/article/body_election.h"
#include "extract/article/page_tree.h"

namespace heshu::extract {

struct BodyLine {
  std::size_t line = 0;  // index in PageTree::lines
  BlockKind kind = BlockKind::kParagraph;
  std::size_t text_bytes = 0;  // of the line's text; what stands behind them is furniture
};

struct PageBody {
  std::size_t element = 0;  // the elected element
  double good_mass = 0;     // of the lines taken
  double page_mass = 0;     // of all prose of the page that no name excludes
  double link_mass = 0;     // of all links of the page
  std::vector<BodyLine> lines;
  std::vector<DroppedText> dropped;  // of the elected element, in order
  Election election;                 // how the element was found
};

PageBody FindBody(const PageTree& page, const ArticleRules& rules, const PageHints& hints);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_ARTICLE_BODY_H_
