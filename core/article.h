// A document as it arrived, and the article found in it.
#ifndef HESHU_CORE_ARTICLE_H_
#define HESHU_CORE_ARTICLE_H_

#include <optional>
#include <string>
#include <vector>

#include "core/byte_span.h"
#include "core/date.h"

namespace heshu {

// One document as its source delivered it, with what is known about it from outside.
struct Document {
  std::string bytes;         // as fetched or read; never altered
  std::string url;           // where it came from; for a local file its path as given
  std::string source;        // the source's short name (`--source`, sources.toml); may be empty
  std::string content_type;  // media type from HTTP or the file's name; may be empty
  std::string http_charset;  // charset parameter of the HTTP header; may be empty
  // Publication date-time told from outside (`--published`, a feed): YYYY-MM-DD[THH:MM[±ZZ[:]ZZ]].
  std::string published;
  std::string fetched_at;  // UTC, ISO 8601; empty for `extract`
};

// `d_` and 16 hexadecimal digits: a hash of the URL and the bytes. The same document ingested
// twice has the same id; a changed page has another.
std::string DocumentId(const Document& document);

enum class BlockKind { kParagraph, kHeading, kListItem, kTableRow, kCaption, kTitle };
std::string_view BlockKindName(BlockKind kind);  // "paragraph", "heading", "list", "table_row", …

// A run of the article that is read as one text. Hard-wrapped lines and furniture in mid-sentence
// make it several pieces of Article::text; joined in order they are the block.
struct Block {
  BlockKind kind = BlockKind::kParagraph;
  std::vector<ByteSpan> pieces;       // of Article::text, ascending, none empty
  std::optional<ByteSpan> html_span;  // of the decoded HTML, where the article comes from HTML
  int section = 0;                    // a page with several articles: which one (0 = the first)

  ByteSpan span() const { return {pieces.front().begin, pieces.back().end}; }
  friend bool operator==(const Block&, const Block&) = default;
};

struct DroppedText {
  std::string text;
  std::string reason;  // "related_links", "byline", "advert", "copyright", … (rules/article.toml)

  friend bool operator==(const DroppedText&, const DroppedText&) = default;
};

enum class PageClass { kArticle, kList, kVideo, kExpired, kSpam, kPaywalled, kEmpty };
std::string_view PageClassName(PageClass page_class);

struct Article {
  std::string title;
  std::optional<ByteSpan> title_span;  // of `text`, where the title stands in it
  std::string byline;
  std::string published;       // ISO 8601 as precise as known, e.g. "2026-02-24T14:00+08:00"; or ""
  std::string published_rule;  // "given", "json_ld", "meta:article:published_time", "visible", …
  std::string publisher;       // the credited source of a reprint, else the site's own name
  std::string site;            // host without "www.", or the site's name
  std::string url;             // as fetched
  std::string canonical_url;
  std::string amp_url;  // the page's AMP version, where it names one
  std::string next_page_url;
  std::string language;      // "zh", "en", …
  std::string script;        // "Hans", "Hant", "Latn"
  std::string charset;       // what the bytes were decoded from
  std::string charset_rule;  // "bom", "http", "utf8", "meta", "detector"
  PageClass page_class = PageClass::kArticle;
  double confidence = 1;

  // The stored text (UTF-8): for plain text in UTF-8 the file itself, byte for byte; otherwise the
  // article's blocks, one a line. All spans of records count its bytes.
  std::string text;
  std::vector<Block> blocks;
  std::vector<DroppedText> dropped;

  // The publication day, where known.
  std::optional<Date> PublishedOn() const { return Date::Parse(published); }

  friend bool operator==(const Article&, const Article&) = default;
};

}  // namespace heshu

#endif  // HESHU_CORE_ARTICLE_H_
