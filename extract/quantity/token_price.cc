#include "extract/quantity/token_price.h"

#include <algorithm>
#include <iterator>

#include "extract/text/affix.h"

namespace heshu::extract {

bool SaysTokenPrice(std::string_view text, ByteSpan figure, const Decimal& price) {
  constexpr std::size_t kNearBytes = 36;
  constexpr std::string_view kSides[] = {"输入",  "输出",   "缓存",   "命中",  "input",
                                         "Input", "output", "Output", "cache", "Cache"};
  if (price >= Decimal::Of(1, 4)) return false;
  const std::size_t from = figure.begin - std::min(figure.begin, kNearBytes);
  std::string_view left = text.substr(from, figure.begin - from);
  if (const auto cut = left.find_last_of(",;:\n"); cut != std::string_view::npos) {
    left.remove_prefix(cut);
  }
  const bool is_said =
      std::any_of(std::begin(kSides), std::end(kSides),
                  [&](std::string_view side) { return left.find(side) != std::string_view::npos; });
  return is_said || StartsWithAny(text.substr(figure.end),
                                  {" input", " output", " for input", " for output", " per input",
                                   " cached", " for cached", "/input", "/output"});
}

void PriceTokensAgain(std::string_view text, std::span<Quantity> quantities) {
  for (Quantity& quantity : quantities) {
    const auto& price = quantity.value.lo ? quantity.value.lo : quantity.value.hi;
    const bool is_sum = quantity.dimension == "money" && quantity.per.empty() && price &&
                        quantity.unit.find('/') == std::string::npos;
    if (!is_sum || !SaysTokenPrice(text, quantity.span, *price)) continue;
    quantity.per = "1e6 token";
    quantity.unit += "/" + quantity.per;
    quantity.dimension = "token_price";
  }
}

}  // namespace heshu::extract
