// Store: facts, the results of comparing.
#include <nlohmann/json.hpp>
#include <set>
#include <variant>

#include "core/hash.h"
#include "store/claim_row.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

using nlohmann::json;

constexpr std::string_view kSelectFact =
    "SELECT f.id, f.kind, f.subject, f.metric, f.unit, f.time_start, f.time_end, f.time_clock,"
    " f.time_granularity, f.time_as_of, f.time_text, f.time_begin, f.time_end_byte, f.time_how,"
    " f.verdict, f.severity, f.reasons, f.factors, f.arithmetic, f.needs, f.independent_sources,"
    " f.scope, f.support, coalesce(f.first_run, 0),"
    " (SELECT r.state FROM reviews AS r WHERE r.fact = f.id AND r.state IS NOT NULL"
    "   ORDER BY r.id DESC LIMIT 1),"
    " (SELECT r.note FROM reviews AS r WHERE r.fact = f.id AND r.note <> ''"
    "   ORDER BY r.id DESC LIMIT 1)"
    " FROM facts AS f";
constexpr std::string_view kShownOrder =
    " ORDER BY f.verdict_rank, f.severity DESC, f.subject, f.metric, f.id";

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

// The run that found the fact first: `run`, unless one did before.
Result<std::int64_t> OriginOf(Database& database, const std::string& fact, std::int64_t run) {
  if (run != 0) {
    auto insert = database.Cached("INSERT OR IGNORE INTO fact_origins (fact, run) VALUES (?, ?)");
    if (!insert) return Forward(insert);
    if (auto done = (*insert)->Bind(std::string_view(fact)).Bind(run).Run(); !done) {
      return Forward(done);
    }
  }
  auto select = database.Cached("SELECT run FROM fact_origins WHERE fact = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(std::string_view(fact)).Step();
  if (!row) return Forward(row);
  return *row ? (*select)->Int(0) : std::int64_t{0};
}

Result<void> SaveFact(Database& database, const Fact& fact, std::int64_t run) {
  const auto first_run = OriginOf(database, fact.id, run);
  if (!first_run) return Forward(first_run);
  auto insert = database.Cached(
      "INSERT INTO facts (id, key, kind, subject, metric, unit, time_start, time_end, time_clock,"
      " time_granularity, time_as_of, time_text, time_begin, time_end_byte, time_how, verdict,"
      " severity, reasons, factors, arithmetic, needs, independent_sources, scope, first_run, run,"
      " verdict_rank, support)"
      " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert) return Forward(insert);
  Statement& row = **insert;
  row.Bind(fact.id).Bind(KeyOf(fact)).Bind(fact.kind).Bind(fact.subject).Bind(fact.metric);
  row.Bind(fact.unit);
  BindTime(fact.time, row);
  row.Bind(VerdictName(fact.verdict)).Bind(std::int64_t{fact.severity});
  row.Bind(Dump(fact.reasons)).Bind(Dump(fact.factors)).Bind(fact.arithmetic).Bind(fact.needs);
  row.Bind(std::int64_t{fact.independent_sources});
  row.Bind(std::string_view(fact.within_one_document ? "within" : "cross"));
  BindRun(*first_run, row);
  BindRun(run, row);
  row.Bind(static_cast<std::int64_t>(fact.verdict)).Bind(Dump(fact.support));
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
  json support;
  if (!ReadJson(row.View(22), json::value_t::array, support)) {
    return DamagedRow("facts", fact.id, "support");
  }
  for (const auto& count : support) {
    if (count.is_number_integer()) fact.support.push_back(count.get<int>());
  }
  fact.first_run = row.Int(23);
  fact.review = row.Text(24);
  fact.review_note = row.Text(25);
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

// The facts that `select` yields, with their claims.
Result<std::vector<Fact>> ReadFacts(Database& database, Statement& select) {
  std::vector<Fact> facts;
  for (;;) {
    const auto row = select.Step();
    if (!row) return Forward(row);
    if (!*row) return facts;
    auto fact = ReadFact(select);
    if (!fact) return Forward(fact);
    if (auto read = ReadFactClaims(database, *fact); !read) return Forward(read);
    facts.push_back(std::move(*fact));
  }
}

using Parameter = std::variant<std::int64_t, double, std::string>;

struct Where {
  std::string sql = " WHERE 1";
  std::vector<Parameter> parameters;

  template <typename... T>
  void And(std::string_view condition, T... values) {
    sql += " AND ";
    sql += condition;
    (parameters.emplace_back(std::move(values)), ...);
  }
  void Bind(Statement& statement) const {
    for (const auto& parameter : parameters) {
      std::visit(
          [&](const auto& value) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
              statement.Bind(std::string_view(value));
            } else {
              statement.Bind(value);
            }
          },
          parameter);
    }
  }
};

std::string Marks(std::size_t count) {
  std::string marks;
  for (std::size_t i = 0; i < count; ++i) marks += i == 0 ? "?" : ", ?";
  return marks;
}

// What one of the fact's claims must be; "" = anything.
Where ClaimConditions(const FactQuery& query) {
  Where where{"", {}};
  if (!query.source.empty()) where.And("c.source = ?", query.source);
  if (!query.since.empty()) where.And("c.published >= ?", query.since);
  if (!query.until.empty()) {
    where.And("c.published > '' AND c.published < ?", query.until + "~");
  }
  if (!query.modality.empty()) where.And("c.modality = ?", query.modality);
  // An open end is infinite. The reals decide: a fact is chosen, not computed, by them.
  if (query.min) where.And("(c.hi_real IS NULL OR c.hi_real >= ?)", query.min->ToDouble());
  if (query.max) where.And("(c.lo_real IS NULL OR c.lo_real <= ?)", query.max->ToDouble());
  return where;
}

Where Conditions(const FactQuery& query) {
  Where where;
  if (!query.verdicts.empty()) {
    where.And("f.verdict_rank IN (" + Marks(query.verdicts.size()) + ")");
    for (const Verdict v : query.verdicts) {
      where.parameters.emplace_back(static_cast<std::int64_t>(v));
    }
  }
  if (!query.kinds.empty()) {
    where.And("f.kind IN (" + Marks(query.kinds.size()) + ")");
    for (const auto& kind : query.kinds) where.parameters.emplace_back(kind);
  }
  if (query.min_severity > 0) {
    where.And("(f.verdict_rank <> 0 OR f.severity >= ?)", std::int64_t{query.min_severity});
  }
  if (query.max_severity < 100) {
    where.And("(f.verdict_rank <> 0 OR f.severity <= ?)", std::int64_t{query.max_severity});
  }
  if (!query.subject.empty()) {
    where.And(
        "(f.subject = ? OR f.id IN (SELECT fc.fact FROM claims AS c JOIN fact_claims AS fc"
        " ON fc.claim = c.id WHERE c.subject = ?))",
        query.subject, query.subject);
  }
  if (!query.metric.empty()) where.And("f.metric = ?", query.metric);
  if (!query.unit.empty()) where.And("f.unit = ?", query.unit);
  if (!query.reason.empty()) {
    where.And(
        "EXISTS (SELECT 1 FROM json_each(f.reasons) AS j WHERE substr(j.value, 1, length(?)) = ?)",
        query.reason, query.reason);
  }
  const Where claim = ClaimConditions(query);
  if (!claim.sql.empty()) {
    where.And(
        "EXISTS (SELECT 1 FROM fact_claims AS fc JOIN claims AS c ON c.id = fc.claim"
        " WHERE fc.fact = f.id" +
        claim.sql + ")");
    for (const auto& parameter : claim.parameters) where.parameters.push_back(parameter);
  }
  if (query.first_run) where.And("f.first_run = ?", *query.first_run);
  constexpr std::string_view kState =
      "(SELECT r.state FROM reviews AS r WHERE r.fact = f.id AND r.state IS NOT NULL"
      " ORDER BY r.id DESC LIMIT 1)";
  switch (query.reviewed) {
    case FactQuery::Reviewed::kNotRejected:
      where.And(std::string(kState) + " IS NOT 'rejected'");
      break;
    case FactQuery::Reviewed::kRejected:
      where.And(std::string(kState) + " = 'rejected'");
      break;
    case FactQuery::Reviewed::kAccepted:
      where.And(std::string(kState) + " = 'accepted'");
      break;
    case FactQuery::Reviewed::kAll:
      break;
  }
  return where;
}

}  // namespace

