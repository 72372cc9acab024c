#include "extract/claims/figure_lists.h"

#include <algorithm>
#include <array>

#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kMostJointBytes = 12;

constexpr std::array<std::string_view, 5> kDistributors = {"分别", "依次", "各为", "各自",
                                                           "respectively"};

// Text between two list members is joints only.
bool IsJoint(std::string_view between) {
  static constexpr std::string_view kJoints[] = {"、", ",",  "和",   "及",  "以及", "与", "/",
                                                 " ",  "跟", "还有", "and", "「",   "」", "“",
                                                 "”",  "\"", "《",   "》",  "元",   "个"};
  while (!between.empty()) {
    // 智邦(2345)、緯穎(6669): what stands in brackets is beside the list.
    if (const std::size_t close = between.find(')');
        between[0] == '(' && close != std::string_view::npos) {
      between.remove_prefix(close + 1);
      continue;
    }
    bool found = false;
    for (const std::string_view joint : kJoints) {
      if (between.substr(0, joint.size()) == joint) {
        between.remove_prefix(joint.size());
        found = true;
        break;
      }
    }
    if (found) continue;
    // 、每千Token: what the next figure is a price of.
    // 月之暗面的Kimi: the owner of the next member.
    if (between == "的" || between == "旗下" || between == "旗下的") return true;
    return between.substr(0, 3) == "每" && between.size() <= 24 &&
           between.find(',') == std::string_view::npos;
  }
  return true;
}

ByteSpan Extent(const BlockMentions& mentions, const Mention& mention) {
  if (mention.kind != MentionKind::kQuantity) return mention.span;
  const Quantity& quantity = mentions.quantities[mention.index];
  return {std::min(quantity.context_span.begin, mention.span.begin),
          std::max(quantity.context_span.end, mention.span.end)};
}

bool SameSort(const BlockMentions& mentions, const Mention& a, const Mention& b) {
  if (a.kind != MentionKind::kQuantity) return true;
  const Quantity& x = mentions.quantities[a.index];
  const Quantity& y = mentions.quantities[b.index];
  return x.dimension == y.dimension || x.unit == "count" || y.unit == "count";
}

// A、B及C: a word or mark joins every member to the next.
bool IsSpelledOut(const SentenceLine& line, const TokenList& list) {
  static constexpr std::string_view kJoints[] = {"、", "和", "及", "以及", "与", " and "};
  for (std::size_t i = 1; i < list.tokens.size(); ++i) {
    const std::size_t from = line.tokens[list.tokens[i - 1]].at + kPlaceholderBytes;
    const std::size_t to = line.tokens[list.tokens[i]].at;
    if (from > to) return false;
    const std::string_view between = std::string_view(line.text).substr(from, to - from);
    const bool joined = std::any_of(std::begin(kJoints), std::end(kJoints), [&](auto joint) {
      return between.substr(0, joint.size()) == joint;
    });
    if (!joined || between.size() > kMostJointBytes) return false;
  }
  return true;
}

// 2022年至2024年的营收分别为x、y和z: the time that holds as many years as the list figures.
std::optional<std::size_t> YearsOf(const SentenceLine& line, const BlockMentions& mentions,
                                   std::size_t size, std::size_t limit) {
  std::optional<std::size_t> best;
  for (std::size_t t = 0; t < line.tokens.size(); ++t) {
    const LineToken& token = line.tokens[t];
    if (token.mention.kind != MentionKind::kTime || token.at >= limit) continue;
    const TimeExpression& time = mentions.times[token.mention.index];
    if (!time.start || !time.end) continue;
    const bool fits = time.start->month == 1 && time.end->month == 12 &&
                      static_cast<std::size_t>(time.end->year - time.start->year + 1) == size;
    if (fits) best = t;
  }
  return best;
}

// 国产模型MiniMax、月之暗面的Kimi、DeepSeek: whose it is and what sort it is do not count.
TokenList WithoutOwners(const SentenceLine& line, const TokenList& list) {
  TokenList heads;
  for (std::size_t i = 0; i < list.tokens.size(); ++i) {
    if (i + 1 < list.tokens.size()) {
      const std::size_t from = line.tokens[list.tokens[i]].at + kPlaceholderBytes;
      const std::size_t to = line.tokens[list.tokens[i + 1]].at;
      const std::string_view between = std::string_view(line.text).substr(from, to - from);
      if (between.empty() || between == "的" || between == "旗下" || between == "旗下的") continue;
    }
    heads.tokens.push_back(list.tokens[i]);
  }
  return heads;
}

}  // namespace

