// Which currency a bare 元 is: of whom it is told, whose paper tells it, or what the text has said
// once for all (下同).
#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "extract/claims/article_claims.h"

namespace heshu::extract {
namespace {

// 回購218.4萬股,涉資1.004億元: paid where the shares are traded.
bool IsBuyback(const Claim& claim) {
  const auto says = [&](std::string_view word) {
    return claim.sentence.find(word) != std::string::npos;
  };
  return claim.metric == "deal_value" && says("股") &&
         (says("回購") || says("購回") || says("回购") || says("购回"));
}

// 人民幣‧下同: the currency that the words in the bracket name; "" if they name none.
std::string_view CurrencyNamed(std::string_view words) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"人民幣", "CNY"}, {"人民币", "CNY"}, {"美元", "USD"},   {"美金", "USD"},   {"港元", "HKD"},
      {"港幣", "HKD"},   {"港币", "HKD"},   {"新台幣", "TWD"}, {"新台币", "TWD"}, {"台幣", "TWD"},
      {"台币", "TWD"},   {"歐元", "EUR"},   {"欧元", "EUR"},   {"歐羅", "EUR"},   {"日圓", "JPY"},
      {"日元", "JPY"},   {"英鎊", "GBP"},   {"英镑", "GBP"},   {"韓元", "KRW"},   {"韓圜", "KRW"},
      {"澳門元", "MOP"}, {"澳门元", "MOP"}, {"坡元", "SGD"},   {"坡幣", "SGD"},   {"澳元", "AUD"},
      {"加元", "CAD"},   {"加幣", "CAD"}};
  for (const auto& [name, currency] : kNames) {
    if (words.find(name) != std::string_view::npos) return currency;
  }
  return {};
}

// 248億元人民幣…,單日淨回籠2738億元: the sentence has said of which money it speaks.
bool FollowsRenminbi(const Claim& claim) {
  if (claim.span.begin < claim.sentence_span.begin) return false;
  const std::size_t at = claim.span.begin - claim.sentence_span.begin;
  const std::string_view before = std::string_view(claim.sentence).substr(0, at);
  std::size_t said = std::string_view::npos;
  for (const std::string_view name : {"人民幣", "人民币"}) {
    const std::size_t found = before.rfind(name);
    if (found != std::string_view::npos && (said == std::string_view::npos || found > said)) {
      said = found;
    }
  }
  return said != std::string_view::npos && (CurrencyNamed(before.substr(said)) == "CNY" ||
                                            CurrencyNamed(before.substr(said)).empty());
}

}  // namespace

// What is paid for shares, or what they cost.
bool ArticleClaims::IsOfShare(const Claim& claim) const {
  static constexpr std::string_view kOfShares[] = {
      "target_price", "issue_price", "buyback_price", "buyback",           "lot_profit",
      "entry_fee",    "net_inflow",  "cornerstone",   "margin_subscribed", "subscription_money"};
  const MetricReading* metric = know_.rules.FindMetric(claim.metric);
  const bool is_listed =
      std::find(std::begin(kOfShares), std::end(kOfShares), claim.metric) != std::end(kOfShares);
  return metric != nullptr &&
         (metric->is_market || is_listed || IsBuyback(claim) || claim.rule.starts_with("share."));
}

void ArticleClaims::SetCurrency(Claim& claim) const {
  if (!claim.unit_inferred || claim.unit.substr(0, 3) != "CNY" || !claim.subject) return;
  const EntityDefinition* entity = know_.entities.FindById(claim.subject->id);
  const MetricReading* of = know_.rules.FindMetric(claim.metric);
  if (entity == nullptr) {
    // A share of no table trades where the market that the article names is.
    if (of == nullptr || !of->is_market || article_.script == "Hant") return;
    for (const std::string& id : naming_.families) {
      const EntityDefinition* named = know_.entities.FindById(id);
      if (named == nullptr || (named->kind != "index" && named->kind != "group")) continue;
      if (named->region == "hk") claim.unit.replace(0, 3, "HKD");
      if (named->region == "tw") claim.unit.replace(0, 3, "TWD");
      if (claim.unit.substr(0, 3) != "CNY") return;
    }
    return;
  }
  // A Hong Kong paper's 元 of a mainland company's share is its listing there.
  const bool is_of_share = IsOfShare(claim) && entity->kind != "body";
  // What a paper there says that a company raised, it raised there; a price of no goods is a
  // share's.
  const bool is_raised =
      home_ == "hk" && entity->kind == "company" &&
      (claim.metric == "funding" || (claim.metric == "price" && !NamesRenminbi()));
  if (entity->region == "cn" && (is_of_share || is_raised) && article_.script == "Hant" &&
      home_ != "tw") {
    claim.unit.replace(0, 3, "HKD");
    return;
  }
  // …報254.7美元（下同）, 報647.24元: New York's shares are told in its currency.
  if (entity->region == "us" && of != nullptr && of->is_market && article_.script == "Hant") {
    claim.unit.replace(0, 3, "USD");
    return;
  }
  if (entity->region == "tw") claim.unit.replace(0, 3, "TWD");
  if (entity->region == "hk") claim.unit.replace(0, 3, "HKD");
}

