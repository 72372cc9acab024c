#include "extract/subject/title_subject.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr double kPerClauseBack = 9;
constexpr std::size_t kMostBytes = 60;  // of a title

}  // namespace

std::optional<SubjectChoice> FindTitleSubject(const SubjectQuery& query, const SentenceLine& line) {
  static constexpr std::string_view kOfWorks[] = {"box_office", "admissions", "views"};
  static constexpr std::string_view kOpen = "《";
  static constexpr std::string_view kClose = "》";
  const std::string_view metric = query.metric->definition.id;
  const bool is_share =
      metric == "market_share" && query.match->rule.find("box_office") != std::string::npos;
  if (!is_share &&
      std::find(std::begin(kOfWorks), std::end(kOfWorks), metric) == std::end(kOfWorks))
    return {};
  if (line.source.empty() || query.at >= line.source.size()) return {};
  std::size_t from = line.source[0];  // the line does not show the marks
  if (query.folded.substr(0, from).ends_with(kOpen)) from -= kOpen.size();
  const std::size_t to = line.source[query.at];
  if (to <= from) return {};
  const std::string_view text = query.folded.substr(from, to - from);
  const std::size_t close = text.rfind(kClose);
  if (close == std::string_view::npos) return {};
  const std::size_t open = text.substr(0, close).rfind(kOpen);
  if (open == std::string_view::npos || close - open > kMostBytes) return {};
  // 《…报告》显示: a paper, and no work. 《X》等影片: one of many.
  if (StartsWithAny(text.substr(close + kClose.size()), {"显示", "指出", "称", "报道", "等"}))
    return {};
  const ByteSpan folded{from + open + kOpen.size(), from + close};
  int clauses = 0;
  for (std::size_t at = 0; at < query.at; ++at) {
    if (line.source[at] > folded.end && (line.text[at] == ',' || line.text[at] == ';')) ++clauses;
  }
  return SubjectChoice::Unlisted(Slice(query.folded, folded), folded,
                                 kSameClauseScore - kPerClauseBack * clauses);
}

}  // namespace heshu::extract
