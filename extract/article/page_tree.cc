#include "extract/article/page_tree.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "extract/article/gumbo_arena.h"

namespace heshu::extract {
namespace {

std::string_view AttributeOf(const GumboNode& node, const char* name) {
  const GumboVector& attributes = node.v.element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto& attribute = *static_cast<const GumboAttribute*>(attributes.data[i]);
    if (std::strcmp(attribute.name, name) == 0) return attribute.value;
  }
  return {};
}

bool HasAttribute(const GumboNode& node, const char* name) {
  const GumboVector& attributes = node.v.element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    if (std::strcmp(static_cast<const GumboAttribute*>(attributes.data[i])->name, name) == 0) {
      return true;
    }
  }
  return false;
}

// The elements that the reducer renamed: "<x-a", "<x-b", "<x-i".
char RenamedTag(const GumboNode& node) {
  const GumboStringPiece& tag = node.v.element.original_tag;
  return tag.length > 3 && tag.data[1] == 'x' && tag.data[2] == '-' ? tag.data[3] : '\0';
}

ElementKind KindOf(const GumboNode& node) {
  switch (node.v.element.tag) {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      return ElementKind::kHeading;
    case GUMBO_TAG_P:
      return ElementKind::kParagraph;
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DT:
      return ElementKind::kListItem;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
      return ElementKind::kList;
    case GUMBO_TAG_TABLE:
      return ElementKind::kTable;
    case GUMBO_TAG_TR:
      return ElementKind::kRow;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return ElementKind::kCell;
    case GUMBO_TAG_ARTICLE:
      return ElementKind::kArticle;
    case GUMBO_TAG_MAIN:
      return ElementKind::kMain;
    case GUMBO_TAG_NAV:
      return ElementKind::kNav;
    case GUMBO_TAG_ASIDE:
      return ElementKind::kAside;
    case GUMBO_TAG_FOOTER:
      return ElementKind::kFooter;
    case GUMBO_TAG_HEADER:
      return ElementKind::kHeader;
    case GUMBO_TAG_FIGURE:
      return ElementKind::kFigure;
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_CAPTION:
      return ElementKind::kCaption;
    case GUMBO_TAG_BLOCKQUOTE:
      return ElementKind::kQuote;
    case GUMBO_TAG_BODY:
      return ElementKind::kBody;
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_IMG:
      return ElementKind::kInline;
    case GUMBO_TAG_UNKNOWN:
      return RenamedTag(node) == 'i' ? ElementKind::kOther : ElementKind::kInline;
    default:
      return ElementKind::kOther;
  }
}

std::string_view TagName(const GumboNode& node) {
  const GumboTag tag = node.v.element.tag;
  if (tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(tag);
  switch (RenamedTag(node)) {
    case 'a':
      return "a";
    case 'b':
      return "b";
    default:
      return "x";
  }
}

constexpr double kLinkedProse = 300;     // under one link, of lines with a sentence mark …
constexpr std::size_t kLinkedLines = 2;  // … in so many lines: no link
constexpr unsigned kMaxCells = 64;       // of a data row
constexpr unsigned kCellNodes = 64;      // looked at in a cell
constexpr std::size_t kCellBytes = 600;  // of text in a data cell

const GumboVector* ChildrenOf(const GumboNode& node) {
  if (node.type == GUMBO_NODE_ELEMENT) return &node.v.element.children;
  if (node.type == GUMBO_NODE_DOCUMENT) return &node.v.document.children;
  return nullptr;
}

// The node behind `node` in document order within `root`; nullptr at its end.
const GumboNode* NextNode(const GumboNode* node, const GumboNode* root) {
  const GumboVector* children = ChildrenOf(*node);
  if (children != nullptr && children->length > 0) {
    return static_cast<const GumboNode*>(children->data[0]);
  }
  while (node != root) {
    const GumboVector* siblings = ChildrenOf(*node->parent);
    if (node->index_within_parent + 1 < siblings->length) {
      return static_cast<const GumboNode*>(siblings->data[node->index_within_parent + 1]);
    }
    node = node->parent;
  }
  return nullptr;
}

// A cell with little text and at most one block in it.
bool IsDataCell(const GumboNode& cell) {
  unsigned blocks = 0, nodes = 0;
  std::size_t bytes = 0;
  for (const GumboNode* node = NextNode(&cell, &cell); node != nullptr;
       node = NextNode(node, &cell)) {
    if (node->type == GUMBO_NODE_ELEMENT) {
      blocks += KindOf(*node) != ElementKind::kInline ? 1 : 0;
    } else if (node->type == GUMBO_NODE_TEXT) {
      bytes += node->v.text.original_text.length;
    }
    if (blocks > 1 || bytes > kCellBytes || ++nodes > kCellNodes) return false;
  }
  return true;
}

// A row whose cells hold no blocks is data; others lay out the page.
bool IsDataRow(const GumboNode& row) {
  unsigned cells = 0;
  const GumboVector& children = row.v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto& cell = *static_cast<const GumboNode*>(children.data[i]);
    if (cell.type != GUMBO_NODE_ELEMENT) continue;
    if (++cells > kMaxCells || !IsDataCell(cell)) return false;
  }
  return cells > 1;
}

