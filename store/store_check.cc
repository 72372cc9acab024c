// Store::Check: is everything in the file what it should be?
#include <map>

#include "store/compression.h"
#include "store/store_impl.h"

namespace heshu::store {
namespace {

using Problems = std::vector<std::string>;

// One message a row of `sql`, made of its columns.
Result<void> Collect(Database& database, const char* sql, const char* prefix, int columns,
                     Problems& problems) {
  auto statement = database.Prepare(sql);
  if (!statement) return Forward(statement);
  for (;;) {
    const auto row = statement->Step();
    if (!row) return Forward(row);
    if (!*row) return {};
    std::string message = prefix;
    for (int i = 0; i < columns; ++i) message += (i == 0 ? "" : " ") + statement->Text(i);
    problems.push_back(std::move(message));
  }
}

// The raw bytes unpack, and hash to the id under which they are stored.
Result<void> CheckDocuments(Store& store, Database& database, Problems& problems) {
  auto statement = database.Prepare("SELECT id, url, raw_bytes, bytes_zstd FROM documents");
  if (!statement) return Forward(statement);
  std::map<std::string, std::size_t> gone;  // WARC files, and how many documents are in each
  for (;;) {
    const auto row = statement->Step();
    if (!row) return Forward(row);
    if (!*row) break;
    Document document;
    document.url = statement->Text(1);
    if (statement->View(3).empty()) {
      if (auto archived = store.ReadDocument(statement->View(0)); !archived) {
        const Error& error = archived.error();
        if (error.kind == ErrorKind::kNotFound) {
          ++gone[error.where];
          continue;
        }
        problems.push_back("document " + statement->Text(0) + ": " + error.what +
                           (error.where.empty() ? "" : " (" + error.where + ")"));
      }
      continue;
    }
    auto bytes = Decompress(statement->View(3), static_cast<std::size_t>(statement->Int(2)));
    if (!bytes) {
      problems.push_back("document " + statement->Text(0) + ": " + bytes.error().what);
      continue;
    }
    document.bytes = std::move(*bytes);
    if (DocumentId(document) != statement->View(0)) {
      problems.push_back("document " + statement->Text(0) +
                         ": its bytes are not those it was stored with");
    }
  }
  for (const auto& [path, count] : gone) {
    problems.push_back("the WARC file " + path + " is gone, with the raw bytes of " +
                       std::to_string(count) + (count == 1 ? " document" : " documents"));
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> Store::Check() {
  Database& database = *impl_->database;
  Problems problems;
  const auto damage = [&problems](const Error& error) {
    problems.push_back(error.what);
    return problems;
  };
  auto pages = Collect(
      database, "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
      "", 1, problems);
  if (!pages) {
    if (pages.error().kind != ErrorKind::kDatabase) return Forward(pages);
    return damage(pages.error());
  }
  if (!problems.empty()) return problems;  // the rest would only stumble over the same
  struct Query {
    const char* sql;
    const char* prefix;
    int columns;
  };
  static constexpr Query kQueries[] = {
      {"SELECT \"table\", rowid, parent FROM pragma_foreign_key_check",
       "a reference leads nowhere: ", 3},
      {"SELECT id FROM claims WHERE rank NOT IN (SELECT rank FROM claim_search)",
       "not in the full-text index: ", 1},
      {"SELECT id FROM claims WHERE rank NOT IN (SELECT id FROM claims_fts_docsize)",
       "not in the full-text index: ", 1},
      {"SELECT id FROM claims WHERE rank NOT IN (SELECT id FROM claims_head_fts_docsize)",
       "not in the full-text index: ", 1},
      {"SELECT id FROM claims_head_fts_docsize WHERE id NOT IN (SELECT rank FROM claims)",
       "in the full-text index, but no claim: ", 1},
      {"SELECT rank FROM claim_search WHERE rank NOT IN (SELECT rank FROM claims)",
       "in the full-text index, but no claim: ", 1},
      {"SELECT id FROM claims_fts_docsize WHERE id NOT IN (SELECT rank FROM claims)",
       "in the full-text index, but no claim: ", 1},
      {"SELECT id FROM documents WHERE id NOT IN (SELECT doc FROM articles)",
       "a document without its article: ", 1},
  };
  for (const auto& query : kQueries) {
    auto done = Collect(database, query.sql, query.prefix, query.columns, problems);
    if (!done) return Forward(done);
  }
  if (impl_->mode != OpenMode::kReadOnly) {
    auto sound = database.Execute(
        "INSERT INTO claims_fts(claims_fts) VALUES ('integrity-check');"
        "INSERT INTO claims_head_fts(claims_head_fts) VALUES ('integrity-check')");
    if (!sound) {
      if (sound.error().kind != ErrorKind::kDatabase) return Forward(sound);
      problems.push_back("the full-text index is damaged");
    }
  }
  if (auto done = CheckDocuments(*this, database, problems); !done) return Forward(done);
  return problems;
}

}  // namespace heshu::store
