// What two texts leave open, and what they tell alike: texts on one report tell its other figures
// too, and mean by them the same chart, market and period.
#ifndef HESHU_COMPARE_SHARED_REPORT_H_
#define HESHU_COMPARE_SHARED_REPORT_H_

#include "compare/comparability.h"
#include "compare/diagnosis.h"
#include "compare/subject_links.h"
#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

// Takes out of `keys.unknown` what another figure that both documents tell settles: the scope,
// chart, platform or kind, where it is of the same metric or has four digits; the time, where in
// either text it is told of the same days as the figure in question; the item, where it is of the
// same subject, metric and item (from $3,999, to $4,399). True if no key is open any more.
bool SettleByReport(const Claim& a, const Claim& b, const Vocabulary& vocabulary,
                    const SubjectLinks& links, const FigureIndex& figures, Comparability& keys);

// Likewise what one of two reports of the same days leaves out (against what it grew, where), if
// their figures are one of three digits or more, misprinted. True if no key is open any more.
bool SettleByMisprint(const Claim& a, const Claim& b, Comparability& keys);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_SHARED_REPORT_H_
