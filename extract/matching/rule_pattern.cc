#include "extract/matching/rule_pattern.h"

#include <functional>
#include <utility>

#include "extract/mentions/sentence_line.h"
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

}  // namespace

PatternTranslator::PatternTranslator(std::map<std::string, std::string> macros)
    : macros_(std::move(macros)) {}

Result<std::string> PatternTranslator::Translate(std::string_view pattern) {
  return Translate(pattern, 0);
}

Result<std::string> PatternTranslator::Translate(std::string_view pattern, int depth) {
  if (depth > kMaxMacroDepth) {
    return Fail(ErrorKind::kInvalidInput, "macros refer to each other in a circle");
  }
  std::string out;
  std::size_t copied = 0;  // what stands before is in `out`
  for (std::size_t i = pattern.find('{'); i != std::string_view::npos; i = pattern.find('{', i)) {
    // A brace before a digit is a count; one after \x is a code point: both are RE2's.
    const bool escaped = i > 0 && (pattern[i - 1] == '\\' ||
                                   (i > 1 && pattern[i - 1] == 'x' && pattern[i - 2] == '\\'));
    if (i + 1 == pattern.size() || IsAsciiDigit(pattern[i + 1]) || escaped) {
      ++i;
      continue;
    }
    const std::size_t close = pattern.find('}', i);
    if (close == std::string_view::npos) {
      return Fail(ErrorKind::kInvalidInput,
                  "a placeholder is not closed: `" + std::string(pattern.substr(i, 20)) + "`");
    }
    out += pattern.substr(copied, i - copied);
    const std::string_view inside = pattern.substr(i + 1, close - i - 1);
    auto known = meanings_.find(inside);
    if (known == meanings_.end()) {
      auto meaning = Meaning(inside, depth);
      if (!meaning) return meaning;
      known = meanings_.emplace(inside, std::move(*meaning)).first;
    }
    out += known->second;
    i = copied = close + 1;
  }
  return out.append(pattern.substr(copied));
}

Result<std::string> PatternTranslator::Meaning(std::string_view inside, int depth) {
  const std::size_t colon = inside.find(':');
  const std::string_view word = inside.substr(0, colon);
  const std::string_view argument =
      colon == std::string_view::npos ? std::string_view() : inside.substr(colon + 1);
  if (word.substr(0, 2) == "~~") return "[^。!?\\n]{0," + std::string(word.substr(2)) + "}";
  if (word.substr(0, 1) == "~") return "[^。!?,;\\n]{0," + std::string(word.substr(1)) + "}";
  if (word == "figure") return "(?P<figure>" + std::string(kTargetPlaceholder) + ")";
  if (word == "subject" || word == "peer") {
    return "(?P<" + std::string(word) + ">" + EntityClass(argument) + ")";
  }
  if (word == "e") return EntityClass(argument);
  if (word == "q") return ClassOf(argument, DimensionCount(), DimensionIndex, DimensionPlaceholder);
  if (word == "t") return std::string(kTimePlaceholder);
  const auto macro = macros_.find(std::string(word));
  if (macro == macros_.end()) {
    return Fail(ErrorKind::kInvalidInput, "unknown placeholder `{" + std::string(inside) + "}`", "",
                "known: figure q e t subject peer ~N ~~N and the names of [macros]");
  }
  auto inner = Translate(macro->second, depth + 1);
  if (!inner) return inner;
  return "(?:" + *inner + ")";
}

}  // namespace heshu::extract
