// Who a figure is of, as one of the ways of finding it says.
#ifndef HESHU_EXTRACT_SUBJECT_SUBJECT_CHOICE_H_
#define HESHU_EXTRACT_SUBJECT_SUBJECT_CHOICE_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/claim.h"
#include "extract/mentions/mention.h"
#include "extract/subject/past_subjects.h"

namespace heshu::extract {

struct SubjectChoice {
  std::string id, kind, name;
  std::optional<ByteSpan> folded_span;  // where it stands in this block
  std::optional<std::size_t> past;      // or which of PastSubjects it is
  How how = How::kStated;
  double score = 0;

  // A name that stands in this block, whose folded text `folded` is.
  static SubjectChoice Stated(const EntityMention& entity, std::string_view folded, double score);
  // Words of this block that no table lists: x:… .
  static SubjectChoice Unlisted(std::string_view words, ByteSpan folded_span, double score,
                                std::string_view kind = "name");
  // One of PastSubjects, which stands there at `index`.
  static SubjectChoice Inherited(const PastSubject& one, std::size_t index, double score);
  // One that no word tells of.
  static SubjectChoice Inferred(std::string_view id, std::string_view kind, double score);
};

// The score of a name in the figure's own clause, which all others are measured against.
inline constexpr double kSameClauseScore = 100;
// The score of a name in the sentence before.
inline constexpr double kEarlierSentenceScore = 52;
// What scores no more is none.
inline constexpr double kFloor = 8;
inline constexpr double kLastResort = kFloor + 1;  // the maker, where its product is named
// What takes from it, wherever it stands.
inline constexpr double kPossessor = 18;     // X的Y: Y is what the figure is of
inline constexpr double kPlace = 25;         // a region is a subject only of what nothing nearer is
inline constexpr double kUnlistedName = 12;  // of no table

// Takes the choice in the place of the best so far, if it scores more.
void Consider(std::optional<SubjectChoice>& best, SubjectChoice choice);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_SUBJECT_CHOICE_H_
