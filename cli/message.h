// Messages to people, on stderr: what went wrong, why, where (with the spot marked), how to mend.
//
//   error: the rule file is not valid TOML
//    reason: expected a value
//    --> rules/units.toml:12:9
//     | alias =
//     |         ^
//     = help: mend the line; nothing of this file is loaded until it parses
#ifndef HESHU_CLI_MESSAGE_H_
#define HESHU_CLI_MESSAGE_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace heshu::cli {

enum class Level { kError, kWarning, kNote };

// The message as lines, each ended by a newline. An Error's `what` of the form "X: Y" is split into
// what and reason. Texts from outside are made safe for a terminal.
std::string FormatMessage(Level level, const Error& error, bool is_coloured);

// The candidate nearest to `word`, or "" if none is near enough to be worth offering (a third of
// its letters may differ, or it begins with `word`).
std::string NearestWord(std::string_view word, const std::vector<std::string_view>& candidates);

// "did you mean `X`?", or `otherwise` if nothing is near.
std::string DidYouMean(std::string_view word, const std::vector<std::string_view>& candidates,
                       std::string otherwise);

}  // namespace heshu::cli

#endif  // HESHU_CLI_MESSAGE_H_
