// Prints docs/heshu.1.scd, the manual page in scdoc's format.
#include <cstdio>

#include "cli/help.h"

int main() {
  const std::string text = heshu::cli::ManualSource();
  const bool is_written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  return is_written && std::fflush(stdout) == 0 ? 0 : 2;
}
