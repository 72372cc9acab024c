#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace heshu::cli {
namespace {

std::string_view EscapeFor(Ink ink) {
  switch (ink) {
    case Ink::kPlain:
      return "";
    case Ink::kBold:
      return "\033[1m";
    case Ink::kDim:
      return "\033[2m";
    case Ink::kRed:
      return "\033[1;31m";
    case Ink::kGreen:
      return "\033[32m";
    case Ink::kYellow:
      return "\033[33m";
    case Ink::kBlue:
      return "\033[34m";
    case Ink::kMark:
      return "\033[1;33m";
  }
  return "";
}

}  // namespace

std::string Paint(std::string_view text, Ink ink, bool is_coloured) {
  if (!is_coloured || ink == Ink::kPlain || text.empty()) return std::string(text);
  return std::string(EscapeFor(ink)) + std::string(text) + "\033[0m";
}

Terminal Terminal::Detect(std::string_view color, bool no_color) {
  Terminal terminal;
  terminal.is_stdout_terminal = isatty(STDOUT_FILENO) == 1;
  terminal.is_stderr_terminal = isatty(STDERR_FILENO) == 1;
  const bool is_auto = color == "auto" && !no_color;
  terminal.colours_stdout = color == "always" || (is_auto && terminal.is_stdout_terminal);
  terminal.colours_stderr = color == "always" || (is_auto && terminal.is_stderr_terminal);
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) {
    terminal.columns = size.ws_col;
  }
  return terminal;
}

}  // namespace heshu::cli
