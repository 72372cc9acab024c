#include "cli/reextract.h"

#include <atomic>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/pipeline.h"
#include "cli/queries.h"

namespace heshu::cli {

Result<ReextractCounts> Reextract(store::Store& store, store::Store& pages,
                                  const extract::Extractor& extractor, std::int64_t run,
                                  const ReextractOptions& options) {
  const std::string& version = extractor.rule_set_version();
  const auto documents =
      options.takes_all ? store.DocumentsOfOtherRuns(run) : store.DocumentsOfOtherRules(version);
  if (!documents) return tl::make_unexpected(documents.error());
  store.Annotate(AnnotatorsOf(extractor));
  ReextractCounts counts;
  counts.to_do = documents->size();
  std::atomic<std::size_t> gone = 0;  // taken out meanwhile
  const auto next = [&, at = std::size_t{0}]() mutable -> std::optional<Input> {
    while (at < documents->size()) {
      const std::string& id = (*documents)[at++];
      auto document = pages.ReadDocument(id);
      // Its WARC file is gone, or damaged: what was extracted stays.
      if (!document) return Input{id, tl::make_unexpected(document.error())};
      if (document->has_value()) return Input{(*document)->url, std::move(**document)};
      ++gone;
    }
    return std::nullopt;
  };
  std::optional<Error> end;  // of the store: nothing more can be saved
  const auto save = [&](Extracted one) {
    if (options.progress && !options.progress(counts.read, counts.to_do, one.name)) return false;
    ++counts.read;
    if (!one.extraction) {
      ++counts.failed;
      if (options.failed) options.failed(one.extraction.error());
      return true;
    }
    const auto saved =
        store.Save(one.document, one.extraction->article, one.extraction->claims, run, version,
                   options.takes_all ? store::SaveAgain::kAlways : store::SaveAgain::kIfOtherRules);
    if (!saved) {
      end = saved.error();
      return false;
    }
    counts.updated += *saved == store::SaveOutcome::kUpdated;
    return true;
  };
  RunPipeline(next, extractor, options.jobs, save);
  if (end) return tl::make_unexpected(std::move(*end));
  counts.read += gone;
  return counts;
}

}  // namespace heshu::cli