Result<void> Store::ReplaceFacts(const std::vector<Fact>& facts, std::int64_t run) {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  auto cleared = database.Execute("DELETE FROM fact_claims; DELETE FROM facts");
  if (!cleared) return cleared;
  for (const auto& fact : facts) {
    if (auto saved = SaveFact(database, fact, run); !saved) return saved;
  }
  return transaction->Commit();
}

Result<std::vector<Fact>> Store::ListFacts() {
  FactQuery all;
  all.reviewed = FactQuery::Reviewed::kAll;
  return FindFacts(all);
}

Result<std::vector<Fact>> Store::FindFacts(const FactQuery& query) {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kRead);
  if (!transaction) return Forward(transaction);
  const Where where = Conditions(query);
  auto select = database.Prepare(std::string(kSelectFact) + where.sql + std::string(kShownOrder) +
                                 " LIMIT ? OFFSET ?");
  if (!select) return Forward(select);
  where.Bind(*select);
  select->Bind(query.limit == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(query.limit));
  select->Bind(static_cast<std::int64_t>(query.offset));
  return ReadFacts(database, *select);
}

Result<std::uint64_t> Store::CountFacts(const FactQuery& query) {
  const Where where = Conditions(query);
  auto select = impl_->database->Prepare("SELECT count(*) FROM facts AS f" + where.sql);
  if (!select) return Forward(select);
  where.Bind(*select);
  const auto row = select->Step();
  if (!row) return Forward(row);
  return *row ? static_cast<std::uint64_t>(select->Int(0)) : 0;
}

