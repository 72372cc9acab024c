#include "crawler/source_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

#include "config/toml_file.h"
#include "crawler/http_fields.h"

namespace heshu::crawler {
namespace {

using config::TomlFile;
using config::TomlNode;
using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kMaxNameBytes = 120;
constexpr std::size_t kMaxUrls = 1000;  // of one source
constexpr std::int64_t kMaxPagesOfList = 100;
constexpr std::int64_t kMaxSitemaps = 1000;

const std::vector<std::string_view> kRootKeys = {"defaults", "source", "site"};
const std::vector<std::string_view> kDefaultKeys = {
    "language", "revisit_min", "revisit_max", "revisit_articles", "max_age", "delay", "headers"};
const std::vector<std::string_view> kSourceKeys = {
    "name",    "publisher",   "language",    "kind",
    "url",     "urls",        "enabled",     "include",
    "exclude", "next",        "max_pages",   "max_sitemaps",
    "max_age", "revisit_min", "revisit_max", "revisit_articles",
    "delay",   "headers",     "charset"};
const std::vector<std::string_view> kSiteKeys = {"host",  "keep_params", "drop_params",
                                                 "delay", "headers",     "charset"};

// Headers that the fetcher writes itself; a source that set them would break the request.
constexpr std::array<std::string_view, 16> kOwnHeaders = {"host",
                                                          "content-length",
                                                          "transfer-encoding",
                                                          "connection",
                                                          "user-agent",
                                                          "accept-encoding",
                                                          "if-none-match",
                                                          "if-modified-since",
                                                          "range",
                                                          "te",
                                                          "upgrade",
                                                          "expect",
                                                          "proxy-connection",
                                                          "proxy-authorization",
                                                          "content-type",
                                                          "keep-alive"};

std::string_view TypeName(TomlNode::Type type) {
  switch (type) {
    case TomlNode::Type::kString:
      return "a text";
    case TomlNode::Type::kInteger:
    case TomlNode::Type::kFloat:
      return "a number";
    case TomlNode::Type::kBool:
      return "true or false";
    case TomlNode::Type::kArray:
      return "a list";
    case TomlNode::Type::kTable:
      return "a table";
  }
  return "something else";
}

bool IsToken(std::string_view text) {  // RFC 9110 5.6.2
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool HasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
}

// What [defaults] says; empty members = nothing.
struct Defaults {
  std::string language;
  RevisitBounds revisit;
  std::optional<std::chrono::seconds> revisit_articles;
  std::optional<std::chrono::seconds> max_age;
};

// Reads one table's members strictly; mistakes are gathered, each where it stands.
class TableReader {
 public:
  TableReader(const TomlFile& file, const TomlNode& table) : file_(file), table_(table) {}

  std::vector<std::pair<int, Error>>& mistakes() { return mistakes_; }

  void Mistake(const TomlNode& node, std::string what, std::string hint = {}) {
    mistakes_.emplace_back(node.line, file_.ErrorAt(node, std::move(what), std::move(hint)));
  }

  void AllowOnly(const std::vector<std::string_view>& known) {
    for (const auto& [key, value] : table_.members) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      TomlNode alone;
      alone.members.emplace_back(key, value);
      for (Error& error : file_.UnknownMembers(alone, known))
        mistakes_.emplace_back(value.line, std::move(error));
    }
  }

  const TomlNode* Get(std::string_view key, TomlNode::Type type) {
    const TomlNode* node = table_.Find(key);
    if (node == nullptr || node->type == type) return node;
    Mistake(*node, "`" + std::string(key) + "` is " + std::string(TypeName(node->type)) +
                       ", and should be " + std::string(TypeName(type)));
    return nullptr;
  }

  std::string Text(std::string_view key, std::string_view otherwise = {}) {
    const TomlNode* node = Get(key, TomlNode::Type::kString);
    if (node == nullptr) return std::string(otherwise);
    if (HasControl(node->string)) Mistake(*node, "`" + std::string(key) + "` holds a line break");
    return node->string;
  }

  bool Switch(std::string_view key, bool otherwise) {
    const TomlNode* node = Get(key, TomlNode::Type::kBool);
    return node == nullptr ? otherwise : node->boolean;
  }

  std::size_t Count(std::string_view key, std::size_t otherwise, std::int64_t max) {
    const TomlNode* node = Get(key, TomlNode::Type::kInteger);
    if (node == nullptr) return otherwise;
    if (node->integer < 1 || node->integer > max) {
      Mistake(*node, "`" + std::string(key) + "` is out of range",
              "from 1 to " + std::to_string(max));
      return otherwise;
    }
    return static_cast<std::size_t>(node->integer);
  }

