#include "extract/article/html_metadata.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "extract/article/text_measure.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kLinesAround = 12;  // of the body, searched for credits
constexpr std::size_t kMaxJsonNodes = 20000;

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

// White space collapsed, ends trimmed.
std::string Tidy(std::string_view text) {
  std::string tidy;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = NextCodePoint(text, &at);
    if (IsBlank(c)) {
      blank = !tidy.empty();
      continue;
    }
    if (blank) tidy += ' ';
    blank = false;
    tidy.append(text.substr(begin, at - begin));
  }
  return tidy;
}

// What an article's object in JSON-LD gives.
struct LinkedData {
  std::string headline, published, author, publisher;
};

std::string NameIn(const nlohmann::json& value) {
  if (value.is_string()) return Tidy(value.get_ref<const std::string&>());
  if (value.is_array() && !value.empty())
    return NameIn(value.front().is_array() ? "" : value.front());
  if (value.is_object()) {
    const auto name = value.find("name");
    if (name != value.end() && name->is_string()) return Tidy(name->get_ref<const std::string&>());
  }
  return {};
}

std::string StringIn(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? Tidy(found->get_ref<const std::string&>())
                                                     : std::string();
}

// Takes the first object that has a date or is an article; walks without recursion.
void TakeFrom(const nlohmann::json& root, LinkedData* data) {
  std::vector<const nlohmann::json*> todo = {&root};
  for (std::size_t seen = 0; !todo.empty() && seen < kMaxJsonNodes; ++seen) {
    const nlohmann::json& node = *todo.back();
    todo.pop_back();
    if (node.is_object()) {
      const bool dated = node.contains("datePublished") || node.contains("pubDate");
      if (dated || node.contains("headline")) {
        if (data->headline.empty()) data->headline = StringIn(node, "headline");
        if (data->published.empty()) data->published = StringIn(node, "datePublished");
        if (data->published.empty()) data->published = StringIn(node, "pubDate");
        if (data->author.empty() && node.contains("author")) data->author = NameIn(node["author"]);
        if (data->publisher.empty() && node.contains("publisher")) {
          data->publisher = NameIn(node["publisher"]);
        }
      }
    }
    if (node.is_structured()) {
      std::vector<const nlohmann::json*> children;
      for (const auto& child : node) {
        if (child.is_structured()) children.push_back(&child);
      }
      todo.insert(todo.end(), children.rbegin(), children.rend());
    }
  }
}

