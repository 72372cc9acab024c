// heshu ingest: documents → store, then facts.
#include <map>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/queries.h"

namespace heshu::cli {
namespace {

constexpr std::size_t kLargeIngest = 1000;  // documents after which the indexes are tidied

struct Tally {
  std::size_t added = 0, updated = 0, unchanged = 0, failed = 0;
  std::size_t figures = 0, claims = 0;

  std::size_t stored() const { return added + updated + unchanged; }
};

std::string Plural(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string Summary(const Tally& tally) {
  std::string text = Plural(tally.stored() + tally.failed, "document") + ":";
  const std::pair<std::size_t, std::string_view> parts[] = {{tally.added, "new"},
                                                            {tally.updated, "updated"},
                                                            {tally.unchanged, "unchanged"},
                                                            {tally.failed, "failed"}};
  std::string list;
  for (const auto& [count, name] : parts) {
    if (count == 0) continue;
    list += (list.empty() ? " " : ", ") + std::to_string(count) + " " + std::string(name);
  }
  text += list.empty() ? " none" : list;
  if (tally.added + tally.updated > 0) {
    text += "; " + Plural(tally.figures, "figure") + ", " + std::to_string(tally.claims) +
            " of them with subject and metric";
  }
  return text;
}

// What goes wrong with the database goes wrong for every document after it.
bool EndsRun(const Error& error) {
  return error.kind == ErrorKind::kDatabase || error.kind == ErrorKind::kIo;
}

}  // namespace

Result<int> RunIngest(Session& session) {
  const Arguments& arguments = session.arguments();
  InputOptions options;
  options.facts = {arguments.Get("url"), arguments.Get("source"), arguments.Get("published")};
  options.is_warc = arguments.Has("warc");
  options.user_agent = session.settings().user_agent;
  options.allow_nets = session.settings().allow_nets;
  if (arguments.Has("allow-net")) options.allow_nets.push_back(arguments.Get("allow-net"));
  Inputs inputs(arguments.words(), options);
  if (!options.facts.url.empty() && inputs.total() != 1) {
    return Fail(ErrorKind::kInvalidInput, "--url names one document, and there are several",
                std::to_string(inputs.left()) + " inputs",
                "give each document a side file NAME.meta.json with its \"url\"");
  }
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  auto store = session.OpenStore(store::OpenMode::kCreate);
  if (!store) return tl::make_unexpected(store.error());
  store->Annotate(AnnotatorsOf(**extractor));
  const std::string& version = (*extractor)->rule_set_version();
  const auto run = store->BeginRun("ingest", version, UtcNow());
  if (!run) return tl::make_unexpected(run.error());
  CatchInterrupts();

  Tally tally;
  std::optional<Error> end;  // of the store: nothing more can be saved
  Progress progress("ingest", inputs.total(),
                    session.terminal().is_stderr_terminal && !session.is_quiet(),
                    session.terminal().columns);
  const auto store_one = [&](Extracted one) {
    progress.Update(tally.stored() + tally.failed, one.name);
    if (!one.extraction.has_value()) {
      progress.Clear();
      session.Report(one.extraction.error());
      ++tally.failed;
      return true;
    }
    if (one.document.fetched_at.empty()) one.document.fetched_at = UtcNow();
    const auto saved =
        store->Save(one.document, one.extraction->article, one.extraction->claims, *run, version);
    if (!saved) {
      progress.Clear();
      ++tally.failed;
      if (EndsRun(saved.error())) {
        end = saved.error();
        return false;
      }
      session.Report(saved.error());
      return true;
    }
    tally.added += *saved == store::SaveOutcome::kAdded;
    tally.updated += *saved == store::SaveOutcome::kUpdated;
    tally.unchanged += *saved == store::SaveOutcome::kUnchanged;
    if (*saved != store::SaveOutcome::kUnchanged) {
      tally.figures += one.extraction->claims.size();
      for (const Claim& claim : one.extraction->claims) tally.claims += claim.IsClaim() ? 1 : 0;
    }
    return true;
  };
  RunPipeline(inputs, **extractor, arguments.GetCount("jobs", DefaultJobs()), store_one);
  progress.Clear();
  if (end.has_value()) {
    session.Report(*end);
    session.Note(Summary(tally) + "; stopped, " + Plural(inputs.left(), "input") + " not read");
    return tally.stored() > 0 ? kPartlyDone : kFailed;
  }

  std::string summary = Summary(tally);
  const auto pending = store->CountPending();  // of a run that was killed, too
  if (!pending) return tl::make_unexpected(pending.error());
  if (*pending > 0) {
    const auto counts = UpdateFacts(session, *store, *run);
    if (!counts) return tl::make_unexpected(counts.error());
    summary += "; " + Plural(counts->facts, "fact") + " in the store, " +
               Plural(counts->contradictions, "contradiction");
  }
  if (tally.added >= kLargeIngest) {
    if (const auto optimized = store->Optimize(); !optimized) {
      return tl::make_unexpected(optimized.error());
    }
  }
  const auto ended = store->EndRun(*run, UtcNow(),
                                   ObjectJson({JsonMember::Number("added", tally.added),
                                               JsonMember::Number("updated", tally.updated),
                                               JsonMember::Number("unchanged", tally.unchanged),
                                               JsonMember::Number("failed", tally.failed)},
                                              {}));
  if (!ended) return tl::make_unexpected(ended.error());
  if (inputs.passed_over() > 0) {
    session.Note(Plural(inputs.passed_over(), "file") + " of other kinds passed over");
  }
  session.Note(summary);
  if (IsInterrupted()) {
    session.Note("interrupted: " + Plural(inputs.left(), "input") +
                 " left; run the same command again for the rest");
    return kPartlyDone;
  }
  if (tally.failed > 0) return tally.stored() > 0 ? kPartlyDone : kFailed;
  return kDone;
}

}  // namespace heshu::cli
