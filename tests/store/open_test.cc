#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "store_fixture.h"

namespace heshu::store {
namespace {

using testing::HasSubstr;

Error OpenError(const std::string& path, OpenMode mode) {
  auto store = Store::Open(path, mode, TestFold);
  if (store) {
    ADD_FAILURE() << "opened " << path;
    return {};
  }
  EXPECT_FALSE(store.error().what.empty());
  EXPECT_FALSE(store.error().hint.empty()) << store.error().what;
  return store.error();
}

void WriteFile(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Open, MakesTheFileWithItsFoldersOnlyWhenAsked) {
  const TemporaryFolder folder;
  const std::string path = folder / "a/b/heshu.db";
  EXPECT_EQ(OpenError(path, OpenMode::kReadOnly).kind, ErrorKind::kNotFound);
  EXPECT_EQ(OpenError(path, OpenMode::kReadWrite).kind, ErrorKind::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(folder / "a"));
  OpenStore(path, OpenMode::kCreate);
  Store again = OpenStore(path, OpenMode::kReadOnly);
  EXPECT_EQ(again.Info()->documents, 0U);
  EXPECT_EQ(RunSql(path, "PRAGMA journal_mode"), "wal");
}

TEST(Open, TakesAPathAsItIs) {
  const TemporaryFolder folder;
  for (const char* name : {"file:x?mode=memory", "a b%20#.db", "核數.db"}) {
    MustSave(*std::make_unique<Store>(OpenStore(folder / name)), NumberedBundle(1));
    EXPECT_TRUE(std::filesystem::exists(folder / name)) << name;
    EXPECT_EQ(OpenStore(folder / name, OpenMode::kReadOnly).Info()->documents, 1U);
  }
}

TEST(Open, RefusesWhatIsNoFile) {
  const TemporaryFolder folder;
  EXPECT_THAT(OpenError(folder.path(), OpenMode::kCreate).what, HasSubstr("folder"));
  EXPECT_EQ(OpenError("", OpenMode::kCreate).kind, ErrorKind::kInvalidInput);
  EXPECT_EQ(OpenError("/dev/null", OpenMode::kCreate).kind, ErrorKind::kInvalidInput);
  WriteFile(folder / "file", "x");
  EXPECT_FALSE(Store::Open(folder / "file/db", OpenMode::kCreate, TestFold).has_value());
}

struct ForeignFile {
  std::string name;
  std::string bytes;
  std::string said;
};
void PrintTo(const ForeignFile& f, std::ostream* os) { *os << f.said; }
class OpenForeignFile : public testing::TestWithParam<ForeignFile> {};

TEST_P(OpenForeignFile, SaysWhatItIsAndTouchesNothing) {
  const TemporaryFolder folder;
  WriteFile(folder / "f", GetParam().bytes);
  for (const auto mode : {OpenMode::kReadOnly, OpenMode::kReadWrite, OpenMode::kCreate}) {
    const Error error = OpenError(folder / "f", mode);
    EXPECT_EQ(error.kind, ErrorKind::kDatabase);
    EXPECT_THAT(error.what, HasSubstr(GetParam().said));
    EXPECT_THAT(error.hint, HasSubstr("--db"));
    EXPECT_EQ(error.where, folder / "f");
  }
  EXPECT_EQ(ReadFile(folder / "f"), GetParam().bytes);
}

INSTANTIATE_TEST_SUITE_P(
    Files, OpenForeignFile,
    testing::Values(ForeignFile{"Text", std::string(2000, 'a'), "a text file"},
                    ForeignFile{"ShortText", "{}\n", "a text file"},
                    ForeignFile{"Pdf", "%PDF-1.7" + std::string(2000, ' '), "a PDF file"},
                    ForeignFile{"Gzip", "\x1f\x8b" + std::string(2000, '\1'), "a gzip archive"},
                    ForeignFile{"Html", "<!DOCTYPE html>" + std::string(2000, ' '), "an HTML page"},
                    ForeignFile{"Binary", std::string(5000, '\2'), "a binary file"}),
    [](const auto& row) { return row.param.name; });

TEST(Open, RefusesDatabasesOfOthers) {
  const TemporaryFolder folder;
  RunSql(folder / "music", "CREATE TABLE albums(x); CREATE TABLE tracks(y);");
  RunSql(folder / "fossil", "PRAGMA application_id = 252006674; CREATE TABLE blob(x);");
  RunSql(folder / "other", "PRAGMA application_id = 4660; PRAGMA user_version = 1");
  for (const auto mode : {OpenMode::kReadOnly, OpenMode::kReadWrite, OpenMode::kCreate}) {
    EXPECT_THAT(OpenError(folder / "music", mode).what, HasSubstr("albums, tracks"));
    EXPECT_THAT(OpenError(folder / "fossil", mode).what, HasSubstr("Fossil"));
    EXPECT_THAT(OpenError(folder / "other", mode).what, HasSubstr("0x00001234"));
  }
  EXPECT_EQ(RunSql(folder / "music", "SELECT count(*) FROM sqlite_schema"), "2");
  EXPECT_NE(RunSql(folder / "music", "PRAGMA journal_mode"), "wal");
}

TEST(Open, TakesAnEmptyFileForANewDatabase) {
  const TemporaryFolder folder;
  WriteFile(folder / "db", "");
  EXPECT_THAT(OpenError(folder / "db", OpenMode::kReadOnly).what, HasSubstr("empty"));
  EXPECT_EQ(OpenStore(folder / "db", OpenMode::kReadWrite).Info()->documents, 0U);
}

TEST(Open, RefusesANewerSchema) {
  const TemporaryFolder folder;
  OpenStore(folder / "db");
  RunSql(folder / "db", "PRAGMA user_version = 999");
  for (const auto mode : {OpenMode::kReadOnly, OpenMode::kReadWrite, OpenMode::kCreate}) {
    const Error error = OpenError(folder / "db", mode);
    EXPECT_EQ(error.kind, ErrorKind::kDatabase);
    EXPECT_THAT(error.what, HasSubstr("999"));
    EXPECT_THAT(error.hint, HasSubstr("upgrade heshu"));
  }
}

TEST(Open, NamesWhatIsDamaged) {
  const TemporaryFolder folder;
  {
    Store store = OpenStore(folder / "db");
    for (int i = 0; i < 200; ++i) MustSave(store, NumberedBundle(i));
  }
  const std::string sound = ReadFile(folder / "db");
  ASSERT_GT(sound.size(), 100 * 4096U);
  std::string schema_gone = sound;
  schema_gone.replace(100, 2000, 2000, '\x55');
  WriteFile(folder / "db", schema_gone);
  const Error error = OpenError(folder / "db", OpenMode::kReadWrite);
  EXPECT_EQ(error.kind, ErrorKind::kDatabase);
  EXPECT_THAT(error.what, HasSubstr("damaged"));

  std::string middle_gone = sound;
  middle_gone.replace(sound.size() / 2, 20 * 4096, 20 * 4096, '\x55');
  WriteFile(folder / "db", middle_gone);
  Store store = OpenStore(folder / "db", OpenMode::kReadWrite);
  const auto problems = store.Check();
  ASSERT_TRUE(problems.has_value()) << problems.error().ToString();
  EXPECT_FALSE(problems->empty());
}

TEST(Open, FindsADocumentWhoseBytesWereChanged) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  MustSave(store, NumberedBundle(1));
  MustSave(store, NumberedBundle(2));
  RunSql(folder / "db",
         "UPDATE documents SET bytes_zstd = (SELECT bytes_zstd FROM documents WHERE number = 2)"
         " WHERE number = 1");
  EXPECT_EQ(store.Check()->size(), 1U);
  RunSql(folder / "db", "UPDATE documents SET bytes_zstd = x'00' WHERE number = 1");
  EXPECT_EQ(store.Check()->size(), 1U);
  const auto read = store.ReadDocument(DocumentId(NumberedBundle(1).document));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kDatabase);
}

