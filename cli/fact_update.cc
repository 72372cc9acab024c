#include "cli/fact_update.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "compare/compare.h"
#include "compare/near_duplicate.h"

namespace heshu::cli {
namespace {

using Ids = std::vector<std::string>;

constexpr std::size_t kBatch = 32;  // documents a transaction, and no more than …
constexpr auto kLongest = std::chrono::milliseconds(100);  // … another process would wait for,
constexpr auto kRest = std::chrono::milliseconds(5);       // which then has its turn
constexpr std::size_t kMaxOfOrder = 64;   // claims of one chart, whole or running total
constexpr std::size_t kMaxOfFigure = 16;  // claims of one figure at other times
constexpr std::size_t kMaxApart = 4;      // neighbours shown as not comparable
constexpr std::size_t kMaxWitnesses = 6;  // documents that a wrong figure may come from
constexpr long kAnyDay = 200000;          // days; longer than any history

template <typename T>
tl::unexpected<Error> Forward(const Result<T>& failed) {
  return tl::make_unexpected(failed.error());
}

bool IsComparison(const Fact& fact) { return fact.kind.empty(); }
bool IsOrder(const Fact& fact) { return fact.kind == "order" || fact.kind == "part_whole"; }
bool IsApart(const Fact& fact) { return fact.verdict == Verdict::kNotComparable; }

Ids IdsOf(const std::map<std::string, Claim>& claims) {
  Ids ids;
  for (const auto& [id, claim] : claims) ids.push_back(id);
  return ids;
}

std::vector<Claim> Values(const std::map<std::string, Claim>& claims) {
  std::vector<Claim> out;
  for (const auto& [id, claim] : claims) out.push_back(claim);
  return out;
}

class DocumentComparison {
 public:
  DocumentComparison(store::Store& store, const compare::Comparer& comparer, std::string doc,
                     const compare::ExchangeRates* rates)
      : store_(store), comparer_(comparer), doc_(std::move(doc)) {
    options_.rates = rates;
  }

  Result<void> Run(std::int64_t run) {
    auto claims = store_.ClaimsOfDocument(doc_);
    if (!claims) return Forward(claims);
    for (Claim& claim : *claims) {
      auto keys = comparer_.KeysOf(claim);
      if (!keys.is_known) continue;
      const std::string id = claim.id;
      keys_.emplace(id, std::move(keys));
      own_.emplace(id, std::move(claim));
    }
    // Off the index while it is searched: of claims that say the same it shows the first published,
    // which must not be one of these.
    if (auto done = store_.IndexClaims(doc_, {}); !done) return done;
    for (const auto step : {&DocumentComparison::PlaceText, &DocumentComparison::TakeOldFacts,
                            &DocumentComparison::FindRelated, &DocumentComparison::JudgeRelated,
                            &DocumentComparison::JudgeOrder, &DocumentComparison::JudgeClosures,
                            &DocumentComparison::IndexClaims}) {
      if (auto done = (this->*step)(); !done) return done;
    }
    if (auto done = store_.ExchangeFacts({gone_.begin(), gone_.end()}, std::move(fresh_), run);
        !done) {
      return done;
    }
    return store_.MarkCompared(doc_);
  }

 private:
  Result<void> PlaceText() {
    const auto article = store_.ReadArticle(doc_);
    if (!article) return Forward(article);
    if (!article->has_value()) return {};
    const TextSketch sketch = compare::SketchOf(store_.Fold((*article)->text));
    const auto first = store_.PlaceText(doc_, sketch, compare::AreNearDuplicates);
    if (!first) return Forward(first);
    return {};
  }

  Result<void> IndexClaims() {
    std::vector<std::pair<std::string, ClaimKey>> rows;
    for (const auto& [id, keys] : keys_) {
      rows.emplace_back(id, keys.fact);
      for (const ClaimKey& key : keys.order) rows.emplace_back(id, key);
      if (keys.figure.key != 0) rows.emplace_back(id, keys.figure);
    }
    return store_.IndexClaims(doc_, rows);
  }

  // What was found before with these claims is found again, or not.
  Result<void> TakeOldFacts() {
    const auto old = store_.FactsWith(IdsOf(own_));
    if (!old) return Forward(old);
    for (const Fact& fact : *old) {
      gone_.insert(fact.id);
      if (!IsComparison(fact)) continue;
      for (const Claim& c : fact.claims) Relate(c);
    }
    for (const auto& [id, claim] : own_) Relate(claim);
    return {};
  }

  void Relate(const Claim& claim) {
    around_.emplace(claim.id, claim);
    focus_.insert(claim.id);
  }

