// A slow, obvious reader of written numbers, and a writer of a value in every notation; for tests.
//
// The reader splits a text at its biggest unit and reads both sides in the same way. It shares
// nothing with extract/quantity/number.cc and english_number.cc but Decimal.
#ifndef HESHU_TESTS_EXTRACT_QUANTITY_REFERENCE_NUMBER_H_
#define HESHU_TESTS_EXTRACT_QUANTITY_REFERENCE_NUMBER_H_

#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/decimal.h"

namespace heshu::extract::reference {

// What a text says: one value, or two ends; `more` = more than lo (500余万); `percent` = 百分之.
struct Reading {
  Decimal lo;
  Decimal hi;
  bool more = false;
  bool percent = false;

  static Reading Exactly(const Decimal& value) { return {value, value}; }
  friend bool operator==(const Reading&, const Reading&) = default;
};
std::string Describe(const Reading& reading);

// The reading of all of `text`; empty if it is no number in a notation of the writers below.
std::optional<Reading> Read(std::string_view text);

struct Written {
  std::string notation;  // its name, for messages and counts
  std::string text;      // folded
  Reading reading;
};

// A value of any size from 0.0001 to 10^15, round ones as often as long ones.
Decimal RandomValue(std::mt19937_64& random);
// `value` in every notation that can say it exactly: digits, grouped, spaced, with each magnitude
// (万 … 亿亿, K M B T, million), 1.5e12, ×10^12, ×10¹², Han, formal, positional, Han decimals,
// stacked, omitted last unit, 廿, English words, parts of a hundred.
std::vector<Written> WriteExact(const Decimal& value);
// Fractions (3/20, 二十分之三, 一又二分之一) and vague numbers (数十万, 十几, 六七万, 500余万,
// 3亿多).
std::vector<Written> WriteOthers(std::mt19937_64& random);

}  // namespace heshu::extract::reference

#endif  // HESHU_TESTS_EXTRACT_QUANTITY_REFERENCE_NUMBER_H_
