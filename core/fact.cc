#include "core/fact.h"

#include <algorithm>
#include <array>

namespace heshu {
namespace {

constexpr std::array<std::string_view, 5> kVerdicts = {"contradict", "possible", "agree",
                                                       "agree_within_precision", "not_comparable"};

}  // namespace

std::string_view VerdictName(Verdict verdict) {
  return kVerdicts[static_cast<std::size_t>(verdict)];
}

std::optional<Verdict> VerdictFromName(std::string_view name) {
  const auto* at = std::find(kVerdicts.begin(), kVerdicts.end(), name);
  if (at == kVerdicts.end()) return std::nullopt;
  return static_cast<Verdict>(at - kVerdicts.begin());
}

}  // namespace heshu
