// heshu: reads the command line, runs the command, tells its end.
#include <array>
#include <csignal>
#include <cstdio>
#include <utility>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/message.h"
#include "cli/session.h"
#include "cli/settings.h"
#include "cli/terminal.h"

namespace heshu::cli {
namespace {

using Command = Result<int> (*)(Session&);

constexpr std::pair<std::string_view, Command> kRunners[] = {
    {"crawl", RunCrawl},     {"ingest", RunIngest},
    {"search", RunSearch},   {"conflicts", RunConflicts},
    {"report", RunReport},   {"serve", RunServe},
    {"show", RunShow},       {"extract", RunExtract},
    {"rules", RunRules},     {"db", RunDb},
    {"inspect", RunInspect}, {"sources", RunSources}};

int FailWith(const Error& error, bool is_coloured) {
  std::fflush(stdout);
  std::fputs(FormatMessage(Level::kError, error, is_coloured).c_str(), stderr);
  return kFailed;
}

int Print(const std::string& text, bool colours_stderr) {
  Output output;
  output.Write(text);
  if (const auto flushed = output.Finish(); !flushed) {
    return FailWith(flushed.error(), colours_stderr);
  }
  return kDone;
}

int Run(int argc, const char* const* argv) {
  const Environment environment = Environment::OfProcess();
  Terminal terminal = Terminal::Detect("auto", !environment.no_color.empty());
  const auto arguments = Arguments::Parse(argc, argv);
  if (!arguments) return FailWith(arguments.error(), terminal.colours_stderr);
  const CommandSpec* command = arguments->command();
  if (arguments->Has("version")) {
    return Print("heshu " HESHU_VERSION "\n", terminal.colours_stderr);
  }
  if (arguments->Has("help") || arguments->Has("h")) {
    const auto length = arguments->Has("help") ? HelpLength::kFull : HelpLength::kOneScreen;
    return Print(HelpText(command, length), terminal.colours_stderr);
  }
  if (command == nullptr) {
    std::fputs(HelpText(nullptr, HelpLength::kOneScreen).c_str(), stderr);
    return kFailed;
  }
  auto settings = LoadSettings(*arguments, environment);
  if (!settings) return FailWith(settings.error(), terminal.colours_stderr);
  const bool no_color =
      !environment.no_color.empty() && !arguments->Has("color") && settings->color == "auto";
  terminal = Terminal::Detect(settings->color, no_color);
  Session session(*arguments, std::move(*settings), terminal);
  for (const auto& [name, run] : kRunners) {
    if (name != command->name) continue;
    const auto code = run(session);
    const auto flushed = session.output().Finish();
    if (!code) return FailWith(code.error(), terminal.colours_stderr);
    if (!flushed) return FailWith(flushed.error(), terminal.colours_stderr);
    return *code;
  }
  return kFailed;
}

}  // namespace
}  // namespace heshu::cli

int main(int argc, char** argv) {
  // A reader that goes away is seen as a failed write (cli/output.h), never as a death in the
  // middle of a transaction.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // likewise a file that grows beyond the user's limit
  return heshu::cli::Run(argc, argv);
}
