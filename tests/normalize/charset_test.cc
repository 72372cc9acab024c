#include "normalize/charset.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "normalize/charset_label.h"

namespace heshu::normalize {
namespace {

using namespace std::string_literals;

constexpr const char* kSimplified =
    "国内多家公司昨日公布了大模型的调用量，其中一家称每分钟处理六百亿个词元，比去年底增长了约两倍。"
    "分析师认为，电力成本仍然是数据中心最大的开支，今年内不会有明显的下降。";
constexpr const char* kTraditional =
    "國內多家公司昨日公布了大模型的調用量，其中一家稱每分鐘處理六百億個詞元，比去年底增長了約兩倍。"
    "分析師認為，電力成本仍然是數據中心最大的開支，今年內不會有明顯的下降。";
constexpr const char* kJapanese =
    "国内の複数の会社は昨日、大規模モデルの利用状況を発表しました。電力のコストが最大の課題です。";
constexpr const char* kKorean =
    "국내 여러 회사가 어제 대형 모델의 사용량을 발표했다. 전력 비용이 가장 큰 부담이라고 밝혔다.";
constexpr const char* kFrench = "Le coût de l'électricité a augmenté de 5 % après l'été à Genève.";

std::string Encode(const std::string& text, const char* charset) {
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(text);
  std::string bytes(text.size() * 4 + 16, '\0');
  bytes.resize(static_cast<std::size_t>(unicode.extract(
      0, unicode.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), charset)));
  return bytes;
}

struct Case {
  std::string name;
  std::string bytes;
  std::string http;
  bool may_have_meta;
  std::string text;
  std::string charset;
  std::string rule;
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.name; }
class Decodes : public testing::TestWithParam<Case> {};

TEST_P(Decodes, ByTheRightRule) {
  const Case& c = GetParam();
  const auto got = Decode(c.bytes, {.http_charset = c.http, .may_have_meta = c.may_have_meta});
  ASSERT_TRUE(got.has_value()) << got.error().ToString();
  EXPECT_EQ(got->charset, c.charset);
  EXPECT_EQ(got->rule, c.rule);
  EXPECT_EQ(got->text, c.text);
}

std::string Meta(const std::string& label, const std::string& body) {
  return "<html><head><meta charset=\"" + label + "\"></head>" + body;
}
Case WithMeta(std::string name, const std::string& label, const std::string& body,
              const char* actual, std::string charset, std::string rule) {
  const std::string page = Meta(label, body);
  return {std::move(name),    Encode(page, actual), "", true, page,
          std::move(charset), std::move(rule)};
}

INSTANTIATE_TEST_SUITE_P(
    Order, Decodes,
    testing::Values(
        Case{"Empty", "", "", true, "", "UTF-8", "utf8"},
        Case{"Ascii", "abc 5.5%", "", true, "abc 5.5%", "UTF-8", "utf8"},
        Case{"Utf8Bom", "\xEF\xBB\xBF"s + kSimplified, "gbk", true, kSimplified, "UTF-8", "bom"},
        Case{"Utf16LeBom", "\xFF\xFE"s + Encode(kSimplified, "UTF-16LE"), "", false, kSimplified,
             "UTF-16LE", "bom"},
        Case{"Utf16BeBom", "\xFE\xFF"s + Encode(kSimplified, "UTF-16BE"), "utf-8", false,
             kSimplified, "UTF-16BE", "bom"},
        Case{"Utf16LeBare", Encode(kTraditional, "UTF-16LE"), "", false, kTraditional, "UTF-16LE",
             "detector"},
        Case{"Utf16BeBare", Encode(kTraditional, "UTF-16BE"), "", false, kTraditional, "UTF-16BE",
             "detector"},
        Case{"Utf16LatinBare", Encode("plain English text", "UTF-16LE"), "utf-16", false,
             "plain English text", "UTF-16LE", "http"},
        Case{"Utf8NoHint", kSimplified, "", false, kSimplified, "UTF-8", "utf8"},
        Case{"Utf8Http", kSimplified, "UTF8", false, kSimplified, "UTF-8", "http"},
        Case{"HttpGbk", Encode(kSimplified, "gb18030"), "GB2312", false, kSimplified, "gb18030",
             "http"},
        Case{"HttpBig5", Encode(kTraditional, "Big5-HKSCS"), "big5", false, kTraditional,
             "Big5-HKSCS", "http"},
        Case{"HttpShortGbk", Encode("涨两成", "gb18030"), "gbk", false, "涨两成", "gb18030",
             "http"},
        Case{"HttpSaysGbkButUtf8", kSimplified, "gbk", false, kSimplified, "UTF-8", "utf8"},
        Case{"HttpSaysLatinButUtf8", "涨两成", "iso-8859-1", false, "涨两成", "UTF-8", "utf8"},
        Case{"HttpSaysUtf8ButGbk", Encode(kSimplified, "gb18030"), "utf-8", false, kSimplified,
             "gb18030", "detector"},
        Case{"HttpSaysBig5ButGbk", Encode(kSimplified, "gb18030"), "big5", false, kSimplified,
             "gb18030", "detector"},
        Case{"HttpSaysGbkButBig5", Encode(kTraditional, "Big5-HKSCS"), "gbk", false, kTraditional,
             "Big5-HKSCS", "detector"},
        Case{"HttpSaysSjisButGbk", Encode(kSimplified, "gb18030"), "shift_jis", false, kSimplified,
             "gb18030", "detector"},
        Case{"HttpSaysKoreanButGbk", Encode(kSimplified, "gb18030"), "euc-kr", false, kSimplified,
             "gb18030", "detector"},
        Case{"DetectsShortBig5", Encode("月28日", "Big5-HKSCS"), "", false, "月28日", "Big5-HKSCS",
             "detector"},
        Case{"HttpSaysLatinButGbk", Encode(kSimplified, "gb18030"), "iso-8859-1", false,
             kSimplified, "gb18030", "detector"},
        WithMeta("MetaGbk", "gb2312", kSimplified, "gb18030", "gb18030", "meta"),
        WithMeta("MetaBig5", "big5-hkscs", kTraditional, "Big5-HKSCS", "Big5-HKSCS", "meta"),
        WithMeta("MetaSjis", "Shift_JIS", kJapanese, "Shift_JIS", "Shift_JIS", "meta"),
        WithMeta("MetaEucKr", "euc-kr", kKorean, "EUC-KR", "EUC-KR", "meta"),
        WithMeta("MetaLatin", "iso-8859-1", kFrench, "windows-1252", "windows-1252", "meta"),
        WithMeta("MetaSaysGbkButUtf8", "gb2312", kSimplified, "UTF-8", "UTF-8", "utf8"),
        WithMeta("MetaSaysUtf8ButBig5", "utf-8", kTraditional, "Big5-HKSCS", "Big5-HKSCS",
                 "detector"),
        WithMeta("MetaSaysBig5ButGbk", "big5", kSimplified, "gb18030", "gb18030", "detector"),
        Case{"DetectsGbk", Encode(kSimplified, "gb18030"), "", false, kSimplified, "gb18030",
             "detector"},
        Case{"DetectsBig5", Encode(kTraditional, "Big5-HKSCS"), "", false, kTraditional,
             "Big5-HKSCS", "detector"},
        Case{"DetectsSjis", Encode(kJapanese, "Shift_JIS"), "", false, kJapanese, "Shift_JIS",
             "detector"},
        Case{"DetectsLatin", Encode(kFrench, "windows-1252"), "", false, kFrench, "windows-1252",
             "detector"},
        Case{"TraditionalInGbk", Encode(kTraditional, "gb18030"), "", false, kTraditional,
             "gb18030", "detector"},
        Case{"NulsInText", "abc\0def"s, "", false, "abc\0def"s, "UTF-8", "utf8"},
        Case{"NulsAtEnd", kSimplified + std::string(5000, '\0'), "", false,
             kSimplified + std::string(5000, '\0'), "UTF-8", "utf8"}),
    [](const auto& row) { return row.param.name; });

// A page with some broken bytes keeps its encoding, and loses no more than those.
struct Broken {
  std::string name;
  std::string text;
  const char* actual;
  std::string charset;
};
void PrintTo(const Broken& c, std::ostream* os) { *os << c.name; }
class KeepsCharset : public testing::TestWithParam<Broken> {};

TEST_P(KeepsCharset, WhenBytesAreBrokenOrCut) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += GetParam().text;
  const std::string bytes = Encode(text, GetParam().actual);
  for (const std::string& declared : {""s, GetParam().charset}) {
    for (std::size_t cut = 1; cut <= 3; ++cut) {
      const auto got = Decode(std::string_view(bytes).substr(0, bytes.size() - cut), {declared});
      ASSERT_TRUE(got.has_value());
      EXPECT_EQ(got->charset, GetParam().charset) << declared << cut;
      EXPECT_LE(got->replacements, 1u);
    }
    std::string broken = bytes;
    for (int i = 1; i <= 4; ++i) broken[broken.size() * static_cast<std::size_t>(i) / 5] = '\xFF';
    const auto got = Decode(broken, {declared});
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->charset, GetParam().charset) << declared;
    EXPECT_GE(got->replacements, 1u);
    EXPECT_LE(got->replacements, 16u);
    EXPECT_TRUE(IsValidUtf8(got->text));
  }
}
INSTANTIATE_TEST_SUITE_P(Rows, KeepsCharset,
                         testing::Values(Broken{"Utf8", kSimplified, "UTF-8", "UTF-8"},
                                         Broken{"Gbk", kSimplified, "gb18030", "gb18030"},
                                         Broken{"Big5", kTraditional, "Big5-HKSCS", "Big5-HKSCS"}),
                         [](const auto& row) { return row.param.name; });

