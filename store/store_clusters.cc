// Store: near-duplicate texts, found by the bands of their sketches.
#include <algorithm>
#include <cstring>
#include <set>

#include "store/store_impl.h"

namespace heshu::store {
namespace {

// Of texts that share one band; a band that more share is boilerplate.
constexpr std::int64_t kMaxOfBand = 24;

std::string BytesOf(const std::vector<std::uint64_t>& bands) {
  std::string bytes(bands.size() * sizeof(std::uint64_t), '\0');
  if (!bands.empty()) std::memcpy(bytes.data(), bands.data(), bytes.size());
  return bytes;
}

std::vector<std::uint64_t> BandsOf(std::string_view bytes) {
  std::vector<std::uint64_t> bands(bytes.size() / sizeof(std::uint64_t));
  if (!bands.empty()) std::memcpy(bands.data(), bytes.data(), bands.size() * sizeof bands.front());
  return bands;
}

Result<std::optional<std::int64_t>> NumberOf(Database& database, std::string_view doc) {
  auto select = database.Cached("SELECT number FROM documents WHERE id = ?");
  if (!select) return Forward(select);
  const auto row = (*select)->Bind(doc).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<std::int64_t>();
  return std::optional((*select)->Int(0));
}

// Takes the document's old sketch out, if it has one; its bands not, if they stay as they are.
Result<void> TakeOut(Database& database, std::int64_t number, const TextSketch& fresh) {
  std::vector<std::uint64_t> bands;
  {
    auto select = database.Cached("SELECT bands FROM document_sketches WHERE number = ?");
    if (!select) return Forward(select);
    const auto row = (*select)->Bind(number).Step();
    if (!row) return Forward(row);
    if (!*row) return {};
    bands = BandsOf((*select)->View(0));
  }
  auto remove_band = database.Cached("DELETE FROM sketch_bands WHERE band = ? AND number = ?");
  if (!remove_band) return Forward(remove_band);
  if (bands == fresh.bands) bands.clear();
  for (const std::uint64_t band : bands) {
    auto done = (*remove_band)->Bind(static_cast<std::int64_t>(band)).Bind(number).Run();
    if (!done) return done;
  }
  auto remove = database.Cached("DELETE FROM document_sketches WHERE number = ?");
  if (!remove) return Forward(remove);
  return (*remove)->Bind(number).Run();
}

// Documents that share a band with the sketch, each once.
Result<std::set<std::int64_t>> Candidates(Database& database,
                                          const std::vector<std::uint64_t>& bands) {
  std::set<std::int64_t> found;
  auto select =
      database.Cached("SELECT number FROM sketch_bands WHERE band = ? ORDER BY number LIMIT ?");
  if (!select) return Forward(select);
  for (const std::uint64_t band : bands) {
    (*select)->Bind(static_cast<std::int64_t>(band)).Bind(kMaxOfBand);
    for (;;) {
      const auto row = (*select)->Step();
      if (!row) return Forward(row);
      if (!*row) break;
      found.insert((*select)->Int(0));
    }
    (*select)->Reset();
  }
  return found;
}

}  // namespace

Result<std::string> Store::PlaceText(std::string_view doc, const TextSketch& sketch,
                                     const SketchJudge& are_duplicates) {
  Database& database = *impl_->database;
  const auto number = NumberOf(database, doc);
  if (!number) return Forward(number);
  if (!*number) return Fail(ErrorKind::kNotFound, "no such document", std::string(doc));
  impl_->clusters.erase(std::string(doc));
  if (auto done = TakeOut(database, **number, sketch); !done) return Forward(done);
  if (sketch.bands.empty()) return std::string(doc);

  const auto candidates = Candidates(database, sketch.bands);
  if (!candidates) return Forward(candidates);
  std::set<std::int64_t> clusters;
  for (const std::int64_t other : *candidates) {
    auto select = database.Cached("SELECT cluster, sketch FROM document_sketches WHERE number = ?");
    if (!select) return Forward(select);
    const auto row = (*select)->Bind(other).Step();
    if (!row) return Forward(row);
    if (*row && other != **number && !clusters.contains((*select)->Int(0)) &&
        are_duplicates((*select)->View(1), sketch.bytes)) {
      clusters.insert((*select)->Int(0));
    }
  }
  const std::int64_t cluster = clusters.empty() ? **number : std::min(**number, *clusters.begin());
  // The text may be what joins two clusters that were apart.
  for (const std::int64_t other : clusters) {
    if (other == cluster) continue;
    impl_->clusters.clear();
    auto join = database.Cached("UPDATE document_sketches SET cluster = ? WHERE cluster = ?");
    if (!join) return Forward(join);
    if (auto done = (*join)->Bind(cluster).Bind(other).Run(); !done) return Forward(done);
  }
  auto insert = database.Cached(
      "INSERT INTO document_sketches (number, cluster, bands, sketch) VALUES (?, ?, ?, ?)");
  if (!insert) return Forward(insert);
  (*insert)->Bind(**number).Bind(cluster).BindBlob(BytesOf(sketch.bands)).BindBlob(sketch.bytes);
  if (auto done = (*insert)->Run(); !done) return Forward(done);
  auto insert_band =
      database.Cached("INSERT OR IGNORE INTO sketch_bands (band, number) VALUES (?, ?)");
  if (!insert_band) return Forward(insert_band);
  for (const std::uint64_t band : sketch.bands) {
    auto done = (*insert_band)->Bind(static_cast<std::int64_t>(band)).Bind(**number).Run();
    if (!done) return Forward(done);
  }
  auto first = database.Cached("SELECT id FROM documents WHERE number = ?");
  if (!first) return Forward(first);
  const auto row = (*first)->Bind(cluster).Step();
  if (!row) return Forward(row);
  return *row ? (*first)->Text(0) : std::string(doc);
}

Result<std::map<std::string, std::string>> Store::ClustersOf(const std::vector<std::string>& docs) {
  auto& known = impl_->clusters;
  if (!impl_->keeps_claims || known.size() > Impl::kClustersKept) known.clear();
  std::map<std::string, std::string> found;
  auto select = impl_->database->Cached(
      "SELECT first.id FROM documents AS d JOIN document_sketches AS s ON s.number = d.number"
      " JOIN documents AS first ON first.number = s.cluster WHERE d.id = ?"
      " AND s.cluster <> s.number");
  if (!select) return Forward(select);
  for (const auto& doc : docs) {
    auto at = known.find(doc);
    if (at == known.end()) {
      const auto row = (*select)->Bind(std::string_view(doc)).Step();
      if (!row) return Forward(row);
      at = known.emplace(doc, *row ? (*select)->Text(0) : std::string()).first;
      (*select)->Reset();
    }
    if (!at->second.empty()) found.emplace(doc, at->second);
  }
  return found;
}

}  // namespace heshu::store