  // "5s", or a number of seconds.
  std::optional<std::chrono::milliseconds> Duration(std::string_view key) {
    const TomlNode* node = table_.Find(key);
    if (node == nullptr) return std::nullopt;
    if (node->type != TomlNode::Type::kString && node->type != TomlNode::Type::kInteger &&
        node->type != TomlNode::Type::kFloat) {
      Mistake(*node, "`" + std::string(key) + "` is no length of time",
              "write it as \"5s\", \"15m\", \"2h\" or \"7d\"");
      return std::nullopt;
    }
    auto parsed = ParseDuration(node->string);
    if (parsed) return *parsed;
    Mistake(*node, "`" + std::string(key) + "`: " + parsed.error().what, parsed.error().hint);
    return std::nullopt;
  }

  std::optional<std::chrono::seconds> Seconds(std::string_view key) {
    const auto ms = Duration(key);
    if (!ms) return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(*ms);
  }

  // A text or a list of texts, each with its node.
  std::vector<const TomlNode*> Texts(std::string_view key) {
    std::vector<const TomlNode*> out;
    const TomlNode* node = table_.Find(key);
    if (node == nullptr) return out;
    if (node->type == TomlNode::Type::kString) return {node};
    if (node->type != TomlNode::Type::kArray) {
      Mistake(*node, "`" + std::string(key) + "` is " + std::string(TypeName(node->type)) +
                         ", and should be a text or a list of texts");
      return out;
    }
    for (const TomlNode& item : node->items) {
      if (item.type == TomlNode::Type::kString) {
        out.push_back(&item);
      } else {
        Mistake(item, "`" + std::string(key) + "` holds " + std::string(TypeName(item.type)) +
                          ", and should hold texts");
      }
    }
    return out;
  }

  std::vector<std::string> Strings(std::string_view key) {
    std::vector<std::string> out;
    for (const TomlNode* node : Texts(key)) out.push_back(node->string);
    return out;
  }

  LinkFilter Filter(std::string_view include_key, std::string_view exclude_key) {
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    for (const auto& [key, into] :
         {std::pair(include_key, &include), std::pair(exclude_key, &exclude)}) {
      if (key.empty()) continue;
      for (const TomlNode* node : Texts(key)) {
        auto alone = LinkFilter::Create({node->string}, {});
        if (alone) {
          into->push_back(node->string);
        } else {
          Mistake(*node, alone.error().what, alone.error().hint);
        }
      }
    }
    if (include.empty() && exclude.empty()) return {};
    auto filter = LinkFilter::Create(std::move(include), std::move(exclude));
    return filter ? *filter : LinkFilter();
  }

  Headers HeaderTable(std::string_view key) {
    Headers out;
    const TomlNode* table = Get(key, TomlNode::Type::kTable);
    if (table == nullptr) return out;
    for (const auto& [name, value] : table->members) {
      const std::string lower = ToLower(name);
      if (value.type != TomlNode::Type::kString) {
        Mistake(value, "the header `" + name + "` should be a text");
      } else if (!IsToken(name)) {
        Mistake(value, "`" + name + "` is no name of a header");
      } else if (std::find(kOwnHeaders.begin(), kOwnHeaders.end(), lower) != kOwnHeaders.end()) {
        Mistake(value, "the header `" + name + "` is heshu's own to write",
                lower == "user-agent" ? "set user_agent in config.toml" : "leave it out");
      } else if (HasControl(value.string)) {
        Mistake(value, "the header `" + name + "` holds a line break or a control character");
      } else {
        out.emplace_back(name, value.string);
      }
    }
    return out;
  }

  std::string Charset() {
    const TomlNode* node = Get("charset", TomlNode::Type::kString);
    if (node == nullptr) return {};
    if (!IsToken(node->string))
      Mistake(*node, "`" + node->string + "` is no name of a charset", "gb18030, big5, utf-8 …");
    return node->string;
  }

