// New rules over stored pages: only what they were not applied to, and nothing lost by a kill.
#include "cli/reextract.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <map>

#include "cli/fact_update.h"
#include "cli/queries.h"
#include "tests/store/store_fixture.h"

namespace heshu::cli {
namespace {

constexpr int kDocuments = 40;

// Entities alone: no article names them.
constexpr std::string_view kIdleRules =
    "[[entity]]\nid = \"zhaolu-works\"\nkind = \"company\"\nname = \"朝露重工製作所\"\n";
// A metric of the first documents' second figure.
constexpr std::string_view kRackRules =
    "[[metric]]\nid = \"rack_count\"\ndimensions = [\"count\"]\nnouns = [\"机柜\"]\n"
    "subjects = [\"company\"]\nsamples = [{ text = \"寒武纪共有机柜820个。\", lo = \"820\" }]\n";

class Reextracts : public testing::Test {
 protected:
  // heshu's rules and, unless it is empty, a file of `user_rules`.
  extract::Extractor Rules(std::string_view user_rules = {}) {
    extract::RuleSources sources{std::string(HESHU_SOURCE_DIR) + "/rules", {}};
    if (!user_rules.empty()) {
      const std::string path = folder_ / (std::to_string(files_++) + ".toml");
      std::ofstream(path) << user_rules;
      sources.user_files.push_back(path);
    }
    auto extractor = extract::Extractor::Create(sources);
    EXPECT_TRUE(extractor.has_value()) << extractor.error().ToString();
    return *extractor;
  }

  static Document Numbered(int number) {
    Document document;
    document.url = "https://example.com/" + std::to_string(number);
    document.source = "source-" + std::to_string(number);
    document.published = "2026-02-24";
    document.content_type = "text/plain";
    // Two figures that contradict each other, told by many.
    document.bytes = "寒武紀公布業績\n\n寒武紀2025年全年營收為" +
                     std::string(number % 4 == 1 ? "150" : "120") + "億元。" +
                     (number % 2 == 0 ? "寒武紀共有機櫃820個。\n" : "寒武紀員工共3500人。\n");
    return document;
  }

  static void Ingest(store::Store& store, const extract::Extractor& extractor) {
    store.Annotate(AnnotatorsOf(extractor));
    for (int i = 0; i < kDocuments; ++i) {
      const auto extraction = extractor.Extract(Numbered(i));
      ASSERT_TRUE(extraction.has_value());
      ASSERT_TRUE(store
                      .Save(Numbered(i), extraction->article, extraction->claims, 0,
                            extractor.rule_set_version())
                      .has_value());
    }
  }

  static std::map<std::string, Claim> ClaimsOf(store::Store& store) {
    std::map<std::string, Claim> out;
    auto claims = store.FindClaims({});
    EXPECT_TRUE(claims.has_value());
    for (Claim& claim : *claims) out.emplace(claim.id, std::move(claim));
    return out;
  }

  static std::map<std::string, Fact> FactsOf(store::Store& store) {
    std::map<std::string, Fact> out;
    auto facts = store.ListFacts();
    EXPECT_TRUE(facts.has_value());
    for (Fact& fact : *facts) out.emplace(fact.id, std::move(fact));
    return out;
  }

  // `store` is the file "db".
  Result<ReextractCounts> ReadAgain(store::Store& store, const extract::Extractor& extractor,
                                    std::int64_t run, ReextractOptions options = {}) const {
    options.jobs = 3;
    store::Store pages = store::OpenStore(folder_ / "db", store::OpenMode::kReadOnly);
    return Reextract(store, pages, extractor, run, options);
  }

