// Comparing one document at a time finds what comparing all at once finds.
#include "cli/fact_update.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "compare/compare.h"
#include "tests/compare/claims.h"

namespace heshu::cli {
namespace {

using compare::Make;
using compare::Spec;
using compare::TestVocabulary;

struct Saved {
  Document document;
  Article article;
  std::vector<Claim> claims;
};

class UpdatesFacts : public testing::Test {
 protected:
  UpdatesFacts() {
    std::string pattern = testing::TempDir() + "heshu-facts-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    auto opened = store::Store::Open(folder_ + "/db", store::OpenMode::kCreate,
                                     [](std::string_view text) { return std::string(text); });
    EXPECT_TRUE(opened.has_value()) << opened.error().ToString();
    store_.emplace(std::move(*opened));
  }
  ~UpdatesFacts() override {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  // Documents of `specs` by their `doc`, in that order, with ids of their own.
  static std::vector<Saved> Documents(const std::vector<Spec>& specs,
                                      const std::string& text = {}) {
    std::map<std::string, std::vector<Spec>> by_doc;
    std::vector<std::string> order;
    for (const Spec& s : specs) {
      if (!by_doc.contains(s.doc)) order.push_back(s.doc);
      by_doc[s.doc].push_back(s);
    }
    std::vector<Saved> out;
    for (const std::string& name : order) {
      Saved saved;
      saved.document.url = "https://" + name + ".example/";
      saved.document.source = name;
      saved.document.bytes = name + text;
      saved.article.published = by_doc[name].front().published;
      saved.article.title = name;
      saved.article.text = text.empty() ? name : text;
      for (Spec s : by_doc[name]) {
        s.doc = DocumentId(saved.document);
        if (s.source.empty()) s.source = name;
        saved.claims.push_back(Make(s));
      }
      out.push_back(std::move(saved));
    }
    return out;
  }

  void Save(const Saved& saved, std::int64_t run = 0, std::string_view version = "v1") {
    const auto done = store_->Save(saved.document, saved.article, saved.claims, run, version);
    ASSERT_TRUE(done.has_value()) << done.error().ToString();
  }
  FactCounts Update(std::int64_t run = 0) {
    const auto counts = UpdateFacts(*store_, TestVocabulary(), run);
    EXPECT_TRUE(counts.has_value()) << counts.error().ToString();
    return *counts;
  }
  void SaveAll(const std::vector<Saved>& all) {
    for (const Saved& saved : all) {
      Save(saved);
      Update();
    }
  }
  std::vector<Fact> Facts() { return *store_->ListFacts(); }

  std::string folder_;
  std::optional<store::Store> store_;
};

// Those facts that do not depend on which of several groups an open key joins.
std::set<std::string> Lines(const std::vector<Fact>& facts) {
  std::set<std::string> lines;
  for (const Fact& f : facts) {
    if (f.verdict == Verdict::kNotComparable || f.verdict == Verdict::kPossible) continue;
    std::string line = f.kind + std::string(VerdictName(f.verdict)) + " " + f.id + " " +
                       std::to_string(f.severity) + " " + std::to_string(f.independent_sources);
    for (const Claim& c : f.claims) line += " " + c.id;
    for (const int n : f.support) line += " " + std::to_string(n);
    for (const std::string& reason : f.reasons) line += " " + reason;
    lines.insert(line);
  }
  return lines;
}

std::vector<Spec> RandomSpecs(std::mt19937& random, int count) {
  const auto pick = [&](auto... options) {
    const std::vector<std::string> all = {options...};
    return all[random() % all.size()];
  };
  std::vector<Spec> specs;
  for (int i = 0; i < count; ++i) {
    Spec s;
    s.doc = "d" + std::to_string(i);
    s.subject = pick("lantian", "baishan", "hongtu");
    s.metric = pick("training_cost", "market_cap_change", "subsidy");
    s.lo = pick("4213000", "4231000", "4213000", "5100000");
    s.step = "1000";
    s.start = pick("2026-02-10", "2026-02-20");
    s.published = "2026-03-0" + std::to_string(1 + random() % 9);
    specs.push_back(s);
  }
  return specs;
}

TEST_F(UpdatesFacts, AsIfAllWereComparedAtOnce) {
  std::mt19937 random(20260401);
  for (int round = 0; round < 6; ++round) {
    const auto documents = Documents(RandomSpecs(random, 24));
    std::vector<Claim> all;
    for (const Saved& saved : documents) {
      all.insert(all.end(), saved.claims.begin(), saved.claims.end());
    }
    auto shuffled = documents;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    for (Saved& saved : shuffled) Save(saved, 0, "v" + std::to_string(round));
    ASSERT_TRUE(store_->MarkAllPending());
    // Only this round's documents have claims.
    Update();
    std::set<std::string> mine;
    for (const Claim& c : all) mine.insert(c.doc);
    std::vector<Fact> facts = Facts();
    EXPECT_EQ(Lines(facts), Lines(compare::Compare(all, TestVocabulary()))) << "round " << round;
    for (Saved& saved : shuffled) {
      saved.claims.clear();
      Save(saved, 0, "gone" + std::to_string(round));
    }
    Update();
    EXPECT_TRUE(Facts().empty()) << "facts go with their claims";
  }
}

TEST_F(UpdatesFacts, OneContradictionHoweverManyTellIt) {
  std::vector<Spec> specs;
  for (int i = 0; i < 40; ++i) {
    specs.push_back({.doc = "d" + std::to_string(i),
                     .lo = i % 4 == 1 ? "4900000" : "4213000",
                     .published = "2026-03-01"});
  }
  const auto documents = Documents(specs);
  std::vector<Claim> all;
  for (const Saved& saved : documents) {
    Save(saved);
    Update();
    all.insert(all.end(), saved.claims.begin(), saved.claims.end());
  }
  EXPECT_EQ(Lines(Facts()), Lines(compare::Compare(all, TestVocabulary())));
}

TEST_F(UpdatesFacts, AFactKeepsItsIdAsMoreSourcesTellIt) {
  const auto documents = Documents({{.doc = "a", .lo = "4213000"},
                                    {.doc = "b", .lo = "4900000"},
                                    {.doc = "c", .lo = "4213000"},
                                    {.doc = "d", .lo = "4900000"}});
  Save(documents[0]);
  Save(documents[1]);
  Update();
  ASSERT_EQ(Facts().size(), 1U);
  const std::string id = Facts()[0].id;
  Save(documents[2]);
  Save(documents[3]);
  Update();
  ASSERT_EQ(Facts().size(), 3U);
  EXPECT_EQ(Facts()[0].id, id);
  EXPECT_EQ(Facts()[0].support, (std::vector<int>{2, 2}));
}

TEST_F(UpdatesFacts, WhatARunLeftIsDoneByTheNext) {
  const auto documents = Documents({{.doc = "a", .lo = "4213000"}, {.doc = "b", .lo = "4900000"}});
  Save(documents[0]);
  Save(documents[1]);  // and then it is killed
  EXPECT_EQ(*store_->CountPending(), 2U);
  const FactCounts counts = Update();
  EXPECT_EQ(counts.documents, 2U);
  EXPECT_EQ(counts.contradictions, 1U);
  EXPECT_EQ(*store_->CountPending(), 0U);
}

TEST_F(UpdatesFacts, ANewReadingOfADocumentChangesItsFacts) {
  auto documents = Documents({{.doc = "a", .lo = "4213000"},
                              {.doc = "b", .lo = "4900000"},
                              {.doc = "c", .lo = "4213000"}});
  SaveAll(documents);
  ASSERT_EQ(Facts().size(), 2U);
  documents[1].claims[0].value.lo = documents[1].claims[0].value.hi = Decimal::Parse("4213000");
  Save(documents[1], 0, "v2");
  Update();
  ASSERT_EQ(Facts().size(), 1U);
  EXPECT_EQ(Facts()[0].verdict, Verdict::kAgree);
  EXPECT_EQ(Facts()[0].claims.size(), 3U);
}

TEST_F(UpdatesFacts, WhatOnlyMayClashStaysWhenAThirdIsReadAnew) {
  // Undated reports of one event: the figures may be of different days.
  const auto spec = [](const char* doc, const char* value, const char* published) {
    return Spec{
        .doc = doc, .metric = "subsidy", .lo = value, .step = "1000", .published = published};
  };
  auto documents =
      Documents({spec("a", "4213000", "2026-03-01"), spec("b", "4900000", "2026-03-05"),
                 spec("c", "5700000", "2026-03-09")});
  SaveAll(documents);
  const auto told = [&] {
    std::set<std::string> docs;
    const std::vector<Fact> facts = Facts();
    for (const Fact& fact : facts) {
      if (fact.verdict != Verdict::kPossible) continue;
      for (const Claim& c : fact.claims) docs.insert(c.doc);
    }
    return docs.size();
  };
  EXPECT_EQ(told(), 3U);
  // Now it is dated, of another month, and has no part in it.
  documents[2].claims[0].time.start = documents[2].claims[0].time.end = Date{2025, 1, 9};
  documents[2].claims[0].time.how = How::kStated;
  Save(documents[2], 0, "v2");
  Update();
  EXPECT_EQ(told(), 2U);
}

TEST_F(UpdatesFacts, AReviewHoldsWhenTheSameFiguresAreFoundAgain) {
  auto documents = Documents({{.doc = "a", .lo = "4213000"}, {.doc = "b", .lo = "4900000"}});
  SaveAll(documents);
  const std::string id = Facts()[0].id;
  ASSERT_TRUE(store_->Review({id, "rejected", "two funds", "2026-03-05T00:00:00Z"}));
  EXPECT_TRUE(store_->FindFacts({})->empty());
  ASSERT_TRUE(store_->MarkAllPending());
  Save(documents[0], 0, "v2");
  Update();
  ASSERT_EQ(Facts().size(), 1U);
  EXPECT_EQ(Facts()[0].review, "rejected");
  EXPECT_EQ(Facts()[0].review_note, "two funds");
  EXPECT_TRUE(store_->FindFacts({})->empty()) << "rejected facts are not shown";
  ASSERT_TRUE(store_->Review({id, "accepted", "", "2026-03-06T00:00:00Z"}));
  EXPECT_EQ(store_->FindFacts({})->front().review, "accepted");
  EXPECT_EQ(store_->ReviewsOf(id)->size(), 2U);
  EXPECT_FALSE(store_->Review({"f_unknown", "accepted", "", ""}).has_value());
}

TEST_F(UpdatesFacts, OnlyTheNewestRunsFactsAreNew) {
  const auto documents = Documents({{.doc = "a", .lo = "4213000"},
                                    {.doc = "b", .lo = "4900000"},
                                    {.doc = "c", .subject = "baishan", .lo = "3000000"},
                                    {.doc = "d", .subject = "baishan", .lo = "3700000"}});
  const auto first = *store_->BeginRun("ingest", "v1", "2026-03-01T00:00:00Z");
  Save(documents[0], first);
  Save(documents[1], first);
  Update(first);
  const auto second = *store_->BeginRun("ingest", "v1", "2026-03-02T00:00:00Z");
  Save(documents[2], second);
  Save(documents[3], second);
  Update(second);
  store::FactQuery query;
  query.first_run = *store_->NewestRun();
  ASSERT_EQ(store_->FindFacts(query)->size(), 1U);
  EXPECT_EQ(store_->FindFacts(query)->front().subject, "baishan");
}

TEST_F(UpdatesFacts, ReprintsAreOneSource) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "第" + std::to_string(i * 7919) + "段写着别处没有的话，";
  auto copies = Documents({{.doc = "a", .lo = "4213000"}, {.doc = "b", .lo = "4213000"}}, text);
  const auto other = Documents({{.doc = "c", .lo = "4900000"}});
  SaveAll(copies);
  SaveAll(other);
  const auto facts = Facts();
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0].independent_sources, 2);
  EXPECT_EQ(facts[0].support, (std::vector<int>{1, 1}));
  EXPECT_EQ(facts[1].independent_sources, 1);
  EXPECT_EQ(facts[1].clusters[0], facts[1].clusters[1]);
}

