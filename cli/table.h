// Rows and columns for people: columns line up whatever the script.
#ifndef HESHU_CLI_TABLE_H_
#define HESHU_CLI_TABLE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "cli/display_width.h"

namespace heshu::cli {

struct Column {
  std::string title;
  Align align = Align::kLeft;
  std::size_t min_columns = 6;  // never cut below this
  bool may_shrink = true;       // false: ids and dates, which are of no use when cut
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // As many cells as there are columns; made Printable().
  void AddRow(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }

  // The table with its title line. `max_columns` > 0 (a terminal): the widest columns that may
  // shrink are cut, their cells ending in "…", until a line fits; 0 (a pipe): every cell is whole.
  std::string Render(std::size_t max_columns, bool is_coloured) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// RFC 4180 fields joined by commas, ended by CR LF; quoted where they hold a comma, a quote or a
// line end. A field that a spreadsheet would run as a formula (it begins with = + - @, a tab or a
// carriage return, and is no number) gets an apostrophe before it: texts come from strangers'
// pages. Programs that need every byte as it was read JSON lines.
std::string CsvLine(const std::vector<std::string>& fields);

}  // namespace heshu::cli

#endif  // HESHU_CLI_TABLE_H_
