// How firmly the key of a figure stands in its own words. Of ten thousand real articles nearly
// every clash of figures whose subject, day or session no word of the sentence gives is a clash of
// two things, and not of two sources.
#ifndef HESHU_COMPARE_FIRMNESS_H_
#define HESHU_COMPARE_FIRMNESS_H_

#include <string_view>

#include "compare/diagnosis.h"
#include "compare/subject_links.h"
#include "compare/verdict.h"
#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

// The key of two figures that clash which their words leave too loose for an alarm, for an
// unknown:KEY; "" = none.
//   session  what is traded moves all day: only two closes (openings, highs) of one day can clash,
//            a close with what is told of that day, and what is told of a day long over
//            told before the close of its own day, a close is the morning's
//   time     no word of one text dates it, it is nothing that stays, and no news of these days
//   item     what a place, a trade or an index earns, sells or grows by, unless both name one
//            item; and a rise beside a fall of other digits: of a part, and of the whole
//   attribution  a target price of two houses
//   round    a valuation of before, or far off, where the texts tell no one round or sum raised
//   subject  too much of the two keys is taken from other sentences
// Of two texts on one report, which tell more of its figures alike, only the item is loose; nothing
// of an event that both have just heard of, or of a figure of three digits, misprinted, that is no
// quote.
std::string_view LooseKeyOf(const Claim& a, const Claim& b, const PairVerdict& verdict,
                            const MetricDefinition& metric, const Vocabulary& vocabulary,
                            const SubjectLinks& links, const FigureIndex& figures);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_FIRMNESS_H_
