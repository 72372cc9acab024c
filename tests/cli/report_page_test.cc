#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/report/html_text.h"
#include "cli/report/packing.h"
#include "cli/report/page.h"
#include "tests/cli/told_facts.h"

namespace heshu::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

Report Reported(std::size_t count) {
  Report report;
  for (std::size_t i = 0; i < count; ++i) {
    report.facts.push_back(
        FactOf(Verdict::kContradict, {Told("蒸發5.1", "5.1", Decimal::Of(51, -1)),
                                      Told("</script>6.3", "6.3", Decimal::Of(63, -1))}));
    report.facts.back().id = "f_" + std::to_string(i);
  }
  report.generated_at = "2026-06-12T08:00:00Z";
  return report;
}

nlohmann::json DataOf(const std::string& page) {
  const std::string open = "<script type=\"application/json\" id=\"data\">";
  const std::size_t begin = page.find(open) + open.size();
  return nlohmann::json::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

TEST(ReportPage, HoldsEveryFactAsDataAndTheFirstAsCards) {
  const Report report = Reported(30);
  const std::string page = ReportPage(report, TestContext());
  EXPECT_THAT(page, HasSubstr("id=\"f_19\""));
  EXPECT_THAT(page, Not(HasSubstr("id=\"f_20\"")));
  const nlohmann::json data = DataOf(page);
  ASSERT_EQ(data["cards"].size(), 30U);
  EXPECT_EQ(Unpacked(data["cards"][29][0].get<std::string>()),
            FactCard(report.facts[29], TestContext()));
  EXPECT_THAT(data["fold"].get<std::string>(), HasSubstr("發发"));
}

TEST(ReportPage, LetsNothingRunButItsOwnScript) {
  const std::string page = ReportPage(Reported(1), TestContext());
  const std::string policy = ContentSecurityPolicy(PageMode::kReport);
  EXPECT_THAT(policy, testing::StartsWith("default-src 'none'; script-src 'sha256-"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_THAT(page, HasSubstr(policy));
  EXPECT_THAT(page, Not(HasSubstr("src=\"http")));
  EXPECT_THAT(page, Not(HasSubstr("{{")));
  std::size_t scripts = 0;
  for (std::size_t at = 0; (at = page.find("<script", at)) != std::string::npos; ++at) ++scripts;
  EXPECT_EQ(scripts, 2U) << "the data and the page's own";
}

TEST(ReportPage, SaysThatThereIsNothing) {
  EXPECT_THAT(ReportPage(Reported(0), TestContext()),
              HasSubstr("No two claims are about the same thing."));
}

TEST(TimeLines, AreOneForEachUnitWithTwoTimes) {
  std::vector<Claim> claims;
  for (const int day : {1, 1, 2}) {
    claims.push_back(Told("5.1", "5.1", Decimal::Of(51, -1)));
    claims.back().time.start = claims.back().time.end = Date{2026, 6, day};
  }
  claims.push_back(claims.front());
  claims.back().unit = "CNY";                        // told of one time only
  claims.push_back(Told("7", "7", Decimal::Of(7)));  // of no time at all
  const std::vector<TimeLine> lines = TimeLines(claims);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].unit, "USD");
  EXPECT_EQ(lines[0].claims.size(), 2U) << "the same figure of the same time is one dot";
  EXPECT_EQ(lines[0].id, TimeLineId("acme", "revenue", "USD"));
}

}  // namespace
}  // namespace heshu::cli
