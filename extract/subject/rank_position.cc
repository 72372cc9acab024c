#include "extract/subject/rank_position.h"

#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {

// 「在…Index上位列第八」, 「OpenRouter榜单」: where it ranks.
bool IsChart(std::string_view line, std::size_t at) {
  return StartsWithAny(line.substr(at + kPlaceholderBytes), {"上", "榜", "的榜", "排行", "的排行"});
}

// 第一名华为,…: the rank opens the clause, whose it is follows.
bool OpensWithRank(const SentenceLine& line, std::size_t at, std::size_t figure) {
  constexpr std::size_t kMostBytes = 9;  // 4、排名第四的
  const std::size_t begin = line.ClauseBegin(figure);
  return at == figure + kPlaceholderBytes && figure - begin <= kMostBytes;
}

// 排名第三的美光: the rank stands before whom it is told of.
bool IsRankOf(std::string_view line, std::size_t at, std::size_t figure) {
  constexpr std::size_t kMostBytes = 24;
  const std::string_view between =
      line.substr(figure + kPlaceholderBytes, at - figure - kPlaceholderBytes);
  // 第4名为一银iLEO, 第3名由纯网银LINE Bank卡位.
  const bool names_it = between.size() <= kMostBytes &&
                        between.find_first_of(",;:") == std::string_view::npos &&
                        StartsWithAny(between, {"为", "由", "是", "则为", "则由", "则是", "的是"});
  if (names_it) return true;
  return between == "的" || between == "名的" || between == "位的";
}

}  // namespace heshu::extract
