// One row: two claims, the verdict that they deserve, the same in either order.
#ifndef HESHU_TESTS_COMPARE_JUDGED_PAIR_H_
#define HESHU_TESTS_COMPARE_JUDGED_PAIR_H_

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "compare/compare.h"
#include "tests/compare/claims.h"

namespace heshu::compare {

using Keys = std::map<std::string, std::string>;

struct Case {
  std::string name;
  Spec a;
  Spec b;  // of another document, unless it says which
  Verdict want = Verdict::kAgree;
  std::string reason = {};  // "": any
};
inline void PrintTo(const Case& c, std::ostream* os) { *os << c.name; }

// Expects the verdict and reason of the row, and the same fact in the other order.
inline void JudgePairOf(const Case& c) {
  Spec b = c.b;
  if (b.doc == "d_a" && b.at == 0) b.doc = "d_b";
  const std::vector<Claim> claims = MakeAll({c.a, b});
  const auto facts = Compare(claims, TestVocabulary());
  ASSERT_EQ(facts.size(), 1U) << testing::PrintToString(facts);
  const Fact& fact = facts.front();
  EXPECT_EQ(fact.verdict, c.want) << testing::PrintToString(fact);
  EXPECT_TRUE(c.reason.empty() || HasReason(fact, c.reason)) << testing::PrintToString(fact);
  EXPECT_EQ(fact.claims.size(), 2U);
  EXPECT_EQ(fact.clusters.size(), 2U);
  const auto swapped = Compare({claims[1], claims[0]}, TestVocabulary());
  ASSERT_EQ(swapped.size(), 1U);
  EXPECT_EQ(swapped.front().id, fact.id);
  EXPECT_EQ(swapped.front().arithmetic, fact.arithmetic);
  EXPECT_EQ(swapped.front().severity, fact.severity);
  EXPECT_EQ(swapped.front().reasons, fact.reasons);
}

inline const auto kName = [](const auto& row) { return row.param.name; };
inline constexpr Verdict kAgree = Verdict::kAgree;
inline constexpr Verdict kWithin = Verdict::kAgreeWithinPrecision;
inline constexpr Verdict kContradict = Verdict::kContradict;
inline constexpr Verdict kPossible = Verdict::kPossible;
inline constexpr Verdict kApart = Verdict::kNotComparable;

inline Spec Move(std::string value, std::string move, Keys more = {}) {
  Keys keys = std::move(more);
  if (!move.empty()) keys["move"] = std::move(move);
  return {.metric = "stock_change",
          .lo = std::move(value),
          .step = "0.01",
          .unit = "percent",
          .dimension = "percent_change",
          .qualifiers = std::move(keys),
          .start = "2026-02-10"};
}

inline Spec Price(std::string value, Keys keys = {}, std::string unit = "CNY/1e6 token") {
  return {.metric = "token_price",
          .lo = std::move(value),
          .unit = std::move(unit),
          .dimension = "token_price",
          .qualifiers = std::move(keys),
          .start = "2026-02-10"};
}

inline Spec Rate(std::string value, std::string unit, Keys keys = {}) {
  return {.metric = "token_calls",
          .lo = std::move(value),
          .unit = std::move(unit),
          .dimension = "token_rate",
          .qualifiers = std::move(keys),
          .start = "2026-02-10"};
}

inline Spec Users(std::string value, std::string start, std::string end = "=",
                  std::string published = "2026-03-01") {
  return {.subject = "qingniao",
          .metric = "daily_active_users",
          .lo = std::move(value),
          .unit = "user",
          .dimension = "count",
          .start = std::move(start),
          .end = std::move(end),
          .published = std::move(published)};
}

}  // namespace heshu::compare

#endif  // HESHU_TESTS_COMPARE_JUDGED_PAIR_H_
