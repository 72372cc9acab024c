// Language and script of a text, by counting characters. Pure.
#ifndef HESHU_EXTRACT_ARTICLE_LANGUAGE_H_
#define HESHU_EXTRACT_ARTICLE_LANGUAGE_H_

#include <string>
#include <string_view>

#include "extract/article/article_rules.h"

namespace heshu::extract {

struct TextLanguage {
  std::string language;  // "zh", "ja", "ko"; else what is declared, else "en"; "" without letters
  std::string script;    // "Hans", "Hant"; "Jpan", "Kore"; "Latn"; "" without letters
};

// `declared` is the page's lang attribute, "" if none.
TextLanguage LanguageOf(std::string_view text, std::string_view declared,
                        const ArticleRules& rules);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_LANGUAGE_H_
