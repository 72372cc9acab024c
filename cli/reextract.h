// New rules over stored pages, without a crawl: what `db reextract` does.
#ifndef HESHU_CLI_REEXTRACT_H_
#define HESHU_CLI_REEXTRACT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "core/error.h"
#include "extract/extractor.h"
#include "store/store.h"

namespace heshu::cli {

struct ReextractOptions {
  // Documents that these rules were applied to as well, but for those that `run` has read: given
  // the run of one that was stopped, it goes on there.
  bool takes_all = false;
  std::size_t jobs = 1;  // threads that extract
  // Called before each document is saved, with those done and to do; false = stop (the rest is
  // left).
  std::function<bool(std::size_t done, std::size_t total, std::string_view url)> progress = {};
  std::function<void(const Error&)> failed = {};  // called for each that could not be read
};

struct ReextractCounts {
  std::size_t to_do = 0;
  std::size_t read = 0;
  std::size_t updated = 0;  // of those read: other findings than before
  std::size_t failed = 0;   // of those read
  std::size_t left() const { return to_do - read; }
};

// Reads again every stored document that the extractor's rules were not yet applied to, and saves
// them in the order of arrival. What is left to do stands in the database (each document names the
// rules that were applied to it, and the run), and each document is one transaction: it can be
// stopped or killed anywhere, and goes on when it is called again. Where a document's findings are
// the same its claims, facts and reviews are not touched; otherwise it waits to be compared
// (fact_update.h), and claims of the same figure keep their ids.
//
// `pages` is the same file opened a second time: the threads that extract read there while `store`
// saves.
Result<ReextractCounts> Reextract(store::Store& store, store::Store& pages,
                                  const extract::Extractor& extractor, std::int64_t run,
                                  const ReextractOptions& options = {});

}  // namespace heshu::cli

#endif  // HESHU_CLI_REEXTRACT_H_
