// Store: facts, the results of comparing.
#include <map>
#include <nlohmann/json.hpp>

#include "store/claim_row.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

using nlohmann::json;

constexpr std::string_view kSelectFact =
    "SELECT id, kind, subject, metric, unit, time_start, time_end, time_clock, time_granularity,"
    " time_as_of, time_text, time_begin, time_end_byte, time_how, verdict, severity, reasons,"
    " factors, arithmetic, needs, independent_sources, scope FROM facts";

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

void BindRun(std::int64_t run, Statement& statement) {
  if (run == 0) {
    statement.BindNull();
  } else {
    statement.Bind(run);
  }
}

Result<std::map<std::string, std::int64_t>> FirstRuns(Database& database) {
  std::map<std::string, std::int64_t> runs;
  auto select = database.Cached("SELECT id, first_run FROM facts WHERE first_run IS NOT NULL");
  if (!select) return Forward(select);
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return runs;
    runs.emplace((*select)->Text(0), (*select)->Int(1));
  }
}

Result<void> SaveFact(Database& database, const Fact& fact, std::int64_t first_run,
                      std::int64_t run) {
  auto insert = database.Cached(
      "INSERT INTO facts (id, key, kind, subject, metric, unit, time_start, time_end, time_clock,"
      " time_granularity, time_as_of, time_text, time_begin, time_end_byte, time_how, verdict,"
      " severity, reasons, factors, arithmetic, needs, independent_sources, scope, first_run, run)"
      " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert) return Forward(insert);
  Statement& row = **insert;
  row.Bind(fact.id).Bind(KeyOf(fact)).Bind(fact.kind).Bind(fact.subject).Bind(fact.metric);
  row.Bind(fact.unit);
  BindTime(fact.time, row);
  row.Bind(VerdictName(fact.verdict)).Bind(std::int64_t{fact.severity});
  row.Bind(Dump(fact.reasons)).Bind(Dump(fact.factors)).Bind(fact.arithmetic).Bind(fact.needs);
  row.Bind(std::int64_t{fact.independent_sources});
  row.Bind(std::string_view(fact.within_one_document ? "within" : "cross"));
  BindRun(first_run, row);
  BindRun(run, row);
  if (auto done = row.Run(); !done) return done;
  auto insert_claim = database.Cached(
      "INSERT INTO fact_claims (fact, position, claim, cluster) VALUES (?, ?, ?, ?)");
  if (!insert_claim) return Forward(insert_claim);
  auto stored = database.Cached("SELECT 1 FROM claims WHERE id = ?");
  if (!stored) return Forward(stored);
  for (std::size_t i = 0; i < fact.claims.size(); ++i) {
    const std::string& claim = fact.claims[i].id;
    (*stored)->Bind(claim);
    const auto there = (*stored)->Step();
    (*stored)->Reset();
    if (!there) return Forward(there);
    if (!*there) {
      return Fail(ErrorKind::kInvalidInput,
                  "fact " + fact.id + " names the claim " + claim + ", which is not stored",
                  database.path());
    }
    (*insert_claim)->Bind(fact.id).Bind(static_cast<std::int64_t>(i)).Bind(claim);
    if (i < fact.clusters.size()) {
      (*insert_claim)->Bind(fact.clusters[i]);
    } else {
      (*insert_claim)->BindNull();
    }
    if (auto done = (*insert_claim)->Run(); !done) return done;
  }
  return {};
}

bool ReadJson(std::string_view text, json::value_t type, json& out) {
  out = json::parse(text, nullptr, false);
  return out.type() == type;
}

Result<Fact> ReadFact(const Statement& row) {
  Fact fact;
  fact.id = row.Text(0);
  fact.kind = row.Text(1);
  fact.subject = row.Text(2);
  fact.metric = row.Text(3);
  fact.unit = row.Text(4);
  auto time = ReadTime(row, 5);
  if (!time) return DamagedRow("facts", fact.id, "time_*");
  fact.time = std::move(*time);
  const auto verdict = VerdictFromName(row.View(14));
  if (!verdict) return DamagedRow("facts", fact.id, "verdict");
  fact.verdict = *verdict;
  fact.severity = static_cast<int>(row.Int(15));
  json reasons, factors;
  if (!ReadJson(row.View(16), json::value_t::array, reasons)) {
    return DamagedRow("facts", fact.id, "reasons");
  }
  for (const auto& reason : reasons) {
    if (reason.is_string()) fact.reasons.push_back(reason.get<std::string>());
  }
  if (!ReadJson(row.View(17), json::value_t::object, factors)) {
    return DamagedRow("facts", fact.id, "factors");
  }
  for (const auto& [name, factor] : factors.items()) {
    if (factor.is_number()) fact.factors.emplace(name, factor.get<double>());
  }
  fact.arithmetic = row.Text(18);
  fact.needs = row.Text(19);
  fact.independent_sources = static_cast<int>(row.Int(20));
  fact.within_one_document = row.View(21) == "within";
  return fact;
}

Result<void> ReadFactClaims(Database& database, Fact& fact) {
  auto select = database.Cached("SELECT " + ClaimColumns() +
                                ", fc.cluster IS NULL, fc.cluster FROM fact_claims AS fc"
                                " JOIN claims AS c ON c.id = fc.claim"
                                " JOIN documents AS d ON d.id = c.doc"
                                " WHERE fc.fact = ? ORDER BY fc.position");
  if (!select) return Forward(select);
  (*select)->Bind(fact.id);
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return {};
    auto claim = ReadClaim(**select);
    if (!claim) return Forward(claim);
    fact.claims.push_back(std::move(*claim));
    if ((*select)->Int(kClaimColumnCount) == 0) {
      fact.clusters.push_back((*select)->Text(kClaimColumnCount + 1));
    }
  }
}

}  // namespace

Result<void> Store::ReplaceFacts(const std::vector<Fact>& facts, std::int64_t run) {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  auto first_runs = FirstRuns(database);
  if (!first_runs) return Forward(first_runs);
  auto cleared = database.Execute("DELETE FROM fact_claims; DELETE FROM facts");
  if (!cleared) return cleared;
  for (const auto& fact : facts) {
    const auto known = first_runs->find(fact.id);
    auto saved = SaveFact(database, fact, known == first_runs->end() ? run : known->second, run);
    if (!saved) return saved;
  }
  return transaction->Commit();
}

Result<std::vector<Fact>> Store::ListFacts() {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kRead);
  if (!transaction) return Forward(transaction);
  auto select = database.Cached(std::string(kSelectFact) + " ORDER BY position");
  if (!select) return Forward(select);
  std::vector<Fact> facts;
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return facts;
    auto fact = ReadFact(**select);
    if (!fact) return Forward(fact);
    if (auto read = ReadFactClaims(database, *fact); !read) return Forward(read);
    facts.push_back(std::move(*fact));
  }
}

Result<std::optional<Fact>> Store::FindFact(std::string_view id) {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kRead);
  if (!transaction) return Forward(transaction);
  auto select = database.Cached(std::string(kSelectFact) + " WHERE id = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(id).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<Fact>();
  auto fact = ReadFact(**select);
  if (!fact) return Forward(fact);
  if (auto read = ReadFactClaims(database, *fact); !read) return Forward(read);
  return std::optional(std::move(*fact));
}

}  // namespace heshu::store
