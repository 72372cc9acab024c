#include "store/matched_facts.h"

#include <limits>
#include <utility>

#include "store/newest_matches.h"
#include "store/store_impl.h"

namespace heshu::store {
namespace {

// As a JSON array.
Result<std::string> MatchedRanks(Database& database, const std::string& match) {
  std::string ranks = "[";
  NewestMatches matches(database, "claims_fts", match,
                        {0, std::numeric_limits<std::int64_t>::max()});
  for (std::size_t i = 0; i < kMostMatches; ++i) {
    const auto rank = matches.Next();
    if (!rank) return Forward(rank);
    if (!*rank) break;
    if (i > 0) ranks += ',';
    ranks += std::to_string(**rank);
  }
  return ranks + ']';
}

}  // namespace

Result<MatchedFacts::State> MatchedFacts::StateOf(Database& database, const std::string& match) {
  State state{match, 0, 0};
  const auto others = database.QueryInt("PRAGMA data_version");
  if (!others) return Forward(others);
  const auto own = database.QueryInt("SELECT total_changes()");
  if (!own) return Forward(own);
  state.others = *others;
  state.own = *own;
  return state;
}

Result<std::size_t> MatchedFacts::Find(Database& database, const std::string& match) {
  const auto now = StateOf(database, match);
  if (!now) return Forward(now);
  if (*now == state_) return count_;
  state_ = {};
  const auto ranks = MatchedRanks(database, match);
  if (!ranks) return Forward(ranks);
  auto cleared = database.Execute(
      "CREATE TEMP TABLE IF NOT EXISTS matched_facts (position INTEGER PRIMARY KEY);"
      "DELETE FROM temp.matched_facts");
  if (!cleared) return Forward(cleared);
  {
    auto insert = database.Cached(
        "INSERT OR IGNORE INTO temp.matched_facts SELECT f.position FROM json_each(?) AS m"
        " CROSS JOIN fact_claims AS fc ON fc.rank = m.value CROSS JOIN facts AS f ON f.id = "
        "fc.fact");
    if (!insert) return Forward(insert);
    auto done = (*insert)->Bind(std::string_view(*ranks)).Run();
    if (!done) return Forward(done);
  }
  const auto count = database.QueryInt("SELECT count(*) FROM temp.matched_facts");
  if (!count) return Forward(count);
  // What other connections wrote meanwhile is seen at the next question.
  auto state = StateOf(database, match);
  if (!state) return Forward(state);
  state->others = now->others;
  state_ = std::move(*state);
  count_ = static_cast<std::size_t>(*count);
  return count_;
}

}  // namespace heshu::store
