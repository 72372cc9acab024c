// WARC files whole, torn and broken.
#include "crawler/warc_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "crawler/http_fields.h"
#include "loopback_server.h"

namespace heshu::crawler {
namespace {

std::string Record(const std::string& type, const std::string& url, const std::string& block,
                   const std::string& content_type = "application/http; msgtype=response",
                   const std::string& version = "WARC/1.0") {
  return version + "\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2026-02-24T06:00:00Z\r\nContent-Type: " + content_type +
         "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string Page(const std::string& n, const std::string& body) {
  return Record("response", "https://a.example/" + n, Ok(body));
}

// `chunk`: how many bytes each read gives.
std::vector<std::string> ReadAll(const std::string& file, WarcOptions options = {},
                                 std::size_t chunk = 1u << 16) {
  std::size_t at = 0;
  WarcReader reader(
      [&](char* buffer, std::size_t size) -> Result<std::size_t> {
        const std::size_t got = std::min({size, chunk, file.size() - at});
        std::memcpy(buffer, file.data() + at, got);
        at += got;
        return got;
      },
      "test.warc", options);
  std::vector<std::string> out;
  while (auto page = reader.Next()) {
    out.push_back(page->has_value() ? (*page)->url + " " + (*page)->bytes
                                    : "! " + page->error().what);
    if (out.size() > 50) break;
  }
  return out;
}

using Pages = std::vector<std::string>;

TEST(WarcReader, ReadsPlainAndPacked) {
  const Pages want = {"https://a.example/1 one", "https://a.example/2 two"};
  EXPECT_EQ(ReadAll(Page("1", "one") + Page("2", "two")), want);
  EXPECT_EQ(ReadAll(Gzip(Page("1", "one")) + Gzip(Page("2", "two"))), want);
  EXPECT_EQ(ReadAll(Gzip(Page("1", "one") + Page("2", "two"))), want);  // one member, not ours
  EXPECT_EQ(ReadAll(Gzip(Page("1", "one")) + Gzip(Page("2", "two")), {}, 1), want);
  EXPECT_EQ(ReadAll(Page("1", "one") + Page("2", "two"), {}, 1), want);
  EXPECT_EQ(ReadAll(""), Pages{});
}

TEST(WarcReader, TellsWhatIsKnownOfAPage) {
  const std::string file = Page("1", "one");
  bool is_read = false;
  WarcReader reader(
      [&](char* buffer, std::size_t) -> Result<std::size_t> {
        if (std::exchange(is_read, true)) return 0;
        std::memcpy(buffer, file.data(), file.size());
        return file.size();
      },
      "test.warc");
  const auto page = reader.Next();
  ASSERT_TRUE(page && page->has_value());
  EXPECT_EQ((*page)->url, "https://a.example/1");
  EXPECT_EQ((*page)->content_type, "text/html");
  EXPECT_EQ((*page)->http_charset, "GBK");
  EXPECT_EQ((*page)->fetched_at, "2026-02-24T06:00:00Z");
}

TEST(WarcReader, PassesOverWhatIsNoPage) {
  const std::string file =
      Record("warcinfo", "", "software: x", "application/warc-fields") +
      Record("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n") +
      Record("response", "https://a.example/1", "HTTP/1.1 404 No\r\n\r\ngone") +
      Record("response", "https://a.example/2", "HTTP/1.1 302 No\r\nLocation: /3\r\n\r\n") +
      Record("response", "https://a.example/3",
             "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG") +
      Record("response", "dns:a.example", "1.1.1.1", "text/dns") +
      Record("resource", "metadata://gnu.org/software/wget/warc/wget.log", "log", "text/plain") +
      Page("4", "four") +
      Record("resource", "https://a.example/5", "five", "text/html;charset=utf-8", "WARC/1.1") +
      Record("response", "<https://a.example/6>", Ok("six"));
  EXPECT_EQ(ReadAll(file), (Pages{"https://a.example/4 four", "https://a.example/5 five",
                                  "https://a.example/6 six"}));
}

TEST(WarcReader, UndoesChunksAndCodings) {
  const std::string packed = Gzip("packed");
  const auto with = [](const std::string& header, const std::string& body) {
    return ReadAll(Record("response", "http://a.example/",
                          "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n" + body));
  };
  EXPECT_EQ(with("Transfer-Encoding: chunked", "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
            Pages{"http://a.example/ abcde"});
  EXPECT_EQ(with("Transfer-Encoding: chunked", "<p>stored unchunked"),
            Pages{"http://a.example/ <p>stored unchunked"});
  EXPECT_EQ(with("Content-Encoding: gzip", packed), Pages{"http://a.example/ packed"});
  EXPECT_EQ(with("Content-Encoding: gzip", "stored unpacked"),
            Pages{"http://a.example/ stored unpacked"});
  EXPECT_EQ(with("Content-Encoding: gzip", packed.substr(0, packed.size() - 4)),
            Pages{"http://a.example/ packed"});
  EXPECT_EQ(with("Content-Encoding: zz", "x"), Pages{"! a document packed as \"zz\""});
}

TEST(WarcReader, LosesOnlyTheTornTail) {
  const std::string whole = Gzip(Page("1", "one")) + Gzip(Page("2", std::string(5000, 'x')));
  for (const std::size_t cut : {std::size_t{5}, std::size_t{30}}) {
    const auto got = ReadAll(whole.substr(0, whole.size() - cut));
    ASSERT_FALSE(got.empty());
    EXPECT_EQ(got[0], "https://a.example/1 one");
    EXPECT_EQ(got.back(), "! the file breaks off in mid-record") << cut;
    EXPECT_LE(got.size(), 3u);
  }
  const std::string plain = Page("1", "one") + Page("2", "two");
  const auto got = ReadAll(plain.substr(0, plain.size() - 20));
  EXPECT_EQ(got, (Pages{"https://a.example/1 one", "! the record breaks off"}));
}

TEST(WarcReader, LosesOnlyTheBrokenMember) {
  std::string broken = Gzip(Page("2", std::string(3000, 'y') + "two"));
  for (std::size_t i = 40; i < 60; ++i) broken[i] = static_cast<char>(~broken[i]);
  const auto got = ReadAll(Gzip(Page("1", "one")) + broken + Gzip(Page("3", "three")));
  ASSERT_GE(got.size(), 3u);
  EXPECT_EQ(got.front(), "https://a.example/1 one");
  EXPECT_EQ(got.back(), "https://a.example/3 three");
  for (std::size_t i = 1; i + 1 < got.size(); ++i) EXPECT_TRUE(got[i].starts_with("! ")) << got[i];
}

TEST(WarcReader, FindsTheNextRecordAfterNoise) {
  const std::string bad_length =
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
      "Content-Length: many\r\n\r\nbody\r\n\r\n";
  const auto got = ReadAll("no record\n\n" + Page("1", "one") + bad_length + Page("2", "two"));
  EXPECT_EQ(got, (Pages{"! no WARC record where one should start", "https://a.example/1 one",
                        "! the record has no length", "https://a.example/2 two"}));
  EXPECT_EQ(ReadAll("<html>not a WARC</html>"), Pages{"! no WARC record where one should start"});
}

TEST(WarcReader, KeepsToTheLimit) {
  WarcOptions options;
  options.max_document_bytes = 1u << 20;
  const std::string bomb = Gzip(std::string(8u << 20, 'a'));
  const std::string file = Page("1", std::string(4u << 20, 'x')) +
                           Record("response", "https://a.example/2",
                                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + bomb) +
                           Page("3", "three");
  EXPECT_EQ(ReadAll(file, options),
            (Pages{"! the page is larger than 1048576 bytes",
                   "! the document unpacks to more than the limit", "https://a.example/3 three"}));
}

TEST(WarcReader, NamesAMissingFile) {
  const auto reader = WarcReader::OpenFile("/nonexistent/x.warc");
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().kind, ErrorKind::kNotFound);
}

TEST(ContentType, IsSplit) {
  EXPECT_EQ(ParseContentType("Text/HTML ; x=1; Charset='gb2312'").charset, "gb2312");
  EXPECT_EQ(ParseContentType("Text/HTML ; x=1").media, "text/html");
  EXPECT_EQ(ParseContentType("").media, "");
}

}  // namespace
}  // namespace heshu::crawler
