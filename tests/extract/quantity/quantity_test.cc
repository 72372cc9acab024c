// FindQuantities with the shipped rules/units.toml, by the sections of NUMBERS.md and the table of
// CONTRACT.md. Texts are folded already and written for these tests.
#include "extract/quantity/quantity.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/quantity/quantity_reader.h"
#include "tests/extract/quantity/quantity_rows.h"

namespace heshu::extract {
namespace {

TEST_P(FindsQuantities, AsACarefulReaderWould) {
  EXPECT_EQ(Describe(FindQuantities(GetParam().text, {}, Shipped())), GetParam().want);
}

// NUMBERS.md §3, CONTRACT.md's table
INSTANTIATE_TEST_SUITE_P(
    Bounds, FindsQuantities,
    testing::Values(
        Row{"About", "训练开支约为320万美元", "3200000 USD approx"},
        Row{"LeftRight", "早餐在4块钱左右", "4 CNY approx"},
        Row{"Level", "日均调用已达90万亿级别", "90000000000000 count/day approx"},
        Row{"BareChips", "公司囤了万张H100显卡", "10000 GPU approx"},
        Row{"Near", "股价一度跌近两成", "..20 percent nearly"},
        Row{"FromNearToNear", "内房股跌近4%至近5%", "4..5 percent range"},
        Row{"FromNearToOver", "销量按年升近37%至逾44%", "37..44 percent range"},
        Row{"HighAndLowOfADay", "加权指数盘中最高20512.36点,最低20118.4点",
            "..20512.36 point at_most; 20118.4.. point at_least"},
        Row{"CloseTo", "采购量接近7万颗芯片", "..70000 GPU nearly"},
        Row{"NotReaching", "开支不到900万港元", "..9000000 HKD less_than"},
        Row{"Below", "毛利率低于12.5%", "..12.5 percent less_than"},
        Row{"Above", "规模突破4000亿元", "400000000000.. CNY more_than"},
        Row{"FellThrough", "沪指跌破2900点", "..2900 point less_than"},
        Row{"Yu", "服务800余家企业", "800.. company more_than"},
        Row{"Duo", "全年亏损30多亿美元", "3000000000.. USD more_than"},
        Row{"UpwardsOf", "上千万用户涌入", "10000000.. user at_least"},
        Row{"AtLeast", "至少需要6万张GPU", "60000.. GPU at_least"},
        Row{"NotBelow", "年度开支不低于50亿元", "5000000000.. CNY at_least"},
        Row{"AndMore", "占成本的六成以上", "60.. percent at_least"},
        Row{"From", "套餐售价199元起", "199.. CNY at_least"},
        Row{"AtMost", "单价不超过3元", "..3 CNY at_most"},
        Row{"Inside", "涨幅控制在5%以内", "..5 percent at_most"},
        Row{"UpTo", "奖金最高可达20万元", "..200000 CNY at_most"},
        Row{"SeveralHundredThousand", "消耗数十万个Token", "200000..1000000 token approx"},
        Row{"Teens", "十几家公司入局", "10..20 company approx"},
        Row{"BareMagnitude", "开支以百万元计", "1000000..10000000 CNY approx"},
        Row{"TrillionParameters", "万亿参数模型", "1000000000000..10000000000000 parameter approx"},
        Row{"EmphasisIsNoBound", "下单量高达3100万杯", "31000000 cup"},
        Row{"OnlyIsNoBound", "成本仅为7.5美元", "7.5 USD"},
        Row{"OverHalf", "过半网民用过", "50.. percent more_than"},
        Row{"BothSides", "至少五千块钱以上", "5000.. CNY at_least"},
        Row{"Opposite", "高于15同时不超过40", "15..40 count range"},
        Row{"OppositeBehind", "人数在800以上, 1200以下", "800..1200 person range"},
        Row{"FromReversed", "最多90最少30个", "30..90 count range"}),
    Name);

// §4
INSTANTIATE_TEST_SUITE_P(
    Ranges, FindsQuantities,
    testing::Values(
        Row{"Zhi", "成本0.3至0.4元", "0.3..0.4 CNY range"},
        Row{"HyphenSharesMagnitude", "目标12-14万亿", "12000000000000..14000000000000 count range"},
        Row{"OwnMagnitudes", "8000万元—1.2亿元", "80000000..120000000 CNY range"},
        Row{"Tenths", "两至四成", "20..40 percent range"},
        Row{"Percents", "上涨15%-25%", "15..25 percent range"},
        Row{"PercentWords", "百分之二十到三十", "20..30 percent range"},
        Row{"NotShared", "由8500到3万港元", "8500..30000 HKD range"},
        Row{"FromTo", "从25万亿拉到80万亿", "25000000000000 count; 80000000000000 count"},
        Row{"MovedSharesUnit", "从去年的1,500亿增至今年的2,300亿元",
            "150000000000 CNY; 230000000000 CNY"},
        Row{"GrewTo", "从30亿元增长至45亿元", "3000000000 CNY; 4500000000 CNY"},
        Row{"Between", "介于40和60之间", "40..60 count range"},
        Row{"RepeatedCurrency", "US$5亿至US$6亿", "500000000..600000000 USD range"},
        Row{"Tilde", "10~15k元", "10000..15000 CNY range"},
        Row{"AtLeastRange", "至少8-9万亿", "8000000000000..9000000000000 count range"},
        Row{"TwoOrThree", "两三百人", "200..300 person range"},
        Row{"SlashList", "0.04/0.05/0.06美元", "0.04 USD; 0.05 USD; 0.06 USD"},
        Row{"ListSharesMagnitude", "分别投入3、5、8亿元",
            "300000000 CNY; 500000000 CNY; 800000000 CNY"},
        Row{"Score", "以3-2取胜", ""}, Row{"FiscalYear", "2025-26年度预算", ""}),
    Name);

// §5
INSTANTIATE_TEST_SUITE_P(
    Ratios, FindsQuantities,
    testing::Values(
        Row{"Times", "是去年的4倍", "4 ratio"}, Row{"GrewTimes", "收入增长6倍", "6 ratio"},
        Row{"OneTime", "价格高出一倍", "2 ratio"},
        Row{"NearlyOneTime", "性能提升近一倍", "..2 ratio nearly"},
        Row{"Doubled", "产能翻倍", "2 ratio"}, Row{"TwoDoublings", "产能翻两番", "4 ratio"},
        Row{"Halved", "股价腰斩", "0.5 ratio"}, Row{"Discount", "首年85折", "0.85 ratio"},
        Row{"DiscountTenths", "全场八折", "0.8 ratio"},
        Row{"OneOf", "价格是对手的1/20", "0.05 ratio"},
        Row{"ThirdEvenFifth", "是海外的1/3甚至1/5", "0.333333333333333 ratio; 0.2 ratio"},
        Row{"HanFraction", "成本仅为对手的四分之一", "0.25 ratio"},
        Row{"HundredthIsARatio", "价格仅为前代的百分之一", "0.01 ratio"},
        Row{"HundredthIsAShare", "占总量的百分之一", "1 percent"},
        Row{"Tenths", "三成半", "35 percent"},
        Row{"BoundOverPeer", "定价不到对手的十分之一", "..0.1 ratio less_than"},
        Row{"TenthsAndDigit", "一成二", "12 percent"}, Row{"PerMille", "费率2‰", "0.2 percent"},
        Row{"Points", "提升1.5个百分点", "1.5 pp"}, Row{"BasisPoints", "降息50个基点", "0.5 pp"},
        Row{"BareSurname", "全球占比61%", "61 percent"}, Row{"Half", "一半的用户", "0.5 ratio"},
        Row{"Score", "电能利用效率降到1.2", "1.2 ratio"}),
    Name);

// §6
INSTANTIATE_TEST_SUITE_P(
    Prices, FindsQuantities,
    testing::Values(
        Row{"PerMillion", "每百万Token 0.6元", "0.6 CNY/1e6 token"},
        Row{"PerThousand", "每千Token 0.0006元", "0.6 CNY/1e6 token"},
        Row{"Slash", "0.4美元/百万tokens", "0.4 USD/1e6 token"},
        Row{"English", "$0.7 per million tokens", "0.7 USD/1e6 token"},
        Row{"ForAMillion", "$1.25 for a million input tokens", "1.25 USD/1e6 token"},
        Row{"PerMillionLeft", "Input tokens cost $1.25 per million", "1.25 USD/1e6 token"},
        Row{"SlashM", "¥0.5/M tokens", "0.5 CNY/1e6 token"},
        Row{"Juxtaposed", "百万Token的输出价格仅为1.2美元", "1.2 USD/1e6 token"},
        Row{"PutTo", "直接将百万Token的价格压到了0.5元人民币", "0.5 CNY/1e6 token"},
        Row{"InputOutput", "每百万Token输入2元,输出8元", "2 CNY/1e6 token; 8 CNY/1e6 token"},
        Row{"GoesOnWithPrices", "每百万Token输入2元。另一款输入3元、输出9元",
            "2 CNY/1e6 token; 3 CNY/1e6 token; 9 CNY/1e6 token"},
        Row{"FromToPrice", "每百万Token输入4元,output由9元减至6元",
            "4 CNY/1e6 token; 9 CNY/1e6 token; 6 CNY/1e6 token"},
        Row{"EnglishPair", "$0.3 input and $1.2 output per million tokens",
            "0.3 USD/1e6 token; 1.2 USD/1e6 token"},
        Row{"EnglishCompared", "$0.9 per million tokens, compared with $5",
            "0.9 USD/1e6 token; 5 USD/1e6 token"},
        Row{"VersionWithAPrice", "256GB版本8,999元", "256 GB; 8999 CNY"},
        Row{"PerKwh", "电价0.25元/度", "0.25 CNY/kWh"},
        Row{"RangePerKwh", "0.2至0.3元人民币/度", "0.2..0.3 CNY/kWh range"},
        Row{"KwhNamed", "电价在4毛钱左右", "0.4 CNY/kWh approx"},
        Row{"KwhSold", "一度电直接出口,最多只能卖6毛钱", "..0.6 CNY/kWh at_most"},
        Row{"GpuHour", "每GPU小时1.5美元", "1.5 USD/GPU hour"},
        Row{"PerMonth", "订阅费20美元/月", "20 USD/month"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    Rates, FindsQuantities,
    testing::Values(Row{"PerMinute", "每分钟消耗410亿Tokens", "41000000000 token/min"},
                    Row{"PerSecond", "每秒12.5万笔订单", "125000 order/s"},
                    Row{"DailyHead", "日均Token调用量达45万亿", "45000000000000 token/day"},
                    Row{"DailyShared", "甲、乙的日均Tokens调用量,已分别达45万亿、30万亿",
                        "45000000000000 token/day; 30000000000000 token/day"},
                    Row{"Inherited", "日均Token消耗年初为800亿,年中突破20万亿",
                        "80000000000 token/day; 20000000000000.. token/day more_than"},
                    Row{"Weekly", "Token周调用量达到3.3万亿", "3300000000000 token/week"},
                    Row{"SingleQuarterOfCars", "单季交车11.3万辆", "113000 vehicle"},
                    Row{"SingleMonth", "单月2.7万亿的Token消耗量", "2700000000000 token/month"},
                    Row{"LevelToken", "支撑日均万亿级Token的处理",
                        "1000000000000..10000000000000 token/day approx"},
                    Row{"PercentHasNoPeriod", "每年增长20%", "20 percent"}),
    Name);

// §7
INSTANTIATE_TEST_SUITE_P(
    Money, FindsQuantities,
    testing::Values(Row{"Prefix", "US$37亿", "3700000000 USD"},
                    Row{"PrefixAndSuffix", "港币3亿元", "300000000 HKD"},
                    Row{"RenminbiPrefix", "人民币8千万元", "80000000 CNY"},
                    Row{"Rmb", "RMB 5亿", "500000000 CNY"}, Row{"Nt", "NT$ 300", "300 TWD"},
                    Row{"Singapore", "S$12万", "120000 SGD"}, Row{"Yen", "9000元日币", "9000 JPY"},
                    Row{"Won", "八九亿韩元", "800000000..900000000 KRW range"},
                    Row{"Parts", "一百三十五块六角七分钱", "135.67 CNY"},
                    Row{"FiveYuanThree", "五元三毛", "5.3 CNY"},
                    Row{"Short", "$5.5m", "5500000 USD"},
                    Row{"Billion", "$589 billion", "589000000000 USD"},
                    Row{"Restated", "100万美元(约合人民币711万元)",
                        "1000000 USD; 7110000 CNY approx"},
                    Row{"Zhao", "市值升破4兆美元", "4000000000000.. USD more_than"},
                    Row{"Implied", "豪掷20亿现金红包", "2000000000 CNY"},
                    Row{"ImpliedByVerb", "百度撒下6亿", "600000000 CNY"},
                    Row{"MoneyNotChips", "三块以上", "3.. CNY at_least"}),
    Name);

// §8, §9
INSTANTIATE_TEST_SUITE_P(
    Units, FindsQuantities,
    testing::Values(
        Row{"Chips", "基于4096块英伟达H800型GPU训练", "4096 GPU"},
        Row{"Cluster", "建成十万卡集群", "100000 GPU"},
        Row{"Gpus", "用了2,788 H800 GPUs", "2788 GPU"},
        Row{"GpuHours", "2.788M H800 GPU hours", "2788000 GPU hour"},
        Row{"Parameters", "6710亿参数", "671000000000 parameter"},
        Row{"Context", "200K的超长上下文", "200000 token"},
        Row{"Megawatt", "容量100兆瓦", "100 MW"}, Row{"Gigawatt", "规划1.5吉瓦", "1.5 GW"},
        Row{"Kilovolt", "765千伏变压器", "765 kV"}, Row{"Kilobyte", "六千字节", "6 kB"},
        Row{"Megahertz", "1兆赫兹", "1 MHz"}, Row{"WanKw", "装机20万千瓦", "200000 kW"},
        Row{"TonHalf", "一吨半", "1.5 t"}, Row{"Nanometre", "采用3nm制程", "3 nm"},
        Row{"Users", "日活突破6000万", "60000000.. user more_than"},
        Row{"UserNoun", "2.3亿月活跃用户", "230000000 user"},
        Row{"Orders", "36.5万笔订单", "365000 order"}, Row{"Flights", "合共96班航班", "96 flight"},
        Row{"Passengers", "影响约4,200名乘客", "4200 person approx"},
        Row{"Duration", "运行40天完成", "40 day"}, Row{"HalfHours", "两个半小时", "2.5 hour"},
        Row{"HalfMonths", "历时三个半月", "3.5 month"},
        Row{"Index", "恒指收报24,105.6点", "24105.6 point"},
        Row{"BelowZero", "气温零下5°C", "-5 degC"}),
    Name);
INSTANTIATE_TEST_SUITE_P(
    English, FindsQuantities,
    testing::Values(
        Row{"Words", "serves two million users and a dozen companies", "2000000 user; 12 company"},
        Row{"HalfABillion", "cost half a billion dollars", "500000000 USD"},
        Row{"NounWithoutClassifier", "runs 3,000 stores", "3000 store"},
        Row{"Yuan", "2 yuan per million tokens", "2 CNY/1e6 token"},
        Row{"KindOfToken", "$3.5 per million output tokens", "3.5 USD/1e6 token"},
        Row{"KindInHan", "每百万 output tokens 要 9 美元", "9 USD/1e6 token"},
        Row{"PerGpuHour", "rents at $1.90 per GPU hour", "1.9 USD/GPU hour"},
        Row{"PerHyphenHour", "H100: $2.4/GPU-hour", "2.4 USD/GPU hour"},
        Row{"PerDeviceHour", "$2.4 per H100 hour", "2.4 USD/GPU hour"},
        Row{"AnHour", "costs $2.35 an hour", "2.35 USD/hour"},
        Row{"NotAYearAgo", "from 4,500 a year ago", "4500 count"},
        Row{"Plus", "spends $70+ billion", "70000000000.. USD more_than"},
        Row{"UpwardsOf", "upwards of $200bn", "200000000000.. USD more_than"},
        Row{"FromToIsTwo", "grew from $15 billion to $45 billion",
            "15000000000 USD; 45000000000 USD"},
        Row{"RangingIsOne", "ranging from $3 billion to $5 billion",
            "3000000000..5000000000 USD range"},
        Row{"BetweenMoney", "between $5.05 billion and $5.15 billion",
            "5050000000..5150000000 USD range"},
        Row{"Tripled", "spending tripled", "3 ratio"},
        Row{"Kilowatts", "draws 120 kilowatts", "120 kW"},
        Row{"SentenceEndsTheRate",
            "rose to 3 trillion tokens per month. The app has 650 million users",
            "3000000000000 token/month; 650000000 user"},
        Row{"ModelIsNoUnit", "bought 46,000 GB200 and 5,000 GB777", "46000 GPU; 5000 count"},
        Row{"OneIsNoFigure", "one of the companies and no one else", ""}),
    Name);

INSTANTIATE_TEST_SUITE_P(DeviceHours, FindsQuantities,
                         testing::Values(Row{"Han", "训练用了412万个H800 GPU小时",
                                             "4120000 GPU hour"},
                                         Row{"Devices", "采购412万个H800", "4120000 GPU"},
                                         Row{"Compound", "全程5小时12分", "5 hour; 12 minute"}),
                         Name);

INSTANTIATE_TEST_SUITE_P(
    Markets, FindsQuantities,
    testing::Values(Row{"SmallMove", "国指报9,105点,跌6点。", "9105 point; 6 point"},
                    Row{"OpensHigher", "大市高开148点", "148 point"},
                    Row{"SoldIsNotOver", "外资卖超12亿元", "1200000000 CNY"},
                    Row{"BrokenThrough", "恒指升穿21000点", "21000.. point more_than"},
                    Row{"Pips", "人民币兑美元中间价下调27个基点", "27 pip"},
                    Row{"RateInLi", "一个月拆息报2.15厘。", "2.15 percent"},
                    Row{"MillimetresStay", "厚度2.15厘米", "2.15 cm"},
                    Row{"PointSonHongKong", "减12.5点子", "0.125 pp"},
                    Row{"Expectation", "高于市场预期的2.4%", "2.4 percent"},
                    Row{"ByAndTo", "支出减少90亿至420亿元", "9000000000 CNY; 42000000000 CNY"},
                    Row{"RaisedCeiling", "上限由500亿元提升至800亿",
                        "50000000000 CNY; 80000000000 CNY"},
                    Row{"PrefixedYuan", "溢利港币3亿元,每股盈利0.2元", "300000000 HKD; 0.2 HKD"},
                    Row{"YuanBesideHkd", "募资3亿港元,营收0.2亿元", "300000000 HKD; 20000000 CNY"},
                    Row{"Cents", "派中期息每股7仙", "0.07 HKD"},
                    Row{"ExchangeRate", "美元兑新台币1比31.5元", "31.5 CNY"},
                    Row{"Deficit", "录得210亿综合盈余", "21000000000 CNY"},
                    Row{"NearlyDouble", "日均成交额按年增近倍", "..2 ratio nearly"},
                    Row{"TodaysHalf", "半日升2%", "2 percent"},
                    Row{"SingleDayMoneyIsNoRate", "单日成交额1.4万亿元", "1400000000000 CNY"},
                    Row{"SingleWeekTokensAre", "单周消耗2.5万亿Token", "2500000000000 token/week"},
                    Row{"TwoDays", "连升两日", "2 day"},
                    Row{"Plusminus", "毛利率62%(正负0.5%)", "62 percent; 0.5 percent"},
                    Row{"TensOfBillions", "损失数以十亿计", "1000000000..10000000000 count approx"},
                    Row{"TenBillionExactly", "投资十亿元", "1000000000 CNY"}),
    Name);

INSTANTIATE_TEST_SUITE_P(
    ListsOfPrices, FindsQuantities,
    testing::Values(
        Row{"SharedBehindBracket", "输入2元/6元(缓存命中/未命中)每百万tokens",
            "2 CNY/1e6 token; 6 CNY/1e6 token"},
        Row{"GoesOn", "缓存命中0.3元/百万tokens,缓存未命中3元,输出5元",
            "0.3 CNY/1e6 token; 3 CNY/1e6 token; 5 CNY/1e6 token"},
        Row{"Respectively", "输入每百万token 2美元,对手则分别为4美元和9美元",
            "2 USD/1e6 token; 4 USD/1e6 token; 9 USD/1e6 token"},
        Row{"OtherMoneyStays", "输出5元/百万tokens,训练成本约30万元",
            "5 CNY/1e6 token; 300000 CNY approx"},
        Row{"SlashListOfYears", "分别为9.5/11.2/12.8亿元",
            "950000000 CNY; 1120000000 CNY; 1280000000 CNY"},
        Row{"PlusBeforeClassifier", "64个系列700+款产品", "64 count; 700.. count more_than"},
        Row{"OnTheYearInLatin", "营收41亿元(YoY+15%)", "4100000000 CNY; 15 percent"},
        Row{"Gigabit", "均价将涨至2.1美元/Gb", "2.1 USD/Gbit"},
        Row{"PowerAndEnergy", "200MW/800MWh电站", "200 MW; 800 MWh"},
        Row{"PerKilowattHour", "每千瓦时电池成本降至70美元", "70 USD/kWh"},
        Row{"BillionsAreNoPrice", "电价上调,全年多付四五亿元", "400000000..500000000 CNY range"}),
    Name);

INSTANTIATE_TEST_SUITE_P(Ranks, FindsQuantities,
                         testing::Values(Row{"Place", "在下载榜排名第8", "8 rank"},
                                         Row{"First", "排行榜上稳坐第一", "1 rank"},
                                         Row{"Top", "跻身全球前十", "..10 rank at_most"},
                                         Row{"WorldSecond", "用户量位列全球第二", "2 rank"},
                                         Row{"Outside", "榜单上跌出40开外", "40.. rank more_than"},
                                         Row{"TopOfChart", "App Store登顶", "1 rank"},
                                         Row{"TopFive", "Top 5 models", "..5 rank at_most"},
                                         Row{"Ordinal", "第三弹发布", ""},
                                         Row{"OrdinalPoint", "第一,云厂商受益", ""},
                                         Row{"FirstTime", "第一时间回应", ""}),
                         Name);

// NUMBERS.md, last section
INSTANTIATE_TEST_SUITE_P(
    NoFigure, FindsQuantities,
    testing::Values(
        Row{"LastSession", "较上一交易日", ""},
        Row{"OrdinalRange", "第2-5年每年检查,见第1—26页", ""}, Row{"BitWidth", "32位MCU", ""},
        Row{"HttpVersion", "基于HTTP/3协议", ""}, Row{"Sale", "双11、618、年货节", ""},
        Row{"Hotline", "热线为12345", ""}, Row{"Table", "见图3、表2-3", ""},
        Row{"TimesHappened", "五度出现赤字", ""}, Row{"BudgetYears", "2029/30及其后年度", ""},
        Row{"Contract", "布伦特2603合约", ""}, Row{"NineInTen", "十有八九会成功", ""},
        Row{"Models", "H800与A100/H100/H200、GPT-4o和GLM-5", ""},
        Row{"SizedModel", "Qwen2.5-72B与Llama 3.1-405B", ""},
        Row{"Versions", "Claude Opus 4.6、Gemini 3 Pro与GPT 5.2", ""},
        Row{"VersionWithHan", "Seedance 2.0视频模型", ""},
        Row{"HanVersion", "豆包大模型2.0系列", ""}, Row{"StepFlash", "发布Step 3.5 Flash", ""},
        Row{"Codes", "阿里(09988)、腾讯(00700)", ""}, Row{"Edition", "第三届大会", ""},
        Row{"Round", "完成A轮融资", ""}, Row{"DoubleEleven", "双11狂欢", ""},
        Row{"RoundTheClock", "7×24小时服务", ""}, Row{"Names", "千问、百度与三国杀", ""},
        Row{"Idioms", "一举一动,万一出错", ""}, Row{"OnceFell", "一度急跌后企稳", ""},
        Row{"Article", "一个用户和一家公司", ""},
        Row{"Url", "见https://a.example/2025/123?id=456", ""}, Row{"Date", "2025年1月27日", ""},
        Row{"NumericDate", "24/02/2026 14:00", ""}, Row{"Clock", "21时46分发布", ""},
        Row{"Ago", "5年前的纪录", ""}, Row{"Within", "一周内完成", ""},
        Row{"Phone", "电话400-820-8820", ""}, Row{"ListMark", "1、模型\n2、算力", ""},
        Row{"Index", "标普500指数期货", ""}, Row{"FiveG", "5G手机与4K电视", ""},
        Row{"Lost", "耗资??亿元", ""}, Row{"ChipName", "骁龙855平台", ""},
        Row{"Group", "二十国集团", ""}, Row{"SecondPhase", "二期工程", ""},
        Row{"Scheme", "采用3+2模式", ""}, Row{"Weekday", "周一开盘", ""},
        Row{"Century", "20世纪90年代", ""}, Row{"Generation", "80后和90后", ""}),
    Name);

TEST(FindQuantities, SpansHoldNumberUnitAndNoun) {
  const std::string text = "创下「每秒58.3万笔订单」纪录,耗资约560万美元";
  const auto figures = FindQuantities(text, {}, Shipped());
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(Slice(text, figures[0].span), "58.3万笔订单");
  EXPECT_EQ(Slice(text, figures[0].number_span), "58.3万");
  EXPECT_EQ(figures[0].counted_noun, "order");
  EXPECT_EQ(figures[0].per, "s");
  EXPECT_EQ(Slice(text, figures[1].span), "560万美元");
  EXPECT_EQ(Slice(text, figures[1].context_span), "约560万美元");
  EXPECT_EQ(figures[1].value.bound_word, "约");
  EXPECT_EQ(figures[1].value.digits, 3);
  EXPECT_EQ(figures[1].value.step, Decimal::Of(10'000));
}

TEST(FindQuantities, SpansSurviveSpaces) {
  const std::string text = "使用 2048 颗 H800 , 耗资 5.5 亿 元";
  const auto figures = FindQuantities(text, {}, Shipped());
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(Slice(text, figures[0].number_span), "2048");
  EXPECT_EQ(Slice(text, figures[1].span), "5.5 亿 元");
}

TEST(FindQuantities, NumbersInsideTimesAreNone) {
  const std::string text = "近30天收入3亿元";
  TimeExpression time;
  time.span = {0, std::string("近30天").size()};
  const std::vector<TimeExpression> times = {time};
  EXPECT_EQ(Describe(FindQuantities(text, times, Shipped())), "300000000 CNY");
}

TEST(FindQuantities, ReadsABareYuanByRegion) {
  struct Case {
    const char* region;
    const char* unit;
  };
  for (const Case& row :
       {Case{"", "CNY"}, Case{"cn", "CNY"}, Case{"hk", "HKD"}, Case{"tw", "TWD"}}) {
    const auto figures = FindQuantities("售价25元", {}, Shipped(), row.region);
    ASSERT_EQ(figures.size(), 1u);
    EXPECT_EQ(figures[0].unit, row.unit);
    EXPECT_TRUE(figures[0].unit_inferred);
  }
  EXPECT_FALSE(FindQuantities("售价25美元", {}, Shipped())[0].unit_inferred);
}

struct Marked {
  std::string name;
  std::string text;
  std::string key;
  std::string value;
};
void PrintTo(const Marked& row, std::ostream* os) { *os << row.text; }
class MarksFigures : public testing::TestWithParam<Marked> {};
TEST_P(MarksFigures, WithWhatTheWordsSay) {
  const auto figures = FindQuantities(GetParam().text, {}, Shipped());
  ASSERT_EQ(figures.size(), 1u) << Describe(figures);
  const auto& marks = figures[0].marks;
  const auto found = marks.find(GetParam().key);
  EXPECT_EQ(found == marks.end() ? "" : found->second, GetParam().value);
}
INSTANTIATE_TEST_SUITE_P(
    Marks, MarksFigures,
    testing::Values(Marked{"Down", "纯利跌4.1%", "move", "down"},
                    Marked{"Up", "营收上升12%", "move", "up"},
                    Marked{"LevelHasNoMove", "股价跌至35美元", "move", ""},
                    Marked{"High", "奖金高达10万元", "emphasis", "high"},
                    Marked{"Low", "成本仅3美元", "emphasis", "low"},
                    Marked{"Growth", "收入增长6倍", "form", "growth"},
                    Marked{"Multiple", "增长到原来的6倍", "form", "multiple"},
                    Marked{"OneTimeIsMultiple", "增长一倍", "form", "multiple"},
                    Marked{"Fraction", "是对手的1/9", "form", "fraction"},
                    Marked{"YearOnYear", "同比增长8%", "baseline", "yoy"},
                    Marked{"HongKongYearOnYear", "按年升8%", "baseline", "yoy"},
                    Marked{"QuarterOnQuarter", "环比下降2.1%", "baseline", "qoq"},
                    Marked{"AlsoAtLeast", "至少8-9万亿", "also_bound", "at_least"},
                    Marked{"AsWritten", "每千Token 0.0006元", "as_written",
                           "0.0006 CNY/1000 token"},
                    Marked{"TargetHasNoForm", "营收上升12%", "form", ""}),
    [](const auto& row) { return row.param.name; });

TEST(FindQuantities, KeepsTheWrittenFraction) {
  const auto figures = FindQuantities("是对手的1/9", {}, Shipped());
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].value.ratio, "1/9");
  EXPECT_EQ(figures[0].value.lo->ToString(), "0.111111111111111");
}

// Work grows with the text and not faster, on texts made to be slow.
TEST(FindQuantities, LooksAtEachCharacterABoundedNumberOfTimes) {
  for (const std::string piece : {"一",      "1",
                                  "1-",      "1/",
                                  "1,",      "1、",
                                  "1万",     "万",
                                  "每",      "每百万Token",
                                  "约",      "A1-",
                                  "AAAA",    "3个",
                                  "1个AAAA", "日均Token调用5万亿、",
                                  "十几",    "(1",
                                  "1.1",     "1 000 ",
                                  "五分之",  "百分之",
                                  "至少1至", "$",
                                  "3块5毛",  " 3 ",
                                  "2025年",  "第1",
                                  "前1",     "http://a",
                                  "点",      "零",
                                  "数",      "5万Token的价格"}) {
    std::size_t small = 0;
    for (const std::size_t bytes : {std::size_t{20'000}, std::size_t{200'000}}) {
      std::string text;
      while (text.size() < bytes) text += piece;
      QuantityReader reader(text, {}, Shipped().impl(), "");
      const auto figures = reader.Read();
      for (std::size_t i = 1; i < figures.size(); ++i) {
        ASSERT_LE(figures[i - 1].span.end, figures[i].span.begin) << piece;
      }
      if (small == 0) {
        small = reader.steps();
      } else {
        EXPECT_LE(reader.steps(), 11 * small + 1000) << piece;
      }
      EXPECT_LE(reader.steps(), 400 * text.size()) << piece;
    }
  }
}

TEST(FindQuantities, SurvivesIllFormedBytes) {
  std::string text = "约5万";
  for (int i = 0; i < 256; ++i) text += std::string(1, static_cast<char>(i)) + "3亿元\xE4\xB8";
  const auto figures = FindQuantities(text, {}, Shipped());
  EXPECT_FALSE(figures.empty());
  for (const Quantity& figure : figures) {
    EXPECT_LE(figure.span.begin, figure.span.end);
    EXPECT_LE(figure.context_span.end, text.size());
  }
}

}  // namespace
}  // namespace heshu::extract
