// The reading order of a PDF: pages of placed text → stories of paragraphs.
//
// A PDF says where glyphs stand, not what belongs together. Columns are found as gutters that no
// line crosses, from the page down into its parts; rows of short pieces are a table and stay rows;
// running heads and page numbers go; lines are joined to paragraphs by indents, short lines and
// gaps, across columns and pages, around captions, without a blank between Han characters. A
// headline in much larger type begins a story of its own, so that no figure takes its subject from
// the neighbour on a newspaper page.
// Pure; safe from any thread.
#ifndef HESHU_EXTRACT_ARTICLE_PDF_LAYOUT_H_
#define HESHU_EXTRACT_ARTICLE_PDF_LAYOUT_H_

#include <string>
#include <vector>

#include "core/article.h"

namespace heshu::extract {

// A run of glyphs on one line, about a word. Lengths are in one measure, from the upper left
// corner.
struct PlacedText {
  std::string text;  // UTF-8
  double left = 0, right = 0;
  double middle = 0;  // between the line's top and bottom
  double size = 0;    // of the font: the width of a Han character
  bool bold = false;
  bool blank_after = false;
};

struct PlacedPage {
  double width = 0, height = 0;
  std::vector<PlacedText> texts;
};

enum class PdfPartKind { kParagraph, kHeading, kRow };

struct PdfPart {
  PdfPartKind kind = PdfPartKind::kParagraph;
  std::string text;  // the cells of a row are joined by " | "
};

// What stands under a headline, up to the next.
struct PdfStory {
  std::string headline;        // "" for what stands before the first headline
  double size = 0;             // of the headline, in sizes of the text
  std::vector<PdfPart> parts;  // the headline's own among them
};

struct PdfLayout {
  std::vector<PdfStory> stories;
  std::vector<DroppedText> dropped;  // "running_head", "page_number"
};

// The stories in reading order, joined where a headline only heads a part.
PdfLayout LayOut(const std::vector<PlacedPage>& pages);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_PDF_LAYOUT_H_
