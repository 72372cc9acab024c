#include "extract/subject/figure_lists.h"

#include <algorithm>
#include <array>

#include "extract/mentions/name_position.h"
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

// A time of a list, and which of its years.
struct PlaceInTime {
  std::size_t token;
  std::optional<int> year;
};

// 2023年至2025年及2026年一季度: each of the years, then the quarter; empty if it is one time only.
std::vector<PlaceInTime> ExpandedTimes(const BlockMentions& mentions, const SentenceLine& line,
                                       const TokenList& list) {
  std::vector<PlaceInTime> out;
  for (const std::size_t t : list.tokens) {
    const TimeExpression& time = mentions.times[line.tokens[t].mention.index];
    const bool is_of_years = time.start && time.end && time.start->month == 1 &&
                             time.start->day == 1 && time.end->month == 12 &&
                             time.end->year > time.start->year;
    if (!is_of_years) {
      out.push_back({t, std::nullopt});
      continue;
    }
    for (int y = 0; y <= time.end->year - time.start->year; ++y) out.push_back({t, y});
  }
  return out;
}

// 吃类、穿类和用类商品分别增长…: the parts of the text before 分别 that stand between joints, if
// there are `size` of them and each can be a name.
std::vector<ByteSpan> PhrasesBetween(const SentenceLine& line, std::size_t begin, std::size_t end,
                                     std::size_t size, bool splits_last) {
  constexpr int kFewestCharacters = 2;
  constexpr int kMostCharacters = 14;
  static constexpr std::string_view kLast[] = {"以及", "和", "与", "及"};
  static constexpr std::string_view kTails[] = {"同比", "环比", "按年", "产品", "商品",
                                                "的",   "均价", "价格", "领域", "则",
                                                "也",   "较",   "行业", "企业"};
  static constexpr std::string_view kHeads[] = {"的", "中", "上", "看", "其中", "包括", ":"};
  const std::string_view text = line.text;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view tail : kTails) {
      if (end < begin + tail.size() || !text.substr(begin, end - begin).ends_with(tail)) continue;
      end -= tail.size();
      more = true;
    }
  }
  const std::size_t first_mark = text.find("、", begin);
  const std::size_t head_end = std::min(first_mark, end);
  for (const std::string_view head : kHeads) {
    const std::size_t at = text.substr(0, head_end).rfind(head);
    if (at != std::string_view::npos && at >= begin && size > 2) begin = at + head.size();
  }
  while (text.substr(begin).starts_with(kTimePlaceholder)) begin += kPlaceholderBytes;
  std::vector<ByteSpan> parts;
  for (std::size_t from = begin; from <= end;) {
    const std::size_t mark = text.find("、", from);
    std::size_t to = std::min(mark, end);
    std::size_t next = mark < end ? to + std::string_view("、").size() : end + 1;
    if (mark >= end && splits_last) {
      for (const std::string_view joint : kLast) {
        const std::size_t at = text.substr(0, end).find(joint, from);
        if (at == std::string_view::npos || at == from) continue;
        to = at;
        next = at + joint.size();
        break;
      }
    }
    parts.push_back({from, to});
    from = next;
    if (parts.size() > size) return {};
  }
  if (parts.size() != size) return {};
  for (const ByteSpan& part : parts) {
    const std::string_view words = Slice(text, part);
    const int characters = static_cast<int>(CountCodePoints(words));
    if (words.empty() || characters > kMostCharacters) return {};
    const bool is_one = words.size() == kPlaceholderBytes && IsPlaceholderAt(words, 0);
    if (!is_one && characters < kFewestCharacters) return {};
    if (words.find_first_of(",;:() ") != std::string_view::npos) return {};
    for (const LineToken& token : line.tokens) {
      const bool is_inside = token.at >= part.begin && token.at < part.end;
      if (is_inside && token.mention.kind != MentionKind::kEntity) return {};
    }
  }
  return parts;
}

// 口腔器具制造、卫生材料及敷料制造行业分别…: 及 joins what the last member makes.
std::vector<ByteSpan> PhrasesOf(const SentenceLine& line, std::size_t begin, std::size_t end,
                                std::size_t size) {
  std::vector<ByteSpan> parts = PhrasesBetween(line, begin, end, size, true);
  if (!parts.empty()) return parts;
  parts = PhrasesBetween(line, begin, end, size, false);
  const bool names_known = std::any_of(parts.begin(), parts.end(), [&](ByteSpan part) {
    return Slice(line.text, part).find('\xEE') != std::string_view::npos;
  });
  return names_known ? std::vector<ByteSpan>() : parts;
}

// The last 分别 before `at`; npos if there is none.
std::size_t DistributorBefore(std::string_view text, std::size_t at) {
  std::size_t last = std::string::npos;
  for (const std::string_view word : kDistributors) {
    const std::size_t found = text.substr(0, at).rfind(word);
    if (found != std::string::npos && (last == std::string::npos || found > last)) last = found;
  }
  return last;
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
  bool is_listed = false;  // the last one, in the last of `lists`
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
    if (joined && is_listed) {
      lists.back().tokens.push_back(i);
    } else if (joined) {
      lists.push_back({{*last, i}});
    }
    is_listed = joined;
    last = i;
  }
  return lists;
}

