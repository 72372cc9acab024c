#include "resolver_stub.h"

#include <dlfcn.h>
#include <netdb.h>

#include <algorithm>
#include <map>
#include <mutex>

namespace heshu::crawler {
namespace {

struct Known {
  std::vector<std::vector<std::string>> answers;
  int asked = 0;
};

std::mutex& Mutex() {
  static std::mutex mutex;
  return mutex;
}
std::map<std::string, Known>& Names() {
  static std::map<std::string, Known> names;
  return names;
}

// Libcurl asks from a thread of its own.
std::vector<std::string> Ask(const std::string& name) {
  const std::scoped_lock lock(Mutex());
  const auto at = Names().find(name);
  if (at == Names().end()) return {};
  Known& known = at->second;
  const auto turn =
      std::min<std::size_t>(static_cast<std::size_t>(known.asked++), known.answers.size() - 1);
  return known.answers[turn];
}

using RealGetAddrInfo = int (*)(const char*, const char*, const addrinfo*, addrinfo**);

}  // namespace

void AnswerName(const std::string& name, std::vector<std::vector<std::string>> answers) {
  const std::scoped_lock lock(Mutex());
  Names()[name] = {std::move(answers), 0};
}

int TimesAsked(const std::string& name) {
  const std::scoped_lock lock(Mutex());
  const auto at = Names().find(name);
  return at == Names().end() ? 0 : at->second.asked;
}

}  // namespace heshu::crawler

extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints,
                           addrinfo** result) {
  using heshu::crawler::RealGetAddrInfo;
  static const auto real = reinterpret_cast<RealGetAddrInfo>(dlsym(RTLD_NEXT, "getaddrinfo"));
  addrinfo numeric{};
  if (hints != nullptr) numeric = *hints;
  numeric.ai_flags = (numeric.ai_flags & ~AI_ADDRCONFIG) | AI_NUMERICHOST;
  if (node == nullptr || real(node, service, &numeric, result) == 0) {
    return node == nullptr ? real(node, service, hints, result) : 0;
  }
  addrinfo* first = nullptr;
  addrinfo** end = &first;
  for (const std::string& address : heshu::crawler::Ask(node)) {
    // An address of the other family is no answer to this question.
    if (real(address.c_str(), service, &numeric, end) != 0) continue;
    while (*end != nullptr) end = &(*end)->ai_next;
  }
  *result = first;
  return first == nullptr ? EAI_NONAME : 0;
}
