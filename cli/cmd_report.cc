// heshu report: facts, evidence and time lines as one self-contained page.
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <set>

#include "cli/commands.h"
#include "cli/queries.h"
#include "cli/report/report_source.h"

namespace heshu::cli {
namespace {

// Of a page, without --limit: it is written, sent and opened as a whole. 10,000 facts make some
// 30 MB.
constexpr std::size_t kMostFacts = 10'000;

// What the filters select, in words: "nvidia · from 2026-01-01".
std::string SelectionText(const store::ClaimQuery& query) {
  std::string out;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    out += (out.empty() ? "" : " · ") + std::string(name) + (name.empty() ? "" : " ") + value;
  };
  add("", query.subject);
  add("", query.metric);
  add("in", query.unit);
  add("told by", query.source);
  add("published from", query.since);
  add("published to", query.until);
  add("at least", query.min ? query.min->ToString() : "");
  add("at most", query.max ? query.max->ToString() : "");
  add("told as", query.modality);
  return out;
}

// Writes beside `path` first, so that a full disk leaves no half page and a reader sees none.
Result<void> WriteWhole(const std::string& path, const std::string& text) {
  const std::string draft = path + ".part";
  std::FILE* file = std::fopen(draft.c_str(), "wb");
  if (file == nullptr) {
    return Fail(ErrorKind::kIo, std::string("cannot write the report: ") + std::strerror(errno),
                path, "check the folder and its permissions");
  }
  const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size() &&
                          std::fflush(file) == 0 && fsync(fileno(file)) == 0;
  int why = is_written ? 0 : errno;
  if (std::fclose(file) != 0 && why == 0) why = errno;
  if (why == 0 && std::rename(draft.c_str(), path.c_str()) != 0) why = errno;
  if (why == 0) return {};
  std::remove(draft.c_str());
  return Fail(ErrorKind::kIo, std::string("cannot write the report: ") + std::strerror(why), path,
              "make room where it goes, then run the command again");
}

}  // namespace

Result<int> RunReport(Session& session) {
  const Arguments& arguments = session.arguments();
  if (!arguments.Has("output")) {
    return Fail(ErrorKind::kInvalidInput, "a report needs a file", "",
                "heshu report -o report.html; -o - writes it to standard output");
  }
  const auto query = QueryFromOptions(session);
  if (!query) return tl::make_unexpected(query.error());
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (!store) return tl::make_unexpected(store.error());
  const auto info = store->Info();
  if (!info) return tl::make_unexpected(info.error());

  Report report;
  report.documents = info->documents;
  report.claims = info->claims;
  report.generated_at = UtcNow();
  report.version = "heshu " HESHU_VERSION;
  report.selection = SelectionText(*query);
  const bool shows_all = arguments.Has("all");
  report.min_severity =
      static_cast<int>(arguments.GetCount("min-severity", shows_all ? 0 : kShownSeverity));
  store::FactQuery wanted = FactQueryOf(*query);
  wanted.min_severity = report.min_severity;
  if (shows_all) {
    wanted.reviewed = store::FactQuery::Reviewed::kAll;
  } else {
    wanted.verdicts = {Verdict::kContradict, Verdict::kPossible, Verdict::kAgree,
                       Verdict::kAgreeWithinPrecision};
  }
  if (wanted.limit == 0) wanted.limit = kMostFacts;
  auto facts = store->FindFacts(wanted);
  if (!facts) return tl::make_unexpected(facts.error());
  report.facts = std::move(*facts);
  std::size_t past_limit = 0;
  if (report.facts.size() == wanted.limit) {
    const auto total = store->CountFacts(wanted);
    if (!total) return tl::make_unexpected(total.error());
    past_limit = *total - report.facts.size();
  }
  if (report.min_severity > 0) {
    wanted.verdicts = {Verdict::kContradict};
    wanted.min_severity = 0;
    wanted.max_severity = report.min_severity - 1;
    const auto held_back = store->CountFacts(wanted);
    if (!held_back) return tl::make_unexpected(held_back.error());
    report.held_back = *held_back;
  }
  ReportSource source(*store, (*extractor)->vocabulary(), (*extractor)->folder());
  auto lines = source.TimeLinesOf(report.facts, kMostTimeLines);
  if (!lines) return tl::make_unexpected(lines.error());
  report.time_lines = std::move(*lines);
  CardContext context = source.Context();
  std::set<std::string> with_line;
  for (const TimeLine& line : report.time_lines) with_line.insert(line.id);
  context.time_line = [&with_line](const Fact& fact) {
    std::string id = TimeLineId(fact.subject, fact.metric, fact.unit);
    return with_line.contains(id) ? id : std::string();
  };
  const std::string page = ReportPage(report, context);

  const std::string path = arguments.Get("output");
  if (path == "-") {
    session.output().Write(page);
    return kDone;
  }
  if (const auto written = WriteWhole(path, page); !written) {
    return tl::make_unexpected(written.error());
  }
  std::string note = path + ": " + std::to_string(report.facts.size()) + " facts, " +
                     std::to_string(report.time_lines.size()) + " time lines, " +
                     std::to_string((page.size() + 1023) / 1024) + " KiB";
  if (report.held_back > 0) {
    note += "; " + std::to_string(report.held_back) + " below severity " +
            std::to_string(report.min_severity) + " held back";
  }
  if (past_limit > 0) {
    note += "; " + std::to_string(past_limit) + " more past " +
            (query->limit > 0 ? "--limit" : "the " + std::to_string(kMostFacts) + " of a page") +
            ": filter, or use heshu serve";
  }
  session.Note(note);
  return kDone;
}

}  // namespace heshu::cli
