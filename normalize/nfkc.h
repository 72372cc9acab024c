// NFKC (ICU) with the offsets kept, and what NFKC leaves undone for numbers in news text:
//
//   every Unicode space (NBSP, U+3000, thin spaces) becomes ' '; U+2028, U+2029, U+0085 become '\n'
//   what has no width and no meaning (soft hyphen, U+200B-200D, U+FEFF, variation selectors:
//   Unicode's Default_Ignorable_Code_Point) is dropped before composing ill-formed UTF-8 becomes
//   U+FFFD, one for each maximal subpart
//
// One deviation from NFKC: a compatibility character that spells digits stays as it is where its
// digits would run into a neighbour and make another number: 10² is not 102, ①5000 is not 15000,
// 2½ is not 21⁄2. Elsewhere it is folded (m², ①, ½). Pure; safe from any thread.
#ifndef HESHU_NORMALIZE_NFKC_H_
#define HESHU_NORMALIZE_NFKC_H_

#include <string_view>

#include "normalize/fold.h"

namespace heshu::normalize {

// `damage` of the result: U+FFFD, private use, and ASCII question marks where characters were lost
// (two or more between Han, 出??癯; one between Han and Chinese punctuation, 癯?，).
MappedText NormalizeCompatible(std::string_view text);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_NFKC_H_
