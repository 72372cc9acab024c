// Store::Save: one document with all that was found in it, in one transaction.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "store/claim_row.h"
#include "store/compression.h"
#include "store/document_row.h"
#include "store/match_query.h"
#include "store/search_text.h"
#include "store/store_impl.h"
#include "store/transaction.h"

namespace heshu::store {
namespace {

// What the full-text index is given for one claim; folded, not yet cut into words.
struct SearchRow {
  std::string head;
  std::string sentence;
  std::string title;
  std::string keys;
};

struct PreparedClaim {
  const Claim* claim = nullptr;
  std::string fact_key;
  SearchRow search;
};

std::string Keys(std::string_view subject, std::string_view metric, std::string_view unit,
                 std::string_view source, std::string_view modality) {
  const std::pair<KeySlot, std::string_view> slots[] = {{KeySlot::kSubject, subject},
                                                        {KeySlot::kMetric, metric},
                                                        {KeySlot::kUnit, unit},
                                                        {KeySlot::kSource, source},
                                                        {KeySlot::kModality, modality}};
  std::string keys;
  for (const auto& [slot, value] : slots) {
    if (value.empty()) continue;
    if (!keys.empty()) keys += ' ';
    keys += KeyWord(slot, value);
  }
  return keys;
}

// Subject, metric, attribution and context, each a part of its own.
std::string HeadText(const Claim& claim, const Annotators& annotators) {
  std::vector<std::string> parts;
  const auto add = [&parts](const std::string& part) {
    if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end()) {
      parts.push_back(part);
    }
  };
  if (claim.subject) {
    add(claim.subject->id);
    add(claim.subject->name);
    add(claim.subject->text);
  }
  add(claim.metric);
  if (annotators.search_words) {
    for (const auto& words : annotators.search_words(claim)) add(words);
  }
  if (claim.attribution) {
    add(claim.attribution->id);
    add(claim.attribution->text);
  }
  add(claim.context);
  std::string head;
  for (const auto& part : parts) {
    if (!head.empty()) head += kPartEnd;
    head += part;
  }
  return head;
}

Result<void> CheckClaims(const std::vector<Claim>& claims, const std::string& doc) {
  std::set<std::string_view> ids;
  for (const auto& claim : claims) {
    if (claim.doc != doc) {
      return Fail(ErrorKind::kInvalidInput,
                  "claim " + claim.id + " is of document '" + claim.doc + "', not of " + doc);
    }
    if (!ids.insert(claim.id).second) {
      return Fail(ErrorKind::kInvalidInput, "two claims of " + doc + " have the id " + claim.id);
    }
  }
  return {};
}

enum class IndexChange { kAdd, kRemove };

Result<void> ChangeIndex(Database& database, IndexChange change, std::int64_t rank,
                         const SearchRow& row) {
  const bool add = change == IndexChange::kAdd;
  const std::string head = IndexText(row.head);
  auto all = database.Cached(
      add ? "INSERT INTO claims_fts(rowid, head, sentence, title, keys) VALUES (?, ?, ?, ?, ?)"
          : "INSERT INTO claims_fts(claims_fts, rowid, head, sentence, title, keys)"
            " VALUES ('delete', ?, ?, ?, ?, ?)");
  if (!all) return Forward(all);
  (*all)->Bind(rank).Bind(std::string_view(head)).Bind(std::string_view(IndexText(row.sentence)));
  (*all)->Bind(std::string_view(IndexText(row.title))).Bind(std::string_view(row.keys));
  if (auto done = (*all)->Run(); !done) return done;
  auto heads =
      database.Cached(add ? "INSERT INTO claims_head_fts(rowid, head, keys) VALUES (?, ?, ?)"
                          : "INSERT INTO claims_head_fts(claims_head_fts, rowid, head, keys)"
                            " VALUES ('delete', ?, ?, ?)");
  if (!heads) return Forward(heads);
  return (*heads)->Bind(rank).Bind(std::string_view(head)).Bind(std::string_view(row.keys)).Run();
}

struct RemovedClaim {
  std::int64_t rank = 0;
  std::string id;
};

// Takes the article and claims of `doc` out, and says which.
Result<std::vector<RemovedClaim>> RemoveFindings(Database& database, const std::string& doc) {
  std::vector<RemovedClaim> claims;
  auto old = database.Cached(
      "SELECT c.rank, c.id, s.head, coalesce(s.sentence, c.sentence), coalesce(s.title, a.title),"
      " c.subject, c.metric, c.unit, c.source, c.modality FROM claims AS c"
      " JOIN claim_search AS s ON s.rank = c.rank JOIN articles AS a ON a.doc = c.doc"
      " WHERE c.doc = ? ORDER BY c.rank");
  if (!old) return Forward(old);
  (*old)->Bind(std::string_view(doc));
  for (;;) {
    const auto row = (*old)->Step();
    if (!row) return Forward(row);
    if (!*row) break;
    const Statement& columns = **old;
    const SearchRow search{
        columns.Text(2), columns.Text(3), columns.Text(4),
        Keys(columns.View(5), columns.View(6), columns.View(7), columns.View(8), columns.View(9))};
    claims.push_back({columns.Int(0), columns.Text(1)});
    auto removed = ChangeIndex(database, IndexChange::kRemove, columns.Int(0), search);
    if (!removed) return Forward(removed);
  }
  for (const char* sql :
       {"DELETE FROM claim_keys WHERE claim IN (SELECT rank FROM claims WHERE doc = ?)",
        "DELETE FROM claim_search WHERE rank IN (SELECT rank FROM claims WHERE doc = ?)",
        "DELETE FROM claims WHERE doc = ?", "DELETE FROM articles WHERE doc = ?"}) {
    auto statement = database.Cached(sql);
    if (!statement) return Forward(statement);
    auto done = (*statement)->Bind(std::string_view(doc)).Run();
    if (!done) return Forward(done);
  }
  return claims;
}

// The documents that the facts were told by are compared anew.
Result<void> DropFactsOf(Database& database, const RemovedClaim& claim) {
  auto others = database.Cached(
      "INSERT OR IGNORE INTO pending_comparisons SELECT d.number FROM fact_claims AS gone"
      " JOIN fact_claims AS kept ON kept.fact = gone.fact JOIN claims AS c ON c.id = kept.claim"
      " JOIN documents AS d ON d.id = c.doc WHERE gone.rank = ?");
  if (!others) return Forward(others);
  if (auto done = (*others)->Bind(claim.rank).Run(); !done) return done;
  auto statement = database.Cached(
      "DELETE FROM facts WHERE id IN (SELECT fact FROM fact_claims WHERE rank = ?)");
  if (!statement) return Forward(statement);
  return (*statement)->Bind(claim.rank).Run();
}

// A claim that was found again has another rank; its facts stay.
Result<void> KeepFactsOf(Database& database, const RemovedClaim& claim) {
  auto update = database.Cached(
      "UPDATE fact_claims SET rank = (SELECT rank FROM claims WHERE id = ?) WHERE rank = ?");
  if (!update) return Forward(update);
  return (*update)->Bind(std::string_view(claim.id)).Bind(claim.rank).Run();
}

Result<void> SaveEntity(Database& database, const Annotators& annotators, const std::string& id,
                        const std::string& name) {
  if (id.empty()) return {};
  std::string kind = annotators.entity_kind ? annotators.entity_kind(id) : std::string();
  if (kind.empty() && id.starts_with("x:")) kind = "phrase";
  auto statement = database.Cached(
      "INSERT INTO entities (id, name, kind) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE"
      " SET name = excluded.name, kind = coalesce(excluded.kind, kind)"
      " WHERE name <> excluded.name OR kind IS NOT coalesce(excluded.kind, kind)");
  if (!statement) return Forward(statement);
  return (*statement)
      ->Bind(std::string_view(id))
      .Bind(std::string_view(name))
      .BindOrNull(kind)
      .Run();
}

// The first of `count` running numbers, never given out before.
Result<std::int64_t> TakeNumbers(Database& database, std::size_t count) {
  auto statement = database.Cached(
      "UPDATE counters SET value = value + ? WHERE name = 'claim_number' RETURNING value");
  if (!statement) return Forward(statement);
  (*statement)->Bind(static_cast<std::int64_t>(count));
  const auto row = (*statement)->Step();
  if (!row) return Forward(row);
  if (!*row) return DamagedRow("counters", "claim_number", "value");
  const std::int64_t last = (*statement)->Int(0);
  while (true) {  // to its end, so that the update is done
    const auto more = (*statement)->Step();
    if (!more) return Forward(more);
    if (!*more) break;
  }
  return last - static_cast<std::int64_t>(count) + 1;
}

Result<void> SaveClaims(Database& database, const Annotators& annotators,
                        const std::vector<PreparedClaim>& prepared, const Document& document,
                        const Article& article) {
  auto first = TakeNumbers(database, prepared.size());
  if (!first) return Forward(first);
  // The first figure of an article is the first of its equals.
  std::int64_t number = *first + static_cast<std::int64_t>(prepared.size());
  std::map<std::int64_t, const PreparedClaim*> by_rank;  // the index is fastest in rising order
  for (const auto& one : prepared) {
    by_rank.emplace(ClaimRank(one.claim->IsClaim(), one.claim->published, --number), &one);
  }
  auto insert = database.Cached(InsertClaimSql());
  if (!insert) return Forward(insert);
  auto insert_search =
      database.Cached("INSERT INTO claim_search (rank, head, sentence, title) VALUES (?, ?, ?, ?)");
  if (!insert_search) return Forward(insert_search);
  const auto unless = [](const std::string& folded, const std::string& original, Statement& into) {
    if (folded == original) {
      into.BindNull();
    } else {
      into.Bind(std::string_view(folded));
    }
  };
  for (const auto& [rank, one] : by_rank) {
    const Claim& claim = *one->claim;
    BindClaim(claim, {rank, one->fact_key, document.url}, **insert);
    if (auto done = (*insert)->Run(); !done) return done;
    (*insert_search)->Bind(rank).Bind(std::string_view(one->search.head));
    unless(one->search.sentence, claim.sentence, **insert_search);
    unless(one->search.title, article.title, **insert_search);
    if (auto done = (*insert_search)->Run(); !done) return done;
    if (auto done = ChangeIndex(database, IndexChange::kAdd, rank, one->search); !done) return done;
    if (claim.subject) {
      auto done = SaveEntity(database, annotators, claim.subject->id, claim.subject->name);
      if (!done) return done;
    }
  }
  return {};
}

// The version of the rules that the stored findings were made by; nullopt: no such document.
Result<std::optional<std::string>> StoredVersion(Database& database, const std::string& doc) {
  auto statement = database.Cached("SELECT rule_set_version FROM documents WHERE id = ?");
  if (!statement) return Forward(statement);
  const auto row = (*statement)->Bind(std::string_view(doc)).Step();
  if (!row) return Forward(row);
  if (!*row) return std::optional<std::string>();
  return std::optional<std::string>((*statement)->Text(0));
}

Result<void> SaveDocument(Database& database, const std::string& id, const Document& document,
                          const std::optional<std::string>& frame, std::string_view version,
                          std::int64_t run) {
  // The bytes and the time of their arrival stay as they were: same id, same bytes.
  auto statement = database.Cached(
      frame ? "INSERT INTO documents (url, source, content_type, http_charset, published,"
              " rule_set_version, run, id, fetched_at, raw_bytes, zstd_bytes, bytes_zstd)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            : "UPDATE documents SET url = ?, source = ?, content_type = ?, http_charset = ?,"
              " published = ?, rule_set_version = ?, run = ? WHERE id = ?");
  if (!statement) return Forward(statement);
  for (const auto* text : {&document.url, &document.source, &document.content_type,
                           &document.http_charset, &document.published}) {
    (*statement)->Bind(std::string_view(*text));
  }
  (*statement)->Bind(version);
  if (run == 0) {
    (*statement)->BindNull();
  } else {
    (*statement)->Bind(run);
  }
  (*statement)->Bind(std::string_view(id));
  if (frame) {
    (*statement)->Bind(std::string_view(document.fetched_at));
    (*statement)->Bind(static_cast<std::int64_t>(document.bytes.size()));
    (*statement)->Bind(static_cast<std::int64_t>(frame->size())).BindBlob(*frame);
  }
  return (*statement)->Run();
}

}  // namespace

