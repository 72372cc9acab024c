#include "crawler/address_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace heshu::crawler {
namespace {

struct V4Block {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t V4(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  return (a << 24) | (b << 16) | (c << 8);
}

constexpr std::array<V4Block, 16> kNotPublicV4 = {{
    {V4(0, 0, 0), 8},        // this network
    {V4(10, 0, 0), 8},       // private
    {V4(100, 64, 0), 10},    // shared, carrier-grade NAT
    {V4(127, 0, 0), 8},      // loopback
    {V4(169, 254, 0), 16},   // link-local; cloud metadata
    {V4(172, 16, 0), 12},    // private
    {V4(192, 0, 0), 24},     // IETF protocol assignments
    {V4(192, 0, 2), 24},     // documentation
    {V4(192, 88, 99), 24},   // 6to4 relays, deprecated
    {V4(192, 168, 0), 16},   // private
    {V4(198, 18, 0), 15},    // benchmarking
    {V4(198, 51, 100), 24},  // documentation
    {V4(203, 0, 113), 24},   // documentation
    {V4(224, 0, 0), 4},      // multicast
    {V4(240, 0, 0), 4},      // reserved, broadcast
    {V4(192, 175, 48), 24},  // AS112
}};

bool IsPublicV4(std::uint32_t address) {
  return std::none_of(kNotPublicV4.begin(), kNotPublicV4.end(), [address](const V4Block& block) {
    return ((address ^ block.network) >> (32 - block.bits)) == 0;
  });
}

std::uint32_t V4At(const std::array<std::uint8_t, 16>& bytes, std::size_t at) {
  return (static_cast<std::uint32_t>(bytes[at]) << 24) |
         (static_cast<std::uint32_t>(bytes[at + 1]) << 16) |
         (static_cast<std::uint32_t>(bytes[at + 2]) << 8) | bytes[at + 3];
}

bool HasPrefix(const IpAddress& address, const IpAddress& network, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (std::memcmp(address.bytes.data(), network.bytes.data(), whole) != 0) return false;
  const int rest = bits % 8;
  return rest == 0 || ((address.bytes[whole] ^ network.bytes[whole]) >> (8 - rest)) == 0;
}

bool IsIn(const IpAddress& address, std::string_view network, int bits) {
  return HasPrefix(address, *IpAddress::Parse(network), bits);
}

}  // namespace

std::optional<IpAddress> IpAddress::Parse(std::string_view text) {
  const std::string owned(text);
  IpAddress out;
  in_addr v4{};
  if (inet_pton(AF_INET, owned.c_str(), &v4) == 1) {
    out.is_v4 = true;
    out.bytes[10] = out.bytes[11] = 0xFF;
    std::memcpy(&out.bytes[12], &v4, 4);
    return out;
  }
  in6_addr v6{};
  if (inet_pton(AF_INET6, owned.c_str(), &v6) != 1) return std::nullopt;
  std::memcpy(out.bytes.data(), &v6, 16);
  return out;
}

std::optional<IpAddress> IpAddress::FromSocket(const sockaddr* address) {
  IpAddress out;
  if (address->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, address, sizeof v4);
    out.is_v4 = true;
    out.bytes[10] = out.bytes[11] = 0xFF;
    std::memcpy(&out.bytes[12], &v4.sin_addr, 4);
    return out;
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, address, sizeof v6);
    std::memcpy(out.bytes.data(), &v6.sin6_addr, 16);
    return out;
  }
  return std::nullopt;
}

std::string IpAddress::ToString() const {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  if (is_v4) {
    inet_ntop(AF_INET, &bytes[12], buffer.data(), buffer.size());
  } else {
    inet_ntop(AF_INET6, bytes.data(), buffer.data(), buffer.size());
  }
  return buffer.data();
}

bool IsPublic(const IpAddress& address) {
  const auto& bytes = address.bytes;
  if (address.is_v4 || IsIn(address, "::ffff:0:0", 96)) return IsPublicV4(V4At(bytes, 12));
  if (IsIn(address, "64:ff9b::", 96)) return IsPublicV4(V4At(bytes, 12));  // NAT64
  if ((bytes[0] & 0xE0) != 0x20) return false;  // only 2000::/3 is handed out
  if (IsIn(address, "2002::", 16)) return IsPublicV4(V4At(bytes, 2));  // 6to4
  return !IsIn(address, "2001::", 23) &&          // Teredo, ORCHID, benchmarking and kin
         !IsIn(address, "2001:db8::", 32) &&      // documentation
         !IsIn(address, "2620:4f:8000::", 48) &&  // AS112
         !IsIn(address, "3fff::", 20);            // documentation
}

Result<AddressGuard> AddressGuard::Create(const std::vector<std::string>& allow) {
  AddressGuard out;
  for (const std::string& entry : allow) {
    const std::size_t slash = entry.find('/');
    const auto network = IpAddress::Parse(std::string_view(entry).substr(0, slash));
    const int limit = network && network->is_v4 ? 32 : 128;
    int bits = limit;
    bool is_good = network.has_value();
    if (is_good && slash != std::string::npos) {
      const char* const end = entry.data() + entry.size();
      const auto [at, error] = std::from_chars(entry.data() + slash + 1, end, bits);
      is_good = error == std::errc() && at == end && bits >= 0 && bits <= limit;
    }
    if (!is_good) {
      return Fail(ErrorKind::kInvalidInput, "no block of network addresses", entry,
                  "write it as 10.0.0.0/8 or fd00::/8");
    }
    out.allowed_.push_back({*network, network->is_v4 ? 96 + bits : bits});
  }
  return out;
}

bool AddressGuard::Allows(const IpAddress& address) const {
  if (IsPublic(address)) return true;
  return std::any_of(allowed_.begin(), allowed_.end(), [&](const Block& block) {
    return HasPrefix(address, block.network, block.prefix_bits);
  });
}

}  // namespace heshu::crawler
