#include "cli/report/claim_review.h"

#include <nlohmann/json.hpp>

#include "cli/claim_text.h"
#include "cli/display_width.h"
#include "cli/report/html_text.h"
#include "cli/report/plain_words.h"

namespace heshu::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view Standing(Verdict verdict) {
  switch (verdict) {
    case Verdict::kContradict:
      return "Contradicted by another source";
    case Verdict::kPossible:
      return "Possibly contradicted by another source";
    case Verdict::kAgree:
      return "Told alike by other sources";
    case Verdict::kAgreeWithinPrecision:
      return "Consistent with other sources within its precision";
    case Verdict::kNotComparable:
      return "Not comparable";
  }
  return "";
}

// The other figures and who tells them: "4.126万辆 (溢流快讯, 2026-06-04)".
std::string Others(const Fact& fact, std::size_t own) {
  std::string out;
  for (std::size_t i = 0; i < fact.claims.size(); ++i) {
    if (i == own) continue;
    const Claim& claim = fact.claims[i];
    out += (out.empty() ? "" : "; ") + (claim.context.empty() ? claim.text : claim.context);
    std::string who = claim.source.empty() ? claim.url : claim.source;
    if (!claim.published.empty()) who += ", " + claim.published.substr(0, 10);
    out += " (" + who + ")";
  }
  return out;
}

Json Review(const Fact& fact, std::size_t i, std::string_view day) {
  const Claim& claim = fact.claims[i];
  Json review{{"@type", "ClaimReview"}, {"identifier", fact.id + "/" + claim.id}};
  review["datePublished"] = day;
  review["author"] = {{"@type", "SoftwareApplication"}, {"name", "heshu"}};
  review["claimReviewed"] = claim.sentence.empty() ? claim.context : claim.sentence;
  Json reviewed{{"@type", "Claim"}, {"identifier", claim.id}};
  // Who the article says it is from, else the article's own publisher.
  if (claim.attribution && !claim.attribution->text.empty()) {
    reviewed["author"] = {{"@type", "Thing"}, {"name", claim.attribution->text}};
  } else if (!claim.source.empty()) {
    reviewed["author"] = {{"@type", "Organization"}, {"name", claim.source}};
  }
  if (!claim.published.empty()) reviewed["datePublished"] = claim.published;
  Json appearance{{"@type", "Article"}};
  if (!SafeLink(claim.url).empty()) appearance["url"] = claim.url;
  if (!claim.source.empty()) {
    appearance["publisher"] = {{"@type", "Organization"}, {"name", claim.source}};
  }
  if (!claim.published.empty()) appearance["datePublished"] = claim.published;
  if (appearance.size() > 1) reviewed["appearance"] = std::move(appearance);
  if (claim.subject) reviewed["about"] = {{"@type", "Thing"}, {"name", claim.subject->name}};
  review["itemReviewed"] = std::move(reviewed);
  std::string explanation = Diagnosis(fact).en;
  if (const std::string others = Others(fact, i); !others.empty()) {
    explanation += (explanation.empty() ? "" : " ") + ("Others: " + others + ".");
  }
  if (!fact.arithmetic.empty()) explanation += " " + fact.arithmetic;
  review["reviewRating"] = {{"@type", "Rating"},
                            {"alternateName", Standing(fact.verdict)},
                            {"ratingExplanation", explanation}};
  review["reviewBody"] = ValueText(claim.value) + " " + claim.unit + ". " + explanation;
  return review;
}

}  // namespace

std::string ClaimReviewsJson(const std::vector<Fact>& facts, std::string_view day,
                             const JsonStyle& style) {
  Json reviews = Json::array();
  for (const Fact& fact : facts) {
    if (fact.verdict == Verdict::kNotComparable) continue;
    for (std::size_t i = 0; i < fact.claims.size(); ++i) reviews.push_back(Review(fact, i, day));
  }
  const Json document{{"@context", "https://schema.org"}, {"@graph", std::move(reviews)}};
  return document.dump(style.is_indented ? 2 : -1, ' ', style.is_ascii,
                       Json::error_handler_t::replace);
}

}  // namespace heshu::cli