LinkedData ReadJsonLd(const PageTree& page) {
  static const RE2 kDate(R"re("(?:datePublished|pubDate)"\s*:\s*"([^"]{8,40})")re");
  static const RE2 kHeadline(R"re("headline"\s*:\s*"([^"\\]{4,400})")re");
  LinkedData data;
  for (const auto& script : page.reduced->json_ld) {
    std::string text(script);
    for (char& c : text) {
      if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    const auto json = nlohmann::json::parse(text, nullptr, false, true);
    if (!json.is_discarded()) {
      TakeFrom(json, &data);
      continue;
    }
    if (data.published.empty()) RE2::PartialMatch(text, kDate, &data.published);
    if (data.headline.empty()) RE2::PartialMatch(text, kHeadline, &data.headline);
  }
  return data;
}

std::string_view MetaContent(const PageTree& page, std::string_view name) {
  for (const auto& meta : page.metas) {
    if (!meta.content.empty() && meta.name.size() == name.size() && Lowered(meta.name) == name) {
      return meta.content;
    }
  }
  return {};
}

// A date as metadata write it, made ISO 8601; "" if it is none.
std::string IsoDate(const ArticleRules& rules, std::string_view written) {
  const auto date = rules.FindDate(Tidy(written));
  return date ? date->Iso() : std::string();
}

// An author as metadata give it; "" for numbers, addresses and left-over placeholders.
std::string PersonIn(const std::string& name) {
  const TextMeasure measure = Measure(name);
  if (measure.han + measure.letters == 0 || measure.mass() > 40) return {};
  if (name.find('@') != std::string::npos || name.find("://") != std::string::npos) return {};
  return name;
}

constexpr std::array<std::string_view, 16> kDateMetas = {"article:published_time",
                                                         "og:published_time",
                                                         "datepublished",
                                                         "pubdate",
                                                         "publishdate",
                                                         "publish_date",
                                                         "pub_date",
                                                         "publish-date",
                                                         "article.published",
                                                         "og:release_date",
                                                         "apub:time",
                                                         "weibo: article:create_at",
                                                         "bytedance:published_time",
                                                         "dc.date.issued",
                                                         "sailthru.date",
                                                         "date"};

void ReadDate(const PageTree& page, const ArticleRules& rules, const LinkedData& linked,
              PageMetadata* metadata) {
  if (auto date = IsoDate(rules, linked.published); !date.empty()) {
    metadata->published = std::move(date);
    metadata->published_rule = "json_ld";
    return;
  }
  for (const auto name : kDateMetas) {
    if (auto date = IsoDate(rules, MetaContent(page, name)); !date.empty()) {
      metadata->published = std::move(date);
      metadata->published_rule = "meta:" + std::string(name);
      return;
    }
  }
}

// The heading whose text is the page's title, or part of it.
std::string HeadingTitle(const PageTree& page, const std::vector<std::string>& said) {
  std::string best;
  for (const auto& line : page.lines) {
    std::size_t e = line.element;
    int level = page.elements[e].heading_level;
    for (int up = 0; up < 3 && level == 0; ++up) {
      e = page.elements[e].parent;
      level = page.elements[e].heading_level;
    }
    if (level == 0 || level > 3 || line.measure.mass() < 4) continue;
    const std::string key = HeadlineKey(line.text);
    for (const auto& title : said) {
      const std::string title_key = HeadlineKey(title);
      const bool same = !key.empty() && (title_key.find(key) != std::string::npos ||
                                         (!title_key.empty() && key.starts_with(title_key)));
      // Of a page title "Story - Site" the heading may also be the site's name: the longer wins.
      if (same && line.measure.mass() > Measure(best).mass() &&
          2 * key.size() >= title_key.size()) {
        best = line.text;
      }
    }
  }
  return best;
}

bool IsNextLabel(std::string_view text) {
  static const RE2 kNext("^[\\s　]*(下一[页頁]|下页|下頁|[Nn]ext( [Pp]age)?)[\\s　]*[>»›→]*$");
  return text.size() < 40 && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kNext);
}

// The next page of the same article: its path is this page's path but for a number at its end.
std::string NextPage(const PageTree& page, std::string_view url) {
  static const RE2 kNumber("(?:[_-]\\d{1,2}|/\\d{1,2}/?)?(\\.s?html?|\\.php|\\.aspx?)?/?$");
  const auto stem_of = [](std::string address) {
    const auto query = address.find('?');
    if (query != std::string::npos) address.resize(query);
    RE2::Replace(&address, kNumber, "");
    return address;
  };
  const std::string stem = stem_of(std::string(url));
  const auto accept = [&](std::string_view href) {
    const std::string next = ResolveUrl(href, url);
    return !next.empty() && next != url && stem_of(next) == stem ? next : std::string();
  };
  for (const auto& link : page.links) {
    if (Lowered(link.rel) == "next") {
      if (auto next = accept(link.href); !next.empty()) return next;
    }
  }
  for (const auto& anchor : page.anchors) {
    const bool labelled =
        anchor.line < page.lines.size() && IsNextLabel(page.lines[anchor.line].text);
    if (Lowered(anchor.rel) == "next" || labelled) {
      if (auto next = accept(anchor.href); !next.empty()) return next;
    }
  }
  return {};
}

// The text of an element in the article's head that is marked as its source by class or id.
std::string MarkedSource(const PageTree& page, const ArticleRules& rules, std::size_t begin,
                         std::size_t end) {
  static const RE2 kSource("(?i)(^|[^a-z])(source|laiyuan|ly|media[_-]?name)([^a-z]|$)");
  for (std::size_t i = begin; i < std::min(end, page.lines.size()); ++i) {
    const PageLine& line = page.lines[i];
    const PageElement& element = page.elements[line.element];
    if (line.measure.mass() < 2 || line.measure.mass() > 20 || line.measure.stops > 0) continue;
    for (const auto name : {element.class_name, element.id}) {
      if (RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), kSource)) {
        const auto date = rules.FindDate(line.text);
        return std::string(TrimBlanks(date ? line.text.substr(date->end) : line.text));
      }
    }
  }
  return {};
}

}  // namespace

std::string HostOf(std::string_view url) {
  static const RE2 kUrl("(?i)^https?://(?:[^/?#@]*@)?([^/?#:]+)");
  std::string host;
  if (!RE2::PartialMatch(re2::StringPiece(url.data(), url.size()), kUrl, &host)) return {};
  host = Lowered(host);
  return host.starts_with("www.") ? host.substr(4) : host;
}

std::string ResolveUrl(std::string_view reference, std::string_view base) {
  reference = TrimBlanks(reference.substr(0, reference.find('#')));
  if (reference.empty()) return {};
  const std::string lower = Lowered(reference.substr(0, 8));
  if (lower.starts_with("http://") || lower.starts_with("https://")) return std::string(reference);
  const auto scheme_end = base.find("://");
  if (scheme_end == std::string_view::npos || HostOf(base).empty()) return {};
  const auto colon = reference.find(':');
  if (colon != std::string_view::npos && colon < reference.find_first_of("/?")) return {};
  base = base.substr(0, base.find_first_of("?#"));
  if (reference.starts_with("//")) {
    return std::string(base.substr(0, scheme_end + 1)) + std::string(reference);
  }
  const auto path = std::min(base.find('/', scheme_end + 3), base.size());
  if (reference.starts_with("/")) return std::string(base.substr(0, path)) + std::string(reference);
  if (reference.starts_with("?")) return std::string(base) + std::string(reference);
  const auto slash = base.rfind('/');
  const std::string folder = slash < path || slash == std::string_view::npos
                                 ? std::string(base) + "/"
                                 : std::string(base.substr(0, slash + 1));
  while (reference.starts_with("./")) reference.remove_prefix(2);
  return folder + std::string(reference);
}

std::string StripSiteSuffix(std::string_view title, std::string_view site_name) {
  static const RE2 kSuffix(
      "^(.*[^\\s_|｜\\-–—])(?:\\s*(?:[|｜_]|--+|——+)\\s*|\\s+[-–—·:：]\\s+|\\s*[-–—](?:\\p{Han})|[-"
      "–—][A-Z][\\w ]*\\p{Han})");
  std::string rest = Tidy(title);
  for (int i = 0; i < 4; ++i) {
    std::string head;
    if (!RE2::PartialMatch(rest, kSuffix, &head)) break;
    const std::string_view tail = std::string_view(rest).substr(head.size());
    const double head_mass = Measure(head).mass(), tail_mass = Measure(tail).mass();
    const bool is_site = !site_name.empty() && tail.find(site_name) != std::string_view::npos;
    if (head_mass < 4 || (!is_site && (tail_mass > 16 || tail_mass > head_mass))) break;
    rest = std::string(TrimBlanks(head));
  }
  return rest;
}

PageMetadata ReadMetadata(const PageTree& page, const ArticleRules& rules, std::string_view url) {
  PageMetadata metadata;
  const LinkedData linked = ReadJsonLd(page);
  const std::string site_name = Tidy(MetaContent(page, "og:site_name"));
  metadata.site = HostOf(url);
  for (const auto& link : page.links) {
    if (Lowered(link.rel) == "canonical" && metadata.canonical_url.empty()) {
      metadata.canonical_url = ResolveUrl(link.href, url);
    }
  }
  if (metadata.canonical_url.empty()) {
    metadata.canonical_url = ResolveUrl(MetaContent(page, "og:url"), url);
  }
  if (metadata.site.empty()) metadata.site = HostOf(metadata.canonical_url);
  if (metadata.site.empty()) metadata.site = site_name;
  std::vector<std::string> said;
  for (const auto& title : {linked.headline, Tidy(MetaContent(page, "og:title")),
                            Tidy(MetaContent(page, "twitter:title")), Tidy(page.title)}) {
    if (!title.empty()) said.push_back(StripSiteSuffix(title, site_name));
  }
  metadata.title = HeadingTitle(page, said);
  if (metadata.title.empty() && !said.empty()) metadata.title = said.front();
  ReadDate(page, rules, linked, &metadata);
  metadata.byline = PersonIn(linked.author);
  if (metadata.byline.empty()) metadata.byline = PersonIn(Tidy(MetaContent(page, "author")));
  metadata.publisher = Tidy(MetaContent(page, "source"));
  if (HeadlineKey(metadata.publisher).empty()) metadata.publisher = linked.publisher;
  if (metadata.publisher.empty()) metadata.publisher = site_name;
  metadata.next_page_url = NextPage(page, url);
  return metadata;
}

void AddVisibleMetadata(const PageTree& page, const ArticleRules& rules, const PageBody& body,
                        PageMetadata* metadata) {
  if (page.lines.empty()) return;
  const std::size_t first = body.lines.empty() ? page.lines.size() : body.lines.front().line;
  const std::size_t last = body.lines.empty() ? 0 : body.lines.back().line;
  // The title's line nearest before the body, where it is shown.
  const std::string key = HeadlineKey(metadata->title);
  std::size_t title = first;
  for (std::size_t i = std::min(first + 3, page.lines.size()); i-- > 0;) {
    const std::string line_key = HeadlineKey(page.lines[i].text);
    if (key.size() > 6 && (line_key == key || line_key.starts_with(key))) {
      title = i;
      break;
    }
  }
  // In order of trust: from the title to the body, shortly before the title, behind the body.
  std::vector<std::size_t> order;
  const std::size_t from = title == first ? first - std::min(first, 2 * kLinesAround) : title;
  for (std::size_t i = from; i < std::min(first + 3, page.lines.size()); ++i) order.push_back(i);
  for (std::size_t i = from; i-- > 0 && from - i <= kLinesAround;) order.push_back(i);
  const std::size_t head = order.size();
  for (std::size_t i = last + 1; i < std::min(last + 1 + kLinesAround, page.lines.size()); ++i) {
    order.push_back(i);
  }
  if (!body.lines.empty()) order.push_back(last);
  std::string source;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const PageLine& line = page.lines[order[k]];
    if (source.empty() && line.measure.mass() < 200) source = rules.Publisher(line.text);
    if (metadata->byline.empty() && (k < head || line.measure.stops == 0)) {
      metadata->byline = rules.Author(line.text.substr(0, 400));
    }
    if (metadata->published.empty() && k < head && line.measure.mass() < 80) {
      if (const auto date = rules.FindDate(line.text)) {
        metadata->published = date->Iso();
        metadata->published_rule = "visible";
      }
    }
  }
  if (source.empty()) source = MarkedSource(page, rules, from, first);
  if (!source.empty()) metadata->publisher = source;
  if (metadata->byline == metadata->publisher) metadata->byline.clear();
  if (metadata->published.empty()) {
    for (const auto& time : page.times) {
      if (auto date = IsoDate(rules, time.datetime); !date.empty()) {
        metadata->published = std::move(date);
        metadata->published_rule = "time";
        break;
      }
    }
  }
  for (std::size_t k = head; metadata->published.empty() && k < order.size(); ++k) {
    const PageLine& line = page.lines[order[k]];
    if (line.measure.mass() > 40) continue;
    if (const auto date = rules.FindDate(line.text)) {
      metadata->published = date->Iso();
      metadata->published_rule = "visible";
    }
  }
  if (metadata->publisher.empty()) metadata->publisher = metadata->site;
}

}  // namespace heshu::extract