// Walks the parse tree once, in document order, and collects elements and lines.
class Walker {
 public:
  explicit Walker(PageTree* page) : page_(*page) {}

  void Run(const GumboNode* root) {
    const GumboNode* node = root;
    while (node != nullptr) {
      const bool enters = Enter(*node);
      const GumboVector* children = ChildrenOf(*node);
      if (enters && children != nullptr && children->length > 0) {
        node = static_cast<const GumboNode*>(children->data[0]);
        continue;
      }
      // Leave it, and every ancestor that ends here.
      for (;;) {
        if (enters || node->type == GUMBO_NODE_ELEMENT) Leave(*node);
        if (node == root) {
          node = nullptr;
          break;
        }
        const GumboNode* parent = node->parent;
        const GumboVector* siblings = ChildrenOf(*parent);
        const std::size_t next = node->index_within_parent + 1;
        if (next < siblings->length) {
          node = static_cast<const GumboNode*>(siblings->data[next]);
          break;
        }
        node = parent;
      }
    }
    EndLine();
  }

 private:
  struct Open {
    std::size_t element = 0;
    std::size_t block = 0;
    std::size_t first_line = 0;  // of a link
    char mark = '\0';            // 'a' link, 'b' bold
    bool is_row = false;
  };

  std::size_t OriginalOf(const char* place) const {
    return page_.reduced->ToOriginal(static_cast<std::size_t>(place - page_.reduced->html.data()));
  }

