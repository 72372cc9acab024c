#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <string_view>

#include "store_fixture.h"

namespace heshu::store {
namespace {

Fact MakeFact(const std::string& id, const std::vector<Claim>& claims) {
  Fact fact;
  fact.id = id;
  fact.subject = "doubao";
  fact.metric = "token_calls";
  fact.unit = "token/day";
  fact.time.start = Date{2026, 2, 16};
  fact.time.end = Date{2026, 2, 16};
  fact.time.granularity = Granularity::kDay;
  fact.time.how = How::kStated;
  fact.verdict = Verdict::kContradict;
  fact.reasons = {"interval_disjoint", "suspect:scale_slip_x10"};
  fact.severity = 43;
  fact.factors = {{"gap", 0.1 + 0.2}, {"comparability", 1}};
  fact.arithmetic = "1億 → [0.5e8, 1.5e8]; \"1萬\"";
  fact.needs = "a source";
  fact.independent_sources = 2;
  fact.claims = claims;
  fact.clusters.assign(claims.size(), "s_1");
  return fact;
}

void ExpectSame(const Fact& got, const Fact& want) {
  EXPECT_EQ(got.id, want.id);
  EXPECT_EQ(got.kind, want.kind);
  EXPECT_EQ(got.subject, want.subject);
  EXPECT_EQ(got.metric, want.metric);
  EXPECT_EQ(got.unit, want.unit);
  EXPECT_EQ(got.time, want.time);
  EXPECT_EQ(got.verdict, want.verdict);
  EXPECT_EQ(got.reasons, want.reasons);
  EXPECT_EQ(got.severity, want.severity);
  EXPECT_EQ(got.factors, want.factors);
  EXPECT_EQ(got.arithmetic, want.arithmetic);
  EXPECT_EQ(got.needs, want.needs);
  EXPECT_EQ(got.independent_sources, want.independent_sources);
  EXPECT_EQ(got.within_one_document, want.within_one_document);
  EXPECT_EQ(got.clusters, want.clusters);
  EXPECT_TRUE(got.claims == want.claims);
}

class Facts : public testing::Test {
 protected:
  Facts() : store_(OpenStore(folder_ / "db")) {
    for (const auto* bundle : {&one_, &two_}) MustSave(store_, *bundle);
  }

