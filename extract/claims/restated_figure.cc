#include "extract/claims/restated_figure.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace heshu::extract {
namespace {

constexpr int kFewestDigits = 3;
constexpr int kMostOwners = 4;

bool IsTelling(const Claim& claim) {
  return !claim.metric.empty() && claim.modality == Modality::kReported && claim.value.lo &&
         claim.value.lo == claim.value.hi && claim.value.digits >= kFewestDigits &&
         claim.dimension != "percent_change" && claim.dimension != "ratio" &&
         claim.dimension != "points" && claim.dimension != "rank";
}

bool SaysWhose(const Claim& claim) { return claim.subject && claim.subject->how == How::kStated; }

bool HasTime(const Claim& claim) {
  return claim.time.how != How::kPublished && claim.time.start && claim.time.end;
}

// True of a product and its maker, of one model and its family.
bool IsPartOf(const std::string& part, const std::string& whole, const EntityTable& entities) {
  std::string id = part;
  for (int i = 0; i < kMostOwners && !id.empty(); ++i) {
    if (id == whole) return true;
    const EntityDefinition* known = entities.FindById(id);
    if (known == nullptr) return false;
    if (known->near == whole || known->family == whole) return true;
    id = known->owner;
  }
  return false;
}

// The claim with the subject that all others' subjects hold; nullptr: they are of several things.
const Claim* Owner(const std::vector<Claim*>& tellings, const EntityTable& entities) {
  const Claim* best = nullptr;
  for (const Claim* claim : tellings) {
    if (!SaysWhose(*claim)) continue;
    const std::string& id = claim->subject->id;
    if (best == nullptr || IsPartOf(id, best->subject->id, entities)) {
      best = claim;
    } else if (!IsPartOf(best->subject->id, id, entities)) {
      return nullptr;
    }
  }
  return best;
}

bool IsWithin(const ClaimTime& time, const ClaimTime& longer) {
  return *longer.start <= *time.start && *time.end <= *longer.end &&
         (longer.start != time.start || longer.end != time.end);
}

void Share(const std::vector<Claim*>& tellings, const EntityTable& entities) {
  const Claim* owner = Owner(tellings, entities);
  if (owner == nullptr) return;
  const Claim* dated = nullptr;
  for (const Claim* claim : tellings) {
    if (!HasTime(*claim)) continue;
    if (dated == nullptr || IsWithin(claim->time, dated->time)) dated = claim;
  }
  const Subject subject = *owner->subject;
  const ClaimTime time = dated != nullptr ? dated->time : ClaimTime();
  for (Claim* claim : tellings) {
    if (!SaysWhose(*claim)) {
      claim->subject = subject;
      claim->subject->how = How::kInherited;
    }
    if (dated == nullptr || claim == dated) continue;
    if (!HasTime(*claim) || IsWithin(time, claim->time)) {
      claim->time = time;
      claim->time.how = How::kInherited;
    }
  }
}

}  // namespace

void ShareRestatedFigures(std::span<Claim> claims, const EntityTable& entities) {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<Claim*>> figures;
  for (Claim& claim : claims) {
    if (!IsTelling(claim)) continue;
    figures[{claim.metric, claim.unit, claim.value.lo->ToString()}].push_back(&claim);
  }
  for (const auto& [figure, tellings] : figures) {
    if (tellings.size() > 1) Share(tellings, entities);
  }
}

}  // namespace heshu::extract
