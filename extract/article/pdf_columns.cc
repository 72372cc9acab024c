#include "extract/article/pdf_columns.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "extract/article/text_measure.h"

namespace heshu::extract {
namespace {

// All in font sizes unless said otherwise.
constexpr double kSameLine = .35;   // between the middles of words of one line
constexpr double kWordGap = 1.1;    // a wider gap in a line may be a gutter or a cell's edge
constexpr double kHanGap = .55;     // … between Han characters and digits, which need no blank
constexpr double kWideBlank = .12;  // about the width of a Han character, that a blank has
constexpr double kBlankGap = .17;   // a narrower one is no blank
constexpr double kSameSize = 1.3;   // ratio of font sizes within a line
constexpr double kGutter = .9;      // the narrowest gutter between columns
constexpr double kHeadlineSize = 1.25;     // of the text's size: a headline
constexpr double kHeadlineMass = 8;        // of a headline, in Han characters
constexpr double kFreeBand = 2.2;          // of the usual line distance: white across all columns
constexpr double kColumnWidth = 5;         // the narrowest column
constexpr double kColumnMass = 6;          // of its lines on average; less are a table's cells
constexpr std::size_t kColumnRows = 2;     // of a column
constexpr std::size_t kTableRows = 2;      // in a row that make a table
constexpr std::size_t kMaxWords = 50000;   // of a page
constexpr std::size_t kRowsToGutter = 60;  // looked at for the first gutter
constexpr int kMaxNesting = 12;

// A piece of a line: words with no wide gap between.
struct Piece {
  std::string text;
  double left = 0, right = 0, middle = 0, size = 0, mass = 0;
  bool bold = false;
};
using Row = std::vector<Piece>;  // pieces of one height, by their left edges
using Rows = std::vector<Row>;

bool IsLatin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

double MiddleOf(const Row& row) { return row.front().middle; }

struct Interval {
  double begin = 0, end = 0;
};

class PageReader {
 public:
  PageReader(const PlacedPage& page, std::size_t number, double body_size, PdfLines* out)
      : page_(page), number_(number), body_(body_size), out_(*out) {}

  void Read() { ReadRegion(MakeRows(), 0); }

 private:
  Rows MakeRows() const {
    std::vector<const PlacedText*> words;
    for (const auto& text : page_.texts) {
      if (!TrimBlanks(text.text).empty() && text.right > text.left) words.push_back(&text);
      if (words.size() == kMaxWords) break;
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const auto* a, const auto* b) { return a->middle < b->middle; });
    Rows rows;
    for (std::size_t begin = 0; begin < words.size();) {
      std::size_t end = begin + 1;
      while (end < words.size() && words[end]->middle - words[begin]->middle <
                                       kSameLine * std::min(words[begin]->size, words[end]->size)) {
        ++end;
      }
      std::stable_sort(words.begin() + static_cast<std::ptrdiff_t>(begin),
                       words.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const auto* a, const auto* b) { return a->left < b->left; });
      Row row;
      bool blank = false;
      for (std::size_t i = begin; i < end; ++i) {
        const PlacedText& word = *words[i];
        if (row.empty() || !Joins(row.back(), word)) {
          row.push_back({std::string(TrimBlanks(word.text)), word.left, word.right, word.middle,
                         word.size, 0, word.bold});
        } else {
          Piece& piece = row.back();
          const double gap = (word.left - piece.right) / word.size;
          const auto text = TrimBlanks(word.text);
          if ((blank || gap > kBlankGap) && NeedsBlankBetween(piece.text, text)) {
            piece.text += ' ';
          } else if (gap > kHanGap) {
            piece.text += "　";
          }
          piece.text += text;
          piece.right = std::max(piece.right, word.right);
          piece.size = std::max(piece.size, word.size);
          piece.bold = piece.bold && word.bold;
        }
        blank = word.blank_after;
      }
      for (Piece& piece : row) piece.mass = Measure(piece.text).mass();
      rows.push_back(std::move(row));
      begin = end;
    }
    return rows;
  }

