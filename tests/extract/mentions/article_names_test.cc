// Names that a whole article settles. Every company is invented.
#include "extract/mentions/article_names.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "extract/mentions/model_tiers.h"

namespace heshu::extract {
namespace {

struct ArticleCase {
  const char* name;
  std::vector<std::string_view> blocks;
  const char* want;  // each name, and its short form behind a slash
};
void PrintTo(const ArticleCase& row, std::ostream* out) { *out << row.blocks.front(); }

class ArticleNames : public testing::TestWithParam<ArticleCase> {};

TEST_P(ArticleNames, BeginWhereTheArticleSays) {
  std::string got;
  for (const ArticleName& name : FindArticleNames(GetParam().blocks)) {
    got += (got.empty() ? "" : "; ") + name.name + "/" + name.short_form;
  }
  EXPECT_EQ(got, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ArticleNames,
    testing::Values(
        ArticleCase{"behind_its_kind",
                    {"激光雷达企业澄光科技完成C轮融资", "车用激光雷达企业澄光科技宣布完成融资。"},
                    "澄光科技/"},
        ArticleCase{"short_form",
                    {"光达新创澄光科技募资", "公司澄光科技5日宣布,完成募资。澄光去年出货4万台。"},
                    "澄光科技/澄光"},
        ArticleCase{"settled_further_down",
                    {"光达澄光科技获融资", "澄光科技成立于2019年。澄光科技表示,今年扩产。"},
                    "澄光科技/"},
        ArticleCase{"with_its_latin_name",
                    {"AI初创衡岳推新模型", "人工智能初创衡岳智能(Hengyue AI)今日推出模型。"},
                    "衡岳智能/衡岳"},
        ArticleCase{"with_the_class_of_its_share",
                    {"企业禾泽医疗-B(09637)挂牌", "禾泽医疗去年亏损。"},
                    "禾泽医疗/"},
        ArticleCase{"heads_title_and_text",
                    {"澜光新能源罗勇基地投产", "澜光新能源泰国基地下线电芯。澜光2025年装机21GWh。"},
                    "澜光新能源/澜光"},
        ArticleCase{"a_sort_is_no_name",
                    {"企业人工智能发布报告", "人工智能今年增长。公司新能源汽车去年交付10万辆。"},
                    ""},
        ArticleCase{"told_once_and_no_more", {"澄光科技宣布融资。"}, ""},
        ArticleCase{"introduced_once", {"某企业澄光动力宣布融资。"}, "澄光动力/"},
        ArticleCase{"inside_a_word", {"企业数字科技宣布", "数字科技去年增长"}, ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ModelTiers, AreOfTheFamilyThatWasNamed) {
  EXPECT_EQ(FamilyOfModel("Kestrel 3 Pro"), "Kestrel 3");
  EXPECT_EQ(FamilyOfModel("Kestrel 3"), "Kestrel 3");
  EXPECT_EQ(FamilyOfModel("Kestrel Pro"), "");
  std::vector<EntityMention> known;
  const auto found =
      FindModelTiers("旗舰版Pro售价4元,Phone 9 Pro除外,Mini输出3元", "Kestrel 3", &known);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].id, "x:Kestrel 3 Pro");
  EXPECT_EQ(found[1].id, "x:Kestrel 3 Mini");
  EXPECT_TRUE(FindModelTiers("旗舰版Pro售价4元", "", &known).empty());
}

}  // namespace
}  // namespace heshu::extract
