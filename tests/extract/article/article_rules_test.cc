#include "extract/article/article_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace heshu::extract {
namespace {

using testing::HasSubstr;

TEST(ArticleRules, OfTheProjectPassTheirSamples) {
  const auto file = RuleFile::Read(HESHU_SOURCE_DIR "/rules/article.toml");
  ASSERT_TRUE(file.has_value()) << file.error().ToString();
  const auto rules = ArticleRules::Load(*file);
  EXPECT_TRUE(rules.has_value()) << rules.error().ToString() << "\n" << rules.error().snippet;
}

struct BrokenCase {
  std::string name;
  std::string toml;
  std::string message;
};
void PrintTo(const BrokenCase& row, std::ostream* os) { *os << row.toml; }

class Refuses : public testing::TestWithParam<BrokenCase> {};

TEST_P(Refuses, RulesThatDoNotDoWhatTheySay) {
  const auto file = RuleFile::Parse(GetParam().toml, "article.toml");
  ASSERT_TRUE(file.has_value());
  const auto rules = ArticleRules::Load(*file);
  ASSERT_FALSE(rules.has_value());
  EXPECT_THAT(rules.error().what, HasSubstr(GetParam().message));
  EXPECT_THAT(rules.error().where, HasSubstr("article.toml:"));
}

INSTANTIATE_TEST_SUITE_P(
    Files, Refuses,
    testing::Values(
        BrokenCase{"NoSample", "[[line]]\nplace = 'any'\npattern = 'a'\n", "no sample"},
        BrokenCase{"SampleFails", "[[line]]\nplace = 'any'\npattern = 'a'\nsample = 'b'\n",
                   "does not match its sample"},
        BrokenCase{"NearMissMatches",
                   "[[line]]\nplace = 'any'\npattern = 'a'\nsample = 'a'\nnot = 'ba'\n",
                   "matches its near-miss"},
        BrokenCase{"NoRegex", "[[line]]\nplace = 'any'\npattern = '('\nsample = 'a'\n",
                   "no regular expression"},
        BrokenCase{"UnknownPlace", "[[line]]\nplace = 'here'\npattern = 'a'\nsample = 'a'\n",
                   "unknown place"},
        BrokenCase{"WrongCapture", "[[publisher]]\npattern = '(a)b'\nsample = 'ab'\nwant = 'b'\n",
                   "the sample gives"},
        BrokenCase{"WrongDate",
                   "[[date]]\npattern = '(?P<y>\\d{4})-(?P<m>\\d\\d)-(?P<d>\\d\\d)'\n"
                   "sample = '2026-03-13'\nwant = '2026-03-14'\n",
                   "the sample gives"},
        BrokenCase{"SiteWithoutSample", "[[site]]\nhost = 'a.org'\nbody = 'b'\n", "site hint"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
