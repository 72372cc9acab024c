// English words that name nobody, whatever their capital.
#ifndef HESHU_EXTRACT_MENTIONS_ENGLISH_WORDS_H_
#define HESHU_EXTRACT_MENTIONS_ENGLISH_WORDS_H_

#include <string_view>

namespace heshu::extract {

// A word that opens a sentence or stands in its grammar; nobody in particular ("Nothing is
// signed").
bool IsFunctionWord(std::string_view word);

// "Revenue", "Polysilicon": nouns and adjectives of business prose that open a sentence with what
// is told of. A company may be called so as well, which is then no sentence's first word before a
// small one.
bool IsOrdinaryWord(std::string_view word);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_ENGLISH_WORDS_H_
