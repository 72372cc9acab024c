// What may have gone wrong between two figures that contradict (CLAIMS.md, rule 6).
#ifndef HESHU_COMPARE_DIAGNOSIS_H_
#define HESHU_COMPARE_DIAGNOSIS_H_

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compare/subject_links.h"
#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::compare {

// What two claims share that tell one figure of one metric; "" for a range.
std::string FigureKey(const Claim& claim, const Vocabulary& vocabulary);

// By what rules of accounting a figure was reached, as far as its words say.
struct Accounts {
  enum class Standard { kUnsaid, kInternational, kChinese };
  bool is_adjusted = false;  // Non-GAAP, 經調整, 扣非
  Standard standard = Standard::kUnsaid;
};

// Where each written figure of a metric occurs, over all claims compared. Keeps pointers to the
// claims given. Of one thread: it remembers what it was asked.
class FigureIndex {
 public:
  FigureIndex(const std::vector<const Claim*>& claims, const Vocabulary& vocabulary);

  void Add(const std::vector<const Claim*>& claims);

  // True if the figure of `suspect` is, at that time, the figure of another subject, told in the
  // document of `suspect` or of `other`: a list read one place off.
  bool IsLabelShift(const Claim& suspect, const Claim& other, const SubjectLinks& links) const;

  // True if the figure of `suspect` is the figure of the same subject at an earlier time.
  bool IsStale(const Claim& suspect) const;

  // True if its own document tells the figure of another subject too: then the words may have been
  // read wrong, here or there.
  bool IsOfAnotherToo(const Claim& claim, const SubjectLinks& links) const;

  // True if the document of `other` tells the figure of `suspect` as held against another base:
  // 同比 for 环比.
  bool IsOfAnotherBase(const Claim& suspect, const Claim& other) const;

  // True if `other`, or its document, tells the number of `suspect` as a percentage: 跌0.68點 of an
  // index that fell by 0.68%.
  bool IsPercentForPoints(const Claim& suspect, const Claim& other,
                          const SubjectLinks& links) const;

  // True if the document of the claim tells any figure in this currency.
  bool TellsInCurrency(const Claim& claim, std::string_view currency) const;

  // The claims given that are of this document; empty if there are none.
  const std::vector<const Claim*>& OfDocument(std::string_view doc) const;

  // FigureKey of one of the claims given, which was worked out once; "" of any other.
  std::string_view KeyOf(const Claim& claim) const;

  // AccountsOf(claim) of compare/doubt.h, read in its words once. The claim must outlive the index.
  const Accounts& AccountsOfFigure(const Claim& claim) const;

 private:
  const std::vector<const Claim*>* Find(const Claim& claim) const;

  const Vocabulary* vocabulary_;
  std::map<std::string, std::vector<const Claim*>> by_figure_;
  std::map<std::string, std::vector<const Claim*>, std::less<>> by_document_;
  std::unordered_map<const Claim*, std::string> keys_;
  mutable std::unordered_map<const Claim*, Accounts> accounts_;
};

// "suspect:…" reasons for a contradiction, the most telling first; may be empty.
std::vector<std::string> Diagnose(const Claim& a, const Claim& b, const FigureIndex& figures,
                                  const SubjectLinks& links);

// True if `then` is sure to be of a time before that of `now`.
bool IsEarlier(const Claim& then, const Claim& now);

// Reasons that hold for figures of different units: one number, two counted nouns (次 / Token), or
// a percentage and percentage points.
std::vector<std::string> DiagnoseUnits(const Claim& a, const Claim& b);

// One number in two currencies, 28.5億美元 and 28.5億元人民幣: no rate of exchange makes one of the
// other, so a word was exchanged. Both are named, but for a bare 元 of the mainland. One digit
// alone is no evidence, but of one event.
bool IsCurrencySlip(const Claim& a, const Claim& b, const MetricDefinition& metric);

// n where two bounds of one direction and one digit sequence lie 10^n apart (突破2萬, 突破20萬):
// both may be true, but who knew the greater would not have told the smaller. Else 0.
int TenfoldBounds(const Claim& a, const Claim& b);

// Two moves of an index in points, of which one is small enough to be a percentage.
bool MayBePercentForPoints(const Claim& a, const Claim& b);

// The figure is a loss: by a word (虧損46.2億) or by its sign (淨利潤-46.2億).
bool IsLoss(const Claim& claim);
bool IsToldAsLoss(const Claim& claim);  // by a word alone

// One number, in one text a loss and in the other a profit, of which its sentence leaves no doubt.
bool IsSignSlip(const Claim& a, const Claim& b);

// One source, or one named authority, told both, on different days.
bool IsRevision(const Claim& a, const Claim& b);

// n where the written digits are equal and the values differ by 10^n (n ≥ 1), else 0. One digit
// alone is no evidence below 10³. A figure of three digits or more may be the other one rounded:
// 2.32兆 and 2318.4億.
int ScaleSlip(const Decimal& a, const Decimal& b);
// Of two claims in one unit.
bool IsScaleSlip(const Claim& a, const Claim& b);
// The same, with digits enough to know the figure again: 66.88亿 and 6.69亿.
bool IsTellingSlip(const Claim& a, const Claim& b);
// Of the same digits, few as they are: 0.4 and 4.
bool IsTenfold(const Claim& a, const Claim& b);

// 330 % told where 3.3 times was meant (growth of 230 %), or the other way about; growth to 4.5
// times told as growth by 450 %.
bool IsRatioForPercent(const Claim& a, const Claim& b);

// A slip of scale where one of the two is written with 兆, which is 10^12 in Taiwan, Japan and
// Korea and 10^6 on the mainland.
bool IsOverZhao(const Claim& a, const Claim& b);

bool IsTransposed(const Claim& a, const Claim& b);  // of two claims in one unit

// One digit left out, five or more the same: 1159.46 and 159.46.
bool IsDigitLost(const Decimal& a, const Decimal& b);

// One figure whose digits slipped or changed places, and enough of them that it is no accident.
bool IsMisprint(const Claim& a, const Claim& b, std::size_t fewest_digits = 3);
// One digit out of its place, all else equal: 24.9 and 29.4, 374 and 437.
bool IsTransposition(const Decimal& a, const Decimal& b);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_DIAGNOSIS_H_
