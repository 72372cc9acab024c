// Against what a growth is told: the year, the quarter, the month before.
#include <algorithm>
#include <iterator>
#include <string_view>

#include "extract/claims/article_claims.h"
#include "extract/mentions/english_clause.h"
#include "extract/pattern/utf8.h"
#include "extract/subject/phrase_subject.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kBases[] = {"同比", "环比", "按年", "按月", "按季", "年增",
                                       "年减", "月增", "月减", "季增", "季减", "年升",
                                       "年跌", "年比", "月比", "季比", "年对", "同期"};

// How many months before the period of the figure another begins that is as long; 0: it is none.
int MonthsBefore(const TimeExpression& base, const ClaimTime& time) {
  if (!base.start || !base.end || !time.start || !time.end ||
      base.granularity != time.granularity) {
    return 0;
  }
  return (time.start->year - base.start->year) * 12 + time.start->month - base.start->month;
}

}  // namespace

namespace {

// "{figure} from the first three months of last year": whether the period behind the figure is
// named as one of last year.
bool IsAgainstLastYear(const SentenceLine& line, std::size_t at, const BlockMentions& mentions,
                       std::string_view folded) {
  const std::size_t from = at + kPlaceholderBytes;
  for (const LineToken& token : line.tokens) {
    if (token.at < from || token.mention.kind != MentionKind::kTime) continue;
    const std::string_view between = std::string_view(line.text).substr(from, token.at - from);
    static constexpr std::string_view kFrom[] = {
        " from ",          " from the ",     " higher than ", " higher than in ", " lower than ",
        " lower than in ", " more than in ", " versus ",      " compared with ",
    };
    if (std::find(std::begin(kFrom), std::end(kFrom), between) == std::end(kFrom)) return false;
    const std::string_view words = Slice(folded, mentions.times[token.mention.index].span);
    return words.find("last year") != std::string_view::npos;
  }
  return false;
}

}  // namespace

// 按年及按季升15%和19%: the first figure has the first baseline, the second the second.
bool ArticleClaims::PairBaselines(Draft& draft) {
  struct Word {
    std::string_view text, baseline;
  };
  static constexpr Word kWords[] = {{"按年", "yoy"}, {"同比", "yoy"}, {"年增", "yoy"},
                                    {"年减", "yoy"}, {"按季", "qoq"}, {"环比", "qoq"},
                                    {"季增", "qoq"}, {"季减", "qoq"}, {"按月", "mom"},
                                    {"月增", "mom"}, {"月减", "mom"}};
  static constexpr std::string_view kJoints[] = {"和", "及", "与", "、"};
  const SentenceLine& line = lines_[draft.line];
  const std::string_view text = line.text;
  std::string_view first, second;
  const std::size_t begin = line.ClauseBegin(Token(draft).at);
  const std::string_view clause = text.substr(begin, Token(draft).at - begin);
  for (const Word& a : kWords) {
    for (std::size_t at = clause.find(a.text); at != std::string_view::npos;
         at = clause.find(a.text, at + 1)) {
      for (const std::string_view joint : kJoints) {
        const std::string_view rest = clause.substr(at + a.text.size());
        if (!rest.starts_with(joint)) continue;
        for (const Word& b : kWords) {
          if (a.baseline == b.baseline || !rest.substr(joint.size()).starts_with(b.text)) continue;
          first = a.baseline;
          second = b.baseline;
        }
      }
    }
  }
  if (first.empty()) return false;
  for (const TokenList& list : FindLists(mapped_.text, line, mentions_, MentionKind::kQuantity)) {
    if (list.tokens.size() != 2) continue;
    for (std::size_t i = 0; i < 2; ++i) {
      if (list.tokens[i] != draft.token) continue;
      draft.claim.qualifiers["baseline"] = i == 0 ? first : second;
      return true;
    }
  }
  return false;
}

