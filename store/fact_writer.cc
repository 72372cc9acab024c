#include "store/fact_writer.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/claim_row.h"
#include "store/store_impl.h"

namespace heshu::store {
namespace {

using nlohmann::json;

std::string Dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// What the fact is about, whatever its claims: a review of it outlives new claims.
std::string KeyOf(const Fact& fact) {
  const auto day = [](const std::optional<Date>& date) {
    return date ? date->ToString() : std::string();
  };
  return fact.subject + "|" + fact.metric + "|" + day(fact.time.start) + "/" + day(fact.time.end) +
         "|" + fact.kind;
}

std::string_view ScopeOf(const Fact& fact) { return fact.within_one_document ? "within" : "cross"; }

// What stands in a fact's row beside its own fields.
struct Row {
  explicit Row(const Fact& fact)
      : key(KeyOf(fact)),
        reasons(Dump(fact.reasons)),
        factors(Dump(fact.factors)),
        support(Dump(fact.support)) {
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    least = fact.claims.empty() ? -kNoLimit : kNoLimit;
    greatest = -least;
    std::set<std::string_view> names;
    for (const Claim& claim : fact.claims) {
      const std::string day = claim.published.substr(0, 10);
      if (!day.empty() && (first_day.empty() || day < first_day)) first_day = day;
      last_day = std::max(last_day, day);
      if (claim.subject && claim.subject->id != fact.subject) subjects.insert(claim.subject->id);
      if (!claim.source.empty()) names.insert(claim.source);
      least = std::min(least, claim.value.lo ? claim.value.lo->ToDouble() : -kNoLimit);
      greatest = std::max(greatest, claim.value.hi ? claim.value.hi->ToDouble() : kNoLimit);
    }
    sources = Dump(names);
    if (fact.verdict == Verdict::kNotComparable && !fact.reasons.empty()) {
      apart_by = fact.reasons.front();
    }
  }

  std::string key, reasons, factors, support, sources;
  std::string first_day, last_day;
  std::string apart_by;
  double least = 0, greatest = 0;
  std::set<std::string> subjects;  // of its claims, beside its own
};

void BindRun(std::int64_t run, Statement& statement) {
  if (run == 0) {
    statement.BindNull();
  } else {
    statement.Bind(run);
  }
}

// The run that found the fact first: `run`, unless one did before it went.
Result<std::int64_t> OriginOf(Database& database, const std::string& fact, std::int64_t run) {
  auto select = database.Cached("SELECT run FROM fact_origins WHERE fact = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(std::string_view(fact)).Step();
  if (!row) return Forward(row);
  return *row ? (*select)->Int(0) : run;
}

Result<void> AddSubject(Database& database, const Fact& fact, std::string_view subject) {
  auto insert = database.Cached("INSERT INTO fact_subjects (subject, fact) VALUES (?, ?)");
  if (!insert) return Forward(insert);
  return (*insert)->Bind(subject).Bind(fact.id).Run();
}

enum class Place { kFree, kTaken };

// Its claim at `position`, where none stands, or another.
Result<void> PutClaim(Database& database, const Fact& fact, std::size_t position, Place place,
                      const RankOfClaim& ranks) {
  const std::string& claim = fact.claims[position].id;
  const auto rank = ranks(claim);
  if (!rank) return Forward(rank);
  if (!*rank) {
    return Fail(ErrorKind::kInvalidInput,
                "fact " + fact.id + " names the claim " + claim + ", which is not stored",
                database.path());
  }
  auto put = database.Cached(
      place == Place::kFree
          ? "INSERT INTO fact_claims (fact, position, claim, cluster, rank) VALUES (?, ?, ?, ?, ?)"
          : "UPDATE fact_claims SET claim = ?3, cluster = ?4, rank = ?5"
            " WHERE fact = ?1 AND position = ?2");
  if (!put) return Forward(put);
  (*put)->Bind(fact.id).Bind(static_cast<std::int64_t>(position)).Bind(claim);
  if (position < fact.clusters.size()) {
    (*put)->Bind(fact.clusters[position]);
  } else {
    (*put)->BindNull();
  }
  return (*put)->Bind(**rank).Run();
}

Result<void> UpdateSubjects(Database& database, const Fact& fact,
                            const std::set<std::string>& subjects) {
  std::set<std::string> stored;
  {
    auto select = database.Cached("SELECT subject FROM fact_subjects WHERE fact = ?");
    if (!select) return Forward(select);
    (*select)->Bind(fact.id);
    for (;;) {
      const auto row = (*select)->Step();
      if (!row) return Forward(row);
      if (!*row) break;
      stored.insert((*select)->Text(0));
    }
  }
  for (const std::string& subject : stored) {
    if (subjects.contains(subject)) continue;
    auto remove = database.Cached("DELETE FROM fact_subjects WHERE subject = ? AND fact = ?");
    if (!remove) return Forward(remove);
    if (auto done = (*remove)->Bind(subject).Bind(fact.id).Run(); !done) return done;
  }
  for (const std::string& subject : subjects) {
    if (stored.contains(subject)) continue;
    if (auto done = AddSubject(database, fact, subject); !done) return done;
  }
  return {};
}

// Which of the fact's claims do not stand where they belong; how many are stored.
struct ClaimChanges {
  std::vector<std::size_t> positions;
  std::size_t stored = 0;
};

Result<ClaimChanges> ChangesOfClaims(Database& database, const Fact& fact) {
  auto select =
      database.Cached("SELECT claim, cluster FROM fact_claims WHERE fact = ? ORDER BY position");
  if (!select) return Forward(select);
  (*select)->Bind(fact.id);
  ClaimChanges changes;
  for (;; ++changes.stored) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) break;
    const std::size_t at = changes.stored;
    if (at >= fact.claims.size()) continue;
    const bool has_cluster = at < fact.clusters.size();
    if ((*select)->View(0) == fact.claims[at].id && (*select)->IsNull(1) != has_cluster &&
        (!has_cluster || (*select)->View(1) == fact.clusters[at])) {
      continue;
    }
    changes.positions.push_back(at);
  }
  for (std::size_t at = changes.stored; at < fact.claims.size(); ++at) {
    changes.positions.push_back(at);
  }
  return changes;
}

Result<void> UpdateClaims(Database& database, const Fact& fact, const ClaimChanges& changes,
                          const RankOfClaim& ranks) {
  for (const std::size_t position : changes.positions) {
    const Place place = position < changes.stored ? Place::kTaken : Place::kFree;
    if (auto done = PutClaim(database, fact, position, place, ranks); !done) return done;
  }
  if (changes.stored <= fact.claims.size()) return {};
  auto remove = database.Cached("DELETE FROM fact_claims WHERE fact = ? AND position >= ?");
  if (!remove) return Forward(remove);
  return (*remove)->Bind(fact.id).Bind(static_cast<std::int64_t>(fact.claims.size())).Run();
}

// In what a stored fact is not what it is to be. An index is written for each column that is named,
// whether its value changes or not: so the columns of a few indexes are told apart.
struct Difference {
  bool is_other = false;    // what it is of, and its verdict: it is another fact
  bool is_told = false;     // what no index has
  bool is_chosen = false;   // days and sources, which most indexes have
  bool is_placed = false;   // severity
  bool is_bound = false;    // what the index of all facts has alone
  bool is_counted = false;  // the unit
  bool is_found = false;    // a run found it, where none did before

