// robots.txt of the hosts that are asked, parsed once and kept in memory; the store has the rest.
#ifndef HESHU_CRAWL_ROBOTS_CACHE_H_
#define HESHU_CRAWL_ROBOTS_CACHE_H_

#include <string>
#include <unordered_map>

#include "core/error.h"
#include "crawler/robots.h"
#include "store/frontier.h"

namespace heshu::crawl {

struct KnownRobots {
  store::RobotsRecord record;
  crawler::Robots rules;
};

class RobotsCache {
 public:
  explicit RobotsCache(store::Frontier& frontier) : frontier_(frontier) {}

  // What is known of `origin`, expired or not; null: nothing. Holds until the next call.
  Result<const KnownRobots*> Find(const std::string& origin, store::Millis now);
  // What is kept is no longer true.
  void Forget(const std::string& origin) { known_.erase(origin); }

 private:
  store::Frontier& frontier_;
  std::unordered_map<std::string, KnownRobots> known_;
};

}  // namespace heshu::crawl

#endif  // HESHU_CRAWL_ROBOTS_CACHE_H_
