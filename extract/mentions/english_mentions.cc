#include "extract/mentions/english_mentions.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

bool Find(std::string_view text, const LazyPattern& pattern) { return pattern.FoundIn(text); }

bool IsLatin(std::string_view text, ByteSpan span) {
  return !span.empty() && IsAsciiAlpha(text[span.begin]);
}

// A name of no table in Latin letters.
bool IsUnknown(std::string_view text, const EntityMention& mention) {
  return mention.entity == nullptr && mention.kind == "name" && IsLatin(text, mention.span);
}

// "Name Co Ltd (CATL)": what stands between the two.
bool IsGloss(std::string_view between) {
  static const LazyPattern pattern(
      "^(?:,? (?:Co|Corp|Inc|Ltd|Limited|Company|Holdings?|Group)\\.?)* ?\\([\"“]?$");
  return Find(between, pattern);
}

// "(NYSE: CBT)", "(JP:9247)": where the code is of, and nobody told of.
bool IsCodesMarket(std::string_view text, ByteSpan span) {
  static const LazyPattern code("^: ?[A-Z0-9]{1,6}(?:\\.[A-Z]+)?[ );,\\]]");
  constexpr std::size_t kNearBytes = 24;
  if (!IsLatin(text, span) || !Find(text.substr(span.end), code)) return false;
  const std::size_t near = span.begin - std::min(span.begin, kNearBytes);
  const std::string_view before = text.substr(near, span.begin - near);
  const std::size_t open = before.rfind('(');
  return open != std::string_view::npos && before.find(')', open) == std::string_view::npos;
}

}  // namespace

void JoinEnglishMentions(std::string_view folded, const EntityTable& table, NamingContext* naming,
                         std::vector<EntityMention>* entities) {
  auto& all = *entities;
  std::erase_if(all,
                [&](const EntityMention& mention) { return IsCodesMarket(folded, mention.span); });
  // "Xiamen Tungsten Co rose": the town is part of the name, unless the name stands alone
  // elsewhere.
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    EntityMention& place = all[i];
    const EntityMention& name = all[i + 1];
    const bool is_town = place.kind == "region" && place.entity != nullptr &&
                         place.entity->region == "cn" && place.id != "china" &&
                         IsLatin(folded, place.span);
    if (!is_town || !IsUnknown(folded, name) || name.span.begin != place.span.end + 1 ||
        folded[place.span.end] != ' ') {
      continue;
    }
    const ByteSpan span{place.span.begin, name.span.end};
    place = {span, "x:" + std::string(Slice(folded, span)), "name", nullptr, false};
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    EntityMention& here = all[i];
    if (IsUnknown(folded, here)) {
      const std::string words(Slice(folded, here.span));
      if (i + 1 < all.size()) {
        const EntityMention& next = all[i + 1];
        const bool is_company = next.entity != nullptr &&
                                (next.kind == "company" || next.kind == "exchange") &&
                                next.span.begin > here.span.end;
        if (is_company && IsGloss(folded.substr(here.span.end, next.span.begin - here.span.end)) &&
            folded.substr(next.span.end, 1) == ")") {
          naming->glossed.emplace_back(words, next.entity);
        }
      }
      for (const auto& [full, entity] : naming->glossed) {
        if (full != words && !full.starts_with(words + " ")) continue;
        here = {here.span, entity->id, entity->kind, entity, false};
        break;
      }
      continue;
    }
    // "Beijing has earmarked", "Beijing's growth target": the government of the country.
    static const LazyPattern governs(
        "^(?:'s|’s)? (?:(?:has|have|had|will|would|may|might|could|is|was|also|recently|last|this|"
        "around|roughly|official|full-year|annual|about|[0-9.%]+|week|month|year) ?)*"
        "(?:earmark|allocat|set aside|pledg|vow|impos|retaliat|unveil|roll|order|hope|aim|target|"
        "economic|growth|budget|stimulus|fiscal|monetary|policymakers|policy|leaders|attempts?|"
        "efforts?|campaign|crackdown|curbs?|export controls|tariffs?|hand|kept\\b|keeps?\\b|lower|"
        "rais|set\\b|sets\\b|cut\\b|cuts\\b|announc|plan|expect|want|hik|launch|approv|bann|"
        "introduc|maintain|retain|widely|push|move|mov|respond|eas|tighten|encourag|consider|"
        "prepar|sought|seek|urg|warn|maintain|intensif|step)");
    static constexpr std::pair<std::string_view, std::string_view> kCapitals[] = {
        {"beijing", "china"}, {"tokyo", "japan"},   {"seoul", "korea"},
        {"taipei", "taiwan"}, {"washington", "us"}, {"new-delhi", "india"}};
    const auto* const capital = std::find_if(std::begin(kCapitals), std::end(kCapitals),
                                             [&](const auto& of) { return of.first == here.id; });
    static const LazyPattern where("(?:\\b[Ii]n|\\b[Aa]t|\\b[Nn]ear|\\b[Ff]rom) $");
    constexpr std::size_t kNearBytes = 6;
    const std::size_t near = here.span.begin - std::min(here.span.begin, kNearBytes);
    if (capital != std::end(kCapitals) && IsLatin(folded, here.span) &&
        !Find(folded.substr(near, here.span.begin - near), where) &&
        Find(folded.substr(here.span.end, 60), governs)) {
      if (const EntityDefinition* country = table.FindById(std::string(capital->second))) {
        here = {here.span, country->id, country->kind, country, false};
      }
    }
  }
}

}  // namespace heshu::extract
