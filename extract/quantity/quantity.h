// Finds and reads every figure of folded text: value, bound, unit (NUMBERS.md, CONTRACT.md's
// table).
//
// Input is folded text (normalize/): NFKC, simplified. Numbers inside time expressions, model
// names, stock codes, versions, clock times, URLs and ordinals are no figures; ranks are. Pure;
// safe from any thread; time linear in the text.
#ifndef HESHU_EXTRACT_QUANTITY_QUANTITY_H_
#define HESHU_EXTRACT_QUANTITY_QUANTITY_H_

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "core/claim.h"
#include "extract/quantity/unit_table.h"
#include "extract/time/time_expression.h"

namespace heshu::extract {

struct Quantity {
  ByteSpan span;          // number, magnitude, unit, currency (of the folded text)
  ByteSpan context_span;  // span with bound words and the per-unit
  ByteSpan number_span;   // digits and magnitude alone
  Value value;
  std::string unit;  // complete id with its per: "CNY/1e6 token", "token/min", "percent", "count"
  std::string dimension;
  std::string per;  // the per as written, normalized: "minute", "1e6 token", "day"; "" if none
  std::string counted_noun;    // "order", "GPU", "cup", … as folded into `unit`; "" if none
  bool unit_inferred = false;  // a bare 元, or a unit shared from the right end of a list
  // Marks for qualifiers: emphasis=high|low, form=growth|multiple|fraction, move=up|down,
  // also_bound=at_least|at_most, baseline=yoy|qoq|mom, as_written=…, ambiguous=…
  std::map<std::string, std::string> marks;
};

// All figures of `folded`, in order, not overlapping. `times` are FindTimes' of the same text: a
// number inside one is no figure of its own. `region` ("cn", "hk", "tw", "us", "") reads a bare 元.
std::vector<Quantity> FindQuantities(std::string_view folded, std::span<const TimeExpression> times,
                                     const UnitTable& units, std::string_view region = {});

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_QUANTITY_H_
