#include "cli/report/fact_card.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/told_facts.h"

namespace heshu::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(QuoteHtml, MarksTheFigureAndNamesTheLanguage) {
  EXPECT_EQ(QuoteHtml(Told("輝達蒸發 5890億 美元。", "5890億", Decimal::Of(589, 9)), TestFolder()),
            "<blockquote lang=\"zh-Hant\" dir=\"auto\">輝達蒸發 <mark>5890億</mark> "
            "美元。</blockquote>");
}

TEST(QuoteHtml, IsSafeWhereTheTextHasOurOwnMarks) {
  const std::string html = QuoteHtml(Told("⟦<5>⟧ 升至<5>", "<5>", Decimal::Of(5)), TestFolder());
  EXPECT_THAT(html, HasSubstr("<mark>&lt;5&gt;</mark>"));
  EXPECT_THAT(html, Not(HasSubstr("<5>")));
}

TEST(FactCard, EscapesWhateverASourceCanWrite) {
  const std::string evil = "\"'><script>x</script><img src=x onerror=y>";
  Claim claim = Told(evil + "5", "5", Decimal::Of(5));
  claim.context = evil;
  claim.unit = evil;
  claim.source = evil;
  claim.url = "https://a.example/\"onclick=\"x";
  claim.published = evil;
  claim.subject = Subject{evil, evil, evil, {}, How::kStated};
  claim.metric = evil;
  claim.qualifiers["item"] = evil;
  claim.attribution = Attribution{"", evil, {}};
  Fact fact = FactOf(Verdict::kContradict, {claim, claim});
  fact.id = fact.kind = fact.subject = fact.metric = fact.arithmetic = fact.needs =
      fact.review_note = evil;
  fact.reasons = {evil, "mismatch:" + evil};
  fact.factors = {{evil, 1}};
  fact.clusters = {evil, evil};
  CardContext context = TestContext();
  context.title = [&](const std::string&) { return evil; };
  context.record_path = "/show/";
  for (const std::string& card : {FactCard(fact, context), ClaimCard(claim, context)}) {
    EXPECT_THAT(card, Not(HasSubstr("<script")));
    EXPECT_THAT(card, Not(HasSubstr("<img")));
    EXPECT_THAT(card, Not(HasSubstr("\"'>")));
    EXPECT_THAT(card, Not(HasSubstr("\"onclick")));
    EXPECT_THAT(card, Not(HasSubstr("style=")));
  }
}

TEST(FactCard, SaysWhoWasFirstAndWhoCopied) {
  Claim first = Told("5.1", "5.1", Decimal::Of(51, -1));
  Claim copy = first;
  copy.published = "2026-06-05";
  Fact fact = FactOf(Verdict::kAgree, {first, copy});
  fact.clusters = {"s_1", "s_1"};
  const std::string card = FactCard(fact, TestContext());
  EXPECT_THAT(card, HasSubstr(">first to say so<"));
  EXPECT_THAT(card, HasSubstr(">same lineage as 1<"));
  fact.clusters = {"s_1", "s_2"};
  EXPECT_THAT(FactCard(fact, TestContext()), Not(HasSubstr("lineage")));
}

TEST(FactCard, SaysWhatAReviewSaid) {
  const Claim claim = Told("5.1", "5.1", Decimal::Of(51, -1));
  Fact fact = FactOf(Verdict::kContradict, {claim, claim});
  EXPECT_THAT(FactCard(fact, TestContext()), Not(HasSubstr("Review")));
  fact.review = "rejected";
  fact.review_note = "two share classes";
  const std::string card = FactCard(fact, TestContext());
  EXPECT_THAT(card, HasSubstr("rejected: no contradiction"));
  EXPECT_THAT(card, HasSubstr("认定不矛盾"));
  EXPECT_THAT(card, HasSubstr("two share classes"));
}

TEST(FactCard, FoldsALongListAway) {
  const Claim claim = Told("5.1", "5.1", Decimal::Of(51, -1));
  const Fact fact = FactOf(Verdict::kAgree, std::vector<Claim>(24, claim));
  EXPECT_THAT(FactCard(fact, TestContext()), HasSubstr("16 more</span></summary>"));
}

TEST(Diagnosis, PutsWhatWentWrongFirst) {
  Fact fact = FactOf(Verdict::kContradict, {});
  fact.reasons = {"interval_disjoint", "suspect:transposition"};
  EXPECT_THAT(Diagnosis(fact).en, testing::StartsWith("Two digits have probably changed places."));
  fact.reasons = {"interval_disjoint", "suspect:scale_slip_x10^3"};
  EXPECT_THAT(Diagnosis(fact).en, HasSubstr("1,000 times apart"));
}

TEST(Diagnosis, HasWordsInBothLanguagesForEveryReason) {
  for (const char* reason : {"interval_disjoint",
                             "sign_clash",
                             "order",
                             "part_whole",
                             "closure",
                             "rounding",
                             "loose_bound",
                             "suspect:scale_slip_x10",
                             "suspect:scale_slip_x10^4",
                             "suspect:transposition",
                             "suspect:label_shift",
                             "suspect:revision",
                             "suspect:stale",
                             "suspect:ratio_percent",
                             "suspect:percent_points",
                             "suspect:counted_noun",
                             "suspect:currency",
                             "suspect:power_of_ten",
                             "mismatch:time",
                             "unknown:io"}) {
    Fact fact = FactOf(Verdict::kContradict, {});
    fact.reasons = {reason};
    const Bilingual words = Diagnosis(fact);
    EXPECT_THAT(words.en, Not(HasSubstr("_"))) << reason;
    EXPECT_NE(words.en, words.zh) << reason;
    EXPECT_THAT(words.zh, testing::EndsWith("。")) << reason;
  }
}

}  // namespace
}  // namespace heshu::cli
