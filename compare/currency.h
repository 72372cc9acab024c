// Rates of exchange from a user's file: the only ground on which sums in different currencies are
// compared (CLAIMS.md, rule 2).
//
// The format is that of the European Central Bank's reference rates (eurofxref-hist.csv): a header
// `Date,USD,JPY,…`, then a line a day with the units of each currency that one euro buys, days in
// any order, `N/A` or nothing where a day has no rate. heshu fetches none.
#ifndef HESHU_COMPARE_CURRENCY_H_
#define HESHU_COMPARE_CURRENCY_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"

namespace heshu::compare {

class ExchangeRates {
 public:
  // Reads the text of a file; `name` stands in messages. kInvalidInput, with the line: no header, a
  // date or a rate that is none. Lines that are empty are passed over.
  static Result<ExchangeRates> Parse(std::string_view csv, const std::string& name);

  // Units of `to` for one of `from` (ISO 4217) on `day`, or on the last day before it that has both
  // rates, at most kMaxAge days before: markets close over holidays. Empty: there is none.
  std::optional<Decimal> Rate(std::string_view from, std::string_view to, const Date& day) const;

  std::size_t days() const { return rates_.size(); }

  static constexpr long kMaxAge = 7;

 private:
  const Decimal* Find(const std::vector<std::optional<Decimal>>& row, std::string_view code) const;

  std::map<std::string, std::size_t, std::less<>> columns_;
  std::map<long, std::vector<std::optional<Decimal>>> rates_;  // day since 1970 → by column
};

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_CURRENCY_H_
