// Of which day and which session what is traded abroad is told, by the clock at which a paper of
// Asia tells it.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/rules/read_figure.h"

namespace heshu::extract {
namespace {

struct Told {
  std::string name, published, text, figure;
  std::string subject, day, session;  // "" = none
};
void PrintTo(const Told& row, std::ostream* out) { *out << row.published << " " << row.text; }

class TellsSessions : public testing::TestWithParam<Told> {};
TEST_P(TellsSessions, ByTheClockOfAsia) {
  const Told& row = GetParam();
  const auto read = ReadFigure("市場消息\n\n" + row.text, row.published, row.figure);
  ASSERT_TRUE(read.has_value()) << read.error().ToString();
  const std::optional<Claim>& found = *read;
  ASSERT_TRUE(found.has_value()) << "no figure " << row.figure;
  ASSERT_TRUE(found->subject.has_value());
  EXPECT_EQ(found->subject->id, row.subject);
  ASSERT_TRUE(found->time.start.has_value());
  EXPECT_EQ(found->time.start->ToString(), row.day);
  const auto session = found->qualifiers.find("session");
  EXPECT_EQ(session == found->qualifiers.end() ? "" : session->second, row.session);
}

INSTANTIATE_TEST_SUITE_P(
    Clock, TellsSessions,
    testing::Values(
        Told{"NewYorkHasOpenedInTheEvening", "2025-03-14T23:07:00+08:00",
             "道指較早時報41337點，升524點，升幅1.28%。", "1.28%", "dow-jones", "2025-03-14",
             "intraday"},
        Told{"NewYorkHasClosedInTheMorning", "2025-03-14T05:48:00+08:00",
             "道瓊斯指數收報40813點，跌537點，跌幅1.3%。", "1.3%", "dow-jones", "2025-03-13", ""},
        Told{"NewYorkStillTradesAfterMidnight", "2026-05-09T01:04:28", "英伟达盘中大涨超18%。",
             "18%", "nvidia", "2026-05-08", "intraday"},
        Told{"SaturdaysReportIsOfFriday", "2025-02-22T06:27:00+08:00", "納斯達克指數跌2.2%。",
             "2.2%", "nasdaq-composite", "2025-02-21", ""},
        Told{"EarlyTradingIsOfTheDayToCome", "2026-03-26T16:18:39", "美股盤前，美光科技跌近3%。",
             "3%", "micron", "2026-03-26", "pre_market"},
        Told{"ADayThatIsNamedStays", "2026-06-22T23:14:00", "周一英伟达收跌6.43%。", "6.43%",
             "nvidia", "2026-06-22", "close"},
        Told{"EnglishOfAsiaTellsTheNightBefore", "2024-10-10T05:14:00+08:00",
             "The Dow Jones jumped 1.3 percent to 42,512.", "1.3 percent", "dow-jones",
             "2024-10-09", ""},
        Told{"EnglishOfNewYorkTellsItsOwnDay", "2024-10-10T17:14:00-04:00",
             "The Dow Jones jumped 1.3 percent to 42,512.", "1.3 percent", "dow-jones",
             "2024-10-10", ""},
        Told{"GoldOfNewYorkIsOfTheNightBefore", "2025-02-22T06:27:00+08:00",
             "紐約期金收報每盎司2953.2美元，跌2.9美元。", "2953.2美元", "gold-futures",
             "2025-02-21", ""},
        Told{"EuropeTradesInTheAfternoon", "2026-03-11T20:16:00", "英国富时100指数跌0.82%。",
             "0.82%", "ftse-100", "2026-03-11", "intraday"},
        Told{"OilIsNeverOver", "2026-03-11T17:02:00", "WTI原油涨4.07%。", "4.07%", "wti",
             "2026-03-11", "intraday"},
        Told{"ACloseIsOfTheDayThatTheTextAppearedOn", "2025-02-21T17:59:00+08:00",
             "Stocks in Hong Kong jumped on Friday after Alibaba announced on Thursday "
             "that its sales rose eight percent.\n\nThe Hang Seng Index finished at "
             "23,477.",
             "23,477", "hang-seng", "2025-02-21", "close"},
        Told{"GoldClosedInTheNightAtNoKnownHour", "2026-03-27",
             "现货黄金收盘跌2.7%，报4380美元/盎司。", "2.7%", "gold", "2026-03-26", "close"},
        Told{"EuropeMayTradeAtNoKnownHour", "2026-03-11", "英国富时100指数跌0.82%。", "0.82%",
             "ftse-100", "2026-03-11", "intraday"},
        Told{"EuropeClosedInTheNight", "2026-03-12", "欧洲主要股指收盘普跌，德国DAX指数收跌1.5%。",
             "1.5%", "dax", "2026-03-11", "close"},
        Told{"AReceiptTradesInNewYork", "2026-03-12", "台積電ADR漲0.86%，收422.06美元。", "0.86%",
             "tsmc", "2026-03-11", ""},
        Told{"SettledInTheNight", "2026-06-16", "7月交割的WTI原油下跌4.9%，结算价报每桶80.75美元。",
             "80.75美元", "wti", "2026-06-15", "close"},
        Told{"ADateInItsClauseStays", "2026-03-03", "现货黄金3月3日收报5086.2美元/盎司。",
             "5086.2美元", "gold", "2026-03-03", ""},
        Told{"HighestBeforeTheClose", "2026-03-12", "道指曾升300点，最终收市跌0.1%。", "300点",
             "dow-jones", "2026-03-11", "intraday"},
        Told{"LateTradingThatEndsTheDay", "2026-03-12", "恒生指数尾盘跌299点，报20127点。", "299点",
             "hang-seng", "2026-03-12", "close"},
        Told{"HighestOfADay", "2026-03-12", "寒武纪全天最高摸到895元。", "895元", "cambricon",
             "2026-03-12", "high"},
        Told{"HongKongBeforeItsClose", "2025-03-17T12:13:00+08:00",
             "恒生指數半日收市報24276點，升316點，升1.32%。", "1.32%", "hang-seng", "2025-03-17",
             "half_day"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::extract
