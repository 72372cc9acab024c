#include "extract/article/pdf_text.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <climits>
#include <memory>
#include <utility>

#include "extract/article/text_measure.h"

namespace heshu::extract {
namespace {

constexpr int kMaxPages = 2000;
constexpr std::size_t kMaxTextBytes = 64u << 20;
constexpr std::size_t kMinHan = 4;     // in a piece, for its width to tell the font's size
constexpr double kLatinWidth = .5;     // of a letter, in font sizes
constexpr double kVerticalShare = .5;  // of the pieces, that make a page vertical

// Poppler writes its complaints to stderr unless told otherwise.
void IgnoreMessage(const std::string&, void*) {}

std::string ToUtf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return std::string(bytes.begin(), bytes.end());
}

bool IsBold(std::string_view font) {
  for (const std::string_view mark : {"Bold", "bold", "Heavy", "Black"}) {
    if (font.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

// The size that a font is shown in, over the one that it is asked for in: the page may be scaled.
// Told by the widths of pieces that are Han characters alone, else by those of all others.
double ScaleOf(const std::vector<PlacedText>& texts) {
  std::vector<double> han, other;
  for (const auto& text : texts) {
    if (text.size <= 0) continue;
    const TextMeasure measure = Measure(text.text);
    const double width = text.right - text.left;
    if (measure.han >= kMinHan && measure.han == measure.points) {
      han.push_back(width / static_cast<double>(measure.han) / text.size);
    } else if (measure.points >= kMinHan && measure.han == 0) {
      other.push_back(width / kLatinWidth / static_cast<double>(measure.points) / text.size);
    }
  }
  std::vector<double>& scales = han.empty() ? other : han;
  if (scales.empty()) return 1;
  const auto middle = scales.begin() + static_cast<std::ptrdiff_t>(scales.size() / 2);
  std::nth_element(scales.begin(), middle, scales.end());
  return *middle;
}

// Lines as poppler orders them, one below the other.
void PlaceAsRead(const std::string& text, PlacedPage* page) {
  double middle = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\n\f", begin), text.size());
    const std::string_view line = TrimBlanks(std::string_view(text).substr(begin, end - begin));
    middle += 15;
    if (!line.empty()) {
      page->texts.push_back({.text = std::string(line),
                             .left = 0,
                             .right = 10 * std::max(1.0, Measure(line).mass()),
                             .middle = middle,
                             .size = 10});
    }
    begin = end + 1;
  }
  page->height = 10 * middle;  // nothing stands at its edges
}

PlacedPage ReadPage(const poppler::page& page) {
  PlacedPage placed;
  const poppler::rectf frame = page.page_rect();
  placed.width = frame.width();
  placed.height = frame.height();
  std::size_t vertical = 0, all = 0;
  for (const auto& box : page.text_list(poppler::page::text_list_include_font)) {
    const poppler::rectf place = box.bbox();
    ++all;
    vertical += box.get_wmode() == poppler::text_box::vertical_wmode ? 1 : 0;
    if (box.rotation() != 0) continue;
    placed.texts.push_back({.text = ToUtf8(box.text()),
                            .left = place.left(),
                            .right = place.right(),
                            .middle = (place.top() + place.bottom()) / 2,
                            .size = box.get_font_size(),
                            .bold = IsBold(box.get_font_name()),
                            .blank_after = box.has_space_after()});
  }
  if (static_cast<double>(vertical) > kVerticalShare * static_cast<double>(all)) {
    placed.texts.clear();
    PlaceAsRead(ToUtf8(page.text(poppler::rectf(), poppler::page::non_raw_non_physical_layout)),
                &placed);
    return placed;
  }
  const double scale = ScaleOf(placed.texts);
  for (auto& text : placed.texts) {
    text.size = std::max(1.0, text.size > 0 ? scale * text.size : scale);
  }
  return placed;
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
  std::size_t text_bytes = 0;
  const int pages = std::min(document->pages(), kMaxPages);
  result.cut = document->pages() > kMaxPages;
  for (int i = 0; i < pages; ++i) {
    if (text_bytes > kMaxTextBytes) {
      result.cut = true;
      break;
    }
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (page == nullptr) continue;
    result.pages.push_back(ReadPage(*page));
    for (const auto& text : result.pages.back().texts) text_bytes += text.text.size();
  }
  if (text_bytes == 0) {
    return Fail(ErrorKind::kUnsupported, "the PDF holds no text", {},
                "its pages are pictures: run a text recognition first");
  }
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
