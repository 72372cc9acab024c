#include "extract/article/html_reduce.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace heshu::extract {
namespace {

struct ReduceCase {
  std::string name;
  std::string page;
  std::string reduced;
};
void PrintTo(const ReduceCase& row, std::ostream* os) { *os << row.page; }

class Reduces : public testing::TestWithParam<ReduceCase> {};

TEST_P(Reduces, ToWhatTheParserNeeds) {
  EXPECT_EQ(ReduceHtml(GetParam().page, {}).html, GetParam().reduced);
}

INSTANTIATE_TEST_SUITE_P(
    Markup, Reduces,
    testing::Values(
        ReduceCase{"TextIsCopied", "甲 &amp; 乙", "甲 &amp; 乙"},
        ReduceCase{"ScriptsStylesComments",
                   "a<script>if (a<b) '</p>'</script>b<style>p{}</style>c<!-- <p> -->d", "abcd"},
        ReduceCase{"UnclosedScriptEndsThePage", "a<script>b<p>c", "a"},
        ReduceCase{"UnclosedCommentEndsAtItsTag", "a<!-- b>c", "ac"},
        ReduceCase{"OnlyKnownAttributes", "<p class=x onclick='y()' data-a=1 id='z'>t</p>",
                   "<p class=\"x\" id=\"z\">t</p>"},
        ReduceCase{"FirstOfRepeatedAttributes", "<p id=a id=b>t</p>", "<p id=\"a\">t</p>"},
        ReduceCase{"QuotesInValues", "<p class='a\"b'>t</p>", "<p class=\"a&quot;b\">t</p>"},
        ReduceCase{"StyleOnlyIfItHides", "<p style='color:red'>a</p><p style='display: none'>b</p>",
                   "<p>a</p><p style=\"display:none\">b</p>"},
        ReduceCase{"FormattingIsRenamedOrGone", "<b>a</b><em>b</em><font color=red>c</font>",
                   "<x-b>a</x-b>b<span>c</span>"},
        ReduceCase{"LinkInLinkClosesTheFirst", "<a href=1>a<a href=2>b</a>",
                   "<x-a href=\"1\">a</x-a><x-a href=\"2\">b</x-a>"},
        ReduceCase{"StrayEndTagsVanish", "a</div></td></b>c", "ac"},
        ReduceCase{"StrayParagraphEndBreaksTheLine", "a</p>c", "a<br>c"},
        ReduceCase{"EndTagDoesNotLeaveItsCell",
                   "<div><table><tr><td></div>x</td></tr></table></div>",
                   "<div><table><tr><td>x</td></tr></table></div>"},
        ReduceCase{"LessThanIsText", "3 < 5", "3 &lt; 5"},
        ReduceCase{"NulBytesVanish", std::string("a\0b<p\0>c", 8), "ab<x-i>c"},
        ReduceCase{"SecondBodyVanishes", "<body class=a>x</body><body>y", "<body class=\"a\">xy"},
        ReduceCase{"TagCutByTheEnd", "abc<div class=\"x", "abc"}),
    [](const auto& row) { return row.param.name; });

TEST(ReduceHtml, LeadsBackToThePage) {
  const std::string page = "<!-- c --><div onclick=x class=y>甲<script>s</script>乙</div>";
  const ReducedHtml reduced = ReduceHtml(page, {});
  const std::size_t at = reduced.html.find("乙");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(page.substr(reduced.ToOriginal(at), 3), "乙");
}

TEST(ReduceHtml, KeepsJsonLdAside) {
  const std::string page = "<script type='application/ld+json'>{\"a\":1}</script>x";
  const ReducedHtml reduced = ReduceHtml(page, {});
  ASSERT_EQ(reduced.json_ld.size(), 1u);
  EXPECT_EQ(reduced.json_ld[0], "{\"a\":1}");
  EXPECT_EQ(reduced.html, "x");
}

TEST(ReduceHtml, StopsOpeningElementsAtTheDepthLimit) {
  std::string page;
  for (int i = 0; i < 100; ++i) page += "<div>";
  page += "x";
  for (int i = 0; i < 100; ++i) page += "</div>";
  const ReducedHtml reduced = ReduceHtml(page + "<p>y</p>", {.max_depth = 10});
  std::size_t opened = 0, closed = 0;
  for (std::size_t at = 0; (at = reduced.html.find("<div>", at)) != std::string::npos; ++at) {
    ++opened;
  }
  for (std::size_t at = 0; (at = reduced.html.find("</div>", at)) != std::string::npos; ++at) {
    ++closed;
  }
  EXPECT_EQ(opened, 10u);
  EXPECT_EQ(closed, 10u);
  EXPECT_TRUE(reduced.too_deep);
  EXPECT_FALSE(reduced.too_many);
  EXPECT_TRUE(reduced.html.ends_with("<p>y</p>"));
}

}  // namespace
}  // namespace heshu::extract