  RevisitBounds Revisit(RevisitBounds bounds) {
    const auto min = Seconds("revisit_min");
    const auto max = Seconds("revisit_max");
    if (min) bounds.min = *min;
    if (max) bounds.max = *max;
    if (min && min->count() < 60) {
      Mistake(*table_.Find("revisit_min"), "`revisit_min` is less than a minute",
              "\"15m\" is what most sites bear");
    }
    // A bound that is set alone moves the other with it.
    if (bounds.min > bounds.max) {
      if (min && max) {
        Mistake(*table_.Find("revisit_max"), "`revisit_max` is less than `revisit_min`");
      } else if (min) {
        bounds.max = bounds.min;
      } else {
        bounds.min = bounds.max;
      }
    }
    return bounds;
  }

 private:
  const TomlFile& file_;
  const TomlNode& table_;
  std::vector<std::pair<int, Error>> mistakes_;
};

// Later ones replace those of the same name.
void MergeHeaders(const Headers& more, Headers* headers) {
  for (const auto& [name, value] : more) {
    std::erase_if(*headers, [&name](const auto& header) {
      return header.first.size() == name.size() && EqualsIgnoringCase(header.first, name);
    });
    headers->emplace_back(name, value);
  }
}

class SourceReader {
 public:
  explicit SourceReader(SourceList* list) : list_(list) {}

  void ReadDefaults(const TomlFile& file) {
    const TomlNode* table = file.root().Find("defaults");
    if (table == nullptr) return;
    if (table->type != TomlNode::Type::kTable) {
      problems_.emplace_back(table->line,
                             file.ErrorAt(*table, "`defaults` should be a table", "[defaults]"));
      return;
    }
    TableReader reader(file, *table);
    reader.AllowOnly(kDefaultKeys);
    defaults_.language = reader.Text("language");
    defaults_.revisit = reader.Revisit({});
    defaults_.revisit_articles = reader.Seconds("revisit_articles");
    defaults_.max_age = reader.Seconds("max_age");
    list_->default_delay = reader.Duration("delay");
    list_->default_headers = reader.HeaderTable("headers");
    Take(&reader);
  }

  void ReadTables(const TomlFile& file) {
    TableReader root(file, file.root());
    root.AllowOnly(kRootKeys);
    Take(&root);
    for (const auto& [key, value] : file.root().members) {
      if (key != "source" && key != "site") continue;
      const bool is_list =
          value.type == TomlNode::Type::kArray &&
          std::all_of(value.items.begin(), value.items.end(),
                      [](const auto& item) { return item.type == TomlNode::Type::kTable; });
      if (!is_list) {
        problems_.emplace_back(value.line,
                               file.ErrorAt(value, "`" + key + "` should be a list of tables",
                                            "begin each with [[" + key + "]]"));
        continue;
      }
      for (const TomlNode& item : value.items) {
        key == "source" ? ReadSource(file, item) : ReadSite(file, item);
      }
    }
  }

  void AddProblem(int line, Error error) { problems_.emplace_back(line, std::move(error)); }

  void Finish() {
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [line, error] : problems_) list_->problems.push_back(std::move(error));
    const auto by_line = [](const auto& a, const auto& b) { return a.line < b.line; };
    std::stable_sort(list_->sources.begin(), list_->sources.end(), by_line);
  }

 private:
  bool Take(TableReader* reader) {
    const bool is_good = reader->mistakes().empty();
    for (auto& mistake : reader->mistakes()) problems_.push_back(std::move(mistake));
    return is_good;
  }

