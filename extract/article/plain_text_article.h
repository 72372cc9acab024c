// Finds the article in plain text: a reprint among spam lines, a portal page pasted with its menus,
// a PDF paste with wrapped lines and captions in mid-sentence, a newspaper page of several
// articles.
//
// Spans are bytes of the text given; nothing of it is changed. Of a text of more than 200,000 lines
// that hold something only these are read, so that time and memory stay bounded. Pure; safe from
// any thread.
#ifndef HESHU_EXTRACT_ARTICLE_PLAIN_TEXT_ARTICLE_H_
#define HESHU_EXTRACT_ARTICLE_PLAIN_TEXT_ARTICLE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "extract/article/article_rules.h"

namespace heshu::extract {

struct PlainTextArticle {
  std::string title;
  std::optional<ByteSpan> title_span;
  std::string byline;
  std::string published;
  std::string published_rule;
  std::string publisher;
  double good_mass = 0;  // of the paragraphs taken, in Han characters
  std::vector<Block> blocks;
  std::vector<DroppedText> dropped;
};

PlainTextArticle ReadPlainText(std::string_view text, const ArticleRules& rules);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_PLAIN_TEXT_ARTICLE_H_
