// The articles of a PDF: its stories (pdf_layout), each read as a plain text (plain_text_article)
// whose paragraphs and headings are known.
#ifndef HESHU_EXTRACT_ARTICLE_PDF_ARTICLE_H_
#define HESHU_EXTRACT_ARTICLE_PDF_ARTICLE_H_

#include <string>
#include <string_view>

#include "core/error.h"
#include "extract/article/article_rules.h"
#include "extract/article/plain_text_article.h"

namespace heshu::extract {

struct PdfArticle {
  std::string text;          // one block a line; `article`'s spans count its bytes
  PlainTextArticle article;  // its first story tells title, date and source;
                             // Block::section numbers the stories in reading order
};

// Fails as ReadPdf does.
Result<PdfArticle> ReadPdfArticle(std::string_view bytes, const ArticleRules& rules);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_PDF_ARTICLE_H_
