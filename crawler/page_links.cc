#include "crawler/page_links.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <set>

#include "crawler/http_fields.h"
#include "crawler/politeness.h"

namespace heshu::crawler {
namespace {

constexpr std::size_t kMaxPageBytes = 20u << 20;
constexpr std::size_t kMaxLinks = 50'000;
constexpr std::size_t kMaxTextBytes = 300;

// What leads to the following page of a list, in the words of Chinese and English sites. Compared
// whole, without white space and arrows.
constexpr std::array<std::string_view, 12> kNextWords = {
    "下一頁", "下一页", "下頁", "下页",     "次頁",  "次页",
    "后一页", "後一頁", "next", "nextpage", "older", "olderposts"};

// Attributes of interest of one start tag.
struct Tag {
  std::string href, rel, type, title;
};

// What libxml2's events gather. No tree is built, so depth costs nothing.
struct Gatherer {
  const Url* page = nullptr;
  std::optional<Url> base;  // of <base href>, the first one
  PageLinks out;
  bool saw_tag = false;
  bool is_over_limit = false;
  bool in_title = false;
  bool in_link = false;            // within <a href>
  int hidden = 0;                  // within script and style
  std::vector<std::string> hrefs;  // of out.links, unresolved: <base> may come late
  std::vector<std::pair<std::string, AlternateLink>> alternates;
  std::vector<std::string> next;
};

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Whether `words` (separated by white space) holds `word`, in any case.
bool HoldsWord(std::string_view words, std::string_view word) {
  std::size_t at = 0;
  while (at < words.size()) {
    const std::size_t begin = words.find_first_not_of(" \t\r\n\f", at);
    if (begin == std::string_view::npos) return false;
    at = std::min(words.find_first_of(" \t\r\n\f", begin), words.size());
    if (at - begin == word.size() && EqualsIgnoringCase(words.substr(begin, at - begin), word))
      return true;
  }
  return false;
}

bool IsFeedType(std::string_view type) {
  return type == "application/rss+xml" || type == "application/atom+xml" ||
         type == "application/rdf+xml" || type == "application/feed+json" || type == "text/rss" ||
         type == "application/rss" || type == "application/atom" || type == "text/xml" ||
         type == "application/xml";
}

Tag ReadAttributes(const xmlChar** attributes) {
  Tag tag;
  if (attributes == nullptr) return tag;
  for (; attributes[0] != nullptr; attributes += 2) {
    const std::string_view name = View(attributes[0]);
    const std::string_view value = View(attributes[1]);
    if (name == "href") tag.href = std::string(Trimmed(value));
    if (name == "rel") tag.rel = std::string(value);
    if (name == "type") tag.type = ParseContentType(value).media;
    if (name == "title") tag.title = std::string(Trimmed(value));
  }
  return tag;
}

void OnStart(void* user, const xmlChar* name_text, const xmlChar** attributes) {
  auto* gatherer = static_cast<Gatherer*>(user);
  const std::string_view name = View(name_text);
  gatherer->saw_tag = true;
  if (name == "script" || name == "style") ++gatherer->hidden;
  if (name == "title" && gatherer->out.title.empty()) gatherer->in_title = true;
  if (name != "a" && name != "area" && name != "link" && name != "base") return;
  Tag tag = ReadAttributes(attributes);
  if (name == "base") {
    if (gatherer->base || tag.href.empty()) return;
    if (auto url = Url::Parse(tag.href, gatherer->page)) gatherer->base = std::move(*url);
    return;
  }
  if (name == "a") gatherer->in_link = false;  // an <a> ends the one before
  if (tag.href.empty()) return;
  const bool is_next = HoldsWord(tag.rel, "next");
  if (is_next) gatherer->next.push_back(tag.href);
  if (name == "link") {
    if (HoldsWord(tag.rel, "alternate") && IsFeedType(tag.type))
      gatherer->alternates.emplace_back(tag.href, AlternateLink{{}, tag.type, tag.title});
    return;
  }
  if (gatherer->out.links.size() >= kMaxLinks) {
    gatherer->is_over_limit = true;
    return;
  }
  gatherer->hrefs.push_back(std::move(tag.href));
  gatherer->out.links.emplace_back();
  gatherer->in_link = name == "a";
}

void OnEnd(void* user, const xmlChar* name_text) {
  auto* gatherer = static_cast<Gatherer*>(user);
  const std::string_view name = View(name_text);
  if (name == "a") gatherer->in_link = false;
  if (name == "title") gatherer->in_title = false;
  if ((name == "script" || name == "style") && gatherer->hidden > 0) --gatherer->hidden;
}

// Adds text with its white space collapsed, up to the limit and never half a character.
void AppendCollapsed(std::string_view text, std::string* out) {
  for (std::size_t i = 0; i < text.size() && out->size() < kMaxTextBytes; ++i) {
    const char c = text[i];
    const bool is_space = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
    if (is_space && (out->empty() || out->back() == ' ')) continue;
    *out += is_space ? ' ' : c;
  }
  if (out->size() < kMaxTextBytes) return;
  std::size_t end = out->size();
  while (end > 0 && (static_cast<unsigned char>((*out)[end - 1]) & 0xC0) == 0x80) --end;
  if (end > 0 && static_cast<unsigned char>((*out)[end - 1]) >= 0xC0) {
    const auto lead = static_cast<unsigned char>((*out)[end - 1]);
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (out->size() - (end - 1) < length) out->resize(end - 1);
  }
}

void OnText(void* user, const xmlChar* text, int size) {
  auto* gatherer = static_cast<Gatherer*>(user);
  if (gatherer->hidden > 0) return;
  const std::string_view view(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  if (gatherer->in_title) AppendCollapsed(view, &gatherer->out.title);
  if (gatherer->in_link && !gatherer->out.links.empty())
    AppendCollapsed(view, &gatherer->out.links.back().text);
}

std::optional<Url> Resolved(std::string_view href, const Url& base) {
  if (href.empty() || href.front() == '#') return std::nullopt;
  auto url = Url::Parse(href, &base);
  if (!url) return std::nullopt;
  url->fragment.reset();
  return std::move(*url);
}

struct ParserCloser {
  void operator()(htmlParserCtxt* parser) const { htmlFreeParserCtxt(parser); }
};

bool IsNextText(std::string_view text) {
  std::string bare;
  bool has_forward_arrow = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    bool is_arrow = false;
    for (const std::string_view arrow : {"›", "»", "→", "▶", ">", "❯"}) {
      if (!rest.starts_with(arrow)) continue;
      is_arrow = has_forward_arrow = true;
      i += arrow.size();
      break;
    }
    if (is_arrow) continue;
    if (rest.starts_with("\xC2\xA0") || rest.starts_with("　")) {
      i += rest.front() == '\xC2' ? 2 : 3;
      continue;
    }
    if (text[i] != ' ') bare += text[i];
    ++i;
  }
  if (bare.empty()) return has_forward_arrow && text.size() <= 4;
  bare = ToLower(bare);
  return std::find(kNextWords.begin(), kNextWords.end(), bare) != kNextWords.end();
}

// Whether an include pattern that matches names a site: it speaks of scheme and host.
bool NamesSite(const LinkFilter& filter, std::string_view href) {
  std::vector<std::string> with_site;
  for (const std::string& pattern : filter.include()) {
    if (pattern.find("//") != std::string::npos) with_site.push_back(pattern);
  }
  if (with_site.empty()) return false;
  const auto only_these = LinkFilter::Create(std::move(with_site), {});
  return only_these && only_these->Passes(href);
}

}  // namespace

Result<PageLinks> ReadPageLinks(std::string_view html, const Url& base) {
  if (html.size() > kMaxPageBytes)
    return Fail(ErrorKind::kLimit, "the page is larger than 20 MB", base.Href());
  static std::once_flag started;
  std::call_once(started, [] { xmlInitParser(); });
  Gatherer gatherer;
  gatherer.page = &base;
  htmlSAXHandler events{};
  events.startElement = OnStart;
  events.endElement = OnEnd;
  events.characters = OnText;
  events.cdataBlock = OnText;
  events.ignorableWhitespace = OnText;
  const std::unique_ptr<htmlParserCtxt, ParserCloser> parser(
      htmlCreatePushParserCtxt(&events, &gatherer, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (!parser) return Fail(ErrorKind::kLimit, "no memory for the page", base.Href());
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  constexpr std::size_t kStepBytes = 1u << 20;
  for (std::size_t at = 0; at < html.size() && !gatherer.is_over_limit; at += kStepBytes) {
    const std::string_view step = html.substr(at, kStepBytes);
    htmlParseChunk(parser.get(), step.data(), static_cast<int>(step.size()), 0);
  }
  htmlParseChunk(parser.get(), nullptr, 0, 1);
  if (gatherer.is_over_limit)
    return Fail(ErrorKind::kLimit, "the page has more than " + std::to_string(kMaxLinks) + " links",
                base.Href());
  if (!gatherer.saw_tag || html.find('<') == std::string_view::npos)
    return Fail(ErrorKind::kInvalidInput, "this is no HTML page", base.Href());

  PageLinks out = std::move(gatherer.out);
  const Url& from = gatherer.base ? *gatherer.base : base;
  std::vector<PageLink> links;
  for (std::size_t i = 0; i < out.links.size(); ++i) {
    auto url = Resolved(gatherer.hrefs[i], from);
    if (url) links.push_back({std::move(*url), std::string(Trimmed(out.links[i].text))});
  }
  out.links = std::move(links);
  out.title = std::string(Trimmed(out.title));
  for (const std::string& href : gatherer.next) {
    if (auto url = Resolved(href, from)) out.next.push_back(std::move(*url));
  }
  for (auto& [href, alternate] : gatherer.alternates) {
    auto url = Resolved(href, from);
    if (!url) continue;
    alternate.url = std::move(*url);
    out.alternates.push_back(std::move(alternate));
  }
  return out;
}

ListPage ReadListPage(const PageLinks& page, const Url& base, const LinkFilter& articles,
                      const LinkFilter& next_pages) {
  ListPage out;
  const std::string own_key = DedupKey(base);
  const std::string own_site = PolitenessKey(base);
  std::set<std::string> seen{own_key};
  const bool has_next_pattern = !next_pages.include().empty();
  std::vector<Url> by_pattern;
  std::vector<Url> by_text;
  for (const PageLink& link : page.links) {
    const std::string href = link.url.Href();
    const bool is_own_site = PolitenessKey(link.url) == own_site;
    if (is_own_site && has_next_pattern && next_pages.Passes(href)) {
      by_pattern.push_back(link.url);
      continue;
    }
    if (articles.Passes(href) && (is_own_site || NamesSite(articles, href))) {
      if (seen.insert(DedupKey(link.url)).second) out.articles.push_back(link);
      continue;
    }
    if (is_own_site && IsNextText(link.text)) by_text.push_back(link.url);
  }
  const auto add = [&](const Url& url) {
    if (PolitenessKey(url) == own_site && seen.insert(DedupKey(url)).second)
      out.next.push_back(url);
  };
  for (const Url& url : page.next) {
    add(url);
    if (!out.next.empty()) break;
  }
  if (out.next.empty() && !has_next_pattern && !by_text.empty()) add(by_text.front());
  for (const Url& url : by_pattern) add(url);
  return out;
}

}  // namespace heshu::crawler
