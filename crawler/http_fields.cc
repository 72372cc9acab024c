#include "crawler/http_fields.h"

#include <algorithm>

namespace heshu::crawler {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The hexadecimal size that starts `line`; npos if it is none.
std::size_t ChunkSize(std::string_view line) {
  std::size_t value = 0;
  std::size_t digits = 0;
  for (const char c : line) {
    int digit = -1;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (Lower(c) >= 'a' && Lower(c) <= 'f') digit = Lower(c) - 'a' + 10;
    if (digit < 0) {
      if (c != ';' && c != ' ' && c != '\t' && c != '\r') return std::string::npos;
      break;
    }
    if (++digits > 8) return std::string::npos;
    value = value * 16 + static_cast<std::size_t>(digit);
  }
  return digits == 0 ? std::string::npos : value;
}

}  // namespace

bool IsRedirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

std::string ToLower(std::string_view text) {
  std::string out;
  for (const char c : text) out += Lower(c);
  return out;
}

std::string_view Trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view FieldValue(const HeaderFields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (EqualsIgnoringCase(key, name)) return value;
  }
  return {};
}

std::pair<std::string, std::string> ParseFieldLine(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {std::string(Trimmed(line.substr(0, colon))),
          std::string(Trimmed(line.substr(colon + 1)))};
}

ContentType ParseContentType(std::string_view value) {
  ContentType out;
  std::size_t end = std::min(value.find(';'), value.size());
  out.media = ToLower(Trimmed(value.substr(0, end)));
  while (end < value.size()) {
    value.remove_prefix(end + 1);
    end = std::min(value.find(';'), value.size());
    const std::string_view parameter = Trimmed(value.substr(0, end));
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos ||
        !EqualsIgnoringCase(Trimmed(parameter.substr(0, equals)), "charset")) {
      continue;
    }
    std::string_view charset = Trimmed(parameter.substr(equals + 1));
    while (!charset.empty() && (charset.front() == '"' || charset.front() == '\''))
      charset.remove_prefix(1);
    while (!charset.empty() && (charset.back() == '"' || charset.back() == '\''))
      charset.remove_suffix(1);
    if (out.charset.empty()) out.charset = std::string(charset);
  }
  return out;
}

std::string Dechunk(std::string body) {
  std::string out;
  std::string_view rest = body;
  bool is_first = true;
  for (;;) {
    const std::size_t line_end = rest.find('\n');
    const std::size_t size = line_end == std::string_view::npos || line_end > 1024
                                 ? std::string::npos
                                 : ChunkSize(rest.substr(0, line_end));
    if (size == std::string::npos) {
      if (is_first) return body;
      return out;
    }
    is_first = false;
    if (size == 0) return out;
    rest.remove_prefix(line_end + 1);
    out += rest.substr(0, size);
    if (size >= rest.size()) return out;
    rest.remove_prefix(size);
    if (rest.starts_with("\r")) rest.remove_prefix(1);
    if (rest.starts_with("\n")) rest.remove_prefix(1);
  }
}

}  // namespace heshu::crawler
