// Which subjects a figure may be told of alike: the links of the entity table (VOCABULARY.md §1).
#ifndef HESHU_COMPARE_SUBJECT_LINKS_H_
#define HESHU_COMPARE_SUBJECT_LINKS_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/vocabulary.h"

namespace heshu::compare {

enum class SubjectLink {
  kNone,    // two things
  kSame,    // one id
  kNear,    // the same figure is told of either (豆包 / 火山引擎)
  kCalled,  // names of no table that may be one company's (澄光科技 / 澄光 / Chengguang)
  kFamily,  // one is a version of the other (千問 / Qwen 3.5): equal figures agree
  kOwner,   // one belongs to the other (元寶 / 騰訊): equal figures agree
};

// An index over a vocabulary's entities. Keeps a pointer to it: the vocabulary must outlive it.
class SubjectLinks {
 public:
  explicit SubjectLinks(const Vocabulary& vocabulary);

  SubjectLink Between(std::string_view a, std::string_view b) const;

  // The more specific of two linked subjects: product before company, version before family. Equal
  // ranks (near) give the lexically smaller one.
  std::string MoreSpecific(std::string_view a, std::string_view b) const;

  // True if `whole` is an owner or family of `part`, at any distance.
  bool IsPartOf(std::string_view part, std::string_view whole) const;

  // True of a bare name (no number in it) that some entity is a version of: what is told of it may
  // be true of any version.
  bool HasVersions(std::string_view id) const;

  // One name for all subjects that links of any kind join: the smallest id among them.
  std::string Component(std::string_view id) const;

 private:
  const Vocabulary* vocabulary_;
  std::unordered_map<std::string, std::string> component_;  // ids with links only
  std::unordered_set<std::string> families_;
};

// Whether a subject of no table ("x:宁波银行", "x:Helion Robotics") is the name of one company by
// its form, so that the same words in two texts are the same company; x:全球笔电 is not.
bool IsCompanyName(std::string_view id);

// What names of no table have in common that may be one company's: the stem before 科技 or
// Technology, in Latin letters. The id itself if its form says nothing.
std::string CallKey(std::string_view id);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_SUBJECT_LINKS_H_
