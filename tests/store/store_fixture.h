// A folder of its own for each test, and documents, claims and facts to put into a store.
#ifndef HESHU_TESTS_STORE_STORE_FIXTURE_H_
#define HESHU_TESTS_STORE_STORE_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace heshu::store {

class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  const std::string& path() const { return path_; }
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

// A few characters of normalize's fold: enough to search in both scripts.
std::string TestFold(std::string_view text);

// A document with its article and claims, consistent with each other.
struct Bundle {
  Document document;
  Article article;
  std::vector<Claim> claims;
};

// One article whose only sentence is the whole of its text.
struct ArticleSeed {
  std::string url = {};
  std::string title = {};
  std::string source = {};
  std::string published = {};
};
Bundle MakeBundle(const ArticleSeed& seed);

// A claim for `text`, which must stand in `sentence`; added to the bundle, the sentence to its
// text.
Claim& AddClaim(Bundle& bundle, const std::string& sentence, const std::string& text);

// Every field set at random, spans and decimals extreme, strings in any script.
Bundle RandomBundle(std::mt19937& random, int number);

// Any bundle whatever, told apart by `number`, with three claims.
Bundle NumberedBundle(int number);

Store OpenStore(const std::string& path, OpenMode mode = OpenMode::kCreate);
SaveOutcome MustSave(Store& store, const Bundle& bundle, std::string_view version = "v1");

// Runs SQL on the file with a connection of its own; the last column of the last row.
std::string RunSql(const std::string& path, const std::string& sql);

// Expects Check() to find nothing.
void ExpectSound(Store& store);

}  // namespace heshu::store

#endif  // HESHU_TESTS_STORE_STORE_FIXTURE_H_
