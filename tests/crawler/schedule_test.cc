#include "crawler/schedule.h"

#include <gtest/gtest.h>

#include <ostream>
#include <random>

#include "crawler/politeness.h"

namespace heshu::crawler {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const TimePoint kNow = std::chrono::sys_days(std::chrono::year(2026) / 2 / 24) + 14h;
const Dice kMiddle = [] { return 0.5; };  // no jitter
const SchedulePolicy kPolicy;

Milliseconds WaitOf(const Visit& visit, const Dice& dice = kMiddle) {
  return PlanVisit(visit, kPolicy, kNow, dice).at - kNow;
}

Freshness Validated() {
  Freshness freshness;
  freshness.has_validator = true;
  return freshness;
}

struct VisitCase {
  std::string name;
  Visit visit;
  Milliseconds wait;
};
void PrintTo(const VisitCase& c, std::ostream* os) { *os << c.name; }
class PlansVisit : public testing::TestWithParam<VisitCase> {};
TEST_P(PlansVisit, ByTheRule) { EXPECT_EQ(WaitOf(GetParam().visit), GetParam().wait); }

Visit Seen(VisitOutcome outcome, Milliseconds interval, Freshness freshness = Validated(),
           int failures = 0) {
  Visit visit;
  visit.outcome = outcome;
  visit.interval = interval;
  visit.failures = failures;
  visit.freshness = freshness;
  return visit;
}

Freshness Lives(Milliseconds lifetime) {
  Freshness freshness = Validated();
  freshness.lifetime = lifetime;
  return freshness;
}

Freshness Asks(Milliseconds retry_after) {
  Freshness freshness = Validated();
  freshness.retry_after = retry_after;
  return freshness;
}

Visit WithTtl(Visit visit, Milliseconds ttl) {
  visit.ttl = ttl;
  return visit;
}

using enum VisitOutcome;
INSTANTIATE_TEST_SUITE_P(
    Rules, PlansVisit,
    testing::Values(
        VisitCase{"FirstVisitIsAnHour", Seen(kNew, 0ms), 1h},
        VisitCase{"NewIsSooner", Seen(kNew, 100min), 80min},
        VisitCase{"NothingIsLater", Seen(kNothingNew, 100min), 150min},
        VisitCase{"NotUnderAQuarter", Seen(kNew, 16min), 15min},
        VisitCase{"NotOverAWeek", Seen(kNothingNew, days(6)), days(7)},
        VisitCase{"AnHourWithoutValidator", Seen(kNew, 60min, Freshness{}), 1h},
        VisitCase{"MaxAgeIsAwaited", Seen(kNew, 20min, Lives(6h)), 6h + 18min},
        VisitCase{"MaxAgeOfYearsIsAWeek", Seen(kNew, 20min, Lives(days(365))), 10584min},
        VisitCase{"ShortMaxAgeChangesNothing", Seen(kNew, 100min, Lives(1min)), 80min},
        VisitCase{"TtlIsAwaited", WithTtl(Seen(kNew, 20min), 2h), 2h + 6min},
        VisitCase{"RetryAfterIsAwaited", Seen(kNothingNew, 20min, Asks(5h)), 5h + 15min},
        VisitCase{"FailedOnce", Seen(kFailed, 1h, Freshness{}, 1), 1h},
        VisitCase{"FailedTwice", Seen(kFailed, 1h, Freshness{}, 2), 2h},
        VisitCase{"FailedForLong", Seen(kFailed, 1h, Freshness{}, 40), days(3)},
        VisitCase{"FailedAtFirst", Seen(kFailed, 0ms, Freshness{}, 1), 15min},
        VisitCase{"FailedWithRetryAfter", Seen(kFailed, 1h, Asks(9h), 1), 9h},
        VisitCase{"Gone", Seen(kGone, 1h), days(60)},
        VisitCase{"Redirected", Seen(kRedirected, 1h), days(14)}),
    [](const auto& row) { return row.param.name; });

TEST(PlanVisit, JitterStaysWithinATenthAndAboveTheLeast) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> uniform(0, 1);
  const Dice dice = [&] { return uniform(random); };
  Milliseconds least = days(1), most = 0ms;
  for (int i = 0; i < 1000; ++i) {
    const Milliseconds wait = WaitOf(Seen(kNew, 100min), dice);
    least = std::min(least, wait);
    most = std::max(most, wait);
    EXPECT_GE(WaitOf(Seen(kNew, 15min), dice), 15min);
  }
  EXPECT_GE(least, 72min);
  EXPECT_LE(most, 88min);
  EXPECT_GT(most - least, 12min);  // they do spread
}

