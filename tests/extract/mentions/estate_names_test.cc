#include "extract/mentions/estate_names.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace heshu::extract {
namespace {

struct Row {
  std::string name, text, names;
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.text; }

class FindsEstates : public testing::TestWithParam<Row> {};
TEST_P(FindsEstates, WhereTheirFlatsAreSold) {
  const Row& row = GetParam();
  std::string names;
  for (const ByteSpan span : FindEstateNames(row.text, {})) {
    names += (names.empty() ? "" : "|") + std::string(Slice(row.text, span));
  }
  EXPECT_EQ(names, row.names);
}
INSTANTIATE_TEST_SUITE_P(
    EstateNames, FindsEstates,
    testing::Values(Row{"BeforeItsBlock", "盈翠花园3座高层A室,实用面积484方呎", "盈翠花园"},
                    Row{"BehindDistrictAndSort", "鲗鱼涌居屋盈翠园第5座19楼B室,呎价9711元",
                        "盈翠园"},
                    Row{"BeforeItsFloor", "湾仔安泰商厦中层全层530万易手", "安泰商厦"},
                    Row{"BehindDistrict", "屯门海和轩今日新录成交,呎价1万元", "海和轩"},
                    Row{"OpensClause", "代理表示,银禧新邨周末录4宗成交,平均实呎8900元", "银禧新邨"},
                    Row{"InTwoParts", "元朗尚甲‧岭第2座中层G室,实用257方呎", "尚甲‧岭"},
                    Row{"CalledByItsDistrict", "筲箕湾广场高层两房蚀36万沽", "筲箕湾广场"},
                    Row{"OneOfThem", "累录约15宗,其中河甲花园A座中层07室,实用242方呎", "河甲花园"},
                    Row{"SortIsNoName", "推荐屋苑5座高层37室,实用1001方呎", ""},
                    Row{"OfficersAreNoFloor", "公司高层表示,面积484方呎", ""},
                    Row{"CountOfHalls", "全市建成3座机场,每层484方呎", ""}, Row{"Empty", "", ""}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
