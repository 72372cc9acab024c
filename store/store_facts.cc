// Store: facts, the results of comparing.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/hash.h"
#include "store/claim_row.h"
#include "store/fact_row.h"
#include "store/store_impl.h"
#include "store/transaction.h"

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
      " verdict_rank, support, first_day, last_day, sources)"
      " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
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
  std::string first_day;
  std::string last_day;
  std::set<std::string_view> subjects;
  std::set<std::string_view> sources;
  for (const Claim& claim : fact.claims) {
    std::string day = claim.published.substr(0, 10);
    if (!day.empty() && (first_day.empty() || day < first_day)) first_day = day;
    last_day = std::max(last_day, day);
    if (claim.subject && claim.subject->id != fact.subject) subjects.insert(claim.subject->id);
    if (!claim.source.empty()) sources.insert(claim.source);
  }
  row.Bind(std::string_view(first_day)).Bind(std::string_view(last_day)).Bind(Dump(sources));
  if (auto done = row.Run(); !done) return done;
  for (const std::string_view subject : subjects) {
    auto insert_subject =
        database.Cached("INSERT INTO fact_subjects (subject, fact) VALUES (?, ?)");
    if (!insert_subject) return Forward(insert_subject);
    if (auto done = (*insert_subject)->Bind(subject).Bind(fact.id).Run(); !done) return done;
  }
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

Result<std::vector<FactHead>> Store::FactsWith(const std::vector<std::string>& claims) {
  Database& database = *impl_->database;
  std::map<std::string, FactHead, std::less<>> heads;
  auto with = database.Cached(
      "SELECT f.id, f.kind, f.subject, f.metric, f.verdict_rank, f.independent_sources, f.severity,"
      " f.reasons FROM fact_claims AS fc CROSS JOIN facts AS f ON f.id = fc.fact WHERE fc.claim = "
      "?");
  if (!with) return Forward(with);
  const Statement& row = **with;
  for (const auto& claim : claims) {
    (*with)->Bind(std::string_view(claim));
    for (;;) {
      const auto there = (*with)->Step();
      if (!there) return Forward(there);
      if (!*there) break;
      if (heads.contains(row.View(0))) continue;
      FactHead head{row.Text(0), row.Text(1), row.Text(2), row.Text(3), {}, {}, {}, {}, {}};
      head.verdict = static_cast<Verdict>(std::clamp<std::int64_t>(row.Int(4), 0, 4));
      head.independent_sources = static_cast<int>(row.Int(5));
      head.severity = static_cast<int>(row.Int(6));
      if (!ReadReasons(row.View(7), head.reasons)) return DamagedRow("facts", head.id, "reasons");
      heads.emplace(head.id, std::move(head));
    }
    (*with)->Reset();
  }
  std::vector<FactHead> out;
  out.reserve(heads.size());
  auto of = database.Cached("SELECT claim FROM fact_claims WHERE fact = ? ORDER BY position");
  if (!of) return Forward(of);
  for (auto& [id, head] : heads) {
    (*of)->Bind(std::string_view(id));
    for (;;) {
      const auto claim = (*of)->Step();
      if (!claim) return Forward(claim);
      if (!*claim) break;
      head.claims.push_back((*of)->Text(0));
    }
    (*of)->Reset();
    out.push_back(std::move(head));
  }
  return out;
}

Result<bool> Store::HasFact(std::string_view id) {
  auto select = impl_->database->Cached("SELECT 1 FROM facts WHERE id = ?");
  if (!select) return Forward(select);
  return (*select)->Bind(id).Step();
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
    // Two facts may be decided by the same figures (of two periods that no text names).
    while (true) {
      const auto is_taken = HasFact(fact.id);
      if (!is_taken) return Forward(is_taken);
      if (!*is_taken) break;
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
  auto select = database.Cached(std::string(kFactColumns) + " FROM facts AS f WHERE f.id = ?");
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
