// Lists of names and figures that leave out what is counted, because the sentence before named it:
// 五家险企公布了前两个月的保费收入。国寿3204亿元稳居第一,新华661亿元。
#include <algorithm>
#include <iterator>
#include <string_view>

#include "extract/claims/article_claims.h"
#include "extract/claims/figure_ellipsis.h"
#include "extract/mentions/english_clause.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr int kMostSentencesBack = 2;

// What may open a clause before its name.
bool IsOpener(std::string_view words) {
  static constexpr std::string_view kOpeners[] = {
      "",     "其中",  "当中", "而",   "另外",     "此外", "对手",
      "单看", "合计,", "合计", "同期", "竞争对手", "至于", "其后",
  };
  return std::find(std::begin(kOpeners), std::end(kOpeners), words) != std::end(kOpeners);
}

// What may stand between a name and its figure without saying of what it is one.
bool IsLink(std::string_view words) {
  static constexpr std::string_view kLinks[] = {
      "交出", "交了", "卖出", "卖了", "揽入", "录得", "实现",   "完成", "回落", "拿下", "斩获",
      "收获", "取得", "突破", "达到", "升至", "降至", "增至",   "减至", "排名", "只有", "仅有",
      "以",   "为",   "达",   "约",   "则",   "到",   "首破",   "首次", "超过", "超",   "逾",
      "近",   "仅",   "有",   "报",   "是",   "至",   "也",     "破",   "过",   "的",   ":",
      "录",   "合计", "累计", "分别", "同样", "稳在", "集团则", "集团", "汽车", "公司", " ",
  };
  while (!words.empty()) {
    const auto link =
        std::find_if(std::begin(kLinks), std::end(kLinks),
                     [words](std::string_view one) { return words.starts_with(one); });
    if (link == std::end(kLinks)) return false;
    words.remove_prefix(link->size());
  }
  return true;
}

std::string_view WithoutTimes(std::string_view words) {
  while (words.starts_with(kTimePlaceholder)) words.remove_prefix(kPlaceholderBytes);
  while (words.ends_with(kTimePlaceholder)) words.remove_suffix(kPlaceholderBytes);
  return words;
}

// 稳居第一, 居次, 排第三, 领先: where it stands in the list, and no noun.
bool EndsList(std::string_view rest) {
  constexpr std::size_t kMostCharacters = 2;
  return CountCodePoints(rest) <= kMostCharacters ||
         StartsWithAny(rest, {"称冠", "领先", "居首", "居次", "居冠", "领跑", "登顶",
                              "夺冠", "稳居", "位居", "位列", "排名", "排在", "排",
                              "次之", "紧随", "分列", "紧跟", "垫底", "殿后", "分居"});
}

// A list of makers and of vehicles tells how many they have sold, if its text says as much.
bool TellsOfSales(std::string_view text) {
  for (const std::string_view word :
       {"销量", "交付", "成绩", "榜", "排位", "产销", "交车", "新势力", "销售"}) {
    if (text.find(word) != std::string_view::npos) return true;
  }
  return false;
}

// What lists rank by: sums and levels of companies, users, goods; not what happens once.
bool AddsUpOrLasts(const MetricReading& metric) {
  const MetricKind kind = metric.definition.kind;
  return !metric.is_market && (kind == MetricKind::kFlow || kind == MetricKind::kLevel) &&
         metric.definition.id != "investment" && metric.definition.id != "budget";
}

// 2名, 5家: of what is counted so, if of a count at all.
bool Counts(const MetricReading& metric, std::string_view unit) {
  if (metric.definition.dimensions.front() != "count" || unit == "count") return true;
  return metric.bare_unit == unit || (metric.bare_unit.empty() && unit == "vehicle");
}

// A sum as books and rankings tell it, and no price: in 万, 亿, millions.
bool IsSumOfBooks(const Quantity& quantity) {
  constexpr double kLeast = 1e6;
  return quantity.dimension != "money" ||
         (quantity.value.lo && quantity.value.lo->ToDouble() >= kLeast);
}

}  // namespace

