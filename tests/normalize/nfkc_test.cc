#include "normalize/nfkc.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <ostream>
#include <random>
#include <string>

#include "normalize/charset.h"
#include "normalize/utf8.h"
#include "tests/normalize/random_text.h"

namespace heshu::normalize {
namespace {

struct Case {
  std::string name;
  std::string text;
  std::string want;
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.text; }
class Normalizes : public testing::TestWithParam<Case> {};

TEST_P(Normalizes, ToCompatibleForm) {
  const MappedText got = NormalizeCompatible(GetParam().text);
  EXPECT_EQ(got.text, GetParam().want);
  EXPECT_EQ(got.map.derived_size(), got.text.size());
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Normalizes,
    testing::Values(
        Case{"FullWidth", "ＡＩ２．５（％）", "AI2.5(%)"},
        Case{"ChineseCommaIsAComma", "百萬，千萬：", "百萬,千萬:"},
        Case{"StopsAndQuotesStay", "。、「」《》“”", "。、「」《》“”"},
        Case{"DashesStay", "– — ― ‐ − －", "– — ― ‐ − -"},
        Case{"Spaces", "a\u00A0b\u3000c\u2009d\u202Fe", "a b c d e"},
        Case{"LineSeparators", "a\u2028b\u2029c\u0085d", "a\nb\nc\nd"},
        Case{"ZeroWidth", "5\u200B5\u00AD\uFEFF億\uFE0F", "55億"},
        Case{"Composes", "e\u0301 か\u3099 ｶﾞ", "é が ガ"},
        Case{"ComposesOverZeroWidth", "e\u200B\u0301", "é"},
        Case{"Units", "㎡ ㎏ ℃ №", "m2 kg °C No"}, Case{"UnitAfterNumber", "5㎡", "5m2"},
        Case{"LoneFractionAndSquare", "½ m²", "1⁄2 m2"},
        Case{"CircledListMark", "① $100 ⑫人民币", "① $100 ⑫人民币"},
        Case{"CircleBeforeNumber", "①5000億", "①5000億"},
        Case{"CircleBeforeWideNumber", "①５", "①5"}, Case{"ListNumberBeforeNumber", "⒈5", "⒈5"},
        Case{"PowerAfterNumber", "10²個", "10²個"}, Case{"FractionAfterNumber", "2½", "2½"},
        Case{"FractionAfterZeroWidth", "2\u200B½", "2½"}, Case{"Radicals", "⼀⼆⾦", "一二金"},
        Case{"CompatibilityIdeograph", "\uF9B5", "\u4F8B"},
        Case{"ZeroStays", "二〇二六", "二〇二六"},
        Case{"IllFormed",
             "a\xFF"
             "b\xE4\xB8",
             "a\uFFFD"
             "b\uFFFD"},
        Case{"Empty", "", ""}, Case{"NulStays", std::string("a\0b", 3), std::string("a\0b", 3)}),
    [](const auto& row) { return row.param.name; });

TEST(NormalizeCompatible, MapsEachPartToWhatItCameFrom) {
  const std::string text = "Ａ㎡ﬁ中½ e\u0301x";
  const MappedText got = NormalizeCompatible(text);
  const auto source_of = [&](std::string_view part) {
    const std::size_t at = got.text.find(part);
    return std::string(Slice(text, got.map.ToSource({at, at + part.size()})));
  };
  EXPECT_EQ(source_of("A"), "Ａ");
  EXPECT_EQ(source_of("m2"), "㎡");
  EXPECT_EQ(source_of("2"), "㎡");
  EXPECT_EQ(source_of("i"), "ﬁ");
  EXPECT_EQ(source_of("中"), "中");
  EXPECT_EQ(source_of("⁄"), "½");
  EXPECT_EQ(source_of("é"), "e\u0301");
  EXPECT_EQ(source_of("x"), "x");
}

// Without spaces, dropped characters, damage and digits the result is ICU's NFKC.
TEST(NormalizeCompatible, AgreesWithIcuOnRandomText) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  std::mt19937 random(11);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      const char32_t c =
          static_cast<char32_t>(random() % 3 == 0 ? 0x300 + random() % 0x70 : random() % 0x11000);
      const auto point = static_cast<UChar32>(c);
      icu::UnicodeString decomposed;
      const bool has_digit =
          nfkc->getDecomposition(point, decomposed) &&
          std::any_of(decomposed.getBuffer(), decomposed.getBuffer() + decomposed.length(),
                      [](char16_t u) { return u >= '0' && u <= '9'; });
      if ((c >= 0xD800 && c <= 0xDFFF) || has_digit || c == 0x2028 || c == 0x2029 || c == 0x85 ||
          u_charType(point) == U_SPACE_SEPARATOR ||
          u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
        continue;
      }
      AppendCodePoint(c, &text);
    }
    std::string want;
    nfkc->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(want);
    const MappedText got = NormalizeCompatible(text);
    ASSERT_EQ(got.text, want);
    ASSERT_EQ(got.map.derived_size(), want.size());
  }
}

TEST(NormalizeCompatible, IsIdempotentMonotoneAndTrue) {
  std::mt19937 random(12);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = RandomText(random, 1 + random() % 12, true);
    const MappedText once = NormalizeCompatible(text);
    ASSERT_TRUE(IsValidUtf8(once.text));
    ASSERT_EQ(NormalizeCompatible(once.text).text, once.text) << text;
    ASSERT_EQ(once.map.derived_size(), once.text.size());
    ByteSpan last;
    for (std::size_t i = 0; i < once.text.size(); ++i) {
      const ByteSpan source = once.map.ToSource({i, i + 1});
      ASSERT_LE(source.end, text.size());
      ASSERT_FALSE(source.empty());
      ASSERT_GE(source.begin, last.begin);
      ASSERT_GE(source.end, last.end);
      if (source.size() == 1 && static_cast<unsigned char>(text[source.begin]) < 0x80) {
        ASSERT_EQ(text[source.begin], once.text[i]) << text;
      }
      last = source;
    }
  }
}

struct DamageCase {
  std::string name;
  std::string text;
  std::vector<std::string> want;
};
void PrintTo(const DamageCase& c, std::ostream* os) { *os << c.text; }
class MarksDamage : public testing::TestWithParam<DamageCase> {};

TEST_P(MarksDamage, WhereBytesWereLost) {
  const MappedText got = NormalizeCompatible(GetParam().text);
  std::vector<std::string> found;
  for (const ByteSpan span : got.damage) found.emplace_back(Slice(got.text, span));
  EXPECT_EQ(found, GetParam().want);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, MarksDamage,
    testing::Values(
        DamageCase{"BetweenHan", "收入出??癯，", {"??"}},
        DamageCase{"BeforeNumber", "達到??5億", {"??"}}, DamageCase{"AfterNumber", "5??元", {"??"}},
        DamageCase{"BeforeMark", "出癯?，但", {"?"}}, DamageCase{"QuestionAtEnd", "是真的嗎??", {}},
        DamageCase{"WideQuestion", "是真的嗎？？他說", {}},
        DamageCase{"OneQuestion", "是嗎?他說", {}}, DamageCase{"Url", "見a.cn/?x=5??6", {}},
        DamageCase{"Replacement", "約\uFFFD\uFFFD億", {"\uFFFD\uFFFD"}},
        DamageCase{"PrivateUse", "約\uE123億\U000F0000", {"\uE123", "\U000F0000"}},
        DamageCase{"IllFormed", "約\xE4\xB8億", {"\uFFFD"}},
        DamageCase{"LostBeforeCombining", "\uE123\u0301", {"\uE123"}}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::normalize
