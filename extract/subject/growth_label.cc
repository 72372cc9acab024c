#include "extract/subject/growth_label.h"

#include <span>

#include "extract/mentions/english_clause.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr double kLabelOfGrowth = kSameClauseScore + 1;  // all that its clause says before the verb

// A clause before its figure, from back to front: how much at least, the verb, how it grew.
constexpr std::string_view kBounds[] = {"约", "达到", "达", "超过", "超", "近",
                                        "逾", "了",   "为", "高达", "仅", ":"};
constexpr std::string_view kVerbs[] = {"增长", "增加", "上升", "上涨", "提升", "提高", "下降",
                                       "下跌", "下滑", "减少", "降低", "回落", "回升", "大增",
                                       "大降", "微增", "微降", "略增", "略降", "增",   "升",
                                       "涨",   "降",   "跌",   "减"};
constexpr std::string_view kAdverbs[] = {
    "同比", "环比", "按年", "按月", "按季", "实际", "名义", "分别", "各",   "均",   "也",   "则",
    "都",   "大幅", "小幅", "略",   "微",   "累计", "同步", "快速", "稳步", "明显", "继续", "仍",
    "亦",   "再",   "又",   "可比", "平均", "当月", "将",   "有望", "预计", "料"};
// What opens it.
constexpr std::string_view kHeads[] = {"其中", "而",   "但",   "同时",          "此外",
                                       "另外", "当中", "以及", kTimePlaceholder};
// How words end that say when, and how they begin that say when or against what.
constexpr std::string_view kTimes[] = {"间", "内", "来", "后", "时", "期", "底", "末", "初", "年"};
constexpr std::string_view kComparisons[] = {"较", "比", "同比", "环比", "按",  "与",
                                             "增", "年", "月",   "季",   "相比"};
// How words end that say what is measured.
constexpr std::string_view kMeasures[] = {
    "收入", "营收", "收益", "盈利", "利润", "溢利", "销售", "销量", "出货", "率",   "额",   "量",
    "费",   "值",   "数",   "比",   "成本", "价格", "利息", "需求", "订单", "产值", "业务", "服务"};

std::string_view WithoutEndings(std::string_view text, std::span<const std::string_view> endings) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view ending : endings) {
      if (!EndsWith(text, ending)) continue;
      text.remove_suffix(ending.size());
      more = true;
      break;
    }
  }
  return text;
}

std::string_view WithoutHeads(std::string_view text) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view head : kHeads) {
      if (!BeginsWith(text, head)) continue;
      text.remove_prefix(head.size());
      more = true;
    }
  }
  return text;
}

// Han, Latin letters and figures, and the mark between the members of a list.
bool IsOneRunOfWords(std::string_view words) {
  for (std::size_t at = 0; at < words.size(); at += Utf8Length(words[at])) {
    const bool is_mark = words.substr(at, Utf8Length(words[at])) == "、";
    if (!IsHanAt(words, at) && !IsAsciiAlnum(words[at]) && !is_mark) return false;
  }
  return true;
}

}  // namespace

bool EndsInMeasure(std::string_view words) { return EndsWithAny(words, kMeasures); }

ByteSpan LabelOfGrowth(const SentenceLine& line, std::size_t at) {
  const std::size_t clause = line.ClauseBegin(at);
  const std::string_view said =
      WithoutEndings(std::string_view(line.text).substr(clause, at - clause), kBounds);
  const std::string_view ahead = WithoutEndings(said, kVerbs);
  if (ahead.size() == said.size()) return {};
  const std::string_view label = WithoutHeads(WithoutEndings(ahead, kAdverbs));
  if (EndsWithAny(label, kTimes) || StartsWithAny(label, kComparisons)) return {};
  const auto begin = static_cast<std::size_t>(label.data() - line.text.data());
  return {begin, begin + label.size()};
}

std::optional<SubjectChoice> FindGrowthLabel(const SubjectQuery& query, const SentenceLine& line) {
  constexpr std::size_t kFewestBytes = 6;
  constexpr std::size_t kMostBytes = 60;
  const MetricReading& metric = *query.metric;
  if (!query.match->is_growth || !query.match->cue || IsEnglishLine(line.text)) return {};
  if (metric.is_corporate || metric.is_market || !KindFits(metric, "name")) return {};
  if (query.match->cue->begin >= line.ClauseBegin(query.at)) return {};
  const ByteSpan label = LabelOfGrowth(line, query.at);
  const std::string_view words = Slice(line.text, label);
  if (words.size() < kFewestBytes || words.size() > kMostBytes || EndsInMeasure(words)) return {};
  if (!IsOneRunOfWords(words)) return {};
  const std::size_t last = line.source[PreviousCodePoint(line.text, label.end)];
  const ByteSpan folded{line.source[label.begin], last + Utf8Length(query.folded[last])};
  return SubjectChoice::Unlisted(words, folded, kLabelOfGrowth);
}

}  // namespace heshu::extract