TEST(Open, FindsAClaimThatTheIndexDoesNotKnow) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  MustSave(store, NumberedBundle(1));
  ExpectSound(store);
  RunSql(folder / "db", "DELETE FROM claim_search WHERE rank = (SELECT max(rank) FROM claims)");
  EXPECT_EQ(store.Check()->size(), 1U);
}

struct StrangeValue {
  std::string name;
  std::string sql;
};
void PrintTo(const StrangeValue& v, std::ostream* os) { *os << v.sql; }
class ReadsStrangeValue : public testing::TestWithParam<StrangeValue> {};

TEST_P(ReadsStrangeValue, AsAnErrorThatNamesTheColumn) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  MustSave(store, NumberedBundle(1));
  RunSql(folder / "db", "UPDATE " + GetParam().sql);
  const std::string doc = DocumentId(NumberedBundle(1).document);
  const std::string set = GetParam().sql.substr(GetParam().sql.find("SET ") + 4);
  const std::string column = set.substr(0, std::min<std::size_t>(4, set.find(' ')));
  const bool of_article = GetParam().sql.starts_with("articles");
  const auto claims = store.FindClaims({});
  const auto article = store.ReadArticle(doc);
  EXPECT_EQ(claims.has_value(), of_article);
  EXPECT_EQ(article.has_value(), !of_article);
  const Error& error = of_article ? article.error() : claims.error();
  EXPECT_EQ(error.kind, ErrorKind::kDatabase);
  EXPECT_THAT(error.what, HasSubstr(column));
}

