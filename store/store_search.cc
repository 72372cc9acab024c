// Store: claims by words and filters.
#include <cmath>
#include <limits>
#include <variant>

#include "store/claim_row.h"
#include "store/match_query.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

using Parameter = std::variant<std::int64_t, double, std::string>;

// A piece of SQL and what stands for its question marks.
struct Clause {
  std::string sql;
  std::vector<Parameter> parameters;

  void And(std::string_view condition) {
    sql += " AND ";
    sql += condition;
  }
  template <typename T>
  void And(std::string_view condition, T parameter) {
    And(condition);
    parameters.emplace_back(std::move(parameter));
  }
};

// One query after another yields the rows in their order: each stops early once enough are there.
struct Pass {
  std::string match;  // of claims_fts; "" = without
  Clause where;       // begins with " AND "
  std::string order;
};

Error BadQuery(std::string what, std::string hint) {
  return Error{ErrorKind::kInvalidInput, std::move(what), {}, std::move(hint), {}};
}

// The conditions that the columns of claims answer.
Clause Conditions(const ClaimQuery& query) {
  Clause where;
  const std::pair<const std::string*, std::string_view> equal[] = {
      {&query.subject, "c.subject = ?"}, {&query.metric, "c.metric = ?"},
      {&query.unit, "c.unit = ?"},       {&query.source, "c.source = ?"},
      {&query.doc, "c.doc = ?"},         {&query.modality, "+c.modality = ?"},
  };
  for (const auto& [value, condition] : equal) {
    if (!value->empty()) where.And(condition, *value);
  }
  // "2026-02-24T09:00" is within the day 2026-02-24: it sorts before "2026-02-24~". The + keeps the
  // planner on the ranks, which are in order already.
  if (!query.since.empty()) where.And("+c.published >= ?", query.since);
  if (!query.until.empty()) where.And("+c.published > '' AND +c.published < ?", query.until + "~");
  // The doubles only sift, a little too coarsely; Meets() decides.
  const auto outward = [](const Decimal& bound, double direction) {
    const double value = bound.ToDouble();
    return value + direction * (std::abs(value) * 1e-12 + std::numeric_limits<double>::min());
  };
  if (query.min) where.And("(c.hi_real IS NULL OR c.hi_real >= ?)", outward(*query.min, -1));
  if (query.max) where.And("(c.lo_real IS NULL OR c.lo_real <= ?)", outward(*query.max, 1));
  return where;
}

bool Meets(const Value& value, const ClaimQuery& query) {
  if (query.min && value.hi && *value.hi < *query.min) return false;
  return !(query.max && value.lo && *value.lo > *query.max);
}

// Claims, then bare figures, as far as the query wants them; the ranks that may hold its answers.
Result<std::vector<RankRange>> Regions(Database& database, const ClaimQuery& query) {
  std::vector<RankRange> regions;
  for (const bool is_claim : {true, false}) {
    if (!is_claim && query.claims_only) continue;
    auto range = RanksOf(is_claim, query.since, query.until);
    if (!query.doc.empty()) {
      // The ranks of one document are neighbours.
      auto statement = database.Cached(
          "SELECT min(rank), max(rank) FROM claims WHERE doc = ? AND rank BETWEEN ? AND ?");
      if (!statement) return Forward(statement);
      (*statement)->Bind(std::string_view(query.doc)).Bind(range.first).Bind(range.last);
      const auto row = (*statement)->Step();
      if (!row) return Forward(row);
      if (!*row || (*statement)->IsNull(0)) continue;
      range = {(*statement)->Int(0), (*statement)->Int(1)};
    }
    regions.push_back(range);
  }
  return regions;
}

std::vector<std::string> KeyWords(const ClaimQuery& query) {
  std::vector<std::string> keys;
  const auto add = [&keys](KeySlot slot, const std::string& value) {
    if (!value.empty()) keys.push_back(KeyWord(slot, value));
  };
  add(KeySlot::kSubject, query.subject);
  add(KeySlot::kMetric, query.metric);
  add(KeySlot::kUnit, query.unit);
  add(KeySlot::kSource, query.source);
  add(KeySlot::kModality, query.modality);
  return keys;
}

// Best first: the order of the ranks, so that no row is read that is not wanted.
std::vector<Pass> PassesByRelevance(const std::vector<RankRange>& regions, const MatchQuery& match,
                                    const Clause& conditions, bool reversed) {
  std::vector<Pass> passes;
  const std::string rank = match.anywhere.empty() ? "c.rank" : "f.rowid";
  const auto add = [&](const RankRange& region, const std::string& expression) {
    Pass pass{expression, {}, rank + (reversed ? "" : " DESC")};
    pass.where.And(rank + " BETWEEN ?", region.first);
    pass.where.And("?", region.last);
    pass.where.sql += conditions.sql;
    pass.where.parameters.insert(pass.where.parameters.end(), conditions.parameters.begin(),
                                 conditions.parameters.end());
    passes.push_back(std::move(pass));
  };
  for (const auto& region : regions) {
    if (match.anywhere.empty()) {
      add(region, "");
    } else {
      add(region, match.in_head);
      add(region, match.elsewhere);
    }
  }
  if (reversed) passes = {passes.rbegin(), passes.rend()};
  return passes;
}