  TemporaryFolder folder_;
  Store store_;
  Bundle one_ = NumberedBundle(1);
  Bundle two_ = NumberedBundle(2);
};

TEST_F(Facts, ComeBackAsTheyWereInTheirOrder) {
  Fact closure = MakeFact("f_b", {one_.claims[1], one_.claims[0], one_.claims[2]});
  closure.kind = "closure";
  closure.within_one_document = true;
  closure.verdict = Verdict::kAgreeWithinPrecision;
  closure.clusters.clear();
  closure.time = {};
  closure.factors.clear();
  const std::vector<Fact> facts = {MakeFact("f_z", {two_.claims[0], one_.claims[0]}), closure};
  ASSERT_TRUE(store_.ReplaceFacts(facts, 0).has_value());
  const auto listed = *store_.ListFacts();
  ASSERT_EQ(listed.size(), 2U);
  ExpectSame(listed[0], facts[0]);
  ExpectSame(listed[1], facts[1]);
  ExpectSame(**store_.FindFact("f_b"), closure);
  EXPECT_EQ(store_.Info()->facts, 2U);
  ExpectSound(store_);
}

TEST_F(Facts, AreReplacedAsAWhole) {
  ASSERT_TRUE(store_.ReplaceFacts({MakeFact("f_1", {one_.claims[0], two_.claims[0]})}, 0));
  Fact stranger = MakeFact("f_3", {one_.claims[0], two_.claims[0]});
  stranger.claims[1].id = "c_unknown";
  const auto refused = store_.ReplaceFacts({MakeFact("f_2", {one_.claims[0]}), stranger}, 0);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::kInvalidInput);
  EXPECT_THAT(refused.error().what, testing::HasSubstr("c_unknown"));
  ASSERT_EQ(store_.ListFacts()->size(), 1U) << "the old facts stand";
  EXPECT_EQ(store_.ListFacts()->front().id, "f_1");
  ASSERT_TRUE(store_.ReplaceFacts({}, 0).has_value());
  EXPECT_TRUE(store_.ListFacts()->empty());
}

TEST_F(Facts, RememberTheRunThatFoundThemFirst) {
  const auto first = *store_.BeginRun("ingest", "v1", "2026-03-01T00:00:00Z");
  const auto second = *store_.BeginRun("ingest", "v1", "2026-03-02T00:00:00Z");
  const Fact old = MakeFact("f_1", {one_.claims[0], two_.claims[0]});
  const Fact added = MakeFact("f_2", {one_.claims[1], two_.claims[1]});
  ASSERT_TRUE(store_.ReplaceFacts({old}, first).has_value());
  ASSERT_TRUE(store_.ReplaceFacts({old, added}, second).has_value());
  const auto run = [&](const std::string& column, const std::string& id) {
    return RunSql(folder_ / "db", "SELECT " + column + " FROM facts WHERE id = '" + id + "'");
  };
  EXPECT_EQ(run("first_run", "f_1"), std::to_string(first));
  EXPECT_EQ(run("run", "f_1"), std::to_string(second));
  EXPECT_EQ(run("first_run", "f_2"), std::to_string(second));
}

TEST_F(Facts, OutliveReextractionUnlessAClaimIsGone) {
  ASSERT_TRUE(store_.ReplaceFacts({MakeFact("f_1", {one_.claims[0], two_.claims[0]}),
                                   MakeFact("f_2", {one_.claims[2], two_.claims[2]})},
                                  0));
  one_.claims.pop_back();
  one_.claims[0].confidence = 0.5;
  ASSERT_EQ(MustSave(store_, one_, "v2"), SaveOutcome::kUpdated);
  const auto facts = *store_.ListFacts();
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].id, "f_1");
  EXPECT_TRUE(facts[0].claims[0] == one_.claims[0]) << "with the claim as it is now";
  ExpectSound(store_);
}

// Facts of some verdicts, severities, days and subjects, each of two claims of its own.
class ChosenFacts : public testing::Test {
 protected:
  ChosenFacts() : store_(OpenStore(folder_ / "db")) {
    const auto add = [&](const std::string& id, Verdict verdict, int severity,
                         const std::string& subject, const std::string& sentence,
                         const std::vector<std::string>& days) {
      Fact fact = MakeFact(id, {});
      fact.verdict = verdict;
      fact.severity = severity;
      fact.subject = subject;
      int side = 0;
      for (const std::string& day : days) {
        Bundle bundle = MakeBundle({.url = "https://w.example/" + id + std::to_string(side),
                                    .source = "paper " + std::to_string(side++),
                                    .published = day + "T10:00+08:00"});
        Claim& claim = AddClaim(bundle, sentence, "500億");
        claim.subject =
            Subject{side == 2 ? subject + "_family" : subject, "", "", {}, How::kStated};
        claim.metric = fact.metric;
        claim.value = {};
        claim.value.lo = Decimal::Of(500, 8);  // 逾500億
        MustSave(store_, bundle);
        fact.claims.push_back(claim);
      }
      facts_.push_back(std::move(fact));
    };
    add("f_a", Verdict::kContradict, 80, "nvidia", "輝達市值逾500億。",
        {"2026-02-01", "2026-02-03"});
    add("f_b", Verdict::kContradict, 10, "doubao", "豆包逾500億。", {"2026-02-09", "2026-02-05"});
    add("f_c", Verdict::kPossible, 90, "doubao", "豆包規模逾500億。", {"2026-02-02", "2026-02-02"});
    add("f_d", Verdict::kAgree, 0, "nvidia", "輝達營收逾500億。", {"2026-01-01", "2026-03-01"});
    EXPECT_TRUE(store_.ReplaceFacts(facts_, 0));
  }

