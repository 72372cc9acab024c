// Bytes to UTF-8, the way news pages need it.
//
// Order: BOM > UTF-16 without one > HTTP charset > strict UTF-8 > meta in the first 4 KB (WHATWG
// labels; gb2312 and gbk read as gb18030, big5 as Big5-HKSCS) > what the text looks like, with
// ICU's detector. A declared charset wins only if the text then looks like text: gb18030 has a
// reading for nearly every byte, so "valid in it" says little; what tells is the share of everyday
// characters. For the same reason several sequences of UTF-8 in a row overrule a header that says
// otherwise, and UTF-8 with some broken or cut sequences stays UTF-8. Which rule won is in the
// result. Invalid sequences become U+FFFD and are counted; NULs stay. Pure; safe from any thread.
#ifndef HESHU_NORMALIZE_CHARSET_H_
#define HESHU_NORMALIZE_CHARSET_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.h"

namespace heshu::normalize {

struct CharsetHints {
  std::string http_charset;    // from Content-Type; "" = none
  bool may_have_meta = false;  // HTML or XML: look for <meta charset> and <?xml encoding?>
};

struct DecodedText {
  std::string text;     // UTF-8, without BOM
  std::string charset;  // canonical name, e.g. "UTF-8", "gb18030", "Big5-HKSCS", "UTF-16LE"
  // "bom", "http", "utf8", "meta", "detector"; "mixed" for a page with parts in UTF-8 as well.
  std::string rule;
  std::size_t replacements = 0;  // U+FFFD put in for invalid bytes
};

// Fails with kUnsupported for what is no text (a binary: image, archive, executable), naming what
// it looks like. Empty bytes are an empty text.
Result<DecodedText> Decode(std::string_view bytes, const CharsetHints& hints);

// `text` with each ill-formed sequence replaced by U+FFFD (WHATWG "maximal subpart").
std::string ReplaceInvalidUtf8(std::string_view text, std::size_t* replacements = nullptr);
bool IsValidUtf8(std::string_view text);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_CHARSET_H_
