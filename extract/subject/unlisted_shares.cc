#include "extract/subject/unlisted_shares.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>

#include "extract/mentions/name_position.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr double kShares = kSameClauseScore + 9;
constexpr double kPerClause = 6;  // the further back an index is named

constexpr std::string_view kIndex = "指数";

// Sorts of shares, and what begins like them and is of one company's.
constexpr std::string_view kShareNouns[] = {"股指数", "股指", "股票", "个股", "类股", "板块", "股"};
constexpr std::string_view kNoShares[] = {"股价", "股份", "股东", "股本", "股息", "股权"};
// 带动电子类股指数上涨: what moved them is no part of their name.
constexpr std::string_view kShareMovers[] = {"带动", "推升", "拖累", "激励", "推动", "加上",
                                             "拉动", "刺激", "其中", "而",   "令",   "使"};
constexpr std::string_view kIndexMovers[] = {"其中", "带动", "推升", "拖累",
                                             "激励", "代表", "至于"};
// What stands between an index and the words before it.
constexpr std::string_view kBreaks[] = {"的", "中", "以", "及", "和", "与",
                                        "令", "使", "而", "让", "止"};
// 指数成分, 指数基金: another word than the index.
constexpr std::string_view kOtherWords[] = {"成", "公司", "基金", "型", "编", "期"};
// 三大指数, 大盘指数: those that the market is told by.
constexpr std::string_view kCommon[] = {"股价", "大盘", "三大", "四大", "主要", "整体",
                                        "两大", "股市", "各大", "加权", "多项", "美股",
                                        "类股", "相关", "板块", "业别", "A股",  "目标"};
// What is told of indices, or of what is taken for one.
constexpr std::string_view kOfIndices[] = {"index_level", "index_change", "stock_change"};
// No more than when, against what or how.
constexpr std::string_view kFillers[] = {
    "按月", "按年", "按周", "按季", "较", "全日", "全周", "早段", "午后", "累计",          "累",
    "单日", "再",   "约",   "亦",   "也", "又",   "续",   "一度", "曾",   "收市",          "终场",
    "仅",   "收盘", "只",   "最多", "大", "微",   "小",   "年增", "月增", kTimePlaceholder};

// Where a clause from `at` goes on behind its fillers.
std::size_t AfterFillers(std::string_view text, std::size_t at) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view filler : kFillers) {
      if (!text.substr(at).starts_with(filler)) continue;
      at += filler.size();
      more = true;
    }
  }
  return at;
}

// Where a name that begins at `begin` does so behind what moved it.
std::size_t BehindMovers(std::string_view text, std::size_t begin,
                         std::span<const std::string_view> movers) {
  for (const std::string_view mover : movers) {
    if (text.substr(begin).starts_with(mover)) begin += mover.size();
  }
  return begin;
}

bool NamesEntity(const SentenceLine& line, std::size_t from, std::size_t to) {
  return std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& token) {
    return token.mention.kind == MentionKind::kEntity && token.at >= from && token.at < to;
  });
}

// Where the last of the words for shares within the bytes ends; 0 if there is none.
std::size_t EndOfShares(std::string_view text, std::size_t from, std::size_t to) {
  std::size_t end = 0;
  for (std::size_t at = from; at < to; at += Utf8Length(text[at])) {
    const std::string_view rest = text.substr(at);
    if (StartsWithAny(rest, kNoShares)) continue;
    for (const std::string_view share : kShareNouns) {
      if (BeginsWith(rest, share)) {
        end = std::max(end, at + share.size());
        break;
      }
    }
  }
  return end;
}

// Where the sort of shares begins whose noun ends at `end`, in a clause from `clause` on.
std::size_t BeginOfShares(std::string_view text, std::size_t clause, std::size_t end) {
  std::size_t begin = end;
  while (begin > clause) {
    const std::size_t before = PreviousCodePoint(text, begin);
    if (!IsHanAt(text, before) && !IsAsciiAlnum(text[before])) break;
    const std::string_view character = text.substr(before, begin - before);
    if (character == "的" || character == "中") break;
    begin = before;
  }
  return BehindMovers(text, begin, kShareMovers);
}

