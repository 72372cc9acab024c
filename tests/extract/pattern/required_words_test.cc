// Words that a pattern cannot match without: a table, and the promise that no match is lost.
#include "extract/pattern/required_words.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "extract/pattern/line_pattern.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

std::vector<WordList> ListsOf(std::string_view pattern) {
  return RequiredWordReader().Lists(pattern);
}

struct Row {
  std::string name, pattern;
  std::vector<std::string> want;
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.pattern; }
class ReadsWords : public testing::TestWithParam<Row> {};

TEST_P(ReadsWords, ThatEveryMatchHolds) {
  EXPECT_EQ(RequiredWords(GetParam().pattern), GetParam().want);
}
INSTANTIATE_TEST_SUITE_P(
    RequiredWords, ReadsWords,
    testing::Values(
        Row{"Literal", "营收", {"营收"}}, Row{"Alternatives", "营收|利润", {"利润", "营收"}},
        Row{"LongestOfASequence", "(?:的|之)[^,]{0,4}营业收入", {"营业收入"}},
        Row{"AnAlternativeWithoutWords", "营收|[0-9]+", {}}, Row{"Optional", "(?:营收)?为", {"为"}},
        Row{"LastCharacterOptional", "营收额?", {"营收"}},
        Row{"CountFromZero", "营{0,2}收", {"收"}}, Row{"CountFromOne", "营{1,2}收", {"营"}},
        Row{"CaseFolded", "(?i:Revenue)", {"revenue"}},
        Row{"NamedGroup", "(?P<cue>营收|收入).*", {"收入", "营收"}},
        Row{"EscapedDot", "v1\\.5", {"v1.5"}}, Row{"WordBoundary", "\\bIPO\\b", {"ipo"}},
        Row{"ClassWithBracket", "[]a-z]营收", {"营收"}}, Row{"Broken", "营收(", {}},
        Row{"CodePointEscape", "[\\x{E000}-\\x{E0FF}]收入", {"收入"}}),
    [](const auto& row) { return row.param.name; });

// The slow twin: RE2 itself. Random patterns of this grammar on random texts.
TEST(RequiredWords, NeverHideAMatch) {
  std::mt19937 random(20260301);
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  static constexpr std::string_view kAtoms[] = {"营", "收", "a", "B", "升", "[营a]", ".", "\\."};
  static constexpr std::string_view kRepeats[] = {"", "", "", "?", "*", "+", "{0,2}", "{2}"};
  const auto piece = [&](auto& self, int depth) -> std::string {
    std::string out;
    for (int i = pick(3) + 1; i > 0; --i) {
      if (depth > 0 && pick(3) == 0) {
        out += (pick(2) == 0 ? "(?:" : "(?i:") + self(self, depth - 1) + "|" +
               self(self, depth - 1) + ")";
      } else {
        out += kAtoms[pick(8)];
      }
      out += kRepeats[pick(8)];
    }
    return out;
  };
  int matches = 0;
  int begun = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string pattern = piece(piece, 2);
    std::string text;
    static constexpr std::string_view kLetters[] = {"营", "收", "a", "A", "b", "升", ".", ","};
    for (int i = 0; i < 8; ++i) text += kLetters[pick(8)];
    const RE2 regex(pattern);
    ASSERT_TRUE(regex.ok()) << pattern;
    const std::vector<WordList> lists = ListsOf(pattern);
    const std::vector<std::string> words = RequiredWords(pattern);
    const RE2 with_match("(" + pattern + ")");
    re2::StringPiece match;
    if (words.empty() || !RE2::PartialMatch(text, with_match, &match)) continue;
    ++matches;
    const std::string found = AsciiLowerCopy({match.data(), match.size()});
    for (const WordList& list : lists) {
      begun += list.most_before == 0;
      EXPECT_TRUE(std::any_of(list.words->begin(), list.words->end(),
                              [&](const std::string& word) {
                                const std::size_t at = found.find(word);
                                return at != std::string::npos &&
                                       (list.most_before == kUnlimited ||
                                        static_cast<int>(CountCodePoints(found.substr(0, at))) <=
                                            list.most_before);
                              }))
          << pattern << " holds no word of a list within " << list.most_before << ": " << found;
    }
    // Where those words let it begin, it begins.
    WordIndex index;
    index.Add(words, 0);
    std::vector<ByteSpan> windows;
    for (const WordHit& hit : index.Hits(text)) {
      AddWindow(text, hit.span.begin, lists.front().most_before, 0, windows);
    }
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    EXPECT_TRUE(
        std::any_of(windows.begin(), windows.end(),
                    [&](ByteSpan window) { return window.begin <= begin && begin <= window.end; }))
        << pattern << " in " << text;
  }
  EXPECT_GT(matches, 100);
  EXPECT_GT(begun, 50);
}

