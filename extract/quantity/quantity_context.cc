// The words around a figure: bounds, emphasis, movement, base of growth.
#include <algorithm>
#include <string>

#include "extract/quantity/quantity_reader.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

constexpr int kMostWords = 8;
constexpr int kPeerReach = 14;  // characters of the peer's name

bool PointsUp(Bound bound) { return bound == Bound::kMoreThan || bound == Bound::kAtLeast; }
bool PointsDown(Bound bound) {
  return bound == Bound::kLessThan || bound == Bound::kAtMost || bound == Bound::kNearly;
}

}  // namespace

void QuantityReader::ApplyBound(Figure& figure, const EdgeWord& word) const {
  Value& value = figure.value;
  const Bound bound = *word.bound;
  if (value.bound == Bound::kRange) {
    if (bound != Bound::kApprox && bound != Bound::kExact && !figure.marks.contains("also_bound")) {
      figure.marks["also_bound"] = PointsUp(bound) ? "at_least" : "at_most";
      value.bound_word = word.text;
    }
    return;
  }
  const bool free =
      value.bound == Bound::kExact || (value.bound == Bound::kApprox && value.lo == value.hi &&
                                       !value.bound_word.empty() && bound != Bound::kApprox);
  if (!free || !(value.lo || value.hi)) return;
  const Decimal point = value.lo ? *value.lo : *value.hi;
  value.lo = value.hi = point;
  if (PointsUp(bound)) value.hi.reset();
  if (PointsDown(bound)) value.lo.reset();
  value.bound = bound;
  value.bound_word = word.text;
}

// Walks left from the figure over words the rules know; stops at the first they do not.
void QuantityReader::ReadBefore(Figure& figure, std::size_t at) const {
  std::size_t cursor = at;
  bool level = false;
  bool loose = false;  // a filler was passed
  bool past = false;   // 了 was passed: 突破了, but 过了10年 is no bound
  for (int words = 0; words < kMostWords; ++words) {
    const std::size_t end = SkipSpacesBack(text_, cursor, 1);
    if (end <= floor_) break;
    steps_ += 4;
    const auto match = units_.before.LongestBefore(text_, end);
    if (!match || end - match.size < floor_) break;
    const std::size_t begin = end - match.size;
    const EdgeWord* fit = nullptr;
    bool filler = false;
    for (int i = match.value; i >= 0 && fit == nullptr;) {
      const EdgeWord& word = units_.before_words[static_cast<std::size_t>(i)];
      i = word.next;
      if (word.adjacent && words > 0) continue;
      if (word.tight && (loose || (past && match.size <= 3))) continue;
      if (word.only_bare && !figure.is_bare) continue;
      if (!word.dimension.empty() && figure.dimension != word.dimension) continue;
      if (!Fits(word.around, begin, begin, end)) continue;
      filler = !word.not_dimension.empty() && figure.dimension == word.not_dimension;
      fit = &word;
    }
    if (fit == nullptr) break;
    figure.anchored = figure.anchored || fit->anchor;
    if (filler) {
      cursor = begin;
      continue;
    }
    const EdgeWord& word = *fit;
    if (word.bound) {
      ApplyBound(figure, word);
      figure.context.begin = begin;
    }
    for (const auto& [key, mark] : word.marks) {
      if (level && !word.size && (key == "move" || key == "form" || key == "baseline")) continue;
      figure.marks.emplace(key, mark);
      figure.context.begin = std::min(figure.context.begin, begin);
    }
    level = level || word.level;
    loose = loose || (!word.bound && word.marks.empty() && !word.level && word.text != "了");
    past = past || word.text == "了";
    cursor = begin;
  }
}

// 不到对手的十分之一, 超过去年的3倍: the bound stands before what the figure is a part of.
void QuantityReader::ReadBoundOverPeer(Figure& figure, std::size_t at) const {
  const bool part = figure.dimension == "ratio" || figure.dimension == "percent";
  if (!part || figure.value.bound != Bound::kExact || !EndsAt(text_, at, "的")) return;
  std::size_t cursor = at - std::string_view("的").size();
  for (int i = 0; i < kPeerReach && cursor > floor_; ++i) {
    ++steps_;
    const std::size_t back = StepBack(text_, cursor);
    const char32_t code = GlyphAt(text_, back).code;
    if (IsClauseEnd(code) || code == U'的') return;
    // 高于市场预期的2.8%: the figure is the expectation itself
    if (figure.dimension == "percent") {
      for (const std::string_view level : {"预期", "预测", "预估", "估计", "前值", "上月", "去年",
                                           "同期", "此前", "之前", "目标", "上季", "水平"}) {
        if (EndsAt(text_, cursor, level)) return;
      }
    }
    const auto match = units_.before.LongestBefore(text_, cursor);
    if (match && match.size >= 6 && cursor - match.size >= floor_) {
      const EdgeWord& word = units_.before_words[static_cast<std::size_t>(match.value)];
      const std::size_t begin = cursor - match.size;
      if (word.bound && word.tight && Fits(word.around, begin, begin, cursor)) {
        ApplyBound(figure, word);
        figure.context.begin = begin;
        return;
      }
    }
    cursor = back;
  }
}

