#include "cli/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

namespace heshu::cli {

bool Output::Write(std::string_view text) {
  if (is_closed_ || error_ != 0) return false;
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return true;
  if (errno == EPIPE) {
    is_closed_ = true;
  } else {
    error_ = errno == 0 ? EIO : errno;
  }
  return false;
}

Result<void> Output::Finish() {
  errno = 0;
  if (std::fflush(stdout) != 0 && !is_closed_ && error_ == 0) {
    if (errno == EPIPE) {
      is_closed_ = true;
    } else {
      error_ = errno == 0 ? EIO : errno;
    }
  }
  if (error_ != 0) {
    return Fail(ErrorKind::kIo, std::string("cannot write the output: ") + std::strerror(error_),
                "standard output", "make room where it goes, then run the command again");
  }
  return {};
}

}  // namespace heshu::cli
