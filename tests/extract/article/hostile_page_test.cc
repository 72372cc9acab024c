// Pages that are made, or broken, to make a parser slow, large or recursive. Each must end in a
// result or an error; the test's time-out is the bound.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/extract/article/read_article.h"

namespace heshu::extract {
namespace {

constexpr char kBody[] =
    "<div class='article'><p>海風電纜今天公布，去年營收達128.5億元，按年增長23%。</p>"
    "<p>公司財務長表示，今年資本開支將提高到40億元，用於擴建兩座工廠。</p></div>";

std::string Repeat(std::string_view text, std::size_t times) {
  std::string repeated;
  repeated.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

struct HostileCase {
  std::string name;
  std::string page;
  bool holds_article = true;
};
void PrintTo(const HostileCase& row, std::ostream* os) {
  *os << row.name << ", " << row.page.size() << " bytes";
}

class Survives : public testing::TestWithParam<HostileCase> {};

TEST_P(Survives, WithAResult) {
  Document document;
  document.bytes = GetParam().page;
  document.url = "https://example.com/a.html";
  const auto article = SharedReader().Read(document);
  ASSERT_TRUE(article.has_value()) << article.error().ToString();
  if (GetParam().holds_article) {
    EXPECT_NE(article->text.find("128.5億元"), std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Pages, Survives,
    testing::Values(
        HostileCase{"NestedDivs", Repeat("<div>", 100000) + kBody + Repeat("</div>", 100000)},
        HostileCase{"NestedInline", Repeat("<span>", 100000) + kBody},
        HostileCase{"NestedUnknown", Repeat("<x-y>", 100000) + kBody},
        HostileCase{"NestedTables", Repeat("<table><tr><td>", 50000) + kBody},
        HostileCase{"CellsWithoutATable", Repeat("<b><div></i></p><td>", 50000) + kBody},
        HostileCase{"NestedLists", Repeat("<ul><li>", 50000) + kBody},
        HostileCase{"NestedLinks", Repeat("<a href=x>", 100000) + kBody, false},
        HostileCase{"NestedFormatting", Repeat("<b><i><font color=a><u>", 50000) + kBody, false},
        HostileCase{"Misnested", Repeat("<div><b><p></div></b>", 30000) + kBody},
        HostileCase{"SpansAcrossDivs", Repeat("<span><div></span>", 50000) + kBody},
        HostileCase{"UnclosedParagraphs", Repeat("<p>甲", 100000) + kBody, false},
        HostileCase{"EndTagsOnly", Repeat("</div></p></a></td>", 100000) + kBody},
        HostileCase{"Attributes", "<div " + Repeat("a=1 class=b ", 500000) + ">" + kBody},
        HostileCase{"DistinctAttributes",
                    [] {
                      std::string page = "<div";
                      for (int i = 0; i < 1000000; ++i) page += " a" + std::to_string(i) + "=1";
                      return page + ">" + kBody;
                    }()},
        HostileCase{"LongAttribute", "<div class='" + Repeat("x ", 2000000) + "'>" + kBody},
        HostileCase{"ManyIds",
                    [] {
                      std::string page;
                      for (int i = 0; i < 100000; ++i) {
                        page += "<i id=a" + std::to_string(i) + "><div class=c" +
                                std::to_string(i) + "></div>";
                      }
                      return page + kBody;
                    }()},
        HostileCase{"Nuls",
                    std::string("<html>") + kBody + Repeat(std::string_view("<p>a\0b</p>", 10), 10),
                    false},
        HostileCase{"UnclosedComments", std::string("<html>") + kBody + Repeat("<!-- ", 200000)},
        HostileCase{"UnclosedScripts", std::string("<html>") + kBody + Repeat("<svg>", 200000)},
        HostileCase{"Entities", std::string("<html>") + kBody + Repeat("&#x4e00;&amp;&x", 100000),
                    false},
        HostileCase{"NestedJson", "<script type='application/ld+json'>" +
                                      Repeat("[{\"a\":", 100000) + "</script>" + kBody},
        HostileCase{"ManyCells", "<table><tr>" + Repeat("<td>1", 200000) + "</table>" + kBody,
                    false},
        HostileCase{"TextInTables", Repeat("<table>甲<div>", 20000) + kBody, false},
        HostileCase{
            "FiftyMegabytes",
            std::string("<html>") + kBody +
                Repeat("<div class=a><p>說個不停的閒話，直到讀者睡著為止。</p></div>", 680000),
            false},
        HostileCase{"FiftyMegabytesOfTags",
                    std::string("<html>") + kBody + Repeat("<b><div></i></p><td>", 2500000)},
        HostileCase{"UnclosedEverything",
                    std::string("<html><body") + Repeat("<div <p <a href='", 100000) + kBody,
                    false},
        HostileCase{"CharsetThatLiesHalfWay",
                    std::string("<html><meta charset=utf-8>") + kBody +
                        Repeat("<p>\xB4\xFA\xB8\xD5\xA4\xA4\xA4\xE5</p>", 200),
                    false},
        HostileCase{"LongLine", "<html><p>" + Repeat("海風電纜，", 500000) + "</p>", false}),
    [](const auto& row) { return row.param.name; });

TEST(ReadArticle, RefusesWithAReason) {
  const auto kind_of = [](std::string bytes) {
    Document document;
    document.bytes = std::move(bytes);
    const auto article = SharedReader().Read(document);
    EXPECT_FALSE(article.has_value());
    return article.has_value() ? ErrorKind::kIo : article.error().kind;
  };
  EXPECT_EQ(kind_of(""), ErrorKind::kInvalidInput);
  EXPECT_EQ(kind_of(" \n\n "), ErrorKind::kInvalidInput);
  EXPECT_EQ(kind_of(std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)), ErrorKind::kUnsupported);
  EXPECT_EQ(kind_of("%PDF-1.7\nnothing of a PDF"), ErrorKind::kInvalidInput);
  EXPECT_EQ(kind_of(std::string((64u << 20) + 1, 'a')), ErrorKind::kLimit);
}

}  // namespace
}  // namespace heshu::extract
