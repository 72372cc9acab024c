// heshu db: info, check, reextract, export.
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>

#include "cli/claim_view.h"
#include "cli/commands.h"
#include "cli/fact_view.h"
#include "cli/interrupt.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/queries.h"
#include "cli/reextract.h"

namespace heshu::cli {
namespace {

Result<int> Info(Session& session) {
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (!store) return tl::make_unexpected(store.error());
  const auto info = store->Info();
  if (!info) return tl::make_unexpected(info.error());
  const Settings& settings = session.settings();
  const std::vector<JsonMember> members = {
      JsonMember::Text("database", info->path),
      JsonMember::Text("database_from", settings.database_from),
      JsonMember::Text("config", settings.config_file),
      JsonMember::Text("rules", settings.rules.directory),
      JsonMember::List("user_rules", settings.rules.user_files),
      JsonMember::Number("schema_version", static_cast<std::uint64_t>(info->schema_version)),
      JsonMember::Text("rule_set_version", info->rule_set_version),
      JsonMember::Number("documents", info->documents),
      JsonMember::Number("articles", info->articles),
      JsonMember::Number("figures", info->figures),
      JsonMember::Number("claims", info->claims),
      JsonMember::Number("facts", info->facts),
      JsonMember::Number("runs", info->runs),
      JsonMember::Number("file_bytes", info->file_bytes)};
  const Format format = session.format(Format::kTable);
  if (format == Format::kJson || format == Format::kJsonl) {
    JsonStyle style = session.json_style();
    style.is_indented = format == Format::kJson;
    session.output().Write(ObjectJson(members, style) + "\n");
    return kDone;
  }
  if (format == Format::kCsv) session.output().Write(CsvLine({"name", "value"}));
  for (const JsonMember& member : members) {
    std::string value = member.type == JsonMember::Type::kNumber ? std::to_string(member.number)
                        : member.type == JsonMember::Type::kNull ? "(none)"
                                                                 : member.text;
    for (const std::string& item : member.list) value += (value.empty() ? "" : ", ") + item;
    if (format == Format::kCsv) {
      session.output().Write(CsvLine({member.name, value}));
    } else {
      session.output().Write(PadToWidth(member.name, 18) +
                             Printable(value.empty() ? "(none)" : value) + "\n");
    }
  }
  return kDone;
}

Result<int> Check(Session& session) {
  // The full-text index can only be looked through by one who may write.
  auto store = session.OpenStore(store::OpenMode::kReadWrite);
  if (!store) return tl::make_unexpected(store.error());
  const auto problems = store->Check();
  if (!problems) return tl::make_unexpected(problems.error());
  for (const std::string& problem : *problems) {
    session.Report({ErrorKind::kDatabase, problem, session.settings().database,
                    "copy the file away, then restore a backup or ingest anew", ""});
  }
  if (!problems->empty()) return kFailed;
  session.Note("the database is sound");
  return kDone;
}

// A new run, or of all pages the one that was stopped. Another heshu may read the same pages
// differently by the same rules: what it left is begun anew.
Result<std::int64_t> ReextractRun(Session& session, store::Store& store,
                                  const extract::Extractor& extractor, bool takes_all) {
  const std::string& version = extractor.rule_set_version();
  const std::string command = takes_all ? "reextract --all, heshu " HESHU_VERSION : "reextract";
  if (takes_all) {
    const auto stopped = store.UnfinishedRun(command, version);
    if (!stopped) return stopped;
    if (*stopped != 0) {
      session.Note("going on with the pages that were left when --all was stopped");
      return stopped;
    }
  }
  return store.BeginRun(command, version, UtcNow());
}

Result<int> ReextractPages(Session& session) {
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  auto store = session.OpenStore(store::OpenMode::kReadWrite);
  if (!store) return tl::make_unexpected(store.error());
  auto pages = session.OpenStore(store::OpenMode::kReadOnly);
  if (!pages) return tl::make_unexpected(pages.error());
  ReextractOptions options;
  options.takes_all = session.arguments().Has("all");
  options.jobs = session.arguments().GetCount("jobs", DefaultJobs());
  const auto run = ReextractRun(session, *store, **extractor, options.takes_all);
  if (!run) return tl::make_unexpected(run.error());
  CatchInterrupts();
  std::optional<Progress> progress;
  options.progress = [&](std::size_t done, std::size_t total, std::string_view url) {
    if (!progress) {
      progress.emplace("reextract", total,
                       session.terminal().is_stderr_terminal && !session.is_quiet(),
                       session.terminal().columns);
    }
    progress->Update(done, std::string(url));
    return true;  // after Ctrl-C what is in hand is saved
  };
  options.failed = [&](const Error& error) {
    progress->Clear();
    session.Report(error);
  };
  const auto read = Reextract(*store, *pages, **extractor, *run, options);
  if (progress) progress->Clear();
  if (!read) return tl::make_unexpected(read.error());
  const auto counts = UpdateFacts(session, *store, *run);
  if (!counts) return tl::make_unexpected(counts.error());
  const auto ended = store->EndRun(
      *run, UtcNow(),
      ObjectJson(
          {JsonMember::Number("read", read->read), JsonMember::Number("updated", read->updated),
           JsonMember::Number("failed", read->failed), JsonMember::Number("left", read->left())},
          {}));
  if (!ended) return tl::make_unexpected(ended.error());
  const auto uncompared = store->CountPending();
  if (!uncompared) return tl::make_unexpected(uncompared.error());
  session.Note(read->to_do == 0
                   ? "these rules have been applied to all documents (--all reads them again)"
                   : std::to_string(read->read) + " of " + std::to_string(read->to_do) +
                         " documents read again, " + std::to_string(read->updated) + " updated, " +
                         std::to_string(read->failed) + " failed");
  session.Note(std::to_string(counts->facts) + " facts, " + std::to_string(counts->contradictions) +
               " contradictions");
  return read->failed > 0 || read->left() > 0 || *uncompared > 0 ? kPartlyDone : kDone;
}

Result<int> Recompare(Session& session) {
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  auto store = session.OpenStore(store::OpenMode::kReadWrite);
  if (!store) return tl::make_unexpected(store.error());
  const auto rates = ReadRates(session);  // before anything is forgotten
  if (!rates) return tl::make_unexpected(rates.error());
  const auto run = store->BeginRun("recompare", (*extractor)->rule_set_version(), UtcNow());
  if (!run) return tl::make_unexpected(run.error());
  CatchInterrupts();
  if (const auto marked = store->MarkAllPending(); !marked) {
    return tl::make_unexpected(marked.error());
  }
  const auto counts = UpdateFacts(session, *store, *run);
  if (!counts) return tl::make_unexpected(counts.error());
  const auto left = store->CountPending();
  if (!left) return tl::make_unexpected(left.error());
  const auto ended = store->EndRun(
      *run, UtcNow(), ObjectJson({JsonMember::Number("compared", counts->documents)}, {}));
  if (!ended) return tl::make_unexpected(ended.error());
  session.Note(std::to_string(counts->documents) + " documents compared; " +
               std::to_string(counts->facts) + " facts, " + std::to_string(counts->contradictions) +
               " contradictions");
  return *left == 0 ? kDone : kPartlyDone;
}

Result<void> ExportDocuments(Session& session, store::Store& store, Format format) {
  const auto documents = store.ListDocuments();
  if (!documents) return tl::make_unexpected(documents.error());
  Output& output = session.output();
  if (format == Format::kCsv) {
    output.Write(
        CsvLine({"id", "title", "url", "source", "published", "fetched_at", "bytes", "figures"}));
  }
  if (format == Format::kJson) output.Write("[");
  bool is_first = true;
  for (const store::StoredDocument& document : *documents) {
    if (format == Format::kCsv) {
      output.Write(CsvLine({document.id, document.title, document.url, document.source,
                            document.published, document.fetched_at, std::to_string(document.bytes),
                            std::to_string(document.claims)}));
    } else if (format == Format::kJson) {
      output.Write((is_first ? "\n" : ",\n") + DocumentJson(document, session.json_style()));
    } else {
      output.Write(DocumentJson(document, session.json_style()) + "\n");
    }
    is_first = false;
  }
  if (format == Format::kJson) output.Write(is_first ? "]\n" : "\n]\n");
  return {};
}

Result<int> Export(Session& session) {
  const std::string what(session.arguments().words().size() > 1 ? session.arguments().word(1)
                                                                : "claims");
  if (what != "claims" && what != "facts" && what != "documents" && what != "database") {
    return Fail(ErrorKind::kInvalidInput, "`" + what + "` cannot be exported", "",
                "one of claims, facts, documents, database");
  }
  if (session.format(Format::kJsonl) == Format::kClaimReview && what != "facts") {
    return Fail(ErrorKind::kInvalidInput, "only facts can be written as ClaimReview", "",
                "heshu db export facts --format claimreview");
  }
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (!store) return tl::make_unexpected(store.error());
  if (what == "database") {
    if (!session.arguments().Has("output")) {
      return Fail(ErrorKind::kInvalidInput, "a copy of the database needs a file", "",
                  "heshu db export database -o FILE");
    }
    const auto copied = store->ExportTo(session.arguments().Get("output"));
    if (!copied) return tl::make_unexpected(copied.error());
    return kDone;
  }
  if (session.arguments().Has("output")) {
    const std::string path = session.arguments().Get("output");
    if (std::freopen(path.c_str(), "wb", stdout) == nullptr) {
      return Fail(ErrorKind::kIo, std::string("cannot write the file: ") + std::strerror(errno),
                  path, "check the folder and its permissions");
    }
  }
  const Format format = session.format(Format::kJsonl);
  if (what == "documents") {
    const auto exported = ExportDocuments(session, *store, format);
    if (!exported) return tl::make_unexpected(exported.error());
    return kDone;
  }
  if (what == "facts") {
    FactWriter writer(session, format);
    store::FactQuery all;
    all.reviewed = store::FactQuery::Reviewed::kAll;
    const auto done = store->VisitFacts(all, [&](const Fact& fact) { return writer.Add(fact); });
    if (!done) return tl::make_unexpected(done.error());
    writer.Finish();
    return kDone;
  }
  const auto claims = store->FindClaims({});
  if (!claims) return tl::make_unexpected(claims.error());
  ClaimWriter writer(session, format);
  for (const Claim& claim : *claims) {
    if (!writer.Add(claim)) break;
  }
  writer.Finish();
  return kDone;
}

}  // namespace

Result<int> RunDb(Session& session) {
  const std::string_view action = session.arguments().word(0);
  if (action != "export" && session.arguments().words().size() > 1) {
    return Fail(ErrorKind::kInvalidInput,
                "`" + session.arguments().words()[1] + "` is one argument too many", "",
                "usage: heshu db " + std::string(action));
  }
  if (action == "info") return Info(session);
  if (action == "check") return Check(session);
  if (action == "reextract") return ReextractPages(session);
  if (action == "recompare") return Recompare(session);
  return Export(session);
}

}  // namespace heshu::cli
