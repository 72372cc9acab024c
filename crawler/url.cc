#include "crawler/url.h"

#include <algorithm>
#include <array>
#include <vector>

#include "crawler/host.h"

namespace heshu::crawler {
namespace {

constexpr std::string_view kInFragment = " \"<>`";
constexpr std::string_view kInQuery = " \"#<>'";  // the special-query set
constexpr std::string_view kInPath = " \"#<>?^`{}";
constexpr std::string_view kInUserInfo = " \"#<>?`{}/:;=@[\\]^|";

// Appends `text`, with controls, non-ASCII bytes and those in `set` percent-encoded.
void AppendEncoded(std::string_view text, std::string_view set, std::string* out) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x1F || byte >= 0x7F || set.find(c) != std::string_view::npos) {
      *out += '%';
      *out += kHex[byte >> 4];
      *out += kHex[byte & 0xF];
    } else {
      *out += c;
    }
  }
}

std::string Encoded(std::string_view text, std::string_view set) {
  std::string out;
  AppendEncoded(text, set, &out);
  return out;
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSlash(char c) { return c == '/' || c == '\\'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Without spaces and controls at both ends, and without tabs and line breaks anywhere.
std::string Cleaned(std::string_view input) {
  const auto is_edge = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!input.empty() && is_edge(input.front())) input.remove_prefix(1);
  while (!input.empty() && is_edge(input.back())) input.remove_suffix(1);
  std::string out;
  for (const char c : input) {
    if (c != '\t' && c != '\n' && c != '\r') out += c;
  }
  return out;
}

// The scheme that `text` starts with, in lower case; empty if none.
std::string SchemeOf(std::string_view text) {
  if (text.empty() || !IsLetter(text[0])) return {};
  std::string out;
  for (const char c : text) {
    if (c == ':') return out;
    if (!IsLetter(c) && !IsDigit(c) && c != '+' && c != '-' && c != '.') return {};
    out += Lower(c);
  }
  return {};
}

bool EqualsIgnoringCase(std::string_view a, std::string_view lower) {
  return a.size() == lower.size() && std::equal(a.begin(), a.end(), lower.begin(),
                                                [](char x, char y) { return Lower(x) == y; });
}

bool IsSingleDot(std::string_view segment) {
  return segment == "." || EqualsIgnoringCase(segment, "%2e");
}

bool IsDoubleDot(std::string_view segment) {
  return segment == ".." || EqualsIgnoringCase(segment, ".%2e") ||
         EqualsIgnoringCase(segment, "%2e.") || EqualsIgnoringCase(segment, "%2e%2e");
}

// Adds the segments of `text` to `path` (which is "" or ends before a "/").
void AppendPath(std::string_view text, std::string* path) {
  for (;;) {
    const std::size_t end = std::min(text.find_first_of("/\\"), text.size());
    const std::string_view segment = text.substr(0, end);
    const bool is_last = end == text.size();
    if (IsDoubleDot(segment)) {
      const std::size_t slash = path->rfind('/');
      if (slash != std::string::npos) path->resize(slash);
      if (is_last) *path += '/';
    } else if (IsSingleDot(segment)) {
      if (is_last) *path += '/';
    } else {
      *path += '/';
      AppendEncoded(segment, kInPath, path);
    }
    if (is_last) return;
    text.remove_prefix(end + 1);
  }
}

tl::unexpected<Error> BadUrl(std::string_view what, std::string_view input) {
  return Fail(ErrorKind::kInvalidInput, std::string(what), std::string(input));
}

// user:password@host:port
Result<bool> ParseAuthority(std::string_view authority, std::string_view input, Url* url) {
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) {
    const std::string_view credentials = authority.substr(0, at);
    authority.remove_prefix(at + 1);
    if (authority.empty()) return BadUrl("the address has no host", input);
    const std::size_t colon = credentials.find(':');
    url->username = Encoded(credentials.substr(0, colon), kInUserInfo);
    if (colon != std::string_view::npos)
      url->password = Encoded(credentials.substr(colon + 1), kInUserInfo);
  }
  std::size_t colon = std::string_view::npos;
  bool in_brackets = false;
  for (std::size_t i = 0; i < authority.size() && colon == std::string_view::npos; ++i) {
    if (authority[i] == '[') in_brackets = true;
    if (authority[i] == ']') in_brackets = false;
    if (authority[i] == ':' && !in_brackets) colon = i;
  }
  const std::string_view host = authority.substr(0, colon);
  if (host.empty()) return BadUrl("the address has no host", input);
  auto parsed = ParseHost(host);
  if (!parsed) return BadUrl("the address's host is no host", input);
  url->host = std::move(*parsed);
  if (colon == std::string_view::npos) return true;
  unsigned long port = 0;
  const std::string_view digits = authority.substr(colon + 1);
  for (const char c : digits) {
    if (!IsDigit(c)) return BadUrl("the address's port is no number", input);
    port = port * 10 + static_cast<unsigned long>(c - '0');
    if (port > 65535) return BadUrl("the address's port is too large", input);
  }
  const unsigned long own = url->scheme == "https" ? 443 : 80;
  if (!digits.empty() && port != own) url->port = static_cast<std::uint16_t>(port);
  return true;
}

