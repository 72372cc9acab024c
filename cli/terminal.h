// What the program is talking to: a terminal of some width, or a pipe; and ink for the former.
#ifndef HESHU_CLI_TERMINAL_H_
#define HESHU_CLI_TERMINAL_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace heshu::cli {

enum class Ink { kPlain, kBold, kDim, kRed, kGreen, kYellow, kBlue, kMark };

// `text` in `ink` if `is_coloured`, else as it stands. Colour never carries meaning alone.
std::string Paint(std::string_view text, Ink ink, bool is_coloured);

struct Terminal {
  bool is_stdout_terminal = false;
  bool is_stderr_terminal = false;
  bool colours_stdout = false;
  bool colours_stderr = false;
  std::size_t columns = 100;  // of stdout; what a pipe is laid out for

  // Looks at the streams. `color` is "auto", "always" or "never"; with "auto", `no_color` (the
  // variable NO_COLOR is set and not empty) or a dumb terminal ends colour.
  static Terminal Detect(std::string_view color, bool no_color);
};

}  // namespace heshu::cli

#endif  // HESHU_CLI_TERMINAL_H_
