#include "extract/mentions/listed_names.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace heshu::extract {
namespace {

std::string Names(std::string_view text, const std::vector<ByteSpan>& spans) {
  std::string out;
  for (const ByteSpan span : spans)
    out += (out.empty() ? "" : "|") + std::string(Slice(text, span));
  return out;
}

// The company 腾讯, wherever the text names it.
std::vector<EntityMention> KnownIn(std::string_view text) {
  static constexpr std::string_view kName = "腾讯";
  std::vector<EntityMention> out;
  for (std::size_t at = text.find(kName); at != std::string_view::npos;
       at = text.find(kName, at + kName.size())) {
    out.push_back({{at, at + kName.size()}, "tencent", "company", nullptr, false});
  }
  return out;
}

struct Row {
  std::string name, text, names;
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.text; }

class FindsNamesByCode : public testing::TestWithParam<Row> {};
TEST_P(FindsNamesByCode, BeforeTheirBracket) {
  const Row& row = GetParam();
  EXPECT_EQ(Names(row.text, FindCodedNames(row.text, KnownIn(row.text))), row.names);
}
INSTANTIATE_TEST_SUITE_P(
    ListedNames, FindsNamesByCode,
    testing::Values(
        Row{"HongKongCode", "内房方面,龙湖甲(00960)升3%。", "龙湖甲"},
        Row{"TaiwanCodeAndSpace", "昨日,晶技甲 (3042-TW)涨停。", "晶技甲"},
        Row{"MainlandCode", "甲乙重工[002594]发布财报。", "甲乙重工"},
        Row{"ExchangeAndTicker", "知乎甲(NYSE:ZH)跌2%。", "知乎甲"},
        Row{"ShortNameAfterCode", "地平线甲(09660.HK,以下简称“地平线”)公告", "地平线甲"},
        Row{"WhatKindOfCompany", "封测厂京元甲(2449)营收", "京元甲"},
        Row{"LatinTail", "世芯甲-KY(3661)收3105元", "世芯甲-KY"},
        Row{"LatinNameAfterItsKind", "临床阶段生物制药公司Allakoma(ALLK.O)跌", "Allakoma"},
        Row{"LatinWords", "跌8%,Clover Healing(CLOV.O)跌7%", "Clover Healing"},
        Row{"LatinBehindProse", "the drugmaker Clover Healing (NYSE:CLV) fell", "Clover Healing"},
        Row{"LatinPlainWord", "Clover Healing press release (NYSE:CLV): up", ""},
        Row{"BankOf", "shares of Bank of Clover (NYSE:BOC) rose", "Bank of Clover"},
        Row{"TwoNames", "龙湖甲(00960)及中海甲(00688)升", "龙湖甲|中海甲"},
        Row{"KnownNameStays", "腾讯(00700)跌3%。", ""},
        Row{"YearIsNoCode", "雅典奥运(2004)之后", ""},
        Row{"AmountIsNoCode", "总收入(约500亿元)增长", ""},
        Row{"TailOfAKnownName", "腾讯集团(0700.HK)公布", ""},
        Row{"BehindAVerb", "谴责鼎甲证券(08201)", "鼎甲证券"},
        Row{"CodeOfASite", "龙川环境(行情300999,诊股)公告", "龙川环境"},
        Row{"SortOfShare", "腾讯-W(09988)涨4%", ""},
        Row{"OpensWithAJoint", "和桐(1714)第三季", "和桐"},
        Row{"TickerThatMoves", "慧甲医疗(HUA)跌3%", "慧甲医疗"},
        Row{"MeasureThatMoves", "消费价格指数(CPI)涨0.5%", ""},
        Row{"AbbreviationStays", "国际能甲署(IEA)预计", ""},
        Row{"SortOfCompanyAlone", "华和控股(09938)跌3%", "华和控股"},
        Row{"GroupInName", "剑甲集团控股(01557)跌3%", "剑甲集团控股"},
        Row{"NothingBefore", "(00700)跌3%。", ""}, Row{"Empty", "", ""}),
    [](const auto& row) { return row.param.name; });

class FindsQuotedNames : public testing::TestWithParam<Row> {};
TEST_P(FindsQuotedNames, BehindWhatTheyAre) {
  const Row& row = GetParam();
  EXPECT_EQ(Names(row.text, FindQuotedNames(row.text, KnownIn(row.text))), row.names);
}
INSTANTIATE_TEST_SUITE_P(
    ListedNames, FindsQuotedNames,
    testing::Values(Row{"Company", "具身智能公司「灵犀甲动力」完成融资", "灵犀甲动力"},
                    Row{"OtherMarks", "新创公司“智航甲”获融资", "智航甲"},
                    Row{"EmphasisIsNoName", "中国公司「出海」成为关键词", ""},
                    Row{"NoOwner", "他说「不会」完成", ""}, Row{"Open", "公司「灵犀", ""}),
    [](const auto& row) { return row.param.name; });

class FindsGlossedNames : public testing::TestWithParam<Row> {};
TEST_P(FindsGlossedNames, BeforeACompanysVerb) {
  const Row& row = GetParam();
  EXPECT_EQ(Names(row.text, FindGlossedNames(row.text, KnownIn(row.text))), row.names);
}
INSTANTIATE_TEST_SUITE_P(
    ListedNames, FindsGlossedNames,
    testing::Values(Row{"Announces", "昨日,逐月动力(LimY Dynamics)宣布完成融资", "逐月动力"},
                    Row{"Term", "生成式人工智能(AI)今年增长", ""},
                    Row{"NoVerb", "检索增强生成(Retrieval)的成本", ""},
                    Row{"InMidClause", "他说逐月动力的(LimY)宣布", ""},
                    Row{"ForeignShare", "运动装备及包袋制造商威弘-KY 6月营收", "威弘-KY"},
                    Row{"KnownNameStays", "腾讯(Tencent)宣布", ""}, Row{"Empty", "", ""}),
    [](const auto& row) { return row.param.name; });

class FindsAbbreviatedNames : public testing::TestWithParam<Row> {};
TEST_P(FindsAbbreviatedNames, ThatTheTextGivesToCompanies) {
  const Row& row = GetParam();
  EXPECT_EQ(Names(row.text, FindAbbreviatedNames(row.text, KnownIn(row.text))), row.names);
}
INSTANTIATE_TEST_SUITE_P(
    ListedNames, FindsAbbreviatedNames,
    testing::Values(Row{"Plain", "北京岚策投资有限公司(以下简称北京岚策)质押股份", "北京岚策"},
                    Row{"Quoted", "岚策科技(深圳)有限公司(下称“岚策科技”)完成融资", "岚策科技"},
                    Row{"Partnership", "岚策基金(有限合伙)(以下简称“岚策基金”)减持", "岚策基金"},
                    Row{"PaperIsNoName", "关于市场的通知(以下简称《通知》)提出", ""},
                    Row{"TermIsNoName", "药品集中带量采购(下称“集采”)", ""},
                    Row{"PlainWordIsNoName", "岚策投资有限公司(以下简称“公司”)公告", ""},
                    Row{"KnownNameStays", "腾讯控股有限公司(以下简称腾讯)公布", ""}),
    [](const auto& row) { return row.param.name; });

class FindsNamesInLists : public testing::TestWithParam<Row> {};
TEST_P(FindsNamesInLists, BesideACompany) {
  const Row& row = GetParam();
  EXPECT_EQ(Names(row.text, FindNamesInLists(row.text, KnownIn(row.text))), row.names);
}
INSTANTIATE_TEST_SUITE_P(
    ListedNames, FindsNamesInLists,
    testing::Values(Row{"After", "腾讯及波司甲分别升2%及3%。", "波司甲"},
                    Row{"Before", "申洲甲、裕元甲及腾讯升1%。", "申洲甲|裕元甲"},
                    Row{"AcrossCodes", "腾讯(00700)、李宁甲(02331)及波司甲均跌。", "李宁甲|波司甲"},
                    Row{"SortsAreNoNames", "腾讯及其他科技股均跌。", ""},
                    Row{"NoEndOfListNoName", "腾讯和用户协商后决定", ""},
                    Row{"NamesAlone", "中生甲、威高乙及丽珠丙分别升1%、2%及3%。",
                        "中生甲|威高乙|丽珠丙"},
                    Row{"MeasuresAreNoNames", "毛利率、净利率分别升1%及2%。", ""},
                    Row{"NoList", "腾讯升1%。", ""}),
    [](const auto& row) { return row.param.name; });

TEST(ListedNames, CodeSaysTheMarketWhereItCan) {
  EXPECT_EQ(MarketOfCode("00700)"), "hk");
  EXPECT_EQ(MarketOfCode("0700)"), "hk");
  EXPECT_EQ(MarketOfCode("9988.HK)"), "hk");
  EXPECT_EQ(MarketOfCode("2330-TW)"), "tw");
  EXPECT_EQ(MarketOfCode("2330)"), "");
  EXPECT_EQ(MarketOfCode("600519)"), "");
}

TEST(ListedNames, NameBeginsAfterWhatKindItIs) {
  const std::string words = "记忆体模组厂威刚";
  EXPECT_EQ(words.substr(NameAfterKind(words)), "威刚");
  EXPECT_EQ(NameAfterKind("威刚"), 0U);
  EXPECT_EQ(NameAfterKind("某集团"), 0U);  // nothing would be left
}

class FindsSubjectOfReport : public testing::TestWithParam<Row> {};
TEST_P(FindsSubjectOfReport, BeforeItsCode) {
  const Row& row = GetParam();
  EXPECT_EQ(std::string(Slice(row.text, SubjectOfReport(row.text))), row.names);
}
INSTANTIATE_TEST_SUITE_P(ListedNames, FindsSubjectOfReport,
                         testing::Values(Row{"Report", "兆甲机电-003021-微型传动龙头", "兆甲机电"},
                                         Row{"NoCode", "食品饮料行业-2025年策略", ""},
                                         Row{"NotSixDigits", "兆甲机电-0700-首次覆盖", ""},
                                         Row{"Empty", "", ""}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
