// Which network addresses a crawled link may lead to: public ones only.
//
// Looked at after DNS, on the socket address itself, so that redirects and rebinding are covered.
// Refused: unspecified, loopback, private, shared (CGNAT), link-local, unique-local, multicast,
// broadcast, documentation, benchmarking and reserved addresses; and IPv6 forms that carry one of
// them (v4-mapped, v4-compatible, NAT64, 6to4, Teredo). Sources: IANA's special-purpose address
// registries (RFC 6890 and later). Pure; safe from any thread.
#ifndef HESHU_CRAWLER_ADDRESS_GUARD_H_
#define HESHU_CRAWLER_ADDRESS_GUARD_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

struct sockaddr;

namespace heshu::crawler {

// An address of either family in 16 bytes, in network order; IPv4 stands in its mapped form
// (::ffff:a.b.c.d) and `is_v4` says so.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};
  bool is_v4 = false;

  // "192.0.2.1", "2001:db8::1"; no brackets, no zone.
  static std::optional<IpAddress> Parse(std::string_view text);
  // Empty for other families.
  static std::optional<IpAddress> FromSocket(const sockaddr* address);
  std::string ToString() const;

  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

bool IsPublic(const IpAddress& address);

class AddressGuard {
 public:
  AddressGuard() = default;  // public addresses alone
  // `allow` are CIDR blocks or single addresses that are let through as well. Fails with
  // kInvalidInput, naming the one that is neither.
  static Result<AddressGuard> Create(const std::vector<std::string>& allow);

  bool Allows(const IpAddress& address) const;

 private:
  struct Block {
    IpAddress network;
    int prefix_bits = 128;  // of the 16 bytes
  };
  std::vector<Block> allowed_;
};

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_ADDRESS_GUARD_H_
