#include "cli/report/html_text.h"

#include <algorithm>
#include <set>

#include "cli/display_width.h"
#include "normalize/utf8.h"

namespace heshu::cli {
namespace {

// CJK unified ideographs with extensions A and B–H, and the compatibility block.
bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

template <typename Visit>
void ForEachCharacter(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const normalize::CodePoint c = normalize::DecodeAt(text, at);
    visit(c.value, text.substr(at, c.size));
    at += c.size;
  }
}

std::u32string HanOf(std::string_view text) {
  std::u32string han;
  ForEachCharacter(text, [&](char32_t c, std::string_view) {
    if (IsHan(c)) han += c;
  });
  return han;
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string out;
  for (const char c : Printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string SafeLink(std::string_view url) {
  std::string scheme(url.substr(0, 8));
  std::transform(scheme.begin(), scheme.end(), scheme.begin(), Lower);
  const std::size_t host = scheme.starts_with("https://")  ? 8
                           : scheme.starts_with("http://") ? 7
                                                           : std::string::npos;
  if (host >= url.size()) return {};
  const char first = url[host];
  if (first == '/' || first == '?' || first == '#') return {};
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F || c == '\\') return {};
  }
  return EscapeHtml(url);
}

std::string ScriptJson(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 16);
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view QuoteLanguage(std::string_view text, const normalize::Folder& folder) {
  std::size_t kana = 0;
  std::size_t hangul = 0;
  ForEachCharacter(text, [&](char32_t c, std::string_view) {
    kana += c >= 0x3041 && c <= 0x30FF && c != 0x30FB && c != 0x30FC ? 1 : 0;
    hangul += c >= 0xAC00 && c <= 0xD7A3 ? 1 : 0;
  });
  const std::u32string written = HanOf(text);
  if (hangul > written.size()) return "ko";
  if (kana * 4 > written.size()) return "ja";
  if (written.empty()) return "en";
  const std::u32string folded = HanOf(folder.FoldKey(text));
  std::size_t changed = 0;
  for (std::size_t i = 0; i < std::min(written.size(), folded.size()); ++i) {
    changed += written[i] != folded[i] ? 1 : 0;
  }
  return changed * 20 >= written.size() && changed > 0 ? "zh-Hant" : "zh-Hans";
}

std::string SearchKey(std::string_view text, const normalize::Folder& folder) {
  std::string key = folder.FoldKey(Printable(text));
  std::transform(key.begin(), key.end(), key.begin(), Lower);
  return key;
}

std::string FoldPairs(std::string_view keys, const normalize::Folder& folder) {
  std::set<char32_t> wanted;
  ForEachCharacter(keys, [&](char32_t c, std::string_view) {
    if (IsHan(c)) wanted.insert(c);
  });
  std::string pairs;
  const auto add = [&](char32_t from, char32_t to) {
    for (char32_t c = from; c <= to; ++c) {
      const char bytes[] = {static_cast<char>(0xE0 | (c >> 12)),
                            static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
                            static_cast<char>(0x80 | (c & 0x3F))};
      const std::string_view written(bytes, sizeof bytes);
      const std::string folded = folder.FoldKey(written);
      if (folded == written || folded.empty()) continue;
      const normalize::CodePoint first = normalize::DecodeAt(folded, 0);
      if (first.size != folded.size() || !wanted.contains(first.value)) continue;
      pairs += written;
      pairs += folded;
    }
  };
  add(0x3400, 0x4DBF);
  add(0x4E00, 0x9FFF);
  return pairs;
}

}  // namespace heshu::cli
