// The main job on the project's own articles: figures and claims against the gold, contradictions
// against the planted ones. Set HESHU_CORPUS_ERRORS=1 to see every figure that is missed or wrong.
#include "tests/corpus/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "compare/compare.h"
#include "extract/extractor.h"

namespace heshu::corpus {
namespace {

constexpr double kFigureF1 = 0.90;
constexpr double kClaimF1 = 0.75;

class Corpus : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    documents_ = new std::vector<CorpusDocument>(LoadDocuments());
    auto extractor = extract::Extractor::Create({HESHU_SOURCE_DIR "/rules", {}});
    ASSERT_TRUE(extractor.has_value()) << extractor.error().ToString();
    extractor_ = new extract::Extractor(std::move(*extractor));
    extractions_ = new std::vector<extract::Extraction>();
    for (const CorpusDocument& document : *documents_) {
      auto extraction = extractor_->Extract(document.document);
      ASSERT_TRUE(extraction.has_value()) << document.name << ": " << extraction.error().ToString();
      extractions_->push_back(std::move(*extraction));
    }
  }
  static void TearDownTestSuite() {
    delete extractions_;
    delete extractor_;
    delete documents_;
  }

  static std::vector<CorpusDocument>* documents_;
  static extract::Extractor* extractor_;
  static std::vector<extract::Extraction>* extractions_;
};

std::vector<CorpusDocument>* Corpus::documents_ = nullptr;
extract::Extractor* Corpus::extractor_ = nullptr;
std::vector<extract::Extraction>* Corpus::extractions_ = nullptr;

TEST_F(Corpus, FiguresAndClaimsAreRead) {
  Score total;
  for (std::size_t i = 0; i < documents_->size(); ++i) {
    const Score score =
        ScoreClaims((*documents_)[i], (*extractions_)[i].article.text, (*extractions_)[i].claims);
    total.Add(score);
  }
  const double figures = Score::F1(total.figure, total.predicted, total.required);
  const double claims = Score::F1(total.claim, total.predicted_claims, total.required);
  const double dated = Score::F1(total.dated, total.predicted_claims, total.required);
  std::cout << "figures F1 " << figures << ", claims F1 " << claims << ", dated F1 " << dated
            << " over " << total.required << " figures of " << documents_->size() << " articles\n";
  if (std::getenv("HESHU_CORPUS_ERRORS") != nullptr) {
    for (const std::string& error : total.errors) std::cout << error << '\n';
  }
  EXPECT_EQ(total.unlocated, 0);
  EXPECT_GE(figures, kFigureF1);
  EXPECT_GE(claims, kClaimF1);
}

TEST_F(Corpus, EveryPlantedContradictionIsFoundAndNoOther) {
  std::vector<Claim> claims;
  std::map<std::string, std::size_t> by_doc;  // document id → index
  for (std::size_t i = 0; i < extractions_->size(); ++i) {
    by_doc[DocumentId((*documents_)[i].document)] = i;
    const auto& found = (*extractions_)[i].claims;
    claims.insert(claims.end(), found.begin(), found.end());
  }
  const std::vector<Fact> facts = compare::Compare(claims, extractor_->vocabulary());

  // A fact covers a group if its claims lie in at least two of the group's quotes.
  const auto covers = [&](const Fact& fact, const GoldGroup& group) {
    std::size_t hit = 0;
    for (const GoldGroup::Member& member : group.members) {
      bool in_member = false;
      for (const Claim& claim : fact.claims) {
        const std::size_t i = by_doc.at(claim.doc);
        if ((*documents_)[i].name != member.doc) continue;
        const std::string& text = (*extractions_)[i].article.text;
        const std::size_t at = text.find(member.context);
        if (at == std::string::npos) continue;
        in_member = in_member || claim.span.Overlaps({at, at + member.context.size()});
      }
      hit += in_member ? 1 : 0;
    }
    return hit >= std::min<std::size_t>(2, group.members.size());
  };
  const std::vector<GoldGroup> groups = LoadGroups();
  const auto describe = [&](const Fact& fact) {
    std::string out = fact.subject + " " + fact.metric + " " + fact.arithmetic;
    for (const Claim& claim : fact.claims) {
      out += "\n    " + (*documents_)[by_doc.at(claim.doc)].name + ": " + claim.context + " | " +
             claim.sentence;
    }
    return out;
  };
  int planted = 0;
  for (const GoldGroup& group : groups) {
    if (group.verdict != "contradict" || group.optional) continue;
    ++planted;
    bool found = false;
    for (const Fact& fact : facts) {
      found = found || (fact.verdict == Verdict::kContradict && covers(fact, group));
    }
    EXPECT_TRUE(found) << group.id << " is not found: " << group.why;
  }
  EXPECT_GE(planted, 8);
  for (const GoldGroup& group : groups) {
    if (group.verdict != "possible") continue;
    EXPECT_TRUE(std::any_of(facts.begin(), facts.end(),
                            [&](const Fact& fact) {
                              return fact.verdict == Verdict::kPossible && covers(fact, group);
                            }))
        << group.id << " is not found: " << group.why;
  }
  // The causes that a group names.
  for (const GoldGroup& group : groups) {
    if (!group.reason.starts_with("suspect:") || group.optional) continue;
    EXPECT_TRUE(std::any_of(facts.begin(), facts.end(),
                            [&](const Fact& fact) {
                              return covers(fact, group) &&
                                     std::find(fact.reasons.begin(), fact.reasons.end(),
                                               group.reason) != fact.reasons.end();
                            }))
        << group.id << " does not name " << group.reason << ": " << group.why;
  }
  for (const Fact& fact : facts) {
    if (fact.verdict != Verdict::kContradict) continue;
    bool is_planted = false;
    for (const GoldGroup& group : groups) {
      is_planted = is_planted || (group.verdict == "contradict" && covers(fact, group));
    }
    EXPECT_TRUE(is_planted) << "a false alarm: " << describe(fact);
  }
  // What agrees is not called comparable to something else, and what only looks alike does not
  // agree.
  int agreements = 0;
  int agreements_found = 0;
  for (const GoldGroup& group : groups) {
    const bool agrees = group.verdict.starts_with("agree");
    agreements += agrees ? 1 : 0;
    bool found = false;
    for (const Fact& fact : facts) {
      const bool says_agree =
          fact.verdict == Verdict::kAgree || fact.verdict == Verdict::kAgreeWithinPrecision;
      if (!says_agree || !covers(fact, group)) continue;
      found = true;
      EXPECT_NE(group.verdict, "not_comparable")
          << group.id << " agrees falsely: " << group.why << '\n'
          << describe(fact);
    }
    agreements_found += agrees && found ? 1 : 0;
    if (agrees && !found && std::getenv("HESHU_CORPUS_ERRORS") != nullptr) {
      std::cout << "agreement not seen: " << group.id << ' ' << group.why << '\n';
    }
  }
  std::cout << planted << " planted contradictions; " << agreements_found << " of " << agreements
            << " agreements seen\n";
}

}  // namespace
}  // namespace heshu::corpus
