#include "crawl/robots_cache.h"

#include <utility>

namespace heshu::crawl {
namespace {
constexpr std::size_t kMaxKept = 4096;
}  // namespace

Result<const KnownRobots*> RobotsCache::Find(const std::string& origin, store::Millis now) {
  const auto at = known_.find(origin);
  if (at != known_.end() && at->second.record.expires_at > now) return &at->second;
  // Another process may have asked meanwhile.
  auto record = frontier_.FindRobots(origin);
  if (!record) return tl::make_unexpected(record.error());
  if (!*record) return nullptr;
  if (known_.size() >= kMaxKept) known_.clear();
  KnownRobots known{std::move(**record), {}};
  known.rules = crawler::Robots::Parse(known.record.rules);
  return &known_.insert_or_assign(origin, std::move(known)).first->second;
}

}  // namespace heshu::crawl
