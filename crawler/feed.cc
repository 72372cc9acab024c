#include "crawler/feed.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "crawler/http_fields.h"

namespace heshu::crawler {
namespace {

constexpr std::size_t kMaxItems = 100'000;
constexpr std::size_t kMaxFeedBytes = 256u << 20;
// Of one tag; the rest of it is dropped. libxml2 takes quadratic time over an element's attributes.
constexpr std::size_t kMaxTagBytes = 8u << 10;
constexpr std::size_t kMaxTextBytes = 64u << 10;  // of one field

struct ParserCloser {
  void operator()(xmlParserCtxt* parser) const { xmlFreeParserCtxt(parser); }
};
struct DocumentCloser {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

struct NamedCharacter {
  std::string_view name;
  std::string_view character;
};

// HTML's names that feeds use without declaring them.
constexpr std::array<NamedCharacter, 16> kNamed = {{{"nbsp", "\xC2\xA0"},
                                                    {"mdash", "—"},
                                                    {"ndash", "–"},
                                                    {"hellip", "…"},
                                                    {"ldquo", "“"},
                                                    {"rdquo", "”"},
                                                    {"lsquo", "‘"},
                                                    {"rsquo", "’"},
                                                    {"middot", "·"},
                                                    {"bull", "•"},
                                                    {"copy", "©"},
                                                    {"reg", "®"},
                                                    {"trade", "™"},
                                                    {"yen", "¥"},
                                                    {"euro", "€"},
                                                    {"times", "×"}}};

// The length of the reference ("&amp;", "&#38;") that starts `text`; 0 if it is a bare ampersand.
std::size_t ReferenceLength(std::string_view text) {
  const std::size_t end = text.substr(0, 12).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = text.substr(1, end - 1);
  if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos")
    return end + 1;
  if (name[0] != '#' || name.size() < 2) return 0;
  const bool is_hex = name[1] == 'x';
  const std::string_view digits = name.substr(is_hex ? 2 : 1);
  if (digits.empty()) return 0;
  return digits.find_first_not_of(is_hex ? "0123456789abcdefABCDEF" : "0123456789") ==
                 std::string_view::npos
             ? end + 1
             : 0;
}

// Well-formed enough for a parser: no document type, no stray ampersands, no control characters.
std::string Mended(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  bool in_tag = false;
  char quote = '\0';
  std::size_t tag_bytes = 0;
  while (!text.empty()) {
    if (in_tag) {
      const char c = text.front();
      const bool is_too_long = ++tag_bytes > kMaxTagBytes;
      if (c == '>' && (quote == '\0' || is_too_long)) {
        if (quote != '\0') out += quote;
        in_tag = false;
      } else if (is_too_long) {
        text.remove_prefix(1);
        continue;
      } else if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      }
    } else if (text.starts_with("<!--")) {
      const std::size_t end = text.find("-->", 4);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 3);
      continue;
    } else if (text.front() == '<' && !text.starts_with("<!")) {
      in_tag = true;
      quote = '\0';
      tag_bytes = 0;
    }
    if (!in_tag && text.starts_with("<![CDATA[")) {
      const std::size_t end = text.find("]]>");
      const std::size_t length = end == std::string_view::npos ? text.size() : end + 3;
      for (const char c : text.substr(0, length)) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x20 && c != '\t' && c != '\n' && c != '\r' ? ' ' : c;
      }
      text.remove_prefix(length);
      continue;
    }
    if (!in_tag && (text.starts_with("<!DOCTYPE") || text.starts_with("<!doctype"))) {
      std::size_t depth = 0;
      std::size_t at = 0;
      for (; at < text.size(); ++at) {
        if (text[at] == '[') ++depth;
        if (text[at] == ']' && depth > 0) --depth;
        if (text[at] == '>' && depth == 0) break;
      }
      text.remove_prefix(std::min(at + 1, text.size()));
      continue;
    }
    const char c = text.front();
    if (c == '&') {
      if (ReferenceLength(text) > 0) {
        out += c;
        text.remove_prefix(1);
        continue;
      }
      bool is_named = false;
      for (const NamedCharacter& row : kNamed) {
        if (text.substr(1).starts_with(row.name) &&
            text.substr(1 + row.name.size()).starts_with(';')) {
          out += row.character;
          text.remove_prefix(row.name.size() + 2);
          is_named = true;
          break;
        }
      }
      if (is_named) continue;
      out += "&amp;";
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += byte < 0x20 && c != '\t' && c != '\n' && c != '\r' ? ' ' : c;
    }
    text.remove_prefix(1);
  }
  return out;
}

