// Content coding: what a server packed, unpacked. Pure; safe from any thread.
#ifndef HESHU_CRAWLER_CONTENT_CODING_H_
#define HESHU_CRAWLER_CONTENT_CODING_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.h"

namespace heshu::crawler {

// The codings that Unpack() knows, as Accept-Encoding lists them.
inline constexpr std::string_view kAcceptEncoding = "gzip, deflate, br, zstd";

// Whether all of `coding` is known.
bool CanUnpack(std::string_view coding);

struct Unpacked {
  std::string bytes;
  bool is_whole = true;        // false: it breaks off, or its checksum is wrong
  bool is_over_limit = false;  // there is more than `max_bytes`; `bytes` holds the first of them
};

// Undoes `coding` ("gzip", "deflate", "br", "zstd", "identity", or several, "gzip, gzip"). What is
// not compressed in spite of the header comes back as it is. Memory is bounded by `max_bytes` a
// coding. Fails with kUnsupported for other codings, with kInvalidInput for data that breaks at
// once, with kLimit for more than five codings.
Result<Unpacked> Unpack(std::string packed, std::string_view coding, std::size_t max_bytes);

// The same for those who want all or nothing more than `max_bytes`: kLimit past it. A torn tail
// keeps what could be read.
Result<std::string> DecodeContent(std::string body, std::string_view coding, std::size_t max_bytes);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_CONTENT_CODING_H_
