#include "cli/fact_update.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/document_comparison.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "compare/compare.h"

namespace heshu::cli {
namespace {

constexpr std::size_t kBatch = 32;  // documents a transaction, and no more than …
constexpr auto kLongest = std::chrono::milliseconds(100);  // … another process would wait for,
constexpr auto kRest = std::chrono::milliseconds(5);       // which then has its turn

template <typename T>
tl::unexpected<Error> Forward(const Result<T>& failed) {
  return tl::make_unexpected(failed.error());
}

}  // namespace

Result<FactCounts> UpdateFacts(store::Store& store, const Vocabulary& vocabulary, std::int64_t run,
                               const FactUpdateOptions& options) {
  const compare::Comparer comparer(vocabulary, options.rates);
  FactCounts counts;
  auto waiting = store.CountPending();
  if (!waiting) return Forward(waiting);
  for (bool goes_on = true; goes_on;) {
    bool is_all = false;
    const auto done = store.InOneTransaction([&]() -> Result<void> {
      const auto docs = store.PendingDocuments(kBatch);
      if (!docs) return Forward(docs);
      is_all = docs->size() < kBatch;
      const auto end = std::chrono::steady_clock::now() + kLongest;
      for (const std::string& doc : *docs) {
        auto one = CompareDocument(store, comparer, doc, options.rates, run);
        if (!one) return one;
        ++counts.documents;
        if (std::chrono::steady_clock::now() > end && &doc != &docs->back()) {
          is_all = false;
          break;
        }
      }
      return {};
    });
    if (!done) return Forward(done);
    goes_on = !is_all && (!options.progress ||
                          options.progress(counts.documents, std::max(*waiting, counts.documents)));
    if (goes_on) std::this_thread::sleep_for(kRest);
  }
  const auto facts = store.FactsByVerdict();
  if (!facts) return Forward(facts);
  counts.facts = std::accumulate(facts->begin(), facts->end(), std::uint64_t{0});
  counts.contradictions = (*facts)[static_cast<std::size_t>(Verdict::kContradict)];
  return counts;
}

Result<std::optional<compare::ExchangeRates>> ReadRates(const Session& session) {
  const std::string& path = session.settings().rates_file;
  if (path.empty()) return std::optional<compare::ExchangeRates>();
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.good() && !file.eof()) {
    return Fail(ErrorKind::kIo, "cannot read the rates of exchange", path,
                "name the ECB's eurofxref-hist.csv, or one like it, with --rates");
  }
  auto rates = compare::ExchangeRates::Parse(text, path);
  if (!rates) return Forward(rates);
  return std::optional(std::move(*rates));
}

Result<FactCounts> UpdateFacts(Session& session, store::Store& store, std::int64_t run) {
  const auto extractor = session.extractor();
  if (!extractor) return Forward(extractor);
  const auto rates = ReadRates(session);
  if (!rates) return Forward(rates);
  const auto waiting = store.CountPending();
  if (!waiting) return Forward(waiting);
  Progress progress("compare", *waiting,
                    session.terminal().is_stderr_terminal && !session.is_quiet(),
                    session.terminal().columns);
  FactUpdateOptions options;
  if (rates->has_value()) options.rates = &**rates;
  options.progress = [&progress](std::size_t done, std::size_t) {
    progress.Update(done, "");
    return !IsInterrupted();
  };
  auto counts = UpdateFacts(store, (*extractor)->vocabulary(), run, options);
  progress.Clear();
  return counts;
}

}  // namespace heshu::cli
