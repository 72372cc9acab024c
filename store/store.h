// The one file of a heshu database: documents, articles, claims, facts, runs; full text in both
// scripts. No SQLite type stands in this header (PostgreSQL may come later).
//
// A Store is used by one thread; several processes may open the same file (WAL). Every Save is one
// transaction: a crash loses no committed document and leaves no half one.
#ifndef HESHU_STORE_STORE_H_
#define HESHU_STORE_STORE_H_

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/article.h"
#include "core/claim.h"
#include "core/claim_key.h"
#include "core/error.h"
#include "core/fact.h"

namespace heshu::store {

enum class OpenMode { kReadOnly, kReadWrite, kCreate };

// Folds text for the full-text index and for queries (normalize::Folder::FoldKey).
using FoldFunction = std::function<std::string(std::string_view)>;

// What the store is told about a claim when it is saved. Each function may be empty.
struct Annotators {
  // Names and aliases of the claim's subject and metric, indexed with it.
  std::function<std::vector<std::string>(const Claim&)> search_words = {};
  // compare::FactKey: claims that may be compared share it; "" = none.
  std::function<std::string(const Claim&)> fact_key = {};
  // company, product, …; "" = not known.
  std::function<std::string(std::string_view entity_id)> entity_kind = {};
};

enum class SaveOutcome { kAdded, kUnchanged, kUpdated };
// Whether a document that rules of the same version were applied to is looked at again.
enum class SaveAgain { kIfOtherRules, kAlways };

// Conditions are joined by AND; an empty one holds for all.
struct ClaimQuery {
  // Words in either script: all of them must stand in the sentence, its figure's subject, metric or
  // attribution (names, ids and aliases) or the title. Chinese is matched to the character, Latin
  // words and numbers whole; "words in quotes" in a row. A text of nothing but signs finds nothing.
  std::string text = {};
  std::string subject = {};  // id (a name is resolved to its id by the caller)
  std::string metric = {};
  std::string unit = {};
  std::string source = {};
  std::string doc = {};
  std::string since = {}, until = {};  // published, YYYY-MM-DD, inclusive
  std::optional<Decimal> min = {},
                         max = {};  // the value's interval (open = infinite) meets [min, max]
  std::string modality = {};
  bool claims_only = false;  // with subject and metric
  // relevance: claims before bare figures, matches in subject, metric or context before the rest of
  //   the sentence, then newest first.
  // published value source: ascending, "-" before it descending; the unknown ones last.
  std::string sort = "relevance";
  std::size_t limit = 0;  // 0 = all
};

// Facts by what stands in them. Conditions are joined by AND; an empty one holds for all.
struct FactQuery {
  std::vector<Verdict> verdicts = {};   // any of these
  std::vector<std::string> kinds = {};  // any of these; "" is a comparison of claims
  int min_severity = 0;                 // of contradictions; other verdicts are not held back
  int max_severity = 100;
  int any_severity = 0;      // at least this, whatever the verdict
  std::string subject = {};  // of the fact or of any of its claims
  std::string metric = {};
  std::string unit = {};
  std::string reason = {};                     // one of its reasons begins with this
  std::vector<std::string> not_apart_by = {};  // no not_comparable fact of one of these reasons
  // What any one of its claims is, all at once; as in ClaimQuery.
  std::string source = {};
  std::string since = {}, until = {};
  std::optional<Decimal> min = {}, max = {};
  std::string modality = {};
  std::optional<std::int64_t> first_run = {};  // found first by this run
  // Words as in ClaimQuery, all in one of the fact's claims. Looked for in the kMostMatches newest
  // claims that have them.
  std::string text = {};
  // Reviews: rejected facts are left out unless asked for.
  enum class Reviewed { kNotRejected, kRejected, kAccepted, kAll };
  Reviewed reviewed = Reviewed::kNotRejected;
  // worst: verdict, falling severity, subject, metric, id. newest: the last published claim first;
  // subject: by its id; equal ones the worst first.
  std::string sort = "worst";
  std::size_t limit = 0;  // 0 = all
  std::size_t offset = 0;
};

inline constexpr std::size_t kMostMatches = 20'000;

// Shared with the store, which keeps those asked for last.
using SharedClaim = std::shared_ptr<const Claim>;

// A fact as far as comparing needs to know it: its claims are ids.
struct FactHead {
  std::string id, kind, subject, metric;
  Verdict verdict = Verdict::kAgree;
  int independent_sources = 0;
  int severity = 0;
  std::vector<std::string> reasons;
  std::vector<std::string> claims;
};

// What facts can be chosen by, each with how many there are, the most frequent first.
struct FactChoices {
  using Counts = std::vector<std::pair<std::string, std::uint64_t>>;
  std::array<std::uint64_t, 5> verdicts{};  // facts, by Verdict
  Counts subjects, metrics;                 // ids; facts
  Counts sources;                           // names; claims
};

// What a person said of a fact. A state stays until another is given.
struct FactReview {
  std::string fact;
  std::string state;  // "accepted", "rejected" or "" (a note alone)
  std::string note;
  std::string at;  // UTC, ISO 8601
};

// Where the raw bytes of a crawled document are: a record of a WARC file.
struct ArchivedBytes {
  std::string path;  // of the file
  std::uint64_t offset = 0, length = 0;
};
// The document in that record, content-decoded.
using ArchiveReader = std::function<Result<Document>(const ArchivedBytes&)>;

struct StoredDocument {
  std::string id;
  std::string url, source, content_type, http_charset, fetched_at, published;
  std::string title;
  std::string rule_set_version;  // of the rules that made its claims
  std::size_t bytes = 0;
  std::size_t claims = 0;
};

struct StoreInfo {
  std::string path;
  int schema_version = 0;
  // figures: all records; claims: those of them with subject and metric.
  std::uint64_t documents = 0, articles = 0, figures = 0, claims = 0, facts = 0, runs = 0;
  std::uint64_t file_bytes = 0;
  std::string rule_set_version;  // of the newest run
};

class Store {
 public:
  // kNotFound: no such file (but kCreate makes it, with its folder); kDatabase: not a heshu
  // database, one of a newer schema, locked longer than 5 s, corrupt; kIo: permissions, disk. An
  // older schema is migrated in a transaction (not in kReadOnly).
  static Result<Store> Open(const std::string& path, OpenMode mode, FoldFunction fold);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Applies to what is saved from now on.
  void Annotate(Annotators annotators);
  // How ReadDocument and Check read what stands in WARC files alone. Without one they fail there.
  void ReadArchiveBy(ArchiveReader reader);

