// Pinyin syllables as damaged reprints put them after characters: 數(shù)百萬.
#ifndef HESHU_NORMALIZE_PINYIN_H_
#define HESHU_NORMALIZE_PINYIN_H_

#include <string_view>

namespace heshu::normalize {

// True for exactly one Mandarin syllable in UTF-8 that carries a tone mark (shù, nǚ, ɡuǎn; composed
// letters; any case is not accepted, since annotations are lower case). "Nvidia", "shu", "nǐ hǎo"
// and "é" are none.
bool IsTonedSyllable(std::string_view text);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_PINYIN_H_
