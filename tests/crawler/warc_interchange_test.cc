// WARC files across programs: wget's are read here, ours are read by warcio (npm). Tests whose
// program is not there, or cannot be installed, are passed over and say so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "crawler/content_coding.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_writer.h"
#include "tests/crawler/loopback_server.h"

namespace heshu::crawler {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr char kNow[] = "2026-02-24T14:00:00Z";

// What the shell command prints; "" if it fails.
std::string Output(const std::string& command) {
  std::FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
  std::string out;
  std::array<char, 4096> buffer;
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    out.append(buffer.data(), got);
  return pclose(pipe) == 0 ? out : "";
}

class WarcInterchange : public testing::Test {
 protected:
  WarcInterchange() {
    std::string name = (fs::temp_directory_path() / "heshu-warcs-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~WarcInterchange() override { fs::remove_all(folder_); }

  std::vector<Document> ReadAll(const std::string& path, std::vector<Error>* errors = nullptr) {
    auto reader = WarcReader::OpenFile(path);
    EXPECT_TRUE(reader.has_value());
    std::vector<Document> out;
    while (auto page = reader->Next()) {
      if (page->has_value()) {
        out.push_back(std::move(**page));
      } else if (errors != nullptr) {
        errors->push_back(page->error());
      } else {
        ADD_FAILURE() << page->error().ToString();
      }
    }
    return out;
  }

  WarcWriter Open(const std::string& prefix = "heshu") {
    WarcWriterOptions options;
    options.directory = folder_;
    options.prefix = prefix;
    options.software = "heshu/test";
    return std::move(*WarcWriter::Open(std::move(options), kNow));
  }

  WarcLocation Write(WarcWriter& writer, std::string_view url, std::string_view body,
                     std::string_view refers_to = {}) {
    WarcExchange exchange;
    exchange.url = url;
    exchange.date = kNow;
    exchange.request = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
    exchange.status = 200;
    exchange.fields = &html_;
    exchange.body = body;
    exchange.refers_to_url = refers_to;
    exchange.refers_to_date = kNow;
    auto location = writer.Write(exchange);
    EXPECT_TRUE(location.has_value());
    return *location;
  }

  std::string folder_;
  HeaderFields html_{{"Content-Type", "text/html; charset=utf-8"}};
};

TEST_F(WarcInterchange, WhatWgetWritesIsRead) {
  if (Output("wget --version").empty()) GTEST_SKIP() << "wget is not installed";
  LoopbackServer server;
  const std::string page = "<html><p>第一條新聞 1,234億元</p></html>";
  server.Reply("/plain.html", Ok(page));
  server.Reply("/chunked.html",
               "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n"
               "Connection: close\r\n\r\n5\r\n<html\r\n6\r\n>hello\r\n0\r\n\r\n");
  server.Reply("/packed.html", Ok(Gzip(page), "Content-Encoding: gzip\r\n"));
  for (const char* compressed : {"", "--no-warc-compression"}) {
    SCOPED_TRACE(compressed);
    const std::string stem = folder_ + "/wget" + compressed;
    Output("cd '" + folder_ + "' && wget -q --warc-file='" + stem + "' " + compressed + " '" +
           server.Url("/plain.html") + "' '" + server.Url("/chunked.html") + "' '" +
           server.Url("/packed.html") + "'; true");
    const auto pages = ReadAll(stem + (*compressed == '\0' ? ".warc.gz" : ".warc"));
    ASSERT_EQ(pages.size(), 3u);
    EXPECT_EQ(pages[0].url, server.Url("/plain.html"));
    EXPECT_EQ(pages[0].bytes, page);
    EXPECT_EQ(pages[1].bytes, "<html>hello");
    EXPECT_EQ(pages[2].bytes, page);
  }
}

TEST_F(WarcInterchange, WarcioReadsWhatWeWrite) {
  const std::string modules = std::string(HESHU_BINARY_DIR) + "/warcio";
  if (Output("node --version").empty()) GTEST_SKIP() << "node is not installed";
  if (!fs::exists(modules + "/node_modules/warcio/dist/index.js")) {
    fs::create_directories(modules);
    for (const char* file : {"package.json", "package-lock.json"}) {
      fs::copy_file(std::string(HESHU_SOURCE_DIR) + "/tests/warc/" + file, modules + "/" + file,
                    fs::copy_options::overwrite_existing);
    }
    Output("cd '" + modules + "' && npm ci --no-audit --no-fund --silent && echo done");
    if (!fs::exists(modules + "/node_modules/warcio/dist/index.js"))
      GTEST_SKIP() << "npm cannot install warcio here";
  }
  WarcWriter writer = Open();
  Write(writer, "https://a.example/1", "<p>一二三");
  Write(writer, "https://a.example/2", "<p>一二三", "https://a.example/1");
  html_.emplace_back("Content-Encoding", "gzip");
  Write(writer, "https://a.example/packed", Gzip("<p>一二三四"));
  WarcExchange same;
  same.url = same.refers_to_url = "https://a.example/1";
  same.date = same.refers_to_date = kNow;
  same.status = 304;
  ASSERT_TRUE(writer.Write(same).has_value());
  ASSERT_TRUE(writer.Close().has_value());
  EXPECT_EQ(Output("node '" HESHU_SOURCE_DIR "/tests/warc/read.mjs' '" + folder_ + "/" +
                   writer.file() + "' '" + modules + "/node_modules'"),
            "warcinfo - - -\n"
            "request https://a.example/1 - 0\n"
            "response https://a.example/1 200 12\n"
            "request https://a.example/2 - 0\n"
            "revisit https://a.example/2 200 0\n"
            "request https://a.example/packed - 0\n"
            "response https://a.example/packed 200 15\n"
            "revisit https://a.example/1 304 0\n");
}

TEST_F(WarcInterchange, ARevisitIsReadWhereItsPayloadIs) {
  WarcWriter writer = Open();
  Write(writer, "https://a.example/1", "<p>one");
  Write(writer, "https://a.example/2", "<p>two");
  Write(writer, "https://a.example/1", "<p>one", "https://a.example/1");  // nothing new
  Write(writer, "https://b.example/copy", "<p>one", "https://a.example/1");
  ASSERT_TRUE(writer.Close().has_value());
  const auto pages = ReadAll(folder_ + "/" + writer.file());
  ASSERT_EQ(pages.size(), 3u);
  EXPECT_EQ(pages[2].url, "https://b.example/copy");
  EXPECT_EQ(pages[2].bytes, "<p>one");
}

TEST_F(WarcInterchange, ARevisitOfWhatIsElsewhereIsNamed) {
  WarcWriter writer = Open();
  Write(writer, "https://b.example/copy", "<p>one", "https://a.example/1");
  ASSERT_TRUE(writer.Close().has_value());
  std::vector<Error> errors;
  EXPECT_TRUE(ReadAll(folder_ + "/" + writer.file(), &errors).empty());
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].kind, ErrorKind::kNotFound);
  EXPECT_THAT(errors[0].what, HasSubstr("https://a.example/1"));
}

// Each packed by the reference tools: `printf '<p>%s' hello | brotli -c`, `… | zstd -c`.
TEST_F(WarcInterchange, BrotliAndZstdAreUndone) {
  using std::string_literals::operator""s;
  const std::string brotli = "\x8F\x03\x80<p>hello\x03"s;
  const std::string zstd = "\x28\xB5\x2F\xFD\x04\x58\x41\x00\x00<p>hello\x8A\xC4\x1A\x8D"s;
  const auto undone = DecodeContent(brotli, "br", 1000);
  ASSERT_TRUE(undone.has_value()) << undone.error().ToString();
  EXPECT_EQ(*undone, "<p>hello");
  EXPECT_EQ(DecodeContent("no brotli", "br", 1000).error().kind, ErrorKind::kInvalidInput);
  EXPECT_EQ(DecodeContent("<html>unpacked", "zstd", 1000).value(), "<html>unpacked");
  EXPECT_EQ(DecodeContent(brotli, "br", 3).error().kind, ErrorKind::kLimit);
  EXPECT_EQ(DecodeContent(zstd, "zstd", 1000).value(), "<p>hello");
  EXPECT_EQ(DecodeContent(zstd, "zstd", 3).error().kind, ErrorKind::kLimit);
}

}  // namespace
}  // namespace heshu::crawler
