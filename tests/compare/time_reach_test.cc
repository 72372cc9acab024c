// No claim that may be of the same time lies outside of where a claim looks for it.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "compare/time_relation.h"
#include "tests/compare/claims.h"

namespace heshu::compare {
namespace {

struct Metric {
  std::string name;
  MetricKind kind = MetricKind::kLevel;
  int half_life_days = 0;
  std::string dimension = "money";
  std::string unit = "USD";
};
void PrintTo(const Metric& m, std::ostream* os) { *os << m.name; }

Spec RandomSpec(std::mt19937& random, const Metric& metric) {
  constexpr int kLengths[] = {1, 1, 2, 3, 7, 28, 31, 45, 46, 60, 92, 181, 365, 366};
  const long first = Date{2026, 1, 1}.ToDays() + static_cast<long>(random() % 500);
  const long length = kLengths[random() % std::size(kLengths)];
  Spec spec;
  spec.doc = "d_" + std::to_string(random() % 9);
  spec.dimension = metric.dimension;
  spec.unit = metric.unit;
  spec.published = Date::FromDays(first + static_cast<long>(random() % 30)).ToString();
  switch (random() % 6) {
    case 0:  // by publication alone
      break;
    case 1:  // of no known time
      spec.published = random() % 3 == 0 ? "" : spec.published;
      break;
    case 2:
      spec.qualifiers = {{"baseline", "yoy"}};
      [[fallthrough]];
    default:
      spec.start = Date::FromDays(first).ToString();
      spec.end = Date::FromDays(first + length - 1).ToString();
  }
  return spec;
}

class Reach : public testing::TestWithParam<Metric> {};

TEST_P(Reach, HoldsAllThatMayBeOfTheSameTime) {
  MetricDefinition metric;
  metric.kind = GetParam().kind;
  metric.half_life_days = GetParam().half_life_days;
  std::mt19937 random(20260301);
  int kin = 0;
  for (int i = 0; i < 40000; ++i) {
    const Claim a = Make(RandomSpec(random, GetParam()));
    const Claim b = Make(RandomSpec(random, GetParam()));
    if (RelateTimes(a, b, metric) == Relation::kMismatch) continue;
    ++kin;
    const TimeClass its = TimeClassOf(b, metric);
    const TrueTime time = TrueTimeOf(b);
    const bool is_dayless = its == TimeClass::kTimeless || its == TimeClass::kUndated;
    const std::int64_t day = is_dayless ? 0 : time.end->ToDays();
    const std::vector<TimeReach> reach = ReachOf(a, metric);
    const auto at = std::find_if(reach.begin(), reach.end(), [&](const TimeReach& r) {
      return r.time_class == its && r.first <= day && day <= r.last;
    });
    ASSERT_NE(at, reach.end()) << a.published << " " << TrueTimeOf(a).weak << " against " << day
                               << " of class " << static_cast<int>(its);
    EXPECT_FALSE(at->is_loose && RelateTimes(a, b, metric) == Relation::kMatch)
        << a.published << " " << TrueTimeOf(a).weak << " against " << b.published;
    EXPECT_EQ(std::count_if(reach.begin(), reach.end(),
                            [&](const TimeReach& r) {
                              return r.time_class == its && r.first <= day && day <= r.last;
                            }),
              1);
  }
  EXPECT_GT(kin, 1000);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Reach,
    testing::Values(Metric{.name = "Constant", .kind = MetricKind::kConstant},
                    Metric{.name = "Level"}, Metric{.name = "LevelThatAges", .half_life_days = 30},
                    Metric{.name = "LevelThatAgesSlowly", .half_life_days = 180},
                    Metric{.name = "Flow", .kind = MetricKind::kFlow},
                    Metric{.name = "Rate", .kind = MetricKind::kFlow, .unit = "token/day"},
                    Metric{.name = "Event", .kind = MetricKind::kEvent},
                    Metric{.name = "DayMove",
                           .kind = MetricKind::kEvent,
                           .dimension = "percent_change",
                           .unit = "percent"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::compare