// The words behind a figure from `at` on; returns where they end.
std::size_t QuantityReader::ReadAfter(Figure& figure, std::size_t at) const {
  std::size_t p = at;
  for (int words = 0; words < 3; ++words) {
    std::size_t begin = p;
    for (const std::string_view note : {"(含)", "(含本数)", "(不含)"}) {
      if (StartsAt(text_, begin, note)) begin += note.size();
    }
    begin = SkipSpaces(text_, begin, 1);
    steps_ += 4;
    const auto match = units_.after.Longest(text_, begin);
    if (!match) break;
    const std::size_t end = begin + match.size;
    const EdgeWord* fit = nullptr;
    for (int i = match.value; i >= 0 && fit == nullptr;) {
      const EdgeWord& candidate = units_.after_words[static_cast<std::size_t>(i)];
      i = candidate.next;
      if (candidate.only_bare && !figure.is_bare) continue;
      if (candidate.needs_unit && !figure.stated_unit) continue;
      if (!candidate.needs.empty() && !figure.marks.contains(candidate.needs)) continue;
      if (!candidate.dimension.empty() && figure.dimension != candidate.dimension) continue;
      if (!candidate.not_dimension.empty() && figure.dimension == candidate.not_dimension) continue;
      if (!Fits(candidate.around, begin, begin, end)) continue;
      fit = &candidate;
    }
    if (fit == nullptr) break;
    const EdgeWord& word = *fit;
    if (word.bound) ApplyBound(figure, word);
    for (const auto& [key, mark] : word.marks) figure.marks.emplace(key, mark);
    p = end;
    figure.context.end = std::max(figure.context.end, end);
  }
  return p;
}

// What the marks and the bare magnitude make of the value, once all is known.
void QuantityReader::ApplyForms(Figure& figure) const {
  Value& value = figure.value;
  figure.marks.erase("compare");
  figure.marks.erase("level");
  // 数以十亿计, 十亿级
  const bool tens = figure.is_bare_ten && value.bound == Bound::kApprox &&
                    (value.bound_word == "计" || value.bound_word.starts_with("级"));
  if ((figure.is_bare || tens) && value.bound != Bound::kRange) {
    const bool one = value.lo && value.hi && *value.lo == *value.hi;
    const bool level_word = value.bound == Bound::kApprox && one;
    // 上下文窗口为百万Token is one million
    const bool context_length =
        figure.unit == "token" && text_.substr(figure.span.begin > 45 ? figure.span.begin - 45 : 0,
                                               std::min<std::size_t>(figure.span.begin, 45))
                                          .find("上下文") != std::string_view::npos;
    if (one && context_length) {
      // as written
    } else if (one && (value.bound == Bound::kExact || level_word)) {
      const bool chips = figure.dimension == "chip_count" && value.bound == Bound::kExact;
      if (!chips) value.hi = value.hi->Scaled(1);
      value.bound = Bound::kApprox;
    }
  }
  const auto form = figure.marks.find("form");
  if (figure.dimension == "ratio" && !figure.is_phrase) {
    const bool fraction = form != figure.marks.end() && form->second == "fraction";
    const bool growth = form != figure.marks.end() && form->second == "growth";
    const Decimal one = Decimal::Of(1);
    const bool doubling = growth && value.bound != Bound::kRange &&
                          (value.lo ? *value.lo == one && (!value.hi || *value.hi == one)
                                    : value.hi && *value.hi == one);
    if (doubling) {
      // 增长一倍, 提升近一倍
      if (value.lo) value.lo = Decimal::Of(2);
      if (value.hi) value.hi = Decimal::Of(2);
      figure.marks["form"] = "multiple";
    } else if (!fraction && !growth && figure.sense != nullptr) {
      figure.marks["form"] = "multiple";
    }
  } else if (form != figure.marks.end() && !figure.is_phrase) {
    figure.marks.erase(form);
  }
  // 为…的百分之一: a ratio, not a rate.
  if (figure.dimension == "percent" && value.lo == value.hi) {
    const std::string_view written = Slice(text_, figure.number_span);
    if ((written == "百分之一" || written == "千分之一" || written == "万分之一") &&
        EndsAt(text_, figure.number_span.begin, "的")) {
      const std::size_t from = figure.number_span.begin > 60 ? figure.number_span.begin - 60 : 0;
      std::string_view left = text_.substr(from, figure.number_span.begin - from);
      for (const std::string_view end : {"。", ",", ";", "\n"}) {
        if (const auto cut = left.rfind(end); cut != std::string_view::npos) {
          left.remove_prefix(cut + end.size());
        }
      }
      const auto says = [&](std::string_view word) {
        return left.find(word) != std::string_view::npos;
      };
      if ((says("为") || says("是") || says("相当于") || says("只有") || says("不及")) &&
          !says("占")) {
        value.lo = value.lo->Scaled(-2);
        value.hi = value.hi->Scaled(-2);
        value.step = value.step.Scaled(-2);
        figure.unit = figure.dimension = "ratio";
        figure.marks["form"] = "fraction";
      }
    }
  }
}

}  // namespace heshu::extract
