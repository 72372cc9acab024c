// Servers that mean harm, or are broken: each is stopped at its stated limit, by name, in little
// memory.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "crawler/fetcher.h"
#include "tests/crawler/loopback_server.h"

namespace heshu::crawler {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

FetchOptions Options() {
  FetchOptions options;
  options.user_agent = "heshu/test";
  options.allow_nets = {"127.0.0.0/8"};
  options.connect_timeout_ms = 3000;
  options.total_timeout_ms = 3000;
  return options;
}

Error ErrorOf(const std::string& url, FetchOptions options = Options()) {
  auto fetcher = Fetcher::Create(std::move(options));
  if (!fetcher) return fetcher.error();
  auto page = fetcher->Fetch(url);
  return page ? Error{ErrorKind::kInvalidInput, "it was fetched", page->url, {}, {}} : page.error();
}

// ---- Bombs -------------------------------------------------------------------------------------

constexpr bool kIsSanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

// The peak of resident memory since it was last reset, in KiB.
long PeakKiB() {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("VmHWM:")) return std::atol(line.c_str() + 6);
  }
  return -1;
}

struct Bomb {
  std::string name;
  LoopbackServer::Handler handler;
  std::string what;  // part of the error
};
void PrintTo(const Bomb& row, std::ostream* os) { *os << row.name; }

LoopbackServer::Handler Fixed(std::string response) {
  return [response = std::move(response)](const Connection& connection, const std::string&) {
    connection.Send(response);
  };
}

// `head`, then `piece` for ever, every `pause_ms`.
LoopbackServer::Handler Endless(std::string head, std::string piece, int pause_ms = 0) {
  return [=](const Connection& connection, const std::string&) {
    connection.Send(head);
    while (connection.Send(piece) && (pause_ms == 0 || connection.Wait(pause_ms))) {
    }
  };
}

// 100 MB of zeros in 100 KB, packed piece by piece: what is measured starts small.
const std::string& Packed() {
  static const std::string packed = [] {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    std::string zeros(1u << 16, '\0');
    std::string out(1u << 20, '\0');
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    for (int i = 1; i <= 1600; ++i) {
      stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
      stream.avail_in = static_cast<uInt>(zeros.size());
      deflate(&stream, i == 1600 ? Z_FINISH : Z_NO_FLUSH);
    }
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
  }();
  return packed;
}