  void ReadSource(const TomlFile& file, const TomlNode& table) {
    TableReader reader(file, table);
    reader.AllowOnly(kSourceKeys);
    Source source;
    source.line = table.line;
    source.name = reader.Text("name");
    if (table.Find("name") == nullptr) {
      reader.Mistake(table, "the source has no name", "name = \"…\"");
    } else if (source.name.empty() || source.name.size() > kMaxNameBytes) {
      reader.Mistake(*table.Find("name"),
                     source.name.empty() ? "the source's name is empty" : "the name is too long");
    } else if (const auto [at, is_new] = names_.emplace(source.name, table.line); !is_new) {
      reader.Mistake(*table.Find("name"), "another source has this name",
                     "the first is in line " + std::to_string(at->second));
    }
    source.publisher = reader.Text("publisher");
    source.language = reader.Text("language", defaults_.language);
    ReadKind(table, &reader, &source);
    ReadUrls(table, &reader, &source);
    source.is_enabled = reader.Switch("enabled", true);
    source.links = reader.Filter("include", "exclude");
    source.next_pages = reader.Filter("next", "");
    source.max_pages = reader.Count("max_pages", 1, kMaxPagesOfList);
    source.max_sitemaps = reader.Count("max_sitemaps", source.max_sitemaps, kMaxSitemaps);
    source.max_age = table.Find("max_age") ? reader.Seconds("max_age") : defaults_.max_age;
    source.revisit = reader.Revisit(defaults_.revisit);
    source.revisit_articles = table.Find("revisit_articles") ? reader.Seconds("revisit_articles")
                                                             : defaults_.revisit_articles;
    source.delay = reader.Duration("delay");
    source.headers = reader.HeaderTable("headers");
    source.charset = reader.Charset();
    if (source.kind == SourceKind::kList && source.links.include().empty() &&
        reader.mistakes().empty()) {
      reader.Mistake(table, "a list page needs `include`: which of its links are articles",
                     "include = ['/news/\\d+\\.html$']");
    }
    const auto only_for = [&](std::string_view key, SourceKind kind, bool is_meant) {
      if (const TomlNode* node = table.Find(key); node != nullptr && !is_meant) {
        reader.Mistake(*node, "`" + std::string(key) + "` is for sources of kind \"" +
                                  std::string(SourceKindName(kind)) + "\"");
      }
    };
    only_for("next", SourceKind::kList, source.kind == SourceKind::kList);
    only_for("max_pages", SourceKind::kList, source.kind != SourceKind::kSitemap);
    only_for("max_sitemaps", SourceKind::kSitemap, source.kind == SourceKind::kSitemap);
    if (Take(&reader)) list_->sources.push_back(std::move(source));
  }

  static void ReadKind(const TomlNode& table, TableReader* reader, Source* source) {
    const TomlNode* node = reader->Get("kind", TomlNode::Type::kString);
    if (table.Find("kind") == nullptr) {
      reader->Mistake(table, "the source has no kind", "kind = \"feed\", \"sitemap\" or \"list\"");
    }
    if (node == nullptr) return;
    for (const SourceKind kind : {SourceKind::kFeed, SourceKind::kSitemap, SourceKind::kList}) {
      if (node->string != SourceKindName(kind)) continue;
      source->kind = kind;
      return;
    }
    reader->Mistake(*node, "there is no source of kind \"" + node->string + "\"",
                    "one of \"feed\", \"sitemap\", \"list\"");
  }

  void ReadUrls(const TomlNode& table, TableReader* reader, Source* source) {
    auto nodes = reader->Texts("url");
    for (const TomlNode* node : reader->Texts("urls")) nodes.push_back(node);
    if (table.Find("url") == nullptr && table.Find("urls") == nullptr) {
      reader->Mistake(table, "the source has no address", "url = \"https://…\"");
    } else if (nodes.empty() && reader->mistakes().empty()) {
      reader->Mistake(table, "the source's list of addresses is empty");
    }
    if (nodes.size() > kMaxUrls) {
      reader->Mistake(*nodes[kMaxUrls],
                      "a source has at most " + std::to_string(kMaxUrls) + " addresses");
      return;
    }
    for (const TomlNode* node : nodes) {
      auto url = Url::Parse(node->string);
      if (!url) {
        reader->Mistake(*node, url.error().what, url.error().hint);
        continue;
      }
      url->fragment.reset();
      const auto [at, is_new] = urls_.emplace(url->Href(), node->line);
      if (!is_new) {
        reader->Mistake(*node, "this address is listed already",
                        "in line " + std::to_string(at->second) + "; take one of them out");
        continue;
      }
      source->urls.push_back(url->Href());
    }
  }

  void ReadSite(const TomlFile& file, const TomlNode& table) {
    TableReader reader(file, table);
    reader.AllowOnly(kSiteKeys);
    SiteRule site;
    site.line = table.line;
    const std::string host = reader.Text("host");
    const auto url = Url::Parse("http://" + host + "/");
    if (table.Find("host") == nullptr) {
      reader.Mistake(table, "the site has no host", "host = \"example.com\"");
    } else if (!url || url->port || url->path != "/" || !url->username.empty() || url->query) {
      reader.Mistake(*table.Find("host"), "`" + host + "` is no name of a host",
                     "write it without scheme, port and path: \"example.com\"");
    } else if (const auto [at, is_new] = hosts_.emplace(url->host, table.line); !is_new) {
      reader.Mistake(*table.Find("host"), "another [[site]] is for this host",
                     "the first is in line " + std::to_string(at->second));
    } else {
      site.host = url->host;
    }
    site.query.keep = reader.Strings("keep_params");
    site.query.drop = reader.Strings("drop_params");
    site.delay = reader.Duration("delay");
    site.headers = reader.HeaderTable("headers");
    site.charset = reader.Charset();
    if (Take(&reader)) list_->sites.push_back(std::move(site));
  }