// What Save does before it takes the write lock: all that is slow.
struct PreparedSave {
  std::string doc;
  const Document* document = nullptr;
  const Article* article = nullptr;
  const std::vector<Claim>* claims = nullptr;
  std::int64_t run = 0;
  std::string_view version;
  SaveAgain again = SaveAgain::kIfOtherRules;
  std::string frame;
  std::vector<PreparedClaim> prepared;
};

namespace {

// Whether the document's article, claims and words to search are stored as `save` would store them:
// then nothing has to be indexed or compared anew.
Result<bool> IsStoredAlready(Database& database, const PreparedSave& save) {
  auto select_article = database.Cached(kSelectArticleSql);
  if (!select_article) return Forward(select_article);
  const auto article_row = (*select_article)->Bind(std::string_view(save.doc)).Step();
  if (!article_row) return Forward(article_row);
  if (!*article_row) return false;
  const auto article = ReadArticleRow(save.doc, **select_article);
  if (!article) return Forward(article);
  Article fresh = *save.article;
  fresh.amp_url = article->amp_url;  // is not stored
  if (fresh != *article) return false;

  std::unordered_map<std::string_view, const PreparedClaim*> by_id;
  for (const PreparedClaim& one : save.prepared) by_id.emplace(one.claim->id, &one);
  auto select = database.Cached(
      "SELECT " + ClaimColumns() +
      ", coalesce(c.fact_key, ''), s.head FROM claims AS c JOIN documents AS d ON d.id = c.doc"
      " JOIN claim_search AS s ON s.rank = c.rank WHERE c.doc = ?");
  if (!select) return Forward(select);
  (*select)->Bind(std::string_view(save.doc));
  std::size_t found = 0;
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return found == save.prepared.size();
    const auto claim = ReadClaim(**select);
    if (!claim) return Forward(claim);
    const auto at = by_id.find(claim->id);
    if (at == by_id.end() || *at->second->claim != *claim ||
        (*select)->View(kClaimColumnCount) != at->second->fact_key ||
        (*select)->View(kClaimColumnCount + 1) != at->second->search.head) {
      return false;
    }
    ++found;
  }
}