std::vector<Bomb> Bombs() {
  const std::string html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  const auto hops = std::make_shared<std::atomic<int>>(0);
  return {
      {"Gzip", Fixed(Ok(Packed(), "Content-Encoding: gzip\r\n")), "larger than"},
      {"DoubleGzip", Fixed(Ok(Gzip(Packed()), "Content-Encoding: gzip, gzip\r\n")), "larger than"},
      {"EndlessBody", Endless(html + "\r\n", std::string(1u << 16, 'x')), "larger than"},
      {"EndlessChunks",
       Endless(html + "Transfer-Encoding: chunked\r\n\r\n",
               "1000\r\n" + std::string(4096, 'x') + "\r\n"),
       "larger than"},
      {"AnnouncedTooLarge", Fixed(html + "Content-Length: 99999999999\r\n\r\n"), "larger than"},
      {"SlowBody", Endless(html + "\r\n", "x", 20), "no whole answer within"},
      {"Silence", [](const Connection& connection, const std::string&) { connection.Wait(20'000); },
       "no whole answer within"},
      {"EndlessHeaders", Endless("HTTP/1.1 200 OK\r\n", "X-More: yes\r\n"), "headers do not end"},
      {"EndlessHeaderLine", Endless("HTTP/1.1 200 OK\r\nX: ", std::string(1u << 14, 'x')),
       "too large"},
      {"EndlessInterim", Endless("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
       "headers do not end"},
      {"EndlessRedirects",
       [hops](const Connection& connection, const std::string&) {
         connection.Send("HTTP/1.1 302 F\r\nLocation: /b?" + std::to_string(++*hops) +
                         "\r\nContent-Length: 0\r\n\r\n");
       },
       "more than 10 redirects"},
      {"RedirectWithEndlessBody",
       Endless("HTTP/1.1 302 F\r\nLocation: /b\r\n\r\n", std::string(1u << 16, 'x')),
       "larger than"},
  };
}

class StopsBombs : public testing::TestWithParam<Bomb> {};

TEST_P(StopsBombs, AtTheLimitInLittleMemory) {
  FetchOptions options = Options();
  options.total_timeout_ms = 1000;
  if (GetParam().what == "larger than") options.total_timeout_ms = 20'000;
  // The fetching process alone is measured: the server stays in this one, and starts after the
  // fork, since a lock that its threads hold would stay locked in the child.
  int channel[2];
  int url_channel[2];
  ASSERT_EQ(pipe(channel), 0);
  ASSERT_EQ(pipe(url_channel), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    close(url_channel[1]);
    std::string url(256, '\0');
    const ssize_t length = read(url_channel[0], url.data(), url.size());
    if (length <= 0) _exit(1);
    url.resize(static_cast<std::size_t>(length));
    std::ofstream("/proc/self/clear_refs") << "5";  // VmHWM begins anew
    const Error error = ErrorOf(url, options);
    const std::string told = std::to_string(PeakKiB()) + " " + error.what;
    _exit(write(channel[1], told.data(), told.size()) > 0 ? 0 : 1);
  }
  close(url_channel[0]);
  LoopbackServer server;
  server.On("/b", GetParam().handler);
  if (GetParam().name == "EndlessRedirects") {
    for (int i = 1; i <= 40; ++i) server.On("/b?" + std::to_string(i), GetParam().handler);
  }
  const std::string url = server.Url("/b");
  ASSERT_EQ(write(url_channel[1], url.data(), url.size()), static_cast<ssize_t>(url.size()));
  close(url_channel[1]);
  close(channel[1]);
  std::string told(4096, '\0');
  const ssize_t got = read(channel[0], told.data(), told.size());
  close(channel[0]);
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0 && got > 0);
  told.resize(static_cast<std::size_t>(got));
  EXPECT_THAT(told, HasSubstr(GetParam().what));
  const long peak = std::atol(told.c_str());
  RecordProperty("peak_kib", static_cast<int>(peak));
  std::printf("[ measure  ] %s: peak %ld KiB\n", GetParam().name.c_str(), peak);
  EXPECT_GT(peak, 0);
  if (!kIsSanitized) {
    EXPECT_LT(peak, 64 << 10);
  }
}

INSTANTIATE_TEST_SUITE_P(Rows, StopsBombs, testing::ValuesIn(Bombs()),
                         [](const auto& row) { return row.param.name; });

// ---- Certificates ------------------------------------------------------------------------------

template <typename T, void (*kFree)(T*)>
struct Freer {
  void operator()(T* owned) const { kFree(owned); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509, X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Freer<SSL_CTX, SSL_CTX_free>>;

struct SignedBySelf {
  Key key;
  Certificate certificate;
};

// For `host`, valid from and to these times ("20200101000000Z").
SignedBySelf Sign(const std::string& host, const char* from, const char* to) {
  SignedBySelf out;
  out.key.reset(EVP_EC_gen("P-256"));
  out.certificate.reset(X509_new());
  X509* certificate = out.certificate.get();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate), from);
  ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate), to);
  X509_set_pubkey(certificate, out.key.get());
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(host.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  const std::string names = "DNS:" + host;
  X509_EXTENSION* extension =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  X509_sign(certificate, out.key.get(), EVP_sha256());
  return out;
}

// Speaks TLS and answers every request with one page.
class TlsServer {
 public:
  explicit TlsServer(const SignedBySelf& identity) : context_(SSL_CTX_new(TLS_server_method())) {
    SSL_CTX_use_certificate(context_.get(), identity.certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), identity.key.get());
    std::string name = (std::filesystem::temp_directory_path() / "heshu-tls-XXXXXX").string();
    close(mkstemp(name.data()));
    pem_ = name;
    std::FILE* file = std::fopen(pem_.c_str(), "w");
    PEM_write_X509(file, identity.certificate.get());
    std::fclose(file);
    std::signal(SIGPIPE, SIG_IGN);
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        listen(listener_, 4) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      std::abort();
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Run(); });
  }
  ~TlsServer() {
    stop_ = true;
    thread_.join();
    close(listener_);
    std::filesystem::remove(pem_);
  }

  int port() const { return port_; }
  const std::string& pem() const { return pem_; }

 private:
  void Run() const {
    while (!stop_) {
      pollfd poll_one{listener_, POLLIN, 0};
      if (poll(&poll_one, 1, 20) <= 0) continue;
      const int accepted = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (accepted < 0) continue;
      Serve(accepted);
      close(accepted);
    }
  }

  void Serve(int accepted) const {
    SSL* ssl = SSL_new(context_.get());
    SSL_set_fd(ssl, accepted);
    char request[4096];
    if (SSL_accept(ssl) == 1 && SSL_read(ssl, request, sizeof request) > 0) {
      const std::string answer = Ok("secret page");
      SSL_write(ssl, answer.data(), static_cast<int>(answer.size()));
      SSL_shutdown(ssl);
    }
    SSL_free(ssl);
  }

  Context context_;
  std::string pem_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

