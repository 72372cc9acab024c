#include "extract/claims/time_scope.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "extract/mentions/english_clause.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

// "annual profit fell to ", "annual net income of ": right before the figure.
bool EndsInAnnualAccount(std::string_view before) {
  constexpr std::size_t kNearBytes = 48;
  const std::string_view near = before.substr(before.size() - std::min(before.size(), kNearBytes));
  static const LazyPattern account(
      "\\bannual (?:net |operating |underlying |pre-?tax |core "
      ")*(?:profits?|income|earnings|loss(?:es)?|"
      "revenues?|sales)\\b[^,;.]*$");
  return account.FoundIn(near);
}

}  // namespace

bool IsTimeOfFounding(std::string_view line, std::size_t at) {
  static constexpr std::string_view kFounded[] = {"成立于",      "创立于",      "创办于",
                                                  "创建于",      "founded in ", "established in ",
                                                  "Founded in ", "set up in "};
  static constexpr auto kFoundedBefore = Endings(kFounded);
  return kFoundedBefore.Matches(line.substr(0, at));
}

bool SaysNow(const SentenceLine& line, std::size_t at) {
  const std::string_view before = std::string_view(line.text).substr(0, at);
  for (const std::string_view word :
       {"目前", "迄今", "至今", "现时", "如今", "现报", "currently"}) {
    if (before.find(word) != std::string_view::npos) return true;
  }
  return false;
}

bool IsYearBefore(const SentenceLine& line, std::size_t time, std::string_view words,
                  std::size_t at) {
  if (words != "一年前" && words != "1年前") return false;
  const std::string_view ahead = std::string_view(line.text).substr(0, time);
  const std::string_view between = std::string_view(line.text).substr(time, at - time);
  return ahead.ends_with("而") || ahead.ends_with("比") || ahead.ends_with("较") ||
         between.find(';') != std::string_view::npos;
}

bool SumsUp(const SentenceLine& line, std::size_t at) {
  const std::size_t begin = line.ClauseBegin(at);
  const std::string_view clause = std::string_view(line.text).substr(begin, at - begin);
  for (const std::string_view word : {"累", "周", "合计", "共", "this week", "weekly"}) {
    if (clause.find(word) != std::string_view::npos) return true;
  }
  return false;
}

bool IsTimeOfSum(const SentenceLine& line, std::size_t token) {
  const std::string_view text = line.text;
  const std::size_t at = line.tokens[token].at;
  const std::size_t semicolon = text.substr(0, at).rfind(';');
  // …;前七个月合计…: of whom the item before was, unless it names another.
  const bool is_of_another =
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& other) {
        return other.mention.kind == MentionKind::kEntity && semicolon != std::string_view::npos &&
               other.at > semicolon && other.at < at;
      });
  const std::size_t item = is_of_another ? semicolon : 0;
  const bool tells_before =
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& other) {
        return other.mention.kind == MentionKind::kQuantity && other.at > item && other.at < at;
      });
  if (!tells_before) return false;
  const std::string_view behind = text.substr(at + kPlaceholderBytes);
  static constexpr std::string_view kSums[] = {"累计", "合计", "合共", "总计",  "共计",
                                               "共",   "则共", "累积", " total"};
  return std::any_of(std::begin(kSums), std::end(kSums),
                     [&](std::string_view sum) { return behind.starts_with(sum); });
}

bool IsTimeOfYardstick(const SentenceLine& line, std::size_t token) {
  if (token == 0 || token + 1 >= line.tokens.size()) return false;
  const LineToken& before = line.tokens[token - 1];
  const LineToken& behind = line.tokens[token + 1];
  if (before.mention.kind != MentionKind::kQuantity ||
      behind.mention.kind != MentionKind::kQuantity || behind.clause != line.tokens[token].clause ||
      before.clause == behind.clause) {
    return false;
  }
  // 则为, 为升, 则是下降: no more than that it was, and in which direction it moved.
  static constexpr std::string_view kIs[] = {"则", "为", "是", "有", "仅", "只", "约", "亦",
                                             "就", "达", "升", "跌", "增", "降", "减", "涨",
                                             "长", "加", "少", "下", "上", "滑", "扩", "缩"};
  constexpr std::size_t kMostBytes = 15;
  const std::size_t from = line.tokens[token].at + kPlaceholderBytes;
  std::string_view between = std::string_view(line.text).substr(from, behind.at - from);
  if (between.size() > kMostBytes || !StartsWithAny(between, {"则", "为", "是", "仅", "只"})) {
    return false;
  }
  for (bool more = true; more && !between.empty();) {
    more = false;
    for (const std::string_view word : kIs) {
      if (!between.starts_with(word)) continue;
      between.remove_prefix(word.size());
      more = true;
    }
  }
  return between.empty();
}

bool IsOfAnotherItem(const SentenceLine& line, std::size_t token, std::size_t at) {
  const std::size_t from = line.tokens[token].at;
  if (from >= at) return false;
  const std::size_t semicolon = std::string_view(line.text).substr(0, at).rfind(';');
  if (semicolon == std::string_view::npos || semicolon < from) return false;
  return std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& other) {
    return other.mention.kind == MentionKind::kEntity && other.at > semicolon && other.at < at;
  });
}

bool SaysSamePeriod(const SentenceLine& line, std::size_t at) {
  static constexpr std::string_view kWord = "同期";
  const std::size_t begin = line.ClauseBegin(at);
  const std::string_view before = std::string_view(line.text).substr(begin, at - begin);
  const std::size_t said = before.find(kWord);
  if (said == std::string_view::npos) return false;
  const std::string_view ahead = before.substr(0, said);
  return !ahead.ends_with("年") && !ahead.ends_with(kTimePlaceholder);
}

bool SaysFullYear(const SentenceLine& line, std::size_t at) {
  const std::string_view text = line.text;
  std::size_t begin = line.ClauseBegin(at);
  // 全年涨1047点,约{figure}: the same once more, in percent.
  if (begin > 0 && StartsWithAny(text.substr(begin), {"或", "约", "即", "折合"})) {
    begin = line.ClauseBegin(begin - 1);
  }
  if (text.substr(begin, line.ClauseEnd(at) - begin).find("全年") != std::string_view::npos) {
    return true;
  }
  // 全年出口再创新高,累计出口x: a sentence that opens with it goes on with it.
  if (text.starts_with("全年") && !text.starts_with("全年目标")) return true;
  if (!IsEnglishLine(text)) return false;
  const std::string_view behind = text.substr(std::min(at + kPlaceholderBytes, text.size()));
  if (StartsWithAny(behind, {" for the full year", " in the full year", " for the whole year"}))
    return true;
  const std::string before = AsciiLowerCopy(text.substr(0, at));
  // "annual profit of {figure}" is of one; "on an annual basis" and "biannual" are none.
  return before.find("full-year") != std::string::npos ||
         before.find("full year") != std::string::npos || EndsInAnnualAccount(before);
}

void SetYear(int year, Claim& claim) {
  claim.time.start = Date{year, 1, 1};
  claim.time.end = Date{year, 12, 31};
}

void WidenToYear(Claim& claim) {
  if (!claim.time.end) return;
  SetYear(claim.time.end->year, claim);
  claim.time.granularity = Granularity::kYear;
}

}  // namespace heshu::extract