std::vector<TokenList> FindLists(std::string_view folded, const SentenceLine& line,
                                 const BlockMentions& mentions, MentionKind kind) {
  std::vector<TokenList> lists;
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    if (line.tokens[i].mention.kind != kind) continue;
    bool joined = false;
    if (last) {
      const Mention& before = line.tokens[*last].mention;
      const Mention& here = line.tokens[i].mention;
      const std::size_t from = Extent(mentions, before).end;
      const std::size_t to = Extent(mentions, here).begin;
      joined = from <= to && SameSort(mentions, before, here) &&
               (from == to || IsJoint(Slice(folded, {from, to})));
    }
    if (joined) {
      lists.back().tokens.push_back(i);
    } else {
      lists.push_back({{i}});
    }
    last = i;
  }
  return lists;
}

std::vector<Pairing> PairLists(std::string_view folded, const SentenceLine& line,
                               const BlockMentions& mentions, const ClaimRules& rules) {
  std::vector<Pairing> out(line.tokens.size());
  std::size_t distributor = std::string::npos;
  for (const std::string_view word : kDistributors) {
    distributor = std::min(distributor, line.text.find(word));
  }
  const auto figures = FindLists(folded, line, mentions, MentionKind::kQuantity);
  auto entities = FindLists(folded, line, mentions, MentionKind::kEntity);
  for (TokenList& list : entities) list = WithoutOwners(line, list);
  if (distributor == std::string::npos) {
    // 美团及阿里升2.5%及4%: as many names as figures, right before them, pair without 分别 too.
    for (const TokenList& list : figures) {
      const LineToken& first = line.tokens[list.tokens.front()];
      if (list.tokens.size() < 2 || list.tokens.front() == 0) continue;
      for (const TokenList& of : entities) {
        const LineToken& last = line.tokens[of.tokens.back()];
        if (of.tokens.size() != list.tokens.size() || last.clause != first.clause ||
            of.tokens.back() + 1 != list.tokens.front() || last.at > first.at ||
            !IsSpelledOut(line, of) || !IsSpelledOut(line, list)) {
          continue;
        }
        for (std::size_t i = 0; i < list.tokens.size(); ++i) {
          out[list.tokens[i]].entity_token = of.tokens[i];
        }
      }
    }
    return out;
  }
  const auto times = FindLists(folded, line, mentions, MentionKind::kTime);
  const bool before_figures = line.text.find("respectively") != distributor;
  for (const TokenList& list : figures) {
    const std::size_t size = list.tokens.size();
    const std::size_t first = line.tokens[list.tokens.front()].at;
    if (size < 2 || (before_figures && first < distributor)) continue;
    const std::size_t limit = before_figures ? distributor : first;
    const auto pick = [&](const std::vector<TokenList>& candidates) -> const TokenList* {
      const TokenList* best = nullptr;
      for (const TokenList& candidate : candidates) {
        if (candidate.tokens.size() == size && line.tokens[candidate.tokens.back()].at < limit) {
          best = &candidate;
        }
      }
      return best;
    };
    if (const TokenList* of = pick(entities)) {
      for (std::size_t i = 0; i < size; ++i) out[list.tokens[i]].entity_token = of->tokens[i];
      continue;
    }
    if (const TokenList* of = pick(times)) {
      for (std::size_t i = 0; i < size; ++i) out[list.tokens[i]].time_token = of->tokens[i];
      continue;
    }
    if (const auto of = YearsOf(line, mentions, size, limit)) {
      for (std::size_t i = 0; i < size; ++i) {
        out[list.tokens[i]].time_token = of;
        out[list.tokens[i]].year = static_cast<int>(i);
      }
    }
    // The nouns of the clause, or of the one before if it has none: 毛利率和净利率分别为x和y.
    const std::size_t from = line.ClauseBegin(distributor);
    for (const std::size_t begin : {from, from > 0 ? line.ClauseBegin(from - 1) : from}) {
      const auto nouns = rules.FindNouns(std::string_view(line.text).substr(begin, limit - begin));
      if (nouns.size() == size) {
        for (std::size_t i = 0; i < size; ++i) out[list.tokens[i]].metric = nouns[i].metric;
      }
      if (!nouns.empty()) break;
    }
  }
  return out;
}

}  // namespace heshu::extract