  bool Joins(const Piece& piece, const PlacedText& word) const {
    const double ratio = std::max(piece.size, word.size) / std::min(piece.size, word.size);
    const double gap = (word.left - piece.right) / std::min(piece.size, word.size);
    // What is set smaller beside it: a unit, a footnote's mark.
    if (ratio >= kSameSize && gap >= kBlankGap) return false;
    // The wide blank between the halves of a headline.
    if (word.size >= kHeadlineSize * body_ && std::abs(gap - 1) < kWideBlank) return true;
    return gap < (IsLatin(LastCodePoint(piece.text)) || IsLatin(FirstCodePoint(word.text))
                      ? kWordGap
                      : kHanGap);
  }

  // Splits the rows at gutters into columns and those again; rows that no gutter parts are lines.
  void ReadRegion(Rows rows, int nesting) {
    const double pitch = PitchOf(rows);
    for (std::size_t begin = 0; begin < rows.size();) {
      std::vector<Interval> gutters;
      std::size_t end = begin;
      if (nesting < kMaxNesting) end = EndOfColumns(rows, begin, pitch, &gutters);
      if (end == begin) {  // no columns here: lines up to where there are some
        end = begin + 1;
        std::vector<Interval> later;
        while (end < rows.size() &&
               (nesting >= kMaxNesting || EndOfColumns(rows, end, pitch, &later) == end)) {
          ++end;
        }
        WriteLines({rows.begin() + static_cast<std::ptrdiff_t>(begin),
                    rows.begin() + static_cast<std::ptrdiff_t>(end)});
      } else {
        double from = -1e9;
        gutters.push_back({1e9, 1e9});
        for (const auto& gutter : gutters) {
          Rows column;
          for (std::size_t r = begin; r < end; ++r) {
            Row part;
            for (const auto& piece : rows[r]) {
              if (piece.left >= from && piece.left < gutter.begin + kGutter * piece.size / 2) {
                part.push_back(piece);
              }
            }
            if (!part.empty()) column.push_back(std::move(part));
          }
          from = gutter.begin;
          if (!column.empty()) ReadRegion(std::move(column), nesting + 1);
        }
      }
      begin = end;
    }
  }

  // The row behind the last that stands in the same columns as row `begin`, and the gutters between
  // them; `begin` if there are none.
  std::size_t EndOfColumns(const Rows& rows, std::size_t begin, double pitch,
                           std::vector<Interval>* gutters) const {
    std::vector<Interval> open = {{-1e9, 1e9}};
    std::size_t end = begin;
    for (; end < rows.size(); ++end) {
      if (end > begin && IsCut(rows, end, pitch)) break;
      std::vector<Interval> next = open;
      for (const auto& piece : rows[end]) next = Without(next, piece);
      // The outer margins are no gutters.
      const bool any = std::any_of(next.begin(), next.end(),
                                   [](const Interval& i) { return i.begin > -1e8 && i.end < 1e8; });
      const bool had = std::any_of(open.begin(), open.end(),
                                   [](const Interval& i) { return i.begin > -1e8 && i.end < 1e8; });
      if (had && !any) break;
      // A first row in one column only: its gutter shows further down.
      if (!any && end - begin > kRowsToGutter) return begin;
      open = std::move(next);
    }
    gutters->clear();
    for (const auto& gap : open) {
      if (gap.begin < -1e8 || gap.end > 1e8 || gap.end - gap.begin < kGutter * body_) continue;
      if (IsColumn(rows, begin, end, gutters->empty() ? -1e9 : gutters->back().begin, gap.begin) &&
          IsColumn(rows, begin, end, gap.begin, 1e9)) {
        gutters->push_back(gap);
      }
    }
    return gutters->empty() ? begin : end;
  }

  // A headline that has the band to itself, or white across the region, begins something new.
  bool IsCut(const Rows& rows, std::size_t at, double pitch) const {
    const double above = MiddleOf(rows[at]) - MiddleOf(rows[at - 1]);
    if (pitch > 0 && above > kFreeBand * pitch && !IsHeadline(rows[at - 1])) return true;
    if (!IsHeadline(rows[at])) return false;
    const bool first = !IsHeadline(rows[at - 1]);
    const double free = .5 * (rows[at].front().size + body_);
    const bool below = at + 1 == rows.size() || MiddleOf(rows[at + 1]) - MiddleOf(rows[at]) > free;
    return first && above > free && below;
  }