struct Identity {
  std::string name;
  std::string host;  // that the certificate is for
  const char* from;
  const char* to;
  bool is_trusted;  // the client knows its issuer
  bool is_good;
};
void PrintTo(const Identity& row, std::ostream* os) { *os << row.name; }
class VerifiesCertificates : public testing::TestWithParam<Identity> {};

TEST_P(VerifiesCertificates, OfEverySite) {
  const Identity& row = GetParam();
  const TlsServer server(Sign(row.host, row.from, row.to));
  const std::string at = "site.example:" + std::to_string(server.port());
  FetchOptions options = Options();
  options.resolve = {at + ":127.0.0.1"};
  if (row.is_trusted) options.ca_file = server.pem();
  const Error error = ErrorOf("https://" + at + "/", options);
  if (row.is_good) {
    EXPECT_EQ(error.what, "it was fetched") << error.ToString();
    return;
  }
  EXPECT_EQ(ErrorKindName(error.kind), ErrorKindName(ErrorKind::kNetwork)) << error.ToString();
  EXPECT_THAT(error.what, HasSubstr("certificate"));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, VerifiesCertificates,
    testing::Values(
        Identity{"Good", "site.example", "20200101000000Z", "20991231000000Z", true, true},
        Identity{"SelfSigned", "site.example", "20200101000000Z", "20991231000000Z", false, false},
        Identity{"WrongHost", "other.example", "20200101000000Z", "20991231000000Z", true, false},
        Identity{"Expired", "site.example", "20200101000000Z", "20200201000000Z", true, false},
        Identity{"NotYetValid", "site.example", "20980101000000Z", "20991231000000Z", true, false}),
    [](const auto& row) { return row.param.name; });

TEST(HostileServer, PlainTextWhereTlsShouldBeIsNoPage) {
  LoopbackServer server;  // waits for the end of a request that never comes
  FetchOptions options = Options();
  options.total_timeout_ms = 400;
  const Error error = ErrorOf("https://127.0.0.1:" + std::to_string(server.port()) + "/", options);
  EXPECT_EQ(error.kind, ErrorKind::kLimit) << error.ToString();
}

// ---- Names and addresses -----------------------------------------------------------------------

TEST(HostileServer, ANameThatDoesNotResolveIsNamed) {
  const Error error = ErrorOf("http://nowhere.invalid/");
  // A resolver without a network may not answer within the time.
  EXPECT_THAT(error.what, AnyOf(HasSubstr("no such host: nowhere.invalid"), HasSubstr("no whole")));
}

// What DNS answers is looked at, not the name: a public name that leads inside is refused.
class RefusesNames : public testing::TestWithParam<const char*> {};

