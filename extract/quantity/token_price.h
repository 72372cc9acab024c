// Prices of tokens that say their side, and leave out what they are the price of.
//
// Pure functions; safe from any thread.
#ifndef HESHU_EXTRACT_QUANTITY_TOKEN_PRICE_H_
#define HESHU_EXTRACT_QUANTITY_TOKEN_PRICE_H_

#include <span>
#include <string_view>

#include "core/byte_span.h"
#include "core/decimal.h"
#include "extract/quantity/quantity.h"

namespace heshu::extract {

// "input 1 元", "输出16元", "$0.28 input": the words beside the sum at `figure` of `text` say which
// price of a token it is.
bool SaysTokenPrice(std::string_view text, ByteSpan figure, const Decimal& price);

// Sums of `text` that say so where the article has told prices of tokens before are per 1e6 tokens.
void PriceTokensAgain(std::string_view text, std::span<Quantity> quantities);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_QUANTITY_TOKEN_PRICE_H_
