// Who counted a figure, and in which of its editions: two who count tell two figures, and a first
// estimate is no error because a later one differs.
#ifndef HESHU_COMPARE_SURVEY_H_
#define HESHU_COMPARE_SURVEY_H_

#include <string_view>

#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

// "survey" if the two figures were or may have been counted by two, as those who count this metric
// are known to; "edition" if one is a first estimate and the other is, or may be, a later one; ""
// if nothing speaks against one count.
std::string_view SurveyDoubt(const Claim& a, const Claim& b, const Vocabulary& vocabulary);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_SURVEY_H_
