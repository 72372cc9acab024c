// English number words: two million, a dozen, half a billion, tens of thousands, one third.
//
// Input is folded text; case does not matter. Pure; time linear in the characters read.
#ifndef HESHU_EXTRACT_QUANTITY_ENGLISH_NUMBER_H_
#define HESHU_EXTRACT_QUANTITY_ENGLISH_NUMBER_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "extract/quantity/number.h"

namespace heshu::extract {

// Whether a word that begins with `letter` may be a number: a quick test before reading one.
bool MayStartEnglishNumber(char letter);

// The longest number in words that begins exactly at `at`, at the beginning of a word; `is_word` is
// set. "a" and "one" alone are none: they are articles.
//
//   twenty-five   three hundred and twenty   two and a half million   a dozen   half a billion
//   tens of millions → [2e7, 1e8]; thousands of → [2e3, 1e4]; dozens of → [24, 120]
//   one third, two-thirds, a quarter of, half of → fractions
std::optional<ParsedNumber> ReadEnglishNumber(std::string_view text, std::size_t at);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_ENGLISH_NUMBER_H_
