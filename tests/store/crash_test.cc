// kill -9 in the middle of writing, and several processes at once.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "store_fixture.h"

namespace heshu::store {
namespace {

// Writes documents first, first + 1, … and one byte into `pipe_end` after each commit.
[[noreturn]] void WriteDocuments(const std::string& path, int first, int count, int pipe_end) {
  auto store = Store::Open(path, OpenMode::kCreate, TestFold);
  if (!store) _exit(2);
  for (int i = first; i < first + count; ++i) {
    const Bundle bundle = NumberedBundle(i);
    if (!store->Save(bundle.document, bundle.article, bundle.claims, 0, "v1")) _exit(3);
    if (write(pipe_end, "x", 1) != 1) _exit(4);
  }
  _exit(0);
}

TEST(Crash, LosesNothingCommittedAndLeavesNothingHalf) {
  const TemporaryFolder folder;
  std::mt19937 random(9);
  int first = 0;
  for (int round = 0; round < 25; ++round) {
    int committed[2];
    ASSERT_EQ(pipe(committed), 0);
    const pid_t child = fork();
    if (child == 0) WriteDocuments(folder / "db", first, 10000, committed[1]);
    close(committed[1]);
    // The child is somewhere after its n-th commit when it dies: in the middle of any step.
    const auto wanted = random() % 12;
    char byte = 0;
    std::size_t seen = 0;
    while (seen < wanted && read(committed[0], &byte, 1) == 1) ++seen;
    volatile unsigned long spin = 0;
    for (const auto end = random() % 400'000; spin < end;) spin = spin + 1;
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (read(committed[0], &byte, 1) == 1) ++seen;  // what it said before it died
    close(committed[0]);

    Store store = OpenStore(folder / "db");
    const auto documents = *store.ListDocuments();
    ASSERT_GE(documents.size(), static_cast<std::size_t>(first) + seen) << "round " << round;
    for (std::size_t i = static_cast<std::size_t>(first); i < documents.size(); ++i) {
      const Bundle want = NumberedBundle(static_cast<int>(i));
      EXPECT_EQ(store.ReadDocument(documents[i].id)->value().bytes, want.document.bytes);
      EXPECT_EQ(store.ReadArticle(documents[i].id)->value().text, want.article.text);
      EXPECT_EQ(documents[i].claims, want.claims.size());
      EXPECT_EQ(store.FindClaims({.text = "\"第" + std::to_string(i) + "次\""})->size(), 3U);
    }
    ExpectSound(store);
    first = static_cast<int>(documents.size());
  }
  EXPECT_GT(first, 50);
}

TEST(Processes, ShareOneStore) {
  const TemporaryFolder folder;  // the file itself is made by whoever is first
  constexpr int kProcesses = 3;
  constexpr int kDocuments = 60;
  int committed[2];
  ASSERT_EQ(pipe(committed), 0);
  std::vector<pid_t> children;
  for (int i = 0; i < kProcesses; ++i) {
    const pid_t child = fork();
    // Half of each one's documents are also the next one's.
    if (child == 0) WriteDocuments(folder / "db", i * kDocuments / 2, kDocuments, committed[1]);
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0) << WEXITSTATUS(status);
  }
  close(committed[0]);
  close(committed[1]);
  Store store = OpenStore(folder / "db");
  EXPECT_EQ(store.Info()->documents, static_cast<unsigned>((kProcesses + 1) * kDocuments / 2));
  EXPECT_EQ(store.FindClaims({.text = "豆包"})->size(), store.Info()->figures);
  ExpectSound(store);
}

}  // namespace
}  // namespace heshu::store
