#include <charconv>
#include <cmath>

#include "crawler/http_fields.h"
#include "crawler/source_file.h"

namespace heshu::crawler {

Result<std::chrono::milliseconds> ParseDuration(std::string_view text) {
  constexpr double kTenYears = 10 * 366.0 * 24 * 3600 * 1000;
  const std::string_view trimmed = Trimmed(text);
  double number = 0;
  const auto [end, error] = std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), number,
                                            std::chars_format::fixed);
  const std::string_view unit =
      Trimmed(trimmed.substr(static_cast<std::size_t>(end - trimmed.data())));
  double ms = 0;
  if (unit.empty() || unit == "s") ms = 1000;
  if (unit == "ms") ms = 1;
  if (unit == "m" || unit == "min") ms = 60'000;
  if (unit == "h") ms = 3'600'000;
  if (unit == "d") ms = 86'400'000;
  if (error != std::errc() || ms == 0 || !std::isfinite(number) || number < 0) {
    return Fail(ErrorKind::kInvalidInput, "`" + std::string(text) + "` is no length of time", {},
                "write it as \"500ms\", \"5s\", \"15m\", \"2h\" or \"7d\"");
  }
  if (number * ms > kTenYears) {
    return Fail(ErrorKind::kInvalidInput, "`" + std::string(text) + "` is more than ten years", {},
                "write it as \"500ms\", \"5s\", \"15m\", \"2h\" or \"7d\"");
  }
  return std::chrono::milliseconds(std::llround(number * ms));
}

}  // namespace heshu::crawler
