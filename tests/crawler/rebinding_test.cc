// Names that lead inside: the guard looks at the address that is connected to, after DNS, each
// time.
#include <gtest/gtest.h>

#include "crawler/fetch_loop.h"
#include "crawler/fetcher.h"
#include "loopback_server.h"
#include "resolver_stub.h"

namespace heshu::crawler {
namespace {

// 127.0.0.1 stands for the world outside; 127.0.0.2, where a server listens as well, for inside.
FetchOptions Options() {
  FetchOptions options;
  options.user_agent = "heshu-test";
  options.allow_nets = {"127.0.0.1/32"};
  options.connect_timeout_ms = 3000;
  options.total_timeout_ms = 5000;
  return options;
}

class Rebinding : public testing::Test {
 protected:
  Rebinding() {
    outside_.Reply("/", Ok("outside"));
    inside_.Reply("/", Ok("secret"));
    outside_.Reply("/to-rebound", "HTTP/1.1 302 Found\r\nLocation: http://rebound.test:" + Port() +
                                      "/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }
  std::string Port() const { return std::to_string(outside_.port()); }
  std::string Url(const std::string& host, const std::string& path = "/") const {
    return "http://" + host + ":" + Port() + path;
  }
  static Result<FetchedPage> Fetch(const std::string& url) {
    auto fetcher = Fetcher::Create(Options());
    if (!fetcher) return tl::make_unexpected(fetcher.error());
    return fetcher->Fetch(url);
  }
  void ExpectDenied(const Result<FetchedPage>& page) const {
    ASSERT_FALSE(page.has_value()) << page->body;
    EXPECT_EQ(page.error().kind, ErrorKind::kDenied) << page.error().ToString();
    EXPECT_TRUE(inside_.requests().empty());
  }

  LoopbackServer outside_{"127.0.0.1"};
  LoopbackServer inside_{"127.0.0.2", outside_.port()};
};

TEST_F(Rebinding, ANameThatTurnsInsideIsRefused) {
  AnswerName("rebound.test", {{"127.0.0.1"}, {"127.0.0.2"}});
  const auto first = Fetch(Url("rebound.test"));
  ASSERT_TRUE(first.has_value()) << first.error().ToString();
  EXPECT_EQ(first->body, "outside");
  ExpectDenied(Fetch(Url("rebound.test")));
  EXPECT_EQ(TimesAsked("rebound.test"), 2);
}

TEST_F(Rebinding, ARedirectToSuchANameIsRefused) {
  AnswerName("good.test", {{"127.0.0.1"}});
  AnswerName("rebound.test", {{"127.0.0.2"}});
  ExpectDenied(Fetch(Url("good.test", "/to-rebound")));
  EXPECT_EQ(outside_.requests().size(), 1u);
}

TEST_F(Rebinding, OfSeveralAddressesOnlyThoseOutsideAreAsked) {
  AnswerName("mixed.test", {{"127.0.0.2", "10.0.0.1", "127.0.0.1"}});
  const auto page = Fetch(Url("mixed.test"));
  ASSERT_TRUE(page.has_value()) << page.error().ToString();
  EXPECT_EQ(page->body, "outside");
  EXPECT_TRUE(inside_.requests().empty());
}

TEST_F(Rebinding, EveryInsideAddressIsRefusedAsAnAnswer) {
  for (const char* address : {"127.0.0.2",
                              "127.255.255.254",
                              "0.0.0.0",
                              "10.1.2.3",
                              "172.16.0.1",
                              "192.168.1.1",
                              "169.254.169.254",
                              "100.64.0.1",
                              "192.0.2.1",
                              "198.18.0.1",
                              "224.0.0.1",
                              "240.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "::ffff:127.0.0.2",
                              "::127.0.0.2",
                              "64:ff9b::7f00:2",
                              "2002:7f00:2::",
                              "fc00::1",
                              "fe80::1",
                              "ff02::1",
                              "2001:db8::1"}) {
    SCOPED_TRACE(address);
    AnswerName("inside.test", {{address}});
    ExpectDenied(Fetch(Url("inside.test")));
  }
}

TEST_F(Rebinding, TheLoopOfTheCrawlerRefusesItToo) {
  AnswerName("rebound.test", {{"127.0.0.1"}, {"127.0.0.2"}});
  for (const bool is_inside : {false, true}) {
    auto loop = FetchLoop::Create(Options());
    ASSERT_TRUE(loop.has_value());
    loop->Start({.id = 1, .url = Url("rebound.test"), .headers = {}});
    std::vector<FetchResult> results;
    while (results.empty()) results = loop->Wait(1000);
    EXPECT_EQ(results[0].error.has_value(), is_inside);
    EXPECT_TRUE(!is_inside || results[0].error->kind == ErrorKind::kDenied);
  }
  EXPECT_TRUE(inside_.requests().empty());
}

TEST_F(Rebinding, ANameThatNobodyKnowsIsNamed) {
  const auto page = Fetch(Url("nowhere.test"));
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().kind, ErrorKind::kNetwork);
  EXPECT_EQ(page.error().what, "no such host: nowhere.test");
}

}  // namespace
}  // namespace heshu::crawler
