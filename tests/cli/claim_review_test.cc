#include "cli/report/claim_review.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/told_facts.h"

namespace heshu::cli {
namespace {

nlohmann::json Reviews(const std::vector<Fact>& facts) {
  return nlohmann::json::parse(ClaimReviewsJson(facts, "2026-06-12", {}));
}

// The properties that https://schema.org/ClaimReview and its readers go by.
TEST(ClaimReview, TellsWhatWasClaimedByWhomAndHowItStands) {
  Claim other = Told("It was 6.3.", "6.3", Decimal::Of(63, -1));
  other.source = "Post";
  const auto document = Reviews(
      {FactOf(Verdict::kContradict, {Told("It was 5.1.", "5.1", Decimal::Of(51, -1)), other})});
  EXPECT_EQ(document["@context"], "https://schema.org");
  ASSERT_EQ(document["@graph"].size(), 2U);
  const auto& review = document["@graph"][0];
  EXPECT_EQ(review["@type"], "ClaimReview");
  EXPECT_EQ(review["datePublished"], "2026-06-12");
  EXPECT_EQ(review["claimReviewed"], "It was 5.1.");
  EXPECT_EQ(review["itemReviewed"]["@type"], "Claim");
  EXPECT_EQ(review["itemReviewed"]["author"]["name"], "Wire");
  EXPECT_EQ(review["itemReviewed"]["appearance"]["url"], "https://wire.example/1");
  EXPECT_EQ(review["reviewRating"]["alternateName"], "Contradicted by another source");
  EXPECT_FALSE(review["reviewRating"].contains("ratingValue")) << "we do not know who is right";
  EXPECT_NE(review["reviewBody"].get<std::string>().find("6.3 (Post, 2026-06-04)"),
            std::string::npos);
}

TEST(ClaimReview, NamesTheOneWhoSaysItWhereTheArticleDoes) {
  Claim claim = Told("摩通料5.1。", "5.1", Decimal::Of(51, -1));
  claim.attribution = Attribution{"jpmorgan", "摩通", {}};
  claim.url = "javascript:x";
  const auto document = Reviews({FactOf(Verdict::kAgree, {claim, claim})});
  EXPECT_EQ(document["@graph"][0]["itemReviewed"]["author"]["name"], "摩通");
  EXPECT_FALSE(document["@graph"][0]["itemReviewed"]["appearance"].contains("url"));
}

TEST(ClaimReview, LeavesOutWhatCannotBeCompared) {
  const Claim claim = Told("5.1", "5.1", Decimal::Of(51, -1));
  EXPECT_TRUE(Reviews({FactOf(Verdict::kNotComparable, {claim, claim})})["@graph"].empty());
  EXPECT_TRUE(Reviews({})["@graph"].empty());
}

}  // namespace
}  // namespace heshu::cli
