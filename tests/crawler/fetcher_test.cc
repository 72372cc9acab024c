// The fetcher against a real server on loopback: limits, redirects, the address guard.
#include "crawler/fetcher.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

#include "loopback_server.h"

namespace heshu::crawler {
namespace {

FetchOptions Options() {
  FetchOptions options;
  options.user_agent = "heshu-test/1 (+https://heshu.invalid)";
  options.allow_nets = {"127.0.0.0/8"};
  return options;
}

Fetcher Make(const FetchOptions& options) {
  auto fetcher = Fetcher::Create(options);
  EXPECT_TRUE(fetcher.has_value());
  return std::move(*fetcher);
}

Result<FetchedPage> Fetch(const std::string& url, const FetchOptions& options = Options()) {
  return Make(options).Fetch(url);
}

#define EXPECT_FAILS(result, wanted_kind)                                                         \
  do {                                                                                            \
    const auto& r = (result);                                                                     \
    ASSERT_FALSE(r.has_value());                                                                  \
    EXPECT_EQ(ErrorKindName(r.error().kind), ErrorKindName(wanted_kind)) << r.error().ToString(); \
  } while (false)

TEST(Fetcher, GivesThePageWithItsHeaders) {
  LoopbackServer server;
  server.Reply("/a?b=1", Ok("hello", "X-Odd: Kept As Is\r\nETag: \"v1\"\r\n"));
  const auto page = Fetch(server.Url("/a?b=1#part"));
  ASSERT_TRUE(page.has_value()) << page.error().ToString();
  EXPECT_EQ(page->status, 200);
  EXPECT_EQ(page->body, "hello");
  EXPECT_EQ(page->content_type, "text/html");
  EXPECT_EQ(page->http_charset, "GBK");
  EXPECT_EQ(page->url, server.Url("/a?b=1"));
  EXPECT_FALSE(page->truncated);
  EXPECT_NE(std::find(page->headers.begin(), page->headers.end(),
                      std::pair<std::string, std::string>("X-Odd", "Kept As Is")),
            page->headers.end());
  const std::string request = server.requests().at(0);
  EXPECT_NE(request.find("User-Agent: heshu-test/1"), std::string::npos);
  EXPECT_EQ(request.find("Referer"), std::string::npos);
  EXPECT_EQ(request.find("Cookie"), std::string::npos);
}

TEST(Fetcher, KeepsErrorPages) {
  LoopbackServer server;
  const auto page = Fetch(server.Url("/nothing"));
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(page->status, 404);
}

TEST(Fetcher, SendsNoCookieBack) {
  LoopbackServer server;
  server.Reply("/set", Ok("x", "Set-Cookie: id=1\r\n"));
  Fetcher fetcher = Make(Options());
  ASSERT_TRUE(fetcher.Fetch(server.Url("/set")).has_value());
  ASSERT_TRUE(fetcher.Fetch(server.Url("/set")).has_value());
  EXPECT_EQ(server.requests().at(1).find("Cookie"), std::string::npos);
}

TEST(Fetcher, FollowsRedirectsByHand) {
  LoopbackServer server;
  server.Reply("/1", "HTTP/1.1 301 Moved\r\nLocation: sub/2?x=y\r\nContent-Length: 0\r\n\r\n");
  server.Reply("/sub/2?x=y", "HTTP/1.1 307 T\r\nLocation: /3\r\nContent-Length: 0\r\n\r\n");
  server.Reply("/3", Ok("end"));
  const auto page = Fetch(server.Url("/1"));
  ASSERT_TRUE(page.has_value()) << page.error().ToString();
  EXPECT_EQ(page->url, server.Url("/3"));
  EXPECT_EQ(page->redirects,
            (std::vector<std::string>{server.Url("/1"), server.Url("/sub/2?x=y")}));
  EXPECT_EQ(page->body, "end");
}

TEST(Fetcher, StopsAtRedirectCircles) {
  LoopbackServer server;
  server.Reply("/a", "HTTP/1.1 302 F\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
  server.Reply("/b", "HTTP/1.1 302 F\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n");
  EXPECT_FAILS(Fetch(server.Url("/a")), ErrorKind::kLimit);
}

TEST(Fetcher, StopsAfterTenRedirects) {
  LoopbackServer server;
  for (int i = 0; i < 20; ++i) {
    server.Reply("/" + std::to_string(i), "HTTP/1.1 302 F\r\nLocation: /" + std::to_string(i + 1) +
                                              "\r\nContent-Length: 0\r\n\r\n");
  }
  EXPECT_FAILS(Fetch(server.Url("/0")), ErrorKind::kLimit);
  EXPECT_EQ(server.requests().size(), 11u);
}

TEST(Fetcher, RefusesOtherSchemesAlsoByRedirect) {
  LoopbackServer server;
  server.Reply("/f", "HTTP/1.1 302 F\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n");
  EXPECT_FAILS(Fetch("file:///etc/passwd"), ErrorKind::kDenied);
  EXPECT_FAILS(Fetch("gopher://127.0.0.1/"), ErrorKind::kDenied);
  EXPECT_FAILS(Fetch(server.Url("/f")), ErrorKind::kDenied);
}

TEST(Fetcher, RefusesLoopbackInEverySpelling) {
  LoopbackServer server;
  server.Reply("/", Ok("secret"));
  FetchOptions options = Options();
  options.allow_nets.clear();
  const std::string port = ":" + std::to_string(server.port()) + "/";
  for (const char* host : {"127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433",
                           "017700000001", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "0", "[::]",
                           "１２７.０.０.１", "127.0.0.1.", "[64:ff9b::127.0.0.1]"}) {
    SCOPED_TRACE(host);
    const auto page = Fetch("http://" + std::string(host) + port, options);
    ASSERT_FALSE(page.has_value());
    EXPECT_EQ(ErrorKindName(page.error().kind), ErrorKindName(ErrorKind::kDenied))
        << page.error().ToString();
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(Fetcher, RefusesPrivateAddressesByRedirect) {
  LoopbackServer server;
  for (const char* host : {"10.0.0.1", "169.254.169.254", "[fd00::1]", "[::1]", "192.168.1.1"}) {
    SCOPED_TRACE(host);
    server.Reply("/r", "HTTP/1.1 302 F\r\nLocation: http://" + std::string(host) +
                           "/latest\r\nContent-Length: 0\r\n\r\n");
    EXPECT_FAILS(Fetch(server.Url("/r")), ErrorKind::kDenied);
  }
}

TEST(Fetcher, CountsDecodedBytes) {
  LoopbackServer server;
  const std::string bomb = Gzip(std::string(20u << 20, 'a'));
  ASSERT_LT(bomb.size(), 64u << 10);
  server.Reply("/bomb", Ok(bomb, "Content-Encoding: gzip\r\n"));
  server.Reply("/double", Ok(Gzip(bomb), "Content-Encoding: gzip, gzip\r\n"));
  server.Reply("/small", Ok(Gzip("small"), "Content-Encoding: gzip\r\n"));
  FetchOptions options = Options();
  options.max_body_bytes = 1u << 20;
  EXPECT_FAILS(Fetch(server.Url("/bomb"), options), ErrorKind::kLimit);
  EXPECT_FAILS(Fetch(server.Url("/double"), options), ErrorKind::kLimit);
  EXPECT_EQ(Fetch(server.Url("/small"), options)->body, "small");
}

TEST(Fetcher, KeepsAPageOfExactlyTheLimit) {
  LoopbackServer server;
  FetchOptions options = Options();
  options.max_body_bytes = 1000;
  server.Reply("/fits", Ok(std::string(1000, 'x')));
  server.Reply("/over", Ok(std::string(1001, 'x')));
  EXPECT_EQ(Fetch(server.Url("/fits"), options)->body.size(), 1000u);
  EXPECT_FAILS(Fetch(server.Url("/over"), options), ErrorKind::kLimit);
}

TEST(Fetcher, StopsAnEndlessBody) {
  LoopbackServer server;
  server.On("/", [](const Connection& connection, const std::string&) {
    connection.Send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    const std::string block(1u << 16, 'x');
    while (connection.Send(block)) {
    }
  });
  FetchOptions options = Options();
  options.max_body_bytes = 1u << 20;
  EXPECT_FAILS(Fetch(server.Url("/"), options), ErrorKind::kLimit);
}

TEST(Fetcher, StopsEndlessHeaders) {
  LoopbackServer server;
  server.On("/", [](const Connection& connection, const std::string&) {
    connection.Send("HTTP/1.1 200 OK\r\n");
    while (connection.Send("X-More: yes\r\n")) {
    }
  });
  EXPECT_FAILS(Fetch(server.Url("/")), ErrorKind::kLimit);
}

TEST(Fetcher, StopsSlowAnswersAtTheTotalTime) {
  LoopbackServer server;
  const auto drip = [](std::string head) {
    return [head = std::move(head)](const Connection& connection, const std::string&) {
      connection.Send(head);
      while (connection.Send("X") && connection.Wait(40)) {
      }
    };
  };
  server.On("/headers", drip("HTTP/1.1 200 OK\r\nX-Slow: "));
  server.On("/body", drip("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"));
  server.On("/silent",
            [](const Connection& connection, const std::string&) { connection.Wait(10'000); });
  FetchOptions options = Options();
  options.total_timeout_ms = 400;
  for (const char* path : {"/headers", "/body", "/silent"}) {
    SCOPED_TRACE(path);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FAILS(Fetch(server.Url(path), options), ErrorKind::kLimit);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  }
}

TEST(Fetcher, TheTotalTimeCoversAllHops) {
  LoopbackServer server;
  for (int i = 0; i < 9; ++i) {
    server.On("/" + std::to_string(i), [i](const Connection& connection, const std::string&) {
      connection.Wait(100);
      connection.Send("HTTP/1.1 302 F\r\nLocation: /" + std::to_string(i + 1) +
                      "\r\nContent-Length: 0\r\n\r\n");
    });
  }
  FetchOptions options = Options();
  options.total_timeout_ms = 300;
  EXPECT_FAILS(Fetch(server.Url("/0"), options), ErrorKind::kLimit);
}

TEST(Fetcher, MarksATruncatedPage) {
  LoopbackServer server;
  server.Reply("/", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
  server.Reply("/chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nhalf");
  for (const char* path : {"/", "/chunk"}) {
    const auto page = Fetch(server.Url(path));
    ASSERT_TRUE(page.has_value()) << page.error().ToString();
    EXPECT_TRUE(page->truncated);
    EXPECT_EQ(page->body, "half");
  }
}

TEST(Fetcher, NamesBrokenCompression) {
  LoopbackServer server;
  server.Reply("/", Ok("\x1f\x8b\x08 no gzip at all", "Content-Encoding: gzip\r\n"));
  EXPECT_FAILS(Fetch(server.Url("/")), ErrorKind::kNetwork);
}

// Servers that name a coding and do not use it, or name a charset where a coding belongs.
TEST(Fetcher, TakesWhatIsNotPackedAsItIs) {
  LoopbackServer server;
  server.Reply("/gzip", Ok("<p>plain", "Content-Encoding: gzip\r\n"));
  server.Reply("/charset", Ok("<p>plain", "Content-Encoding: UTF-8\r\n"));
  for (const char* path : {"/gzip", "/charset"}) {
    const auto page = Fetch(server.Url(path));
    ASSERT_TRUE(page.has_value()) << path << page.error().ToString();
    EXPECT_EQ(page->body, "<p>plain");
    EXPECT_FALSE(page->truncated);
  }
}

TEST(Fetcher, MarksAPageWhoseCompressionBreaksOff) {
  LoopbackServer server;
  const std::string packed = Gzip(std::string(5000, 'x') + "end");
  server.Reply("/", Ok(packed.substr(0, packed.size() - 9), "Content-Encoding: gzip\r\n"));
  const auto page = Fetch(server.Url("/"));
  ASSERT_TRUE(page.has_value()) << page.error().ToString();
  EXPECT_TRUE(page->truncated);
}

TEST(Fetcher, TakesNoProxyFromTheEnvironment) {
  LoopbackServer server;
  server.Reply("/", Ok("direct"));
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  const auto page = Fetch(server.Url("/"));
  unsetenv("http_proxy");
  ASSERT_TRUE(page.has_value()) << page.error().ToString();
  EXPECT_EQ(page->body, "direct");
}

TEST(Fetcher, KeepsCredentialsToTheirHost) {
  LoopbackServer server;
  LoopbackServer other;
  server.Reply("/",
               "HTTP/1.1 302 F\r\nLocation: " + other.Url("/") + "\r\nContent-Length: 0\r\n\r\n");
  other.Reply("/", Ok("x"));
  ASSERT_TRUE(Fetch("http://u:p@127.0.0.1:" + std::to_string(server.port()) + "/").has_value());
  EXPECT_NE(server.requests().at(0).find("Authorization"), std::string::npos);
  EXPECT_EQ(other.requests().at(0).find("Authorization"), std::string::npos);
}

TEST(Fetcher, NamesAServerThatIsNotThere) {
  int port = 0;
  {
    const LoopbackServer server;
    port = server.port();
  }
  EXPECT_FAILS(Fetch("http://127.0.0.1:" + std::to_string(port) + "/"), ErrorKind::kNetwork);
}

TEST(Fetcher, RejectsABadAllowList) {
  FetchOptions options = Options();
  options.allow_nets = {"not a net"};
  const auto fetcher = Fetcher::Create(options);
  ASSERT_FALSE(fetcher.has_value());
  EXPECT_EQ(fetcher.error().where, "not a net");
}

}  // namespace
}  // namespace heshu::crawler
