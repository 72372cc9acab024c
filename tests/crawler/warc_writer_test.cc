#include "crawler/warc_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "crawler/warc_reader.h"
#include "tests/crawler/loopback_server.h"

namespace heshu::crawler {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr char kNow[] = "2026-02-24T14:00:00Z";

class WarcWriterTest : public testing::Test {
 protected:
  WarcWriterTest() {
    std::string name = (fs::temp_directory_path() / "heshu-warc-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~WarcWriterTest() override { fs::remove_all(folder_); }

  WarcWriterOptions Options() const {
    WarcWriterOptions options;
    options.directory = folder_;
    options.software = "heshu/test";
    options.user_agent = "heshu/test (+mailto:a@example.com)";
    return options;
  }

  WarcWriter Open(WarcWriterOptions options, std::string_view now = kNow) const {
    auto writer = WarcWriter::Open(std::move(options), now);
    if (!writer) throw std::runtime_error(writer.error().ToString());
    return std::move(*writer);
  }
  WarcWriter Open() const { return Open(Options()); }

  std::vector<Document> ReadAll(const std::string& name, std::vector<Error>* errors = nullptr) {
    auto reader = WarcReader::OpenFile(folder_ + "/" + name);
    std::vector<Document> out;
    if (!reader) return out;
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

  std::string folder_;
  HeaderFields html_{{"Content-Type", "text/html; charset=utf-8"},
                     {"Transfer-Encoding", "chunked"},
                     {"ETag", "\"a\""}};

  WarcExchange Page(std::string_view url, std::string_view body) const {
    WarcExchange exchange;
    exchange.url = url;
    exchange.date = kNow;
    exchange.ip = "192.0.2.1";
    exchange.request = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
    exchange.status = 200;
    exchange.fields = &html_;
    exchange.body = body;
    return exchange;
  }
};

TEST_F(WarcWriterTest, WhatIsWrittenIsRead) {
  WarcWriter writer = Open();
  EXPECT_EQ(writer.file(), "heshu-20260224140000-00000.warc.gz");
  ASSERT_TRUE(writer.Write(Page("https://a.example/1", "<p>一")).has_value());
  ASSERT_TRUE(writer.Write(Page("https://a.example/2", "")).has_value());
  ASSERT_TRUE(writer.Close().has_value());
  const auto pages = ReadAll(writer.file());
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0].url, "https://a.example/1");
  EXPECT_EQ(pages[0].bytes, "<p>一");
  EXPECT_EQ(pages[0].content_type, "text/html");
  EXPECT_EQ(pages[0].http_charset, "utf-8");
  EXPECT_EQ(pages[0].fetched_at, kNow);
  EXPECT_EQ(pages[1].bytes, "");
}

// What the server packed stands in the file byte for byte, and is not packed again.
TEST_F(WarcWriterTest, APackedBodyStaysAsItCame) {
  const HeaderFields fields = {{"Content-Type", "text/html"}, {"Content-Encoding", "gzip"}};
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "<p>第" + std::to_string(i) + "條";
  const std::string packed = Gzip(text);
  WarcWriter writer = Open();
  WarcExchange exchange = Page("https://a.example/", packed);
  exchange.fields = &fields;
  const auto location = writer.Write(exchange);
  ASSERT_TRUE(location.has_value());
  EXPECT_EQ(location->payload_digest, PayloadDigest(packed));
  ASSERT_TRUE(writer.Close().has_value());
  std::ifstream in(folder_ + "/" + writer.file(), std::ios::binary);
  const std::string file((std::istreambuf_iterator<char>(in)), {});
  EXPECT_NE(file.find(packed), std::string::npos);
  const auto pages = ReadAll(writer.file());
  ASSERT_EQ(pages.size(), 1u);
  EXPECT_EQ(pages[0].bytes, text);
}

// WARC 1.1, 6.7.3: the server said that nothing changed.
TEST_F(WarcWriterTest, ANotModifiedAnswerIsARevisit) {
  WarcWriterOptions options = Options();
  options.compression_level = 0;  // to be read in the raw file
  WarcWriter writer = Open(std::move(options));
  WarcExchange exchange = Page("https://a.example/feed", "");
  exchange.status = 304;
  exchange.refers_to_url = exchange.url;
  exchange.refers_to_date = "2026-02-23T14:00:00Z";
  exchange.refers_to_digest = "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5";
  const auto location = writer.Write(exchange);
  ASSERT_TRUE(location.has_value());
  EXPECT_TRUE(location->is_revisit);
  ASSERT_TRUE(writer.Close().has_value());
  std::ifstream in(folder_ + "/" + writer.file(), std::ios::binary);
  const std::string file((std::istreambuf_iterator<char>(in)), {});
  for (const char* part :
       {"WARC-Type: request\r\n", "WARC-Type: revisit\r\n",
        "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n",
        "WARC-Refers-To-Target-URI: https://a.example/feed\r\n",
        "WARC-Refers-To-Date: 2026-02-23T14:00:00Z\r\n",
        "WARC-Payload-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n",
        "HTTP/1.1 304 Not Modified\r\n"}) {
    EXPECT_THAT(file, HasSubstr(part));
  }
  EXPECT_TRUE(ReadAll(writer.file()).empty());  // nothing new to read
}

// RFC 4648 base32 of the SHA-1 of "abc" (FIPS 180-2 example).
TEST_F(WarcWriterTest, DigestsAreSha1InBase32) {
  EXPECT_EQ(PayloadDigest("abc"), "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
}

TEST_F(WarcWriterTest, ARecordStandsAtItsOffset) {
  WarcWriter writer = Open();
  std::vector<WarcLocation> at;
  for (int i = 0; i < 3; ++i) {
    const std::string body(1000, static_cast<char>('a' + i));
    auto location = writer.Write(Page("https://a.example/" + std::to_string(i), body));
    ASSERT_TRUE(location.has_value());
    at.push_back(*location);
  }
  EXPECT_EQ(at[2].offset + at[2].length, at[2].file_bytes);
  EXPECT_EQ(at[2].file_bytes, writer.size());
  ASSERT_TRUE(writer.Close().has_value());
  std::ifstream in(folder_ + "/" + at[1].file, std::ios::binary);
  std::string member(at[1].length, '\0');
  in.seekg(static_cast<std::streamoff>(at[1].offset));
  in.read(member.data(), static_cast<std::streamsize>(member.size()));
  bool is_read = false;
  WarcReader reader(
      [&](char* buffer, std::size_t size) -> Result<std::size_t> {
        if (is_read || size < member.size()) return 0;
        is_read = true;
        return member.copy(buffer, size);
      },
      "member");
  const auto page = reader.Next();
  ASSERT_TRUE(page.has_value() && page->has_value());
  EXPECT_EQ((*page)->bytes, std::string(1000, 'b'));
}

TEST_F(WarcWriterTest, AHeaderCannotAddFields) {
  html_.emplace_back("X-Evil", "a\r\nWARC-Type: response\r\n\r\nbody");
  WarcWriter writer = Open();
  ASSERT_TRUE(writer.Write(Page("https://a.example/\r\nX: y", "body")).has_value());
  ASSERT_TRUE(writer.Close().has_value());
  const auto pages = ReadAll(writer.file());
  ASSERT_EQ(pages.size(), 1u);
  EXPECT_EQ(pages[0].bytes, "body");
}

TEST_F(WarcWriterTest, RotatesBySize) {
  WarcWriterOptions options = Options();
  options.max_file_bytes = 2000;
  options.compression_level = 0;
  WarcWriter writer = Open(options);
  std::vector<std::string> files;
  for (int i = 0; i < 4; ++i) {
    auto location =
        writer.Write(Page("https://a.example/" + std::to_string(i), std::string(1500, 'x')));
    ASSERT_TRUE(location.has_value());
    files.push_back(location->file);
  }
  ASSERT_TRUE(writer.Close().has_value());
  EXPECT_EQ(files[0], "heshu-20260224140000-00000.warc.gz");
  EXPECT_EQ(files[3], "heshu-20260224140000-00003.warc.gz");
  for (const std::string& file : files) EXPECT_EQ(ReadAll(file).size(), 1u);
}

TEST_F(WarcWriterTest, GoesOnWithTheNewestFile) {
  std::string first;
  {
    WarcWriter writer = Open();
    first = writer.file();
    ASSERT_TRUE(writer.Write(Page("https://a.example/1", "one")).has_value());
  }
  WarcWriter writer = Open(Options(), "2026-02-25T00:00:00Z");
  EXPECT_EQ(writer.file(), first);
  ASSERT_TRUE(writer.Write(Page("https://a.example/2", "two")).has_value());
  ASSERT_TRUE(writer.Close().has_value());
  EXPECT_EQ(ReadAll(first).size(), 2u);
}

TEST_F(WarcWriterTest, TwoWritersNeverShareAFile) {
  WarcWriter one = Open();
  WarcWriter two = Open();
  EXPECT_NE(one.file(), two.file());
}

// Every length that a crash can leave: the file is cut to its last whole record, and goes on.
TEST_F(WarcWriterTest, ATornTailIsCutOffAtOpen) {
  std::string file;
  WarcLocation last;
  {
    WarcWriter writer = Open();
    file = writer.file();
    ASSERT_TRUE(writer.Write(Page("https://a.example/1", "one")).has_value());
    last = *writer.Write(Page("https://a.example/2", "two"));
  }
  const std::string path = folder_ + "/" + file;
  std::ifstream in(path, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  for (std::uint64_t cut = 1; cut < last.length; cut += 7) {
    SCOPED_TRACE(cut);
    std::ofstream(path, std::ios::binary) << whole.substr(0, whole.size() - cut);
    {
      WarcWriter writer = Open();
      EXPECT_EQ(writer.file(), file);
      EXPECT_EQ(writer.size(), last.offset);
      EXPECT_EQ(writer.cut_at_open(), last.length - cut);
      ASSERT_TRUE(writer.Write(Page("https://a.example/2", "two")).has_value());
    }
    const auto pages = ReadAll(file);
    ASSERT_EQ(pages.size(), 2u);
    EXPECT_EQ(pages[1].bytes, "two");
  }
}

TEST_F(WarcWriterTest, NoiseBehindTheLastRecordIsCutOff) {
  std::string file;
  {
    WarcWriter writer = Open();
    file = writer.file();
    ASSERT_TRUE(writer.Write(Page("https://a.example/1", "one")).has_value());
  }
  const auto sound = fs::file_size(folder_ + "/" + file);
  std::ofstream(folder_ + "/" + file, std::ios::app) << std::string(5000, '\0') << "noise";
  WarcWriter writer = Open();
  EXPECT_EQ(writer.size(), sound);
  EXPECT_EQ(writer.cut_at_open(), 5005u);
}

TEST_F(WarcWriterTest, CutsToWhatTheDatabaseKnowsIfAsked) {
  std::string file;
  std::uint64_t known = 0;
  {
    WarcWriter writer = Open();
    file = writer.file();
    known = writer.Write(Page("https://a.example/1", "one"))->file_bytes;
    ASSERT_TRUE(writer.Write(Page("https://a.example/2", "two")).has_value());
  }
  WarcWriterOptions options = Options();
  options.known = {{file, known}};
  EXPECT_EQ(Open(options).cut_at_open(), 0u);  // whole records stay
  options.cuts_to_known = true;
  WarcWriter writer = Open(options);
  EXPECT_EQ(writer.size(), known);
  EXPECT_EQ(ReadAll(file).size(), 1u);
}

// RLIMIT_FSIZE stands for the full disk: write() writes what fits, then fails.
TEST_F(WarcWriterTest, AFullDiskInMidRecordLosesNothingThatWasThere) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {  // the limit is for good
    std::signal(SIGXFSZ, SIG_IGN);
    WarcWriterOptions options = Options();
    options.compression_level = 0;
    WarcWriter writer = Open(options);
    const auto kept = writer.Write(Page("https://a.example/1", "one"));
    const rlimit limit{writer.size() + 3000, RLIM_INFINITY};
    if (!kept || setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(10);
    const auto failed = writer.Write(Page("https://a.example/2", std::string(10'000, 'x')));
    if (failed || failed.error().kind != ErrorKind::kIo) _exit(11);
    if (fs::file_size(folder_ + "/" + writer.file()) != kept->file_bytes) _exit(12);
    if (writer.size() != kept->file_bytes) _exit(13);
    if (!writer.Write(Page("https://a.example/3", "three"))) _exit(14);  // what fits, goes on
    _exit(writer.Close() ? 0 : 15);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  const auto pages = ReadAll("heshu-20260224140000-00000.warc.gz");
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[1].bytes, "three");
}

TEST_F(WarcWriterTest, NamesWhatCannotBe) {
  WarcWriterOptions options = Options();
  options.prefix = "../evil";
  EXPECT_EQ(WarcWriter::Open(options, kNow).error().kind, ErrorKind::kInvalidInput);
  options = Options();
  options.compression_level = 99;
  EXPECT_EQ(WarcWriter::Open(options, kNow).error().kind, ErrorKind::kInvalidInput);
  options = Options();
  std::ofstream(folder_ + "/file") << "x";
  options.directory = folder_ + "/file/sub";
  EXPECT_EQ(WarcWriter::Open(options, kNow).error().kind, ErrorKind::kIo);
}

}  // namespace
}  // namespace heshu::crawler
