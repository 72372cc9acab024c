// What the time reader promises, one row per behaviour (NUMBERS.md §10).
#include "extract/time/time_expression.h"

#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <string>
#include <vector>

#include "extract/time/lunar_calendar.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kArticleDay = "2026-02-24";  // a Tuesday

struct Case {
  std::string name;  // ASCII; becomes the test's name
  std::string text;  // folded
  // One per expression: "text|start|end", nothing for an open or unknown end.
  std::vector<std::string> want;
  std::string_view reference = kArticleDay;
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.text; }
std::string NameOf(const testing::TestParamInfo<Case>& row) { return row.param.name; }

std::vector<TimeExpression> Find(std::string_view text, std::string_view reference = kArticleDay) {
  TimeContext context;
  context.reference = Date::Parse(reference);
  return FindTimes(text, context);
}

std::vector<std::string> Read(const Case& c) {
  std::vector<std::string> out;
  for (const TimeExpression& time : Find(c.text, c.reference)) {
    out.push_back(std::string(Slice(c.text, time.span)) + "|" +
                  (time.start ? time.start->ToString() : "") + "|" +
                  (time.end ? time.end->ToString() : ""));
  }
  return out;
}

class FindsTimes : public testing::TestWithParam<Case> {};
TEST_P(FindsTimes, AsWanted) { EXPECT_EQ(Read(GetParam()), GetParam().want); }

