#include "cli/inputs.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace heshu::cli {
namespace {

namespace fs = std::filesystem;

class InputsTest : public testing::Test {
 protected:
  InputsTest() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("heshu_inputs_") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~InputsTest() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& bytes) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }

  fs::path folder_;
};

TEST_F(InputsTest, ReadsFoldersByNameAndPassesOverWhatIsNoArticle) {
  Write("b.txt", "b");
  Write("a.HTML", "a");
  Write("deep/c.pdf", "c");
  Write("deep/.hidden.txt", "no");
  Write(".git/d.txt", "no");
  Write("b.meta.json", "{}");
  Write("labels.jsonl", "no");
  Inputs inputs({folder_.string()}, {});
  EXPECT_EQ(inputs.total(), 3u);
  EXPECT_EQ(inputs.passed_over(), 1u);
  std::vector<std::string> seen;
  while (auto input = inputs.Next()) {
    ASSERT_TRUE(input->document.has_value()) << input->document.error().ToString();
    seen.push_back(input->document->bytes + " " + input->document->content_type);
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"a text/html", "b text/plain", "c application/pdf"}));
}

TEST_F(InputsTest, TakesFactsFromTheSideFileUnlessToldOtherwise) {
  const std::string page = Write("page.html", "x");
  Write("page.meta.json",
        R"({"url":"https://a.example/1","source":"甲","published":"2026-02-24"})");
  Inputs plain({page}, {});
  const auto input = plain.Next();
  ASSERT_TRUE(input.has_value() && input->document.has_value());
  EXPECT_EQ(input->document->url, "https://a.example/1");
  EXPECT_EQ(input->document->source, "甲");
  EXPECT_EQ(input->document->published, "2026-02-24");

  Inputs told({page}, {.facts = {"", "乙", ""}, .user_agent = "", .allow_nets = {}});
  EXPECT_EQ(told.Next()->document->source, "乙");
}

TEST_F(InputsTest, AFullNamesSideFileComesBeforeAStems) {
  const std::string page = Write("page.html", "x");
  Write("page.meta.json", R"({"source":"stem"})");
  Write("page.html.meta.json", R"({"source":"name"})");
  Inputs inputs({page}, {});
  EXPECT_EQ(inputs.Next()->document->source, "name");
}

TEST_F(InputsTest, AWrongSideFileIsAnErrorOfThatDocumentAlone) {
  const std::string torn = Write("a.txt", "x");
  Write("a.meta.json", "{\"source\": ");
  const std::string dated = Write("b.txt", "x");
  Write("b.meta.json", R"({"published":"yesterday"})");
  const std::string good = Write("c.txt", "x");
  Inputs inputs({torn, dated, good}, {});
  EXPECT_FALSE(inputs.Next()->document.has_value());
  EXPECT_FALSE(inputs.Next()->document.has_value());
  EXPECT_TRUE(inputs.Next()->document.has_value());
  EXPECT_FALSE(inputs.Next().has_value());
}

TEST_F(InputsTest, AMissingFileIsNamed) {
  Inputs inputs({(folder_ / "none.html").string()}, {});
  const auto input = inputs.Next();
  ASSERT_TRUE(input.has_value());
  ASSERT_FALSE(input->document.has_value());
  EXPECT_EQ(input->document.error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(input->document.error().where, (folder_ / "none.html").string());
}

TEST_F(InputsTest, ALargeFileIsRefusedNotLoaded) {
  const std::string path = Write("large.txt", std::string(5000, 'x'));
  EXPECT_EQ(ReadBytes(path, 5000)->size(), 5000u);
  const auto read = ReadBytes(path, 4999);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kLimit);
}

}  // namespace
}  // namespace heshu::cli