std::string_view NameOf(const xmlNode* node) {
  return node->name == nullptr ? std::string_view()
                               : std::string_view(reinterpret_cast<const char*>(node->name));
}

bool HasPrefix(const xmlNode* node, std::string_view prefix) {
  return node->ns != nullptr && node->ns->prefix != nullptr &&
         prefix == reinterpret_cast<const char*>(node->ns->prefix);
}

bool IsElement(const xmlNode* node, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && NameOf(node) == name;
}

void AppendText(const xmlNode* node, std::string* out) {
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (out->size() > kMaxTextBytes) return;
    if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) &&
        child->content != nullptr) {
      *out += reinterpret_cast<const char*>(child->content);
    } else if (child->type == XML_ELEMENT_NODE) {
      AppendText(child, out);
    }
  }
}

std::string TextOf(const xmlNode* node) {
  std::string out;
  AppendText(node, &out);
  return std::string(Trimmed(out));
}

std::string Attribute(const xmlNode* node, const char* name) {
  for (const xmlAttr* attribute = node->properties; attribute != nullptr;
       attribute = attribute->next) {
    if (std::string_view(reinterpret_cast<const char*>(attribute->name)) != name) continue;
    std::string out;
    AppendText(reinterpret_cast<const xmlNode*>(attribute), &out);
    return std::string(Trimmed(out));
  }
  return {};
}

// Titles hold markup, escaped once more: "A &amp; &lt;b&gt;B&lt;/b&gt;".
std::string PlainTitle(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<' && i + 1 < text.size() &&
        (text[i + 1] == '/' || ((text[i + 1] | 0x20) >= 'a' && (text[i + 1] | 0x20) <= 'z'))) {
      const std::size_t end = text.find('>', i);
      if (end != std::string_view::npos) {
        i = end;
        continue;
      }
    }
    if (text[i] == '&') {
      static constexpr std::array<NamedCharacter, 5> kBasic = {
          {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}}};
      bool is_found = false;
      for (const NamedCharacter& row : kBasic) {
        if (!text.substr(i).starts_with(row.name)) continue;
        out += row.character;
        i += row.name.size() - 1;
        is_found = true;
        break;
      }
      if (is_found) continue;
    }
    const bool is_space = text[i] == '\n' || text[i] == '\r' || text[i] == '\t' || text[i] == ' ';
    if (is_space && (out.empty() || out.back() == ' ')) continue;
    out += is_space ? ' ' : text[i];
  }
  return std::string(Trimmed(out));
}

