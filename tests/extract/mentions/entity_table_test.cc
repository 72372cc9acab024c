#include "extract/mentions/entity_table.h"

#include <gtest/gtest.h>

#include <ostream>

namespace heshu::extract {
namespace {

constexpr const char* kEntities = R"(
[[entity]]
id = "nova"
kind = "company"
name = "新星智能"
aliases = ["Nova AI", "NVAI"]
[[entity]]
id = "lark"
kind = "model"
name = "云雀"
aliases = ["Lark"]
owner = "nova"
[[entity]]
id = "lark-2.0"
kind = "model"
name = "云雀2.0"
aliases = ["Lark 2.0"]
family = "lark"
[[entity]]
id = "sp600"
kind = "index"
name = "标普600"
[[entity]]
id = "peach"
kind = "product"
name = "蜜桃"
weak = ["蜜桃"]
[[entity]]
id = "mint"
kind = "body"
name = "铸币局"
region = "aa"
[[entity]]
id = "isle-mint"
kind = "body"
name = "岛国铸币局"
region = "bb"
home_aliases = ["铸币局", "内府"]
[[entity]]
id = "mainland"
kind = "region"
region = "aa"
home_words = ["按年", "本土"]
[[entity]]
id = "isle"
kind = "region"
region = "bb"
home_words = ["年增", "本岛"]
)";

EntityTable Table() {
  const auto file = RuleFile::Parse(kEntities, "entities.toml").value();
  return EntityTable::Create({file}, [](std::string_view t) { return std::string(t); }).value();
}

struct Row {
  std::string name, text, found;  // ids joined by a space
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.text; }

class FindsNames : public testing::TestWithParam<Row> {};

TEST_P(FindsNames, InText) {
  std::string ids;
  for (const EntityMention& mention : Table().Find(GetParam().text)) {
    ids += (ids.empty() ? "" : " ") + mention.id;
  }
  EXPECT_EQ(ids, GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    EntityTable, FindsNames,
    testing::Values(Row{"Han", "新星智能发布云雀", "nova lark"},
                    Row{"LatinAnyCase", "nova ai and LARK", "nova lark"},
                    Row{"LatinOnlyWholeWords", "Larks and NVAIX", ""},
                    Row{"JointMayBeMissing", "NovaAI的Lark-2.0", "nova lark-2.0"},
                    Row{"LongestWins", "云雀2.0很快", "lark-2.0"},
                    Row{"UnlistedVersion", "云雀3.5与Lark V4", "lark-3.5 lark-v4"},
                    Row{"WordBehindTheNumber", "云雀3.5-Pro和Lark V4 Flash",
                        "lark-3.5-pro lark-v4-flash"},
                    Row{"OtherWordIsNoVersion", "Lark V4 Report", "lark-v4"},
                    Row{"SizeStaysInTheName", "Lark2.5-72B", "lark-2.5-72b"},
                    Row{"CountIsNoVersion", "Lark 4個小組", "lark"},
                    Row{"YearIsNoVersion", "云雀2026年发布", "lark"},
                    Row{"PercentIsNoVersion", "云雀5%的份额", "lark"},
                    Row{"NumberInAName", "标普600指数", "sp600"},
                    Row{"NumberGoesOn", "标普6000", ""}),
    [](const auto& row) { return row.param.name; });

struct HomeRow {
  std::string name, text, home, found;
};
void PrintTo(const HomeRow& row, std::ostream* os) { *os << row.text; }
class FindsNamesAtHome : public testing::TestWithParam<HomeRow> {};

TEST_P(FindsNamesAtHome, AsItsPapersMeanThem) {
  std::string ids;
  for (const EntityMention& mention : Table().Find(GetParam().text, GetParam().home)) {
    ids += (ids.empty() ? "" : " ") + mention.id;
  }
  EXPECT_EQ(ids, GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    EntityTable, FindsNamesAtHome,
    testing::Values(HomeRow{"Own", "铸币局与内府", "bb", "isle-mint isle-mint"},
                    HomeRow{"Elsewhere", "铸币局与内府", "aa", "mint"},
                    HomeRow{"Unknown", "铸币局与内府", "", "mint"},
                    HomeRow{"FullNameEverywhere", "岛国铸币局", "aa", "isle-mint"}),
    [](const auto& row) { return row.param.name; });

TEST(EntityTable, KnowsAPaperByTwoOfItsWords) {
  const EntityTable table = Table();
  EXPECT_EQ(table.HomeOf("本岛出口年增三成"), "bb");
  EXPECT_EQ(table.HomeOf("出口年增三成"), "");
  EXPECT_EQ(table.HomeOf("本岛出口年增三成,本土按年跌一成"), "");
}

TEST(EntityTable, MarksWeakNames) {
  const auto found = Table().Find("蜜桃");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].is_weak);
}

TEST(EntityTable, ResolvesIdsAndAliases) {
  const EntityTable table = Table();
  EXPECT_EQ(table.Resolve("lark-2.0"), "lark-2.0");
  EXPECT_EQ(table.Resolve("Nova-AI"), "nova");
  EXPECT_EQ(table.Resolve("谁"), "");
}

struct BadFile {
  std::string name, text, message, where;
};
void PrintTo(const BadFile& row, std::ostream* os) { *os << row.text; }
class RefusesEntities : public testing::TestWithParam<BadFile> {};

TEST_P(RefusesEntities, SayingWhere) {
  const auto file = RuleFile::Parse(GetParam().text, "my.toml").value();
  const auto table = EntityTable::Create({file}, [](std::string_view t) { return std::string(t); });
  ASSERT_FALSE(table.has_value());
  EXPECT_NE(table.error().what.find(GetParam().message), std::string::npos)
      << table.error().ToString();
  EXPECT_EQ(table.error().where.substr(0, GetParam().where.size()), GetParam().where);
}

INSTANTIATE_TEST_SUITE_P(
    EntityTable, RefusesEntities,
    testing::Values(
        BadFile{"TwoOwnersOfAnAlias",
                "[[entity]]\nid=\"a\"\nkind=\"company\"\nname=\"甲公司\"\n"
                "[[entity]]\nid=\"b\"\nkind=\"company\"\nname=\"乙公司\"\naliases=[\"甲公司\"]\n",
                "already names `a`", "my.toml:5"},
        BadFile{"UnknownOwner", "[[entity]]\nid=\"a\"\nkind=\"company\"\nowner=\"zzz\"\n",
                "no entity has the id `zzz`", "my.toml:1"},
        BadFile{"UnknownKey", "[[entity]]\nid=\"a\"\nkind=\"company\"\nalias=[\"x\"]\n",
                "unknown key `alias`", "my.toml:4"},
        BadFile{"NoKind", "[[entity]]\nid=\"a\"\n", "needs `id` and `kind`", "my.toml:1"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