  std::string Found(const FactQuery& query) {
    const auto facts = store_.FindFacts(query);
    EXPECT_TRUE(facts) << facts.error().ToString();
    std::string ids;
    for (const Fact& fact : *facts) ids += fact.id.substr(2);
    EXPECT_EQ(*store_.CountFacts(query), facts->size()) << ids;
    return ids;
  }
  // As it is once the source has told so much that its facts are met on the way.
  std::string FoundOnTheWay(const FactQuery& query) {
    RunSql(folder_ / "db",
           "INSERT OR IGNORE INTO fact_choices VALUES ('source', '" + query.source + "', 0)");
    RunSql(folder_ / "db", "UPDATE fact_choices SET number = number + 1000000");
    const std::string ids = Found(query);
    RunSql(folder_ / "db", "UPDATE fact_choices SET number = number - 1000000");
    return ids;
  }

  // Rows of `table` like one that it has, each with other values of some columns, which may use n =
  // 1, 2, …: so many that what they share is not looked up by them.
  void AddMany(const std::string& table, std::map<std::string, std::string> other) {
    const std::string columns = RunSql(
        folder_ / "db",
        "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('" + table + "'))");
    std::string values;
    for (std::string_view rest = columns; !rest.empty();) {
      const std::string name(rest.substr(0, rest.find(',')));
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
      values += (values.empty() ? "" : ", ") + (other.contains(name) ? other[name] : name);
    }
    RunSql(folder_ / "db",
           "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 5001)"
           " INSERT INTO " +
               table + " SELECT " + values + " FROM more CROSS JOIN (SELECT * FROM " + table +
               " LIMIT 1)");
  }

  TemporaryFolder folder_;
  Store store_;
  std::vector<Fact> facts_;
};

TEST_F(ChosenFacts, ByWhatStandsInThem) {
  EXPECT_EQ(Found({}), "abcd");
  EXPECT_EQ(Found({.verdicts = {Verdict::kPossible, Verdict::kAgree}}), "cd");
  EXPECT_EQ(Found({.min_severity = 20}), "acd") << "only contradictions are held back";
  EXPECT_EQ(Found({.any_severity = 20}), "ac");
  const std::vector<Verdict> some = {Verdict::kAgree, Verdict::kContradict, Verdict::kPossible};
  EXPECT_EQ(Found({.verdicts = some, .min_severity = 20}), "acd");
  EXPECT_EQ(Found({.verdicts = some, .max_severity = 19}), "bcd");
  EXPECT_EQ(Found({.verdicts = some, .max_severity = 19, .sort = "newest"}), "dbc");
  for (std::size_t offset = 0; offset < 5; ++offset) {
    FactQuery page{.verdicts = some, .max_severity = 90, .limit = 2, .offset = offset};
    std::string ids;
    const std::vector<Fact> found = *store_.FindFacts(page);
    for (const Fact& fact : found) ids += fact.id.substr(2);
    EXPECT_EQ(ids, offset < 4 ? std::string("abcd").substr(offset, 2) : "");
    EXPECT_EQ(*store_.CountFacts(page, offset + 1), std::min<std::size_t>(offset + 1, 4));
  }
  EXPECT_EQ(Found({.subject = "nvidia"}), "ad");
  EXPECT_EQ(Found({.subject = "doubao_family"}), "bc") << "a claim's subject";
  EXPECT_EQ(Found({.source = "paper 1", .since = "2026-02-04"}), "bd");
  EXPECT_EQ(Found({.source = "paper 1"}), "abcd") << "in their order";
  EXPECT_EQ(Found({.source = "paper 2"}), "");
  EXPECT_EQ(Found({.verdicts = {Verdict::kContradict, Verdict::kAgree}, .source = "paper 0"}),
            "abd");
  EXPECT_EQ(Found({.min_severity = 20, .source = "paper 0"}), "acd");
  EXPECT_EQ(Found({.any_severity = 20, .source = "paper 0"}), "ac");
  EXPECT_EQ(Found({.subject = "doubao", .source = "paper 0"}), "bc");
  EXPECT_EQ(Found({.source = "paper 0", .sort = "newest"}), "dbac");
  EXPECT_EQ(Found({.source = "paper 0", .text = "市值"}), "a");
  EXPECT_EQ(Found({.since = "2026-02-04"}), "bd");
  EXPECT_EQ(Found({.until = "2026-02-01"}), "ad");
  EXPECT_EQ(Found({.since = "2026-02-02", .until = "2026-02-02"}), "c")
      << "published between, not before and after";
}

