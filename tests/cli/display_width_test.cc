#include "cli/display_width.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace heshu::cli {
namespace {

struct WidthCase {
  std::string name;
  std::string text;
  std::size_t want;
};
void PrintTo(const WidthCase& c, std::ostream* os) { *os << '"' << c.text << '"'; }
class CountsColumns : public testing::TestWithParam<WidthCase> {};

TEST_P(CountsColumns, AsATerminalDoes) {
  EXPECT_EQ(DisplayWidth(GetParam().text), GetParam().want);
}
INSTANTIATE_TEST_SUITE_P(
    Scripts, CountsColumns,
    testing::Values(WidthCase{"Empty", "", 0}, WidthCase{"Latin", "Nvidia", 6},
                    WidthCase{"Han", "豆包", 4}, WidthCase{"Mixed", "633億Tokens", 11},
                    WidthCase{"FullWidthDigits", "１２", 4}, WidthCase{"HalfWidthKana", "ｶﾅ", 2},
                    WidthCase{"Hangul", "한국", 4}, WidthCase{"Combining", "e\xCC\x81", 1},
                    WidthCase{"ZeroWidthSpace",
                              "a\xE2\x80\x8B"
                              "b",
                              2},
                    WidthCase{"ChinesePunctuation", "「，」", 6},
                    WidthCase{"Emoji", "\xF0\x9F\x98\x80", 2},
                    WidthCase{"SupplementaryHan", "\xF0\xA0\xAE\xB7", 2},
                    WidthCase{"IllFormedByte",
                              "a\xFF"
                              "b",
                              3},
                    WidthCase{"Ellipsis", "…", 1}),
    [](const auto& row) { return row.param.name; });

TEST(FitToWidth, CutsAtACharacterAndSaysSo) {
  EXPECT_EQ(FitToWidth("豆包日均", 8), "豆包日均");
  EXPECT_EQ(FitToWidth("豆包日均", 7), "豆包日…");
  EXPECT_EQ(FitToWidth("豆包日均", 6), "豆包…");  // a half character is none
  EXPECT_EQ(FitToWidth("abc", 1), "…");
  EXPECT_EQ(FitToWidth("abc", 0), "");
}

TEST(PadToWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(PadToWidth("豆包", 6), "豆包  ");
  EXPECT_EQ(PadToWidth("12", 4, Align::kRight), "  12");
  EXPECT_EQ(PadToWidth("豆包", 3), "豆包");
}

TEST(WrapToWidth, BreaksBetweenHanAndAtSpacesButNotBeforeAFullStop) {
  EXPECT_EQ(WrapToWidth("日均調用量", 4), (std::vector<std::string>{"日均", "調用", "量"}));
  EXPECT_EQ(WrapToWidth("two words here", 9), (std::vector<std::string>{"two words", "here"}));
  EXPECT_EQ(WrapToWidth("一二三。", 6), (std::vector<std::string>{"一二", "三。"}));
  EXPECT_EQ(WrapToWidth("abcdefgh", 3), (std::vector<std::string>{"abc", "def", "gh"}));
  EXPECT_EQ(WrapToWidth("", 10), (std::vector<std::string>{""}));
}

TEST(WrapToWidth, LosesNoCharacterAndPassesNoLimit) {
  const std::string text =
      "截至2026年2月，「豆包」日均Token用量 63,300,000,000；另一家為十分之一。";
  for (std::size_t columns = 2; columns < 90; ++columns) {
    std::string joined;
    for (const std::string& line : WrapToWidth(text, columns)) {
      EXPECT_LE(DisplayWidth(line), columns) << line;
      joined += line;
    }
    std::string want = text;
    std::erase(want, ' ');
    std::erase(joined, ' ');
    EXPECT_EQ(joined, want) << columns;
  }
}

struct PrintableCase {
  std::string name;
  std::string text;
  std::string want;
};
void PrintTo(const PrintableCase& c, std::ostream* os) { *os << '"' << c.text << '"'; }
class MakesPrintable : public testing::TestWithParam<PrintableCase> {};

TEST_P(MakesPrintable, OnOneLine) { EXPECT_EQ(Printable(GetParam().text), GetParam().want); }
INSTANTIATE_TEST_SUITE_P(
    Hostile, MakesPrintable,
    testing::Values(PrintableCase{"EscapeSequence", "a\033[31mb", "a\xEF\xBF\xBD[31mb"},
                    PrintableCase{"C1Introducer",
                                  "a\xC2\x9B"
                                  "31mb",
                                  "a\xEF\xBF\xBD"
                                  "31mb"},
                    PrintableCase{"BidiOverride",
                                  "a\xE2\x80\xAE"
                                  "b",
                                  "a\xEF\xBF\xBD"
                                  "b"},
                    PrintableCase{"IllFormed", "a\xFF", "a\xEF\xBF\xBD"},
                    PrintableCase{"TornCharacter", "a\xE8\xB1", "a\xEF\xBF\xBD"},
                    PrintableCase{"WrappedHan", "日均\n調用", "日均調用"},
                    PrintableCase{"WrappedLatin", "two\nwords", "two words"},
                    PrintableCase{"SpacedHan", "日均 調用", "日均 調用"},
                    PrintableCase{"OuterSpace", "\t a b \n", "a b"}),
    [](const auto& row) { return row.param.name; });

TEST(CodePointCounter, GoesForwardAndBack) {
  CodePointCounter counter("豆a包");
  EXPECT_EQ(counter.Before(3), 1u);
  EXPECT_EQ(counter.Before(7), 3u);
  EXPECT_EQ(counter.Before(0), 0u);
  EXPECT_EQ(counter.Before(4), 2u);
}

}  // namespace
}  // namespace heshu::cli