Result<std::vector<Fact>> Store::FactsWith(const std::vector<std::string>& claims) {
  Database& database = *impl_->database;
  std::set<std::string> ids;
  {
    auto select = database.Cached("SELECT fact FROM fact_claims WHERE claim = ?");
    if (!select) return Forward(select);
    for (const auto& claim : claims) {
      (*select)->Bind(std::string_view(claim));
      for (;;) {
        const auto row = (*select)->Step();
        if (!row) return Forward(row);
        if (!*row) break;
        ids.insert((*select)->Text(0));
      }
      (*select)->Reset();
    }
  }
  std::vector<Fact> facts;
  auto select = database.Cached(std::string(kSelectFact) + " WHERE f.id = ?");
  if (!select) return Forward(select);
  for (const auto& id : ids) {
    const auto row = (*select)->Bind(std::string_view(id)).Step();
    if (!row) return Forward(row);
    if (*row) {
      auto fact = ReadFact(**select);
      if (!fact) return Forward(fact);
      facts.push_back(std::move(*fact));
    }
    (*select)->Reset();
  }
  for (Fact& fact : facts) {
    if (auto read = ReadFactClaims(database, fact); !read) return Forward(read);
  }
  return facts;
}

Result<void> Store::ExchangeFacts(const std::vector<std::string>& gone, std::vector<Fact> facts,
                                  std::int64_t run) {
  Database& database = *impl_->database;
  for (const auto& id : gone) {
    for (const char* sql :
         {"DELETE FROM fact_claims WHERE fact = ?", "DELETE FROM facts WHERE id = ?"}) {
      auto remove = database.Cached(sql);
      if (!remove) return Forward(remove);
      if (auto done = (*remove)->Bind(std::string_view(id)).Run(); !done) return done;
    }
  }
  for (Fact& fact : facts) {
    auto taken = database.Cached("SELECT 1 FROM facts WHERE id = ?");
    if (!taken) return Forward(taken);
    // Two facts may be decided by the same figures (of two periods that no text names).
    while (true) {
      const auto row = (*taken)->Bind(std::string_view(fact.id)).Step();
      if (!row) return Forward(row);
      (*taken)->Reset();
      if (!*row) break;
      const std::string founder = fact.claims.empty() ? "" : fact.claims.front().id;
      fact.id = "f_" + HexId(StableHash(fact.id + founder));
    }
    if (auto saved = SaveFact(database, fact, run); !saved) return saved;
  }
  return {};
}

Result<std::optional<Fact>> Store::FindFact(std::string_view id) {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kRead);
  if (!transaction) return Forward(transaction);
  auto select = database.Cached(std::string(kSelectFact) + " WHERE f.id = ?");
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