TEST_F(ChosenFacts, ByValuesThatAnOpenIntervalMeets) {
  EXPECT_EQ(Found({.min = Decimal::Of(1000, 8)}), "abcd");
  EXPECT_EQ(Found({.max = Decimal::Of(100, 8)}), "");
}

TEST_F(ChosenFacts, ByWordsOfOneClaim) {
  for (const char* text : {"市值", "\"輝達市值\"", "輝達 市值"})
    EXPECT_EQ(Found({.text = text}), "a");
  EXPECT_EQ(Found({.text = "豆包"}), "bc");
  EXPECT_EQ(Found({.text = "豆包 市值"}), "");
  EXPECT_EQ(Found({.text = "！"}), "");
}

TEST_F(ChosenFacts, ByWordsAsTheyStandNow) {
  EXPECT_EQ(Found({.text = "豆包"}), "bc");
  EXPECT_EQ(Found({.metric = "token_calls", .text = "豆包", .sort = "newest"}), "bc");
  EXPECT_EQ(Found({.verdicts = {Verdict::kPossible}, .text = "豆包"}), "c");
  RunSql(folder_ / "db", "DELETE FROM fact_claims WHERE fact = 'f_b'");
  EXPECT_EQ(Found({.text = "豆包"}), "c") << "another connection has written";
  facts_.pop_back();
  ASSERT_TRUE(store_.ReplaceFacts(facts_, 0));
  EXPECT_EQ(Found({.text = "豆包"}), "bc") << "this one has";
  EXPECT_EQ(Found({.text = "輝達"}), "a");
}

TEST_F(ChosenFacts, ByMetricInEachOrder) {
  RunSql(folder_ / "db", "UPDATE facts SET metric = 'revenue' WHERE id IN ('f_a', 'f_b')");
  EXPECT_EQ(Found({.metric = "revenue"}), "ab");
  EXPECT_EQ(Found({.metric = "token_calls"}), "cd");
  EXPECT_EQ(Found({.metric = "revenue", .source = "paper 1"}), "ab");
  EXPECT_EQ(FoundOnTheWay({.metric = "revenue", .source = "paper 1"}), "ab");
  EXPECT_EQ(Found({.metric = "revenue", .sort = "newest"}), "ba");
  EXPECT_EQ(Found({.metric = "revenue", .sort = "subject"}), "ba");
  EXPECT_EQ(Found({.min_severity = 20, .subject = "nvidia", .metric = "revenue"}), "a");
  EXPECT_EQ(Found({.metric = "profit"}), "");
}