bool LooksLikeUrl(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

std::string Resolved(std::string_view link, const Url* base) {
  if (link.empty()) return {};
  const auto url = Url::Parse(link, base);
  return url ? url->Href() : std::string();
}

class XmlFeed {
 public:
  XmlFeed(const Url* base, Feed* feed) : base_(base), feed_(feed) {}

  Result<bool> Read(const xmlNode* root) {
    const std::string_view name = NameOf(root);
    if (name == "rss" || name == "channel") {
      feed_->kind = FeedKind::kRss;
      for (const xmlNode* node = root->children; node != nullptr; node = node->next) {
        if (IsElement(node, "channel")) Channel(node);
        if (IsElement(node, "item")) RssItem(node);
      }
      if (name == "channel") Channel(root);
    } else if (name == "RDF") {
      feed_->kind = FeedKind::kRdf;
      for (const xmlNode* node = root->children; node != nullptr; node = node->next) {
        if (IsElement(node, "channel")) Channel(node);
        if (IsElement(node, "item")) RssItem(node);
      }
    } else if (name == "feed") {
      feed_->kind = FeedKind::kAtom;
      for (const xmlNode* node = root->children; node != nullptr; node = node->next) {
        if (IsElement(node, "entry")) AtomEntry(node);
        if (IsElement(node, "title")) feed_->title = PlainTitle(TextOf(node));
        if (IsElement(node, "link") && Attribute(node, "rel") == "next")
          feed_->next_url = Resolved(Attribute(node, "href"), base_);
      }
    } else if (name == "urlset" || name == "sitemapindex") {
      feed_->kind = name == "urlset" ? FeedKind::kSitemap : FeedKind::kSitemapIndex;
      const std::string_view entry = name == "urlset" ? "url" : "sitemap";
      for (const xmlNode* node = root->children; node != nullptr; node = node->next) {
        if (IsElement(node, entry)) SitemapEntry(node);
      }
    } else if (name == "html" || name == "HTML") {
      return Fail(ErrorKind::kInvalidInput, "this is an HTML page, no feed", {},
                  "look for its <link rel=\"alternate\">");
    } else {
      return Fail(ErrorKind::kInvalidInput, "<" + std::string(name) + "> is no feed");
    }
    if (is_over_limit_)
      return Fail(ErrorKind::kLimit,
                  "the feed has more than " + std::to_string(kMaxItems) + " items");
    return true;
  }

 private:
  void Channel(const xmlNode* channel) {
    for (const xmlNode* node = channel->children; node != nullptr; node = node->next) {
      if (IsElement(node, "item")) {
        RssItem(node);
      } else if (IsElement(node, "title") && feed_->title.empty()) {
        feed_->title = PlainTitle(TextOf(node));
      } else if (IsElement(node, "ttl")) {
        int minutes = 0;
        for (const char c : TextOf(node)) {
          if (c < '0' || c > '9' || minutes > 1'000'000) {
            minutes = 0;
            break;
          }
          minutes = minutes * 10 + (c - '0');
        }
        if (minutes > 0) feed_->ttl_minutes = minutes;
      } else if (IsElement(node, "skipHours")) {
        for (const xmlNode* hour = node->children; hour != nullptr; hour = hour->next) {
          const std::string digits = TextOf(hour);
          const bool is_number = !digits.empty() && digits.size() <= 2 &&
                                 digits.find_first_not_of("0123456789") == std::string::npos;
          // 24 was midnight in RSS 0.91.
          if (IsElement(hour, "hour") && is_number && std::stoi(digits) <= 24) {
            feed_->skip_hours.push_back(std::stoi(digits) % 24);
          }
        }
      } else if (IsElement(node, "link") && Attribute(node, "rel") == "next") {
        feed_->next_url = Resolved(Attribute(node, "href"), base_);
      }
    }
  }

  void RssItem(const xmlNode* item) {
    FeedItem out;
    std::string link;
    std::string guid;
    bool guid_is_link = true;
    for (const xmlNode* node = item->children; node != nullptr; node = node->next) {
      if (node->type != XML_ELEMENT_NODE) continue;
      const std::string_view name = NameOf(node);
      if (name == "title" && !HasPrefix(node, "media")) {
        out.title = PlainTitle(TextOf(node));
      } else if (name == "link") {
        const std::string text = TextOf(node);
        if (!text.empty()) {
          link = text;
        } else if (link.empty() && Attribute(node, "rel") != "enclosure") {
          link = Attribute(node, "href");
        }
      } else if (name == "origLink") {
        link = TextOf(node);
      } else if (name == "guid") {
        guid = TextOf(node);
        guid_is_link = Attribute(node, "isPermaLink") != "false";
      } else if (name == "pubDate" || name == "date" || name == "published") {
        if (out.published.empty()) out.published = ParseFeedDate(TextOf(node));
      }
    }
    if (link.empty() && guid_is_link && LooksLikeUrl(guid)) link = guid;
    if (link.empty()) link = Attribute(item, "about");
    out.url = Resolved(link, base_);
    out.id = guid;
    Keep(std::move(out));
  }

  void AtomEntry(const xmlNode* entry) {
    FeedItem out;
    std::string link;
    std::string updated;
    for (const xmlNode* node = entry->children; node != nullptr; node = node->next) {
      if (node->type != XML_ELEMENT_NODE) continue;
      const std::string_view name = NameOf(node);
      if (name == "title") {
        out.title = PlainTitle(TextOf(node));
      } else if (name == "id") {
        out.id = TextOf(node);
      } else if (name == "link") {
        const std::string rel = Attribute(node, "rel");
        const std::string type = Attribute(node, "type");
        if ((rel.empty() || rel == "alternate") && (link.empty() || type == "text/html"))
          link = Attribute(node, "href");
      } else if (name == "published" || name == "issued") {
        out.published = ParseFeedDate(TextOf(node));
      } else if (name == "updated" || name == "modified") {
        updated = ParseFeedDate(TextOf(node));
      }
    }
    if (out.published.empty()) out.published = updated;
    if (link.empty() && LooksLikeUrl(out.id)) link = out.id;
    out.url = Resolved(link, base_);
    Keep(std::move(out));
  }

  void SitemapEntry(const xmlNode* entry) {
    FeedItem out;
    for (const xmlNode* node = entry->children; node != nullptr; node = node->next) {
      if (IsElement(node, "loc") && !HasPrefix(node, "image")) {
        out.url = Resolved(TextOf(node), base_);
      } else if (IsElement(node, "lastmod") && out.published.empty()) {
        out.published = ParseFeedDate(TextOf(node));
      } else if (IsElement(node, "news")) {
        for (const xmlNode* news = node->children; news != nullptr; news = news->next) {
          if (IsElement(news, "title")) out.title = PlainTitle(TextOf(news));
          if (IsElement(news, "publication_date")) out.published = ParseFeedDate(TextOf(news));
        }
      }
    }
    Keep(std::move(out));
  }

  void Keep(FeedItem item) {
    if (item.url.empty()) return;
    if (item.id.empty()) item.id = item.url;
    if (feed_->items.size() >= kMaxItems) {
      is_over_limit_ = true;
      return;
    }
    feed_->items.push_back(std::move(item));
  }

  const Url* base_;
  Feed* feed_;
  bool is_over_limit_ = false;
};

std::string JsonText(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number_integer()) return std::to_string(found->get<long long>());
  return {};
}

