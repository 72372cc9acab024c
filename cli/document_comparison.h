// What one document adds to the facts of a store (docs/ARCHITECTURE.md, "One document at a time").
//
// Caps, so that the cost does not grow with the store: a claim meets the 48 nearest in time of
// those that may be of its subject, metric and time (compare::kMaxNeighbours), 12 more whose time
// is open, its figure at 16 later times, 64 disputed figures at 16 earlier times each, 64 claims of
// a chart, whole or running total, 32 of the figures that it closes with; a text meets 24 of each
// band that it shares (store/store_clusters.cc).
#ifndef HESHU_CLI_DOCUMENT_COMPARISON_H_
#define HESHU_CLI_DOCUMENT_COMPARISON_H_

#include <cstdint>
#include <string>

#include "compare/compare.h"
#include "core/error.h"
#include "store/store.h"

namespace heshu::cli {

// Compares the claims of `doc` with their neighbours, makes the facts that they touch anew and
// marks the document as compared. Within a write transaction of the caller's. `rates`: null = sums
// in different currencies are not compared. `run` is kept with the facts; 0 = none.
Result<void> CompareDocument(store::Store& store, const compare::Comparer& comparer,
                             const std::string& doc, const compare::ExchangeRates* rates,
                             std::int64_t run);

}  // namespace heshu::cli

#endif  // HESHU_CLI_DOCUMENT_COMPARISON_H_