// Takes "#…" and "?…" off the end of `rest` into the URL.
std::string_view TakeQueryAndFragment(std::string_view rest, Url* url) {
  const std::size_t hash = rest.find('#');
  if (hash != std::string_view::npos) {
    url->fragment = Encoded(rest.substr(hash + 1), kInFragment);
    rest = rest.substr(0, hash);
  }
  const std::size_t mark = rest.find('?');
  if (mark != std::string_view::npos) {
    url->query = Encoded(rest.substr(mark + 1), kInQuery);
    rest = rest.substr(0, mark);
  }
  return rest;
}

}  // namespace

Result<Url> Url::Parse(std::string_view input, const Url* base) {
  const std::string cleaned = Cleaned(input);
  std::string_view rest = cleaned;
  Url url;
  url.scheme = SchemeOf(rest);
  bool has_authority = false;
  if (!url.scheme.empty()) {
    if (url.scheme != "http" && url.scheme != "https") {
      return Fail(ErrorKind::kUnsupported, "only http and https addresses are read",
                  std::string(input));
    }
    rest.remove_prefix(url.scheme.size() + 1);
    const bool is_same = base != nullptr && base->scheme == url.scheme;
    has_authority = !is_same || rest.starts_with("//");
  } else {
    if (base == nullptr) {
      return Fail(ErrorKind::kInvalidInput, "the address is relative, to nothing",
                  std::string(input), "begin it with https://");
    }
    url.scheme = base->scheme;
  }
  if (!has_authority && rest.size() >= 2 && IsSlash(rest[0]) && IsSlash(rest[1]))
    has_authority = true;

  if (has_authority) {
    while (!rest.empty() && IsSlash(rest.front())) rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find_first_of("/\\?#"), rest.size());
    auto authority = ParseAuthority(rest.substr(0, end), input, &url);
    if (!authority) return tl::make_unexpected(authority.error());
    rest = TakeQueryAndFragment(rest.substr(end), &url);
    if (!rest.empty()) rest.remove_prefix(1);
    AppendPath(rest, &url.path);
    return url;
  }

  url.username = base->username;
  url.password = base->password;
  url.host = base->host;
  url.port = base->port;
  rest = TakeQueryAndFragment(rest, &url);
  if (rest.empty()) {
    url.path = base->path;
    if (!url.query) url.query = base->query;
    return url;
  }
  if (IsSlash(rest.front())) {
    rest.remove_prefix(1);
  } else {
    url.path = base->path.substr(0, base->path.rfind('/'));
  }
  AppendPath(rest, &url.path);
  return url;
}

std::uint16_t Url::EffectivePort() const {
  return port.value_or(static_cast<std::uint16_t>(scheme == "https" ? 443 : 80));
}

std::string Url::Origin() const {
  std::string out = scheme + "://" + host;
  if (port) out += ":" + std::to_string(*port);
  return out;
}

std::string Url::RequestTarget() const { return query ? path + "?" + *query : path; }

std::string Url::Href() const {
  std::string out = scheme + "://";
  if (!username.empty() || !password.empty()) {
    out += username;
    if (!password.empty()) out += ":" + password;
    out += "@";
  }
  out += host;
  if (port) out += ":" + std::to_string(*port);
  out += RequestTarget();
  if (fragment) out += "#" + *fragment;
  return out;
}

std::string DedupKey(const Url& url) { return DedupKey(url, {}); }

std::string DedupKey(const Url& url, const QueryRules& rules) {
  static constexpr std::array<std::string_view, 21> kTracking = {
      "fbclid", "gclid",  "dclid",     "msclkid",     "yclid",        "igshid",     "mc_cid",
      "mc_eid", "spm",    "scm",       "share_token", "share_source", "sharefrom",  "wt_mc",
      "_ga",    "gclsrc", "vd_source", "from_source", "share_medium", "share_plat", "wfr"};
  std::string out = url.Origin() + url.path;
  if (!url.query) return out;
  const auto holds = [](const std::vector<std::string>& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(), [name](const std::string& listed) {
      return listed.size() == name.size() &&
             std::equal(listed.begin(), listed.end(), name.begin(),
                        [](char a, char b) { return Lower(a) == b; });
    });
  };
  const bool drops_all = holds(rules.drop, "*");
  char separator = '?';
  std::string_view rest = *url.query;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    std::string name;
    for (const char c : pair.substr(0, pair.find('='))) name += Lower(c);
    const bool tracks = name.starts_with("utm_") ||
                        std::find(kTracking.begin(), kTracking.end(), name) != kTracking.end();
    const bool is_noise = tracks || drops_all || holds(rules.drop, name);
    if (pair.empty() || (is_noise && !holds(rules.keep, name))) continue;
    out += separator;
    out += pair;
    separator = '&';
  }
  return out;
}

}  // namespace heshu::crawler
