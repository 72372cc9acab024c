#include "extract/article/page_class.h"

#include <algorithm>

#include "extract/article/text_measure.h"

namespace heshu::extract {
namespace {

constexpr double kArticleMass = 60;  // of an article, in LineScore; the shortest have 59 characters

double Clamp(double confidence) { return std::clamp(confidence, 0.0, 1.0); }

// What line rules of the places expired, paywall and video say about a page, by mass of the lines
// they match.
bool Says(const PageTree& page, const ArticleRules& rules, LinePlace place) {
  return std::any_of(page.lines.begin(), page.lines.end(), [&](const PageLine& line) {
    if (line.measure.mass() > 120 || line.link_mass > .5 * line.measure.mass()) return false;
    const auto matches = rules.Match(line.text);
    return std::any_of(matches.begin(), matches.end(),
                       [place](const LineRule* rule) { return rule->place == place; });
  });
}

}  // namespace

PageVerdict ClassifyPage(const PageTree& page, const ArticleRules& rules, const PageBody& body,
                         std::string_view text) {
  const double share = body.page_mass > 0 ? std::min(1.0, body.good_mass / body.page_mass) : 0;
  if (body.lines.empty() || TrimBlanks(text).empty()) return {PageClass::kEmpty, 1};
  const bool is_short = body.good_mass < 5 * kArticleMass;
  if (is_short && Says(page, rules, LinePlace::kExpired)) return {PageClass::kExpired, .9};
  if (body.good_mass < 10 * kArticleMass && Says(page, rules, LinePlace::kPaywall)) {
    return {PageClass::kPaywalled, .8};
  }
  if (is_short && Says(page, rules, LinePlace::kVideo)) return {PageClass::kVideo, .7};
  if (body.good_mass < kArticleMass && body.link_mass > 4 * body.good_mass) {
    return {PageClass::kList, Clamp(body.link_mass / (body.link_mass + 4 * body.good_mass))};
  }
  std::size_t spam = 0;
  for (const auto& line : body.lines) {
    for (const LineRule* rule : rules.Match(page.lines[line.line].text)) {
      spam += rule->place == LinePlace::kSpam ? 1 : 0;
    }
  }
  if (2 * spam > body.lines.size()) return {PageClass::kSpam, .7};
  return {PageClass::kArticle, Clamp(.3 + .7 * share)};
}

}  // namespace heshu::extract
