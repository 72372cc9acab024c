// Whose a figure of a text never seen is, and of when: names of no table, and words that are none.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

#include "tests/rules/read_figure.h"

namespace heshu::extract {
namespace {

struct Row {
  std::string name, text;
  std::string figure;     // the claim's text
  std::string subject;    // id; "-" = none, "" = any
  std::string_view time;  // "start end"; "" = any
  std::string published = "2026-04-28";
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.text << " : " << row.figure; }

class ReadsUnseen : public testing::TestWithParam<Row> {};
TEST_P(ReadsUnseen, WhoseAndOfWhen) {
  const Row& row = GetParam();
  const auto read = ReadFigure(row.text, row.published, row.figure);
  ASSERT_TRUE(read.has_value()) << read.error().ToString();
  const std::optional<Claim>& found = *read;
  ASSERT_TRUE(found.has_value()) << "no figure " << row.figure;
  if (!row.subject.empty()) {
    EXPECT_EQ(found->subject ? found->subject->id : "-", row.subject);
  }
  if (!row.time.empty()) {
    ASSERT_TRUE(found->time.start && found->time.end);
    EXPECT_EQ(found->time.start->ToString() + " " + found->time.end->ToString(), row.time);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Subjects, ReadsUnseen,
    testing::Values(
        Row{"EndOfThePeriod", "瑞幸咖啡公布业绩。期末門店總數達24,097家。", "24,097家", "luckin",
            ""},
        Row{"APeriodOpensNoName",
            "蔚来发布第四季度业绩\n\n蔚来发布业绩。四季度总营收221.8亿元，同比增长34%。",
            "221.8亿元", "nio", ""},
        Row{"AYardsticksDayGoesNoFurther",
            "港股今日走低。大市全日成交2,386億元，周一則為2,131億元。\n\n美團跌4.1%。", "4.1%",
            "meituan", "2026-04-28 2026-04-28"},
        Row{"TurnoverOfTheMarketOfAnIndex",
            "The Hang Seng Index closed 1.2% lower on Tuesday. Turnover reached HK$243.5 billion.",
            "HK$243.5 billion", "hk-stocks", "2026-04-28 2026-04-28"},
        Row{"LastYearsOfTheQuarter",
            "Net income of TSMC for the fourth quarter of 2025 dropped to $1.17 billion, from last "
            "year's $2.99 billion.",
            "$2.99 billion", "tsmc", "2024-10-01 2024-12-31"},
        Row{"AYardsticksMonthGoesNoFurther",
            "國家統計局公布，今年首兩個月社會消費品零售總額按年升3.1%，去年12月為升1.2%。"
            "房地產開發投資則跌12.4%。",
            "12.4%", "china", "2026-01-01 2026-02-28", "2026-03-16"},
        Row{"WhatEndsIsNoSubjectAndNoTime",
            "國家統計局公布，1至2月固定資產投資年增0.7%，終結去年全年下滑3.6%的態勢。"
            "房地產開發投資衰退12.4%。",
            "12.4%", "china", "2026-01-01 2026-02-28", "2026-03-16"},
        Row{"TheWholeCountryThatIsToldOf",
            "中國國家統計局公布數據。2月全國城鎮失業率5.4%，通膨與景氣仍弱。", "5.4%", "china", "",
            "2026-03-16"},
        Row{"SiteOfACompany", "宁德时代泰国工厂今日投产，总投资12.4亿元。", "12.4亿元", "catl", ""},
        Row{"PhaseIsNoName", "宁德时代今日宣布工厂投产。一期产能达12GWh。", "12GWh", "catl", ""},
        Row{"VersionOfAModelOfNoTable",
            "某公司发布新一代旗舰模型Vela 6并开源权重。Vela 6总参数量6850亿。", "6850亿",
            "x:Vela 6", ""},
        Row{"HolderOfNoTable", "青澜药业招股书显示，滦禾中弈持股为0.21%，同辉知远持股为0.04%。",
            "0.04%", "x:同辉知远", ""},
        Row{"HolderWithAPlaceInItsName",
            "青澜药业招股书显示，青澜控股持股为61%，杭州恒陌持股为4.37%。", "4.37%", "x:杭州恒陌",
            ""},
        Row{"ThemeIsNotTheCompany",
            "比亚迪是车企。公司股价上涨。市场追捧DeepSeek概念股。公司营收为31亿元。", "31亿元",
            "byd", ""},
        Row{"SiblingOfAVersion", "通义千问发布模型Qwen 4 Flash，总参数960亿。", "960亿",
            "qwen-4-flash", ""},
        Row{"SumInAnotherCurrencyIsTheSame",
            "联想集团公布业绩，上季营业收入为215亿美元，折合人民币约1537亿元。", "人民币约1537亿元",
            "lenovo", ""},
        Row{"OneQuarterAlone", "台達電公布財報。單看第三季，營業收入達1503億元。", "1503億元",
            "delta-electronics", ""},
        Row{"OfficeIsNoName", "华为发布年度报告。轮值董事长甲某形容，全年销售收入8809亿元。",
            "8809亿元", "huawei", "2025-01-01 2025-12-31"},
        Row{"BehindWhatIsDoneToIt", "證監會譴責鼎甲證券國際，並罰款420萬元。", "420萬元",
            "x:鼎甲证券", ""},
        Row{"BehindWhatFollowsFromIt", "因應鼎甲證券內部監控缺失，證監會罰款420萬元。", "420萬元",
            "x:鼎甲证券", ""},
        Row{"SortBeforeItsQuotedName", "具身智能公司「靈犀甲動力」完成6億元A輪融資。", "6億元",
            "x:灵犀甲动力", ""},
        Row{"SortBeforeItsName", "具身智能公司灵犀甲动力宣布完成6亿元A轮融资。", "6亿元",
            "x:灵犀甲动力", ""},
        Row{"GoodsAreNobody", "特斯拉公佈第一季數據。車輛交付497,099輛。", "497,099輛", "tesla",
            ""},
        Row{"MarketIsNobody", "大家樂集團全年收入85.7億元。內地市場收入減少1.3%至15億元。",
            "15億元", "cafe-de-coral", ""},
        Row{"PlaceInTheAccountsOfACompany", "大家樂集團全年收入85.7億元。香港收入跌1.4%。", "1.4%",
            "cafe-de-coral", ""},
        Row{"CodeOfAKnownName", "大快活集團(0052.HK)公布，全年收入31億元。", "31億元", "fairwood",
            ""},
        Row{"DatelineIsNoSubject",
            "STOCKHOLM — Spotify said monthly active users rose to 713 million.", "713 million",
            "spotify", ""},
        Row{"DayOfTheDateline",
            "BEIJING, April 28 (Reuters) - Xiaomi said revenue rose 12% in the first quarter.",
            "12%", "xiaomi", "2026-01-01 2026-03-31"},
        Row{"NobodyIsNobody", "Nothing is signed. The sides discussed a $2 billion investment.",
            "$2 billion", "-", ""},
        Row{"LeadersOfTheRound",
            "Anthropic raised $30 billion in a round led by GIC and Coatue that puts its value at "
            "$380 billion.",
            "$380 billion", "anthropic", ""},
        Row{"SubscribersOfTheRound",
            "月之暗面完成5億美元C輪，阿里、騰訊超額認購，投後估值43億美元。", "43億美元",
            "moonshot-ai", ""},
        Row{"ThisModelIsTheOneNamed", "蚂蚁集团开源Lumo-3，该模型总参数量1万亿。", "1万亿",
            "x:Lumo-3", ""},
        Row{"ThisModelIsNotItsMaker", "美团昨日开源新模型，该模型总参数5600亿。", "5600亿", "-",
            ""},
        Row{"CentralBankOfAnotherCountry", "澳大利亚央行将现金利率上调至4.1%。", "4.1%", "rba", ""},
        Row{"CentralBankOfNoTable", "瑞士央行维持利率0%。挪威央行维持利率4%不变。", "4%",
            "x:挪威央行", ""},
        Row{"MinistryOfAnotherCountry", "日本财政部公布，3月出口9.4万亿日元。", "9.4万亿日元",
            "japan", ""},
        Row{"MinistryAtHome", "財政部今天公布，3月出口640億美元，年增43%。", "640億美元", "taiwan",
            "2026-03-01 2026-03-31"},
        Row{"OwnerOfWhatItIsHeldAgainst",
            "比亚迪全年交付225.7万辆纯电动车，高于特斯拉的163.6万辆。", "163.6万辆", "tesla", ""},
        Row{"GovernmentGoesOnAsItsPlace",
            "香港特区政府26日公布新一份财政预算案。\n\n预计2024-25年度综合赤字872亿港元。",
            "872亿港元", "hong-kong", "2024-04-01 2025-03-31", "2025-02-27"},
        Row{"OfWhich", "新势力交付继续增长，其中鸿蒙智行全系交付81864辆。", "81864辆", "hima", ""},
        Row{"OneNameInEachBracket",
            "阿维塔（14057辆）、智己（13577辆）、甲势（13255辆）4月交付量接近。", "13255辆",
            "x:甲势", ""},
        Row{"SharesAreOfTheMaker", "小米YU7开卖1小时大定28.9万台。股价翌日升8%。", "8%", "xiaomi",
            ""},
        Row{"NamedInPassing",
            "宁德时代登陆港交所\n\n宁德时代今日挂牌，引入多家基石投资者，中石化认购5亿美元。\n\n202"
            "4年，公司营收3620亿元，净利润507亿元。",
            "3620亿元", "catl", "2024-01-01 2024-12-31"},
        Row{"WhatIsTakenOutIsNobody",
            "腾讯控股披露业绩。剔除股份酬金等项目后，净利润为630.52亿元。", "630.52亿元", "tencent",
            ""},
        Row{"WhatTookTheSumIn", "2025年，錄得股東應佔虧損4868萬元。", "4868萬元", "-", ""}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Times, ReadsUnseen,
    testing::Values(
        Row{"WhyIsNotWhen", "財政部公布，2月因農曆春節工作天數減少，出口金額412億美元，年減3%。",
            "412億美元", "taiwan", "2026-02-01 2026-02-28", "2026-03-08"},
        Row{"BulletinOfTheMonth", "比亚迪发布产销快报，新能源汽车销量19万辆。", "19万辆", "byd",
            "2026-02-01 2026-02-28", "2026-03-01"},
        Row{"MonthOfTheText",
            "车企4月销量揭晓，比亚迪4月销量38万辆。\n\n零跑汽车交付7万辆，列第二。", "7万辆",
            "leapmotor", "2026-04-01 2026-04-30", "2026-05-02"},
        Row{"SumOfMoreThanTheMonth", "比亚迪4月销量38万辆。\n\n零跑汽车累计交付100万辆。",
            "100万辆", "leapmotor", "2026-05-02 2026-05-02", "2026-05-02"},
        Row{"YearThatOpensTheSentence",
            "財政部公布去年12月出口625億美元，年增43%。全年出口再創新高，累計出口6408億美元。",
            "6408億美元", "taiwan", "2025-01-01 2025-12-31", "2026-01-10"},
        Row{"RoundIsOfItsDay",
            "银河通用宣布完成7亿元天使轮融资。据统计，2025年上半年，银河通用营收2亿元。", "7亿元",
            "galbot", "2026-04-28 2026-04-28"},
        Row{"SumOfAnotherItem",
            "小鹏6月交付34611辆；蔚来交付24925辆，第二季合共72056辆；理想则交付36279辆。",
            "36279辆", "li-auto", "2026-06-01 2026-06-30", "2026-07-02"},
        Row{"SumOfTheSentenceBefore", "蔚来6月交付24925辆，第二季合共72056辆。零跑交付48006辆。",
            "48006辆", "leapmotor", "2026-06-01 2026-06-30", "2026-07-02"},
        Row{"QuarterSpokenOf", "小米公布2026年第一季度总收入1098亿元，当季交付新车80856辆。",
            "80856辆", "xiaomi", "2026-01-01 2026-03-31", "2026-05-26"},
        Row{"BirthsOfTheYear", "中国2024年末全国人口140828万人，出生人口954万人。", "954万人",
            "china", "2024-01-01 2024-12-31"},
        Row{"ForTheYear",
            "Tencent said revenue was 18 billion yuan. For 2025, net profit was 34.2 billion yuan.",
            "34.2 billion yuan", "tencent", "2025-01-01 2025-12-31"},
        Row{"PeriodOfMostFlows",
            "财政部公布，3月出口640亿美元，进口500亿美元。\n\n全国邮政业完成业务量190亿件。",
            "190亿件", "china", "2026-03-01 2026-03-31", "2026-04-10"},
        Row{"SumOverMoreThanThePeriod",
            "财政部公布，3月出口640亿美元，进口500亿美元。\n\n全国邮政业累计完成业务量190亿件。",
            "190亿件", "china", "2026-04-10 2026-04-10", "2026-04-10"},
        Row{"MoveOfNoDayLongAgo",
            "截至9月28日，星巴克中国拥有8011家门店。\n\n财报公布后，瑞幸咖啡股价下跌4.6%，收报37."
            "4美元。",
            "4.6%", "luckin", "2025-11-18 2025-11-18", "2025-11-18"},
        Row{"RateAtTheEndOfAYear", "截至去年底，千問每日平均Token調用量升至41萬億。", "41萬億",
            "qwen", "2025-12-01 2025-12-31", "2026-02-24"},
        Row{"QuarterOfTheMonth", "匯控9月季除稅前利潤73億美元。", "73億美元", "hsbc",
            "2025-07-01 2025-09-30", "2025-10-28"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    HongKongAndTaiwan, ReadsUnseen,
    testing::Values(
        Row{"ListPairsAcrossAClause", "國指及科指同告受壓，分別跌1.1%和0.9%，收報8916點及5644點。",
            "0.9%", "hang-seng-tech", ""},
        Row{"ListPairsInTheNextClauseToo",
            "國指及科指同告受壓，分別跌1.1%和0.9%，收報8916點及5644點。", "5644點",
            "hang-seng-tech", ""},
        Row{"FormerOfTwo", "國指及科指跌幅較恒指小，前者失0.6%，後者微跌0.2%。", "0.6%", "hscei",
            ""},
        Row{"LatterOfTwo", "國指及科指跌幅較恒指小，前者失0.6%，後者微跌0.2%。", "0.2%",
            "hang-seng-tech", ""},
        Row{"CodeWithoutZeros",
            "登輝控股（1692）公布，純利升26%。\n\n金輝（137）公布，去年純利8.27億元。", "8.27億元",
            "x:金辉", ""},
        Row{"PlaceIsPartOfTheName", "雲南建投混凝土（01847）股價跌3%，中期收入82億元。", "82億元",
            "x:云南建投混凝土", ""},
        Row{"SumSoFarOfTheSame",
            "三大法人昨日合計買超214億元。其中外資買超162億元、連二買，累計買超297億元。",
            "297億元", "foreign-investors-tw", "", "2026-01-20"},
        Row{"SessionOfThePaper",
            "港股昨日下跌，恒指跌202點。\n\n市場觀望氣氛濃厚。分析員看法不一。資金流向未明。\n\n"
            "美團績後受壓，股價急瀉12.5%。",
            "12.5%", "meituan", "2026-04-27 2026-04-27"},
        Row{"WhatWasLeftBehindIsOfItsOwnTime",
            "國泰航空去年客運收益724億元，運載率由前年的83.2%升至85.2%，乘客2887萬人次。"
            "貨運收益242億元。",
            "242億元", "cathay-pacific", "2025-01-01 2025-12-31"},
        Row{"ReachOfARecordIsNoTime",
            "寧德時代集資額最多310億元，成為2021年快手集資483億元以來本港最大宗新股。"
            "基石投資者認購26億元。",
            "310億元", "catl", ""},
        Row{"MonthThatIsGoneIsNotToCome",
            "泡泡瑪特業績勝預期，高盛預測2026年收入將增長。摩通上月把目標價削至300元。", "300元",
            "pop-mart", "2026-03-01 2026-03-31"},
        Row{"TwoYearsInOrder", "花旗料泡泡瑪特今明兩年純利分別達136億元及172億元。", "172億元",
            "pop-mart", "2027-01-01 2027-12-31"},
        Row{"HeadlineWithoutCurrency", "匯豐去年多賺一成至298億\n\n匯豐公布業績。", "298億", "hsbc",
            ""},
        Row{"CompanyOfNoTableInAHeadline", "景碩回溫 達欣首季每股賺0.63元\n\n營建廠今天公布財報。",
            "0.63元", "x:达欣", ""},
        Row{"NameBehindWhatItMakes", "AOI檢測設備商晶測首季每股盈餘0.9元，創同期新高。", "0.9元",
            "x:晶测", ""},
        Row{"NameThatOpensThePublicOffer",
            "豐泰雲倉香港公開發售獲超額認購128倍，最終發售價12.4元。", "12.4元", "x:丰泰云仓", ""},
        Row{"TitleNamesWhomACodeNames",
            "駿景科技回購股份\n\n駿景科技（1893）獲東亞銀行提供貸款。\n\n該集團今日股價收報1."
            "18元。",
            "1.18元", "x:骏景科技", ""},
        Row{"CentralBankOfTheTitle",
            "澳洲央行維持利率\n\n澳洲央行議息後維持利率。\n\n央行預測今年底通脹按年升3.7%。",
            "3.7%", "australia", "2026-12-01 2026-12-31"},
        Row{"NationOfTheTitle",
            "日本11月核心CPI按年升2.7%\n\n日本政府公布數據。\n\n11月全國整體CPI按年上升2.9%。",
            "2.9%", "japan", ""},
        Row{"BankOfTheCountryInTheTitle",
            "英國上月CPI按年升至3%\n\n英國1月CPI按年上升3%。\n\n央行維持利率4.5厘。", "4.5厘",
            "bank-of-england", ""},
        Row{"DaysOfTheWeekDealt",
            "日經平均指數收報39149點。日股本周4日市，累升362點。\n\n韓國首爾綜合指數收報2591點。",
            "2591點", "kospi", "2026-04-28 2026-04-28"},
        Row{"RecordIsNoTimeOfWhatFollows",
            "道指高見44640點，是2月7日44857點後最高。收市報44593點。", "44593點", "dow-jones",
            "2026-04-27 2026-04-27"},
        Row{"YearOfABudgetBeginsInApril",
            "財政司司長公布，本年度政府開支7312億元，來年度料升至7511億元。", "7511億元", "",
            "2027-04-01 2028-03-31"},
        Row{"YearOfABudgetThatIsOver", "稅務局公布，本港上年度整體稅收3416億元，按年少2%。",
            "3416億元", "", "2025-04-01 2026-03-31"},
        Row{"MonthOfAContract", "6月台指期以21336點作收，下跌36點。", "36點", "",
            "2026-04-28 2026-04-28"},
        Row{"SessionIsNotOfTheQuarterReported",
            "華虹半導體（01347）上日公布去年第四季轉蝕，拖累股價一度瀉5.9%，低見24.75元。",
            "24.75元", "hua-hong", "2026-04-28 2026-04-28"},
        Row{"HowHardItMovedIsNoPartOfTheName", "國泰跌9%，低見5.9元。\n\n惠捷環球急挫21%。", "21%",
            "x:惠捷环球", ""},
        Row{"NameOfNoTableGoesOn",
            "小馬智行香港公開發售超額認購14.2倍。\n\n均捷電子香港公開發售超額認購132."
            "4倍。國際配售超額認購7."
            "8倍。",
            "7.8倍", "x:均捷电子", ""},
        Row{"PartOfAHeadline", "歐股走低 油價跌逾3%\n\n油價下滑。", "3%", "crude-oil", ""},
        Row{"WhatItDealsInEndsItsName", "山東黃金（01787）升1.3%；靈泉黃金（03337）跌2.4%。",
            "2.4%", "x:灵泉黄金", ""},
        Row{"MakerBehindWhatItMakes", "美容保養保健品牌廠雅郁國際董事會通過第1季財報每股賺2.11元。",
            "2.11元", "x:雅郁国际", ""},
        Row{"HeadlineOfACompanyOfNoTable",
            "昱寶本業獲利年增逾4成 首季每股賺4.86元\n\n昱寶樹脂今天公告第1季淨利6.06億元，"
            "較去年同期減少0.6%。\n\n昱寶統計，第1季營收39.8億元。",
            "4.86元", "x:昱宝", ""},
        Row{"HeadOfANameOfNoTable",
            "昱寶樹脂今天公告第1季淨利6.06億元，較去年同期減少0.6%。\n\n昱寶統計，第1季營收39."
            "8億元。",
            "39.8億元", "x:昱宝树脂", ""},
        Row{"NextInOrder", "首季富邦金每股盈餘2.9元最高，其次依序為國泰金2.3元、中信金0.8元。",
            "2.3元", "cathay-fhc", ""},
        Row{"PartOfABudgetsYear", "財庫局公布，今個財政年度首3季政府錄得赤字2511億元。", "2511億元",
            "hong-kong", "2025-04-01 2025-12-31", "2026-02-27"},
        Row{"WhatIsLeftOutIsNotItsOwner",
            "按揭證券公司去年虧損3.1億元。撇除全資附屬的香港年金公司虧損，經調整稅後溢利6.4億元。",
            "6.4億元", "hkmc", ""},
        Row{"UntilLastMonthNamesNoCompany", "金管局公布，至上月底止，外匯基金總資產4.1萬億元。",
            "4.1萬億元", "", ""},
        Row{"NameBehindADateline",
            "（中央社記者王小明台北9日電）昱寶樹脂今天公告第1季淨利6.06億元。", "6.06億元",
            "x:昱宝树脂", ""},
        Row{"OilIsNoCompany", "國際油價跌逾2%\n\n國際油價受壓。", "2%", "crude-oil", ""},
        Row{"UnderwritingProfitHidesNoName",
            "台灣產險業在業務承保利益挹注下，首季稅前淨利達93億元。", "93億元", "taiwan-non-life",
            ""}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    MainlandNotices, ReadsUnseen,
    testing::Values(
        Row{"HeadOfANotice", "龙川环境：2024年净利预增35%", "35%", "x:龙川环境", ""},
        Row{"CodeOfASite", "龙川环境(行情300999,诊股)3月2日晚公告，2025年净利润1.2亿元。",
            "1.2亿元", "x:龙川环境", "2025-01-01 2025-12-31"},
        Row{"DisclosesItsAccounts",
            "天齐锂业一季度净利润5亿元。\n\n获悉，龙川环境披露一季报，公司2025年一季度实现营业收入"
            "24.9亿元。",
            "24.9亿元", "x:龙川环境", "2025-01-01 2025-03-31"},
        Row{"BreakInsideAShortName", "沪指收红，移川通信跌停，艾为川涨逾7%。", "7%", "x:艾为川",
            ""},
        Row{"OwnerOfAccounts", "报告期内，正川技术的毛利率为11.6%。", "11.6%", "x:正川技术", ""},
        Row{"QuotedStartUp", "“灵川机器人”完成3亿元A轮融资", "3亿元", "x:灵川机器人", ""},
        Row{"ItemOfAList", "1.恩川医疗完成数千万元B轮融资，投资方为某基金。", "数千万元",
            "x:恩川医疗", ""},
        Row{"HoldersAreNoName", "龙川环境股东拟减持不超2.5%股份。", "2.5%", "x:龙川环境", ""},
        Row{"ShareOpensItsClause", "腾讯医疗业务收入14.4亿元，占总营收的35%。", "35%", "tencent",
            ""},
        Row{"AllOfThePlaceThatIsTold", "苏州市统计局公布前三季度数据。全市金融业增加值2952亿元。",
            "2952亿元", "suzhou", ""},
        Row{"MembersThatEndAlike", "国内汽、柴油零售限价每吨分别下调215元和205元。", "215元",
            "gasoline", ""},
        Row{"WhatTheTextCallsIt",
            "北京岚策投资有限公司（以下简称北京岚策）质押股份。北京岚策持股比例为40.2%。", "40.2%",
            "x:北京岚策", ""},
        Row{"CommodityBesideAShare", "特斯拉涨2.1%。\n\n现货黄金下跌8.2美元。", "8.2美元", "gold",
            ""},
        Row{"HolderIsNoPartOfTheName", "龙川生物股东余云川拟减持不超1.8%股份。", "1.8%",
            "x:龙川生物", ""},
        Row{"MonthBehindAnAbbreviation", "东京CPI6月同比上涨1.7%。", "1.7%", "tokyo", ""},
        Row{"FundByItsIndex", "其中，恒生医疗ETF涨3.1%。", "3.1%", "x:恒生医疗ETF", ""},
        Row{"FundAndItsHouse", "科创50ETF华夏净流入14.6亿元。", "14.6亿元", "x:科创50ETF华夏", ""},
        Row{"EachListByItsOwnWord",
            "光器件制造、分立器件制造行业利润分别增长53.1%、40.2%；专用材料制造、"
            "卫生及敷料制造行业利润分别增长66.5%、19.3%。",
            "19.3%", "x:卫生及敷料制造", ""}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