  Result<void> FindRelated() {
    for (const auto& [id, claim] : own_) {
      const compare::Comparer::Keys& keys = keys_.at(id);
      const auto neighbours = store_.FindNeighbours(
          keys.fact, keys.is_timeless ? 0 : compare::kNeighbourDays, compare::kMaxNeighbours);
      if (!neighbours) return Forward(neighbours);
      std::size_t shown_apart = 0;
      for (const Claim& other : *neighbours) {
        if (other.id == id) continue;
        if (comparer_.AreRelated(claim, other)) {
          Relate(other);
        } else if (shown_apart < kMaxApart && other.subject->id == claim.subject->id) {
          ++shown_apart;
          around_.emplace(other.id, other);
          apart_.push_back(other.id);
        }
      }
    }
    return {};
  }

  Result<void> JudgeRelated() {
    // The facts of what is related: they change with it.
    const auto touched = store_.FactsWith({focus_.begin(), focus_.end()});
    if (!touched) return Forward(touched);
    std::map<std::string, Fact> apart;  // that may be added to
    Ids speakers;
    for (const Fact& fact : *touched) {
      if (!IsComparison(fact)) continue;
      if (IsApart(fact)) {
        continue;
      }
      gone_.insert(fact.id);
      for (const Claim& c : fact.claims) {
        around_.emplace(c.id, c);
        if (fact.verdict == Verdict::kContradict) speakers.push_back(c.id);
      }
    }
    // Who sides with the figures of a contradiction.
    const auto camps = store_.FactsWith(speakers);
    if (!camps) return Forward(camps);
    for (const Fact& fact : *camps) {
      if (!IsComparison(fact) || IsApart(fact) || fact.verdict == Verdict::kPossible) continue;
      for (const Claim& c : fact.claims) around_.emplace(c.id, c);
    }
    const auto apart_facts = store_.FactsWith(apart_);
    if (!apart_facts) return Forward(apart_facts);
    for (const Fact& fact : *apart_facts) {
      if (!IsComparison(fact) || !IsApart(fact)) continue;
      apart.emplace(fact.id, fact);
      for (const Claim& c : fact.claims) around_.emplace(c.id, c);
    }
    if (auto done = FindClusters(); !done) return done;

    compare::Comparer::Surroundings surroundings{Values(around_), focus_, {}};
    std::vector<Fact> facts = comparer_.Around(surroundings, options_);
    const bool has_conflict = std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
      return fact.verdict == Verdict::kContradict || fact.verdict == Verdict::kPossible;
    });
    if (has_conflict) {
      if (auto done = FindWitnesses(facts, surroundings.witnesses); !done) return done;
      facts = comparer_.Around(surroundings, options_);
    }
    for (Fact& fact : facts) {
      if (IsApart(fact)) {
        // Old claims that are apart from each other were told of before.
        const bool is_news = std::any_of(fact.claims.begin(), fact.claims.end(),
                                         [&](const Claim& c) { return own_.contains(c.id); });
        if (!is_news) continue;
        for (const auto& [id, old] : apart) {
          if (old.reasons == fact.reasons && old.subject == fact.subject &&
              old.metric == fact.metric) {
            gone_.insert(id);
          }
        }
      }
      fresh_.push_back(std::move(fact));
    }
    return {};
  }

  Result<void> FindClusters() {
    std::set<std::string> docs;
    for (const auto& [id, claim] : around_) docs.insert(claim.doc);
    auto clusters = store_.ClustersOf({docs.begin(), docs.end()});
    if (!clusters) return Forward(clusters);
    options_.document_clusters = std::move(*clusters);
    return {};
  }

  // The same figures elsewhere in the documents that clash, and at other times of the subject.
  Result<void> FindWitnesses(const std::vector<Fact>& facts, std::vector<Claim>& witnesses) {
    std::set<std::string> docs;
    for (const Fact& fact : facts) {
      if (fact.verdict != Verdict::kContradict && fact.verdict != Verdict::kPossible) continue;
      for (const Claim& c : fact.claims) {
        if (docs.size() < kMaxWitnesses && docs.insert(c.doc).second) {
          auto claims = store_.ClaimsOfDocument(c.doc);
          if (!claims) return Forward(claims);
          std::move(claims->begin(), claims->end(), std::back_inserter(witnesses));
        }
        const compare::Comparer::Keys keys = comparer_.KeysOf(c);
        if (keys.figure.key == 0 || witnesses.size() > 400) continue;
        auto same = store_.FindNeighbours(keys.figure, kAnyDay, kMaxOfFigure);
        if (!same) return Forward(same);
        std::move(same->begin(), same->end(), std::back_inserter(witnesses));
      }
    }
    std::erase_if(witnesses,
                  [&](const Claim& c) { return around_.contains(c.id) || !c.IsClaim(); });
    return {};
  }

