// Store: facts by words and filters, a page at a time.
#include <algorithm>
#include <limits>
#include <variant>

#include "store/claim_row.h"
#include "store/fact_row.h"
#include "store/match_query.h"
#include "store/newest_matches.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

using Parameter = std::variant<std::int64_t, double, std::string>;

// Of a filter that so few rows meet, the rows are looked up; facts are else walked in their order
// until a page is full.
constexpr std::int64_t kFew = 5000;

// Where facts are looked for, and what they must be.
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

// `rows` is "FROM … WHERE column = ?".
Result<bool> AreFew(Database& database, std::string_view rows, const std::string& value) {
  auto select = database.Cached("SELECT count(*) FROM (SELECT 1 " + std::string(rows) + " LIMIT " +
                                std::to_string(kFew + 1) + ")");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(std::string_view(value)).Step();
  if (!row) return Forward(row);
  return *row && (*select)->Int(0) <= kFew;
}

// What one of the fact's claims must be, all at once; "" = anything.
Where ClaimConditions(const FactQuery& query) {
  Where where;
  where.sql.clear();
  // Of a source, an end of the days and a bound of the values any one alone is told with the fact.
  const int told = (query.source.empty() ? 0 : 1) + (query.since.empty() ? 0 : 1) +
                   (query.until.empty() ? 0 : 1) + (query.min ? 1 : 0) + (query.max ? 1 : 0);
  if (told < 2 && query.modality.empty()) return where;
  if (!query.source.empty()) where.And("c.source = ?", query.source);
  if (!query.since.empty()) where.And("+c.published >= ?", query.since);
  if (!query.until.empty()) {
    where.And("+c.published > '' AND +c.published < ?", query.until + "~");
  }
  if (!query.modality.empty()) where.And("+c.modality = ?", query.modality);
  if (query.min) where.And("(c.hi_real IS NULL OR c.hi_real >= ?)", query.min->ToDouble());
  if (query.max) where.And("(c.lo_real IS NULL OR c.lo_real <= ?)", query.max->ToDouble());
  return where;
}

Result<void> AddSubject(Database& database, const FactQuery& query, Where& where) {
  if (query.subject.empty()) return {};
  const auto are_few = AreFew(database, "FROM facts WHERE subject = ?", query.subject);
  if (!are_few) return Forward(are_few);
  // The + keeps the planner from looking up and sorting what can be walked.
  where.And(*are_few ? "f.id IN (SELECT id FROM facts WHERE subject = ? UNION ALL"
                       " SELECT fact FROM fact_subjects WHERE subject = ?)"
                     : "(+f.subject = ? OR +f.id IN (SELECT fact FROM fact_subjects"
                       " WHERE subject = ?))",
            query.subject, query.subject);
  return {};
}

bool IsWorstFirst(const FactQuery& query) { return query.sort.empty() || query.sort == "worst"; }

// The sources of a fact are a JSON array of strings, which need not be parsed: what stands before a
// string's first quote is "[" or ",", within a string it would be a backslash.
void AddSource(const FactQuery& query, Where& where) {
  if (query.source.empty()) return;
  const std::string name = ToJson(query.source);
  where.And("(instr(f.sources, ?) = 1 OR instr(f.sources, ?) > 0)", "[" + name, "," + name);
  // ["a,","b"] seems to hold ",".
  if (query.source != ",") return;
  where.And("EXISTS (SELECT 1 FROM json_each(f.sources) AS j WHERE j.value = ?)", query.source);
}

void AddClaims(const FactQuery& query, Where& where) {
  const Where claim = ClaimConditions(query);
  if (claim.sql.empty()) return;
  where.And(
      "EXISTS (SELECT 1 FROM fact_claims AS fc CROSS JOIN claims AS c ON c.rank = fc.rank"
      " WHERE fc.fact = f.id" +
      claim.sql + ")");
  where.parameters.insert(where.parameters.end(), claim.parameters.begin(), claim.parameters.end());
}

// Of the claims that have the words, as a JSON array.
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

