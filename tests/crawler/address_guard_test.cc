// Every form of an address that no crawled link may reach, and some that it may.
#include "crawler/address_guard.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace heshu::crawler {
namespace {

IpAddress Ip(const char* text) {
  const auto out = IpAddress::Parse(text);
  EXPECT_TRUE(out.has_value()) << text;
  return out.value_or(IpAddress{});
}

TEST(AddressGuard, RefusesWhatIsNotPublic) {
  const AddressGuard guard;
  for (const char* text : {
           "0.0.0.0",
           "0.1.2.3",
           "127.0.0.1",
           "127.255.255.254",
           "10.0.0.1",
           "10.255.255.255",
           "172.16.0.1",
           "172.31.255.255",
           "192.168.0.1",
           "100.64.0.1",
           "100.127.255.255",
           "169.254.169.254",
           "192.0.0.1",
           "192.0.2.1",
           "198.51.100.7",
           "203.0.113.9",
           "198.18.0.1",
           "198.19.255.255",
           "192.88.99.1",
           "224.0.0.1",
           "239.255.255.255",
           "240.0.0.1",
           "255.255.255.255",
           "::",
           "::1",
           "::7f00:1",
           "::ffff:127.0.0.1",
           "::ffff:10.0.0.1",
           "::ffff:0:127.0.0.1",
           "64:ff9b::7f00:1",
           "64:ff9b::10.1.2.3",
           "64:ff9b:1::1",
           "2002:7f00:1::1",
           "2002:a00:1::",
           "2002:c0a8:101::1",
           "2001::1",
           "2001:10::1",
           "2001:20::1",
           "2001:db8::1",
           "3fff::1",
           "fc00::1",
           "fd12:3456::1",
           "fe80::1",
           "febf::1",
           "fec0::1",
           "ff02::1",
           "100::1",
           "4000::1",
           "5f00::1",
       }) {
    EXPECT_FALSE(guard.Allows(Ip(text))) << text;
  }
}

TEST(AddressGuard, AllowsPublicAddresses) {
  const AddressGuard guard;
  for (const char* text :
       {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
        "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
        "223.255.255.255", "2606:4700::1111", "2001:4860:4860::8888", "2400:3200::1",
        "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"}) {
    EXPECT_TRUE(guard.Allows(Ip(text))) << text;
  }
}

TEST(AddressGuard, LetsThroughWhatTheListNames) {
  const auto guard = AddressGuard::Create({"127.0.0.0/8", "10.1.2.3", "fd00::/8"});
  ASSERT_TRUE(guard.has_value());
  EXPECT_TRUE(guard->Allows(Ip("127.9.9.9")));
  EXPECT_TRUE(guard->Allows(Ip("::ffff:127.0.0.1")));  // the same host
  EXPECT_TRUE(guard->Allows(Ip("10.1.2.3")));
  EXPECT_FALSE(guard->Allows(Ip("10.1.2.4")));
  EXPECT_TRUE(guard->Allows(Ip("fd77::1")));
  EXPECT_FALSE(guard->Allows(Ip("fc77::1")));
  EXPECT_FALSE(guard->Allows(Ip("::1")));
}

TEST(AddressGuard, RejectsBadBlocks) {
  for (const char* text : {"", "127.0.0.0/33", "::/129", "127.0.0.0/", "127.0.0.0/-1", "host",
                           "127.0.0.0/8x", "1.2.3"}) {
    EXPECT_FALSE(AddressGuard::Create({text}).has_value()) << text;
  }
}

TEST(IpAddress, ComesFromSockets) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(IpAddress::FromSocket(reinterpret_cast<sockaddr*>(&v4)), Ip("127.0.0.1"));
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_addr = in6addr_loopback;
  EXPECT_EQ(IpAddress::FromSocket(reinterpret_cast<sockaddr*>(&v6)), Ip("::1"));
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  EXPECT_EQ(IpAddress::FromSocket(reinterpret_cast<sockaddr*>(&local)), std::nullopt);
}

}  // namespace
}  // namespace heshu::crawler
