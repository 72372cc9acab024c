#include "cli/interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

namespace heshu::cli {
namespace {

std::atomic<int> interrupts{0};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void OnInterrupt(int) {
  if (interrupts.fetch_add(1) > 0) _exit(130);
}

}  // namespace

void CatchInterrupts() {
  struct sigaction action {};
  action.sa_handler = OnInterrupt;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;  // SQLite and stdio need not know
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool IsInterrupted() { return interrupts.load() > 0; }

}  // namespace heshu::cli
