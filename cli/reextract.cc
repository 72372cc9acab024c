#include "cli/reextract.h"

#include <string>
#include <utility>

#include "cli/queries.h"

namespace heshu::cli {

Result<ReextractCounts> Reextract(store::Store& store, const extract::Extractor& extractor,
                                  std::int64_t run, const ReextractOptions& options) {
  const std::string& version = extractor.rule_set_version();
  // No document was read by rules of the version "".
  const auto documents = store.DocumentsOfOtherRules(options.takes_all ? "" : version);
  if (!documents) return tl::make_unexpected(documents.error());
  store.Annotate(AnnotatorsOf(extractor));
  ReextractCounts counts;
  counts.to_do = documents->size();
  for (const std::string& id : *documents) {
    const auto document = store.ReadDocument(id);
    const std::string_view url = document && document->has_value() ? (*document)->url : id;
    if (options.progress && !options.progress(counts.read, counts.to_do, url)) break;
    ++counts.read;
    if (!document) {  // its WARC file is gone, or damaged: what was extracted stays
      ++counts.failed;
      if (options.failed) options.failed(document.error());
      continue;
    }
    if (!document->has_value()) continue;  // taken out meanwhile
    auto extraction = extractor.Extract(**document);
    if (!extraction) {
      ++counts.failed;
      if (extraction.error().where.empty()) extraction.error().where = url;
      if (options.failed) options.failed(extraction.error());
      continue;
    }
    const auto saved =
        store.Save(**document, extraction->article, extraction->claims, run, version,
                   options.takes_all ? store::SaveAgain::kAlways : store::SaveAgain::kIfOtherRules);
    if (!saved) return tl::make_unexpected(saved.error());
    counts.updated += *saved == store::SaveOutcome::kUpdated;
  }
  return counts;
}

}  // namespace heshu::cli
