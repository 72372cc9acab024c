#include "extract/article/language.h"

#include "extract/article/text_measure.h"

namespace heshu::extract {

TextLanguage LanguageOf(std::string_view text, std::string_view declared,
                        const ArticleRules& rules) {
  std::size_t han = 0, kana = 0, hangul = 0, latin = 0, other = 0, hans = 0, hant = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    if (c >= 0x3040 && c <= 0x30FF) {
      ++kana;
    } else if (c >= 0xAC00 && c <= 0xD7A3) {
      ++hangul;
    } else if (IsHan(c)) {
      ++han;
      hans += rules.IsSimplifiedOnly(c) ? 1 : 0;
      hant += rules.IsTraditionalOnly(c) ? 1 : 0;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x250)) {
      ++latin;
    } else if (c >= 0x370 && c < 0x2000) {
      ++other;
    }
  }
  // A Han character says about as much as four letters.
  const std::size_t east = 4 * (han + kana + hangul);
  if (east + latin + other == 0) return {};
  if (east > latin + other) {
    if (hangul > han) return {"ko", "Kore"};
    if (5 * kana > han + kana) return {"ja", "Jpan"};
    return {"zh", hant > hans ? "Hant" : "Hans"};
  }
  std::string language;
  for (const char c : declared.substr(0, declared.find_first_of("-_"))) {
    language += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (language.size() < 2 || language.size() > 3 || language == "zh") language = "en";
  return {language, latin >= other ? "Latn" : ""};
}

}  // namespace heshu::extract
