// Facts by the claims that they hold, each read from the store once: comparing a document asks for
// those of the same claims again and again.
#ifndef HESHU_CLI_FACT_LOOKUP_H_
#define HESHU_CLI_FACT_LOOKUP_H_

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/error.h"
#include "store/store.h"

namespace heshu::cli {

class FactLookup {
 public:
  explicit FactLookup(store::Store& store) : store_(store) {}

  // Facts that hold any of the claims, by id. They live until Forget().
  Result<std::vector<const store::FactHead*>> With(const std::vector<std::string>& claims);
  // They have changed in the store.
  void Forget();

 private:
  store::Store& store_;
  std::unordered_set<std::string> asked_;  // claims
  std::unordered_map<std::string, store::FactHead> heads_;
  std::unordered_map<std::string, std::vector<const store::FactHead*>> facts_of_;  // by claim
};

}  // namespace heshu::cli

#endif  // HESHU_CLI_FACT_LOOKUP_H_
