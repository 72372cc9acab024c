#include "cli/crawl_plan.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>

#include "cli/commands.h"
#include "cli/table.h"
#include "crawl/entry_pages.h"
#include "crawl/page.h"
#include "crawl/robots_judge.h"
#include "crawler/politeness.h"

namespace heshu::cli {
namespace {

using store::kNever;
using store::Millis;

Millis Now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

struct PlannedPage {
  std::string at;  // "" = now
  std::string source, kind, url, robots;
};

std::string RobotsSays(store::Frontier* frontier, const crawler::Url& url) {
  if (frontier == nullptr) return "robots.txt is fetched first";
  const auto record = frontier->FindRobots(url.Origin());
  if (!record || !*record || (*record)->expires_at <= Now()) return "robots.txt is fetched first";
  const auto rules = crawler::Robots::Parse((*record)->rules);
  const auto opinion = crawl::AskRobots(**record, rules, url);
  return (opinion.allows ? "allowed: " : "denied: ") + opinion.reason;
}

// The store if there is one; none yet is no error.
Result<std::optional<store::Store>> OpenIfThere(Session& session) {
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (store) return std::optional(std::move(*store));
  if (store.error().kind == ErrorKind::kNotFound) return std::optional<store::Store>();
  return tl::make_unexpected(store.error());
}

void PrintRecord(Session& session, const std::vector<JsonMember>& members, Format format,
                 bool is_first) {
  JsonStyle style = session.json_style();
  std::string text = ObjectJson(members, style);
  if (format == Format::kJson) text = (is_first ? "[" : ",\n ") + text;
  if (format == Format::kJsonl) text += "\n";
  session.output().Write(text);
}

}  // namespace

Result<int> PrintCrawlPlan(Session& session, const crawler::SourceList& sources,
                           const std::vector<std::string>& names) {
  auto store = OpenIfThere(session);
  if (!store) return tl::make_unexpected(store.error());
  std::optional<store::Frontier> frontier;
  if (*store) frontier.emplace(**store);
  const Millis now = Now();
  std::vector<store::FrontierPage> pages;
  for (const std::string& name : names) {
    const crawler::Source* source = sources.Find(name);
    if (source == nullptr) continue;
    store::FrontierPage none;
    none.source = name;
    for (const std::string& address : source->urls) {
      const auto url = crawler::Url::Parse(address);
      if (!url) continue;
      const auto entry = crawl::NewPageOf(*url, sources, none, store::PageKind::kFeed, now);
      if (frontier) {
        const auto known = frontier->FindPage(entry.key);
        if (!known) return tl::make_unexpected(known.error());
        if (*known && (*known)->is_entry) continue;  // comes from the store, if it is due
      }
      none.url = entry.url;
      none.host = entry.host;
      none.kind = crawl::EntryKind(*source);
      pages.push_back(none);
    }
  }
  const std::size_t limit = session.arguments().GetCount("max-pages", 0);
  if (frontier) {
    auto due = frontier->ListDue(now, names, limit);
    if (!due) return tl::make_unexpected(due.error());
    pages.insert(pages.end(), due->begin(), due->end());
  }
  if (limit > 0 && pages.size() > limit) pages.resize(limit);
  const Format format = session.format(Format::kTable);
  Table table({{"WHEN", Align::kLeft, 6, false},
               {"SOURCE", Align::kLeft, 8},
               {"KIND", Align::kLeft, 4, false},
               {"URL", Align::kLeft, 20},
               {"ROBOTS", Align::kLeft, 16}});
  std::map<std::string, store::HostState> hosts;
  bool is_first = true;
  for (const auto& page : pages) {
    const auto url = crawler::Url::Parse(page.url);
    std::string when = "now";
    if (frontier) {
      const auto host = frontier->FindHost(page.host);
      if (host && *host && std::max((*host)->ready_at, (*host)->backoff_until) > now) {
        when = crawl::TimeText(std::max((*host)->ready_at, (*host)->backoff_until));
      }
    }
    const std::string robots =
        url ? RobotsSays(frontier ? &*frontier : nullptr, *url) : url.error().what;
    const std::string kind(store::PageKindName(page.kind));
    if (format == Format::kTable) {
      table.AddRow({when, page.source, kind, page.url, robots});
    } else if (format == Format::kCsv) {
      if (is_first) session.output().Write(CsvLine({"when", "source", "kind", "url", "robots"}));
      session.output().Write(CsvLine({when, page.source, kind, page.url, robots}));
    } else {
      PrintRecord(session,
                  {JsonMember::Text("when", when), JsonMember::Text("source", page.source),
                   JsonMember::Text("kind", kind), JsonMember::Text("url", page.url),
                   JsonMember::Text("robots", robots)},
                  format, is_first);
    }
    is_first = false;
  }
  if (format == Format::kJson) session.output().Write(is_first ? "[]\n" : "]\n");
  if (format == Format::kTable && !table.empty()) {
    const auto& terminal = session.terminal();
    session.output().Write(
        table.Render(terminal.is_stdout_terminal ? terminal.columns : 0, terminal.colours_stdout));
  }
  std::string note = std::to_string(pages.size()) +
                     (pages.size() == 1 ? " page is" : " pages are") + " due; nothing was fetched";
  if (pages.empty() && frontier) {
    const auto next = frontier->NextDue(names);
    if (next && *next < kNever) note = "nothing is due before " + crawl::TimeText(*next);
  }
  session.Note(note);
  return kDone;
}

Result<int> ExplainPage(Session& session, const crawler::SourceList& sources,
                        const std::string& address) {
  auto url = crawler::Url::Parse(address);
  if (!url) return tl::make_unexpected(url.error());
  url->fragment.reset();
  auto store = OpenIfThere(session);
  if (!store) return tl::make_unexpected(store.error());
  std::optional<store::Frontier> frontier;
  std::optional<store::FrontierPage> page;
  std::optional<store::HostState> host;
  if (*store) {
    frontier.emplace(**store);
    auto found = frontier->FindPage(sources.KeyOf(*url));
    if (!found) return tl::make_unexpected(found.error());
    page = std::move(*found);
    auto state = frontier->FindHost(crawler::PolitenessKey(*url));
    if (!state) return tl::make_unexpected(state.error());
    host = std::move(*state);
  }
  std::vector<std::pair<std::string, std::string>> lines = {{"url", url->Href()}};
  const auto add = [&](std::string name, std::string value) {
    if (!value.empty()) lines.emplace_back(std::move(name), std::move(value));
  };
  const Millis now = Now();
  if (page) {
    if (page->url != url->Href()) add("asked_as", page->url);
    add("source", page->source);
    add("kind", std::string(store::PageKindName(page->kind)));
    add("state", std::string(store::PageStateName(page->state)));
    add("reason", page->reason);
    if (page->status != 0) add("status", std::to_string(page->status));
    if (page->fetched_at > 0) add("fetched_at", crawl::TimeText(page->fetched_at));
    add("next_at", page->next_at <= now      ? "now, when its host is free"
                   : page->next_at == kNever ? "never"
                                             : crawl::TimeText(page->next_at));
    if (page->interval_ms > 0) {
      add("interval", std::to_string(page->interval_ms / 60'000) + " min");
    }
    if (page->failures > 0) add("failures_in_a_row", std::to_string(page->failures));
    add("etag", page->etag);
    add("last_modified", page->last_modified);
    add("doc", page->doc);
    add("moved_to", page->moved_to);
    add("found_on", page->found_on);
    add("found_at", crawl::TimeText(page->found_at));
  } else {
    add("state", "unknown");
    add("reason", "no page that was read leads to it");
    for (const crawler::Source& source : sources.sources) {
      if (source.links.empty()) continue;
      const std::string why = source.links.WhyNot(url->Href());
      add("source " + source.name, why.empty() ? "would take it" : why);
    }
  }
  add("robots", RobotsSays(frontier ? &*frontier : nullptr, *url));
  add("host", crawler::PolitenessKey(*url));
  if (host) {
    if (!host->owner.empty()) {
      add("host_state",
          "asked at present, until " + crawl::TimeText(host->lease_until) + " at the latest");
    } else if (host->backoff_until > now) {
      add("host_state",
          "left alone until " + crawl::TimeText(host->backoff_until) + ": " + host->reason);
    } else if (host->ready_at > now) {
      add("host_state", "rests until " + crawl::TimeText(host->ready_at));
    }
    add("host_delay", std::to_string(host->delay_ms) + " ms");
  }
  const Format format = session.format(Format::kTable);
  if (format == Format::kTable) {
    std::size_t width = 0;
    for (const auto& [name, value] : lines) width = std::max(width, name.size());
    for (const auto& [name, value] : lines) {
      session.output().Write(name + std::string(width + 2 - name.size(), ' ') + value + "\n");
    }
  } else if (format == Format::kCsv) {
    for (const auto& [name, value] : lines) session.output().Write(CsvLine({name, value}));
  } else {
    std::vector<JsonMember> members;
    for (const auto& [name, value] : lines) members.push_back(JsonMember::Text(name, value));
    session.output().Write(ObjectJson(members, session.json_style()) + "\n");
  }
  return page ? kDone : kNothingFound;
}

}  // namespace heshu::cli
