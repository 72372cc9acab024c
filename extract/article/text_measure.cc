#include "extract/article/text_measure.h"

namespace heshu::extract {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool IsAsciiLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAsciiDigit(char32_t c) { return c >= '0' && c <= '9'; }
bool IsWideLatin(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E; }

bool IsWideStop(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == U'；' || c == U'…' || c == U'．' ||
         c == U'｡';
}

bool IsClosing(char32_t c) {
  return c == U'」' || c == U'』' || c == U'”' || c == U'’' || c == U'）' || c == ')' ||
         c == U'】' || c == U'》' || c == U'〉' || c == '"' || c == '\'' || c == U'〕' || c == ']';
}

}  // namespace

char32_t NextCodePoint(std::string_view text, std::size_t* at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte((*at)++);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (more == 0 || *at + more > text.size()) return kReplacement;
  char32_t c = first & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(*at + i) & 0xC0) != 0x80) return kReplacement;
    c = (c << 6) | (byte(*at + i) & 0x3Fu);
  }
  *at += more;
  return c;
}

char32_t LastCodePoint(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return NextCodePoint(text, &at);
}

char32_t FirstCodePoint(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : NextCodePoint(text, &at);
}

bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == U'〇' ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

bool IsWidePunctuation(char32_t c) {
  return (c >= 0x3001 && c <= 0x303F) || (IsWideLatin(c) && c != 0xFF0E) || c == U'“' ||
         c == U'”' || c == U'‘' || c == U'’' || c == U'…' || c == U'—' || c == U'·';
}

bool IsBlank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x2060 || c == 0x3000 || c == 0xFEFF || c == 0xAD;
}

void AppendUtf8(char32_t c, std::string* out) {
  if (c < 0x80) {
    *out += static_cast<char>(c);
  } else if (c < 0x800) {
    *out += static_cast<char>(0xC0 | (c >> 6));
    *out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out += static_cast<char>(0xE0 | (c >> 12));
    *out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    *out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    *out += static_cast<char>(0xF0 | (c >> 18));
    *out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    *out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    *out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string_view TrimBlanks(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!IsBlank(NextCodePoint(text, &next))) break;
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    std::size_t at = start;
    if (!IsBlank(NextCodePoint(text.substr(0, end), &at))) break;
    end = start;
  }
  return text.substr(begin, end - begin);
}

std::string TidyBlanks(std::string_view text) {
  std::string tidy;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = NextCodePoint(text, &at);
    if (IsBlank(c)) {
      blank = !tidy.empty();
      continue;
    }
    if (blank) tidy += ' ';
    blank = false;
    tidy.append(text.substr(begin, at - begin));
  }
  return tidy;
}

std::string HeadlineKey(std::string_view text) {
  std::string key;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = NextCodePoint(text, &at);
    if (IsWideLatin(c)) c = c - 0xFF01 + 0x21;
    if (c >= 'A' && c <= 'Z') c = c - 'A' + 'a';
    const bool other_letter = c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7;
    if (IsAsciiLetter(c) || IsAsciiDigit(c) || IsHan(c) || other_letter) AppendUtf8(c, &key);
  }
  return key;
}

std::vector<std::string_view> Sentences(std::string_view text) {
  std::vector<std::string_view> sentences;
  std::size_t begin = 0;
  const auto finish = [&](std::size_t end) {
    const auto sentence = TrimBlanks(text.substr(begin, end - begin));
    if (!sentence.empty()) sentences.push_back(sentence);
    begin = end;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    const bool narrow = c == '.' || c == '!' || c == '?';
    if (IsWideStop(c) || (narrow && at < text.size() && text[at] == ' ')) finish(at);
  }
  finish(text.size());
  return sentences;
}

bool NeedsBlankBetween(std::string_view before, std::string_view after) {
  const char32_t a = LastCodePoint(before);
  const char32_t b = FirstCodePoint(after);
  return !(IsHan(a) || IsWidePunctuation(a) || IsHan(b) || IsWidePunctuation(b));
}

bool EndsSentence(std::string_view text) {
  text = TrimBlanks(text);
  while (!text.empty() && IsClosing(LastCodePoint(text))) {
    std::size_t end = text.size() - 1;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = TrimBlanks(text.substr(0, end));
  }
  const char32_t last = LastCodePoint(text);
  return IsWideStop(last) || last == '.' || last == '!' || last == '?' || last == ';';
}

TextMeasure Measure(std::string_view text) {
  TextMeasure measure;
  bool after_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    if (IsBlank(c)) {
      after_word = false;
      continue;
    }
    ++measure.points;
    bool word = true;
    if (IsAsciiLetter(c)) {
      ++measure.letters;
    } else if (IsAsciiDigit(c)) {
      ++measure.digits;
    } else if (IsHan(c)) {
      ++measure.han;
    } else if (IsWideStop(c)) {
      ++measure.stops;
      word = false;
    } else if (c == U'，' || c == U'、') {
      ++measure.commas;
      word = false;
    } else if (c < 0x80) {
      const bool at_end = at >= text.size() || static_cast<unsigned char>(text[at]) >= 0x80 ||
                          text[at] == ' ' || text[at] == '"' || text[at] == '\n' || text[at] == ')';
      if ((c == '.' || c == '!' || c == '?' || c == ';') && after_word && at_end) ++measure.stops;
      if (c == ',' && after_word && at_end) ++measure.commas;
      word = c == '"' || c == ')' || c == '\'' || c == '%';
    } else if (IsWideLatin(c)) {
      ++measure.letters;
    } else if (c >= 0xC0 && c < 0x2000) {
      ++measure.letters;
    }
    after_word = word;
  }
  return measure;
}

}  // namespace heshu::extract
