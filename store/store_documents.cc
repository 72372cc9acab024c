// Store: documents and articles, read back.
#include "store/compression.h"
#include "store/document_row.h"
#include "store/store_impl.h"

namespace heshu::store {
namespace {

constexpr std::string_view kSelectDocument =
    "SELECT d.id, d.url, d.source, d.content_type, d.http_charset, d.fetched_at,"
    " coalesce(nullif(a.published, ''), d.published), coalesce(a.title, ''), d.rule_set_version,"
    " d.raw_bytes,"
    " (SELECT count(*) FROM claims AS c WHERE c.doc = d.id)"
    " FROM documents AS d LEFT JOIN articles AS a ON a.doc = d.id";

StoredDocument ReadStoredDocument(const Statement& row) {
  StoredDocument document;
  int column = 0;
  for (auto* text : {&document.id, &document.url, &document.source, &document.content_type,
                     &document.http_charset, &document.fetched_at, &document.published,
                     &document.title, &document.rule_set_version}) {
    *text = row.Text(column++);
  }
  document.bytes = static_cast<std::size_t>(row.Int(column));
  document.claims = static_cast<std::size_t>(row.Int(column + 1));
  return document;
}

Result<std::vector<std::string>> ReadIds(Statement& select) {
  std::vector<std::string> ids;
  for (;;) {
    const auto row = select.Step();
    if (!row) return Forward(row);
    if (!*row) return ids;
    ids.push_back(select.Text(0));
  }
}

}  // namespace

Result<std::optional<StoredDocument>> Store::FindDocument(std::string_view id) {
  auto select = impl_->database->Cached(std::string(kSelectDocument) + " WHERE d.id = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(id).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<StoredDocument>();
  return std::optional(ReadStoredDocument(**select));
}

Result<std::vector<StoredDocument>> Store::ListDocuments() {
  auto select = impl_->database->Cached(std::string(kSelectDocument) + " ORDER BY d.number");
  if (!select) return Forward(select);
  std::vector<StoredDocument> documents;
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return documents;
    documents.push_back(ReadStoredDocument(**select));
  }
}

Result<std::vector<std::string>> Store::DocumentsOfOtherRules(std::string_view rule_set_version) {
  auto select = impl_->database->Cached(
      "SELECT id FROM documents WHERE rule_set_version <> ? ORDER BY number");
  if (!select) return Forward(select);
  (*select)->Bind(rule_set_version);
  return ReadIds(**select);
}

Result<std::vector<std::string>> Store::DocumentsOfOtherRuns(std::int64_t run) {
  auto select =
      impl_->database->Cached("SELECT id FROM documents WHERE run IS NOT ? ORDER BY number");
  if (!select) return Forward(select);
  (*select)->Bind(run);
  return ReadIds(**select);
}

Result<std::optional<Article>> Store::ReadArticle(std::string_view doc) {
  auto select = impl_->database->Cached(kSelectArticleSql);
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(doc).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<Article>();
  auto article = ReadArticleRow(doc, **select);
  if (!article) return Forward(article);
  return std::optional(std::move(*article));
}

Result<std::optional<Document>> Store::ReadDocument(std::string_view doc) {
  auto select = impl_->database->Cached(
      "SELECT url, source, content_type, http_charset, published, fetched_at, raw_bytes, bytes_zstd"
      " FROM documents WHERE id = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(doc).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<Document>();
  Document document;
  int column = 0;
  for (auto* text : {&document.url, &document.source, &document.content_type,
                     &document.http_charset, &document.published, &document.fetched_at}) {
    *text = (*select)->Text(column++);
  }
  if ((*select)->View(7).empty()) {
    auto archived = impl_->ReadArchived(doc, document.url);
    if (!archived) return Forward(archived);
    document.bytes = std::move(archived->bytes);
    return std::optional(std::move(document));
  }
  auto bytes = Decompress((*select)->View(7), static_cast<std::size_t>((*select)->Int(6)));
  if (!bytes) {
    Error error = bytes.error();
    error.where = impl_->database->path() + ", " + std::string(doc);
    return tl::make_unexpected(std::move(error));
  }
  document.bytes = std::move(*bytes);
  return std::optional(std::move(document));
}

}  // namespace heshu::store
