#include "store/migrate.h"

#include <array>
#include <cctype>
#include <chrono>
#include <string>
#include <thread>

#include "store/migrations.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

struct KnownApplication {
  std::int64_t id;
  std::string_view name;
};
// From SQLite's magic.txt.
constexpr std::array kApplications = {
    KnownApplication{0x0f055112, "Fossil"},       KnownApplication{0x47504b47, "GeoPackage"},
    KnownApplication{0x47503130, "GeoPackage"},   KnownApplication{0x4d504258, "MBTiles"},
    KnownApplication{0x5f4d544e, "Monotone"},     KnownApplication{0x42654c6e, "BeLink"},
    KnownApplication{0x45737269, "an Esri tool"},
};

std::string ApplicationName(std::int64_t id) {
  for (const auto& known : kApplications) {
    if (known.id == id) return std::string(known.name);
  }
  static constexpr char kHex[] = "0123456789abcdef";
  std::string text = "another program (application id 0x";
  for (int shift = 28; shift >= 0; shift -= 4) text += kHex[(id >> shift) & 15];
  return text + ")";
}

tl::unexpected<Error> Foreign(const Database& database, const std::string& whose) {
  return Fail(ErrorKind::kDatabase, "an SQLite database of " + whose + ", not of heshu",
              database.path(), "choose another file with --db; this one was not touched");
}

// "tables: albums, artists, tracks, …"
Result<std::string> TableNames(Database& database) {
  auto statement =
      database.Prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') LIMIT 4");
  if (!statement) return tl::make_unexpected(statement.error());
  std::string names;
  for (int i = 0;; ++i) {
    const auto row = statement->Step();
    if (!row) return tl::make_unexpected(row.error());
    if (!*row) return names;
    if (i > 0) names += ", ";
    if (i == 3) return names + "…";
    names += statement->View(0);
  }
}

// The schema's version; 0 for a database with nothing in it.
Result<int> Recognise(Database& database) {
  const auto application = database.QueryInt("PRAGMA application_id");
  if (!application) return tl::make_unexpected(application.error());
  const auto version = database.QueryInt("PRAGMA user_version");
  if (!version) return tl::make_unexpected(version.error());
  if (*application == kApplicationId) {
    if (*version > NewestSchema()) {
      return Fail(ErrorKind::kDatabase,
                  "the database has schema " + std::to_string(*version) +
                      "; this heshu knows schemas up to " + std::to_string(NewestSchema()),
                  database.path(), "upgrade heshu, or choose another file with --db");
    }
    return static_cast<int>(*version);
  }
  if (*application != 0) return Foreign(database, ApplicationName(*application & 0xffffffff));
  auto names = TableNames(database);
  if (!names) return tl::make_unexpected(names.error());
  if (!names->empty()) return Foreign(database, "another program (tables: " + *names + ")");
  return 0;
}

// Outside of a transaction, and before the first table: the mode is kept in the file. Two processes
// that make the same file get in each other's way here, and SQLite does not wait for its own lock.
Result<void> TurnWalOn(Database& database) {
  const auto deadline = std::chrono::steady_clock::now() + kLockPatience;
  for (;;) {
    auto done = database.Execute("PRAGMA journal_mode = WAL");
    if (done || !database.LastFailureWasALock()) return done;
    if (std::chrono::steady_clock::now() > deadline) return done;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace

int NewestSchema() { return Migrations().back().version; }

Result<void> Migrate(Database& database, Access access) {
  auto version = Recognise(database);
  if (!version) return tl::make_unexpected(version.error());
  if (access == Access::kRead) {
    if (*version == NewestSchema()) return {};
    return Fail(ErrorKind::kDatabase,
                *version == 0 ? "the database is empty"
                              : "the database has the older schema " + std::to_string(*version),
                database.path(),
                *version == 0
                    ? "`heshu ingest` fills it; or choose another with --db"
                    : "any command that writes, such as `heshu ingest`, brings it up to date");
  }
  if (auto wal = TurnWalOn(database); !wal) return wal;
  for (const auto& migration : Migrations()) {
    if (migration.version <= *version) continue;
    auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
    if (!transaction) return tl::make_unexpected(transaction.error());
    // Another process may have done it while this one waited.
    version = Recognise(database);
    if (!version) return tl::make_unexpected(version.error());
    if (migration.version <= *version) continue;
    auto done = database.Execute(std::string(migration.sql) +
                                 ";PRAGMA application_id = " + std::to_string(kApplicationId) +
                                 ";PRAGMA user_version = " + std::to_string(migration.version));
    if (!done) return done;
    if (auto committed = transaction->Commit(); !committed) return committed;
  }
  return {};
}

}  // namespace heshu::store