TEST_F(ChosenFacts, BySourceAndDaysHoweverMuchItTold) {
  // Told of a month; no rank knows its day.
  Bundle bundle =
      MakeBundle({.url = "https://w.example/e", .source = "paper 1", .published = "2026-02"});
  Fact fact = facts_[2];
  fact.id = "f_e";
  Claim& claim = AddClaim(bundle, "豆包規模逾500億。", "500億");
  claim.subject = fact.claims[1].subject;
  claim.metric = fact.metric;
  fact.claims[1] = claim;
  MustSave(store_, bundle);
  ASSERT_TRUE(store_.ExchangeFacts({}, {fact}, 0));
  EXPECT_EQ(Found({.source = "paper 1", .since = "2026-02-04"}), "bd");
  EXPECT_EQ(Found({.source = "paper 1", .until = "2026-02-02"}), "ce");
  EXPECT_EQ(Found({.source = "paper 1", .since = "2026-01-31", .until = "2026-02-02"}), "ce");
  EXPECT_EQ(Found({.source = "paper 0", .since = "2026-02-01", .max = Decimal::Of(600, 8)}),
            "abce");
  EXPECT_EQ(Found({.source = "paper 0", .since = "2026-02-01", .max = Decimal::Of(400, 8)}), "");
  EXPECT_EQ(Found({.source = "paper 0", .since = "2026-02-02", .modality = "planned"}), "");
  FactQuery page{.source = "paper 0", .since = "2026-01-01", .limit = 2, .offset = 1};
  EXPECT_EQ(store_.FindFacts(page)->front().id, "f_b");
  const auto ask = [&] {
    std::string found;
    for (const char* source : {"paper 0", "paper 1", "paper 2"}) {
      for (const char* since : {"", "2026-01-15", "2026-02", "2026-02-02", "2026-02-05"}) {
        for (const char* until : {"", "2026-01-31", "2026-02", "2026-02-02", "2026-02-09"}) {
          for (const char* sort : {"worst", "newest", "subject"}) {
            found += Found({.source = source, .since = since, .until = until, .sort = sort}) + ' ';
          }
        }
      }
    }
    return found;
  };
  const std::string looked_up = ask();
  for (const char* source : {"'paper 0'", "'paper 1'"}) {
    AddMany("claims", {{"rank", "(1 << 57) + (SELECT count(*) FROM claims) * 9 + n"},
                       {"id", std::string("'c_' || n || ") + source},
                       {"source", source},
                       {"published", "''"}});
  }
  EXPECT_EQ(ask(), looked_up);
}

TEST_F(ChosenFacts, ByUnitInEachOrderHoweverManyThereAre) {
  RunSql(folder_ / "db", "UPDATE facts SET unit = 'token' WHERE id IN ('f_a', 'f_c', 'f_d')");
  const std::string metric = facts_[0].metric;
  const auto ask = [&] {
    EXPECT_EQ(Found({.unit = "token", .since = "2026-01-01", .sort = "newest"}), "dac");
    EXPECT_EQ(Found({.unit = "token", .since = "2026-01-01", .sort = "subject"}), "cad");
    EXPECT_EQ(Found({.unit = "token", .since = "2026-02-04"}), "d");
    EXPECT_EQ(Found({.unit = "token", .source = "paper 1"}), "acd");
    EXPECT_EQ(Found({.subject = "nvidia", .unit = "token"}), "ad");
    EXPECT_EQ(Found({.metric = metric, .unit = "token"}), "acd");
    EXPECT_EQ(Found({.unit = "token", .min = Decimal::Of(1)}), "acd");
    EXPECT_EQ(Found({.verdicts = {Verdict::kContradict}, .min_severity = 20, .unit = "token"}),
              "a");
    EXPECT_EQ(Found({.verdicts = {Verdict::kContradict, Verdict::kAgree}, .unit = "token"}), "ad");
    EXPECT_EQ(Found({.unit = "token", .text = "豆包"}), "c");
    EXPECT_EQ(Found({.unit = "USD"}), "");
    const auto page = store_.FindFacts({.unit = "token", .limit = 2, .offset = 1});
    EXPECT_EQ(page->front().id + page->back().id, "f_cf_d");
  };
  ask();
  EXPECT_EQ(Found({.unit = "token"}), "acd");
  RunSql(folder_ / "db", "ANALYZE");
  AddMany("facts", {{"position", "NULL"},
                    {"id", "'f_' || n"},
                    {"subject", "'else'"},
                    {"metric", "'else'"},
                    {"unit", "'token'"},
                    {"verdict", "'not_comparable'"},
                    {"verdict_rank", "4"},
                    {"sources", "'[]'"},
                    {"last_day", "''"},
                    {"greatest", "0"}});
  ask();
  EXPECT_EQ(store_.CountFacts({.unit = "token"}), 5004U);
}

