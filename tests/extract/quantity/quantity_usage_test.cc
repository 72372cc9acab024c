// FindQuantities on the usage of the press: prices of goods, tolerances, Taiwan, Hong Kong, the
// mainland, English. Texts are folded already and written for these tests.
#include "tests/extract/quantity/quantity_rows.h"

namespace heshu::extract {
namespace {

class FindsUsage : public FindsQuantities {};
TEST_P(FindsUsage, AsACarefulReaderWould) {
  EXPECT_EQ(Describe(FindQuantities(GetParam().text, {}, Shipped())), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    StackedUnits, FindsUsage,
    testing::Values(Row{"TaiwanTrillionsAndPart", "营收2兆962.1亿元", "2096210000000 CNY"},
                    Row{"LastUnitLeftOut", "售价3万2元", "32000 CNY"},
                    Row{"LastUnitLeftOutTwice", "月薪1万2到1万5元", "12000..15000 CNY range"},
                    Row{"HundredMillionAndAHalf", "募资8亿5元", "850000000 CNY"},
                    Row{"MonthIsNoPart", "营收5亿元2月公布", "500000000 CNY"},
                    Row{"MonthRightBehind", "营收5亿2月增长3%", "500000000 CNY; 3 percent"},
                    Row{"DayRightBehind", "用户1亿5天后", "100000000 user"}),
    Name);

INSTANTIATE_TEST_SUITE_P(
    PricesOfGoods, FindsUsage,
    testing::Values(Row{"OilSlash", "油价升至80美元/桶", "80 USD/barrel"},
                    Row{"OilEach", "布伦特原油每桶80美元", "80 USD/barrel"},
                    Row{"GoldEach", "现货黄金报每盎司2,050美元", "2050 USD/oz"},
                    Row{"GoldSlash", "金价升至2050美元/盎司", "2050 USD/oz"},
                    Row{"PalmOil", "棕榈油报4000林吉特/吨", "4000 MYR/t"},
                    Row{"Lithium", "碳酸锂价格跌至7.5万元/吨", "75000 CNY/t"},
                    Row{"MetricTon", "铜价报9,500美元/公吨", "9500 USD/t"},
                    Row{"Pork", "猪肉价格为25.6元/公斤", "25.6 CNY/kg"},
                    Row{"FlatPrice", "楼面价每平方米3.5万元", "35000 CNY/m2"},
                    Row{"FlatSlash", "均价5.2万元/平方米", "52000 CNY/m2"},
                    Row{"SquareFoot", "每平方呎1.5万港元", "15000 HKD/sqft"},
                    Row{"Ping", "每坪80万元", "800000 CNY/ping"},
                    Row{"Gas", "天然气价格为3.2美元/百万英热单位", "3.2 USD/MMBtu"},
                    Row{"Gram", "金价每克620元", "620 CNY/g"},
                    Row{"Jin", "鸡蛋每斤4.5元", "4.5 CNY/jin"},
                    Row{"Litre", "汽油8.5元/升", "8.5 CNY/L"},
                    Row{"RisesByBarrel", "每桶加价2美元", "2 USD/barrel"},
                    Row{"SumIsNoPrice", "每桶加价令公司多付2亿美元", "200000000 USD"},
                    Row{"PerShare", "股息0.35港元/股", "0.35 HKD"},
                    Row{"ABarrel", "crude rose to $81.20 a barrel", "81.2 USD/barrel"},
                    Row{"AnOunce", "gold hit $2,050 an ounce", "2050 USD/oz"},
                    Row{"AGallon", "gasoline at $3.12 a gallon", "3.12 USD/gallon"},
                    Row{"PerTonne", "copper at $9,500 per tonne", "9500 USD/t"},
                    Row{"PerSquareFoot", "rents of $45 per square foot", "45 USD/sqft"},
                    Row{"BarrelsADay", "pumped 2.3 million barrels a day", "2300000 barrel/day"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    Tolerances, FindsUsage,
    testing::Values(Row{"PlusMinus", "指引为650亿美元±2%", "65000000000 USD; 2 percent"},
                    Row{"PlusMinusHan", "增速目标5%,正负0.5%", "5 percent; 0.5 percent"},
                    Row{"Floating", "营收预计为650亿美元,上下浮动2%", "65000000000 USD; 2 percent"},
                    Row{"Alone", "误差为±2%", "2 percent"},
                    Row{"English", "revenue of $65.0 billion, plus or minus 2%",
                        "65000000000 USD; 2 percent"},
                    Row{"BasisPoints", "gross margin of 75.0%, plus or minus 50 basis points",
                        "75 percent; 0.5 pp"},
                    Row{"Minus", "growth of minus 3.5%", "-3.5 percent"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    Taiwan, FindsUsage,
    testing::Values(
        Row{"HalfStep", "央行升息半码", "0.125 pp"}, Row{"TwoSteps", "联准会降息2码", "0.5 pp"},
        Row{"YearDown", "年减逾三成", "30.. percent more_than"},
        Row{"TenthNotReached", "市占率不足1成", "..10 percent less_than"},
        Row{"QuarterCheaper", "单价较去年便宜近四分之一", "..0.25 ratio nearly"},
        Row{"UtilizationFromTo", "产能利用率由八成五升至九成二", "85 percent; 92 percent"},
        Row{"BigBuy", "外资买超台股逾百亿元", "10000000000.. CNY more_than"},
        Row{"ZhaoYuan", "营收约新台币2.89兆元,年增33.9%", "2890000000000 TWD approx; 33.9 percent"},
        Row{"QuarterPoints", "毛利率57.8%,季增4.6个百分点", "57.8 percent; 4.6 pp"},
        Row{"Lots", "成交逾5万张", "50000.. count more_than"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    HongKong, FindsUsage,
    testing::Values(Row{"IndexFalls", "恒指收报19,424点,跌214点或1.1%",
                        "19424 point; 214 point; 1.1 percent"},
                    Row{"Entry", "每手入场费4,040.35元", "4040.35 CNY"},
                    Row{"Raise", "集资最多8.2亿元", "..820000000 CNY at_most"},
                    Row{"Offer", "发售价介乎每股12.5元至14.8元", "12.5..14.8 CNY range"},
                    Row{"Oversubscribed", "超额认购逾120倍", "120.. ratio more_than"},
                    Row{"Yield", "股息率约六厘", "6 percent approx"},
                    Row{"Mortgage", "按揭利率3.5厘", "3.5 percent"},
                    Row{"Area", "实用面积约568平方呎", "568 sqft approx"},
                    Row{"Payout", "派息比率四成", "40 percent"},
                    Row{"DailyTurnover", "日均成交额1,201亿港元", "120100000000 HKD/day"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    Mainland, FindsUsage,
    testing::Values(
        Row{"Payrolls", "非农就业人口增加22.7万人,预期20万人", "227000 person; 200000 person"},
        Row{"Retail", "社会消费品零售总额4.3万亿元,同比增长3.0%", "4300000000000 CNY; 3 percent"},
        Row{"Pair", "产销分别完成156.6万辆和151.2万辆", "1566000 vehicle; 1512000 vehicle"},
        Row{"Fixing", "人民币兑美元中间价调贬15个基点", "15 pip"},
        Row{"Turnover", "两市成交额突破1.5万亿", "1500000000000.. CNY more_than"},
        Row{"Buyback", "拟以3亿元-5亿元回购股份", "300000000..500000000 CNY range"},
        Row{"LossAcrossUnits", "预计亏损8000万元—1.2亿元", "80000000..120000000 CNY range"},
        Row{"PointsOfPct", "毛利率同比提升2.3pct至35.6%", "2.3 pp; 35.6 percent"},
        Row{"TwoThirds", "下跌了近三分之二", "..0.666666666666667 ratio nearly"},
        Row{"OverDoubled", "同比翻了一番多", "2.. ratio more_than"},
        Row{"TwiceDoubled", "产能翻两番", "4 ratio"}, Row{"Discount", "打了七五折", "0.75 ratio"},
        Row{"GpuHours", "训练耗时266.4万个H800 GPU小时", "2664000 GPU hour"},
        Row{"ActiveParameters", "模型总参数671B,激活37B",
            "671000000000 parameter; 37000000000 parameter"},
        Row{"Rank", "月活跃用户数达1.8亿,位居第一", "180000000 user; 1 rank"},
        Row{"Pue", "PUE降至1.1以下", "..1.1 ratio at_most"},
        Row{"Broadband", "家庭用上100兆宽带", "100 Mbit/s"},
        Row{"Countries", "产品销往50多个国家和地区", "50.. country more_than"},
        Row{"Mixed", "十二亿五千万元", "1250000000 CNY"},
        Row{"ThousandTokens", "价格为0.5元/千tokens", "500 CNY/1e6 token"},
        Row{"ListMark", "①100元②200元", "100 CNY; 200 CNY"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    EnglishUsage, FindsUsage,
    testing::Values(
        Row{"Fold", "a 10-fold increase", "10 ratio"}, Row{"Faster", "5x faster", "5 ratio"},
        Row{"Earnings", "trading at 35 times earnings", "35 ratio"},
        Row{"AsMany", "three times as many users", "3 ratio"},
        Row{"Crore", "Rs 500 crore", "5000000000 INR"},
        Row{"LakhCrore", "₹1.2 lakh crore", "1200000000000 INR"},
        Row{"Rmb", "Rmb3.5bn", "3500000000 CNY"},
        Row{"BillionPlus", "a $10bn-plus deal", "10000000000.. USD at_least"},
        Row{"Parameters", "a 405-billion-parameter model", "405000000000 parameter"},
        Row{"Nanometer", "3-nanometer chips", "3 nm"},
        Row{"Employees", "the 27,000-employee company", "27000 person"},
        Row{"SquareFeet", "1.2 million square feet", "1200000 sqft"},
        Row{"Between", "Between 2% and 3%", "2..3 percent range"},
        Row{"NoFraction", "open 24/7 since 9/11", ""}, Row{"Pc", "rose 5pc", "5 percent"},
        Row{"DailyUsers", "150 million daily active users", "150000000 user"},
        Row{"Megawatts", "a 200-megawatt data center", "200 MW"},
        Row{"MovedByOneToTheOther", "Gross margin rose 4.7% to 19.2%.",
            "4.7 percent; 19.2 percent"},
        Row{"MayMoveWithinARange", "Prices may rise 1% to 4%.", "1..4 percent range"},
        Row{"MoneyRange", "$2.5-$3.0 billion", "2500000000..3000000000 USD range"},
        Row{"FromTo", "from 7% to 12%", "7 percent; 12 percent"},
        Row{"NotOften", "met five times a year", ""},
        Row{"Third", "nearly a third of sales", "..0.333333333333333 ratio nearly"},
        Row{"EarlierLevel", "fell to $1.2 billion, or 45 cents per share, from $1.5 billion",
            "1200000000 USD; 0.45 USD; 1500000000 USD"},
        Row{"ApproxHundreds", "tens of billions of dollars",
            "20000000000..100000000000 USD approx"},
        Row{"CountOfUnlistedNoun", "it hired 300 cooks and 12 new chefs", "300 count; 12 count"},
        Row{"SentenceOpensWithWord", "Some 44 companies listed", "44 company approx"},
        Row{"CountThatActs", "Of the 70 cities, 57 reported a fall", "70 city; 57 count"},
        Row{"NoCountOfYear", "in line with 2024 sales", ""},
        Row{"MillionsOfEuros", "set aside 5m euros", "5000000 EUR"},
        Row{"Metres", "a 5m tall robot", "5 m"},
        Row{"TwiceAsMuch", "spent twice as much", "2 ratio"},
        Row{"Tier", "in 31 second-tier cities", "31 city"},
        Row{"Cents", "Brent fell 85 cents, or 1.1%, to $78.20 a barrel",
            "0.85 USD; 1.1 percent; 78.2 USD/barrel"}),
    Name);

}  // namespace
}  // namespace heshu::extract
