// Titles and dates of real pages, as two readings of each page gave them. The pages are their
// publishers': HESHU_LABELLED_PAGES names a folder that holds them ({page}.html); without it the
// tests are skipped. Titles are kept as hashes for the same reason.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/extract/article/read_article.h"

namespace heshu::extract {
namespace {

// FNV-1a, 64 bits, in hexadecimal.
std::string HashOf(std::string_view bytes) {
  std::uint64_t hash = 1469598103934665603u;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211u;
  }
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

struct Label {
  std::string page, bytes_hash, title_hash, day;
};

std::vector<Label> ReadLabels() {
  std::vector<Label> labels;
  std::ifstream file(HESHU_SOURCE_DIR "/tests/extract/article/page_labels.tsv");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    Label label;
    fields >> label.page >> label.bytes_hash >> label.title_hash >> label.day;
    labels.push_back(label);
  }
  return labels;
}

TEST(LabelledPages, LabelsAreWhole) {
  const auto labels = ReadLabels();
  ASSERT_GE(labels.size(), 60u);
  for (const auto& label : labels) {
    EXPECT_EQ(label.bytes_hash.size(), 16u) << label.page;
    EXPECT_EQ(label.title_hash.size(), 16u) << label.page;
    EXPECT_TRUE(label.day == "-" || Date::Parse(label.day).has_value()) << label.page;
  }
}

TEST(LabelledPages, TitlesAndDatesOfNinetyFivePercent) {
  const char* folder = std::getenv("HESHU_LABELLED_PAGES");
  if (folder == nullptr) GTEST_SKIP() << "HESHU_LABELLED_PAGES names no folder of pages";
  double pages = 0, titles = 0, dated = 0, dates = 0;
  for (const auto& label : ReadLabels()) {
    std::ifstream file(std::string(folder) + "/" + label.page + ".html", std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    if (HashOf(bytes.str()) != label.bytes_hash) continue;  // another version of the page
    const Article article = ReadArticle(bytes.str(), label.page + ".html");
    ++pages;
    const bool title = HashOf(article.title) == label.title_hash;
    titles += title ? 1 : 0;
    if (!title) std::printf("title of %s: %s\n", label.page.c_str(), article.title.c_str());
    if (label.day == "-") continue;
    ++dated;
    const bool date = article.published.starts_with(label.day);
    dates += date ? 1 : 0;
    if (!date) std::printf("date of %s: %s\n", label.page.c_str(), article.published.c_str());
  }
  ASSERT_GT(pages, 0) << "none of the labelled pages is in " << folder;
  EXPECT_GE(titles, .95 * pages);
  EXPECT_GE(dates, .95 * dated);
}

}  // namespace
}  // namespace heshu::extract
