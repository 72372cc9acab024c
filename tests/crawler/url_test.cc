// URLs as browsers read them (https://url.spec.whatwg.org) and relative references (RFC 3986 5.4).
#include "crawler/url.h"

#include <gtest/gtest.h>

#include <ostream>

namespace heshu::crawler {
namespace {

struct Case {
  std::string name;
  std::string input;
  std::string base;  // "" = none
  std::string href;  // "" = no URL
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.input; }

class ParsesUrl : public testing::TestWithParam<Case> {};

TEST_P(ParsesUrl, AsBrowsersDo) {
  const Case& c = GetParam();
  std::optional<Url> base;
  if (!c.base.empty()) base = *Url::Parse(c.base);
  const auto url = Url::Parse(c.input, base ? &*base : nullptr);
  EXPECT_EQ(url ? url->Href() : "", c.href);
  if (url) {
    EXPECT_EQ(Url::Parse(url->Href())->Href(), c.href);  // serializing is stable
  }
}

constexpr const char* kBase = "http://news.example/a/b/c?q#f";

INSTANTIATE_TEST_SUITE_P(
    Rows, ParsesUrl,
    testing::Values(
        Case{"Plain", "HTTP://News.EXAMPLE:80/a", "", "http://news.example/a"},
        Case{"EmptyPath", "https://news.example", "", "https://news.example/"},
        Case{"SpacesAround", " \n http://a.example/x \t", "", "http://a.example/x"},
        Case{"LineBreakInside", "http://a.example/x\ny", "", "http://a.example/xy"},
        Case{"Backslashes", "http:\\\\a.example\\x", "", "http://a.example/x"},
        Case{"HanPath", "http://a.example/财经?词=数#节", "",
             "http://a.example/%E8%B4%A2%E7%BB%8F?%E8%AF%8D=%E6%95%B0#%E8%8A%82"},
        Case{"HanHost", "http://财经.example/", "", "http://xn--4n0a760a.example/"},
        Case{"WideHost", "http://ｇｏ．example/", "", "http://go.example/"},
        Case{"IdeographicStop", "http://go。example/", "", "http://go.example/"},
        Case{"Dots", "http://a.example/b/./c/../d/%2e%2E/e", "", "http://a.example/b/e"},
        Case{"DotsAboveRoot", "http://a.example/../../x", "", "http://a.example/x"},
        Case{"Ipv4Short", "http://127.1/", "", "http://127.0.0.1/"},
        Case{"Ipv4Hex", "http://0x7F000001/", "", "http://127.0.0.1/"},
        Case{"Ipv4Octal", "http://0177.0.0.01/", "", "http://127.0.0.1/"},
        Case{"Ipv4Wide", "http://１２７.０.０.１/", "", "http://127.0.0.1/"},
        Case{"Ipv4TooLarge", "http://256.1.1.1/", "", ""},
        Case{"Ipv4TooMany", "http://1.2.3.4.5/", "", ""},
        Case{"Ipv6", "http://[2001:DB8:0:0:1:0:0:1]:8080/", "", "http://[2001:db8::1:0:0:1]:8080/"},
        Case{"Ipv6Dotted", "http://[::ffff:127.0.0.1]/", "", "http://[::ffff:7f00:1]/"},
        Case{"Ipv6Bad", "http://[::1/", "", ""}, Case{"BadPort", "http://a.example:x/", "", ""},
        Case{"PortTooLarge", "http://a.example:65536/", "", ""}, Case{"NoHost", "http:///", "", ""},
        Case{"SpaceInHost", "http://a b/", "", ""},
        Case{"EscapedSlashInHost", "http://a%2Fb/", "", ""},
        Case{"Credentials", "http://u:p@a.example/", "", "http://u:p@a.example/"},
        Case{"TwoAts", "http://a@b@c.example/", "", "http://a%40b@c.example/"},
        Case{"OtherScheme", "ftp://a.example/", "", ""},
        Case{"Script", "javascript:alert(1)", kBase, ""}, Case{"RelativeToNothing", "a/b", "", ""},
        Case{"Relative", "d", kBase, "http://news.example/a/b/d"},
        Case{"Up", "../d", kBase, "http://news.example/a/d"},
        Case{"Rooted", "/d", kBase, "http://news.example/d"},
        Case{"OtherHost", "//b.example/d", kBase, "http://b.example/d"},
        Case{"QueryOnly", "?x", kBase, "http://news.example/a/b/c?x"},
        Case{"FragmentOnly", "#x", kBase, "http://news.example/a/b/c?q#x"},
        Case{"Empty", "", kBase, "http://news.example/a/b/c?q"},
        Case{"SchemeRelative", "http:d", kBase, "http://news.example/a/b/d"}),
    [](const auto& row) { return row.param.name; });

TEST(Url, TellsItsParts) {
  const auto url = Url::Parse("https://a.example:8443/p/q?x=1#y");
  ASSERT_TRUE(url.has_value());
  EXPECT_EQ(url->Origin(), "https://a.example:8443");
  EXPECT_EQ(url->RequestTarget(), "/p/q?x=1");
  EXPECT_EQ(url->EffectivePort(), 8443);
  EXPECT_EQ(Url::Parse("https://a.example/")->EffectivePort(), 443);
  EXPECT_EQ(Url::Parse("ftp://a.example/").error().kind, ErrorKind::kUnsupported);
  EXPECT_EQ(Url::Parse("http://a b/").error().kind, ErrorKind::kInvalidInput);
}

TEST(Url, DedupKeyDropsWhatOnlyTracks) {
  const auto key = [](const char* text) { return DedupKey(*Url::Parse(text)); };
  EXPECT_EQ(key("http://a.example/n?id=7&utm_source=x&UTM_Medium=y#top"),
            "http://a.example/n?id=7");
  EXPECT_EQ(key("http://a.example/n?fbclid=1"), "http://a.example/n");
  EXPECT_EQ(key("http://u:p@a.example/n?b=2&a=1"), "http://a.example/n?b=2&a=1");
  EXPECT_EQ(key("http://a.example/n?SerialNo=5"), "http://a.example/n?SerialNo=5");
}

}  // namespace
}  // namespace heshu::crawler
