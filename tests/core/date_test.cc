#include "core/date.h"

#include <gtest/gtest.h>

namespace heshu {
namespace {

TEST(Date, ParsesDaysAndDateTimes) {
  EXPECT_EQ(Date::Parse("2026-02-24"), (Date{2026, 2, 24}));
  EXPECT_EQ(Date::Parse("2026-02-24T14:00+08:00"), (Date{2026, 2, 24}));
  for (const char* text :
       {"2026-02-30", "2026-2-24", "2026-13-01", "20260224", "", "2026-02-24x"}) {
    EXPECT_FALSE(Date::Parse(text).has_value()) << text;
  }
}

TEST(Date, DaysRoundTripOverFourCenturies) {
  for (long day = Date{1800, 1, 1}.ToDays(); day < Date{2200, 1, 1}.ToDays(); ++day) {
    const Date date = Date::FromDays(day);
    ASSERT_TRUE(date.IsValid());
    ASSERT_EQ(date.ToDays(), day);
  }
}

TEST(Date, KnowsWeekdays) {
  EXPECT_EQ((Date{2026, 2, 24}).Weekday(), 2);  // a Tuesday (NUMBERS.md §10)
  EXPECT_EQ((Date{2025, 1, 27}).Weekday(), 1);
  EXPECT_EQ((Date{1970, 1, 1}).Weekday(), 4);
}

TEST(Date, MonthsClampToTheLastDay) {
  EXPECT_EQ((Date{2026, 1, 31}).PlusMonths(1), (Date{2026, 2, 28}));
  EXPECT_EQ((Date{2024, 1, 31}).PlusMonths(1), (Date{2024, 2, 29}));
  EXPECT_EQ((Date{2026, 1, 15}).PlusMonths(-1), (Date{2025, 12, 15}));
  EXPECT_EQ((Date{2026, 3, 13}).PlusMonths(-24), (Date{2024, 3, 13}));
}

}  // namespace
}  // namespace heshu
