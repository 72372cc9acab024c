// Ctrl-C: the first asks a long command to finish what it has in hand, the second ends it at once.
#ifndef HESHU_CLI_INTERRUPT_H_
#define HESHU_CLI_INTERRUPT_H_

namespace heshu::cli {

// From here on SIGINT and SIGTERM are counted; the second one ends the process with 130.
void CatchInterrupts();

// A first one has come. Safe from any thread.
bool IsInterrupted();

}  // namespace heshu::cli

#endif  // HESHU_CLI_INTERRUPT_H_
