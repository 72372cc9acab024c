// What the words beside a name make of it, in a Chinese line: a peer, a source, or neither.
//
// `at` is the byte of the name's placeholder in its line (sentence_line.h). Pure functions.
#ifndef HESHU_EXTRACT_CLAIMS_NAME_POSITION_H_
#define HESHU_EXTRACT_CLAIMS_NAME_POSITION_H_

#include <cstddef>
#include <string_view>

namespace heshu::extract {

// Whether an entity's placeholder stands at byte `at`.
bool IsPlaceholderAt(std::string_view line, std::size_t at);

// Whether the name is what something is compared with (比X, 较X, 仅为X的), or who says it (据X,
// X预计), rather than what it is of.
bool IsPeerPosition(std::string_view line, std::size_t at);
bool IsSourcePosition(std::string_view line, std::size_t at);

// Whether the source speaks of its own accounts: 大家乐集团公布中期业绩,…; 据蔚来披露的交付数据,…
bool ReportsItself(std::string_view line, std::size_t at);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_NAME_POSITION_H_
