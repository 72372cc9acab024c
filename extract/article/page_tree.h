// A parsed page as two flat lists: elements in document order, and lines of text.
//
// Built from the reduced page by Gumbo with an arena; no recursion on the depth of the page.
// Everything it names lives as long as the PageTree (the attribute views too).
#ifndef HESHU_EXTRACT_ARTICLE_PAGE_TREE_H_
#define HESHU_EXTRACT_ARTICLE_PAGE_TREE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "extract/article/html_reduce.h"
#include "extract/article/text_measure.h"

namespace heshu::extract {

class GumboArena;

enum class ElementKind : std::uint8_t {
  kOther,
  kInline,
  kHeading,
  kParagraph,
  kListItem,
  kList,
  kTable,
  kRow,
  kCell,
  kArticle,
  kMain,
  kNav,
  kAside,
  kFooter,
  kHeader,
  kFigure,
  kCaption,
  kQuote,
  kBody,
};

struct PageElement {
  std::size_t parent = 0;       // index; the root is its own parent
  std::size_t subtree_end = 0;  // index behind its last descendant
  std::size_t depth = 0;
  ElementKind kind = ElementKind::kOther;
  int heading_level = 0;  // 1 … 6 for h1 … h6
  bool hidden = false;    // by its own attributes
  bool centred = false;   // likewise
  std::string_view tag;   // as the reduced page writes it
  std::string_view class_name;
  std::string_view id;
  std::string_view itemprop;
  std::string_view role;
};

// Text between two block boundaries or <br>, white space collapsed, no blank at the ends and none
// between Han characters where the source only wrapped its lines. The cells of a data row are one
// line, joined by " | ".
struct PageLine {
  std::string_view text;
  std::size_t element = 0;   // the innermost element that holds all of it
  std::size_t block = 0;     // the innermost block element that holds it
  ByteSpan html_span;        // of the page as it was before reduction
  bool after_br = false;     // begins at a single <br> of the same block
  bool is_row = false;       // a data row of a table
  bool after_image = false;  // an image stands before it, with no text between …
  bool with_image = false;   // … in the same block
  TextMeasure measure;
  double link_mass = 0;  // of the part inside links
  double bold_mass = 0;
};

struct MetaTag {
  std::string_view name;  // name, property or itemprop, as written
  std::string_view content;
};
struct LinkTag {
  std::string_view rel;
  std::string_view href;
};
struct Anchor {
  std::string_view href;
  std::string_view rel;
  std::size_t line = 0;  // index of the line its text is in (or the next one)
};
struct TimeTag {
  std::string_view datetime;
  std::size_t element = 0;
};

struct PageTree {
  std::vector<PageElement> elements;  // in document order, the root first
  std::vector<PageLine> lines;
  std::vector<MetaTag> metas;
  std::vector<LinkTag> links;
  std::vector<Anchor> anchors;
  std::vector<TimeTag> times;
  std::string title;     // of <title>
  std::string language;  // of <html lang>
  // What the views above name.
  std::deque<std::string> texts;
  std::unique_ptr<const ReducedHtml> reduced;
  std::unique_ptr<GumboArena> arena;

  PageTree();
  PageTree(PageTree&&) noexcept;
  PageTree& operator=(PageTree&&) noexcept;
  ~PageTree();

  // Whether `inner` is `outer` or stands in it.
  bool Contains(std::size_t outer, std::size_t inner) const {
    return outer <= inner && inner < elements[outer].subtree_end;
  }
};

// Parses the reduced page. Its runs give the spans of the original page.
PageTree ParsePage(ReducedHtml reduced);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_PAGE_TREE_H_
