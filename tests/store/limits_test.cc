// A full disk: said as such, nothing half stored, and the store goes on once there is space.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "store/database.h"
#include "store/transaction.h"
#include "store_fixture.h"

namespace heshu::store {
namespace {

Bundle LargeBundle(int number) {
  Bundle bundle = NumberedBundle(number);
  std::mt19937 random(static_cast<unsigned>(number));
  for (int i = 0; i < 300'000; ++i) bundle.document.bytes += static_cast<char>(random() % 256);
  for (auto& claim : bundle.claims) {
    claim.doc = DocumentId(bundle.document);
    claim.id = ClaimId(claim.doc, claim.span);
  }
  return bundle;
}

// Each connection opened while it lives may let the database grow to `pages` only.
class PageLimit {
 public:
  explicit PageLimit(int pages) {
    pages_ = pages;
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(&Apply));
  }
  PageLimit(const PageLimit&) = delete;
  PageLimit& operator=(const PageLimit&) = delete;
  ~PageLimit() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&Apply)); }

 private:
  static int Apply(sqlite3* handle, char**, const sqlite3_api_routines*) {
    const std::string sql = "PRAGMA max_page_count = " + std::to_string(pages_);
    return sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
  }
  static int pages_;
};
int PageLimit::pages_ = 0;

TEST(FullDisk, IsSaidAndLeavesNothingHalf) {
  const TemporaryFolder folder;
  OpenStore(folder / "db");
  {
    const PageLimit limit(100);
    Store store = OpenStore(folder / "db", OpenMode::kReadWrite);
    MustSave(store, NumberedBundle(1));
    const Bundle large = LargeBundle(2);
    const auto saved = store.Save(large.document, large.article, large.claims, 0, "v1");
    ASSERT_FALSE(saved.has_value());
    EXPECT_EQ(saved.error().kind, ErrorKind::kIo);
    EXPECT_THAT(saved.error().what, testing::HasSubstr("space"));
    EXPECT_THAT(saved.error().hint, testing::HasSubstr(folder.path()));
    EXPECT_EQ(MustSave(store, NumberedBundle(3)), SaveOutcome::kAdded) << "small ones still fit";
    EXPECT_EQ(store.Info()->documents, 2U);
    ExpectSound(store);
  }
  Store store = OpenStore(folder / "db", OpenMode::kReadWrite);
  EXPECT_EQ(MustSave(store, LargeBundle(2)), SaveOutcome::kAdded);
  EXPECT_EQ(store.Info()->documents, 3U);
  ExpectSound(store);
}

// The same through the operating system: no file may grow past 1 MB.
TEST(FullDisk, OfTheSystemIsSaidToo) {
  const TemporaryFolder folder;
  OpenStore(folder / "db");
  int answer[2];
  ASSERT_EQ(pipe(answer), 0);
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1 << 20, 1 << 20};
    setrlimit(RLIMIT_FSIZE, &small);
    auto store = Store::Open(folder / "db", OpenMode::kReadWrite, TestFold);
    std::string said = "never full";
    int stored = 0;
    for (; store && stored < 20; ++stored) {
      const Bundle bundle = LargeBundle(stored);
      const auto saved = store->Save(bundle.document, bundle.article, bundle.claims, 0, "v1");
      if (saved) continue;
      said = std::string(ErrorKindName(saved.error().kind)) + " " + saved.error().ToString();
      break;
    }
    if (store && store->Info()->documents != static_cast<unsigned>(stored)) said += " BUT HALF";
    (void)!write(answer[1], said.data(), said.size());
    _exit(stored);
  }
  close(answer[1]);
  std::string said(4096, '\0');
  const auto bytes = read(answer[0], said.data(), said.size());
  said.resize(bytes < 0 ? 0 : static_cast<std::size_t>(bytes));
  close(answer[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_THAT(said, testing::StartsWith("io "));
  EXPECT_THAT(said, testing::HasSubstr("space"));
  EXPECT_THAT(said, testing::Not(testing::HasSubstr("HALF")));
  Store store = OpenStore(folder / "db", OpenMode::kReadWrite);
  EXPECT_EQ(store.Info()->documents, static_cast<unsigned>(WEXITSTATUS(status)));
  ExpectSound(store);
  MustSave(store, LargeBundle(50));
}

TEST(Transaction, RollsBackUnlessCommitted) {
  const TemporaryFolder folder;
  auto database = *Database::Open(folder / "db", Access::kCreate);
  ASSERT_TRUE(database->Execute("CREATE TABLE t(x)").has_value());
  {
    auto transaction = Transaction::Begin(*database, Transaction::Kind::kWrite);
    ASSERT_TRUE(database->Execute("INSERT INTO t VALUES (1)").has_value());
  }
  EXPECT_FALSE(database->InTransaction());
  EXPECT_EQ(*database->QueryInt("SELECT count(*) FROM t"), 0);
  auto transaction = Transaction::Begin(*database, Transaction::Kind::kWrite);
  ASSERT_TRUE(database->Execute("INSERT INTO t VALUES (1)").has_value());
  ASSERT_TRUE(transaction->Commit().has_value());
  EXPECT_EQ(*database->QueryInt("SELECT count(*) FROM t"), 1);
}

TEST(Database, NamesTheStatementThatFailed) {
  const TemporaryFolder folder;
  auto database = *Database::Open(folder / "db", Access::kCreate);
  const auto failed = database->Execute("SELECT * FROM nothing");
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().kind, ErrorKind::kDatabase);
  EXPECT_THAT(failed.error().where, testing::HasSubstr("SELECT * FROM nothing"));
}

}  // namespace
}  // namespace heshu::store
