// A Fact as a row of the table `facts`, with its claims.
#ifndef HESHU_STORE_FACT_ROW_H_
#define HESHU_STORE_FACT_ROW_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/fact.h"
#include "store/database.h"
#include "store/statement.h"

namespace heshu::store {

// What ReadFact() reads, of facts AS f.
inline constexpr std::string_view kFactColumns =
    "SELECT f.id, f.kind, f.subject, f.metric, f.unit, f.time_start, f.time_end, f.time_clock,"
    " f.time_granularity, f.time_as_of, f.time_text, f.time_begin, f.time_end_byte, f.time_how,"
    " f.verdict, f.severity, f.reasons, f.factors, f.arithmetic, f.needs, f.independent_sources,"
    " f.scope, f.support, coalesce(f.first_run, 0),"
    " (SELECT r.state FROM reviews AS r WHERE r.fact = f.id AND r.state IS NOT NULL"
    "   ORDER BY r.id DESC LIMIT 1),"
    " (SELECT r.note FROM reviews AS r WHERE r.fact = f.id AND r.note <> ''"
    "   ORDER BY r.id DESC LIMIT 1)";

// The column `reasons`; false: it holds something else.
bool ReadReasons(std::string_view text, std::vector<std::string>& out);
// Without its claims. kDatabase: a column holds what heshu never writes there.
Result<Fact> ReadFact(const Statement& row);
// Adds the claims of `fact` and their clusters.
Result<void> ReadFactClaims(Database& database, Fact& fact);

}  // namespace heshu::store

#endif  // HESHU_STORE_FACT_ROW_H_