struct Binary {
  std::string name;
  std::string bytes;
  std::string looks_like;
};
void PrintTo(const Binary& c, std::ostream* os) { *os << c.name; }
class Refuses : public testing::TestWithParam<Binary> {};

TEST_P(Refuses, NamingWhatItLooksLike) {
  const auto got = Decode(GetParam().bytes, {});
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().kind, ErrorKind::kUnsupported);
  EXPECT_NE(got.error().what.find(GetParam().looks_like), std::string::npos) << got.error().what;
}
std::string RandomBytes() {
  std::mt19937 random(5);
  std::string bytes;
  for (int i = 0; i < 4000; ++i) bytes.push_back(static_cast<char>(random() % 256));
  return bytes;
}
INSTANTIATE_TEST_SUITE_P(Rows, Refuses,
                         testing::Values(Binary{"Png", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, "PNG"},
                                         Binary{"Jpeg", "\xFF\xD8\xFF\xE0\0\x10JFIF"s, "JPEG"},
                                         Binary{"Gif", "GIF89a\1\0\1\0"s, "GIF"},
                                         Binary{"Zip", "PK\3\4\x14\0\0\0"s, "ZIP"},
                                         Binary{"Gzip", "\x1F\x8B\x08\0\0\0\0\0"s, "gzip"},
                                         Binary{"Elf",
                                                "\x7F"
                                                "ELF\2\1\1\0"s,
                                                "ELF"},
                                         Binary{"Pdf", "%PDF-1.7\n%\xE2\xE3"s, "PDF"},
                                         Binary{"Nuls", std::string(100, '\0'), "binary"},
                                         Binary{"Random", RandomBytes(), "binary"}),
                         [](const auto& row) { return row.param.name; });

