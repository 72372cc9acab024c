// One row: a text, one of its figures, and what must be read of it.
#ifndef HESHU_TESTS_RULES_READ_ROW_H_
#define HESHU_TESTS_RULES_READ_ROW_H_

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/rules/read_figure.h"

namespace heshu::extract {

struct Row {
  std::string name, text;
  std::string figure;   // the claim's text
  std::string metric;   // "" = none
  std::string subject;  // id; "" = any
  std::string start;    // of its time; "" = any
  std::string unit;     // "" = any
};
inline void PrintTo(const Row& row, std::ostream* os) { *os << row.text << " : " << row.figure; }

// Reads the text under a title, as of 2025-11-20.
inline void ExpectRead(const Row& row, const std::string& title) {
  const auto read = ReadFigure(title + "\n\n" + row.text, "2025-11-20", row.figure);
  ASSERT_TRUE(read.has_value()) << read.error().ToString();
  const std::optional<Claim>& found = *read;
  ASSERT_TRUE(found.has_value()) << "no figure " << row.figure;
  EXPECT_EQ(found->metric, row.metric);
  if (!row.subject.empty()) {
    ASSERT_TRUE(found->subject.has_value());
    EXPECT_EQ(found->subject->id, row.subject);
  }
  if (!row.start.empty()) {
    ASSERT_TRUE(found->time.start.has_value());
    EXPECT_EQ(found->time.start->ToString(), row.start);
  }
  if (!row.unit.empty()) {
    EXPECT_EQ(found->unit, row.unit);
  }
}

}  // namespace heshu::extract

#endif  // HESHU_TESTS_RULES_READ_ROW_H_
