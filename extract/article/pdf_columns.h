// The lines of a PDF page in reading order: words to lines, gutters, columns, rows of tables.
// A part of pdf_layout, apart for its size. Pure.
#ifndef HESHU_EXTRACT_ARTICLE_PDF_COLUMNS_H_
#define HESHU_EXTRACT_ARTICLE_PDF_COLUMNS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "extract/article/pdf_layout.h"

namespace heshu::extract {

struct PdfLine {
  std::string text;
  double left = 0, right = 0, middle = 0, size = 0;
  bool bold = false;
  bool is_row = false;  // of a table
  std::size_t page = 0;
  std::size_t column = 0;  // numbered through the document; lines of one column stand together
};

// A column's edges, and the usual distance of its lines; by PdfLine::column.
struct PdfColumn {
  double left = 0, right = 0;
  double pitch = 0;
};

struct PdfLines {
  std::vector<PdfLine> lines;  // in reading order
  std::vector<PdfColumn> columns;
};

// `body_size` is the font size of the document's text.
void AddPageLines(const PlacedPage& page, std::size_t number, double body_size, PdfLines* out);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_PDF_COLUMNS_H_