TEST(PlanVisit, AFailureForgetsNoInterval) {
  EXPECT_EQ(PlanVisit(Seen(kFailed, 40min, Freshness{}, 3), kPolicy, kNow, kMiddle).interval,
            40min);
}

TEST(PlanVisit, KeepsOutOfSkippedHours) {
  Visit visit = Seen(kNew, 60min);  // due at 14:48
  visit.skip_hours = {14, 15, 17};
  EXPECT_EQ(PlanVisit(visit, kPolicy, kNow, kMiddle).at, kNow + 2h);
  for (int hour = 0; hour < 24; ++hour) visit.skip_hours.push_back(hour);
  EXPECT_EQ(PlanVisit(visit, kPolicy, kNow, kMiddle).at, kNow + 24h + 0min);
}

TEST(PlanRetry, GivesUpAfterTheFifthFailure) {
  EXPECT_EQ(PlanRetry(1, {}, kNow, kMiddle), kNow + 15min);
  EXPECT_EQ(PlanRetry(4, {}, kNow, kMiddle), kNow + 2h);
  EXPECT_EQ(PlanRetry(5, {}, kNow, kMiddle), std::nullopt);
  EXPECT_EQ(PlanRetry(1, Asks(3h), kNow, kMiddle), kNow + 3h);
}

struct BackoffCase {
  std::string name;
  int status;
  int failures;
  Freshness freshness;
  Milliseconds wait;  // before jitter
};
void PrintTo(const BackoffCase& c, std::ostream* os) { *os << c.name; }
class PlansBackoff : public testing::TestWithParam<BackoffCase> {};
TEST_P(PlansBackoff, NeverShorterThanAsked) {
  const auto& c = GetParam();
  EXPECT_EQ(PlanBackoff(c.status, c.failures, c.freshness, 5s, [] { return 0.0; }), c.wait);
  EXPECT_LE(PlanBackoff(c.status, c.failures, c.freshness, 5s, [] { return 0.999; }),
            c.wait * 11 / 10);
}
INSTANTIATE_TEST_SUITE_P(Rules, PlansBackoff,
                         testing::Values(BackoffCase{"TooManyWithRetryAfter", 429, 1, Asks(1h), 1h},
                                         BackoffCase{"TooMany", 429, 1, {}, 1min},
                                         BackoffCase{"TooManyAgain", 429, 3, {}, 4min},
                                         BackoffCase{"Unavailable", 503, 2, {}, 2min},
                                         BackoffCase{"UnavailableForLong", 503, 90, {}, days(1)},
                                         BackoffCase{"OneErrorIsThePages", 500, 1, {}, 0ms},
                                         BackoffCase{"ThirdErrorIsTheHosts", 500, 3, {}, 1min},
                                         BackoffCase{"NoAnswer", 0, 4, {}, 2min}),
                         [](const auto& row) { return row.param.name; });

struct DateCase {
  std::string name;
  std::string text;
  std::optional<TimePoint> want;
};
void PrintTo(const DateCase& c, std::ostream* os) { *os << c.text; }
class ParsesHttpDate : public testing::TestWithParam<DateCase> {};
TEST_P(ParsesHttpDate, InAllThreeForms) {
  EXPECT_EQ(ParseHttpDate(GetParam().text), GetParam().want);
}
const TimePoint kSpecTime =
    std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) + 8h + 49min + 37s;
