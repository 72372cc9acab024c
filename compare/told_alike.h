// What two documents tell alike besides the figures in hand: whether they are of one report.
#ifndef HESHU_COMPARE_TOLD_ALIKE_H_
#define HESHU_COMPARE_TOLD_ALIKE_H_

#include "compare/diagnosis.h"
#include "compare/subject_links.h"
#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

// What a figure weighs that both texts tell: one of three digits is no accident, two of two
// digits are none.
int WeightOf(const Claim& claim);

// Whether two documents are of one report: they tell other figures alike of what these two are told
// of; of what is quoted, two of three digits of any market will do, for they are of one moment.
bool TellOneReport(const Claim& a, const Claim& b, bool is_quoted, const Vocabulary& vocabulary,
                   const SubjectLinks& links, const FigureIndex& figures);

// Both texts tell one sum that was raised.
bool TellOneFunding(const Claim& a, const Claim& b, const Vocabulary& vocabulary,
                    const FigureIndex& figures);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_TOLD_ALIKE_H_
