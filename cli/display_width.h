// How many columns a text takes on a terminal, and making it fit.
//
// Han, kana, hangul and full-width forms take two columns, combining and format characters none,
// everything else one (Unicode East Asian Width by ICU; ambiguous counts as one). All texts are
// UTF-8; an ill-formed byte counts as one column and is shown as U+FFFD by Printable(). Pure.
#ifndef HESHU_CLI_DISPLAY_WIDTH_H_
#define HESHU_CLI_DISPLAY_WIDTH_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace heshu::cli {

std::size_t DisplayWidth(std::string_view text);

// `text` itself if it fits in `columns`, else its beginning with "…" as the last column.
std::string FitToWidth(std::string_view text, std::size_t columns);

// `text` and as many spaces as fill `columns`; before it if `align_right`.
enum class Align { kLeft, kRight };
std::string PadToWidth(std::string_view text, std::size_t columns, Align align = Align::kLeft);

// Lines of at most `columns` (at least 2): broken at spaces between words, between any two Han
// characters, and never before closing punctuation if that can be helped.
std::vector<std::string> WrapToWidth(std::string_view text, std::size_t columns);

// `text` safe for a terminal on one line: runs of white space become one space (none between two
// Han characters, where a page was hard-wrapped); control characters, escape sequences'
// introducers, bidirectional overrides and ill-formed bytes become U+FFFD.
std::string Printable(std::string_view text);

// Counts code points before ascending byte positions of one text, each byte once. The text must
// outlive the counter.
class CodePointCounter {
 public:
  explicit CodePointCounter(std::string_view text) : text_(text) {}
  std::size_t Before(std::size_t byte);

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::size_t code_points_ = 0;
};

}  // namespace heshu::cli

#endif  // HESHU_CLI_DISPLAY_WIDTH_H_
