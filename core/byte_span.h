// A half-open range of bytes [begin, end) of some UTF-8 text. Which text is said by whoever holds
// the span: spans in records always count bytes of the document's original text.
#ifndef HESHU_CORE_BYTE_SPAN_H_
#define HESHU_CORE_BYTE_SPAN_H_

#include <cstddef>
#include <string_view>

namespace heshu {

struct ByteSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  constexpr std::size_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool Contains(std::size_t byte) const { return begin <= byte && byte < end; }
  constexpr bool Contains(ByteSpan other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool Overlaps(ByteSpan other) const { return begin < other.end && other.begin < end; }

  friend constexpr bool operator==(ByteSpan, ByteSpan) = default;
  friend constexpr auto operator<=>(ByteSpan, ByteSpan) = default;
};

// The bytes of `text` that `span` names; the view dies with `text`.
constexpr std::string_view Slice(std::string_view text, ByteSpan span) {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace heshu

#endif  // HESHU_CORE_BYTE_SPAN_H_
