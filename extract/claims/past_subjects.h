// The subjects that an article's earlier sentences named: what a figure without one may inherit.
//
// Asking costs what is in reach, however long the article: the last sentences, the headings, and
// which ids were named at all.
#ifndef HESHU_EXTRACT_CLAIMS_PAST_SUBJECTS_H_
#define HESHU_EXTRACT_CLAIMS_PAST_SUBJECTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/byte_span.h"

namespace heshu::extract {

// A subject that was used or could have been, in an earlier sentence of the article.
struct PastSubject {
  std::string id, kind, name, text;
  std::optional<ByteSpan> span;  // of the article's text
  int sentence = 0;              // counted over the article
  bool was_claimed = false;      // a claim of that sentence had it as its subject
  bool is_heading = false;
  std::string owner;      // id
  std::string region;     // "cn"; empty if unknown
  bool is_topic = false;  // headed an English sentence
};

// A company of the table, or a name that says itself that it is one.
bool IsCompany(const PastSubject& past);

class PastSubjects {
 public:
  void Add(PastSubject subject);
  void Clear();

  // Oldest first; an index stays good until Clear.
  std::size_t size() const { return all_.size(); }
  const PastSubject& operator[](std::size_t i) const { return all_[i]; }
  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }

  // Those of sentence `since` or later and all headings, the newest first.
  std::vector<std::size_t> InReach(int since) const;

  bool Names(std::string_view id) const;
  bool InHeading(std::string_view id) const;
  // How often it was named outside headings.
  int MentionsOf(std::string_view id) const;

  // The first of its kind that was named.
  std::optional<std::size_t> FirstOfKind(std::string_view kind) const;

  // What 公司 goes back to: the company named last (of one sentence the first), or its owner where
  // that is named too; else the first of the headings. A name of no table that says itself that it
  // is a company is one too, outside headings.
  std::optional<std::size_t> MainCompany() const;

 private:
  std::vector<PastSubject> all_;
  std::vector<std::size_t> headings_;
  std::unordered_map<std::string, std::size_t> first_of_id_, first_of_kind_;
  std::unordered_map<std::string, int> mentions_;
  std::optional<std::size_t> last_company_;  // of a sentence
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_PAST_SUBJECTS_H_
