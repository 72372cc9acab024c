// Where a figure was counted: the platform and the market that its sentence names.
#include <algorithm>
#include <array>
#include <cctype>

#include "extract/claims/article_claims.h"
#include "extract/claims/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kFarAfterBytes = 24;  // "sold 22,100 units in China"

// What is counted on a platform, and what is sold or used in a market.
constexpr std::array<std::string_view, 6> kOnPlatforms = {
    "token_calls", "rank", "model_share", "market_share", "models_in_chart", "downloads"};
constexpr std::array<std::string_view, 17> kInMarkets = {"units_sold",
                                                         "shipments",
                                                         "revenue",
                                                         "stores",
                                                         "daily_active_users",
                                                         "monthly_active_users",
                                                         "downloads",
                                                         "rank",
                                                         "market_share",
                                                         "headcount",
                                                         "layoffs",
                                                         "revenue_growth",
                                                         "sales_growth",
                                                         "growth_multiple",
                                                         "user_growth",
                                                         "orders",
                                                         "registered_users"};

template <std::size_t N>
bool IsOneOf(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <std::size_t N>
bool EndsWithOneOf(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.ends_with(word); });
}

template <std::size_t N>
bool StartsWithOneOf(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
}

// In X, on X; X's market. 中国的腾讯 says where the company comes from, and nothing here.
bool IsPlaceOfCount(std::string_view before, std::string_view after) {
  static constexpr std::array<std::string_view, 8> kIn = {"在",  "于",  " in ", " In ",
                                                          "In ", "in ", " on ", " across "};
  static constexpr std::array<std::string_view, 14> kMarket = {
      "市场", "地区", "区",   "境内", "国内", "平台",    "销量",
      "销售", "收入", "营收", "门店", "用户", " market", " sales"};
  return EndsWithOneOf(before, kIn) || StartsWithOneOf(after, kMarket);
}

}  // namespace

void ArticleClaims::SetPlace(Draft& draft) const {
  Claim& claim = draft.claim;
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  const auto set = [&](const std::string& key, std::string_view kind) {
    if (claim.qualifiers.contains(key)) return;
    const LineToken* best = nullptr;
    for (const LineToken& token : line.tokens) {
      if (token.mention.kind != MentionKind::kEntity) continue;
      const EntityMention& entity = mentions_.entities[token.mention.index];
      if (entity.kind != kind || (claim.subject && entity.id == claim.subject->id)) continue;
      const std::string_view text = line.text;
      const std::size_t end = token.at + kPlaceholderBytes;
      if (!IsPlaceOfCount(text.substr(0, token.at), text.substr(end))) continue;
      if (token.at > at) {
        // What comes after a figure is its own only if nothing stood before it.
        const bool is_near = token.at - at <= kFarAfterBytes && token.clause == line.ClauseAt(at);
        if (best == nullptr && is_near) best = &token;
      } else if (line.ClauseAt(at) - token.clause <= 1) {
        best = &token;  // the nearest before
      }
    }
    if (best != nullptr) claim.qualifiers[key] = mentions_.entities[best->mention.index].id;
  };
  if (IsOneOf(kOnPlatforms, claim.metric)) set("platform", "platform");
  if (IsOneOf(kInMarkets, claim.metric)) set("region", "region");
}

void ArticleClaims::DropMoveOfLevel(Draft& draft) const {
  Claim& claim = draft.claim;
  const auto move = claim.qualifiers.find("move");
  if (move == claim.qualifiers.end() || claim.dimension == "percent_change" ||
      claim.dimension == "points" || claim.dimension == "ratio") {
    return;
  }
  static constexpr std::array<std::string_view, 11> kTo = {"至",
                                                           "到",
                                                           "达",
                                                           " to ",
                                                           " to about ",
                                                           " to nearly ",
                                                           " to more than ",
                                                           " to around ",
                                                           " to roughly ",
                                                           " to a record ",
                                                           " to over "};
  const std::string_view text = lines_[draft.line].text;
  if (EndsWithOneOf(text.substr(0, Token(draft).at), kTo)) claim.qualifiers.erase(move);
}

}  // namespace heshu::extract