void ArticleClaims::CountMarkets() {
  static constexpr std::string_view kMarkets[] = {"company", "index", "group", "exchange"};
  for (const EntityMention& mention : mentions_.entities) {
    if (mention.entity == nullptr) continue;
    if (mention.id == "taiwan") ++taiwan_names_;
    if (mention.id == "hong-kong") ++hong_kong_names_;
    if (std::find(std::begin(kMarkets), std::end(kMarkets), mention.kind) == std::end(kMarkets)) {
      continue;
    }
    if (mention.entity->region == "tw") ++taiwan_names_;
    if (mention.entity->region == "hk") ++hong_kong_names_;
  }
}

// A Taiwan or Hong Kong paper's 元 is its own, unless it is told of the mainland.
void ArticleClaims::SetHomeCurrency() {
  if (article_.script != "Hant") return;
  std::string_view home;
  if (taiwan_names_ > hong_kong_names_) home = "TWD";
  if (taiwan_names_ < hong_kong_names_) home = "HKD";
  if (home_ == "tw") home = "TWD";
  if (home_ == "hk") home = "HKD";
  std::set<std::string, std::less<>> of_renminbi;  // metrics that were told in it
  for (Claim& claim : claims_) {
    if (claim.dimension != "money" || !claim.unit.starts_with("CNY")) continue;
    if (!claim.unit_inferred) {
      if (!claim.metric.empty()) of_renminbi.insert(claim.metric);
      continue;
    }
    const EntityDefinition* entity =
        claim.subject ? know_.entities.FindById(claim.subject->id) : nullptr;
    // 港行售价12,499元: what is sold here is priced in the money of the place, wherever its maker
    // is.
    const bool is_sold_here = claim.metric == "price" || claim.metric == "profit_per_unit";
    if (entity != nullptr && (entity->region == "cn" || (home_.empty() && !is_sold_here))) continue;
    if (of_renminbi.contains(claim.metric) || FollowsRenminbi(claim)) continue;
    std::string_view of = home;
    if (claim.subject && claim.subject->id.starts_with("x:")) {
      const auto listed = naming_.listed.find(std::string_view(claim.subject->id).substr(2));
      if (listed != naming_.listed.end() && listed->second == "hk") of = "HKD";
      if (listed != naming_.listed.end() && listed->second == "tw") of = "TWD";
    }
    if (!of.empty()) claim.unit.replace(0, 3, of);
  }
}

// 淨利潤42.64億元(人民幣‧下同): from that figure on 元 is what the bracket, or the figure itself,
// says. A share's price stays in the currency of its exchange.
void ArticleClaims::SetNamedCurrency() {
  constexpr std::string_view kSame = "下同";
  constexpr std::size_t kBracketReach = 40;  // bytes of （人民幣，下同）
  const std::string_view text = article_.text;
  for (std::size_t at = text.find(kSame); at != std::string_view::npos;
       at = text.find(kSame, at + kSame.size())) {
    const std::size_t from = at > kBracketReach ? at - kBracketReach : 0;
    const std::string_view left = text.substr(from, at - from);
    std::size_t open = left.rfind("（");
    if (open == std::string_view::npos) open = left.rfind('(');
    if (open == std::string_view::npos) continue;
    const std::size_t bracket = from + open;
    const auto next = std::find_if(claims_.begin(), claims_.end(), [bracket](const Claim& claim) {
      return claim.span.begin >= bracket;
    });
    if (next == claims_.begin()) continue;
    auto first = std::prev(next);
    if (first->dimension != "money" || bracket - first->span.end > kBracketReach) continue;
    std::string_view named = CurrencyNamed(left.substr(open));
    const std::string stated = first->unit.substr(0, 3);
    if (named.empty()) named = stated;
    const bool of_share = IsOfShare(*first);
    for (; first != claims_.end(); ++first) {
      Claim& claim = *first;
      if (!claim.unit_inferred || claim.dimension != "money") continue;
      if (!claim.unit.starts_with("CNY") && !claim.unit.starts_with("HKD") &&
          !claim.unit.starts_with("TWD")) {
        continue;
      }
      if (!of_share && IsOfShare(claim)) continue;
      claim.unit.replace(0, 3, named);
    }
  }
}

bool ArticleClaims::NamesRenminbi() const {
  return article_.text.find("人民幣") != std::string::npos ||
         article_.text.find("人民币") != std::string::npos;
}

}  // namespace heshu::extract
