// Elects the element that holds the article of a parsed page and picks its lines.
//
// The scoring is ARTICLE.md's: lines are worth their Han characters and sentence marks times the
// part of them that is not links; the element with the most good mass less its other mass wins;
// names in class and id exclude or favour. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_ARTICLE_ARTICLE_BODY_H_
#define HESHU_EXTRACT_ARTICLE_ARTICLE_BODY_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "extract/article/article_rules.h"
#include "extract/article/page_tree.h"

namespace heshu::extract {

struct BodyLine {
  std::size_t line = 0;  // index in PageTree::lines
  BlockKind kind = BlockKind::kParagraph;
};

struct PageBody {
  std::size_t element = 0;  // the elected element
  double good_mass = 0;     // of the lines taken
  double page_mass = 0;     // of all prose of the page that no name excludes
  double link_mass = 0;     // of all links of the page
  std::vector<BodyLine> lines;
  std::vector<DroppedText> dropped;  // of the elected element, with a number in them
};

// `title` is the article's title, as metadata give it; `host` the page's host ("" if unknown).
PageBody FindBody(const PageTree& page, const ArticleRules& rules, std::string_view title,
                  std::string_view host);

// The worth of a line of prose: 0 for links, little for short lines without a sentence mark.
double LineScore(const TextMeasure& measure, double link_mass);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_ARTICLE_BODY_H_
