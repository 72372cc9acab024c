#include "cli/table.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "cli/terminal.h"
#include "core/decimal.h"

namespace heshu::cli {
namespace {

constexpr std::size_t kGap = 2;

std::size_t LineWidth(const std::vector<std::size_t>& widths) {
  return std::accumulate(widths.begin(), widths.end(), std::size_t{0}) + kGap * (widths.size() - 1);
}

// Whether a spreadsheet would run the cell instead of showing it. A number is none, even below 0.
bool IsFormula(const std::string& field) {
  constexpr std::string_view kStarts = "=+-@\t\r";
  if (field.empty() || kStarts.find(field.front()) == std::string_view::npos) return false;
  return !(field.front() == '-' && Decimal::Parse(field).has_value());
}

}  // namespace

void Table::AddRow(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = Printable(cell);
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::string Table::Render(std::size_t max_columns, bool is_coloured) const {
  if (columns_.empty()) return {};
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::size_t width = DisplayWidth(columns_[c].title);
    for (const auto& row : rows_) width = std::max(width, DisplayWidth(row[c]));
    widths.push_back(width);
  }
  while (max_columns > 0 && LineWidth(widths) > max_columns) {
    std::size_t widest = columns_.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const bool can_shrink = columns_[c].may_shrink && widths[c] > columns_[c].min_columns;
      if (can_shrink && (widest == columns_.size() || widths[c] > widths[widest])) widest = c;
    }
    if (widest == columns_.size()) break;
    --widths[widest];
  }
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string out;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::string cell = FitToWidth(cells[c], widths[c]);
      const bool is_last = c + 1 == cells.size();
      if (is_last && columns_[c].align == Align::kLeft) {
        out += cell;
      } else {
        out += PadToWidth(cell, widths[c], columns_[c].align);
      }
      if (!is_last) out.append(kGap, ' ');
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
  };
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  std::string out = Paint(line(titles), Ink::kBold, is_coloured) + "\n";
  for (const auto& row : rows_) out += line(row) + "\n";
  return out;
}

std::string CsvLine(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    const std::string field = IsFormula(fields[i]) ? "'" + fields[i] : fields[i];
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      out += field;
      continue;
    }
    out += '"';
    for (const char c : field) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  return out + "\r\n";
}

}  // namespace heshu::cli
