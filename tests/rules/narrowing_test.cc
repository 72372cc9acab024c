// What keeps two figures apart is read as a key: where a figure was counted, of what part and on
// which basis, up to when (rules/cues.toml, extract/claims/claim_place.cc).
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "extract/extractor.h"

namespace heshu::extract {
namespace {

using Keys = std::map<std::string, std::string>;

struct Case {
  std::string name;
  std::string text;
  std::string figure;  // as written
  Keys want = {};      // among its qualifiers; an empty value: the key is absent
  std::string start = {}, end = {}, as_of = {};
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.text; }

class Narrows : public testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() {
    auto extractor = Extractor::Create({HESHU_SOURCE_DIR "/rules", {}});
    ASSERT_TRUE(extractor.has_value()) << extractor.error().ToString();
    extractor_ = new Extractor(std::move(*extractor));
  }
  static void TearDownTestSuite() { delete extractor_; }
  static Extractor* extractor_;
};
Extractor* Narrows::extractor_ = nullptr;

TEST_P(Narrows, TheFigureBesideIt) {
  const Case& c = GetParam();
  Document document;
  document.bytes = c.text;
  document.published = "2026-03-11";
  document.content_type = "text/plain";
  const auto extraction = extractor_->Extract(document);
  ASSERT_TRUE(extraction.has_value()) << extraction.error().ToString();
  const auto& claims = extraction->claims;
  const auto claim = std::find_if(claims.begin(), claims.end(),
                                  [&](const Claim& found) { return found.text == c.figure; });
  ASSERT_NE(claim, claims.end()) << c.figure << " is not read in " << c.text;
  for (const auto& [key, value] : c.want) {
    const auto at = claim->qualifiers.find(key);
    EXPECT_EQ(at == claim->qualifiers.end() ? "" : at->second, value) << key << " of " << c.text;
  }
  const auto date = [](const std::optional<Date>& d) { return d ? d->ToString() : ""; };
  if (c.start.empty()) return;
  EXPECT_EQ(date(claim->time.start), c.start) << c.text;
  EXPECT_EQ(date(claim->time.end), c.end) << c.text;
  EXPECT_EQ(date(claim->time.as_of), c.as_of) << c.text;
}

INSTANTIATE_TEST_SUITE_P(
    Keys, Narrows,
    testing::Values(
        Case{"InputAndOutputSayWhatFollows",
             "Gemini 3.1 Pro is priced at $2 per million input tokens and $12 per million output "
             "tokens.",
             "$12",
             {{"io", "output"}}},
        Case{"OrganicGrowthIsNotAsReported",
             "联合利华第四季度有机收入增长5.3%。",
             "5.3%",
             {{"basis", "organic"}}},
        Case{"GrowthWithoutTheCurrencyIsNotAsReported",
             "剔除汇率影响，雀巢全年营收同比增长4%。",
             "4%",
             {{"basis", "organic"}}},
        Case{"SomeDaysOfTradingAreNoDay",
             "海尔智家股价近8个交易日累计上涨6.4%。",
             "6.4%",
             {{"period", "days"}}},
        Case{"ThePartSpokenOf",
             "三星电子发布季报，该部门营收达84亿美元，同比增长12%。",
             "12%",
             {{"segment", "of that part"}}},
        Case{"AtAValuationIsBeforeOrAfter",
             "Mistral以120亿美元的估值融资20亿美元。",
             "120亿美元",
             {{"basis", "entry"}}},
        Case{"BeforeTheRound",
             "此轮融资前，Mistral的估值为120亿美元。",
             "120亿美元",
             {{"basis", "pre_money"}}},
        Case{"PerShareIsNotTheWhole",
             "可口可乐全年每股收益增长9%至8.2美元。",
             "9%",
             {{"result", "per share"}}},
        Case{"StepOfAMonthIsAMonth",
             "零跑汽车2026年2月交付新车28067辆，环比下降12.5%。",
             "12.5%",
             {{"baseline", "mom"}}},
        Case{"StepOfAQuarterIsAQuarter",
             "中芯国际2025年第三季度收入23.82亿美元，环比增长7.8%。",
             "7.8%",
             {{"baseline", "qoq"}}},
        Case{"AMonthNamedAsTheBaseIsTheStep",
             "零跑汽车2026年2月交付新车28067辆，同比增长11%，较1月下降12.5%。",
             "12.5%",
             {{"baseline", "mom"}}},
        Case{"TheSameMonthNamedAsTheBase",
             "零跑汽车2026年2月交付新车28067辆，较2025年2月增长11%。",
             "11%",
             {{"baseline", "yoy"}}},
        Case{
            "AMonthBehindTheFigureIsItsBase",
            "Leapmotor delivered 28,067 vehicles in February, up 11% from a year earlier and 12.5% "
            "from January.",
            "12.5%",
            {{"baseline", "mom"}}},
        Case{"AbroadAsTheClauseBeforeSays",
             "海外市场方面，零跑2月交付3120辆，同比增长94%。",
             "3120辆",
             {{"scope", "overseas"}}},
        Case{"SidesOfADeal",
             "百济神州与诺华达成授权协议。百济神州将获得6.5亿美元首付款。",
             "6.5亿美元",
             {{"party", "novartis"}}},
        Case{"NoSideOfADealWhereThreeAreNamed",
             "诺华与辉瑞竞购百济神州的新药权益。百济神州将获得6.5亿美元首付款。",
             "6.5亿美元",
             {{"party", ""}}},
        Case{"BusinessGroupIsAPart",
             "联想集团智能设备业务集团收入151.8亿美元。",
             "151.8亿美元",
             {{"segment", "智能设备"}}},
        Case{.name = "QuarterByItsLastDay",
             .text = "阿里巴巴公布，截至去年12月底止第三財季收入2,643億元。",
             .figure = "2,643億元",
             .start = "2025-10-01",
             .end = "2025-12-31"},
        Case{.name = "OneQuarterByItsLastDay",
             .text = "阿里巴巴公布，截至去年12月底止一季收入2,643億元。",
             .figure = "2,643億元",
             .start = "2025-10-01",
             .end = "2025-12-31"},
        Case{.name = "TheDayBeforeIsNotTheFirst",
             .text = "沪深两市成交额1.8万亿元，较上一日减少340亿元。南向资金净买入87.6亿港元。",
             .figure = "87.6亿港元",
             .start = "2026-03-11",
             .end = "2026-03-11"},
        Case{.name = "SameMonthAsThatOfWhichIsSpoken",
             .text =
                 "2月社會消費品零售總額按年升3.6%，遜於1月的4.2%；同月規模以上工業增加值升5.8%。",
             .figure = "5.8%",
             .start = "2026-02-01",
             .end = "2026-02-28"},
        Case{"NightSessionIsOfTheContract",
             "恒生指数主连夜盘收涨2.76%。",
             "2.76%",
             {{"instrument", "futures"}}},
        Case{"YearSoFarEndsWithTheArticle",
             "中原城市领先指数报140.2，今年累计升3.1%。",
             "3.1%",
             {{"move", "up"}},
             "2026-01-01",
             "2026-03-11"},
        Case{"GoodsDeficitGoesOn",
             "美国1月商品贸易逆差收窄8.8%，至约991亿美元。",
             "991亿美元",
             {{"item", "goods"}}},
        Case{"GrewByAboutSoManyTimes",
             "碧桂园2025年亏损按年扩大约28.5倍。",
             "28.5倍",
             {{"form", "growth"}}},
        Case{"GrowthIsNarrowedAsItsFigure",
             "2026年前2月，中国对欧盟进出口1.3万亿元，增长1.4%。",
             "1.4%",
             {{"peer", "eu"}}},
        Case{"DividendsTogetherAreNotOfTenShares",
             "海康威视拟每10股派7元，合计派发现金红利63.9亿元。",
             "63.9亿元",
             {{"per", ""}}},
        Case{"ProfitBesideALoss",
             "晶科能源预计2025年亏损59亿元，上年同期为盈利9892万元。",
             "9892万元",
             {{"result", ""}}},
        Case{"PublicOffer",
             "青谷茶饮公开发售获超额认购5257倍。",
             "5257倍",
             {{"item", "public offer"}}},
        Case{"InternationalOffer",
             "青谷茶飲國際配售獲35倍超額認購。",
             "35倍",
             {{"item", "international offer"}}},
        Case{"WithoutCornerstones",
             "剔除基石投资者后，青谷茶饮国际配售超额认购79倍。",
             "79倍",
             {{"basis", "excluding"}}},
        Case{"PaidAndNotSpent",
             "腾讯第三季以实际付款计的现金资本性支出达200亿元。",
             "200亿元",
             {{"basis", "cash"}}},
        Case{"WorthForAMoment",
             "小米市值一度达1.2万亿港元。",
             "1.2万亿港元",
             {{"session", "intraday"}}},
        Case{"OwnShops", "瑞幸咖啡四季度自营店收入94.6亿元。", "94.6亿元", {{"segment", "自营店"}}},
        Case{"Platform",
             "2026年2月，Kimi K2.5在OpenRouter上的Token调用量为3.09万亿。",
             "3.09万亿",
             {{"platform", "openrouter"}}},
        Case{"Market",
             "特斯拉Model Y今年2月在日本售出1.39万辆。",
             "1.39万辆",
             {{"region", "japan"}}},
        Case{"MarketBehindInEnglish",
             "Tesla's Model Y sold 22,100 units in China in February.",
             "22,100",
             {{"region", "china"}}},
        Case{"WhereACompanyComesFromIsNoMarket",
             "中国的腾讯去年营收7518亿元。",
             "7518亿元",
             {{"region", ""}}},
        Case{"Segment", "騰訊遊戲業務營收428億元。", "428億元", {{"segment", "游戏"}}},
        Case{"TheCompanysBusinessIsNoSegment",
             "美团公司业务增长，营收931.6亿元。",
             "931.6亿元",
             {{"segment", ""}}},
        Case{"SalesByWhatIsSold",
             "谷歌上季廣告銷售收入646億美元，按年升11%。",
             "646億美元",
             {{"segment", "广告"}}},
        Case{"IndustryCloud",
             "金山云行业云收入6.17亿元，同比增长4.8%。",
             "4.8%",
             {{"segment", "行业云"}}},
        Case{"TheWholeBehindASegment",
             "腾讯网络广告收入362亿元，集团收入1929亿元。",
             "1929亿元",
             {{"segment", ""}}},
        Case{"ConsolidatedIsTheWhole",
             "長榮航空6月貨運營收44.88億元，累計今年上半年合併營收1072.89億元。",
             "1072.89億元",
             {{"segment", ""}}},
        Case{"WhatGuessesIsNoPartOfTheSegment",
             "花旗現時估算美團新業務經營虧損將擴大至250億元。",
             "250億元",
             {{"segment", "新"}}},
        Case{"PassengerCars",
             "比亚迪2月新能源乘用车销量29.57万辆。",
             "29.57万辆",
             {{"segment", "乘用车"}}},
        Case{"BeforeTax",
             "匯豐控股2025年除稅前利潤為299億美元。",
             "299億美元",
             {{"basis", "pretax"}}},
        Case{"ParentsShare",
             "中国平安一季度归属于母公司股东的净利润为270亿元。",
             "270亿元",
             {{"basis", "attributable"}}},
        Case{"NightFutures",
             "恒指夜期跌0.4%，報23,940點。",
             "23,940點",
             {{"instrument", "futures"}}},
        Case{"RoundBehindTheSum", "月之暗面完成5亿美元C轮融资。", "5亿美元", {{"round", "c"}}},
        Case{"ReachedIsNoMove",
             "Oracle said remaining performance obligations rose to $553 billion.",
             "$553 billion",
             {{"move", ""}}},
        Case{"TheDayOfARunningTotal",
             "截至2月26日，MiniMax M2.5模型2月的Token使用量為4.55萬億。",
             "4.55萬億",
             {},
             "2026-02-01",
             "2026-02-28",
             "2026-02-26"},
        Case{"TheQuarterUpToADay",
             "美光公布截至2月26日止的第二財季營收為193億美元。",
             "193億美元",
             {},
             "2025-11-27",
             "2026-02-26"},
        Case{"AnIndexAndTheDayOfTheWeek",
             "恒生指數周三收報24,036.37點。",
             "24,036.37點",
             {},
             "2026-03-11",
             "2026-03-11"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Statistics, Narrows,
    testing::Values(
        Case{"CoreGoesOn",
             "英国1月核心CPI同比上涨3.6%，环比上升0.7%。",
             "0.7%",
             {{"item", "core"}, {"baseline", "mom"}}},
        Case{"AllPricesAgain",
             "英国1月核心CPI同比上涨3.6%，CPI环比上升0.7%。",
             "0.7%",
             {{"item", ""}}},
        Case{"OnePart", "英国1月二手车通胀同比回升至1.4%。", "1.4%", {{"item", "二手车"}}},
        Case{"PartOfTheCore", "英国1月核心商品CPI同比为-0.3%。", "-0.3%", {{"item", "核心商品"}}},
        Case{"CorePointIsNoCore", "核心观点：英国1月CPI同比上涨3.6%。", "3.6%", {{"item", ""}}},
        Case{"WhatNoLongerHolds",
             "加拿大央行把今年经济增长预测由1.9%下调至1.4%。",
             "1.9%",
             {{"vintage", "before"}}},
        Case{"WhatHoldsInstead",
             "加拿大央行把今年经济增长预测由1.9%下调至1.4%。",
             "1.4%",
             {{"vintage", ""}}},
        Case{
            "SumOfSteps", "加拿大央行去年累计降息175个基点。", "175个基点", {{"steps", "several"}}},
        Case{"OneStep", "加拿大央行1月降息25个基点。", "25个基点", {{"steps", ""}}},
        Case{"WhatIsDealtInSays",
             "交易员押注英国央行年底前将降息62个基点。",
             "62个基点",
             {{"implied", "market"}}},
        Case{"KindOfRate",
             "央行今日开展7天期逆回购操作，中标利率1.4%。",
             "1.4%",
             {{"kind", "reverse repo"}, {"auction", ""}}},
        Case{"SaleOfPaper",
             "法国财政部标售10年期国债，中标收益率3.21%。",
             "3.21%",
             {{"auction", "awarded"}}},
        Case{"GoodsOfATrade",
             "中国去年出口光伏组件240吉瓦，同比增长12%。",
             "12%",
             {{"item", "光伏组件"}}},
        Case{"SameDaysOfTheMonthBefore",
             "3月1日至8日乘用车零售18万辆，较上月同期下降36%。",
             "36%",
             {{"baseline", "mom"}}},
        Case{"PriceUntilThen",
             "Kimi K2每百万输出tokens由6元提高至16元。",
             "6元",
             {{"vintage", "before"}}},
        Case{"SortOfGoodsSold",
             "2月中国社会消费品零售总额增长4%，其中金银珠宝类零售额同比下降2.3%。",
             "2.3%",
             {{"item", "金银珠宝"}}},
        Case{"LentAbroad",
             "中国2月末本外币贷款余额266万亿元。",
             "266万亿元",
             {{"item", "all currencies"}}}),
    [](const auto& row) { return row.param.name; });

// 市场预计: what the list below it tells is expected, and what comes behind the list is not.
TEST(ExpectedLists, GoAsFarAsTheirItems) {
  const auto extractor = Extractor::Create({HESHU_SOURCE_DIR "/rules", {}});
  ASSERT_TRUE(extractor.has_value());
  Document document;
  document.bytes =
      "英国通胀\n\n英国周三公布CPI。市场普遍预计，2月份：\n\n* 英国CPI同比上涨3.4%；\n\n"
      "* 英国核心CPI同比上涨3.6%。\n\n英国1月CPI同比上涨3.1%。";
  document.published = "2026-03-11";
  document.content_type = "text/plain";
  const auto extraction = extractor->Extract(document);
  ASSERT_TRUE(extraction.has_value());
  const std::map<std::string, Modality> want = {
      {"3.4%", Modality::kForecast}, {"3.6%", Modality::kForecast}, {"3.1%", Modality::kReported}};
  std::size_t found = 0;
  for (const Claim& claim : extraction->claims) {
    const auto at = want.find(claim.text);
    if (at == want.end()) continue;
    ++found;
    EXPECT_EQ(claim.modality, at->second) << claim.text;
  }
  EXPECT_EQ(found, want.size());
}

INSTANTIATE_TEST_SUITE_P(
    GoodsInWords, Narrows,
    testing::Values(
        Case{"WhatIsPriced",
             "农业农村部数据，全国鸡蛋平均价格10.87元/公斤。",
             "10.87元",
             {{"item", "鸡蛋"}}},
        Case{"WhatIsSoldAbroad",
             "海关数据，前两月我国医疗仪器及器械出口金额70.9亿美元。",
             "70.9亿美元",
             {{"item", "医疗仪器及器械"}}},
        Case{"AllThatIsSoldAbroad",
             "海关数据，前两月我国货物贸易出口4.6万亿元。",
             "4.6万亿元",
             {{"item", ""}}},
        Case{"OfThePartnerAndNoGoods",
             "海关数据，前两月我国对美国出口下降9%。",
             "9%",
             {{"item", ""}}},
        Case{"OfALot", "中信金2025年每張發放1,250元現金股利。", "1,250元", {{"per", "lot"}}},
        Case{"OutputAtPricesOfTheDay",
             "日本去年第四季度名义GDP环比增1.8%。",
             "1.8%",
             {{"basis", "nominal"}}},
        Case{"EarningsBeforeInterest", "快手去年经调整EBITDA增长7%。", "7%", {{"basis", "ebitda"}}},
        Case{"AllThreeExchanges",
             "今日A股全市场成交额2.1万亿元。",
             "2.1万亿元",
             {{"scope", "three exchanges"}}}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