// 7月…较6月增长17.7%, "8.4% from June": against the period that is named, which is the one before
// or that of a year ago.
void ArticleClaims::SetNamedBase(Draft& draft) const {
  static constexpr std::string_view kFrom[] = {" from ",          " on ",          " over ",
                                               " compared with ", " compared to ", " versus "};
  Claim& claim = draft.claim;
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  const std::string_view text = line.text;
  const bool is_english = IsEnglishLine(text);
  const bool grows = claim.dimension == "percent_change" || claim.metric == "growth_multiple";
  // 1月CPI较去年12月上升0.3%: 较去年 says no year-on-year, where a month follows.
  const std::size_t begin = line.ClauseBegin(at);
  const std::string_view said = text.substr(begin, at - begin);
  const bool says_base = std::any_of(std::begin(kBases), std::end(kBases), [&](auto word) {
    return said.find(word) != std::string_view::npos;
  });
  if (!grows || (claim.qualifiers.contains("baseline") && !is_english && says_base)) return;
  const TimeExpression* base = nullptr;
  for (const LineToken& token : line.tokens) {
    if (token.at == at || token.clause != line.ClauseAt(at)) continue;
    const bool is_behind = token.at > at;
    if (token.mention.kind == MentionKind::kQuantity) {
      if (is_behind) break;
      base = nullptr;
      continue;
    }
    if (token.mention.kind != MentionKind::kTime) continue;
    const TimeExpression& time = mentions_.times[token.mention.index];
    if (is_english && is_behind) {
      const std::string_view between =
          text.substr(at + kPlaceholderBytes, token.at - at - kPlaceholderBytes);
      if (std::find(std::begin(kFrom), std::end(kFrom), between) != std::end(kFrom)) base = &time;
    } else if (!is_english && !is_behind && IsBaseline(line, token)) {
      base = &time;
    }
  }
  if (base == nullptr) return;
  const int months = MonthsBefore(*base, claim.time);
  if (months == 12) claim.qualifiers["baseline"] = "yoy";
  if (months == 3 && claim.time.granularity == Granularity::kQuarter)
    claim.qualifiers["baseline"] = "qoq";
  if (months == 1 && claim.time.granularity == Granularity::kMonth)
    claim.qualifiers["baseline"] = "mom";
}

// 11月…环比上涨0.1%: against the month before. What 环比 is against is the period before, whatever
// period is told of.
void ArticleClaims::SetPeriodBefore(Draft& draft) const {
  Claim& claim = draft.claim;
  const auto said = claim.qualifiers.find("baseline");
  if (said == claim.qualifiers.end() || said->second != "qoq") return;
  if (claim.time.granularity != Granularity::kMonth) return;
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  const std::size_t begin = line.ClauseBegin(at);
  const std::string_view before = std::string_view(line.text).substr(begin, at - begin);
  if (before.find("环比") != std::string_view::npos) said->second = "mom";
}

// 营业利润率由23.5%降至17.5%: the first is of the period before, a year ago unless it says 环比.
void ArticleClaims::SetTimeOfStart(Draft& draft) const {
  Claim& claim = draft.claim;
  const MetricReading* metric = know_.rules.FindMetric(claim.metric);
  const SentenceLine& line = lines_[draft.line];
  const bool is_statistic = metric != nullptr && IsToldOfPlaces(*metric);
  if (metric == nullptr || !(metric->is_corporate || is_statistic) || metric->is_market ||
      IsEnglishLine(line.text) || claim.modality != Modality::kReported ||
      claim.time.how == How::kPublished || !claim.time.start || !claim.time.end ||
      draft.token + 1 >= line.tokens.size()) {
    return;
  }
  // 2023年至2025年…从6.04亿元: the first of the years that were told.
  for (const std::string_view joint : {"至", "到", "-", "—", "~"}) {
    if (claim.time.text.find(joint) != std::string::npos) return;
  }
  const bool is_period =
      claim.time.granularity >= Granularity::kMonth && claim.time.granularity <= Granularity::kYear;
  const std::string_view text = line.text;
  const std::size_t at = Token(draft).at;
  if (!is_period || !EndsWithAny(text.substr(0, at), {"由", "从", "自", "自+", "从+", "由+"}))
    return;
  const LineToken& next = line.tokens[draft.token + 1];
  if (next.mention.kind != MentionKind::kQuantity || next.clause != line.ClauseAt(at) ||
      mentions_.quantities[next.mention.index].unit != QuantityOf(draft).unit) {
    return;
  }
  const std::string_view between = text.substr(at, next.at - at);
  if (!EndsWithAny(between, {"至", "到", "为", "至约", "到约"})) return;
  const std::size_t begin = line.ClauseBegin(at);
  const bool is_step = text.substr(begin, at - begin).find("环比") != std::string_view::npos &&
                       claim.time.granularity == Granularity::kQuarter;
  // 11月新增就业从21.2万上修至26.1万: both are of that month.
  if (claim.qualifiers.contains("vintage")) return;
  // CPI同比涨幅由2.9%扩大至3%: what an office tells each month is held against the month before.
  const bool is_of_last = is_statistic && claim.time.granularity < Granularity::kHalf;
  const int last = claim.time.granularity == Granularity::kMonth ? 1 : 3;
  const int months = is_of_last ? last : is_step ? 3 : 12;
  claim.time.start = claim.time.start->PlusMonths(-months);
  claim.time.end = claim.time.end->PlusDays(1).PlusMonths(-months).PlusDays(-1);
  claim.time.how = How::kResolved;
  claim.time.span.reset();
}