TEST_F(ChosenFacts, InEachOrderAndPageByPage) {
  EXPECT_EQ(Found({.sort = "newest"}), "dbac");
  EXPECT_EQ(Found({.sort = "subject"}), "bcad");
  FactQuery query{.sort = "newest", .limit = 2, .offset = 1};
  std::string ids;
  const std::vector<Fact> page = *store_.FindFacts(query);
  for (const Fact& fact : page) ids += fact.id;
  EXPECT_EQ(ids, "f_bf_a");
  EXPECT_EQ(*store_.CountFacts(query), 4U);
  EXPECT_EQ(*store_.CountFacts(query, 3), 3U) << "counted no further";
  EXPECT_EQ(store_.FindFacts({.sort = "random"}).error().kind, ErrorKind::kInvalidInput);
}

TEST_F(ChosenFacts, BySourcesOfAnyName) {
  int number = 0;
  const auto add = [&](const std::string& id, const std::string& one, const std::string& other) {
    Fact fact = facts_[0];
    fact.id = id;
    for (std::size_t side = 0; side < 2; ++side) {
      Bundle bundle = MakeBundle({.url = "https://w.example/n" + std::to_string(number++),
                                  .source = side == 0 ? one : other,
                                  .published = "2026-02-01"});
      fact.claims[side] = AddClaim(bundle, "輝達營收逾500億。", "500億");
      MustSave(store_, bundle);
    }
    ASSERT_TRUE(store_.ExchangeFacts({}, {fact}, 0));
  };
  add("f_e", "the \"Post\", \\ 郵報", ",");
  add("f_g", "one,", "two");
  add("f_h", "\"Post", "Post\"");
  const std::pair<const char*, const char*> wanted[] = {{"the \"Post\", \\ 郵報", "e"},
                                                        {",", "e"},
                                                        {"one,", "g"},
                                                        {"\"Post", "h"},
                                                        {"paper 0", "abcd"}};
  for (const auto& [source, ids] : wanted) {
    EXPECT_EQ(Found({.source = source}), ids) << source;
    EXPECT_EQ(FoundOnTheWay({.source = source}), ids) << source;
  }
  for (const char* part : {"Post", "the", "\"", "\",\"", "郵報", "paper", ",\"", "[", "]", "one"}) {
    EXPECT_EQ(Found({.source = part}), "") << part;
    EXPECT_EQ(FoundOnTheWay({.source = part}), "") << part;
  }
  EXPECT_EQ(FoundOnTheWay({.source = "paper 1", .since = "2026-02-04"}), "bd");
}

TEST_F(ChosenFacts, ByWhatKeepsThemApart) {
  Fact apart = facts_[3];
  apart.id = "f_e";
  apart.verdict = Verdict::kNotComparable;
  apart.reasons = {"mismatch:time"};
  ASSERT_TRUE(store_.ExchangeFacts({}, {apart}, 0));
  EXPECT_EQ(Found({.not_apart_by = {"mismatch:unit"}}), "abcde");
  EXPECT_EQ(Found({.not_apart_by = {"mismatch:unit", "mismatch:time"}}), "abcd");
  EXPECT_EQ(Found({.not_apart_by = {"interval_disjoint"}}), "abcde")
      << "what stands between the figures of other facts is no matter";
  EXPECT_EQ(Found({.reason = "mismatch"}), "e");
}

TEST_F(ChosenFacts, CountWhatTheyCanBeChosenBy) {
  const FactChoices choices = *store_.FindChoices(1);
  EXPECT_EQ(choices.verdicts, (std::array<std::uint64_t, 5>{2, 1, 1, 0, 0}));
  ASSERT_TRUE(store_.ExchangeFacts({"f_a", "f_unknown"}, {}, 0));
  EXPECT_EQ(*store_.FactsByVerdict(), (std::array<std::uint64_t, 5>{1, 1, 1, 0, 0}));
  ASSERT_TRUE(store_.MarkAllPending());
  EXPECT_EQ(*store_.FactsByVerdict(), (std::array<std::uint64_t, 5>{}));
  EXPECT_EQ(choices.subjects.size(), 1U);
  EXPECT_EQ(choices.metrics, (FactChoices::Counts{{"token_calls", 4}}));
  EXPECT_EQ(choices.sources.front().second, 4U);
}

