#include "extract/claims/figure_ellipsis.h"

#include <algorithm>

#include "extract/claims/article_claims.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {

bool IsElliptical(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kFillers[] = {
      "约", "为", "之", "达", "到", "至", "则", "已", "也", "更", "其", "的", "而",   "是",   "即",
      "另", "有", "突", "破", "超", "过", "增", "升", "降", "跌", "同", "比", "期",   "仅",   "近",
      "逾", "甚", "并", "和", "及", "与", "又", "还", "不", "足", "未", "只", "就",   "才",   "最",
      "多", "少", "今", "目", "前", "底", "初", "数", "字", "这", "一", "再", "分",   "别",   "从",
      "由", "仍", "较", "比", "于", "优", "略", "逊", "去", "会", "将", "可", "料",   "进",   "步",
      "维", "持", "在", "预", "测", "计", "旧", "远", "依", "去", "年", "上", "同期", "达到", "长",
      "大", "幅", "季", "、", ",",  " ",  "高", "低", "见", "以", "或"};
  std::size_t at = line.ClauseBegin(token.at);
  const std::string_view text = line.text;
  // Non-GAAP为73.6%: the same by another book.
  for (const std::string_view book : {"Non-", "non-", "GAAP"}) {
    if (text.substr(at).starts_with(book)) at += book.size();
  }
  while (at < token.at) {
    const std::size_t length = Utf8Length(text[at]);
    const std::string_view character = text.substr(at, length);
    const bool is_placeholder = static_cast<unsigned char>(character[0]) == 0xEE;
    if (!is_placeholder &&
        std::find(std::begin(kFillers), std::end(kFillers), character) == std::end(kFillers)) {
      return false;
    }
    at += length;
  }
  const std::size_t end = line.ClauseEnd(token.at);
  const std::string_view rest =
      text.substr(token.at + kPlaceholderBytes, end - token.at - kPlaceholderBytes);
  return CountCodePoints(rest) <= 3;
}

bool CanShareMetric(const Quantity& said, const Quantity& open) {
  if (said.dimension == open.dimension) return true;
  const bool is_bare = open.unit == "count" && open.span.size() == open.number_span.size();
  return is_bare && said.unit != "percent" && said.dimension != "points" &&
         said.dimension != "index";
}

bool IsExpectation(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kExpected[] = {
      "预期的",     "预期",       "预测的", "预测",     "预估的", "预估",
      "预期中值的", "预期为",     "预测为", "预期中值", "预估值", "预期值为",
      "预测中值",   "预测中值的", "估计的", "一致预期"};
  const std::string_view before = std::string_view(line.text).substr(0, token.at);
  // 超出预期9%以上: by how much, not what.
  const std::string_view clause = before.substr(line.ClauseBegin(token.at));
  const std::string_view rest = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
  if (rest.starts_with("以上") ||
      (clause.find("超出") != std::string_view::npos && !before.ends_with("的"))) {
    return false;
  }
  return std::any_of(std::begin(kExpected), std::end(kExpected), [&](std::string_view words) {
    return before.size() >= words.size() && before.substr(before.size() - words.size()) == words;
  });
}

bool SaysReached(const SentenceLine& line, const LineToken& token) {
  const std::size_t begin = line.ClauseBegin(token.at);
  const std::string_view words = std::string_view(line.text).substr(begin, token.at - begin);
  return words == "至" || words == "达" || words == "到" || words == "达到";
}

std::string_view NameOfPart(const SentenceLine& line, const LineToken& before,
                            const LineToken& token) {
  constexpr std::size_t kMostBytes = 24;
  static constexpr std::string_view kOfThem = "其中";
  const std::size_t begin = line.ClauseBegin(token.at);
  if (before.at >= begin) return {};
  std::string_view label = std::string_view(line.text).substr(begin, token.at - begin);
  if (!label.starts_with(kOfThem)) return {};
  label.remove_prefix(kOfThem.size());
  for (const std::string_view filler : {"约", "达", "为", "有", "占", "近", "逾", "则"}) {
    if (label.ends_with(filler)) label.remove_suffix(filler.size());
  }
  const bool is_plain = std::none_of(label.begin(), label.end(), [](char c) {
    return static_cast<unsigned char>(c) == 0xEE || c == ' ';  // a placeholder
  });
  return is_plain && label.size() <= kMostBytes ? label : std::string_view();
}

bool IsLabelledMember(const SentenceLine& line, const LineToken& before, const LineToken& token) {
  constexpr std::size_t kMostLabelBytes = 33;
  static constexpr std::string_view kMark = "、";
  const std::size_t from = before.at + kPlaceholderBytes;
  if (token.at < from) return false;
  const std::string_view label = std::string_view(line.text).substr(from, token.at - from);
  return label.starts_with(kMark) && label.size() > kMark.size() &&
         label.size() <= kMostLabelBytes &&
         label.find_first_of(",;:()") == std::string_view::npos &&
         label.find(kMark, kMark.size()) == std::string_view::npos;
}

bool IsBaseFigure(const SentenceLine& line, const LineToken& token) {
  for (const LineToken& other : line.tokens) {
    if (other.mention.kind == MentionKind::kTime && other.at < token.at &&
        IsTimeOfBase(line, other, token) && IsBaseline(line, other)) {
      return true;
    }
  }
  return false;
}

}  // namespace heshu::extract
