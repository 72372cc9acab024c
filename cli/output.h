// Standard output: data only, buffered, and honest about whether it arrived.
#ifndef HESHU_CLI_OUTPUT_H_
#define HESHU_CLI_OUTPUT_H_

#include <string_view>

#include "core/error.h"

namespace heshu::cli {

class Output {
 public:
  // False once the reader is gone or the disk is full: the caller stops producing.
  bool Write(std::string_view text);

  // Flushes. Fails with kIo where bytes were lost (a full disk); a reader that closed the pipe is
  // no error: it had what it wanted.
  Result<void> Finish();

 private:
  bool is_closed_ = false;  // EPIPE
  int error_ = 0;           // errno of the first other failure
};

}  // namespace heshu::cli

#endif  // HESHU_CLI_OUTPUT_H_
