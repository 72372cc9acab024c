#include "store/document_row.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "store/claim_row.h"

namespace heshu::store {

const char* const kInsertArticleSql =
    "INSERT INTO articles (doc, title, title_begin, title_end, byline, published, published_rule,"
    " publisher, site, url, canonical_url, next_page_url, language, script, charset, charset_rule,"
    " page_class, confidence, blocks, dropped, text)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

const char* const kSelectArticleSql =
    "SELECT title, title_begin, title_end, byline, published, published_rule, publisher, site, url,"
    " canonical_url, next_page_url, language, script, charset, charset_rule, page_class, "
    "confidence,"
    " blocks, dropped, text FROM articles WHERE doc = ?";

namespace {

using nlohmann::json;

constexpr BlockKind kBlockKinds[] = {BlockKind::kParagraph, BlockKind::kHeading,
                                     BlockKind::kListItem,  BlockKind::kTableRow,
                                     BlockKind::kCaption,   BlockKind::kTitle};
constexpr PageClass kPageClasses[] = {PageClass::kArticle, PageClass::kList, PageClass::kVideo,
                                      PageClass::kExpired, PageClass::kSpam, PageClass::kPaywalled,
                                      PageClass::kEmpty};

std::string Dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json SpanJson(ByteSpan span) { return json::array({span.begin, span.end}); }

std::optional<ByteSpan> SpanOf(const json& value) {
  if (!value.is_array() || value.size() != 2 || !value[0].is_number_unsigned() ||
      !value[1].is_number_unsigned()) {
    return std::nullopt;
  }
  const ByteSpan span{value[0].get<std::size_t>(), value[1].get<std::size_t>()};
  if (span.begin > span.end) return std::nullopt;
  return span;
}

std::string BlocksJson(const std::vector<Block>& blocks) {
  json out = json::array();
  for (const auto& block : blocks) {
    json pieces = json::array();
    for (const auto piece : block.pieces) pieces.push_back(SpanJson(piece));
    json one = {{"kind", BlockKindName(block.kind)}, {"pieces", std::move(pieces)}};
    if (block.html_span) one["html"] = SpanJson(*block.html_span);
    if (block.section != 0) one["section"] = block.section;
    out.push_back(std::move(one));
  }
  return Dump(out);
}

// Blocks without pieces, or with pieces outside of the text, would lead their readers astray.
bool ReadBlock(const json& one, std::size_t text_bytes, Block& block) {
  if (!one.is_object()) return false;
  const auto kind = one.find("kind");
  const auto pieces = one.find("pieces");
  if (kind == one.end() || pieces == one.end() || !pieces->is_array() || pieces->empty()) {
    return false;
  }
  bool known = false;
  for (const auto candidate : kBlockKinds) {
    if (*kind == BlockKindName(candidate)) {
      block.kind = candidate;
      known = true;
    }
  }
  for (const auto& piece : *pieces) {
    const auto span = SpanOf(piece);
    if (!span || span->end > text_bytes) return false;
    block.pieces.push_back(*span);
  }
  if (const auto html = one.find("html"); html != one.end()) block.html_span = SpanOf(*html);
  if (const auto section = one.find("section");
      section != one.end() && section->is_number_integer()) {
    block.section = section->get<int>();
  }
  return known;
}

bool ReadBlocks(std::string_view blocks_json, std::size_t text_bytes, std::vector<Block>& blocks) {
  const auto array = json::parse(blocks_json, nullptr, false);
  if (!array.is_array()) return false;
  for (const auto& one : array) {
    if (!ReadBlock(one, text_bytes, blocks.emplace_back())) return false;
  }
  return true;
}

std::string DroppedJson(const std::vector<DroppedText>& dropped) {
  json out = json::array();
  for (const auto& one : dropped) out.push_back({{"text", one.text}, {"reason", one.reason}});
  return Dump(out);
}

bool ReadDropped(std::string_view text, std::vector<DroppedText>& dropped) {
  const auto array = json::parse(text, nullptr, false);
  if (!array.is_array()) return false;
  for (const auto& one : array) {
    if (!one.is_object()) return false;
    const auto words = one.find("text");
    const auto reason = one.find("reason");
    if (words == one.end() || reason == one.end() || !words->is_string() || !reason->is_string()) {
      return false;
    }
    dropped.push_back({words->get<std::string>(), reason->get<std::string>()});
  }
  return true;
}

}  // namespace

void BindArticle(std::string_view doc, const Article& article, Statement& statement) {
  statement.Bind(doc).Bind(article.title);
  if (article.title_span) {
    statement.Bind(static_cast<std::int64_t>(article.title_span->begin));
    statement.Bind(static_cast<std::int64_t>(article.title_span->end));
  } else {
    statement.BindNull().BindNull();
  }
  for (const auto* text :
       {&article.byline, &article.published, &article.published_rule, &article.publisher,
        &article.site, &article.url, &article.canonical_url, &article.next_page_url,
        &article.language, &article.script, &article.charset, &article.charset_rule}) {
    statement.Bind(*text);
  }
  statement.Bind(PageClassName(article.page_class)).Bind(article.confidence);
  statement.Bind(BlocksJson(article.blocks)).Bind(DroppedJson(article.dropped)).Bind(article.text);
}

Result<Article> ReadArticleRow(std::string_view doc, const Statement& row) {
  Article article;
  article.title = row.Text(0);
  if (!row.IsNull(1)) {
    article.title_span =
        ByteSpan{static_cast<std::size_t>(row.Int(1)), static_cast<std::size_t>(row.Int(2))};
  }
  int column = 3;
  for (auto* text :
       {&article.byline, &article.published, &article.published_rule, &article.publisher,
        &article.site, &article.url, &article.canonical_url, &article.next_page_url,
        &article.language, &article.script, &article.charset, &article.charset_rule}) {
    *text = row.Text(column++);
  }
  bool known = false;
  for (const auto candidate : kPageClasses) {
    if (row.View(column) == PageClassName(candidate)) {
      article.page_class = candidate;
      known = true;
    }
  }
  if (!known) return DamagedRow("articles", doc, "page_class");
  article.confidence = row.Double(column + 1);
  article.text = row.Text(column + 4);
  if (article.title_span && (article.title_span->begin > article.title_span->end ||
                             article.title_span->end > article.text.size())) {
    return DamagedRow("articles", doc, "title_begin");
  }
  if (!ReadBlocks(row.View(column + 2), article.text.size(), article.blocks)) {
    return DamagedRow("articles", doc, "blocks");
  }
  if (!ReadDropped(row.View(column + 3), article.dropped)) {
    return DamagedRow("articles", doc, "dropped");
  }
  return article;
}

}  // namespace heshu::store
