// heshu sources: list, check, discover, status.
#include <algorithm>
#include <set>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/source_list.h"
#include "cli/source_probe.h"
#include "cli/source_status.h"
#include "cli/table.h"
#include "crawler/feed_discovery.h"

namespace heshu::cli {
namespace {

using crawler::Source;
using crawler::SourceKind;

constexpr std::chrono::milliseconds kPause{1000};  // between two requests to one site

std::string Count(std::size_t number, std::string_view noun) {
  return std::to_string(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

std::string Seconds(std::chrono::milliseconds ms) {
  const auto whole = ms.count() / 1000;
  const auto rest = ms.count() % 1000;
  return rest == 0 ? std::to_string(whole) + "s" : std::to_string(ms.count()) + "ms";
}

// The words after the action.
std::vector<std::string> Names(const Session& session) {
  const auto& words = session.arguments().words();
  return {words.begin() + 1, words.end()};
}

// One record a row, in the format asked for; the table is made by the caller.
class Records {
 public:
  Records(Session& session, std::vector<std::string> csv_columns)
      : session_(session), format_(session.format(Format::kTable)) {
    if (format_ == Format::kCsv) session.output().Write(CsvLine(csv_columns));
    if (format_ == Format::kJson) session.output().Write("[");
  }
  bool is_table() const { return format_ == Format::kTable; }

  void Add(const std::vector<JsonMember>& members) {
    if (format_ == Format::kJsonl || format_ == Format::kJson) {
      const std::string lead = format_ == Format::kJsonl ? "" : is_first_ ? "\n" : ",\n";
      session_.output().Write(lead + ObjectJson(members, session_.json_style()) +
                              (format_ == Format::kJsonl ? "\n" : ""));
    } else if (format_ == Format::kCsv) {
      std::vector<std::string> cells;
      for (const JsonMember& member : members) cells.push_back(CellOf(member));
      session_.output().Write(CsvLine(cells));
    }
    is_first_ = false;
  }
  void Finish() {
    if (format_ == Format::kJson) session_.output().Write(is_first_ ? "]\n" : "\n]\n");
  }

 private:
  static std::string CellOf(const JsonMember& member) {
    std::string cell;
    switch (member.type) {
      case JsonMember::Type::kNumber:
        return std::to_string(member.number);
      case JsonMember::Type::kBool:
        return member.number != 0 ? "true" : "false";
      case JsonMember::Type::kList:
        for (const std::string& item : member.list) cell += (cell.empty() ? "" : "; ") + item;
        return cell;
      default:
        return member.text;
    }
  }

  Session& session_;
  Format format_;
  bool is_first_ = true;
};

crawler::FetchOptions FetchOptionsOf(const Session& session) {
  crawler::FetchOptions options;
  options.user_agent = session.settings().user_agent;
  options.allow_nets = session.settings().allow_nets;
  if (session.arguments().Has("allow-net"))
    options.allow_nets.push_back(session.arguments().Get("allow-net"));
  return options;
}

Result<Prober> MakeProber(const Session& session) {
  std::chrono::milliseconds pause = kPause;
  if (session.arguments().Has("pause")) {
    auto asked = crawler::ParseDuration(session.arguments().Get("pause"));
    if (!asked) return tl::make_unexpected(asked.error());
    pause = *asked;
  }
  return Prober::Create(FetchOptionsOf(session), pause);
}

Result<int> List(Session& session) {
  const auto sources = LoadSources(session);
  if (!sources) return tl::make_unexpected(sources.error());
  const auto names = Names(session);
  const auto named = PickSources(*sources, names);
  if (!named) return tl::make_unexpected(named.error());
  Records records(session, {"name", "kind", "enabled", "publisher", "language", "delay", "urls",
                            "include", "exclude", "line"});
  Table table({{"source", Align::kLeft, 6, false},
               {"kind", Align::kLeft, 4, false},
               {"enabled", Align::kLeft, 3, false},
               {"language", Align::kLeft, 4, false},
               {"publisher"},
               {"address"}});
  for (const Source& source : sources->sources) {
    const bool is_shown =
        names.empty() || std::find(named->begin(), named->end(), &source) != named->end();
    if (!is_shown) continue;
    const auto url = crawler::Url::Parse(source.urls[0]);
    const auto delay = sources->DelayOf(source, *url);
    records.Add({JsonMember::Text("name", source.name),
                 JsonMember::Text("kind", std::string(crawler::SourceKindName(source.kind))),
                 JsonMember::Bool("enabled", source.is_enabled),
                 JsonMember::Text("publisher", source.publisher),
                 JsonMember::Text("language", source.language),
                 JsonMember::Text("delay", delay ? Seconds(*delay) : ""),
                 JsonMember::List("urls", source.urls),
                 JsonMember::List("include", source.links.include()),
                 JsonMember::List("exclude", source.links.exclude()),
                 JsonMember::Number("line", static_cast<std::uint64_t>(source.line))});
    std::string address = source.urls[0];
    if (source.urls.size() > 1) address += " (+" + std::to_string(source.urls.size() - 1) + ")";
    table.AddRow({source.name, std::string(crawler::SourceKindName(source.kind)),
                  source.is_enabled ? "yes" : "no", source.language, source.publisher, address});
  }
  records.Finish();
  if (records.is_table()) {
    session.output().Write(
        table.Render(session.terminal().is_stdout_terminal ? session.terminal().columns : 0,
                     session.terminal().colours_stdout));
  }
  session.Note(Count(sources->sources.size(), "source") + " in " + session.settings().sources_file +
               ", " + Count(sources->problems.size(), "mistake"));
  return sources->problems.empty() ? kDone : kPartlyDone;
}

std::string Validators(const Probe& probe) {
  if (probe.has_etag && probe.has_last_modified) return "etag, date";
  if (probe.has_etag) return "etag";
  return probe.has_last_modified ? "date" : "none";
}

std::string Items(const Probe& probe, SourceKind kind) {
  if (probe.found.empty() || (probe.items == 0 && probe.wanted == 0)) return "";
  const bool is_list = kind == SourceKind::kList;
  std::string out = std::to_string(is_list ? probe.wanted : probe.items);
  if (is_list) return out + " of " + Count(probe.items, "link");
  if (probe.wanted != probe.items) return std::to_string(probe.wanted) + " of " + out;
  return out;
}

Result<int> Check(Session& session) {
  const auto sources = LoadSources(session);
  if (!sources) return tl::make_unexpected(sources.error());
  const auto picked = PickSources(*sources, Names(session));
  if (!picked) return tl::make_unexpected(picked.error());
  auto prober = MakeProber(session);
  if (!prober) return tl::make_unexpected(prober.error());
  CatchInterrupts();
  std::size_t total = 0;
  for (const Source* source : *picked) total += source->urls.size();
  Progress progress("check", total, session.terminal().is_stderr_terminal && !session.is_quiet(),
                    session.terminal().columns);
  Records records(session, {"source", "url", "kind", "ok", "status", "final_url", "found", "items",
                            "wanted", "newest", "charset", "charset_rule", "etag", "last_modified",
                            "bytes", "robots", "error", "hint", "notes"});
  Table table({{"source", Align::kLeft, 6, false},
               {"state", Align::kLeft, 4, false},
               {"found", Align::kLeft, 4, false},
               {"items", Align::kRight, 4, false},
               {"newest", Align::kLeft, 10, false},
               {"charset", Align::kLeft, 4, false},
               {"validators", Align::kLeft, 4, false},
               {"robots.txt"}});
  std::vector<std::pair<std::string, Probe>> told;
  std::size_t done = 0;
  std::size_t failed = 0;
  for (const Source* source : *picked) {
    for (const std::string& url : source->urls) {
      if (IsInterrupted()) break;
      progress.Update(done++, source->name);
      Probe probe = prober->Check(*source, *sources, url);
      failed += probe.error ? 1 : 0;
      records.Add(
          {JsonMember::Text("source", source->name), JsonMember::Text("url", url),
           JsonMember::Text("kind", std::string(crawler::SourceKindName(source->kind))),
           JsonMember::Bool("ok", !probe.error),
           JsonMember::Number("status", static_cast<std::uint64_t>(probe.status)),
           JsonMember::Text("final_url", probe.final_url), JsonMember::Text("found", probe.found),
           JsonMember::Number("items", probe.items), JsonMember::Number("wanted", probe.wanted),
           JsonMember::Text("newest", probe.newest), JsonMember::Text("charset", probe.charset),
           JsonMember::Text("charset_rule", probe.charset_rule),
           JsonMember::Bool("etag", probe.has_etag),
           JsonMember::Bool("last_modified", probe.has_last_modified),
           JsonMember::Number("bytes", probe.bytes), JsonMember::Text("robots", probe.robots),
           JsonMember::Text("error", probe.error ? probe.error->what : ""),
           JsonMember::Text("hint", probe.error ? probe.error->hint : ""),
           JsonMember::List("notes", probe.notes)});
      table.AddRow({source->name, probe.error ? "fails" : "good", probe.found,
                    Items(probe, source->kind), probe.newest, probe.charset,
                    probe.found.empty() ? "" : Validators(probe), probe.robots});
      told.emplace_back(source->name, std::move(probe));
    }
  }
  progress.Clear();
  records.Finish();
  if (records.is_table()) {
    session.output().Write(
        table.Render(session.terminal().is_stdout_terminal ? session.terminal().columns : 0,
                     session.terminal().colours_stdout));
  }
  for (auto& [name, probe] : told) {
    for (const std::string& note : probe.notes) session.Note(name + ": " + note);
    if (!probe.error) continue;
    probe.error->what = "source `" + name + "`: " + probe.error->what;
    session.Report(*probe.error);
  }
  session.Note(std::to_string(done - failed) + " of " + std::to_string(total) +
               (total == 1 ? " address is good" : " addresses are good"));
  return failed > 0 || done < total || !sources->problems.empty() ? kPartlyDone : kDone;
}

Result<int> Discover(Session& session) {
  const std::string address(session.arguments().word(1));
  if (address.empty()) {
    return Fail(ErrorKind::kInvalidInput, "`heshu sources discover` needs an address", {},
                "usage: heshu sources discover https://example.com/");
  }
  const std::string with_scheme =
      address.find("://") == std::string::npos ? "https://" + address : address;
  auto site = crawler::Url::Parse(with_scheme);
  if (!site) return tl::make_unexpected(site.error());
  auto prober = MakeProber(session);
  if (!prober) return tl::make_unexpected(prober.error());
  CatchInterrupts();
  Progress progress("discover", 0, session.terminal().is_stderr_terminal && !session.is_quiet(),
                    session.terminal().columns);
  progress.Update(0, with_scheme);
  auto page = prober->FetchPage(with_scheme);
  if (!page) {
    progress.Clear();
    if (page.error().kind == ErrorKind::kNetwork && page.error().what.starts_with("no such host"))
      return tl::make_unexpected(page.error());
    session.Warn(page.error());  // its feeds may be had all the same
  }
  std::optional<crawler::PageLinks> links;
  if (page) {
    site = page->url;
    if (auto read = crawler::ReadPageLinks(page->text, page->url)) links = std::move(*read);
  }
  const RobotsAnswer& robots = prober->RobotsOf(*site);
  const auto candidates = crawler::FeedCandidates(*site, links ? &*links : nullptr, &robots.rules);
  Records records(session,
                  {"url", "kind", "found", "how", "title", "items", "newest", "charset", "robots"});
  std::set<std::string> names;
  std::set<std::string> seen;
  std::size_t found = 0;
  std::size_t done = 0;
  for (const crawler::FeedCandidate& candidate : candidates) {
    if (IsInterrupted()) break;
    progress.Update(done++, candidate.url.Href());
    const Probe probe = prober->Look(candidate.url.Href());
    const bool is_feed = !probe.error && probe.found != "html" && !probe.found.empty();
    if (!is_feed || !seen.insert(probe.final_url).second) {
      if (probe.error && candidate.how != crawler::FoundBy::kWellKnown) {
        progress.Clear();
        session.Warn(*probe.error);  // the site itself names it
      }
      continue;
    }
    ++found;
    Source source;
    source.kind = probe.found.starts_with("sitemap") ? SourceKind::kSitemap : SourceKind::kFeed;
    const auto final_url = crawler::Url::Parse(probe.final_url);
    const std::string stem = crawler::SuggestedName(*final_url);
    source.name = stem;
    for (int i = 2; !names.insert(source.name).second; ++i)
      source.name = stem + "-" + std::to_string(i);
    source.publisher = !probe.title.empty() ? probe.title : links ? links->title : "";
    source.urls = {probe.final_url};
    const std::string how(crawler::FoundByName(candidate.how));
    records.Add({JsonMember::Text("url", probe.final_url),
                 JsonMember::Text("kind", std::string(crawler::SourceKindName(source.kind))),
                 JsonMember::Text("found", probe.found), JsonMember::Text("how", how),
                 JsonMember::Text("title", probe.title), JsonMember::Number("items", probe.items),
                 JsonMember::Text("newest", probe.newest),
                 JsonMember::Text("charset", probe.charset),
                 JsonMember::Text("robots", probe.robots)});
    if (records.is_table()) {
      progress.Clear();
      session.output().Write("# " + probe.found + ", " + Count(probe.items, "item") +
                             (probe.newest.empty() ? "" : ", newest " + probe.newest) + "; by " +
                             how + "\n" + crawler::SourceSnippet(source) + "\n");
    }
  }
  progress.Clear();
  records.Finish();
  if (found == 0) {
    return Fail(ErrorKind::kNotFound,
                "no feed and no sitemap at " + Count(candidates.size(), "likely place"),
                site->Href(), "crawl a page of links as `kind = \"list\"` with `include` patterns");
  }
  session.Note(std::to_string(found) + " found; add what you want to " +
               session.settings().sources_file);
  return kDone;
}

}  // namespace

Result<int> RunSources(Session& session) {
  const std::string_view action = session.arguments().word(0);
  if (action == "list") return List(session);
  if (action == "check") return Check(session);
  if (action == "discover") return Discover(session);
  return ShowSourceStatus(session);
}

}  // namespace heshu::cli
