#include "extract/subject/title_subject.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "extract/mentions/plain_words.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr double kPerClauseBack = 9;
constexpr std::size_t kMostBytes = 60;  // of a title
constexpr double kHolder = kSameClauseScore + 12;
constexpr std::size_t kMostHolderBytes = 48;

// 分别持股, 合计持股: what is said of the holding and not who holds.
std::string_view WithoutAdverbs(std::string_view words) {
  static constexpr std::string_view kAdverbs[] = {"分别", "合计", "共计", "直接", "间接", "各自",
                                                  "也",   "则",   "共",   "仍",   "均",   "各"};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view adverb : kAdverbs) {
      if (!words.ends_with(adverb)) continue;
      words.remove_suffix(adverb.size());
      more = true;
    }
  }
  return words;
}

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

std::optional<SubjectChoice> FindHolder(const SubjectQuery& query, const SentenceLine& line) {
  static constexpr std::string_view kHolds = "持股";
  static constexpr std::string_view kMarks[] = {"、", ",", ";", ":", "(", ")", "和", " "};
  static constexpr std::string_view kNotOfNames[] = {
      "对", "于", "通过", "的", "由", "在", "为", "是", "将", "从", "其", "该", "公司", "股东",
      "最", "后", "前",   "人", "者", "目", "若", "如", "即", "这", "两", "三", "员工", "国资"};
  if (query.metric->definition.id != "stake" || !query.match->cue) return {};
  const std::string_view text = line.text;
  const std::size_t cue = query.match->cue->begin;
  if (cue > query.at || line.source.empty() || !text.substr(cue).starts_with(kHolds)) return {};
  std::size_t begin = 0;
  for (const std::string_view mark : kMarks) {
    const std::size_t at = text.substr(0, cue).rfind(mark);
    if (at != std::string_view::npos) begin = std::max(begin, at + mark.size());
  }
  const std::size_t length = WithoutAdverbs(text.substr(begin, cue - begin)).size();
  if (length == 0) return {};
  const ByteSpan folded{line.source[begin], line.source[begin + length]};
  const std::string_view words = Slice(query.folded, folded);
  if (words.size() < 2 * std::string_view("持").size() || words.size() > kMostHolderBytes)
    return {};
  const bool is_no_name =
      ArePlainWords(words) ||
      std::any_of(std::begin(kNotOfNames), std::end(kNotOfNames), [&](std::string_view word) {
        return words.find(word) != std::string_view::npos;
      });
  // One entity that is all of the words is found as such; a place in them is a part of the name.
  const bool is_entity = std::any_of(
      query.mentions->entities.begin(), query.mentions->entities.end(), [&](const auto& entity) {
        return entity.span.Overlaps(folded) && (entity.kind == "company" || entity.span == folded);
      });
  const bool has_figure = std::any_of(line.tokens.begin(), line.tokens.end(), [&](const auto& at) {
    return at.at >= begin && at.at < cue && at.mention.kind != MentionKind::kEntity;
  });
  if (is_no_name || is_entity || has_figure) return {};
  return SubjectChoice::Unlisted(words, folded, kHolder);
}

}  // namespace heshu::extract
