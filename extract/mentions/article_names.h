// Names of companies of no table, settled by all that an article says: 车用激光雷达初创澄光科技
// tells neither where the name begins nor that 澄光 is its short form; 「澄光科技成立于…」 and
// 「澄光表示」 elsewhere do.
//
// All texts are folded. Pure functions; safe from any thread.
#ifndef HESHU_EXTRACT_MENTIONS_ARTICLE_NAMES_H_
#define HESHU_EXTRACT_MENTIONS_ARTICLE_NAMES_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace heshu::extract {

struct ArticleName {
  std::string name;        // 澄光科技
  std::string head;        // 澄光
  std::string short_form;  // the head, if the article calls it so; or ""
};

// The names that `blocks`, an article's title and its paragraphs, settle; the surest first. What a
// table knows is not looked for: the caller leaves it out.
std::vector<ArticleName> FindArticleNames(std::span<const std::string_view> blocks);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_ARTICLE_NAMES_H_
