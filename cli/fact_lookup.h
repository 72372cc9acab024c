// Facts by the claims that they hold, each read from the store once: comparing a document asks for
// those of the same claims again and again.
#ifndef HESHU_CLI_FACT_LOOKUP_H_
#define HESHU_CLI_FACT_LOOKUP_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "store/store.h"

namespace heshu::cli {

class FactLookup {
 public:
  explicit FactLookup(store::Store& store) : store_(store) {}

  // Facts that hold any of the claims, by id.
  Result<std::vector<store::FactHead>> With(const std::vector<std::string>& claims);
  // They have changed in the store.
  void Forget();

 private:
  store::Store& store_;
  std::set<std::string> asked_;  // claims
  std::map<std::string, store::FactHead> heads_;
  std::map<std::string, std::set<std::string_view>> facts_of_;  // claim → keys of heads_
};

}  // namespace heshu::cli

#endif  // HESHU_CLI_FACT_LOOKUP_H_
