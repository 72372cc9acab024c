#include "cli/source_status.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/json_object.h"
#include "cli/source_list.h"
#include "cli/table.h"

namespace heshu::cli {
namespace {

using store::Millis;

constexpr Millis kDay = 86'400'000;
constexpr int kQuietDays = 3;   // longer than a weekend's silence
constexpr int kWindowDays = 7;  // of the error rate

std::string UtcText(Millis time, const char* format) {
  if (time <= 0 || time >= store::kNever) return {};
  const std::time_t seconds = static_cast<std::time_t>(time / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  return std::string(text, std::strftime(text, sizeof text, format, &parts));
}

std::string TimeOf(Millis time) { return UtcText(time, "%Y-%m-%dT%H:%M:%SZ"); }

// "3.1" days; "" for never.
std::string DaysSince(Millis then, Millis now) {
  if (then <= 0) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(now - then) / kDay);
  return text;
}

std::string Percent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%.1f%%",
                100.0 * static_cast<double>(part) / static_cast<double>(whole));
  return text;
}

}  // namespace

std::string_view SourceState(const store::SourceHealth& health, Millis now, int quiet_days) {
  if (!health.paused.empty()) return "paused";
  if (!health.last_error.empty()) return "failing";
  if (health.last_ok_at == 0) return "new";
  // Silence is counted from when the source was first known, if it never had an article.
  const Millis last = std::max(health.last_article_at, health.first_at);
  return now - last > quiet_days * kDay ? "quiet" : "good";
}

Result<int> ShowSourceStatus(Session& session) {
  auto opened = session.OpenStore(store::OpenMode::kReadOnly);
  if (!opened) return tl::make_unexpected(opened.error());
  store::Frontier frontier(*opened);
  const Millis now = std::chrono::duration_cast<std::chrono::milliseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
  const std::string since =
      session.arguments().Get("since", UtcText(now - kWindowDays * kDay, "%Y-%m-%d"));
  auto all = frontier.ListHealth(since);
  if (!all) return tl::make_unexpected(all.error());
  const auto& words = session.arguments().words();
  const std::vector<std::string> names(words.begin() + 1, words.end());
  for (const std::string& name : names) {
    const bool is_known = std::any_of(all->begin(), all->end(),
                                      [&](const auto& health) { return health.name == name; });
    if (!is_known) {
      return Fail(ErrorKind::kNotFound, "the source `" + name + "` was never crawled",
                  session.settings().database, "`heshu crawl " + name + " --once` begins it");
    }
  }
  const Format format = session.format(Format::kTable);
  Output& output = session.output();
  if (format == Format::kCsv) {
    output.Write(
        CsvLine({"source", "state", "days_without_article", "requests", "failures", "error_rate",
                 "not_modified", "new_links", "articles", "queued", "last_ok", "last_new_link",
                 "last_article", "next", "last_error", "paused", "note"}));
  }
  Table table({{"source", Align::kLeft, 6, false},
               {"state", Align::kLeft, 5, false},
               {"days", Align::kRight, 4, false},
               {"asked", Align::kRight, 4, false},
               {"errors", Align::kRight, 4, false},
               {"articles", Align::kRight, 4, false},
               {"queued", Align::kRight, 4, false},
               {"last new link", Align::kLeft, 16, false},
               {"last error, pause or note"}});
  bool is_first = true;
  std::size_t shown = 0;
  std::size_t ill = 0;
  for (const store::SourceHealth& health : *all) {
    if (!names.empty() && std::find(names.begin(), names.end(), health.name) == names.end())
      continue;
    ++shown;
    const std::string state(SourceState(health, now, kQuietDays));
    ill += state == "good" || state == "new" ? 0 : 1;
    const std::string days = DaysSince(health.last_article_at, now);
    const std::string rate = Percent(health.failures, health.requests);
    if (format == Format::kJson || format == Format::kJsonl) {
      const std::string object =
          ObjectJson({JsonMember::Text("source", health.name),
                      JsonMember::Text("state", state),
                      JsonMember::Text("days_without_article", days),
                      JsonMember::Number("requests", health.requests),
                      JsonMember::Number("failures", health.failures),
                      JsonMember::Text("error_rate", rate),
                      JsonMember::Number("not_modified", health.not_modified),
                      JsonMember::Number("new_links", health.new_links),
                      JsonMember::Number("articles", health.articles),
                      JsonMember::Number("bytes", health.bytes),
                      JsonMember::Number("queued", health.queued),
                      JsonMember::Text("last_ok", TimeOf(health.last_ok_at)),
                      JsonMember::Text("last_failed", TimeOf(health.last_failed_at)),
                      JsonMember::Text("last_new_link", TimeOf(health.last_new_link_at)),
                      JsonMember::Text("last_article", TimeOf(health.last_article_at)),
                      JsonMember::Text("next", TimeOf(health.next_at)),
                      JsonMember::Text("last_error", health.last_error),
                      JsonMember::Text("note", health.note),
                      JsonMember::Text("paused", health.paused),
                      JsonMember::Text("since", since)},
                     session.json_style());
      const std::string lead = format == Format::kJsonl ? "" : is_first ? "[\n" : ",\n";
      output.Write(lead + object + (format == Format::kJsonl ? "\n" : ""));
    } else if (format == Format::kCsv) {
      output.Write(
          CsvLine({health.name, state, days, std::to_string(health.requests),
                   std::to_string(health.failures), rate, std::to_string(health.not_modified),
                   std::to_string(health.new_links), std::to_string(health.articles),
                   std::to_string(health.queued), TimeOf(health.last_ok_at),
                   TimeOf(health.last_new_link_at), TimeOf(health.last_article_at),
                   TimeOf(health.next_at), health.last_error, health.paused, health.note}));
    } else {
      table.AddRow({health.name, state, days.empty() ? "never" : days,
                    std::to_string(health.requests), rate, std::to_string(health.articles),
                    std::to_string(health.queued),
                    UtcText(health.last_new_link_at, "%Y-%m-%d %H:%M"),
                    !health.paused.empty()       ? health.paused
                    : !health.last_error.empty() ? health.last_error
                                                 : health.note});
    }
    is_first = false;
  }
  if (format == Format::kJson) output.Write(is_first ? "[]\n" : "\n]\n");
  if (format == Format::kTable) {
    const Terminal& terminal = session.terminal();
    output.Write(
        table.Render(terminal.is_stdout_terminal ? terminal.columns : 0, terminal.colours_stdout));
    session.Note(std::to_string(shown) + (shown == 1 ? " source, " : " sources, ") +
                 std::to_string(ill) + " in trouble; requests, errors and articles since " + since);
  }
  return kDone;
}

}  // namespace heshu::cli