  SourceList* list_;
  Defaults defaults_;
  std::vector<std::pair<int, Error>> problems_;
  std::map<std::string, int> names_, urls_, hosts_;  // each with the line of the first
};

// The text cut before each line that begins a table of the top level; each piece keeps its lines'
// numbers by the empty lines before it.
std::vector<std::string> Pieces(std::string_view text) {
  std::vector<std::string> out;
  std::string piece;
  std::size_t lines = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    const std::string_view bare = Trimmed(line);
    if (bare.starts_with("[[") || bare.starts_with("[defaults]")) {
      out.push_back(std::move(piece));
      piece = std::string(lines, '\n');
    }
    piece += line;
    ++lines;
    text.remove_prefix(end);
  }
  out.push_back(std::move(piece));
  return out;
}

bool IsOrBelow(std::string_view host, std::string_view domain) {
  if (!host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

}  // namespace

std::string_view SourceKindName(SourceKind kind) {
  static constexpr std::array<std::string_view, 3> kNames = {"feed", "sitemap", "list"};
  return kNames[static_cast<std::size_t>(kind)];
}

SourceList ParseSources(std::string text, const std::string& name) {
  constexpr std::string_view kNoun = "sources file";
  SourceList list;
  SourceReader reader(&list);
  auto whole = TomlFile::Parse(text, name, kNoun);
  if (whole) {
    reader.ReadDefaults(*whole);
    reader.ReadTables(*whole);
    reader.Finish();
    return list;
  }
  // Not TOML somewhere: the tables beside the broken one are kept.
  std::vector<TomlFile> good;
  bool has_told = false;
  for (std::string& piece : Pieces(text)) {
    const int line = static_cast<int>(piece.find_first_not_of("\r\n \t"));
    auto file = TomlFile::Parse(std::move(piece), name, kNoun);
    if (file) {
      good.push_back(std::move(*file));
      continue;
    }
    has_told = true;
    file.error().hint = "mend the line; the table that it stands in is left out";
    reader.AddProblem(line, std::move(file.error()));
  }
  if (!has_told) reader.AddProblem(0, std::move(whole.error()));
  for (const TomlFile& file : good) reader.ReadDefaults(file);
  for (const TomlFile& file : good) reader.ReadTables(file);
  reader.Finish();
  return list;
}

Result<SourceList> ReadSources(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return Fail(ErrorKind::kNotFound, "there is no such sources file", path,
                "copy sources.example.toml there and edit it, or name another with --sources");
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  const bool is_file = in.good() && !std::filesystem::is_directory(path, ignored);
  if (is_file) text << in.rdbuf();
  if (!is_file || in.bad()) {
    return Fail(ErrorKind::kIo, "cannot read the sources file", path,
                "check its path and permissions");
  }
  return ParseSources(std::move(text).str(), path);
}

const Source* SourceList::Find(std::string_view name) const {
  for (const Source& source : sources) {
    if (source.name == name) return &source;
  }
  return nullptr;
}

const SiteRule* SourceList::SiteOf(std::string_view host) const {
  const SiteRule* best = nullptr;
  for (const SiteRule& site : sites) {
    if (IsOrBelow(host, site.host) && (best == nullptr || site.host.size() > best->host.size()))
      best = &site;
  }
  return best;
}

std::string SourceList::KeyOf(const Url& url) const {
  const SiteRule* site = SiteOf(url.host);
  return site == nullptr ? DedupKey(url) : DedupKey(url, site->query);
}

std::optional<std::chrono::milliseconds> SourceList::DelayOf(const Source& source,
                                                             const Url& url) const {
  if (source.delay) return source.delay;
  const SiteRule* site = SiteOf(url.host);
  return site != nullptr && site->delay ? site->delay : default_delay;
}

std::vector<std::pair<std::string, std::string>> SourceList::HeadersOf(const Source& source,
                                                                       const Url& url) const {
  Headers out = default_headers;
  if (const SiteRule* site = SiteOf(url.host)) MergeHeaders(site->headers, &out);
  MergeHeaders(source.headers, &out);
  return out;
}

std::string SourceList::CharsetOf(const Source& source, const Url& url) const {
  if (!source.charset.empty()) return source.charset;
  const SiteRule* site = SiteOf(url.host);
  return site == nullptr ? std::string() : site->charset;
}

}  // namespace heshu::crawler
