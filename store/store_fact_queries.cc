// Store: facts by words and filters, a page at a time.
#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "store/claim_row.h"
#include "store/fact_row.h"
#include "store/match_query.h"
#include "store/matched_facts.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

using Parameter = std::variant<std::int64_t, double, std::string>;

// Of a filter that so few rows meet, the rows are looked up; facts are else walked in their order
// until a page is full.
constexpr std::int64_t kFew = 5000;
constexpr std::int64_t kFewClaims = 2000;  // each of which has some facts
constexpr std::int64_t kFewOfDays = 4000;  // of these, where each is looked at besides

// Where facts are looked for, and what they must be.
struct Where {
  std::string from = " FROM facts AS f";
  std::string sql = " WHERE 1";
  std::vector<Parameter> parameters;
  bool is_by_id = false;  // a filter names the few facts that there are: those are looked up
  bool is_told = false;   // their claims are what they must be

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

Result<bool> IsOfOthersToo(Database& database, const std::string& subject) {
  auto select = database.Cached("SELECT 1 FROM fact_subjects WHERE subject = ? LIMIT 1");
  if (!select) return Forward(select);
  return (*select)->Bind(std::string_view(subject)).Step();
}

Result<void> AddSubject(Database& database, const FactQuery& query, Where& where) {
  if (query.subject.empty()) return {};
  const auto has_others = IsOfOthersToo(database, query.subject);
  if (!has_others) return Forward(has_others);
  if (!*has_others) {
    where.And("f.subject = ?", query.subject);  // an index has its facts in their order
    return {};
  }
  const auto are_few = AreFew(database, "FROM facts WHERE subject = ?", query.subject);
  if (!are_few) return Forward(are_few);
  where.is_by_id |= *are_few;
  // The + keeps the planner from looking up and sorting what can be walked.
  where.And(*are_few ? "f.id IN (SELECT id FROM facts WHERE subject = ? UNION ALL"
                       " SELECT fact FROM fact_subjects WHERE subject = ?)"
                     : "(+f.subject = ? OR +f.id IN (SELECT fact FROM fact_subjects"
                       " WHERE subject = ?))",
            query.subject, query.subject);
  return {};
}

bool IsWorstFirst(const FactQuery& query) { return query.sort.empty() || query.sort == "worst"; }

// Facts of a source that has told so few claims are found by these.
Result<bool> HasFewClaims(Database& database, const std::string& source) {
  auto select =
      database.Cached("SELECT number FROM fact_choices WHERE kind = 'source' AND value = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(std::string_view(source)).Step();
  if (!row) return Forward(row);
  return !*row || (*select)->Int(0) <= kFewClaims;
}

// The claims of a source that some days may hold, by rank, which follows the day of publication;
// last come those whose day no rank knows. The index has both together.
constexpr std::string_view kClaimsOfSource = " FROM claims AS c INDEXED BY claims_source";
constexpr std::string_view kAreOfDays = " WHERE c.source = ? AND c.rank BETWEEN ? AND ?";

std::vector<RankRange> RanksOfDays(const FactQuery& query) {
  const RankRange undated{RanksOf(true, {}, {}).first, ClaimRank(true, {}, -1)};
  const bool is_day = Date::Parse(query.until).has_value();
  const RankRange days = RanksOf(true, query.since, is_day ? query.until : std::string());
  return {{std::max(days.first, undated.last + 1), days.last}, undated};
}

Result<bool> HasFewClaimsOfDays(Database& database, const FactQuery& query) {
  if (query.since.empty() && query.until.empty()) return false;
  std::int64_t left = kFewOfDays + 1;
  for (const RankRange& ranks : RanksOfDays(query)) {
    auto select = database.Cached("SELECT count(*) FROM (SELECT 1" + std::string(kClaimsOfSource) +
                                  std::string(kAreOfDays) + " LIMIT ?)");
    if (!select) return Forward(select);
    (*select)->Bind(std::string_view(query.source)).Bind(ranks.first).Bind(ranks.last).Bind(left);
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (*row) left -= (*select)->Int(0);
  }
  return left > 0;
}

// The facts of those claims of a source that are all that the query wants.
void AddClaimsOfDays(const FactQuery& query, Where& where) {
  const Where claim = ClaimConditions(query);
  std::string facts;
  for (const RankRange& ranks : RanksOfDays(query)) {
    if (!facts.empty()) facts += " UNION ALL ";
    facts += "SELECT fc.fact" + std::string(kClaimsOfSource) +
             " CROSS JOIN fact_claims AS fc ON fc.rank = c.rank" + std::string(kAreOfDays) +
             claim.sql;
    where.parameters.insert(where.parameters.end(), {query.source, ranks.first, ranks.last});
    where.parameters.insert(where.parameters.end(), claim.parameters.begin(),
                            claim.parameters.end());
  }
  where.And("f.id IN (" + facts + ")");
  where.is_by_id = where.is_told = true;
}

// The sources of a fact are a JSON array of strings, which need not be parsed: what stands before a
// string's first quote is "[" or ",", within a string it would be a backslash. One look for the
// name in its quotes passes over most facts.
Result<void> AddSource(Database& database, const FactQuery& query, Where& where) {
  if (query.source.empty()) return {};
  const auto are_few = HasFewClaims(database, query.source);
  if (!are_few) return Forward(are_few);
  const auto are_few_of_days = HasFewClaimsOfDays(database, query);
  if (!are_few_of_days) return Forward(are_few_of_days);
  if (*are_few_of_days) {
    AddClaimsOfDays(query, where);
    return {};
  }
  if (*are_few) {
    where.is_by_id = true;
    where.And(
        "f.id IN (SELECT fc.fact FROM claims AS c CROSS JOIN fact_claims AS fc ON fc.rank = c.rank"
        " WHERE c.source = ?)",
        query.source);
  }
  const std::string name = ToJson(query.source);
  where.And("instr(f.sources, ?) > 0", name);
  where.And("(instr(f.sources, ?) = 1 OR instr(f.sources, ?) > 0)", "[" + name, "," + name);
  // ["a,","b"] seems to hold ",".
  if (query.source == ",") {
    where.And("EXISTS (SELECT 1 FROM json_each(f.sources) AS j WHERE j.value = ?)", query.source);
  }
  return {};
}

void AddClaims(const FactQuery& query, Where& where) {
  if (where.is_told) return;
  const Where claim = ClaimConditions(query);
  if (claim.sql.empty()) return;
  where.And(
      "EXISTS (SELECT 1 FROM fact_claims AS fc CROSS JOIN claims AS c ON c.rank = fc.rank"
      " WHERE fc.fact = f.id" +
      claim.sql + ")");
  where.parameters.insert(where.parameters.end(), claim.parameters.begin(), claim.parameters.end());
}

Result<bool> IsAnyReviewed(Database& database, std::string_view state) {
  auto select = database.Cached("SELECT 1 FROM reviews WHERE state = ? LIMIT 1");
  if (!select) return Forward(select);
  return (*select)->Bind(state).Step();
}

std::string LatestIs(std::string_view state) {
  return "(SELECT r.fact FROM reviews AS r WHERE r.fact IS NOT NULL AND r.state = '" +
         std::string(state) +
         "' AND r.id = (SELECT max(s.id) FROM reviews AS s WHERE s.fact = r.fact"
         " AND s.state IS NOT NULL))";
}

// Those that a review accepted, or rejected: few, if any.
Result<void> AddReviewed(Database& database, const FactQuery& query, Where& where) {
  using Reviewed = FactQuery::Reviewed;
  const bool is_accepted = query.reviewed == Reviewed::kAccepted;
  if (!is_accepted && query.reviewed != Reviewed::kRejected) return {};
  const std::string_view state = is_accepted ? "accepted" : "rejected";
  const auto is_any = IsAnyReviewed(database, state);
  if (!is_any) return Forward(is_any);
  where.is_by_id = true;
  where.And(*is_any ? "f.id IN " + LatestIs(state) : "0");
  return {};
}

Result<void> LeaveOutRejected(Database& database, const FactQuery& query, Where& where) {
  if (query.reviewed != FactQuery::Reviewed::kNotRejected) return {};
  const auto is_any = IsAnyReviewed(database, "rejected");
  if (!is_any) return Forward(is_any);
  if (*is_any) where.And("+f.id NOT IN " + LatestIs("rejected"));
  return {};
}

void AddSeverities(const FactQuery& query, Where& where) {
  if (!query.verdicts.empty()) {
    where.And((where.is_by_id ? "+f.verdict_rank IN (" : "f.verdict_rank IN (") +
              Marks(query.verdicts.size()) + ")");
    for (const Verdict v : query.verdicts) {
      where.parameters.emplace_back(static_cast<std::int64_t>(v));
    }
  }
  // Of contradictions alone the index has a stretch for each severity.
  const bool is_range = query.verdicts == std::vector<Verdict>{Verdict::kContradict};
  const auto bound = [&](std::string_view condition, int severity) {
    where.And(is_range ? std::string(condition)
                       : "(f.verdict_rank <> 0 OR " + std::string(condition) + ")",
              std::int64_t{severity});
  };
  if (query.min_severity > 0) bound("f.severity >= ?", query.min_severity);
  if (query.max_severity < 100) bound("f.severity <= ?", query.max_severity);
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

// The facts that the words of a query find.
struct Matched {
  bool is_asked = false;
  std::size_t count = 0;
};

Result<Matched> MatchedBy(const FactQuery& query, const FoldFunction& fold, MatchedFacts& facts,
                          Database& database) {
  Matched matched;
  if (query.text.empty()) return matched;
  matched.is_asked = true;
  const std::string match = MatchExpression(query.text, fold, {});
  if (match.empty()) return matched;
  const auto count = facts.Find(database, match);
  if (!count) return Forward(count);
  matched.count = *count;
  return matched;
}

void AddWords(const Matched& matched, Where& where) {
  if (!matched.is_asked) return;
  // Few are looked up; of many the next page is near.
  const bool are_few = matched.count <= static_cast<std::size_t>(kFew);
  if (matched.count == 0) {
    where.And("0");
  } else {
    where.And(std::string(are_few ? "" : "+") +
              "f.position IN (SELECT position FROM temp.matched_facts)");
  }
}

// The facts of a metric stand in an index with the worst first; in another order, or beside what
// finds fewer, they are better walked, but where a metric has few.
Result<void> AddMetric(Database& database, const FactQuery& query, Where& where) {
  if (query.metric.empty()) return {};
  const bool is_best =
      query.subject.empty() && query.text.empty() && !query.first_run && !where.is_by_id;
  bool is_indexed = is_best && IsWorstFirst(query);
  if (is_best && !is_indexed) {
    const auto are_few = AreFew(database, "FROM facts WHERE metric = ?", query.metric);
    if (!are_few) return Forward(are_few);
    is_indexed = *are_few;
  }
  where.And(is_indexed ? "f.metric = ?" : "+f.metric = ?", query.metric);
  return {};
}

// What an index of a unit's facts in their order does not have.
bool AsksForMoreThanAUnit(const FactQuery& query) {
  return !(query.subject.empty() && query.metric.empty() && query.source.empty() &&
           query.since.empty() && query.until.empty() && !query.min && !query.max &&
           query.modality.empty() && query.reason.empty() && query.not_apart_by.empty());
}

// The facts of a unit stand in an index with the worst first. It has little else that is asked for:
// beside other filters only those of a rare unit are looked up in it.
Result<void> AddUnit(Database& database, const FactQuery& query, Where& where) {
  if (query.unit.empty()) return {};
  const bool is_best = query.subject.empty() && query.metric.empty() && query.text.empty() &&
                       !query.first_run && !where.is_by_id;
  if (is_best && IsWorstFirst(query) && !AsksForMoreThanAUnit(query)) {
    where.from += " INDEXED BY facts_unit";
    where.And("f.unit = ?", query.unit);
    return {};
  }
  const auto are_few =
      is_best ? AreFew(database, "FROM facts INDEXED BY facts_unit WHERE unit = ?", query.unit)
              : Result<bool>(false);
  if (!are_few) return Forward(are_few);
  where.is_by_id |= *are_few;
  where.And(*are_few ? "f.position IN (SELECT position FROM facts INDEXED BY facts_unit"
                       " WHERE unit = ?)"
                     : "+f.unit = ?",
            query.unit);
  return {};
}

Result<Where> Conditions(Database& database, const FactQuery& query, const Matched& matched) {
  Where where;
  if (auto done = AddReviewed(database, query, where); !done) return Forward(done);
  if (auto done = AddSource(database, query, where); !done) return Forward(done);
  if (auto done = AddSubject(database, query, where); !done) return Forward(done);
  if (auto done = AddUnit(database, query, where); !done) return Forward(done);
  AddSeverities(query, where);
  if (!query.kinds.empty()) {
    where.And("f.kind IN (" + Marks(query.kinds.size()) + ")");
    for (const auto& kind : query.kinds) where.parameters.emplace_back(kind);
  }
  if (auto done = AddMetric(database, query, where); !done) return Forward(done);
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
  AddWords(matched, where);
  if (auto done = LeaveOutRejected(database, query, where); !done) return Forward(done);
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

// Contradictions of some severities before facts of other verdicts, which have a place of their own
// in the index: asked for apart, what lies between the two is not walked.
std::optional<std::pair<FactQuery, FactQuery>> ContradictionsAndOthers(const FactQuery& query) {
  const auto at = std::find(query.verdicts.begin(), query.verdicts.end(), Verdict::kContradict);
  const bool is_bound = query.min_severity > 0 || query.max_severity < 100;
  if (at == query.verdicts.end() || query.verdicts.size() < 2 || !is_bound) return std::nullopt;
  std::pair<FactQuery, FactQuery> parts{query, query};
  parts.first.verdicts = {Verdict::kContradict};
  std::erase(parts.second.verdicts, Verdict::kContradict);
  return parts;
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
  if (auto parts = ContradictionsAndOthers(query); parts && IsWorstFirst(query)) {
    std::size_t passed = 0;
    if (query.offset > 0) {
      const auto before = CountFacts(parts->first, query.offset);
      if (!before) return Forward(before);
      passed = static_cast<std::size_t>(*before);
    }
    std::size_t shown = 0;
    bool goes_on = true;
    const auto done = VisitFacts(parts->first, [&](Fact fact) {
      ++shown;
      return goes_on = visit(std::move(fact));
    });
    if (!done || !goes_on || (query.limit > 0 && shown == query.limit)) return done;
    if (query.limit > 0) parts->second.limit -= shown;
    parts->second.offset -= std::min(passed, query.offset);
    return VisitFacts(parts->second, visit);
  }
  Database& database = *impl_->database;
  const auto matched = MatchedBy(query, impl_->fold, impl_->matched_facts, database);
  if (!matched) return Forward(matched);
  auto transaction = Transaction::Begin(database, Transaction::Kind::kRead);
  if (!transaction) return Forward(transaction);
  const auto where = Conditions(database, query, *matched);
  if (!where) return Forward(where);
  const auto order = OrderOf(query);
  if (!order) return Forward(order);
  const std::string page = where->from + where->sql + *order + " LIMIT ? OFFSET ?";
  // Facts that are looked up are sorted, and but for those of the page not read as a whole.
  auto select = database.Prepare(
      std::string(kFactColumns) +
      (where->is_by_id && query.limit > 0
           ? " FROM facts AS f WHERE f.position IN (SELECT f.position" + page + ")" + *order
           : page));
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
  if (const auto parts = ContradictionsAndOthers(query)) {
    const auto contradictions = CountFacts(parts->first, most);
    if (!contradictions || (most > 0 && *contradictions >= most)) return contradictions;
    const auto others = CountFacts(parts->second, most == 0 ? 0 : most - *contradictions);
    if (!others) return others;
    return *contradictions + *others;
  }
  const auto matched = MatchedBy(query, impl_->fold, impl_->matched_facts, *impl_->database);
  if (!matched) return Forward(matched);
  const auto where = Conditions(*impl_->database, query, *matched);
  if (!where) return Forward(where);
  auto select = impl_->database->Prepare("SELECT count(*) FROM (SELECT 1" + where->from +
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
