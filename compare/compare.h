// Claims → facts with verdicts: comparability, stated precision, closure, evidence (CLAIMS.md).
//
// Pure functions over values; no I/O; safe from any thread.
#ifndef HESHU_COMPARE_COMPARE_H_
#define HESHU_COMPARE_COMPARE_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "compare/currency.h"
#include "compare/subject_links.h"
#include "core/claim.h"
#include "core/claim_key.h"
#include "core/fact.h"
#include "core/vocabulary.h"

namespace heshu::compare {

struct CompareOptions {
  // Cluster of near-duplicate documents, doc id → cluster id; a document not named is its own.
  std::map<std::string, std::string> document_clusters;
  // Rates of exchange by which sums in different currencies are compared; null: they are not.
  const ExchangeRates* rates = nullptr;
};

// Claims of one kind that a new one is compared with, the nearest in time first; of those whose
// time is open, which are told all the time, the nearest reports.
inline constexpr std::size_t kMaxNeighbours = 48;
inline constexpr std::size_t kMaxLooseNeighbours = 12;

// Groups `claims` (bare figures are skipped) into facts and judges each. Facts come contradictions
// first by falling severity, then possible, agreements, not comparable; ids are stable for the
// same claims, in whatever order they come. Every verdict is returned; hiding is the caller's
// choice.
//
// Figures that agree are one fact, with every claim. Where figures of one key cannot all be true, a
// fact `contradict` shows one claim for each figure told, the firmest and earliest; Fact::support
// counts who sides with it. Claims within a fact come first published first. Quadratic only in the
// distinct claims of one subject and metric, up to kMaxNodes (compare/grouping.h).
std::vector<Fact> Compare(const std::vector<Claim>& claims, const Vocabulary& vocabulary,
                          const CompareOptions& options = {});

// Compares a few claims with their neighbours, for a store that grows one document at a time. Keeps
// a pointer to the vocabulary.
//
// A store that keeps Keys() with each claim and hands to Around() what they find gets the facts
// that Compare() makes of all claims, but where the order of arrival decides: which of several
// groups a claim joins that leaves a key open.
class Comparer {
 public:
  explicit Comparer(const Vocabulary& vocabulary, const ExchangeRates* rates = nullptr)
      : vocabulary_(&vocabulary), links_(vocabulary), rates_(rates) {}

  // Says which claims may be one fact: those with one key, of linked subjects and one metric.
  // Empty for what takes no part in any fact.
  std::string FactKey(const Claim& claim) const;

  // What the claim is found by, and where what it may be compared with is; none for what takes no
  // part in any fact.
  struct Keys {
    ClaimKey fact;                  // claims it may agree with or contradict
    std::vector<KeyRange> reach;    // … are here
    std::vector<KeyRange> loose;    // … and, if a time that no text tells is the same, here
    std::int64_t told_day = 0;      // from which those are looked for: that of the report
    std::vector<KeyRange> beyond;   // the same at other times, near enough to be worth a word
    std::vector<ClaimKey> order;    // ranks of one chart, parts and wholes, running totals
    std::vector<KeyRange> closing;  // figures that follow from it, or it from them
    ClaimKey figure;                // the same figure of the same subject, at any time
    KeyRange earlier;       // … at an earlier one: this claim may be out of date; key 0: no
    KeyRange later;         // … at a later one: that may be; key 0: no
    bool is_known = false;  // false: no keys
  };
  Keys KeysOf(const Claim& claim) const;

  // kJoins: one fact may hold both, as figures that agree or contradict. kMayClash: they would
  // contradict if an open key were known. kApart: they cannot be compared.
  enum class Kinship { kJoins, kMayClash, kApart };
  Kinship Relate(const Claim& a, const Claim& b) const;

  // What is around some claims ("focus") of one fact key.
  struct Surroundings {
    std::vector<const Claim*> claims;  // the focus, its kin, what shares a fact with that
    std::set<std::string> focus;       // ids: facts without any of these are not returned
    std::set<std::string> newcomers;   // ids: of the focus, what was not compared before
    std::set<std::string> bystanders;  // ids: compared with the newcomers alone
  };
  // All pairs judged, for OpenFactsOf() and FactsOf(). Holds pointers to the claims.
  struct Judgement;
  std::shared_ptr<Judgement> JudgeAround(const Surroundings& around,
                                         const CompareOptions& options) const;
  // The facts of those subjects and metrics of which figures clash, or may. `witnesses` are claims
  // that only tell where a wrong figure came from: which of them to call is known from the facts
  // without any, and of all that is found they change no more than this. Called again, it hears
  // them too.
  std::vector<Fact> OpenFactsOf(Judgement& judgement, const std::vector<const Claim*>& witnesses,
                                const CompareOptions& options) const;
  // All facts; `open`: what OpenFactsOf() found.
  std::vector<Fact> FactsOf(Judgement& judgement, std::vector<Fact> open,
                            const CompareOptions& options) const;
  // Ranks, parts and totals among the claims that `order` keys find.
  std::vector<Fact> OrderAround(const Surroundings& around, const CompareOptions& options) const;
  // Figures of one document that follow from each other.
  std::vector<Fact> ClosuresIn(const std::vector<const Claim*>& document,
                               const CompareOptions& options) const;
  // … of several: `claims` that `closing` keys find and what they agree with (compare/closure.h).
  std::vector<Fact> ClosuresAcross(const std::vector<const Claim*>& claims,
                                   const std::vector<std::vector<std::string>>& agreements,
                                   const CompareOptions& options) const;

 private:
  const Vocabulary* vocabulary_;
  SubjectLinks links_;
  const ExchangeRates* rates_;
};

// Comparer(vocabulary).FactKey(claim) of many claims. Keeps a pointer to the vocabulary.
class FactKeyer {
 public:
  explicit FactKeyer(const Vocabulary& vocabulary) : comparer_(vocabulary) {}
  std::string Key(const Claim& claim) const { return comparer_.FactKey(claim); }

 private:
  Comparer comparer_;
};

// FactKeyer(vocabulary).Key(claim): for one claim; the index of links is built anew each time.
std::string FactKey(const Claim& claim, const Vocabulary& vocabulary);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_COMPARE_H_