// Each time some facts change a little: exchanged where they stand, and taken out and put in.
TEST_F(Facts, ThatStayAreExchangedAsIfTakenOutAndPutIn) {
  Store other = OpenStore(folder_ / "other");
  std::vector<Claim> claims;
  for (int number = 1; number <= 4; ++number) {
    const Bundle bundle = NumberedBundle(number);
    if (number > 2) MustSave(store_, bundle);
    MustSave(other, bundle);
    claims.insert(claims.end(), bundle.claims.begin(), bundle.claims.end());
  }
  std::mt19937 random(7);
  const auto one_of = [&](auto... values) {
    const std::common_type_t<decltype(values)...> all[] = {values...};
    return all[random() % sizeof...(values)];
  };
  const auto vary = [&](const std::string& id) {
    Fact fact = MakeFact(id, {});
    for (const Claim& claim : claims) {
      if (random() % 3 == 0) fact.claims.push_back(claim);
      if (random() % 5 == 0 && !fact.claims.empty()) {
        fact.claims.back().subject->id = "family";
        fact.claims.back().source = one_of("daily", "weekly");
        fact.claims.back().published = one_of("2026-02-20", "2026-03-01");
      }
    }
    for (const Claim& claim : fact.claims) {
      if (random() % 8 > 0) fact.clusters.push_back("s_" + claim.doc.substr(0, 3));
    }
    if (random() % 4 == 0) fact.severity = one_of(43, 60);
    if (random() % 4 == 0) fact.verdict = one_of(Verdict::kContradict, Verdict::kNotComparable);
    if (random() % 4 == 0) fact.reasons = {one_of("interval_disjoint", "mismatch:time")};
    if (random() % 4 == 0) fact.arithmetic = one_of("1", "2");
    if (random() % 4 == 0) fact.unit = one_of("token/day", "token");
    return fact;
  };
  const auto dump = [&](const std::string& path) {
    std::string all;
    for (const char* rows :
         {"id || key || kind || subject || metric || unit || verdict || severity || reasons ||"
          " arithmetic || first_day || last_day || sources || apart_by || least || greatest ||"
          " coalesce(first_run, '-') FROM facts ORDER BY id",
          "fact || position || claim || coalesce(cluster, '-') FROM fact_claims ORDER BY 1",
          "subject || fact FROM fact_subjects ORDER BY 1",
          "count(*) FROM fact_claims AS fc JOIN claims AS c USING (rank) WHERE c.id <> fc.claim",
          "kind || value || number FROM fact_choices WHERE number > 0 AND kind <> 'source'",
          "name || value FROM counters WHERE name LIKE 'facts%'"}) {
      const std::string column(rows);
      const auto from = column.find(" FROM ");
      all += RunSql(path, "SELECT group_concat(x, char(10)) FROM (SELECT " +
                              column.substr(0, from) + " AS x" + column.substr(from) + ")") +
             "\n";
    }
    return all;
  };
  const std::int64_t runs[] = {0, *store_.BeginRun("ingest", "v1", "2026-03-01T00:00:00Z"),
                               *store_.BeginRun("ingest", "v1", "2026-03-02T00:00:00Z")};
  for (int i = 1; i < 3; ++i) ASSERT_TRUE(other.BeginRun("ingest", "v1", "2026-03-01T00:00:00Z"));
  std::vector<std::string> there;
  for (int round = 0; round < 60; ++round) {
    const std::int64_t run = runs[std::min(round / 10, 2)];
    std::vector<Fact> facts;
    for (const char* id : {"f_1", "f_2", "f_3"}) {
      if (random() % 4 > 0) facts.push_back(vary(id));
    }
    ASSERT_TRUE(store_.ExchangeFacts(there, facts, run));
    ASSERT_TRUE(other.ExchangeFacts(there, {}, run));
    ASSERT_TRUE(other.ExchangeFacts({}, facts, run));
    there.clear();
    for (const Fact& fact : facts) there.push_back(fact.id);
    ASSERT_EQ(dump(folder_ / "db"), dump(folder_ / "other")) << "round " << round;
  }
  ExpectSound(store_);
}

