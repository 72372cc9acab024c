// Who has moved in a clause that begins with words no table lists: 沪镍涨2%,焦煤涨0.1%.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "extract/claims/article_claims.h"
#include "extract/mentions/english_clause.h"
#include "extract/mentions/plain_words.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kFewestCharacters = 2;
constexpr std::size_t kMostCharacters = 5;

// What may stand before a verb of movement without a name: 盘中一度涨2%.
constexpr std::string_view kHow[] = {
    "一度", "曾",   "最终", "最后", "最多", "最高", "最大", "最低", "盘中", "盘前", "盘后", "早盘",
    "午盘", "尾盘", "午后", "早段", "尾段", "开盘", "收盘", "收市", "开市", "终场", "全日", "半日",
    "单日", "当日", "当天", "今日", "今天", "昨日", "截至", "现",   "目前", "随后", "其后", "之后",
    "此后", "此前", "先前", "日内", "短线", "累计", "合计", "年内", "月内", "期内", "本周", "大幅",
    "小幅", "轻微", "温和", "急",   "微",   "再",   "续",   "继续", "持续", "同步", "亦",   "也",
    "均",   "都",   "双双", "集体", "普遍", "全线", "纷纷", "高开", "低开", "低走", "高走", "股价",
    "股份", "公司", "该股", "集团", "报",   "又",   "更",   "仍",   "则",   "但",   "而",   "并",
    "其中", "当中", "指数", "大市", "收",   "逆市", "逆势", "强势", "反弹", "回落", "震荡", "冲高",
    "探底", "触底", "盘整", "跳空", "复牌", "前者", "后者", "两者", "首日", "上市", "早前", "较早",
    "涨幅", "跌幅", "升幅", "幅度", "点",   "价格", "市值"};

// The words without what only says how; empty if nothing is left.
std::string_view WithoutHow(std::string_view words) {
  for (bool more = true; more && !words.empty();) {
    more = false;
    for (const std::string_view how : kHow) {
      if (!words.starts_with(how)) continue;
      words.remove_prefix(how.size());
      more = true;
    }
  }
  return words;
}

bool IsAllHan(std::string_view words) {
  for (std::size_t at = 0; at < words.size(); at += Utf8Length(words[at])) {
    if (!IsHanAt(words, at)) return false;
  }
  return true;
}

// 沪镍涨2%,: whether the name at `name` of the folded text opened an item before byte `begin` of
// the line, which tells how far it moved and hardly more.
bool IsOfItemBefore(const SentenceLine& line, ByteSpan name, std::size_t begin) {
  constexpr std::size_t kMostBytes = 9;  // 收涨近
  for (std::size_t t = 0; t + 1 < line.tokens.size(); ++t) {
    const LineToken& token = line.tokens[t];
    const LineToken& next = line.tokens[t + 1];
    if (token.mention.span != name) continue;
    return next.mention.kind == MentionKind::kQuantity && next.at < begin &&
           next.at - token.at <= kPlaceholderBytes + kMostBytes;
  }
  return false;
}

}  // namespace

// A contract, where the text tells of futures (焦煤, of 焦煤期货); else nobody: least of all the
// name that an item before has moved under.
void ArticleClaims::SetMover(const Draft& draft, const MetricReading& metric,
                             std::optional<SubjectChoice>& choice) const {
  static constexpr std::string_view kFutures = "期货";
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  if (metric.definition.id != "stock_change" || !choice || !draft.match->cue ||
      draft.match->cue->begin >= at || IsEnglishLine(line.text)) {
    return;
  }
  const std::size_t begin = line.ClauseBegin(at);
  const std::size_t cue = draft.match->cue->begin;
  if (cue <= begin) return;
  if (!choice->folded_span || !IsOfItemBefore(line, *choice->folded_span, begin)) return;
  const std::string_view words = WithoutHow(std::string_view(line.text).substr(begin, cue - begin));
  const std::size_t characters = CountCodePoints(words);
  if (!IsAllHan(words) || characters < kFewestCharacters || characters > kMostCharacters) return;
  const std::string_view block = mapped_.text;
  const bool is_of_futures = block.find(kFutures) != std::string_view::npos ||
                             block.find("夜盘") != std::string_view::npos ||
                             block.find("主力") != std::string_view::npos;
  const std::string contract = std::string(words) + std::string(kFutures);
  if (is_of_futures) {
    for (const EntityMention& entity : know_.entities.Find(contract)) {
      if (entity.span.begin != 0 || entity.span.end != contract.size()) continue;
      const std::size_t from = cue - words.size();
      const ByteSpan folded{line.source[from], line.source[cue]};
      choice = SubjectChoice::Unlisted(words, folded, kSameClauseScore, entity.kind);
      choice->id = entity.id;
      if (entity.entity != nullptr) choice->name = entity.entity->name;
      return;
    }
  }
  if (!ArePlainWords(words)) choice.reset();
}

}  // namespace heshu::extract