// https://encoding.spec.whatwg.org/#names-and-labels
TEST(CanonicalCharset, ReadsLabelsAsBrowsersDo) {
  EXPECT_EQ(CanonicalCharset(" GB2312 "), "gb18030");
  EXPECT_EQ(CanonicalCharset("\"gbk\""), "gb18030");
  EXPECT_EQ(CanonicalCharset("big5"), "Big5-HKSCS");
  EXPECT_EQ(CanonicalCharset("latin1"), "windows-1252");
  EXPECT_EQ(CanonicalCharset("utf8"), "UTF-8");
  EXPECT_EQ(CanonicalCharset("klingon"), "");
}

TEST(CanonicalCharset, NamesOnlyWhatIcuCanConvert) {
  for (const auto* label :
       {"utf-8",        "gbk",          "big5",         "shift_jis",    "euc-jp",
        "iso-2022-jp",  "euc-kr",       "utf-16",       "utf-16be",     "latin1",
        "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255",
        "windows-1256", "windows-1257", "windows-1258", "windows-874",  "iso-8859-2",
        "iso-8859-5",   "iso-8859-7",   "iso-8859-15",  "koi8-r",       "koi8-u"}) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(CanonicalCharset(label).c_str(), &status);
    EXPECT_TRUE(U_SUCCESS(status)) << label;
    ucnv_close(converter);
  }
}

