#include "normalize/repair.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "normalize/fold.h"
#include "normalize/join.h"
#include "normalize/pinyin.h"

namespace heshu::normalize {
namespace {

struct Case {
  std::string name;
  std::string text;
  std::string want;
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.text; }
class Repairs : public testing::TestWithParam<Case> {};

TEST_P(Repairs, Text) { EXPECT_EQ(Repair(GetParam().text, {}).text, GetParam().want); }

INSTANTIATE_TEST_SUITE_P(Pinyin, Repairs,
                         testing::Values(Case{"InNumber", "數(shù)百萬", "數百萬"},
                                         Case{"WideBrackets", "主動權（quán）", "主動權"},
                                         Case{"Polyphone", "增長(zhǎng)調(diào)整", "增長調整"},
                                         Case{"Umlaut", "綠(lǜ)色女(nǚ)性", "綠色女性"},
                                         Case{"ScriptG", "管(ɡuǎn)理", "管理"},
                                         Case{"NameStays", "英偉達(Nvidia)", "英偉達(Nvidia)"},
                                         Case{"CodeStays", "阿里(09988)", "阿里(09988)"},
                                         Case{"DayStays", "周二（21日）", "周二（21日）"},
                                         Case{"UntonedStays", "數(shu)百", "數(shu)百"},
                                         Case{"WordsStay", "你(nǐ hǎo)", "你(nǐ hǎo)"},
                                         Case{"NoSyllableStays", "咖啡(café)", "咖啡(café)"},
                                         Case{"AfterLatinStays", "x(shù)", "x(shù)"},
                                         Case{"OpenBracket", "數(shù", "數(shù"}),
                         [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Lines, Repairs,
    testing::Values(Case{"HanHan", "2024年5\n月的數\n據", "2024年5月的數據"},
                    Case{"CarriageReturns", "數\r\n據", "數據"},
                    Case{"IndentedLine", "數據 \n　　中心", "數據中心"},
                    Case{"LatinLatin", "data\ncentre", "data centre"},
                    Case{"HanLatin", "推出\nDeepSeek\n模型", "推出DeepSeek模型"},
                    Case{"HyphenatedName", "DeepSeek-\nR1", "DeepSeek-R1"},
                    Case{"DigitDigit", "2024\n2025", "2024 2025"},
                    Case{"AfterChineseComma", "百萬，\nDeepSeek", "百萬，DeepSeek"},
                    Case{"AfterHalfWidthComma", "百萬,\nDeepSeek", "百萬,DeepSeek"},
                    Case{"AfterEnglishComma", "a million,\nDeepSeek", "a million, DeepSeek"},
                    Case{"BeforeBracket", "達\n(NVDA)", "達(NVDA)"},
                    Case{"EnglishBracket", "Nvidia\n(NVDA)", "Nvidia (NVDA)"},
                    Case{"BlankLineBreaks", "標題\n \n正文", "標題\n\n正文"},
                    Case{"EdgesGo", "\n 正文 \n", "正文"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Spaces, Repairs,
    testing::Values(Case{"HanDigit", "共 2048 顆", "共2048顆"},
                    Case{"Magnitude", "5.5 億元", "5.5億元"}, Case{"Date", "1 月 27 日", "1月27日"},
                    Case{"Ideographic", "7　月", "7月"},
                    Case{"HanLatin", "使用 DeepSeek 的", "使用DeepSeek的"},
                    Case{"LatinWords", "App  Store 榜", "App Store榜"},
                    Case{"LatinDigit", "Qwen 3.5", "Qwen 3.5"},
                    Case{"HeadlineWords", "英偉達  股價", "英偉達 股價"},
                    Case{"BeforePunctuation", "5億 ，元 。", "5億，元。"},
                    Case{"BeforeHalfWidth", "撒下5億 ,騰訊", "撒下5億,騰訊"},
                    Case{"BeforeQuote", "「春節 」", "「春節」"},
                    Case{"AfterOpening", "( 2048 )「 春", "(2048)「春"},
                    Case{"AmbiguousGroup", "5, 890", "5, 890"},
                    Case{"EnglishSentence", "It cost 5. Then .NET", "It cost 5. Then .NET"},
                    Case{"Percent", "17 %", "17%"}, Case{"Currency", "US$ 5.5", "US$5.5"},
                    Case{"RangeStays", "16 - 17", "16 - 17"}),
    [](const auto& row) { return row.param.name; });

TEST(Repair, MapsWhatItKeepsToTheSameBytes) {
  const std::string text = "數(shù)百\n萬 5 億";
  const MappedText got = Repair(text, {});
  ASSERT_EQ(got.text, "數百萬5億");
  EXPECT_EQ(got.map.ToSource({0, 6}), (ByteSpan{0, text.find("\n")}));
  EXPECT_EQ(Slice(text, got.map.ToSource({3, 6})), "百");
  EXPECT_EQ(Slice(text, got.map.ToSource({9, 13})), "5 億");
  EXPECT_EQ(got.map.FromSource({3, 8}), (ByteSpan{3, 3}));  // the pinyin is gone
}

TEST(Repair, JoinsPiecesAndLeavesOutWhatIsBetween) {
  const std::string text = "2024年5[廣告]月 [x]and\n\nmore[y]";
  const std::vector<ByteSpan> pieces = {{0, text.find("[廣")},
                                        {text.find("月"), text.find("[x")},
                                        {text.find("and"), text.find("[y")}};
  const MappedText got = Repair(text, pieces);
  EXPECT_EQ(got.text, "2024年5月and more");
  const std::size_t month = got.text.find("5月");
  EXPECT_EQ(Slice(text, got.map.ToSource({month, month + 4})), "5[廣告]月");
}

TEST(Repair, MarksLostBytes) {
  const MappedText got = Repair("出 ??癯 \uFFFD 約\uE000億，达??5", {});
  std::vector<std::string> damage;
  for (const ByteSpan span : got.damage) damage.emplace_back(Slice(got.text, span));
  EXPECT_EQ(damage, (std::vector<std::string>{"\uFFFD", "\uE000", "??"}));
}

TEST(IsTonedSyllable, KnowsTheTable) {
  for (const auto* yes : {"shù", "quán", "zhuàng", "ā", "ér", "nǚ", "lüè", "ɡé", "xiōng", "yuè"}) {
    EXPECT_TRUE(IsTonedSyllable(yes)) << yes;
  }
  for (const auto* no : {"shu", "shùù", "shú shù", "café", "Shù", "ù", "xá", "bǒng", "à1", "",
                         "zhuāngx", "naïve", "ǚ"}) {
    EXPECT_FALSE(IsTonedSyllable(no)) << no;
  }
}

}  // namespace
}  // namespace heshu::normalize
