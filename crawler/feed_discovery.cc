#include "crawler/feed_discovery.h"

#include <algorithm>
#include <array>
#include <set>

#include "crawler/http_fields.h"

namespace heshu::crawler {
namespace {

constexpr std::size_t kMaxAnchors = 20;

// Where WordPress, Drupal, Hugo, Jekyll, Blogger and the common CMSs of newspapers have them.
constexpr std::array<std::string_view, 12> kWellKnown = {"/feed",
                                                         "/rss",
                                                         "/rss.xml",
                                                         "/feed.xml",
                                                         "/atom.xml",
                                                         "/index.xml",
                                                         "/feed.json",
                                                         "/index.rss",
                                                         "/sitemap.xml",
                                                         "/sitemap_index.xml",
                                                         "/news-sitemap.xml",
                                                         "/sitemap.xml.gz"};

bool LooksLikeFeed(const Url& url) {
  const std::string path = ToLower(url.path);
  const std::string_view last = std::string_view(path).substr(path.rfind('/') + 1);
  if (path.ends_with(".rss") || path.ends_with("/feed") || path.ends_with("/feed/") ||
      path.ends_with("/rss") || path.ends_with("/rss/") || path.ends_with("/atom") ||
      path.ends_with("/feed.json")) {
    return true;
  }
  const bool is_xml = path.ends_with(".xml") || path.ends_with(".rdf");
  const bool names_feed = path.find("rss") != std::string::npos ||
                          path.find("feed") != std::string::npos ||
                          path.find("atom") != std::string::npos;
  if (is_xml) return names_feed || last == "index.xml" || last.find("sitemap") == 0;
  const bool is_script = path.ends_with(".aspx") || path.ends_with(".php") || last.empty();
  return is_script && names_feed;
}

bool IsWordByte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// A TOML basic string.
std::string Quoted(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string QuotedList(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + Quoted(text);
  return out + "]";
}

}  // namespace

std::string_view FoundByName(FoundBy how) {
  static constexpr std::array<std::string_view, 4> kNames = {"link", "robots.txt", "anchor",
                                                             "well-known"};
  return kNames[static_cast<std::size_t>(how)];
}

std::vector<FeedCandidate> FeedCandidates(const Url& site, const PageLinks* page,
                                          const Robots* robots) {
  std::vector<FeedCandidate> out;
  std::set<std::string> seen;
  const auto add = [&](Url url, FoundBy how, std::string title) {
    url.fragment.reset();
    std::string key = url.host + url.RequestTarget();  // http and https are one place
    while (key.ends_with('/')) key.pop_back();
    if (!seen.insert(std::move(key)).second) return false;
    out.push_back({std::move(url), how, std::move(title)});
    return true;
  };
  if (page != nullptr) {
    for (const AlternateLink& link : page->alternates)
      add(link.url, FoundBy::kLinkElement, link.title);
  }
  if (robots != nullptr) {
    for (const std::string& sitemap : robots->sitemaps()) {
      if (auto url = Url::Parse(sitemap, &site)) add(std::move(*url), FoundBy::kRobots, {});
    }
  }
  if (page != nullptr) {
    std::size_t anchors = 0;
    for (const PageLink& link : page->links) {
      if (anchors >= kMaxAnchors) break;
      if (link.url.host != site.host || !LooksLikeFeed(link.url)) continue;
      if (add(link.url, FoundBy::kAnchor, link.text)) ++anchors;
    }
  }
  for (const std::string_view path : kWellKnown) {
    if (auto url = Url::Parse(path, &site)) add(std::move(*url), FoundBy::kWellKnown, {});
  }
  return out;
}

std::string SourceSnippet(const Source& source) {
  std::string out = "[[source]]\nname = " + Quoted(source.name) + "\n";
  if (!source.publisher.empty()) out += "publisher = " + Quoted(source.publisher) + "\n";
  if (!source.language.empty()) out += "language = " + Quoted(source.language) + "\n";
  out += "kind = \"" + std::string(SourceKindName(source.kind)) + "\"\n";
  if (source.urls.size() == 1) out += "url = " + Quoted(source.urls[0]) + "\n";
  if (source.urls.size() > 1) out += "urls = " + QuotedList(source.urls) + "\n";
  if (!source.links.include().empty())
    out += "include = " + QuotedList(source.links.include()) + "\n";
  if (!source.links.exclude().empty())
    out += "exclude = " + QuotedList(source.links.exclude()) + "\n";
  if (!source.is_enabled) out += "enabled = false\n";
  return out;
}

std::string SuggestedName(const Url& url) {
  std::string_view host = url.host;
  for (const std::string_view prefix : {"www.", "m.", "rss.", "feeds.", "news."}) {
    if (host.starts_with(prefix) && host.find('.', prefix.size()) != std::string_view::npos)
      host.remove_prefix(prefix.size());
  }
  std::string out;
  for (const char c : ToLower(host.substr(0, host.find('.')))) {
    if (IsWordByte(c) || c == '-') out += c;
  }
  if (out.empty()) out = "source";
  // The telling part of the path: "finance" of /rss/finance.xml.
  std::string word;
  const auto take = [&] {
    const bool is_telling =
        word.size() > 2 && word != "rss" && word != "feed" && word != "feeds" && word != "xml" &&
        word != "index" && word != "atom" && word != "json" && word != "html" && word != "www" &&
        word != "aspx" && word != "php" &&
        std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_telling && out.size() + word.size() < 60) out += "-" + word;
    word.clear();
  };
  for (const char c : ToLower(url.path)) {
    if (IsWordByte(c)) {
      word += c;
    } else {
      take();
    }
  }
  take();
  return out;
}

}  // namespace heshu::crawler
