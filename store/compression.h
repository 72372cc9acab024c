// Raw bytes in one zstd frame with a content checksum.
#ifndef HESHU_STORE_COMPRESSION_H_
#define HESHU_STORE_COMPRESSION_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.h"

namespace heshu::store {

// The largest document that is stored, before compression.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{1} << 29;

Result<std::string> Compress(std::string_view bytes);

// Fails with kDatabase if the frame is damaged or is not of exactly `raw_bytes`; never allocates
// more than that, nor more than kMaxDocumentBytes.
Result<std::string> Decompress(std::string_view frame, std::size_t raw_bytes);

}  // namespace heshu::store

#endif  // HESHU_STORE_COMPRESSION_H_
