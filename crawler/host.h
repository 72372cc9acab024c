// Hosts of URLs: domain names to ASCII, IPv4 and IPv6 in all their spellings.
//
// Internal to crawler/url. Pure; safe from any thread.
#ifndef HESHU_CRAWLER_HOST_H_
#define HESHU_CRAWLER_HOST_H_

#include <optional>
#include <string>
#include <string_view>

namespace heshu::crawler {

// The serialized host that `text` (still percent-encoded) names, per the WHATWG host parser for
// special schemes; empty if it names none.
std::optional<std::string> ParseHost(std::string_view text);

// `text` with %XX replaced by its bytes; stray % stay.
std::string PercentDecode(std::string_view text);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_HOST_H_
