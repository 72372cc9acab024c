// Numbers in ASCII digits: grouping, decimals, powers of ten, and the Latin magnitudes behind them.
#ifndef HESHU_EXTRACT_QUANTITY_ASCII_NUMBER_H_
#define HESHU_EXTRACT_QUANTITY_ASCII_NUMBER_H_

#include <cstddef>
#include <string_view>

#include "core/decimal.h"
#include "extract/quantity/spelling_trie.h"

namespace heshu::extract {

struct AsciiNumber {
  std::size_t end = 0;
  Decimal value;
  int step_exponent = 0;  // -2 for 3.07
  int digits = 0;         // before the point
  bool has_point = false;
  bool is_grouped = false;
  bool leading_zero = false;  // 00700
  bool too_long = false;      // more than 18 significant digits
  bool is_chain = false;      // 1.2.3
};

// Reads "1,050,000", "1 000 000", ".5", "4.800", "1.5e12", "3×10^9" at `at`, which must be a digit
// or a point before one.
AsciiNumber ReadAsciiNumber(std::string_view text, std::size_t at);

struct LatinMagnitude {
  int exponent = 0;
  std::size_t size = 0;  // with the space before it; 0 = none
  char letter = 0;       // K M B T W, or 'w' for a word
};

// K, M, B, T, bn, million, trillion … right behind a number that ends at `at`. Not the beginning of
// a longer Latin word nor of a unit of `units` (MB, kWh). Lower-case m, b and t count only behind
// money: the caller reads them.
LatinMagnitude ReadLatinMagnitude(std::string_view text, std::size_t at, const SpellingTrie* units);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_ASCII_NUMBER_H_
