// Any document → article: decodes, tells HTML from plain text from PDF, and finds the article.
//
// HTML by Gumbo with the scoring of ARTICLE.md; plain text (reprints among spam lines, PDF pastes,
// a newspaper page with several articles) by blocks. Rules that are data (bylines, datelines, tail
// markers, site hints) come from rules/article.toml.
// An ArticleReader is immutable and safe from any thread.
#ifndef HESHU_EXTRACT_ARTICLE_ARTICLE_READER_H_
#define HESHU_EXTRACT_ARTICLE_ARTICLE_READER_H_

#include <memory>
#include <string>

#include "core/article.h"
#include "core/error.h"
#include "extract/article/article_rules.h"
#include "extract/article/article_trace.h"
#include "extract/rules/rule_file.h"

namespace heshu::extract {

struct ArticleLimits {
  std::size_t max_bytes = 64u << 20;  // of a document; a larger one fails with kLimit
  std::size_t max_depth = 512;        // of HTML elements; deeper ones are read as text of the 512th
  std::size_t max_elements = 300000;  // of a page; the tags behind them are read as line breaks
};

class ArticleReader {
 public:
  // `article_rules` is rules/article.toml.
  static Result<ArticleReader> Create(const RuleFile& article_rules, ArticleLimits limits = {},
                                      RuleSamples samples = RuleSamples::kRun);

  // Fails with kUnsupported for a binary, kLimit for one too large, kInvalidInput for an empty
  // document. An article of a page class other than kArticle is still returned, with what was
  // found.
  // `trace`, where given, is filled with how it was found.
  Result<Article> Read(const Document& document, ArticleTrace* trace = nullptr) const;

 private:
  class Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_ARTICLE_READER_H_
