#include "compare/subject_links.h"

#include <algorithm>
#include <array>
#include <utility>

namespace heshu::compare {
namespace {

constexpr int kMaxDepth = 8;  // of owner and family chains; guards against cycles in users' files

using Parents = std::unordered_map<std::string, std::string>;

std::string Root(Parents& parents, std::string id) {
  auto at = parents.find(id);
  while (at != parents.end() && at->second != id) {
    const auto above = parents.find(at->second);
    if (above != parents.end()) at->second = above->second;  // halve the path
    id = at->second;
    at = parents.find(id);
  }
  return id;
}

void Join(Parents& parents, const std::string& a, const std::string& b) {
  parents.try_emplace(a, a);
  parents.try_emplace(b, b);
  std::string root_a = Root(parents, a);
  std::string root_b = Root(parents, b);
  if (root_a == root_b) return;
  if (root_b < root_a) std::swap(root_a, root_b);
  parents[root_b] = root_a;  // so that a root is the smallest id of its set
}

}  // namespace

SubjectLinks::SubjectLinks(const Vocabulary& vocabulary) : vocabulary_(&vocabulary) {
  for (const EntityDefinition& e : vocabulary.entities()) {
    for (const std::string* other : {&e.owner, &e.family, &e.near}) {
      if (!other->empty()) Join(component_, e.id, *other);
    }
    if (!e.family.empty()) families_.insert(e.family);
  }
  std::vector<std::string> ids;
  ids.reserve(component_.size());
  for (const auto& [id, parent] : component_) ids.push_back(id);
  for (const std::string& id : ids) {
    std::string root = Root(component_, id);
    component_[id] = std::move(root);
  }
}

SubjectLink SubjectLinks::Between(std::string_view a, std::string_view b) const {
  if (a == b) return SubjectLink::kSame;
  const EntityDefinition* ea = vocabulary_->FindEntity(a);
  const EntityDefinition* eb = vocabulary_->FindEntity(b);
  const auto links = [&](std::string EntityDefinition::*field) {
    return (ea != nullptr && (ea->*field) == b) || (eb != nullptr && (eb->*field) == a);
  };
  if (links(&EntityDefinition::near)) return SubjectLink::kNear;
  if (links(&EntityDefinition::family)) return SubjectLink::kFamily;
  if (links(&EntityDefinition::owner)) return SubjectLink::kOwner;
  return SubjectLink::kNone;
}

bool SubjectLinks::IsPartOf(std::string_view part, std::string_view whole) const {
  std::vector<std::string_view> level = {part};
  for (int depth = 0; depth < kMaxDepth && !level.empty(); ++depth) {
    std::vector<std::string_view> next;
    for (const std::string_view id : level) {
      const EntityDefinition* e = vocabulary_->FindEntity(id);
      if (e == nullptr) continue;
      for (const std::string* up : {&e->family, &e->owner}) {
        if (up->empty() || *up == part) continue;
        if (*up == whole) return true;
        next.push_back(*up);
      }
    }
    level = std::move(next);
  }
  return false;
}

std::string SubjectLinks::MoreSpecific(std::string_view a, std::string_view b) const {
  if (a == b) return std::string(a);
  if (IsPartOf(a, b)) return std::string(a);
  if (IsPartOf(b, a)) return std::string(b);
  return std::string(std::min(a, b));
}

bool SubjectLinks::HasVersions(std::string_view id) const {
  const bool is_numbered = id.find_first_of("0123456789") != std::string_view::npos;
  return !is_numbered && families_.contains(std::string(id));
}

std::string SubjectLinks::Component(std::string_view id) const {
  const auto at = component_.find(std::string(id));
  return at == component_.end() ? std::string(id) : at->second;
}

}  // namespace heshu::compare
