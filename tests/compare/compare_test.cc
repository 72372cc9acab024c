// Two claims whose keys are alike: what their numbers and units decide.
#include "tests/compare/judged_pair.h"

namespace heshu::compare {
namespace {

class JudgesNumbers : public testing::TestWithParam<Case> {};

TEST_P(JudgesNumbers, TheSameInEitherOrder) { JudgePairOf(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Numbers, JudgesNumbers,
    testing::Values(
        Case{"Equal", {.lo = "4213000"}, {.lo = "4213000"}, kAgree},
        Case{"RoundedWithAbout",
             {.lo = "4213000"},
             {.lo = "4200000", .bound = Bound::kApprox},
             kWithin},
        Case{"RoundedSilently",
             {.lo = "5576000"},
             {.lo = "5600000", .step = "10000"},
             kWithin,
             "rounding"},
        Case{"AZeroBehindThePointIsWrittenOnPurpose",
             {.lo = "5", .step = "0.1", .text = "5.0"},
             {.lo = "4.7", .step = "0.1", .text = "4.7"},
             kContradict},
        Case{"CutOff", {.lo = "173865000000"}, {.lo = "173000000000"}, kWithin, "rounding"},
        Case{"CutOffAtTheSignificantPlace",
             {.lo = "5576000"},
             {.lo = "5500000", .step = "10000"},
             kWithin,
             "rounding"},
        Case{"TooFarForACut",
             {.lo = "1280000", .step = "10000"},
             {.lo = "1200000", .step = "10000"},
             kContradict},
        Case{"Nearly",
             {.lo = "5890000000", .step = "10000000"},
             {.lo = "", .hi = "5900000000", .bound = Bound::kNearly},
             kWithin},
        Case{"PastTheSoftEnd",
             {.lo = "13790000"},
             {.lo = "8000000", .hi = "", .bound = Bound::kMoreThan},
             kWithin,
             "loose_bound"},
        Case{"Disjoint",
             {.lo = "589000000", .step = "100000"},
             {.lo = "593700000", .step = "100000"},
             kContradict,
             "interval_disjoint"},
        Case{"BelowALowerBound",
             {.lo = "3000000"},
             {.lo = "5000000", .hi = "", .bound = Bound::kMoreThan},
             kContradict},
        Case{"InARange",
             {.lo = "3000000"},
             {.lo = "2000000", .hi = "4000000", .bound = Bound::kRange},
             kWithin}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Moves, JudgesNumbers,
    testing::Values(
        Case{"SameFall", Move("3.25", "down"), Move("3.25", "down"), kAgree},
        Case{"OtherFall", Move("3.25", "down"), Move("3.52", "down"), kContradict,
             "suspect:transposition"},
        Case{"SignClash", Move("3.25", "down"), Move("3.25", "up"), kContradict, "sign_clash"},
        Case{"DirectionOpen", Move("3.25", "down"), Move("4.25", ""), kPossible, "unknown:move"},
        Case{"CloseIsThePlainPrice", Move("3.25", "down", {{"session", "close"}}),
             Move("3.85", "down"), kContradict},
        Case{"CloseAgainstOvernight", Move("3.25", "down", {{"session", "close"}}),
             Move("3.25", "down", {{"session", "overnight"}}), kApart, "mismatch:session"},
        Case{"IndexAgainstFutures", Move("3.25", "down"),
             Move("3.25", "down", {{"instrument", "futures"}}), kApart, "mismatch:instrument"},
        Case{"LowAgainstClose", Move("3.25", "down", {{"statistic", "low"}}),
             Move("2.10", "down", {{"statistic", "close"}}), kApart, "mismatch:statistic"},
        Case{"ChangeOfALevelIsNoLevel",
             {.metric = "power_capacity",
              .lo = "120",
              .unit = "MW",
              .dimension = "power",
              .qualifiers = {{"move", "down"}},
              .start = "2026-02-10"},
             {.metric = "power_capacity",
              .lo = "900",
              .unit = "MW",
              .dimension = "power",
              .start = "2026-02-10"},
             kApart,
             "mismatch:move"}),
    kName);

}  // namespace
}  // namespace heshu::compare
