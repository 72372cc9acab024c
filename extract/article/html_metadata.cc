#include "extract/article/html_metadata.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <vector>

#include "extract/article/linked_data.h"
#include "extract/article/text_measure.h"
#include "extract/article/topic_shift.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kIsoDayBytes = 10;  // of YYYY-MM-DD
constexpr std::size_t kLinesAround = 12;  // of the body, searched for credits
constexpr std::size_t kTitleLines = 12;   // above the text, searched for its headline
constexpr double kTitleMass = 6, kMaxTitleMass = 45;
constexpr std::size_t kTopicBytes = 20000;  // of the text, compared with titles
constexpr double kOffTitle = .3;      // share of a title's terms in the text, of another's …
constexpr double kOnTitle = .5;       // … and of its own …
constexpr double kTitleTerms = 4;     // … that are so many
constexpr double kDateLineMass = 80;  // a longer line tells of other days

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
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
  const auto date = rules.FindDate(TidyBlanks(written));
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

// Whether an element or its parent is called the title by class or id, with no heading's tag.
bool IsNamedTitle(const PageTree& page, std::size_t element) {
  static const RE2 kTitle("(?i)(^|[^a-z])(title|headline|biaoti|bt|tit)([^a-z]|$)");
  for (int up = 0; up < 2; ++up, element = page.elements[element].parent) {
    for (const auto name : {page.elements[element].class_name, page.elements[element].id}) {
      if (!name.empty() && RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), kTitle)) {
        return true;
      }
    }
  }
  return false;
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
    if (level == 0 && IsNamedTitle(page, line.element)) level = 1;
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
        static const RE2 kClock("\\d{1,2}:\\d{2}|^\\s*\\d{1,2}-\\d{1,2}");
        const auto date = rules.FindDate(line.text);
        const auto rest = TrimBlanks(date ? line.text.substr(date->end) : line.text);
        if (!date && RE2::PartialMatch(re2::StringPiece(rest.data(), rest.size()), kClock))
          continue;
        if (!rest.empty() && rest.find("://") == std::string_view::npos) return std::string(rest);
      }
    }
  }
  return {};
}

// The date in the lines of a page's head, in order of trust. Where the URL holds a day, dates of
// other days are passed over: they tell of the event. A day from metadata takes its time from the
// same day where that is shown.
void AddVisibleDate(const PageTree& page, const ArticleRules& rules,
                    const std::vector<std::size_t>& head, const KnownDays& known,
                    PageMetadata* metadata) {
  if (metadata->published.size() > kIsoDayBytes) return;
  for (const std::size_t i : head) {
    const PageLine& line = page.lines[i];
    if (line.measure.mass() >= kDateLineMass) continue;
    const auto date = rules.FindDate(line.text, known.near());
    if (!date) continue;
    const std::string iso = date->Iso();
    const bool has_time = iso.size() > kIsoDayBytes;
    if (metadata->published.empty()) {
      if (known.in_url && std::abs(date->day_of().ToDays() - known.in_url->ToDays()) > 1) continue;
      metadata->published = iso;
      metadata->published_rule = "visible";
    } else if (has_time && iso.starts_with(metadata->published)) {
      metadata->published = iso;
    }
    if (metadata->published.size() > kIsoDayBytes) return;
  }
}

