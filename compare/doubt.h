// Reasons to doubt that two figures that clash are figures of the same thing. The rules that read
// claims do not know every word that narrows a figure (a segment, an accounting basis, a market);
// a false alarm costs more than a miss, so a doubted contradiction is only `possible`.
#ifndef HESHU_COMPARE_DOUBT_H_
#define HESHU_COMPARE_DOUBT_H_

#include <string>
#include <string_view>

#include "compare/diagnosis.h"
#include "compare/subject_links.h"
#include "compare/verdict.h"
#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

// The key that may differ though no text says so, for an unknown:KEY: "" = no doubt.
//   item        both stand in one text; or the text of one tells the other's figure too, or several
//               figures of the kind; or they are of different segments; or they lie so far apart
//               that they will hardly be one thing
//   basis       one is told as adjusted or before tax, the other is not; one is the parent's share;
//   or two
//               texts keep a company's books in two currencies, and tell a rate of each
//   instrument  one is of a listing in Hong Kong, the other in New York
std::string_view DoubtOf(const Claim& a, const Claim& b, const PairVerdict& verdict,
                         const MetricDefinition& metric, const Vocabulary& vocabulary,
                         const SubjectLinks& links, const FigureIndex& figures);

// 應佔溢利5.62億, 經調整4.71億 in one text, 归母净利润4.71亿 in the other: the words of the other
// say which profit they mean, and the figure is what the text tells as adjusted.
bool IsUnderAnotherLabel(const Claim& told, const Claim& other, const FigureIndex& figures);

// Figures farther apart than this part of the greater are hardly of one thing: 43 against 570.
inline constexpr double kHardlyOneThing = 0.6;

// One name for what companies call one segment: 服务器 and 伺服器, 数据中心 and data center; else
// the words.
std::string CommonSegment(std::string_view told);

// The words that say what part of a company a figure is of (its `segment`); "" = the whole.
std::string NarrowingWords(const Claim& claim);
// True where the words beside a figure say that it is adjusted (Non-GAAP, 經調整, 扣非).
bool IsAdjusted(const Claim& claim);
Accounts AccountsOf(const Claim& claim);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_DOUBT_H_
