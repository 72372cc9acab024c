// What a rule file would do to an article: each rule's matches, and what changes by them.
#include "cli/rule_trial.h"

#include <gtest/gtest.h>

#include <fstream>
#include <ostream>

#include "tests/store/store_fixture.h"

namespace heshu::cli {
namespace {

constexpr std::string_view kText =
    "寒武紀公布業績\n\n寒武紀2025年全年營收為120億元。寒武紀共有機櫃820個。寒武紀員工共3500人。\n";

struct Row {
  std::string name, rules;
  std::vector<std::string> want;  // "rule outcome text [changes]"; side effects have no rule
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.rules; }
class TriesRules : public testing::TestWithParam<Row> {};

std::string Told(std::string_view rule, std::string_view outcome, const Claim& claim,
                 const std::vector<std::string>& changes) {
  std::string out = std::string(rule) + " " + std::string(outcome) + " " + claim.text;
  for (const std::string& change : changes) out += " " + change;
  return out;
}

TEST_P(TriesRules, FigureByFigure) {
  const store::TemporaryFolder folder;
  const std::string path = folder / "my.toml";
  std::ofstream(path) << GetParam().rules;
  const std::string root = std::string(HESHU_SOURCE_DIR) + "/rules";
  const auto now = extract::Extractor::Create({root, {}});
  const auto with_file = extract::Extractor::Create({root, {path}});
  ASSERT_TRUE(now.has_value() && with_file.has_value())
      << (with_file.has_value() ? "" : with_file.error().ToString());
  Document document;
  document.bytes = kText;
  document.published = "2026-02-24";
  const auto article = now->ReadArticle(document);
  ASSERT_TRUE(article.has_value());
  const RuleTrial trial(*now, *with_file, {path});
  const RuleTrial::Findings findings = trial.Read(document, *article);
  std::vector<std::string> got;
  for (const TrialMatch& match : findings.matches) {
    got.push_back(Told(trial.rules()[match.rule].id, TrialOutcomeName(match.outcome), match.claim,
                       match.changes));
  }
  for (const TrialSideEffect& effect : findings.side_effects) {
    got.push_back(Told("", effect.claim ? "with" : "without",
                       effect.claim ? *effect.claim : *effect.today, effect.changes));
  }
  EXPECT_EQ(got, GetParam().want);
}

constexpr char kSample[] = "samples = [{ text = \"寒武纪共有机柜820个。\" }]\n";

INSTANTIATE_TEST_SUITE_P(
    RuleTrial, TriesRules,
    testing::Values(Row{"NewClaim",
                        std::string("[[metric]]\nid = \"rack_count\"\ndimensions = [\"count\"]\n"
                                    "subjects = [\"company\"]\nnouns = [\"机柜\"]\n") +
                            kSample,
                        {"rack_count.noun new 820個 subject metric"}},
                    Row{"SameClaimByAnotherRule",
                        std::string("[[rule]]\nid = \"my.staff\"\nmetric = \"headcount\"\n"
                                    "pattern = [\"员工{~4}{figure}\"]\npriority = 20\n") +
                            kSample,
                        {"my.staff same 3500人"}},
                    Row{"AnotherMetric",
                        std::string("[[rule]]\nid = \"my.staff\"\nmetric = \"layoffs\"\n"
                                    "pattern = [\"员工{~4}{figure}\"]\npriority = 20\n") +
                            kSample,
                        {"my.staff changed 3500人 metric"}},
                    Row{"OutrankedByOurs",
                        std::string("[[rule]]\nid = \"my.staff\"\nmetric = \"layoffs\"\n"
                                    "pattern = [\"员工{~4}{figure}\"]\npriority = -20\n") +
                            kSample,
                        {"my.staff outranked 3500人"}},
                    Row{"NoMatch",
                        std::string("[[rule]]\nid = \"my.staff\"\nmetric = \"layoffs\"\n"
                                    "pattern = [\"实习生{~4}{figure}\"]\n") +
                            kSample,
                        {}}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::cli