  Result<void> JudgeOrder() {
    compare::Comparer::Surroundings surroundings;
    std::map<std::string, Claim> around;
    for (const auto& [id, keys] : keys_) {
      if (keys.order.empty()) continue;
      around.emplace(id, own_.at(id));
      surroundings.focus.insert(id);
      for (const ClaimKey& key : keys.order) {
        auto neighbours = store_.FindNeighbours(key, kAnyDay, kMaxOfOrder);
        if (!neighbours) return Forward(neighbours);
        for (Claim& c : *neighbours) {
          const std::string other = c.id;
          around.emplace(other, std::move(c));
        }
      }
    }
    if (around.size() < 2) return {};
    surroundings.claims = Values(around);
    std::vector<Fact> facts = comparer_.OrderAround(surroundings, options_);
    if (facts.empty()) return {};
    // A rank that a third one holds too is told once.
    const auto before = store_.FactsWith(IdsOf(around));
    if (!before) return Forward(before);
    for (const Fact& old : *before) {
      if (!IsOrder(old)) continue;
      const bool is_part = std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
        return fact.kind == old.kind &&
               std::all_of(old.claims.begin(), old.claims.end(), [&](const Claim& c) {
                 return std::any_of(fact.claims.begin(), fact.claims.end(),
                                    [&](const Claim& d) { return d.id == c.id; });
               });
      });
      if (is_part) gone_.insert(old.id);
    }
    std::move(facts.begin(), facts.end(), std::back_inserter(fresh_));
    return {};
  }

  Result<void> JudgeClosures() {
    std::vector<Fact> facts = comparer_.ClosuresIn(Values(own_), options_);
    std::move(facts.begin(), facts.end(), std::back_inserter(fresh_));
    return {};
  }

  store::Store& store_;
  const compare::Comparer& comparer_;
  std::string doc_;
  compare::CompareOptions options_;
  std::map<std::string, Claim> own_;
  std::map<std::string, compare::Comparer::Keys> keys_;
  std::map<std::string, Claim> around_;  // all that is compared
  std::set<std::string> focus_;          // of it: facts with one of these are made anew
  Ids apart_;
  std::set<std::string> gone_;
  std::vector<Fact> fresh_;
};

}  // namespace

Result<FactCounts> UpdateFacts(store::Store& store, const Vocabulary& vocabulary, std::int64_t run,
                               const FactUpdateOptions& options) {
  const compare::Comparer comparer(vocabulary, options.rates);
  FactCounts counts;
  auto waiting = store.CountPending();
  if (!waiting) return Forward(waiting);
  for (bool goes_on = true; goes_on;) {
    bool is_all = false;
    const auto done = store.InOneTransaction([&]() -> Result<void> {
      const auto docs = store.PendingDocuments(kBatch);
      if (!docs) return Forward(docs);
      is_all = docs->size() < kBatch;
      const auto end = std::chrono::steady_clock::now() + kLongest;
      for (const std::string& doc : *docs) {
        auto one = DocumentComparison(store, comparer, doc, options.rates).Run(run);
        if (!one) return one;
        ++counts.documents;
        if (std::chrono::steady_clock::now() > end && &doc != &docs->back()) {
          is_all = false;
          break;
        }
      }
      return {};
    });
    if (!done) return Forward(done);
    goes_on = !is_all && (!options.progress ||
                          options.progress(counts.documents, std::max(*waiting, counts.documents)));
    if (goes_on) std::this_thread::sleep_for(kRest);
  }
  store::FactQuery query;
  query.reviewed = store::FactQuery::Reviewed::kAll;
  const auto facts = store.CountFacts(query);
  if (!facts) return Forward(facts);
  query.verdicts = {Verdict::kContradict};
  const auto contradictions = store.CountFacts(query);
  if (!contradictions) return Forward(contradictions);
  counts.facts = *facts;
  counts.contradictions = *contradictions;
  return counts;
}

Result<std::optional<compare::ExchangeRates>> ReadRates(const Session& session) {
  const std::string& path = session.settings().rates_file;
  if (path.empty()) return std::optional<compare::ExchangeRates>();
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.good() && !file.eof()) {
    return Fail(ErrorKind::kIo, "cannot read the rates of exchange", path,
                "name the ECB's eurofxref-hist.csv, or one like it, with --rates");
  }
  auto rates = compare::ExchangeRates::Parse(text, path);
  if (!rates) return Forward(rates);
  return std::optional(std::move(*rates));
}

Result<FactCounts> UpdateFacts(Session& session, store::Store& store, std::int64_t run) {
  const auto extractor = session.extractor();
  if (!extractor) return Forward(extractor);
  const auto rates = ReadRates(session);
  if (!rates) return Forward(rates);
  const auto waiting = store.CountPending();
  if (!waiting) return Forward(waiting);
  Progress progress("compare", *waiting,
                    session.terminal().is_stderr_terminal && !session.is_quiet(),
                    session.terminal().columns);
  FactUpdateOptions options;
  if (rates->has_value()) options.rates = &**rates;
  options.progress = [&progress](std::size_t done, std::size_t) {
    progress.Update(done, "");
    return !IsInterrupted();
  };
  auto counts = UpdateFacts(store, (*extractor)->vocabulary(), run, options);
  progress.Clear();
  return counts;
}

}  // namespace heshu::cli