INSTANTIATE_TEST_SUITE_P(
    Columns, ReadsStrangeValue,
    testing::Values(
        StrangeValue{"Lo", "claims SET lo = 'many'"}, StrangeValue{"Step", "claims SET step = ''"},
        StrangeValue{"Bound", "claims SET bound = 'fuzzy'"},
        StrangeValue{"NegativeSpan", "claims SET span_begin = -1"},
        StrangeValue{"BackwardSpan", "claims SET sentence_end = -5"},
        StrangeValue{"SubjectSpan", "claims SET subject_end = -5"},
        StrangeValue{"SubjectHow", "claims SET subject_how = 'x'"},
        StrangeValue{"Date", "claims SET time_start = '2026-13-01'"},
        StrangeValue{"Modality", "claims SET modality = x'00ff'"},
        StrangeValue{"Qualifiers", "claims SET qualifiers = '[1'"},
        StrangeValue{"QualifierKinds", "claims SET qualifiers = '{\"a\":1}'"},
        StrangeValue{"BlocksCut", "articles SET blocks = '[{'"},
        StrangeValue{"BlocksEmpty", R"(articles SET blocks = '[{"kind":"heading","pieces":[]}]')"},
        StrangeValue{"BlocksBeyondTheText",
                     R"(articles SET blocks = '[{"kind":"list","pieces":[[0,9999]]}]')"},
        StrangeValue{"BlocksUnknown", R"(articles SET blocks = '[{"kind":"x","pieces":[[0,1]]}]')"},
        StrangeValue{"Dropped", "articles SET dropped = '[3]'"},
        StrangeValue{"TitleSpan", "articles SET title_begin = 5, title_end = 2"},
        StrangeValue{"PageClass", "articles SET page_class = 'x'"}),
    [](const auto& row) { return row.param.name; });

TEST(Open, FindsADamagedIndex) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  for (int i = 0; i < 20; ++i) MustSave(store, NumberedBundle(i));
  RunSql(folder / "db",
         "UPDATE claims_fts_data SET block = zeroblob(length(block))"
         " WHERE id = (SELECT max(id) FROM claims_fts_data)");
  EXPECT_THAT(*store.Check(), testing::Contains(HasSubstr("full-text index")));
  const auto found = store.FindClaims({.text = "豆包"});
  EXPECT_TRUE(found || found.error().kind == ErrorKind::kDatabase);
}

