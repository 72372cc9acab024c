// Every command and option, defined once: the parser, `-h`, `--help` and the man page are made of
// this table.
#ifndef HESHU_CLI_COMMAND_TABLE_H_
#define HESHU_CLI_COMMAND_TABLE_H_

#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace heshu::cli {

enum class ValueType { kSwitch, kText, kFile, kChoice, kDay, kDateTime, kNumber, kCount };

struct OptionSpec {
  std::string_view name;  // "published" is --published
  char letter = 0;        // 'o' is -o; 0 = none
  ValueType type = ValueType::kSwitch;
  std::string_view value =
      {};  // what `--help` shows for the value: "FILE"; of a kChoice its choices
  std::string_view help = {};  // one line, no full stop
};

struct Example {
  std::string_view command;
  std::string_view does;
};

struct ActionSpec {  // `db info`, `inspect article`
  std::string_view name;
  std::string_view help;
};

struct CommandSpec {
  std::string_view name;
  std::string_view usage;       // behind "heshu NAME "
  std::string_view summary;     // one line
  std::string_view about = {};  // a paragraph or more for --help; may be empty
  std::vector<Example> examples = {};
  std::vector<ActionSpec> actions = {};  // where the first word must be one of these
  std::vector<const OptionSpec*> options = {};
  std::size_t min_words = 0;
  std::size_t max_words = std::numeric_limits<std::size_t>::max();
};

std::span<const CommandSpec> Commands();
const CommandSpec* FindCommand(std::string_view name);
// Options that stand before or after any command.
std::span<const OptionSpec> GlobalOptions();

struct ExitCode {
  int code;
  std::string_view meaning;
};
std::span<const ExitCode> ExitCodes();

}  // namespace heshu::cli

#endif  // HESHU_CLI_COMMAND_TABLE_H_
