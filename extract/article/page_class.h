// Says what kind of page was read: an article, a list of links, a video, an expired page, …
#ifndef HESHU_EXTRACT_ARTICLE_PAGE_CLASS_H_
#define HESHU_EXTRACT_ARTICLE_PAGE_CLASS_H_

#include <string_view>

#include "core/article.h"
#include "extract/article/article_body.h"
#include "extract/article/article_rules.h"
#include "extract/article/html_metadata.h"
#include "extract/article/page_tree.h"

namespace heshu::extract {

struct PageVerdict {
  PageClass page_class = PageClass::kArticle;
  double confidence = 1;  // in page_class, 0 … 1: a logistic of the evidence for it
};

// `text` is the article's text, as it was found by `body`; `metadata` is complete (its title and
// date are evidence).
PageVerdict ClassifyPage(const PageTree& page, const ArticleRules& rules, const PageBody& body,
                         const PageMetadata& metadata, std::string_view text);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_PAGE_CLASS_H_
