// Rules as data: what loads, what is refused and where, which of two rules wins.
#include "extract/matching/claim_rules.h"

#include <gtest/gtest.h>

#include <ostream>

#include "extract/matching/rule_pattern.h"
#include "extract/mentions/sentence_line.h"

namespace heshu::extract {
namespace {

std::string Same(std::string_view text) { return std::string(text); }

constexpr const char* kMetrics = R"(
[macros]
filler = "[约为达]"
changes = "增长|下降"
[[metric]]
id = "revenue"
dimensions = ["money"]
nouns = ["营收", "收入"]
growth = "revenue_growth"
samples = [{ text = "甲公司营收5亿元。" }]
[[metric]]
id = "revenue_growth"
dimensions = ["percent_change"]
samples = [{ text = "甲公司营收增长5%。" }]
[[metric]]
id = "profit"
dimensions = ["money"]
nouns = ["利润"]
samples = [{ text = "甲公司利润5亿元。" }]
)";

Result<ClaimRules> Load(std::string metrics, std::string rules = "") {
  const auto a = RuleFile::Parse(std::move(metrics), "metrics.toml").value();
  const auto b = RuleFile::Parse(std::move(rules), "rules.toml").value();
  return ClaimRules::Create({a}, {b}, Same);
}

Quantity Figure(std::string_view unit, std::string_view dimension) {
  Quantity quantity;
  quantity.unit = unit;
  quantity.dimension = dimension;
  return quantity;
}

// "#" stands for the figure asked about.
std::string Line(std::string text) {
  const std::size_t at = text.find('#');
  return text.replace(at, 1, kTargetPlaceholder);
}

std::string Winner(const ClaimRules& rules, const std::string& text, const Quantity& figure) {
  const auto matches = rules.Match(Line(text), figure);
  return matches.empty() ? "" : matches.front().metric;
}

struct Row {
  std::string name, text, unit, dimension, metric;
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.text; }
class NounRules : public testing::TestWithParam<Row> {};
TEST_P(NounRules, NameTheMetric) {
  const Row& row = GetParam();
  const auto rules = Load(kMetrics);
  ASSERT_TRUE(rules.has_value()) << rules.error().ToString();
  EXPECT_EQ(Winner(*rules, row.text, Figure(row.unit, row.dimension)), row.metric);
}

INSTANTIATE_TEST_SUITE_P(
    ClaimRules, NounRules,
    testing::Values(Row{"NounBefore", "甲营收达#。", "CNY", "money", "revenue"},
                    Row{"NounAfter", "录得#的收入。", "CNY", "money", "revenue"},
                    Row{"NearestNounWins", "营收不及利润的#。", "CNY", "money", "profit"},
                    Row{"OtherDimension", "甲营收达#。", "percent", "percent", ""},
                    Row{"Growth", "营收增长#。", "percent", "percent", "revenue_growth"},
                    Row{"GrowthInTheNextClause", "营收不俗,增长#。", "percent", "percent",
                        "revenue_growth"},
                    Row{"EllipsisAcrossAComma", "营收创新高,达#。", "CNY", "money", "revenue"},
                    Row{"NotAcrossSentences", "营收。又过了一年达#。", "CNY", "money", ""}),
    [](const auto& row) { return row.param.name; });

TEST(ClaimRules, PriorityBeatsDistanceAndVetoesAreKept) {
  const auto rules = Load(kMetrics, R"(
[[rule]]
id = "special"
metric = "revenue"
pattern = "来自{~9}{figure}"
not = ["亏损"]
priority = 9
set = { scope = "overseas" }
samples = [{ text = "来自海外的有5亿元。" }]
)");
  ASSERT_TRUE(rules.has_value()) << rules.error().ToString();
  const auto matches = rules->Match(Line("来自海外的利润#。"), Figure("CNY", "money"));
  ASSERT_GE(matches.size(), 2U);
  EXPECT_EQ(matches[0].rule, "special");
  EXPECT_EQ(matches[0].set.at("scope"), "overseas");
  EXPECT_EQ(Winner(*rules, "亏损来自海外的利润#。", Figure("CNY", "money")), "profit");
}

struct BadRules {
  std::string name, metrics, rules, message, where;
};
void PrintTo(const BadRules& row, std::ostream* os) { *os << row.metrics << row.rules; }
class RefusesRules : public testing::TestWithParam<BadRules> {};
TEST_P(RefusesRules, SayingWhere) {
  const auto rules = Load(kMetrics + GetParam().metrics, GetParam().rules);
  ASSERT_FALSE(rules.has_value());
  EXPECT_NE(rules.error().what.find(GetParam().message), std::string::npos)
      << rules.error().ToString();
  EXPECT_EQ(rules.error().where.substr(0, GetParam().where.size()), GetParam().where);
  EXPECT_NE(rules.error().snippet.find('^'), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    ClaimRules, RefusesRules,
    testing::Values(
        BadRules{"NoSamples", "[[metric]]\nid=\"x\"\ndimensions=[\"money\"]\n", "", "no samples",
                 "metrics.toml"},
        BadRules{"UnknownMetric", "",
                 "[[rule]]\nid=\"r\"\nmetric=\"zzz\"\npattern=\"{figure}\"\nsamples=[]\n",
                 "no metric has the id `zzz`", "rules.toml:1"},
        BadRules{"NoFigure", "",
                 "[[rule]]\nid=\"r\"\nmetric=\"revenue\"\npattern=\"营收\"\nsamples=[]\n",
                 "names no {figure}", "rules.toml:1"},
        BadRules{"UnknownPlaceholder", "",
                 "[[rule]]\nid=\"r\"\nmetric=\"revenue\"\npattern=\"{bogus}{figure}\"\n",
                 "unknown placeholder", "rules.toml:1"},
        BadRules{"BadRegex", "", "[[rule]]\nid=\"r\"\nmetric=\"revenue\"\npattern=\"({figure}\"\n",
                 "does not compile", "rules.toml:1"},
        BadRules{"MisspelledKey", "",
                 "[[rule]]\nid=\"r\"\nmetric=\"revenue\"\npatern=\"{figure}\"\n",
                 "unknown key `patern`", "rules.toml:4"}),
    [](const auto& row) { return row.param.name; });

TEST(RulePattern, TranslatesPlaceholdersAndLeavesCountsAlone) {
  PatternTranslator translator({{"up", "增|升"}, {"loop", "{loop}"}});
  EXPECT_EQ(translator.Translate("a{2,3}{~4}b").value(), "a{2,3}[^。!?,;\\n]{0,4}b");
  EXPECT_EQ(translator.Translate("{up}").value(), "(?:增|升)");
  EXPECT_EQ(translator.Translate("x{up}y{up}{").value(), "x(?:增|升)y(?:增|升){");
  EXPECT_FALSE(translator.Translate("{loop}").has_value());
  EXPECT_FALSE(translator.Translate("{figure").has_value());
}

}  // namespace
}  // namespace heshu::extract
