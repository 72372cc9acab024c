// Chinese names in Latin letters, as English reports write them.
#ifndef HESHU_NORMALIZE_ROMANIZE_H_
#define HESHU_NORMALIZE_ROMANIZE_H_

#include <string>
#include <string_view>

namespace heshu::normalize {

// The Mandarin reading of simplified Han characters, without tones and spaces: 澄光 →
// "chengguang". A character of several readings has the one that names have. "" if one of them is
// no such character, or a rare one. Safe from any thread.
std::string Romanized(std::string_view han);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_ROMANIZE_H_
