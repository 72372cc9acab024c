// Help and the man page, made of the command table.
#ifndef HESHU_CLI_HELP_H_
#define HESHU_CLI_HELP_H_

#include <string>

#include "cli/command_table.h"

namespace heshu::cli {

enum class HelpLength { kOneScreen, kFull };

// Of one command, or of heshu itself (`command` is nullptr). Examples come first.
std::string HelpText(const CommandSpec* command, HelpLength length);

// The manual page in scdoc's format (docs/heshu.1.scd).
std::string ManualSource();

}  // namespace heshu::cli

#endif  // HESHU_CLI_HELP_H_
