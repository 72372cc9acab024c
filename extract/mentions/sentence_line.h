// The line that claim rules match: one sentence of folded text with a private-use code point in the
// place of each mention.
//
//   entity     U+E000 + kind        (EntityKindIndex; a name of no table is a kind of its own)
//   time       U+E030
//   figure     U+E040 + dimension   (DimensionIndex)
//   the figure that a rule is asked about: U+E0FF
//
// Quotation marks and emphasis are left out, and so is what stands in brackets: each bracket is a
// line of its own, with the byte where it hangs. Every line byte knows its folded byte.
#ifndef HESHU_EXTRACT_MENTIONS_SENTENCE_LINE_H_
#define HESHU_EXTRACT_MENTIONS_SENTENCE_LINE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "extract/mentions/mention.h"
#include "extract/pattern/line_pattern.h"

namespace heshu::extract {

// Index of a kind or dimension in the code-point blocks; unknown words share the last index.
std::size_t EntityKindIndex(std::string_view kind);
std::size_t DimensionIndex(std::string_view dimension);
std::size_t EntityKindCount();
std::size_t DimensionCount();
std::string_view DimensionNameAt(std::size_t index);

// UTF-8 of the code points above; the figure's is kTargetPlaceholder.
std::string EntityPlaceholder(std::size_t kind);
std::string DimensionPlaceholder(std::size_t dimension);
inline constexpr std::string_view kTimePlaceholder = "\xEE\x80\xB0";  // U+E030
inline constexpr std::size_t kPlaceholderBytes = 3;                   // of each of them

struct LineToken {
  Mention mention;
  std::size_t at = 0;  // byte of its placeholder in the line
  int clause = 0;      // counted by commas and semicolons
};

struct SentenceLine {
  ByteSpan span;              // of the folded text: the sentence, or what the brackets hold
  int parent = -1;            // line (index in the block's lines) that a bracket hangs in
  std::size_t parent_at = 0;  // byte of the parent's line where it hangs
  int sentence = 0;           // number of the sentence in the block
  std::string text;
  std::vector<std::size_t> source;  // folded byte of each line byte; one more for the end
  std::vector<LineToken> tokens;

  // The clause that a byte of the line lies in.
  int ClauseAt(std::size_t line_byte) const;
  std::size_t ClauseBegin(std::size_t line_byte) const;
  std::size_t ClauseEnd(std::size_t line_byte) const;
};

// Sentence spans of folded text: ends at 。！？ or a line break (closing quotes and brackets taken
// along), at a period after a Latin word, and within what is longer than any sentence.
std::vector<ByteSpan> SplitSentences(std::string_view folded);

// The lines of a block: each sentence, followed by its brackets. A space between the clauses of a
// Chinese headline becomes a comma; spaces that only set Han apart from Latin or figures are left
// out.
std::vector<SentenceLine> BuildLines(std::string_view folded, const BlockMentions& mentions);

// `line.text` with the placeholder of `token` replaced by the target's (same length).
std::string TargetedText(const SentenceLine& line, const LineToken& token);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_SENTENCE_LINE_H_
