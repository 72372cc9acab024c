// What a crawl tells on stderr: one line that moves on a terminal, JSON lines elsewhere.
#ifndef HESHU_CLI_CRAWL_LOG_H_
#define HESHU_CLI_CRAWL_LOG_H_

#include <cstddef>
#include <memory>
#include <string>

#include "cli/json_object.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "crawl/engine.h"

namespace heshu::cli {

// {"at","event":"page","source","kind","url","status","state","reason","ms","bytes","new_links",
// "figures","doc","next_at"}; members without a value are left out. Exposed for tests.
std::string CrawlEventJson(const crawl::Event& event, std::string at, const JsonStyle& style);

class CrawlLog {
 public:
  CrawlLog(const Session& session, std::size_t max_pages);

  void Page(const crawl::Event& event);
  // Nothing can be asked for before `next_at`: told on the moving line, and once as "idle" in JSON
  // lines if that is more than a minute away.
  void Idle(store::Millis now, store::Millis next_at);
  // "start", "idle", "facts", "end": with `members` beside at and event. Nothing on a terminal.
  void Event(const std::string& name, std::vector<JsonMember> members);
  void Clear();

 private:
  const Session& session_;
  bool is_bar_;
  bool is_idle_told_ = false;
  std::size_t done_ = 0;
  Progress progress_;
};

}  // namespace heshu::cli

#endif  // HESHU_CLI_CRAWL_LOG_H_
