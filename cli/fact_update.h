// Comparing what was stored since the last time, one document after the other: each claim with
// those that the store's keys find for it, whatever else the store holds.
#ifndef HESHU_CLI_FACT_UPDATE_H_
#define HESHU_CLI_FACT_UPDATE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "compare/currency.h"
#include "core/error.h"
#include "core/vocabulary.h"
#include "store/store.h"

namespace heshu::cli {
class Session;
}

namespace heshu::cli {

struct FactCounts {
  std::size_t documents = 0;  // compared now
  std::size_t facts = 0;      // in the store
  std::size_t contradictions = 0;
};

struct FactUpdateOptions {
  const compare::ExchangeRates* rates = nullptr;  // null: currencies are not compared
  // Called now and then with documents done and to do; false = stop (the rest stays pending).
  std::function<bool(std::size_t done, std::size_t total)> progress = {};
};

// Compares every pending document (store::Store::PendingDocuments) in the order of arrival; what
// `ingest`, `crawl` and `reextract` end with. A crash loses nothing: what was not compared is still
// pending. Two processes may do it at once.
Result<FactCounts> UpdateFacts(store::Store& store, const Vocabulary& vocabulary, std::int64_t run,
                               const FactUpdateOptions& options = {});

// The same with the session's rules, its rates of exchange (--rates, or `rates_file` of
// config.toml) and its progress bar.
Result<FactCounts> UpdateFacts(Session& session, store::Store& store, std::int64_t run);

// The session's rates of exchange; empty: none are set. kIo, kInvalidInput: the file cannot be
// read.
Result<std::optional<compare::ExchangeRates>> ReadRates(const Session& session);

}  // namespace heshu::cli

#endif  // HESHU_CLI_FACT_UPDATE_H_
