// Whole comparisons: which verdict, for which reason.
#include "compare/compare.h"

#include <gtest/gtest.h>

#include "tests/compare/claims.h"

namespace heshu::compare {
namespace {

struct Case {
  std::string name;
  Spec a;
  Spec b;
  Verdict want = Verdict::kAgree;
  std::string reason = {};  // "": any
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.name; }

class JudgesPair : public testing::TestWithParam<Case> {};

std::vector<Fact> Facts(const std::vector<Claim>& claims) {
  return Compare(claims, TestVocabulary());
}

TEST_P(JudgesPair, TheSameInEitherOrder) {
  const Case& c = GetParam();
  Spec b = c.b;
  if (b.doc == "d_a" && b.at == 0) b.doc = "d_b";
  const std::vector<Claim> claims = MakeAll({c.a, b});
  const auto facts = Facts(claims);
  ASSERT_EQ(facts.size(), 1U);
  const Fact& fact = facts.front();
  EXPECT_EQ(fact.verdict, c.want) << testing::PrintToString(fact);
  EXPECT_TRUE(c.reason.empty() || HasReason(fact, c.reason)) << testing::PrintToString(fact);
  EXPECT_EQ(fact.claims.size(), 2U);
  const auto swapped = Facts({claims[1], claims[0]});
  ASSERT_EQ(swapped.size(), 1U);
  EXPECT_EQ(swapped.front().id, fact.id);
  EXPECT_EQ(swapped.front().arithmetic, fact.arithmetic);
  EXPECT_EQ(swapped.front().severity, fact.severity);
  EXPECT_EQ(swapped.front().reasons, fact.reasons);
}

INSTANTIATE_TEST_SUITE_P(
    Numbers, JudgesPair,
    testing::Values(Case{"Equal", {.lo = "4213000"}, {.lo = "4213000"}, Verdict::kAgree},
                    Case{"RoundedWithAbout",
                         {.lo = "4213000"},
                         {.lo = "4200000", .bound = Bound::kApprox},
                         Verdict::kAgreeWithinPrecision},
                    Case{"RoundedSilently",
                         {.lo = "5576000"},
                         {.lo = "5600000", .step = "10000"},
                         Verdict::kAgreeWithinPrecision,
                         "rounding"},
                    Case{"CutOff",
                         {.lo = "173865000000"},
                         {.lo = "173000000000"},
                         Verdict::kAgreeWithinPrecision,
                         "rounding"},
                    Case{"PastTheSoftEnd",
                         {.lo = "13790000"},
                         {.lo = "8000000", .hi = "", .bound = Bound::kMoreThan},
                         Verdict::kAgreeWithinPrecision,
                         "loose_bound"},
                    Case{"Disjoint",
                         {.lo = "589000000", .step = "100000"},
                         {.lo = "593700000", .step = "100000"},
                         Verdict::kContradict,
                         "interval_disjoint"},
                    Case{"BelowALowerBound",
                         {.lo = "3000000"},
                         {.lo = "5000000", .hi = "", .bound = Bound::kMoreThan},
                         Verdict::kContradict}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::compare
