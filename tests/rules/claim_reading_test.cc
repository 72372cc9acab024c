// Whose a figure is and when, where more than one sentence or clause decides it. What one sentence
// says for itself is promised by the samples of rules/.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

#include "extract/extractor.h"

namespace heshu::extract {
namespace {

struct Row {
  std::string name, text;
  std::string figure;   // the claim's text
  std::string metric;   // "" = none
  std::string subject;  // id; "" = any
  std::string start;    // of its time; "" = any
  std::string unit;     // "" = any
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.text << " : " << row.figure; }

const Extractor& Reader() {
  static const auto* extractor =
      new Result<Extractor>(Extractor::Create({HESHU_SOURCE_DIR "/rules", {}}));
  return **extractor;
}

class ReadsClaims : public testing::TestWithParam<Row> {};
TEST_P(ReadsClaims, AcrossClausesAndSentences) {
  const Row& row = GetParam();
  Document document;
  document.content_type = "text/plain";
  document.bytes = "财经消息\n\n" + row.text;
  document.published = "2025-11-20";
  const auto extraction = Reader().Extract(document);
  ASSERT_TRUE(extraction.has_value()) << extraction.error().ToString();
  const Claim* found = nullptr;
  for (const Claim& claim : extraction->claims) {
    if (claim.text == row.figure) found = &claim;
  }
  ASSERT_NE(found, nullptr) << "no figure " << row.figure;
  EXPECT_EQ(found->metric, row.metric);
  if (!row.subject.empty()) {
    ASSERT_TRUE(found->subject.has_value());
    EXPECT_EQ(found->subject->id, row.subject);
  }
  if (!row.start.empty()) {
    ASSERT_TRUE(found->time.start.has_value());
    EXPECT_EQ(found->time.start->ToString(), row.start);
  }
  if (!row.unit.empty()) {
    EXPECT_EQ(found->unit, row.unit);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Claims, ReadsClaims,
    testing::Values(
        Row{"PeriodThatWillCome", "第一季DRAM合約價將再上漲20%。", "20%", "price_change", "dram",
            "2026-01-01", ""},
        Row{"HalfThatWillCome", "宇树科技上半年人形机器人出货量预计突破8000台。", "8000台",
            "shipments", "unitree", "2026-01-01", ""},
        Row{"WhatWasExpectedIsOfTheSameTime",
            "汇丰第三季税前利润73亿美元，胜过市场预期的69亿美元。", "69亿美元", "net_profit",
            "hsbc", "2025-07-01", ""},
        Row{"PlanOfAnotherStaysItsOwn", "隆基绿能计划减员三千人；通威股份第二季净亏损24亿元。",
            "24亿元", "net_profit", "tongwei", "2025-04-01", ""},
        Row{"BaseYearIsNotItsTime", "宇树2024年营收17亿元，是2023年的4.4倍，扣非净利润6亿元。",
            "6亿元", "net_profit", "unitree", "2024-01-01", ""},
        Row{"MultipleIsOfTheYearThatGrew", "宇树2024年营收17亿元，是2023年的4.4倍。", "4.4倍",
            "growth_multiple", "unitree", "2024-01-01", ""},
        Row{"FullYearTargetIsOfTheYearThatRuns", "蔚来把全年交付目标定为32万辆。", "32万辆",
            "units_sold", "nio", "2025-01-01", ""},
        Row{"SamePeriodIsTheOneSpokenOf",
            "截至9月底，Kimi的月活为3600万。Kimi的年度经常性收入同期突破5亿美元。", "5亿美元",
            "arr", "kimi", "2025-09-21", ""},
        Row{"OvernightIsTheDayBefore", "台積電ADR隔晚升2.3%。", "2.3%", "stock_change", "tsmc",
            "2025-11-19", ""},
        Row{"FigureToldInShortIsTheOneToldInFull",
            "10月31日晚，豆包每分钟消耗485億Tokens。千问则接到12.6万单。\n\n12.6万单VS 485億Tokens",
            "485億Tokens", "token_calls", "doubao", "2025-10-31", "token/min"},
        Row{"PercentagesOfTwoAreTwo",
            "腾讯第三季营收增长12.5%。\n\n各家有升有跌，同期营收增长12.50%。\n\n"
            "阿里巴巴第二季营收增长12.5%。",
            "12.50%", "revenue_growth", "tencent", "", ""},
        Row{"PreviousQuarterIsTheOneBefore", "聯電第三季EPS來到1.2元，優於前季的0.71元。", "0.71元",
            "eps", "umc", "2025-04-01", ""},
        Row{"PartOfThemGoesOn", "长安汽车10月总销量27.8万辆，其中新能源11.9万辆。", "11.9万辆",
            "units_sold", "changan", "2025-10-01", ""},
        Row{"WhatFellIsOfTheTimeBeforeTheComparison",
            "JD.com's net income for Q2 2025 was 6.2 billion yuan, compared to 12.6 billion yuan "
            "in "
            "Q2 2024, a 51% decrease.",
            "51%", "profit_growth", "jd", "2025-04-01", ""},
        Row{"FullYearOfTheLastQuarterSpokenOf",
            "BYD sold 526,409 electric vehicles in the fourth quarter of 2023.\n\nFor the full "
            "year, "
            "BYD sold 3.02 million vehicles.",
            "3.02 million vehicles", "units_sold", "byd", "2023-01-01", ""},
        Row{"AccountsTakeThePeriodOfTheReport",
            "阿里巴巴公布，截至9月底止第二財季收入增長5%至2478億元。\n\n"
            "物流方面的投入增加。\n\n阿里雲收入增長34%至398億元。",
            "398億元", "revenue", "alibaba-cloud", "2025-07-01", ""},
        Row{"ThisQuarterIsTheOneReported", "輝達公布2025年第三季財報。本季輝達營收達570億美元。",
            "570億美元", "revenue", "nvidia", "2025-07-01", ""},
        Row{"DayOfTellingIsNoPeriod",
            "騰訊公布第三季業績，收入1929億元。騰訊13日公布，網絡廣告收入為362億元。", "362億元",
            "revenue", "tencent", "2025-07-01", ""},
        Row{"BaseHasItsOwnPeriod",
            "中芯國際第三季銷售額為8.165億美元，相比第二季的7.909億美元增長3.2%。", "7.909億美元",
            "revenue", "smic", "2025-04-01", ""},
        Row{"MembersOfAListNameThemselves",
            "中芯國際第三季收入占比分別為：通信46.1%、消費電子34.9%、計算機5.6%、其他8.6%。",
            "8.6%", "revenue_share", "smic", "", ""},
        Row{"StatisticsOfficeHasNoPrice",
            "国家统计局发布数据，10月份，全国居民消费价格指数（CPI）同比上涨0.2%，核心CPI同比上涨1."
            "2%。",
            "1.2%", "cpi", "china", "2025-10-01", ""},
        Row{"TopicOfAnEarlierClause",
            "联影甲科技昨日在科创板上市。公司拟发行4000万股，募集资金42亿元。", "42亿元", "funding",
            "x:联影甲科技", "", ""},
        Row{"NameOfAStockCodeIsACompany", "凯美甲（2375）公布财报。公司第三季度营收5.2亿元。",
            "5.2亿元", "revenue", "x:凯美甲", "2025-07-01", ""},
        Row{"SourceThatSpeaksOfItselfStaysInReach",
            "根据蔚来汽车披露的交付数据，11月交付10878辆。今年累计交付量达到80940辆。", "80940辆",
            "units_sold", "nio", "", ""},
        Row{"GrowthFollowsItsFigure", "比亚迪昨日大涨。2月豪华车零售20万辆，同比增长23%。", "23%",
            "sales_growth", "x:豪华车", "", ""},
        Row{"SegmentIsTheCompanys",
            "腾讯第三季收入1929亿元。其混元模型排名第一。本土市场游戏收入为428亿元。", "428亿元",
            "revenue", "tencent", "", ""},
        Row{"RatedIsWhomItSpeaksOf", "高盛发表报告，维持对小米的买入评级，12个月目标价41港元。",
            "41港元", "target_price", "xiaomi", "", ""},
        Row{"ClauseWithItsOwnSubjectLeavesTheNoun",
            "市场担忧Anthropic颠覆数据处理业务，科技股遇压，百度跌2.6%。", "2.6%", "stock_change",
            "baidu", "", ""},
        Row{"PlaceStandsForItsGroup",
            "中国的AI推理Token消耗量预计将增长至2030年的3900千万亿，五年间增长约370倍。", "370倍",
            "growth_multiple", "china-ai-industry", "", ""},
        Row{"YearsInOrder", "2022年至2024年，腾讯的营收分别为5546亿元、6090亿元和6603亿元。",
            "6603亿元", "revenue", "tencent", "2024-01-01", ""},
        Row{"OnlyNounsOfTheClausePair",
            "京东的支出增速高于营收和净利的增速，2016年至2018年，其营业支出分别为34.5亿元、50."
            "9亿元和"
            "85.9亿元。",
            "50.9亿元", "opex", "jd", "2017-01-01", ""},
        Row{"TimeOfTheStartIsNotThatOfTheEnd", "OpenAI的估值从2024年的2600亿美元升至5000亿美元。",
            "5000亿美元", "valuation", "openai", "2025-11-20", ""},
        Row{"NowIsTheArticlesDay", "字节跳动成立于2012年3月。截至目前，公司累计融资超过94亿美元。",
            "94亿美元", "funding", "bytedance", "2025-11-20", ""},
        Row{"ListAcrossStockCodes", "內房股中，旭輝控股(00884)及融創中國(01918)分別升3.2%及2.5%。",
            "2.5%", "stock_change", "sunac", "", ""},
        Row{"CompanyThatSpeaksSpeaksOfItself", "廣達表示，9月筆電出貨460萬台，月增12.19%。",
            "460萬台", "shipments", "quanta", "", ""},
        Row{"HouseSpeaksOfOthers",
            "花旗發表的研究報告維持對美團(03690.HK)「買入」評級，目標價由336元升至495元。", "495元",
            "target_price", "meituan", "", ""},
        Row{"HouseThatThinksIsNoTopic",
            "花旗維持對美團(03690.HK)「買入」評級。該行估計第四季公司收入將升至372億元人民幣。",
            "372億元人民幣", "revenue", "meituan", "", ""},
        Row{"QuotedNameIsNoSubject",
            "联影甲科技昨日上市。根据安信甲研究的数据，第三季度营收5.2亿元。", "5.2亿元", "revenue",
            "x:联影甲科技", "", ""},
        Row{"DaughterOfThatName", "緯創集團旗下緯穎持續受惠。去年12月合併營收達1042.9億元。",
            "1042.9億元", "revenue", "wiwynn", "", ""},
        Row{"BankOfACity", "区域行方面，宁波银行营收规模最大，2024年营业收入为719.68亿元。",
            "719.68亿元", "revenue", "x:宁波银行", "2024-01-01", ""},
        Row{"PlaceOfWritingIsNoSubject",
            "（中央社記者某甲台北22日電）勞動市場穩定，5月失業率3.34%。", "3.34%", "", "", "", ""},
        Row{"GoodsOfTheMarket", "华为领跑。在中国市场，全年智能手机出货量约为2.85亿台。",
            "2.85亿台", "shipments", "china-smartphone", "", ""},
        Row{"WhoReportsInAHeadline", "IDC：2025年中国智能手机市场出货2.85亿台", "2.85亿台",
            "shipments", "china-smartphone", "", ""},
        Row{"InstrumentIsNoRival",
            "苹果凭借iPhone 17系列在中国市场的强劲表现，实现4620万台出货量。", "4620万",
            "shipments", "apple", "", ""},
        Row{"RankBeforeItsName", "三星第三季營收增加。排名第三的美光，市占升至25.7%。", "第三",
            "rank", "micron", "", ""},
        Row{"RankThatSaysWhoHoldsIt", "最受歡迎的是國泰世華銀行。第3名由純網銀LINE Bank卡位。",
            "第3名", "rank", "x:LINE Bank", "", ""},
        Row{"GoodsAreNoName", "緯創6月筆電出貨180萬台。顯示器6月出貨90萬台。", "90萬台",
            "shipments", "wistron", "", ""},
        Row{"TradeOfAPlaceInAReportOnACompany",
            "恒隆地產上半年業績\n\n恒隆地產上半年總收入61.1億元。期內，香港物業租賃收入近15."
            "5億元。",
            "15.5億元", "revenue", "hang-lung-properties", "", ""},
        Row{"VerbIsNoPartOfAName",
            "渣打集團上半年盈利39億美元。香港業務是最大來源，錄得盈利12億美元。", "12億美元",
            "net_profit", "standard-chartered", "", ""},
        Row{"ClassThatHeadsTheSentence",
            "三星第三季營收135億美元。台系供應商延續第二季動能，第三季營收全數季增20%。", "20%",
            "revenue_growth", "x:台系供应商", "", ""},
        Row{"MoverOfNoTable", "途牛跌9.4%，掌星教育跌8%。", "8%", "stock_change", "x:掌星教育", "",
            ""},
        Row{"ClauseOfNobodyGoesOnWithTheMover",
            "蘋果近期股價走揚，鏡頭廠大立光今天股價大漲逾7%；終場收在3030元。", "3030元",
            "closing_price", "largan", "", ""},
        Row{"HeadlineOfAFlashIsItsOwnClause", "【美股中概股多数收跌】亿邦甲国际跌超10%。", "10%",
            "stock_change", "x:亿邦甲国际", "", ""},
        Row{"NameBeforeAPeriodOfItsAccounts", "比亚迪销量下滑。长宁 9 月销量 26.6 万辆。",
            "26.6 万辆", "units_sold", "x:长宁", "2025-09-01", ""},
        Row{"WhatCameOutAgainstWhatWasExpected",
            "台積電第2季毛利率表現優於預期，歸屬母公司淨利2478.5億元。", "2478.5億元", "net_profit",
            "tsmc", "2025-04-01", ""},
        Row{"HomeCurrencyOfTaiwan", "台股昨日大漲，外資單日回補232億元。", "232億元", "net_inflow",
            "", "", "TWD"},
        Row{"HomeCurrencyOfHongKong", "恒指昨日大跌。映恩甲生物（09606）報320元。", "320元",
            "closing_price", "x:映恩甲生物", "", "HKD"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
