// Tells text from files that are none.
#ifndef HESHU_NORMALIZE_BINARY_H_
#define HESHU_NORMALIZE_BINARY_H_

#include <string_view>

namespace heshu::normalize {

// What the first bytes say a file is ("a PNG image", "a ZIP archive"); "" if they name no binary.
std::string_view KnownBinary(std::string_view bytes);

// True if the bytes hold more control characters than any text in a one-byte-compatible encoding
// does. Stray NULs and NULs that pad the end do not count. Not for UTF-16.
bool LooksBinary(std::string_view bytes);

// "UTF-16LE" or "UTF-16BE" if the bytes are such text without a byte order mark, else "". Short
// texts of Han alone are left alone: only pairs that no other encoding gives decide.
std::string_view GuessUtf16(std::string_view bytes);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_BINARY_H_
