// The facts that words find, kept for the next question: a page asks for its facts and, time and
// again, for how many there are.
#ifndef HESHU_STORE_MATCHED_FACTS_H_
#define HESHU_STORE_MATCHED_FACTS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/error.h"
#include "store/database.h"

namespace heshu::store {

class MatchedFacts {
 public:
  // Fills the table temp.matched_facts(position) with the facts of the kMostMatches newest claims
  // that `match` finds, unless they stand there and nothing was written since, and says how many
  // there are. Outside of a transaction, which may take them back.
  Result<std::size_t> Find(Database& database, const std::string& match);

 private:
  struct State {
    std::string match;
    std::int64_t others = 0;  // writes, of other connections and of this one
    std::int64_t own = 0;

    friend bool operator==(const State&, const State&) = default;
  };
  static Result<State> StateOf(Database& database, const std::string& match);

  State state_;
  std::size_t count_ = 0;
};

}  // namespace heshu::store

#endif  // HESHU_STORE_MATCHED_FACTS_H_
