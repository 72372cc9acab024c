#include "normalize/fold.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "normalize/charset.h"
#include "normalize/repair.h"
#include "normalize/utf8.h"
#include "tests/normalize/random_text.h"

namespace heshu::normalize {
namespace {

const Folder& TheFolder() {
  static const Folder folder = Folder::Create().value();
  return folder;
}

struct Same {
  std::string name;
  std::string simplified;
  std::vector<std::string> others;  // Hong Kong, Taiwan, wide, damaged…
};
void PrintTo(const Same& c, std::ostream* os) { *os << c.simplified; }
class FoldsAlike : public testing::TestWithParam<Same> {};

TEST_P(FoldsAlike, InEveryScript) {
  const std::string want = TheFolder().FoldKey(GetParam().simplified);
  EXPECT_EQ(want, GetParam().simplified);
  for (const std::string& other : GetParam().others) {
    EXPECT_EQ(TheFolder().FoldKey(other), want) << other;
    EXPECT_EQ(TheFolder().Fold(other).text, want) << other;
    EXPECT_EQ(TheFolder().FoldRepaired(other, {}).text, want) << other;
  }
}
INSTANTIATE_TEST_SUITE_P(
    Sentences, FoldsAlike,
    testing::Values(Same{"Tokens",
                         "每分钟633亿Tokens,约为去年底的2.5倍",
                         {"每分鐘633億Tokens，約為去年底的2.5倍",
                          "每分鐘６３３億Ｔｏｋｅｎｓ，約爲去年底的２．５倍"}},
                    Same{
                        "Variants",
                        "为了群众,这里说峰值里面没有卫星税",
                        {"為了羣眾，這裏説峰值裏面沒有衞星税", "為了群眾，這裡說峰值裡面沒有衛星稅",
                         "爲了羣衆，這裏說峯值裏面沒有衛星稅"}},
                    Same{"Zhe",
                         "看着名单,显著上升,随着市场",
                         {"看着名單，顯著上升，隨著市場", "看着名單，顯著上升，隨着市場"}},
                    Same{"Phrases", "乾隆年间很干净,了解凭借", {"乾隆年間很乾淨，瞭解憑藉"}},
                    Same{"Power", "装机1.2亿千瓦,电费每度0.3元", {"裝機1.2億千瓦，電費每度0.3元"}},
                    Same{"RegionalWordsStay", "晶片、软体、智慧、程序", {"晶片、軟體、智慧、程序"}},
                    Same{"CaseStays", "DeepSeek V4", {"ＤｅｅｐＳｅｅｋ Ｖ４"}}),
    [](const auto& row) { return row.param.name; });

TEST(Fold, MapsPhrasesThatChangeLengthBack) {
  const std::string text = "含二噁英，約３㎡的１２８班";
  const MappedText folded = TheFolder().Fold(text);
  const auto source_of = [&](std::string_view part) {
    const std::size_t at = folded.text.find(part);
    return std::string(Slice(text, folded.map.ToSource({at, at + part.size()})));
  };
  EXPECT_EQ(source_of("约"), "約");
  EXPECT_EQ(source_of("3m2"), "３㎡");
  EXPECT_EQ(source_of("128"), "１２８");
  EXPECT_EQ(source_of("\U0002BAC7"), "噁");
}

TEST(Fold, MarksDamageInTheFoldedText) {
  const MappedText folded = TheFolder().Fold("Ｔｏｋｅｎ出??癯，約\uFFFD億");
  ASSERT_EQ(folded.damage.size(), 2u);
  EXPECT_EQ(Slice(folded.text, folded.damage[0]), "??");
  EXPECT_EQ(Slice(folded.text, folded.damage[1]), "\uFFFD");
}

// What must hold for any text and any pieces of it.
void ExpectTrueMap(const std::string& original, const MappedText& derived) {
  ASSERT_TRUE(IsValidUtf8(derived.text));
  ASSERT_EQ(derived.map.derived_size(), derived.text.size());
  ByteSpan last;
  for (std::size_t i = 0; i < derived.text.size();) {
    const CodePoint c = DecodeAt(derived.text, i);
    const ByteSpan source = derived.map.ToSource({i, i + c.size});
    ASSERT_LE(source.end, original.size());
    ASSERT_GE(source.begin, last.begin) << original;
    ASSERT_GE(source.end, last.end) << original;
    const std::string_view from = Slice(original, source);
    // Whole characters only; and a character that stands for itself is the very same one.
    ASSERT_TRUE(c.value == 0xFFFD || IsValidUtf8(from) || c.value == ' ' || c.value == '\n')
        << original;
    if (from.size() == 1 && static_cast<unsigned char>(from[0]) < 0x80 && from[0] > ' ') {
      ASSERT_EQ(from[0], derived.text[i]) << original;
    }
    last = source;
    i += c.size;
  }
  std::size_t end = 0;
  for (const ByteSpan damage : derived.damage) {
    ASSERT_GE(damage.begin, end);
    ASSERT_LE(damage.end, derived.text.size());
    end = damage.end;
  }
}

TEST(Fold, MapsAreTrueForAnyText) {
  std::mt19937 random(21);
  for (int round = 0; round < 10000; ++round) {
    const std::string text = RandomText(random, 1 + random() % 16, true);
    const MappedText folded = TheFolder().Fold(text);
    ExpectTrueMap(text, folded);
    ASSERT_EQ(folded.text, TheFolder().FoldKey(text));
    if (HasFatalFailure()) return;
  }
}

TEST(FoldRepaired, MapsAreTrueForAnyTextAndAnyPieces) {
  std::mt19937 random(22);
  for (int round = 0; round < 10000; ++round) {
    const std::string text = RandomText(random, 1 + random() % 16, true);
    std::vector<ByteSpan> pieces;
    for (std::size_t at = 0; at < text.size() && random() % 8 != 0;) {
      const std::size_t begin = std::min(text.size(), at + random() % 5);
      const std::size_t end = std::min(text.size(), begin + random() % 30);
      pieces.push_back({begin, end});
      at = end;
    }
    const MappedText folded = TheFolder().FoldRepaired(text, pieces);
    // Pieces may cut characters, whose halves are lost: nothing to say about those.
    ASSERT_EQ(folded.map.derived_size(), folded.text.size());
    ByteSpan last;
    for (std::size_t i = 0; i < folded.text.size(); ++i) {
      const ByteSpan source = folded.map.ToSource({i, i + 1});
      ASSERT_GE(source.begin, last.begin);
      ASSERT_GE(source.end, last.end);
      ASSERT_LE(source.end, text.size());
      last = source;
    }
  }
}

TEST(FoldRepaired, ChangesNothingTheSecondTime) {
  std::mt19937 random(23);
  int stable = 0;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = RandomText(random, 1 + random() % 16, true);
    const MappedText once = TheFolder().FoldRepaired(text, {});
    ExpectTrueMap(text, once);
    if (HasFatalFailure()) return;
    // OpenCC's data are not quite stable themselves (薴 becomes 苧, 苧 becomes 苎).
    if (TheFolder().FoldKey(once.text) != once.text) continue;
    ASSERT_EQ(TheFolder().FoldRepaired(once.text, {}).text, once.text) << text;
    ++stable;
  }
  EXPECT_GT(stable, 19000);
}

TEST(Folder, IsSafeFromManyThreads) {
  std::vector<std::thread> threads;
  for (unsigned seed = 0; seed < 4; ++seed) {
    threads.emplace_back([seed] {
      std::mt19937 random(seed);
      for (int round = 0; round < 200; ++round) {
        const std::string text = RandomText(random, 10, true);
        EXPECT_EQ(TheFolder().Fold(text).text, TheFolder().FoldKey(text));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(Folder, TakesEmptyAndHugeTexts) {
  EXPECT_EQ(TheFolder().Fold("").text, "");
  EXPECT_EQ(TheFolder().FoldRepaired("", {}).text, "");
  EXPECT_EQ(TheFolder().FoldRepaired(" \n ", {}).text, "");
  const std::string marks(100000, '(');
  EXPECT_EQ(TheFolder().FoldRepaired(marks, {}).text, marks);
  std::string combining = "e";
  for (int i = 0; i < 100000; ++i) combining += "\u0301";
  EXPECT_EQ(TheFolder().Fold(combining).map.derived_size(),
            TheFolder().Fold(combining).text.size());
}

}  // namespace
}  // namespace heshu::normalize