// 较上月同期下降36%: against the same days of the month before, and not of the year before.
bool ArticleClaims::IsAgainstLastMonth(const Draft& draft) const {
  const SentenceLine& line = lines_[draft.line];
  const int clause = line.ClauseAt(Token(draft).at);
  return std::any_of(line.tokens.begin(), line.tokens.end(), [&](const LineToken& token) {
    if (token.mention.kind != MentionKind::kTime || token.clause != clause) return false;
    const std::string_view words = Slice(mapped_.text, mentions_.times[token.mention.index].span);
    const std::string_view rest = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
    return StartsWithAny(words, {"上月", "上个月", "前月"}) &&
           (words.ends_with("同期") || rest.starts_with("同期"));
  });
}

void ArticleClaims::SetBaseline(Draft& draft) {
  Claim& claim = draft.claim;
  const bool grows = claim.dimension == "percent_change" || claim.metric == "growth_multiple";
  // 毛利率按年扩大6.9个百分点至21.3%: what it came to is told against nothing.
  const bool is_change =
      claim.qualifiers.contains("move") || claim.qualifiers.contains("statistic");
  if (!grows && !is_change) claim.qualifiers.erase("baseline");
  if (!grows) return;
  if (PairBaselines(draft)) return;
  if (IsAgainstLastMonth(draft)) {
    claim.qualifiers["baseline"] = "mom";
    return;
  }
  if (const auto said = claim.qualifiers.find("baseline");
      said != claim.qualifiers.end() && !IsAsciiDigit(said->second.front())) {
    return;
  }
  const SentenceLine& line = lines_[draft.line];
  const int clause = line.ClauseAt(Token(draft).at);
  if (IsEnglishLine(line.text)) {
    const std::size_t at = Token(draft).at;
    std::optional<int> months = MonthsEarlier(WordsBehind(line.text, at, 0));
    if (!months) {
      // "a year-over-year increase of {figure}"
      const std::size_t begin = line.ClauseBegin(at);
      months = MonthsEarlier(std::string_view(line.text).substr(begin, at - begin));
    }
    // "up 63% from the first three months of last year"
    if (!months && IsAgainstLastYear(line, at, mentions_, mapped_.text)) months = 12;
    if (months) {
      claim.qualifiers["baseline"] = *months == 12 ? "yoy" : *months == 3 ? "qoq" : "mom";
      return;
    }
  }
  for (const LineToken& token : line.tokens) {
    if (token.mention.kind != MentionKind::kTime || token.clause != clause) continue;
    if (!IsBaseline(line, token) && !IsTimeOfMultiplied(line, token, draft)) continue;
    const TimeExpression& time = mentions_.times[token.mention.index];
    const std::string_view words = Slice(mapped_.text, time.span);
    const std::string_view rest =
        std::string_view(line.text).substr(token.at + kPlaceholderBytes, 6);
    const auto says = [&](std::string_view word) {
      return words.find(word) != std::string_view::npos ||
             rest.find(word) != std::string_view::npos;
    };
    if (says("同期") || says("同月") || says("同季") || says("year ago") || says("year earlier") ||
        says("year before")) {
      claim.qualifiers["baseline"] = "yoy";
      return;
    }
    if (says("上年") || says("去年")) {
      claim.qualifiers["baseline"] = "yoy";
    } else if (says("上季")) {
      claim.qualifiers["baseline"] = "qoq";
    } else if (says("上月")) {
      claim.qualifiers["baseline"] = "mom";
    } else if (time.start && time.granularity == Granularity::kYear) {
      claim.qualifiers["baseline"] = std::to_string(time.start->year);
    }
  }
}

}  // namespace heshu::extract