void AddReviews(const FactQuery& query, Where& where) {
  const auto latest_is = [](std::string_view state) {
    return "(SELECT r.fact FROM reviews AS r WHERE r.fact IS NOT NULL AND r.state = '" +
           std::string(state) +
           "' AND r.id = (SELECT max(s.id) FROM reviews AS s WHERE s.fact = r.fact"
           " AND s.state IS NOT NULL))";
  };
  switch (query.reviewed) {
    case FactQuery::Reviewed::kNotRejected:
      where.And("+f.id NOT IN " + latest_is("rejected"));
      break;
    case FactQuery::Reviewed::kRejected:
      where.And("f.id IN " + latest_is("rejected"));
      break;
    case FactQuery::Reviewed::kAccepted:
      where.And("f.id IN " + latest_is("accepted"));
      break;
    case FactQuery::Reviewed::kAll:
      break;
  }
}

void AddSeverities(const FactQuery& query, Where& where) {
  if (!query.verdicts.empty()) {
    where.And("f.verdict_rank IN (" + Marks(query.verdicts.size()) + ")");
    for (const Verdict v : query.verdicts) {
      where.parameters.emplace_back(static_cast<std::int64_t>(v));
    }
  }
  if (query.min_severity > 0) {
    where.And("(f.verdict_rank <> 0 OR f.severity >= ?)", std::int64_t{query.min_severity});
  }
  if (query.max_severity < 100) {
    where.And("(f.verdict_rank <> 0 OR f.severity <= ?)", std::int64_t{query.max_severity});
  }
  if (query.any_severity > 0) where.And("f.severity >= ?", std::int64_t{query.any_severity});
}

void AddReasons(const FactQuery& query, Where& where) {
  if (!query.reason.empty()) {
    where.And(
        "EXISTS (SELECT 1 FROM json_each(f.reasons) AS j WHERE substr(j.value, 1, length(?)) = ?)",
        query.reason, query.reason);
  }
  if (query.not_apart_by.empty()) return;
  // '' but of facts that are not comparable.
  where.And("f.apart_by NOT IN (" + Marks(query.not_apart_by.size()) + ")");
  for (const auto& reason : query.not_apart_by) where.parameters.emplace_back(reason);
}

Result<Where> Conditions(Database& database, const FoldFunction& fold, const FactQuery& query) {
  Where where;
  AddSource(query, where);
  AddSeverities(query, where);
  if (!query.kinds.empty()) {
    where.And("f.kind IN (" + Marks(query.kinds.size()) + ")");
    for (const auto& kind : query.kinds) where.parameters.emplace_back(kind);
  }
  if (auto done = AddSubject(database, query, where); !done) return Forward(done);
  if (!query.metric.empty()) where.And("f.metric = ?", query.metric);
  if (!query.unit.empty()) where.And("f.unit = ?", query.unit);
  if (!query.since.empty()) where.And("+f.last_day >= ?", query.since);
  if (!query.until.empty()) {
    where.And("f.first_day > '' AND f.first_day <= ?", query.until);
  }
  // An open end is without limit. The reals decide: a fact is chosen, not computed, by them.
  if (query.min) where.And("f.greatest >= ?", query.min->ToDouble());
  if (query.max) where.And("f.least <= ?", query.max->ToDouble());
  AddReasons(query, where);
  AddClaims(query, where);
  if (query.first_run) where.And("f.first_run = ?", *query.first_run);
  if (!query.text.empty()) {
    const std::string match = MatchExpression(query.text, fold, {});
    if (match.empty()) {
      where.And("0");
    } else {
      auto ranks = MatchedRanks(database, match);
      if (!ranks) return Forward(ranks);
      where.And(
          "f.id IN (SELECT fc.fact FROM json_each(?) AS m"
          " CROSS JOIN fact_claims AS fc ON fc.rank = m.value)",
          *ranks);
    }
  }
  AddReviews(query, where);
  return where;
}

Result<std::string> OrderOf(const FactQuery& query) {
  constexpr std::string_view kWorst = "f.verdict_rank, f.severity DESC, f.subject, f.metric, f.id";
  if (IsWorstFirst(query)) return " ORDER BY " + std::string(kWorst);
  if (query.sort == "newest") return " ORDER BY f.last_day DESC, " + std::string(kWorst);
  if (query.sort == "subject") {
    return std::string(" ORDER BY f.subject, f.verdict_rank, f.severity DESC, f.metric, f.id");
  }
  return Fail(ErrorKind::kInvalidInput, "no such order: " + query.sort, {},
              "worst, newest or subject");
}

