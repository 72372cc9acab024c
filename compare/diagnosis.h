// What may have gone wrong between two figures that contradict (CLAIMS.md, rule 6).
#ifndef HESHU_COMPARE_DIAGNOSIS_H_
#define HESHU_COMPARE_DIAGNOSIS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compare/subject_links.h"
#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

// What two claims share that tell one figure of one metric; "" for a range.
std::string FigureKey(const Claim& claim, const Vocabulary& vocabulary);

// Where each written figure of a metric occurs, over all claims compared. Built once; keeps
// pointers to the claims given.
class FigureIndex {
 public:
  FigureIndex(const std::vector<const Claim*>& claims, const Vocabulary& vocabulary);

  // True if the figure of `suspect` is, at that time, the figure of another subject, told in the
  // document of `suspect` or of `other`: a list read one place off.
  bool IsLabelShift(const Claim& suspect, const Claim& other, const SubjectLinks& links) const;

  // True if the figure of `suspect` is the figure of the same subject at an earlier time.
  bool IsStale(const Claim& suspect) const;

  // True if its own document tells the figure of another subject too: then the words may have been
  // read wrong, here or there.
  bool IsOfAnotherToo(const Claim& claim, const SubjectLinks& links) const;

  // The claims given that are of this document; empty if there are none.
  const std::vector<const Claim*>& OfDocument(std::string_view doc) const;

 private:
  const std::vector<const Claim*>* Find(const Claim& claim) const;

  const Vocabulary* vocabulary_;
  std::map<std::string, std::vector<const Claim*>> by_figure_;
  std::map<std::string, std::vector<const Claim*>, std::less<>> by_document_;
};

// "suspect:…" reasons for a contradiction, the most telling first; may be empty.
std::vector<std::string> Diagnose(const Claim& a, const Claim& b, const FigureIndex& figures,
                                  const SubjectLinks& links);

// Reasons that hold for figures of different units: one number, two counted nouns (次 / Token), or
// a percentage and percentage points.
std::vector<std::string> DiagnoseUnits(const Claim& a, const Claim& b);

// One source, or one named authority, told both, on different days.
bool IsRevision(const Claim& a, const Claim& b);

// n where the written digits are equal and the values differ by 10^n (n ≥ 1), else 0. One digit
// alone is no evidence below 10³. A figure of three digits or more may be the other one rounded:
// 2.32兆 and 2318.4億.
int ScaleSlip(const Decimal& a, const Decimal& b);
// Of two claims in one unit.
bool IsScaleSlip(const Claim& a, const Claim& b);

// 330 % told where 3.3 times was meant (growth of 230 %), or the other way about; growth to 4.5
// times told as growth by 450 %.
bool IsRatioForPercent(const Claim& a, const Claim& b);

// A slip of scale where one of the two is written with 兆, which is 10^12 in Taiwan, Japan and
// Korea and 10^6 on the mainland.
bool IsOverZhao(const Claim& a, const Claim& b);

bool IsTransposed(const Claim& a, const Claim& b);  // of two claims in one unit
// One digit out of its place, all else equal: 24.9 and 29.4, 374 and 437.
bool IsTransposition(const Decimal& a, const Decimal& b);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_DIAGNOSIS_H_
