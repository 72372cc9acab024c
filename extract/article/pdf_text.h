// A PDF opened: its pages as pieces of text with their places, for pdf_layout to read.
//
// Limits: 2,000 pages and 64 MB of text; what stands behind them is not read. Text that is turned
// (watermarks) is left out. Pages set in vertical lines come in the order that poppler gives them.
#ifndef HESHU_EXTRACT_ARTICLE_PDF_TEXT_H_
#define HESHU_EXTRACT_ARTICLE_PDF_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "extract/article/pdf_layout.h"

namespace heshu::extract {

struct PdfText {
  std::vector<PlacedPage> pages;
  std::string title;  // of the document's own information, "" if it has none
  bool cut = false;   // a limit was met
};

// Whether the bytes are a PDF (%PDF- in the first kilobyte).
bool IsPdf(std::string_view bytes);

// Fails with kInvalidInput for a broken file, kDenied for an encrypted one, kUnsupported for one
// without text (scanned pages).
Result<PdfText> ReadPdf(std::string_view bytes);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_PDF_TEXT_H_
