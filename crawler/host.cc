#include "crawler/host.h"

#include <unicode/idna.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace heshu::crawler {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool IsAscii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// UTS #46, non-transitional, with the checks the URL standard asks for and none of DNS's lengths.
std::optional<std::string> ToAscii(const std::string& domain) {
  std::string lower;
  for (const char c : domain) lower += Lower(c);
  if (IsAscii(lower)) return lower;  // punycode that decodes to nothing valid is DNS's business
  UErrorCode status = U_ZERO_ERROR;
  static const icu::IDNA* const idna = [] {
    UErrorCode create = U_ZERO_ERROR;
    return icu::IDNA::createUTS46Instance(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                              UIDNA_NONTRANSITIONAL_TO_ASCII |
                                              UIDNA_NONTRANSITIONAL_TO_UNICODE,
                                          create);
  }();
  if (idna == nullptr) return std::nullopt;
  icu::UnicodeString ascii;
  icu::IDNAInfo info;
  idna->nameToASCII(icu::UnicodeString::fromUTF8(domain), ascii, info, status);
  constexpr std::uint32_t kAllowed = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                     UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                     UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
  if (U_FAILURE(status) || (info.getErrors() & ~kAllowed) != 0) return std::nullopt;
  std::string out;
  ascii.toUTF8String(out);
  // Labels too long for punycode come back unconverted.
  if (!IsAscii(out)) return std::nullopt;
  return out;
}

bool IsForbiddenInDomain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7F ||
         std::string_view("#/:<>?@[\\]^|%").find(c) != std::string_view::npos;
}

// A number of an IPv4 address: 0x1F, 017, 31. Empty if it is none.
std::optional<std::uint64_t> Ipv4Number(std::string_view part) {
  if (part.empty()) return std::nullopt;
  unsigned base = 10;
  if (part.size() >= 2 && part[0] == '0' && (part[1] == 'x' || part[1] == 'X')) {
    base = 16;
    part.remove_prefix(2);
  } else if (part.size() >= 2 && part[0] == '0') {
    base = 8;
    part.remove_prefix(1);
  }
  std::uint64_t value = 0;
  for (const char c : part) {
    const int digit = HexDigit(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= base) return std::nullopt;
    value = value * base + static_cast<unsigned>(digit);
    if (value > 0xFFFFFFFFu) value = 0x100000000u;  // stays too large
  }
  return value;
}

std::vector<std::string_view> SplitDots(std::string_view text) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t dot = text.find('.');
    out.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos) return out;
    text.remove_prefix(dot + 1);
  }
}

bool EndsInNumber(std::string_view host) {
  auto parts = SplitDots(host);
  if (parts.back().empty()) {
    if (parts.size() == 1) return false;
    parts.pop_back();
  }
  const std::string_view last = parts.back();
  bool all_digits = !last.empty();
  for (const char c : last) all_digits = all_digits && c >= '0' && c <= '9';
  return all_digits || (last.starts_with('0') && Ipv4Number(last).has_value());
}

std::optional<std::string> ParseIpv4(std::string_view host) {
  auto parts = SplitDots(host);
  if (parts.back().empty() && parts.size() > 1) parts.pop_back();
  if (parts.size() > 4) return std::nullopt;
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto number = Ipv4Number(parts[i]);
    if (!number) return std::nullopt;
    const bool is_last = i + 1 == parts.size();
    const auto left = 4 - i;  // bytes still to fill
    if (is_last) {
      if (*number >= (std::uint64_t{1} << (8 * left))) return std::nullopt;
      address |= *number;
    } else {
      if (*number > 255) return std::nullopt;
      address |= *number << (8 * (3 - i));
    }
  }
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += std::to_string((address >> shift) & 0xFF);
    if (shift > 0) out += '.';
  }
  return out;
}

using Pieces = std::array<std::uint16_t, 8>;

