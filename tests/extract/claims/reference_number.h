// A slow, obvious reader of written numbers, and a writer of numbers in every notation; for tests.
//
// The reader splits a text at its biggest unit and reads both sides in the same way. It shares
// nothing with extract/claims/number.cc but Decimal.
#ifndef HESHU_TESTS_EXTRACT_CLAIMS_REFERENCE_NUMBER_H_
#define HESHU_TESTS_EXTRACT_CLAIMS_REFERENCE_NUMBER_H_

#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "core/decimal.h"

namespace heshu::extract::reference {

// The value of all of `text`; empty if it is no number of the notations that Generate writes.
std::optional<Decimal> Read(std::string_view text);

struct Written {
  std::string text;
  Decimal value;
};

// A random number in a random notation: digits, grouped, decimal with magnitude, Han, formal,
// mixed, omitted last unit, stacked units, Han decimals, positional.
Written Generate(std::mt19937_64& random);

}  // namespace heshu::extract::reference

#endif  // HESHU_TESTS_EXTRACT_CLAIMS_REFERENCE_NUMBER_H_
