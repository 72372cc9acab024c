// One number without fractions: digits and units from left to right; the part of ParseNumber
// (number.h) that reads them.
#ifndef HESHU_EXTRACT_QUANTITY_NUMBER_BODY_H_
#define HESHU_EXTRACT_QUANTITY_NUMBER_BODY_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "extract/quantity/number.h"

namespace heshu::extract {

// The longest run of digits and units that begins exactly at `at`; as ParseNumber, but 三 of
// 三分之一 alone.
std::optional<ParsedNumber> ReadNumberBody(std::string_view text, std::size_t at,
                                           const NumberContext& context);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_NUMBER_BODY_H_
