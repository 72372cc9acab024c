// Frontier and Store: the WARC files, and what stands in them.
#include <filesystem>
#include <utility>

#include "store/frontier_row.h"
#include "store/store_impl.h"
#include "store/transaction.h"
#include "store/warc_folder.h"

namespace heshu::store {
namespace {

namespace fs = std::filesystem;

std::string Normal(const std::string& folder) {
  std::error_code failed;
  auto path = fs::weakly_canonical(fs::absolute(folder), failed);
  if (failed) path = fs::absolute(folder).lexically_normal();
  return path.string();
}

// As warc_files.folder has it.
std::string StoredFolder(const Database& database, const std::string& folder) {
  const std::string normal = Normal(folder);
  return normal == DefaultWarcFolder(database.path()) ? "" : normal;
}

std::string FolderOf(const Database& database, const std::string& stored_folder) {
  return stored_folder.empty() ? DefaultWarcFolder(database.path()) : stored_folder;
}

bool Exists(const std::string& folder, const std::string& name) {
  std::error_code failed;
  return fs::exists(fs::path(folder) / name, failed);
}

Result<void> NoteFile(Database& database, const std::string& name, std::uint64_t bytes,
                      const std::string& folder) {
  auto insert = database.Cached(
      "INSERT INTO warc_files (name, bytes, folder) VALUES (?, ?, ?)"
      " ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes, folder = excluded.folder");
  if (!insert) return Forward(insert);
  (*insert)->Bind(std::string_view(name)).Bind(static_cast<std::int64_t>(bytes));
  return (*insert)->Bind(std::string_view(folder)).Run();
}

}  // namespace

std::string DefaultWarcFolder(const std::string& database_path) {
  return Normal((fs::path(database_path).parent_path() / "warc").string());
}

bool HoldsPage(const std::optional<WarcPosition>& warc) {
  return warc && !warc->is_revisit && warc->status == 200;
}

Result<void> SaveWarc(Database& database, const WarcPosition& warc, const std::string& doc) {
  // The file was noted with its folder when it was opened, unless it began in mid-run.
  auto file = database.Cached(
      "INSERT INTO warc_files (name, bytes, folder) VALUES (?, ?, ?)"
      " ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes");
  if (!file) return Forward(file);
  (*file)->Bind(std::string_view(warc.file)).Bind(static_cast<std::int64_t>(warc.file_bytes));
  (*file)->Bind(
      std::string_view(warc.folder.empty() ? std::string() : StoredFolder(database, warc.folder)));
  if (auto done = (*file)->Run(); !done) return done;
  auto insert = database.Cached(
      "INSERT INTO warc_records (file, \"offset\", length, url, at, status, digest, is_revisit,"
      " doc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return Forward(insert);
  Statement& row = **insert;
  row.Bind(std::string_view(warc.file)).Bind(static_cast<std::int64_t>(warc.offset));
  row.Bind(static_cast<std::int64_t>(warc.length)).Bind(std::string_view(warc.url)).Bind(warc.at);
  row.Bind(std::int64_t{warc.status}).Bind(std::string_view(warc.digest));
  return row.Bind(std::int64_t{warc.is_revisit}).BindOrNull(doc).Run();
}

Result<std::optional<WarcPosition>> Frontier::FindPayload(std::string_view url,
                                                          std::string_view digest) {
  auto select = store_->impl_->database->Cached(
      "SELECT file, \"offset\", length, status, at FROM warc_records WHERE url = ? AND digest = ?"
      " AND is_revisit = 0 ORDER BY id DESC LIMIT 1");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(url).Bind(digest).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<WarcPosition>();
  WarcPosition found;
  found.file = (*select)->Text(0);
  found.offset = static_cast<std::uint64_t>((*select)->Int(1));
  found.length = static_cast<std::uint64_t>((*select)->Int(2));
  found.status = static_cast<int>((*select)->Int(3));
  found.at = (*select)->Int(4);
  found.url = url;
  found.digest = digest;
  return std::optional(std::move(found));
}

Result<void> Frontier::OpenWarcFiles(
    const std::string& folder,
    const std::function<Result<WarcFile>(const std::vector<WarcFile>&)>& open) {
  Database& database = *store_->impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  auto known = ListWarcFiles();
  if (!known) return Forward(known);
  const std::string stored_folder = StoredFolder(database, folder);
  for (WarcFile& file : *known) {
    // One that was moved here with its folder is known here from now on.
    if (file.folder == stored_folder || !Exists(folder, file.name)) continue;
    if (Exists(FolderOf(database, file.folder), file.name)) continue;
    file.folder = stored_folder;
    auto noted = NoteFile(database, file.name, file.bytes, file.folder);
    if (!noted) return noted;
  }
  std::erase_if(*known, [&](const WarcFile& file) { return file.folder != stored_folder; });
  const auto opened = open(*known);
  if (!opened) return Forward(opened);
  auto noted = NoteFile(database, opened->name, opened->bytes, stored_folder);
  if (!noted) return noted;
  return transaction->Commit();
}

Result<std::vector<Frontier::WarcFile>> Frontier::ListWarcFiles() {
  auto select =
      store_->impl_->database->Cached("SELECT name, bytes, folder FROM warc_files ORDER BY name");
  if (!select) return Forward(select);
  std::vector<WarcFile> files;
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return files;
    files.push_back(
        {(*select)->Text(0), static_cast<std::uint64_t>((*select)->Int(1)), (*select)->Text(2)});
  }
}

Result<std::size_t> Frontier::ForgetWarcTail(const WarcFile& file, Millis now) {
  Database& database = *store_->impl_->database;
  auto transaction = Transaction::Begin(database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  const auto end = static_cast<std::int64_t>(file.bytes);
  auto pages = database.Cached(
      "UPDATE crawl_urls SET state = 'queued', reason = 'its WARC record was lost', next_at = ?,"
      " etag = '', last_modified = '', digest = '', content_hash = NULL WHERE rank = 1 AND doc IN"
      " (SELECT doc FROM warc_records WHERE file = ? AND \"offset\" + length > ? AND is_revisit = "
      "0)");
  if (!pages) return Forward(pages);
  if (auto done = (*pages)->Bind(now).Bind(std::string_view(file.name)).Bind(end).Run(); !done) {
    return Forward(done);
  }
  const auto count = static_cast<std::size_t>(database.Changes());
  auto hosts = database.Cached(
      "UPDATE crawl_hosts SET next_at = max(?, ready_at, backoff_until) WHERE owner IS NULL AND "
      "host"
      " IN (SELECT host FROM crawl_urls WHERE rank = 1 AND doc IN (SELECT doc FROM warc_records"
      "     WHERE file = ? AND \"offset\" + length > ? AND is_revisit = 0))");
  if (!hosts) return Forward(hosts);
  if (auto done = (*hosts)->Bind(now).Bind(std::string_view(file.name)).Bind(end).Run(); !done) {
    return Forward(done);
  }
  for (const char* sql : {"DELETE FROM warc_records WHERE file = ?1 AND \"offset\" + length > ?2",
                          "UPDATE warc_files SET bytes = ?2 WHERE name = ?1"}) {
    auto statement = database.Cached(sql);
    if (!statement) return Forward(statement);
    auto done = (*statement)->Bind(std::string_view(file.name)).Bind(end).Run();
    if (!done) return Forward(done);
  }
  if (auto committed = transaction->Commit(); !committed) return Forward(committed);
  return count;
}

void Store::ReadArchiveBy(ArchiveReader reader) { impl_->archive = std::move(reader); }

Result<ArchivedBytes> Store::Impl::FindArchived(std::string_view doc) {
  auto select = database->Cached(
      "SELECT f.folder, r.file, r.\"offset\", r.length FROM warc_records AS r JOIN warc_files AS f"
      " ON f.name = r.file WHERE r.doc = ? AND r.is_revisit = 0 AND r.status = 200"
      " ORDER BY r.id DESC LIMIT 1");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(doc).Step();
  if (!row) return Forward(row);
  if (!*row) {
    return Fail(ErrorKind::kDatabase, "the raw bytes of " + std::string(doc) + " are nowhere",
                database->path(), "fetch or ingest the document again");
  }
  return ArchivedBytes{FolderOf(*database, (*select)->Text(0)) + "/" + (*select)->Text(1),
                       static_cast<std::uint64_t>((*select)->Int(2)),
                       static_cast<std::uint64_t>((*select)->Int(3))};
}

Result<Document> Store::Impl::ReadArchived(std::string_view doc, std::string_view url) {
  const auto at = FindArchived(doc);
  if (!at) return Forward(at);
  if (!archive) {
    return Fail(ErrorKind::kUnsupported, "the raw bytes are in a WARC file", at->path);
  }
  auto document = archive(*at);
  if (!document) {
    Error error = document.error();
    if (error.kind == ErrorKind::kNotFound) {
      error.what = "the WARC file with the raw bytes of " + std::string(doc) + " is gone";
      error.hint = "put it back where it was; all that was extracted is in the database";
    }
    return tl::make_unexpected(std::move(error));
  }
  document->url = url;
  if (DocumentId(*document) != doc) {
    return Fail(ErrorKind::kInvalidInput,
                "the bytes of " + std::string(doc) + " are not those it was stored with", at->path,
                "the WARC file was changed; fetch or ingest the document again");
  }
  return document;
}

}  // namespace heshu::store
