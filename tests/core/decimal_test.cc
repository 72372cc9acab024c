#include "core/decimal.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>

namespace heshu {
namespace {

Decimal D(std::string_view text) { return Decimal::Parse(text).value(); }

TEST(Decimal, WritesWhatItReads) {
  for (const char* text : {"0", "1", "-1", "0.0008", "63300000000", "3900000000000000000", "-3.2",
                           "100", "1.15", "999999999999999999"}) {
    EXPECT_EQ(D(text).ToString(), text);
  }
  EXPECT_EQ(D("1.500").ToString(), "1.5");
  EXPECT_EQ(D("000.10").ToString(), "0.1");
  EXPECT_EQ(D("1000000000000000000000000").ToString(), "1000000000000000000000000");
}

TEST(Decimal, RefusesWhatIsNoPlainNumber) {
  for (const char* text : {"", "-", ".", "1.2.3", "1e5", "1,000", " 1", "1234567890123456789"}) {
    EXPECT_FALSE(Decimal::Parse(text).has_value()) << text;
  }
}

TEST(Decimal, EqualValuesAreEqualMembers) {
  EXPECT_EQ(Decimal::Of(6330, 7), Decimal::Of(633, 8));
  EXPECT_EQ(Decimal::Of(0, 9), Decimal{});
}

TEST(Decimal, OrdersNumerically) {
  const char* ascending[] = {
      "-3900000000000000000", "-1", "-0.5", "0", "0.0008", "0.8", "1", "1.01", "99.99", "100",
      "3900000000000000000"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(D(ascending[i]) < D(ascending[j]), i < j) << ascending[i] << ' ' << ascending[j];
    }
  }
}

TEST(Decimal, BecomesTheNearestDouble) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    auto coefficient = static_cast<std::int64_t>(random() % 1'000'000'000'000'000'000);
    for (auto drop = random() % 18; drop > 0; --drop) coefficient /= 10;
    if (random() % 2 == 0) coefficient = -coefficient;
    const Decimal value = Decimal::Of(coefficient, static_cast<int>(random() % 60) - 30);
    EXPECT_EQ(value.ToDouble(), std::strtod(value.ToString().c_str(), nullptr)) << value.ToString();
  }
}

TEST(Decimal, CountsDigitsToTheLast) {
  // The largest and the smallest of each length: sums and products are rounded by it.
  for (int digits = 1; digits <= 18; ++digits) {
    const Decimal ten = Decimal::Of(1, digits);
    const Decimal nines = Subtract(ten, Decimal::Of(1));
    EXPECT_EQ(nines.ToString(), std::string(static_cast<std::size_t>(digits), '9'));
    EXPECT_EQ(Add(nines, Decimal::Of(1)), ten);
    EXPECT_LT(nines, ten);
    EXPECT_GT(nines.Negated(), ten.Negated());
  }
}

TEST(Decimal, DividesWithTheRoundingAskedFor) {
  EXPECT_EQ(Divide(D("1"), D("9"), 15)->ToString(), "0.111111111111111");
  EXPECT_EQ(Divide(D("2"), D("3"), 3, Rounding::kDown)->ToString(), "0.666");
  EXPECT_EQ(Divide(D("2"), D("3"), 3, Rounding::kUp)->ToString(), "0.667");
  EXPECT_EQ(Divide(D("-2"), D("3"), 3, Rounding::kDown)->ToString(), "-0.667");
  EXPECT_EQ(Divide(D("2"), D("-3"), 3, Rounding::kUp)->ToString(), "-0.666");
  EXPECT_EQ(Divide(D("63300000000"), D("60"))->ToString(), "1055000000");
  EXPECT_EQ(Divide(D("1"), D("999999999999999999"), 3)->ToString(), "0.000000000000000001");
  EXPECT_FALSE(Divide(D("1"), D("0")).has_value());
}

TEST(Decimal, AddsFarApartWithoutLosingTheDirection) {
  const Decimal big = D("3900000000000000000");
  EXPECT_EQ(Add(big, Decimal::Of(1, -40)), big);
  EXPECT_GT(Add(big, Decimal::Of(1, -40), Rounding::kUp), big);
  EXPECT_LT(Subtract(big, Decimal::Of(1, -40), Rounding::kDown), big);
  EXPECT_EQ(Add(D("0.1"), D("0.2")), D("0.3"));
  EXPECT_EQ(Subtract(D("5.576"), D("5.6")), D("-0.024"));
}

// The slow twin: long double on numbers small enough to be exact there.
TEST(Decimal, AgreesWithBinaryArithmeticOnSmallIntegers) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> pick(-9999, 9999);
  for (int i = 0; i < 20000; ++i) {
    const int a = pick(random);
    const int b = pick(random);
    EXPECT_EQ(Add(Decimal::Of(a), Decimal::Of(b)), Decimal::Of(a + b));
    EXPECT_EQ(Multiply(Decimal::Of(a), Decimal::Of(b)), Decimal::Of(a * b));
    EXPECT_EQ(Decimal::Of(a) < Decimal::Of(b), a < b);
    if (b != 0) {
      const Decimal down = *Divide(Decimal::Of(a), Decimal::Of(b), 9, Rounding::kDown);
      const Decimal up = *Divide(Decimal::Of(a), Decimal::Of(b), 9, Rounding::kUp);
      const Decimal exact_low =
          b > 0 ? Multiply(down, Decimal::Of(b)) : Multiply(up, Decimal::Of(b));
      const Decimal exact_high =
          b > 0 ? Multiply(up, Decimal::Of(b)) : Multiply(down, Decimal::Of(b));
      EXPECT_LE(exact_low, Decimal::Of(a)) << a << '/' << b;
      EXPECT_GE(exact_high, Decimal::Of(a)) << a << '/' << b;
      EXPECT_EQ(down == up, exact_low == exact_high);
    }
  }
}

}  // namespace
}  // namespace heshu