  bool IsNone() const {
    return !(is_told || is_chosen || is_placed || is_bound || is_counted || is_found);
  }
};

Result<Difference> CompareWithStored(Database& database, const Fact& fact, const Row& row,
                                     std::int64_t run) {
  auto select = database.Cached(
      "SELECT key, kind, subject, metric, verdict_rank, severity, scope, first_run IS NULL,"
      " time_start, time_end, time_clock, time_granularity, time_as_of, time_text, time_begin,"
      " time_end_byte, time_how, unit, first_day, last_day, apart_by, least, greatest, reasons,"
      " factors, arithmetic, needs, independent_sources, support, sources FROM facts WHERE id = ?");
  if (!select) return Forward(select);
  const auto there = (*select)->Bind(fact.id).Step();
  if (!there) return Forward(there);
  Difference difference;
  difference.is_other = true;
  if (!*there) return difference;
  const Statement& old = **select;
  const auto time = ReadTime(old, 8);
  if (!time) return DamagedRow("facts", fact.id, "time_*");
  const bool is_of_the_same = old.View(0) == row.key && old.View(1) == fact.kind &&
                              old.View(2) == fact.subject && old.View(3) == fact.metric &&
                              old.Int(4) == static_cast<std::int64_t>(fact.verdict) &&
                              old.View(6) == ScopeOf(fact) && *time == fact.time;
  if (!is_of_the_same) return difference;
  difference.is_other = false;
  difference.is_placed = old.Int(5) != fact.severity;
  difference.is_found = old.Int(7) != 0 && run != 0;
  difference.is_counted = old.View(17) != fact.unit;
  difference.is_chosen =
      old.View(18) != row.first_day || old.View(19) != row.last_day || old.View(29) != row.sources;
  difference.is_bound =
      old.View(20) != row.apart_by || old.Double(21) != row.least || old.Double(22) != row.greatest;
  difference.is_told = old.View(23) != row.reasons || old.View(24) != row.factors ||
                       old.View(25) != fact.arithmetic || old.View(26) != fact.needs ||
                       old.Int(27) != fact.independent_sources || old.View(28) != row.support;
  return difference;
}

Result<void> UpdateRow(Database& database, const Fact& fact, const Row& row, std::int64_t run,
                       const Difference& difference) {
  std::string sql =
      "UPDATE facts SET reasons = ?, factors = ?, arithmetic = ?, needs = ?,"
      " independent_sources = ?, support = ?, run = coalesce(?, run)";
  if (difference.is_chosen) sql += ", sources = ?, first_day = ?, last_day = ?";
  if (difference.is_placed) sql += ", severity = ?";
  if (difference.is_bound) sql += ", apart_by = ?, least = ?, greatest = ?";
  if (difference.is_counted) sql += ", unit = ?";
  if (difference.is_found) sql += ", first_run = ?";
  const auto first_run =
      difference.is_found ? OriginOf(database, fact.id, run) : Result<std::int64_t>(0);
  if (!first_run) return Forward(first_run);
  auto update = database.Cached(sql + " WHERE id = ?");
  if (!update) return Forward(update);
  Statement& statement = **update;
  statement.Bind(row.reasons).Bind(row.factors).Bind(fact.arithmetic).Bind(fact.needs);
  statement.Bind(std::int64_t{fact.independent_sources}).Bind(row.support);
  BindRun(run, statement);
  if (difference.is_chosen) statement.Bind(row.sources).Bind(row.first_day).Bind(row.last_day);
  if (difference.is_placed) statement.Bind(std::int64_t{fact.severity});
  if (difference.is_bound) statement.Bind(row.apart_by).Bind(row.least).Bind(row.greatest);
  if (difference.is_counted) statement.Bind(fact.unit);
  if (difference.is_found) BindRun(*first_run, statement);
  return statement.Bind(fact.id).Run();
}

}  // namespace

