#include "extract/claims/rule_pattern.h"

#include <functional>

#include "extract/claims/sentence_line.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr int kMaxMacroDepth = 8;

std::string ClassOf(std::string_view names, std::size_t count,
                    const std::function<std::size_t(std::string_view)>& index,
                    const std::function<std::string(std::size_t)>& placeholder) {
  std::string out = "[";
  if (names.empty()) {
    for (std::size_t i = 0; i < count; ++i) out += placeholder(i);
  }
  while (!names.empty()) {
    const std::size_t bar = names.find('|');
    out += placeholder(index(names.substr(0, bar)));
    names = bar == std::string_view::npos ? std::string_view() : names.substr(bar + 1);
  }
  return out + "]";
}

std::string EntityClass(std::string_view kinds) {
  return ClassOf(kinds, EntityKindCount(), EntityKindIndex, EntityPlaceholder);
}

Result<std::string> Translate(std::string_view pattern,
                              const std::map<std::string, std::string>& macros, int depth) {
  if (depth > kMaxMacroDepth) {
    return Fail(ErrorKind::kInvalidInput, "macros refer to each other in a circle");
  }
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    // A brace before a digit is a count; one after \x is a code point: both are RE2's.
    const bool escaped = i > 0 && (pattern[i - 1] == '\\' ||
                                   (i > 1 && pattern[i - 1] == 'x' && pattern[i - 2] == '\\'));
    const bool opens =
        pattern[i] == '{' && i + 1 < pattern.size() && !IsAsciiDigit(pattern[i + 1]) && !escaped;
    if (!opens) {
      out += pattern[i];
      continue;
    }
    const std::size_t close = pattern.find('}', i);
    if (close == std::string_view::npos) {
      return Fail(ErrorKind::kInvalidInput,
                  "a placeholder is not closed: `" + std::string(pattern.substr(i, 20)) + "`");
    }
    const std::string_view inside = pattern.substr(i + 1, close - i - 1);
    i = close;
    const std::size_t colon = inside.find(':');
    const std::string_view word = inside.substr(0, colon);
    const std::string_view argument =
        colon == std::string_view::npos ? std::string_view() : inside.substr(colon + 1);
    if (word.substr(0, 2) == "~~") {
      out += "[^。!?\\n]{0," + std::string(word.substr(2)) + "}";
    } else if (word.substr(0, 1) == "~") {
      out += "[^。!?,;\\n]{0," + std::string(word.substr(1)) + "}";
    } else if (word == "figure") {
      out += "(?P<figure>" + std::string(kTargetPlaceholder) + ")";
    } else if (word == "subject" || word == "peer") {
      out += "(?P<" + std::string(word) + ">" + EntityClass(argument) + ")";
    } else if (word == "e") {
      out += EntityClass(argument);
    } else if (word == "q") {
      out += ClassOf(argument, DimensionCount(), DimensionIndex, DimensionPlaceholder);
    } else if (word == "t") {
      out += kTimePlaceholder;
    } else if (const auto macro = macros.find(std::string(word)); macro != macros.end()) {
      auto inner = Translate(macro->second, macros, depth + 1);
      if (!inner) return inner;
      out += "(?:" + *inner + ")";
    } else {
      return Fail(ErrorKind::kInvalidInput, "unknown placeholder `{" + std::string(inside) + "}`",
                  "", "known: figure q e t subject peer ~N ~~N and the names of [macros]");
    }
  }
  return out;
}

}  // namespace

Result<std::string> TranslatePattern(std::string_view pattern,
                                     const std::map<std::string, std::string>& macros) {
  return Translate(pattern, macros, 0);
}

}  // namespace heshu::extract
