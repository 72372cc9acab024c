#include "cli/report/html_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/report/packing.h"
#include "tests/cli/told_facts.h"

namespace heshu::cli {
namespace {

TEST(EscapeHtml, LeavesNothingThatMarkupIsMadeOf) {
  EXPECT_EQ(EscapeHtml("<a href=\"x\" title='y'>&amp;</a>"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
}

TEST(EscapeHtml, ReplacesWhatTurnsTheReadingAround) {
  EXPECT_EQ(EscapeHtml("5\u202e00\u202c \u2066x\u2069 \x01 \xff"),
            "5\uFFFD00\uFFFD \uFFFDx\uFFFD "
            "\uFFFD \uFFFD");
  EXPECT_EQ(EscapeHtml("核數 五億"), "核數 五億");
}

struct LinkCase {
  std::string name, url, want;
};
void PrintTo(const LinkCase& c, std::ostream* os) { *os << c.url; }
class LeadsOnlyToTheWeb : public testing::TestWithParam<LinkCase> {};
TEST_P(LeadsOnlyToTheWeb, OrNowhere) { EXPECT_EQ(SafeLink(GetParam().url), GetParam().want); }
INSTANTIATE_TEST_SUITE_P(
    Links, LeadsOnlyToTheWeb,
    testing::Values(LinkCase{"Https", "https://a.example/b?c=d&e", "https://a.example/b?c=d&amp;e"},
                    LinkCase{"Http", "HTTP://a.example/", "HTTP://a.example/"},
                    LinkCase{"Quote", "https://a.example/\"onclick=x",
                             "https://a.example/&quot;onclick=x"},
                    LinkCase{"Script", "javascript:alert(1)", ""},
                    LinkCase{"ScriptInTabs", "java\tscript:alert(1)", ""},
                    LinkCase{"Data", "data:text/html,<script>", ""},
                    LinkCase{"File", "corpus/a.html", ""}, LinkCase{"NoHost", "https:///x", ""},
                    LinkCase{"BareScheme", "https://", ""},
                    LinkCase{"Space", "https://a.example/ b", ""},
                    LinkCase{"Backslash", "https://a.example\\@evil/", ""}),
    [](const auto& row) { return row.param.name; });

TEST(ScriptJson, CannotEndTheElementThatHoldsIt) {
  const std::string json = nlohmann::json("</script><!--<script>").dump();
  const std::string held = ScriptJson(json);
  EXPECT_EQ(held.find('<'), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(held), "</script><!--<script>");
}

struct LanguageCase {
  std::string name, text, want;
};
void PrintTo(const LanguageCase& c, std::ostream* os) { *os << c.text; }
class TellsTheLanguage : public testing::TestWithParam<LanguageCase> {};
TEST_P(TellsTheLanguage, ByItsCharacters) {
  EXPECT_EQ(QuoteLanguage(GetParam().text, TestFolder()), GetParam().want);
}
INSTANTIATE_TEST_SUITE_P(
    Quotes, TellsTheLanguage,
    testing::Values(LanguageCase{"Traditional", "輝達市值蒸發5890億美元", "zh-Hant"},
                    LanguageCase{"Simplified", "英伟达市值蒸发5890亿美元", "zh-Hans"},
                    LanguageCase{"English", "Nvidia lost $589 billion", "en"},
                    LanguageCase{"EnglishName", "AI公司DeepSeek的成本", "zh-Hans"},
                    LanguageCase{"Japanese", "ソフトバンクが投資する", "ja"},
                    LanguageCase{"Korean", "삼성전자 매출", "ko"}, LanguageCase{"Empty", "", "en"}),
    [](const auto& row) { return row.param.name; });

TEST(SearchKey, IsOneForBothScriptsWidthsAndCases) {
  EXPECT_EQ(SearchKey("輝達 ＡＢＣ", TestFolder()), SearchKey("辉达 abc", TestFolder()));
}

TEST(FoldPairs, FoldAQueryInEitherScriptForTheTextsThere) {
  const std::string pairs = FoldPairs("蒸发市值", TestFolder());
  EXPECT_NE(pairs.find("發发"), std::string::npos);
  EXPECT_NE(pairs.find("髮发"), std::string::npos);
  EXPECT_EQ(pairs.find("體体"), std::string::npos) << "no text has it";
}

TEST(Packing, GivesBackTheCard) {
  Fact fact = FactOf(Verdict::kContradict, {Told("a <b> ⟦5⟧ 5.10 x", "5.10", Decimal::Of(510, -2)),
                                            Told("一說6.1。", "6.1", Decimal::Of(61, -1))});
  fact.factors = {{"gap", 0.5}, {"modality", 1}};
  fact.arithmetic = "5 → 6";
  const std::string card = FactCard(fact, TestContext());
  const std::string packed = Packed(card);
  EXPECT_EQ(Unpacked(packed), card);
  EXPECT_EQ(packed.find('<'), std::string::npos);
  EXPECT_LT(packed.size() * 3, card.size() * 2) << "or it is not worth it";
}

}  // namespace
}  // namespace heshu::cli
