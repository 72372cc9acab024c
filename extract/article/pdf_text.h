// The text of a PDF, page by page in reading order, as a plain text with hard-wrapped lines.
#ifndef HESHU_EXTRACT_ARTICLE_PDF_TEXT_H_
#define HESHU_EXTRACT_ARTICLE_PDF_TEXT_H_

#include <string>
#include <string_view>

#include "core/error.h"

namespace heshu::extract {

struct PdfText {
  std::string text;   // UTF-8
  std::string title;  // of the document's own information, "" if it has none
};

// Whether the bytes are a PDF (%PDF- in the first kilobyte).
bool IsPdf(std::string_view bytes);

// Fails with kInvalidInput for a broken file, kDenied for an encrypted one, kUnsupported for one
// without text (scanned pages).
Result<PdfText> ReadPdf(std::string_view bytes);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_PDF_TEXT_H_