// The metric that `words`, told before a list, say that its figures are of; "" if none or several.
std::string ArticleClaims::TopicIn(std::string_view words, const Quantity& quantity,
                                   const std::string& kind) const {
  std::string topic;
  for (const ClaimRules::NounMention& noun : know_.rules.FindNouns(words)) {
    const MetricReading* metric = know_.rules.FindMetric(noun.metric);
    const bool fits = metric != nullptr && AddsUpOrLasts(*metric) &&
                      metric->definition.dimensions.front() == quantity.dimension &&
                      KindFits(*metric, kind) && Counts(*metric, quantity.unit);
    if (!fits || noun.metric == topic) continue;
    if (!topic.empty()) return {};
    topic = noun.metric;
  }
  if (topic.empty() && quantity.unit == "vehicle" && TellsOfSales(words)) return "units_sold";
  return topic;
}

// What the figure's clause names, if it says a name and the figure and no more: its kind, else "".
std::string ArticleClaims::KindOfMember(const SentenceLine& line, const LineToken& figure,
                                        bool is_bare) const {
  static constexpr std::string_view kKinds[] = {"company", "product", "name", "model", "platform"};
  constexpr std::string_view kOf = "的";
  const std::string_view text = line.text;
  const std::size_t begin = line.ClauseBegin(figure.at);
  std::size_t first = begin;
  const LineToken* name = nullptr;
  for (const LineToken& token : line.tokens) {
    const bool is_ahead = token.at >= begin && token.at < figure.at;
    if (!is_ahead || token.mention.kind == MentionKind::kTime) continue;
    if (token.mention.kind != MentionKind::kEntity) return {};
    if (name == nullptr) {
      first = token.at;
    } else {
      // 谷歌Gemini, Anthropic的Claude: the owner of what is named behind.
      const std::size_t from = name->at + kPlaceholderBytes;
      const std::string_view between = text.substr(from, token.at - from);
      if (!between.empty() && between != kOf) return {};
    }
    name = &token;
  }
  if (name == nullptr) return {};
  const std::string& kind = mentions_.entities[name->mention.index].kind;
  if (std::find(std::begin(kKinds), std::end(kKinds), kind) == std::end(kKinds)) return {};
  const std::string_view opener = WithoutTimes(text.substr(begin, first - begin));
  const std::size_t from = name->at + kPlaceholderBytes;
  const std::string_view link = WithoutTimes(text.substr(from, figure.at - from));
  const std::size_t behind = figure.at + kPlaceholderBytes;
  const std::string_view rest = text.substr(behind, line.ClauseEnd(figure.at) - behind);
  if (!IsOpener(opener) || !IsLink(link) || !EndsList(rest)) return {};
  // Gemini以6.62亿排名第二: a bare number is of a list only by the place that it takes there.
  if (is_bare && (link != "以" || CountCodePoints(rest) <= 2)) return {};
  return kind;
}

void ArticleClaims::MatchTopic(std::vector<Draft>& drafts, std::size_t l) const {
  const SentenceLine& line = lines_[l];
  if (IsEnglishLine(line.text) || line.parent >= 0) return;
  for (Draft& here : drafts) {
    const Quantity& quantity = QuantityOf(here);
    const bool is_amount = quantity.dimension == "count" || quantity.dimension == "money";
    if (here.line != l || here.match || !is_amount || !IsSumOfBooks(quantity)) continue;
    const std::string kind = KindOfMember(line, Token(here), quantity.unit == "count");
    if (kind.empty()) continue;
    // Of the same line, then of the sentences before, then of the title.
    const std::size_t begin = line.ClauseBegin(Token(here).at);
    std::string topic = TopicIn(std::string_view(line.text).substr(0, begin), quantity, kind);
    for (std::size_t k = l; topic.empty() && k-- > 0;) {
      if (line.sentence - lines_[k].sentence > kMostSentencesBack) break;
      if (lines_[k].parent < 0) topic = TopicIn(lines_[k].text, quantity, kind);
    }
    if (topic.empty()) topic = TopicIn(folded_title_, quantity, kind);
    if (topic.empty()) continue;
    RuleMatch match;
    match.metric = topic;
    match.rule = topic + ".topic";
    match.extent = {Token(here).at, Token(here).at + kPlaceholderBytes};
    here.match = match;
  }
}

}  // namespace heshu::extract
