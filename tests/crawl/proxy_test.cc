// Through a real tinyproxy on loopback: only if asked, and then everything.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "nginx_server.h"

namespace heshu::crawl_test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Feed(const std::string& name, const std::string& url) {
  return "[[source]]\nname = \"" + name + "\"\nkind = \"feed\"\nurl = \"" + url + "\"\n";
}

class Proxy : public testing::Test {
 protected:
  Outcome Crawl(const std::vector<std::string>& more = {}) {
    return RunProgram(folder_, CrawlArguments("1ms", more));
  }
  std::string ProxyLog() const { return ReadFile(folder_ / "tinyproxy.log"); }

  const Folder folder_;
};

TEST_F(Proxy, CarriesEverythingIfItIsNamed) {
  const NginxServer server(folder_, "");
  const Tinyproxy proxy(folder_);
  folder_.Write("www/127.0.0.2/1.html", ArticleHtml(1));
  folder_.Write("www/127.0.0.2/feed.xml",
                FeedXml({server.Url("127.0.0.2", "/1.html"), "http://10.255.255.1/private",
                         "http://169.254.169.254/latest/meta-data"}));
  folder_.Write("sources.toml", Feed("one", server.Url("127.0.0.2", "/feed.xml")));
  const Outcome outcome = Crawl({"--proxy", proxy.Url()});
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_EQ(Sql(folder_, "SELECT count(*) FROM documents"), "1");
  for (const LogLine& line : server.Log()) EXPECT_THAT(line.via, HasSubstr("tinyproxy"));
  EXPECT_EQ(server.LogLines(), 3u);  // robots.txt, feed, article
  // Addresses written out are looked at before the proxy is asked.
  EXPECT_EQ(Sql(folder_, "SELECT count(*) FROM crawl_urls WHERE state = 'denied'"), "2");
  EXPECT_THAT(ProxyLog(), Not(HasSubstr("169.254.169.254")));
}

TEST_F(Proxy, IsNotTakenFromTheEnvironment) {
  const NginxServer server(folder_, "");
  const Tinyproxy proxy(folder_);
  folder_.Write("www/127.0.0.2/feed.xml", FeedXml({}));
  folder_.Write("sources.toml", Feed("one", server.Url("127.0.0.2", "/feed.xml")));
  for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"}) {
    setenv(name, proxy.Url().c_str(), 1);
  }
  const Outcome direct = Crawl();
  for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"}) unsetenv(name);
  EXPECT_EQ(direct.exit, 0) << direct.err;
  for (const LogLine& line : server.Log()) EXPECT_EQ(line.via, "");
  EXPECT_EQ(server.LogLines(), 2u);
}

// no_proxy would lead past the proxy, and past the address guard that relies on it.
TEST_F(Proxy, IsNotLeftForWhatTheEnvironmentExempts) {
  const NginxServer server(folder_, "");
  const Tinyproxy proxy(folder_);
  folder_.Write("www/127.0.0.2/feed.xml", FeedXml({}));
  folder_.Write("sources.toml", Feed("one", server.Url("127.0.0.2", "/feed.xml")));
  for (const char* name : {"no_proxy", "NO_PROXY"}) setenv(name, "*", 1);
  const Outcome outcome = Crawl({"--proxy", proxy.Url()});
  for (const char* name : {"no_proxy", "NO_PROXY"}) unsetenv(name);
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  ASSERT_EQ(server.LogLines(), 2u);
  for (const LogLine& line : server.Log()) EXPECT_THAT(line.via, HasSubstr("tinyproxy"));
}

TEST_F(Proxy, VerifiesCertificatesThroughTheTunnel) {
  ASSERT_TRUE(MakeCertificate(folder_, "127.0.0.1"));
  const NginxServer server(folder_, "", true);
  const Tinyproxy proxy(folder_);
  const std::string origin = "https://127.0.0.1:" + std::to_string(server.tls_port());
  folder_.Write("www/127.0.0.1/feed.xml", FeedXml({}));
  folder_.Write("sources.toml", Feed("one", origin + "/feed.xml"));
  const Outcome distrusted = Crawl({"--proxy", proxy.Url()});
  EXPECT_EQ(distrusted.exit, 3);
  EXPECT_THAT(distrusted.err, HasSubstr("certificate"));
  EXPECT_EQ(server.LogLines(), 0u);
  LetTimePass(folder_);
  Sql(folder_, "DELETE FROM crawl_robots");
  const Outcome trusted = Crawl({"--proxy", proxy.Url(), "--ca-file", folder_ / "cert.pem"});
  EXPECT_EQ(trusted.exit, 0) << trusted.err;
  EXPECT_EQ(server.LogLines(), 2u);
  EXPECT_THAT(ProxyLog(), HasSubstr("CONNECT 127.0.0.1:" + std::to_string(server.tls_port())));
}

TEST_F(Proxy, ThatDoesNotAnswerIsNamed) {
  folder_.Write("sources.toml", Feed("one", "http://127.0.0.2:9/feed.xml"));
  const Outcome outcome = Crawl({"--proxy", "http://127.0.0.1:1"});
  EXPECT_EQ(outcome.exit, 3);
  EXPECT_THAT(outcome.err, HasSubstr("the proxy"));
}

}  // namespace
}  // namespace heshu::crawl_test
