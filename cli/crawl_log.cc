#include "cli/crawl_log.h"

#include <cstdio>

#include "crawl/entry_pages.h"

namespace heshu::cli {
namespace {

bool ShowsBar(const Session& session) {
  return session.terminal().is_stderr_terminal && !session.is_quiet();
}

}  // namespace

std::string CrawlEventJson(const crawl::Event& event, std::string at, const JsonStyle& style) {
  std::vector<JsonMember> members = {JsonMember::Text("at", std::move(at)),
                                     JsonMember::Text("event", "page")};
  const auto text = [&](std::string name, const std::string& value) {
    if (!value.empty()) members.push_back(JsonMember::Text(std::move(name), value));
  };
  const auto number = [&](std::string name, std::uint64_t value) {
    if (value != 0) members.push_back(JsonMember::Number(std::move(name), value));
  };
  text("source", event.source);
  text("kind", event.kind);
  text("url", event.url);
  number("status", static_cast<std::uint64_t>(event.status));
  text("state", event.state);
  text("reason", event.reason);
  if (event.is_request) number("ms", static_cast<std::uint64_t>(event.ms));
  number("bytes", event.bytes);
  number("new_links", event.new_links);
  number("figures", event.figures);
  text("doc", event.doc);
  text("next_at", crawl::TimeText(event.next_at));
  return ObjectJson(members, style);
}

CrawlLog::CrawlLog(const Session& session, std::size_t max_pages)
    : session_(session),
      is_bar_(ShowsBar(session)),
      progress_("crawl", max_pages, is_bar_, session.terminal().columns) {}

void CrawlLog::Page(const crawl::Event& event) {
  if (session_.is_quiet()) return;
  is_idle_told_ = false;
  if (is_bar_) {
    if (event.is_failure && !event.reason.empty()) {
      progress_.Clear();
      session_.Note(event.source + ": " + event.url + ": " + event.reason);
    }
    if (event.kind != "robots") ++done_;
    progress_.Update(done_, event.url);
    return;
  }
  std::fputs((CrawlEventJson(event, UtcNow(), session_.json_style()) + "\n").c_str(), stderr);
}

void CrawlLog::Idle(store::Millis now, store::Millis next_at) {
  constexpr store::Millis kWorthTelling = 60'000;
  const std::string until = crawl::TimeText(next_at);
  if (is_bar_) {
    progress_.Update(done_,
                     until.empty() ? "nothing will be due" : "nothing is due before " + until);
    return;
  }
  if (is_idle_told_ || next_at - now < kWorthTelling) return;
  is_idle_told_ = true;
  Event("idle", {JsonMember::Text("next_at", until)});
}

void CrawlLog::Event(const std::string& name, std::vector<JsonMember> members) {
  if (is_bar_ || session_.is_quiet()) return;
  members.insert(members.begin(),
                 {JsonMember::Text("at", UtcNow()), JsonMember::Text("event", name)});
  std::fputs((ObjectJson(members, session_.json_style()) + "\n").c_str(), stderr);
}

void CrawlLog::Clear() { progress_.Clear(); }

}  // namespace heshu::cli
