// The corpus's own pages in other encodings, with right, wrong and missing declarations: the same
// text. What an encoding cannot hold is written as a numeric reference, as browsers do.
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "normalize/charset.h"
#include "tests/extract/article/read_article.h"

namespace heshu::extract {
namespace {

struct TranscodeCase {
  std::string name;
  std::string encoding;  // ICU's name
  std::string declared;  // "" for no declaration
  std::string mark;      // byte order mark
};
void PrintTo(const TranscodeCase& row, std::ostream* os) { *os << row.name; }

std::vector<std::string> CorpusPages() {
  std::vector<std::string> pages;
  for (const auto& entry :
       std::filesystem::directory_iterator(HESHU_SOURCE_DIR "/corpus/articles")) {
    if (entry.path().extension() != ".html") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    const auto decoded =
        normalize::Decode(bytes.str(), {.http_charset = "", .may_have_meta = true});
    if (decoded) pages.push_back(decoded->text);
  }
  return pages;
}

// Without any declaration of a charset, or with `charset` declared.
std::string Declare(std::string page, const std::string& charset) {
  for (std::size_t at = 0; (at = page.find("<meta", at)) != std::string::npos;) {
    const std::size_t end = page.find('>', at);
    if (end == std::string::npos) break;
    if (page.substr(at, end - at).find("charset") != std::string::npos) {
      page.erase(at, end + 1 - at);
    } else {
      at = end;
    }
  }
  if (charset.empty()) return page;
  const std::size_t head = page.find("<head>");
  const std::string meta = "<meta charset=\"" + charset + "\">";
  return head == std::string::npos ? meta + page : page.insert(head + 6, meta);
}

std::string Encode(const std::string& utf8, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* to = ucnv_open(encoding.c_str(), &status);
  UConverter* from = ucnv_open("UTF-8", &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  ucnv_setFromUCallBack(to, UCNV_FROM_U_CALLBACK_ESCAPE, UCNV_ESCAPE_XML_DEC, nullptr, nullptr,
                        &status);
  std::string bytes(utf8.size() * 8 + 16, '\0');
  char* target = bytes.data();
  const char* source = utf8.data();
  ucnv_convertEx(to, from, &target, bytes.data() + bytes.size(), &source, utf8.data() + utf8.size(),
                 nullptr, nullptr, nullptr, nullptr, 1, 1, &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  bytes.resize(static_cast<std::size_t>(target - bytes.data()));
  ucnv_close(to);
  ucnv_close(from);
  return bytes;
}

class ReadsTranscoded : public testing::TestWithParam<TranscodeCase> {};

TEST_P(ReadsTranscoded, AsItStoodInUtf8) {
  const TranscodeCase& row = GetParam();
  std::size_t pages = 0;
  for (const auto& page : CorpusPages()) {
    const std::string declared = Declare(page, row.declared);
    const Article want = ReadArticle(Declare(page, ""), "https://example.com/a.html");
    const Article got =
        ReadArticle(row.mark + Encode(declared, row.encoding), "https://example.com/a.html");
    EXPECT_EQ(got.text, want.text) << got.charset << " by " << got.charset_rule;
    EXPECT_EQ(got.title, want.title);
    ++pages;
  }
  EXPECT_GE(pages, 3u);
}

INSTANTIATE_TEST_SUITE_P(
    Encodings, ReadsTranscoded,
    testing::Values(TranscodeCase{"GbkDeclared", "windows-936", "gbk", ""},
                    TranscodeCase{"GbkDeclaredAsUtf8", "windows-936", "utf-8", ""},
                    TranscodeCase{"GbkDeclaredAsBig5", "windows-936", "big5", ""},
                    TranscodeCase{"GbkUndeclared", "windows-936", "", ""},
                    TranscodeCase{"Gb18030DeclaredAsGb2312", "gb18030", "gb2312", ""},
                    TranscodeCase{"Gb18030Undeclared", "gb18030", "", ""},
                    TranscodeCase{"Big5Declared", "Big5-HKSCS", "big5", ""},
                    TranscodeCase{"Big5DeclaredAsUtf8", "Big5-HKSCS", "utf-8", ""},
                    TranscodeCase{"Big5DeclaredAsGb2312", "Big5-HKSCS", "gb2312", ""},
                    TranscodeCase{"Big5Undeclared", "Big5-HKSCS", "", ""},
                    TranscodeCase{"Utf16LittleWithMark", "UTF-16LE", "gbk", "\xFF\xFE"},
                    TranscodeCase{"Utf16BigWithMark", "UTF-16BE", "utf-16", "\xFE\xFF"},
                    TranscodeCase{"Utf16LittleUnmarked", "UTF-16LE", "", ""}),
    [](const auto& row) { return row.param.name; });

// A page whose second half is in another encoding than its first: both halves are
// read, each as what it is.
TEST(ReadArticle, KeepsTheHalfBeforeACharsetThatLies) {
  const std::string first =
      "<html><head><meta charset=utf-8></head><body><div class=article><p>海風電纜今天公布，去年"
      "營收達128.5億元，按年增長23%，主要受惠於數據中心訂單。</p><p>公司財務長表示，今年資本開支將"
      "提高到40億元，用於擴建兩座工廠。</p>";
  const std::string second = Encode(
      "<p>分析師認為，銅價上漲可能令毛利率下降約1.2個百分點，但是需求仍然強勁，訂單不減。</p>",
      "Big5-HKSCS");
  const Article article = ReadArticle(first + second, "https://example.com/a.html");
  EXPECT_NE(article.text.find("128.5億元"), std::string::npos);
  EXPECT_NE(article.text.find("40億元"), std::string::npos);
  EXPECT_NE(article.text.find("銅價上漲可能令毛利率下降"), std::string::npos);
  EXPECT_EQ(article.charset_rule, "mixed");
}

}  // namespace
}  // namespace heshu::extract