  bool Enter(const GumboNode& node) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        AddText(node);
        return false;
      case GUMBO_NODE_ELEMENT:
        break;
      default:
        return false;
    }
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_META) {
      std::string_view name = AttributeOf(node, "property");
      if (name.empty()) name = AttributeOf(node, "name");
      if (name.empty()) name = AttributeOf(node, "itemprop");
      page_.metas.push_back({name, AttributeOf(node, "content")});
    } else if (tag == GUMBO_TAG_LINK) {
      page_.links.push_back({AttributeOf(node, "rel"), AttributeOf(node, "href")});
    } else if (tag == GUMBO_TAG_BR) {
      BreakLine();
    } else if (tag == GUMBO_TAG_HR) {
      EndLine();
    } else if (tag == GUMBO_TAG_IMG && text_.empty()) {
      image_before_ = true;
      image_block_ = open_.empty() ? 0 : open_.back().block;
    }
    EnterElement(node);
    return true;
  }

  void EnterElement(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    const std::size_t index = page_.elements.size();
    PageElement element;
    element.parent = open_.empty() ? 0 : open_.back().element;
    element.depth = open_.size();
    element.kind = KindOf(node);
    element.tag = TagName(node);
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) element.heading_level = tag - GUMBO_TAG_H1 + 1;
    if (node.v.element.attributes.length > 0) {
      element.class_name = AttributeOf(node, "class");
      element.id = AttributeOf(node, "id");
      element.itemprop = AttributeOf(node, "itemprop");
      element.role = AttributeOf(node, "role");
      element.hidden = HasAttribute(node, "hidden") || HasAttribute(node, "style");
      element.centred = HasAttribute(node, "align");
      if (tag == GUMBO_TAG_HTML) page_.language = AttributeOf(node, "lang");
      if (tag == GUMBO_TAG_TIME) page_.times.push_back({AttributeOf(node, "datetime"), index});
    }
    Open open;
    open.element = index;
    open.block = open_.empty() ? index : open_.back().block;
    if (tag == GUMBO_TAG_UNKNOWN) open.mark = RenamedTag(node);
    if (open.mark == 'a') {
      ++links_open_;
      open.first_line = page_.lines.size();
      page_.anchors.push_back(
          {AttributeOf(node, "href"), AttributeOf(node, "rel"), page_.lines.size()});
    }
    if (open.mark == 'b') ++bold_open_;
    if (tag == GUMBO_TAG_TITLE) in_title_ = true;
    if (element.kind == ElementKind::kCell && rows_open_ > 0) {
      if (!text_.empty()) pending_cell_ = true;
    } else if (element.kind != ElementKind::kInline && rows_open_ == 0 && tag != GUMBO_TAG_BR) {
      EndLine();
      open.block = index;
    }
    if (element.kind == ElementKind::kRow && rows_open_ == 0 && IsDataRow(node)) {
      open.is_row = true;
      ++rows_open_;
      open.block = index;
    }
    page_.elements.push_back(element);
    open_.push_back(open);
  }

  void Leave(const GumboNode& node) {
    if (node.type != GUMBO_NODE_ELEMENT) return;
    const Open open = open_.back();
    PageElement& element = page_.elements[open.element];
    if (open.mark == 'a') {
      --links_open_;
      ForgiveLink(open.first_line);
    }
    if (open.mark == 'b') --bold_open_;
    if (node.v.element.tag == GUMBO_TAG_TITLE) in_title_ = false;
    if (open.is_row) {
      EndLine();
      --rows_open_;
    } else if (element.kind != ElementKind::kInline && rows_open_ == 0 &&
               node.v.element.tag != GUMBO_TAG_BR) {
      EndLine();
    }
    element.subtree_end = page_.elements.size();
    open_.pop_back();
  }

  // A link around paragraphs, left open or put around a whole text, makes no links of them.
  void ForgiveLink(std::size_t first_line) {
    if (page_.lines.size() - first_line < kLinkedLines) return;
    double prose = link_mass_;  // of the line that is still open
    for (std::size_t i = first_line; i < page_.lines.size(); ++i) {
      if (page_.lines[i].measure.stops > 0) prose += page_.lines[i].measure.mass();
    }
    if (prose < kLinkedProse) return;
    link_mass_ = 0;
    for (std::size_t i = first_line; i < page_.lines.size(); ++i) page_.lines[i].link_mass = 0;
  }

  void BreakLine() {
    if (rows_open_ > 0) {
      if (!text_.empty()) pending_blank_ = true;
      return;
    }
    if (text_.empty()) {
      after_br_ = false;  // the second of <br><br>: a paragraph
      return;
    }
    EndLine();
    after_br_ = true;
  }

  // The common ancestor of two open or closed elements.
  std::size_t CommonAncestor(std::size_t a, std::size_t b) const {
    while (a != b) {
      if (page_.elements[a].depth >= page_.elements[b].depth) {
        a = page_.elements[a].parent;
      } else {
        b = page_.elements[b].parent;
      }
    }
    return a;
  }

  void AddText(const GumboNode& node) {
    const std::string_view text = node.v.text.text;
    if (in_title_) {
      if (page_.title.empty()) page_.title = text;
      return;
    }
    const std::size_t before = text_.size();
    for (std::size_t at = 0; at < text.size();) {
      // Plain ASCII runs are the bulk of English pages: copied without decoding.
      const char byte = text[at];
      if (byte > ' ' && byte != 0x7F) {
        FlushBlank(static_cast<char32_t>(byte));
        text_ += byte;
        last_ = static_cast<char32_t>(byte);
        ++at;
        continue;
      }
      const std::size_t begin = at;
      const char32_t c = NextCodePoint(text, &at);
      if (IsBlank(c)) {
        const bool zero_width = (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || c == 0xAD;
        if (!zero_width && !text_.empty()) {
          (c == '\n' || c == '\r' || c == '\t' ? pending_wrap_ : pending_blank_) = true;
        }
        continue;
      }
      FlushBlank(c);
      text_.append(text.substr(begin, at - begin));
      last_ = c;
    }
    if (text_.size() == before) return;
    const GumboStringPiece& source = node.v.text.original_text;
    const std::size_t element = open_.back().element;
    if (before == 0) {
      element_ = element;
      block_ = open_.back().block;
      html_begin_ = OriginalOf(source.data);
    } else {
      element_ = CommonAncestor(element_, element);
    }
    html_end_ = OriginalOf(source.data + (source.length > 0 ? source.length - 1 : 0)) + 1;
    if (links_open_ > 0 || bold_open_ > 0) {
      const double mass = Measure(std::string_view(text_).substr(before)).mass();
      if (links_open_ > 0) link_mass_ += mass;
      if (bold_open_ > 0) bold_mass_ += mass;
    }
  }

  // Writes the white space that stands before `next`: none between Han characters where the
  // source only wrapped its line.
  void FlushBlank(char32_t next) {
    if (!pending_blank_ && !pending_wrap_ && !pending_cell_) return;
    if (pending_cell_) {
      text_ += " | ";
    } else {
      const bool han =
          (IsHan(last_) || IsWidePunctuation(last_)) && (IsHan(next) || IsWidePunctuation(next));
      if (pending_blank_ ? !han || !pending_wrap_ : !han) text_ += ' ';
    }
    pending_blank_ = pending_wrap_ = pending_cell_ = false;
  }

  void EndLine() {
    if (!text_.empty()) {
      PageLine line;
      page_.texts.push_back(std::move(text_));
      line.text = page_.texts.back();
      line.element = element_;
      line.block = block_;
      line.html_span = {html_begin_, std::max(html_end_, html_begin_)};
      line.after_br = after_br_;
      line.is_row = rows_open_ > 0;
      line.after_image = image_before_;
      line.with_image = image_before_ && image_block_ == block_;
      image_before_ = false;
      line.measure = Measure(line.text);
      line.link_mass = link_mass_;
      line.bold_mass = bold_mass_;
      page_.lines.push_back(line);
      text_.clear();
    }
    after_br_ = false;
    link_mass_ = bold_mass_ = 0;
    pending_blank_ = pending_wrap_ = pending_cell_ = false;
  }

  PageTree& page_;
  std::vector<Open> open_;
  int links_open_ = 0;
  int bold_open_ = 0;
  int rows_open_ = 0;
  bool in_title_ = false;
  bool image_before_ = false;
  std::size_t image_block_ = 0;
  // The line being collected.
  std::string text_;
  std::size_t element_ = 0;
  std::size_t block_ = 0;
  std::size_t html_begin_ = 0;
  std::size_t html_end_ = 0;
  double link_mass_ = 0;
  double bold_mass_ = 0;
  char32_t last_ = 0;
  bool after_br_ = false;
  bool pending_blank_ = false;
  bool pending_wrap_ = false;
  bool pending_cell_ = false;
};

}  // namespace

PageTree::PageTree() = default;
PageTree::PageTree(PageTree&&) noexcept = default;
PageTree& PageTree::operator=(PageTree&&) noexcept = default;
PageTree::~PageTree() = default;

PageTree ParsePage(ReducedHtml reduced) {
  PageTree page;
  page.reduced = std::make_unique<const ReducedHtml>(std::move(reduced));
  page.arena = std::make_unique<GumboArena>();
  Walker(&page).Run(page.arena->Parse(page.reduced->html));
  return page;
}

}  // namespace heshu::extract
