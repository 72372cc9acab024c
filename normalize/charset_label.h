// Names of encodings as pages write them, and where pages write them.
#ifndef HESHU_NORMALIZE_CHARSET_LABEL_H_
#define HESHU_NORMALIZE_CHARSET_LABEL_H_

#include <string>
#include <string_view>

namespace heshu::normalize {

// The encoding that browsers read `label` as (encoding.spec.whatwg.org: "gb2312" and "gbk" are
// gb18030, "big5" is Big5-HKSCS, "iso-8859-1" is windows-1252), in the spelling of
// DecodedText::charset, which ICU's converters know too. "" if the label is unknown.
std::string CanonicalCharset(std::string_view label);

// The label in the first 4 KB of `bytes`: <?xml encoding=…?>, <meta charset=…>, <meta http-equiv
// content="…; charset=…">; "" if there is none. Comments are skipped.
std::string DeclaredCharset(std::string_view bytes);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_CHARSET_LABEL_H_