// The index whose noun stands at `found`, in a clause from `clause` on.
std::optional<SubjectChoice> IndexAt(const SentenceLine& line, std::size_t clause,
                                     std::size_t found, double score) {
  constexpr std::size_t kFewestBytes = 2 * 3 + kIndex.size();
  constexpr std::size_t kMostBytes = 10 * 3 + kIndex.size();
  const std::string_view text = line.text;
  const std::size_t end = found + kIndex.size();
  std::size_t begin = found;
  while (begin > clause && IsHanAt(text, PreviousCodePoint(text, begin))) {
    const std::size_t before = PreviousCodePoint(text, begin);
    // 中原城市领先指数 opens its clause; 盘中恒生指数 does not open with 中.
    const bool opens = before == clause;
    if (!opens && EndsWithAny(text.substr(before, begin - before), kBreaks)) break;
    begin = before;
  }
  const bool is_part = begin >= kPlaceholderBytes &&
                       IsPlaceholderAt(text, begin - kPlaceholderBytes) &&
                       text.substr(begin - kPlaceholderBytes, 3) != kTimePlaceholder;
  begin = BehindMovers(text, begin, kIndexMovers);
  const std::string_view words = text.substr(begin, end - begin);
  const bool is_common = EndsWithAny(text.substr(begin, found - begin), kCommon);
  if (is_part || is_common || words.size() < kFewestBytes || words.size() > kMostBytes) return {};
  const ByteSpan folded{line.source[begin], line.source[end - kIndex.size() / 2] + 3};
  return SubjectChoice::Unlisted(words, folded, score, "index");
}

}  // namespace

std::optional<SubjectChoice> FindShareGroup(const SubjectQuery& query, const SentenceLine& line) {
  constexpr std::size_t kFewestBytes = 9;
  constexpr std::size_t kMostCharacters = 12;
  if (!query.metric->is_market || !query.match->cue || query.match->cue->begin > query.at)
    return {};
  const std::string_view text = line.text;
  const std::size_t clause = line.ClauseBegin(query.at);
  const std::size_t to = query.match->cue->begin;
  if (clause >= to) return {};
  const std::size_t end = EndOfShares(text, clause, to);
  if (end == 0 || end > to) return {};
  const std::size_t begin = BeginOfShares(text, clause, end);
  // Nothing that has a name of its own between it and the move.
  if (NamesEntity(line, end, to)) return {};
  const std::string_view words = text.substr(begin, end - begin);
  if (end - begin < kFewestBytes || CountCodePoints(words) > kMostCharacters) return {};
  const std::size_t last = line.source[PreviousCodePoint(text, end)];
  const ByteSpan folded{line.source[begin], last + Utf8Length(query.folded[last])};
  return SubjectChoice::Unlisted(Slice(query.folded, folded), folded, kShares);
}

std::optional<SubjectChoice> FindUnlistedIndex(const SubjectQuery& query,
                                               const SentenceLine& line) {
  constexpr std::size_t kMostBytesAhead = 5;
  if (std::find(std::begin(kOfIndices), std::end(kOfIndices), query.metric->definition.id) ==
      std::end(kOfIndices)) {
    return {};
  }
  const std::string_view text = line.text;
  double score = kShares;
  std::size_t to = query.at;
  for (std::size_t from = line.ClauseBegin(query.at);; from = line.ClauseBegin(from - 1)) {
    const std::size_t found = text.substr(0, to).rfind(kIndex);
    const bool is_here = found != std::string_view::npos && found >= from &&
                         !StartsWithAny(text.substr(found + kIndex.size()), kOtherWords);
    if (NamesEntity(line, is_here ? found + kIndex.size() : from, to)) return {};
    if (is_here) return IndexAt(line, from, found, score);
    if (from == 0 || text[from - 1] == ';') return {};
    // …指数跌0.2%,金融上涨2%: a clause with words of its own before the move is of those.
    const bool is_own = query.match->cue && to == query.at &&
                        query.match->cue->begin > AfterFillers(text, from) + kMostBytesAhead;
    if (is_own) return {};
    score -= kPerClause;
    to = from;
  }
}

}  // namespace heshu::extract
