// Pairs of short texts, each with the verdict that it deserves (corpus/README.md, Pairs): what
// contradicts is found, and what only looks like it does not alarm. Set HESHU_CORPUS_ERRORS=1 to
// see each pair that is judged otherwise.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>

#include "compare/compare.h"
#include "extract/extractor.h"
#include "tests/corpus/corpus.h"

namespace heshu::corpus {
namespace {

constexpr int kShownSeverity = 10;  // what `conflicts` shows unasked
constexpr double kRecall = 0.88;
constexpr double kAgreementRecall = 0.9;
// Of J, G, N, B, C, E, F, R, Y, O and X, in the words of those who had never seen what heshu reads.
constexpr double kUnseenRecall = 0.62;
constexpr double kUnseenAgreementRecall = 0.68;
// Of I, the newest of its kind.
constexpr double kNewestRecall = 0.4;
constexpr double kNewestAgreementRecall = 0.45;

struct Judged {
  std::vector<Fact> facts;
  std::array<std::vector<std::string>, 2> ids;  // claims of either figure
  std::string claims;                           // for a reader
};

Judged Judge(const extract::Extractor& extractor, const Pair& pair) {
  Judged out;
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < pair.texts.size(); ++i) {
    const auto extraction = extractor.Extract(pair.texts[i].document);
    EXPECT_TRUE(extraction.has_value()) << pair.id;
    if (!extraction) continue;
    const std::string& text = extraction->article.text;
    const std::string& figure = pair.texts[i].figure;
    const std::size_t at = text.find(figure);
    EXPECT_NE(at, std::string::npos) << pair.id << ": " << figure << " is not in " << text;
    for (const Claim& claim : extraction->claims) {
      const bool is_it = i < 2 && claim.span.Overlaps({at, at + figure.size()});
      if (is_it) out.ids[i].push_back(claim.id);
      out.claims += std::string("    ") + (is_it ? "* " : "  ") + claim.text + " " +
                    (claim.subject ? claim.subject->id : "-") + " " + claim.metric + " " +
                    claim.unit;
      for (const auto& [key, value] : claim.qualifiers) out.claims += " " + key + "=" + value;
      out.claims += " " + (claim.time.start ? claim.time.start->ToString() : "") + ".." +
                    (claim.time.end ? claim.time.end->ToString() : "") + " " +
                    std::string(ModalityName(claim.modality)) + "\n";
      claims.push_back(claim);
    }
  }
  out.facts = compare::Compare(claims, extractor.vocabulary());
  return out;
}

bool HoldsOneOf(const Fact& fact, const std::vector<std::string>& ids) {
  return std::any_of(fact.claims.begin(), fact.claims.end(), [&](const Claim& c) {
    return std::find(ids.begin(), ids.end(), c.id) != ids.end();
  });
}

bool IsShown(const Fact& fact) {
  return fact.verdict == Verdict::kContradict && fact.severity >= kShownSeverity;
}

bool Agrees(const Fact& fact) {
  return fact.verdict == Verdict::kAgree || fact.verdict == Verdict::kAgreeWithinPrecision;
}

bool IsInUnseenWords(const Pair& pair) {
  return std::string_view("JQGNBCEFRYOX").find(pair.id.front()) != std::string_view::npos;
}

bool IsOfTheNewest(const Pair& pair) {
  return std::string_view("I").find(pair.id.front()) != std::string_view::npos;
}

// A sum told wrong has grown by another rate: the text that tells both contradicts in both.
bool IsGrowthOf(const Fact& sum, const Fact& growth, const Vocabulary& vocabulary) {
  const MetricDefinition* metric = vocabulary.FindMetric(sum.metric);
  return metric != nullptr && !metric->growth.empty() && metric->growth == growth.metric;
}

bool LeavesAKeyOpen(const Fact& fact) {
  return std::any_of(fact.reasons.begin(), fact.reasons.end(),
                     [](const std::string& reason) { return reason.starts_with("unknown:"); });
}

std::string Describe(const Pair& pair, const Judged& judged) {
  std::string out = pair.id + " " + pair.verdict + " " + pair.reason + ": " + pair.why + "\n";
  for (const Pair::Text& text : pair.texts) out += "    " + text.document.bytes + "\n";
  out += judged.claims;
  for (const Fact& fact : judged.facts) {
    out += "    = " + std::string(VerdictName(fact.verdict)) + " " + std::to_string(fact.severity) +
           " " + fact.arithmetic;
    for (const std::string& reason : fact.reasons) out += " " + reason;
    out += "\n";
  }
  return out;
}

TEST(Pairs, AreJudgedAsAReaderWould) {
  const auto extractor = extract::Extractor::Create({HESHU_SOURCE_DIR "/rules", {}});
  ASSERT_TRUE(extractor.has_value()) << extractor.error().ToString();
  const bool tells = std::getenv("HESHU_CORPUS_ERRORS") != nullptr;
  struct Count {
    int of = 0, found = 0;
  };
  std::map<std::string, Count> counts;
  int alarms = 0;
  for (const Pair& pair : LoadPairs()) {
    const Judged judged = Judge(*extractor, pair);
    const auto holds_both = [&](const Fact& fact) {
      return HoldsOneOf(fact, judged.ids[0]) && HoldsOneOf(fact, judged.ids[1]);
    };
    const auto any = [&](const auto& is) {
      return std::any_of(judged.facts.begin(), judged.facts.end(), is);
    };
    const bool planted = pair.verdict == "contradict";
    const auto has_reason = [&](const Fact& f) {
      return std::find(f.reasons.begin(), f.reasons.end(), pair.reason) != f.reasons.end();
    };
    const auto is_right = [&](const Fact& f) {
      if (!holds_both(f)) return false;
      if (planted) return IsShown(f);
      if (pair.verdict == "possible") return f.verdict == Verdict::kPossible && has_reason(f);
      if (pair.verdict == "not_comparable") {
        return f.verdict == Verdict::kNotComparable && has_reason(f);
      }
      if (pair.verdict == "quiet") return Agrees(f) && !LeavesAKeyOpen(f);
      return Agrees(f);
    };
    const bool is_found = pair.verdict == "quiet" ? !any(is_right) : any(is_right);
    if (planted && is_found && pair.reason.starts_with("suspect:")) {
      EXPECT_TRUE(any(has_reason)) << "the cause is not named: " << Describe(pair, judged);
    }
    const auto is_planted = [&](const Fact& f) { return planted && IsShown(f) && holds_both(f); };
    // Two labels exchanged are wrong twice.
    const auto is_exchanged = [&](const Fact& f, const Fact& other) {
      return pair.reason == "suspect:label_shift" && f.metric == other.metric;
    };
    const bool is_false_alarm = any([&](const Fact& f) {
      return IsShown(f) && !is_planted(f) && !any([&](const Fact& other) {
               return is_planted(other) &&
                      (IsGrowthOf(other, f, extractor->vocabulary()) || is_exchanged(f, other));
             });
    });
    EXPECT_FALSE(is_false_alarm) << "a false alarm: " << Describe(pair, judged);
    alarms += is_false_alarm ? 1 : 0;
    std::string kind = pair.verdict == "agree_within_precision" ? "agree" : pair.verdict;
    if (IsInUnseenWords(pair)) kind += " in unseen words";
    if (IsOfTheNewest(pair)) kind += " of the newest";
    ++counts[kind].of;
    counts[kind].found += is_found ? 1 : 0;
    if (!is_found && tells) std::cout << "judged otherwise: " << Describe(pair, judged);
  }
  for (const auto& [kind, count] : counts) {
    std::cout << kind << ' ' << count.found << " of " << count.of << '\n';
  }
  std::cout << alarms << " false alarms\n";
  EXPECT_GE(counts["contradict"].of, 40);
  EXPECT_GE(counts["contradict"].found, kRecall * counts["contradict"].of);
  EXPECT_GE(counts["agree"].found, kAgreementRecall * counts["agree"].of);
  EXPECT_GE(counts["contradict in unseen words"].found,
            kUnseenRecall * counts["contradict in unseen words"].of);
  EXPECT_GE(counts["agree in unseen words"].found,
            kUnseenAgreementRecall * counts["agree in unseen words"].of);
  EXPECT_GE(counts["contradict of the newest"].found,
            kNewestRecall * counts["contradict of the newest"].of);
  EXPECT_GE(counts["agree of the newest"].found,
            kNewestAgreementRecall * counts["agree of the newest"].of);
  EXPECT_EQ(counts["quiet of the newest"].found, counts["quiet of the newest"].of);
  EXPECT_EQ(counts["quiet"].found, counts["quiet"].of);
  EXPECT_EQ(counts["quiet in unseen words"].found, counts["quiet in unseen words"].of);
}

}  // namespace
}  // namespace heshu::corpus
