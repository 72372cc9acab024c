#include "extract/article/pdf_text.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <climits>
#include <memory>

#include "extract/article/text_measure.h"

namespace heshu::extract {
namespace {

constexpr int kMaxPages = 2000;
constexpr std::size_t kMaxTextBytes = 64u << 20;

// Poppler writes its complaints to stderr unless told otherwise.
void IgnoreMessage(const std::string&, void*) {}

std::string ToUtf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return std::string(bytes.begin(), bytes.end());
}

Result<PdfText> ReadChecked(std::string_view bytes) {
  if (bytes.size() > static_cast<std::size_t>(INT_MAX)) {
    return Fail(ErrorKind::kLimit, "the PDF is larger than 2 GB");
  }
  poppler::set_debug_error_function(IgnoreMessage, nullptr);
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (document == nullptr) {
    return Fail(ErrorKind::kInvalidInput, "the PDF is broken and cannot be opened");
  }
  if (document->is_locked()) {
    return Fail(ErrorKind::kDenied, "the PDF is encrypted", {}, "remove its password first");
  }
  PdfText result;
  const int pages = std::min(document->pages(), kMaxPages);
  for (int i = 0; i < pages && result.text.size() < kMaxTextBytes; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (page == nullptr) continue;
    result.text += ToUtf8(page->text(poppler::rectf(), poppler::page::non_raw_non_physical_layout));
    result.text += '\n';
  }
  if (TrimBlanks(result.text).empty()) {
    return Fail(ErrorKind::kUnsupported, "the PDF holds no text", {},
                "its pages are pictures: run a text recognition first");
  }
  std::replace(result.text.begin(), result.text.end(), '\f', '\n');
  result.title = std::string(TrimBlanks(ToUtf8(document->get_title())));
  return result;
}

}  // namespace

bool IsPdf(std::string_view bytes) { return bytes.substr(0, 1024).find("%PDF-") < 1024; }

Result<PdfText> ReadPdf(std::string_view bytes) {
  try {
    return ReadChecked(bytes);
  } catch (const std::exception& thrown) {
    return Fail(ErrorKind::kInvalidInput, std::string("the PDF cannot be read: ") + thrown.what());
  }
}

}  // namespace heshu::extract
