// What stands behind Store; the store_*.cc files share it.
#ifndef HESHU_STORE_STORE_IMPL_H_
#define HESHU_STORE_STORE_IMPL_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/claim_cache.h"
#include "store/database.h"
#include "store/matched_facts.h"
#include "store/store.h"

namespace heshu::store {

struct PreparedSave;

class Store::Impl {
 public:
  std::string Fold(std::string_view text) const { return fold ? fold(text) : std::string(text); }

  // Save in two steps, for those who commit more with it (store_save.cc). The first needs no
  // transaction and does all that is slow; null: it is stored as it is already. `is_archived`: the
  // bytes stand in a WARC record that is noted with it, and are not kept here. The arguments must
  // live until the second, which stands in a write transaction of the caller's.
  Result<std::shared_ptr<PreparedSave>> PrepareSave(const Document& document,
                                                    const Article& article,
                                                    const std::vector<Claim>& claims,
                                                    std::int64_t run, std::string_view version,
                                                    SaveAgain again = SaveAgain::kIfOtherRules,
                                                    bool is_archived = false);
  // Where the bytes of a document stand that documents.bytes_zstd does not hold.
  Result<ArchivedBytes> FindArchived(std::string_view doc);
  // Bytes that were read back; an error if they are not those that `doc` was stored with.
  Result<Document> ReadArchived(std::string_view doc, std::string_view url);
  Result<SaveOutcome> WriteSave(const PreparedSave& save);

  // The claims of these ranks, in their order, as far as comparing looks at them; null: there is
  // none. Read once in a transaction of InOneTransaction(), and in those that follow, until another
  // process has written.
  Result<std::vector<SharedClaim>> ReadCompared(const std::vector<std::int64_t>& ranks);
  // Of the claim of that id; empty: there is none.
  Result<std::optional<std::int64_t>> RankOf(std::string_view id);
  // Forgets what another process may have changed.
  Result<void> Refresh();
  void ForgetAll() {
    claim_cache.Clear();
    clusters.clear();
  }

  static constexpr std::size_t kClaimsKept = 8192;
  static constexpr std::size_t kClustersKept = 65536;

  std::unique_ptr<Database> database;
  ClaimCache claim_cache{kClaimsKept};
  // Document → first of its near-duplicates; "": it is alone, or the first. Kept as claims are.
  std::unordered_map<std::string, std::string> clusters;
  std::int64_t data_version = -1;  // as of which these are
  bool keeps_claims = false;       // within InOneTransaction()
  MatchedFacts matched_facts;      // by the words asked for last
  OpenMode mode = OpenMode::kReadOnly;
  FoldFunction fold;
  Annotators annotators;
  ArchiveReader archive;
};

// An operation failed and its error goes on to the caller, whatever the caller's result type.
template <typename T>
tl::unexpected<Error> Forward(const Result<T>& failed) {
  return tl::make_unexpected(failed.error());
}

}  // namespace heshu::store

#endif  // HESHU_STORE_STORE_IMPL_H_
