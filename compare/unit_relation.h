// Which units may be compared, and by which exact factors (VOCABULARY.md §3).
#ifndef HESHU_COMPARE_UNIT_RELATION_H_
#define HESHU_COMPARE_UNIT_RELATION_H_

#include <string>
#include <string_view>

#include "compare/currency.h"
#include "core/claim.h"
#include "core/decimal.h"
#include "core/vocabulary.h"

namespace heshu::compare {

// A unit split at its period: "token/min" → {"token", "min"}; "CNY/kWh" → {"CNY/kWh", ""}.
struct UnitParts {
  std::string_view thing;
  std::string_view period;  // s, min, hour, day, week, month, quarter, year or empty
};
UnitParts SplitUnit(std::string_view unit);

struct UnitRelation {
  enum class Kind {
    kConvertible,    // compare value × factor of either
    kPeriodUnknown,  // one side does not say per what: 633億Tokens against 633億Tokens a minute
    kMismatch,       // `key` says what differs
  };
  Kind kind = Kind::kConvertible;
  Decimal factor_a = Decimal::Of(1);
  Decimal factor_b = Decimal::Of(1);
  std::string unit;  // what the scaled values are in
  std::string key;   // "unit", "currency", "period" where they differ
  // Of a sum converted by a rate of exchange, as a fraction: nobody says at which rate of the day,
  // or of the period, a newsroom converts.
  Decimal slack;

  bool IsConvertible() const { return kind == Kind::kConvertible; }
};

// True of sums of money, or prices of one thing, that are told in different currencies.
bool AreOfTwoCurrencies(const Claim& a, const Claim& b);

// Symmetric but for which factor is whose. Rates per second, minute and hour convert; those per
// day, week, month, year do not (an average is no total: CLAIMS.md). Currencies convert by `rates`
// of the figures' own day alone.
UnitRelation RelateUnits(const Claim& a, const Claim& b, const Vocabulary& vocabulary,
                         const ExchangeRates* rates = nullptr);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_UNIT_RELATION_H_