std::vector<Pairing> PairLists(std::string_view folded, const SentenceLine& line,
                               const BlockMentions& mentions, const ClaimRules& rules) {
  std::vector<Pairing> out(line.tokens.size());
  const auto figures = FindLists(folded, line, mentions, MentionKind::kQuantity);
  if (figures.empty()) return out;
  std::size_t distributor = std::string::npos;
  for (const std::string_view word : kDistributors) {
    distributor = std::min(distributor, line.text.find(word));
  }
  auto entities = FindLists(folded, line, mentions, MentionKind::kEntity);
  for (TokenList& list : entities) list = WithoutOwners(line, list);
  if (distributor == std::string::npos) {
    // 美团及阿里升2.5%及4%: as many names as figures, right before them, pair without 分别 too.
    for (const TokenList& list : figures) {
      const LineToken& first = line.tokens[list.tokens.front()];
      if (list.tokens.front() == 0) continue;
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
      // 2025年至2027年营收为x、y、z: one for each of the years.
      if (list.tokens.size() < 3 || !IsSpelledOut(line, list)) continue;
      if (const auto of = YearsOf(line, mentions, list.tokens.size(), first.at)) {
        for (std::size_t i = 0; i < list.tokens.size(); ++i) {
          out[list.tokens[i]].time_token = of;
          out[list.tokens[i]].year = static_cast<int>(i);
        }
      }
    }
    return out;
  }
  const auto times = FindLists(folded, line, mentions, MentionKind::kTime);
  const bool before_figures = line.text.find("respectively") != distributor;
  const TokenList* paired = nullptr;  // the list before, where it was paired
  for (const TokenList& list : figures) {
    const std::size_t size = list.tokens.size();
    const std::size_t first = line.tokens[list.tokens.front()].at;
    if (before_figures && first < distributor) continue;
    // A、B分别增长x、y;C、D分别增长z、w: each list by its own.
    if (before_figures) distributor = DistributorBefore(line.text, first);
    const std::size_t limit = before_figures ? distributor : first;
    const std::size_t floor =
        paired != nullptr ? line.tokens[paired->tokens.back()].at : std::string::npos;
    const bool is_later = floor != std::string::npos && floor < limit;
    const auto pick = [&](const std::vector<TokenList>& candidates) -> const TokenList* {
      const TokenList* best = nullptr;
      for (const TokenList& candidate : candidates) {
        if (is_later && line.tokens[candidate.tokens.front()].at < floor) continue;
        if (candidate.tokens.size() == size && line.tokens[candidate.tokens.back()].at < limit) {
          best = &candidate;
        }
      }
      return best;
    };
    const TokenList* const before = paired;
    if (const TokenList* of = pick(entities)) {
      for (std::size_t i = 0; i < size; ++i) out[list.tokens[i]].entity_token = of->tokens[i];
      paired = &list;
      continue;
    }
    if (const TokenList* of = pick(times)) {
      for (std::size_t i = 0; i < size; ++i) out[list.tokens[i]].time_token = of->tokens[i];
      paired = &list;
      continue;
    }
    const auto mixed = std::find_if(times.rbegin(), times.rend(), [&](const TokenList& of) {
      return line.tokens[of.tokens.back()].at < limit &&
             ExpandedTimes(mentions, line, of).size() == size;
    });
    if (mixed != times.rend()) {
      const std::vector<PlaceInTime> places = ExpandedTimes(mentions, line, *mixed);
      for (std::size_t i = 0; i < size; ++i) {
        out[list.tokens[i]].time_token = places[i].token;
        out[list.tokens[i]].year = places[i].year;
      }
      paired = &list;
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
    const bool is_paired = out[list.tokens.front()].time_token || out[list.tokens.front()].year ||
                           !out[list.tokens.front()].metric.empty();
    if (is_paired) paired = &list;
    if (is_paired || !before_figures) continue;
    // The clause of 分别, without the noun of what is told; or the one before it.
    const auto in_clause = rules.FindNouns(std::string_view(line.text).substr(from, limit - from));
    std::size_t to = distributor;
    if (!in_clause.empty() && from + in_clause.back().span.begin < to) {
      to = from + in_clause.back().span.begin;
    }
    std::vector<ByteSpan> parts = PhrasesOf(line, from, to, size);
    // A、B营收分别为x、y,净利分别为z、w: of the same.
    if (parts.empty() && is_later && before->tokens.size() == size) {
      for (std::size_t i = 0; i < size; ++i) out[list.tokens[i]] = out[before->tokens[i]];
      for (std::size_t i = 0; i < size && !in_clause.empty(); ++i) {
        out[list.tokens[i]].metric.clear();
      }
      paired = &list;
      continue;
    }
    if (parts.empty() && from > 0) {
      std::size_t end = from - 1;
      for (const std::string_view place : {"位居", "位列", "排名", "紧随", "居前", "领先", "等"}) {
        const std::size_t at = line.text.find(place, line.ClauseBegin(from - 1));
        if (at != std::string::npos) end = std::min(end, at);
      }
      parts = PhrasesOf(line, line.ClauseBegin(from - 1), end, size);
    }
    for (std::size_t i = 0; i < parts.size(); ++i) out[list.tokens[i]].phrase = parts[i];
    if (!parts.empty()) paired = &list;
  }
  return out;
}

}  // namespace heshu::extract
