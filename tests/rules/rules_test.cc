// The rules that ship: every sample is read as promised, every near-miss is not.
#include <gtest/gtest.h>

#include "extract/extractor.h"

namespace heshu::extract {
namespace {

TEST(Rules, KeepEverySample) {
  const RuleReport report = CheckRules({HESHU_SOURCE_DIR "/rules", {}});
  for (const RuleProblem& problem : report.problems) {
    ADD_FAILURE() << problem.where << ": " << problem.what << '\n' << problem.snippet;
  }
  EXPECT_GE(report.metrics, 80U);
  EXPECT_GE(report.entities, 600U);
  EXPECT_GT(report.samples, report.metrics);
}

}  // namespace
}  // namespace heshu::extract