Result<void> InsertFact(Database& database, const Fact& fact, std::int64_t run,
                        const RankOfClaim& ranks) {
  const auto first_run = OriginOf(database, fact.id, run);
  if (!first_run) return Forward(first_run);
  const Row row(fact);
  auto insert = database.Cached(
      "INSERT INTO facts (id, key, kind, subject, metric, unit, time_start, time_end, time_clock,"
      " time_granularity, time_as_of, time_text, time_begin, time_end_byte, time_how, verdict,"
      " severity, reasons, factors, arithmetic, needs, independent_sources, scope, first_run, run,"
      " verdict_rank, support, first_day, last_day, sources, apart_by, least, greatest)"
      " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert) return Forward(insert);
  Statement& statement = **insert;
  statement.Bind(fact.id).Bind(row.key).Bind(fact.kind).Bind(fact.subject).Bind(fact.metric);
  statement.Bind(fact.unit);
  BindTime(fact.time, statement);
  statement.Bind(VerdictName(fact.verdict)).Bind(std::int64_t{fact.severity});
  statement.Bind(row.reasons).Bind(row.factors).Bind(fact.arithmetic).Bind(fact.needs);
  statement.Bind(std::int64_t{fact.independent_sources}).Bind(ScopeOf(fact));
  BindRun(*first_run, statement);
  BindRun(run, statement);
  statement.Bind(static_cast<std::int64_t>(fact.verdict)).Bind(row.support);
  statement.Bind(row.first_day).Bind(row.last_day).Bind(row.sources).Bind(row.apart_by);
  statement.Bind(row.least).Bind(row.greatest);
  if (auto done = statement.Run(); !done) return done;
  for (const std::string& subject : row.subjects) {
    if (auto done = AddSubject(database, fact, subject); !done) return done;
  }
  for (std::size_t i = 0; i < fact.claims.size(); ++i) {
    if (auto done = PutClaim(database, fact, i, Place::kFree, ranks); !done) return done;
  }
  return {};
}

Result<bool> UpdateFact(Database& database, const Fact& fact, std::int64_t run,
                        const RankOfClaim& ranks) {
  const Row row(fact);
  const auto difference = CompareWithStored(database, fact, row, run);
  if (!difference) return Forward(difference);
  if (difference->is_other) return false;
  const auto changes = ChangesOfClaims(database, fact);
  if (!changes) return Forward(changes);
  if (!difference->IsNone()) {
    auto done = UpdateRow(database, fact, row, run, *difference);
    if (!done) return Forward(done);
  }
  if (changes->positions.empty() && changes->stored == fact.claims.size()) return true;
  if (auto done = UpdateSubjects(database, fact, row.subjects); !done) return Forward(done);
  if (auto done = UpdateClaims(database, fact, *changes, ranks); !done) return Forward(done);
  return true;
}

}  // namespace heshu::store