  // A run groups what one command stored; its id is kept with documents and facts.
  Result<std::int64_t> BeginRun(std::string_view command, std::string_view rule_set_version,
                                std::string_view started_at);
  // kNotFound: no such run. What the run stored is then on the disk, a power cut or not, and the
  // full-text index is in few pieces again.
  Result<void> EndRun(std::int64_t run, std::string_view ended_at, std::string_view summary_json);
  // The newest run of this command and these rules, if it did not come to its end: it was killed,
  // or its summary says that something is `left`. 0 = there is none, or it is done.
  Result<std::int64_t> UnfinishedRun(std::string_view command, std::string_view rule_set_version);

  // Stores document, article and claims at once; replaces the article and claims of the same
  // document id if the rule-set version differs (kUpdated), else does nothing (kUnchanged). Where
  // other rules find what is stored already, their version is noted and all else stays (kUnchanged
  // too). Facts that lose a claim by it are dropped. `run` 0 = none. kInvalidInput: a claim of
  // another document, or two with one id; kLimit: more than 512 MiB; kIo: disk full. After an error
  // nothing is stored and the store can be used as before.
  Result<SaveOutcome> Save(const Document& document, const Article& article,
                           const std::vector<Claim>& claims, std::int64_t run,
                           std::string_view rule_set_version,
                           SaveAgain again = SaveAgain::kIfOtherRules);

  Result<std::vector<Claim>> FindClaims(const ClaimQuery& query);
  Result<std::optional<Claim>> FindClaim(std::string_view id);
  Result<std::optional<StoredDocument>> FindDocument(std::string_view id);
  Result<std::vector<StoredDocument>> ListDocuments();
  // Documents that rules of this version have not been applied to, in the order of arrival.
  Result<std::vector<std::string>> DocumentsOfOtherRules(std::string_view rule_set_version);
  // Documents that another run than this one stored or read last, in the order of arrival.
  Result<std::vector<std::string>> DocumentsOfOtherRuns(std::int64_t run);
  Result<std::optional<Article>> ReadArticle(std::string_view doc);
  // With its raw bytes. kNotFound, kIo, kInvalidInput: the WARC file that has them is gone, or is
  // not what it was.
  Result<std::optional<Document>> ReadDocument(std::string_view doc);

  // The claims that may be compared with one whose FactKey this is (Annotators::fact_key).
  Result<std::vector<Claim>> ClaimsWithFactKey(std::string_view key);

  // --- Facts, the worst first: verdict, falling severity, subject, metric, id. ---

