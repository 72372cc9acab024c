// rules/units.toml proves itself: every sample reads as it says.
#include "extract/quantity/unit_samples.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/quantity/quantity.h"

namespace heshu::extract {
namespace {

UnitTable Shipped() {
  auto file = RuleFile::Read(std::string(HESHU_SOURCE_DIR) + "/rules/units.toml");
  EXPECT_TRUE(file.has_value()) << file.error().ToString();
  auto table = UnitTable::Create({*file});
  EXPECT_TRUE(table.has_value()) << table.error().ToString();
  return *table;
}

TEST(UnitSamples, OfTheShippedTableAllHold) {
  const UnitTable table = Shipped();
  EXPECT_GT(CountUnitSamples(table), 100u);
  for (const SampleProblem& problem : CheckUnitSamples(table)) {
    ADD_FAILURE() << problem.where << ": " << problem.text << "\n  wanted " << problem.expected
                  << "\n  found  " << problem.found;
  }
}

TEST(UnitSamples, ReportWhatDoesNotHold) {
  const auto file = RuleFile::Parse(
      "[[unit]]\nid = \"smoot\"\ndimension = \"length\"\nspellings = [\"斯穆特\"]\n"
      "samples = [\"桥长364斯穆特 → 365 smoot\"]\nnear_misses = [\"桥长364斯穆特\"]\n",
      "mine.toml");
  ASSERT_TRUE(file.has_value());
  const auto table = UnitTable::Create({*file});
  ASSERT_TRUE(table.has_value());
  const auto problems = CheckUnitSamples(*table);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].where, "mine.toml:5:11");
  EXPECT_EQ(problems[0].found, "364 smoot exact");
  EXPECT_EQ(problems[1].expected, "no figure of smoot");
}

struct BadFile {
  std::string name;
  std::string text;
  std::string where;
  std::string says;
};
void PrintTo(const BadFile& row, std::ostream* os) { *os << row.text; }
class UnitFileErrors : public testing::TestWithParam<BadFile> {};

TEST_P(UnitFileErrors, NameFileLineAndColumn) {
  const auto file = RuleFile::Parse(GetParam().text, "mine.toml");
  ASSERT_TRUE(file.has_value()) << file.error().ToString();
  const auto table = UnitTable::Create({*file});
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().where, GetParam().where) << table.error().ToString();
  EXPECT_NE(table.error().what.find(GetParam().says), std::string::npos)
      << table.error().ToString();
  EXPECT_FALSE(table.error().snippet.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Files, UnitFileErrors,
    testing::Values(
        BadFile{"UnknownTable", "[[units]]\nid = \"x\"\n", "mine.toml:1:1", "units"},
        BadFile{"UnknownKey", "[[unit]]\nid = \"x\"\ndimension = \"length\"\nspelling = [\"x\"]\n",
                "mine.toml:4:12", "spelling"},
        BadFile{"MissingId", "[[unit]]\nspellings = [\"x\"]\n", "mine.toml:1:1", "missing `id`"},
        BadFile{"MissingDimension", "[[unit]]\nid = \"x\"\nspellings = [\"x\"]\n", "mine.toml:1:1",
                "dimension"},
        BadFile{
            "BadScale",
            "[[unit]]\nid = \"x\"\ndimension = \"length\"\nscale = \"ten\"\nspellings = [\"x\"]\n",
            "mine.toml:4:9", "decimal"},
        BadFile{"EmptySpelling",
                "[[unit]]\nid = \"x\"\ndimension = \"length\"\nspellings = [\"\"]\n",
                "mine.toml:4:13", "non-empty"},
        BadFile{"UnknownBound", "[[before]]\nwords = [\"乙\"]\nbound = \"maybe\"\n",
                "mine.toml:3:9", "maybe"},
        BadFile{"HeadOfUnknownUnit", "[[head]]\nunit = \"nothing\"\nwords = [\"乙\"]\n",
                "mine.toml:1:1", "nothing"},
        BadFile{"SampleWithoutArrow", "[[skip]]\nwords = [\"双十二\"]\nsamples = [\"双十二\"]\n",
                "mine.toml:3:11", "sample"}),
    [](const auto& row) { return row.param.name; });

TEST(UnitTable, UsersUnitsComeAfterOursAndWin) {
  const auto ours = RuleFile::Read(std::string(HESHU_SOURCE_DIR) + "/rules/units.toml");
  const auto theirs = RuleFile::Parse(
      "[[unit]]\nid = \"bushel\"\ndimension = \"volume\"\nspellings = [\"蒲式耳\"]\n"
      "[[noun]]\nid = \"rider\"\ndimension = \"count\"\nspellings = [\"骑手\"]\nbare = true\n",
      "mine.toml");
  ASSERT_TRUE(ours.has_value());
  ASSERT_TRUE(theirs.has_value());
  const auto table = UnitTable::Create({*ours, *theirs});
  ASSERT_TRUE(table.has_value());
  auto figures = FindQuantities("大豆出口120万蒲式耳", {}, *table);
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].unit, "bushel");
  EXPECT_EQ(figures[0].value.lo, Decimal::Of(1'200'000));
  figures = FindQuantities("平台有30万名骑手", {}, *table);
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].value.lo, Decimal::Of(300'000));
}

TEST(UnitTable, DefinesUnitsAndTheirRates) {
  const UnitTable table = Shipped();
  Vocabulary vocabulary;
  for (const UnitDefinition& unit : table.definitions()) vocabulary.Add(unit);
  struct Row {
    const char* id;
    const char* dimension;
    const char* base;
  };
  for (const Row& row :
       {Row{"CNY", "money", "CNY"}, Row{"CNY/1e6 token", "token_price", "CNY/1e6 token"},
        Row{"token/min", "token_rate", "token/min"}, Row{"MW", "power", "W"},
        Row{"order/s", "count_rate", "order/s"},
        Row{"USD/GPU hour", "rental_price", "USD/GPU hour"}, Row{"rank", "rank", "rank"},
        Row{"pp", "points", "pp"}}) {
    const UnitDefinition* unit = vocabulary.FindUnit(row.id);
    ASSERT_NE(unit, nullptr) << row.id;
    EXPECT_EQ(unit->dimension, row.dimension) << row.id;
    EXPECT_EQ(unit->base, row.base) << row.id;
  }
  EXPECT_EQ(vocabulary.FindUnit("MW")->factor, Decimal::Of(1, 6));
}

}  // namespace
}  // namespace heshu::extract
