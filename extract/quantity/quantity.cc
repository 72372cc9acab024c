#include "extract/quantity/quantity.h"

#include <algorithm>
#include <utility>

#include "extract/quantity/quantity_reader.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

// Text without the spaces that mean nothing between Han characters and digits (七成 六, 5.5 亿),
// and the way back.
class CompactText {
 public:
  explicit CompactText(std::string_view text) : original_(text) {
    std::size_t copied = 0;
    for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at)) {
      std::size_t end = at;
      while (end < text.size() && text[end] == ' ') ++end;
      if (end - at <= 8 && Removable(text, at, end)) {
        text_.append(text, copied, at - copied);
        copied = end;
        cuts_.push_back({text_.size(), end - at + (cuts_.empty() ? 0 : cuts_.back().removed)});
      }
      at = end;
    }
    if (!cuts_.empty()) text_.append(text, copied, text.size() - copied);
  }

  std::string_view text() const { return cuts_.empty() ? original_ : std::string_view(text_); }
  bool IsOriginal() const { return cuts_.empty(); }

  // A position of text() in the original. At a cut, a begin stands behind the spaces and an end
  // before them.
  std::size_t Back(std::size_t at, bool is_end) const {
    const auto cut = std::partition_point(
        cuts_.begin(), cuts_.end(), [&](const Cut& c) { return is_end ? c.at < at : c.at <= at; });
    return at + (cut == cuts_.begin() ? 0 : std::prev(cut)->removed);
  }
  // A position of the original in text().
  std::size_t Forth(std::size_t at) const {
    const auto cut = std::partition_point(cuts_.begin(), cuts_.end(),
                                          [&](const Cut& c) { return c.at + c.removed <= at; });
    return at - (cut == cuts_.begin() ? 0 : std::prev(cut)->removed);
  }

 private:
  struct Cut {
    std::size_t at = 0;       // of the compact text
    std::size_t removed = 0;  // bytes removed up to here
  };

  static bool Removable(std::string_view text, std::size_t begin, std::size_t end) {
    const Glyph before = GlyphBefore(text, begin);
    const Glyph after = GlyphAt(text, end);
    if (before.size == 0 || after.size == 0) return false;
    const bool han_before = IsHan(before.code);
    const bool han_after = IsHan(after.code);
    if (han_before && han_after) return true;
    // 2000亿 5000万 are two columns of a table.
    if (han_before && IsAsciiDigit(after.code)) {
      return HanUnit(before.code) == 0 && HanDigit(before.code) < 0;
    }
    if (IsAsciiDigit(before.code) && (han_after || after.code == '%')) return true;
    return false;
  }

  std::string_view original_;
  std::string text_;
  std::vector<Cut> cuts_;
};

std::string UnitWithPer(const Figure& figure) {
  std::string unit = figure.unit.empty() ? "count" : figure.unit;
  if (!figure.per.per.empty() && figure.per.per != "share") unit += "/" + figure.per.per;
  return unit;
}

}  // namespace

std::vector<Quantity> FindQuantities(std::string_view folded, std::span<const TimeExpression> times,
                                     const UnitTable& units, std::string_view region) {
  const CompactText compact(folded);
  std::vector<ByteSpan> spans;
  spans.reserve(times.size());
  for (const TimeExpression& time : times) {
    spans.push_back({compact.Forth(time.span.begin), compact.Forth(time.span.end)});
  }
  QuantityReader reader(compact.text(), spans, units.impl(), region);
  std::vector<Quantity> out;
  for (Figure& figure : reader.Read()) {
    Quantity quantity;
    const auto back = [&](ByteSpan span) {
      return ByteSpan{compact.Back(span.begin, false), compact.Back(span.end, true)};
    };
    quantity.span = back(figure.span);
    quantity.context_span = back(figure.context);
    quantity.number_span = back(figure.number_span);
    quantity.unit = UnitWithPer(figure);
    quantity.per = figure.per.per;
    quantity.value = std::move(figure.value);
    quantity.dimension = figure.dimension.empty() ? "count" : figure.dimension;
    quantity.counted_noun = std::move(figure.counted_noun);
    quantity.unit_inferred = figure.inferred;
    quantity.marks = std::move(figure.marks);
    out.push_back(std::move(quantity));
  }
  return out;
}

}  // namespace heshu::extract
