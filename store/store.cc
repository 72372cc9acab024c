#include "store/store.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "store/migrate.h"
#include "store/store_impl.h"
#include "store/warc_folder.h"

namespace heshu::store {
namespace {

constexpr auto kTidying = std::chrono::seconds(2);

// A word is looked for in each segment of the index. Merges those of one size, two by two, a few
// megabytes at a time, so that whoever waits to write has his turn. What is not done in time the
// next run does.
Result<void> MergeSegments(Database& database) {
  const auto end = std::chrono::steady_clock::now() + kTidying;
  for (const std::string_view name : {"claims_fts", "claims_head_fts"}) {
    const std::string index(name);
    const std::string insert = "INSERT INTO " + index + "(" + index + ", rank) VALUES ";
    auto set = database.Execute(insert + "('usermerge', 2)");
    if (!set) return set;
    for (bool goes_on = true; goes_on && std::chrono::steady_clock::now() < end;) {
      const auto before = database.QueryInt("SELECT total_changes()");
      if (!before) return Forward(before);
      if (auto done = database.Execute(insert + "('merge', 1000)"); !done) return done;
      const auto after = database.QueryInt("SELECT total_changes()");
      if (!after) return Forward(after);
      goes_on = *after - *before > 1;  // FTS5's sign that there was something to merge
    }
  }
  return {};
}

}  // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::Open(const std::string& path, OpenMode mode, FoldFunction fold) {
  const Access access = mode == OpenMode::kReadOnly    ? Access::kRead
                        : mode == OpenMode::kReadWrite ? Access::kWrite
                                                       : Access::kCreate;
  auto database = Database::Open(path, access);
  if (!database) return Forward(database);
  if (auto migrated = Migrate(**database, access); !migrated) return Forward(migrated);
  auto impl = std::make_unique<Impl>();
  impl->database = std::move(*database);
  impl->mode = mode;
  impl->fold = std::move(fold);
  return Store(std::move(impl));
}

void Store::Annotate(Annotators annotators) { impl_->annotators = std::move(annotators); }

Result<std::int64_t> Store::BeginRun(std::string_view command, std::string_view rule_set_version,
                                     std::string_view started_at) {
  auto insert = impl_->database->Cached(
      "INSERT INTO runs (command, rule_set_version, started_at) VALUES (?, ?, ?)");
  if (!insert) return Forward(insert);
  auto done = (*insert)->Bind(command).Bind(rule_set_version).Bind(started_at).Run();
  if (!done) return Forward(done);
  return impl_->database->LastRowId();
}

Result<void> Store::EndRun(std::int64_t run, std::string_view ended_at,
                           std::string_view summary_json) {
  auto update = impl_->database->Cached("UPDATE runs SET ended_at = ?, summary = ? WHERE id = ?");
  if (!update) return Forward(update);
  auto done = (*update)->Bind(ended_at).BindOrNull(summary_json).Bind(run).Run();
  if (!done) return done;
  if (impl_->database->Changes() == 0) {
    return Fail(ErrorKind::kNotFound, "no such run: " + std::to_string(run),
                impl_->database->path());
  }
  (void)MergeSegments(*impl_->database);  // another process may write: then the next run does it
  // Readers may keep it from ending; the log is written to the disk all the same.
  (void)impl_->database->Execute("PRAGMA wal_checkpoint(PASSIVE)");
  return {};
}

Result<std::int64_t> Store::UnfinishedRun(std::string_view command,
                                          std::string_view rule_set_version) {
  auto select = impl_->database->Cached(
      "SELECT id, ended_at IS NULL OR coalesce(json_extract(summary, '$.left'), 0) > 0 FROM runs"
      " WHERE command = ? AND rule_set_version = ? ORDER BY id DESC LIMIT 1");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(command).Bind(rule_set_version).Step();
  if (!row) return Forward(row);
  return *row && (*select)->Int(1) != 0 ? (*select)->Int(0) : std::int64_t{0};
}

Result<StoreInfo> Store::Info() {
  Database& database = *impl_->database;
  StoreInfo info;
  info.path = database.path();
  auto version = database.QueryInt("PRAGMA user_version");
  if (!version) return Forward(version);
  info.schema_version = static_cast<int>(*version);
  const std::pair<std::uint64_t*, const char*> counts[] = {
      {&info.documents, "SELECT count(*) FROM documents"},
      {&info.articles, "SELECT count(*) FROM articles"},
      {&info.figures, "SELECT count(*) FROM claims"},
      {&info.claims, "SELECT count(*) FROM claims WHERE rank >= 1 << 57"},
      {&info.facts, "SELECT count(*) FROM facts"},
      {&info.runs, "SELECT count(*) FROM runs"},
  };
  for (const auto& [target, sql] : counts) {
    auto count = database.QueryInt(sql);
    if (!count) return Forward(count);
    *target = static_cast<std::uint64_t>(*count);
  }
  auto newest = database.Prepare("SELECT rule_set_version FROM runs ORDER BY id DESC LIMIT 1");
  if (!newest) return Forward(newest);
  const auto row = newest->Step();
  if (!row) return Forward(row);
  if (*row) info.rule_set_version = newest->Text(0);
  for (const char* suffix : {"", "-wal"}) {
    std::error_code ec;
    const auto bytes = std::filesystem::file_size(info.path + suffix, ec);
    if (!ec) info.file_bytes += bytes;
  }
  return info;
}

Result<void> Store::Optimize() {
  return impl_->database->Execute(
      "INSERT INTO claims_fts(claims_fts) VALUES ('optimize');"
      "INSERT INTO claims_head_fts(claims_head_fts) VALUES ('optimize');"
      "PRAGMA analysis_limit = 1000;"
      "PRAGMA optimize(0xfffe)");
}

Result<void> Store::ExportTo(const std::string& path) {
  std::error_code ec;
  if (std::filesystem::exists(path, ec)) {
    return Fail(ErrorKind::kInvalidInput, "there is a file of that name already", path,
                "name a new one");
  }
  auto copy = impl_->database->Prepare("VACUUM INTO ?");
  if (!copy) return Forward(copy);
  auto done = copy->Bind(std::string_view(path)).Run();
  if (!done) {
    std::filesystem::remove(path, ec);  // no half of a copy is left
    Error error = done.error();
    error.where = path;
    return tl::make_unexpected(std::move(error));
  }
  // The copy lies elsewhere: it names the folder that the original has beside it.
  auto opened = Database::Open(path, Access::kWrite);
  if (!opened) return Forward(opened);
  auto folder = (*opened)->Prepare("UPDATE warc_files SET folder = ? WHERE folder = ''");
  if (!folder) return Forward(folder);
  return folder->Bind(std::string_view(DefaultWarcFolder(impl_->database->path()))).Run();
}

}  // namespace heshu::store