TEST(Open, SaysWhoHoldsTheLock) {
  const TemporaryFolder folder;
  Store store = OpenStore(folder / "db");
  int ready[2], done[2];
  ASSERT_EQ(pipe(ready), 0);
  ASSERT_EQ(pipe(done), 0);
  const pid_t child = fork();
  if (child == 0) {
    sqlite3* handle = nullptr;
    sqlite3_open((folder / "db").c_str(), &handle);
    const bool locked = sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == 0;
    char byte = locked ? 'y' : 'n';
    (void)!write(ready[1], &byte, 1);
    (void)!read(done[0], &byte, 1);
    _exit(0);
  }
  char byte = 0;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  ASSERT_EQ(byte, 'y');
  const Bundle bundle = NumberedBundle(1);
  const auto saved = store.Save(bundle.document, bundle.article, bundle.claims, 0, "v1");
  EXPECT_TRUE(store.FindClaims({}).has_value()) << "readers go on";
  ASSERT_EQ(write(done[1], &byte, 1), 1);
  waitpid(child, nullptr, 0);
  ASSERT_FALSE(saved.has_value());
  EXPECT_EQ(saved.error().kind, ErrorKind::kDatabase);
  EXPECT_THAT(saved.error().what, HasSubstr("locked"));
  EXPECT_THAT(saved.error().what, HasSubstr("process " + std::to_string(child) + " (store_test)"));
  EXPECT_EQ(MustSave(store, bundle), SaveOutcome::kAdded);
  for (const int end : {ready[0], ready[1], done[0], done[1]}) close(end);
}

// Root may write anywhere: what permissions forbid is tried by a child that is nobody.
class OpenAsNobody : public testing::Test {
 protected:
  // The child's error, or "" if it could open the store and read a claim.
  std::string Try(const std::string& path, OpenMode mode) {
    int answer[2];
    EXPECT_EQ(pipe(answer), 0);
    const pid_t child = fork();
    if (child == 0) {
      if (getuid() == 0 && setuid(65534) != 0) _exit(1);
      auto store = Store::Open(path, mode, TestFold);
      std::string said =
          store ? ""
                : std::string(ErrorKindName(store.error().kind)) + " " + store.error().ToString();
      if (store && !store->FindClaims({.text = "豆包"})) said = "cannot search";
      if (store && store->FindClaims({.text = "豆包"})->size() != 3) said = "found nothing";
      (void)!write(answer[1], said.data(), said.size());
      _exit(0);
    }
    close(answer[1]);
    std::string said(4096, '\0');
    const auto bytes = read(answer[0], said.data(), said.size());
    said.resize(bytes < 0 ? 0 : static_cast<std::size_t>(bytes));
    close(answer[0]);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    return said;
  }

  void SetUp() override {
    chmod(folder_.path().c_str(), 0755);
    std::filesystem::create_directory(folder_ / "locked");
    {
      Store store = OpenStore(path_);
      MustSave(store, NumberedBundle(1));
    }
    chmod(path_.c_str(), 0444);
    chmod((folder_ / "locked").c_str(), 0555);
  }
  void TearDown() override { chmod((folder_ / "locked").c_str(), 0755); }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "locked/db";
};

TEST_F(OpenAsNobody, ReadsInAFolderThatCannotBeWritten) {
  EXPECT_EQ(Try(path_, OpenMode::kReadOnly), "");
}

TEST_F(OpenAsNobody, SaysThatItCannotWrite) {
  for (const auto mode : {OpenMode::kReadWrite, OpenMode::kCreate}) {
    EXPECT_THAT(Try(path_, mode), testing::StartsWith("io "));
    EXPECT_THAT(Try(path_, mode), HasSubstr("permissions"));
  }
  EXPECT_THAT(Try(folder_ / "locked/new", OpenMode::kCreate), testing::StartsWith("io "));
  EXPECT_THAT(Try(folder_ / "locked/sub/new", OpenMode::kCreate), testing::StartsWith("io "));
}

TEST_F(OpenAsNobody, SaysThatItCannotRead) {
  chmod(path_.c_str(), 0);
  EXPECT_THAT(Try(path_, OpenMode::kReadOnly), testing::StartsWith("io "));
}

}  // namespace
}  // namespace heshu::store
