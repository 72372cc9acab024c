// Random texts for property tests: all scripts, damage included.
#ifndef HESHU_TESTS_NORMALIZE_RANDOM_TEXT_H_
#define HESHU_TESTS_NORMALIZE_RANDOM_TEXT_H_

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/utf8.h"

namespace heshu::normalize {

// Whole snippets, so that the rules of folding and repair meet often.
inline constexpr auto kSnippets = std::to_array<std::string_view>(
    {"數(shù)百萬", "（quán）", "权",       "5.5 億",   "1 月 27 日", "２０２６年", "Ｔｏｋｅｎ",
     "DeepSeek",    "V4",       " ",        "  ",       "\n",         "\r\n",       "\n\n",
     "\n \n\n",     "，",       ",",        "。",       " 。",        "、",         "「",
     "」",          "(09988)",  "（21日）", "(Nvidia)", "??",         "?",          "？？",
     "㎡",          "½",        "①",        "²",        "10²",        "2½",         "℃",
     "…",           "ﬁ",        "e\u0301",  "か\u3099", "ｶﾞ",         "한국",       "\u1112\u1161",
     "\u00A0",      "\u3000",   "\u200B",   "\uFEFF",   "\u00AD",     "\u2028",     "乾隆",
     "乾淨",        "看著",     "顯著",     "顯",       "著",         "龍鍾",       "老態龍鍾",
     "于是",        "於是",     "裏面",     "裡面",     "衞星",       "二噁英",     "—",
     "–",           "−",        "－",       "$",        "％",         "%",          "\xFF",
     "\xE4\xB8",    "\xF0\x9F", "\uFFFD",   "\uE000",   "😀",          "\U00020089", "\U0002F800",
     "⼀",          "\u0301",   "\0x",      "5,\n890",  "a-\nb",      "H800",       "萬"});

inline char32_t RandomCodePoint(std::mt19937& random) {
  switch (random() % 8) {
    case 0:
      return static_cast<char32_t>(' ' + random() % 95);
    case 1:
      return static_cast<char32_t>(random() % 0x300);
    case 2:
      return static_cast<char32_t>(0x2000 + random() % 0x1400);
    case 3:
      return static_cast<char32_t>(0xF900 + random() % 0x6FF);
    case 4:
      return static_cast<char32_t>(0x20000 + random() % 0xB000);
    default:
      return static_cast<char32_t>(0x4E00 + random() % 0x5200);
  }
}

// Snippets and random characters; any bytes too if `is_damaged`.
inline std::string RandomText(std::mt19937& random, std::size_t parts, bool is_damaged) {
  std::string text;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto kind = random() % 10;
    if (kind < 6) {
      text += kSnippets[random() % kSnippets.size()];
    } else if (kind < 9 || !is_damaged) {
      AppendCodePoint(RandomCodePoint(random), &text);
    } else {
      text.push_back(static_cast<char>(random() % 256));
    }
  }
  return text;
}

}  // namespace heshu::normalize

#endif  // HESHU_TESTS_NORMALIZE_RANDOM_TEXT_H_
