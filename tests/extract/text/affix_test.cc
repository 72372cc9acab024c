// Tables of words: the same answers as comparing one word after the other.
#include "extract/text/affix.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace heshu::extract {
namespace {

constexpr std::string_view kWords[] = {"营收", "营", "收入", "上半年", "半年", "Token",
                                       "T",    ",",  "。",   "é",      "𠀀股"};
constexpr auto kBeginning = Beginnings(kWords);
constexpr auto kEnding = Endings(kWords);

std::string_view SlowBeginning(std::string_view text) {
  for (const std::string_view word : kWords) {
    if (text.substr(0, word.size()) == word) return word;
  }
  return {};
}
std::string_view SlowEnding(std::string_view text) {
  for (const std::string_view word : kWords) {
    if (text.size() >= word.size() && text.substr(text.size() - word.size()) == word) return word;
  }
  return {};
}

TEST(WordTable, FindsWhatComparingEachWordFinds) {
  std::mt19937 random(20260301);
  int found = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (unsigned pieces = random() % 4; pieces > 0; --pieces) {
      const std::string_view word = kWords[random() % std::size(kWords)];
      // Whole words, words cut within a character, and bytes that are no text.
      if (random() % 3 == 0) {
        text += static_cast<char>(random() % 256);
      } else {
        text += word.substr(0, random() % 4 == 0 ? random() % word.size() : word.size());
      }
    }
    EXPECT_EQ(kBeginning.Match(text), SlowBeginning(text)) << text;
    EXPECT_EQ(kEnding.Match(text), SlowEnding(text)) << text;
    found += kBeginning.Matches(text) ? 1 : 0;
  }
  EXPECT_GT(found, 1000);
}

TEST(WordTable, NamesTheFirstOfTheListAmongThoseThatMatch) {
  EXPECT_EQ(kBeginning.Match("营收入"), "营收");
  EXPECT_EQ(kEnding.Match("今年上半年"), "上半年");
}

TEST(HanCharacters, HoldTheirOwnAndNoOther) {
  static constexpr HanCharacters kMarks("的了、");
  const std::string text = "他的了x、地";
  std::string seen;
  for (std::size_t at = 0; at < text.size(); ++at) seen += kMarks.HasAt(text, at) ? '1' : '.';
  EXPECT_EQ(seen, "...1..1...1.....");
  EXPECT_FALSE(kMarks.HasAt("的", 1));
  EXPECT_FALSE(kMarks.HasAt(std::string_view("的", 2), 0));
}

}  // namespace
}  // namespace heshu::extract
