// Store: claims by words and filters.
#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>
#include <variant>

#include "store/claim_row.h"
#include "store/match_query.h"
#include "store/newest_matches.h"
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
  std::string_view index;  // the full-text table to ask; "" = none
  RankRange region;        // of an index: which ranks
  Clause where;            // of claims, begins with " AND "
  std::string order;
  bool sorted = false;  // no index has this order
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

constexpr std::string_view kAnywhere = "claims_fts";
constexpr std::string_view kInHead = "claims_head_fts";

// Best first: the order of the ranks, so that no row is read that is not wanted. What a pass finds
// anywhere and the one before it has found in the head already is left out by RunPass().
std::vector<Pass> PassesByRelevance(const std::vector<RankRange>& regions, bool has_text,
                                    const Clause& conditions) {
  std::vector<Pass> passes;
  const auto add = [&](const RankRange& region, std::string_view index) {
    Pass pass{index, region, {}, "c.rank DESC", false};
    if (index.empty()) {
      pass.where.And("c.rank BETWEEN ?", region.first);
      pass.where.And("?", region.last);
    }
    pass.where.sql += conditions.sql;
    pass.where.parameters.insert(pass.where.parameters.end(), conditions.parameters.begin(),
                                 conditions.parameters.end());
    passes.push_back(std::move(pass));
  };
  for (const auto& region : regions) {
    if (has_text) add(region, kInHead);
    add(region, has_text ? kAnywhere : "");
  }
  return passes;
}

// By a column: first the rows that have it, then the others.
std::vector<Pass> PassesByColumn(const std::string& known, const std::string& unknown,
                                 const std::string& column, bool has_text, const Clause& conditions,
                                 bool claims_only, bool reversed) {
  std::vector<Pass> passes;
  for (const auto* which : {&known, &unknown}) {
    Pass pass{has_text ? kAnywhere : "",
              {},
              conditions,
              column + (reversed ? " DESC" : "") + ", c.rank DESC",
              true};
    pass.where.And(*which);
    if (claims_only) pass.where.And("+c.is_claim = 1");
    passes.push_back(std::move(pass));
  }
  return passes;
}

struct Order {
  std::string key;
  bool reversed = false;
};

Order OrderOf(const ClaimQuery& query) {
  const bool reversed = query.sort.starts_with('-');
  const std::string key = query.sort.substr(reversed ? 1 : 0);
  return {key.empty() ? "relevance" : key, reversed};
}

Result<std::vector<Pass>> MakePasses(Database& database, const ClaimQuery& query) {
  const Order order = OrderOf(query);
  const std::string& key = order.key;
  const bool has_text = !query.text.empty();
  const Clause conditions = Conditions(query);
  if (key == "relevance") {
    auto regions = Regions(database, query);
    if (!regions) return Forward(regions);
    return PassesByRelevance(*regions, has_text, conditions);
  }
  const auto by_column = [&](const char* known, const char* unknown, const char* column) {
    return PassesByColumn(known, unknown, column, has_text, conditions, query.claims_only,
                          order.reversed);
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

// What the passes have found so far.
struct Findings {
  std::vector<Claim> claims;
  std::unordered_set<std::int64_t> ranks;
};

void Bind(const std::vector<Parameter>& parameters, Statement& statement) {
  for (const auto& parameter : parameters) {
    if (const auto* text = std::get_if<std::string>(&parameter)) {
      statement.Bind(std::string_view(*text));
    } else if (const auto* number = std::get_if<double>(&parameter)) {
      statement.Bind(*number);
    } else {
      statement.Bind(std::get<std::int64_t>(parameter));
    }
  }
}

// Takes the claim that `row` stands at, if it is an answer and not there yet.
Result<void> Take(const Statement& row, const ClaimQuery& query, Findings& found) {
  if (found.ranks.contains(row.Int(kRankColumn))) return {};
  auto claim = ReadClaim(row);
  if (!claim) return Forward(claim);
  if (!Meets(claim->value, query)) return {};
  found.ranks.insert(row.Int(kRankColumn));
  found.claims.push_back(std::move(*claim));
  return {};
}

// The newest of those that the index finds.
Result<void> RunMatches(Database& database, const Pass& pass, const std::string& match,
                        const ClaimQuery& query, std::size_t limit, Findings& found) {
  auto statement = database.Prepare("SELECT " + ClaimColumns() +
                                    " FROM claims AS c CROSS JOIN documents AS d ON d.id = c.doc"
                                    " WHERE c.rank = ?" +
                                    pass.where.sql);
  if (!statement) return Forward(statement);
  NewestMatches matches(database, pass.index, match, pass.region);
  while (limit == 0 || found.claims.size() < limit) {
    const auto rank = matches.Next();
    if (!rank) return Forward(rank);
    if (!*rank) break;
    if (found.ranks.contains(**rank)) continue;
    statement->Reset();
    statement->Bind(**rank);
    Bind(pass.where.parameters, *statement);
    const auto row = statement->Step();
    if (!row) return Forward(row);
    if (!*row) continue;
    if (auto taken = Take(*statement, query, found); !taken) return taken;
  }
  return {};
}

Result<void> RunPass(Database& database, const Pass& pass, const std::string& match,
                     const ClaimQuery& query, std::size_t limit, Findings& found) {
  if (!pass.index.empty() && !pass.sorted) {
    return RunMatches(database, pass, match, query, limit, found);
  }
  const std::string index(pass.index);
  std::string sql = "SELECT " + ClaimColumns() + " FROM ";
  if (!index.empty()) sql += index + " AS f CROSS JOIN ";
  sql += "claims AS c";
  if (!index.empty()) sql += " ON c.rank = f.rowid";
  sql += " CROSS JOIN documents AS d ON d.id = c.doc WHERE ";
  sql += index.empty() ? "1" : "f." + index + " MATCH ?";
  sql += pass.where.sql + " ORDER BY " + pass.order;
  const bool top = pass.sorted && limit != 0 && !query.min && !query.max;
  if (top) sql += " LIMIT ?";  // spares SQLite from keeping all of them to sort
  auto statement = database.Prepare(sql);
  if (!statement) return Forward(statement);
  if (!index.empty()) statement->Bind(std::string_view(match));
  Bind(pass.where.parameters, *statement);
  if (top) statement->Bind(static_cast<std::int64_t>(limit - found.claims.size()));
  while (limit == 0 || found.claims.size() < limit) {
    const auto row = statement->Step();
    if (!row) return Forward(row);
    if (!*row) break;
    if (auto taken = Take(*statement, query, found); !taken) return taken;
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
  auto transaction = Transaction::Begin(database, Transaction::Kind::kRead);
  if (!transaction) return Forward(transaction);
  auto passes = MakePasses(database, query);
  if (!passes) return Forward(passes);
  std::string match;
  if (!query.text.empty()) {
    match = MatchExpression(query.text, impl_->fold, KeyWords(query));
    if (match.empty()) return std::vector<Claim>();
  }
  // The worst can only be told from the best once all are known.
  const Order order = OrderOf(query);
  const bool worst_first = order.key == "relevance" && order.reversed;
  const std::size_t limit = worst_first ? 0 : query.limit;
  Findings found;
  for (const auto& pass : *passes) {
    if (limit != 0 && found.claims.size() >= limit) break;
    auto done = RunPass(database, pass, match, query, limit, found);
    if (!done) return Forward(done);
  }
  if (worst_first) {
    std::reverse(found.claims.begin(), found.claims.end());
    if (query.limit != 0 && found.claims.size() > query.limit) found.claims.resize(query.limit);
  }
  return std::move(found.claims);
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
