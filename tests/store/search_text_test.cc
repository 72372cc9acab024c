#include "store/search_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace heshu::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct WordsCase {
  std::string name;
  std::string text;
  std::vector<std::string> want;
};
void PrintTo(const WordsCase& c, std::ostream* os) { *os << c.text; }
class CutsIntoWords : public testing::TestWithParam<WordsCase> {};

TEST_P(CutsIntoWords, AsTheIndexWantsThem) {
  EXPECT_EQ(IndexWords(GetParam().text), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, CutsIntoWords,
    testing::Values(WordsCase{"Empty", "", {}}, WordsCase{"OneHan", "亿", {"亿"}},
                    WordsCase{"Pairs", "豆包日均", {"豆包", "包日", "日均", "均"}},
                    WordsCase{"PunctuationParts", "豆包，日均。", {"豆包", "包", "日均", "均"}},
                    WordsCase{"LatinIsLowerCase", "OpenAI Café ΣΩ", {"openai", "café", "σω"}},
                    WordsCase{"LettersAndDigitsPart", "Qwen3.5-72B", {"qwen", "3", "5", "72", "b"}},
                    WordsCase{"GroupedDigitsJoin", "5,890万", {"5890", "万"}},
                    WordsCase{"LongGroupsStayApart", "2024,2025", {"2024", "2025"}},
                    WordsCase{"LineBreakInHanIsNone", "豆\n包", {"豆包", "包"}},
                    WordsCase{"LineBreakInLatinParts", "a\nb", {"a", "b"}},
                    WordsCase{"MixedScripts", "用GPT模型", {"用", "gpt", "模型", "型"}},
                    WordsCase{"KanaLikeHan", "カナ", {"カナ", "ナ"}},
                    WordsCase{"RareHan", "𠮷野", {"𠮷野", "野"}},
                    WordsCase{"SignsOnly", "\"*()^:+-{}「」…€", {}},
                    WordsCase{"IllFormedParts", "a\xff\xe4\xb8z\xed\xa0\x80", {"a", "z"}},
                    WordsCase{"PrivateUseIsNoWord", "a\xEE\x80\x80z", {"a", "z"}}),
    [](const auto& row) { return row.param.name; });

TEST(IndexText, KeepsPartsApart) { EXPECT_EQ(IndexText("豆\x1f包"), "豆  \xEE\x80\x80 包 "); }

TEST(PhraseOf, AsksForTheBeginningOnlyWhereACharacterStandsAlone) {
  EXPECT_EQ(PhraseOf("亿"), (SearchPhrase{{"亿"}, true}));
  EXPECT_EQ(PhraseOf("豆包"), (SearchPhrase{{"豆包"}, false}));
  EXPECT_EQ(PhraseOf("豆包日"), (SearchPhrase{{"豆包", "包日"}, false}));
  EXPECT_EQ(PhraseOf("GPT型"), (SearchPhrase{{"gpt", "型"}, true}));
  EXPECT_EQ(PhraseOf("豆包 型"), (SearchPhrase{{"豆包", "包", "型"}, true}));
  EXPECT_EQ(PhraseOf("模型GPT"), (SearchPhrase{{"模型", "型", "gpt"}, false}));
  EXPECT_EQ(PhraseOf("***"), SearchPhrase{});
}

TEST(QueryTerms, PartAtBlanksAndKeepQuotedOnesWhole) {
  EXPECT_THAT(QueryTerms("豆包 日均　调用"), ElementsAre("豆包", "日均", "调用"));
  EXPECT_THAT(QueryTerms("\"hello world\" x"), ElementsAre("hello world", "x"));
  EXPECT_THAT(QueryTerms("a\"b c\"d"), ElementsAre("a", "b c", "d"));
  EXPECT_THAT(QueryTerms("\"open end"), ElementsAre("open", "end"));
  EXPECT_THAT(QueryTerms(" \"\" \" "), IsEmpty());
}

}  // namespace
}  // namespace heshu::store
