#include "core/article.h"

#include "core/hash.h"

namespace heshu {

std::string DocumentId(const Document& document) {
  return "d_" + HexId(StableHash(document.bytes, StableHash(document.url)));
}

std::string_view BlockKindName(BlockKind kind) {
  switch (kind) {
    case BlockKind::kParagraph:
      return "paragraph";
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kListItem:
      return "list";
    case BlockKind::kTableRow:
      return "table_row";
    case BlockKind::kCaption:
      return "caption";
    case BlockKind::kTitle:
      return "title";
  }
  return "";
}

std::string_view PageClassName(PageClass page_class) {
  switch (page_class) {
    case PageClass::kArticle:
      return "article";
    case PageClass::kList:
      return "list";
    case PageClass::kVideo:
      return "video";
    case PageClass::kExpired:
      return "expired";
    case PageClass::kSpam:
      return "spam";
    case PageClass::kPaywalled:
      return "paywalled";
    case PageClass::kEmpty:
      return "empty";
  }
  return "";
}

}  // namespace heshu
