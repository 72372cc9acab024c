// URLs as browsers read them: the WHATWG URL standard, for http and https alone.
//
// Input is UTF-8 as found in a page, a feed or on a command line; the parts kept are ASCII: hosts
// in punycode (UTS #46 through ICU), everything else percent-encoded. Pure; safe from any thread.
#ifndef HESHU_CRAWLER_URL_H_
#define HESHU_CRAWLER_URL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace heshu::crawler {

struct Url {
  std::string scheme;  // "http" or "https"
  std::string username;
  std::string password;
  std::string host;                   // "example.com", "127.0.0.1", "[::1]"
  std::optional<std::uint16_t> port;  // empty = the scheme's own
  std::string path;                   // starts with "/"
  std::optional<std::string> query;   // without "?"; "" differs from none
  std::optional<std::string> fragment;

  // Fails with kInvalidInput for what is no URL (no base and relative, bad host or port) and with
  // kUnsupported for another scheme.
  static Result<Url> Parse(std::string_view input, const Url* base = nullptr);

  std::string Href() const;  // the whole, normalized
  // "/path?query": what a request line and robots.txt see.
  std::string RequestTarget() const;
  // "https://example.com:8443": what robots.txt holds for.
  std::string Origin() const;
  std::uint16_t EffectivePort() const;

  friend bool operator==(const Url&, const Url&) = default;
};

// The key under which a page is known: no fragment, no credentials, no parameters that only track
// (utm_…, fbclid, gclid, spm, share_token …). The order of the others is kept: it may matter.
std::string DedupKey(const Url& url);

// Which parameters of a site's queries are part of a page's identity (sources.toml, [[site]]).
// Names are compared without regard to case.
struct QueryRules {
  std::vector<std::string> keep;  // part of it, also where the general list holds them for tracking
  std::vector<std::string> drop;  // noise here; "*" = all but those in `keep`

  friend bool operator==(const QueryRules&, const QueryRules&) = default;
};
std::string DedupKey(const Url& url, const QueryRules& rules);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_URL_H_