Result<Feed> ParseJsonFeed(std::string_view text, const Url* base) {
  const auto root = nlohmann::json::parse(text, nullptr, false);
  if (root.is_discarded()) return Fail(ErrorKind::kInvalidInput, "the JSON is malformed");
  if (!root.is_object() || !root.contains("items") || !root["items"].is_array())
    return Fail(ErrorKind::kInvalidInput, "this JSON is no JSON Feed: it has no items");
  Feed feed;
  feed.kind = FeedKind::kJson;
  feed.title = PlainTitle(JsonText(root, "title"));
  feed.next_url = Resolved(JsonText(root, "next_url"), base);
  for (const auto& item : root["items"]) {
    if (!item.is_object()) continue;
    if (feed.items.size() >= kMaxItems)
      return Fail(ErrorKind::kLimit,
                  "the feed has more than " + std::to_string(kMaxItems) + " items");
    FeedItem out;
    out.id = JsonText(item, "id");
    std::string link = JsonText(item, "url");
    if (link.empty()) link = JsonText(item, "external_url");
    if (link.empty() && LooksLikeUrl(out.id)) link = out.id;
    out.url = Resolved(link, base);
    if (out.url.empty()) continue;
    if (out.id.empty()) out.id = out.url;
    out.title = PlainTitle(JsonText(item, "title"));
    out.published = ParseFeedDate(JsonText(item, "date_published"));
    feed.items.push_back(std::move(out));
  }
  return feed;
}

}  // namespace

std::string_view FeedKindName(FeedKind kind) {
  static constexpr std::array<std::string_view, 6> kNames = {"rss",  "rdf",     "atom",
                                                             "json", "sitemap", "sitemap_index"};
  return kNames[static_cast<std::size_t>(kind)];
}

// Whether the text breaks off in an item's address: what is there of it is another address.
static bool EndsInsideLink(std::string_view text) {
  const std::size_t open = text.rfind('<');
  if (open == std::string_view::npos) return false;
  const std::string_view tag = text.substr(open + 1);
  for (const std::string_view name : {"link", "loc", "news:loc"}) {
    if (!tag.starts_with(name) || tag.size() == name.size()) continue;
    const char after = tag[name.size()];
    // <link>https://a.ex; of an empty one no item came.
    if (after == '>') return tag.size() > name.size() + 1;
    if (after == ' ') return tag.back() != '>';  // <link href="https://a.ex
  }
  return false;
}

Result<Feed> ParseFeed(std::string_view text, const Url* base) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = Trimmed(text);
  if (text.empty()) return Fail(ErrorKind::kInvalidInput, "the feed is empty");
  if (text.front() == '{' || text.front() == '[') return ParseJsonFeed(text, base);
  const std::size_t tag = text.find('<');
  if (tag == std::string_view::npos)
    return Fail(ErrorKind::kInvalidInput, "this is neither XML nor JSON");
  text.remove_prefix(tag);  // some servers put notices first

  static std::once_flag started;
  std::call_once(started, [] { xmlInitParser(); });
  if (text.size() > kMaxFeedBytes) return Fail(ErrorKind::kLimit, "the feed is too large");
  const std::string mended = Mended(text);
  const std::unique_ptr<xmlParserCtxt, ParserCloser> parser(xmlNewParserCtxt());
  if (!parser) return Fail(ErrorKind::kLimit, "no memory for the feed");
  const std::unique_ptr<xmlDoc, DocumentCloser> document(xmlCtxtReadMemory(
      parser.get(), mended.data(), static_cast<int>(mended.size()), nullptr, "UTF-8",
      XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
          XML_PARSE_NOCDATA));
  const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (root == nullptr) return Fail(ErrorKind::kInvalidInput, "the feed's XML is malformed");
  Feed feed;
  feed.is_broken = parser->wellFormed == 0;
  if (auto read = XmlFeed(base, &feed).Read(root); !read) return tl::make_unexpected(read.error());
  if (feed.is_broken && !feed.items.empty() && EndsInsideLink(text)) feed.items.pop_back();
  return feed;
}

}  // namespace heshu::crawler
