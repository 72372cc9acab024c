// Stable 64-bit ids. The hash is FNV-1a with a final avalanche: it names things, it protects
// nothing.
#ifndef HESHU_CORE_HASH_H_
#define HESHU_CORE_HASH_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace heshu {

std::uint64_t StableHash(std::string_view bytes, std::uint64_t seed = 0);

// 16 lower-case hexadecimal digits.
std::string HexId(std::uint64_t hash);

}  // namespace heshu

#endif  // HESHU_CORE_HASH_H_
