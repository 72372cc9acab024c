// Articles as rows: what has no column of its own is JSON.
#ifndef HESHU_STORE_DOCUMENT_ROW_H_
#define HESHU_STORE_DOCUMENT_ROW_H_

#include <string>
#include <string_view>

#include "core/article.h"
#include "core/error.h"
#include "store/statement.h"

namespace heshu::store {

// INSERT OR REPLACE INTO articles, for BindArticle().
extern const char* const kInsertArticleSql;
void BindArticle(std::string_view doc, const Article& article, Statement& statement);

// SELECT … FROM articles WHERE doc = ?, for ReadArticleRow().
extern const char* const kSelectArticleSql;
Result<Article> ReadArticleRow(std::string_view doc, const Statement& row);

}  // namespace heshu::store

#endif  // HESHU_STORE_DOCUMENT_ROW_H_
