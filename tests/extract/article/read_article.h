// What the article tests share: a reader with the project's own rules.
#ifndef HESHU_TESTS_EXTRACT_ARTICLE_READ_ARTICLE_H_
#define HESHU_TESTS_EXTRACT_ARTICLE_READ_ARTICLE_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/article.h"
#include "extract/article/article_reader.h"

namespace heshu::extract {

inline const ArticleReader& SharedReader() {
  static const ArticleReader reader = [] {
    const auto file = RuleFile::Read(HESHU_SOURCE_DIR "/rules/article.toml");
    EXPECT_TRUE(file.has_value()) << file.error().ToString();
    auto created = ArticleReader::Create(*file);
    EXPECT_TRUE(created.has_value()) << created.error().ToString();
    return *created;
  }();
  return reader;
}

inline Article ReadArticle(std::string bytes, std::string url = {}) {
  Document document;
  document.bytes = std::move(bytes);
  document.url = std::move(url);
  auto article = SharedReader().Read(document);
  EXPECT_TRUE(article.has_value()) << article.error().ToString();
  return article.has_value() ? *article : Article{};
}

// The text of each block, its pieces joined by nothing.
inline std::vector<std::string> BlockTexts(const Article& article) {
  std::vector<std::string> texts;
  for (const auto& block : article.blocks) {
    std::string text;
    for (const auto& piece : block.pieces) text += Slice(article.text, piece);
    texts.push_back(text);
  }
  return texts;
}

}  // namespace heshu::extract

#endif  // HESHU_TESTS_EXTRACT_ARTICLE_READ_ARTICLE_H_