Result<void> NoteVersion(Database& database, const PreparedSave& save) {
  auto update = database.Cached("UPDATE documents SET rule_set_version = ?, run = ? WHERE id = ?");
  if (!update) return Forward(update);
  (*update)->Bind(save.version);
  if (save.run == 0) {
    (*update)->BindNull();
  } else {
    (*update)->Bind(save.run);
  }
  return (*update)->Bind(std::string_view(save.doc)).Run();
}

}  // namespace

Result<std::shared_ptr<PreparedSave>> Store::Impl::PrepareSave(
    const Document& document, const Article& article, const std::vector<Claim>& claims,
    std::int64_t run, std::string_view version, SaveAgain again, bool is_archived) {
  auto save = std::make_shared<PreparedSave>();
  save->doc = DocumentId(document);
  save->document = &document;
  save->article = &article;
  save->claims = &claims;
  save->run = run;
  save->version = version;
  save->again = again;
  if (auto checked = CheckClaims(claims, save->doc); !checked) return Forward(checked);
  auto stored = StoredVersion(*database, save->doc);
  if (!stored) return Forward(stored);
  if (*stored == version && again == SaveAgain::kIfOtherRules) {
    return std::shared_ptr<PreparedSave>();
  }

  if (!is_archived) {
    auto frame = Compress(document.bytes);
    if (!frame) {
      Error error = frame.error();
      error.where = document.url;
      return tl::make_unexpected(std::move(error));
    }
    save->frame = std::move(*frame);
  }
  std::unordered_map<std::string_view, std::string> folded_sentences;
  const std::string folded_title = Fold(article.title);
  save->prepared.reserve(claims.size());
  for (const auto& claim : claims) {
    auto [sentence, is_new] = folded_sentences.try_emplace(claim.sentence);
    if (is_new) sentence->second = Fold(claim.sentence);
    save->prepared.push_back({&claim,
                              annotators.fact_key ? annotators.fact_key(claim) : std::string(),
                              {Fold(HeadText(claim, annotators)), sentence->second, folded_title,
                               Keys(claim.subject ? claim.subject->id : "", claim.metric,
                                    claim.unit, claim.source, ModalityName(claim.modality))}});
  }
  return save;
}

