#include "store/search_text.h"

#include <algorithm>
#include <cstdint>

namespace heshu::store {
namespace {

enum class CharacterClass { kSeparator, kLetter, kDigit, kHan };

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

constexpr char32_t kIllFormed = 0xFFFD;

// The character at the front of `text`, which is not empty. Ill-formed: one byte of U+FFFD.
Character Front(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto tail = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const char32_t b = byte(0);
  if (b < 0x80) return {b, 1};
  const auto bits = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  if (b >= 0xC2 && b < 0xE0 && tail(1)) return {((b & 0x1F) << 6) | bits(1), 2};
  if (b >= 0xE0 && b < 0xF0 && tail(1) && tail(2)) {
    const char32_t code = ((b & 0xF) << 12) | (bits(1) << 6) | bits(2);
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) return {code, 3};
  }
  if (b >= 0xF0 && b < 0xF5 && tail(1) && tail(2) && tail(3)) {
    const char32_t code = ((b & 7) << 18) | (bits(1) << 12) | (bits(2) << 6) | bits(3);
    if (code >= 0x10000 && code <= 0x10FFFF) return {code, 4};
  }
  return {kIllFormed, 1};
}

void Append(std::string& out, char32_t code) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

bool In(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

CharacterClass Classify(char32_t code) {
  using enum CharacterClass;
  if (code < 0x80) {
    if (In(code, '0', '9')) return kDigit;
    return In(code | 0x20, 'a', 'z') ? kLetter : kSeparator;
  }
  if (In(code, 0x3400, 0x4DBF) || In(code, 0x4E00, 0x9FFF) || In(code, 0xF900, 0xFAFF) ||
      In(code, 0x20000, 0x3FFFF) || In(code, 0x3041, 0x3096) || In(code, 0x30A1, 0x30FA) ||
      In(code, 0x30FC, 0x30FE) || In(code, 0xAC00, 0xD7A3) || code == 0x3005 || code == 0x3007) {
    return kHan;
  }
  if (code < 0xC0) return code == 0xB5 ? kLetter : kSeparator;  // µ
  if (code == 0xD7 || code == 0xF7) return kSeparator;          // × ÷
  if (code < 0x2000) return kLetter;                            // Latin, Greek, Cyrillic, …
  if (In(code, 0x2C00, 0x2DFF) || In(code, 0xA000, 0xABFF)) return kLetter;
  return kSeparator;
}

// Lower case of the alphabets that the news of this field is written in.
char32_t LowerCase(char32_t code) {
  if (In(code, 'A', 'Z')) return code + 32;
  if (In(code, 0xC0, 0xDE) && code != 0xD7) return code + 32;
  if (In(code, 0x391, 0x3A9) || In(code, 0x410, 0x42F)) return code + 32;
  if (In(code, 0x400, 0x40F)) return code + 80;
  // Latin Extended-A: pairs, upper first; even from U+0100 to 0137 and from 014A to 0177.
  if ((In(code, 0x100, 0x137) || In(code, 0x14A, 0x177)) && code != 0x130) return code | 1;
  return code;
}

// "," at the front of `text` stands between the groups of a number: three digits follow, not four.
bool GroupsDigits(std::string_view text) {
  const auto digit = [text](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  return text.front() == ',' && digit(1) && digit(2) && digit(3) && !digit(4);
}

}  // namespace

std::vector<std::string> IndexWords(std::string_view folded) {
  std::vector<std::string> words;
  auto last = CharacterClass::kSeparator;
  while (!folded.empty()) {
    const auto [code, bytes] = Front(folded);
    const auto kind = Classify(code);
    if (last == CharacterClass::kDigit && GroupsDigits(folded)) {
      folded.remove_prefix(1);
      continue;
    }
    // A hard-wrapped line goes on: no blank stands between Han characters.
    if (last == CharacterClass::kHan && (code == '\n' || code == '\r')) {
      folded.remove_prefix(1);
      continue;
    }
    switch (kind) {
      case CharacterClass::kSeparator:
        break;
      case CharacterClass::kHan:
        if (last == kind) Append(words.back(), code);
        Append(words.emplace_back(), code);
        break;
      case CharacterClass::kLetter:
      case CharacterClass::kDigit:
        if (last != kind) words.emplace_back();
        Append(words.back(), LowerCase(code));
        break;
    }
    last = kind;
    folded.remove_prefix(bytes);
  }
  return words;
}

std::string IndexText(std::string_view folded) {
  static constexpr std::string_view kBarrier = " \xEE\x80\x80 ";  // U+E000: a word of no text
  std::string text;
  for (;;) {
    const auto end = std::min(folded.find(kPartEnd), folded.size());
    for (const auto& word : IndexWords(folded.substr(0, end))) {
      text += word;
      text += ' ';
    }
    if (end == folded.size()) return text;
    text += kBarrier;
    folded.remove_prefix(end + 1);
  }
}

SearchPhrase PhraseOf(std::string_view folded_term) {
  SearchPhrase phrase{IndexWords(folded_term)};
  if (phrase.words.empty()) return phrase;
  const std::string& word = phrase.words.back();
  const auto [code, bytes] = Front(word);
  if (Classify(code) != CharacterClass::kHan) return phrase;
  // The last word is one Han character. Where its pair with the one before is asked for already, it
  // adds nothing (in the text it begins another pair); alone, it is the beginning of a word.
  if (phrase.words.size() > 1) {
    const std::string& before = phrase.words[phrase.words.size() - 2];
    const auto first = Front(before);
    if (Classify(first.code) == CharacterClass::kHan && before.size() > first.bytes) {
      phrase.words.pop_back();
      return phrase;
    }
  }
  phrase.prefix = true;
  return phrase;
}

std::vector<std::string> QueryTerms(std::string_view query) {
  std::vector<std::string> terms;
  std::string term;
  bool quoted = false;
  const auto finish = [&] {
    if (!term.empty()) terms.push_back(std::move(term));
    term.clear();
  };
  while (!query.empty()) {
    const auto [code, bytes] = Front(query);
    const bool space = code == ' ' || In(code, '\t', '\r') || code == 0xA0 || code == 0x3000;
    if (code == '"') {
      finish();
      quoted = !quoted && query.find('"', 1) != std::string_view::npos;
    } else if (space && !quoted) {
      finish();
    } else {
      term.append(query.substr(0, bytes));
    }
    query.remove_prefix(bytes);
  }
  finish();
  return terms;
}

}  // namespace heshu::store