TEST_F(Facts, ThatChangeInNothingAreNotWritten) {
  const Fact fact = MakeFact("f_1", {one_.claims[0], two_.claims[0]});
  ASSERT_TRUE(store_.ExchangeFacts({}, {fact}, 0));
  const auto run = *store_.BeginRun("ingest", "v1", "2026-03-01T00:00:00Z");
  const std::string first = RunSql(folder_ / "db", "SELECT position FROM facts");
  Fact more = fact;
  more.needs = "two sources";
  ASSERT_TRUE(store_.ExchangeFacts({"f_1"}, {more}, 0));
  EXPECT_EQ(RunSql(folder_ / "db", "SELECT position FROM facts"), first);
  EXPECT_EQ((*store_.FindFact("f_1"))->needs, "two sources");
  ASSERT_TRUE(store_.ExchangeFacts({"f_1"}, {more}, run));
  EXPECT_EQ((*store_.FindFact("f_1"))->first_run, run) << "no run had found it";
  more.severity += 9;
  ASSERT_TRUE(store_.ExchangeFacts({"f_1"}, {more}, run));
  EXPECT_EQ((*store_.FindFact("f_1"))->severity, fact.severity + 9);
  EXPECT_EQ(RunSql(folder_ / "db", "SELECT position FROM facts"), first) << "it stays";
  const auto later = *store_.BeginRun("ingest", "v1", "2026-03-02T00:00:00Z");
  ASSERT_TRUE(store_.ExchangeFacts({"f_1"}, {}, later));
  ASSERT_TRUE(store_.ExchangeFacts({}, {more}, later));
  EXPECT_EQ((*store_.FindFact("f_1"))->first_run, run) << "gone and come back";
  ASSERT_TRUE(store_.MarkAllPending());
  ASSERT_TRUE(store_.ExchangeFacts({}, {more}, later));
  EXPECT_EQ((*store_.FindFact("f_1"))->first_run, run);
}

TEST_F(ChosenFacts, AreWalkedInTheirOrderWithoutSorting) {
  for (const char* order : {"verdict_rank, severity DESC, subject, metric, id",
                            "last_day DESC, verdict_rank, severity DESC, subject, metric, id",
                            "subject, verdict_rank, severity DESC, metric, id"}) {
    const std::string plan = RunSql(
        folder_ / "db", "EXPLAIN QUERY PLAN SELECT * FROM facts ORDER BY " + std::string(order));
    EXPECT_NE(plan.find("USING INDEX"), std::string::npos) << order << ": " << plan;
  }
  const std::string plan = RunSql(folder_ / "db",
                                  "EXPLAIN QUERY PLAN SELECT id FROM facts WHERE metric = 'm'"
                                  " ORDER BY verdict_rank, severity DESC, subject, metric, id");
  EXPECT_NE(plan.find("USING COVERING INDEX facts_metric (metric=?)"), std::string::npos) << plan;
  // Of the plan's steps the last is the one that is told.
  const std::string by_unit =
      RunSql(folder_ / "db",
             "EXPLAIN QUERY PLAN SELECT id FROM facts INDEXED BY facts_unit WHERE unit = 'u'"
             " ORDER BY verdict_rank, severity DESC, subject, metric, id");
  EXPECT_NE(by_unit.find("USING COVERING INDEX facts_unit (unit=?)"), std::string::npos) << by_unit;
}

}  // namespace
}  // namespace heshu::store
