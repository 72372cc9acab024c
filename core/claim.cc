#include "core/claim.h"

#include <algorithm>
#include <array>

#include "core/hash.h"

namespace heshu {
namespace {

constexpr std::array<std::string_view, 8> kBounds = {"exact",  "approx",    "more_than", "at_least",
                                                     "nearly", "less_than", "at_most",   "range"};
constexpr std::array<std::string_view, 5> kHows = {"stated", "inherited", "inferred", "resolved",
                                                   "published"};
constexpr std::array<std::string_view, 6> kModalities = {"reported", "estimate", "forecast",
                                                         "plan",     "rumour",   "hypothetical"};

template <typename Enum, std::size_t N>
std::optional<Enum> FromName(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto* at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

}  // namespace

std::string_view BoundName(Bound bound) { return kBounds[static_cast<std::size_t>(bound)]; }
std::optional<Bound> BoundFromName(std::string_view name) { return FromName<Bound>(kBounds, name); }

std::string_view HowName(How how) { return kHows[static_cast<std::size_t>(how)]; }
std::optional<How> HowFromName(std::string_view name) { return FromName<How>(kHows, name); }

std::string_view ModalityName(Modality modality) {
  return kModalities[static_cast<std::size_t>(modality)];
}
std::optional<Modality> ModalityFromName(std::string_view name) {
  return FromName<Modality>(kModalities, name);
}

std::string ClaimId(std::string_view doc, ByteSpan span, int nth) {
  std::string key(doc);
  key += '\0' + std::to_string(span.begin) + '\0' + std::to_string(span.end) + '\0' +
         std::to_string(nth);
  return "c_" + HexId(StableHash(key));
}

}  // namespace heshu
