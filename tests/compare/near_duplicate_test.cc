// Reprints and rewritten leads are one text; another day's report from one template is not.
#include "compare/near_duplicate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace heshu::compare {
namespace {

std::string Sentence(std::mt19937& random, int characters) {
  std::string text;
  for (int i = 0; i < characters; ++i) {
    const auto code = static_cast<std::uint32_t>(0x4E00 + random() % 2000);
    text += {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
             static_cast<char>(0x80 | (code & 0x3F))};
  }
  return text + "。";
}

std::string Article(unsigned seed, int figures) {
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < figures; ++i) {
    text +=
        Sentence(random, 30) + std::to_string(random() % 100000) + "万元，" + Sentence(random, 20);
  }
  return text;
}

bool ShareABand(const TextSketch& a, const TextSketch& b) {
  return std::any_of(a.bands.begin(), a.bands.end(), [&](std::uint64_t band) {
    return std::find(b.bands.begin(), b.bands.end(), band) != b.bands.end();
  });
}

bool AreFoundAlike(const std::string& a, const std::string& b) {
  const TextSketch x = SketchOf(a);
  const TextSketch y = SketchOf(b);
  return ShareABand(x, y) && AreNearDuplicates(x.bytes, y.bytes);
}

TEST(NearDuplicates, AReprintWithOtherPunctuationAndACredit) {
  const std::string text = Article(1, 12);
  std::string reprint = "（文章来源：某某网）" + text;
  for (std::size_t at; (at = reprint.find("，")) != std::string::npos;)
    reprint.replace(at, 3, ", ");
  EXPECT_TRUE(AreFoundAlike(text, text));
  EXPECT_TRUE(AreFoundAlike(text, reprint));
}

TEST(NearDuplicates, ARewrittenLeadOverACopiedBody) {
  int found = 0;
  for (unsigned seed = 0; seed < 40; ++seed) {
    const std::string body = Article(seed, 12);
    std::mt19937 random(seed + 1000);
    found += AreFoundAlike(Sentence(random, 80) + body, Sentence(random, 60) + body) ? 1 : 0;
  }
  EXPECT_GE(found, 38);
}

TEST(NearDuplicates, OneFigureAlteredInACopy) {
  std::string copy = Article(5, 12);
  const std::string text = copy;
  const std::size_t at = copy.find_first_of("123456789");
  copy[at] = copy[at] == '9' ? '1' : static_cast<char>(copy[at] + 1);
  EXPECT_TRUE(AreFoundAlike(text, copy)) << "a copy with a slip is still a copy";
}

TEST(NearDuplicates, NotTwoArticles) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    EXPECT_FALSE(AreFoundAlike(Article(seed, 12), Article(seed + 100, 12)));
  }
}

TEST(NearDuplicates, NotTheTemplateOfAnotherDay) {
  std::mt19937 random(9);
  std::string monday;
  std::string tuesday;
  for (int i = 0; i < 10; ++i) {
    const std::string words = Sentence(random, 25);
    monday += words + std::to_string(random() % 100000);
    tuesday += words + std::to_string(random() % 100000);
  }
  EXPECT_GT(TextResemblance(SketchOf(monday).bytes, SketchOf(tuesday).bytes), 0.3);
  EXPECT_FALSE(AreFoundAlike(monday, tuesday));
}

TEST(NearDuplicates, NothingIsToldOfAShortOrBrokenText) {
  EXPECT_TRUE(SketchOf("").bands.empty());
  EXPECT_TRUE(SketchOf("短讯：营收10亿元。").bands.empty());
  EXPECT_FALSE(AreNearDuplicates("", ""));
  SketchOf("\xE4\xB8");  // ends within a character
}

}  // namespace
}  // namespace heshu::compare
