#include "crawler/robots.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "crawler/http_fields.h"

namespace heshu::crawler {
namespace {

constexpr std::size_t kMaxBytes = 500u << 10;

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool IsUnreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// RFC 9309 2.2.2: the same octets, written the same way. Encoded unreserved characters are decoded,
// bytes beyond ASCII encoded, digits of escapes in upper case.
std::string Normalized(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%' && i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 &&
        HexDigit(text[i + 2]) >= 0) {
      const char decoded = static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2]));
      if (IsUnreserved(decoded)) {
        out += decoded;
      } else {
        out += '%';
        out += kHex[static_cast<std::size_t>(HexDigit(text[i + 1]))];
        out += kHex[static_cast<std::size_t>(HexDigit(text[i + 2]))];
      }
      i += 2;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      out += '%';
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 0xF];
    } else {
      out += c;
    }
  }
  return out;
}

// Whether `pattern` (with * for any run and $ at its end for the end) matches a prefix of `path`.
// Remembers the last * only, which is enough; time at most |pattern| × |path|.
bool Matches(std::string_view path, std::string_view pattern) {
  bool to_end = false;
  if (pattern.ends_with('$')) {
    to_end = true;
    pattern.remove_suffix(1);
  }
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_at = 0;
  for (;;) {
    if (p == pattern.size()) {
      if (!to_end || t == path.size()) return true;
    } else if (pattern[p] == '*') {
      star = ++p;
      star_at = t;
      continue;
    } else if (t < path.size() && pattern[p] == path[t]) {
      ++p;
      ++t;
      continue;
    }
    if (star == std::string_view::npos || star_at >= path.size()) return false;
    p = star;
    t = ++star_at;
  }
}

// The path and query of a URL; a bare path stays. Never empty, never a fragment.
std::string_view PathOf(std::string_view target) {
  target = target.substr(0, target.find('#'));
  const std::size_t scheme = target.find("://");
  const std::size_t first = target.find_first_of("/?;");
  if (scheme != std::string_view::npos && scheme < first + 1) {
    target.remove_prefix(scheme + 3);
  } else if (target.starts_with("//")) {
    target.remove_prefix(2);
  } else if (target.starts_with('/') || target.starts_with('?')) {
    return target;
  }
  const std::size_t path = target.find_first_of("/?");
  return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
}

// The product token that starts `agent`: letters, digits, - and _. RFC 9309 2.2.1 has no digits,
// but agents do (360Spider, MJ12bot).
std::string_view Token(std::string_view agent) {
  std::size_t end = 0;
  while (end < agent.size() && IsUnreserved(agent[end]) && agent[end] != '.' && agent[end] != '~')
    ++end;
  return agent.substr(0, end);
}

}  // namespace

Robots Robots::Parse(std::string_view bytes) {
  Robots out;
  bytes = bytes.substr(0, kMaxBytes);
  for (const char mark : {'\xEF', '\xBB', '\xBF'}) {
    if (bytes.starts_with(mark)) bytes.remove_prefix(1);
  }
  int line_number = 0;
  bool in_agents = false;  // the lines before were User-agent lines of this group
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    std::string_view line = bytes.substr(0, end);
    const bool is_crlf = bytes.substr(end).starts_with("\r\n");
    bytes.remove_prefix(std::min(end + (is_crlf ? 2 : 1), bytes.size()));
    ++line_number;
    line = Trimmed(line.substr(0, line.find('#')));
    std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) colon = line.find_first_of(" \t");  // "Disallow /x"
    if (colon == std::string_view::npos) continue;
    const std::string name = ToLower(Trimmed(line.substr(0, colon)));
    const std::string_view value = Trimmed(line.substr(colon + 1));
    if (name == "user-agent" || name == "useragent" || name == "user agent") {
      if (!in_agents) out.groups_.emplace_back();
      in_agents = true;
      if (value.starts_with('*') && (value.size() == 1 || value[1] == ' ' || value[1] == '\t')) {
        out.groups_.back().agents.emplace_back("*");
      } else {
        out.groups_.back().agents.push_back(ToLower(Token(value)));
      }
    } else if (name == "allow" || name == "disallow") {
      if (out.groups_.empty()) continue;
      in_agents = false;
      // An empty rule matches nothing.
      if (!value.empty())
        out.groups_.back().rules.push_back({Normalized(value), name == "allow", line_number});
    } else if (name == "crawl-delay") {
      if (out.groups_.empty()) continue;
      double delay = 0;
      const auto [at, error] = std::from_chars(value.data(), value.data() + value.size(), delay);
      if (error == std::errc() && at == value.data() + value.size() && delay >= 0 && delay < 1e9 &&
          !out.groups_.back().crawl_delay) {
        out.groups_.back().crawl_delay = delay;
      }
    } else if (name == "sitemap") {
      if (!value.empty()) out.sitemaps_.emplace_back(value);
    }
  }
  return out;
}

std::vector<const Robots::Group*> Robots::GroupsFor(std::string_view agent) const {
  const std::string wanted = ToLower(Token(agent));
  std::vector<const Group*> named;
  std::vector<const Group*> everybody;
  for (const Group& group : groups_) {
    const auto has = [&group](std::string_view name) {
      return std::find(group.agents.begin(), group.agents.end(), name) != group.agents.end();
    };
    if (!wanted.empty() && has(wanted)) named.push_back(&group);
    if (has("*")) everybody.push_back(&group);
  }
  return named.empty() ? everybody : named;
}

RobotsVerdict Robots::Check(std::string_view agent, std::string_view target) const {
  const std::string path = Normalized(PathOf(target));
  const Rule* best = nullptr;
  for (const Group* group : GroupsFor(agent)) {
    for (const Rule& rule : group->rules) {
      const bool is_longer =
          best == nullptr || rule.pattern.size() > best->pattern.size() ||
          (rule.pattern.size() == best->pattern.size() && rule.allow && !best->allow);
      if (is_longer && Matches(path, rule.pattern)) best = &rule;
    }
  }
  if (best == nullptr || path == "/robots.txt") return {};
  return {best->allow, best->line};
}

std::optional<double> Robots::CrawlDelay(std::string_view agent) const {
  for (const Group* group : GroupsFor(agent)) {
    if (group->crawl_delay) return group->crawl_delay;
  }
  return std::nullopt;
}

}  // namespace heshu::crawler
