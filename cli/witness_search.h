// Where a figure that clashes may come from: the other figures of the documents that contradict
// each other, and the same figure at earlier times.
//
// What it reads is capped, so that the cost does not grow with the store (document_comparison.h).
#ifndef HESHU_CLI_WITNESS_SEARCH_H_
#define HESHU_CLI_WITNESS_SEARCH_H_

#include <set>
#include <string>
#include <vector>

#include "compare/compare.h"
#include "core/error.h"
#include "store/store.h"

namespace heshu::cli {

class WitnessSearch {
 public:
  // `news` are the ids of the claims that are compared anew; all three must outlive the search.
  WitnessSearch(store::Store& store, const compare::Comparer& comparer,
                const std::set<std::string>& news)
      : store_(store), comparer_(comparer), news_(news) {}

  // Claims that may tell how the figures of the facts came about; of what only may clash, of the
  // news alone. They may repeat each other, and the claims of the facts.
  Result<std::vector<store::SharedClaim>> For(const std::vector<const Fact*>& facts) const;

 private:
  using Witnesses = std::vector<store::SharedClaim>;

  Result<void> AddDocuments(const std::vector<const Fact*>& facts, Witnesses& witnesses) const;
  Result<void> AddEarlierFigures(const std::vector<const Fact*>& facts, Witnesses& witnesses) const;
  Result<void> AddEarlier(const Claim& claim, const compare::Comparer::Keys& keys,
                          Witnesses& witnesses) const;
  std::vector<const Claim*> Suspects(const std::vector<const Fact*>& facts) const;

  store::Store& store_;
  const compare::Comparer& comparer_;
  const std::set<std::string>& news_;
};

}  // namespace heshu::cli

#endif  // HESHU_CLI_WITNESS_SEARCH_H_
