#include "extract/mentions/model_tiers.h"

#include <algorithm>
#include <iterator>

#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kTiers[] = {"Pro",  "Max",   "Mini", "Plus", "Ultra",
                                       "Lite", "Flash", "Nano", "Turbo"};

std::string_view TierAt(std::string_view folded, std::size_t at) {
  if (at > 0 && IsAsciiAlnum(folded[at - 1])) return {};
  // iPhone 17 Pro, the Pro: what a longer name ends in is no tier alone.
  if (at > 1 && folded[at - 1] == ' ' && IsAsciiAlnum(folded[at - 2])) return {};
  if (at > 0 && (folded[at - 1] == '-' || folded[at - 1] == '+' || folded[at - 1] == '.'))
    return {};
  for (const std::string_view tier : kTiers) {
    if (!folded.substr(at).starts_with(tier)) continue;
    const std::string_view rest = folded.substr(at + tier.size());
    if (rest.empty()) return tier;
    const bool goes_on = IsAsciiAlnum(rest[0]) || rest[0] == '-' || rest[0] == '+';
    const bool is_of_name = rest[0] == ' ' && rest.size() > 1 &&
                            (IsAsciiDigit(rest[1]) || (rest[1] >= 'A' && rest[1] <= 'Z'));
    if (!goes_on && !is_of_name) return tier;
  }
  return {};
}

}  // namespace

std::string FamilyOfModel(std::string_view name) {
  for (const std::string_view tier : kTiers) {
    if (name.size() > tier.size() + 1 && name.ends_with(tier) &&
        name[name.size() - tier.size() - 1] == ' ') {
      name.remove_suffix(tier.size() + 1);
    }
  }
  const bool is_numbered = std::any_of(name.begin(), name.end(), IsAsciiDigit);
  return is_numbered ? std::string(name) : std::string();
}

std::vector<EntityMention> FindModelTiers(std::string_view folded, std::string_view family,
                                          std::vector<EntityMention>* known) {
  std::vector<EntityMention> tiers;
  if (family.empty()) return tiers;
  for (std::size_t at = folded.find_first_of("PMULFNT"); at != std::string_view::npos;
       at = folded.find_first_of("PMULFNT", at + 1)) {
    const std::string_view tier = TierAt(folded, at);
    if (tier.empty()) continue;
    const ByteSpan span{at, at + tier.size()};
    const auto in_it = std::find_if(known->begin(), known->end(), [&](const EntityMention& name) {
      return name.span.Overlaps(span);
    });
    if (in_it != known->end()) {
      if (in_it->span != span || in_it->entity != nullptr) continue;
      known->erase(in_it);
    }
    tiers.push_back(
        {span, "x:" + std::string(family) + " " + std::string(tier), "model", nullptr, false});
  }
  return tiers;
}

}  // namespace heshu::extract
