// Cuts a page down to what an article can be made of, before it is parsed.
//
// Why: tree builders are quadratic in nesting, in attributes and in misnested formatting; and most
// bytes of a news page are scripts and styles. The reduced page has no scripts, styles, comments,
// forms, vector graphics or formatting elements, only the attributes that extraction reads, and a
// bounded depth and number of elements; so the parser's time and memory are linear in the bytes.
//   <a> becomes <x-a>, <b> and <strong> become <x-b>: ordinary elements, which never have to be
//   reconstructed or adopted; <font> becomes <span>; <i> <em> <u> … vanish around their text.
// Text is copied as it stands, so that bytes of the reduced page lead back to the page.
// Input and output are UTF-8. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_ARTICLE_HTML_REDUCE_H_
#define HESHU_EXTRACT_ARTICLE_HTML_REDUCE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace heshu::extract {

struct ReduceLimits {
  std::size_t max_depth = 512;             // open elements; deeper tags vanish, their text stays
  std::size_t max_elements = 300000;       // of a page; later tags vanish likewise
  bool keep_noscript = false;              // what stands in for scripts is text too
  std::size_t max_attribute_bytes = 4096;  // of one value; the rest of it is cut
};

struct ReducedHtml {
  struct Run {
    std::size_t reduced = 0;   // from this byte of `html` on …
    std::size_t original = 0;  // … the bytes come from here, one by one, up to the next run
  };
  std::string html;
  std::vector<Run> runs;                  // ascending
  std::vector<std::string_view> json_ld;  // contents of JSON-LD scripts; views into the page given
  bool had_noscript = false;              // and it was left out
  bool too_deep = false;                  // max_depth was met
  bool too_many = false;                  // max_elements was met

  // The byte of the page that `reduced_byte` of `html` came from.
  std::size_t ToOriginal(std::size_t reduced_byte) const;
};

// `page` must outlive the result's json_ld.
ReducedHtml ReduceHtml(std::string_view page, const ReduceLimits& limits);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_HTML_REDUCE_H_