  // Whether all pieces of a row, one or those of neighbouring columns, are set as headlines are.
  bool IsHeadline(const Row& row) const {
    return std::all_of(row.begin(), row.end(),
                       [this](const Piece& piece) { return piece.size >= kHeadlineSize * body_; });
  }

  // A headline with a gap in it is no table's row.
  bool MayBeTableRow(const Row& row) const {
    double mass = 0;
    for (const Piece& piece : row) mass += piece.mass;
    return row.size() > 2 || (row.size() == 2 && !(IsHeadline(row) && mass >= kHeadlineMass));
  }

  static std::vector<Interval> Without(const std::vector<Interval>& open, const Piece& piece) {
    std::vector<Interval> left;
    for (const auto& gap : open) {
      if (piece.right <= gap.begin || piece.left >= gap.end) {
        left.push_back(gap);
        continue;
      }
      if (piece.left > gap.begin) left.push_back({gap.begin, piece.left});
      if (piece.right < gap.end) left.push_back({piece.right, gap.end});
    }
    return left;
  }

  // Whether what stands between the edges is a column of text, not of a table.
  bool IsColumn(const Rows& rows, std::size_t begin, std::size_t end, double left,
                double right) const {
    double mass = 0, from = 1e9, to = -1e9;
    std::size_t count = 0;
    for (std::size_t r = begin; r < end; ++r) {
      double own = 0;
      for (const auto& piece : rows[r]) {
        if (piece.left < left || piece.left >= right) continue;
        own += piece.mass;
        from = std::min(from, piece.left);
        to = std::max(to, piece.right);
      }
      mass += own;
      count += own > 0 ? 1 : 0;
    }
    return count >= kColumnRows && mass >= kColumnMass * static_cast<double>(count) &&
           to - from >= kColumnWidth * body_;
  }

  // The usual distance between neighbouring rows.
  static double PitchOf(const Rows& rows) {
    std::vector<double> gaps;
    for (std::size_t r = 1; r < rows.size(); ++r) {
      gaps.push_back(MiddleOf(rows[r]) - MiddleOf(rows[r - 1]));
    }
    if (gaps.empty()) return 0;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle;
  }

  void WriteLines(const Rows& rows) {
    PdfColumn column{.left = 1e9, .right = -1e9, .pitch = PitchOf(rows)};
    const std::size_t number = out_.columns.size();
    for (std::size_t begin = 0; begin < rows.size();) {
      std::size_t end = begin;
      while (end < rows.size() && MayBeTableRow(rows[end])) ++end;
      const bool is_table = end - begin >= kTableRows;
      end = std::max(end, begin + 1);
      for (std::size_t r = begin; r < end; ++r) {
        PdfLine line;
        for (const Piece& piece : rows[r]) {
          if (!line.text.empty()) {
            line.text += is_table ? " | " : NeedsBlankBetween(line.text, piece.text) ? " " : "　";
          }
          line.text += piece.text;
          line.size = std::max(line.size, piece.size);
        }
        line.left = rows[r].front().left;
        line.right = rows[r].back().right;
        line.middle = MiddleOf(rows[r]);
        line.bold = std::all_of(rows[r].begin(), rows[r].end(),
                                [](const Piece& piece) { return piece.bold; });
        line.is_row = is_table;
        line.page = number_;
        line.column = number;
        if (!is_table) {
          column.left = std::min(column.left, line.left);
          column.right = std::max(column.right, line.right);
        }
        out_.lines.push_back(std::move(line));
      }
      begin = end;
    }
    out_.columns.push_back(column);
  }

  const PlacedPage& page_;
  std::size_t number_;
  double body_;
  PdfLines& out_;
};

}  // namespace

void AddPageLines(const PlacedPage& page, std::size_t number, double body_size, PdfLines* out) {
  PageReader(page, number, body_size, out).Read();
}

}  // namespace heshu::extract
