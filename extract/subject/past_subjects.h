// The subjects that an article's earlier sentences named: what a figure without one may inherit.
//
// Asking costs what is in reach, however long the article: the last sentences, the headings, and
// which ids were named at all.
#ifndef HESHU_EXTRACT_SUBJECT_PAST_SUBJECTS_H_
#define HESHU_EXTRACT_SUBJECT_PAST_SUBJECTS_H_

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
  std::string owner;          // id
  std::string region;         // "cn"; empty if unknown
  bool is_topic = false;      // headed an English sentence
  bool is_of_office = false;  // a country, by its ministry or statistics office
  bool is_house = false;      // a bank or broker, whose word is as often quoted as it is told of

  // Becomes the company that the product is of, if it is known.
  void StandForOwner();
};

// A company of the table, or a name that says itself that it is one.
bool IsCompany(const PastSubject& past);

// "…, followed by X": an English sentence goes on with who headed one before.
bool IsAside(const PastSubject& past);

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
  // Whether the last that was said of it was said of the country of an office.
  bool IsOfOffice(std::string_view id) const;
  // Whether the headings name no other company: 滙豐獲調高目標價, not 滙豐喊台積電1,800元.
  bool IsAloneInHeadings(std::string_view id) const;
  // How often it was named outside headings.
  int MentionsOf(std::string_view id) const;

  // Who heads the first English sentence that is about a company: what the text reports on.
  std::optional<std::size_t> Lead() const { return lead_; }

  // The first of its kind that was named.
  std::optional<std::size_t> FirstOfKind(std::string_view kind) const;

  // Whether a model or product of this company was named in a heading or since that sentence.
  bool NamesModelOf(std::string_view company, int since) const;

  // The company that all headings name, if they name just one.
  std::optional<std::size_t> OnlyCompanyInHeadings() const;

  // What 公司 goes back to: the company named last (of one sentence the first), or its owner where
  // that is named too; else the first of the headings, and so where the one named last was told
  // nothing of and the headings name just one. A name of no table that says itself that it is a
  // company is one too, outside headings.
  std::optional<std::size_t> MainCompany() const;

 private:
  std::vector<PastSubject> all_;
  std::vector<std::size_t> headings_;
  std::unordered_map<std::string, std::size_t> first_of_id_, first_of_kind_;
  std::unordered_map<std::string, int> mentions_;
  std::optional<std::size_t> last_company_;  // of a sentence
  std::optional<std::size_t> lead_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_PAST_SUBJECTS_H_