TEST(RequiredWords, KnowHowFarBehindTheBeginTheyStand) {
  const auto most_before = [](std::string_view pattern) {
    return ListsOf(pattern).front().most_before;
  };
  EXPECT_EQ(most_before("(?P<cue>营收|收入)[^,]{0,9}额"), 0);
  EXPECT_EQ(most_before("\\b(?i:revenue) of"), 0);
  EXPECT_EQ(most_before("(?:总)?营收"), 1);
  EXPECT_EQ(most_before("(?:^|[^的])营收|[总净]{1,3}的?收入"), 4);
  EXPECT_EQ(most_before("[^,]*营业收入"), kUnlimited);
  EXPECT_EQ(most_before("(?:的营收){2,}"), kUnlimited);
}

TEST(RequiredWords, TellEveryListThatIsKnown) {
  std::vector<std::vector<std::string>> words;
  for (const WordList& list : ListsOf("(?:营收|收入)[^,]{0,9}(?:同比)?增长率(?:为|达)")) {
    words.push_back(*list.words);
  }
  const std::vector<std::vector<std::string>> want = {{"增长率"}, {"收入", "营收"}, {"为", "达"}};
  EXPECT_EQ(words, want);
}

TEST(RequiredWords, KnowOnWhichSideOfTheFigureTheyStand) {
  using Side = WordList::Side;
  const std::string figure = "(?P<figure>" + std::string(kTargetPlaceholder) + ")";
  const auto lists = ListsOf("(?P<cue>营收|总收入)[^,]{0,9}" + figure + "[^,]{0,4}(?:美元)");
  ASSERT_EQ(lists.size(), 2u);
  EXPECT_EQ(lists[0].side, Side::kBeforeFigure);
  EXPECT_EQ(lists[0].most_to_figure, 12);
  EXPECT_EQ(lists[1].side, Side::kBehindFigure);
  EXPECT_EQ(lists[1].most_to_figure, 17);
  EXPECT_EQ(ListsOf("营收" + figure + "?").front().side, Side::kUnknown);
  EXPECT_EQ(ListsOf("营收" + figure + "|" + figure + "营收").front().side, Side::kUnknown);
  EXPECT_EQ(ListsOf("营收[^,]*" + figure).front().most_to_figure, kUnlimited);
}

TEST(RequiredWordReader, ReadsAGroupThatPatternsShareOnce) {
  const std::string nouns = "(?P<cue>营业收入|营业利润|经营利润|总收入)";
  RequiredWordReader reader;
  const auto first = reader.Lists(nouns + "[^,]{0,9}为");
  const auto second = reader.Lists("为[^,]{0,9}" + nouns);
  ASSERT_FALSE(first.empty() || second.empty());
  EXPECT_EQ(first.front().words, second.front().words) << "the same object";
  EXPECT_EQ(first.front().most_before, 0);
  EXPECT_EQ(second.front().most_before, 10);
}

TEST(WordIndex, TellsWhereEachWordStands) {
  WordIndex index;
  index.Add({"营收", "收"}, 1);
  index.Add({"gpu"}, 0);
  const std::vector<WordHit> want = {{0, {9, 12}}, {1, {0, 6}}, {1, {3, 6}}};
  EXPECT_EQ(index.Hits("营收及GPU"), want);
}

TEST(WordIndex, NamesEachOwnerOnceInOrder) {
  WordIndex index;
  index.Add({"收入", "营收"}, 2);
  index.Add({"收"}, 0);
  index.Add({"gpu"}, 1);
  EXPECT_EQ(index.Find("营收和收入"), (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(index.Find("万张GPU"), (std::vector<std::uint32_t>{1}));
  EXPECT_TRUE(index.Find("利润").empty());
}

}  // namespace
}  // namespace heshu::extract