INSTANTIATE_TEST_SUITE_P(
    Dates, FindsTimes,
    testing::Values(
        Case{"Whole", "2026年2月24日发布", {"2026年2月24日|2026-02-24|2026-02-24"}},
        Case{"Spaced", "2026 年 2 月 24 日发布", {"2026 年 2 月 24 日|2026-02-24|2026-02-24"}},
        Case{"HanDigits", "二〇二五年十二月三日", {"二〇二五年十二月三日|2025-12-03|2025-12-03"}},
        Case{"Iso", "更新于2026-02-24", {"2026-02-24|2026-02-24|2026-02-24"}},
        Case{"IsoInstant",
             "2026-02-24T14:00:05+08:00",
             {"2026-02-24T14:00:05|2026-02-24|2026-02-24"}},
        Case{"DayFirst", "24/02/2026 14:00", {"24/02/2026 14:00|2026-02-24|2026-02-24"}},
        Case{"MonthFirstWhereItMust", "02/24/2026", {"02/24/2026|2026-02-24|2026-02-24"}},
        Case{"DotAndHyphen", "1998.03-07", {"1998.03-07|1998-03-07|1998-03-07"}},
        Case{"YearMonth", "2025-09", {"2025-09|2025-09-01|2025-09-30"}},
        Case{"TwoDigitYear", "25年3月投产", {"25年3月|2025-03-01|2025-03-31"}},
        Case{"TwoDigitYearCompared", "较24年增长", {"24年|2024-01-01|2024-12-31"}},
        Case{"Republic", "民国114年5月", {"民国114年5月|2025-05-01|2025-05-31"}},
        Case{"RepublicUnnamed", "统计处公布114年10月外销", {"114年10月|2025-10-01|2025-10-31"}},
        Case{"RepublicOpensClause", "统计处公布,113年出口增加", {"113年|2024-01-01|2024-12-31"}},
        Case{"HundredYearsAreALength", "公司有112年历史,创立115年", {}},
        Case{"LatinNameBefore", "Kimi1月27日登顶", {"1月27日|2026-01-27|2026-01-27"}},
        Case{"MonthBeforeNow", "12月发布", {"12月|2025-12-01|2025-12-31"}},
        Case{"MonthToCome", "预计6月发布", {"6月|2026-06-01|2026-06-30"}},
        Case{"MonthAfterYear",
             "2024年5月开工,9月投产",
             {"2024年5月|2024-05-01|2024-05-31", "9月|2024-09-01|2024-09-30"}},
        Case{"MonthOfNextSentence",
             "2024年5月开工。9月投产",
             {"2024年5月|2024-05-01|2024-05-31", "9月|2025-09-01|2025-09-30"}},
        Case{"BareDay", "24日收报", {"24日|2026-02-24|2026-02-24"}},
        Case{"DayAndNotTheFirst", "一日大约生成三篇", {}},
        Case{"BareDayOfLastMonth", "28日收报", {"28日|2026-01-28|2026-01-28"}},
        Case{"LeapDay", "2月29日", {"2月29日|2024-02-29|2024-02-29"}},
        Case{"ComparedYear", "将较2025年增长", {"2025年|2025-01-01|2025-12-31"}},
        Case{"MonthTen", "1月上旬", {"1月上旬|2026-01-01|2026-01-10"}},
        Case{"MonthOfLastYear", "去年11月", {"去年11月|2025-11-01|2025-11-30"}},
        Case{"YearAlone", "2025", {"2025|2025-01-01|2025-12-31"}},
        Case{"YearBeforeHan", "2025年中国市场", {"2025年|2025-01-01|2025-12-31"}}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Periods, FindsTimes,
    testing::Values(
        Case{"YearEnd", "截至去年底", {"去年底|2025-12-01|2025-12-31"}},
        Case{"YearMiddle", "2025年中", {"2025年中|2025-06-01|2025-07-31"}},
        Case{"YearStart", "2024年初为", {"2024年初|2024-01-01|2024-01-31"}},
        Case{"MonthEnd", "12月底", {"12月底|2025-12-21|2025-12-31"}},
        Case{"BareYearEnd", "年底存货", {"年底|2025-12-01|2025-12-31"}},
        Case{"YearEndToCome", "到年底达到", {"年底|2026-12-01|2026-12-31"}},
        Case{"BareQuarterHasEnded", "第四季度收入", {"第四季度|2025-10-01|2025-12-31"}},
        Case{"BareHalfHasEnded", "上半年收入", {"上半年|2025-01-01|2025-06-30"}},
        Case{"BareHalfOfThisYear", "上半年收入", {"上半年|2026-01-01|2026-06-30"}, "2026-08-24"},
        Case{"QuarterLabels",
             "2025Q4,25Q3,2Q25,Q1 2025",
             {"2025Q4|2025-10-01|2025-12-31", "25Q3|2025-07-01|2025-09-30",
              "2Q25|2025-04-01|2025-06-30", "Q1 2025|2025-01-01|2025-03-31"}},
        Case{"SeasonQuarter", "去年第三季", {"去年第三季|2025-07-01|2025-09-30"}},
        Case{"FirstQuarters", "前三季度", {"前三季度|2025-01-01|2025-09-30"}},
        Case{"FirstMonths", "前两个月", {"前两个月|2026-01-01|2026-02-28"}},
        Case{"FirstMonthsOfLastYear", "前11个月", {"前11个月|2025-01-01|2025-11-30"}},
        Case{"MacroMonths", "1-2月工业", {"1-2月|2026-01-01|2026-02-28"}, "2026-03-16"},
        Case{"MacroMonthsNotToCome", "1-11月工业", {"1-11月|2025-01-01|2025-11-30"}},
        Case{"DayRange", "2月9日至15日", {"2月9日至15日|2026-02-09|2026-02-15"}},
        Case{"DayRangeOneUnit", "2月9-15日", {"2月9-15日|2026-02-09|2026-02-15"}},
        Case{"AcrossMonths", "2月9日-3月1日", {"2月9日-3月1日|2026-02-09|2026-03-01"}},
        Case{"AcrossYears", "11月20日至1月5日", {"11月20日至1月5日|2025-11-20|2026-01-05"}},
        Case{"Years", "2024-2026年", {"2024-2026年|2024-01-01|2026-12-31"}},
        Case{"YearsListed", "2024、2025年", {"2024、2025年|2024-01-01|2025-12-31"}},
        Case{"MonthsJoined", "2月及3月", {"2月及3月|2026-02-01|2026-03-31"}},
        Case{"FromEndToEndAreTwo",
             "从2024年底到2025年底",
             {"2024年底|2024-12-01|2024-12-31", "2025年底|2025-12-01|2025-12-31"}},
        Case{"BudgetYear", "2026-27年度预算", {"2026-27年度|2026-04-01|2027-03-31"}},
        Case{"FiscalYearIsALabel", "2025财年收入", {"2025财年||"}},
        Case{"ReportingPeriod",
             "截至2025年12月31日止三个月",
             {"2025年12月31日止三个月|2025-10-01|2025-12-31"}},
        Case{"Decade", "20世纪80年代初", {"20世纪80年代初|1980-01-01|1982-12-31"}},
        Case{"BareDecade", "90年代", {"90年代|1990-01-01|1999-12-31"}},
        Case{"LastYears",
             "前年与明年",
             {"前年|2024-01-01|2024-12-31", "明年|2027-01-01|2027-12-31"}},
        Case{"SamePeriod",
             "2025年第四季度收入高于去年同期",
             {"2025年第四季度|2025-10-01|2025-12-31", "去年同期|2024-10-01|2024-12-31"}},
        Case{"SamePeriodOfWhatIsTold",
             "2025年第3季营收,较第2季增加14%,比去年同期增加11%",
             {"2025年第3季|2025-07-01|2025-09-30", "第2季|2025-04-01|2025-06-30",
              "去年同期|2024-07-01|2024-09-30"}},
        Case{"WholeWeek", "全星期计,恒指累跌", {"全星期|2026-02-23|2026-03-01"}}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Relative, FindsTimes,
    testing::Values(
        Case{"Yesterday", "昨日", {"昨日|2026-02-23|2026-02-23"}},
        Case{"YesterdayBracketed", "昨日(23日)", {"昨日(23日)|2026-02-23|2026-02-23"}},
        Case{"TaiwanToday", "今(24)日", {"今(24)日|2026-02-24|2026-02-24"}},
        Case{"WeekdayBracketWins", "周一(1月27日)", {"周一(1月27日)|2026-01-27|2026-01-27"}},
        Case{"FullWidthBrackets", "周二（24日）", {"周二（24日）|2026-02-24|2026-02-24"}},
        Case{"HeadlineOfToday", "台股今涨37点", {"今|2026-02-24|2026-02-24"}},
        Case{"NoToday", "如今涨价", {}},
        Case{"ThreeOfThem", "上周三大指数", {"上周|2026-02-16|2026-02-22"}},
        Case{"SlashBehindAMarket", "台股2/11收", {"2/11|2026-02-11|2026-02-11"}},
        Case{"SlashIsAShare", "甚至1/5", {}}, Case{"RoundTheClock", "7/24小时服务", {}},
        Case{"LastFriday", "上周五", {"上周五|2026-02-20|2026-02-20"}},
        Case{"BareWeekday", "周三收市", {"周三|2026-02-18|2026-02-18"}},
        Case{"LastWeek", "上周", {"上周|2026-02-16|2026-02-22"}},
        Case{"LastTwentyDays", "近20天", {"近20天|2026-02-05|2026-02-24"}},
        Case{"LastMonthsOfAFund", "近3月累计", {"近3月|2025-11-24|2026-02-24"}},
        Case{"NearlyMarch", "接近3月底", {"3月底|2025-03-21|2025-03-31"}},
        Case{"PastTwoYears", "过去两年里", {"过去两年里|2024-02-24|2026-02-24"}},
        Case{"ComingYears", "未来三年", {"未来三年|2026-02-24|2029-02-24"}},
        Case{"YearsAgo", "3年前", {"3年前|2023-01-01|2023-12-31"}},
        Case{"DaysLater", "10天后", {"10天后|2026-03-06|2026-03-06"}},
        Case{"AgoAndBackToNow",
             "4年前售出1台,4年后售出9台",
             {"4年前|2022-01-01|2022-12-31", "4年后|2026-01-01|2026-12-31"}},
        Case{"FestivalOfYearsAgo",
             "5年前,全民双11",
             {"5年前|2021-01-01|2021-12-31", "双11|2021-11-11|2021-11-11"}},
        Case{"YearToDate",
             "今年以来,年初至今,年内",
             {"今年以来|2026-01-01|2026-02-24", "年初至今|2026-01-01|2026-02-24",
              "年内|2026-01-01|2026-02-24"}},
        Case{"Since", "2024年3月以来", {"2024年3月以来|2024-03-01|2026-02-24"}},
        Case{"BeforeAYear", "2030年前", {"2030年前||2029-12-31"}},
        Case{"BeforeAYearsEnd", "2030年底前", {"2030年底前||2030-12-31"}},
        Case{"AfterAYear", "2030年后", {"2030年后|2031-01-01|"}},
        Case{"Vague", "公司日前宣布", {"日前||"}},
        Case{"NoReference", "昨日,2025年", {"昨日||", "2025年|2025-01-01|2025-12-31"}, ""}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Lunar, FindsTimes,
    testing::Values(
        Case{"Eve", "除夕夜", {"除夕夜|2026-02-16|2026-02-16"}},
        Case{"EveToCome", "除夕", {"除夕|2026-02-16|2026-02-16"}, "2026-02-10"},
        Case{"FifthDay", "年初五", {"年初五|2026-02-21|2026-02-21"}},
        Case{"FifthDayIsNotYearStart",
             "大年初五,年初",
             {"大年初五|2026-02-21|2026-02-21", "年初|2026-01-01|2026-01-31"}},
        Case{"SpringFestival", "春节", {"春节|2026-02-17|2026-02-17"}},
        Case{"SpringHoliday", "春节假期", {"春节假期|2026-02-15|2026-02-23"}},
        Case{"SpringHolidayByItsDays", "春节9天长假", {"春节9天长假|2026-02-15|2026-02-23"}},
        Case{"SpringHolidayOfNoTable", "2019年春节期间", {"2019年春节期间|2019-02-04|2019-02-11"}},
        Case{"SpringTravel", "春运期间", {"春运期间|2026-02-02|2026-03-13"}},
        Case{"SpringTravelBegins", "春运首日", {}},
        Case{"TwoFestivals", "2025年国庆中秋连休", {"2025年国庆中秋连休|2025-10-01|2025-10-08"}},
        Case{"DayThatIsDaysAgo",
             "12天前上市,当天上涨",
             {"12天前|2026-02-12|2026-02-12", "当天|2026-02-12|2026-02-12"}},
        Case{"QuarterByItsMonth", "9月季", {"9月季|2025-07-01|2025-09-30"}},
        Case{"MonthOfSeason", "3月季节性", {"3月|2026-03-01|2026-03-31"}},
        Case{"FinalDividend", "2025年末期股息", {"2025年|2025-01-01|2025-12-31"}},
        Case{"YearEnd", "2025年末", {"2025年末|2025-12-01|2025-12-31"}},
        Case{"StemYear", "乙巳年除夕", {"乙巳年除夕|2026-02-16|2026-02-16"}},
        Case{"LunarDate", "农历八月十五日", {"农历八月十五日|2025-10-06|2025-10-06"}},
        Case{"MidAutumn", "去年中秋节", {"去年中秋节|2025-10-06|2025-10-06"}},
        Case{"NationalByDate", "十一黄金周", {"十一黄金周|2025-10-01|2025-10-08"}},
        Case{"National", "国庆", {"国庆|2025-10-01|2025-10-01"}},
        Case{"SalesDay", "双十一期间", {"双十一期间|2025-11-11|2025-11-13"}}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    English, FindsTimes,
    testing::Values(
        Case{"MonthFirst", "on Feb. 24, 2026.", {"Feb. 24, 2026|2026-02-24|2026-02-24"}},
        Case{"DayFirst", "on 24 February", {"24 February|2026-02-24|2026-02-24"}},
        Case{"LastYear", "last year", {"last year|2025-01-01|2025-12-31"}},
        Case{"FirstHalf",
             "the first half of 2025",
             {"the first half of 2025|2025-01-01|2025-06-30"}},
        Case{"BareYear", "in 2025 it sold", {"2025|2025-01-01|2025-12-31"}},
        Case{"CountIsNoYear", "more than 2000 chips", {}}, Case{"ModalMay", "it may 5 times", {}},
        Case{"YearOnYear", "up 5% year-on-year", {}},
        Case{"OnTuesday", "said on Tuesday", {"Tuesday|2026-02-24|2026-02-24"}},
        Case{"PastYears", "over the past two years", {"the past two years|2024-02-24|2026-02-24"}},
        Case{"FiscalLabel", "in FY2026", {"FY2026||"}}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    ToCome, FindsTimes,
    testing::Values(Case{"RuleBegins", "自7月1日起施行", {"7月1日起|2026-07-01|"}},
                    Case{"StateLasts", "自1月起担任总裁", {"1月起|2026-01-01|2026-02-24"}},
                    Case{"QuarterMay", "三季度可能推出新机", {"三季度|2026-07-01|2026-09-30"}},
                    Case{"NotRuledOut", "不排除在7月加息", {"7月|2026-07-01|2026-07-31"}},
                    Case{"Forecast", "预估第4季营收", {"第4季|2026-10-01|2026-12-31"}},
                    Case{"ReportOnTheFirstQuarter", "一季报披露", {"一季|2026-01-01|2026-03-31"}},
                    Case{"QuarterThatRuns", "第一季出货持平", {"第一季|2026-01-01|2026-03-31"}},
                    Case{"Behind", "在一年内提高了5倍", {"一年内|2025-02-24|2026-02-24"}},
                    Case{"Ahead", "将在三年内建成", {"三年内|2026-02-24|2029-02-24"}},
                    Case{"ContractMonth", "WTI 4月原油期货收涨", {}}),
    NameOf);
INSTANTIATE_TEST_SUITE_P(
    Compared, FindsTimes,
    testing::Values(
        Case{"SameMonth",
             "2025年5月增长,去年同月下跌",
             {"2025年5月|2025-05-01|2025-05-31", "去年同月|2025-05-01|2025-05-31"}},
        Case{"QuarterBeforeTheOneSpokenOf",
             "第三季增长,较上季加快",
             {"第三季|2025-07-01|2025-09-30", "上季|2025-04-01|2025-06-30"}},
        Case{"MonthBeforeTheOneSpokenOf",
             "去年10月同比下降,降幅比上月收窄",
             {"去年10月|2025-10-01|2025-10-31", "上月|2025-09-01|2025-09-30"}},
        Case{"QuarterBeforeAVerb", "2024年Q1完成扩容", {"2024年Q1|2024-01-01|2024-03-31"}},
        Case{"SameQuarter",
             "2025年第三季增长,较去年同季快",
             {"2025年第三季|2025-07-01|2025-09-30", "去年同季|2024-07-01|2024-09-30"}},
        Case{"ToThisYear", "截至今年1月", {"今年1月|2026-01-01|2026-01-31"}},
        Case{"YesterdayClosed", "该股昨收151元", {"昨|2026-02-23|2026-02-23"}},
        Case{"RangeToToday",
             "今日上午2时20分至今日下午1时20分",
             {"今日上午2时20分|2026-02-24|2026-02-24", "今日下午1时20分|2026-02-24|2026-02-24"}},
        Case{"TwoDaysAreNoDate", "连升两日", {}},
        Case{"BudgetYearAlone", "2028/29及其后年度", {"2028/29|2028-04-01|2029-03-31"}},
        Case{"FiscalMonths", "本财年前八个月", {"前八个月||"}}, Case{"Fraction", "4 6/3", {}},
        Case{"NegativeFraction", "-3/2", {}}),
    NameOf);
INSTANTIATE_TEST_SUITE_P(
    EnglishPeriods, FindsTimes,
    testing::Values(
        Case{"HyphenQuarter", "fourth-quarter revenue", {"fourth-quarter|2025-10-01|2025-12-31"}},
        Case{"FiscalQuarter", "fiscal second quarter", {"fiscal second quarter||"}},
        Case{"QuarterOfFiscal", "third quarter of fiscal 2026", {"third quarter of fiscal 2026||"}},
        Case{"QuarterEnded",
             "the quarter ended Jan. 25, 2026",
             {"the quarter ended Jan. 25, 2026|2025-10-26|2026-01-25"}},
        Case{"MonthsEnded",
             "three months ended December 31, 2025",
             {"three months ended December 31, 2025|2025-10-01|2025-12-31"}},
        Case{"YearEndingIsToCome",
             "the year ending March 31",
             {"the year ending March 31|2025-04-01|2026-03-31"}},
        Case{"FinalQuarter",
             "in the final quarter of 2024",
             {"the final quarter of 2024|2024-10-01|2024-12-31"}},
        Case{"FinalMonths",
             "the last three months of 2024",
             {"the last three months of 2024|2024-10-01|2024-12-31"}},
        Case{"ViewOfAMonth", "below its May forecast", {}},
        Case{"YearBeforeAVerb", "profit for 2025 climbed", {"2025|2025-01-01|2025-12-31"}},
        Case{"AfterQuarterRevenue", "after Q4 revenue rose", {"Q4|2025-10-01|2025-12-31"}}),
    NameOf);
INSTANTIATE_TEST_SUITE_P(
    EnglishReports, FindsTimes,
    testing::Values(
        Case{"MonthsTo",
             "in the three months to June",
             {"the three months to June|2025-04-01|2025-06-30"}},
        Case{"MonthsToTheEnd",
             "the six months to the end of December",
             {"the six months to the end of December|2025-07-01|2025-12-31"}},
        Case{"FiscalQuarterEnded",
             "the fiscal second quarter ended July 28, 2024",
             {"the fiscal second quarter ended July 28, 2024|2024-04-29|2024-07-28"}},
        Case{"NamedByItsMonth", "the December quarter", {"December quarter|2025-10-01|2025-12-31"}},
        Case{"NamedByItsMonthsWithTo",
             "the July-to-September quarter of 2025",
             {"July-to-September quarter of 2025|2025-07-01|2025-09-30"}},
        Case{"NamedByItsMonths",
             "the July-September quarter of 2025",
             {"July-September quarter of 2025|2025-07-01|2025-09-30"}},
        Case{"SoFar", "up 12% so far this year", {"so far this year|2026-01-01|2026-02-24"}},
        Case{"CurrentQuarter",
             "for the current quarter",
             {"the current quarter|2026-01-01|2026-03-31"}},
        Case{"YearBeforeItsNoun",
             "raised its 2026 revenue forecast",
             {"2026|2026-01-01|2026-12-31"}},
        Case{"MonthBeforeItsNoun", "January sales rose", {"January|2026-01-01|2026-01-31"}},
        Case{"FromYearToYear", "grew from 2019 to 2023", {"2019 to 2023|2019-01-01|2023-12-31"}},
        Case{"BetweenMonths",
             "between July and September",
             {"July and September|2025-07-01|2025-09-30"}},
        Case{"TwoMonthsAsOne",
             "grew 5.7% in January and February",
             {"January and February|2026-01-01|2026-02-28"}},
        Case{"TwoMonthsApart",
             "grew in January and March",
             {"January|2026-01-01|2026-01-31", "March|2026-03-01|2026-03-31"}},
        Case{"MonthsByHyphen", "rose for January-April", {"January-April|2025-01-01|2025-04-30"}},
        Case{"ForMonths", "For April to June", {"April to June|2025-04-01|2025-06-30"}},
        Case{"BetweenYears", "between 2022 and 2025", {"2022 and 2025|2022-01-01|2025-12-31"}},
        Case{"YearEndAhead", "by year-end", {"year-end|2026-12-01|2026-12-31"}},
        Case{"WeekdayAndDate",
             "Wednesday, 18 February",
             {"Wednesday, 18 February|2026-02-18|2026-02-18"}},
        Case{"PeriodBefore", "in the previous three months", {}}),
    NameOf);
INSTANTIATE_TEST_SUITE_P(
    HoldsNone, FindsTimes,
    testing::Values(Case{"Durations", "55天,10秒,三年期,7天期,5年间", {}},
                    Case{"Decimals", "5.5日,24.5亿,2,024年", {}},
                    Case{"Rates", "日均,月活,周调用量,年化,年均,按季,按年,每周一", {}},
                    Case{"Names", "第一财经,千年老店,中国日报,四川,九号公司,一季", {}},
                    Case{"Clockless", "7x24小时,24小时,3点建议,比分3:1,16:9", {}},
                    Case{"Japan", "同日本代表,24日本田", {}},
                    Case{"AroundTheClock", "连续3日,近5日均线,10日线", {}},
                    Case{"Goals", "目前,此前,提前,最后,表明", {}}, Case{"Headline", "今日头条", {}},
                    Case{"Chips", "H20,H100,Q3A,5G,M3芯片", {}}),
    NameOf);

TEST(FindTimes, ReadsClocksOfTheLastDay) {
  const auto times = Find("除夕互动19亿次,当晚21时46分达到峰值");
  ASSERT_EQ(times.size(), 2u);
  EXPECT_EQ(times[1].start, (Date{2026, 2, 16}));
  EXPECT_EQ(times[1].clock, "21:46");
  EXPECT_EQ(times[1].granularity, Granularity::kMinute);
  EXPECT_TRUE(times[1].is_anaphoric);
}

TEST(FindTimes, TakesAnaphorsFromTheContext) {
  TimeContext context{Date{2026, 2, 24}, Date{2025, 11, 3}, Date{2025, 11, 3}};
  EXPECT_EQ(FindTimes("次日回落", context).at(0).start, (Date{2025, 11, 4}));
  EXPECT_EQ(FindTimes("当周累跌", context).at(0).start, (Date{2025, 11, 3}));
  EXPECT_EQ(FindTimes("同年上市", context).at(0).end, (Date{2025, 12, 31}));
  EXPECT_EQ(FindTimes("下午3点半", context).at(0).start, (Date{2025, 11, 3}));
  EXPECT_EQ(FindTimes("下午3点半", context).at(0).clock, "15:30");
  // 次日 of nothing is no day.
  EXPECT_EQ(Find("次日回落").at(0).start, std::nullopt);
}

TEST(FindTimes, TakesEchoesFromWhatTheTextHasNamed) {
  // 假期 is the festival named last, and none where none was named.
  const auto holiday = Find("春节假期落幕。文旅部公布,假期国内出游5亿人次,假期首日最多");
  ASSERT_EQ(holiday.size(), 3u);
  EXPECT_EQ(holiday[1].start, (Date{2026, 2, 15}));
  EXPECT_EQ(holiday[1].end, (Date{2026, 2, 23}));
  EXPECT_EQ(holiday[2].end, (Date{2026, 2, 15}));
  EXPECT_TRUE(Find("假期出游人数增加").empty());
  EXPECT_TRUE(Find("春节后,暑假期间生意清淡").size() < 2);
  // A festival of another year is on other days.
  EXPECT_EQ(Find("春节档票房57亿元,而2025年同期曾达95亿元").at(1).start, (Date{2025, 1, 28}));
  EXPECT_EQ(Find("节后首个交易日低开").at(0).start, (Date{2026, 2, 24}));
  // 当季 is the quarter that was spoken of, not the one that runs.
  EXPECT_EQ(Find("三季度收入增长,较二季度提高,当季净增3008家").at(2).end, (Date{2025, 9, 30}));
  EXPECT_EQ(Find("公司2月3日发布财报。截至1月28日有9家店。财报公布当日股价跌").at(2).start,
            (Date{2026, 2, 3}));
}

TEST(FindTimes, MarksWhatKindOfTimeItIs) {
  EXPECT_TRUE(Find("截至2025年底").at(0).is_as_of);
  EXPECT_FALSE(Find("2025年底").at(0).is_as_of);
  EXPECT_TRUE(Find("到2030年").at(0).is_future);
  EXPECT_TRUE(Find("近20天").at(0).is_duration);
  EXPECT_TRUE(Find("近日").at(0).is_vague);
  EXPECT_TRUE(Find("周三(24日)").at(0).weekday_disagrees);
  EXPECT_FALSE(Find("周二(24日)").at(0).weekday_disagrees);
  EXPECT_EQ(Find("2025年第四季度").at(0).granularity, Granularity::kQuarter);
  EXPECT_EQ(Find("2月9日至15日").at(0).granularity, Granularity::kSpan);
}

TEST(FindTimes, StaysInsideAnyBytes) {
  const std::string_view pieces[] = {"2026", "年", "月", "初", "\xE5\xB9", "\xFF", "(",  "周",
                                     "一",   "至", " ",  "Q4", "Feb",      "上",   "十", "24"};
  std::uint32_t seed = 12345;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      seed = seed * 1664525u + 1013904223u;
      text += pieces[(seed >> 16) % std::size(pieces)];
    }
    std::size_t end = 0;
    for (const TimeExpression& time : Find(text)) {
      ASSERT_LT(time.span.begin, time.span.end) << text;
      ASSERT_LE(end, time.span.begin) << text;
      ASSERT_LE(time.span.end, text.size()) << text;
      if (time.start && time.end) {
        ASSERT_LE(*time.start, *time.end) << text;
      }
      end = time.span.end;
    }
  }
}

// Hong Kong Observatory's conversion tables.
TEST(LunarCalendar, KnowsTheNewYears) {
  constexpr std::array<Date, 26> kNewYears = {{
      {2010, 2, 14}, {2011, 2, 3},  {2012, 1, 23}, {2013, 2, 10}, {2014, 1, 31}, {2015, 2, 19},
      {2016, 2, 8},  {2017, 1, 28}, {2018, 2, 16}, {2019, 2, 5},  {2020, 1, 25}, {2021, 2, 12},
      {2022, 2, 1},  {2023, 1, 22}, {2024, 2, 10}, {2025, 1, 29}, {2026, 2, 17}, {2027, 2, 6},
      {2028, 1, 26}, {2029, 2, 13}, {2030, 2, 3},  {2031, 1, 23}, {2032, 2, 11}, {2033, 1, 31},
      {2034, 2, 19}, {2035, 2, 8},
  }};
  for (const Date& day : kNewYears) {
    EXPECT_EQ(LunarNewYear(day.year)->ToString(), day.ToString());
  }
}

TEST(LunarCalendar, KnowsDaysAndTheirLack) {
  EXPECT_EQ(FromLunar(2025, 8, 15), (Date{2025, 10, 6}));
  EXPECT_EQ(FromLunar(2025, 12, 29), (Date{2026, 2, 16}));
  EXPECT_EQ(FromLunar(2025, 12, 30), std::nullopt);
  EXPECT_EQ(FromLunar(2025, 13, 1), std::nullopt);
  EXPECT_EQ(FromLunar(1800, 1, 1), std::nullopt);
  EXPECT_EQ(QingmingOf(2026), (Date{2026, 4, 5}));
  EXPECT_EQ(QingmingOf(2024), (Date{2024, 4, 4}));
}

}  // namespace
}  // namespace heshu::extract
