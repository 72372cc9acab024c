// The WARC files as the raw store: pages stand there once, are read from there, and what a power
// cut takes is fetched again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "crawler/warc_reader.h"
#include "nginx_server.h"

namespace heshu::crawl_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Archive : public testing::Test {
 protected:
  Archive() {
    std::vector<std::string> links;
    for (int i = 1; i <= 3; ++i) {
      const std::string path = "/" + std::to_string(i) + ".html";
      links.push_back(server_.Url("127.0.0.2", path));
      folder_.Write("www/127.0.0.2" + path, ArticleHtml(i));
    }
    folder_.Write("www/127.0.0.2/feed.xml", FeedXml(links));
    folder_.Write("sources.toml", "[[source]]\nname = \"one\"\nkind = \"feed\"\nurl = \"" +
                                      server_.Url("127.0.0.2", "/feed.xml") + "\"\n");
  }

  Outcome Crawl(const std::vector<std::string>& more = {}) {
    return RunProgram(folder_, CrawlArguments("1ms", more));
  }
  std::string WarcFile() const {
    for (const auto& entry : fs::directory_iterator(folder_ / "db/warc")) {
      return entry.path().string();
    }
    return "";
  }
  // A figure of the first article, whose path from byte to value needs the raw bytes.
  Outcome Explain() const {
    return RunProgram(folder_, {"show", Sql(folder_, "SELECT min(id) FROM claims"), "--explain"});
  }

  const Folder folder_;
  const NginxServer server_{folder_, "gzip on; gzip_types text/html; gzip_min_length 1;"};
};

TEST_F(Archive, PagesStandInTheWarcFilesAlone) {
  ASSERT_EQ(Crawl().exit, 0);
  EXPECT_EQ(Sql(folder_, "SELECT group_concat(zstd_bytes) FROM documents"), "0,0,0");
  EXPECT_EQ(Sql(folder_, "SELECT group_concat(DISTINCT length(bytes_zstd)) FROM documents"), "0");
  const Outcome check = RunProgram(folder_, {"db", "check"});
  EXPECT_EQ(check.exit, 0) << check.err;
  EXPECT_EQ(Explain().exit, 0);
  const Outcome reextract = RunProgram(folder_, {"db", "reextract"});
  EXPECT_EQ(reextract.exit, 0) << reextract.err;
  // Another process of ours, and others, read the file as it is.
  const Outcome ingest = RunProgram(folder_, {"extract", WarcFile(), "--jsonl"});
  EXPECT_EQ(ingest.exit, 0) << ingest.err;
  EXPECT_THAT(ingest.out, HasSubstr(server_.Url("127.0.0.2", "/3.html")));
}

TEST_F(Archive, WithoutWarcFilesTheDatabaseKeepsThePages) {
  ASSERT_EQ(Crawl({"--no-warc"}).exit, 0);
  EXPECT_FALSE(fs::exists(folder_ / "db/warc"));
  EXPECT_EQ(Sql(folder_, "SELECT count(*) FROM documents WHERE zstd_bytes > 0"), "3");
  EXPECT_EQ(RunProgram(folder_, {"db", "check"}).exit, 0);
  EXPECT_EQ(Explain().exit, 0);
}

TEST_F(Archive, AMissingFolderIsNamedAndFoundAgain) {
  ASSERT_EQ(Crawl().exit, 0);
  fs::rename(folder_ / "db/warc", folder_ / "away");
  const Outcome check = RunProgram(folder_, {"db", "check"});
  EXPECT_EQ(check.exit, 2);
  EXPECT_THAT(check.err, HasSubstr("is gone"));
  const Outcome explained = Explain();
  EXPECT_EQ(explained.exit, 2);
  EXPECT_THAT(explained.err, HasSubstr("put it back"));
  EXPECT_EQ(RunProgram(folder_, {"search", "雲端"}).exit, 0);  // what was extracted is here
  // A crawl that is told where they are finds them there from then on.
  EXPECT_EQ(Crawl({"--warc-dir", folder_ / "away"}).exit, 0);
  EXPECT_EQ(RunProgram(folder_, {"db", "check"}).exit, 0);
  EXPECT_EQ(Explain().exit, 0);
}

TEST_F(Archive, AnExportedCopyReadsWhereTheFilesAre) {
  ASSERT_EQ(Crawl().exit, 0);
  const std::string copy = folder_ / "copy.db";
  ASSERT_EQ(RunProgram(folder_, {"db", "export", "database", "-o", copy}).exit, 0);
  const Outcome check = RunProgram(folder_, {"--db", copy, "db", "check"});
  EXPECT_EQ(check.exit, 0) << check.err;
}

TEST_F(Archive, WhatAPowerCutTookIsFetchedAgain) {
  ASSERT_EQ(Crawl().exit, 0);
  const std::string path = WarcFile();
  // The last record, a page, and a piece of the one before.
  const auto cut = std::stoull(Sql(folder_,
                                   "SELECT \"offset\" + 20 FROM warc_records WHERE doc IS NOT NULL"
                                   " ORDER BY id DESC LIMIT 1 OFFSET 1"));
  fs::resize_file(path, cut);
  EXPECT_EQ(RunProgram(folder_, {"db", "check"}).exit, 2);
  const std::size_t before = server_.LogLines();
  const Outcome again = Crawl();
  EXPECT_EQ(again.exit, 0) << again.err;
  EXPECT_EQ(server_.LogLines(), before + 2);
  const Outcome check = RunProgram(folder_, {"db", "check"});
  EXPECT_EQ(check.exit, 0) << check.err;
  EXPECT_EQ(Sql(folder_, "SELECT count(*) FROM documents"), "3");
  auto reader = crawler::WarcReader::OpenFile(path);
  ASSERT_TRUE(reader.has_value());
  while (auto page = reader->Next()) EXPECT_TRUE(page->has_value());
}

// A changed byte is seen, and not taken for the page.
TEST_F(Archive, ADamagedRecordIsNamed) {
  ASSERT_EQ(Crawl().exit, 0);
  const auto middle = std::stoull(Sql(
      folder_, "SELECT \"offset\" + length / 2 FROM warc_records WHERE doc IS NOT NULL LIMIT 1"));
  std::string bytes = ReadFile(WarcFile());
  bytes[middle] = static_cast<char>(bytes[middle] ^ 0x55);
  folder_.Write("db/warc/" + fs::path(WarcFile()).filename().string(), bytes);
  const Outcome check = RunProgram(folder_, {"db", "check"});
  EXPECT_EQ(check.exit, 2);
  EXPECT_THAT(check.err, HasSubstr("document d_"));
}

}  // namespace
}  // namespace heshu::crawl_test