TEST_P(RefusesNames, ThatLeadInside) {
  LoopbackServer server;
  server.Reply("/", Ok("secret"));
  const std::string port = std::to_string(server.port());
  FetchOptions options = Options();
  options.allow_nets.clear();
  options.resolve = {"public.example:" + port + ":" + GetParam()};
  const Error error = ErrorOf("http://public.example:" + port + "/", options);
  EXPECT_EQ(ErrorKindName(error.kind), ErrorKindName(ErrorKind::kDenied)) << error.ToString();
  EXPECT_TRUE(server.requests().empty());
}

TEST_P(RefusesNames, ThatLeadInsideAfterARedirect) {
  LoopbackServer inside;
  inside.Reply("/", Ok("secret"));
  LoopbackServer outside;
  const std::string port = std::to_string(inside.port());
  outside.Reply("/", "HTTP/1.1 302 F\r\nLocation: http://public.example:" + port +
                         "/\r\nContent-Length: 0\r\n\r\n");
  FetchOptions options = Options();
  options.allow_nets = {"127.0.0.1/32"};  // the first hop alone
  const bool is_first_hop = std::string(GetParam()) == "127.0.0.1";
  options.resolve = {"public.example:" + port + ":" + (is_first_hop ? "127.0.0.2" : GetParam())};
  const Error error = ErrorOf(outside.Url("/"), options);
  EXPECT_EQ(ErrorKindName(error.kind), ErrorKindName(ErrorKind::kDenied)) << error.ToString();
  EXPECT_TRUE(inside.requests().empty());
}

INSTANTIATE_TEST_SUITE_P(Rows, RefusesNames,
                         testing::Values("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1",
                                         "172.16.0.1", "192.168.0.1", "169.254.169.254",
                                         "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
                                         "[::1]", "[::]", "[::ffff:127.0.0.2]", "[::ffff:10.0.0.1]",
                                         "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2002:a00:1::]",
                                         "[fe80::1]", "[fd00::1]", "[ff02::1]", "[2001:db8::1]",
                                         "[2001::1]", "[::127.0.0.1]"));

// A name that leads outside first and inside later: each connection is looked at.
TEST(HostileServer, RebindingBetweenTwoRequestsIsRefused) {
  LoopbackServer server;
  server.Reply("/", Ok("secret", "Connection: close\r\n"));
  const std::string port = std::to_string(server.port());
  FetchOptions options = Options();
  options.allow_nets = {"127.0.0.1/32"};  // stands for the public address
  options.resolve = {"rebind.example:" + port + ":127.0.0.1"};
  EXPECT_EQ(ErrorOf("http://rebind.example:" + port + "/", options).what, "it was fetched");
  options.resolve = {"rebind.example:" + port + ":127.0.0.2"};
  EXPECT_EQ(ErrorOf("http://rebind.example:" + port + "/", options).kind, ErrorKind::kDenied);
  EXPECT_EQ(server.requests().size(), 1u);
}

// ---- Broken answers ----------------------------------------------------------------------------

TEST(HostileServer, TruncatedAndGarbledAnswersAreMarkedOrNamed) {
  LoopbackServer server;
  server.Reply("/short", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
  const std::string packed = Gzip(std::string(5000, 'x'));
  server.Reply("/gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                            std::to_string(packed.size()) + "\r\n\r\n" +
                            packed.substr(0, packed.size() / 2));
  server.Reply("/garbage", "\x01\x02\x03 not HTTP at all\r\n\r\n");
  server.Reply("/nothing", "");
  auto fetcher = Fetcher::Create(Options());
  ASSERT_TRUE(fetcher.has_value());
  EXPECT_TRUE(fetcher->Fetch(server.Url("/short"))->truncated);
  const auto gzip = fetcher->Fetch(server.Url("/gzip"));
  EXPECT_TRUE(!gzip || gzip->truncated);
  EXPECT_FALSE(fetcher->Fetch(server.Url("/garbage")).has_value());
  EXPECT_FALSE(fetcher->Fetch(server.Url("/nothing")).has_value());
}

}  // namespace
}  // namespace heshu::crawler