  // Replaces all facts by `facts` (the result of comparing every claim). A fact that was there
  // before, by its id, keeps the run that found it first. kInvalidInput: a claim that is not
  // stored.
  Result<void> ReplaceFacts(const std::vector<Fact>& facts, std::int64_t run);
  Result<std::vector<Fact>> ListFacts();
  Result<std::vector<Fact>> FindFacts(const FactQuery& query);
  // The same one at a time, until `visit` returns false: memory does not grow with their number.
  Result<void> VisitFacts(const FactQuery& query, const std::function<bool(Fact)>& visit);
  // Limit and offset aside; no further than `most` (0 = to the end), so that a page need not wait
  // for the number of a million.
  Result<std::uint64_t> CountFacts(const FactQuery& query, std::uint64_t most = 0);
  // All facts, by Verdict; kept up, not counted.
  Result<std::array<std::uint64_t, 5>> FactsByVerdict();
  Result<FactChoices> FindChoices(std::size_t most);  // at most so many of each
  Result<std::optional<Fact>> FindFact(std::string_view id);

  // Keeps what was said of a fact, also after the fact is gone: it holds again when the fact comes
  // back. kNotFound: no such fact now, and none reviewed before.
  Result<void> Review(const FactReview& review);
  Result<std::vector<FactReview>> ReviewsOf(std::string_view fact);  // oldest first
  // The newest run that stored or compared something; 0 = none.
  Result<std::int64_t> NewestRun();

  // --- Comparing one document at a time. Claims are here as far as comparing looks at them:
  // without context, URL and rule, names and places of subject and attribution. ---

  // `work` in one write transaction: the methods below are called within it. What it did is undone
  // if it returns an error.
  Result<void> InOneTransaction(const std::function<Result<void>()>& work);
  // Documents saved and not yet compared, in the order of arrival; at most `limit`.
  Result<std::vector<std::string>> PendingDocuments(std::size_t limit);
  Result<std::size_t> CountPending();
  Result<void> MarkCompared(std::string_view doc);
  // Forgets all facts, keys and clusters; every document waits to be compared. Reviews stay.
  Result<void> MarkAllPending();
  // Replaces the keys of the claims of `doc`: claim id and key, any number for each.
  Result<void> IndexClaims(std::string_view doc,
                           const std::vector<std::pair<std::string, ClaimKey>>& keys);
  // Of the claims in any of the ranges one for each day and signature, those nearest to `day`
  // first, at most `limit`. Time grows with `limit` and the ranges, not with the store.
  Result<std::vector<SharedClaim>> FindNeighbours(const std::vector<KeyRange>& ranges,
                                                  std::int64_t day, std::size_t limit);
  Result<std::vector<SharedClaim>> ReadClaims(const std::vector<std::string>& ids);  // those stored
  // With subject and metric.
  Result<std::vector<SharedClaim>> ClaimsOfDocument(std::string_view doc);
  // Ids of the facts that hold any of the claims.
  Result<std::set<std::string>> FactsWith(const std::vector<std::string>& claims);
  Result<std::optional<FactHead>> ReadFactHead(std::string_view id);
  Result<bool> HasFact(std::string_view id);
  // Takes out the facts of these ids and puts `facts` in. One whose id is taken by a fact that
  // stays gets another; one that was there before keeps its first run.
  Result<void> ExchangeFacts(const std::vector<std::string>& gone, std::vector<Fact> facts,
                             std::int64_t run);
  // Puts the text of `doc` where its near-duplicates are and returns the id of the first of them
  // (its own, if there is none). `are_duplicates` judges two sketches.
  using SketchJudge = std::function<bool(std::string_view, std::string_view)>;
  Result<std::string> PlaceText(std::string_view doc, const TextSketch& sketch,
                                const SketchJudge& are_duplicates);
  // doc → first document of its cluster, for those that are not alone.
  Result<std::map<std::string, std::string>> ClustersOf(const std::vector<std::string>& docs);
  // The fold that the store was opened with.
  std::string Fold(std::string_view text) const;

  Result<StoreInfo> Info();
  // Pages, foreign keys, full-text index (not in kReadOnly), raw bytes against their document's id:
  // one message each problem, empty = sound.
  Result<std::vector<std::string>> Check();
  // Gathers statistics and merges the full-text index; worth it after a large ingest.
  Result<void> Optimize();
  // Writes a compact copy, consistent even while others write, to `path`, where nothing may be yet.
  // The raw bytes of crawled documents stay in the WARC files where they are, and are read there.
  Result<void> ExportTo(const std::string& path);

 private:
  friend class Frontier;
  class Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace heshu::store

#endif  // HESHU_STORE_STORE_H_