INSTANTIATE_TEST_SUITE_P(
    Rfc9110Section5_6_7, ParsesHttpDate,
    testing::Values(DateCase{"ImfFixdate", "Sun, 06 Nov 1994 08:49:37 GMT", kSpecTime},
                    DateCase{"Rfc850", "Sunday, 06-Nov-94 08:49:37 GMT", kSpecTime},
                    DateCase{"Asctime", "Sun Nov  6 08:49:37 1994", kSpecTime},
                    DateCase{"Zero", "0", std::nullopt}, DateCase{"MinusOne", "-1", std::nullopt},
                    DateCase{"Empty", "", std::nullopt},
                    DateCase{"NoClock", "Sun, 06 Nov 1994", std::nullopt},
                    DateCase{"NoSuchDay", "Mon, 31 Feb 2026 00:00:00 GMT", std::nullopt},
                    DateCase{"NoSuchHour", "Mon, 02 Feb 2026 24:00:00 GMT", std::nullopt}),
    [](const auto& row) { return row.param.name; });

TEST(ReadFreshness, ReadsWhatServersSay) {
  const HeaderFields fields = {{"Cache-Control", "public, Max-Age=600, s-maxage=9"},
                               {"Age", "100"},
                               {"Expires", "Tue, 24 Feb 2026 20:00:00 GMT"},
                               {"ETag", "W/\"x\""}};
  const Freshness freshness = ReadFreshness(fields, kNow);
  EXPECT_EQ(freshness.lifetime, 500s);
  EXPECT_TRUE(freshness.has_validator);
  EXPECT_EQ(ReadFreshness({{"Expires", "Tue, 24 Feb 2026 20:00:00 GMT"}}, kNow).lifetime, 6h);
  EXPECT_EQ(ReadFreshness({{"Expires", "0"}}, kNow).lifetime, std::nullopt);
  EXPECT_EQ(ReadFreshness({{"Cache-Control", "no-cache, max-age=900"}}, kNow).lifetime, 0ms);
  EXPECT_EQ(ReadFreshness({{"Cache-Control", "max-age=99999999999999999999"}}, kNow).lifetime,
            std::nullopt);
}

TEST(ParseRetryAfter, TakesSecondsAndDates) {
  EXPECT_EQ(ParseRetryAfter("120", kNow), 2min);
  EXPECT_EQ(ParseRetryAfter(" 120 ", kNow), 2min);
  EXPECT_EQ(ParseRetryAfter("Tue, 24 Feb 2026 15:00:00 GMT", kNow), 1h);
  EXPECT_EQ(ParseRetryAfter("Tue, 24 Feb 2026 13:00:00 GMT", kNow), 0ms);
  EXPECT_EQ(ParseRetryAfter("soon", kNow), std::nullopt);
  EXPECT_EQ(ParseRetryAfter("-5", kNow), std::nullopt);
  EXPECT_EQ(ParseRetryAfter("999999999", kNow), days(30));
}

struct KeyCase {
  std::string name;
  std::string url;
  std::string key;
};
void PrintTo(const KeyCase& c, std::ostream* os) { *os << c.url; }
class FindsPolitenessKey : public testing::TestWithParam<KeyCase> {};
TEST_P(FindsPolitenessKey, OfTheRegistrableDomain) {
  EXPECT_EQ(PolitenessKey(*Url::Parse(GetParam().url)), GetParam().key);
}
INSTANTIATE_TEST_SUITE_P(
    Hosts, FindsPolitenessKey,
    testing::Values(KeyCase{"ComCn", "https://news.sina.com.cn/x", "sina.com.cn"},
                    KeyCase{"ComTw", "https://a.b.udn.com.tw/x", "udn.com.tw"},
                    KeyCase{"Plain", "http://example.com:8080/", "example.com"},
                    KeyCase{"Punycode", "https://www.新聞.香港/", "xn--efvv70d.xn--j6w193g"},
                    KeyCase{"Suffix", "https://com.cn/", "com.cn"},
                    KeyCase{"Local", "http://localhost:9/", "localhost"},
                    KeyCase{"V4", "http://127.0.0.3:81/", "127.0.0.3"},
                    KeyCase{"V6", "http://[::1]:81/", "[::1]"},
                    KeyCase{"TrailingDot", "https://www.example.com./", "example.com"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::crawler