  store::TemporaryFolder folder_;
  int files_ = 0;
};

TEST_F(Reextracts, OnlyWhatTheseRulesWereNotAppliedTo) {
  const extract::Extractor first = Rules();
  const extract::Extractor second = Rules(kIdleRules);
  store::Store store = store::OpenStore(folder_ / "db");
  Ingest(store, first);
  EXPECT_EQ(ReadAgain(store, first, 0)->to_do, 0u);
  const auto before = ClaimsOf(store);

  const auto counts = ReadAgain(store, second, 0);
  ASSERT_TRUE(counts.has_value()) << counts.error().ToString();
  EXPECT_EQ(counts->read, static_cast<std::size_t>(kDocuments));
  EXPECT_EQ(counts->updated, 0u) << "these rules find the same";
  EXPECT_EQ(ClaimsOf(store), before);
  EXPECT_TRUE(store.DocumentsOfOtherRules(second.rule_set_version())->empty());
  EXPECT_EQ(ReadAgain(store, second, 0)->to_do, 0u);

  ReextractOptions all;
  all.takes_all = true;
  EXPECT_EQ(ReadAgain(store, second, 0, all)->read, static_cast<std::size_t>(kDocuments));
}

TEST_F(Reextracts, AndComparesOnlyWhatChanged) {
  const extract::Extractor first = Rules();
  const extract::Extractor second = Rules(kRackRules);
  store::Store store = store::OpenStore(folder_ / "db");
  Ingest(store, first);
  ASSERT_TRUE(UpdateFacts(store, first.vocabulary(), 0).has_value());
  ASSERT_EQ(*store.CountPending(), 0u);
  const auto counts = ReadAgain(store, second, 0);
  EXPECT_EQ(counts->updated, static_cast<std::size_t>(kDocuments / 2));
  EXPECT_EQ(*store.CountPending(), static_cast<std::size_t>(kDocuments / 2));
  EXPECT_EQ(store.FindClaims({.metric = "rack_count"})->size(),
            static_cast<std::size_t>(kDocuments / 2));
}

TEST_F(Reextracts, KeepingIdsVerdictsAndReviews) {
  const extract::Extractor first = Rules();
  const extract::Extractor second = Rules(kRackRules);
  store::Store store = store::OpenStore(folder_ / "db");
  Ingest(store, first);
  const auto run = store.BeginRun("ingest", first.rule_set_version(), "2026-02-25T00:00:00Z");
  ASSERT_TRUE(UpdateFacts(store, first.vocabulary(), *run).has_value());
  const auto claims = ClaimsOf(store);
  const auto facts = FactsOf(store);
  ASSERT_FALSE(facts.empty());
  for (const auto& [id, fact] : facts) {
    ASSERT_TRUE(store.Review({id, "accepted", "checked", "2026-02-25T01:00:00Z"}).has_value());
  }

  const auto later = store.BeginRun("reextract", second.rule_set_version(), "2026-02-26T00:00:00Z");
  ASSERT_TRUE(ReadAgain(store, second, *later).has_value());
  ASSERT_TRUE(UpdateFacts(store, second.vocabulary(), *later).has_value());
  for (const auto& [id, claim] : ClaimsOf(store)) EXPECT_TRUE(claims.contains(id)) << claim.text;
  const auto again = FactsOf(store);
  for (const auto& [id, fact] : facts) {
    ASSERT_TRUE(again.contains(id)) << fact.subject << " " << fact.metric;
    const Fact& now = again.at(id);
    EXPECT_EQ(now.verdict, fact.verdict);
    EXPECT_EQ(now.first_run, fact.first_run);
    EXPECT_EQ(now.review, "accepted");
    EXPECT_EQ(now.review_note, "checked");
  }
}

TEST_F(Reextracts, WhatIsLeftAfterItWasStopped) {
  const extract::Extractor first = Rules();
  const extract::Extractor second = Rules(kRackRules);
  store::Store store = store::OpenStore(folder_ / "db");
  Ingest(store, first);
  ReextractOptions options;
  options.progress = [](std::size_t done, std::size_t, std::string_view) { return done < 7; };
  const auto stopped = ReadAgain(store, second, 0, options);
  EXPECT_EQ(stopped->read, 7u);
  EXPECT_EQ(stopped->left(), static_cast<std::size_t>(kDocuments - 7));
  EXPECT_EQ(ReadAgain(store, second, 0)->read, static_cast<std::size_t>(kDocuments - 7));
}

TEST_F(Reextracts, AllFromWhereItWasStopped) {
  const extract::Extractor rules = Rules();
  store::Store store = store::OpenStore(folder_ / "db");
  Ingest(store, rules);
  const std::string& version = rules.rule_set_version();
  EXPECT_EQ(*store.UnfinishedRun("all", version), 0);
  const std::int64_t run = *store.BeginRun("all", version, "2026-02-25T00:00:00Z");
  ReextractOptions options;
  options.takes_all = true;
  options.progress = [](std::size_t done, std::size_t, std::string_view) { return done < 7; };
  EXPECT_EQ(ReadAgain(store, rules, run, options)->read, 7u);
  EXPECT_EQ(*store.UnfinishedRun("all", version), run) << "it was killed";
  ASSERT_TRUE(store.EndRun(run, "2026-02-25T00:01:00Z", R"({"left":33})").has_value());
  EXPECT_EQ(*store.UnfinishedRun("all", version), run) << "it was stopped";
  EXPECT_EQ(*store.UnfinishedRun("all", "other rules"), 0);
  EXPECT_EQ(*store.UnfinishedRun("other", version), 0);

  options.progress = {};
  const auto rest = ReadAgain(store, rules, run, options);
  EXPECT_EQ(rest->read, static_cast<std::size_t>(kDocuments - 7));
  EXPECT_EQ(rest->left(), 0u);
  ASSERT_TRUE(store.EndRun(run, "2026-02-25T00:02:00Z", R"({"left":0})").has_value());
  EXPECT_EQ(*store.UnfinishedRun("all", version), 0);
  const std::int64_t next = *store.BeginRun("all", version, "2026-02-26T00:00:00Z");
  EXPECT_EQ(ReadAgain(store, rules, next, options)->read, static_cast<std::size_t>(kDocuments));
}

// The child is killed somewhere after its n-th document, by turns in reading, saving and comparing.
TEST_F(Reextracts, AsIfNeverKilled) {
  const extract::Extractor first = Rules();
  const extract::Extractor second = Rules(kRackRules);
  store::Store whole = store::OpenStore(folder_ / "whole");
  Ingest(whole, second);
  ASSERT_TRUE(UpdateFacts(whole, second.vocabulary(), 0).has_value());
  {
    store::Store store = store::OpenStore(folder_ / "db");
    Ingest(store, first);
    ASSERT_TRUE(UpdateFacts(store, first.vocabulary(), 0).has_value());
  }
  std::mt19937 random(11);
  std::size_t left = kDocuments;
  for (int round = 0; round < 8; ++round) {
    int told[2];
    ASSERT_EQ(pipe(told), 0);
    const pid_t child = fork();
    if (child == 0) {
      store::Store store = store::OpenStore(folder_ / "db", store::OpenMode::kReadWrite);
      ReextractOptions options;
      options.progress = [&](std::size_t, std::size_t, std::string_view) {
        return write(told[1], "x", 1) == 1;
      };
      const bool done = ReadAgain(store, second, 0, options).has_value() &&
                        UpdateFacts(store, second.vocabulary(), 0).has_value();
      _exit(done ? 0 : 1);
    }
    close(told[1]);
    const auto wanted = random() % 9 + 1;
    std::size_t seen = 0;
    for (char byte = 0; seen < wanted && read(told[0], &byte, 1) == 1;) ++seen;
    volatile unsigned long spin = 0;
    for (const auto end = random() % 400'000; spin < end;) spin = spin + 1;
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    for (char byte = 0; read(told[0], &byte, 1) == 1;) ++seen;
    close(told[0]);

    store::Store store = store::OpenStore(folder_ / "db", store::OpenMode::kReadWrite);
    EXPECT_TRUE(store.Check()->empty()) << "round " << round;
    const std::size_t now = store.DocumentsOfOtherRules(second.rule_set_version())->size();
    // All that it came past is done, but for the one in hand.
    EXPECT_LE(now, left - (seen > 0 ? seen - 1 : 0)) << "round " << round;
    left = now;
    EXPECT_EQ(store.Info()->documents, static_cast<std::uint64_t>(kDocuments));
  }
  store::Store store = store::OpenStore(folder_ / "db", store::OpenMode::kReadWrite);
  EXPECT_EQ(ReadAgain(store, second, 0)->read, left);
  ASSERT_TRUE(UpdateFacts(store, second.vocabulary(), 0).has_value());
  EXPECT_EQ(*store.CountPending(), 0u);
  EXPECT_EQ(ClaimsOf(store), ClaimsOf(whole));
  const auto facts = FactsOf(store);
  const auto wanted = FactsOf(whole);
  ASSERT_EQ(facts.size(), wanted.size());
  for (const auto& [id, fact] : wanted) {
    ASSERT_TRUE(facts.contains(id)) << fact.subject << " " << fact.metric;
    EXPECT_EQ(facts.at(id).verdict, fact.verdict);
  }
}

}  // namespace
}  // namespace heshu::cli