// The dotted tail of an IPv6 address, which must end it. Fills two pieces from `piece` on.
bool ParseDottedTail(std::string_view text, Pieces* out, std::size_t piece) {
  if (piece > 6) return false;
  std::size_t at = 0;
  for (int number = 0; number < 4; ++number) {
    if (number > 0) {
      if (at >= text.size() || text[at] != '.') return false;
      ++at;
    }
    int value = -1;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
      if (value == 0) return false;  // a leading zero
      value = (value < 0 ? 0 : value) * 10 + (text[at] - '0');
      if (value > 255) return false;
      ++at;
    }
    if (value < 0) return false;
    auto& into = (*out)[piece + static_cast<std::size_t>(number / 2)];
    into = static_cast<std::uint16_t>(into * 256 + value);
  }
  return at == text.size();
}

std::optional<Pieces> ParseIpv6(std::string_view text) {
  Pieces out{};
  std::size_t piece = 0;
  std::optional<std::size_t> compress;
  std::size_t at = 0;
  if (text.starts_with(':')) {
    if (!text.starts_with("::")) return std::nullopt;
    at = 2;
    compress = 0;
  }
  while (at < text.size()) {
    if (piece == 8) return std::nullopt;
    if (text[at] == ':') {
      if (compress) return std::nullopt;
      ++at;
      compress = piece;
      continue;
    }
    const std::size_t begin = at;
    unsigned value = 0;
    while (at < text.size() && at - begin < 4 && HexDigit(text[at]) >= 0) {
      value = value * 16 + static_cast<unsigned>(HexDigit(text[at]));
      ++at;
    }
    if (at < text.size() && text[at] == '.') {
      if (at == begin || !ParseDottedTail(text.substr(begin), &out, piece)) return std::nullopt;
      piece += 2;
      at = text.size();
      break;
    }
    if (at == begin) return std::nullopt;
    if (at < text.size()) {
      if (text[at] != ':') return std::nullopt;
      ++at;
      if (at == text.size()) return std::nullopt;
    }
    out[piece++] = static_cast<std::uint16_t>(value);
  }
  if (compress) {
    std::size_t moved = piece - *compress;
    std::size_t to = 7;
    while (to != 0 && moved > 0) {
      std::swap(out[to], out[*compress + moved - 1]);
      --to;
      --moved;
    }
  } else if (piece != 8) {
    return std::nullopt;
  }
  return out;
}

std::string SerializeIpv6(const Pieces& pieces) {
  // The longest run of two zeros or more, the first of equals.
  std::size_t best = 8;
  std::size_t best_length = 1;
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t length = 0;
    while (i + length < 8 && pieces[i + length] == 0) ++length;
    if (length > best_length) {
      best = i;
      best_length = length;
    }
    if (length > 0) i += length - 1;
  }
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "[";
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == best) {
      out += i == 0 ? "::" : ":";
      i += best_length - 1;
      continue;
    }
    bool started = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const unsigned digit = (static_cast<unsigned>(pieces[i]) >> shift) & 0xFu;
      if (digit != 0 || started || shift == 0) {
        out += kHex[digit];
        started = true;
      }
    }
    if (i < 7) out += ':';
  }
  return out + "]";
}

}  // namespace

std::string PercentDecode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 &&
        HexDigit(text[i + 2]) >= 0) {
      out += static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::optional<std::string> ParseHost(std::string_view text) {
  if (text.starts_with('[')) {
    if (!text.ends_with(']')) return std::nullopt;
    const auto pieces = ParseIpv6(text.substr(1, text.size() - 2));
    return pieces ? std::optional(SerializeIpv6(*pieces)) : std::nullopt;
  }
  const auto domain = ToAscii(PercentDecode(text));
  if (!domain || domain->empty()) return std::nullopt;
  for (const char c : *domain) {
    if (IsForbiddenInDomain(c)) return std::nullopt;
  }
  if (EndsInNumber(*domain)) return ParseIpv4(*domain);
  return domain;
}

}  // namespace heshu::crawler
