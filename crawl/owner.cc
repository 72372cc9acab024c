#include "crawl/owner.h"

#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <vector>

namespace heshu::crawl {
namespace {

std::string FirstLine(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

// "boot/namespace": processes with the same one share their numbers.
std::string World() {
  std::array<char, 64> target{};
  const ssize_t size = readlink("/proc/self/ns/pid", target.data(), target.size() - 1);
  const std::string name(target.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  return FirstLine("/proc/sys/kernel/random/boot_id") + "/" + name;
}

// Clock ticks since boot at which the process began; "" if there is none.
std::string StartOf(const std::string& pid) {
  const std::string stat = FirstLine("/proc/" + pid + "/stat");
  // Field 22; the second, the name in brackets, may hold spaces.
  const auto name_end = stat.rfind(')');
  if (name_end == std::string::npos) return "";
  std::size_t at = name_end + 1;
  for (int field = 3; field <= 22; ++field) {
    at = stat.find_first_not_of(' ', at);
    if (at == std::string::npos) return "";
    const auto end = stat.find(' ', at);
    if (field == 3 && (stat[at] == 'Z' || stat[at] == 'X')) return "";  // dead, not yet buried
    if (field == 22) return stat.substr(at, end - at);
    at = end;
  }
  return "";
}

std::vector<std::string> Parts(std::string_view owner) {
  std::vector<std::string> parts;
  while (true) {
    const auto slash = owner.find('/');
    parts.emplace_back(owner.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    owner.remove_prefix(slash + 1);
  }
}

}  // namespace

std::string OwnerName(int number) {
  const std::string pid = std::to_string(getpid());
  return World() + "/" + pid + "/" + StartOf(pid) + "/" + std::to_string(number);
}

bool IsDeadOwner(std::string_view owner) {
  const auto parts = Parts(owner);
  if (parts.size() != 5 || parts[0].empty() || parts[1].empty()) return false;
  if (parts[0] + "/" + parts[1] != World()) return false;
  return StartOf(parts[2]) != parts[3];
}

}  // namespace heshu::crawl