Result<SaveOutcome> Store::Impl::WriteSave(const PreparedSave& save) {
  const auto stored = StoredVersion(*database, save.doc);  // another process may have been faster
  if (!stored) return Forward(stored);
  if (*stored == save.version && save.again == SaveAgain::kIfOtherRules) {
    return SaveOutcome::kUnchanged;
  }
  std::vector<RemovedClaim> again;
  std::vector<RemovedClaim> gone;
  if (*stored) {
    const auto is_same = IsStoredAlready(*database, save);
    if (!is_same) return Forward(is_same);
    if (*is_same) {
      if (auto noted = NoteVersion(*database, save); !noted) return Forward(noted);
      return SaveOutcome::kUnchanged;
    }
    ForgetAll();  // what it was
    auto removed = RemoveFindings(*database, save.doc);
    if (!removed) return Forward(removed);
    std::set<std::string_view> kept;
    for (const auto& claim : *save.claims) kept.insert(claim.id);
    for (auto& claim : *removed) (kept.contains(claim.id) ? again : gone).push_back(claim);
  }
  auto saved = SaveDocument(*database, save.doc, *save.document,
                            *stored ? std::nullopt : std::optional<std::string>(save.frame),
                            save.version, save.run);
  if (!saved) return Forward(saved);
  auto insert_article = database->Cached(kInsertArticleSql);
  if (!insert_article) return Forward(insert_article);
  BindArticle(save.doc, *save.article, **insert_article);
  if (auto done = (*insert_article)->Run(); !done) return Forward(done);
  auto done = SaveClaims(*database, annotators, save.prepared, *save.document, *save.article);
  if (!done) return Forward(done);
  for (const auto& claim : again) {
    if (auto moved = KeepFactsOf(*database, claim); !moved) return Forward(moved);
  }
  for (const auto& claim : gone) {
    if (auto dropped = DropFactsOf(*database, claim); !dropped) return Forward(dropped);
  }
  auto pending = database->Cached(
      "INSERT OR IGNORE INTO pending_comparisons SELECT number FROM documents WHERE id = ?");
  if (!pending) return Forward(pending);
  if (auto noted = (*pending)->Bind(std::string_view(save.doc)).Run(); !noted)
    return Forward(noted);
  return *stored ? SaveOutcome::kUpdated : SaveOutcome::kAdded;
}

Result<SaveOutcome> Store::Save(const Document& document, const Article& article,
                                const std::vector<Claim>& claims, std::int64_t run,
                                std::string_view rule_set_version, SaveAgain again) {
  const auto prepared = impl_->PrepareSave(document, article, claims, run, rule_set_version, again);
  if (!prepared) return Forward(prepared);
  if (*prepared == nullptr) return SaveOutcome::kUnchanged;
  auto transaction = Transaction::Begin(*impl_->database, Transaction::Kind::kWrite);
  if (!transaction) return Forward(transaction);
  const auto outcome = impl_->WriteSave(**prepared);
  if (!outcome) return outcome;
  if (auto committed = transaction->Commit(); !committed) return Forward(committed);
  return outcome;
}

}  // namespace heshu::store