// Where metadata name the site instead of the article, or before it, the headline is the line above
// the text that says most of what the text says.
void MendTitle(const PageTree& page, const ArticleRules& rules, const PageBody& body,
               std::string* title) {
  if (body.lines.empty()) return;
  const std::string key = HeadlineKey(*title);
  std::vector<std::size_t> above;  // what may be a headline
  const std::size_t first = body.lines.front().line;
  for (std::size_t i = first + 1; i-- > 0 && first - i <= kTitleLines;) {
    const PageLine& line = page.lines[i];
    const double mass = line.measure.mass();
    if (mass < kTitleMass || mass > kMaxTitleMass || line.link_mass > .5 * mass) continue;
    const std::string own = HeadlineKey(line.text);
    if (own == key) return;  // it is shown as the headline
    if (own.size() < key.size() && 2 * own.size() >= key.size() && key.ends_with(own)) {
      *title = line.text;  // behind the site's name
      return;
    }
    above.push_back(i);
  }
  std::string text;
  for (const auto& line : body.lines) {
    text += HeadlineKey(page.lines[line.line].text);
    if (text.size() > kTopicBytes) break;
  }
  // The terms of a headline that the text has: how many, and their share.
  const auto terms_of = [&text](std::string_view headline) {
    const auto terms = HanPairs(headline);
    const auto shared =
        static_cast<double>(std::count_if(terms.begin(), terms.end(), [&text](const auto& term) {
          return text.find(term) != std::string::npos;
        }));
    return std::pair(shared, terms.empty() ? 0 : shared / static_cast<double>(terms.size()));
  };
  const auto [shared, share] = terms_of(key);
  if (share >= kOffTitle || shared >= kTitleTerms) return;
  double best = 0;
  for (const std::size_t i : above) {
    const PageLine& line = page.lines[i];
    if (EndsSentence(line.text) || rules.SignsOf(line.text).IsFurniture()) continue;
    const auto [count, own] = terms_of(HeadlineKey(line.text));
    if (own < kOnTitle || count < kTitleTerms || own * count <= best) continue;
    best = own * count;
    *title = line.text;
  }
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
  std::string rest = TidyBlanks(title);
  // "Story-word,word,word": what the page is to be found by.
  static const RE2 kKeywords("^(.{8,}?)[-_|｜]([^-_|｜,，]{1,24}[,，]){2,}[^-_|｜]*$");
  if (std::string head; RE2::PartialMatch(rest, kKeywords, &head)) rest = TidyBlanks(head);
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
  LinkedData linked = ReadLinkedData(page.reduced->json_ld);
  const std::string site_name = TidyBlanks(MetaContent(page, "og:site_name"));
  metadata.site = HostOf(url);
  for (const auto& link : page.links) {
    if (Lowered(link.rel) == "canonical" && metadata.canonical_url.empty()) {
      metadata.canonical_url = ResolveUrl(link.href, url);
    } else if (Lowered(link.rel) == "amphtml" && metadata.amp_url.empty()) {
      metadata.amp_url = ResolveUrl(link.href, url);
    }
  }
  if (metadata.canonical_url.empty()) {
    metadata.canonical_url = ResolveUrl(MetaContent(page, "og:url"), url);
  }
  if (metadata.site.empty()) metadata.site = HostOf(metadata.canonical_url);
  if (metadata.site.empty()) metadata.site = site_name;
  std::vector<std::string> said;
  for (const auto& [from, title] :
       {std::pair{"json_ld", linked.headline},
        {"og:title", TidyBlanks(MetaContent(page, "og:title"))},
        {"twitter:title", TidyBlanks(MetaContent(page, "twitter:title"))},
        {"title", TidyBlanks(page.title)}}) {
    if (title.empty()) continue;
    said.push_back(StripSiteSuffix(title, site_name));
    metadata.said_titles.emplace_back(from, said.back());
  }
  metadata.title = HeadingTitle(page, said);
  if (!metadata.title.empty()) metadata.said_titles.emplace_back("heading", metadata.title);
  if (metadata.title.empty() && !said.empty()) metadata.title = said.front();
  ReadDate(page, rules, linked, &metadata);
  metadata.byline = PersonIn(linked.author);
  if (metadata.byline.empty()) metadata.byline = PersonIn(TidyBlanks(MetaContent(page, "author")));
  metadata.publisher = TidyBlanks(MetaContent(page, "source"));
  if (HeadlineKey(metadata.publisher).empty()) metadata.publisher = linked.publisher;
  if (metadata.publisher.empty()) metadata.publisher = site_name;
  metadata.next_page_url = NextPage(page, url);
  metadata.description = linked.description;
  for (const auto name : {"og:description", "description", "twitter:description"}) {
    if (metadata.description.empty()) metadata.description = TidyBlanks(MetaContent(page, name));
  }
  metadata.linked_body = std::move(linked.body);
  const std::string type = Lowered(MetaContent(page, "og:type"));
  metadata.declared = {
      .is_article = linked.is_article || type.starts_with("article") || type.starts_with("news"),
      .is_video = linked.is_video || type.starts_with("video"),
      .for_subscribers = linked.for_subscribers};
  return metadata;
}

void AddVisibleMetadata(const PageTree& page, const ArticleRules& rules, const PageBody& body,
                        const KnownDays& known, PageMetadata* metadata) {
  if (page.lines.empty()) return;
  MendTitle(page, rules, body, &metadata->title);
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
  }
  AddVisibleDate(page, rules, {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(head)},
                 known, metadata);
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
    if (const auto date = rules.FindDate(line.text, known.near())) {
      metadata->published = date->Iso();
      metadata->published_rule = "visible";
    }
  }
  if (metadata->published.empty() && known.in_url) {
    metadata->published = known.in_url->ToString();
    metadata->published_rule = "url";
  }
  if (metadata->publisher.empty()) metadata->publisher = metadata->site;
}

}  // namespace heshu::extract