// By a column: first the rows that have it, then the others.
std::vector<Pass> PassesByColumn(const std::string& known, const std::string& unknown,
                                 const std::string& column, const MatchQuery& match,
                                 const Clause& conditions, bool claims_only, bool reversed) {
  std::vector<Pass> passes;
  for (const auto* which : {&known, &unknown}) {
    Pass pass{match.anywhere, conditions, column + (reversed ? " DESC" : "") + ", c.rank DESC"};
    pass.where.And(*which);
    if (claims_only) pass.where.And("+c.is_claim = 1");
    passes.push_back(std::move(pass));
  }
  return passes;
}

Result<std::vector<Pass>> MakePasses(Database& database, const ClaimQuery& query,
                                     const MatchQuery& match) {
  const bool reversed = query.sort.starts_with('-');
  const std::string key = query.sort.substr(reversed ? 1 : 0);
  const Clause conditions = Conditions(query);
  if (key == "relevance" || key.empty()) {
    auto regions = Regions(database, query);
    if (!regions) return Forward(regions);
    return PassesByRelevance(*regions, match, conditions, reversed);
  }
  const auto by_column = [&](const char* known, const char* unknown, const char* column) {
    return PassesByColumn(known, unknown, column, match, conditions, query.claims_only, reversed);
  };
  if (key == "published") return by_column("c.published > ''", "c.published = ''", "c.published");
  if (key == "source") return by_column("c.source > ''", "c.source = ''", "c.source");
  if (key == "value") {
    return by_column("c.value_real IS NOT NULL", "c.value_real IS NULL", "c.value_real");
  }
  return tl::make_unexpected(
      BadQuery("no such order: " + query.sort,
               "relevance, published, value or source; '-' before it reverses"));
}

Result<void> RunPass(Database& database, const Pass& pass, const ClaimQuery& query,
                     std::vector<Claim>& claims) {
  std::string sql = "SELECT " + ClaimColumns() + " FROM ";
  sql += pass.match.empty() ? "claims AS c"
                            : "claims_fts AS f CROSS JOIN claims AS c ON c.rank = f.rowid";
  sql += " CROSS JOIN documents AS d ON d.id = c.doc WHERE ";
  sql += pass.match.empty() ? "1" : "f.claims_fts MATCH ?";
  sql += pass.where.sql + " ORDER BY " + pass.order;
  const bool exact = !query.min && !query.max;
  if (query.limit != 0 && exact) sql += " LIMIT ?";
  auto statement = database.Prepare(sql);
  if (!statement) return Forward(statement);
  if (!pass.match.empty()) statement->Bind(std::string_view(pass.match));
  for (const auto& parameter : pass.where.parameters) {
    if (const auto* text = std::get_if<std::string>(&parameter)) {
      statement->Bind(std::string_view(*text));
    } else if (const auto* number = std::get_if<double>(&parameter)) {
      statement->Bind(*number);
    } else {
      statement->Bind(std::get<std::int64_t>(parameter));
    }
  }
  if (query.limit != 0 && exact) {
    statement->Bind(static_cast<std::int64_t>(query.limit - claims.size()));
  }
  while (query.limit == 0 || claims.size() < query.limit) {
    const auto row = statement->Step();
    if (!row) return Forward(row);
    if (!*row) break;
    auto claim = ReadClaim(*statement);
    if (!claim) return Forward(claim);
    if (exact || Meets(claim->value, query)) claims.push_back(std::move(*claim));
  }
  return {};
}

}  // namespace

Result<std::vector<Claim>> Store::FindClaims(const ClaimQuery& query) {
  for (const auto* day : {&query.since, &query.until}) {
    if (!day->empty() && (day->size() != 10 || !Date::Parse(*day))) {
      return tl::make_unexpected(BadQuery("not a day: " + *day, "write YYYY-MM-DD"));
    }
  }
  Database& database = *impl_->database;
  MatchQuery match;
  if (!query.text.empty()) {
    match = MakeMatchQuery(query.text, impl_->fold, KeyWords(query));
  }
  auto transaction = Transaction::Begin(database, Transaction::Kind::kRead);
  if (!transaction) return Forward(transaction);
  auto passes = MakePasses(database, query, match);
  if (!passes) return Forward(passes);
  std::vector<Claim> claims;
  if (!query.text.empty() && match.anywhere.empty()) return claims;
  for (const auto& pass : *passes) {
    if (query.limit != 0 && claims.size() >= query.limit) break;
    if (auto done = RunPass(database, pass, query, claims); !done) return Forward(done);
  }
  return claims;
}

Result<std::optional<Claim>> Store::FindClaim(std::string_view id) {
  auto select = impl_->database->Cached("SELECT " + ClaimColumns() +
                                        " FROM claims AS c JOIN documents AS d ON d.id = c.doc"
                                        " WHERE c.id = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(id).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<Claim>();
  auto claim = ReadClaim(**select);
  if (!claim) return Forward(claim);
  return std::optional(std::move(*claim));
}

Result<std::vector<Claim>> Store::ClaimsWithFactKey(std::string_view key) {
  auto select = impl_->database->Cached("SELECT " + ClaimColumns() +
                                        " FROM claims AS c JOIN documents AS d ON d.id = c.doc"
                                        " WHERE c.fact_key = ? ORDER BY c.rank DESC");
  if (!select) return Forward(select);
  (*select)->Bind(key);
  std::vector<Claim> claims;
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return claims;
    auto claim = ReadClaim(**select);
    if (!claim) return Forward(claim);
    claims.push_back(std::move(*claim));
  }
}

}  // namespace heshu::store
