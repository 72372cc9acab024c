// Cards made small for a page that holds thousands: the markup that all of them share is written as
// one character for each piece of it, and the page's script puts it back.
//
// The characters are the C1 controls U+0080–U+009F, which no card holds (EscapeHtml replaces them).
// `<` is one of the pieces, so a packed card has none left.
#ifndef HESHU_CLI_REPORT_PACKING_H_
#define HESHU_CLI_REPORT_PACKING_H_

#include <span>
#include <string>
#include <string_view>

namespace heshu::cli {

// Piece i stands for U+0080 + i. At most 32; longer ones first.
std::span<const std::string_view> PackedPieces();

// `html` of a card; it must hold no C1 control.
std::string Packed(std::string_view html);
// The way back.
std::string Unpacked(std::string_view packed);

}  // namespace heshu::cli

#endif  // HESHU_CLI_REPORT_PACKING_H_
