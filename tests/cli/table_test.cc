#include "cli/table.h"

#include <gtest/gtest.h>

namespace heshu::cli {
namespace {

Table SmallTable() {
  Table table({{.title = "SUBJECT"},
               {.title = "N", .align = Align::kRight},
               {.title = "ID", .may_shrink = false}});
  table.AddRow({"豆包", "5", "c_1"});
  table.AddRow({"Nvidia", "1,000", "c_2"});
  return table;
}

TEST(Table, LinesHanAndLatinUp) {
  EXPECT_EQ(SmallTable().Render(0, false),
            "SUBJECT      N  ID\n"
            "豆包         5  c_1\n"
            "Nvidia   1,000  c_2\n");
}

TEST(Table, CutsTheWidestCellsOnATerminalAndNeverAnId) {
  Table table({{.title = "QUOTE"}, {.title = "ID", .may_shrink = false}});
  table.AddRow({"一二三四五六七八九十", "c_0123456789"});
  const std::string fitted = table.Render(26, false);
  EXPECT_EQ(fitted,
            "QUOTE         ID\n"
            "一二三四五…   c_0123456789\n");
  EXPECT_NE(table.Render(0, false).find("一二三四五六七八九十"), std::string::npos);
}

TEST(Table, StopsShrinkingAtTheFloorOfAColumn) {
  Table table({{.title = "QUOTE", .min_columns = 8}});
  table.AddRow({"一二三四五六七八九十"});
  EXPECT_EQ(table.Render(2, false), "QUOTE\n一二三…\n");
}

TEST(Table, MakesCellsSafeForATerminal) {
  Table table({{.title = "TITLE"}});
  table.AddRow({"a\033]0;owned\007b\nc"});
  EXPECT_EQ(table.Render(0, false),
            "TITLE\na\xEF\xBF\xBD]0;owned\xEF\xBF\xBD"
            "b c\n");
}

TEST(CsvLine, QuotesWhatWouldBreakTheRow) {
  EXPECT_EQ(CsvLine({"a", "", "b,c", "say \"x\"", "two\nlines", "豆包"}),
            "a,,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",豆包\r\n");
}

TEST(CsvLine, KeepsASpreadsheetFromRunningATextOfAPage) {
  EXPECT_EQ(CsvLine({"=1+2", "+86", "@SUM(A1)", "\tx", "-cmd|'/C calc'!A0"}),
            "'=1+2,'+86,'@SUM(A1),'\tx,'-cmd|'/C calc'!A0\r\n");
  EXPECT_EQ(CsvLine({"=a,\"b\""}), "\"'=a,\"\"b\"\"\"\r\n");
}

TEST(CsvLine, KeepsNumbersAsTheyAre) {
  EXPECT_EQ(CsvLine({"-4.26", "0.8", "-", "3-2"}), "-4.26,0.8,'-,3-2\r\n");
}

}  // namespace
}  // namespace heshu::cli
