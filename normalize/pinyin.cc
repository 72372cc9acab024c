#include "normalize/pinyin.h"

#include <algorithm>
#include <array>
#include <string>

#include "normalize/utf8.h"

namespace heshu::normalize {
namespace {

// The plain letter under a toned one; 0 if `c` is none. ü is written v.
char PlainLetter(char32_t c) {
  static constexpr std::array<std::u32string_view, 6> kToned = {U"āáǎà", U"ēéěè", U"īíǐì",
                                                                U"ōóǒò", U"ūúǔù", U"ǖǘǚǜ"};
  static constexpr std::string_view kPlain = "aeiouv";
  for (std::size_t i = 0; i < kToned.size(); ++i) {
    if (kToned[i].find(c) != std::u32string_view::npos) return kPlain[i];
  }
  return 0;
}

// Initials with the finals that each takes in the standard table of syllables; "-" has none.
struct Row {
  std::string_view initial;
  std::string_view finals;  // between spaces
};
constexpr std::array<Row, 24> kSyllables = {{
    {"zh", " a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo "},
    {"ch", " a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo "},
    {"sh", " a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo "},
    {"b", " a ai an ang ao ei en eng i ian iao ie in ing o u "},
    {"p", " a ai an ang ao ei en eng i ian iao ie in ing o ou u "},
    {"m", " a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u "},
    {"f", " a an ang ei en eng iao o ou u "},
    {"d", " a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo "},
    {"t", " a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo "},
    {"n", " a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve ue "},
    {"l", " a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve ue "},
    {"g", " a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo "},
    {"k", " a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo "},
    {"h", " a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo "},
    {"j", " i ia ian iang iao ie in ing iong iu u uan ue un "},
    {"q", " i ia ian iang iao ie in ing iong iu u uan ue un "},
    {"x", " i ia ian iang iao ie in ing iong iu u uan ue un "},
    {"r", " an ang ao e en eng i ong ou u ua uan ui un uo "},
    {"z", " a ai an ang ao e ei en eng i ong ou u uan ui un uo "},
    {"c", " a ai an ang ao e en eng i ong ou u uan ui un uo "},
    {"s", " a ai an ang ao e en eng i ong ou u uan ui un uo "},
    {"y", " a an ang ao e i in ing o ong ou u uan ue un "},
    {"w", " a ai an ang ei en eng o u "},
    {"", " a ai an ang ao e ei en eng er o ou "},
}};

bool IsSyllable(std::string_view plain) {
  for (const Row& row : kSyllables) {
    if (!plain.starts_with(row.initial)) continue;
    const std::string final = " " + std::string(plain.substr(row.initial.size())) + " ";
    if (final.size() > 2 && row.finals.find(final) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

bool IsTonedSyllable(std::string_view text) {
  if (text.size() < 2 || text.size() > 10) return false;
  std::string plain;
  int tones = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    at += c.size;
    if (c.value >= 'a' && c.value <= 'z') {
      if (c.value == 'v') return false;
      plain.push_back(static_cast<char>(c.value));
    } else if (c.value == 0x261) {  // ɡ
      plain.push_back('g');
    } else if (c.value == 0xFC) {  // ü
      plain.push_back('v');
    } else if (const char letter = PlainLetter(c.value); letter != 0) {
      plain.push_back(letter);
      ++tones;
    } else {
      return false;
    }
  }
  return tones == 1 && IsSyllable(plain);
}

}  // namespace heshu::normalize