TEST_F(UpdatesFacts, AnImpossibleIntervalHarmsNothingElse) {
  auto documents =
      Documents({{.doc = "a", .lo = "4213000"},
                 {.doc = "b", .lo = "4900000"},
                 {.doc = "c", .lo = "4900000", .hi = "4100000", .bound = Bound::kRange},
                 {.doc = "d", .subject = "baishan", .lo = "3000000"},
                 {.doc = "e", .subject = "baishan", .lo = "3700000"}});
  SaveAll(documents);
  std::set<std::string> subjects;
  for (const Fact& fact : Facts()) {
    if (fact.verdict == Verdict::kContradict) subjects.insert(fact.subject);
  }
  EXPECT_EQ(subjects, (std::set<std::string>{"baishan", "lantian"}));
}

TEST_F(UpdatesFacts, TwoProcessesAtOnceFindWhatOneFinds) {
  std::mt19937 random(20260402);
  const auto documents = Documents(RandomSpecs(random, 40));
  for (const Saved& saved : documents) Save(saved);
  store_.reset();  // a connection does not survive a fork
  std::vector<pid_t> children;
  for (int i = 0; i < 2; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      auto store = store::Store::Open(folder_ + "/db", store::OpenMode::kReadWrite,
                                      [](std::string_view text) { return std::string(text); });
      _exit(store && UpdateFacts(*store, TestVocabulary(), 0) ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  store_.emplace(*store::Store::Open(folder_ + "/db", store::OpenMode::kReadWrite,
                                     [](std::string_view text) { return std::string(text); }));
  EXPECT_EQ(*store_->CountPending(), 0U);
  std::vector<Claim> all;
  for (const Saved& saved : documents) {
    all.insert(all.end(), saved.claims.begin(), saved.claims.end());
  }
  EXPECT_EQ(Lines(Facts()), Lines(compare::Compare(all, TestVocabulary())));
}

TEST_F(UpdatesFacts, AFigureOfAnEarlierTimeIsToldInWhateverOrderTheyCome) {
  // The same capacity is told of January and of February, when another source tells a newer one;
  // a rounded one sides with it.
  const auto specs = [](int round) {
    const std::string subject = "lantian" + std::to_string(round);
    const auto spec = [&](const char* doc, const char* value, const char* step, const char* day) {
      return Spec{.doc = doc + std::to_string(round),
                  .subject = subject,
                  .metric = "power_capacity",
                  .lo = value,
                  .step = step,
                  .start = day};
    };
    return std::vector<Spec>{spec("then", "4213000", "1000", "2026-01-10"),
                             spec("stale", "4213000", "1000", "2026-02-20"),
                             spec("new", "4900000", "1000", "2026-02-20"),
                             spec("rounded", "4200000", "100000", "2026-02-20")};
  };
  std::vector<std::size_t> order = {0, 1, 2, 3};
  std::vector<Claim> all;
  int round = 0;
  do {
    const auto documents = Documents(specs(round++));
    for (const std::size_t i : order) {
      SaveAll({documents[i]});
      all.insert(all.end(), documents[i].claims.begin(), documents[i].claims.end());
    }
  } while (std::next_permutation(order.begin(), order.end()));
  const std::vector<Fact> facts = Facts();
  const auto stale = std::count_if(facts.begin(), facts.end(), [](const Fact& fact) {
    return fact.verdict == Verdict::kContradict &&
           std::count(fact.reasons.begin(), fact.reasons.end(), "suspect:stale") == 1;
  });
  EXPECT_EQ(stale, round);
  EXPECT_EQ(Lines(facts), Lines(compare::Compare(all, TestVocabulary())));
}

// A year's accounts of one company, each figure told by a document of its own.
std::vector<Spec> Accounts(const std::vector<std::pair<std::string, std::string>>& figures) {
  std::vector<Spec> specs;
  for (const auto& [metric, value] : figures) {
    const bool is_margin = metric == "gross_margin";
    specs.push_back({.doc = "d" + std::to_string(specs.size()),
                     .metric = metric,
                     .lo = value,
                     .unit = is_margin ? "percent" : "USD",
                     .dimension = is_margin ? "ratio" : "money",
                     .start = "2025-01-01",
                     .end = "2025-12-31"});
  }
  return specs;
}

TEST_F(UpdatesFacts, FiguresOfSeveralDocumentsThatDoNotCloseAreFound) {
  // In whatever order they come.
  auto specs = Accounts({{"gross_profit", "400000000"},
                         {"gross_margin", "25"},
                         {"revenue", "1000000000"},
                         {"gross_profit", "400000000"},
                         {"gross_margin", "25"},
                         {"revenue", "1000000000"}});
  SaveAll(Documents(specs));
  std::vector<Fact> closures;
  for (Fact& fact : Facts()) {
    if (fact.kind == "closure") closures.push_back(std::move(fact));
  }
  ASSERT_EQ(closures.size(), 1U);
  EXPECT_EQ(closures[0].verdict, Verdict::kContradict);
  EXPECT_EQ(closures[0].claims.size(), 3U);
  EXPECT_FALSE(closures[0].within_one_document);
  std::vector<Claim> all;
  for (const Saved& saved : Documents(specs)) {
    all.insert(all.end(), saved.claims.begin(), saved.claims.end());
  }
  EXPECT_EQ(Lines(Facts()), Lines(compare::Compare(all, TestVocabulary())));
}

}  // namespace
}  // namespace heshu::cli
