#include "cli/help.h"

#include <algorithm>

#include "cli/display_width.h"

namespace heshu::cli {
namespace {

constexpr std::size_t kColumns = 96;

struct Row {
  std::string left;
  std::string right;
};

// Two columns; the right one wraps under itself.
std::string Rows(const std::vector<Row>& rows) {
  std::size_t left = 0;
  for (const Row& row : rows) left = std::max(left, DisplayWidth(row.left));
  left = std::min<std::size_t>(left, 34);
  std::string out;
  for (const Row& row : rows) {
    std::string lead = "  " + PadToWidth(row.left, left);
    if (DisplayWidth(row.left) > left) {
      out += "  " + row.left + "\n";
      lead = std::string(left + 2, ' ');
    }
    for (const std::string& line : WrapToWidth(row.right, kColumns - left - 4)) {
      std::string full = lead + "  " + line;
      full.erase(full.find_last_not_of(' ') + 1);
      out += full + "\n";
      lead = std::string(left + 2, ' ');
    }
  }
  return out;
}

std::string Usage(const OptionSpec& option, bool is_full) {
  std::string out = option.letter != 0 ? std::string("-") + option.letter + ", " : "    ";
  out += "--" + std::string(option.name);
  if (option.type == ValueType::kSwitch) return out;
  const bool is_choice = option.type == ValueType::kChoice;
  return out + " " + (is_choice && !is_full ? "X" : std::string(option.value));
}

std::vector<Row> OptionRows(std::span<const OptionSpec* const> options) {
  std::vector<Row> rows;
  for (const OptionSpec* option : options) {
    std::string help(option->help);
    if (option->type == ValueType::kChoice) help += ": " + std::string(option->value);
    rows.push_back({Usage(*option, false), help});
  }
  return rows;
}

std::vector<const OptionSpec*> Globals() {
  std::vector<const OptionSpec*> all;
  for (const OptionSpec& option : GlobalOptions()) all.push_back(&option);
  return all;
}

std::string Examples(const std::vector<Example>& examples) {
  std::string out = "Examples:\n";
  for (const Example& example : examples) {
    out += "  " + std::string(example.command) + "\n      " + std::string(example.does) + "\n";
  }
  return out;
}

std::string ExitCodeRows() {
  std::vector<Row> rows;
  for (const ExitCode& code : ExitCodes()) {
    rows.push_back({std::to_string(code.code), std::string(code.meaning)});
  }
  return "\nExit codes:\n" + Rows(rows);
}

std::string ProgramHelp(HelpLength length) {
  std::string out =
      "heshu 核數: audits the numbers in Chinese-language finance and tech news.\n\n" +
      Examples({{"heshu ingest articles/", "read pages, text, PDF, WARC; store figures and claims"},
                {"heshu search 豆包", "find claims, in either script"},
                {"heshu conflicts", "where sources contradict each other, side by side"}}) +
      "\nUsage: heshu [options] COMMAND …\n\nCommands:\n";
  std::vector<Row> rows;
  for (const CommandSpec& command : Commands()) {
    rows.push_back({std::string(command.name), std::string(command.summary)});
  }
  out += Rows(rows);
  if (length == HelpLength::kFull) {
    out += "\nOptions, before or after the command:\n" + Rows(OptionRows(Globals())) +
           ExitCodeRows() +
           "\nSettings: options win over HESHU_DB and HESHU_CONFIG, these over config.toml in\n"
           "$XDG_CONFIG_HOME/heshu; `heshu db info` tells which files are in use.\n";
  }
  return out +
         "\n`heshu COMMAND -h` shows a command on one screen, `heshu COMMAND --help` all of "
         "it.\n";
}

}  // namespace

std::string HelpText(const CommandSpec* command, HelpLength length) {
  if (command == nullptr) return ProgramHelp(length);
  const std::string name(command->name);
  std::string out = "heshu " + name + ": " + std::string(command->summary) + "\n\n" +
                    Examples(command->examples) + "\nUsage: heshu " + name + " " +
                    std::string(command->usage) + "\n";
  if (!command->actions.empty()) {
    std::vector<Row> rows;
    for (const ActionSpec& action : command->actions) {
      rows.push_back({std::string(action.name), std::string(action.help)});
    }
    out += "\n" + Rows(rows);
  }
  if (length == HelpLength::kFull && !command->about.empty()) {
    out += "\n";
    for (const std::string& line : WrapToWidth(command->about, kColumns)) out += line + "\n";
  }
  if (!command->options.empty()) out += "\nOptions:\n" + Rows(OptionRows(command->options));
  if (length == HelpLength::kOneScreen) {
    return out + "\n`heshu " + name + " --help` says more.\n";
  }
  return out + "\nOptions of every command:\n" + Rows(OptionRows(Globals())) + ExitCodeRows();
}

namespace {

// Characters that scdoc reads as markup, escaped.
std::string Scdoc(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '_' || c == '*' || c == '\\' || c == '#' || c == '[' || c == ']' || c == '<' ||
        c == '>' || c == '`') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

std::string ManualOptions(std::span<const OptionSpec* const> options) {
  std::string out;
  for (const OptionSpec* option : options) {
    std::string usage = Usage(*option, true);
    usage.erase(0, usage.find_first_not_of(' '));
    out += "*" + Scdoc(usage) + "*\n\t" + Scdoc(option->help) + ".\n\n";
  }
  return out;
}

}  // namespace

std::string ManualSource() {
  std::string out =
      "heshu(1)\n\n# NAME\n\nheshu - audits the numbers in Chinese-language finance and tech news\n"
      "\n# SYNOPSIS\n\n";
  for (const CommandSpec& command : Commands()) {
    out += "*heshu " + std::string(command.name) + "* " + Scdoc(command.usage) + "++\n";
  }
  out.erase(out.size() - 3, 2);
  out +=
      "\n# DESCRIPTION\n\nheshu reads articles, finds every figure in them, learns what each is a "
      "figure of,\nand says where sources contradict each other. Records go to standard output, "
      "all\nelse to standard error.\n\n# COMMANDS\n\n";
  for (const CommandSpec& command : Commands()) {
    out += "## heshu " + std::string(command.name) + " " + Scdoc(command.usage) + "\n\n" +
           Scdoc(command.summary) + ".\n\n";
    if (!command.about.empty()) out += Scdoc(command.about) + "\n\n";
    for (const ActionSpec& action : command.actions) {
      out += "*" + std::string(action.name) + "*\n\t" + Scdoc(action.help) + ".\n\n";
    }
    out += ManualOptions(command.options);
    for (const Example& example : command.examples) {
      out += "*" + Scdoc(example.command) + "*\n\t" + Scdoc(example.does) + ".\n\n";
    }
  }
  out += "# OPTIONS OF EVERY COMMAND\n\n" + ManualOptions(Globals()) + "# EXIT STATUS\n\n";
  for (const ExitCode& code : ExitCodes()) {
    out += "*" + std::to_string(code.code) + "*\n\t" + Scdoc(code.meaning) + ".\n\n";
  }
  return out +
         "# ENVIRONMENT\n\n*HESHU\\_DB*\n\tThe database, where --db does not say.\n\n"
         "*HESHU\\_CONFIG*\n\tThe settings, where --config does not say.\n\n"
         "*HESHU\\_RULES*\n\tThe folder of heshu's own rules, where --rules does not say.\n\n"
         "*NO\\_COLOR*\n\tNot empty: no colour.\n\n# FILES\n\n"
         "*$XDG\\_CONFIG\\_HOME/heshu/config.toml*\n\tSettings: db, rules (list of files), "
         "rules\\_dir, "
         "color, allow\\_nets.\n\n"
         "*$XDG\\_CONFIG\\_HOME/heshu/rules/\\*.toml*\n\tYour rules, read after heshu's own.\n\n"
         "*$XDG\\_DATA\\_HOME/heshu/heshu.db*\n\tThe database.\n";
}

}  // namespace heshu::cli