// Value and number, the most frequent first.
Result<FactChoices::Counts> Frequent(Database& database, std::string_view kind, std::size_t most) {
  FactChoices::Counts out;
  auto select = database.Cached(
      "SELECT value, number FROM fact_choices WHERE kind = ? AND number > 0"
      " ORDER BY number DESC, value LIMIT ?");
  if (!select) return Forward(select);
  (*select)->Bind(kind).Bind(static_cast<std::int64_t>(most));
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return out;
    out.emplace_back((*select)->Text(0), static_cast<std::uint64_t>((*select)->Int(1)));
  }
}

}  // namespace

Result<std::vector<Fact>> Store::ListFacts() {
  FactQuery all;
  all.reviewed = FactQuery::Reviewed::kAll;
  return FindFacts(all);
}

Result<std::vector<Fact>> Store::FindFacts(const FactQuery& query) {
  std::vector<Fact> facts;
  const auto done = VisitFacts(query, [&](Fact fact) {
    facts.push_back(std::move(fact));
    return true;
  });
  if (!done) return Forward(done);
  return facts;
}

Result<void> Store::VisitFacts(const FactQuery& query, const std::function<bool(Fact)>& visit) {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kRead);
  if (!transaction) return Forward(transaction);
  const auto where = Conditions(database, impl_->fold, query);
  if (!where) return Forward(where);
  const auto order = OrderOf(query);
  if (!order) return Forward(order);
  auto select = database.Prepare(std::string(kFactColumns) + " FROM facts AS f" + where->sql +
                                 *order + " LIMIT ? OFFSET ?");
  if (!select) return Forward(select);
  where->Bind(*select);
  select->Bind(query.limit == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(query.limit));
  select->Bind(static_cast<std::int64_t>(query.offset));
  for (;;) {
    const auto row = select->Step();
    if (!row) return Forward(row);
    if (!*row) return {};
    auto fact = ReadFact(*select);
    if (!fact) return Forward(fact);
    if (auto read = ReadFactClaims(database, *fact); !read) return Forward(read);
    if (!visit(std::move(*fact))) return {};
  }
}

Result<std::uint64_t> Store::CountFacts(const FactQuery& query, std::uint64_t most) {
  const auto where = Conditions(*impl_->database, impl_->fold, query);
  if (!where) return Forward(where);
  auto select = impl_->database->Prepare("SELECT count(*) FROM (SELECT 1 FROM facts AS f" +
                                         where->sql + " LIMIT ?)");
  if (!select) return Forward(select);
  where->Bind(*select);
  select->Bind(most == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(most));
  const auto row = select->Step();
  if (!row) return Forward(row);
  return *row ? static_cast<std::uint64_t>(select->Int(0)) : 0;
}

Result<std::array<std::uint64_t, 5>> Store::FactsByVerdict() {
  std::array<std::uint64_t, 5> counts{};
  auto select = impl_->database->Cached(
      "SELECT value FROM counters WHERE name BETWEEN 'facts_0' AND 'facts_4' ORDER BY name");
  if (!select) return Forward(select);
  for (std::uint64_t& count : counts) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return DamagedRow("counters", "facts_0", "value");
    count = static_cast<std::uint64_t>((*select)->Int(0));
  }
  return counts;
}

Result<FactChoices> Store::FindChoices(std::size_t most) {
  Database& database = *impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kRead);
  if (!transaction) return Forward(transaction);
  FactChoices choices;
  const auto verdicts = FactsByVerdict();
  if (!verdicts) return Forward(verdicts);
  choices.verdicts = *verdicts;
  const std::pair<FactChoices::Counts*, std::string_view> lists[] = {
      {&choices.subjects, "subject"}, {&choices.metrics, "metric"}, {&choices.sources, "source"}};
  for (const auto& [list, kind] : lists) {
    auto found = Frequent(database, kind, most);
    if (!found) return Forward(found);
    *list = std::move(*found);
  }
  return choices;
}

}  // namespace heshu::store
