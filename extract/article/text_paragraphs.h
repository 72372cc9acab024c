// Lines and paragraphs of a plain text: hard-wrapped lines joined, captions and labels set apart,
// furniture and spam marked by the rules.
//
// Views and spans name bytes of the text given, which must outlive the result. Pure.
#ifndef HESHU_EXTRACT_ARTICLE_TEXT_PARAGRAPHS_H_
#define HESHU_EXTRACT_ARTICLE_TEXT_PARAGRAPHS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "extract/article/article_rules.h"
#include "extract/article/text_measure.h"

namespace heshu::extract {

inline constexpr double kHeadlineMass = 60;  // in Han characters; no headline is longer

// A line that holds something, and what the rules say about it.
struct TextLine {
  ByteSpan span;  // without blanks at its ends
  std::string_view text;
  TextMeasure measure;
  double width = 0;              // display columns
  std::size_t blank_before = 0;  // empty lines before it
  bool indented = false;
  std::string reason;  // why it is dropped; "" = taken
  bool is_caption = false;
  bool is_label = false;  // of a related title
  bool ends_article = false;
  bool keep = false;
  bool may_advertise = false;  // holds a word of promotion
  bool is_spam = false;
  std::string head_reason, tail_reason;  // what it would be before, behind the article
};

// Lines that are read as one text. `worth` is its mass as prose, or below 0 for furniture.
struct TextParagraph {
  std::vector<std::size_t> lines;
  double mass = 0;
  std::size_t stops = 0;
  double worth = 0;
  bool is_prose = false;
  bool ends_article = false;
  bool is_spam = false;
  std::string reason;
};

struct TextParagraphs {
  std::vector<TextLine> lines;
  std::vector<TextParagraph> paragraphs;  // by their first lines; every line is in one

  // The lines of a paragraph joined; a blank where the line break stood for one.
  std::string TextOf(const TextParagraph& paragraph) const;
  // Whether it ends a sentence otherwise than by a question or exclamation mark.
  bool EndsWithFullStop(const TextParagraph& paragraph) const;
};

TextParagraphs ReadParagraphs(std::string_view text, const ArticleRules& rules);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_TEXT_PARAGRAPHS_H_