TEST(DeclaredCharset, FindsEveryForm) {
  EXPECT_EQ(DeclaredCharset("<meta charset=gbk>"), "gbk");
  EXPECT_EQ(DeclaredCharset("<META CHARSET = 'Big5' />"), "big5");
  EXPECT_EQ(
      DeclaredCharset("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">"),
      "gb2312");
  EXPECT_EQ(DeclaredCharset("<?xml version=\"1.0\" encoding=\"GBK\"?><rss>"), "gbk");
  EXPECT_EQ(DeclaredCharset("<!-- <meta charset=gbk> --><meta charset=utf-8>"), "utf-8");
  EXPECT_EQ(DeclaredCharset("<meta name=charset content=x><meta charset=big5>"), "big5");
  EXPECT_EQ(DeclaredCharset("<p>charset=gbk</p>"), "");
  EXPECT_EQ(DeclaredCharset("<meta charset"), "");
  EXPECT_EQ(DeclaredCharset(std::string(5000, ' ') + "<meta charset=gbk>"), "");
  EXPECT_EQ(DeclaredCharset(""), "");
}

// Unicode 15, section 3.9, table 3-8 (maximal subparts), as WHATWG's decoder does.
TEST(ReplaceInvalidUtf8, ReplacesMaximalSubparts) {
  std::size_t count = 0;
  EXPECT_EQ(ReplaceInvalidUtf8("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", &count),
            "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd");
  EXPECT_EQ(count, 6u);
  EXPECT_EQ(ReplaceInvalidUtf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
            "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
            "A");
  EXPECT_EQ(ReplaceInvalidUtf8("\xED\xA0\x80\xF4\x90"), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(ReplaceInvalidUtf8("百萬"), "百萬");
}

TEST(Decode, GivesValidUtf8OrAnErrorForAnyBytes) {
  std::mt19937 random(6);
  const std::vector<std::string> labels = {
      "", "gbk", "big5", "utf-8", "utf-16", "shift_jis", "latin1", "iso-2022-jp", "nonsense"};
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    const std::size_t size = random() % 60;
    for (std::size_t i = 0; i < size; ++i) {
      bytes.push_back(static_cast<char>(random() % 3 == 0 ? random() % 128 : 128 + random() % 128));
    }
    const auto got = Decode(bytes, {labels[random() % labels.size()], round % 2 == 0});
    if (got) {
      ASSERT_TRUE(IsValidUtf8(got->text));
      ASSERT_FALSE(got->charset.empty());
      ASSERT_FALSE(got->rule.empty());
    }
  }
}

}  // namespace
}  // namespace heshu::normalize
