#include "extract/subject/market_subject.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "extract/pattern/utf8.h"
#include "extract/subject/phrase_subject.h"

namespace heshu::extract {
namespace {

constexpr double kMarketScore = 96;

struct SharesOfMarket {
  std::string_view region, id, name;
};
constexpr SharesOfMarket kShares[] = {
    {"hk", "hk-stocks", "港股"},    {"cn", "china-stocks", "A股"},
    {"us", "us-stocks", "美股"},    {"tw", "taiwan-stocks", "台股"},
    {"jp", "japan-stocks", "日股"}, {"kr", "korea-stocks", "韩股"}};

SubjectChoice Of(const SharesOfMarket& shares) {
  SubjectChoice choice = SubjectChoice::Inferred(shares.id, "group", kMarketScore);
  choice.name = shares.name;
  return choice;
}

// "Turnover reached HK$268.7 billion": of the market whose index the text told of before.
std::optional<SubjectChoice> FindEnglishTurnover(const SubjectQuery& query,
                                                 const SentenceLine& line) {
  static constexpr std::string_view kOpenings[] = {
      "Turnover ", "Market turnover ", "Daily turnover ", "Total turnover ", "Trading turnover "};
  if (std::none_of(std::begin(kOpenings), std::end(kOpenings),
                   [&](std::string_view opening) { return line.text.starts_with(opening); })) {
    return {};
  }
  for (std::size_t i = query.past->size(); i-- > 0;) {
    const PastSubject& past = (*query.past)[i];
    if (past.kind == "company") return {};
    if (past.kind != "index") continue;
    for (const SharesOfMarket& shares : kShares) {
      if (past.region == shares.region) return Of(shares);
    }
  }
  return {};
}

}  // namespace

std::optional<SubjectChoice> FindMarketSubject(const SubjectQuery& query,
                                               const SentenceLine& line) {
  const auto of = query.match->set.find("of");
  const bool is_of_turnover = query.metric->definition.id == "turnover" ||
                              query.metric->definition.id == "short_turnover" ||
                              (of != query.match->set.end() && of->second == "turnover");
  if (!query.metric->is_market && !is_of_turnover) return {};
  if (is_of_turnover) {
    if (auto choice = FindEnglishTurnover(query, line)) return choice;
  }
  static constexpr std::string_view kMarkets[] = {"指数", "大盘", "大市", "主板", "两市"};
  const std::string_view text = line.text;
  const std::size_t begin = line.ClauseBegin(query.at);
  const bool says_market = std::any_of(std::begin(kMarkets), std::end(kMarkets), [&](auto word) {
    const std::size_t at = text.substr(0, query.at).find(word, begin);
    return at == begin || (at != std::string_view::npos && at >= 6 && at <= begin + 9 &&
                           (text.substr(at - 3, 3) == kTimePlaceholder ||
                            text.substr(at - 6, 6) == "当日" || text.substr(at - 6, 6) == "全日"));
  });
  if (SpeaksOfAllShares(query, line)) {
    if (const auto group = query.past->FirstOfKind("group")) {
      return SubjectChoice::Inherited((*query.past)[*group], *group, kMarketScore);
    }
  }
  if (!says_market) return {};
  // The title stands first in `past`, its first name last.
  std::optional<std::size_t> market, index;
  for (std::size_t i = 0; i < query.past->size() && (*query.past)[i].is_heading; ++i) {
    const PastSubject& past = (*query.past)[i];
    if (!KindFits(*query.metric, past.kind)) continue;
    // 北水 is who buys, and no market.
    if (past.id.ends_with("stocks") || (past.kind == "index" && !is_of_turnover)) market = i;
    if (past.kind == "index") index = i;
  }
  // 大市成交: else that of the paper's own city, or the market that the article named first.
  if (!market && is_of_turnover && query.home == "hk" &&
      (!index || (*query.past)[*index].region == "hk")) {
    return Of(kShares[0]);
  }
  if (!market && KindFits(*query.metric, "group")) market = query.past->FirstOfKind("group");
  if (!market) market = index;
  if (!market) return {};
  return SubjectChoice::Inherited((*query.past)[*market], *market, kMarketScore);
}

}  // namespace heshu::extract
